"""A label that ends in dots where its words need more lines than there is room for."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QLabel, QWidget


class ElidedLabel(QLabel):
    """At most ``max_lines`` lines; a screen reader still gets all words."""

    def __init__(self, max_lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._max_lines = max_lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def set_max_lines(self, max_lines: int) -> None:
        """Shows no more lines than that."""
        if max_lines != self._max_lines:
            self._max_lines = max_lines
            self.updateGeometry()
            self.update()

    def line_count(self, width: int) -> int:
        """How many lines all the words need in that width."""
        return len(self._starts(width))

    def shown_lines(self) -> tuple[str, ...]:
        """The lines as they are shown in the present width."""
        width = max(1, self.contentsRect().width())
        text = self.text()
        kept = self._starts(width)[: self._max_lines]
        ends = [*kept[1:], len(text)]
        lines = [text[start:end].strip() for start, end in zip(kept, ends, strict=True)]
        elide = Qt.TextElideMode.ElideRight
        return tuple(self.fontMetrics().elidedText(line, elide, width) for line in lines)

    def _starts(self, width: int) -> list[int]:
        """Where each line begins, in that width."""
        layout = QTextLayout(self.text(), self.font())
        layout.beginLayout()
        starts: list[int] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            starts.append(line.textStart())
        layout.endLayout()
        return starts

    def heightForWidth(self, width: int) -> int:
        return min(super().heightForWidth(width), self._most_height())

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), min(hint.height(), self._most_height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().lineSpacing())

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics = self.fontMetrics()
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        lines = self.shown_lines()
        top = (self.height() - len(lines) * metrics.lineSpacing()) / 2
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for number, line in enumerate(lines):
            x = self.width() - metrics.horizontalAdvance(line) if rtl else 0
            y = top + number * metrics.lineSpacing() + metrics.ascent()
            painter.drawText(QPointF(x, y), line)
        painter.end()

    def _most_height(self) -> int:
        return self.fontMetrics().lineSpacing() * self._max_lines
