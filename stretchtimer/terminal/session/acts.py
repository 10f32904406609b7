"""What a person can do in a session, and by which keys."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Act(str, Enum):
    """One thing to do."""

    PAUSE = "pause"
    NEXT = "next"
    BACK = "back"
    RESTART = "restart"
    EXTEND = "extend"
    READY = "ready"
    MUTE = "mute"
    HELP = "help"
    LEAVE = "leave"


class Binding(NamedTuple):
    """The keys for one act; ``others`` do the same and are told to nobody."""

    act: Act
    keys: tuple[str, ...]
    others: tuple[str, ...] = ()


BINDINGS = (
    Binding(Act.PAUSE, ("space",)),
    Binding(Act.NEXT, ("right", "n"), ("page_down",)),
    Binding(Act.BACK, ("left", "b"), ("page_up",)),
    Binding(Act.READY, ("enter",)),
    Binding(Act.RESTART, ("r",), ("home",)),
    # = is the same key without Shift on many keyboards.
    Binding(Act.EXTEND, ("+",), ("=",)),
    Binding(Act.MUTE, ("m",)),
    Binding(Act.HELP, ("?",), ("f1",)),
    Binding(Act.LEAVE, ("q", "escape")),
)


def act_for(key: str) -> Act | None:
    """What a key does; None when it does nothing."""
    return next((binding.act for binding in BINDINGS if key in binding.keys + binding.others), None)
