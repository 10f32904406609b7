"""A clip begins with its sound, ends softly, and never clicks."""

from __future__ import annotations

import io
import math
import wave

import numpy as np
import pytest

from stretchtimer.services.voice.loudness import Samples, loudness_lufs
from stretchtimer.services.voice.voice_render import (
    BETWEEN_SENTENCES_MS,
    PART_REST_MS,
    RATE,
    SENTENCE_REST_MS,
    finished,
    finished_part,
    trimmed,
    wav_bytes,
)


def milliseconds(count: float) -> int:
    return round(count * RATE / 1_000)


def silence(ms: float) -> Samples:
    return np.zeros(milliseconds(ms))


def hiss(ms: float, level: float) -> Samples:
    return np.random.default_rng(2).normal(0.0, level, milliseconds(ms))


def vowel(ms: float, level: float = 0.3) -> Samples:
    return np.asarray(level * np.sin(math.tau * 200 * np.arange(milliseconds(ms)) / RATE))


def decay(ms: float, level: float = 0.3) -> Samples:
    return vowel(ms, level) * np.exp(-np.arange(milliseconds(ms)) / RATE / 0.03)


def word(*parts: Samples) -> Samples:
    """A word as the voice gives it, with its own silence around it."""
    inside = np.concatenate([silence(120), *parts, silence(200)])
    return inside + np.random.default_rng(3).normal(0.0, 1e-5, len(inside))


def test_the_silence_around_a_word_goes() -> None:
    made = trimmed(word(vowel(300)))
    assert len(made) / RATE == pytest.approx(0.300 + 0.025, abs=0.01)


def test_a_soft_consonant_at_the_beginning_stays() -> None:
    made = trimmed(word(hiss(80, 0.004), vowel(300)))
    assert len(made) / RATE == pytest.approx(0.380 + 0.025, abs=0.012)
    assert np.sqrt(np.mean(made[milliseconds(5) : milliseconds(70)] ** 2)) > 0.003


def test_a_breath_before_the_word_goes_with_the_pause_after_it() -> None:
    breath = np.concatenate([hiss(30, 0.006), silence(80)])
    made = trimmed(word(breath, hiss(60, 0.004), vowel(300)))
    assert len(made) / RATE == pytest.approx(0.360 + 0.025, abs=0.012)


def test_the_burst_of_a_stop_is_no_breath() -> None:
    burst = np.concatenate([hiss(15, 0.08), silence(40)])
    made = trimmed(word(burst, vowel(300)))
    assert len(made) / RATE == pytest.approx(0.355 + 0.025, abs=0.012)


def test_the_ringing_on_of_the_last_sound_stays() -> None:
    made = trimmed(word(vowel(200), decay(200)))
    # It has fallen by 50 dB after about 170 ms.
    assert len(made) / RATE == pytest.approx(0.200 + 0.172 + 0.025, abs=0.02)


def test_a_clip_begins_and_ends_near_zero_though_the_sound_does_not() -> None:
    made = trimmed(vowel(300) + 0.3)
    assert abs(made[0]) < 0.001
    assert abs(made[-1]) < 0.001
    assert np.max(np.abs(np.diff(made[: milliseconds(2)]))) < 0.05


def test_silence_gives_nothing_and_is_refused_as_a_clip() -> None:
    assert not len(trimmed(silence(300)))
    with pytest.raises(ValueError, match="nothing to hear"):
        finished([silence(300), silence(0)], rests=True)
    with pytest.raises(ValueError, match="nothing to hear"):
        finished_part(silence(300), 1_000, 2_000, rests=False)


def test_a_sentence_is_followed_by_a_rest_and_a_part_by_hardly_any() -> None:
    sentence = finished([word(vowel(500))], rests=True)
    part = finished([word(vowel(500))], rests=False)
    assert not sentence[-milliseconds(SENTENCE_REST_MS - 1) :].any()
    assert not part[-milliseconds(PART_REST_MS - 1) :].any()
    assert len(sentence) - len(part) == pytest.approx(
        milliseconds(SENTENCE_REST_MS - PART_REST_MS), abs=2
    )


def test_sentences_are_set_apart_and_levelled_together() -> None:
    one = finished([word(vowel(500))], rests=True)
    two = finished([word(vowel(500)), silence(50), word(vowel(500))], rests=True)
    gap = milliseconds(BETWEEN_SENTENCES_MS)
    assert len(two) == pytest.approx(
        2 * (len(one) - milliseconds(SENTENCE_REST_MS)) + gap + milliseconds(SENTENCE_REST_MS),
        abs=3,
    )
    assert loudness_lufs(two, RATE) == pytest.approx(-19.0, abs=0.1)


def test_a_part_is_cut_where_it_is_quietest_near_the_place() -> None:
    sentence = np.concatenate([silence(50), vowel(300), silence(20), vowel(300), silence(50)])
    made = finished_part(sentence, 0, milliseconds(340), rests=False)
    assert len(made) / RATE == pytest.approx(0.300 + 0.015, abs=0.03)
    second = finished_part(sentence, milliseconds(340), len(sentence), rests=False)
    assert len(second) / RATE == pytest.approx(0.300 + 0.015, abs=0.04)
    assert max(abs(made[0]), abs(second[0]), abs(made[-1]), abs(second[-1])) < 0.001


def test_a_file_holds_one_channel_of_16_bits() -> None:
    sound = vowel(100, level=1.0)
    with wave.open(io.BytesIO(wav_bytes(sound))) as file:
        assert file.getparams()[:4] == (1, 2, 22_050, len(sound))
        pcm = np.frombuffer(file.readframes(len(sound)), "<i2")
    assert np.max(np.abs(pcm / 32_767 - sound)) < 1 / 32_767


def test_a_sound_beyond_full_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="beyond full scale"):
        wav_bytes(vowel(100, level=1.1))
