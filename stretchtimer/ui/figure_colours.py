"""The figure's colours: five skin tones, four sets of clothes, and what the theme adds."""

from __future__ import annotations

from stretchtimer.ui.figure_painter import FigureColours
from stretchtimer.ui.look import Look
from stretchtimer.ui.theme import DARK, LIGHT

SKINS = (
    ("#F3D0B5", "#6B4A2F"),
    ("#E5B08C", "#4A3122"),
    ("#C98F66", "#2E211A"),
    ("#9A643F", "#1F1714"),
    ("#6B432C", "#151110"),
)
"""Skin and hair, from light to dark."""

CLOTHES = (
    ("#2A7F7C", "#33405F"),
    ("#B8604A", "#3D4A52"),
    ("#7A6AA0", "#3A4458"),
    ("#C79A3B", "#41505A"),
)
"""Shirt and trousers."""


def figure_colours(look: Look) -> FigureColours:
    """The colours for the present theme and the person's choice."""
    skin, hair = SKINS[look.skin]
    shirt, trousers = CLOTHES[look.clothing]
    dark = look.theme.is_dark
    contrast = look.theme.outline_px > 1
    return FigureColours(
        skin=skin,
        hair=hair,
        shirt=shirt,
        trousers=trousers,
        mat=look.theme.bg if contrast else "#2C4A46" if dark else "#BFD8CD",
        shadow="#000000",
        highlight=(DARK if dark else LIGHT).hold,
        outline=look.theme.ink if contrast else None,
    )
