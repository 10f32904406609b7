"""The tool that measures recordings, measured itself on a mix that we know."""

from __future__ import annotations

import random
import wave
from pathlib import Path

import pytest

from tests.desktop.needs import need
from tests.sweeps import sweep

try:
    import numpy as np

    from tests.benchmarks import onsets
    from tests.benchmarks.comparison import Planned, compare
    from tests.benchmarks.mix import mixed as mixed_from
except ModuleNotFoundError:
    HAS_NUMPY = False
else:
    HAS_NUMPY = True

SOUNDS = Path(__file__).parents[2] / "assets/sounds"
PLAN = (
    *(("lead_in", 500), ("hold_start", 4_000), ("half_way", 6_000)),
    *(("count", 8_000), ("count", 9_000), ("count", 10_000), ("hold_end", 11_000)),
    *(("change_sides", 11_300), ("movement_1", 14_000), ("movement_2", 15_000)),
    *(("stretch_end", 17_000), ("routine_end", 18_500)),
)


@pytest.fixture(autouse=True)
def _numpy_is_there() -> None:
    need(HAS_NUMPY, "numpy is not installed")


def clips() -> dict[str, onsets.Wave]:
    return {path.stem: onsets.read_wav(path) for path in SOUNDS.glob("*.wav")}


def planned() -> list[Planned]:
    return [Planned(clip, at_ms) for clip, at_ms in PLAN]


def mixed(cues: list[Planned], gain: float = 0.6) -> onsets.Wave:
    return mixed_from(cues, clips(), 22_000, gain)


def test_every_cue_of_a_mix_is_found_to_the_sample_even_where_two_overlap() -> None:
    shifted = [Planned(cue.clip, cue.at_ms + 321.5) for cue in planned()]
    found = onsets.find_onsets(mixed(shifted), clips())
    result = compare(found, planned())
    assert result.complete
    assert result.found == len(PLAN)
    assert result.offset_ms == pytest.approx(321.5, abs=0.02)
    assert result.residual_max_ms < 0.05
    assert all(onset.gain == pytest.approx(0.6, abs=0.02) for onset in found)


def test_jitter_and_drift_are_told_apart() -> None:
    chance = random.Random(7)
    late = [Planned(cue.clip, cue.at_ms * 1.002 + chance.uniform(-2, 2)) for cue in planned()]
    result = compare(onsets.find_onsets(mixed(late), clips()), planned())
    assert result.complete
    assert result.drift_ms == pytest.approx(0.002 * 18_000, abs=4)
    assert result.residual_max_ms == pytest.approx(0.002 * 9_000, abs=6)


def test_missing_doubled_and_unplanned_cues_are_named() -> None:
    heard = [cue for cue in planned() if cue.clip != "half_way"]
    heard += [Planned("lead_in", 620), Planned("count", 20_500)]
    result = compare(onsets.find_onsets(mixed(heard), clips()), planned())
    assert [cue.clip for cue in result.missing] == ["half_way"]
    assert [onset.clip for onset in result.doubled] == ["lead_in"]
    assert [onset.clip for onset in result.unplanned] == ["count"]
    assert not result.complete


@sweep
def test_a_cue_far_from_its_place_is_missing_there() -> None:
    heard = [
        Planned(cue.clip, cue.at_ms + (600 if cue.clip == "half_way" else 0)) for cue in planned()
    ]
    result = compare(onsets.find_onsets(mixed(heard), clips()), planned())
    assert [cue.clip for cue in result.missing] == ["half_way"]


def test_a_swallowed_beginning_is_seen_and_the_onset_stays_where_it_was() -> None:
    mix = mixed([Planned("hold_end", 1_000)])
    mix[: round(1.060 * onsets.RATE)] = 0
    found = onsets.find_onsets(mix, clips())
    assert [onset.clip for onset in found] == ["hold_end"]
    assert found[0].at_ms == pytest.approx(1_000, abs=0.05)
    assert found[0].head == pytest.approx(0, abs=0.05)


def test_what_was_lost_at_the_end_of_a_clip_is_seen() -> None:
    burst = np.random.default_rng(2).normal(0, 0.1, onsets.RATE)
    mix = mixed_from([Planned("burst", 1_000), Planned("burst", 4_000)], {"burst": burst}, 6_000)
    mix[round(1.700 * onsets.RATE) : 2 * onsets.RATE] = 0
    cut, whole = onsets.find_onsets(mix, {"burst": burst})
    assert cut.at_ms == pytest.approx(1_000, abs=0.05)
    assert cut.least == pytest.approx(0, abs=0.05)
    assert whole.least == pytest.approx(1, abs=0.02)


@sweep
def test_cues_are_found_in_a_steady_noise() -> None:
    noise = np.random.default_rng(5).normal(0, 0.003, 22 * onsets.RATE)
    result = compare(onsets.find_onsets(mixed(planned()) + noise, clips()), planned())
    assert result.complete
    assert result.residual_max_ms < 0.05


def test_noise_and_silence_hold_no_cue() -> None:
    noise = np.random.default_rng(3).normal(0, 0.05, 3 * onsets.RATE)
    assert onsets.find_onsets(noise, clips()) == []
    assert onsets.find_onsets(np.zeros(onsets.RATE), clips()) == []


def test_a_clip_of_a_lower_rate_is_found_in_a_recording(tmp_path: Path) -> None:
    path = tmp_path / "voice.wav"
    times = np.arange(22_050) / 22_050
    chirp = np.sin(2 * np.pi * (300 + 600 * times) * times) * np.hanning(22_050) * 0.4
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes((chirp * 32_767).astype("<i2").tobytes())
    full = np.arange(onsets.RATE) / onsets.RATE
    heard = np.sin(2 * np.pi * (300 + 600 * full) * full) * np.hanning(onsets.RATE) * 0.4
    mix = np.concatenate((np.zeros(4_800), heard, np.zeros(4_800)))
    found = onsets.find_onsets(mix, {"voice": onsets.read_wav(path), **clips()})
    assert [onset.clip for onset in found] == ["voice"]
    assert found[0].at_ms == pytest.approx(100, abs=0.1)
