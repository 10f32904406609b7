"""What a window takes from the machine it runs on: clock, sound, screen, voice, and its wishes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from stretchtimer.qt.accessibility_hints import AccessibilityHints
from stretchtimer.qt.main_thread import HandOver
from stretchtimer.qt.system_hints import SystemHints
from stretchtimer.services.audio.audio_out import AudioOut
from stretchtimer.services.audio.router import AudioRouter, WindowOut
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.system.clock import Clock, SystemClock
from stretchtimer.services.system.writer import BackgroundWriter, Writer

if TYPE_CHECKING:
    from stretchtimer.engine.notices import Notice
    from stretchtimer.services.system.keep_awake import KeepAwake
    from stretchtimer.services.voice.renderer import VoiceRenderer


class Machine(Protocol):
    """The world outside of the program; each of its parts is asked for once."""

    @property
    def clock(self) -> Clock: ...

    @property
    def hints(self) -> AccessibilityHints: ...

    def hand_over(self, work: Callable[[], None]) -> None:
        """Has something done on the thread of the interface, at once where that is this one."""
        ...

    def writer(self, clock: Clock, report: Callable[[Notice], None]) -> Writer:
        """Make what writes files; ``report`` is told what goes wrong, from whatever thread."""
        ...

    def router(self, preferences: Preferences, files: Mapping[str, Path]) -> AudioRouter:
        """Make the sound output, for clips by their names."""
        ...

    def keep_awake(self, failed: Callable[[], None]) -> KeepAwake:
        """Make what keeps the screen on; ``failed`` is called, from whatever thread."""
        ...

    def voice_renderer(self, folder: Path) -> VoiceRenderer:
        """Make what records words of one's own into that folder."""
        ...


class RealMachine:
    """The machine that the program runs on. What the home page needs none of is loaded late."""

    def __init__(self) -> None:
        self.clock: Clock = SystemClock()
        self.hints: AccessibilityHints = SystemHints()
        self.hand_over = HandOver()
        self.writer = BackgroundWriter

    def router(self, preferences: Preferences, files: Mapping[str, Path]) -> AudioRouter:
        from stretchtimer.qt.speech_synth import SystemSpeechSynth

        def window_out() -> WindowOut:
            from stretchtimer.qt.stream_out import StreamOut

            return StreamOut(files)

        def player_out() -> AudioOut:
            from stretchtimer.services.audio.playsound_out import PlaysoundOut

            return PlaysoundOut(files)

        return AudioRouter(
            preferences, window_out, player_out, self.hand_over, synth=SystemSpeechSynth()
        )

    def keep_awake(self, failed: Callable[[], None]) -> KeepAwake:
        from stretchtimer.services.system.keep_awake import WakepyKeepAwake

        if sys.platform in ("win32", "darwin"):
            return WakepyKeepAwake(failed)
        from stretchtimer.qt.screen_wish import ScreenWish

        return ScreenWish(failed, lambda: WakepyKeepAwake(failed))

    def voice_renderer(self, folder: Path) -> VoiceRenderer:
        from stretchtimer.services.voice.renderer import VoiceRenderer

        return VoiceRenderer(folder, self.hand_over)
