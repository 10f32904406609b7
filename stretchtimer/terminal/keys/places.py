"""The letters of an English keyboard by what other layouts write in their places.

A terminal tells what was written, not which key was pressed. So where a keyboard writes Cyrillic,
Greek, Hebrew or Arabic, its letters stand for those of the same key: who reads "press n" finds it
there. Letters that two layouts have in different places mean what most people mean by them.
"""

from __future__ import annotations

_ENGLISH = "qwertyuiopasdfghjklzxcvbnm"
_LAYOUTS = (
    # Russian, and Ukrainian and Belarusian where they differ.
    "йцукенгшщзфывапролдячсмить",
    "йцукенгшўзфівапролдячсмить",
    # Greek has no letter in the place of Q, and two at that of W.
    ";ςερτυθιοπασδφγηξκλζχψωβνμ",
    # Hebrew has none in the places of Q and W.
    "/'קראטוןםפשדגכעיחלךזסבהנמצ",
    "ضصثقفغعهخحشسيبلاتنمئءؤر\0ىة",
)
_PLACES = {
    written: letter
    for layout in reversed(_LAYOUTS)
    for written, letter in zip(layout, _ENGLISH, strict=True)
    if written.isalpha()
}


def letter_meant(written: str) -> str:
    """The letter that an English keyboard has in that place; others, and signs, stay."""
    return _PLACES.get(written, written)
