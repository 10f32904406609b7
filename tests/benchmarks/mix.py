"""Mixes cues as a perfect output would play them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from tests.benchmarks.comparison import Planned
from tests.benchmarks.onsets import RATE, Wave


def mixed(
    cues: Iterable[Planned], clips: Mapping[str, Wave], length_ms: float, gain: float = 1.0
) -> Wave:
    """Mix the cues to the nearest sample, as 16-bit output would have them."""
    mix = np.zeros(round(length_ms * RATE / 1_000))
    for cue in cues:
        start = round(cue.at_ms * RATE / 1_000)
        clip = clips[cue.clip][: len(mix) - start]
        mix[start : start + len(clip)] += gain * clip
    return np.asarray(np.round(np.clip(mix, -1, 1) * 32_767) / 32_767)
