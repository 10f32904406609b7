"""What the system's own speech engine is asked to say, where there is no clip for a text.

Nobody knows beforehand how long such a text will take, so the plan reckons with an estimate, and
whatever sounds next cuts it short: two voices never speak at once.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple, Protocol

from stretchtimer.services.audio.audio_out import TOO_LATE_MS, Sound

PREFIX = "tts:"
"""Begins the name of a clip that is no file but a text to be told, after its language."""

_START_MS = 500
_LETTER_MS = 75
"""Generous: at the usual rates of speech a letter takes 60 to 70 ms."""


class Utterance(NamedTuple):
    """A text with the language in which to tell it."""

    text: str
    language: str


SILENCE = Utterance("", "")


class SpeechSynth(Protocol):
    """A speech engine. No call raises because of the world outside, and none waits."""

    def can_speak(self, language: str) -> bool:
        """Whether the system has an engine that speaks it; the first call may take a moment."""
        ...

    def schedule(self, sounds: Collection[Sound]) -> None:
        """Takes all that is to be heard, as an ``AudioOut`` does, and says the texts among it."""
        ...

    def set_volume(self, volume: float) -> None:
        """Sets the volume as it is perceived, 0 to 1, of what is said from now on; 0 at once."""
        ...


class NoSpeechSynth:
    """Where there is no speech engine."""

    def can_speak(self, language: str) -> bool:
        return False

    def schedule(self, sounds: Collection[Sound]) -> None:
        pass

    def set_volume(self, volume: float) -> None:
        pass


class Prompter:
    """Which text is to be told at which instant, and when its telling is to end."""

    def __init__(self) -> None:
        self._sounds: list[Sound] = []
        self._last: Sound | None = None

    def schedule(self, sounds: Collection[Sound]) -> None:
        self._sounds = sorted(sounds)

    def prompt(self, now_ms: int) -> Utterance | None:
        """What is to be told from now on, or SILENCE; None goes on with what is told."""
        last = max((sound for sound in self._sounds if sound.at_ms <= now_ms), default=None)
        before, self._last = self._last, last
        if last == before or (last is None and before and _end_ms(before) <= now_ms):
            return None
        is_new = last and is_told(last.clip) and now_ms - last.at_ms <= TOO_LATE_MS
        return _utterance(last.clip) if last and is_new else SILENCE

    def next_ms(self, now_ms: int) -> int | None:
        """The next instant at which to ask; None where no text is told or to be told."""
        last = self._last
        if not any(is_told(sound.clip) for sound in (*self._sounds, *([last] if last else ()))):
            return None
        return next((sound.at_ms for sound in self._sounds if sound.at_ms > now_ms), None)


def told_clip(text: str, language: str) -> str:
    """The name of a clip that is that text, told in that language."""
    return f"{PREFIX}{language}:{text}"


def is_told(clip: str) -> bool:
    """Whether the clip is no file but a text."""
    return clip.startswith(PREFIX)


def synth_ms(text: str) -> int:
    """About how long an engine takes to tell a text, in milliseconds."""
    return _START_MS + _LETTER_MS * len(text)


def _end_ms(sound: Sound) -> int:
    return sound.at_ms + synth_ms(_utterance(sound.clip).text)


def _utterance(clip: str) -> Utterance:
    language, _, text = clip.removeprefix(PREFIX).partition(":")
    return Utterance(text, language)
