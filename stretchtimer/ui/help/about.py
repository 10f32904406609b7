"""How to do a stretch: with care, step by step, as the figure shows it, and in an easier way."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QLabel, QVBoxLayout, QWidget

from stretchtimer.engine.model import Side, Stretch, StretchWords
from stretchtimer.qt.key_places import key_meant
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.routine import hold_name
from stretchtimer.ui.figure.pictures import Pictures
from stretchtimer.ui.figure.session_motion import knows
from stretchtimer.ui.help.demonstration import COMING_OUT, Demonstration
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import card, subheading, wrapped
from stretchtimer.ui.widgets.overlay import Overlay

_WIDTH = 960
_BESIDE_FROM = 620
"""From this width on the steps stand beside the figure."""
_MARK = 4


class AboutOverlay(Overlay):
    """All that there is to say of a stretch; what it has no words for is left out.

    ``way_chosen`` tells by its id that a stretch shall be done the easier way, or the usual one,
    and ``hurts_asked`` that it hurts whoever reads in a session.
    """

    way_chosen = Signal(str, bool)
    hurts_asked = Signal()

    def __init__(
        self, appearance: Appearance, pictures: Pictures, parent: QWidget, *, from_the_mat: bool
    ) -> None:
        super().__init__(appearance, _WIDTH, parent, from_the_mat=from_the_mat)
        self._pictures = pictures
        self.sheet_shown: AboutSheet | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.from_the_mat and key_meant(event) in (Qt.Key.Key_H, Qt.Key.Key_F8):
            self.leave()
            self.hurts_asked.emit()
        else:
            super().keyPressEvent(event)

    def open(self, stretch: Stretch, side: Side | None = None, *, for_today: bool = False) -> None:
        """Shows a stretch as it is done on that side, or on the one with which it begins.

        ``for_today`` tells that its easier way was chosen for this session alone.
        """
        if side is None and stretch.two_sided:
            side = stretch.first_side
        sheet = AboutSheet(self._appearance, self._pictures, stretch, side, for_today=for_today)
        sheet.easier.toggled.connect(lambda on: self.way_chosen.emit(stretch.id, on))
        self.sheet_shown = sheet
        self.inner_stops = [sheet.easier] if stretch.words.easier else []
        self.show_sheet(stretch.name, sheet)


class AboutSheet(QWidget):
    """The words of one stretch, beside the figure that does it."""

    def __init__(
        self,
        appearance: Appearance,
        pictures: Pictures,
        stretch: Stretch,
        side: Side | None,
        *,
        for_today: bool,
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._poses = poses = pictures.poses
        self._stretch, self._side = stretch, side
        words = stretch.words.on_side(side or stretch.first_side)
        self.figure = Demonstration(appearance, poses)
        self.picture = pictures.own_picture()
        self.legend = wrapped(tr("The rings show where you may feel it."), "small", self)
        self.steps = [
            _Step(appearance, number, text)
            for number, text in enumerate(words.setup or (words.position,), start=1)
        ]
        self.coming_out = _Step(appearance, 0, words.release)
        self.easier_step = _Step(appearance, 0, words.easier)
        self.easier = QCheckBox(tr("Do it the easier way from now on"))
        self.easier.setChecked(stretch.is_easier and not for_today)
        self._is_easier = stretch.is_easier
        self.for_today = wrapped(tr("You do it this way today."), "body", self)
        self.for_today.setVisible(for_today)
        self._way_heading = subheading("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, appearance.px(16), 0)
        column.setSpacing(appearance.px(8))
        self._way = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._way.setSpacing(appearance.px(16))
        self._build(column, words)
        self.figure.stepped.connect(self._on_stepped)
        self.easier.toggled.connect(self._on_easier_toggled)
        self._demonstrate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        beside = event.size().width() >= self._appearance.px(_BESIDE_FROM)
        way = QBoxLayout.Direction
        self._way.setDirection(way.LeftToRight if beside else way.TopToBottom)
        super().resizeEvent(event)

    def _build(self, column: QVBoxLayout, words: StretchWords) -> None:
        px = self._appearance.px
        if words.care:
            self._add(column, tr("When to take care"), (words.care,))
        easier = self._easier_way() if words.easier else None
        if easier and self._is_easier:
            column.addWidget(easier)
        steps = QVBoxLayout()
        steps.setSpacing(px(4))
        steps.addWidget(self._way_heading)
        for step in self.steps:
            steps.addWidget(step)
        if words.release:
            steps.addWidget(subheading(tr("How to come out")))
            steps.addWidget(self.coming_out)
        else:
            self.coming_out.setParent(self)
            self.coming_out.hide()
        steps.addStretch(1)
        beside = QVBoxLayout()
        beside.setSpacing(px(4))
        beside.addWidget(self.figure, 1)
        beside.addWidget(self.picture, 1)
        beside.addWidget(self.legend)
        self._way.addLayout(beside, 3)
        self._way.addLayout(steps, 4)
        column.addLayout(self._way)
        if easier and not self._is_easier:
            column.addWidget(easier)
        elif not easier:
            for part in (self.easier, self.easier_step, self.for_today):
                part.setParent(self)
                part.hide()
        for title, texts in (
            (tr("What you may feel"), (words.feel,)),
            (tr("Breathing"), (words.breathing,)),
            (tr("Common mistakes"), words.mistakes),
        ):
            self._add(column, title, tuple(text for text in texts if text))
        column.addStretch(1)

    def _demonstrate(self) -> None:
        """Has the figure do it the way that is chosen, where there are pictures of it."""
        stretch = replace(self._stretch, is_easier=self._is_easier)
        self._way_heading.setText(tr("The usual way") if self._is_easier else tr("How to do it"))
        self.picture.setVisible(bool(stretch.picture))
        self.picture.show_picture(stretch.picture)
        self.picture.tell(hold_name(stretch, self._side), stretch.told(self._side).position)
        wanted = {stretch.first_pose, stretch.held_pose, *stretch.target_poses}
        moves = knows(self._poses, stretch)
        self.figure.setVisible(moves)
        shown = (self._poses[pose] for pose in wanted & self._poses.keys())
        self.legend.setHidden(self.figure.isHidden() or not any(pose.feels for pose in shown))
        if moves:
            self.figure.demonstrate(stretch, self._side, hold_name(stretch, self._side))

    def _easier_way(self) -> QWidget:
        frame = card(self)
        inner = QVBoxLayout(frame)
        inner.setSpacing(self._appearance.px(4))
        inner.addWidget(subheading(tr("An easier way")))
        inner.addWidget(self.easier_step)
        inner.addWidget(self.for_today)
        inner.addWidget(self.easier)
        return frame

    @staticmethod
    def _add(column: QVBoxLayout, title: str, texts: tuple[str, ...]) -> None:
        if not texts:
            return
        column.addWidget(subheading(title))
        numbered = len(texts) > 1
        for number, text in enumerate(texts, start=1):
            column.addWidget(wrapped(f"{number}. {text}" if numbered else text))

    def _on_easier_toggled(self, on: bool) -> None:
        self._is_easier = on
        self.for_today.hide()
        self._demonstrate()

    def _on_stepped(self, step: int) -> None:
        # The easier way is told in one sentence, whose parts have no steps of their own.
        for number, one in enumerate(self.steps):
            one.light(number == step and not self._is_easier)
        self.easier_step.light(self._is_easier and step != COMING_OUT)
        self.coming_out.light(step == COMING_OUT)


class _Step(QLabel):
    """One step; while the figure does it, it has a soft ground and a mark at its side."""

    def __init__(self, appearance: Appearance, number: int, text: str) -> None:
        super().__init__(f"{number}. {text}" if number else text)
        self._appearance = appearance
        self.is_lit = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        px = appearance.px
        self.setContentsMargins(px(16), px(6), px(8), px(6))

    def light(self, lit: bool) -> None:
        if lit != self.is_lit:
            self.is_lit = lit
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_lit:
            look, box = self._appearance, QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            outlined = look.theme.is_high_contrast
            painter.setPen(QPen(look.colour("ink"), 2) if outlined else Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("soft"))
            painter.drawRoundedRect(box, look.px(8), look.px(8))
            mark = QRectF(box.left() + look.px(4), box.top() + 6, look.px(_MARK), box.height() - 12)
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                mark.moveRight(box.right() - look.px(4))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent"))
            painter.drawRoundedRect(mark, look.px(2), look.px(2))
            painter.end()
        super().paintEvent(event)
