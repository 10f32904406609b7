"""Leads one session in the window: acts become commands, and time stands while one is asked."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from stretchtimer.engine.events import SessionFinished
from stretchtimer.engine.plan import Plan
from stretchtimer.engine.session import SessionState, Status
from stretchtimer.engine.transitions import (
    AnyCommand,
    Extend,
    Finish,
    GoTo,
    Next,
    Pause,
    Previous,
    Ready,
    Restart,
    Resume,
    Start,
)
from stretchtimer.qt.ticker import Ticker
from stretchtimer.services.session.assembly import SETTLE_MS, SessionAssembly
from stretchtimer.services.session.runner import Emitted, SessionRunner
from stretchtimer.services.session.trace import Trace
from stretchtimer.ui.session.shortcuts import Act


class SessionDirector(QObject):
    """At most one session at a time. ``ticked`` asks the page to show it anew."""

    ticked = Signal()
    finished = Signal(object)
    """The last state of the session."""

    def __init__(self, assembly: SessionAssembly, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._assembly = assembly
        self._runner: SessionRunner | None = None
        self._ticker: Ticker | None = None
        self._interrupted = False

    @property
    def runner(self) -> SessionRunner | None:
        return self._runner

    @property
    def is_running(self) -> bool:
        """Whether there is a session that is not over."""
        return self._runner is not None

    @property
    def is_paused(self) -> bool:
        return self._runner is not None and self._runner.state.status is Status.PAUSED

    def begin(self, plan: Plan, trace: Trace | None = None) -> SessionRunner:
        """Prepares a session of ``plan``; ``start`` starts it."""
        runner = self._assembly.prepare(plan, trace)
        runner.listen(self._on_event)
        self._runner = runner
        self._ticker = Ticker(runner, self)
        self._ticker.ticked.connect(self.ticked)
        return runner

    def start(self) -> None:
        self.send(Start(SETTLE_MS))

    def act(self, act: Act) -> None:
        """Does what the act means now; an act that means nothing now does nothing."""
        if self._runner is None:
            return
        commands: dict[Act, AnyCommand] = {
            Act.PAUSE: self._pause_command(self._runner.state),
            Act.NEXT: Next(),
            Act.BACK: Previous(),
            Act.RESTART: Restart(),
            Act.EXTEND: Extend(),
            Act.READY: Ready(),
        }
        if act in commands:
            self.send(commands[act])

    def take_clips(self) -> None:
        """Has the session say what there has come a clip for since it began."""
        if self._ticker:
            self._assembly.take_clips()
            self._ticker.schedule()

    def go_to(self, hold_index: int) -> None:
        """Goes to the approach of a hold, so that there is time to get into position."""
        if self._runner:
            plan = self._runner.state.plan
            self.send(GoTo(plan.approach(plan.phases[hold_index]).index))

    def interrupt(self) -> None:
        """Stops the clock while the person is asked something."""
        if self._runner:
            self._interrupted = self._runner.allows(Pause())
            self.send(Pause())

    def continue_(self) -> None:
        """Lets the clock run again if ``interrupt`` stopped it."""
        if self._interrupted:
            self._interrupted = False
            self.send(Resume(SETTLE_MS))

    def end(self) -> None:
        self._interrupted = False
        self.send(Finish())

    def send(self, command: AnyCommand) -> None:
        if self._runner and self._ticker:
            ticker = self._ticker
            try:
                self._runner.send(command)
            finally:
                # Also after a fault in a listener: time goes on.
                if self._ticker is ticker:
                    ticker.schedule()
                    self.ticked.emit()

    @staticmethod
    def _pause_command(state: SessionState) -> AnyCommand:
        """What the one large button means now."""
        if state.status is Status.PAUSED:
            return Resume(SETTLE_MS)
        return Ready() if state.status is Status.WAITING else Pause()

    def _on_event(self, emitted: Emitted) -> None:
        if isinstance(emitted.event, SessionFinished) and self._runner and self._ticker:
            state = self._runner.state
            self._ticker.stop()
            self._ticker.deleteLater()
            self._runner = self._ticker = None
            self.finished.emit(state)
