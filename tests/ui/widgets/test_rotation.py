"""Turning rectangles and painters by quarters of a circle."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from stretchtimer.ui.widgets.rotation import turn_painter, turned, upright

TURNS = [0, 90, 180, 270]
WINDOW = QSize(300, 200)


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.usefixtures("qapp")
def test_what_is_painted_turned_lies_where_its_rectangle_is_said_to(turn: int) -> None:
    room = upright(WINDOW, turn)
    place = QRect(10, 20, 50, 30)
    image = QImage(WINDOW, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    whole = turn_painter(painter, WINDOW, turn)
    painter.fillRect(place, QColor("black"))
    painter.end()
    assert whole == QRect(0, 0, room.width(), room.height())
    expected = turned(place, room, turn)
    found = {
        (x, y)
        for x in range(WINDOW.width())
        for y in range(WINDOW.height())
        if image.pixelColor(x, y) == QColor("black")
    }
    assert len(found) == place.width() * place.height()
    assert all(expected.contains(x, y) for x, y in found)


@pytest.mark.parametrize(
    ("turn", "corner"), [(0, (0, 0)), (90, (290, 0)), (180, (290, 190)), (270, (0, 190))]
)
def test_turns_are_clockwise(turn: int, corner: tuple[int, int]) -> None:
    """The upper left corner of what is read goes round the corners of the window."""
    found = turned(QRect(0, 0, 10, 10), upright(WINDOW, turn), turn)
    assert (found.x(), found.y(), found.width(), found.height()) == (*corner, 10, 10)


@pytest.mark.parametrize("turn", TURNS)
def test_a_turned_room_fills_the_window(turn: int) -> None:
    room = upright(WINDOW, turn)
    whole = QRect(0, 0, room.width(), room.height())
    assert turned(whole, room, turn) == QRect(0, 0, WINDOW.width(), WINDOW.height())


def test_four_quarters_are_a_whole_turn(qapp: QApplication) -> None:
    room, place = WINDOW, QRect(7, 11, 60, 25)
    for _ in range(4):
        room, place = room.transposed(), turned(place, room, 90)
    assert place == QRect(7, 11, 60, 25)
