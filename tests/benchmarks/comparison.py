"""Compares the cues found in a recording with those of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tests.benchmarks.onsets import Onset

TOLERANCE_MS = 250.0
VOTE_MS = 20.0


@dataclass(frozen=True)
class Planned:
    """A cue as the plan has it; `kind` and `text` are for people."""

    clip: str
    at_ms: float
    kind: str = ""
    text: str = ""


@dataclass(frozen=True)
class Comparison:
    """How the cues found lie beside those planned; residuals are without the constant offset."""

    planned: int
    found: int
    offset_ms: float
    drift_ms: float
    missing: tuple[Planned, ...]
    doubled: tuple[Onset, ...]
    unplanned: tuple[Onset, ...]
    matched: tuple[tuple[Planned, Onset], ...]

    @property
    def complete(self) -> bool:
        """Every cue was heard once, and nothing else."""
        return not (self.missing or self.doubled or self.unplanned)

    def late_ms(self, pair: tuple[Planned, Onset]) -> float:
        """How much later than planned a cue was heard, beside the constant offset."""
        cue, onset = pair
        return onset.at_ms - cue.at_ms - self.offset_ms

    def residuals(self, *kinds: str) -> Residuals:
        """How far the cues of these kinds lie from their instants; of every kind without any."""
        pairs = [pair for pair in self.matched if not kinds or pair[0].kind in kinds]
        late = np.array([self.late_ms(pair) for pair in pairs])
        if not len(late):
            return Residuals(0, 0.0, 0.0, 0.0)
        beside = np.abs(late)
        return Residuals(
            count=len(late),
            median_ms=float(np.median(late)),
            p95_ms=float(np.percentile(beside, 95)),
            max_ms=float(beside.max()),
        )

    @property
    def residual_p95_ms(self) -> float:
        return self.residuals().p95_ms

    @property
    def residual_max_ms(self) -> float:
        return self.residuals().max_ms


@dataclass(frozen=True)
class Residuals:
    """How far cues lie from their instants: 95 % and all of them, and to which side the middle."""

    count: int
    median_ms: float
    p95_ms: float
    max_ms: float


def compare(
    found: Sequence[Onset], planned: Sequence[Planned], tolerance_ms: float = TOLERANCE_MS
) -> Comparison:
    """Pair each planned cue with the nearest one found of its clip, beside a constant offset.

    A cue farther than `tolerance_ms` from its place counts as missing. The offset is the one that
    most pairs agree on, then the median over the pairs made. The drift is that of a straight line
    through the residuals, from the first pair to the last.
    """
    rough = _agreed_offset(found, planned)
    free = list(found)
    matched: list[tuple[Planned, Onset]] = []
    missing: list[Planned] = []
    for cue in sorted(planned, key=lambda cue: cue.at_ms):
        near = [onset for onset in free if _belongs(onset, cue, rough, tolerance_ms)]
        if not near:
            missing.append(cue)
            continue
        nearest = min(near, key=lambda onset: abs(onset.at_ms - cue.at_ms - rough))
        free.remove(nearest)
        matched.append((cue, nearest))
    doubled = tuple(
        onset
        for onset in free
        if any(_belongs(onset, cue, rough, tolerance_ms) for cue, _ in matched)
    )
    lags = np.array([onset.at_ms - cue.at_ms for cue, onset in matched])
    drift = 0.0
    if len(lags) > 1:
        at = np.array([cue.at_ms for cue, _ in matched])
        drift = float(np.polyfit(at, lags, 1)[0] * (at[-1] - at[0]))
    return Comparison(
        planned=len(planned),
        found=len(found),
        offset_ms=float(np.median(lags)) if len(lags) else 0.0,
        drift_ms=drift,
        missing=tuple(missing),
        doubled=doubled,
        unplanned=tuple(onset for onset in free if onset not in doubled),
        matched=tuple(matched),
    )


def _belongs(onset: Onset, cue: Planned, offset_ms: float, tolerance_ms: float) -> bool:
    beside_ms = abs(onset.at_ms - cue.at_ms - offset_ms)
    return onset.clip == cue.clip and beside_ms <= tolerance_ms


def _agreed_offset(found: Sequence[Onset], planned: Sequence[Planned]) -> float:
    """Let every pair of the same clip vote for its offset, and take the fullest 20 ms."""
    offsets = np.sort(
        [onset.at_ms - cue.at_ms for cue in planned for onset in found if onset.clip == cue.clip]
    )
    if not len(offsets):
        return 0.0
    upto = np.searchsorted(offsets, offsets + VOTE_MS, side="right")
    first = int(np.argmax(upto - np.arange(len(offsets))))
    return float(np.median(offsets[first : upto[first]]))
