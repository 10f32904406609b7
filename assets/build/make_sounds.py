"""Makes the sound clips of the cues, from nothing but this text: `make_sounds.py [FOLDER]`.

Every clip is 16-bit mono wav at 22,050 Hz, as the voice is, and begins to sound at its first
sample.

How they sound: struck wood with a little bell in it, in A major. Fundamentals lie between 440 and
990 Hz and no partial lies above 2.6 kHz, because old ears hear best there. Each cue differs from
the others in rhythm, register and contour at once, so that it is known with closed eyes:

    lead_in        two slow notes, a small step up         "get ready"
    hold_start     three quick notes, a rising chord       "begin"
    half_way       one high note, tapped twice             "half is done"
    count          one short dry tap                       "three, two, one"
    hold_end       a fifth falling, the low note rings     "let go"
    change_sides   low, high, low, high, like a pendulum   "other side"
    stretch_end    three slow notes falling home           "this stretch is done"
    routine_end    a little melody and its chord           "all done"
    movement_1     a soft voice gliding down, throbbing    "round the back"
    movement_2     the same gliding up                     "let it sink"
    breath_in      a low hum, swelling once, going up      "in"
    breath_out     the same going down                     "out"

Loudness: the K-weighting of ITU-R BS.1770 over the loudest 200 ms, about the time over which the
ear sums up short sounds (the 400 ms window of that standard is longer than some clips). All clips
come to the same `LOUD_DB`, but for the count, which is heard three times and lies lower, and the
movements, which are heard every few seconds and stay in the background, and the breaths, which
are the softest of all.
"""

from __future__ import annotations

import array
import cmath
import math
import sys
import wave
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

RATE = 22_050
LOUD_DB = -16.0
COUNT_DB = -18.0
SOFT_DB = -22.0
BREATH_DB = -26.0
LOUD_WINDOW = RATE // 5

A4, B4, CS5, D5, E5, FS5, A5, B5 = 440.0, 493.88, 554.37, 587.33, 659.26, 739.99, 880.0, 987.77

# Partials of a struck bar as multiples of its note: how loud, and how fast each dies away beside
# the note itself. The inharmonic one is the tap of the mallet; it is gone after a few hundredths.
PARTIALS = ((1.0, 1.0, 1.0), (2.0, 0.42, 0.6), (2.76, 0.10, 0.12), (3.0, 0.16, 0.4))
HIGHEST_PARTIAL_HZ = 2_600.0
# Two strings a hair apart: a slow beat that keeps a ringing note alive.
DETUNE = (0.9992, 1.0008)
ATTACK_S = 0.004

Samples = list[float]


@dataclass(frozen=True)
class Stroke:
    """One note: when it is struck, how high, how loud, how long it rings (time constant)."""

    at_ms: int
    hz: float
    level: float = 1.0
    ring_ms: int = 160


REST_MS = 100
"""Silence after each sound: some outputs stop as soon as the last sample is handed over."""


def raised_cosine(position: float) -> float:
    """Rise from 0 to 1 without a corner while the position goes from 0 to 1."""
    return 0.5 - 0.5 * math.cos(math.pi * min(1.0, max(0.0, position)))


