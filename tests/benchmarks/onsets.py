"""Finds every clip in a recording by matched filter.

Needs numpy, which the program itself does not. How it finds them: the recording is cut into
pieces at pauses longer than any within a clip. In each piece, the clip that explains most of the
energy at the best place is taken out, and again, until what is left resembles no clip. So clips
that overlap are told apart, and a note that occurs in two clips is counted once. The same clip is
not found twice within 60 ms. It is looked for at a quarter of the rate, which leaves what speech
and sounds are known by, and the place is then settled to the sample.
"""

from __future__ import annotations

import wave
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
MIN_LIKENESS = 0.5

Wave = NDArray[np.float64]

_LESS = 4
_TAPS = 63
_WINDOW = RATE // 200
_HEAD = RATE * 60 // 1_000
_AGAIN = RATE * 60 // 1_000
_MARGIN = RATE // 20
_ROOM = RATE
_STEP = RATE // 20
_NEAR = 2 * _LESS
_QUIET_RMS = 0.5 / 32_767
_OVER_NOISE = 2.0
_INNER_PAUSE_DB = -26.0
_MIN_SHARE = 0.06
_MIN_SHARE_OF_PIECE = 1e-3
_MIN_STEP_SHARE = 0.05


@dataclass(frozen=True)
class Onset:
    """A clip found in a recording.

    `at_ms` since the first sample, to the sample; `gain` is the factor on the clip's amplitude;
    `likeness` is 1 where the recording is the clip and nothing else; `head` is how much of its
    first 60 ms was heard, and `least` how much of that 50 ms of which least was heard, quiet ones
    apart, 1 being all.
    """

    clip: str
    at_ms: float
    gain: float
    likeness: float
    head: float
    least: float


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


