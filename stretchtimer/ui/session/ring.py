"""The ring around the seconds that are left: its shape, its colours, and how it breathes."""

from __future__ import annotations

import math
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QRegion
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from stretchtimer.services.wording.language import tr
from stretchtimer.ui.session.digits import Digits, digits_text, widest
from stretchtimer.ui.session.ring_form import BAR, CURVES, STROKES, form_size, pill, ring_size
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.theme.palettes import DIMMED
from stretchtimer.ui.widgets.rotation import turn_painter, turned, upright

_SPOKEN_STEP_MS = 10_000
"""How often the value changes for a screen reader, which would else speak every second."""

_ENDING = 1.4
"""How much thicker it is in the last seconds."""
_ROUNDING = 0.97
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
_MOST_PASSED = 0.1
"""Of more of the ring that has passed since it was painted, all of it is painted anew."""
_BEYOND = 0.15
"""How far letters may reach beyond the box of their digits, in heights of these."""
_RIM_PX = 3
"""Room for the soft rim of a shape, or for the line it is."""


class _Shape(NamedTuple):
    """Where the ring lies, how thick it is, and by how much the digits must shrink to fit in."""

    box: QRectF
    stroke: float
    scale: float


class RingColour(Enum):
    """In which colour of the theme the time that is left is drawn."""

    HOLD = "accent"
    LAST_SECONDS = "hold"
    BETWEEN_HOLDS = "muted"


