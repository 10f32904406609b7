"""Sees to it that a routine can be spoken, by the best voice that there is for its words.

- The bundled voice has clips for the bundled routines and for everything the app itself says.
- Words of one's own are spoken by the same voice where the extra is installed and speaks their
  language: rendered once, in the background, and kept. Until they are there, and where it is not,
  the system's speech engine says them; and where there is none either, they are shown, and that is
  said plainly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from stretchtimer.engine.model import Routine
from stretchtimer.engine.notices import Notice
from stretchtimer.engine.script import Script
from stretchtimer.services.audio.clip_library import ClipLibrary
from stretchtimer.services.voice.renderer import VoiceRenderer
from stretchtimer.services.voice.scripts import Scripts, can_read
from stretchtimer.services.voice.voice_status import SpokenBy, VoiceStatus


class RoutineVoice:
    """Follows the routine that is open; ``can_speak`` asks whether the system speaks a language."""

    def __init__(
        self,
        clips: ClipLibrary,
        own: VoiceRenderer,
        scripts: Scripts,
        can_speak: Callable[[str], bool],
    ) -> None:
        self._clips = clips
        self._own = own
        self._scripts = scripts
        self._can_speak = can_speak
        self._script = Script()
        self._texts: frozenset[str] = frozenset()
        self._status = VoiceStatus(SpokenBy.CLIPS)
        self._listeners: list[Callable[[VoiceStatus], None]] = []

    @property
    def status(self) -> VoiceStatus:
        return self._status

    def listen(self, listener: Callable[[VoiceStatus], None]) -> None:
        """Calls ``listener`` with each new status."""
        self._listeners.append(listener)

    def prepare(self, routine: Routine) -> None:
        """Takes another routine, and has made what is missing for it."""
        self._script = self._scripts.of(routine)
        self._texts = self._script.words_of(routine.stretches)
        if not can_read(self._script, routine):
            self._become(VoiceStatus(SpokenBy.NOBODY, 0, len(self._texts), is_foreign=True))
            return
        has_extra = self._own.speaks(self._script.language)
        lacking = self._lacking()
        if has_extra and lacking:
            self._clips.add(self._own.clips())
            lacking = self._lacking()
        if not lacking:
            self._become(VoiceStatus(SpokenBy.CLIPS))
        elif has_extra and self._own.is_available:
            texts = self._texts
            self._become(self._rendering(0, len(lacking)))
            self._own.render(
                lacking,
                lambda done, of: self._on_progress(texts, done, of),
                lambda problem: self._on_done(texts, problem),
            )
        else:
            self._become(self._without(lacking))

    def close(self) -> None:
        """Ends the making of clips; what is made is kept."""
        self._listeners.clear()
        self._own.close()

    def _lacking(self) -> list[str]:
        return self._clips.lacking(self._texts, self._script)

    def _on_progress(self, texts: frozenset[str], done: int, of: int) -> None:
        if texts == self._texts:
            self._become(self._rendering(done, of))

    def _on_done(self, texts: frozenset[str], problem: Notice | None) -> None:
        self._clips.add(self._own.clips())
        if texts == self._texts:
            lacking = self._lacking()
            self._become(
                self._without(lacking, problem) if lacking else VoiceStatus(SpokenBy.CLIPS)
            )

    def _rendering(self, done: int, of: int) -> VoiceStatus:
        return VoiceStatus(SpokenBy.RENDERING, done, of, is_told=self._can_say())

    def _without(self, lacking: Sequence[str], problem: Notice | None = None) -> VoiceStatus:
        by = SpokenBy.SYSTEM if self._can_say() else SpokenBy.NOBODY
        of, is_foreign = len(self._texts), not self._own.speaks(self._script.language)
        return VoiceStatus(by, of - len(lacking), of, problem, is_foreign=is_foreign)

    def _can_say(self) -> bool:
        return self._can_speak(self._script.language)

    def _become(self, status: VoiceStatus) -> None:
        if status != self._status:
            self._status = status
            for listener in list(self._listeners):
                listener(status)
