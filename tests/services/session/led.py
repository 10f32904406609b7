"""A session that is led as window and terminal lead it, and what is heard and seen of it."""

from __future__ import annotations

from pathlib import Path

from stretchtimer.engine.model import Dose, Routine, Stretch, Times
from stretchtimer.engine.plan import Plan
from stretchtimer.engine.session import SessionState
from stretchtimer.services.audio.audio_out import SETTLE_MS
from stretchtimer.services.audio.clip_library import bundled_clips
from stretchtimer.services.audio.sound_switch import SettingSwitch
from stretchtimer.services.person.profile import Profile
from stretchtimer.services.session.control import Answer, SessionControl
from stretchtimer.services.session.runner import SessionRunner
from stretchtimer.services.voice.scripts import Scripts
from tests.fakes import FakeClock, FakeKeepAwake, FakeOut
from tests.services.session.sessions import (
    follow,
    open_profile,
)

TWIST = Stretch("twist", "Twist", Dose(30_000), two_sided=True)
SHORT = Routine("short", "Short", (TWIST,), Times(first_lead_in_ms=5_000))


class Watched:
    """Keeps what it was told of a session."""

    def __init__(self) -> None:
        self.changes = 0
        self.questions = 0
        self.gaps: list[int] = []
        self.finished: list[SessionState] = []

    def on_changed(self) -> None:
        self.changes += 1

    def on_end_asked(self) -> None:
        self.questions += 1

    def on_gap(self, gap_ms: int) -> None:
        self.gaps.append(gap_ms)

    def on_finished(self, state: SessionState) -> None:
        self.finished.append(state)


class Led:
    """A control with a profile of its own, and fakes for what it leads."""

    def __init__(self, folder: Path, scripts: Scripts | None = None) -> None:
        self.clock = FakeClock()
        self.told: list[str] = []
        self.folder = folder
        self.profile: Profile = open_profile(folder, self.clock, self.told)
        self.clips = bundled_clips()
        self.out = FakeOut(self.clock, files=self.clips.files)
        self.awake = FakeKeepAwake()
        self.profile.preferences.change(talk="tones")
        self.watched = Watched()
        self.control = SessionControl(
            self.clock,
            self.profile.preferences,
            self.profile.recorder().follow,
            out=self.out,
            keep_awake=self.awake,
            clips=self.clips,
            scripts=scripts or self.profile.scripts,
            sound=SettingSwitch(self.profile.preferences),
            watcher=self.watched,
        )

    def begin(self, plan: Plan) -> SessionRunner:
        """A session of the plan, which is not started yet."""
        runner = self.control.begin(plan)
        assert runner is not None, "there is another session"
        return runner

    def start(self, plan: Plan, into_ms: int = 0) -> SessionRunner:
        """A session of the plan that far into its first phase."""
        runner = self.begin(plan)
        assert self.control.start() is Answer.DONE
        follow(runner, self.clock, self.clock.ms + SETTLE_MS + into_ms)
        return runner

    @property
    def held(self) -> tuple[bool, bool]:
        """Whether the device is held open, and whether the screen is kept on."""
        return self.out.is_held, self.awake.is_held


HELD = (True, True)
LET_GO = (False, False)
