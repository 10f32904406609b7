"""What a person can set, with the defaults and what each may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from stretchtimer.engine.errors import InternalError
from stretchtimer.storage.routines.validators import (
    Allowed,
    choice,
    flag,
    halves,
    line,
    one_of,
    whole,
)


@dataclass(frozen=True)
class Settings:
    """All settings; raises InternalError when made with a value that is not allowed.

    ``volume`` is in percent and ``cue_shift_ms`` says how much earlier sounds are sent to a slow
    output. ``output`` is ``auto``, ``player``, ``off`` or ``device:`` and an id. ``last_routine``
    is an id or a file. A window size of 0 means that none was stored, in logical pixels.
    ``skin`` and ``clothing`` are indices of the figure's colours.

    ``talk`` says how much is spoken, ``breathing`` in which holds the breath is paced.
    ``room_mode`` begins sessions in the view for across the room, read from ``room_distance_m``
    and turned clockwise by ``room_turn`` degrees; ``screen_diagonal_mm`` corrects the size that
    the system tells of the screen (0: believe it). ``pulse`` says where the window takes on a
    colour at each cue. ``safety_read`` and ``hearing_checked`` note what is asked only once.
    """

    volume: int = 70
    muted: bool = False
    output: str = "auto"
    half_way: bool = True
    cue_shift_ms: int = 0
    theme: str = "system"
    motion: str = "system"
    keep_awake: bool = True
    letter_keys: bool = True
    last_routine: str = "post-walk"
    window_width: int = 0
    window_height: int = 0
    window_maximized: bool = False
    skin: int = 2
    clothing: int = 0
    talk: str = "full"
    breathing: str = "movements"
    breaths_per_minute: float = 6.0
    breath_sound: bool = False
    room_mode: bool = False
    room_distance_m: int = 3
    room_turn: int = 0
    screen_diagonal_mm: int = 0
    pulse: str = "room"
    safety_read: bool = False
    hearing_checked: bool = False

    def __post_init__(self) -> None:
        for name, value in self.as_table().items():
            if ALLOWED[name].parse(value) is None:
                raise InternalError(f"{name} is {value!r:.40}, not {ALLOWED[name].limit}")

    def as_table(self) -> dict[str, object]:
        """The settings by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


ALLOWED: Mapping[str, Allowed[object]] = {
    "volume": whole(0, 100),
    "muted": flag(),
    "output": line(1, 200),
    "half_way": flag(),
    "cue_shift_ms": whole(0, 1_000),
    "theme": choice("system", "light", "dark", "contrast"),
    "motion": choice("system", "full", "less"),
    "keep_awake": flag(),
    "letter_keys": flag(),
    "last_routine": line(1, 1_000),
    "window_width": whole(0, 20_000),
    "window_height": whole(0, 20_000),
    "window_maximized": flag(),
    "skin": whole(0, 4),
    "clothing": whole(0, 3),
    "talk": choice("full", "short", "tones"),
    "breathing": choice("off", "movements", "always"),
    "breaths_per_minute": halves(4, 10),
    "breath_sound": flag(),
    "room_mode": flag(),
    "room_distance_m": whole(2, 4),
    "room_turn": one_of(0, 90, 180, 270),
    "screen_diagonal_mm": whole(0, 5_000),
    "pulse": choice("off", "room", "always"),
    "safety_read": flag(),
    "hearing_checked": flag(),
}
"""Every setting by name."""
