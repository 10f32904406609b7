"""A routine is opened, kept as a draft, saved, and saved in spite of another's changes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from stretchtimer.engine.errors import UserError
from stretchtimer.services.editing import operations as ops
from stretchtimer.services.editing.desk import DRAFT_MS, DraftKeeper, EditingDesk
from stretchtimer.services.editing.editing import Editing
from stretchtimer.services.person.profile import Profile
from stretchtimer.services.routines.files import Draft
from stretchtimer.storage.assets import pose_names
from tests.fakes import FakeClock
from tests.services.editing.documents import OLD
from tests.services.session.sessions import open_profile
from tests.wording import said


class _Person:
    """Somebody who edits; ``told`` is what was said to them."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        self.told: list[str] = []
        self.profile = self._opened(folder)
        self.folder = self.profile.folders.routines
        self.folder.mkdir(parents=True, exist_ok=True)
        self.file = self.folder / "Evening.toml"
        own = self.profile.own_routines()
        drafts = DraftKeeper(own, self.profile.folders.drafts, self.profile.writer)
        files = self.profile.routine_files(lambda call: call())
        self.desk = EditingDesk(files, drafts, pose_names)
        self.editing: Editing | None = None

    def _opened(self, folder: Path) -> Profile:
        return open_profile(folder, self.clock, [])

    def open(self, key: str = "own:Evening") -> Editing:
        self.desk.open(key, self.opened, self.refuse)
        assert self.editing is not None, self.told
        return self.editing

    def opened(self, editing: Editing) -> None:
        self.editing = editing

    def opened_by_key(self, key: str, editing: Editing) -> None:
        self.told.append(key)
        self.editing = editing

    def refuse(self, error: UserError) -> None:
        self.told.append(said(error))

    def refuse_for_conflict(self, error: UserError) -> None:
        self.told.append(f"conflict: {said(error)}")

    def call_it(self, name: str) -> None:
        assert self.editing is not None
        self.editing.edit(partial(ops.type_text, place=("name",), words=name))
        self.desk.keep_draft(self.editing)

    def save(self, *, over: bool = False) -> None:
        assert self.editing is not None
        saved = partial(self.told.append, "saved")
        refused, conflict = self.refuse, self.refuse_for_conflict
        self.desk.save(self.editing, saved, refused, conflict, over=over)

    def copy(self, name: str) -> None:
        assert self.editing is not None
        self.desk.save_copy(self.editing, name, self.told.append, self.refuse)

    def wait(self) -> None:
        """So long that a draft is kept."""
        self.clock.advance(DRAFT_MS)
        self.profile.writer.hurry()

    def drafts(self) -> tuple[Draft, ...]:
        found: list[tuple[Draft, ...]] = []
        self.desk.drafts(found.append)
        return found[0]


@pytest.fixture
def person(tmp_path: Path) -> Iterator[_Person]:
    person = _Person(tmp_path)
    person.file.write_text(OLD, encoding="utf-8")
    yield person
    person.profile.close()


def test_saved_only_the_changed_lines_of_the_file_are_others(person: _Person) -> None:
    person.open()
    person.call_it("Late")
    person.save()
    assert person.told == ["saved"]
    assert person.file.read_text(encoding="utf-8") == OLD.replace("Evening", "Late")
    assert person.profile.find("own:Evening").name == "Late"
    assert person.editing is not None
    assert not person.editing.document.is_changed


def test_one_can_save_go_on_undo_and_save_again(person: _Person) -> None:
    editing = person.open()
    person.call_it("Late")
    person.save()
    person.call_it("Later")
    editing.undo()
    editing.undo()
    person.save()
    assert person.told == ["saved", "saved"]
    assert person.file.read_text(encoding="utf-8") == OLD


def test_a_bundled_routine_is_not_edited(person: _Person) -> None:
    person.desk.open("post-walk", person.opened, person.refuse)
    assert "post-walk" in person.told[0]
    assert person.editing is None


def test_a_file_with_faults_opens_and_one_that_is_no_toml_is_refused(person: _Person) -> None:
    person.file.write_text(OLD.replace("hold_s = 20", "hold_s = 0"), encoding="utf-8")
    assert person.open().faults.at(("stretches", 0, "hold_s"))
    person.file.write_text("format = ", encoding="utf-8")
    person.desk.open("own:Evening", person.opened, person.refuse)
    assert "Evening.toml:1: this is not valid TOML" in person.told[0]


