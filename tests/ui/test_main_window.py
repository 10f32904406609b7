"""The window as a whole: routines to choose from, what it remembers, and what may be broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from stretchtimer.storage.history.history import History
from tests.sweeps import sweep, swept
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle, texts
from tests.ui.own_routines import long_routine, short_routine, write_routine
from tests.wording import refused


def menu_of(person: Person) -> QMenu:
    menu = person.window.home.card.choose.menu()
    menu.popup(person.window.mapToGlobal(QPoint(10, 10)))
    return menu


def choose(person: Person, words: str) -> None:
    menu = menu_of(person)
    action = next(action for action in menu.actions() if action.text().startswith(words))
    menu.close()
    action.trigger()
    settle()


def answer_with(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """Has the dialog for a file give that path at once, or none."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (path, ""))


def test_an_own_routine_can_be_chosen_and_is_there_again_next_time(
    make: Open, profile: Path
) -> None:
    write_routine(profile, "just-one", short_routine())
    person = make()
    choose(person, "Just one")
    assert person.order() == ["one"]
    assert [p.stretch.id for p in person.planned().phases if p.is_hold] == ["one"]
    person.close()
    assert make().order() == ["one"]


@sweep
def test_changes_to_one_routine_leave_the_other_alone(make: Open, profile: Path) -> None:
    write_routine(profile, "just-one", short_routine())
    person = make()
    person.click(person.row("knee-hug").stepper.longer)
    choose(person, "Just one")
    person.click(person.row("one").stepper.longer)
    assert person.row("one").stepper.box.value() == 25
    choose(person, "After your walk")
    assert person.row("knee-hug").stepper.box.value() == 30
    assert person.row("hamstring").stepper.box.value() == 30


@sweep
def test_the_times_in_the_settings_are_those_of_the_chosen_routine(
    make: Open, profile: Path
) -> None:
    write_routine(profile, "just-one", short_routine())
    person = make()
    person.click(person.window.home.settings)
    times = person.window.settings.times
    assert times.title.text() == "Times of “After your walk”"
    person.click(person.window.settings.back)
    choose(person, "Just one")
    assert times.title.text() == "Times of “Just one”"
    person.click(person.window.home.settings)
    person.write(times.boxes["release_ms"], "9")
    assert person.window.home.back_to_original.isEnabled()
    assert person.personal.original.name == "Just one"
    assert person.personal.times.release_ms == 9_000


