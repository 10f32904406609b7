"""Measures a recorded session against its plan.

    python -m tests.benchmarks.heard RECORDING.wav PLAN.json

Is every cue there at its instant, and only once? Do two sound at once? Is silence silent? Is each
sentence as loud as it should be, and no peak too high? The plan is what `stretchtimer plan --json`
gives; it may have ``volume``, in percent, and ``recorded_second_s``, how long a recorded second
really lasted: `tests.benchmarks.session --save` notes both.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from stretchtimer.services.audio.audio_out import amplitude
from stretchtimer.services.voice.loudness import TARGET_LUFS, loudness_lufs, true_peak_db
from tests.benchmarks.comparison import Comparison, Planned, compare
from tests.benchmarks.onsets import RATE, Onset, Wave, find_onsets, levels, read_wav
from tests.benchmarks.words import clips_of, spoken_words
from tests.spoken_english import SCRIPT, clip_of

AT_ITS_INSTANT_MS = 20.0
WHOLE = 0.8
LOUDNESS_LU = 1.0
PEAK_DB = -1.0
SILENCE_DB = -70.0
SPEECH = "speech"

_SAMPLES_A_MS = RATE // 1_000
_EVEN = 1 << 14
_SILENCE_ADDED = 128
"""How many samples the search for peaks adds itself."""
_INAUDIBLE = 10 ** (-60 / 20)
_AROUND_MS = 30
_SILENT_STEPS = 10
_SAME_SENTENCE_MS = 60
_FULL_SCALE = 32_766 / 32_767


@dataclass(frozen=True)
class Sentence:
    """What was heard of the parts of one sentence, in LUFS and dB below full scale."""

    text: str
    at_ms: float
    lufs: float
    peak_db: float


@dataclass(frozen=True)
class Stay:
    """A cue that was heard, from its onset to the last of it that can be heard."""

    text: str
    from_ms: float
    to_ms: float


@dataclass(frozen=True)
class Gap:
    """A pause of the plan, and the loudest 50 ms in it, in dB below full scale."""

    from_ms: float
    to_ms: float
    level_db: float


@dataclass(frozen=True)
class Heard:
    """All that was measured; levels are those at full volume."""

    comparison: Comparison
    sentences: tuple[Sentence, ...]
    overlaps: tuple[tuple[Stay, Stay], ...]
    gaps: tuple[Gap, ...]
    peak_db: float
    clipped: int

    def faults(self) -> Iterator[str]:
        """What is not as it should be, each in words."""
        heard = self.comparison
        yield from (f"missing: {named(cue)}" for cue in heard.missing)
        yield from (f"doubled: {onset.clip} at {seconds(onset.at_ms)}" for onset in heard.doubled)
        yield from (
            f"not planned: {onset.clip} at {seconds(onset.at_ms)}" for onset in heard.unplanned
        )
        for cue, onset in heard.matched:
            late_ms = heard.late_ms((cue, onset))
            if abs(late_ms) > AT_ITS_INSTANT_MS:
                yield f"{late_ms:+.0f} ms off: {named(cue)}"
            if onset.least < WHOLE:
                yield f"not whole ({onset.least:.0%} of some part of it): {named(cue)}"
        for one, other in self.overlaps:
            both_ms = min(one.to_ms, other.to_ms) - other.from_ms
            yield (
                f"{both_ms:.0f} ms at once: {one.text!r} and {other.text!r} "
                f"at {seconds(other.from_ms)}"
            )
        for gap in self.gaps:
            if gap.level_db > SILENCE_DB:
                yield (
                    f"not silent ({gap.level_db:.0f} dB): from {seconds(gap.from_ms)} "
                    f"to {seconds(gap.to_ms)}"
                )
        for sentence in self.sentences:
            if not abs(sentence.lufs - TARGET_LUFS) <= LOUDNESS_LU:
                yield f"{sentence.lufs:.1f} LUFS: {sentence.text!r} at {seconds(sentence.at_ms)}"
            if sentence.peak_db > PEAK_DB:
                yield f"peak {sentence.peak_db:.1f} dB: {sentence.text!r}"
        if self.peak_db > PEAK_DB:
            yield f"highest peak {self.peak_db:.1f} dB"
        if self.clipped:
            yield f"{self.clipped} samples are at full scale"

    def figures(self) -> Iterator[str]:
        """The figures, a line each."""
        heard = self.comparison
        yield f"cues planned {heard.planned}, heard {heard.found}, complete {heard.complete}"
        marks = sorted({cue.kind for cue, _ in heard.matched} - {SPEECH, "count"})
        for name, kinds in (
            ("all", ()),
            ("sounds", (*marks,)),
            ("counts", ("count",)),
            ("speech", (SPEECH,)),
        ):
            lag = heard.residuals(*kinds)
            yield (
                f"{name} ({lag.count}): 95 % within {lag.p95_ms:.1f} ms, all within "
                f"{lag.max_ms:.1f} ms, median {lag.median_ms:+.1f} ms beside the constant offset"
            )
        yield f"drift {heard.drift_ms:+.1f} ms"
        gains = [onset.gain for _, onset in heard.matched]
        least = min((onset.least for _, onset in heard.matched), default=0.0)
        if gains:
            yield f"gains {min(gains):.3f} to {max(gains):.3f}; of each cue at least {least:.0%}"
        loud = [sentence.lufs for sentence in self.sentences]
        if loud:
            yield f"sentences ({len(loud)}): {min(loud):.1f} to {max(loud):.1f} LUFS"
        yield f"highest peak {self.peak_db:.1f} dBTP, samples at full scale {self.clipped}"
        worst = max((gap.level_db for gap in self.gaps), default=-math.inf)
        total_s = sum(gap.to_ms - gap.from_ms for gap in self.gaps) / 1_000
        yield f"silence: {len(self.gaps)} gaps, {total_s:.0f} s, at most {worst:.0f} dB"
        yield f"cues at once: {len(self.overlaps)}"


def named(cue: Planned) -> str:
    return f"{cue.kind} {cue.text!r} at {seconds(cue.at_ms)}"


def seconds(at_ms: float) -> str:
    return f"{at_ms / 1_000:.2f} s"


def measure(
    plan: Mapping[str, Any],
    sound: Wave,
    clips: Mapping[str, Wave],
    volume: int = 100,
    stretch: float = 1.0,
) -> Heard:
    """Measures the sound of a whole session, recorded at a volume in percent.

    ``stretch`` is how long a recorded second really lasted. The clips are those of the plan, and
    any more that would be noticed.
    """
    words = spoken_words()
    cues = [
        Planned(cue["clip"], cue["at_ms"], cue["kind"], words.get(cue["clip"], cue["text"]))
        for cue in plan["cues"]
    ]
    # In recorded time for all that is read from the sound, in real time for what is compared.
    found = find_onsets(sound, clips)
    real = [replace(onset, at_ms=onset.at_ms * stretch) for onset in found]
    comparison = compare(real, cues)
    recorded = [
        (cue, replace(onset, at_ms=onset.at_ms / stretch)) for cue, onset in comparison.matched
    ]
    gain = amplitude(volume / 100)
    full = sound / gain
    sentences = tuple(_sentences(full, recorded, clips))
    gaps = [
        Gap(start_ms, end_ms, _loudest_db(_part(full, start_ms, end_ms)))
        for start_ms, end_ms in _gaps(cues, clips, comparison.offset_ms, stretch, len(sound))
    ]
    return Heard(
        comparison=comparison,
        sentences=sentences,
        overlaps=tuple(_overlaps(real, words, clips)),
        gaps=tuple(gaps),
        peak_db=_highest_db(full, [gap for gap in gaps if gap.level_db <= SILENCE_DB]),
        clipped=int(np.count_nonzero(np.abs(sound) >= _FULL_SCALE)),
    )


def _part(sound: Wave, from_ms: float, to_ms: float) -> Wave:
    return sound[max(0, round(from_ms * _SAMPLES_A_MS)) : max(0, round(to_ms * _SAMPLES_A_MS))]


def _length_ms(clip: Wave) -> float:
    return len(clip) / _SAMPLES_A_MS


def _sentences(
    sound: Wave, heard: Sequence[tuple[Planned, Onset]], clips: Mapping[str, Wave]
) -> Iterator[Sentence]:
    """Each sentence that was heard; its parts are those that are planned one right after another.

    A sound at the beginning of a clip is not part of the sentence.
    """
    sounds = {clip_of(text): SCRIPT.reading_of(text).sound for text in (SCRIPT.closing,)}
    spoken = [(cue, onset) for cue, onset in heard if cue.clip.startswith("say-")]
    parts: list[tuple[Planned, Onset]] = []
    for cue, onset in spoken:
        if parts:
            last, _ = parts[-1]
            if cue.at_ms - last.at_ms - _length_ms(clips[last.clip]) > _SAME_SENTENCE_MS:
                yield _sentence(sound, parts, clips)
                parts = []
        before = sounds.get(cue.clip)
        skipped_ms = _length_ms(clips[before]) if before else 0.0
        parts.append((cue, replace(onset, at_ms=onset.at_ms + skipped_ms)))
    if parts:
        yield _sentence(sound, parts, clips)


def _sentence(
    sound: Wave, parts: Sequence[tuple[Planned, Onset]], clips: Mapping[str, Wave]
) -> Sentence:
    start_ms = parts[0][1].at_ms
    last, onset = parts[-1]
    said = _part(sound, start_ms, onset.at_ms + _length_ms(clips[last.clip]))
    text = " ".join(cue.text for cue, _ in parts)
    return Sentence(text, start_ms, loudness_lufs(said, RATE), true_peak_db(_even(said)))


def _overlaps(
    found: Sequence[Onset], words: Mapping[str, str], clips: Mapping[str, Wave]
) -> Iterator[tuple[Stay, Stay]]:
    """Every two cues of which something can be heard at the same time."""
    stays = []
    for onset in found:
        audible = np.flatnonzero(levels(clips[onset.clip] * onset.gain) > _INAUDIBLE)
        last_ms = (audible[-1] + 1) * 5 if len(audible) else 0
        text = words.get(onset.clip, onset.clip)
        stays.append(Stay(text, onset.at_ms, onset.at_ms + last_ms))
    for place, one in enumerate(stays):
        for other in stays[place + 1 :]:
            if other.from_ms < one.to_ms:
                yield one, other


def _gaps(
    cues: Sequence[Planned],
    clips: Mapping[str, Wave],
    offset_ms: float,
    stretch: float,
    length: int,
) -> Iterator[tuple[float, float]]:
    """From when to when nothing should be heard, in recorded time, a little left out around."""
    silent_ms = 0.0
    whole_ms = length / _SAMPLES_A_MS
    for cue in sorted(cues, key=lambda cue: cue.at_ms):
        start_ms = (cue.at_ms + offset_ms) / stretch
        if start_ms - silent_ms > 3 * _AROUND_MS:
            yield silent_ms + _AROUND_MS, start_ms - _AROUND_MS
        silent_ms = max(silent_ms, start_ms + _length_ms(clips[cue.clip]))
    if whole_ms - silent_ms > 3 * _AROUND_MS:
        yield silent_ms + _AROUND_MS, whole_ms


def _loudest_db(sound: Wave) -> float:
    """The level of the loudest 50 ms."""
    power = levels(sound) ** 2
    if not len(power):
        return -math.inf
    steps = min(_SILENT_STEPS, len(power))
    loudest = float(np.convolve(power, np.ones(steps) / steps, mode="valid").max())
    return 10 * math.log10(loudest) if loudest > 0 else -math.inf


def _highest_db(sound: Wave, silences: Sequence[Gap]) -> float:
    """The highest true peak; the sound is cut in its silences, which changes no peak."""
    middles = [(gap.from_ms + gap.to_ms) / 2 for gap in silences]
    edges = [0.0, *middles, len(sound) / _SAMPLES_A_MS]
    return max(
        true_peak_db(_even(_part(sound, start_ms, end_ms))) for start_ms, end_ms in pairwise(edges)
    )


def _even(sound: Wave) -> Wave:
    """The sound with silence added: of most lengths the spectrum takes twenty times as long."""
    return np.pad(sound, (0, -(len(sound) + _SILENCE_ADDED) % _EVEN))


def report(heard: Heard) -> bool:
    """Prints the figures and every fault; gives whether there was none.

    Single cues off their instant are told, and forgiven as long as 95 % of each sort are not.
    """
    print(*heard.figures(), sep="\n")
    faults = list(heard.faults())
    print(*faults, sep="\n", end="\n" if faults else "")
    sorts = {cue.kind for cue, _ in heard.comparison.matched}
    punctual = all(heard.comparison.residuals(s).p95_ms <= AT_ITS_INSTANT_MS for s in sorts)
    return punctual and all(" ms off: " in fault for fault in faults)


def main(arguments: Sequence[str]) -> int:
    """Measures the files named on the command line; 0 if all is as it should be."""
    recording, plan_file = arguments
    plan = json.loads(Path(plan_file).read_text(encoding="utf-8"))
    clips = clips_of(cue["clip"] for cue in plan["cues"])
    volume, second_s = plan.get("volume", 100), plan.get("recorded_second_s", 1.0)
    return 0 if report(measure(plan, read_wav(Path(recording)), clips, volume, second_s)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
