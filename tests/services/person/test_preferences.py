"""Settings take effect at once, are saved once, and never cost a file that is not understood."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from stretchtimer.engine.errors import InternalError, UserError
from stretchtimer.engine.speech import Talk
from stretchtimer.services.person.choices import Output, ThemeChoice
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.person.settings import ROWS, Settings
from tests.fakes import preferences_in
from tests.wording import refused, said

Open = Callable[[], Preferences]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config/settings.json"


@pytest.fixture
def open_(path: Path) -> Open:
    return lambda: preferences_in(path)


def write(path: Path, text: str) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path.read_bytes()


def test_without_a_file_the_usual_settings_apply_and_nothing_is_written(
    open_: Open, path: Path
) -> None:
    preferences = open_()
    assert preferences.settings == Settings()
    assert preferences.warnings == ()
    assert preferences.write() == ()
    assert not path.exists()


def test_a_change_takes_effect_at_once_and_is_told_to_everybody(open_: Open) -> None:
    preferences = open_()
    heard: list[tuple[str, int]] = []
    keys = ("volume", "theme")
    preferences.observe(keys, lambda: heard.append(("first", preferences.settings.volume)))
    preferences.observe(keys, lambda: heard.append(("second", preferences.settings.volume)))
    preferences.change(volume=30, theme="dark")
    assert heard == [("first", 30), ("second", 30)]


def test_an_observer_hears_of_its_own_settings_alone_and_once(open_: Open) -> None:
    preferences = open_()
    heard: list[str] = []
    preferences.observe("volume", lambda: heard.append("one"))
    preferences.observe(("theme", "motion", "volume"), lambda: heard.append("three"))
    preferences.change(half_way=False)
    assert heard == []
    preferences.change(theme="dark", motion="less")
    assert heard == ["three"]
    preferences.override(volume=3)
    assert heard == ["three", "one", "three"]


def test_an_observer_that_has_ended_hears_nothing_more(open_: Open) -> None:
    preferences = open_()
    heard: list[str] = []
    end = preferences.observe("volume", lambda: heard.append("first"))
    preferences.observe("volume", lambda: heard.append("second"))
    end()
    end()
    preferences.change(volume=3)
    assert heard == ["second"]


def test_an_observer_can_end_another_while_both_are_to_be_told(open_: Open) -> None:
    preferences = open_()
    heard: list[str] = []

    def end_other() -> None:
        end()

    preferences.observe("volume", end_other)
    end = preferences.observe("volume", lambda: heard.append("ended"))
    preferences.change(volume=3)
    assert heard == []


def test_nobody_can_observe_what_is_no_setting(open_: Open) -> None:
    with pytest.raises(InternalError, match=r"there is no setting volum$"):
        open_().observe(("volum", "theme"), lambda: None)


def test_a_text_with_a_fixed_meaning_is_kept_as_that(open_: Open) -> None:
    preferences = open_()
    preferences.change(theme="dark", talk="short", output="off")
    assert preferences.settings.theme is ThemeChoice.DARK
    preferences.write()
    settings = open_().settings
    assert settings.talk is Talk.SHORT
    assert settings.output is Output.OFF


def test_a_value_of_the_world_outside_is_taken_only_where_it_can_be_kept(open_: Open) -> None:
    preferences = open_()
    assert preferences.take("output", "device:usb")
    assert not preferences.take("output", "device:\x00")
    assert not preferences.take("window_width", 1_000_000)
    assert preferences.settings == Settings(output="device:usb")


def test_a_change_to_what_is_already_so_is_not_told(open_: Open) -> None:
    preferences = open_()
    heard: list[int] = []
    preferences.observe(ROWS, lambda: heard.append(1))
    preferences.change(volume=Settings().volume)
    preferences.override(muted=False)
    assert heard == []


def test_what_was_saved_is_there_after_a_restart(open_: Open) -> None:
    first = open_()
    first.change(volume=31, output="device:usb", last_routine="mine")
    assert first.write() == ()
    again = open_()
    assert again.settings == first.settings
    assert again.settings.volume == 31
    assert again.warnings == ()


def test_a_change_that_was_taken_back_before_saving_writes_nothing(open_: Open, path: Path) -> None:
    preferences = open_()
    preferences.change(volume=31)
    preferences.change(volume=Settings().volume)
    preferences.write()
    assert not path.exists()


def test_a_value_that_is_not_allowed_is_refused_and_changes_nothing(open_: Open) -> None:
    preferences = open_()
    preferences.override(muted=True)
    heard: list[int] = []
    preferences.observe(ROWS, lambda: heard.append(1))
    with pytest.raises(InternalError):
        preferences.change(volume=101, muted=True)
    with pytest.raises(InternalError):
        preferences.override(theme="pink")
    assert heard == []
    preferences.change(volume=1)
    preferences.write()
    assert (open_().settings.muted, open_().settings.theme) == (False, "system")


def test_what_holds_for_now_is_not_there_after_a_restart(open_: Open) -> None:
    preferences = open_()
    preferences.override(muted=True)
    assert preferences.settings.muted
    preferences.change(volume=31)
    preferences.write()
    assert open_().settings == Settings(volume=31)


def test_what_holds_for_now_may_be_said_twice(open_: Open) -> None:
    preferences = open_()
    preferences.override(muted=True)
    preferences.override(muted=True, volume=5)
    preferences.change(theme="dark")
    preferences.write()
    assert open_().settings == Settings(theme=ThemeChoice.DARK)


def test_what_held_for_now_can_be_chosen_for_good(open_: Open) -> None:
    preferences = open_()
    preferences.override(muted=True, volume=5)
    preferences.change(muted=True)
    preferences.write()
    assert open_().settings == Settings(muted=True)


DAMAGED = ["{", "[]", "\x00", '{"volume": 3}']


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_file_is_told_and_moved_aside_only_when_something_is_saved(
    open_: Open, path: Path, text: str
) -> None:
    before = write(path, text)
    preferences = open_()
    assert preferences.settings == Settings()
    assert len(preferences.warnings) == 1
    assert str(path) in said(preferences.warnings[0])
    assert preferences.write() == ()
    assert path.read_bytes() == before
    preferences.change(volume=31)
    moved = preferences.write()
    (kept,) = (one for one in path.parent.iterdir() if one != path)
    assert kept.read_bytes() == before
    assert str(kept) in said(moved[0])
    assert open_().settings == Settings(volume=31)


def test_a_newer_file_is_told_and_stays_as_it_is(open_: Open, path: Path) -> None:
    before = write(path, json.dumps({"format": 99, "volume": 3}))
    preferences = open_()
    assert "newer" in said(preferences.warnings[0])
    preferences.change(volume=31)
    with refused("newer"):
        preferences.write()
    assert preferences.settings.volume == 31
    assert path.read_bytes() == before


def test_a_change_that_could_not_be_written_holds_and_is_tried_again(
    open_: Open, path: Path
) -> None:
    preferences = open_()
    write(path.parent, "in the way")
    preferences.change(volume=31)
    for _ in range(2):
        with pytest.raises(UserError):
            preferences.write()
    assert preferences.settings.volume == 31
    path.parent.unlink()
    assert preferences.write() == ()
    assert open_().settings.volume == 31


def test_a_value_of_the_file_that_is_not_allowed_is_told_and_the_others_hold(
    open_: Open, path: Path
) -> None:
    write(path, json.dumps({"format": 1, "volume": "loud", "theme": "dark", "own": 1}))
    preferences = open_()
    assert preferences.settings == Settings(theme=ThemeChoice.DARK)
    assert "volume" in said(preferences.warnings[0])
    preferences.change(half_way=False)
    preferences.write()
    assert json.loads(path.read_text())["own"] == 1
