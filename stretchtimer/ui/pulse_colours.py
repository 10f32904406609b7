"""The colours that the window takes on at cues, each far enough from the words to be read on."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QColor

from stretchtimer.ui.theme import Theme

_LIGHT = {
    "ready": "#B7D7F5",
    "hold": "#9FE0CC",
    "midst": "#DCC8F5",
    "count": "#FBCB9D",
    "out": "#EFE07F",
    "sides": "#F9BFD3",
}
_DARK = {
    "ready": "#1B4468",
    "hold": "#0F524A",
    "midst": "#483875",
    "count": "#6E3A1A",
    "out": "#534A0C",
    "sides": "#6B2A49",
}


def tints(theme: Theme) -> Mapping[str, str]:
    """Each tint of a theme: ink on it has a contrast of at least 7 to 1, the ring of 3 to 1."""
    return _DARK if theme.is_dark else _LIGHT


def tinted(theme: Theme, tint: str, level: float) -> QColor:
    """The ground of the window with so much (0 to 1) of a tint."""
    ground, colour = QColor(theme.bg), QColor(tints(theme)[tint])
    return QColor.fromRgbF(
        ground.redF() + (colour.redF() - ground.redF()) * level,
        ground.greenF() + (colour.greenF() - ground.greenF()) * level,
        ground.blueF() + (colour.blueF() - ground.blueF()) * level,
    )
