"""The ring: its digits, and what a screen reader is told of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication

from stretchtimer.ui.ring import Ring
from tests.ui.driving import Person, picture


@pytest.fixture
def ring(person: Person) -> Iterator[Ring]:
    ring = Ring(person.app.look)
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
    ring.show_left(seconds, seconds * 1000, 3_600_000, "Hold")
    assert ring.digits == digits


def test_a_screen_reader_takes_it_for_a_bar_with_a_name(ring: Ring) -> None:
    interface = QAccessible.queryAccessibleInterface(ring)
    assert interface.role() == QAccessible.Role.ProgressBar
    assert interface.text(QAccessible.Text.Name) == "Time left in this part"


@pytest.mark.parametrize("duration_s", [5, 9, 10, 25, 30, 45, 600])
def test_its_value_is_true_from_the_start_and_seldom_changes(ring: Ring, duration_s: int) -> None:
    ring.show_left(3, 3_000, 15_000, "Get ready")
    values = []
    for left_s in range(duration_s, -1, -1):
        ring.show_left(left_s, left_s * 1000, duration_s * 1000, "Hold")
        values.append(value_of(ring))
        assert left_s * 1000 <= values[-1] < left_s * 1000 + 10_000
    assert values[0] == duration_s * 1000
    assert values == sorted(values, reverse=True)
    assert len(set(values)) <= duration_s // 10 + 2


def test_digits_are_set_in_columns_so_that_they_do_not_dance(ring: Ring) -> None:
    widths = set()
    for seconds in (11, 38, 40):
        ring.show_left(seconds, seconds * 1000, 60_000, "")
        widths.add(round(ring._text_width(), 3))
    assert len(widths) == 1


def test_what_is_dimmed_is_fainter_but_its_word_is_not(ring: Ring, qapp: QApplication) -> None:
    def darkest(dimmed: bool, top: float, bottom: float) -> int:
        ring.show_left(25, 25_000, 25_000, "Paused", token="muted", dimmed=dimmed)
        image = picture(ring)
        rows = range(int(image.height() * top), int(image.height() * bottom))
        return min(
            QColor(image.pixelColor(x, y)).lightness() for x in range(100, 300) for y in rows
        )

    assert darkest(True, 0.35, 0.55) > darkest(False, 0.35, 0.55) + 40
    assert darkest(True, 0.68, 0.85) <= darkest(False, 0.68, 0.85) + 5
