"""The whole routine as a strip: what is done, where one is, what is still to come."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QToolTip, QWidget

from stretchtimer.engine.plan import Phase, Plan
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.plain_text import tooltip


@dataclass(frozen=True)
class Segment:
    """One hold of the plan with all that leads up to it; times in milliseconds."""

    hold: Phase
    start_ms: int
    end_ms: int


def segments(plan: Plan) -> tuple[Segment, ...]:
    """The plan cut after each hold's release."""
    found: list[Segment] = []
    start_ms = 0
    holds = [phase for phase in plan.phases if phase.is_hold]
    for hold in holds:
        following = plan.phases[hold.index + 1 : hold.index + 2]
        ends = following and following[0].kind.value == "release"
        end_ms = following[0].end_ms if ends else hold.end_ms
        found.append(Segment(hold, start_ms, end_ms))
        start_ms = end_ms
    return tuple(found)


class Strip(QSlider):
    """A slider over the holds of a session; a click or an arrow key asks to go to one."""

    chosen = Signal(int)
    """The index of the hold's phase."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._appearance = appearance
        self._segments: tuple[Segment, ...] = ()
        self._names: tuple[str, ...] = ()
        self._place_ms = 0
        self.setProperty("role", "strip")
        self.setAccessibleName(tr("Position in the routine"))
        self.setToolTip(tr("Go to a stretch."))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.actionTriggered.connect(self._on_action_triggered)
        appearance.changed.connect(self.update)

    def show_plan(self, plan: Plan, names: tuple[str, ...]) -> None:
        """Takes the holds of ``plan``, and what to call each."""
        self._segments = segments(plan)
        self._names = names
        self.setRange(0, len(self._segments) - 1)
        self.setPageStep(1)
        self.show_place(0)

    def show_place(self, place_ms: int) -> None:
        """Marks how far the session is, in milliseconds of the plan."""
        if place_ms == self._place_ms and self._segments:
            return
        self._place_ms = place_ms
        present = self._present()
        if self.value() != present:
            self.setValue(present)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._appearance.px(240), self._appearance.px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, segment in enumerate(self._segments):
            box = self._box(number)
            high = box.height() * (0.5 if number == self.value() else 0.28)
            box = QRectF(box.left(), box.center().y() - high / 2, box.width(), high)
            self._paint_segment(painter, box, segment)
        if self.hasFocus():
            painter.setPen(QPen(self._appearance.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _paint_segment(self, painter: QPainter, box: QRectF, segment: Segment) -> None:
        radius = min(box.height(), box.width()) / 2
        contrast = self._appearance.theme.is_high_contrast
        painter.setPen(QPen(self._appearance.colour("ink"), 2) if contrast else Qt.PenStyle.NoPen)
        painter.setBrush(self._appearance.colour("soft" if contrast else "line"))
        painter.drawRoundedRect(box, radius, radius)
        span = segment.end_ms - segment.start_ms
        done = min(1.0, max(0.0, (self._place_ms - segment.start_ms) / span)) if span else 0.0
        if done > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._appearance.colour("accent"))
            painter.save()
            painter.setClipRect(QRectF(box.left(), box.top(), box.width() * done, box.height()))
            painter.drawRoundedRect(box, radius, radius)
            painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            number = self._at(event.position().x())
            if number is not None:
                self.chosen.emit(self._segments[number].hold.index)
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().x())
        if number is not None and number < len(self._names):
            tip = tooltip(self._names[number])
            QToolTip.showText(event.globalPosition().toPoint(), tip, self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A turn of the wheel is no wish to be somewhere else in the routine.
        event.ignore()

    def _on_action_triggered(self, _action: int) -> None:
        target = self.sliderPosition()
        present = self._present()
        self.setSliderPosition(present)
        if target != present:
            self.chosen.emit(self._segments[target].hold.index)

    def _present(self) -> int:
        ends = [segment.end_ms for segment in self._segments]
        return next((n for n, end in enumerate(ends) if self._place_ms < end), len(ends) - 1)

    def _box(self, number: int) -> QRectF:
        """Where a segment lies; as wide as it is long, with a gap between."""
        segment = self._segments[number]
        total = self._segments[-1].end_ms or 1
        gap = min(self._appearance.px(4), self.width() / (3 * len(self._segments)))
        left = self.width() * segment.start_ms / total
        right = self.width() * segment.end_ms / total - gap
        box = QRectF(left, 2, max(1.0, right - left), self.height() - 4)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            box.moveLeft(self.width() - box.right())
        return box

    def _at(self, x: float) -> int | None:
        for number in range(len(self._segments)):
            box = self._box(number)
            if box.left() <= x <= box.right() + self._appearance.px(4):
                return number
        return None
