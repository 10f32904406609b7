"""What can be done to a session: each command, with its values.

When one is taken, and what follows from it, stands in ``state_machine``.
"""

from __future__ import annotations

from dataclasses import dataclass

from stretchtimer.engine.plan import EXTENSION_MS


@dataclass(frozen=True)
class Start:
    """Begin; the first phase starts ``settle_ms`` from now, so that the sound device can wake."""

    settle_ms: int = 0


@dataclass(frozen=True)
class Pause:
    """Stop the clock where it is."""


@dataclass(frozen=True)
class Resume:
    """Let the clock run again, ``settle_ms`` from now; a hold is counted in first."""

    settle_ms: int = 0


@dataclass(frozen=True)
class Next:
    """Leave the present phase for the next one that is no release."""


@dataclass(frozen=True)
class SkipStretch:
    """Leave the present stretch, with all its sides and repetitions, for what follows it."""


@dataclass(frozen=True)
class ChooseWay:
    """Have a stretch told the easier way from now on, or the usual one."""

    stretch_id: str
    easier: bool


@dataclass(frozen=True)
class Previous:
    """Go back to the approach of the hold before (after a hold: of that hold)."""


@dataclass(frozen=True)
class Restart:
    """Hold the present hold again from its beginning."""


@dataclass(frozen=True)
class Extend:
    """Make the present phase longer; an alternating hold by whole cycles, a counted one by one."""

    by_ms: int = EXTENSION_MS


@dataclass(frozen=True)
class GoTo:
    """Go to the phase of that index."""

    phase_index: int


@dataclass(frozen=True)
class Ready:
    """The person is in position: begin the hold that this phase leads up to.

    In an open hold: they are done, and go on.
    """


@dataclass(frozen=True)
class Finish:
    """End the session here."""


@dataclass(frozen=True)
class NoticeGap:
    """The machine stood still for ``gap_ms``: pause where the session was."""

    gap_ms: int


Command = (
    Start
    | Pause
    | Resume
    | Next
    | SkipStretch
    | ChooseWay
    | Previous
    | Restart
    | Extend
    | GoTo
    | Ready
    | Finish
)
AnyCommand = Command | NoticeGap
