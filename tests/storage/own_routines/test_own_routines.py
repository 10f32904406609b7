"""One's own routines are made, changed, deleted and put back, and none of them is ever lost."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import NoReturn

import pytest

from stretchtimer.storage.assets import asset_folder, pose_names
from stretchtimer.storage.own_routines import folder as folder_module
from stretchtimer.storage.own_routines.document import document_of
from stretchtimer.storage.own_routines.own_routines import ChangedOnDiskError, OwnRoutines
from stretchtimer.storage.routines.library import Library
from tests.storage.routines.routine_files import SOUND, write
from tests.wording import refused

WORDS = 'format = 1\nname = "Abend"\n[stretches.a]\nname = "Ah"\n[stretches.b]\nname = "Be"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "routines"


@pytest.fixture
def library(folder: Path) -> Library:
    return Library(asset_folder("routines"), folder, poses=pose_names)


@pytest.fixture
def own(library: Library, tmp_path: Path) -> OwnRoutines:
    return OwnRoutines(library, tmp_path / "basket", tmp_path / "drafts")


def with_words(folder: Path, name: str = "Evening.toml") -> Path:
    path = write(folder, name=name)
    write(folder / "de", WORDS, name)
    return path


def names_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.toml"))


def test_a_new_routine_has_a_file_of_its_own_whatever_its_name(
    own: OwnRoutines, folder: Path
) -> None:
    keys = [
        own.new(name, SOUND) for name in ("Mine", "mine", "CON", "nul.x", "a/../b", "post walk")
    ]
    assert keys == [
        *("own:Mine", "own:mine 2", "own:Routine CON", "own:Routine nul.x", "own:a .. b"),
        "own:post walk 2",
    ]
    assert own.new("e\u0301te\u0301", SOUND) == "own:\u00e9t\u00e9"
    assert own.new("\u00c9T\u00c9", SOUND) == "own:\u00c9T\u00c9 2"
    assert {path.parent for path in folder.rglob("*.toml")} == {folder}


@pytest.mark.parametrize("name", ["", "\u200b", "x" * 81, "a\x00b", "\u202eabc"])
def test_a_name_that_no_routine_may_have_is_refused(
    own: OwnRoutines, folder: Path, name: str
) -> None:
    with refused("name is"):
        own.new(name, SOUND)
    assert not folder.exists()


def test_a_text_that_is_no_routine_makes_no_file(own: OwnRoutines, folder: Path) -> None:
    with refused("hold_s is 0"):
        own.new("Mine", SOUND.replace("20", "0"))
    assert not folder.exists()


def test_a_renamed_routine_keeps_its_key_its_comments_and_its_words(
    own: OwnRoutines, library: Library, folder: Path
) -> None:
    path = with_words(folder)
    path.write_text(f"# mine\n{SOUND}", encoding="utf-8")
    own.rename("own:Evening", "Night")
    assert library.find("own:Evening").name == "Night"
    assert path.read_text(encoding="utf-8") == f"# mine\n{SOUND}".replace("Evening", "Night")
    assert 'name = "Night"' in (folder / "de" / "Evening.toml").read_text(encoding="utf-8")
    with refused("not one of your own"):
        own.rename("post-walk", "Night")


def test_what_is_deleted_can_be_put_back_with_all_that_belongs_to_it(
    own: OwnRoutines, library: Library, folder: Path, tmp_path: Path
) -> None:
    with_words(folder)
    write(folder / "Evening.parts", "x", "note.toml")
    before = names_in(folder)
    deleted = own.delete("own:Evening")
    assert names_in(folder) == []
    assert names_in(tmp_path / "basket" / "Evening") == before
    assert own.restore(deleted) == "own:Evening"
    assert names_in(folder) == before
    assert not list((tmp_path / "basket").iterdir())


def test_what_is_put_back_leaves_one_that_has_its_name_now_alone(
    own: OwnRoutines, library: Library, folder: Path
) -> None:
    with_words(folder)
    write(folder / "Evening.parts", "x", "note.toml")
    first = own.delete("own:Evening")
    write(folder, SOUND.replace("Evening", "Other"), "evening.toml")
    second = own.delete("own:evening")
    write(folder, SOUND.replace("Evening", "Third"), "Evening.toml")
    assert own.restore(first) == "own:Evening 2"
    assert own.restore(second) == "own:evening 3"
    assert library.find("own:Evening").name == "Third"
    assert library.find("own:Evening 2").name == "Evening"
    assert "de/Evening 2.toml" in names_in(folder)
    assert "Evening 2.parts/note.toml" in names_in(folder)


def test_a_bundled_routine_is_neither_deleted_nor_edited(own: OwnRoutines) -> None:
    with refused("Make a copy"):
        own.delete("post-walk")
    with refused("Make a copy"):
        own.open("post-walk")


def test_what_cannot_be_moved_is_where_it_was(
    own: OwnRoutines, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = with_words(folder)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self == path:
            raise OSError(errno.ENOSPC, "full")
        return rename(self, target)

    before = names_in(folder)
    monkeypatch.setattr(Path, "rename", refuse)
    with refused("could not be deleted: the disk is full. It is still there."):
        own.delete("own:Evening")
    assert names_in(folder) == before
    monkeypatch.setattr(Path, "rename", rename)
    deleted = own.delete("own:Evening")
    monkeypatch.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(OSError(errno.EIO, "")))
    with refused("could not be put back: the disk has a fault. It is still in"):
        own.restore(deleted)
    assert names_in(folder) == []
    monkeypatch.setattr(Path, "rename", rename)
    own.restore(deleted)
    assert names_in(folder) == before


def test_an_edited_routine_is_saved_and_can_be_saved_again(
    own: OwnRoutines, library: Library, folder: Path
) -> None:
    path = write(folder, name="Evening.toml")
    saved = own.save(own.open("own:Evening").set(("stretches", 0, "hold_s"), 25))
    assert not saved.is_changed
    assert path.read_text(encoding="utf-8") == SOUND.replace("hold_s = 20", "hold_s = 25")
    own.save(saved.set(("stretches", 0, "hold_s"), 26))
    assert library.find("own:Evening").stretches[0].hold_ms == 26_000


@pytest.mark.parametrize("theirs", [SOUND.replace("20", "21"), "broken", None])
def test_a_file_that_was_changed_meanwhile_is_never_written_over_unasked(
    own: OwnRoutines, folder: Path, tmp_path: Path, theirs: str | None
) -> None:
    path = write(folder, name="Evening.toml")
    edited = own.open("own:Evening").set(("stretches", 0, "hold_s"), 25)
    if theirs is None:
        path.unlink()
    else:
        path.write_text(theirs, encoding="utf-8")
    with refused("while you were editing it. Nothing has been saved", ChangedOnDiskError):
        own.save(edited)
    assert (path.read_text(encoding="utf-8") if path.exists() else None) == theirs
    copy = own.save_copy(edited, "My version")
    assert own.open(copy).data["name"] == "My version"
    own.save(edited, over=True)
    assert "hold_s = 25" in path.read_text(encoding="utf-8")
    kept = list((tmp_path / "basket").rglob("*.toml"))
    assert [one.read_text(encoding="utf-8") for one in kept] == [theirs][: theirs is not None]


def test_a_routine_that_grew_too_large_is_not_saved(own: OwnRoutines, folder: Path) -> None:
    path = write(folder, name="Evening.toml")
    with refused("larger than 256 KiB"):
        own.save(own.open("own:Evening").set(("summary",), "x" * 262_144))
    assert path.read_text(encoding="utf-8") == SOUND


def test_a_file_with_faults_can_be_opened_and_mended(own: OwnRoutines, folder: Path) -> None:
    write(folder, SOUND.replace("hold_s = 20", "hold_s = 0"), "Evening.toml")
    opened = own.open("own:Evening")
    assert opened.faults()
    assert not own.save(opened.set(("stretches", 0, "hold_s"), 20)).faults()


def test_unsaved_work_is_there_after_a_crash_until_it_is_saved_or_dropped(
    own: OwnRoutines, folder: Path, tmp_path: Path, library: Library
) -> None:
    path = write(folder, name="Evening.toml")
    edited = own.open("own:Evening").set(("name",), "Late").set(("stretches", 0, "hold_s"), 25)
    own.keep_draft(edited)
    own.keep_draft(document_of(folder / "New.toml", None, SOUND))
    assert path.read_text(encoding="utf-8") == SOUND
    later = OwnRoutines(library, tmp_path / "basket", tmp_path / "drafts")
    late, new = later.drafts()
    assert (late.name, new.name) == ("Late", "Evening")
    assert late.document.data == edited.data
    assert late.document.is_changed
    later.save(late.document)
    later.drop_draft(new.document)
    assert later.drafts() == ()
    assert "hold_s = 25" in path.read_text(encoding="utf-8")
    later.keep_draft(later.open("own:Evening"))
    assert later.drafts() == ()


def test_a_draft_of_a_file_that_was_changed_since_does_not_replace_it(
    own: OwnRoutines, folder: Path
) -> None:
    path = write(folder, name="Evening.toml")
    own.keep_draft(own.open("own:Evening").set(("stretches", 0, "hold_s"), 25))
    path.write_text(SOUND.replace("20", "22"), encoding="utf-8")
    (draft,) = own.drafts()
    with pytest.raises(ChangedOnDiskError):
        own.save(draft.document)


@pytest.mark.parametrize(
    "data", ["", "{}", "[1]", "\xff", '{"format": 1, "file": "../x", "read": null, "text": ""}']
)
def test_a_draft_that_cannot_be_used_is_left_where_it_is(
    own: OwnRoutines, tmp_path: Path, data: str
) -> None:
    path = tmp_path / "drafts" / "x.toml.draft.json"
    path.parent.mkdir()
    path.write_text(data, encoding="latin-1")
    assert own.drafts() == ()
    assert path.exists()


def test_all_routines_that_can_be_used_are_read(own: OwnRoutines, folder: Path) -> None:
    write(folder, name="Evening.toml")
    write(folder, "format = ", "broken.toml")
    names = [routine.name for routine in own.routines()]
    assert names[-1] == own.name_of("own:Evening")
    assert len(names) == len([*asset_folder("routines").glob("*.toml")]) + 1


def test_the_key_of_a_document_is_that_of_its_file(own: OwnRoutines, folder: Path) -> None:
    write(folder, name="Evening.toml")
    assert own.key_of(own.open("own:Evening")) == "own:Evening"


def test_a_copy_of_any_routine_can_be_edited(own: OwnRoutines) -> None:
    key = own.duplicate("post-walk", "Mine")
    assert own.open(key).data["name"] == "Mine"
    assert own.name_of(key) == "Mine"


def test_a_copy_has_the_poses_that_lie_beside_the_routine(
    own: OwnRoutines, library: Library, folder: Path
) -> None:
    pose = (asset_folder("poses") / "legs_straight.toml").read_bytes()
    text = SOUND.replace('name = "A"', 'name = "A"\npose = "mine"')
    write(folder, text, "Evening.toml")
    write(folder / "Evening.parts" / "poses", pose, "mine.toml")
    for key in (
        own.duplicate("own:Evening", "Twin"),
        own.save_copy(own.open("own:Evening"), "Third"),
    ):
        assert "mine.toml" in library.find(key).stretches[0].pose
        assert "Evening.parts" not in library.find(key).stretches[0].pose


def test_there_is_no_unsaved_work_where_none_was_kept(own: OwnRoutines) -> None:
    assert own.drafts() == ()


def test_a_draft_that_cannot_be_dropped_is_told(
    own: OwnRoutines, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.EROFS, "read-only")

    document = document_of(folder / "New.toml", None, SOUND)
    monkeypatch.setattr(Path, "unlink", refuse)
    with refused("the disk is read-only"):
        own.drop_draft(document)


def test_a_name_that_another_program_took_just_now_is_not_written_over(
    own: OwnRoutines, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "theirs", "Mine.toml")
    monkeypatch.setattr(Path, "iterdir", lambda _: iter(()))
    assert own.new("Mine", SOUND) == "own:Mine 2"
    assert (folder / "Mine.toml").read_text(encoding="utf-8") == "theirs"


def test_words_and_parts_of_nobody_are_not_taken_over(own: OwnRoutines, folder: Path) -> None:
    write(folder / "de", "theirs", "Mine.toml")
    write(folder / "Other.parts", "theirs", "x.toml")
    assert own.new("Mine", SOUND) == "own:Mine 2"
    assert own.new("Other", SOUND) == "own:Other 2"


def test_what_lies_in_the_way_of_one_put_back_stays(
    own: OwnRoutines, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_words(folder)
    deleted = own.delete("own:Evening")
    write(folder / "de", "theirs", "Evening.toml")
    monkeypatch.setattr(folder_module, "_plain_names", lambda _: set())
    with refused("could not be put back"):
        own.restore(deleted)
    assert (folder / "de" / "Evening.toml").read_text(encoding="utf-8") == "theirs"
    assert names_in(folder) == ["de/Evening.toml"]


def test_folders_that_cannot_be_made_are_told(
    own: OwnRoutines, folder: Path, tmp_path: Path
) -> None:
    write(tmp_path, "in the way", "basket")
    write(folder, name="Evening.toml")
    edited = own.open("own:Evening").set(("summary",), "Ours")
    write(folder, SOUND.replace("20", "21"), "Evening.toml")
    with refused("could not be saved"):
        own.save(edited, over=True)
    assert "21" in (folder / "Evening.toml").read_text(encoding="utf-8")
    (folder / "Evening.toml").unlink()
    (folder / "Evening.toml").mkdir()
    with refused("it is a folder"):
        own.save(edited)
    elsewhere = Library(tmp_path / "none", tmp_path / "basket")
    with refused("could not be saved"):
        OwnRoutines(elsewhere, tmp_path / "b", tmp_path / "d").new("Mine", SOUND)
