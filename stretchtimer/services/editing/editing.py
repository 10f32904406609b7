"""A routine that is being edited: its present state, what is wrong in it, its plan, undo and redo.

- A state is a document and the field that was changed last. Each edit is a function from document
  to document (``operations``), and one step back.
- What is typed into one field is one step, until another field or anything else is changed, or
  ``settle`` is called: the file then gets what stands there, not how it came about.
- What is wrong is told by the very reader of the files, in the words of ``check``.
- The plan is that of the latest state in which nothing was wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from stretchtimer.engine.model import Routine
from stretchtimer.engine.notices import Notice
from stretchtimer.engine.plan import Plan, make_plan
from stretchtimer.services.editing.operations import STRETCHES, stretch_tables
from stretchtimer.services.person.undo_history import UndoHistory
from stretchtimer.storage.own_routines.document import RoutineDocument
from stretchtimer.storage.routines.faults import RoutineFault
from stretchtimer.storage.routines.own_pictures import missing_picture, with_pictures
from stretchtimer.storage.routines.own_poses import own_pose_file, with_own_poses
from stretchtimer.storage.routines.table_reader import KeyFault
from stretchtimer.storage.routines.toml_lines import Place

Edit = Callable[[RoutineDocument], RoutineDocument]


@dataclass(frozen=True)
class EditedState:
    """A document, and at which place it became what it is; ``()`` where that is the whole."""

    document: RoutineDocument
    place: Place = ()


@dataclass(frozen=True)
class FieldFaults:
    """All that is wrong in one state, by the fields of a form."""

    found: tuple[KeyFault, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.found)

    def at(self, place: Place) -> tuple[Notice, ...]:
        """What is wrong with the value of that key, or with an item of the list that it is.

        It is told without the name of the stretch, which is seen there.
        """
        return tuple(
            _without_table(fault.message)
            for fault in self.found
            if fault.place == place or _item_of(fault.place) == place
        )

    def of_stretch(self, stretch: int) -> tuple[Notice, ...]:
        """Everything that is wrong in one stretch, wherever in it."""
        within = (*STRETCHES, stretch)
        return tuple(_without_table(f.message) for f in self.found if f.place[:2] == within)

    def elsewhere(self, fields: Iterable[Place]) -> tuple[Notice, ...]:
        """What is wrong with none of those fields, as with keys that nobody knows.

        It is told with its stretch, as nothing else tells where it stands.
        """
        known = set(fields)
        return tuple(
            fault.message
            for fault in self.found
            if fault.place not in known and _item_of(fault.place) not in known
        )


class Editing:
    """``changed`` is called after each change of the present state, in whatever way."""

    def __init__(
        self,
        document: RoutineDocument,
        poses: Collection[str] | None = None,
        changed: Callable[[], None] = lambda: None,
        pictures: Mapping[str, str] | None = None,
    ) -> None:
        """``poses`` are the names of those that there are; None where that is not looked at.

        Where the routine has some of its own, each name with what it is drawn by; so have its
        ``pictures``.
        """
        self.changed = changed
        self._poses = poses
        self._pictures = pictures or {}
        self._state = EditedState(document)
        self._place: Place = ()
        self._history: UndoHistory[EditedState] = UndoHistory()
        self._typed_from: EditedState | None = None
        self._plan: Plan | None = None
        self._check()

    @property
    def document(self) -> RoutineDocument:
        return self._state.document

    @property
    def place(self) -> Place:
        """Where the latest change was made, undone or made again."""
        return self._place

    @property
    def faults(self) -> FieldFaults:
        """What is wrong now."""
        return self._faults

    @property
    def routine(self) -> Routine | None:
        """The routine that it is now; None while anything is wrong."""
        return self._routine

    @property
    def plan(self) -> Plan | None:
        """That of the latest state without faults; None where there was none."""
        return self._plan

    @property
    def is_plan_present(self) -> bool:
        """Whether the plan is that of the present state."""
        return self._routine is not None

    def pose_id(self, name: str) -> str:
        """By what the pose of that name is drawn; the name itself where there is none."""
        return self._poses.get(name, name) if isinstance(self._poses, Mapping) else name

    def picture_id(self, name: str) -> str:
        """By what the routine's picture of that name is shown, also where it is missing."""
        return self._pictures.get(name) or missing_picture(self.document.path, name)

    @property
    def poses(self) -> tuple[str, ...]:
        """The names of the poses that can be chosen, in their order."""
        return tuple(sorted(self._poses or ()))

    @property
    def own_poses(self) -> dict[str, str]:
        """The poses of the routine's own by their names, each with what it is drawn by."""
        known = self._poses if isinstance(self._poses, Mapping) else {}
        return {name: drawn for name, drawn in known.items() if own_pose_file(drawn)}

    def know_poses(self, poses: Collection[str]) -> None:
        """There are other poses from now on, as when one was drawn."""
        self._poses = poses
        self._check()
        self.changed()

    def know_pictures(self, pictures: Mapping[str, str]) -> None:
        """There are other pictures from now on, as when one was taken in."""
        self._pictures = pictures
        self.changed()

    @property
    def can_undo(self) -> bool:
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        return self._history.can_redo

    def edit(self, edit: Edit, place: Place = ()) -> None:
        """Makes one change, which is undone as one."""
        self.settle()
        edited = edit(self.document)
        if edited is not self.document:
            self._history.note(self._state)
            self._take(EditedState(edited, place))

    def type(self, edit: Edit, place: Place) -> None:
        """Takes what stands in the field of that place now; all typed in a row is one change.

        ``edit`` is done to the document as it was before the row.
        """
        if self._typed_from is None or self._state.place != place:
            self.settle()
            self._begin_typing(edit, place)
            return
        before = self._typed_from
        edited = edit(before.document)
        if edited.data == before.document.data:
            self._history.forget()
            self._typed_from = None
            self._take(before)
        elif edited.data != self.document.data:
            self._take(EditedState(edited, place))

    def settle(self) -> None:
        """Ends a row of typing: what comes is a change of its own."""
        self._typed_from = None

    def undo(self) -> None:
        """Takes the latest change back, if there is one; ``place`` is then where that was."""
        if self.can_undo:
            self.settle()
            place = self._state.place
            before = self._history.undo(self._state)
            self._take(before, place)

    def redo(self) -> None:
        """Makes the change again that was undone last, if there is one."""
        if self.can_redo:
            self.settle()
            self._take(self._history.redo(self._state))

    def trial(self, stretch: int) -> Plan | None:
        """The plan of one stretch alone, once round; None while anything is wrong with it.

        What is wrong with the others does not matter.
        """
        alone = {**self.document.data, "stretches": [stretch_tables(self.document)[stretch]]}
        routine = replace(self.document, data=alone).routine(self._poses)
        if routine is None:
            return None
        if isinstance(self._poses, Mapping):
            routine = with_own_poses(routine, self._poses)
        routine = with_pictures(routine, self.picture_id)
        return make_plan(replace(routine, times=replace(routine.times, rounds=1)))

    def note_saved(self, asked: RoutineDocument, saved: RoutineDocument) -> None:
        """The document ``asked`` was written, and read back it is ``saved``.

        What was changed meanwhile, and what can be undone, stands on the file as it is now.
        """
        self.settle()

        def anew(state: EditedState) -> EditedState:
            if state.document is asked:
                return replace(state, document=saved)
            return replace(state, document=replace(state.document, read=saved.read))

        self._history.renew(anew)
        self._take(anew(self._state))

    def _begin_typing(self, edit: Edit, place: Place) -> None:
        before = self._state
        edited = edit(before.document)
        if edited is not before.document:
            self._history.note(before)
            self._typed_from = before
            self._take(EditedState(edited, place))

    def _take(self, state: EditedState, place: Place | None = None) -> None:
        """Makes it the present state, which was changed at that place, or where it says itself."""
        is_same = state.document.data is self.document.data
        self._state = state
        self._place = state.place if place is None else place
        if not is_same:
            self._check()
        self.changed()

    def _check(self) -> None:
        self._routine, found = self.document.checked(self._poses)
        self._faults = FieldFaults(found)
        if self._routine is not None:
            self._plan = make_plan(self._routine)


def _item_of(place: Place) -> Place | None:
    """The place of the list of values in which a value stands; None where it stands in none."""
    return place[:-1] if place and isinstance(place[-1], int) else None


def _without_table(message: Notice) -> Notice:
    if message.what is not RoutineFault.IN_TABLE:
        return message
    fault = message.values["fault"]
    assert isinstance(fault, Notice)
    return fault
