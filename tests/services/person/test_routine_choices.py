"""What is offered to choose from, whatever lies in the person's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchtimer.services.person.routine_choices import MOST, choices
from stretchtimer.storage.assets import asset_folder
from stretchtimer.storage.routines.library import Library
from tests.wording import said

BUNDLED = Library(asset_folder("routines"), Path("none")).all().entries
ROUTINE = 'format = 1\nname = "{name}"\n\n[[stretches]]\nid = "a"\nname = "A"\nhold_s = 20\n'


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "routines"


@pytest.fixture
def library(own: Path) -> Library:
    return Library(asset_folder("routines"), own)


def put(own: Path, file_name: str, name: str) -> None:
    own.mkdir(exist_ok=True)
    (own / file_name).write_text(ROUTINE.format(name=name), encoding="utf-8")


def test_without_own_routines_the_bundled_ones_are_offered(library: Library) -> None:
    shelf = choices(library)
    offered = [(choice.key, choice.name) for choice in shelf.choices]
    assert offered == [(entry.id, entry.name) for entry in BUNDLED]
    assert offered[0] == ("post-walk", "After your walk")
    assert shelf.more == 0


def test_own_routines_follow_and_each_can_be_found_by_its_key(library: Library, own: Path) -> None:
    put(own, "b.toml", "Bee")
    put(own, "A long Walk.toml", "Walk")
    shelf = choices(library)
    bundled = [entry.name for entry in BUNDLED]
    assert [choice.name for choice in shelf.choices] == [*bundled, "Walk", "Bee"]
    assert [library.find(choice.key).name for choice in shelf.choices] == [
        choice.name for choice in shelf.choices
    ]


def test_a_routine_that_cannot_be_read_is_offered_with_the_reason(
    library: Library, own: Path
) -> None:
    put(own, "a.toml", "A")
    (own / "b.toml").write_text("format = 1\n", encoding="utf-8")
    put(own, "c.toml", "C")
    *bundled, a, b, c = choices(library).choices
    assert {choice.problem for choice in (*bundled, a, c)} == {None}
    assert b.name == "b"
    assert "b.toml" in said(b.problem)


def test_no_more_are_read_than_can_be_shown(library: Library, own: Path) -> None:
    for number in range(MOST + 5):
        put(own, f"r{number:03}.toml", f"R {number}")
    (own / f"r{MOST:03}.toml").unlink()
    (own / f"r{MOST:03}.toml").mkdir()
    shelf = choices(library)
    assert len(shelf.choices) == MOST
    assert shelf.more == len(BUNDLED) + 5
    assert not any(choice.problem for choice in shelf.choices)
    few = choices(library, len(BUNDLED) + 1).choices
    assert [choice.name for choice in few] == [*(entry.name for entry in BUNDLED), "R 0"]


def test_a_folder_that_cannot_be_listed_is_told_and_hides_no_bundled_routine(
    library: Library, own: Path
) -> None:
    own.write_text("in the way", encoding="utf-8")
    *bundled, folder = choices(library).choices
    assert [choice.name for choice in bundled] == [entry.name for entry in BUNDLED]
    assert {choice.problem for choice in bundled} == {None}
    assert str(own) in said(folder.problem)
