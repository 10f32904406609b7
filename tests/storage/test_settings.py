"""Tests of the settings and of the file that keeps them."""

from __future__ import annotations

import errno
import json
import os
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pytest

from stretchtimer.engine.errors import InternalError, UserError
from stretchtimer.services.person.settings import ROWS, Settings, settings_file
from stretchtimer.storage import json_file
from stretchtimer.storage.settings_file import Loaded, SettingsFile
from tests.storage.routines.routine_files import DATA
from tests.wording import all_said, refused, said


def table(**changed: Any) -> dict[str, object]:
    """The usual settings by name, but for some."""
    return Settings(**changed).as_table()


OTHER = table(
    volume=35,
    muted=True,
    output="device:alsa_output.usb",
    half_way=False,
    cue_shift_ms=150,
    theme="contrast",
    motion="less",
    keep_awake=False,
    letter_keys=False,
    last_routine="evening",
    window_width=1024,
    window_height=768,
    window_maximized=True,
    skin=4,
    clothing=3,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


@pytest.fixture
def file(path: Path) -> SettingsFile:
    return settings_file(path, lambda: date(2026, 3, 1))


def names(path: Path) -> list[str]:
    return sorted(sibling.name for sibling in path.parent.iterdir())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("volume", 101),
        ("volume", -1),
        ("volume", True),
        ("volume", 70.0),
        ("volume", "70"),
        ("muted", 1),
        ("muted", "False"),
        ("output", ""),
        ("output", "x" * 201),
        ("output", "a\nb"),
        ("cue_shift_ms", 1001),
        ("theme", "blue"),
        ("motion", "more"),
        ("last_routine", None),
        ("window_width", 20_001),
        ("skin", 5),
        ("clothing", 4),
        ("talk", "much"),
        ("breathing", "on"),
        ("breaths_per_minute", 3.5),
        ("breaths_per_minute", 5.3),
        ("breaths_per_minute", True),
        ("breath_sound", 0),
        ("room_distance_m", 5),
        ("room_turn", 45),
        ("room_turn", False),
        ("screen_diagonal_mm", 5_001),
        ("pulse", "never"),
        ("safety_read", "yes"),
        ("safety_read_on", "yesterday"),
        ("safety_read_on", "2026-02-30"),
        ("safety_read_on", 20260331),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_and_in_a_file_defaulted_and_told(
    name: str, value: Any, path: Path, file: SettingsFile
) -> None:
    with pytest.raises(InternalError, match=name):
        replace(Settings(), **{name: value})
    path.write_text(json.dumps({"format": 1, "half_way": False, name: value}))
    loaded = file.load()
    assert loaded.values == table(half_way=False)
    assert len(loaded.warnings) == 1
    assert said(loaded.warnings[0]).startswith(f"{path}: {name} is ")
    assert f"but it must be {said(ROWS[name].allowed.limit)}; " in said(loaded.warnings[0])


def test_a_note_about_a_bad_value_names_what_applies_instead(
    path: Path, file: SettingsFile
) -> None:
    path.write_text('{"format": 1, "volume": 700}')
    assert all_said(file.load().warnings) == (
        f"{path}: volume is 700, but it must be a whole number from 0 to 100; 70 is used instead.",
    )


def test_the_sample_of_format_1_is_read(path: Path, file: SettingsFile) -> None:
    path.write_bytes((DATA / "settings-1.json").read_bytes())
    assert file.load() == Loaded(OTHER)


def test_without_a_file_the_defaults_apply_and_nothing_is_said_or_made(
    path: Path, file: SettingsFile
) -> None:
    assert file.load() == Loaded(table())
    assert not path.exists()


def test_what_is_saved_is_loaded_again(path: Path, file: SettingsFile) -> None:
    assert file.save(table(), OTHER) == ()
    assert file.load() == Loaded(OTHER)
    assert file.save(OTHER, table()) == ()
    assert file.load() == Loaded(table())
    assert names(path) == ["settings.json"]


def test_the_file_is_for_people_to_read_and_starts_with_its_format(
    path: Path, file: SettingsFile
) -> None:
    file.save(table(), table(output="device:Köpfe  2"))
    assert path.read_text().startswith('{\n  "format": 1,\n  "output": "device:')
    assert file.load().values["output"] == "device:Köpfe  2"


def test_a_new_file_gets_only_what_was_changed(path: Path, file: SettingsFile) -> None:
    file.save(table(), table(theme="dark", half_way=False))
    assert json.loads(path.read_text()) == {"format": 1, "theme": "dark", "half_way": False}


def test_what_was_changed_back_stays_as_the_person_chose_it(path: Path, file: SettingsFile) -> None:
    file.save(table(), table(volume=10))
    file.save(table(volume=10), table())
    assert json.loads(path.read_text()) == {"format": 1, "volume": 70}


def test_keys_that_are_not_known_are_kept(path: Path, file: SettingsFile) -> None:
    path.write_text('{"later": [1, {"x": null}], "format": 1, "volume": 10}')
    assert file.load() == Loaded(table(volume=10))
    file.save(table(volume=10), table(volume=20))
    written = json.loads(path.read_text())
    assert written["later"] == [1, {"x": None}]
    assert (written["volume"], written["format"]) == (20, 1)


def test_what_another_program_wrote_after_the_loading_is_kept(
    path: Path, file: SettingsFile
) -> None:
    file.load()
    path.write_text('{"format": 1, "later": 1, "theme": "dark", "volume": 9}')
    file.save(table(), table(volume=31))
    written = json.loads(path.read_text())
    assert written == {"format": 1, "later": 1, "theme": "dark", "volume": 31}


def test_two_programs_on_one_profile_keep_what_each_has_changed(
    path: Path, file: SettingsFile
) -> None:
    file.save(table(), OTHER)
    other = settings_file(path, lambda: date(2026, 3, 1))
    file.save(OTHER, OTHER | {"volume": 31})
    other.save(OTHER, OTHER | {"safety_read": True, "window_width": 900})
    expected = OTHER | {"volume": 31, "safety_read": True, "window_width": 900}
    assert file.load() == Loaded(expected)


def test_nothing_changed_touches_nothing(path: Path, file: SettingsFile) -> None:
    path.write_text("{")
    assert file.save(OTHER, OTHER) == ()
    assert path.read_text() == "{"


def test_a_file_that_was_removed_meanwhile_gets_all_settings(
    path: Path, file: SettingsFile
) -> None:
    file.save(OTHER, OTHER | {"volume": 1})
    assert file.load() == Loaded(OTHER | {"volume": 1})


DAMAGED = [
    (b"", "it is damaged"),
    (b'{"format": 1', "it is damaged"),
    (b"\xff\xfe", "it is damaged"),
    (b"[1]", "it is damaged"),
    (b'{"format": 1, "x": NaN}', "it is damaged"),
    (b'{"format": 1, "x": 1e999}', "it is damaged"),
    (b'{"format": 1, "x": ' + b"9" * 5_000 + b"}", "it is damaged"),
    (b'{"x": ' + b"[" * 100_000, "it is damaged"),
    (b'{"volume": 10}', "it does not say which format it has"),
    (b'{"format": true}', "it does not say which format it has"),
    (b'{"format": "1"}', "it does not say which format it has"),
    (b'{"format": 0}', "it does not say which format it has"),
    (b" " * (json_file.MAX_BYTES + 1), "it is larger than 4096 KiB"),
]


@pytest.mark.parametrize(("data", "problem"), DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_file_is_told_and_moved_aside_only_when_saving(
    data: bytes, problem: str, path: Path, file: SettingsFile
) -> None:
    path.write_bytes(data)
    loaded = file.load()
    assert loaded.values == table()
    assert all_said(loaded.warnings) == (
        f"{path} could not be used: {problem}. The standard settings are used.",
    )
    assert path.read_bytes() == data
    kept = path.with_name("settings.damaged-2026-03-01.json")
    assert all_said(file.save(table(), OTHER)) == (
        f"{path} could not be used: {problem}. It was moved to {kept}, and a new one was started.",
    )
    assert kept.read_bytes() == data
    assert file.load() == Loaded(OTHER)
    assert file.save(OTHER, table()) == ()


def test_a_file_that_can_be_read_but_not_written_back_is_moved_aside_when_saving(
    path: Path, file: SettingsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text('{"format": 1, "volume": 10, "later": [[[]]]}')
    really = json.dumps

    def dumps(value: Any, **others: Any) -> str:
        if "later" in value:
            raise RecursionError
        return really(value, **others)

    monkeypatch.setattr(json, "dumps", dumps)
    (note,) = file.save(table(volume=10), table(volume=20))
    assert "could not be used: it is nested too deeply. It was moved to" in said(note)
    assert file.load() == Loaded(table(volume=20))


def test_a_mark_before_the_text_does_no_harm(path: Path, file: SettingsFile) -> None:
    path.write_bytes(b'\xef\xbb\xbf{"format": 1, "volume": 10}')
    assert file.load() == Loaded(table(volume=10))


def test_a_newer_file_is_neither_used_nor_changed(path: Path, file: SettingsFile) -> None:
    path.write_text('{"format": 2, "volume": 10}')
    loaded = file.load()
    assert loaded.values == table()
    assert all_said(loaded.warnings) == (
        f"{path} could not be used: it was written by a newer version of Stretch Timer. "
        "The standard settings are used.",
    )
    with refused("was not saved, because it was written by a newer version of Stretch Timer"):
        file.save(table(), OTHER)
    assert path.read_text() == '{"format": 2, "volume": 10}'
    assert names(path) == ["settings.json"]


def refusing(monkeypatch: pytest.MonkeyPatch, path: Path, code: int) -> None:
    """Has the system refuse to open that file."""
    really = os.open

    def refuse(name: Any, flags: int, *more: Any, **others: Any) -> int:
        if name == path:
            raise OSError(code, os.strerror(code))
        return really(name, flags, *more, **others)

    monkeypatch.setattr(os, "open", refuse)


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.EACCES, "you do not have permission"), (errno.EIO, "the disk has a fault")],
)
def test_a_file_that_cannot_be_looked_at_is_left_as_it_is_and_nobody_calls_it_damaged(
    code: int, words: str, path: Path, file: SettingsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.save(table(), OTHER)
    refusing(monkeypatch, path, code)
    assert all_said(file.load().warnings) == (
        f"{path} could not be used: {words}. The standard settings are used.",
    )
    with pytest.raises(UserError) as caught:
        file.save(table(), table(volume=1))
    assert said(caught.value) == (
        f"{path} was not saved, because the file there cannot be read: {words}. It is unchanged."
    )
    monkeypatch.undo()
    assert file.load() == Loaded(OTHER)
    assert names(path) == ["settings.json"]


KINDS: dict[str, tuple[Any, str]] = {
    "a folder": (Path.mkdir, "it is a folder, not a file"),
    "a pipe": (os.mkfifo, "it is not an ordinary file"),
    "a device": (lambda path: path.symlink_to("/dev/zero"), "it is not an ordinary file"),
    "a socket": (lambda path: os.mknod(path, stat.S_IFSOCK | 0o600), "it is not an ordinary file"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_stays_where_it_is_and_is_told(
    kind: str, path: Path, file: SettingsFile
) -> None:
    make, words = KINDS[kind]
    make(path)
    mode = path.lstat().st_mode
    assert words in said(file.load().warnings[0])
    with refused(f"was not saved, because the file there cannot be read: {words}"):
        file.save(table(), OTHER)
    assert names(path) == ["settings.json"]
    assert path.lstat().st_mode == mode


def full(*_: Any) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_keeps_the_settings_that_were_there(
    path: Path, file: SettingsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.save(table(), OTHER)
    monkeypatch.setattr(os, "fsync", full)
    with refused("the disk is full"):
        file.save(OTHER, table())
    assert file.load() == Loaded(OTHER)


def test_a_damaged_file_stays_in_its_place_when_nothing_can_be_written(
    path: Path, file: SettingsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text("{")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError) as caught:
        file.save(table(), OTHER)
    assert said(caught.value) == (
        f"{path} could not be saved: the disk is full. What was there before is unchanged."
    )
    assert (names(path), path.read_text()) == (["settings.json"], "{")
