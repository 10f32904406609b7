"""A routine is begun, taken in and passed on from the command line."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import jsonschema
import pytest

from stretchtimer.cli import Ways, main
from stretchtimer.services.routines.starter import starter
from stretchtimer.storage.assets import pose_names
from stretchtimer.storage.own_routines.archive import WholeRoutine, packed
from stretchtimer.storage.routines.routine_file import read_routine
from stretchtimer.storage.routines.toml_text import parse
from tests.fakes import Marking, spoken
from tests.storage.routines.routine_files import SOUND, write

WORDS = 'format = 1\nname = "Abend"\n[stretches.a]\nname = "Ah"\n[stretches.b]\nname = "Be"\n'


class Typed(io.StringIO):
    """An input at which somebody sits."""

    def isatty(self) -> bool:
        return True


def run(folder: Path, *arguments: str) -> int:
    ways = Ways(lambda _: 9, lambda _request, _note: 9, lambda: None)
    return main((*arguments, "--profile", str(folder)), ways)


def own(folder: Path) -> Path:
    return folder / "data" / "routines"


def test_a_new_routine_passes_check_and_can_be_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "new", 'My "own" walk') == 0
    path = own(tmp_path) / "My own walk.toml"
    assert str(path) in capsys.readouterr().out
    assert run(tmp_path, "check", str(path)) == 0
    assert run(tmp_path, "plan", "own:My own walk") == 0
    assert 'My "own" walk' in capsys.readouterr().out
    assert run(tmp_path, "new", 'My "own" walk') == 0
    assert (own(tmp_path) / "My own walk 2.toml").exists()


@pytest.mark.parametrize("name", ["\u200b", "x" * 81, "a\x07"])
def test_a_name_that_no_routine_may_have_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run(tmp_path, "new", name) == 1
    assert "name is" in capsys.readouterr().err
    assert not own(tmp_path).exists()


def test_a_starter_is_whole_in_any_language(tmp_path: Path) -> None:
    with spoken(Marking()):
        text = starter("Mine")
    routine = read_routine(write(tmp_path, text), poses=pose_names())
    assert [stretch.times for stretch in routine.stretches] == [None, 8]
    assert text.count("«") > 10


def test_what_comes_is_told_before_it_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = packed(WholeRoutine(SOUND.encode(), {"de": WORDS.encode()}))
    path = write(tmp_path / "outside", whole, "walk.stretch")
    assert run(tmp_path, "import", str(path)) == 0
    assert capsys.readouterr().out.splitlines() == [
        *("Evening, 2 min 16 s", "  A", "  B", "It has 1 translation: de."),
        "It is now one of your routines, as own:Evening.",
    ]
    assert run(tmp_path, "import", str(path)) == 0
    assert "You already have it, as own:Evening." in capsys.readouterr().out
    other = write(tmp_path / "outside", SOUND.replace("20", "21"), "x.toml")
    assert run(tmp_path, "import", str(other)) == 0
    told = capsys.readouterr().out
    assert "a routine of this name: own:Evening. Both would be kept." in told
    assert "as own:Evening 2" in told


@pytest.mark.parametrize(("answer", "code"), [("\n", 0), ("n\n", 1), ("", 1)])
def test_at_a_terminal_it_is_kept_only_after_a_yes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    path = write(tmp_path / "outside", SOUND, "x.toml")
    monkeypatch.setattr(sys, "stdin", Typed(answer))
    monkeypatch.setattr(sys, "stdout", Typed())
    assert run(tmp_path, "import", str(path)) == code
    assert own(tmp_path).exists() is (code == 0)


def test_what_cannot_be_imported_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "import", str(tmp_path / "nowhere.toml")) == 1
    assert "could not be imported: it does not exist. Nothing" in capsys.readouterr().err
    wrong = write(tmp_path / "outside", SOUND.replace("20", "0"), "x.toml")
    assert run(tmp_path, "import", str(wrong)) == 1
    assert "x.toml:10: stretch 1: hold_s is 0" in capsys.readouterr().err


def test_a_routine_goes_out_under_its_name_and_replaces_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(own(tmp_path), name="mine.toml")
    monkeypatch.chdir(tmp_path)
    assert run(tmp_path, "export", "own:mine") == 0
    assert (tmp_path / "Evening.toml").read_text(encoding="utf-8") == SOUND
    assert run(tmp_path, "export", "own:mine") == 1
    assert "already exists" in capsys.readouterr().err
    write(own(tmp_path) / "de", WORDS, "mine.toml")
    assert run(tmp_path, "export", "own:mine") == 0
    assert (tmp_path / "Evening.stretch").exists()
    assert run(tmp_path, "export", "own:mine", "alone.toml") == 0
    assert "choose a name that ends in .stretch" in capsys.readouterr().out
    assert run(tmp_path, "export", "nobody") == 1


def test_the_schema_is_printed_for_editors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "schema") == 0
    schema = json.loads(capsys.readouterr().out)
    assert jsonschema.Draft202012Validator(schema).is_valid(parse(starter("Mine")))
