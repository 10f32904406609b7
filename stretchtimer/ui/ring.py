"""The ring around the seconds that are left."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from stretchtimer.engine.durations import clock_text
from stretchtimer.ui.look import Look
from stretchtimer.ui.turned import turn_painter, upright

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
_BARE = 2.2
"""How high a ring with nothing but digits in it is, in heights of its digits."""
_BAR = 1.46
"""How high digits with a bar below them are, in heights of the digits."""
_BAR_THICK = 0.14
_RISE = 0.04
"""How far above a bar's digits it is empty, since round digits reach beyond straight ones."""
_BREATH_LEAST = 0.62
"""How much of the ring's inside the breath fills at its smallest."""


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
        self._turn = 0
        self._is_round = True
        self._roomy = _ROOMY
        self._breath: float | None = None
        self._breath_word = ""
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

    def set_form(self, *, is_round: bool, bare: bool, turn: int = 0) -> None:
        """A ring or a bar; ``bare`` without words in it; turned by so many degrees clockwise."""
        form = (is_round, _BARE if bare else _ROOMY, turn)
        if form != (self._is_round, self._roomy, self._turn):
            self._is_round, self._roomy, self._turn = form
            self.update()

    def show_breath(self, fullness: float | None, word: str = "") -> None:
        """Lets the ring breathe: ``fullness`` from 0 to 1, or None where nothing should move."""
        if (fullness, word) != (self._breath, self._breath_word):
            self._breath, self._breath_word = fullness, word
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
        return QSize(self._look.px(96), self._look.px(96))

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
        track = self._look.theme.outline_px > 1
        painter.setBrush(Qt.BrushStyle.NoBrush)
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

    def _paint_breath(self, painter: QPainter, shape: QRectF) -> None:
        """A soft shape inside the ring, nearly as large as the ring when the lungs are full."""
        if self._breath is None:
            return
        most = shape.height() / 2 - 2.2 * _stroke(shape)
        inset = shape.height() / 2 - most * (_BREATH_LEAST + (1 - _BREATH_LEAST) * self._breath)
        contrast = self._look.theme.outline_px > 1
        painter.setPen(QPen(self._look.colour("ink"), 2) if contrast else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if contrast else self._look.colour("soft"))
        painter.drawPath(_pill(shape.adjusted(inset, inset, -inset, -inset)))

    def _paint_bar(self, painter: QPainter, shape: QRectF) -> None:
        """The time left as a bar under the digits, which grows thicker as the lungs fill."""
        thick = self._digit_height * _BAR_THICK * shape.height() / (self._digit_height * _BAR)
        track = QRectF(shape.left(), shape.bottom() - thick, shape.width(), thick)
        if self._breath is not None:
            thinner = thick * 0.25 * (1 - self._breath)
            track.adjust(0, thinner, 0, -thinner)
        radius = track.height() / 2
        contrast = self._look.theme.outline_px > 1
        painter.setPen(QPen(self._look.colour("ink"), 2) if contrast else Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("soft"))
        painter.drawRoundedRect(track.adjusted(1, 1, -1, -1), radius, radius)
        if self._fraction > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour(self._token))
            left = QRectF(track)
            left.setWidth(max(track.height(), track.width() * self._fraction))
            painter.drawRoundedRect(left, radius, radius)

    def _paint_texts(self, painter: QPainter, shape: QRectF, scale: float) -> None:
        font = self._digit_font(self._digit_height * scale)
        metrics = QFontMetricsF(font)
        cell = _cell(metrics)
        high = _digit_box(metrics)
        painter.setPen(self._look.colour("ink"))
        painter.setFont(font)
        baseline = shape.top() + high * (1 + _RISE)
        if self._is_round:
            lifted = high * 0.16 if self._caption else 0
            baseline = shape.center().y() + high / 2 - lifted
        wide = _width(self._digits, metrics)
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
        font.setPixelSize(max(self._look.px(14), round(shape.height() * share)))
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        room = shape.width() - shape.height() * 0.42
        wide = metrics.horizontalAdvance(words)
        if wide > room > 0:
            font.setPixelSize(max(1, int(font.pixelSize() * room / wide)))
        painter.setFont(font)
        painter.setPen(self._look.colour("ink"))
        top = edge - metrics.height() if upwards else edge
        box = QRectF(shape.left(), top, shape.width(), metrics.height())
        if words:
            shown = min(wide, room)
            self._clear_for(painter, QRectF(box.center().x() - shown / 2, top, shown, box.height()))
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, words)

    def _clear_for(self, painter: QPainter, words: QRectF) -> None:
        """Without soft colours the breath is a line, which must not run through words."""
        if self._look.theme.outline_px > 1 and self._is_round and self._breath is not None:
            painter.fillRect(words.adjusted(-4, 0, 4, 0), self._look.colour("bg"))

    def _digit_font(self, height: float) -> QFont:
        return _digits_in(self.font(), height)

    def _text_width(self) -> float:
        return _width(self._digits, QFontMetricsF(self._digit_font(self._digit_height)))


def digits_text(seconds: int) -> str:
    """Seconds, or minutes and seconds where there are many."""
    return str(seconds) if seconds < 100 else clock_text(seconds * 1000)


def bare_size(font: QFont, digits: str, digit_height: float, is_round: bool) -> QSize:
    """The size of a bare ring, or of a bar, for such digits of that height in pixels."""
    text = _width(digits, QFontMetricsF(_digits_in(font, digit_height)))
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


def _width(digits: str, metrics: QFontMetricsF) -> float:
    cell = _cell(metrics)
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