def struck(strokes: Iterable[Stroke], length_ms: int) -> Samples:
    """Play the strokes on the mallet instrument into a clip of the given length."""
    clip = [0.0] * (length_ms * RATE // 1_000)
    attack = int(ATTACK_S * RATE)
    for stroke in strokes:
        start = stroke.at_ms * RATE // 1_000
        for multiple, level, ring in PARTIALS:
            if stroke.hz * multiple > HIGHEST_PARTIAL_HZ:
                continue
            time_constant_s = stroke.ring_ms / 1_000 * ring
            for detune in DETUNE:
                # A damped oscillation is one complex number multiplied by itself at each sample.
                turn = cmath.exp(
                    complex(-1 / time_constant_s, math.tau * stroke.hz * multiple * detune) / RATE
                )
                value = complex(stroke.level * level / len(DETUNE), 0.0)
                for index in range(start, len(clip)):
                    rise = index - start
                    loud = raised_cosine(rise / attack) if rise < attack else 1.0
                    clip[index] += loud * value.imag
                    value *= turn
    return clip


def glide(from_hz: float, to_hz: float, length_ms: int, throbs: int) -> Samples:
    """Sing from one note to another in `throbs` swells, each softer than the one before."""
    count = length_ms * RATE // 1_000
    clip = [0.0] * count
    phase = 0.0
    for index in range(count):
        position = index / count
        hz = from_hz * (to_hz / from_hz) ** raised_cosine(position)
        phase += math.tau * hz / RATE
        swell = math.sin(math.pi * (position * throbs % 1.0))
        # The first swell is there at once, or the onset would come late.
        if position * throbs < 0.5:
            swell = raised_cosine(index / RATE / 0.020)
        softer = 1.0 - 0.5 * position
        clip[index] = softer * swell * (math.sin(phase) + 0.22 * math.sin(2 * phase))
    return clip


def faded_out(clip: Samples, fade_ms: int) -> Samples:
    """Lead the end of the clip to exactly zero."""
    fade = fade_ms * RATE // 1_000
    last = len(clip) - 1
    return [value * raised_cosine((last - index) / fade) for index, value in enumerate(clip)]


def biquad(samples: Iterable[float], b: Sequence[float], a: Sequence[float]) -> Samples:
    """Run a second-order filter (direct form 1) over the samples."""
    x1 = x2 = y1 = y2 = 0.0
    filtered = []
    for x in samples:
        y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2
        x1, x2, y1, y2 = x, x1, y, y1
        filtered.append(y)
    return filtered


def loudness_db(clip: Samples) -> float:
    """Give the loudness of the loudest 200 ms, K-weighted, in dB below full scale (LUFS scale)."""
    # The two filters of ITU-R BS.1770, made for this rate.
    shelf = biquad(
        clip,
        (1.4798253509777464, -2.1707286128568293, 0.8608424847265516),
        (-1.3383053360661337, 0.5082445589136019),
    )
    weighted = biquad(shelf, (1.0, -2.0, 1.0), (-1.9783976025901193, 0.9785144195032509))
    window = energy = loudest = 0.0
    for index, value in enumerate(weighted):
        energy += value * value
        if index >= LOUD_WINDOW:
            energy -= weighted[index - LOUD_WINDOW] ** 2
        window = max(0.0, energy) / LOUD_WINDOW
        loudest = max(loudest, window)
    return -0.691 + 10 * math.log10(loudest) if loudest else -math.inf


def at_loudness(clip: Samples, wanted_db: float) -> Samples:
    """Scale the clip to the loudness wanted."""
    factor = 10 ** ((wanted_db - loudness_db(clip)) / 20)
    return [value * factor for value in clip]


def finished(clip: Samples, fade_ms: int, wanted_db: float = LOUD_DB) -> Samples:
    """Fade a clip out and set its loudness; the rest at its end is for outputs that stop early."""
    return at_loudness(faded_out(clip, fade_ms), wanted_db) + [0.0] * (REST_MS * RATE // 1_000)


def make_clips() -> dict[str, Samples]:
    """Make every clip, by the kind of its cue; samples from -1 to 1."""
    return {
        "lead_in": finished(struck([Stroke(0, B4), Stroke(330, CS5, 0.9, 190)], 900), 200),
        "hold_start": finished(
            struck([Stroke(0, A4), Stroke(110, CS5), Stroke(220, E5, 1.1, 200)], 850), 200
        ),
        "half_way": finished(struck([Stroke(0, B5, 1.0, 90), Stroke(170, B5, 0.8, 130)], 620), 150),
        "count": finished(struck([Stroke(0, FS5, 1.0, 55)], 220), 60, COUNT_DB),
        "hold_end": finished(
            struck([Stroke(0, A5, 0.8, 120), Stroke(130, D5, 1.0, 260)], 1_050), 300
        ),
        "change_sides": finished(
            struck(
                [
                    Stroke(0, A4, 1.0, 90),
                    Stroke(160, E5, 0.9, 90),
                    Stroke(320, A4, 1.0, 90),
                    Stroke(480, E5, 0.9, 180),
                ],
                1_050,
            ),
            200,
        ),
        "stretch_end": finished(
            struck([Stroke(0, E5), Stroke(240, CS5), Stroke(480, A4, 1.0, 220)], 1_200), 250
        ),
        "routine_end": finished(
            struck(
                [
                    Stroke(0, A4, 0.9, 200),
                    Stroke(200, D5, 0.9, 200),
                    Stroke(400, FS5, 0.9, 220),
                    Stroke(600, A5, 0.9, 300),
                    Stroke(1_000, A4, 0.8, 420),
                    Stroke(1_020, CS5, 0.6, 420),
                    Stroke(1_040, E5, 0.6, 420),
                    Stroke(1_060, A5, 0.5, 420),
                ],
                2_450,
            ),
            600,
        ),
        "movement_1": finished(glide(A5, D5, 900, 3), 120, SOFT_DB),
        "movement_2": finished(glide(D5, A5, 900, 3), 120, SOFT_DB),
        "breath_in": finished(glide(A4, D5, 700, 1), 300, BREATH_DB),
        "breath_out": finished(glide(D5, A4, 700, 1), 300, BREATH_DB),
    }


def write_wav(path: Path, clip: Samples) -> None:
    """Write samples from -1 to 1 as 16-bit mono; a sample beyond that range raises ValueError."""
    if max(map(abs, clip)) > 1.0:
        raise ValueError(f"{path.name} clips at {max(map(abs, clip)):.3f}")
    samples = array.array("h", (round(value * 32_767) for value in clip))
    if sys.byteorder == "big":
        samples.byteswap()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())


def make_sounds(folder: Path) -> list[Path]:
    """Write all clips into an existing folder and give their paths."""
    written = []
    for name, clip in make_clips().items():
        path = folder / f"{name}.wav"
        write_wav(path, clip)
        written.append(path)
    return written


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "sounds"
    for made in make_sounds(target):
        print(made)