def test_a_routine_file_can_be_opened_from_anywhere(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "elsewhere.toml"
    path.write_text(short_routine("From elsewhere"))
    answer_with(monkeypatch, str(path))
    choose(person, "Open a routine file")
    assert "From elsewhere" in texts(person.window.home.card)


@pytest.mark.parametrize(
    "where",
    swept(["line\nbreak", "esc\x1b[2J", "/".join(["long" * 50] * 6)], ["line\nbreak"]),
    ids=["line break", "control", "long"],
)
def test_a_file_whose_path_cannot_be_kept_is_shown_and_that_is_said(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    path = tmp_path / where / "elsewhere.toml"
    path.parent.mkdir(parents=True)
    path.write_text(short_routine("From elsewhere"))
    answer_with(monkeypatch, str(path))
    choose(person, "Open a routine file")
    assert "From elsewhere" in texts(person.window.home.card)
    assert "will not open by itself next time" in person.notices()
    assert person.settings.last_routine == "post-walk"


def test_opening_no_file_after_all_changes_nothing(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_with(monkeypatch, "")
    choose(person, "Open a routine file")
    assert len(person.order()) == 5
    assert person.notices() == ""


def test_a_broken_routine_of_ones_own_complains_and_changes_nothing(
    make: Open, profile: Path
) -> None:
    path = write_routine(profile, "broken", short_routine(hold_s=0))
    person = make()
    choose(person, "broken (cannot be read)")
    (card,) = person.window.home.faults.cards()
    assert any(str(path) in words for words in texts(card))
    assert any(words.startswith("Line 7: ") and "hold_s" in words for words in texts(card))
    assert len(person.order()) == 5
    assert person.settings.last_routine == "post-walk"


def test_a_broken_file_from_anywhere_complains_and_changes_nothing(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "broken.toml"
    path.write_text("format = 1\nname = ")
    answer_with(monkeypatch, str(path))
    choose(person, "Open a routine file")
    (card,) = person.window.home.faults.cards()
    assert any(str(path) in words for words in texts(card))
    assert len(person.order()) == 5


def test_a_folder_of_routines_that_cannot_be_listed_is_told(make: Open, profile: Path) -> None:
    (profile / "data").mkdir(parents=True)
    (profile / "data" / "routines").write_text("no folder")
    person = make()
    choose(person, "routines (cannot be read)")
    assert "routines could not be listed" in person.notices()
    choose(person, "After your walk")
    assert person.order()[0] == "knee-hug"


def test_very_many_routines_make_no_endless_menu(make: Open, profile: Path) -> None:
    for number in range(60):
        write_routine(profile, f"own-{number:02}", short_routine(f"Own {number:02}"))
    menu = menu_of(make())
    shown: list[QAction] = menu.actions()
    menu.close()
    assert len(shown) < 50
    (rest,) = [text for action in shown if (text := action.text()).endswith("more in your folder")]
    offered = sum(action.text().startswith("Own ") for action in shown)
    assert rest == f"{60 - offered} more in your folder"


@pytest.mark.parametrize("file", ["config/settings.json", "data/adjustments.json"])
@pytest.mark.parametrize("text", swept(["{", "[]", "\x00\xff", '{"format": 99}'], ["{"]))
def test_a_damaged_file_is_told_in_one_sentence_and_not_lost(
    make: Open, profile: Path, file: str, text: str
) -> None:
    path = profile / file
    path.parent.mkdir(parents=True)
    path.write_text(text)
    person = make()
    assert person.notices().startswith(f"{path} could not be used: ")
    assert "\n" not in person.notices()
    assert len(person.order()) == 5
    person.click(person.row("knee-hug").stepper.longer)
    person.app.preferences.change(volume=10)
    person.close()
    kept = [found.read_text() for found in path.parent.iterdir() if found.is_file()]
    assert text in kept


def test_a_wrong_setting_is_told_with_what_applies_instead(make: Open, profile: Path) -> None:
    path = profile / "config" / "settings.json"
    path.parent.mkdir(parents=True)
    path.write_text('{"format": 1, "volume": "loud", "theme": "dark"}')
    person = make()
    assert "volume is “loud”" in person.notices()
    assert person.settings.volume == 70
    assert person.settings.theme == "dark"


def test_a_last_routine_that_is_gone_is_told_and_replaced(make: Open, profile: Path) -> None:
    path = write_routine(profile, "just-one", short_routine())
    person = make()
    choose(person, "Just one")
    person.close()
    path.unlink()
    again = make()
    assert "There is no routine “just-one”" in again.notices()
    assert again.notices().endswith("The standard routine is shown instead.")
    assert len(again.order()) == 5


def test_a_routine_that_is_named_but_not_there_is_refused(make: Open) -> None:
    with refused("There is no routine “nowhere”"):
        make(routine="nowhere")


def test_a_profile_that_cannot_be_written_stops_nothing_and_is_told(
    make: Open, profile: Path
) -> None:
    profile.mkdir()
    for name in ("config", "data", "cache"):
        (profile / name).write_text("a file where a folder should be")
    person = make()
    person.notices()
    person.click(person.row("knee-hug").stepper.longer)
    person.write_down()
    assert str(profile / "data") in person.notices()
    person.app.preferences.change(volume=10)
    person.write_down()
    assert str(profile / "config") in person.notices()
    person.start("hold")
    assert person.phase.duration_ms == 30_000
    person.go_on(10_000)
    person.control.end()
    assert person.window.done.sentence == "You held for 10 s in all. It is in your record."
    assert "history" in person.notices()


def test_a_notice_can_be_put_away(make: Open, profile: Path) -> None:
    (profile / "config").mkdir(parents=True)
    (profile / "config" / "settings.json").write_text("{")
    person = make()
    person.click(person.window.home.notices.close_button)
    assert not person.window.home.notices.isVisible()
    assert person.notices() == ""


def test_the_same_notice_is_shown_once(person: Person) -> None:
    person.window.notify("Something happened.")
    person.window.notify("Something happened.")
    assert person.notices() == "Something happened."


def test_the_window_comes_back_in_its_size(make: Open) -> None:
    person = make()
    person.window.resize(person.window.minimumWidth(), 640)
    width = person.window.width()
    person.close()
    again = make()
    assert (again.window.width(), again.window.height()) == (width, 640)


@sweep
def test_a_window_that_was_closed_in_full_screen_comes_back_as_it_was_before(make: Open) -> None:
    person = make()
    person.window.resize(730, 560)
    person.window.toggle_full_screen()
    person.close()
    again = make()
    assert not again.window.isFullScreen()
    assert not again.window.isMaximized()


def test_a_maximized_window_comes_back_maximized(make: Open) -> None:
    person = make()
    person.window.showMaximized()
    person.window.toggle_full_screen()
    person.window.toggle_full_screen()
    assert person.window.isMaximized()
    person.close()
    assert make().window.isMaximized()


def test_a_plea_to_quit_ends_the_session_and_keeps_what_was_held(session: Person) -> None:
    session.go_on(6_000)
    session.app.quit()
    assert not session.window.isVisible()
    folders = session.app.profile.folders
    history = History(folders.history, session.clock.utc.date)
    assert [row.held_ms for row in history.sessions()] == [6_000]
    history.close()


def _held(person: Person) -> list[int]:
    history = History(person.app.profile.folders.history, person.clock.utc.date)
    held = [row.held_ms for row in history.sessions()]
    history.close()
    return held


@pytest.mark.usefixtures("alone")
def test_a_window_with_a_paused_session_closes_without_a_question_and_keeps_what_was_held(
    session: Person,
) -> None:
    """A desktop that is logged out of closes windows, and one that refuses holds it up for ever."""
    session.go_on(6_000)
    session.key(Qt.Key.Key_Space)
    session.go_on(60_000)
    assert session.window.close()
    assert not session.window.isVisible()
    assert _held(session) == [6_000]


@pytest.mark.parametrize("is_asked", swept([False, True], [True]))
def test_a_log_out_that_is_announced_ends_the_session_and_saves_all(
    session: Person, is_asked: bool
) -> None:
    session.app.preferences.change(volume=31)
    session.go_on(6_000)
    if is_asked:
        session.window.close()
    session.app.prepare_for_log_out()
    assert _held(session) == [6_000]
    settings = session.app.profile.folders.settings.read_text(encoding="utf-8")
    assert json.loads(settings)["volume"] == 31
    assert session.window.isVisible(), "the log-out may still be called off"
    assert session.window.close()


def test_a_plea_to_quit_while_one_is_asked_ends_too(session: Person) -> None:
    session.window.close()
    session.app.quit()
    assert not session.window.isVisible()
    assert session.window.acts.ending.question is None


def test_closing_lets_the_last_sound_be_heard(make: Open) -> None:
    person = make()
    person.close()
    assert person.out.closed_with_finish
    assert not person.out.is_held


def test_start_while_a_session_runs_starts_no_second_one(session: Person) -> None:
    runner = session.runner
    session.window.start()
    assert session.runner is runner


def test_f11_switches_full_screen_on_every_page(person: Person) -> None:
    for _ in range(2):
        person.key(Qt.Key.Key_F11)
        assert person.window.isFullScreen()
        person.key(Qt.Key.Key_F11)
        assert not person.window.isFullScreen()
        person.window.pages.setCurrentWidget(person.window.settings)


@sweep
def test_a_stretch_without_a_picture_is_led_by_words_alone(make: Open, profile: Path) -> None:
    text = short_routine()
    without = "\n".join(line for line in text.splitlines() if "pose" not in line)
    write_routine(profile, "just-one", without)
    person = make(drawn=True)
    choose(person, "Just one")
    person.start("hold")
    assert not person.window.session.stage.isVisible()
    assert person.window.session.name.text() == "One"


@sweep
def test_a_long_routine_scrolls_its_list_only(make: Open, profile: Path) -> None:
    write_routine(profile, "long", long_routine())
    person = make(routine="long")
    person.window.resize(900, 600)
    settle()
    bar = person.window.home.list.verticalScrollBar()
    assert bar.maximum() > 0
    assert person.window.home.list.horizontalScrollBar().maximum() == 0
    person.click(person.row("s12").stepper.longer)
    assert bar.value() > 0
