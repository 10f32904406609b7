"""The menu of routines: the bundled ones, one's own, and any file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from stretchtimer.engine.model import Routine
from stretchtimer.services.person.profile import Profile
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.plain_text import caption

if TYPE_CHECKING:
    from stretchtimer.services.person.routine_choices import Choice, Shelf
    from stretchtimer.services.record.journal import Deliver


class RoutineMenu(QMenu):
    """Looks each time it opens what there is, so that the start never reads the whole folder.

    It opens with what it knows, and has the rest a moment later, by way of ``deliver``: however
    slow a disk is, nothing waits for it.
    """

    chosen = Signal(str)
    """A routine's id or file, also of one that cannot be used."""
    complained = Signal(str)
    """Why a folder cannot be listed."""
    copy_asked = Signal()
    """The routine that is open is to be copied."""

    def __init__(
        self,
        appearance: Appearance,
        profile: Profile,
        deliver: Deliver,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._profile = profile
        self._deliver = deliver
        self._shelf: Shelf | None = None
        self._present: Routine | None = None
        self.aboutToShow.connect(self._on_about_to_show)

    def show_present(self, routine: Routine) -> None:
        """Takes the routine that is open, which is ticked."""
        self._present = routine

    def find_routine(self, id_or_path: str) -> Routine:
        """The routine of that id or file; raises UserError where it cannot be used."""
        return self._profile.find(id_or_path)

    def _on_about_to_show(self) -> None:
        self._fill()
        self._profile.look_through(self._deliver, self._on_looked_through)

    def _on_looked_through(self, shelf: Shelf) -> None:
        if shelf != self._shelf:
            self._shelf = shelf
            active = self.activeAction()
            words = active.text() if active else ""
            self._fill()
            # Somebody may have gone to one of them by key meanwhile.
            again = (action for action in self.actions() if words and action.text() == words)
            if (found := next(again, None)) is not None:
                self.setActiveAction(found)

    def _fill(self) -> None:
        """Lists what is known."""
        self.clear()
        choices, more = (self._shelf.choices, self._shelf.more) if self._shelf else ((), 0)
        if self._present and all(choice.key != self._present.id for choice in choices):
            self._tick(self.addAction(caption(self._present.name)))
        for choice in choices:
            self._add(choice)
        if more:
            rest = self.addAction(ntr("{n} more in your folder", "{n} more in your folder", more))
            rest.setEnabled(False)
        self.addSeparator()
        copy = self.addAction(self._appearance.icon("plus"), tr("Make a copy to change…"))
        copy.setEnabled(self._present is not None)
        copy.triggered.connect(self.copy_asked)
        open_file = self.addAction(self._appearance.icon("folder"), tr("Open a routine file…"))
        open_file.triggered.connect(self._on_open_file)

    def _add(self, choice: Choice) -> None:
        name = choice.name
        if choice.is_twin:
            where = choice.file or tr("comes with the app")
            name = tr("{name} ({where})").format(name=name, where=where)
        if choice.problem:
            text = tr("{name} (cannot be read)").format(name=name)
            action = self.addAction(self._appearance.icon("care"), caption(text))
        else:
            action = self.addAction(caption(name))
        if choice.key:
            action.triggered.connect(lambda: self.chosen.emit(choice.key))
        else:
            action.triggered.connect(lambda: self.complained.emit(sentence(choice.problem)))
        if self._present and self._present.id == choice.key:
            self._tick(action)

    def _tick(self, action: QAction) -> None:
        """Marks the routine that is open, for eyes and for a screen reader."""
        action.setCheckable(True)
        action.setChecked(True)
        action.setIcon(self._appearance.icon("check"))

    def _on_open_file(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        folder = self._profile.folders.routines
        start = folder if folder.is_dir() else Path.home()
        path, _ = QFileDialog.getOpenFileName(
            self,
            tr("Open a routine file"),
            str(start),
            tr("Routines ({pattern})").format(pattern="*.toml"),
        )
        if path:
            self.chosen.emit(path)
