"""All that there is to know of one routine before it is begun: stretches, doses, care."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from stretchtimer.engine.model import Routine, Stretch
from stretchtimer.services.routines.cards import Card
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.services.wording.routine import amount_text, dose_text
from stretchtimer.services.wording.routine_cards import fault_words
from stretchtimer.ui.figure.pictures import LaterPicture
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.bullet import Bullet
from stretchtimer.ui.widgets.buttons import TextButton, card, subheading, wrapped
from stretchtimer.ui.widgets.flow_layout import FlowLayout

_STEP_WIDTH = 184
_FIGURE_HEIGHT = 116
_WIDEST = 1500
_WIDEST_WORDS = 900
_MOST_FAULTS = 40

NewPicture = Callable[[], LaterPicture]


class RoutineSheet(QWidget):
    """``lines`` stand below the name: how much it is, what it needs, when it was last done.

    ``notes`` is what else should be known before anything is decided.
    """

    safety_asked = Signal()
    learn_asked = Signal()

    def __init__(
        self,
        appearance: Appearance,
        picture: NewPicture,
        routine: Routine,
        lines: Sequence[str],
        notes: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._appearance = appearance
        px = appearance.px
        column = _column(self, appearance)
        column.addWidget(wrapped(routine.name, "title"))
        if routine.summary:
            column.addWidget(wrapped(routine.summary, "lead"))
        for line in filter(None, lines):
            column.addWidget(wrapped(line))
        for note in notes:
            column.addWidget(wrapped(note, "strong"))
        column.addSpacing(px(8))
        title = tr("Exercises") if routine.is_counted else tr("Stretches")
        column.addWidget(wrapped(title, "heading"))
        self.strip = QWidget(self)
        steps = FlowLayout(px(16), at_top=True)
        self.strip.setLayout(steps)
        self.steps = [_Step(appearance, picture, one, self.strip) for one in routine.stretches]
        for step in self.steps:
            steps.addWidget(step)
        column.addWidget(self.strip)
        column.addSpacing(px(8))
        # Only a row gives the words the height for the width that they really have.
        row = QHBoxLayout()
        row.addWidget(self._care(routine), 1)
        row.addStretch(0)
        column.addLayout(row)
        column.addStretch(1)
        _align(self)

    def _care(self, routine: Routine) -> QFrame:
        px = self._appearance.px
        frame = card(self)
        frame.setMaximumWidth(px(_WIDEST_WORDS))
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(px(24), px(16), px(24), px(16))
        inner.setSpacing(px(8))
        inner.addWidget(wrapped(tr("When to take care"), "heading"))
        if routine.care:
            inner.addWidget(wrapped(routine.care))
        for stretch in routine.stretches:
            care = stretch.words.on_side(stretch.first_side).care
            if care:
                inner.addWidget(subheading(stretch.name))
                inner.addWidget(wrapped(care))
        self.safety = TextButton(
            self._appearance, tr("When to stop, and when to get help"), "safety", parent=frame
        )
        self.learn = TextButton(
            self._appearance, tr("Your back and walking"), "learn", parent=frame
        )
        links = FlowLayout(px(12))
        for link in (self.safety, self.learn):
            # The head of the page has the like of each.
            link.setAccessibleName(f"{tr('When to take care')}: {link.text()}")
            links.addWidget(link)
        inner.addSpacing(px(4))
        inner.addLayout(links)
        self.safety.clicked.connect(self.safety_asked)
        self.learn.clicked.connect(self.learn_asked)
        return frame


class BrokenSheet(QWidget):
    """What is wrong with a file, line by line, and where it lies."""

    def __init__(self, appearance: Appearance, broken: Card) -> None:
        super().__init__()
        column = _column(self, appearance)
        title = tr("“{name}” cannot be used").format(name=broken.name)
        column.addWidget(wrapped(title, "title"))
        column.addWidget(
            wrapped(
                tr("Correct this in a text editor, then save the file. Nothing in it was changed."),
                "lead",
            )
        )
        column.addWidget(wrapped(str(broken.path), "muted"))
        for words in fault_words(broken.faults[:_MOST_FAULTS]):
            column.addWidget(Bullet(words))
        more = len(broken.faults) - _MOST_FAULTS
        if more > 0:
            column.addWidget(wrapped(ntr("And {n} more.", "And {n} more.", more)))
        column.addStretch(1)
        _align(self)


class _Step(QWidget):
    """One stretch: its figure, its name, and how long or how often."""

    def __init__(
        self, appearance: Appearance, picture: NewPicture, stretch: Stretch, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.figure = picture()
        self.figure.setFixedHeight(appearance.px(_FIGURE_HEIGHT))
        side = stretch.first_side.value if stretch.two_sided else None
        pose = stretch.movements[0].pose if stretch.movements else stretch.held_pose
        pose = stretch.picture or pose
        self.figure.show_pose(pose, side)
        self.figure.setVisible(bool(pose))
        name = wrapped(stretch.name, "strong")
        dose = wrapped(" · ".join(filter(None, (amount_text(stretch), dose_text(stretch)))))
        dose.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, appearance.px(8))
        layout.setSpacing(appearance.px(4))
        layout.addWidget(self.figure)
        for text in (name, dose):
            text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
            layout.addWidget(text)
        layout.addStretch(1)

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        width = self._appearance.px(_STEP_WIDTH)
        return QSize(width, super().heightForWidth(width))


def _column(sheet: QWidget, appearance: Appearance) -> QVBoxLayout:
    """A column at the beginning of a sheet."""
    px = appearance.px
    inner = QWidget(sheet)
    inner.setMaximumWidth(px(_WIDEST))
    row = QHBoxLayout(sheet)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(inner, 1)
    row.addStretch(0)
    column = QVBoxLayout(inner)
    column.setContentsMargins(px(4), px(4), px(16), px(16))
    column.setSpacing(px(8))
    return column


def _align(sheet: QWidget) -> None:
    """Has letters of all sizes begin at one line: Qt sets larger ones in by more."""
    for words in sheet.findChildren(QLabel):
        words.setIndent(0)
