"""The machine that the window of a test runs on: nothing of it is real."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from stretchtimer.engine.notices import Notice
from stretchtimer.qt.main_thread import HandOver
from stretchtimer.services.audio.audio_out import AudioOut
from stretchtimer.services.audio.router import AudioRouter, WindowOut
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.system.clock import Clock
from stretchtimer.services.system.writer import Writer
from tests.fakes import (
    FakeClock,
    FakeHints,
    FakeKeepAwake,
    FakeSpeechSynth,
    FakeVoiceRenderer,
    FakeWindowOut,
    FakeWriter,
)


class FakeMachine:
    """A ``Machine`` with one clock for all of it; what was made of it is kept for the test."""

    def __init__(
        self,
        out: FakeWindowOut | None = None,
        clock: FakeClock | None = None,
        *,
        has_voice: bool = False,
    ) -> None:
        self.clock = clock or FakeClock()
        self.out = out or FakeWindowOut()
        self.out.clock = self.clock
        self.outputs = self.out.chosen
        self.awake = FakeKeepAwake()
        self.hints = FakeHints()
        self.synth = FakeSpeechSynth(self.clock, works=False)
        self.own_voice: FakeVoiceRenderer | None = None
        self.hand_over = HandOver()
        self.writers: list[FakeWriter] = []
        self._has_voice = has_voice

    def writer(self, clock: Clock, report: Callable[[Notice], None]) -> Writer:
        """Each thing that works with files, which does so when the test wants it."""
        made = FakeWriter(clock, report)
        self.writers.append(made)
        return made

    def router(self, preferences: Preferences, files: Mapping[str, Path]) -> AudioRouter:
        self.out.files = files

        def window_out() -> WindowOut:
            return self.out

        def player_out() -> AudioOut:
            self.outputs.append("player")
            return self.out

        return AudioRouter(preferences, window_out, player_out, synth=self.synth)

    def keep_awake(self, failed: Callable[[], None]) -> FakeKeepAwake:
        self.keep_awake_fails = failed
        return self.awake

    def voice_renderer(self, folder: Path) -> FakeVoiceRenderer:
        self.own_voice = FakeVoiceRenderer(folder, available=self._has_voice)
        return self.own_voice
