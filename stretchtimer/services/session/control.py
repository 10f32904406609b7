"""What a person can do with a session, by window, terminal or whatever else sends acts.

- An act is what somebody wants; ``command_for`` says which command of the engine that is in the
  present state. One act does the right one of pausing, being ready and going on.
- Every act and command is answered; one that makes no sense now says why, and changes nothing.
- Nobody ends a session by accident: ``Act.LEAVE`` asks, and time stands until that is answered by
  ``end`` or ``stay``.
- While something is read or chosen over the session, time stands: ``stand_still`` and ``go_on``.
- Who hears of an event comes in this order: log and trace, so that it is kept; the cue player, so
  that it is heard; ``SessionControl`` itself, for the device and the light; then those who show it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import partial
from typing import Protocol
from uuid import uuid4

from stretchtimer.engine.commands import (
    ChooseWay,
    Command,
    Extend,
    Finish,
    GoTo,
    Next,
    Pause,
    Previous,
    Ready,
    Restart,
    Resume,
    SkipStretch,
    Start,
)
from stretchtimer.engine.cues import CueStyle
from stretchtimer.engine.events import (
    GapNoticed,
    SessionFinished,
    SessionPaused,
    SessionResumed,
    SessionStarted,
)
from stretchtimer.engine.plan import PhaseKind, Plan
from stretchtimer.engine.session import SessionState, Status
from stretchtimer.services.audio.audio_out import SETTLE_MS, AudioOut
from stretchtimer.services.audio.clip_library import ClipLibrary
from stretchtimer.services.audio.cue_player import CuePlayer
from stretchtimer.services.audio.cue_style import cue_style
from stretchtimer.services.audio.sound_switch import SoundSwitch
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.session.occasion import USUAL, Occasion
from stretchtimer.services.session.runner import Emitted, Listener, Lookahead, SessionRunner
from stretchtimer.services.session.trace import Trace
from stretchtimer.services.system.clock import Clock
from stretchtimer.services.system.keep_awake import KeepAwake
from stretchtimer.services.voice.scripts import Scripts

_AWAKE = (Status.RUNNING, Status.COUNTING_IN, Status.WAITING)


class Act(str, Enum):
    """What a person can do in a session; what only concerns how it is shown is the screen's."""

    PAUSE = "pause"
    """Pause and go on; where the session waits for the person, be ready."""
    NEXT = "next"
    SKIP = "skip"
    """On to the next stretch, whatever is still to come of this one."""
    BACK = "back"
    READY = "ready"
    RESTART = "restart"
    EXTEND = "extend"
    MUTE = "mute"
    LEAVE = "leave"


class Answer(str, Enum):
    """What became of an act: done, or why not."""

    DONE = "done"
    NO_SESSION = "no_session"
    END_ASKED = "end_asked"
    """First it must be answered whether the session is to end."""
    IS_PAUSED = "is_paused"
    NO_HOLD = "no_hold"
    """Only a hold can be held again."""
    HAS_BEGUN = "has_begun"
    """There is nothing left to get ready for."""
    WAITS = "waits"
    """What waits for the person cannot be made longer."""
    LONG_ENOUGH = "long_enough"
    STAYS_SILENT = "stays_silent"
    """It was started to be silent."""
    OWN_PACE = "own_pace"
    """It goes on until the person says so."""
    NOT_NOW = "not_now"


_COMMANDS: Mapping[Act, Command] = {
    Act.NEXT: Next(),
    Act.SKIP: SkipStretch(),
    Act.BACK: Previous(),
    Act.READY: Ready(),
    Act.RESTART: Restart(),
    Act.EXTEND: Extend(),
}


def command_for(act: Act, state: SessionState) -> Command:
    """The command of the engine that an act is in that state.

    Raises KeyError for an act that the engine has no part in.
    """
    if act is not Act.PAUSE:
        return _COMMANDS[act]
    if state.status is Status.PAUSED:
        return Resume(SETTLE_MS)
    return Ready() if state.status is Status.WAITING else Pause()


class Watcher(Protocol):
    """Whoever wakes a session when something is due, and shows what it asks."""

    def on_changed(self) -> None:
        """Called after each command, also after one that broke off: what is due may be new."""
        ...

    def on_end_asked(self) -> None:
        """Called when it is to be asked whether the session shall end."""
        ...

    def on_gap(self, gap_ms: int) -> None:
        """Called when the session was paused because the machine stood still."""
        ...

    def on_finished(self, state: SessionState) -> None:
        """Called with the last state of a session, once there is none any more."""
        ...


