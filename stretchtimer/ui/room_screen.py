"""The screen that a widget is on, with its size as the system tells it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from stretchtimer.ui.room_sizes import ScreenSize


def screen_of(widget: QWidget) -> ScreenSize:
    """The screen's size in logical pixels and in millimetres."""
    screen = widget.screen()
    pixels, told = screen.size(), screen.physicalSize()
    return ScreenSize(pixels.width(), pixels.height(), told.width(), told.height())
