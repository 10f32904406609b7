"""Sessions seen from across the room, on screens of known size."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPropertyAnimation, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from stretchtimer.ui.session.page import SessionPage
from stretchtimer.ui.session.room import view as room_view
from stretchtimer.ui.settings import room_settings
from stretchtimer.ui.widgets.legibility import ScreenSize
from tests.ui.driving import Person, part_of, settle
from tests.ui.looks import picture
from tests.ui.places import Size

Mask = NDArray[np.bool_]


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
    part_of(person.window.session.fading, QPropertyAnimation).setCurrentTime(10_000)


def read_parts(page: SessionPage) -> list[QWidget]:
    """What is to be read or looked at from across the room, as far as it is there."""
    parts = (page.name, page.badge, page.cue, page.ring, page.stage)
    return [part for part in parts if part.isVisible()]


def ink_box(widget: QWidget, ink: QColor) -> QRect:
    """Where in a widget there is ink."""
    mask = dark(picture(widget), ink)
    (xs,), (ys,) = mask.any(0).nonzero(), mask.any(1).nonzero()
    left, top = int(xs[0]), int(ys[0])
    return QRect(left, top, int(xs[-1]) - left + 1, int(ys[-1]) - top + 1)


def dark(image: QImage, ink: QColor) -> Mask:
    """All pixels, row by row, that are about as light as ink, and as grey."""
    plain = image.convertToFormat(QImage.Format.Format_RGBX8888)
    pixels = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.width(), 4)
    low, high = (of(pixels[..., :3], axis=2).astype(np.int16) for of in (np.min, np.max))
    mask: Mask = (np.abs((low + high) // 2 - ink.lightness()) < 40) & (high - low < 40)
    return mask
