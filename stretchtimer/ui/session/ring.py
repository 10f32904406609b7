"""The ring around the seconds that are left."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from stretchtimer.engine.durations import clock_text
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.theme.theme import DIMMED
from stretchtimer.ui.widgets.rotation import turn_painter, turned, upright

_SPOKEN_STEP_MS = 10_000
"""How often the value changes for a screen reader, which would else speak every second."""

_ROOMY = 2.45
"""How high the ring is at most, in heights of its digits."""
_TIGHT = 2.15
"""How high it must be at least for digits of the wanted height."""
_CHORD = 0.8
"""How much of its height a round ring leaves free across its middle."""
_ENDS = 0.36
"""How much of its height the round ends of a longer shape take from the digits' room."""
_BARE = 2.2
"""How high a ring with nothing but digits in it is, in heights of its digits."""
_BAR = 1.46
"""How high digits with a bar below them are, in heights of the digits."""
_BAR_THICK = 0.14
_RISE = 0.04
"""How far above a bar's digits it is empty, since round digits reach beyond straight ones."""
_BREATH_LEAST = 0.62
"""How much of the ring's inside the breath fills at its smallest."""
_BREATH_THINNER = 0.25
"""How much of its thickness a bar loses on each side where the lungs are empty."""
_LEAST_MOVE_PX = 0.5
"""A shape of the breath that has moved less than this, in pixels, looks the same."""
_MOST_HEIGHTS = 8
_RIM_PX = 3
"""Room for the soft rim of a shape, or for the line it is."""


class _Digits(NamedTuple):
    """Digits of one height: it takes long to measure them."""

    font: QFont
    metrics: QFontMetricsF
    cell: float
    high: float


