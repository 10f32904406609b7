"""What the rest of the program may ask of a sound output, and the output that is silent.

An output is told ahead which sounds are wanted, each with its instant, and never to play "now":
- ``schedule`` replaces what was wanted before. A sound that is no longer named falls silent at
  once, or never begins; one that is named again goes on. Each sounds at most once.
- A sound that comes to an output later than ``TOO_LATE_MS`` after its instant means nothing any
  more, and is left out; one that is a little late is heard whole as soon as it can be.
- No call raises because of the world outside (no device, a file that cannot be read, a program
  that is missing): the session goes on, ``status()`` tells what is wrong.
- No call waits, except ``close(let_finish=True)``.
- All calls come from one thread, the one that built the output; listeners may be called from
  another thread where the class says so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import Enum
from typing import NamedTuple, Protocol

from stretchtimer.engine.notices import Notice

TOO_LATE_MS = 500
SETTLE_MS = 600
"""How long a device may need to wake before it lets the first sound through."""

DUMMY_DEVICE = "auto_null"
"""What PulseAudio and PipeWire offer so that programs go on when there is no real device."""

CLOSE_WAIT_MS = 9_000
"""The longest that ``close(let_finish=True)`` waits; no bundled sound is longer."""


class SoundFault(Enum):
    """Why nothing can be heard."""

    SWITCHED_OFF = "switched_off"
    NO_DEVICE = "no_device"
    NO_PROGRAM = "no_program"
    NOT_PLAYED = "not_played"
    NO_ANSWER = "no_answer"
    NO_SERVER = "no_server"
    NO_LIBPULSE = "no_libpulse"
    NOT_LOADED = "not_loaded"
    BROKEN = "broken"
    NEITHER_OUTPUT = "neither_output"
    """Neither the window's, as ``window`` tells, nor the simple player, as ``player`` does."""


class Sound(NamedTuple):
    """A clip that is to be heard: ``at_ms`` is its audible onset, on the monotonic clock."""

    at_ms: int
    clip: str


class AudioStatus(NamedTuple):
    """Whether sound can be heard, in a form a window or a terminal can show.

    ``output`` is the name of the device or program for people, "" if there is none. ``problem``
    tells what is missing and what to do. An output that does not know yet is not working and has
    no problem.
    """

    working: bool
    output: str
    problem: Notice | None = None


UNKNOWN = AudioStatus(working=False, output="")

StatusListener = Callable[[AudioStatus], None]


class AudioOut(Protocol):
    """Plays short clips, each at its instant, for as long as a session needs them."""

    def schedule(self, sounds: Collection[Sound]) -> None:
        """Take all the sounds that are wanted from now on, those included that sound already.

        Sounds at one time are heard together. A clip that there is not is logged, and not heard.
        """
        ...

    def hold_open(self) -> None:
        """Keep the device awake until ``let_go()``, so that no cue loses its beginning."""
        ...

    def let_go(self) -> None:
        """Let the device fall asleep again, once what sounds has ended."""
        ...

    def set_volume(self, volume: float) -> None:
        """Set the volume as it is perceived, 0..1 (beyond is clamped); 0 is nothing audible."""
        ...

    def status(self) -> AudioStatus:
        """Say what is known now, without asking anything that could wait."""
        ...

    def on_status_changed(self, listener: StatusListener) -> None:
        """Have ``listener`` called with each new status, from now on."""
        ...

    def close(self, *, let_finish: bool = False) -> None:
        """Give everything back; afterwards every other call does nothing.

        With ``let_finish`` a sound that has begun (the end of the routine, say) is heard to its end
        first, for at most ``CLOSE_WAIT_MS``. A program that quits hides its windows first and then
        closes this way, so that quitting feels immediate and the last sound is not cut.
        """
        ...


class StatusBoard:
    """The status of an output, and who listens to it; the base of all that can change theirs."""

    def __init__(self) -> None:
        self._status = UNKNOWN
        self._listeners: list[StatusListener] = []

    def status(self) -> AudioStatus:
        """Say what is known now, without asking anything that could wait."""
        return self._status

    def on_status_changed(self, listener: StatusListener) -> None:
        """Have ``listener`` called with each new status, from now on, by whoever sets it."""
        self._listeners.append(listener)

    def _notify(self) -> None:
        for listener in list(self._listeners):
            listener(self.status())


def amplitude(volume: float) -> float:
    """Turn a perceived volume (beyond 0..1 it is clamped) into a factor on the amplitude, 0..1.

    The cube, as sound servers do it: the middle of the slider is -18 dB, and its lower end stays
    useful.
    """
    return min(1.0, max(0.0, volume)) ** 3


class SilentOut:
    """The output for when nothing else works: it plays nothing and its status says why."""

    def __init__(self, problem: Notice | None = None) -> None:
        self._status = AudioStatus(working=False, output="", problem=problem)

    def schedule(self, sounds: Collection[Sound]) -> None:
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
