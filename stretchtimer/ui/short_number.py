"""Numbers as short as they can be, written as the person writes them."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def short_number(number: float) -> str:
    """A number with at most one decimal."""
    rounded = round(number, 1)
    return QLocale().toString(rounded, ord("f"), 0 if rounded == int(rounded) else 1)