class Ring(QProgressBar):
    """Seconds left within a ring that empties, or above a bar; nothing comes near the digits.

    Where repetitions are counted, the number of those that are done stands in their place.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._digits = ""
        self._widest = widest(())
        self._fraction = 0.0
        self.colour = RingColour.HOLD
        self._dimmed = False
        self._digit_height = 100.0
        self._turn = 0
        self._is_round = True
        self._breath: float | None = None
        self._breath_drawn: float | None = None
        self._measured: dict[float, Digits] = {}
        self._shaped: tuple[object, _Shape] | None = None
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

    def set_widest(self, digits: str) -> None:
        """The widest digits to come: the ring has the same shape for all that are no wider."""
        if digits != self._widest:
            self._widest = digits
            self.updateGeometry()
            self.update()

    def set_form(self, *, is_round: bool, turn: int = 0) -> None:
        """A ring or a bar, turned by so many degrees clockwise."""
        if (is_round, turn) != (self._is_round, self._turn):
            self._is_round, self._turn = is_round, turn
            self.update()

    def show_breath(self, fullness: float | None) -> None:
        """Lets the ring breathe: ``fullness`` from 0 to 1, or None where nothing should move."""
        before, self._breath = self._breath, fullness
        if fullness is None or before is None:
            if fullness != before:
                self._breath_drawn = fullness
                self.update()
        elif self._breath_drawn is not None:
            self._move_breath(self._breath_drawn, fullness)

    def _move_breath(self, before: float, fullness: float) -> None:
        """Has that painted anew which lies between two shapes of the breath, if it can be seen."""
        shape, stroke, _ = self._shape()
        insets = (self._inset(shape, stroke, each) for each in (before, fullness))
        outer, inner = sorted(insets)
        if inner - outer < _LEAST_MOVE_PX / self.devicePixelRatioF():
            return
        self._breath_drawn = fullness
        if not self._is_round:
            self.update(self._turned(self._track(shape)))
            return
        part = QRegion()
        # Two boxes cover a round shape, and reach less far beyond it than one would.
        less = (shape.height() / 2 - outer) * (1 - math.sqrt(0.5))
        for x, y in ((outer, outer + less), (outer + less, outer)):
            part += QRegion(self._turned(shape.adjusted(x, y, -x, -y)))
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
        *,
        colour: RingColour = RingColour.HOLD,
        dimmed: bool = False,
        times: int | None = None,
    ) -> None:
        """Shows ``seconds`` large, and ``left_ms`` of ``duration_ms`` as the ring.

        With ``times`` the number is how many of them are done.
        """
        digits = digits_text(seconds) if times is None else str(seconds)
        fraction = left_ms / duration_ms if duration_ms else 0.0
        shown = (digits, fraction, colour, dimmed)
        if shown == (self._digits, self._fraction, self.colour, self._dimmed):
            return
        before = (self._digits, self._fraction, self.colour, self._dimmed)
        self._digits, self._fraction, self.colour, self._dimmed = shown
        # Another value has Qt paint at once: what is to be painted by then is not painted again.
        if before[2:] == shown[2:] and self._is_round and before[1] < 1:
            self.update(self._passed(*before[:2]))
        else:
            self.update()
        self._tell(seconds, left_ms, duration_ms, times)

    def _passed(self, digits: str, fraction: float) -> QRegion:
        """Where the ring differs from what it was with such digits and so much of it."""
        shape, stroke, scale = self._shape()
        part = QRegion()
        if digits != self._digits:
            boxes = (self._words_box(shape, scale, each) for each in (digits, self._digits))
            part += QRegion(self._turned(next(boxes) | next(boxes)))
        least, most = sorted((fraction, self._fraction))
        if most - least > _MOST_PASSED:
            return QRegion(self.rect())
        path = pill(shape.adjusted(stroke, stroke, -stroke, -stroke))
        # A curve differs from its beginning on where it ends elsewhere.
        least = max(0.0, least - 0.5 / CURVES)
        ends = (path.pointAtPercent(k) for k in (least, (least + most) / 2, most))
        rim = _ENDING * stroke + _RIM_PX
        box = QPolygonF(list(ends)).boundingRect().adjusted(-rim, -rim, rim, rim)
        return part + QRegion(self._turned(box))

    def _tell(self, number: int, left_ms: int, duration_ms: int, times: int | None) -> None:
        """Gives a screen reader the value: the time left in steps, or what is done of so many."""
        name = tr("Time left in this part") if times is None else tr("Times done")
        if name != self.accessibleName():
            self.setAccessibleName(name)
        most = max(1, duration_ms) if times is None else times
        if self.maximum() != most:
            self.setRange(0, most)
        spoken_ms = -(-left_ms // _SPOKEN_STEP_MS) * _SPOKEN_STEP_MS
        self.setValue(min(spoken_ms if times is None else number, most))

    @property
    def digits(self) -> str:
        return self._digits

    @property
    def breath(self) -> float | None:
        """How full the breath is shown; None where it is not."""
        return self._breath

    def digit_height(self) -> float:
        """The height at which digits are really drawn now, in logical pixels."""
        return self._digit_height * self._shape().scale

    def sizeHint(self) -> QSize:
        return form_size(self._digits_of(self._digit_height), self._room_for(), self._is_round)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._appearance.px(96), self._appearance.px(96))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.FontChange:
            self._measured.clear()
            self._shaped = None
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        turn_painter(painter, self.size(), self._turn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        faint = self._dimmed and not self._appearance.theme.is_high_contrast
        painter.setOpacity(DIMMED if faint else 1.0)
        shape, stroke, scale = self._shape()
        part = event.region()
        if self._is_round:
            self._paint_breath(painter, shape, stroke)
            # What is not to be seen takes as long to paint as what is.
            if not self._is_within(part, shape, stroke):
                self._paint_ring(painter, shape, stroke)
        else:
            self._paint_bar(painter, shape)
        if part.intersects(self._turned(self._words_box(shape, scale, self._digits))):
            self._paint_texts(painter, shape, scale)
        painter.end()

    def _is_within(self, part: QRegion, shape: QRectF, stroke: float) -> bool:
        """Whether a part of the widget lies wholly inside the ring, and touches none of it."""
        high = shape.height() / 2 - stroke * (1 + _ENDING / 2) - _RIM_PX
        side = QRectF(self._turned(shape)).width() - QRectF(self._turned(shape)).height()
        across, down = max(0.0, side) / 2, max(0.0, -side) / 2
        middle = QRectF(self.rect()).center()
        return all(
            math.hypot(max(0.0, abs(x - middle.x()) - across), max(0.0, abs(y - middle.y()) - down))
            < high
            for box in list(part)  # type: ignore[call-overload]
            for x in (box.left(), box.right() + 1)
            for y in (box.top(), box.bottom() + 1)
        )

    def _room_for(self) -> str:
        """The digits that the shape has room for."""
        return max(self._widest, self._digits, key=len)

    def _shape(self) -> _Shape:
        key = (self.size(), self._turn, self._is_round, self._digit_height, self._room_for())
        if self._shaped is None or self._shaped[0] != key:
            self._shaped = (key, self._found_shape())
        return self._shaped[1]

    def _found_shape(self) -> _Shape:
        room = QSizeF(upright(self.size(), self._turn))
        digits = self._digits_of(self._digit_height)
        wide = digits.width(self._room_for())
        if not self._is_round:
            scale = min(1.0, room.height() / (self._digit_height * BAR), room.width() / wide)
            shape = QRectF(0, 0, room.width(), self._digit_height * BAR * scale)
            shape.moveTop((room.height() - shape.height()) / 2)
            return _Shape(shape, 0.0, scale)
        for thick in STROKES:
            size = ring_size(digits.drawn_width(self._room_for()), digits.high, thick)
            scale = min(1.0, room.width() / size.width(), room.height() / size.height())
            if scale == 1.0:
                break
        else:
            # Letters come in whole sizes only.
            scale *= _ROUNDING
        room_scale = min(1.0, room.width() / size.width(), room.height() / size.height())
        shape = QRectF(0, 0, size.width() * room_scale, size.height() * room_scale)
        shape.moveCenter(QRectF(QPointF(0, 0), room).center())
        return _Shape(shape, thick * shape.height(), scale)

    def _paint_ring(self, painter: QPainter, shape: QRectF, width: float) -> None:
        within = shape.adjusted(width, width, -width, -width)
        if self._appearance.theme.is_high_contrast:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._appearance.colour("ink"), 2))
            painter.drawPath(pill(within))
        else:
            # To fill what lies between two rims takes half the time of a thick line.
            half = width / 2
            track = pill(within.adjusted(-half, -half, half, half))
            track.addPath(pill(within.adjusted(half, half, -half, -half)))
            painter.fillPath(track, self._appearance.colour("soft"))
        if self._fraction <= 0:
            return
        pen = QPen(
            self._appearance.colour(self.colour.value),
            width * (_ENDING if self.colour is RingColour.LAST_SECONDS else 1),
        )
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(pill(within, self._fraction))

    def _paint_breath(self, painter: QPainter, shape: QRectF, stroke: float) -> None:
        """A soft shape inside the ring, nearly as large as the ring when the lungs are full."""
        if self._breath_drawn is None:
            return
        inset = self._inset(shape, stroke, self._breath_drawn)
        contrast = self._appearance.theme.is_high_contrast
        painter.setPen(QPen(self._appearance.colour("ink"), 2) if contrast else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if contrast else self._appearance.colour("soft"))
        painter.drawPath(pill(shape.adjusted(inset, inset, -inset, -inset)))

    def _inset(self, shape: QRectF, stroke: float, fullness: float) -> float:
        """How far within the ring, or within the bar, the shape of the breath lies."""
        if not self._is_round:
            return self._track(shape).height() * _BREATH_THINNER * (1 - fullness)
        most = shape.height() / 2 - 2.2 * stroke
        return shape.height() / 2 - most * (_BREATH_LEAST + (1 - _BREATH_LEAST) * fullness)

    def _track(self, shape: QRectF) -> QRectF:
        """Where the bar under the digits lies when it is thickest."""
        thick = self._digit_height * _BAR_THICK * shape.height() / (self._digit_height * BAR)
        return QRectF(shape.left(), shape.bottom() - thick, shape.width(), thick)

    def _paint_bar(self, painter: QPainter, shape: QRectF) -> None:
        """The time left as a bar under the digits, which grows thicker as the lungs fill."""
        track = self._track(shape)
        if self._breath_drawn is not None:
            thinner = self._inset(shape, 0.0, self._breath_drawn)
            track.adjust(0, thinner, 0, -thinner)
        radius = track.height() / 2
        contrast = self._appearance.theme.is_high_contrast
        painter.setPen(QPen(self._appearance.colour("ink"), 2) if contrast else Qt.PenStyle.NoPen)
        painter.setBrush(self._appearance.colour("soft"))
        painter.drawRoundedRect(track.adjusted(1, 1, -1, -1), radius, radius)
        if self._fraction > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._appearance.colour(self.colour.value))
            left = QRectF(track)
            left.setWidth(max(track.height(), track.width() * self._fraction))
            painter.drawRoundedRect(left, radius, radius)

    def _paint_texts(self, painter: QPainter, shape: QRectF, scale: float) -> None:
        digits = self._digits_of(self._digit_height * scale)
        painter.setPen(self._appearance.colour("ink"))
        painter.setFont(digits.font)
        baseline = self._baseline(shape, digits)
        wide = digits.width(self._digits)
        x = shape.center().x() - wide / 2
        self._clear_for(painter, QRectF(x, baseline - digits.high, wide, digits.high))
        for sign in self._digits:
            advance = digits.advance(sign)
            offset = (advance - digits.metrics.horizontalAdvance(sign)) / 2
            painter.drawText(QPointF(x + offset, baseline), sign)
            x += advance

    def _baseline(self, shape: QRectF, digits: Digits) -> float:
        if self._is_round:
            return shape.center().y() + digits.high / 2
        return shape.top() + digits.high * (1 + _RISE)

    def _words_box(self, shape: QRectF, scale: float, signs: str) -> QRectF:
        """Within this lies all that is drawn of such digits."""
        digits = self._digits_of(self._digit_height * scale)
        wide, rim = digits.width(signs), digits.high * _BEYOND
        x, baseline = shape.center().x() - wide / 2, self._baseline(shape, digits)
        box = QRectF(x, baseline - digits.high, wide, digits.high)
        return box.adjusted(-rim, -rim, rim, rim)

    def _clear_for(self, painter: QPainter, words: QRectF) -> None:
        """Without soft colours the breath is a line, which must not run through words."""
        if self._appearance.theme.is_high_contrast and self._is_round and self._breath is not None:
            painter.fillRect(words.adjusted(-4, 0, 4, 0), self._appearance.colour("bg"))

    def _digits_of(self, height: float) -> Digits:
        if height not in self._measured:
            if len(self._measured) >= _MOST_HEIGHTS:
                self._measured.clear()
            self._measured[height] = Digits(self.font(), height)
        return self._measured[height]
