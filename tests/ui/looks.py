"""What of a window is to be seen, to the pixel, and what of it moves."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QPropertyAnimation, QRect, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from tests.ui.driving import settle


def picture(widget: QWidget) -> QImage:
    settle()
    return widget.grab().toImage()


def apart(one: QImage, other: QImage) -> int:
    """By how much the most different colours of two pictures of one size differ."""
    here, there = (np.frombuffer(image.constBits(), np.uint8) for image in (one, other))
    return int(np.abs(np.subtract(here, there, dtype=np.int16)).max())


def colour_at(widget: QWidget, x: int, y: int) -> str:
    settle()
    spot = widget.grab(QRect(x, y, 1, 1)).toImage()
    return QColor(spot.pixelColor(0, 0)).name().upper()


def running(root: QObject) -> list[QObject]:
    """Every timer and animation below ``root`` that is at work.

    But for the one that has a session prepared, once, some seconds after the first page came.
    """
    timers = [
        timer
        for timer in root.findChildren(QTimer)
        if timer.isActive() and timer.objectName() != "rehearsal"
    ]
    animations = [
        animation
        for animation in root.findChildren(QPropertyAnimation)
        if animation.state() is QPropertyAnimation.State.Running
    ]
    return [*timers, *animations]
