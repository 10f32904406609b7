"""From what the voice gives to a finished clip: trimmed, levelled, ready to be played.

- A clip begins with its sound: the instant at which it is played is that at which it is heard.
- It ends with what rings on of the last sound, and a short rest after a sentence; hardly any after
  a part that another one follows.
- The first and last samples are near zero, so that no clip clicks.

Samples are floats from -1 to 1 of one channel.
"""

from __future__ import annotations

import io
import wave
from collections.abc import Sequence

import numpy as np

from stretchtimer.services.voice.loudness import Samples, levelled

RATE = 22_050
SENTENCE_REST_MS = 80
PART_REST_MS = 15
BETWEEN_SENTENCES_MS = 280

_WINDOW_MS = 5
# A soft consonant such as f, h or th lies up to 36 dB below the loudest vowel after it, and the
# voice's own silence 80 dB.
_ONSET_DB = -42.0
_END_DB = -50.0
# What the voice may let out before it speaks.
_BREATH_DB = -26.0
_BREATH_MS = 45
_PAUSE_MS = 20
_FADE_IN_MS = 2
_FADE_OUT_MS = 25
_CUT_FADE_MS = 8


def trimmed(samples: Samples) -> Samples:
    """The sound without the silence around it, led in and out without a click.

    Silence gives nothing at all.
    """
    level = _level(samples)
    loudest = level.max(initial=0.0)
    if loudest <= 0.0:
        return samples[:0]
    begins = _onset(level, loudest)
    ends = len(level) - int(np.argmax(level[::-1] > loudest * 10 ** (_END_DB / 20)))
    start = max(0, begins - _samples(_FADE_IN_MS))
    stop = min(len(samples), ends + _samples(_FADE_OUT_MS))
    return faded(samples[start:stop], _FADE_IN_MS, _FADE_OUT_MS)


def faded(samples: Samples, in_ms: int, out_ms: int) -> Samples:
    """The sound rising from zero and falling to it."""
    shape = np.ones(len(samples))
    rise = min(_samples(in_ms), len(samples) // 2)
    fall = min(_samples(out_ms), len(samples) // 2)
    shape[:rise] = _raised_cosine(rise)
    shape[len(shape) - fall :] *= _raised_cosine(fall)[::-1]
    return samples * shape


def finished(sentences: Sequence[Samples], *, rests: bool) -> Samples:
    """One clip of these sentences, as loud as every other; ``rests`` after the end of a sentence.

    Raises ValueError where there is nothing to hear.
    """
    parts: list[Samples] = []
    for sound in filter(len, map(trimmed, sentences)):
        parts += [np.zeros(_samples(BETWEEN_SENTENCES_MS)), sound] if parts else [sound]
    if not parts:
        raise ValueError("The voice gave nothing to hear.")
    return levelled(np.concatenate([*parts, _rest(rests)]), RATE)


def finished_part(sentence: Samples, start: int, stop: int, *, rests: bool) -> Samples:
    """One clip of what lies between two samples of a sentence, or as near as it is quietest.

    It is as loud, while it lasts, as a sentence is. Raises ValueError where there is nothing to
    hear.
    """
    first = _quietest(sentence, start) if start > 0 else 0
    last = _quietest(sentence, stop) if stop < len(sentence) else len(sentence)
    part = trimmed(faded(sentence[first:last], _CUT_FADE_MS, _CUT_FADE_MS))
    if not len(part):
        raise ValueError("The voice gave nothing to hear.")
    return np.concatenate([levelled(part, RATE, by_itself=True), _rest(rests)])


def wav_bytes(samples: Samples) -> bytes:
    """The sound as a file: wav, one channel, 16 bits; raises ValueError where it would clip."""
    if np.max(np.abs(samples), initial=0.0) > 1.0:
        raise ValueError("A sample lies beyond full scale.")
    file = io.BytesIO()
    with wave.open(file, "wb") as clip:
        clip.setnchannels(1)
        clip.setsampwidth(2)
        clip.setframerate(RATE)
        clip.writeframes(np.rint(samples * 32_767).astype("<i2").tobytes())
    return file.getvalue()


def _onset(level: Samples, loudest: float) -> int:
    """The first sample of speech: a short soft breath and a pause before it do not count."""
    heard = level > loudest * 10 ** (_ONSET_DB / 20)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], heard, [False]))))
    starts, stops = edges[::2], edges[1::2]
    for start, stop, following in zip(starts, stops, starts[1:], strict=False):
        breath = level[start:stop].max() < loudest * 10 ** (_BREATH_DB / 20)
        if not breath or stop - start > _samples(_BREATH_MS):
            return int(start)
        if following - stop < _samples(_PAUSE_MS):
            return int(start)
    return int(starts[-1])


def _rest(rests: bool) -> Samples:
    return np.zeros(_samples(SENTENCE_REST_MS if rests else PART_REST_MS))


def _quietest(samples: Samples, near: int) -> int:
    """The middle of the quietest moment within 25 ms of a sample."""
    reach = _samples(25)
    low = max(0, near - reach)
    return low + int(np.argmin(_level(samples)[low : near + reach]))


def _level(samples: Samples) -> Samples:
    """How strong the sound is around each sample."""
    width = _samples(_WINDOW_MS)
    if len(samples) < width:
        return np.abs(samples)
    power = np.convolve(samples**2, np.full(width, 1.0 / width), mode="same")
    return np.sqrt(np.maximum(power, 0.0))


def _raised_cosine(length: int) -> Samples:
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.arange(length) / max(1, length)))


def _samples(milliseconds: int) -> int:
    return milliseconds * RATE // 1_000
