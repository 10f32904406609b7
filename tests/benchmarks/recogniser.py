"""Puts what is spoken into words by an off-the-shelf recogniser, pocketsphinx 5.1.

It is no part of the project: `pip install pocketsphinx==5.1.1`. Its model is of American English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module

import numpy as np

from tests.benchmarks.onsets import RATE, Wave

MODEL_RATE = 16_000
_FRAME_S = 0.01
_WIDE_BEAM = 1e-64
_AROUND_S = 0.12
_NOISE = 10.0
_WORD_PENALTY = 1e-2


@dataclass(frozen=True)
class Word:
    """A word that was recognised, `start_s` and `end_s` after the beginning of the sound."""

    text: str
    start_s: float
    end_s: float


def words_of(text: str) -> list[str]:
    """The words of a text as the recogniser writes them."""
    return re.findall(r"[a-z']+", text.lower())


def grammar_of(texts: Iterable[str]) -> str:
    """The grammar of what may be said between two pauses, of these texts in any order.

    A text of one word stands alone or first. One that ends in no stop is followed by a duration,
    or is a part of it.
    """
    rules: dict[str, set[str]] = {
        name: set() for name in ("word", "sentence", "lead", "minutes", "duration")
    }
    for text in texts:
        words = words_of(text)
        if re.search(r"(minute|second)s?\.$", text):
            name = "duration"
        elif re.search(r"minutes? and$", text):
            name = "minutes"
        elif not text.endswith((".", "?", ":")):
            name = "lead"
        else:
            name = "word" if len(words) == 1 and text.endswith(".") else "sentence"
        rules[name].add(" ".join(words))
    lines = [f"<{name}> = {' | '.join(sorted(texts))};" for name, texts in rules.items()]
    more = "(<sentence> | <lead> [<minutes>] <duration>)"
    said = f"public <said> = <word> | [<word>] {more}+;"
    return "\n".join(["#JSGF V1.0;", "grammar script;", *lines, said])


class Recogniser:
    """Knows the general model of the language, or only what a grammar allows.

    Raises ModuleNotFoundError where pocketsphinx is not installed.
    """

    def __init__(self, grammar: str = "") -> None:
        sphinx = import_module("pocketsphinx")
        config = sphinx.Config(samprate=MODEL_RATE, loglevel="FATAL", cmn="batch")
        if grammar:
            config["lm"] = None
            config["wip"] = _WORD_PENALTY
            # With the usual beams a sentence is lost whose beginning resembles another's.
            for beam in ("beam", "wbeam", "pbeam"):
                config[beam] = _WIDE_BEAM
        self._decoder = sphinx.Decoder(config)
        if grammar:
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
    """How many words are wrong, missing or too much; what sounds the same is not wrong.

    One word may sound as two do: "onto" as "on to".
    """
    wanted = [sounds_of(word) for word in words_of(said)]
    got = [sounds_of(word) for word in heard]
    wrong = [[max(i, j) for j in range(len(got) + 1)] for i in range(len(wanted) + 1)]
    for i in range(1, len(wanted) + 1):
        for j in range(1, len(got) + 1):
            ways = [wrong[i - 1][j] + 1, wrong[i][j - 1] + 1, wrong[i - 1][j - 1] + 1]
            for k, m in ((1, 1), (1, 2), (2, 1)):
                same = " ".join(wanted[max(0, i - k) : i]) == " ".join(got[max(0, j - m) : j])
                if i >= k and j >= m and same:
                    ways.append(wrong[i - k][j - m])
            wrong[i][j] = min(ways)
    return wrong[-1][-1]


def _at_model_rate(sound: Wave) -> Wave:
    """The sound at the model's rate, by its spectrum."""
    factor = RATE // MODEL_RATE
    padded = np.pad(sound, (0, -len(sound) % (2 * factor)))
    spectrum = np.fft.rfft(padded)[: len(padded) // (2 * factor) + 1]
    return np.asarray(np.fft.irfft(spectrum, len(padded) // factor) / factor)
