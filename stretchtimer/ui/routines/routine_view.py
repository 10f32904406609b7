"""The page of one routine with what can be done with it, of a broken file, or of one from outside.

What can be done stands below the sheet, which is scrolled, so that it is always there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from stretchtimer.engine.model import Routine
from stretchtimer.services.routines.cards import Card
from stretchtimer.services.routines.files import Incoming
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.services.wording.routine_cards import (
    last_done_words,
    places_words,
    size_words,
)
from stretchtimer.ui.routines.routine_sheet import BrokenSheet, NewPicture, RoutineSheet
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.announcement import announce
from stretchtimer.ui.widgets.buttons import TextButton, label
from stretchtimer.ui.widgets.flow_layout import FlowLayout

_LONGEST_NAME = 80


class RoutineView(QWidget):
    """Each signal is what the person asks for; those with ``object`` tell what is shown."""

    left = Signal()
    used = Signal(str, object)
    copy_asked = Signal(str, str)
    edit_asked = Signal(str)
    export_asked = Signal(str)
    delete_asked = Signal(str, str)
    folder_asked = Signal(str)
    kept = Signal(object, str)
    present_asked = Signal(str)
    """The routine of that id, which is here already, is to be shown."""
    safety_asked = Signal()
    learn_asked = Signal()

    def __init__(self, appearance: Appearance, picture: NewPicture, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._picture = picture
        self.card: Card | None = None
        self._routine: Routine | None = None
        self._incoming: Incoming | None = None
        self.back = TextButton(appearance, tr("All routines"), "earlier", "quiet", self)
        self.area = QScrollArea(self)
        self.area.setProperty("role", "words")
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.use = TextButton(appearance, tr("Use today"), "", "primary", self)
        self.keep = TextButton(appearance, tr("Keep it"), "", "primary", self)
        self.let_be = TextButton(appearance, tr("Do not keep it"), parent=self)
        self.show_present = TextButton(appearance, tr("Show mine"), "", "primary", self)
        self.edit = TextButton(appearance, tr("Edit"), parent=self)
        self.copy = TextButton(appearance, tr("Make a copy"), parent=self)
        self.export = TextButton(appearance, tr("Export"), parent=self)
        self.folder = TextButton(appearance, tr("Show in folder"), "folder", parent=self)
        self.delete = TextButton(appearance, tr("Delete"), "", "quiet", self)
        self.name_label = label(tr("Name to keep it under"), parent=self)
        self.name = QLineEdit(self)
        self.name.setProperty("role", "field")
        self.name.setMaxLength(_LONGEST_NAME)
        self.name.setAccessibleName(tr("Name to keep it under"))
        self.name_label.setBuddy(self.name)
        self._lay_out()
        self._connect()

    @property
    def sheet(self) -> QWidget | None:
        """What is shown."""
        return self.area.widget()

    def show_routine(
        self, card: Card, routine: Routine, day: date | None, today: date, *, is_present: bool
    ) -> None:
        """Shows a routine that is here."""
        self.card, self._routine, self._incoming = card, routine, None
        facts = (
            size_words(card),
            places_words(card.places),
            last_done_words(day, today),
        )
        mark = tr("✓ Today's routine") if is_present else ""
        lines = (" · ".join(filter(None, facts)), mark)
        self._show_sheet(RoutineSheet(self._appearance, self._picture, routine, lines))
        self.use.setText(tr("Go to Today") if is_present else tr("Use today"))
        self.copy.setText(tr("Make my own of it") if card.is_bundled else tr("Make a copy"))
        own = () if card.is_bundled else (self.delete,)
        editing = () if card.is_bundled else (self.edit,)
        self._offer((self.use, *editing, self.copy, self.export, *own))

    def show_broken(self, card: Card) -> None:
        """Shows what is wrong with a file."""
        self.card, self._routine, self._incoming = card, None, None
        self._show_sheet(BrokenSheet(self._appearance, card))
        own = (self.edit, self.folder, self.delete)
        self._offer((self.folder,) if card.is_bundled else own)

    def show_incoming(self, incoming: Incoming) -> None:
        """Shows a routine from outside with all that would come with it; nothing is kept yet."""
        self.card, self._routine, self._incoming = None, incoming.routine, incoming
        facts = incoming.facts
        lines = (
            " · ".join((size_words(facts), places_words(facts.places))),
            str(incoming.source),
        )
        notes = _incoming_notes(incoming)
        self._show_sheet(
            RoutineSheet(self._appearance, self._picture, incoming.routine, lines, notes)
        )
        if incoming.already:
            self._offer((self.show_present, self.let_be))
            return
        name = (self.name_label, self.name) if incoming.same_name else ()
        self.name.setText(tr("{name} (2)").format(name=incoming.name) if name else "")
        self._offer((*name, self.keep, self.let_be))

    def focus_first(self) -> None:
        """Gives the focus to the first thing that can be done."""
        for part in self._acts:
            if not part.isHidden() and part is not self.name_label:
                part.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.area.verticalScrollBar()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_PageDown:
            bar.setValue(bar.value() + bar.pageStep())
        elif event.key() == Qt.Key.Key_PageUp:
            bar.setValue(bar.value() - bar.pageStep())
        else:
            super().keyPressEvent(event)

    def _show_sheet(self, sheet: QWidget) -> None:
        if isinstance(sheet, RoutineSheet):
            sheet.safety_asked.connect(self.safety_asked)
            sheet.learn_asked.connect(self.learn_asked)
        self.area.setWidget(sheet)
        name = self.card.name if self.card else self._routine.name if self._routine else ""
        self.area.setAccessibleName(name)
        self.area.verticalScrollBar().setValue(0)
        announce(self, name)

    def _offer(self, wanted: Sequence[QWidget]) -> None:
        for part in self._acts:
            part.setVisible(part in wanted)

    def _lay_out(self) -> None:
        px = self._appearance.px
        self._acts: tuple[QWidget, ...] = (
            *(self.name_label, self.name, self.use, self.keep, self.show_present, self.let_be),
            *(self.edit, self.copy, self.export, self.folder, self.delete),
        )
        self.name.setMinimumWidth(px(240))
        bar = QWidget(self)
        acts = FlowLayout(px(12))
        bar.setLayout(acts)
        for part in self._acts:
            acts.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self.area, 1)
        layout.addWidget(bar)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.let_be.clicked.connect(self.left)
        self.use.clicked.connect(lambda: self.used.emit(self._key, self._routine))
        self.copy.clicked.connect(lambda: self.copy_asked.emit(self._key, self._name))
        self.edit.clicked.connect(lambda: self.edit_asked.emit(self._key))
        self.export.clicked.connect(lambda: self.export_asked.emit(self._key))
        self.folder.clicked.connect(lambda: self.folder_asked.emit(self._key))
        self.delete.clicked.connect(lambda: self.delete_asked.emit(self._key, self._name))
        self.keep.clicked.connect(self._on_keep)
        self.name.returnPressed.connect(self._on_keep)
        self.name.textChanged.connect(lambda _: self._check_name())
        self.show_present.clicked.connect(self._on_show_present)

    @property
    def _key(self) -> str:
        return self.card.key if self.card else ""

    @property
    def _name(self) -> str:
        return self.card.name if self.card else ""

    def _check_name(self) -> None:
        asked = self._incoming is not None and bool(self._incoming.same_name)
        self.keep.setEnabled(not asked or bool(self.name.text().strip()))

    def _on_keep(self) -> None:
        if self._incoming is not None and self.keep.isEnabled():
            self.kept.emit(self._incoming, self.name.text().strip())

    def _on_show_present(self) -> None:
        if self._incoming is not None:
            self.present_asked.emit(self._incoming.already)


def _incoming_notes(incoming: Incoming) -> list[str]:
    """What comes with it, and what it would stand beside."""
    if incoming.already:
        return [tr("You already have this routine, with the very same contents.")]
    notes = [tr("This routine is not among yours yet. Look at it before you keep it.")]
    whole = incoming.whole
    for n, words in (
        (len(whole.poses), ntr("It brings {n} pose.", "It brings {n} poses.", len(whole.poses))),
        (
            len(whole.pictures),
            ntr("It brings {n} picture.", "It brings {n} pictures.", len(whole.pictures)),
        ),
        (
            len(incoming.missing_pictures),
            ntr(
                "{n} picture did not come with it. Words are shown instead.",
                "{n} pictures did not come with it. Words are shown instead.",
                len(incoming.missing_pictures),
            ),
        ),
        (
            len(incoming.languages),
            ntr(
                "It has words in {n} more language.",
                "It has words in {n} more languages.",
                len(incoming.languages),
            ),
        ),
    ):
        if n:
            notes.append(words)
    if incoming.same_name:
        notes.append(
            tr("You have a routine of the same name. It stays as it is, and both are kept.")
        )
    return notes
