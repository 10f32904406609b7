"""What is still to be told in a session: laid out anew by one rule whenever it moves.

- Entering a phase, by the clock or by a command, and every other command go the same way.
- Speech and numbers fall silent when a phase is left or time stops; what was cut was not heard,
  and stays owed. Other sounds ring on, and nothing begins below them.
- A phase that is made longer cuts nothing: what is being said, with all that follows before the
  next sound, stays where it is.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from stretchtimer.engine.cue_layout import Layout, Outset, lines_of, pause_after
from stretchtimer.engine.cues import Cue, CueKind, CueStyle
from stretchtimer.engine.plan import Phase
from stretchtimer.engine.session import SessionState, Status
from stretchtimer.engine.speech import Known

_HUSHED = (CueKind.SPEECH, CueKind.COUNT, CueKind.REPETITION)


def emitted(state: SessionState, cue: Cue, due_ms: int) -> SessionState:
    """The session after the cue has begun to sound."""
    until_ms = due_ms + state.style.length_ms(cue.clip)
    return replace(state, last_sound=cue, sounds_until_ms=until_ms)


def hushed(state: SessionState, now_ms: int) -> SessionState:
    """The session with what is being said cut, and no longer among what was heard."""
    last = state.last_sound
    if last is None or last.kind not in _HUSHED:
        return state
    # The parts of a line follow one another without a pause.
    end_ms = last.offset_ms + state.style.length_ms(last.clip)
    has_more = (last.line, end_ms) in {(cue.line, cue.offset_ms) for cue in state.cues[:1]}
    heard = state.heard
    if last.line and (has_more or now_ms < state.sounds_until_ms):
        heard = tuple(cue for cue in heard if cue.line is not last.line)
    return replace(state, heard=heard, sounds_until_ms=min(state.sounds_until_ms, now_ms))


def known_on(state: SessionState, phase: Phase) -> Known:
    """What the person will know in that phase, coming from the present one."""
    known = state.known.and_heard(lines_of(state.heard))
    return known.on_the_way(state.plan, state.phase, phase)


def rescheduled(state: SessionState, now_ms: int, *, by_command: bool) -> SessionState:
    """The session with the cues that are still to come of its present phase."""
    outset = _outset(state, now_ms, by_command=by_command)
    waits = state.phase.waits and not state.is_done
    phase = replace(state.phase, duration_ms=state.duration_ms, waits=waits)
    layout = Layout(state.plan, phase, state.style, state.known, outset)
    return replace(state, cues=layout.cues())


def _outset(state: SessionState, now_ms: int, *, by_command: bool) -> Outset:
    """Where the session stands in its present phase."""
    runs = state.status in (Status.RUNNING, Status.WAITING)
    into_ms = max(0, now_ms - state.origin_ms) if runs else state.stood_ms
    zero_ms = now_ms - into_ms if state.status is Status.PAUSED else state.origin_ms
    busy_ms = state.sounds_until_ms - zero_ms
    goes_on = state.phase.is_hold and state.status is not Status.RUNNING
    begins_ms = into_ms if goes_on or not (state.heard or into_ms) else None
    if begins_ms is not None and by_command:
        begins_ms = max(begins_ms, busy_ms)
    kept = takewhile(lambda cue: cue.kind is CueKind.SPEECH, state.cues)
    return Outset(
        into_ms=into_ms,
        begins_ms=begins_ms,
        busy_ms=busy_ms,
        pause_ms=pause_after(state.last_sound) if state.last_sound else 0,
        heard=state.heard,
        kept=tuple(kept) if state.status is Status.RUNNING else (),
    )


def restyled(state: SessionState, style: CueStyle) -> SessionState:
    """The session in another style, such as when words can be spoken that could not be.

    The present phase goes on as it began; what it does not say stays owed.
    """
    # What sounds now is as long as ever.
    return replace(
        state, style=replace(style, lengths_ms={**state.style.lengths_ms, **style.lengths_ms})
    )
