"""Finds every cue in a recording by matched filter, and compares them with what was planned.

Needs numpy, which nothing else in the project does. As a program:
`onsets.py RECORDING.wav PLAN.json CLIP.wav...`, with the plan as `stretchtimer plan --json` gives
it (a list of `{"at_ms", "clip"}` will do).

How it finds them: the recording is cut at its pauses into stretches of sound. In each, the clip
that explains most of the energy at the best place is taken out, and again, until what is left
resembles no clip. So clips that overlap are told apart, and a note that occurs in two clips is
counted once. The same clip is not found twice within 60 ms.
"""

from __future__ import annotations

import argparse
import json
import sys
import wave
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
PAUSE_SAMPLES = RATE // 50
HEAD_SAMPLES = RATE * 60 // 1_000
MIN_LIKENESS = 0.5
MIN_SHARE = 0.01
AGAIN_SAMPLES = RATE * 60 // 1_000
TOLERANCE_MS = 250.0
VOTE_MS = 20.0

Wave = NDArray[np.float64]


@dataclass(frozen=True)
class Onset:
    """A clip found in a recording.

    `at_ms` since the first sample, to the sample; `gain` is the factor on the clip's amplitude;
    `likeness` is 1 where the recording is the clip and nothing else; `head` is how much of its
    first 60 ms was heard, 1 being all.
    """

    clip: str
    at_ms: float
    gain: float
    likeness: float
    head: float


@dataclass(frozen=True)
class Planned:
    """A cue as the plan has it."""

    clip: str
    at_ms: float


@dataclass(frozen=True)
class Comparison:
    """How the cues found lie beside those planned; residuals are without the constant offset."""

    planned: int
    found: int
    offset_ms: float
    residual_p95_ms: float
    residual_max_ms: float
    drift_ms: float
    missing: tuple[Planned, ...]
    doubled: tuple[Onset, ...]
    unplanned: tuple[Onset, ...]
    matched: tuple[tuple[Planned, Onset], ...]

    @property
    def complete(self) -> bool:
        """Every cue was heard once, and nothing else."""
        return not (self.missing or self.doubled or self.unplanned)


