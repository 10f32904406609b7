"""The words of a routine in another language lie beside it, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stretchtimer.engine.model import Routine
from stretchtimer.storage.assets import asset
from stretchtimer.storage.routines.library import Library
from stretchtimer.storage.routines.routine_file import RoutineFileError, read_routine
from stretchtimer.storage.routines.translation import original_of, translated
from tests.pseudo_language import LANGUAGE, is_translated, put, routine_toml, translate
from tests.storage.routines.routine_files import SOUND, write
from tests.wording import all_said, refused, said, telling

POST_WALK = read_routine(asset("routines", "post-walk.toml"))
WORDS = """\
format = 1
name = "Abend"

[stretches.b]
name = "Be"

[stretches.a]
name = "Ah"
care = "Nur sanft."
"""


def faults(folder: Path, text: str, routine: Routine = POST_WALK) -> list[str]:
    path = put(folder / LANGUAGE / "post-walk.toml", text)
    try:
        translated(routine, path)
    except RoutineFileError as error:
        return [said(fault.notice).removeprefix(f"{path}:") for fault in error.faults]
    return []


def changed(folder: Path, change: Callable[[dict[str, Any]], object]) -> list[str]:
    def do(data: dict[str, Any]) -> None:
        change(data)

    return [fault.partition(": ")[2] for fault in faults(folder, routine_toml(do))]


def without(*keys: str) -> Callable[[dict[str, Any]], object]:
    """Takes out what is at that place."""

    def change(data: dict[str, Any]) -> object:
        for key in keys[:-1]:
            data = data[key]
        return data.pop(keys[-1])

    return change


def test_a_routine_has_the_words_and_all_else_of_the_original(tmp_path: Path) -> None:
    path = put(tmp_path / LANGUAGE / "post-walk.toml", routine_toml())
    made = translated(POST_WALK, path)
    assert (made.id, made.times, made.language) == (POST_WALK.id, POST_WALK.times, LANGUAGE)
    assert made.name == translate(POST_WALK.name)
    for new, old in zip(made.stretches, POST_WALK.stretches, strict=True):
        assert (new.id, new.dose, new.sides, new.pose) == (old.id, old.dose, old.sides, old.pose)
        assert new.name == translate(old.name)
        assert new.words.setup == tuple(map(translate, old.words.setup))
        for move, before in zip(new.movements, old.movements, strict=True):
            assert (move.pose, move.duration_ms) == (before.pose, before.duration_ms)
            assert (move.breath, is_translated(move.instruction)) == (before.breath, True)


def test_the_words_that_come_with_the_program_have_no_faults() -> None:
    for path in asset("routines").glob("*/*.toml"):
        original = original_of(path)
        assert original is not None, f"{path} belongs to no routine"
        assert translated(read_routine(original), path).language == path.parent.name


def test_stretches_are_found_by_id_in_any_order_and_may_have_more_words(tmp_path: Path) -> None:
    routine = read_routine(write(tmp_path, SOUND))
    made = translated(routine, put(tmp_path / "de/evening.toml", WORDS))
    assert [stretch.name for stretch in made.stretches] == ["Ah", "Be"]
    assert made.stretches[0].words.care == "Nur sanft."


def test_every_word_that_the_routine_has_is_needed(tmp_path: Path) -> None:
    for key in ("position", "feel", "breathing", "easier", "care", "release", "name"):
        (fault,) = changed(tmp_path, without("stretches", "knee-hug", key))
        assert fault.startswith(f"knee-hug: {key} is missing; it must be a text of ")
    for key in ("setup", "mistakes"):
        (fault,) = changed(tmp_path, without("stretches", "knee-hug", key))
        assert fault == f"knee-hug: {key} is missing; it must be a list of 1 to 20 texts."
    (fault,) = changed(tmp_path, without("summary"))
    assert fault.startswith("summary is missing")


def test_the_movements_of_what_is_counted_are_needed(tmp_path: Path) -> None:
    """A stretch without any would be none that the engine takes."""
    counted = read_routine(
        write(
            tmp_path,
            'format = 2\nname = "Evening"\n[[stretches]]\nid = "a"\nname = "A"\ntimes = 4\n'
            "movements = [{pose = 'cat', name = 'Up', duration_s = 3}]\n",
        )
    )
    text = 'format = 1\nname = "Abend"\n\n[stretches.a]\nname = "Ah"\n'
    for more in ("", "movements = 3\n", "movements = []\n"):
        told = faults(tmp_path, text + more, counted)
        assert len(told) == 1
        assert "movements" in told[0]


def test_every_stretch_and_movement_is_needed(tmp_path: Path) -> None:
    (fault,) = changed(tmp_path, without("stretches", "hamstring"))
    assert fault == (
        "stretches: hamstring is missing; it must be a table, begun by [stretches.hamstring]."
    )
    (fault,) = changed(tmp_path, without("stretches", "cat-cow", "movements"))
    assert fault.startswith("cat-cow: movements is missing; it must be 2 tables")
    assert "[[stretches.cat-cow.movements]]" in fault
    (fault,) = changed(tmp_path, lambda data: data["stretches"]["cat-cow"]["movements"].pop())
    assert fault.startswith("cat-cow: movements has 1 item, but it must be 2 tables")
    (fault,) = changed(
        tmp_path, lambda data: data["stretches"]["cat-cow"]["movements"][0].pop("instruction")
    )
    assert fault.startswith("cat-cow, movement 1: instruction is missing")
    (fault,) = changed(tmp_path, without("stretches"))
    assert fault == "stretches is missing; it must be a table, begun by [stretches]."


def test_what_is_no_word_has_no_place_beside_the_routine(tmp_path: Path) -> None:
    (fault,) = changed(tmp_path, lambda data: data["stretches"]["hamstring"].update(hold_s=20))
    assert fault.startswith("hamstring: hold_s is not a known key")
    (fault,) = changed(tmp_path, lambda data: data["stretches"].update(frog={"name": "Frosch"}))
    assert fault.startswith("stretches: frog is not a known key")


def test_a_fault_is_told_with_its_line(tmp_path: Path) -> None:
    routine = read_routine(write(tmp_path, SOUND))
    told = faults(tmp_path, WORDS.replace('"Be"', '""'), routine)
    assert told == [
        "5: b: name is “”, but it must be a text of 1 to 80 characters that can be seen."
    ]


class Shelf:
    """A library in some language, with a routine of one's own."""

    def __init__(self, folder: Path, language: str) -> None:
        self.told: list[str] = []
        self.own = folder / "own"
        write(self.own, SOUND)
        self.library = Library(asset("routines"), self.own, lambda: language, telling(self.told))

    def names(self) -> list[str]:
        return [entry.name for entry in self.library.all().entries]


