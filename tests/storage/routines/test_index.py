"""What was read of routine files is known as long as they have not changed, and never longer."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from stretchtimer.storage.routines.index import RoutineFacts, RoutineIndex, facts_of
from stretchtimer.storage.routines.library import Library, RoutineFile
from tests.storage.routines.routine_files import SOUND, write

FACTS = RoutineFacts("Evening", "", 1_234, 2, ("floor",), ("", "cat"))
LONG_AGO_NS = 10**18


@pytest.fixture
def library(tmp_path: Path) -> Library:
    for name in ("a.toml", "b.toml"):
        path = write(tmp_path / "own", name=name)
        os.utime(path, ns=(LONG_AGO_NS, LONG_AGO_NS))
    return Library(tmp_path / "bundled", tmp_path / "own")


def index(tmp_path: Path, *made_by: object) -> RoutineIndex:
    made = RoutineIndex(tmp_path / "cache" / "index.json", *made_by)
    made.load()
    return made


def known(made: RoutineIndex, library: Library) -> list[tuple[bool, RoutineFacts | None]]:
    return [(made.knows(file), made.facts(file)) for file in library.files()]


def filled(tmp_path: Path, library: Library) -> RoutineIndex:
    made = index(tmp_path, 1)
    first, second = library.files()
    made.note(first, FACTS)
    made.note(second, None)
    made.save()
    return made


def test_what_was_noted_is_known_next_time(tmp_path: Path, library: Library) -> None:
    filled(tmp_path, library)
    assert known(index(tmp_path, 1), library) == [(True, FACTS), (True, None)]


def test_what_it_was_made_by_counts(tmp_path: Path, library: Library) -> None:
    filled(tmp_path, library)
    assert known(index(tmp_path, 2), library) == [(False, None), (False, None)]


def test_a_file_that_changed_is_not_known(tmp_path: Path, library: Library) -> None:
    filled(tmp_path, library)
    os.utime(tmp_path / "own" / "a.toml", ns=(LONG_AGO_NS, LONG_AGO_NS + 1))
    assert known(index(tmp_path, 1), library) == [(False, None), (True, None)]


def test_a_file_that_was_replaced_by_one_as_large_and_old_is_not_known(
    tmp_path: Path, library: Library
) -> None:
    filled(tmp_path, library)
    other = write(tmp_path / "own", SOUND.replace("20", "21"), "c.txt")
    os.utime(other, ns=(LONG_AGO_NS, LONG_AGO_NS))
    other.replace(tmp_path / "own" / "a.toml")
    assert known(index(tmp_path, 1), library)[0] == (False, None)


def test_what_was_noted_just_when_a_file_was_written_is_not_believed(
    tmp_path: Path, library: Library
) -> None:
    write(tmp_path / "own", name="a.toml")
    filled(tmp_path, library)
    assert known(index(tmp_path, 1), library)[0] == (False, None)


def test_words_in_the_language_count_as_well(tmp_path: Path, library: Library) -> None:
    spoken = Library(tmp_path / "bundled", tmp_path / "own", lambda: "de_AT")
    filled(tmp_path, spoken)
    assert known(index(tmp_path, 1), spoken)[0] == (True, FACTS)
    write(tmp_path / "own" / "de", "x", "a.toml")
    assert known(index(tmp_path, 1), spoken)[0] == (False, None)
    first, _ = spoken.files()
    assert len(first.stamp) == 6


def test_poses_beside_a_routine_count_as_well(tmp_path: Path, library: Library) -> None:
    filled(tmp_path, library)
    write(tmp_path / "own" / "a.parts" / "poses", "x", "mine.toml")
    assert known(index(tmp_path, 1), library) == [(False, None), (True, None)]
    before, _ = library.files()
    write(tmp_path / "own" / "a.parts" / "poses", "xy", "mine.toml")
    assert library.files()[0].stamp != before.stamp


def test_files_that_are_gone_are_forgotten(tmp_path: Path, library: Library) -> None:
    made = filled(tmp_path, library)
    made.keep_only(library.files()[:1])
    made.save()
    assert known(index(tmp_path, 1), library) == [(True, FACTS), (False, None)]


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: "",
        lambda kept: "[]",
        lambda kept: "[" * 100_000,
        lambda kept: json.dumps({**kept, "format": 1}),
        lambda kept: json.dumps({**kept, "files": {"0a.toml": [[1, 2], None]}}),
        lambda kept: json.dumps({**kept, "files": {"0a.toml": [[1, 2, 3], ["Evening"]]}}),
        lambda kept: json.dumps({**kept, "files": [1]}),
        lambda kept: json.dumps(kept).replace("1234", '"1234"'),
        lambda kept: json.dumps(kept).replace('["floor"]', '"floor"'),
        lambda kept: json.dumps(kept).replace('"cat"', "7"),
        lambda kept: json.dumps(kept).replace("false]", "0]"),
    ],
)
def test_an_index_that_is_damaged_is_made_anew_without_a_word(
    tmp_path: Path, library: Library, damage: object
) -> None:
    path = filled(tmp_path, library).path
    assert callable(damage)
    path.write_text(damage(json.loads(path.read_text(encoding="utf-8"))), encoding="utf-8")
    made = index(tmp_path, 1)
    assert known(made, library)[0] == (False, None)
    made.note(library.files()[0], FACTS)
    made.save()
    assert known(index(tmp_path, 1), library)[0] == (True, FACTS)


def test_an_index_that_cannot_be_kept_is_no_fault(tmp_path: Path, library: Library) -> None:
    (tmp_path / "cache").write_text("in the way", encoding="utf-8")
    assert known(filled(tmp_path, library), library)[0] == (True, FACTS)


def test_the_facts_are_those_of_the_routine(tmp_path: Path, library: Library) -> None:
    facts = facts_of(library.read(library.files()[0]))
    assert (facts.name, facts.stretches, facts.places) == ("Evening", 2, ("floor",))
    assert facts.total_ms > 80_000


def test_a_link_that_leads_nowhere_is_a_file_like_any_other(
    tmp_path: Path, library: Library
) -> None:
    (tmp_path / "own" / "c.toml").symlink_to(tmp_path / "nowhere")
    assert [file.id for file in library.files()] == ["own:a", "own:b", "own:c"]
    assert isinstance(library.files()[2], RoutineFile)
