"""Cuts a recording at its pauses, and tells speech from the sounds that mark an instant.

The sounds lie above 400 Hz; a voice has a good part of its strength below 300 Hz.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.benchmarks.onsets import RATE, Wave, levels

_AUDIBLE = 10 ** (-55 / 20)
_STEP_S = 0.005
_PAUSE_S = 0.09
_SAME_UTTERANCE_S = 0.45
_LOW_HZ = 300.0
_LOW_SHARE = 0.01


@dataclass(frozen=True)
class Heard:
    """A stretch of sound between two pauses; what is said may have short pauses in it."""

    start_s: float
    end_s: float
    speech: bool


def utterances(sound: Wave) -> list[Heard]:
    """All that can be heard, in order; speech is joined again over pauses below 0.45 s."""
    joined: list[Heard] = []
    for start, end in _between_pauses(sound):
        now = Heard(start / RATE, end / RATE, _is_speech(sound[start:end]))
        last = joined[-1] if joined else None
        near = last is not None and now.start_s - last.end_s < _SAME_UTTERANCE_S
        if last and near and last.speech and now.speech:
            joined[-1] = Heard(last.start_s, now.end_s, True)
        else:
            joined.append(now)
    return joined


def _between_pauses(sound: Wave) -> list[tuple[int, int]]:
    loud = np.flatnonzero(levels(sound) > _AUDIBLE)
    if not len(loud):
        return []
    breaks = np.flatnonzero(np.diff(loud) > _PAUSE_S / _STEP_S)
    starts = np.concatenate(([loud[0]], loud[breaks + 1]))
    ends = np.concatenate((loud[breaks], [loud[-1]])) + 1
    step = round(_STEP_S * RATE)
    return [(int(start) * step, int(end) * step) for start, end in zip(starts, ends, strict=True)]


def _is_speech(sound: Wave) -> bool:
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    low = np.fft.rfftfreq(len(sound), 1 / RATE) < _LOW_HZ
    return float(power[low].sum()) > _LOW_SHARE * float(power.sum())
