"""The values of settings that have fixed ones; each is written to the file as it stands here.

What the engine obeys (``Talk``, ``Paced``) is the engine's own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TypeVar

from stretchtimer.storage.routines.value_types import Allowed, choice
from stretchtimer.storage.settings_file import SettingsFile

E = TypeVar("E", bound=Enum)


class Output(str, Enum):
    """By what sounds are played, where it is no device: that is ``DEVICE`` and its id."""

    AUTO = "auto"
    PLAYER = "player"
    OFF = "off"


DEVICE = "device:"


class ThemeChoice(str, Enum):
    """Which colours the window has."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class MotionChoice(str, Enum):
    """Whether things move."""

    SYSTEM = "system"
    FULL = "full"
    LESS = "less"


class PulseChoice(str, Enum):
    """Where the window takes on a colour at each cue."""

    OFF = "off"
    ROOM = "room"
    ALWAYS = "always"


def member(kind: type[E]) -> Allowed[E]:
    """One of the values of an enum."""
    by_value = {one.value: one for one in kind}

    def parse(value: object) -> E | None:
        return by_value.get(value) if isinstance(value, str) else None

    return Allowed(choice(*by_value).limit, parse)


def stored_theme(path: Path, today: Callable[[], date]) -> ThemeChoice:
    """The theme alone: the table of all settings takes longer than the first picture may."""
    usual = {"theme": ThemeChoice.SYSTEM}
    loaded = SettingsFile(path, today, {"theme": member(ThemeChoice)}, usual).load()
    return ThemeChoice(loaded.values["theme"])
