"""What is still to be heard of a phase after a pause, or when the phase is made longer.

After a pause a line that it cut is said again, and the rest follows:
- A line is said from its first part, never from its middle.
- A line that would not end in time is left out; the later ones still come if they fit.
- Only what is said before the next sound moves; what belongs to a later one stays with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stretchtimer.engine.cues import (
    AFTER_SOUND_MS,
    BEFORE_SOUND_MS,
    BETWEEN_LINES_MS,
    Arrival,
    Cue,
    CueKind,
    CueStyle,
    cue_map,
    start_cue,
)
from stretchtimer.engine.session import SessionState
from stretchtimer.engine.speech import Line


def after_pause(state: SessionState, from_ms: int) -> tuple[Cue, ...]:
    """The cues to come; what a pause cut is said again, no sooner than ``from_ms``."""
    end_ms = None if state.phase.waits else state.duration_ms
    return _said_again(
        state.heard,
        state.cues,
        state.style,
        stood_ms=state.stood_ms,
        from_ms=from_ms,
        end_ms=end_ms,
    )


def after_go(state: SessionState) -> tuple[Cue, ...]:
    """The cues to come; a hold that goes on starts with the same sound as one that begins."""
    go_until_ms = _go_until_ms(state)
    if go_until_ms > state.duration_ms:
        return state.cues
    # The sound says "hold" already, and those it covers are past.
    left = [c for c in state.cues if c.offset_ms >= go_until_ms or c.kind is CueKind.SPEECH]
    state = replace(state, cues=tuple(cue for cue in left if cue.line is not Line.HOLD))
    return (start_cue(state.stood_ms), *after_pause(state, go_until_ms + AFTER_SOUND_MS))


def _go_until_ms(state: SessionState) -> int:
    """How far into the hold the sound with which it goes on lasts."""
    return state.stood_ms + state.style.length_ms(start_cue(state.stood_ms).clip)


def of_longer(state: SessionState, duration_ms: int, heard_ms: int) -> tuple[Cue, ...]:
    """What is still to come of a phase that is made longer: all that has not been heard.

    While one gets into position, what is being said goes on as it was meant to.
    """
    half_way = any(CueKind.HALF_WAY is c.kind or Line.HALF_WAY is c.line for c in state.cues)
    longer = cue_map(
        state.plan.with_duration(state.phase_index, duration_ms),
        replace(state.style, half_way=half_way),
        Arrival(state.phase_index, state.known),
    ).get(state.phase_index, ())
    if not state.phase.is_hold:
        sounds = [cue for cue in longer if cue.kind is not CueKind.SPEECH]
        speech = [cue for cue in state.cues if cue.kind is CueKind.SPEECH]
        longer = tuple(sorted([*sounds, *speech], key=lambda cue: cue.offset_ms))
    elif state.stood_ms:
        heard_ms = max(heard_ms, _go_until_ms(state) - 1)
    busy_ms = max(
        (cue.offset_ms + state.style.length_ms(cue.clip) for cue in state.heard), default=0
    )
    return tuple(
        cue
        for cue in longer
        if cue in state.cues
        or (
            cue.offset_ms > heard_ms
            and (cue.kind is not CueKind.SPEECH or cue.offset_ms >= busy_ms)
        )
    )


def _said_again(
    heard: Sequence[Cue],
    coming: Sequence[Cue],
    style: CueStyle,
    *,
    stood_ms: int,
    from_ms: int,
    end_ms: int | None,
) -> tuple[Cue, ...]:
    """The cues to come, where the clock goes on at ``stood_ms`` of the phase.

    Nothing is said before ``from_ms``. ``end_ms`` is the end of the phase, or None for one that
    waits.
    """
    sounds = [cue for cue in coming if cue.kind is not CueKind.SPEECH]
    limits = [cue.offset_ms for cue in sounds] + ([] if end_ms is None else [end_ms])
    limit_ms = min(limits, default=None)
    lines = _lines([cue for cue in (*heard, *coming) if cue.kind is CueKind.SPEECH], style)
    told = list(sounds)
    at_ms = from_ms
    for line in lines:
        if _end_ms(line, style) <= stood_ms:
            continue
        if limit_ms is not None and line[0].offset_ms >= limit_ms:
            told += line
            continue
        later_ms = max(0, at_ms - line[0].offset_ms)
        shifted = [replace(cue, offset_ms=cue.offset_ms + later_ms) for cue in line]
        over_ms = _end_ms(shifted, style)
        if limit_ms is None or over_ms + BEFORE_SOUND_MS <= limit_ms:
            told += shifted
            at_ms = over_ms + BETWEEN_LINES_MS
    return tuple(sorted(told, key=lambda cue: cue.offset_ms))


def _lines(speech: Sequence[Cue], style: CueStyle) -> list[list[Cue]]:
    """Parts that follow one another without a pause belong to one line."""
    lines: list[list[Cue]] = []
    for cue in speech:
        if lines and _end_ms(lines[-1], style) == cue.offset_ms:
            lines[-1].append(cue)
        else:
            lines.append([cue])
    return lines


def _end_ms(line: Sequence[Cue], style: CueStyle) -> int:
    return line[-1].offset_ms + style.length_ms(line[-1].clip)
