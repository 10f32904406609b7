"""A copy of a routine has a name and an identity of its own, and is else the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stretchtimer.engine.errors import UserError
from stretchtimer.storage.assets import asset_folder
from stretchtimer.storage.routines.library import Library
from stretchtimer.storage.routines.routine_file import read_routine
from tests.wording import refused

BUNDLED = asset_folder("routines")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "routines"


@pytest.fixture
def library(own: Path) -> Library:
    return Library(BUNDLED, own)


def test_a_copy_differs_in_its_name_and_its_id_alone(library: Library, own: Path) -> None:
    made = library.copy("post-walk", "Evening & <b>bed</b>")
    copy, original = library.find(made), library.find("post-walk")
    assert copy == replace(original, id=made, name="Evening & <b>bed</b>")
    assert made != original.id
    (path,) = own.iterdir()
    lines = path.read_text(encoding="utf-8").splitlines()
    before = (BUNDLED / "post-walk.toml").read_text(encoding="utf-8").splitlines()
    assert [(old, new) for old, new in zip(before, lines, strict=True) if old != new] == [
        ('name = "After your walk"', 'name = "Evening & <b>bed</b>"')
    ]


@pytest.mark.parametrize(
    "name",
    ['a/b\\c: "d" * ? | <e>', "...", "CON.", "日本語 🙂", "ß" * 80, "  x  ", "'''", "a\\u0041"],
)
def test_whatever_the_name_its_file_can_be_written_and_found(library: Library, name: str) -> None:
    made = library.copy("post-walk", name.strip())
    assert library.find(made).name == name.strip()


def test_no_file_is_ever_written_over(library: Library, own: Path) -> None:
    ids = [library.copy("post-walk", name) for name in ("Mine", "Mine", "mine", "post walk")]
    assert ids == ["own:Mine", "own:Mine 2", "own:mine 3", "own:post walk 2"]
    assert len(list(own.iterdir())) == 4


@pytest.mark.parametrize("name", ["", "x" * 81, "two\nlines\x00", "\u200b"])
def test_a_name_that_no_routine_may_have_is_refused(library: Library, own: Path, name: str) -> None:
    with refused("name"):
        library.copy("post-walk", name)
    assert not own.exists()


@pytest.mark.parametrize(
    "name",
    [
        '"""Old\\\n   name"""',
        "'''Old name'''",
        "'Old name' # why",
        '"Old name"\r',
    ],
)
def test_a_name_is_replaced_however_it_is_written(
    library: Library, own: Path, tmp_path: Path, name: str
) -> None:
    source = tmp_path / "elsewhere.toml"
    text = f'format = 1\nname = {name}\n[[stretches]]\nid = "a"\nname = "A"\nhold_s = 20\n'
    source.write_bytes(text.encode())
    routine = library.find(str(source))
    made = library.copy(routine.id, "New")
    assert library.find(made) == replace(routine, id=made, name="New")


def test_the_words_in_other_languages_are_copied_too(tmp_path: Path) -> None:
    bundled, own = tmp_path / "bundled", tmp_path / "own"
    (bundled / "de").mkdir(parents=True)
    (bundled / "notes").mkdir()
    original = '[[stretches]]\nid = "a"\nname = "A"\nhold_s = 20\n'
    (bundled / "walk.toml").write_text(f'format = 1\nname = "Walk"\n{original}')
    (bundled / "notes" / "walk.toml").write_text("no routine")
    words = 'format = 1\nname = "Gang"\n[stretches.a]\nname = "Ah"\n'
    (bundled / "de" / "walk.toml").write_text(words)
    library = Library(bundled, own, lambda: "de")
    routine = library.find(library.copy("walk", "Mein Gang"))
    assert (routine.name, routine.stretches[0].name) == ("Mein Gang", "Ah")
    assert not (own / "notes").exists()


def test_what_cannot_be_used_is_not_copied(library: Library, own: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("format = 1\n", encoding="utf-8")
    with refused("name is missing"):
        library.copy(str(broken), "Mine")
    with pytest.raises(UserError):
        library.copy("nowhere", "Mine")
    assert not own.exists()


def test_a_folder_that_cannot_be_written_is_told(library: Library, own: Path) -> None:
    own.write_text("in the way", encoding="utf-8")
    with pytest.raises(UserError):
        library.copy("post-walk", "Mine")


def test_an_unknown_pose_is_a_fault_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "posed.toml"
    path.write_text(
        'format = 1\nname = "Posed"\n[[stretches]]\nid = "a"\nname = "A"\nhold_s = 20\n'
        'pose = "knee_hugg"\nstart_pose = "xyzzy"\n'
        '[[stretches.movements]]\nname = "M"\nduration_s = 5\npose = "Cat"\n'
        '[[stretches.movements]]\nname = "M"\nduration_s = 5\npose = "cta"\n',
        encoding="utf-8",
    )
    with refused("posed.toml:7: .*did you mean knee_hug?") as caught:
        read_routine(path, poses=["knee_hug", "cat"])
    faults = caught.value.faults  # type: ignore[attr-defined]
    assert [fault.line for fault in faults] == [7, 8, 12, 16]
    assert read_routine(BUNDLED / "post-walk.toml", poses={"cat"} | _bundled_poses())
    with refused("there is no such pose"):
        Library(BUNDLED, tmp_path, poses=_bundled_poses).find(str(path))


def _bundled_poses() -> frozenset[str]:
    return frozenset(path.stem for path in asset_folder("poses").iterdir())
