"""The ring around the seconds that are left."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from stretchtimer.engine.durations import clock_text
from stretchtimer.ui.look import Look

_SPOKEN_STEP_MS = 10_000
"""How often the value changes for a screen reader, which would else speak every second."""

DIMMED = 0.5
"""How much of the picture is left to see while a session is paused."""
_ROOMY = 2.45
"""How high the ring is at most, in heights of its digits."""
_TIGHT = 2.15
"""How high it must be at least for digits of the wanted height."""
_CHORD = 0.8
"""How much of its height a round ring leaves free across its middle."""
_ENDS = 0.36
"""How much of its height the round ends of a longer shape take from the digits' room."""


class Ring(QProgressBar):
    """Seconds left, a caption, and a ring that empties; wide numbers make it longer, not smaller.

    Digits are drawn in cells of one width, so that the countdown does not dance.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._digits = ""
        self._caption = ""
        self._fraction = 0.0
        self._token = "accent"
        self._dimmed = False
        self._digit_height = 100.0
        self.setTextVisible(False)
        self.setAccessibleName(self.tr("Time left in this part"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        look.changed.connect(self.update)

    def set_digit_height(self, pixels: float) -> None:
        """How high a digit is drawn, in logical pixels."""
        if pixels != self._digit_height:
            self._digit_height = pixels
            self.updateGeometry()
            self.update()

    def show_left(
        self,
        seconds: int,
        left_ms: int,
        duration_ms: int,
        caption: str,
        *,
        token: str = "accent",
        dimmed: bool = False,
    ) -> None:
        """Shows ``seconds`` large, and ``left_ms`` of ``duration_ms`` as the ring."""
        digits = str(seconds) if seconds < 100 else clock_text(seconds * 1000)
        fraction = left_ms / duration_ms if duration_ms else 0.0
        shown = (digits, caption, fraction, token, dimmed)
        if shown == (self._digits, self._caption, self._fraction, self._token, self._dimmed):
            return
        wider = len(digits) != len(self._digits)
        self._digits, self._caption, self._fraction, self._token, self._dimmed = shown
        if wider:
            self.updateGeometry()
        if self.maximum() != duration_ms:
            self.setRange(0, max(1, duration_ms))
        spoken_ms = -(-left_ms // _SPOKEN_STEP_MS) * _SPOKEN_STEP_MS
        self.setValue(min(spoken_ms, self.maximum()))
        self.update()

    @property
    def digits(self) -> str:
        return self._digits

    @property
    def caption(self) -> str:
        return self._caption

    def digit_height(self) -> float:
        """The height at which digits are really drawn now, in logical pixels."""
        _, scale = self._shape()
        return self._digit_height * scale

    def sizeHint(self) -> QSize:
        height = round(self._digit_height * _ROOMY)
        return QSize(self.width_for(height), height)

    def width_for(self, height: int) -> int:
        """How wide the ring wants to be where it may be ``height`` high."""
        high = min(height, self._digit_height * _ROOMY)
        text = self._text_width()
        return round(high if text <= high * _CHORD else text + high * _ENDS)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(96), self._look.px(96))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(DIMMED if self._dimmed else 1.0)
        shape, scale = self._shape()
        self._paint_ring(painter, shape)
        self._paint_texts(painter, shape, scale)
        painter.end()

    def _shape(self) -> tuple[QRectF, float]:
        """Where the ring lies, and by how much the digits must shrink to fit in it."""
        text = self._text_width()
        height = min(float(self.height()), self._digit_height * _ROOMY)
        width = min(float(self.width()), self.width_for(round(height)))
        height = min(height, width)
        shape = QRectF(0, 0, width, height)
        shape.moveCenter(QRectF(self.rect()).center())
        room = max(width - height * _ENDS, height * _CHORD)
        tight = height / (self._digit_height * _TIGHT)
        return shape, min(1.0, tight, room / max(1.0, text))

    def _paint_ring(self, painter: QPainter, shape: QRectF) -> None:
        width = max(3.0, shape.height() * 0.045)
        path = _pill(shape.adjusted(width, width, -width, -width))
        track = self._look.theme.outline_px > 1
        painter.setPen(QPen(self._look.colour("ink" if track else "soft"), 2 if track else width))
        painter.drawPath(path)
        if self._fraction <= 0:
            return
        pen = QPen(self._look.colour(self._token), width * (1.4 if self._token == "hold" else 1))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        length = path.length() / pen.widthF()
        if self._fraction < 1:
            pen.setDashPattern([max(0.01, length * self._fraction), length * 2])
        painter.setPen(pen)
        painter.drawPath(path)

    def _paint_texts(self, painter: QPainter, shape: QRectF, scale: float) -> None:
        font = self._digit_font(self._digit_height * scale)
        metrics = QFontMetricsF(font)
        cell = _cell(metrics)
        high = _digit_box(metrics)
        colour = "hold" if self._token == "hold" else "ink"
        painter.setPen(self._look.colour(colour))
        painter.setFont(font)
        baseline = shape.center().y() + high / 2 - (high * 0.16 if self._caption else 0)
        x = shape.center().x() - _width(self._digits, metrics) / 2
        for sign in self._digits:
            advance = cell if sign.isdigit() else metrics.horizontalAdvance(sign)
            offset = (advance - metrics.horizontalAdvance(sign)) / 2
            painter.drawText(QPointF(x + offset, baseline), sign)
            x += advance
        painter.setOpacity(1.0)
        self._paint_caption(painter, shape, baseline + high * 0.16)

    def _paint_caption(self, painter: QPainter, shape: QRectF, top: float) -> None:
        font = QFont(self.font())
        font.setPixelSize(max(self._look.px(14), round(shape.height() * 0.082)))
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        room = shape.width() - shape.height() * 0.42
        wide = metrics.horizontalAdvance(self._caption)
        if wide > room > 0:
            font.setPixelSize(max(1, int(font.pixelSize() * room / wide)))
        painter.setFont(font)
        painter.setPen(self._look.colour("ink"))
        box = QRectF(shape.left(), top, shape.width(), metrics.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, self._caption)

    def _digit_font(self, height: float) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        font.setPixelSize(200)
        font.setPixelSize(max(1, round(200 * height / _digit_box(QFontMetricsF(font)))))
        return font

    def _text_width(self) -> float:
        return _width(self._digits, QFontMetricsF(self._digit_font(self._digit_height)))


def _digit_box(metrics: QFontMetricsF) -> float:
    # Of all digits this is the lowest: it has no round ends that reach beyond the others.
    return metrics.tightBoundingRect("7").height() or 1.0


def _cell(metrics: QFontMetricsF) -> float:
    return max(metrics.horizontalAdvance(str(digit)) for digit in range(10))


def _width(digits: str, metrics: QFontMetricsF) -> float:
    cell = _cell(metrics)
    return sum(cell if sign.isdigit() else metrics.horizontalAdvance(sign) for sign in digits)


def _pill(box: QRectF) -> QPainterPath:
    """A circle, or a longer shape with round ends, drawn clockwise from the top centre."""
    radius = box.height() / 2
    path = QPainterPath(QPointF(box.center().x(), box.top()))
    path.lineTo(box.right() - radius, box.top())
    path.arcTo(QRectF(box.right() - 2 * radius, box.top(), 2 * radius, 2 * radius), 90, -180)
    path.lineTo(box.left() + radius, box.bottom())
    path.arcTo(QRectF(box.left(), box.top(), 2 * radius, 2 * radius), 270, -180)
    path.lineTo(box.center().x(), box.top())
    return path
