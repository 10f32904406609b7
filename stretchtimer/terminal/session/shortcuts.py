"""The keys of a session in a terminal, as data."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from stretchtimer.engine.model import Stretch
from stretchtimer.services.session.control import Act
from stretchtimer.terminal.session.screen_content import Over


class KeyBinding(NamedTuple):
    """The keys for one act, or for what lies over the session; ``others`` are told to nobody."""

    act: Act | Over
    keys: tuple[str, ...]
    others: tuple[str, ...] = ()


BINDINGS = (
    KeyBinding(Act.PAUSE, ("space",)),
    KeyBinding(Act.NEXT, ("right", "n"), ("page_down",)),
    KeyBinding(Act.SKIP, ("s", "shift_right")),
    KeyBinding(Act.BACK, ("left", "b"), ("page_up",)),
    KeyBinding(Act.READY, ("enter",)),
    KeyBinding(Act.RESTART, ("r",), ("home",)),
    # = is the same key without Shift on many keyboards.
    KeyBinding(Act.EXTEND, ("+",), ("=",)),
    KeyBinding(Act.MUTE, ("m",)),
    KeyBinding(Over.HURTS, ("h",)),
    KeyBinding(Over.KEYS, ("?",), ("f1",)),
    KeyBinding(Act.LEAVE, ("q", "escape")),
)


class Choice(str, Enum):
    """What can be done when it hurts."""

    EASIER = "easier"
    SKIP = "skip"
    HELP = "help_now"
    RESUME = "resume"
    LEAVE = "leave"


HURTS_KEYS: Mapping[str, Choice] = {
    "e": Choice.EASIER,
    "s": Choice.SKIP,
    "g": Choice.HELP,
    "space": Choice.RESUME,
    "q": Choice.LEAVE,
}


def choices_for(stretch: Stretch) -> tuple[tuple[str, Choice], ...]:
    """The keys of what can be done when that stretch hurts."""
    return tuple(
        (key, choice)
        for key, choice in HURTS_KEYS.items()
        if choice is not Choice.EASIER or stretch.can_be(True)
    )


def act_for(key: str) -> Act | Over | None:
    """What a key does; None when it does nothing."""
    return next((binding.act for binding in BINDINGS if key in binding.keys + binding.others), None)
