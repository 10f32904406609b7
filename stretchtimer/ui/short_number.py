"""Numbers as short as they can be, written as the person writes them."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def short_number(number: float) -> str:
    """A number with at most one decimal."""
    # Qt's usual form has no needless zero, and how another is named differs between versions.
    return QLocale().toString(round(float(number), 1))
