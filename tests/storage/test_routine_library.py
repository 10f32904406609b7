"""Tests of finding routines among the bundled and the person's own."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any, NoReturn

import pytest

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Routine
from stretchtimer.storage import routine_library
from stretchtimer.storage.routine_file import RoutineFileError, read_routine
from stretchtimer.storage.routine_library import Library
from tests.storage.routine_files import SOUND, write


@pytest.fixture
def bundled(tmp_path: Path) -> Path:
    write(tmp_path / "bundled", name="post-walk.toml")
    return tmp_path / "bundled"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


@pytest.fixture
def library(bundled: Path, own: Path) -> Library:
    return Library(bundled, own)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read during the test."""
    names: list[str] = []

    def noting(path: Path) -> Routine:
        names.append(path.name)
        return read_routine(path)

    monkeypatch.setattr(routine_library, "read_routine", noting)
    return names


def refuse(*_: Any) -> NoReturn:
    raise PermissionError(errno.EACCES, "Permission denied")


def test_a_routine_is_found_by_its_id_without_reading_another(
    library: Library, own: Path, read: list[str]
) -> None:
    for name in ("a.toml", "b.toml", "Broken.toml"):
        write(own, SOUND if name == "b.toml" else "broken", name)
    assert library.find("b").id == "b"
    assert library.find("post-walk").id == "post-walk"
    assert read == ["b.toml", "post-walk.toml"]


def test_the_ids_are_told_without_reading_any_file(
    library: Library, own: Path, read: list[str]
) -> None:
    for name in ("b.toml", "My Walk.toml", "my-walk.toml", ".b.toml", "a.txt", "post-walk.toml"):
        write(own, "broken", name)
    assert library.ids() == ("post-walk", "b", "my-walk")
    assert read == []


def test_a_file_whose_name_is_no_id_is_found_by_the_id_made_of_it(
    library: Library, own: Path, read: list[str]
) -> None:
    write(own, name="Other.toml")
    write(own, name="My Walk.toml")
    assert library.find("my-walk").id == "my-walk"
    assert library.find("My Walk").id == "my-walk"
    assert read == ["My Walk.toml", "My Walk.toml"]


def test_a_routine_is_found_by_its_path(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "elsewhere", name="post-walk.toml")
    write(tmp_path / "elsewhere", name="no-suffix")
    monkeypatch.chdir(path.parent)
    monkeypatch.setenv("HOME", str(tmp_path))
    for text in (str(path), "post-walk.toml", "./post-walk.toml", "~/elsewhere/post-walk.toml"):
        assert library.find(text).name == "Evening"
    assert library.find("./no-suffix").id == "no-suffix"


def test_a_path_to_a_file_that_is_not_there_is_told(library: Library) -> None:
    with pytest.raises(RoutineFileError, match=r"missing\.toml:1: .*it is not there"):
        library.find("missing.toml")


def test_an_id_cannot_lead_out_of_the_folders(library: Library, tmp_path: Path) -> None:
    write(tmp_path)
    with pytest.raises(UserError, match="There is no routine"):
        library.find("..")


def test_an_id_that_is_not_there_is_told_with_those_that_are(library: Library, own: Path) -> None:
    write(own)
    with pytest.raises(UserError) as caught:
        library.find("mroning")
    assert str(caught.value) == "There is no routine “mroning”; there are post-walk, evening."


def test_of_very_many_ids_only_some_are_told(library: Library, own: Path) -> None:
    for number in range(30):
        write(own, "", f"r{number:02}.toml")
    with pytest.raises(UserError, match=r"there are post-walk, r00, .*, r18 and 11 more\.$"):
        library.find("x")


def test_an_empty_library_says_so(tmp_path: Path) -> None:
    library = Library(tmp_path / "none", tmp_path / "neither")
    assert library.ids() == ()
    assert library.all() == ((), ())
    with pytest.raises(UserError, match=r"There is no routine “x”; there are none\.$"):
        library.find("x")


def test_all_lists_what_can_be_run_and_what_cannot_be_read(library: Library, own: Path) -> None:
    write(own)
    broken = write(own, "format = 1\nname =", "broken.toml")
    (own / "folder.toml").mkdir()
    listing = library.all()
    assert [(e.id, e.name, e.bundled) for e in listing.entries] == [
        ("post-walk", "Evening", True),
        ("evening", "Evening", False),
    ]
    assert listing.entries[1].path == own / "evening.toml"
    assert [unreadable.path.name for unreadable in listing.unreadable] == [
        "broken.toml",
        "folder.toml",
    ]
    assert str(listing.unreadable[0].faults[0]).startswith(f"{broken}:2: this is not valid TOML")


def test_an_own_file_does_not_take_the_place_of_a_bundled_one_but_is_told(
    library: Library, own: Path
) -> None:
    path = write(own, SOUND.replace("Evening", "Mine"), "post-walk.toml")
    assert library.find("post-walk").name == "Evening"
    listing = library.all()
    assert [entry.bundled for entry in listing.entries] == [True]
    assert [str(fault) for fault in listing.unreadable[0].faults] == [
        f"{path}:1: “post-walk” is already the id of a routine that comes with the program; "
        "please give this file another name."
    ]


def test_of_two_own_files_with_one_id_the_one_named_exactly_is_used(
    library: Library, own: Path
) -> None:
    write(own, SOUND.replace("Evening", "Exact"), "my-walk.toml")
    other = write(own, name="My Walk.toml")
    assert library.find("my-walk").name == "Exact"
    listing = library.all()
    assert [entry.name for entry in listing.entries] == ["Evening", "Exact"]
    assert [unreadable.path for unreadable in listing.unreadable] == [other]
    assert "already the id of the one in my-walk.toml" in str(listing.unreadable[0].faults[0])


def test_a_folder_that_may_not_be_listed_leaves_the_bundled_routines(
    library: Library, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda path: refuse() if path == own else really(path))
    assert library.find("post-walk").name == "Evening"
    listing = library.all()
    assert [entry.id for entry in listing.entries] == ["post-walk"]
    assert [
        (unreadable.path, unreadable.faults[0].message) for unreadable in listing.unreadable
    ] == [(own, f"{own} could not be listed: you have no permission.")]
    with pytest.raises(UserError, match="could not be listed"):
        library.find("evening")


def test_a_folder_that_may_be_listed_but_not_entered_is_told_by_its_files(
    library: Library, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(own)
    really = Path.exists
    monkeypatch.setattr(
        Path, "exists", lambda path: refuse() if path.parent == own else really(path)
    )
    assert library.find("evening").name == "Evening"
