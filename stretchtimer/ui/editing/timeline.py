"""The whole routine in time: every hold, and what leads to it, as long as it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from stretchtimer.engine.plan import Plan
from stretchtimer.services.wording.durations import short_text
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.plain_text import tooltip

_GONE = 0.45
"""How much is to be seen of a plan that is not the present one."""


class Timeline(QLabel):
    """``picked`` tells the number of the stretch that was clicked; the list has the keys for it.

    Holds are high, what leads to them is low; those of the chosen stretch are higher and coloured.
    """

    picked = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._plan: Plan | None = None
        self._spans: list[tuple[int, float, float, bool]] = []
        self._chosen = -1
        self._is_present = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        appearance.changed.connect(self.update)

    @property
    def chosen(self) -> int:
        """The number of the stretch that is marked; -1 where none is."""
        return self._chosen

    def show_plan(self, plan: Plan | None, chosen: int, *, is_present: bool) -> None:
        """Shows a plan; one that is not the present one is fainter."""
        before = self._spans, self._chosen, self._is_present
        if plan is not self._plan:
            self._plan = plan
            self._spans = _spans(plan) if plan else []
            words = tr("Timeline: {total}").format(total=short_text(plan.total_ms)) if plan else ""
            self.setAccessibleName(words)
        self._chosen, self._is_present = chosen, is_present
        if before != (self._spans, chosen, is_present):
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._appearance.px(200), self._appearance.px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._appearance.px(96), self._appearance.px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        if not self._is_present:
            painter.setOpacity(_GONE)
        theme = self._appearance
        contrast = theme.theme.is_high_contrast
        quiet, chosen = theme.colour("muted"), theme.colour("accent")
        low = theme.colour("muted" if contrast else "line")
        height = float(self.height())
        for number, start, end, is_hold in self._spans:
            left, right = self._sides(start, end)
            share = 0.14 if not is_hold else 0.95 if number == self._chosen else 0.5
            colour = low if not is_hold else chosen if number == self._chosen else quiet
            top = height * (1 - share) / 2
            painter.fillRect(QRectF(left, top, max(1.0, right - left), height * share), colour)
        if not self._spans:
            painter.setPen(QPen(low, 1))
            painter.drawLine(0, self.height() // 2, self.width(), self.height() // 2)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().x())
        if event.button() is Qt.MouseButton.LeftButton and number is not None:
            self.picked.emit(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().x())
        if number is not None and self._plan is not None:
            name = self._plan.routine.stretches[number].name
            QToolTip.showText(event.globalPosition().toPoint(), tooltip(name), self)

    def _sides(self, start: float, end: float) -> tuple[float, float]:
        width = self.width()
        if self.isRightToLeft():
            start, end = 1 - end, 1 - start
        gap = 1.0 if (end - start) * width > 4 else 0.0
        return start * width, end * width - gap

    def _at(self, x: float) -> int | None:
        """The stretch that is done at that place."""
        share = x / max(1, self.width())
        share = 1 - share if self.isRightToLeft() else share
        return next((number for number, _, end, _ in self._spans if share <= end), None)


def _spans(plan: Plan) -> list[tuple[int, float, float, bool]]:
    """The number of its stretch, the shares of the whole in which it lies, and whether it holds."""
    numbers = {stretch.id: number for number, stretch in enumerate(plan.routine.stretches)}
    total = plan.total_ms or 1
    return [
        (
            numbers[phase.stretch.id],
            phase.start_ms / total,
            phase.end_ms / total,
            phase.is_hold,
        )
        for phase in plan.phases
    ]