def levels(sound: Wave) -> Wave:
    """The root mean square of each 5 ms of the sound, its last few samples left out."""
    whole = sound[: len(sound) // _WINDOW * _WINDOW].reshape(-1, _WINDOW)
    return np.asarray(np.sqrt(np.mean(whole**2, axis=1)))


def find_onsets(
    recording: Wave, clips: Mapping[str, Wave], min_likeness: float = MIN_LIKENESS
) -> list[Onset]:
    """Find every clip in the recording, in the order of their onsets.

    A clip of which up to a second is missing is found too, if enough is left.
    """
    atoms = [_Atom(name, clip) for name, clip in clips.items() if np.any(clip)]
    pause = max((_inner_pause(atom.wave) for atom in atoms), default=0) + 2 * _MARGIN
    found: list[Onset] = []
    for start, end in _sounding(recording, pause) if atoms else ():
        piece = np.pad(recording[start:end], _ROOM)
        before_ms = (start - _ROOM) / RATE * 1_000
        for onset in _explain(piece, atoms, min_likeness):
            found.append(replace(onset, at_ms=onset.at_ms + before_ms))
    return sorted(found, key=lambda onset: onset.at_ms)


def _sounding(recording: Wave, pause: int) -> list[tuple[int, int]]:
    """Cut the recording at pauses of so many samples, in which there may be a steady noise."""
    level = levels(recording)
    noise = float(np.percentile(level, 2)) if len(level) else 0.0
    loud = np.flatnonzero(level > max(_QUIET_RMS, _OVER_NOISE * noise)) * _WINDOW
    if not len(loud):
        return []
    breaks = np.flatnonzero(np.diff(loud) > pause)
    starts = np.concatenate(([loud[0]], loud[breaks + 1])) - _MARGIN
    ends = np.concatenate((loud[breaks], [loud[-1]])) + _WINDOW + _MARGIN
    return [(max(0, int(start)), int(end)) for start, end in zip(starts, ends, strict=True)]


def _inner_pause(clip: Wave) -> int:
    """The longest pause within a clip, in samples."""
    level = levels(clip)
    loud = np.flatnonzero(level > level.max(initial=0.0) * 10 ** (_INNER_PAUSE_DB / 20))
    return int(np.max(np.diff(loud), initial=0)) * _WINDOW


def _fewer(sound: Wave) -> Wave:
    """The sound at a quarter of the rate."""
    times = np.arange(_TAPS) - _TAPS // 2
    taps = np.sinc(0.8 / _LESS * times) * np.hanning(_TAPS + 2)[1:-1]
    smooth = np.convolve(sound, taps / taps.sum())[_TAPS // 2 :]
    return np.asarray(smooth[: len(sound) : _LESS])


class _Atom:
    """A clip to look for."""

    def __init__(self, name: str, clip: Wave) -> None:
        self.name = name
        self.wave = clip
        self.energy = float(clip @ clip)
        self.low = _fewer(clip)
        self.low_energy = float(self.low @ self.low)
        self._spectra: dict[int, NDArray[np.complex128]] = {}

    def matches(self, sound: _Low) -> Wave:
        """How well the clip fits at each place of a sound."""
        count, size = len(sound.wave) - len(self.low) + 1, sound.size
        if size not in self._spectra:
            self._spectra[size] = np.conj(np.fft.rfft(self.low, size))
        return np.asarray(np.fft.irfft(sound.spectrum * self._spectra[size], size)[:count])


class _Low:
    """A sound of the lower rate, with what is the same for all clips that are looked for in it."""

    def __init__(self, wave: Wave) -> None:
        self.wave = wave
        self.size = 1 << (len(wave) - 1).bit_length()

    @cached_property
    def spectrum(self) -> NDArray[np.complex128]:
        return np.asarray(np.fft.rfft(self.wave, self.size))

    @cached_property
    def energy(self) -> Wave:
        """That of all before each place."""
        return np.concatenate(([0.0], np.cumsum(self.wave**2)))

    def energies(self, length: int) -> Wave:
        """The energy of so many samples, from each place on."""
        return np.asarray(self.energy[length:] - self.energy[: len(self.energy) - length])


@dataclass
class _Place:
    """Where a clip lies in a piece of sound."""

    atom: _Atom
    at: int
    likeness: float = 0.0
    gain: float = 0.0

    @property
    def end(self) -> int:
        return self.at + len(self.atom.wave)


@dataclass
class _Search:
    """How much of a piece each clip explains at each place, beside what was found already."""

    atoms: Sequence[_Atom]
    heard: Wave
    min_likeness: float
    scores: dict[str, Wave] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.whole = _Low(self.heard)
        for atom in self.atoms:
            self.scores[atom.name] = np.zeros(max(0, len(self.heard) - len(atom.low) + 1))
        self.update(self.heard, 0, len(self.heard), ())

    def update(self, rest: Wave, start: int, stop: int, found: Sequence[_Place]) -> None:
        """Take notice that what is left has changed between two samples."""
        left: dict[tuple[int, int], _Low] = {}
        for atom in self.atoms:
            scores = self.scores[atom.name]
            first = max(0, start - len(atom.low))
            last = min(len(scores), stop)
            if first >= last:
                continue
            reach = first, last - 1 + len(atom.low)
            if reach not in left:
                left[reach] = _Low(rest[slice(*reach)])
            scores[first:last] = self._scores(atom, left[reach], first)
            for place in found:
                if place.atom is atom:
                    again = (place.at - _AGAIN) // _LESS, (place.at + _AGAIN) // _LESS
                    scores[max(0, again[0]) : again[1]] = 0

    def best(self) -> tuple[_Atom, int] | None:
        """The clip that explains most, and where; None where what is left resembles none."""
        peaks = [(float(self.scores[a.name].max(initial=0.0)), a) for a in self.atoms]
        most, atom = max(peaks, key=lambda peak: peak[0])
        return (atom, int(np.argmax(self.scores[atom.name]))) if most > 0 else None

    def _scores(self, atom: _Atom, rest: _Low, first: int) -> Wave:
        """For the places of what is left from the first on."""
        match = atom.matches(rest)
        explained = np.where(match > 0, match**2 / atom.low_energy, 0.0)
        good = explained >= self.min_likeness**2 * rest.energies(len(atom.low))
        # What the fit of a loud clip leaves over may resemble a clip, far below it.
        heard = self.whole.energies(len(atom.low))[first : first + len(match)]
        good &= explained >= _MIN_SHARE * heard
        # And what is not heard for the noise, or was cut off, is left over where nothing is.
        good &= explained > _MIN_SHARE_OF_PIECE * float(self.whole.energy[-1])
        return np.asarray(np.where(good, explained, 0.0))


def _explain(piece: Wave, atoms: Sequence[_Atom], min_likeness: float) -> list[Onset]:
    """Take clip after clip out of a piece of sound, the one that explains most first."""
    rest = piece
    search = _Search(atoms, _fewer(piece), min_likeness)
    found: list[_Place] = []
    while (best := search.best()) is not None:
        found.append(_settled(rest, best[0], best[1] * _LESS))
        before = rest
        # All gains anew with every place found: clips that overlap share what is heard.
        rest = _fitted(piece, found)
        changed = np.flatnonzero(np.abs(rest - before) > 1e-9)
        start, stop = (int(changed[0]), int(changed[-1]) + 1) if len(changed) else (0, len(piece))
        reach = _TAPS // _LESS
        search.update(_fewer(rest), start // _LESS - reach, stop // _LESS + reach, found)
    return [_onset(rest, place) for place in found]


def _settled(rest: Wave, atom: _Atom, rough: int) -> _Place:
    """The place to the sample."""
    clip = atom.wave
    places = range(max(0, rough - _NEAR), min(len(rest) - len(clip), rough + _NEAR) + 1)
    matches = [float(rest[at : at + len(clip)] @ clip) for at in places]
    at = places[int(np.argmax(matches))]
    here = float(rest[at : at + len(clip)] @ rest[at : at + len(clip)])
    return _Place(atom, at, max(matches) / float(np.sqrt(here * atom.energy)))


def _fitted(piece: Wave, places: Sequence[_Place]) -> Wave:
    """Set the gains that explain most of the piece together, and give what they leave over."""
    shared = np.zeros((len(places), len(places)))
    for row, one in enumerate(places):
        for column, other in enumerate(places):
            start, stop = max(one.at, other.at), min(one.end, other.end)
            if start < stop:
                first = one.atom.wave[start - one.at : stop - one.at]
                shared[row, column] = first @ other.atom.wave[start - other.at : stop - other.at]
    heard = [float(piece[place.at : place.end] @ place.atom.wave) for place in places]
    rest: Wave = piece.copy()
    for place, gain in zip(places, np.linalg.solve(shared, heard), strict=True):
        place.gain = float(gain)
        rest[place.at : place.end] -= gain * place.atom.wave
    return rest


def _onset(rest: Wave, place: _Place) -> Onset:
    """Turn a place into an onset, and say how much of the clip is there."""
    clip = place.atom.wave
    left = rest[place.at : place.end]

    def heard(start: int, stop: int) -> float:
        part = clip[start:stop]
        return 1 + float(left[start:stop] @ part) / float(part @ part) / place.gain

    steps = [(at, at + _STEP) for at in range(0, max(1, len(clip) - _STEP + 1), _STEP)]
    mean = place.atom.energy * _STEP / len(clip)
    least = min(heard(*s) for s in steps if np.sum(clip[slice(*s)] ** 2) >= _MIN_STEP_SHARE * mean)
    at_ms = place.at / RATE * 1_000
    return Onset(place.atom.name, at_ms, place.gain, place.likeness, heard(0, _HEAD), least)
