"""``settings``: all of the table, each setting alone, and changes from the terminal."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from stretchtimer.cli import main
from stretchtimer.services.person.setting_row import Kind, SettingRow
from stretchtimer.services.person.settings import ROWS, Settings
from stretchtimer.storage.paths import folders

Capture = pytest.CaptureFixture[str]
SHOWN = [row for row in ROWS.values() if row.card]
each_row = pytest.mark.parametrize("row", SHOWN, ids=[row.key for row in SHOWN])


def other_value(row: SettingRow) -> object:
    """Something that a setting may be and is not at first."""
    if row.kind is Kind.SWITCH:
        return not row.default
    if row.span:
        return row.span[-1]
    return next(value for value in reversed(row.values) if value != row.default)


def run(folder: Path, *words: str) -> int:
    return main(["settings", "--profile", str(folder), *words])


def stored(folder: Path) -> dict[str, object]:
    data = json.loads(folders(folder).settings.read_text())
    assert isinstance(data, dict)
    return data


@each_row
def test_each_setting_can_be_read_and_changed(
    tmp_path: Path, capsys: Capture, row: SettingRow
) -> None:
    assert run(tmp_path, row.key) == 0
    usual = capsys.readouterr().out.strip()
    value = other_value(row)
    typed = {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)
    typed = str(getattr(value, "value", typed))
    assert run(tmp_path, row.key, typed) == 0
    assert capsys.readouterr().out == f"{row.key} is now {typed.removesuffix('.0')}.\n"
    assert stored(tmp_path) == {"format": 1, row.key: value}
    assert run(tmp_path, row.key, usual) == 0
    assert stored(tmp_path) == {"format": 1, row.key: row.default}


@each_row
def test_what_a_setting_cannot_be_is_said_in_one_sentence_and_changes_nothing(
    tmp_path: Path, capsys: Capture, row: SettingRow
) -> None:
    assert run(tmp_path, row.key, "what\never") == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"{row.key} cannot be “what ever”; it must be ")
    assert captured.err.count("\n") == 1
    assert not folders(tmp_path).settings.exists()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("volume", value) for value in ("101", "-1", "7_0", "70.0", "nan", "", "9" * 5_000)),
        *(("breaths_per_minute", value) for value in ("3.5", "6.3", "inf", "1e1", "６")),
        *(("theme", value) for value in ("Dark", "pink", "")),
        *(("half_way", value) for value in ("1", "maybe", "")),
        *(("output", value) for value in ("usb", "device:", "device:\x1b[2J", "\ud800")),
        ("room_turn", "45"),
    ],
)
def test_a_value_is_read_strictly(tmp_path: Path, capsys: Capture, key: str, value: str) -> None:
    assert run(tmp_path, key, value) == 1
    err = capsys.readouterr().err
    assert f"{key} cannot be" in err
    assert "\x1b" not in err
    assert len(err) < 200


@pytest.mark.parametrize(("word", "value"), [("On", True), ("no", False), ("TRUE", True)])
def test_a_switch_understands_what_people_write(tmp_path: Path, word: str, value: bool) -> None:
    run(tmp_path, "breath_sound", "off" if value else "on")
    assert run(tmp_path, "breath_sound", word) == 0
    assert stored(tmp_path)["breath_sound"] is value


@pytest.mark.parametrize("key", ["volum", "Volume", "window_width", "safety_read"])
@pytest.mark.parametrize("more", [(), ("3",), ("--json",)])
def test_what_is_no_setting_is_said_in_one_sentence(
    tmp_path: Path, capsys: Capture, key: str, more: tuple[str, ...]
) -> None:
    assert run(tmp_path, key, *more) == 1
    assert capsys.readouterr().err == (
        f"There is no setting “{key}”; “stretchtimer settings” lists all there are.\n"
    )


def test_one_setting_as_data_has_all_that_can_be_chosen(tmp_path: Path, capsys: Capture) -> None:
    assert run(tmp_path, "theme", "dark", "--json") == 0
    (theme,) = json.loads(capsys.readouterr().out)["settings"]
    assert theme == {
        "key": "theme",
        "value": "dark",
        "default": "system",
        "type": "choice",
        "allowed": "“system”, “light”, “dark” or “contrast”",
        "group": "appearance",
        "label": "Colours",
        "help": "",
        "choices": [
            {"value": "system", "label": "Same as the system"},
            {"value": "light", "label": "Light"},
            {"value": "dark", "label": "Dark"},
            {"value": "contrast", "label": "High contrast"},
        ],
    }


def test_the_list_names_groups_values_and_what_each_may_be(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    run(tmp_path, "volume", "81")
    capsys.readouterr()
    assert run(tmp_path) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Sound"
    assert lines[-1] == "To change one: stretchtimer settings KEY VALUE"
    assert [" ".join(line.split()) for line in lines if "volume" in line or "motion" in line] == [
        "volume 81 Volume 0 to 100 %",
        "motion system Animation system, full, less",
    ]


def test_a_narrow_terminal_is_not_overrun(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert run(tmp_path) == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 60


def test_a_value_of_the_file_that_cannot_be_is_told_beside_the_list(
    tmp_path: Path, capsys: Capture
) -> None:
    path = folders(tmp_path).settings
    path.parent.mkdir(parents=True)
    path.write_text('{"format": 1, "volume": 700, "own": 1}')
    assert run(tmp_path, "volume") == 0
    captured = capsys.readouterr()
    assert captured.out == f"{Settings().volume}\n"
    assert "volume is 700" in captured.err
    assert run(tmp_path, "volume", "3") == 0
    assert stored(tmp_path) == {"format": 1, "volume": 3, "own": 1}


def test_a_change_that_cannot_be_written_is_told_with_exit_code_1(
    tmp_path: Path, capsys: Capture
) -> None:
    path = folders(tmp_path).settings
    path.parent.mkdir(parents=True)
    path.write_text('{"format": 99}')
    assert run(tmp_path, "volume", "3") == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "was not saved" in captured.err
    assert path.read_text() == '{"format": 99}'


def test_a_damaged_file_is_put_aside_at_a_change_and_that_is_told(
    tmp_path: Path, capsys: Capture
) -> None:
    path = folders(tmp_path).settings
    path.parent.mkdir(parents=True)
    path.write_text("{")
    assert run(tmp_path, "volume", "3") == 0
    assert "It was moved to" in capsys.readouterr().err
    assert len(os.listdir(path.parent)) == 2  # noqa: PTH208
