"""The page on safety before a session: first what must not wait, then when to ask and to stop."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from stretchtimer.services.person.safety_words import safety_page
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.before.safety_steps import HelpStep, QuestionStep, RestStep, SafetyStep
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.announcement import announce
from stretchtimer.ui.widgets.buttons import TextButton
from stretchtimer.ui.widgets.column_page import ColumnPage
from stretchtimer.ui.widgets.flow_layout import FlowLayout

_WIDEST, _SPACING = 1300, 16
_STEP = 40


class SafetyPage(ColumnPage):
    """Tells in ``read`` that the person has read it, in ``left`` that they turn back.

    Whoever says that something applies which must not wait is told what to do, and led back. No
    answer has the focus before the words were read, and none is taken while parts of them have not
    been opened: the button opens those first, one by one.
    """

    read = Signal()
    left = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, _WIDEST, _SPACING, parent)
        page = safety_page()
        self.question = QuestionStep(appearance, page, self)
        self.help = HelpStep(appearance, page, self)
        self.rest = RestStep(appearance, page, self)
        self.steps = QStackedWidget(self)
        for step in (self.question, self.help, self.rest):
            self.steps.addWidget(step)
        self.back = TextButton(appearance, "", "back", parent=self)
        self.applies = TextButton(appearance, tr("Yes, at least one"), parent=self)
        self.confirm = TextButton(appearance, "", "check", "primary", self)
        self._lay_out()
        self.confirm.clicked.connect(self._on_confirmed)
        self.applies.clicked.connect(lambda: self._show(self.help))
        self.back.clicked.connect(self._on_back)
        self.rest.unfolded.connect(self._name_confirm)
        self._add_keys()
        appearance.changed.connect(self.fit)
        self.ask()

    @property
    def step(self) -> SafetyStep:
        """What is shown now."""
        step = self.steps.currentWidget()
        assert isinstance(step, SafetyStep)
        return step

    def ask(self) -> None:
        """Begins with the question."""
        self._show(self.question)

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            self._show(self.step)

    def fit(self) -> None:
        """Gives the words that are shown the largest letters that need no scrolling."""
        window = min(self.height(), self.width() * 3 // 4)
        self.grow_with(window)
        self._name_confirm()
        self.enlarge((self.back, self.applies, self.confirm), window)
        width, height = self.room()
        height -= self.parts.spacing() + self._buttons.sizeHint().height()
        self.step.fit(width, height)
        self._name_confirm()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self._on_back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.step is self.help:
            # Nowhere else: Enter pressed in the words would be an answer given unawares.
            self._on_confirmed()
        else:
            super().keyPressEvent(event)

    def _show(self, step: SafetyStep) -> None:
        self.steps.setCurrentWidget(step)
        self.applies.setVisible(step is self.question)
        is_first = step is self.question
        self.back.setText(tr("Cancel") if is_first else tr("Back"))
        self.back.set_icon("close" if is_first else "back")
        step.verticalScrollBar().setValue(0)
        self.fit()
        if self.isVisible():
            step.setFocus()
            announce(self, step.said)

    def _name_confirm(self) -> None:
        """Says on the button what it does now, and how much is still closed."""
        closed = len(self.rest.closed) if self.step is self.rest else 0
        words, icon = {
            self.question: (tr("None of these"), "check"),
            self.help: (tr("Go to Today"), "home"),
            self.rest: (tr("I have read this"), "check"),
        }[self.step]
        if closed:
            words = tr("Open the next part ({n} still closed)").format(n=closed)
            icon = "chevron-down"
        self.confirm.setText(words)
        self.confirm.set_icon(icon)

    def _on_confirmed(self) -> None:
        if self.step is self.question:
            self._show(self.rest)
        elif self.step is self.rest and self.rest.closed:
            announce(self, self.rest.open_next())
        elif self.step is self.rest:
            self.read.emit()
        else:
            self.left.emit()

    def _on_back(self) -> None:
        if self.step is self.question:
            self.left.emit()
        else:
            self._show(self.question)

    def _add_keys(self) -> None:
        """What does not fit is scrolled by the same keys wherever the focus is."""
        for key, way in (("Down", 1), ("Up", -1)):
            self._add_key(key, lambda way=way: self._scroll(way * _STEP))
        for key, way in (("PgDown", 1), ("PgUp", -1)):
            self._add_key(
                key, lambda way=way: self._scroll(way * self.step.verticalScrollBar().pageStep())
            )

    def _add_key(self, key: str, scroll: object) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(scroll)

    def _scroll(self, pixels: int) -> None:
        bar = self.step.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

    def _lay_out(self) -> None:
        self._buttons = QWidget(self)
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(self._appearance.px(16))
        answers = FlowLayout(self._appearance.px(16), at_end=True)
        for answer in (self.applies, self.confirm):
            answers.addWidget(answer)
        buttons.addWidget(self.back)
        buttons.addLayout(answers, 1)
        self.parts.addWidget(self.steps, 1)
        self.parts.addWidget(self._buttons)
        headings = (fold.heading for fold in self.rest.folds.values())
        steps = (self.question, self.help, self.rest)
        stops = (*steps, *headings, self.applies, self.confirm, self.back)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
