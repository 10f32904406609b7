"""What is said after a pause: a line that the pause cut is said again, and the rest follows.

- A line is said from its first part, never from its middle.
- A line that would not end in time is left out; the later ones still come if they fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stretchtimer.engine.cues import BEFORE_SOUND_MS, Cue, CueKind, CueStyle


def said_again(
    heard: Sequence[Cue], coming: Sequence[Cue], stood_ms: int, end_ms: int | None, style: CueStyle
) -> tuple[Cue, ...]:
    """The cues to come, where the clock goes on at ``stood_ms`` of the phase.

    ``end_ms`` is the end of the phase, or None for one that waits.
    """
    sounds = [cue for cue in coming if cue.kind is not CueKind.SPEECH]
    lines = _lines([cue for cue in (*heard, *coming) if cue.kind is CueKind.SPEECH], style)
    left = [line for line in lines if _end_ms(line, style) > stood_ms]
    if not left or left[0][0].offset_ms >= stood_ms:
        return tuple(coming)
    later_ms = stood_ms - left[0][0].offset_ms
    limits = [cue.offset_ms for cue in sounds] + ([] if end_ms is None else [end_ms])
    told: list[Cue] = list(sounds)
    for line in left:
        shifted = [replace(cue, offset_ms=cue.offset_ms + later_ms) for cue in line]
        over_ms = _end_ms(shifted, style) + BEFORE_SOUND_MS
        if all(over_ms <= limit for limit in limits):
            told += shifted
        else:
            later_ms -= _end_ms(line, style) - line[0].offset_ms
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
