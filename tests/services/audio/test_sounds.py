"""The sound clips: made by their script, and as they must be for ears and engine."""

from __future__ import annotations

import array
import cmath
import itertools
import math
import sys
import wave
from functools import cache
from pathlib import Path

import pytest

from tests.services.voice.build_scripts import build_script
from tests.sweeps import sweep, swept, swept_rows

ROOT = Path(__file__).parents[3]
SOUNDS = ROOT / "assets/sounds"
RATE = 22_050
CUES = (
    *("lead_in", "hold_start", "half_way", "count", "hold_end", "change_sides"),
    *("stretch_end", "routine_end", "movement_1", "movement_2", "breath_in", "breath_out"),
)
REST_MS = 100
LONGEST_MS = dict.fromkeys(CUES, 1_200) | {"routine_end": 2_500, "count": 250}
SOFTER_DB = {
    "count": 2.0,
    "movement_1": 6.0,
    "movement_2": 6.0,
    "breath_in": 10.0,
    "breath_out": 10.0,
}


@cache
def samples(name: str) -> list[float]:
    with wave.open(str(SOUNDS / f"{name}.wav"), "rb") as file:
        assert file.getparams()[:3] == (1, 2, RATE)
        pcm = array.array("h", file.readframes(file.getnframes()))
    if sys.byteorder == "big":
        pcm.byteswap()
    return [value / 32_768 for value in pcm]


@cache
def spectrum(name: str) -> list[complex]:
    """Give the first half of the discrete Fourier transform of the clip, padded to a power of 2."""
    clip = samples(name)
    size = 1 << (len(clip) - 1).bit_length()
    values = [complex(value) for value in clip] + [0j] * (size - len(clip))
    return fourier(values)[: size // 2]


def fourier(values: list[complex]) -> list[complex]:
    if len(values) == 1:
        return values
    even, odd = fourier(values[::2]), fourier(values[1::2])
    turn = cmath.exp(-2j * math.pi / len(values))
    factor = 1 + 0j
    low, high = [], []
    for a, b in zip(even, odd, strict=True):
        low.append(a + factor * b)
        high.append(a - factor * b)
        factor *= turn
    return low + high


@cache
def picture(name: str) -> dict[tuple[int, int], float]:
    """Show when (in twentieths of a second) which note (in semitones) sounds, and how strongly."""
    clip = samples(name)
    step = RATE // 20
    shown = {}
    for frame, start in enumerate(range(0, len(clip), step)):
        for semitone in range(-2, 27):
            turn = cmath.exp(-2j * math.pi * 440 * 2 ** (semitone / 12) / RATE)
            phase, total = 1 + 0j, 0j
            # Every fourth sample is enough below 2.6 kHz.
            for value in clip[start : start + step : 4]:
                total += value * phase
                phase *= turn**4
            shown[frame, semitone] = abs(total)
    return shown


def likeness(one: str, other: str) -> float:
    """Compare two pictures: 1 the same but for loudness, 0 nothing in common."""
    a, b = picture(one), picture(other)
    shared = sum(a[key] * b[key] for key in a.keys() & b.keys())
    return shared / math.sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values()))


@sweep
def test_the_script_makes_the_very_clips_that_are_here(tmp_path: Path) -> None:
    made = build_script("make_sounds").make_sounds(tmp_path)
    assert {path.name for path in made} == {path.name for path in SOUNDS.glob("*.wav")}
    for path in made:
        assert path.read_bytes() == (SOUNDS / path.name).read_bytes(), path.name


def test_a_clip_that_would_be_too_loud_to_write_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"clips at 1\.200"):
        build_script("make_sounds").write_wav(tmp_path / "loud.wav", [0.0, -1.2])


@pytest.mark.parametrize("name", CUES)
def test_a_clip_is_short_begins_at_once_and_ends_at_zero(name: str) -> None:
    clip = samples(name)
    assert len(clip) * 1_000 <= (LONGEST_MS[name] + REST_MS) * RATE
    assert not any(clip[-REST_MS * RATE // 1_000 :])
    loud = max(map(abs, clip))
    begins = next(index for index, value in enumerate(clip) if abs(value) > loud / 10)
    assert begins < RATE // 200
    assert any(clip[:16])
    sound = clip[: -REST_MS * RATE // 1_000]
    assert max(map(abs, sound[-RATE // 1_000 :])) < 0.001


@pytest.mark.parametrize("name", CUES)
def test_a_clip_peaks_below_one_decibel_under_full_scale_and_has_no_offset(name: str) -> None:
    clip = samples(name)
    # Nothing lies above 3 kHz, so between two samples the wave cannot rise by more than this.
    between = 1 / math.cos(math.pi * 3_000 / RATE)
    assert max(map(abs, clip)) * between <= 10 ** (-1 / 20)
    assert abs(sum(clip) / len(clip)) < 1e-4


@pytest.mark.parametrize("name", swept(CUES, CUES[::4]))
def test_a_clip_sounds_where_old_ears_hear_best(name: str) -> None:
    energy = [abs(value) ** 2 for value in spectrum(name)]
    hz = RATE / 2 / len(energy)
    total = sum(energy)
    assert sum(energy[round(3_000 / hz) :]) / total < 1e-6
    assert sum(energy[round(400 / hz) : round(2_600 / hz)]) / total > 0.97
    strongest = max(range(len(energy)), key=energy.__getitem__)
    assert 400 <= strongest * hz <= 1_000


@pytest.mark.parametrize("name", CUES)
def test_a_clip_is_as_loud_as_the_others_or_softer_on_purpose(name: str) -> None:
    wanted = build_script("make_sounds").LOUD_DB - SOFTER_DB.get(name, 0.0)
    assert build_script("make_sounds").loudness_db(samples(name)) == pytest.approx(wanted, abs=0.1)


def test_loudness_of_a_full_scale_kilohertz_is_what_the_standard_says() -> None:
    tone = [math.sin(math.tau * 997 * index / RATE) for index in range(RATE)]
    assert build_script("make_sounds").loudness_db(tone) == pytest.approx(-3.01, abs=0.05)


@pytest.mark.parametrize(("one", "other"), swept_rows(itertools.combinations(CUES, 2), ["count"]))
def test_no_two_clips_sound_alike(one: str, other: str) -> None:
    assert likeness(one, other) < 0.6


def test_likeness_knows_the_same_sound_again() -> None:
    assert likeness("hold_end", "hold_end") == pytest.approx(1.0)
