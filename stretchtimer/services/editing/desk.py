"""Opens a routine for editing, keeps a draft of it while it is changed, and saves it.

Nothing here waits for a disk: works are done where the writer does them, and answers come by way
of ``deliver``, as with ``RoutineFiles``.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Routine
from stretchtimer.engine.notices import Notice
from stretchtimer.figure.pose import Pose
from stretchtimer.services.editing.editing import Editing
from stretchtimer.services.routines.files import (
    ChangedOnDiskError,
    Draft,
    OwnRoutines,
    RoutineDocument,
    RoutineFiles,
)
from stretchtimer.services.system.writer import Writer
from stretchtimer.storage.routines.faults import RoutineFault
from stretchtimer.storage.routines.own_pictures import keep_picture, pictures_beside
from stretchtimer.storage.routines.own_pose_file import pose_identifier_of, write_own_pose
from stretchtimer.storage.routines.own_poses import poses_beside
from stretchtimer.storage.routines.schema import FORMAT

DRAFT_MS = 2_000
"""A draft is written so long after the latest change: making its text takes time of all."""

Refused = Callable[[UserError], None]


class _Found(NamedTuple):
    """What was read of a routine that is to be edited."""

    document: RoutineDocument
    poses: Mapping[str, str]
    pictures: Mapping[str, str]


class DraftKeeper:
    """Keeps the newest state of what is edited, as a work of the writer."""

    def __init__(self, own: OwnRoutines, folder: Path, writer: Writer) -> None:
        self._own = own
        self._folder = folder
        self._writer = writer
        self._lock = threading.Lock()
        # Guarded by the lock.
        self._waiting: RoutineDocument | None = None

    @property
    def path(self) -> Path:
        return self._folder

    @property
    def waiting(self) -> RoutineDocument | None:
        """What is to be kept and is not yet."""
        with self._lock:
            return self._waiting

    def keep(self, document: RoutineDocument) -> None:
        """Has this state kept in a while, in place of the one before."""
        with self._lock:
            self._waiting = document
        self._writer.ask(self, DRAFT_MS)

    def forget(self) -> None:
        """What waits to be kept need not be kept any more."""
        with self._lock:
            self._waiting = None

    def write(self) -> tuple[Notice, ...]:
        """Keeps what waits; raises UserError where it cannot, and has it wait on."""
        with self._lock:
            document = self._waiting
        if document is not None:
            self._own.keep_draft(document)
            with self._lock:
                if self._waiting is document:
                    self._waiting = None
        return ()

    def close(self) -> None:
        """Nothing is open."""


class EditingDesk:
    """What an editor asks of the files; one routine is edited at a time.

    ``known_poses`` gives the names of the poses that come with the program; a routine may have
    more beside it. ``made_smaller`` gives a picture, by its ending, as a routine is to keep it.
    """

    def __init__(
        self,
        files: RoutineFiles,
        drafts: DraftKeeper,
        known_poses: Callable[[], Collection[str]],
        made_smaller: Callable[[str, bytes], bytes] | None = None,
    ) -> None:
        self._files = files
        self._drafts = drafts
        self._known_poses = known_poses
        self._made_smaller = made_smaller

    def open(self, key: str, opened: Callable[[Editing], None], refused: Refused) -> None:
        """Opens one's own routine, also one with faults; ``refused`` hears why it cannot."""
        self._files.ask(
            lambda own: self._with_parts(_readable(own.open(key))),
            lambda found: opened(_editing(found)),
            refused,
        )

    def open_as_left(self, key: str, opened: Callable[[Editing], None], refused: Refused) -> None:
        """The same; where there is unsaved work on it, with that."""

        def found(own: OwnRoutines) -> _Found:
            document = _readable(own.open(key))
            drafts = {draft.document.path: draft.document for draft in own.drafts()}
            # What was changed only just now need not have been written yet.
            waiting = self._drafts.waiting
            if waiting is not None:
                drafts[waiting.path] = waiting
            return self._with_parts(drafts.get(document.path, document))

        self._files.ask(found, lambda found: opened(_editing(found)), refused)

    def new(
        self,
        name: str,
        stretch: str,
        opened: Callable[[str, Editing], None],
        refused: Refused,
    ) -> None:
        """Makes a routine of that name with one stretch, and opens it; its key is told as well."""

        def made(own: OwnRoutines) -> tuple[str, _Found]:
            key = own.new(name, _first_text(name, stretch))
            return key, self._with_parts(own.open(key))

        self._files.ask(made, lambda found: opened(found[0], _editing(found[1])), refused)

    def delete(self, key: str) -> None:
        """Puts a routine of which nothing is to be kept into the wastebasket, with its draft."""
        self._drafts.forget()

        def gone(own: OwnRoutines) -> None:
            own.drop_draft(own.open(key))
            own.delete(key)

        self._files.ask(gone)

    def routines(self, found: Callable[[tuple[Routine, ...]], None]) -> None:
        """Reads all routines there are, to take stretches from them."""
        self._files.ask(lambda own: own.routines(), found)

    def drafts(self, found: Callable[[tuple[Draft, ...]], None]) -> None:
        """Looks for work that was never saved, as after a crash."""
        self._files.ask(lambda own: own.drafts(), found)

    def go_on_with(self, draft: Draft, opened: Callable[[str, Editing], None]) -> None:
        """Opens a draft as it was left; the key of its routine is told as well."""
        self._files.ask(
            lambda own: (own.key_of(draft.document), self._with_parts(draft.document)),
            lambda found: opened(found[0], _editing(found[1])),
        )

    def keep_draft(self, editing: Editing) -> None:
        """To be called after each change, so that little is lost in a crash."""
        self._drafts.keep(editing.document)

    def drop_draft(self, editing: Editing) -> None:
        """Throws away what was changed since the routine was saved, as the person wants it."""
        document = editing.document
        self._drafts.forget()
        self._files.ask(lambda own: own.drop_draft(document))

    def save(
        self,
        editing: Editing,
        saved: Callable[[], None],
        refused: Refused,
        conflict: Refused,
        *,
        over: bool = False,
    ) -> None:
        """Writes the present state, and drops its draft.

        ``conflict`` hears of a file that another program has changed or removed meanwhile: the
        person then chooses between ``over``, which keeps theirs in the wastebasket, and
        ``save_copy``. In every other case of failure it is ``refused``, and the draft stays.
        """
        document = editing.document

        def on_saved(written: RoutineDocument) -> None:
            editing.note_saved(document, written)
            if editing.document.is_changed:
                self.keep_draft(editing)
            saved()

        def on_refused(error: UserError) -> None:
            self.keep_draft(editing)
            (conflict if isinstance(error, ChangedOnDiskError) else refused)(error)

        self._drafts.forget()
        self._files.ask(lambda own: own.save(document, over=over), on_saved, on_refused)

    def save_copy(
        self, editing: Editing, name: str, saved: Callable[[str], None], refused: Refused
    ) -> None:
        """Writes the present state as another routine; ``saved`` hears its key."""
        document = editing.document

        def on_refused(error: UserError) -> None:
            self.keep_draft(editing)
            refused(error)

        self._drafts.forget()
        self._files.ask(lambda own: own.save_copy(document, name), saved, on_refused)

    def keep_pose(
        self,
        editing: Editing,
        name: str,
        pose: Pose,
        kept: Callable[[str], None],
        refused: Refused,
    ) -> None:
        """Writes a pose beside the routine; ``kept`` hears what it is called in its file.

        The routine that is edited knows it from then on.
        """
        document = editing.document

        def written(_own: OwnRoutines) -> tuple[str, Collection[str]]:
            called = write_own_pose(document.path, name, pose, self._known_poses())
            return called, self._with_parts(document).poses

        def on_written(found: tuple[str, Collection[str]]) -> None:
            called, poses = found
            editing.know_poses(poses)
            kept(called)

        self._files.ask(written, on_written, refused)

    def keep_picture(
        self, editing: Editing, source: Path, kept: Callable[[str], None], refused: Refused
    ) -> None:
        """Copies a picture among the parts of the routine; ``kept`` hears its name there.

        It is made smaller first, where it can be. The routine that is edited knows it from then on.
        """
        path = editing.document.path

        def copied(_own: OwnRoutines) -> tuple[str, dict[str, str]]:
            return keep_picture(path, source, self._made_smaller), pictures_beside(path)

        def on_copied(found: tuple[str, dict[str, str]]) -> None:
            name, pictures = found
            editing.know_pictures(pictures)
            kept(name)

        self._files.ask(copied, on_copied, refused)

    def _with_parts(self, document: RoutineDocument) -> _Found:
        """The document with the poses and pictures that it may name."""
        poses = {pose: pose for pose in self._known_poses()} | poses_beside(document.path)
        return _Found(document, poses, pictures_beside(document.path))


def _editing(found: _Found) -> Editing:
    return Editing(found.document, found.poses, pictures=found.pictures)


def is_pose_name_taken(name: str, taken: Collection[str]) -> bool:
    """Whether a pose of that name would be called as one of those that there are."""
    return pose_identifier_of(name) in taken


def _first_text(name: str, stretch: str) -> str:
    """The file of a routine that is only begun."""
    # TOML reads a string of JSON.
    title, first = (json.dumps(each, ensure_ascii=False) for each in (name, stretch))
    head = f"format = {FORMAT}\nname = {title}\n"
    return f'{head}\n[[stretches]]\nid = "stretch"\nname = {first}\nhold_s = 30\n'


def _readable(document: RoutineDocument) -> RoutineDocument:
    """The document, if it can be shown at all; raises UserError for one of a later version."""
    for fault in document.faults():
        if fault.message.what is RoutineFault.FORMAT_NEWER:
            found = fault.message
            raise UserError(RoutineFault.ON_LINE, path=document.path, line=1, fault=found)
    return document
