"""The ring: its digits, and what a screen reader is told of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from stretchtimer.services.person.choices import ThemeChoice
from stretchtimer.ui.session.ring import Ring, RingColour
from tests.sweeps import swept
from tests.ui.driving import Person
from tests.ui.looks import apart, picture


@pytest.fixture
def ring(person: Person) -> Iterator[Ring]:
    ring = Ring(person.app.appearance)
    ring.resize(400, 400)
    ring.set_digit_height(160)
    yield ring
    ring.deleteLater()


def value_of(ring: Ring) -> int:
    interface = QAccessible.queryAccessibleInterface(ring)
    return int(interface.valueInterface().currentValue())


@pytest.mark.parametrize(
    ("seconds", "digits"),
    [(0, "0"), (7, "7"), (25, "25"), (99, "99"), (100, "1:40"), (600, "10:00"), (3600, "1:00:00")],
)
def test_long_times_are_shown_in_minutes(ring: Ring, seconds: int, digits: str) -> None:
    ring.show_left(seconds, seconds * 1000, 3_600_000)
    assert ring.digits == digits


def test_a_screen_reader_takes_it_for_a_bar_with_a_name(ring: Ring) -> None:
    interface = QAccessible.queryAccessibleInterface(ring)
    assert interface.role() == QAccessible.Role.ProgressBar
    assert interface.text(QAccessible.Text.Name) == "Time left in this part"


@pytest.mark.parametrize("duration_s", [5, 9, 10, 25, 30, 45, 600])
def test_its_value_is_true_from_the_start_and_seldom_changes(ring: Ring, duration_s: int) -> None:
    ring.show_left(3, 3_000, 15_000)
    values = []
    for left_s in range(duration_s, -1, -1):
        ring.show_left(left_s, left_s * 1000, duration_s * 1000)
        values.append(value_of(ring))
        assert left_s * 1000 <= values[-1] < left_s * 1000 + 10_000
    assert values[0] == duration_s * 1000
    assert values == sorted(values, reverse=True)
    assert len(set(values)) <= duration_s // 10 + 2


def test_digits_are_set_in_columns_so_that_they_do_not_dance(ring: Ring) -> None:
    widths = set()
    for seconds in (11, 38, 40):
        ring.show_left(seconds, seconds * 1000, 60_000)
        widths.add(round(ring._digits_of(160).width(ring.digits), 3))
    assert len(widths) == 1


def test_what_is_dimmed_is_fainter_but_never_in_high_contrast(ring: Ring, person: Person) -> None:
    def darkest(dimmed: bool) -> int:
        ring.show_left(25, 25_000, 25_000, colour=RingColour.BETWEEN_HOLDS, dimmed=dimmed)
        image = picture(ring)
        rows = range(int(image.height() * 0.4), int(image.height() * 0.6))
        return min(
            QColor(image.pixelColor(x, y)).lightness() for x in range(100, 300) for y in rows
        )

    assert darkest(True) > darkest(False) + 40
    person.app.preferences.change(theme=ThemeChoice.CONTRAST)
    assert darkest(True) == darkest(False)


@pytest.mark.parametrize("size", [(400, 400), (300, 300), (420, 300), (600, 260)])
@pytest.mark.parametrize("digits", [28, 88, 100, 600, 3_599])
def test_digits_stay_clear_of_the_ring(ring: Ring, size: tuple[int, int], digits: int) -> None:
    ring.resize(*size)
    ring.show_left(digits, digits * 1_000, digits * 1_000, colour=RingColour.LAST_SECONDS)
    box, stroke, scale = ring._shape()
    drawn = ring._digits_of(160 * scale)
    # A corner of the digits, from the middle of the ring's nearer round end.
    across = max(0.0, drawn.drawn_width(ring.digits) / 2 - (box.width() - box.height()) / 2)
    corner = math.hypot(across, drawn.high / 2)
    inner = box.height() / 2 - stroke - 1.4 * stroke / 2
    assert inner - corner >= 0.97 * stroke


def test_its_shape_is_that_of_the_widest_digits_from_the_beginning(ring: Ring) -> None:
    ring.set_widest("00")
    shapes = set()
    for seconds in (25, 11, 9, 1):
        ring.show_left(seconds, seconds * 1_000, 25_000)
        box, _, scale = ring._shape()
        shapes.add((box.width(), box.height(), scale))
    assert len(shapes) == 1


class Noting(Ring):
    """Notes what is to be painted anew."""

    def __init__(self, *given: Any) -> None:
        self.parts: list[QRegion] = []
        super().__init__(*given)

    def update(self, *part: Any) -> None:
        self.parts.append(QRegion(part[0] if part else self.rect()))


@pytest.fixture
def noting(person: Person) -> Iterator[Noting]:
    ring = Noting(person.app.appearance)
    ring.resize(400, 400)
    ring.set_digit_height(160)
    ring.show_left(25, 25_000, 30_000)
    yield ring
    ring.deleteLater()


def painted(ring: Ring, onto: QImage, part: QRegion) -> None:
    """Paints a part of the ring anew, as a window does."""
    painter = QPainter(onto)
    painter.setClipRegion(part)
    painter.fillRect(onto.rect(), QColor("white"))
    painter.end()
    ring.render(onto, part.boundingRect().topLeft(), part, QWidget.RenderFlag.DrawChildren)


FORMS = [(0, 400, 400), (0, 560, 300), (90, 300, 560), (180, 560, 300), (270, 300, 560)]


@pytest.mark.parametrize("theme", swept(["light", "contrast"], ["light"]))
@pytest.mark.parametrize("form", swept(FORMS, FORMS[:1]))
@pytest.mark.parametrize("is_round", [True, False])
def test_a_breath_paints_only_a_part_anew_and_the_picture_is_whole(
    noting: Noting, person: Person, is_round: bool, form: tuple[int, int, int], theme: str
) -> None:
    person.app.preferences.change(theme=theme)
    turn, *size = form
    noting.resize(*size)
    noting.set_form(is_round=is_round, turn=turn)
    noting.show_breath(0.0)
    shown = QImage(noting.size(), QImage.Format.Format_RGB32)
    # What Qt paints first in a process differs by a little from all that follows.
    for _ in range(2):
        painted(noting, shown, QRegion(noting.rect()))
    for breath in (0.1, 0.35, 0.4, 0.9, 1.0, 0.7, 0.0):
        noting.parts.clear()
        noting.show_breath(breath)
        for part in noting.parts:
            assert not QRegion(noting.rect()).subtracted(part).isEmpty()
            painted(noting, shown, part)
        whole = QImage(noting.size(), QImage.Format.Format_RGB32)
        painted(noting, whole, QRegion(noting.rect()))
        assert apart(shown, whole) <= 3


def test_a_breath_that_has_hardly_moved_paints_nothing_until_it_has(noting: Noting) -> None:
    noting.show_breath(0.5)
    noting.parts.clear()
    for thousandth in range(501, 503):
        noting.show_breath(thousandth / 1000)
    assert noting.parts == []
    assert noting.breath == 0.502
    noting.show_breath(0.52)
    assert len(noting.parts) == 1


def test_another_font_is_measured_anew(ring: Ring) -> None:
    ring.show_left(25, 25_000, 25_000)
    before = ring._digits_of(160).font
    font = ring.font()
    font.setItalic(not font.italic())
    ring.setFont(font)
    assert ring._digits_of(160).font != before


@pytest.mark.parametrize("form", swept([form for form in FORMS if form[0] != 180], FORMS[:1]))
@pytest.mark.parametrize("theme", swept(["light", "contrast"], ["light"]))
def test_time_that_passes_paints_only_a_part_anew_and_the_picture_is_whole(
    noting: Noting, person: Person, form: tuple[int, int, int], theme: str
) -> None:
    person.app.preferences.change(theme=theme)
    turn, *size = form
    noting.resize(*size)
    noting.set_form(is_round=True, turn=turn)
    noting.set_widest("00")
    shown = QImage(noting.size(), QImage.Format.Format_RGB32)
    noting.show_left(30, 29_900, 30_000)
    for _ in range(2):
        painted(noting, shown, QRegion(noting.rect()))
    for left_ms in (29_400, 29_000, 28_000, 27_500, 20_000, 19_200, 11_000, 8_500, 8_000, 900, 0):
        noting.parts.clear()
        noting.show_left(-(-left_ms // 1_000), left_ms, 30_000)
        for part in noting.parts:
            painted(noting, shown, part)
        whole = QImage(noting.size(), QImage.Format.Format_RGB32)
        painted(noting, whole, QRegion(noting.rect()))
        assert apart(shown, whole) <= 3
    noting.show_left(20, 20_000, 30_000)
    noting.parts.clear()
    noting.show_left(20, 19_700, 30_000)
    (part,) = noting.parts
    box = part.boundingRect()
    assert box.width() * box.height() < 0.1 * noting.width() * noting.height()
