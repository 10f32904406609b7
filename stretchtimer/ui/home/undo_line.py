"""The quiet line that says that something was changed, and takes it back."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from stretchtimer.services.person.personal_routine import PersonalRoutine
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.announcement import announce
from stretchtimer.ui.widgets.buttons import TextButton, label


class UndoLine(QWidget):
    """Offers to undo what was changed last, and to do again what was undone.

    It has its room before there is anything to say, so that nothing moves when there is.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._personal: PersonalRoutine | None = None
        self._changed = label(tr("Changed."), "small", self)
        self.undo_button = TextButton(appearance, tr("Undo"), "", "quiet", self)
        self.undo_button.setToolTip(tr("Undo the last change (Ctrl+Z)."))
        self.redo_button = TextButton(appearance, tr("Redo"), "", "quiet", self)
        self.redo_button.setToolTip(tr("Redo the change (Ctrl+Shift+Z or Ctrl+Y)."))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(appearance.px(4))
        layout.addStretch(1)
        for widget in (self._changed, self.undo_button, self.redo_button):
            layout.addWidget(widget)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        for widget in (self._changed, self.undo_button, self.redo_button):
            # Until then nobody knows how much room it needs.
            widget.ensurePolished()
        self.redo_button.hide()
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)

    def show_routine(self, personal: PersonalRoutine) -> None:
        """Takes another routine, or the same as it is now."""
        self._personal = personal
        within = self.undo_button.hasFocus() or self.redo_button.hasFocus()
        self._changed.setVisible(personal.is_anything_changed and not personal.can_redo)
        self.undo_button.setVisible(personal.can_undo or not personal.can_redo)
        self.redo_button.setVisible(personal.can_redo)
        self.setVisible(personal.can_undo or personal.can_redo)
        if within:
            (self.undo_button if personal.can_undo else self.redo_button).setFocus()

    def undo(self) -> None:
        """Takes back the latest change."""
        if self._personal and self._personal.can_undo:
            self._personal.undo()
            announce(self, tr("Undone."))

    def redo(self) -> None:
        """Makes the change again that was undone last."""
        if self._personal and self._personal.can_redo:
            self._personal.redo()
            announce(self, tr("Redone."))
