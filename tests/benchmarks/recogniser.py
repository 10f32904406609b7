"""Puts what is spoken into words by an off-the-shelf recogniser, pocketsphinx 5.1.

It is no part of the project: `pip install pocketsphinx==5.1.1`. Its model is of American English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from pocketsphinx import Config, Decoder

from tests.benchmarks.onsets import RATE, Wave

MODEL_RATE = 16_000
_FRAME_S = 0.01
_AROUND_S = 0.25
_NOISE = 3.0


@dataclass(frozen=True)
class Word:
    """A word that was recognised, `start_s` and `end_s` after the beginning of the sound."""

    text: str
    start_s: float
    end_s: float


def words_of(text: str) -> list[str]:
    """The words of a text as the recogniser writes them."""
    return re.findall(r"[a-z']+", text.lower())


class Recogniser:
    """Knows the general model of the language, or only ``sentences`` in any order."""

    def __init__(self, sentences: Iterable[str] = ()) -> None:
        known = sorted({" ".join(words_of(sentence)) for sentence in sentences})
        config = Config(samprate=MODEL_RATE, loglevel="FATAL", cmn="batch")
        if known:
            config["lm"] = None
        self._decoder = Decoder(config)
        if known:
            grammar = f"#JSGF V1.0; grammar script; public <said> = ({' | '.join(known)})+;"
            self._decoder.add_jsgf_string("script", grammar)
            self._decoder.activate_search("script")

    def words(self, sound: Wave) -> list[Word]:
        """What is said in a sound of 48 kHz."""
        slower = _at_model_rate(np.pad(sound, round(_AROUND_S * RATE)))
        # The model was never trained with perfect silence.
        noise = np.random.default_rng(0).normal(0, _NOISE, len(slower))
        samples = np.clip(np.rint(slower * 32_767 + noise), -32_768, 32_767).astype("<i2")
        self._decoder.start_utt()
        self._decoder.process_raw(samples.tobytes(), full_utt=True)
        self._decoder.end_utt()
        return [
            Word(
                re.sub(r"\(\d+\)$", "", part.word),
                part.start_frame * _FRAME_S - _AROUND_S,
                (part.end_frame + 1) * _FRAME_S - _AROUND_S,
            )
            for part in self._decoder.seg() or ()
            if re.match(r"[a-z]", part.word)
        ]

    def sounds_of(self, word: str) -> str:
        """How a word is spoken, in the sounds of the recogniser's dictionary; else the word."""
        return self._decoder.lookup_word(word) or word


def wrong_words(said: str, heard: Sequence[str], sounds_of: Callable[[str], str]) -> int:
    """How many words are wrong, missing or too much; what sounds the same is not wrong."""
    wanted = words_of(said)
    if "".join(map(sounds_of, wanted)).replace(" ", "") == "".join(map(sounds_of, heard)).replace(
        " ", ""
    ):
        return 0
    same = cache(lambda one, other: sounds_of(one) == sounds_of(other))
    row = list(range(len(heard) + 1))
    for i, word in enumerate(wanted, 1):
        above, row = row, [i]
        for j, other in enumerate(heard, 1):
            row.append(
                min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (not same(word, other)))
            )
    return row[-1]


def _at_model_rate(sound: Wave) -> Wave:
    """The sound at the model's rate, by its spectrum."""
    factor = RATE // MODEL_RATE
    padded = np.pad(sound, (0, -len(sound) % (2 * factor)))
    spectrum = np.fft.rfft(padded)[: len(padded) // (2 * factor) + 1]
    return np.asarray(np.fft.irfft(spectrum, len(padded) // factor) / factor)
