"""Opens routines in the Editor's page, keeps what is changed, saves it, or gives it up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Routine
from stretchtimer.services.editing import operations as ops
from stretchtimer.services.editing.desk import EditingDesk
from stretchtimer.services.editing.editing import Editing
from stretchtimer.services.editing.known_stretches import known_stretches
from stretchtimer.services.routines.files import Draft
from stretchtimer.services.routines.own_pictures import picture_patterns
from stretchtimer.services.system.clock import Clock
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.ui.editing.chooser import PoseChooser, StretchChooser
from stretchtimer.ui.editing.conflict_bar import ConflictBar
from stretchtimer.ui.editing.editor_page import EditorPage
from stretchtimer.ui.editing.form import Key, value_at
from stretchtimer.ui.figure.pictures import Pictures
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.file_dialogs import ask_which_file

if TYPE_CHECKING:
    from stretchtimer.figure.pose import Pose


class Editor(QObject):
    """``opened`` when the page is to be shown, ``left`` when it is not to be any more.

    ``saved`` tells the key of a routine that was written, ``refused`` why one cannot be opened, and
    ``unsaved`` the key and name of one that was left with changes that are not saved yet.
    """

    opened = Signal()
    pose_wanted = Signal(str, dict)
    """A pose is to be made: from what it is begun, and the routine's own that there are."""
    left = Signal()
    saved = Signal(str)
    refused = Signal(str)
    unsaved = Signal(str, str)

    def __init__(
        self,
        appearance: Appearance,
        desk: EditingDesk,
        pictures: Pictures,
        clock: Clock,
        place: QWidget,
    ) -> None:
        """The page is made in its ``place``: so it takes font and colours over only once."""
        super().__init__(place)
        self._desk = desk
        self._key = ""
        self._is_new = False
        self._is_trying = False
        self.pose_place: Key = ()
        """The field for which a pose was asked for last."""
        self._poses: Callable[[], Mapping[str, Pose]] = lambda: pictures.poses
        self.page = EditorPage(appearance, pictures, clock, place)
        self.stretches = StretchChooser(appearance, pictures.stills, self.page)
        self.poses = PoseChooser(appearance, pictures.stills, self.page)
        self.conflict = ConflictBar(appearance, self.page)
        self.page.show_below_head(self.conflict)
        self._connect()

    def edit(self, key: str) -> None:
        """Opens one's own routine as it was left, or a new one where there is no key."""
        if key:
            self._desk.open_as_left(key, partial(self._on_opened, key), self._on_not_opened)
            return
        name, first = tr("My routine"), tr("First stretch")
        self._desk.new(name, first, self._on_made, self._on_not_opened)

    def go_on_with(self, draft: Draft) -> None:
        """Opens work that was never saved."""
        self._desk.go_on_with(draft, self._on_opened)

    def take_pose(self, pose: str) -> None:
        """Puts a pose of that name where one was asked for: at ``pose_place``."""
        place = self.pose_place
        self.page.edit(partial(ops.choose, place=place, value=pose), place)

    def keep_pose(self, name: str, pose: Pose) -> None:
        """Keeps a pose that was made, beside the routine, and puts it where one was asked for."""
        self._desk.keep_pose(self.page.editing, name, pose, self.take_pose, self._on_refused)

    def use_picture(self, place: Key, path: Path) -> None:
        """Takes a picture in among the parts of the routine, and shows it in that stretch."""
        editing = self.page.editing

        def take(name: str) -> None:
            if self.page.editing is editing:
                self.page.edit(partial(ops.choose, place=place, value=name), place)
                words = tr("The stretch shows “{name}” now.").format(name=name)
                self.page.bar.say(words, self.page.undo.click)

        self._desk.keep_picture(editing, path, take, self._on_refused)

    def _connect(self) -> None:
        page = self.page
        page.left.connect(self.left)
        page.hidden.connect(self._on_hidden)
        page.trial_asked.connect(self._on_trial)
        page.save_asked.connect(self._on_save)
        page.discard_asked.connect(self._on_discard)
        page.changed.connect(self._on_changed)
        page.add_asked.connect(lambda: self._desk.routines(self._on_routines_read))
        page.pose_asked.connect(self._on_pose_asked)
        page.resized.connect(self.stretches.place)
        page.resized.connect(self.poses.place)
        self.stretches.chosen.connect(page.add)
        self.poses.chosen.connect(self.take_pose)
        self.poses.make_asked.connect(self._on_pose_wanted)
        self.poses.picture_asked.connect(
            lambda: self._on_picture_asked((*self.pose_place[:2], "picture"))
        )
        page.stretch.picture_asked.connect(self._on_picture_asked)
        page.stretch.picture_dropped.connect(self.use_picture)
        self.conflict.over_asked.connect(lambda: self._save(over=True))
        self.conflict.copy_asked.connect(self._on_copy_asked)

    def _on_made(self, key: str, editing: Editing) -> None:
        self._on_opened(key, editing)
        self._is_new = True
        self.page.show_place(("name",))
        self.page.whole.name.line.selectAll()

    def _on_opened(self, key: str, editing: Editing) -> None:
        self._key, self._is_new = key, False
        self.conflict.hide()
        self.page.open(editing)
        self.opened.emit()
        self.page.order.rows.setFocus()
        if editing.document.is_changed:
            self.page.bar.say(tr("Your changes are here as you left them. They are not saved yet."))

    def _on_not_opened(self, error: UserError) -> None:
        self.refused.emit(sentence(error))

    def _on_changed(self) -> None:
        # What was said of the last save is no longer so.
        if self.page.bar.text == tr("Saved.") and self.page.editing.document.is_changed:
            self.page.bar.clear()
        self._desk.keep_draft(self.page.editing)

    def _on_trial(self) -> None:
        self._is_trying = True

    def _on_hidden(self) -> None:
        """Another page is shown: it says what is not saved, and nothing is left of nothing."""
        is_trying, self._is_trying = self._is_trying, False
        document = self.page.editing.document
        if is_trying:
            return
        if document.is_changed:
            self.unsaved.emit(self._key, str(document.data.get("name", "")))
        elif self._is_new:
            self._is_new = False
            self._desk.delete(self._key)

    def _on_save(self) -> None:
        editing = self.page.editing
        editing.settle()
        if editing.faults:
            first = editing.faults.found[0]
            self.page.show_place(first.place)
            words = tr("It cannot be saved yet: {fault}").format(fault=sentence(first.message))
            self.page.bar.say(words)
            return
        self._save(over=False)

    def _save(self, *, over: bool) -> None:
        self.conflict.hide()
        key = self._key

        def saved() -> None:
            self._is_new = False
            self.page.refresh()
            self.page.bar.say(tr("Saved."))
            self.saved.emit(key)

        editing = self.page.editing
        self._desk.save(editing, saved, self._on_refused, self.conflict.tell, over=over)

    def _on_copy_asked(self) -> None:
        editing = self.page.editing
        self.conflict.hide()
        name = tr("{name}, my copy").format(name=editing.document.data.get("name", ""))

        def saved(key: str) -> None:
            self.saved.emit(key)
            self.edit(key)

        self._desk.save_copy(editing, name, saved, self._on_refused)

    def _on_discard(self) -> None:
        editing = self.page.editing
        editing.edit(lambda document: document.as_read)
        self.page.bar.say(tr("Your changes since the last save are gone."), self.page.undo.click)

    def _on_refused(self, error: UserError) -> None:
        self.page.bar.say(sentence(error))

    def _on_routines_read(self, routines: tuple[Routine, ...]) -> None:
        if self.page.isVisible():
            self.stretches.offer_stretches(known_stretches(routines, self._poses()))

    def _on_pose_asked(self, place: Key) -> None:
        self.pose_place = place
        editing = self.page.editing
        present = value_at(editing.document.data, place)
        poses = [(name, editing.pose_id(name)) for name in editing.poses]
        self.poses.offer_poses(poses, str(present))

    def _on_picture_asked(self, place: Key) -> None:
        kind = tr("Pictures ({endings})").format(endings=picture_patterns())
        take = partial(self.use_picture, place)
        ask_which_file(self.page, tr("Choose a picture"), kind, take)

    def _on_pose_wanted(self) -> None:
        editing = self.page.editing
        present = value_at(editing.document.data, self.pose_place)
        start = editing.pose_id(present) if isinstance(present, str) else ""
        self.pose_wanted.emit(start, editing.own_poses)
