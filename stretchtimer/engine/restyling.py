"""Another style in the middle of a session, such as when words can be spoken that could not be."""

from __future__ import annotations

from dataclasses import replace

from stretchtimer.engine.cues import Arrival, CueStyle, cue_map
from stretchtimer.engine.plan import PhaseKind
from stretchtimer.engine.session import SessionState, Status
from stretchtimer.engine.speech import Line

_NAMING = frozenset({Line.NAME, Line.NEXT, Line.AGAIN, Line.OTHER_SIDE})
"""Whoever has heard none of these does not know which stretch it is: then the side means little."""


def restyled(state: SessionState, style: CueStyle) -> SessionState:
    """The session with the cues of all phases to come in another style.

    The present phase goes on as it began. What it does not say of the hold it leads up to is said
    in the phases that follow.
    """
    # What sounds now is as long as ever.
    style = replace(style, lengths_ms={**state.style.lengths_ms, **style.lengths_ms})
    return replace(state, style=style, cue_map=cue_map(state.plan, style, _arrival(state)))


def _arrival(state: SessionState) -> Arrival | None:
    """How the next phase is come to, where it belongs to the same hold as the present one."""
    leads_up = not state.phase.is_hold and state.phase.kind is not PhaseKind.RELEASE
    if state.status is Status.READY or not leads_up:
        return None
    said = frozenset(cue.line for cue in (*state.heard, *state.cues) if cue.line) | state.known
    return Arrival(state.phase_index + 1, said if said & _NAMING else frozenset())