class FollowedLog(Lookahead, Protocol):
    """What keeps the log of one session."""

    def on_event(self, emitted: Emitted) -> None: ...


class SessionControl:
    """At most one session at a time.

    ``record`` gives what keeps the log of a session, by its plan, its id and its occasion.
    ``can_speak`` is asked whether the system's speech engine says what there is no clip for.
    """

    def __init__(
        self,
        clock: Clock,
        preferences: Preferences,
        record: Callable[[Plan, str, Occasion], FollowedLog],
        *,
        out: AudioOut,
        keep_awake: KeepAwake,
        clips: ClipLibrary,
        scripts: Scripts,
        sound: SoundSwitch,
        can_speak: Callable[[str], bool] = lambda _language: False,
        watcher: Watcher | None = None,
    ) -> None:
        self._clock = clock
        self._preferences = preferences
        self._record = record
        self._out = out
        self._keep_awake = keep_awake
        self._clips = clips
        self._scripts = scripts
        self._sound = sound
        self._can_speak = can_speak
        self._watcher = watcher
        self._runner: SessionRunner | None = None
        self._session_id = ""
        self._style: Callable[[], CueStyle] | None = None
        self._trace: Trace | None = None
        self._is_asking = False
        self._goes_on = False
        preferences.observe("keep_awake", self._on_keep_awake_changed)

    @property
    def runner(self) -> SessionRunner | None:
        """The session that is not over yet."""
        return self._runner

    @property
    def session_id(self) -> str:
        """By what the latest session is known in the log."""
        return self._session_id

    @property
    def is_running(self) -> bool:
        """Whether there is a session that is not over."""
        return self._runner is not None

    @property
    def is_paused(self) -> bool:
        return self._runner is not None and self._runner.state.status is Status.PAUSED

    @property
    def is_asking(self) -> bool:
        """Whether it is asked just now if the session shall end."""
        return self._is_asking

    @property
    def is_muted(self) -> bool:
        return self._sound.muted

    def trace_next(self, trace: Trace) -> None:
        """Has the next session traced."""
        self._trace = trace

    def begin(
        self,
        plan: Plan,
        screens: Sequence[Listener] = (),
        occasion: Occasion = USUAL,
    ) -> SessionRunner | None:
        """Prepares a session, which ``start`` starts; None while there is another.

        To go on with one that was broken off, the plan and the occasion are those of the offer
        (``services/record/resume``).
        """
        if self._runner:
            return None
        self._session_id = str(uuid4())
        trace, self._trace = self._trace, None
        settings = self._preferences.settings
        script = self._scripts.of(plan.routine)
        self._style = partial(cue_style, settings, plan, self._clips, script, self._can_speak)
        session_log = self._record(plan, self._session_id, occasion)
        player = CuePlayer(self._out, lambda: self._preferences.settings.cue_shift_ms)
        self._runner = SessionRunner(
            self._clock,
            plan,
            self._style(),
            listeners=(
                session_log.on_event,
                *((trace.on_event,) if trace else ()),
                player.on_event,
                self._on_event,
                *screens,
            ),
            lookaheads=(session_log, player),
        )
        return self._runner

    def start(self) -> Answer:
        """Starts the session that was prepared; what still sounds of another falls silent."""
        return self.send(Start(SETTLE_MS))

    def do(self, act: Act) -> Answer:
        """Does what the act means now."""
        if act is Act.MUTE:
            return Answer.DONE if self._sound.toggle() else Answer.STAYS_SILENT
        if self._runner is None:
            return Answer.NO_SESSION
        if self._is_asking:
            return Answer.END_ASKED
        if act is Act.LEAVE:
            return self._ask_to_end()
        return self.send(command_for(act, self._runner.state))

    def go_to(self, hold_index: int) -> Answer:
        """Goes to the approach of a hold, so that there is time to get into position."""
        if self._runner is None:
            return Answer.NO_SESSION
        plan = self._runner.state.plan
        return self.send(GoTo(plan.approach(plan.phases[hold_index]).index))

    def pause(self) -> Answer:
        """Pauses, whatever ``Act.PAUSE`` would mean now, also where time only stood still."""
        self._goes_on = False
        return self.send(Pause())

    def end(self) -> Answer:
        """Ends the session at once, also where it is still asked whether to."""
        return self.send(Finish())

    def stay(self) -> Answer:
        """Takes the question back; time goes on, if it was the question that stopped it."""
        self._is_asking = False
        return self.go_on()

    def stand_still(self) -> None:
        """Has time stand until ``go_on``."""
        self._goes_on = self.send(Pause()) is Answer.DONE or self._goes_on

    def go_on(self) -> Answer:
        """Time goes on, if it was ``stand_still`` that stopped it."""
        goes_on, self._goes_on = self._goes_on and self.is_paused, False
        return self.send(Resume(SETTLE_MS)) if goes_on else Answer.DONE

    def choose_way(self, stretch_id: str, easier: bool) -> Answer:
        """Has a stretch told the easier way from now on, or the usual one; time stands then.

        Whoever is in that stretch gets into position anew.
        """
        if self._runner is None:
            return Answer.NO_SESSION
        self.stand_still()
        answer = self.send(ChooseWay(stretch_id, easier))
        if answer is Answer.DONE and self._runner.state.phase.stretch.id == stretch_id:
            self._get_into_position(self._runner.state)
        return answer

    def _get_into_position(self, state: SessionState) -> None:
        """Goes back to the approach of the hold that one is in, or comes out of."""
        if state.phase.is_hold or state.phase.kind is PhaseKind.RELEASE:
            self.send(GoTo(state.plan.approach(state.plan.hold_of(state.phase)).index))

    def send(self, command: Command) -> Answer:
        """Sends one command of the engine."""
        runner = self._runner
        if runner is None:
            return Answer.NO_SESSION
        try:
            is_taken = runner.send(command)
        finally:
            # Also after a fault in a listener: time goes on.
            self._tell_changed()
        return Answer.DONE if is_taken else _refusal(command, runner.state)

    def take_clips(self) -> None:
        """Has the session say, from its next phase on, what there has come a clip for."""
        if self._runner and self._style:
            self._runner.take_style(self._style())
            self._tell_changed()

    def _ask_to_end(self) -> Answer:
        self.stand_still()
        if self._runner is None:
            return Answer.NO_SESSION
        self._is_asking = True
        if self._watcher:
            self._watcher.on_end_asked()
        return Answer.DONE

    def _tell_changed(self) -> None:
        if self._runner and self._watcher:
            self._watcher.on_changed()

    def _on_event(self, emitted: Emitted) -> None:
        match emitted.event:
            case SessionStarted() | SessionResumed():
                self._goes_on = False
                self._out.hold_open()
                self._follow_keep_awake(True)
            case SessionPaused():
                self._out.let_go()
                self._follow_keep_awake(False)
            case GapNoticed(gap_ms=gap_ms):
                if self._watcher:
                    self._watcher.on_gap(gap_ms)
            case SessionFinished():
                self._out.let_go()
                self._follow_keep_awake(False)
                self._finish()

    def _finish(self) -> None:
        runner, self._runner = self._runner, None
        self._is_asking = self._goes_on = False
        if runner and self._watcher:
            self._watcher.on_finished(runner.state)

    def _on_keep_awake_changed(self) -> None:
        if self._runner:
            self._follow_keep_awake(self._runner.state.status in _AWAKE)

    def _follow_keep_awake(self, wanted: bool) -> None:
        if wanted and self._preferences.settings.keep_awake:
            self._keep_awake.hold()
        else:
            self._keep_awake.release()


def _refusal(command: Command, state: SessionState) -> Answer:
    """Why the engine does not take the command in that state."""
    if state.is_over:
        return Answer.NO_SESSION
    match command, state.status:
        case Pause() | Ready(), Status.PAUSED:
            return Answer.IS_PAUSED
        case Ready(), _:
            return Answer.HAS_BEGUN
        case Restart(), _:
            return Answer.NO_HOLD
        case Extend(), Status.WAITING:
            return Answer.WAITS
        case Extend(), _ if state.phase.is_open:
            return Answer.OWN_PACE
        case Extend(), _:
            return Answer.LONG_ENOUGH
    return Answer.NOT_NOW