class Ring(QProgressBar):
    """Seconds left, a caption, and a ring that empties; wide numbers make it longer, not smaller.

    Digits are drawn in cells of one width, so that the countdown does not dance.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._digits = ""
        self._caption = ""
        self._fraction = 0.0
        self._token = "accent"
        self._dimmed = False
        self._digit_height = 100.0
        self._turn = 0
        self._is_round = True
        self._roomy = _ROOMY
        self._breath: float | None = None
        self._breath_word = ""
        self._breath_drawn: float | None = None
        self._measured: dict[float, _Digits] = {}
        self.setTextVisible(False)
        self.setAccessibleName(tr("Time left in this part"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        appearance.changed.connect(self.update)

    def set_digit_height(self, pixels: float) -> None:
        """How high a digit is drawn, in logical pixels."""
        if pixels != self._digit_height:
            self._digit_height = pixels
            self.updateGeometry()
            self.update()

    def set_form(self, *, is_round: bool, bare: bool, turn: int = 0) -> None:
        """A ring or a bar; ``bare`` without words in it; turned by so many degrees clockwise."""
        form = (is_round, _BARE if bare else _ROOMY, turn)
        if form != (self._is_round, self._roomy, self._turn):
            self._is_round, self._roomy, self._turn = form
            self.update()

    def show_breath(self, fullness: float | None, word: str = "") -> None:
        """Lets the ring breathe: ``fullness`` from 0 to 1, or None where nothing should move."""
        before, word_before = self._breath, self._breath_word
        self._breath, self._breath_word = fullness, word
        if word != word_before or fullness is None or before is None:
            if (fullness, word) != (before, word_before):
                self._breath_drawn = fullness
                self.update()
        elif self._breath_drawn is not None:
            self._move_breath(self._breath_drawn, fullness)

    def _move_breath(self, before: float, fullness: float) -> None:
        """Has that painted anew which lies between two shapes of the breath, if it can be seen."""
        shape, _ = self._shape()
        outer, inner = sorted((self._inset(shape, before), self._inset(shape, fullness)))
        if inner - outer < _LEAST_MOVE_PX / self.devicePixelRatioF():
            return
        self._breath_drawn = fullness
        if not self._is_round:
            self.update(self._turned(self._track(shape)))
            return
        part = QRegion(self._turned(shape.adjusted(outer, outer, -outer, -outer)))
        # What lies within both is the same in both: a box in the round shape, less its rims.
        high = shape.height() / 2 - inner
        rim = inner + high * (1 - math.sqrt(0.5)) + 2 * _RIM_PX
        within = shape.adjusted(rim, rim, -rim, -rim)
        if within.isValid():
            part -= QRegion(self._turned(within))
        self.update(part)

    def _turned(self, part: QRectF) -> QRect:
        """Where in the widget a part of what is painted lies, with its soft rim."""
        wide = part.adjusted(-_RIM_PX, -_RIM_PX, _RIM_PX, _RIM_PX).toAlignedRect()
        return turned(wide, upright(self.size(), self._turn), self._turn)

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
        digits = digits_text(seconds)
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

    @property
    def breath(self) -> tuple[float | None, str]:
        """How full the breath is shown, and its word."""
        return self._breath, self._breath_word

    def digit_height(self) -> float:
        """The height at which digits are really drawn now, in logical pixels."""
        _, scale = self._shape()
        return self._digit_height * scale

    def sizeHint(self) -> QSize:
        height = round(self._digit_height * _ROOMY)
        return QSize(self.width_for(height), height)

    def width_for(self, height: int) -> int:
        """How wide the ring wants to be where it may be ``height`` high."""
        high = min(height, self._digit_height * self._roomy)
        return round(_long(high, self._text_width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._appearance.px(96), self._appearance.px(96))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.FontChange:
            self._measured.clear()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        turn_painter(painter, self.size(), self._turn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(DIMMED if self._dimmed else 1.0)
        shape, scale = self._shape()
        if self._is_round:
            self._paint_breath(painter, shape)
            self._paint_ring(painter, shape)
        else:
            self._paint_bar(painter, shape)
        self._paint_texts(painter, shape, scale)
        painter.end()

    def _shape(self) -> tuple[QRectF, float]:
        """Where the ring lies, and by how much the digits must shrink to fit in it."""
        room = upright(self.size(), self._turn)
        text = self._text_width()
        if not self._is_round:
            scale = min(1.0, room.height() / (self._digit_height * _BAR), room.width() / text)
            shape = QRectF(0, 0, room.width(), self._digit_height * _BAR * scale)
            shape.moveTop((room.height() - shape.height()) / 2)
            return shape, scale
        height = min(float(room.height()), self._digit_height * self._roomy)
        width = min(float(room.width()), self.width_for(round(height)))
        height = min(height, width)
        shape = QRectF(0, 0, width, height)
        shape.moveCenter(QRectF(0, 0, room.width(), room.height()).center())
        space = max(width - height * _ENDS, height * _CHORD)
        tight = height / (self._digit_height * _TIGHT)
        return shape, min(1.0, tight, space / max(1.0, text))

    def _paint_ring(self, painter: QPainter, shape: QRectF) -> None:
        width = _stroke(shape)
        path = _pill(shape.adjusted(width, width, -width, -width))
        track = self._appearance.theme.is_high_contrast
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(
            QPen(self._appearance.colour("ink" if track else "soft"), 2 if track else width)
        )
        painter.drawPath(path)
        if self._fraction <= 0:
            return
        pen = QPen(
            self._appearance.colour(self._token), width * (1.4 if self._token == "hold" else 1)
        )
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        length = path.length() / pen.widthF()
        if self._fraction < 1:
            pen.setDashPattern([max(0.01, length * self._fraction), length * 2])
        painter.setPen(pen)
        painter.drawPath(path)

    def _paint_breath(self, painter: QPainter, shape: QRectF) -> None:
        """A soft shape inside the ring, nearly as large as the ring when the lungs are full."""
        if self._breath_drawn is None:
            return
        inset = self._inset(shape, self._breath_drawn)
        contrast = self._appearance.theme.is_high_contrast
        painter.setPen(QPen(self._appearance.colour("ink"), 2) if contrast else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if contrast else self._appearance.colour("soft"))
        painter.drawPath(_pill(shape.adjusted(inset, inset, -inset, -inset)))

    def _inset(self, shape: QRectF, fullness: float) -> float:
        """How far within the ring, or within the bar, the shape of the breath lies."""
        if not self._is_round:
            return self._track(shape).height() * _BREATH_THINNER * (1 - fullness)
        most = shape.height() / 2 - 2.2 * _stroke(shape)
        return shape.height() / 2 - most * (_BREATH_LEAST + (1 - _BREATH_LEAST) * fullness)

    def _track(self, shape: QRectF) -> QRectF:
        """Where the bar under the digits lies when it is thickest."""
        thick = self._digit_height * _BAR_THICK * shape.height() / (self._digit_height * _BAR)
        return QRectF(shape.left(), shape.bottom() - thick, shape.width(), thick)

    def _paint_bar(self, painter: QPainter, shape: QRectF) -> None:
        """The time left as a bar under the digits, which grows thicker as the lungs fill."""
        track = self._track(shape)
        if self._breath_drawn is not None:
            thinner = self._inset(shape, self._breath_drawn)
            track.adjust(0, thinner, 0, -thinner)
        radius = track.height() / 2
        contrast = self._appearance.theme.is_high_contrast
        painter.setPen(QPen(self._appearance.colour("ink"), 2) if contrast else Qt.PenStyle.NoPen)
        painter.setBrush(self._appearance.colour("soft"))
        painter.drawRoundedRect(track.adjusted(1, 1, -1, -1), radius, radius)
        if self._fraction > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._appearance.colour(self._token))
            left = QRectF(track)
            left.setWidth(max(track.height(), track.width() * self._fraction))
            painter.drawRoundedRect(left, radius, radius)

    def _paint_texts(self, painter: QPainter, shape: QRectF, scale: float) -> None:
        font, metrics, cell, high = self._digits_of(self._digit_height * scale)
        painter.setPen(self._appearance.colour("ink"))
        painter.setFont(font)
        baseline = shape.top() + high * (1 + _RISE)
        if self._is_round:
            lifted = high * 0.16 if self._caption else 0
            baseline = shape.center().y() + high / 2 - lifted
        wide = _width(self._digits, metrics, cell)
        x = shape.center().x() - wide / 2
        self._clear_for(painter, QRectF(x, baseline - high, wide, high))
        for sign in self._digits:
            advance = cell if sign.isdigit() else metrics.horizontalAdvance(sign)
            offset = (advance - metrics.horizontalAdvance(sign)) / 2
            painter.drawText(QPointF(x + offset, baseline), sign)
            x += advance
        painter.setOpacity(1.0)
        if self._is_round:
            self._paint_words(painter, shape, baseline + high * 0.16, self._caption, 0.082)
            above = baseline - high * 1.14
            self._paint_words(painter, shape, above, self._breath_word, 0.06, upwards=True)

    def _paint_words(
        self,
        painter: QPainter,
        shape: QRectF,
        edge: float,
        words: str,
        share: float,
        *,
        upwards: bool = False,
    ) -> None:
        """One line of words whose upper edge (``upwards``: lower edge) lies at ``edge``."""
        font = QFont(self.font())
        font.setPixelSize(max(self._appearance.px(14), round(shape.height() * share)))
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        room = shape.width() - shape.height() * 0.42
        wide = metrics.horizontalAdvance(words)
        if wide > room > 0:
            font.setPixelSize(max(1, int(font.pixelSize() * room / wide)))
        painter.setFont(font)
        painter.setPen(self._appearance.colour("ink"))
        top = edge - metrics.height() if upwards else edge
        box = QRectF(shape.left(), top, shape.width(), metrics.height())
        if words:
            shown = min(wide, room)
            self._clear_for(painter, QRectF(box.center().x() - shown / 2, top, shown, box.height()))
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, words)

    def _clear_for(self, painter: QPainter, words: QRectF) -> None:
        """Without soft colours the breath is a line, which must not run through words."""
        if self._appearance.theme.is_high_contrast and self._is_round and self._breath is not None:
            painter.fillRect(words.adjusted(-4, 0, 4, 0), self._appearance.colour("bg"))

    def _digits_of(self, height: float) -> _Digits:
        if height not in self._measured:
            if len(self._measured) >= _MOST_HEIGHTS:
                self._measured.clear()
            font = _digits_in(self.font(), height)
            metrics = QFontMetricsF(font)
            self._measured[height] = _Digits(font, metrics, _cell(metrics), _digit_box(metrics))
        return self._measured[height]

    def _text_width(self) -> float:
        _, metrics, cell, _ = self._digits_of(self._digit_height)
        return _width(self._digits, metrics, cell)


def digits_text(seconds: int) -> str:
    """Seconds, or minutes and seconds where there are many."""
    return str(seconds) if seconds < 100 else clock_text(seconds * 1000)


def bare_size(font: QFont, digits: str, digit_height: float, is_round: bool) -> QSize:
    """The size of a bare ring, or of a bar, for such digits of that height in pixels."""
    metrics = QFontMetricsF(_digits_in(font, digit_height))
    text = _width(digits, metrics, _cell(metrics))
    if not is_round:
        return QSize(round(text) + 1, round(digit_height * _BAR))
    return QSize(round(_long(digit_height * _BARE, text)), round(digit_height * _BARE))


def _digits_in(font: QFont, height: float) -> QFont:
    """The font in which digits are so high."""
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    made.setPixelSize(200)
    made.setPixelSize(max(1, round(200 * height / _digit_box(QFontMetricsF(made)))))
    return made


def _digit_box(metrics: QFontMetricsF) -> float:
    # Of all digits this is the lowest: it has no round ends that reach beyond the others.
    return metrics.tightBoundingRect("7").height() or 1.0


def _cell(metrics: QFontMetricsF) -> float:
    return max(metrics.horizontalAdvance(str(digit)) for digit in range(10))


def _width(digits: str, metrics: QFontMetricsF, cell: float) -> float:
    return sum(cell if sign.isdigit() else metrics.horizontalAdvance(sign) for sign in digits)


def _stroke(shape: QRectF) -> float:
    return max(3.0, shape.height() * 0.045)


def _long(height: float, text: float) -> float:
    """How long a ring of that height must be for text of that width."""
    return height if text <= height * _CHORD else text + height * _ENDS


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
