"""Sessions seen from across the room, on screens of known size."""

from __future__ import annotations

import sys
from itertools import compress, count

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from stretchtimer.ui.session.page import SessionPage
from stretchtimer.ui.session.room import view as room_view
from stretchtimer.ui.settings import room_settings
from stretchtimer.ui.widgets.legibility import ScreenSize
from tests.ui.driving import Person, picture, settle
from tests.ui.places import Size


def on_screen(monkeypatch: pytest.MonkeyPatch, size: ScreenSize) -> None:
    """Has the window be on a screen of that size."""

    def screen_of(_widget: QWidget) -> ScreenSize:
        return size

    monkeypatch.setattr(room_view, "screen_of", screen_of)
    monkeypatch.setattr(room_settings, "screen_of", screen_of)


def widen(person: Person, size: Size) -> None:
    """Makes the window exactly so large, as a full screen would."""
    person.window.setMinimumSize(1, 1)
    person.window.resize(*size)
    QApplication.processEvents()
    settle()
    assert (person.window.width(), person.window.height()) == size


def calm(person: Person) -> None:
    """Waits until nobody has touched anything for a while, so that the controls are gone."""
    person.window.session.fading.fade()
    person.window.session.fading._fade.setCurrentTime(10_000)


def read_parts(page: SessionPage) -> list[QWidget]:
    """What is to be read or looked at from across the room, as far as it is there."""
    parts = (page.name, page.badge, page.cue, page.ring, page.stage)
    return [part for part in parts if part.isVisible()]


def ink_box(widget: QWidget, ink: QColor) -> QRect:
    """Where in a widget there is ink."""
    mask = dark(picture(widget), ink)
    xs = [x for x, _ in mask]
    ys = [y for _, y in mask]
    return QRect(min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)


def dark(image: QImage, ink: QColor) -> set[tuple[int, int]]:
    """All pixels that are about as light as ink, and as grey."""
    plain = image.convertToFormat(QImage.Format.Format_RGBX8888)
    pixels, wide = memoryview(plain.constBits()).cast("B").cast("I"), plain.width()
    # Few colours are in a picture, but millions of pixels, which are not looked at in Python.
    inky = {pixel for pixel in set(pixels) if _is_inky(pixel, ink.lightness())}
    spots = compress(count(), map(inky.__contains__, pixels))
    return {(spot % wide, spot // wide) for spot in spots}


def _is_inky(pixel: int, wanted: int) -> bool:
    *rgb, _ = pixel.to_bytes(4, sys.byteorder)
    low, high = min(rgb), max(rgb)
    return abs((low + high) // 2 - wanted) < 40 and high - low < 40
