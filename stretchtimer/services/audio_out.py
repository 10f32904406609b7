"""What the rest of the program may ask of a sound output, and the output that is silent.

Rules every output keeps:
- No call raises because of the world outside (no device, a file that cannot be read, a program
  that is missing): the session goes on, `status()` says in words what is wrong.
- No call waits, except `close(let_finish=True)`.
- All calls come from one thread, the one that built the output; listeners may be called from
  another thread where the class says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

CLOSE_WAIT_MS = 9_000
"""The longest that `close(let_finish=True)` waits; no bundled sound is longer."""

SILENCE = "silence"
"""The clip that `hold_open()` plays without end; load it with the others."""


@dataclass(frozen=True)
class AudioStatus:
    """Whether sound can be heard, in a form a window or a terminal can show.

    `output` is the name of the device or program for people, "" if there is none. `problem` is ""
    or one sentence saying what is missing and what to do. An output that does not know yet is not
    working and has no problem.
    """

    working: bool
    output: str
    problem: str


StatusListener = Callable[[AudioStatus], None]


class AudioOut(Protocol):
    """Plays short clips at once, for as long as a session needs them."""

    @property
    def latency_ms(self) -> int:
        """Typical time from `play()` to the audible onset, so that a caller can call earlier."""
        ...

    def load(self, clips: Mapping[str, Path]) -> None:
        """Make the clips (name -> wav file) ready to play; they replace the ones loaded before."""
        ...

    def play(self, clip: str, gain: float = 1.0) -> None:
        """Start a clip now, from its beginning, at `gain` (0..1, a factor on the amplitude).

        A clip that is already sounding starts again; different clips sound together. A name that
        was not loaded is logged and plays nothing.
        """
        ...

    def stop(self, clip: str | None = None) -> None:
        """Silence every clip that is sounding, or only the one that is named."""
        ...

    def hold_open(self) -> None:
        """Keep the device awake until `let_go()`, so that no cue loses its beginning."""
        ...

    def let_go(self) -> None:
        """Let the device fall asleep again."""
        ...

    def set_volume(self, volume: float) -> None:
        """Set the volume as it is perceived, 0..1 (beyond is clamped); 0 is nothing audible."""
        ...

    def status(self) -> AudioStatus:
        """Say what is known now, without asking anything that could wait."""
        ...

    def on_status_changed(self, listener: StatusListener) -> None:
        """Have `listener` called with each new status, from now on."""
        ...

    def close(self, *, let_finish: bool = False) -> None:
        """Give everything back; afterwards every other call does nothing.

        With `let_finish` a sound that has begun (the end of the routine, say) is heard to its end
        first, for at most `CLOSE_WAIT_MS`. A program that quits hides its windows first and then
        closes this way, so that quitting feels immediate and the last sound is not cut.
        """
        ...


def amplitude(volume: float) -> float:
    """Turn a perceived volume (beyond 0..1 it is clamped) into a factor on the amplitude, 0..1.

    The cube, as sound servers do it: the middle of the slider is -18 dB, and its lower end stays
    useful.
    """
    return min(1.0, max(0.0, volume)) ** 3


class SilentOut:
    """The output for when nothing else works: it plays nothing and its status says why."""

    latency_ms = 0

    def __init__(self, problem: str) -> None:
        self._status = AudioStatus(working=False, output="", problem=problem)

    def load(self, clips: Mapping[str, Path]) -> None:
        pass

    def play(self, clip: str, gain: float = 1.0) -> None:
        pass

    def stop(self, clip: str | None = None) -> None:
        pass

    def hold_open(self) -> None:
        pass

    def let_go(self) -> None:
        pass

    def set_volume(self, volume: float) -> None:
        pass

    def status(self) -> AudioStatus:
        return self._status

    def on_status_changed(self, listener: StatusListener) -> None:
        """Keep no listener: this status never changes."""

    def close(self, *, let_finish: bool = False) -> None:
        pass
