"""The figure's colours: five skin tones, four sets of clothes, and what the theme adds."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor

from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.theme.colour_mixing import luminance
from stretchtimer.ui.theme.palettes import DARK, LIGHT

ColourLike = QColor | str


class FigureColours(NamedTuple):
    """The colours of the figure and its mat, each a QColor or "#rrggbb".

    With `outline` the body and the mat get a line round them, for those who need more contrast.
    """

    skin: ColourLike
    hair: ColourLike
    shirt: ColourLike
    trousers: ColourLike
    mat: ColourLike
    shadow: ColourLike
    highlight: ColourLike
    outline: ColourLike | None = None
    cushion: ColourLike = "#C7B8DA"
    towel: ColourLike = "#F6F2EA"
    wood: ColourLike = "#B08D68"


_DARK = 0.15
"""A mat that is darker than this lies in a dark room."""


def is_dark(colour: QColor) -> bool:
    """Whether that is the colour of a mat in a dark room."""
    return luminance(colour) < _DARK


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


def figure_colours(appearance: Appearance) -> FigureColours:
    """The colours for the present theme and the person's choice."""
    skin, hair = SKINS[appearance.skin]
    shirt, trousers = CLOTHES[appearance.clothing]
    dark = appearance.theme.is_dark
    contrast = appearance.theme.is_high_contrast
    return FigureColours(
        skin=skin,
        hair=hair,
        shirt=shirt,
        trousers=trousers,
        mat=appearance.theme.bg if contrast else "#2C4A46" if dark else "#BFD8CD",
        shadow="#000000",
        highlight=(DARK if dark else LIGHT).hold,
        outline=appearance.theme.ink if contrast else None,
    )
