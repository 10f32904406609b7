"""Loudness as the standard has it, and levelling by it, on sounds made for the purpose."""

from __future__ import annotations

import math

import numpy as np
import pytest

from stretchtimer.services.voice.loudness import (
    PEAK_DBTP,
    TARGET_LUFS,
    Samples,
    k_weighted,
    levelled,
    loudness_lufs,
    true_peak_db,
)
from tests.sweeps import swept

RATE = 22_050
# The two filters of ITU-R BS.1770 at 48 kHz, as they are printed there.
SHELF = (1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585)
HIGH_PASS = (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621)


def tone(seconds: float, hz: float = 997.0, level_db: float = 0.0) -> Samples:
    instants = np.arange(round(seconds * RATE)) / RATE
    return np.asarray(10 ** (level_db / 20) * np.sin(math.tau * hz * instants))


def noise(seconds: float) -> Samples:
    return np.random.default_rng(1).normal(0.0, 0.1, round(seconds * RATE))


def speech_like(seconds: float = 3.0) -> Samples:
    """A buzz of 110 Hz that swells five times a second: few peaks, much below them."""
    instants = np.arange(round(seconds * RATE)) / RATE
    buzz = sum((np.cos(math.tau * 110 * k * instants) / k for k in range(1, 30)), np.zeros(1))
    return np.asarray(0.05 * buzz * (0.1 + np.sin(math.tau * 2.5 * instants) ** 2))


def printed_response_db(hz: float) -> float:
    delay = np.exp(-2j * math.pi * hz / 48_000)
    gain = 1.0
    for b0, b1, b2, a1, a2 in (SHELF, HIGH_PASS):
        gain *= abs((b0 + b1 * delay + b2 * delay**2) / (1 + a1 * delay + a2 * delay**2))
    return 20 * math.log10(gain)


@pytest.mark.parametrize("hz", [60, 110, 250, 997, 2_000, 4_000])
def test_each_pitch_weighs_what_the_printed_filters_say(hz: int) -> None:
    sound = tone(2.0, hz)
    middle = slice(RATE // 2, -RATE // 2)
    weighted = np.mean(k_weighted(sound, RATE)[middle] ** 2) / np.mean(sound[middle] ** 2)
    assert 10 * math.log10(weighted) == pytest.approx(printed_response_db(hz), abs=0.15)


def test_the_filters_are_the_same_worked_through_in_time() -> None:
    sound = noise(0.5)
    at_48k = sound
    for b0, b1, b2, a1, a2 in (SHELF, HIGH_PASS):
        x1 = x2 = y1 = y2 = 0.0
        passed = []
        for x in at_48k:
            y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
            x1, x2, y1, y2 = x, x1, y, y1
            passed.append(y)
        at_48k = np.array(passed)
    assert np.max(np.abs(k_weighted(sound, 48_000) - at_48k)) < 1e-6


def test_a_full_scale_kilohertz_is_as_loud_as_the_standard_says() -> None:
    assert loudness_lufs(tone(3.0), RATE) == pytest.approx(-3.01, abs=0.05)
    assert loudness_lufs(tone(3.0, level_db=-20.0), RATE) == pytest.approx(-23.01, abs=0.05)


def test_silence_and_what_is_much_softer_do_not_count() -> None:
    loud = tone(4.0, level_db=-20.0)
    alone = loudness_lufs(loud, RATE)
    with_silence = np.concatenate([loud, np.zeros(4 * RATE)])
    with_murmur = np.concatenate([loud, tone(4.0, level_db=-50.0)])
    # Blocks on the edge are partly quiet, no more than that.
    assert loudness_lufs(with_silence, RATE) == pytest.approx(alone, abs=0.2)
    assert loudness_lufs(with_murmur, RATE) == pytest.approx(alone, abs=0.2)


def test_a_sound_less_soft_counts_by_its_power() -> None:
    both = np.concatenate([tone(4.0, level_db=-20.0), tone(4.0, level_db=-26.0)])
    mean_db = 10 * math.log10((10**-2.0 + 10**-2.6) / 2)
    assert loudness_lufs(both, RATE) == pytest.approx(mean_db - 3.01, abs=0.1)


def test_a_short_sound_is_measured_with_silence_after_it() -> None:
    short = loudness_lufs(tone(0.2), RATE)
    assert short == pytest.approx(loudness_lufs(tone(0.4), RATE) - 3.01, abs=0.1)


def test_silence_has_no_loudness_and_stays_silence() -> None:
    silence = np.zeros(RATE)
    assert loudness_lufs(silence, RATE) == -math.inf
    assert true_peak_db(silence) == -math.inf
    assert not levelled(silence, RATE).any()


def test_a_peak_between_the_samples_is_found() -> None:
    # A quarter of the rate, caught half-way between its crossings and its peaks.
    between = np.sin(math.tau * (np.arange(2_000) + 0.5) / 4) * np.hanning(2_000)
    assert np.max(np.abs(between)) == pytest.approx(math.sqrt(0.5), abs=0.01)
    assert true_peak_db(between) == pytest.approx(0.0, abs=0.05)


@pytest.mark.parametrize("gain_db", swept([-30.0, -12.0, 0.0, 20.0], [-30.0]))
@pytest.mark.parametrize("sound", [speech_like(), noise(1.5), tone(0.25)])
def test_every_sound_comes_to_the_same_loudness(sound: Samples, gain_db: float) -> None:
    made = levelled(sound * 10 ** (gain_db / 20), RATE)
    assert loudness_lufs(made, RATE) == pytest.approx(TARGET_LUFS, abs=0.2)
    assert true_peak_db(made) <= PEAK_DBTP
    assert len(made) == len(sound)


def test_a_part_of_a_sentence_is_as_loud_as_the_sentence_while_it_lasts() -> None:
    short, long = tone(0.2), tone(1.0)
    alone = levelled(short, RATE)
    part = levelled(short, RATE, by_itself=True)
    whole = levelled(long, RATE)
    assert np.max(np.abs(part)) == pytest.approx(np.max(np.abs(whole)), rel=0.03)
    assert np.max(np.abs(alone)) > 1.3 * np.max(np.abs(part))
    assert levelled(long, RATE, by_itself=True) == pytest.approx(whole)


def test_only_the_neighbourhood_of_a_peak_is_turned_down() -> None:
    sound = tone(3.0, level_db=-10.0)
    spike = np.zeros_like(sound)
    spike[RATE : RATE + 40] = np.hanning(40) * 2.0
    made = levelled(sound + spike, RATE)
    far = np.r_[0 : RATE - 400, RATE + 440 : len(sound)]
    ratio = made[far][np.abs(sound[far]) > 0.01] / sound[far][np.abs(sound[far]) > 0.01]
    assert np.ptp(ratio) < 1e-6
    assert true_peak_db(made) <= PEAK_DBTP
    assert abs(made[RATE + 20]) < (sound + spike)[RATE + 20] * ratio[0] * 0.95
