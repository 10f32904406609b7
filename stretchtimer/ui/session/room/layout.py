"""Where everything lies in the view for across the room.

What is needed at the distance is the least. Where there is no room for it, digits come first, then
name and side, then the word of what to do; the figure gets what is left, or goes away. Where there
is more, all grow together until they fill the screen. Several arrangements are tried, and the one
is taken in which the words are largest, and among equals the figure.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPoint, QRect, QSize

from stretchtimer.ui.widgets.fit_label import FittedWords

_SHRINK = 0.94
_LEAST = 0.1
_LEAST_MOMENT = 0.35
"""How small the word of the moment becomes at most, beside what it should be."""
_STEPS = 40
"""In how many steps words shrink; the least share is a whole number of them."""
_HARDLY_ANYTHING = 0.02
_RING_IS_WORTH = 1.25
"""By how much larger the figure may be with a bar before the ring is given up for it."""
_ONE_LINE_IS_WORTH = 1.1
"""The same for a name that stays on one line."""
_GROWN = tuple(1.15**step for step in range(12))
"""How much larger than needed digits and words may be; tried one after the other."""
_FINER = (1.12, 1.1, 1.08, 1.06, 1.04, 1.02)
"""By how much the words may still grow in the end."""
_FIGURE_IN_DIGITS = 1.5
"""How large the figure is seen at least beside digits that have grown, in heights of theirs."""
_FIGURE_COUNTS = 1.5
_WORDS_COUNT = 1.7
"""How much more than digits the figure counts, and the words, when all grow."""
_NO_FIGURE = 1_000_000
_FIGURE_WIDE = 1.7
"""About how much wider than high the figure is."""


@dataclass(frozen=True)
class RoomInput:
    """What is to be placed; lengths in logical pixels.

    ``digits`` are as high as they must be at the distance, ``close_digits`` as they are from close
    by, than which they are never lower where there is room. ``corner`` is kept free at the bottom
    right. ``ring_size`` tells the size of ring
    (or bar, where the second value is False) and digits for digits of a height. ``badge`` is None
    where there is no side to tell.
    """

    gap: int
    margin: int
    digits: float
    close_digits: float
    ring_size: Callable[[float, bool], QSize]
    name: FittedWords
    badge: FittedWords | None
    cue: FittedWords
    has_figure: bool
    corner: QSize = field(default_factory=lambda: QSize(0, 0))


@dataclass(frozen=True)
class Scales:
    """How much of the size needed was possible, or how much more; ``moment`` is that of the word of
    the moment."""

    digits: float
    name: float
    side: float
    moment: float


@dataclass(frozen=True)
class RoomPlaces:
    """One rectangle for each part, upright and left to right; those that are not shown are null.

    ``digits`` is how high those are. ``is_centred`` tells that the words stand in the middle of
    theirs.
    """

    name: QRect
    badge: QRect
    cue: QRect
    ring: QRect
    figure: QRect
    is_round: bool
    name_lines: int
    scales: Scales
    digits: int = 0
    is_centred: bool = False


@dataclass(frozen=True)
class _Blocks:
    """Sizes to try, in whole pixels, with the scales that they come from."""

    gap: int
    name: QSize
    badge: QSize
    cue: QSize
    ring: QSize
    corner: QSize
    least_figure: int
    is_round: bool
    name_lines: int
    scales: Scales
    digits: int

    @property
    def right(self) -> int:
        """How wide the column of the ring is."""
        return max(self.ring.width(), self.corner.width())

    def free(self, room: QRect) -> QRect:
        """As much of a room as lies above the corner that is kept free."""
        return room.adjusted(0, 0, 0, -self.corner.height())

    def put(
        self, name: QRect, badge: QRect, cue: QRect, ring: QRect, figure: QRect
    ) -> RoomPlaces | None:
        """The places, where each block has the size it needs."""
        for place, size in (
            (name, self.name),
            (badge, self.badge),
            (cue, self.cue),
            (ring, self.ring),
        ):
            if place.width() < size.width() or place.height() < size.height():
                return None
        wide_enough = figure.width() >= self.least_figure * _FIGURE_WIDE
        if figure.height() < self.least_figure or not wide_enough:
            figure = QRect()
        form = (self.is_round, self.name_lines, self.scales, self.digits)
        return RoomPlaces(name, badge, cue, ring, figure, *form)


_Arrange = Callable[[QRect, _Blocks], RoomPlaces | None]
_Cut = Callable[[Scales], _Blocks]


def room_places(size: QSize, sizes: RoomInput) -> RoomPlaces:
    """Lays out the best view in an upright room of that size; all is null where there is none."""
    margin = sizes.margin
    inner = QRect(margin, margin, size.width() - 2 * margin, size.height() - 2 * margin)
    cuts = [_cut(sizes, is_round, lines) for is_round in (True, False) for lines in (1, 2)]
    digits = 1.0
    while digits > _HARDLY_ANYTHING:
        tries = (_largest(arrange, inner, cut, digits) for arrange in _ARRANGEMENTS for cut in cuts)
        if found := [places for places in tries if places]:
            best = max(found, key=_rank)
            return _grown(inner, cuts, best, sizes) if digits == 1.0 else best
        digits *= _SHRINK
    null = QRect()
    return RoomPlaces(null, null, null, null, null, False, 1, Scales(0.0, 0.0, 0.0, 0.0))


def _grown(inner: QRect, cuts: Sequence[_Cut], least: RoomPlaces, sizes: RoomInput) -> RoomPlaces:
    """The arrangement that fills the screen best where ``least`` has all sizes that are needed."""
    scales = least.scales
    if min(scales.name, scales.side, scales.moment) < 1:
        return least
    close = sizes.close_digits / sizes.digits
    steps = sorted({*_GROWN, max(1.0, close)})

    def worth_of(places: RoomPlaces) -> tuple[float, float]:
        return min(places.scales.digits, close), _worth(places)

    best, worth = least, worth_of(least)
    ways: tuple[_Arrange, _Cut] | None = None
    for arrange in _ARRANGEMENTS:
        for cut in cuts:
            for found in _larger(inner, arrange, cut, steps):
                if worth_of(found) > worth and (least.figure.isEmpty() or _shows_figure(found)):
                    best, worth, ways = found, worth_of(found), (arrange, cut)
    if ways is None:
        return best
    way, blocks = ways
    for more in _FINER:
        words = best.scales.name * more
        finer = way(inner, blocks(Scales(best.scales.digits, words, words, words)))
        if finer and (best.figure.isEmpty() or _shows_figure(finer)):
            return finer
    return best


def _shows_figure(places: RoomPlaces) -> bool:
    return _seen(places) >= _FIGURE_IN_DIGITS * places.digits


def _larger(
    inner: QRect, arrange: _Arrange, cut: _Cut, steps: Sequence[float]
) -> Iterator[RoomPlaces]:
    """What fits of ever larger digits and words, in one arrangement."""
    for digits in steps:
        for words in _GROWN:
            found = arrange(inner, cut(Scales(digits, words, words, words)))
            if found is None:
                if words == 1.0:
                    return
                break
            yield found


def _seen(places: RoomPlaces) -> float:
    """How high the figure is seen in its place."""
    return min(places.figure.width() / _FIGURE_WIDE, places.figure.height())


def _worth(places: RoomPlaces) -> float:
    scales = places.scales
    worth = math.log(scales.digits) + _WORDS_COUNT * math.log(scales.name)
    worth += _FIGURE_COUNTS * math.log(_seen(places) + 1)
    worth += math.log(_RING_IS_WORTH) if places.is_round else 0.0
    return worth + (math.log(_ONE_LINE_IS_WORTH) if places.name_lines == 1 else 0.0)


def _largest(arrange: _Arrange, inner: QRect, cut: _Cut, digits: float) -> RoomPlaces | None:
    """The arrangement with the largest words that fit: first name and side as one, then each, and
    the word of the moment last."""

    def tried(name: float, side: float, moment: float) -> RoomPlaces | None:
        return arrange(inner, cut(Scales(digits, name * digits, side * digits, moment * digits)))

    both = _most(lambda scale: tried(scale, scale, _LEAST_MOMENT))
    if both is None:
        return None
    side = _most(lambda scale: tried(both, scale, _LEAST_MOMENT), both) or both
    name = _most(lambda scale: tried(scale, side, _LEAST_MOMENT), both) or both
    moment = _most(lambda scale: tried(name, side, scale), _LEAST_MOMENT) or _LEAST_MOMENT
    return tried(name, side, moment)


def _most(fits: Callable[[float], RoomPlaces | None], least: float = _LEAST) -> float | None:
    """The largest scale from ``least`` to 1 that fits, in steps; None where not even that does."""
    low, high = round(least * _STEPS), _STEPS
    if fits(1.0):
        return 1.0
    if not fits(low / _STEPS):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if fits(middle / _STEPS):
            low = middle
        else:
            high = middle
    return low / _STEPS


def _rank(places: RoomPlaces) -> tuple[float, ...]:
    scales = places.scales
    worth = (_seen(places) + 1) * (_RING_IS_WORTH if places.is_round else 1.0)
    worth *= 1.0 if places.name_lines > 1 else _ONE_LINE_IS_WORTH
    return min(scales.name, scales.side), scales.name * scales.side, scales.moment, worth


def _cut(sizes: RoomInput, is_round: bool, lines: int) -> _Cut:
    """Makes the blocks for any scales, with a name of so many lines."""
    name, badge, cue = sizes.name, sizes.badge, sizes.cue
    wide = name.one_line if lines == 1 else name.two_lines

    def cut(scales: Scales) -> _Blocks:
        digits = sizes.digits * scales.digits
        return _Blocks(
            gap=sizes.gap,
            name=_size(wide * scales.name, name.line * lines * scales.name),
            badge=_line(badge, scales.side) if badge else QSize(0, 0),
            cue=_line(cue, scales.moment),
            ring=sizes.ring_size(digits, is_round),
            corner=sizes.corner,
            # A figure lower than the digits could not be seen from where they are read.
            least_figure=round(digits) if sizes.has_figure else _NO_FIGURE,
            is_round=is_round,
            name_lines=lines,
            scales=scales,
            digits=round(digits),
        )

    return cut


def _line(words: FittedWords, scale: float) -> QSize:
    return _size(words.one_line * scale, words.line * scale)


def _size(width: float, height: float) -> QSize:
    return QSize(int(width) + 1, int(height) + 1)


def _banner(inner: QRect, blocks: _Blocks) -> RoomPlaces | None:
    """Name and side above; below them the figure and the word on the one side, on the other the
    ring."""
    gap = blocks.gap
    beside = inner.width() - blocks.badge.width() - 2 * gap
    if blocks.badge.isEmpty() or beside < blocks.name.width():
        name, badge, body = _headed(inner, blocks)
    else:
        high = max(blocks.name.height(), blocks.badge.height())
        name = QRect(inner.left(), inner.top(), beside, high)
        badge = QRect(inner.topLeft(), blocks.badge)
        badge.moveTopRight(inner.topRight())
        body = inner.adjusted(0, high + gap, 0, 0)
    ring = _at_right(blocks.free(body), blocks.ring)
    column = body.adjusted(0, 0, -blocks.right - 3 * gap, 0)
    cue, figure = _footed(column, blocks.cue.height(), gap)
    return blocks.put(name, badge, cue, ring, figure)


def _columns(inner: QRect, blocks: _Blocks) -> RoomPlaces | None:
    """All words and the figure on the one side, on the other the ring."""
    column = inner.adjusted(0, 0, -blocks.right - 3 * blocks.gap, 0)
    name, badge, body = _headed(column, blocks)
    cue, figure = _footed(body, blocks.cue.height(), blocks.gap)
    ring = _at_right(blocks.free(inner), blocks.ring)
    return blocks.put(name, badge, cue, ring, figure)


def _corners(inner: QRect, blocks: _Blocks) -> RoomPlaces | None:
    """As from close by: the name above the figure on the one side, on the other the side above the
    ring; the word below the ring where there is room, else below the figure."""
    gap = blocks.gap
    wide = max(blocks.badge.width(), blocks.right)
    right = blocks.free(inner)
    right.setLeft(inner.right() + 1 - wide)
    left = inner.adjusted(0, 0, -wide - 3 * gap, 0)
    name = QRect(left.left(), left.top(), left.width(), blocks.name.height())
    left.setTop(name.bottom() + 1 + gap)
    badge = QRect(right.topLeft(), blocks.badge)
    badge.moveTopRight(right.topRight())
    right.setTop(badge.bottom() + 1 + (0 if blocks.badge.isEmpty() else gap))
    if blocks.cue.width() <= wide:
        cue, right = _footed(right, blocks.cue.height(), gap)
    else:
        cue, left = _footed(left, blocks.cue.height(), gap)
    ring = _at_right(right, blocks.ring)
    if cue.right() >= ring.left() and not ring.isEmpty():
        cue.setLeft(min(ring.left(), cue.right() + 1 - blocks.cue.width()))
    return blocks.put(name, badge, cue, ring, left)


def _stack(inner: QRect, blocks: _Blocks) -> RoomPlaces | None:
    """Everything below one another."""
    inner = blocks.free(inner)
    name, badge, body = _headed(inner, blocks)
    cue, body = _footed(body, blocks.cue.height(), blocks.gap)
    ring, figure = _footed(body, blocks.ring.height(), blocks.gap)
    badge.moveCenter(QPoint(inner.center().x(), badge.center().y()))
    places = blocks.put(name, badge, cue, ring, figure)
    return replace(places, is_centred=True) if places else None


_ARRANGEMENTS: tuple[_Arrange, ...] = (_banner, _columns, _corners, _stack)


def _headed(column: QRect, blocks: _Blocks) -> tuple[QRect, QRect, QRect]:
    """Name and side at the head of a column, and what is left of it."""
    gap = blocks.gap
    name = QRect(column.left(), column.top(), column.width(), blocks.name.height())
    bottom = name.bottom() + 1
    badge = QRect(0, 0, 0, 0)
    if not blocks.badge.isEmpty():
        wide = min(blocks.badge.width(), column.width())
        badge = QRect(column.left(), bottom + gap // 2, wide, blocks.badge.height())
        bottom = badge.bottom() + 1
    rest = QRect(column)
    rest.setTop(bottom + gap)
    return name, badge, rest


def _footed(column: QRect, height: int, gap: int) -> tuple[QRect, QRect]:
    """Something at the foot of a column, and what is left above it."""
    foot = QRect(column.left(), column.bottom() + 1 - height, column.width(), height)
    above = QRect(column)
    above.setBottom(foot.top() - 1 - gap)
    if foot.top() < column.top():
        # Too low for it: a null rectangle is too small for anything.
        return QRect(0, 0, 0, 0), above
    return foot, above


def _at_right(body: QRect, size: QSize) -> QRect:
    """A block of that size at the right, in the middle of the height; null where it is too low."""
    if size.height() > body.height() or size.width() > body.width():
        return QRect(0, 0, 0, 0)
    left = body.right() + 1 - size.width()
    top = body.top() + (body.height() - size.height()) // 2
    return QRect(left, top, size.width(), size.height())