def read_wav(path: Path) -> Wave:
    """Read a 16-bit mono wav of any rate as 48 kHz, -1 to 1; another kind raises ValueError."""
    with wave.open(str(path), "rb") as file:
        if file.getsampwidth() != 2 or file.getnchannels() != 1:
            raise ValueError(f"{path} is not 16-bit mono")
        samples = from_pcm(file.readframes(file.getnframes()))
        rate = file.getframerate()
    if rate == RATE:
        return samples
    # Band-limited interpolation, as a sound server does it well enough to be recognised.
    spectrum = np.fft.rfft(samples)
    count = round(len(samples) * RATE / rate)
    padded = np.zeros(count // 2 + 1, dtype=complex)
    kept = min(len(spectrum), len(padded))
    padded[:kept] = spectrum[:kept]
    return np.asarray(np.fft.irfft(padded, count) * (RATE / rate))


def from_pcm(pcm: bytes) -> Wave:
    """Turn 16-bit little-endian samples into numbers from -1 to 1."""
    return np.frombuffer(pcm, dtype="<i2").astype(np.float64) / 32_767


def find_onsets(
    recording: Wave, clips: Mapping[str, Wave], min_likeness: float = MIN_LIKENESS
) -> list[Onset]:
    """Find every clip in the recording, in the order of their onsets."""
    audible = {name: clip for name, clip in clips.items() if np.any(clip)}
    if not audible:
        return []
    longest = max(map(len, audible.values()))
    found: list[Onset] = []
    for start, end in _sounding(recording):
        # Room on both sides: a clip whose beginning or end was swallowed still fits.
        piece = np.zeros(end - start + 2 * longest)
        piece[longest : longest + end - start] = recording[start:end]
        before_ms = (start - longest) / RATE * 1_000
        for onset in _explain(piece, audible, min_likeness):
            found.append(replace(onset, at_ms=onset.at_ms + before_ms))
    return sorted(found, key=lambda onset: onset.at_ms)


def _sounding(recording: Wave) -> list[tuple[int, int]]:
    """Cut the recording at pauses of 20 ms or more."""
    loud = np.flatnonzero(np.abs(recording) > 1.5 / 32_767)
    if not len(loud):
        return []
    breaks = np.flatnonzero(np.diff(loud) > PAUSE_SAMPLES)
    starts = np.concatenate(([loud[0]], loud[breaks + 1]))
    ends = np.concatenate((loud[breaks], [loud[-1]])) + 1
    return [(int(start), int(end)) for start, end in zip(starts, ends, strict=True)]


def _explain(piece: Wave, clips: Mapping[str, Wave], min_likeness: float) -> list[Onset]:
    """Take clip after clip out of a piece of sound, the one that explains most first."""
    size = 1 << int(np.ceil(np.log2(len(piece) + max(map(len, clips.values())))))
    spectra = {name: np.conj(np.fft.rfft(clip, size)) for name, clip in clips.items()}
    energies = {name: float(clip @ clip) for name, clip in clips.items()}
    heard_energy = np.concatenate(([0.0], np.cumsum(piece**2)))
    rest = piece
    found: list[_Place] = []
    while True:
        spectrum = np.fft.rfft(rest, size)
        rest_energy = np.concatenate(([0.0], np.cumsum(rest**2)))
        best: tuple[float, _Place] | None = None
        for name, clip in clips.items():
            match = np.fft.irfft(spectrum * spectra[name], size)[: len(piece) - len(clip) + 1]
            for place in found:
                if place.clip == name:
                    match[max(0, place.at - AGAIN_SAMPLES) : place.at + AGAIN_SAMPLES] = 0
            at = int(np.argmax(match))
            explained = float(match[at]) ** 2 / energies[name]
            here = float(rest_energy[at + len(clip)] - rest_energy[at])
            likeness = float(np.sqrt(explained / here)) if here > 0 and match[at] > 0 else 0.0
            # What the fit of a loud clip leaves over may resemble a clip, far below it.
            share = MIN_SHARE * float(heard_energy[at + len(clip)] - heard_energy[at])
            good = likeness >= min_likeness and explained >= share
            if good and (best is None or explained > best[0]):
                best = (explained, _Place(name, at, likeness))
        if best is None:
            return _with_gains(rest, found, clips)
        found.append(best[1])
        # All gains anew with every place found: clips that overlap share what is heard.
        rest = piece - _fitted(piece, found, clips)


@dataclass
class _Place:
    """Where a clip lies in a piece of sound."""

    clip: str
    at: int
    likeness: float
    gain: float = 0.0


def _fitted(piece: Wave, places: Sequence[_Place], clips: Mapping[str, Wave]) -> Wave:
    """Set the gains that explain most of the piece together, and give what they explain."""
    atoms = np.zeros((len(places), len(piece)))
    for atom, place in zip(atoms, places, strict=True):
        atom[place.at : place.at + len(clips[place.clip])] = clips[place.clip]
    gains = np.linalg.solve(atoms @ atoms.T, atoms @ piece)
    for place, gain in zip(places, gains, strict=True):
        place.gain = float(gain)
    return np.asarray(gains @ atoms)


def _with_gains(rest: Wave, places: Sequence[_Place], clips: Mapping[str, Wave]) -> list[Onset]:
    """Turn places into onsets, and say how much of each clip's head is there."""
    onsets = []
    for place in places:
        head = clips[place.clip][:HEAD_SAMPLES]
        left = rest[place.at : place.at + len(head)]
        heard = 1 + float(left @ head) / float(head @ head) / place.gain
        onsets.append(Onset(place.clip, place.at / RATE * 1_000, place.gain, place.likeness, heard))
    return onsets


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
        near = [
            onset
            for onset in free
            if onset.clip == cue.clip and abs(onset.at_ms - cue.at_ms - rough) <= tolerance_ms
        ]
        if not near:
            missing.append(cue)
            continue
        nearest = min(near, key=lambda onset: abs(onset.at_ms - cue.at_ms - rough))
        free.remove(nearest)
        matched.append((cue, nearest))
    doubled = tuple(
        onset
        for onset in free
        if any(
            cue.clip == onset.clip and abs(onset.at_ms - cue.at_ms - rough) <= tolerance_ms
            for cue, _ in matched
        )
    )
    unplanned = tuple(onset for onset in free if onset not in doubled)
    lags = np.array([onset.at_ms - cue.at_ms for cue, onset in matched])
    offset = float(np.median(lags)) if len(lags) else 0.0
    residuals = np.abs(lags - offset)
    drift = 0.0
    if len(lags) > 1:
        at = np.array([cue.at_ms for cue, _ in matched])
        drift = float(np.polyfit(at, lags, 1)[0] * (at[-1] - at[0]))
    return Comparison(
        planned=len(planned),
        found=len(found),
        offset_ms=offset,
        residual_p95_ms=float(np.percentile(residuals, 95)) if len(lags) else 0.0,
        residual_max_ms=float(residuals.max()) if len(lags) else 0.0,
        drift_ms=drift,
        missing=tuple(missing),
        doubled=doubled,
        unplanned=unplanned,
        matched=tuple(matched),
    )


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


def main(arguments: Sequence[str]) -> int:
    """Compare the files named on the command line; 0 if every cue was heard once."""
    parser = argparse.ArgumentParser(description="Compare a recording with a plan.")
    parser.add_argument("recording", type=Path)
    parser.add_argument("plan", type=Path)
    parser.add_argument("clips", type=Path, nargs="+")
    options = parser.parse_args(arguments)
    plan = json.loads(options.plan.read_text(encoding="utf-8"))
    cues = plan["cues"] if isinstance(plan, dict) else plan
    planned = [Planned(cue["clip"], cue["at_ms"]) for cue in cues if cue["clip"]]
    clips = {path.stem: read_wav(path) for path in options.clips}
    result = compare(find_onsets(read_wav(options.recording), clips), planned)
    print(
        f"{result.found} of {result.planned} cues; offset {result.offset_ms:.1f} ms, residual "
        f"p95 {result.residual_p95_ms:.2f} ms, max {result.residual_max_ms:.2f} ms, "
        f"drift {result.drift_ms:+.2f} ms"
    )
    for word, cues in (
        ("missing", result.missing),
        ("doubled", result.doubled),
        ("not planned", result.unplanned),
    ):
        for cue in cues:
            print(f"{word}: {cue.clip} at {cue.at_ms:.0f} ms")
    return 0 if result.complete else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
