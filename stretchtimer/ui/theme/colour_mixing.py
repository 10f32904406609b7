"""How light a colour is, lighter ones of its kind, and those between two others."""

from __future__ import annotations

from PySide6.QtGui import QColor


def mixed(a: QColor, b: QColor, share: float) -> QColor:
    """The colour that lies so far (0 to 1) on the way from ``a`` to ``b``."""
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * share,
        a.greenF() + (b.greenF() - a.greenF()) * share,
        a.blueF() + (b.blueF() - a.blueF()) * share,
    )


def luminance(colour: QColor) -> float:
    """How light a colour is to the eye, from 0 to 1."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(p) for p in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lifted(colour: QColor, floor: float) -> QColor:
    """The colour, or a lighter one of the same hue that is at least as light as `floor`."""
    while luminance(colour) < floor:
        colour = mixed(colour.lighter(108), QColor("white"), 0.01)
    return colour
