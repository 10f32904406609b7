"""Everything that goes along with a session: cues, sound device, screen, log and trace."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from stretchtimer.engine.events import (
    SessionFinished,
    SessionPaused,
    SessionResumed,
    SessionStarted,
)
from stretchtimer.engine.plan import Plan
from stretchtimer.engine.session import Status
from stretchtimer.services.audio.audio_out import AudioOut
from stretchtimer.services.audio.clip_library import ClipLibrary
from stretchtimer.services.audio.cue_player import CuePlayer
from stretchtimer.services.audio.cue_style import cue_style
from stretchtimer.services.person.profile import Profile
from stretchtimer.services.session.runner import Emitted, SessionRunner
from stretchtimer.services.session.trace import Trace
from stretchtimer.services.system.keep_awake import KeepAwake

SETTLE_MS = 600
"""How long a sound device may need to wake before it lets the first cue through."""

_AWAKE = (Status.RUNNING, Status.COUNTING_IN, Status.WAITING)


class SessionAssembly:
    """Builds runners with all their listeners; one session at a time."""

    def __init__(
        self,
        profile: Profile,
        out: AudioOut,
        keep_awake: KeepAwake,
        clips: ClipLibrary,
        can_speak: Callable[[str], bool] = lambda _language: False,
    ) -> None:
        self._clock = profile.clock
        self._preferences = profile.preferences
        self._scripts = profile.scripts
        self._recorder = profile.recorder()
        self._out = out
        self._keep_awake = keep_awake
        self._clips = clips
        self._can_speak = can_speak
        self._runner: SessionRunner | None = None
        self._take_clips: Callable[[], None] = lambda: None
        self._preferences.listen(self._on_preferences_changed)

    def prepare(self, plan: Plan, trace: Trace | None = None) -> SessionRunner:
        """A runner for the plan, not yet started; what still sounds of another falls silent."""
        self._out.schedule(())
        settings = self._preferences.settings
        script = self._scripts.of(plan.routine)
        style = partial(cue_style, settings, plan, self._clips, script, self._can_speak)
        runner = SessionRunner(self._clock, plan, style())
        player = CuePlayer(
            self._out, lambda: self._preferences.settings.cue_shift_ms, runner.length_ms
        )
        runner.listen(self._on_event)
        runner.listen(player.on_event)
        runner.listen(self._recorder.follow(plan))
        if trace:
            runner.listen(trace.on_event)
        runner.add_lookahead(player)
        self._runner = runner
        self._take_clips = lambda: runner.take_style(style())
        return runner

    def take_clips(self) -> None:
        """Has the session say, from its next phase on, what there has come a clip for."""
        self._take_clips()

    def _on_event(self, emitted: Emitted) -> None:
        if isinstance(emitted.event, SessionStarted | SessionResumed):
            self._out.hold_open()
            self._follow_keep_awake(True)
        elif isinstance(emitted.event, SessionPaused | SessionFinished):
            self._out.let_go()
            self._follow_keep_awake(False)

    def _on_preferences_changed(self) -> None:
        if self._runner:
            self._follow_keep_awake(self._runner.state.status in _AWAKE)

    def _follow_keep_awake(self, wanted: bool) -> None:
        if wanted and self._preferences.settings.keep_awake:
            self._keep_awake.hold()
        else:
            self._keep_awake.release()