@pytest.mark.parametrize(
    ("language", "name"), [("de", "Abend"), ("de_AT", "Abend"), ("en", "Evening"), ("", "Evening")]
)
def test_a_routine_of_ones_own_may_have_words_beside_it_too(
    tmp_path: Path, language: str, name: str
) -> None:
    shelf = Shelf(tmp_path, language)
    put(shelf.own / "de/evening.toml", WORDS)
    assert shelf.library.find("evening").name == name
    assert shelf.library.find(str(shelf.own / "evening.toml")).name == name
    assert shelf.names()[-1] == name
    assert shelf.library.ids()[-1] == "own:evening"
    assert shelf.told == []


def test_the_words_of_ones_country_come_before_those_of_the_language(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "de_AT")
    put(shelf.own / "de/evening.toml", WORDS)
    put(shelf.own / "de_AT/evening.toml", WORDS.replace("Abend", "Auf d'Nacht"))
    assert shelf.library.find("evening").name == "Auf d'Nacht"


def test_a_file_that_is_in_the_language_needs_no_other(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "de")
    write(shelf.own, 'language = "de"\n' + SOUND)
    put(shelf.own / "de/evening.toml", "no words")
    routine = shelf.library.find("evening")
    assert (routine.name, routine.language) == ("Evening", "de")
    assert shelf.told == []


def test_words_with_faults_are_told_once_and_the_routine_is_there_without(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "de")
    path = put(shelf.own / "de/evening.toml", WORDS.replace("name", "nam"))
    for _ in range(2):
        assert shelf.library.find("evening").name == "Evening"
    assert tuple(shelf.told) == all_said(shelf.library.warnings)
    (sentence,) = shelf.told
    assert sentence.startswith(f"{path}:1: name is missing")
    assert sentence.endswith("The routine is shown in its original language.")


def test_words_with_faults_are_listed_with_all_of_them(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "de")
    path = put(shelf.own / "de/evening.toml", WORDS.replace("name", "nam"))
    listing = shelf.library.all()
    assert listing.entries[-1].name == "Evening"
    (unreadable,) = listing.unreadable
    assert unreadable.path == path
    assert len(unreadable.faults) == 6


@pytest.mark.parametrize("language", ["German", "d", "DE", "de-AT", 7])
def test_the_language_of_a_file_is_a_code(tmp_path: Path, language: object) -> None:
    value = f'"{language}"' if isinstance(language, str) else language
    path = write(tmp_path, f"language = {value}\n{SOUND}")
    with refused("it must be the code of a language", RoutineFileError):
        read_routine(path)


def test_only_a_file_in_a_folder_of_a_language_beside_a_routine_has_its_words(
    tmp_path: Path,
) -> None:
    original = write(tmp_path, SOUND)
    assert original_of(put(tmp_path / "de/evening.toml", WORDS)) == original
    assert original_of(put(tmp_path / "de/morning.toml", WORDS)) is None
    assert original_of(put(tmp_path / "drafts/evening.toml", WORDS)) is None
    assert original_of(original) is None


def test_a_place_that_cannot_be_looked_at_has_no_routine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_path: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "is_file", refused)
    assert original_of(tmp_path / "de" / f"evening{os.extsep}toml") is None
