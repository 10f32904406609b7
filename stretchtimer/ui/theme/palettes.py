"""The colours and type sizes of the window, in one place; a widget invents none.

Contrast by WCAG: all text at least 4.5 to 1, session text at least 7 to 1, outlines of controls
3 to 1. High contrast is ink on background alone, with outlines of two pixels and no fills; only
what cannot be pressed is grey, and its outline dashed.
"""

from __future__ import annotations

from typing import NamedTuple

from stretchtimer.services.person.choices import ThemeChoice


class Theme(NamedTuple):
    """The colours by what they are for; ``outline_px`` is the width of a control's outline."""

    is_dark: bool
    bg: str
    surface: str
    soft: str
    ink: str
    muted: str
    accent: str
    on_accent: str
    hold: str
    line: str
    outline: str
    off: str
    outline_px: int = 1

    @property
    def is_high_contrast(self) -> bool:
        """Whether nothing but ink and background is used, with strong outlines."""
        return self.outline_px > 1


LIGHT = Theme(
    is_dark=False,
    bg="#F5F2EC",
    surface="#FFFFFF",
    soft="#D9EAE6",
    ink="#1C2629",
    muted="#55625F",
    accent="#136B6B",
    on_accent="#FFFFFF",
    hold="#B5452C",
    line="#CFC9BE",
    outline="#55625F",
    off="#55625F",
)

DARK = Theme(
    is_dark=True,
    bg="#12181A",
    surface="#1B2326",
    soft="#1F3B3B",
    ink="#F0EDE6",
    muted="#A9B5B3",
    accent="#6FCDC4",
    on_accent="#12181A",
    hold="#F2A07B",
    line="#36423F",
    outline="#A9B5B3",
    off="#A9B5B3",
)

BODY = 1.0
SMALL = 0.9
LEAD = 1.25
TITLE = 1.75

DIMMED = 0.5
"""How much of figure and ring is left to see while a session is paused, but in high contrast."""


def high_contrast(theme: Theme) -> Theme:
    """The same theme reduced to ink on background."""
    return theme._replace(
        surface=theme.bg,
        soft=theme.bg,
        muted=theme.ink,
        accent=theme.ink,
        on_accent=theme.bg,
        hold=theme.ink,
        line=theme.ink,
        outline=theme.ink,
        off="#8C9896" if theme.is_dark else "#6C7673",
        outline_px=2,
    )


def theme_for(choice: ThemeChoice, system_dark: bool, system_contrast: bool) -> Theme:
    """The theme for a setting."""
    dark = {ThemeChoice.LIGHT: False, ThemeChoice.DARK: True}.get(choice, system_dark)
    base = DARK if dark else LIGHT
    contrast = choice is ThemeChoice.CONTRAST or (choice is ThemeChoice.SYSTEM and system_contrast)
    return high_contrast(base) if contrast else base
