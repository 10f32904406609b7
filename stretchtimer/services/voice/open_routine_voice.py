"""Has the words of the open routine spoken, as outputs and settings come and go.

What knows how, ``RoutineVoice``, is made when there is first a routine to speak, and sound to
speak it with: the home page is there before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stretchtimer.engine.model import Routine
    from stretchtimer.services.audio.audio_out import AudioStatus
    from stretchtimer.services.audio.router import AudioRouter
    from stretchtimer.services.person.preferences import Preferences
    from stretchtimer.services.voice.routine_voice import RoutineVoice
    from stretchtimer.services.voice.voice_status import VoiceStatus


class OpenRoutineVoice:
    """Tells ``show`` who speaks the words, and None where nothing is to be said at all.

    ``spoken`` is called when all clips that can be made of them are there.
    """

    def __init__(
        self,
        preferences: Preferences,
        router: AudioRouter,
        make: Callable[[], RoutineVoice],
        *,
        show: Callable[[VoiceStatus | None], None],
        spoken: Callable[[], None],
    ) -> None:
        self._preferences = preferences
        self._router = router
        self._make = make
        self._show = show
        self._spoken = spoken
        self._routine: Routine | None = None
        self._voice: RoutineVoice | None = None
        self._wished: tuple[str, bool] | None = None
        self._is_sound_known = False
        preferences.observe(("output", "talk"), self._on_wishes_changed)
        router.on_status_changed(self._on_sound_changed)

    def open(self, routine: Routine) -> None:
        """Takes another routine."""
        self._routine = routine
        self.prepare()

    def prepare(self) -> None:
        """Has the words spoken, once it is known what sound there is."""
        if not self._routine or not self._has_sound():
            return
        self._wished = self._wishes()
        if self._wished[1]:
            self._show(None)
        else:
            if self._voice is None:
                self._voice = self._make()
                self._voice.listen(self._on_voice_changed)
            self._voice.prepare(self._routine)
            self._show(self._voice.status)

    def close(self) -> None:
        """Ends the making of clips; what is made is kept."""
        if self._voice:
            self._voice.close()

    def _has_sound(self) -> bool:
        from stretchtimer.services.audio.audio_out import UNKNOWN

        return self._router.status() != UNKNOWN

    def _wishes(self) -> tuple[str, bool]:
        """What decides who speaks: the output, and whether anything is to be said at all."""
        from stretchtimer.engine.speech import Talk

        settings = self._preferences.settings
        return settings.output, settings.talk is Talk.TONES

    def _on_voice_changed(self, status: VoiceStatus) -> None:
        from stretchtimer.services.voice.voice_status import SpokenBy

        if status.spoken_by is not SpokenBy.RENDERING:
            self._spoken()
        self._show(status)

    def _on_wishes_changed(self) -> None:
        if self._wishes() != self._wished:
            self.prepare()

    def _on_sound_changed(self, status: AudioStatus) -> None:
        from stretchtimer.services.audio.audio_out import UNKNOWN

        was_known, self._is_sound_known = self._is_sound_known, status != UNKNOWN
        if not was_known:
            # The system's speech engine is looked for now: while Qt looked for outputs, it had
            # no folder of plug-ins.
            self.prepare()
