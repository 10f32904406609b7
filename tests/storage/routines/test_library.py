"""Tests of finding routines among the bundled and the person's own."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any, NoReturn

import pytest

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Routine
from stretchtimer.storage.routines import library as routine_library
from stretchtimer.storage.routines.library import Library
from stretchtimer.storage.routines.routine_file import RoutineFileError, read_routine
from tests.storage.routines.routine_files import SOUND, write
from tests.wording import refused, said


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

    def noting(path: Path, *more: Any) -> Routine:
        names.append(path.name)
        return read_routine(path, *more)

    monkeypatch.setattr(routine_library, "read_routine", noting)
    return names


def refuse(*_: Any) -> NoReturn:
    raise PermissionError(errno.EACCES, "Permission denied")


def test_a_routine_is_found_by_its_id_without_reading_another(
    library: Library, own: Path, read: list[str]
) -> None:
    for name in ("a.toml", "b.toml", "Broken.toml"):
        write(own, SOUND if name == "b.toml" else "broken", name)
    assert library.find("b").id == library.find("own:b").id == "own:b"
    assert library.find("post-walk").id == "post-walk"
    assert read == ["b.toml", "b.toml", "post-walk.toml"]


def test_the_ids_are_told_without_reading_any_file(
    library: Library, own: Path, read: list[str]
) -> None:
    for name in ("b.toml", "My Walk.toml", "my-walk.toml", ".b.toml", "a.txt", "post-walk.toml"):
        write(own, "broken", name)
    assert library.ids() == ("post-walk", "own:b", "own:My Walk", "own:my-walk", "own:post-walk")
    assert read == []


def test_a_file_whose_name_is_no_id_is_found_by_the_id_made_of_it(
    library: Library, own: Path, read: list[str]
) -> None:
    write(own, name="Other.toml")
    write(own, name="My Walk.toml")
    for name in ("my-walk", "My Walk", "own:My Walk", "own:my-walk"):
        assert library.find(name).id == "own:My Walk"
    assert set(read) == {"My Walk.toml"}


def test_a_routine_is_found_by_its_path(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "elsewhere", name="post-walk.toml")
    write(tmp_path / "elsewhere", name="no-suffix")
    monkeypatch.chdir(path.parent)
    monkeypatch.setenv("HOME", str(tmp_path))
    found = [
        library.find(text)
        for text in (str(path), "post-walk.toml", "./post-walk.toml", "~/elsewhere/post-walk.toml")
    ]
    assert {routine.name for routine in found} == {"Evening"}
    assert len({routine.id for routine in found}) == 1
    assert library.find("./no-suffix").id.startswith("file:no-suffix-")


def test_a_name_of_any_length_and_with_any_sign_is_told_on_one_short_line(
    library: Library,
) -> None:
    for name in ("x" * 5_000, "a\nb\x1b[31m", "\0"):
        with pytest.raises(UserError) as caught:
            library.find(name)
        assert said(caught.value).isprintable()
        assert len(said(caught.value)) < 120


def test_a_path_in_the_home_of_nobody_is_told_in_one_sentence(library: Library) -> None:
    with refused(r"^~nobody-there/x\.toml cannot be found: there is no"):
        library.find("~nobody-there/x.toml")


def test_no_two_files_share_an_id_wherever_they_lie_and_whatever_they_are_called(
    library: Library, own: Path, bundled: Path, tmp_path: Path
) -> None:
    names = (
        *("post-walk", "My Walk", "my-walk", "My walk", "!!!", "???", "Übung", "U\u0308bung"),
        *("a\nb", "a\tb", "a b", "прогулка", "散步", "अभ्यास", "अभ्यस", "own:b", "b", "routine"),
    )
    paths = [
        write(folder, name=f"{name}.toml")
        for folder in (own, tmp_path / "elsewhere", tmp_path / "another")
        for name in names
    ]
    ids = [library.find(str(path)).id for path in (bundled / "post-walk.toml", *paths)]
    assert len(set(ids)) == len(ids) == 1 + 3 * len(names)
    assert all(one.isprintable() for one in ids)
    assert ids[0] == "post-walk"
    assert {entry.id for entry in library.all().entries} == set(ids[: 1 + len(names)])
    assert library.ids()[0] == "post-walk"
    for one in library.ids():
        assert library.find(one).id == one


def test_a_file_of_the_folder_has_its_id_by_whatever_path_it_is_opened(
    library: Library, own: Path, tmp_path: Path
) -> None:
    write(own, name="My Walk.toml")
    (tmp_path / "link").symlink_to(own)
    for path in (own / "My Walk.toml", tmp_path / "link/My Walk.toml", own / "../own/My Walk.toml"):
        assert library.find(str(path)).id == "own:My Walk"


def test_where_capitals_are_small_letters_a_file_is_known_by_its_own_name(
    library: Library, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(own, name="Mine.toml")
    assert library.find("own:Mine").id == "own:Mine"
    # As it is where the disk finds a file by either.
    (own / "mine.toml").symlink_to("Mine.toml")
    listed = [path for path in own.iterdir() if path.name != "mine.toml"]
    monkeypatch.setattr(Path, "iterdir", lambda _: iter(listed))
    monkeypatch.setattr(Path, "samefile", lambda *_: True)
    assert library.find("own:mine").id == "own:Mine"
    monkeypatch.setattr(Path, "samefile", refuse)
    assert library.find("own:mine").id == "own:Mine"
    monkeypatch.undo()
    (own / "Mine.TOML").write_text("another", encoding="utf-8")
    assert library.find("own:Mine").id == "own:Mine"


def test_a_name_that_may_mean_several_files_is_not_guessed(library: Library, own: Path) -> None:
    for name in ("Back easy.toml", "back-EASY.toml", "!!!.toml", "???.toml"):
        write(own, name=name)
    with pytest.raises(UserError) as caught:
        library.find("back-easy")
    assert said(caught.value) == (
        "“back-easy” may be one of several routines: “own:Back easy”, “own:back-EASY”."
    )
    assert library.find("Back easy").id == "own:Back easy"
    for name in ("", " ", "**"):
        with refused("There is no routine"):
            library.find(name)


def test_where_no_file_is_called_so_the_name_within_finds_it(library: Library, own: Path) -> None:
    write(own, SOUND.replace('"Evening"', '"Evening, in bed"'), "My routine.toml")
    write(own, "broken", "Broken.toml")
    assert library.find("evening, in BED").id == "own:My routine"
    assert library.find("My routine").id == "own:My routine"
    write(own, SOUND.replace('"Evening"', '"Evening, in bed"'), "My routine 2.toml")
    with pytest.raises(UserError) as raised:
        library.find("Evening, in bed")
    assert "“own:My routine”, “own:My routine 2”" in said(raised.value)


def test_the_former_id_is_the_plain_name_where_that_was_nobody_elses(
    library: Library, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("My Walk.toml", "post-walk.toml", "Easy.toml", "easy.toml"):
        write(own, name=name)
    assert library.former_id("own:My Walk") == "my-walk"
    elsewhere = {
        name: library.find(str(write(tmp_path / "elsewhere", name=name))).id
        for name in ("evening.toml", "easy.toml", "post-walk.toml")
    }
    assert library.former_id(elsewhere["evening.toml"]) == "evening"
    shared = ("post-walk", "own:post-walk", "own:Easy", "own:easy", elsewhere["easy.toml"])
    for one in (*shared, elsewhere["post-walk.toml"]):
        assert library.former_id(one) == ""
    monkeypatch.setattr(Path, "iterdir", refuse)
    monkeypatch.setattr(os, "listdir", refuse)
    assert library.former_id("own:Easy") == "easy"


def test_a_path_that_cannot_be_followed_is_told_as_a_file_that_cannot_be_read(
    library: Library, tmp_path: Path
) -> None:
    with refused("its name is not allowed", RoutineFileError):
        library.find("a\0b/c.toml")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with refused("its links go round in a circle", RoutineFileError):
        library.find(str(tmp_path / "loop" / "x.toml"))


def test_a_path_to_a_file_that_is_not_there_is_told(library: Library) -> None:
    with refused(r"missing\.toml:1: .*it does not exist", RoutineFileError):
        library.find("missing.toml")


def test_an_id_cannot_lead_out_of_the_folders(library: Library, tmp_path: Path) -> None:
    write(tmp_path)
    with refused("There is no routine"):
        library.find("..")


def test_an_id_that_is_not_there_is_told_with_those_that_are(library: Library, own: Path) -> None:
    write(own)
    with pytest.raises(UserError) as caught:
        library.find("mroning")
    assert said(caught.value) == "There is no routine “mroning”; there are post-walk, evening."


def test_of_very_many_ids_only_some_are_told(library: Library, own: Path) -> None:
    for number in range(30):
        write(own, "", f"r{number:02}.toml")
    with refused(r"there are post-walk, r00, .*, r18 and 11 more\.$"):
        library.find("x")


def test_an_empty_library_says_so(tmp_path: Path) -> None:
    library = Library(tmp_path / "none", tmp_path / "neither")
    assert library.ids() == ()
    assert library.all() == ((), ())
    with refused(r"There is no routine “x”; there are none\.$"):
        library.find("x")


def test_all_lists_what_can_be_run_and_what_cannot_be_read(library: Library, own: Path) -> None:
    write(own)
    broken = write(own, "format = 1\nname =", "broken.toml")
    (own / "folder.toml").mkdir()
    listing = library.all()
    assert [(e.id, e.name, e.bundled) for e in listing.entries] == [
        ("post-walk", "Evening", True),
        ("own:evening", "Evening", False),
    ]
    assert listing.entries[1].path == own / "evening.toml"
    assert [unreadable.path.name for unreadable in listing.unreadable] == [
        "broken.toml",
        "folder.toml",
    ]
    fault = listing.unreadable[0].faults[0]
    assert said(fault.notice).startswith(f"{broken}:2: this is not valid TOML")


def test_an_own_file_stands_beside_the_bundled_one_of_its_name(library: Library, own: Path) -> None:
    write(own, SOUND.replace("Evening", "Mine"), "post-walk.toml")
    assert library.find("post-walk").name == "Evening"
    assert library.find("own:post-walk").name == "Mine"
    listing = library.all()
    assert [(entry.id, entry.name) for entry in listing.entries] == [
        ("post-walk", "Evening"),
        ("own:post-walk", "Mine"),
    ]
    assert listing.unreadable == ()
    with refused(r"there are post-walk, own:post-walk\.$"):
        library.find("x")


def test_a_folder_that_may_not_be_listed_leaves_the_bundled_routines(
    library: Library, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda path: refuse() if path == own else really(path))
    assert library.find("post-walk").name == "Evening"
    listing = library.all()
    assert [entry.id for entry in listing.entries] == ["post-walk"]
    assert [
        (unreadable.path, said(unreadable.faults[0].message)) for unreadable in listing.unreadable
    ] == [(own, f"{own} could not be listed: you do not have permission.")]
    with refused("could not be listed"):
        library.find("evening")
