"""Waits for pictures that are decoded elsewhere, and tells whether a red one is to be seen."""

from __future__ import annotations

import threading

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from tests.pictures import RED, png
from tests.ui.driving import settle
from tests.ui.looks import picture

LONGEST_S = 60
"""Nothing takes as long as that, unless it never ends."""


def red_png() -> bytes:
    """A large red picture."""
    return png(600, 450)


def is_red(colour: QColor) -> bool:
    return abs(colour.red() - RED[0]) < 12 and max(colour.green(), colour.blue()) < 60


def red_share(widget: QWidget) -> float:
    """How much of a grid of points on a widget is red."""
    seen = picture(widget)
    spots = [
        seen.pixelColor(x, y) for x in range(2, seen.width(), 7) for y in range(2, seen.height(), 7)
    ]
    return sum(map(is_red, spots)) / len(spots)


def decode() -> None:
    """Waits for what is decoded elsewhere, as long as that takes."""
    for thread in threading.enumerate():
        if thread.name in ("later stills", "own pictures"):
            thread.join(LONGEST_S)
    settle()


def comes(widget: QWidget, least: float = 0.2) -> bool:
    """Whether the red picture is seen, once it was asked for and decoded."""
    picture(widget)
    decode()
    return red_share(widget) > least
