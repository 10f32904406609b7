"""The arrangement for across the room, for windows and words of all sizes."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize

from stretchtimer.ui.session.room.layout import RoomInput, RoomPlaces, room_places
from stretchtimer.ui.widgets.fit_label import FittedWords

GAP, MARGIN = 10, 24


def ring_size(digits: float, is_round: bool) -> QSize:
    wide = round(1.6 * digits)
    if is_round:
        return QSize(round(max(2.2 * digits, wide + 0.8 * digits)), round(2.2 * digits))
    return QSize(wide, round(1.4 * digits))


def words(letters: float, signs: int) -> FittedWords:
    return FittedWords(letters * signs, letters * max(signs * 0.55, 4), letters * 1.6)


def sizes(
    digits: float,
    letters: float,
    signs: int,
    side: bool = True,
    has_figure: bool = True,
    *,
    close: float = 0.0,
) -> RoomInput:
    return RoomInput(
        gap=GAP,
        margin=MARGIN,
        digits=digits,
        close_digits=close,
        ring_size=ring_size,
        name=words(letters, signs),
        badge=words(letters, 9) if side else None,
        cue=words(letters * 0.73, 12),
        has_figure=has_figure,
    )


def parts(found: RoomPlaces) -> list[QRect]:
    places = [found.name, found.badge, found.cue, found.ring, found.figure]
    return [place for place in places if not place.isEmpty()]


windows = st.builds(QSize, st.integers(540, 2_600), st.integers(540, 2_600))


@given(windows, st.floats(20, 500), st.integers(4, 60), st.booleans(), st.booleans())
def test_everything_lies_within_the_window_and_nothing_on_anything_else(
    size: QSize, digits: float, signs: int, side: bool, has_figure: bool
) -> None:
    found = room_places(size, sizes(digits, digits / 2, signs, side, has_figure))
    inner = QRect(MARGIN, MARGIN, size.width() - 2 * MARGIN, size.height() - 2 * MARGIN)
    for place in parts(found):
        assert inner.contains(place)
    for one, other in combinations(parts(found), 2):
        assert not one.intersects(other)
    assert found.badge.isEmpty() is not side
    assert min(found.name.height(), found.cue.height(), found.ring.height()) > 0


@given(windows, st.floats(20, 500), st.integers(4, 60))
def test_each_part_has_the_room_for_its_size(size: QSize, digits: float, signs: int) -> None:
    asked = sizes(digits, digits / 2, signs)
    found = room_places(size, asked)
    scales = found.scales
    assert asked.badge is not None
    ring = ring_size(digits * scales.digits, found.is_round)
    assert found.ring.width() >= ring.width()
    assert found.ring.height() >= ring.height()
    assert found.badge.width() >= asked.badge.one_line * scales.side
    assert found.cue.width() >= asked.cue.one_line * scales.moment
    on_one_line = found.name.width() >= asked.name.one_line * scales.name
    lines = 1 if on_one_line else 2
    assert (
        found.name.width() >= (asked.name.one_line, asked.name.two_lines)[lines - 1] * scales.name
    )
    assert found.name.height() >= asked.name.line * lines * scales.name


@given(windows, st.floats(20, 500), st.integers(4, 60))
def test_digits_give_way_last_of_all(size: QSize, digits: float, signs: int) -> None:
    asked = sizes(digits, digits / 2, signs)
    found = room_places(size, asked)
    scales = found.scales
    if scales.digits < 1:
        bar = ring_size(digits, is_round=False)
        wide = max(bar.width(), 0.1 * asked.name.two_lines)
        lines = 0.1 * (2 * asked.name.line + asked.name.line + asked.cue.line)
        high = bar.height() + lines + 3.5 * GAP + 8
        assert wide > size.width() - 2 * MARGIN or high > size.height() - 2 * MARGIN
    if not found.figure.isEmpty():
        assert found.figure.height() >= round(digits * scales.digits)


def test_where_there_is_room_all_is_larger_than_needed() -> None:
    found = room_places(QSize(1920, 1080), sizes(142, 69, 14))
    scales = found.scales
    assert min(scales.digits, scales.name, scales.side, scales.moment) > 1
    assert found.figure.height() > 500


def test_the_figure_goes_before_words_become_smaller() -> None:
    small = room_places(QSize(900, 600), sizes(200, 90, 9, side=False))
    assert small.figure.isEmpty()
    assert small.scales.digits == small.scales.name == 1


def test_a_long_name_becomes_smaller_alone() -> None:
    found = room_places(QSize(1920, 1080), sizes(142, 69, 60))
    assert found.scales.name < 1
    assert found.scales.side == found.scales.digits == 1


def test_a_window_without_any_room_is_no_fault() -> None:
    found = room_places(QSize(10, 10), sizes(142, 69, 14))
    assert parts(found) == []