def test_a_file_of_a_later_version_is_left_alone(person: _Person) -> None:
    person.file.write_text(OLD.replace("format = 1", "format = 99"), encoding="utf-8")
    person.desk.open("own:Evening", person.opened, person.refuse)
    assert "can only read up to format" in person.told[0]
    assert person.editing is None


def test_unsaved_work_is_there_after_a_crash(person: _Person, tmp_path: Path) -> None:
    person.open()
    person.call_it("Late")
    assert person.drafts() == ()
    person.wait()
    after = _Person(tmp_path)
    (draft,) = after.drafts()
    assert draft.name == "Late"
    after.desk.go_on_with(draft, after.opened_by_key)
    assert after.told == ["own:Evening"]
    after.told.clear()
    after.save()
    assert after.told == ["saved"]
    assert after.drafts() == ()
    assert after.profile.find("own:Evening").name == "Late"
    after.profile.close()


def test_a_routine_is_opened_as_it_was_left_kept_already_or_not_yet(person: _Person) -> None:
    for is_kept in (False, True):
        person.open()
        person.call_it(f"Late, {is_kept}")
        if is_kept:
            person.wait()
        person.editing = None
        person.desk.open_as_left("own:Evening", person.opened, person.refuse)
        assert person.editing is not None
        assert person.editing.document.data["name"] == f"Late, {is_kept}"
        assert person.editing.document.as_read.data["name"] == "Evening"


def test_a_new_routine_can_be_run_as_it_is_and_leaves_nothing_where_it_is_deleted(
    person: _Person,
) -> None:
    person.desk.new("My „own“", "First", person.opened_by_key, person.refuse)
    assert person.editing is not None
    assert person.editing.routine is not None
    assert person.editing.routine.name == "My „own“"
    assert not person.editing.document.is_changed
    person.call_it("Later")
    person.wait()
    person.desk.delete(person.told[0])
    assert [path.name for path in person.folder.iterdir()] == ["Evening.toml"]
    assert person.drafts() == ()


def test_stretches_are_taken_from_every_routine_that_can_be_used(person: _Person) -> None:
    (person.folder / "broken.toml").write_text("format = ", encoding="utf-8")
    found: list[str] = []
    person.desk.routines(lambda routines: found.extend(one.name for one in routines))
    assert found[0] == "After your walk"
    assert found[-1] == "Evening"


def test_nothing_is_kept_of_what_was_saved_or_given_up(person: _Person) -> None:
    editing = person.open()
    person.call_it("Late")
    person.save()
    person.wait()
    assert person.drafts() == ()
    person.call_it("Later")
    person.wait()
    assert len(person.drafts()) == 1
    person.desk.drop_draft(editing)
    person.wait()
    assert person.drafts() == ()


def test_another_programs_change_is_a_choice_and_neither_is_lost(person: _Person) -> None:
    person.open()
    person.call_it("Ours")
    theirs = OLD.replace("Evening", "Theirs")
    person.file.write_text(theirs, encoding="utf-8")
    person.save()
    assert person.told[0].startswith("conflict: ")
    assert person.file.read_text(encoding="utf-8") == theirs
    person.wait()
    assert len(person.drafts()) == 1
    person.save(over=True)
    assert person.told[1] == "saved"
    assert person.profile.find("own:Evening").name == "Ours"
    basket = person.profile.folders.wastebasket
    kept = [file.read_text(encoding="utf-8") for file in basket.rglob("*.toml")]
    assert kept == [theirs]


def test_a_copy_can_be_saved_beside_another_programs_change(person: _Person) -> None:
    person.open()
    person.call_it("Ours")
    person.file.write_text(OLD.replace("Evening", "Theirs"), encoding="utf-8")
    person.copy("Ours, too")
    assert person.told == ["own:Ours, too"]
    assert person.profile.find("own:Ours, too").name == "Ours, too"
    assert person.profile.find("own:Evening").name == "Theirs"


def test_what_cannot_be_saved_is_told_and_kept(person: _Person) -> None:
    editing = person.open()
    person.call_it("Late")
    editing.edit(partial(ops.type_text, place=("summary",), words="x" * 300_000))
    person.save()
    assert "256" in person.told[0]
    person.copy("\u200b")
    assert "name is" in person.told[1]
    person.wait()
    assert len(person.drafts()) == 1
