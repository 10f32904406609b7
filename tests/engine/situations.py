"""A session of two stretches, played up to where a command comes."""

from __future__ import annotations

from stretchtimer.engine.model import StretchWords, Times
from stretchtimer.engine.plan import PhaseKind
from stretchtimer.engine.session import Status
from tests.engine.routines import (
    Played,
    routine,
    started,
    stretch,
)

LEAD_IN, HOLD, RELEASE = PhaseKind.LEAD_IN, PhaseKind.HOLD, PhaseKind.RELEASE
CHANGE_SIDES, CHANGE_OVER = PhaseKind.CHANGE_SIDES, PhaseKind.CHANGE_OVER
RUNNING, PAUSED, WAITING = Status.RUNNING, Status.PAUSED, Status.WAITING
COUNTING_IN, FINISHED = Status.COUNTING_IN, Status.FINISHED
WAITING_TIMES = Times(wait_until_ready=True)
EASY = stretch("a", words=StretchWords(position="Kneel.", easier="Kneel on a cushion."))
TWO = routine(stretch("a", two_sided=True), stretch("b"))
"""0 lead-in, 1 hold, 2 release, 3 change sides, 4 hold, 5 release, 6 change-over, 7 lead-in, ..."""


def played_to(index: int, into_ms: int = 1_000) -> Played:
    played = started(TWO)
    played.poll(played.state.plan.phases[index].start_ms + into_ms)
    assert played.state.phase_index == index
    return played
