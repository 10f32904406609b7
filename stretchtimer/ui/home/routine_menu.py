"""The menu of routines: the bundled ones, one's own, and any file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from stretchtimer.services.person.profile import Profile
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.plain_text import caption

if TYPE_CHECKING:
    from stretchtimer.services.person.routine_choices import Choice


class RoutineMenu(QMenu):
    """Filled anew each time it opens, so that the start never reads the whole folder."""

    chosen = Signal(str)
    """A routine's id or file."""
    complained = Signal(str)
    """Why a file cannot be used."""

    def __init__(
        self, appearance: Appearance, profile: Profile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._profile = profile
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Lists what can be chosen now."""
        from stretchtimer.services.person.routine_choices import choices

        self.clear()
        shelf = choices(self._profile.library)
        for choice in shelf.choices:
            self._add(choice)
        if shelf.more:
            rest = self.addAction(
                ntr("{n} more in your folder", "{n} more in your folder", shelf.more)
            )
            rest.setEnabled(False)
        self.addSeparator()
        open_file = self.addAction(self._appearance.icon("folder"), tr("Open a routine file…"))
        open_file.triggered.connect(self._on_open_file)

    def _add(self, choice: Choice) -> None:
        if choice.problem:
            text = tr("{name} (cannot be read)").format(name=choice.name)
            action = self.addAction(self._appearance.icon("care"), caption(text))
            action.triggered.connect(lambda: self.complained.emit(sentence(choice.problem)))
        else:
            action = self.addAction(caption(choice.name))
            action.triggered.connect(lambda: self.chosen.emit(choice.key))

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
