"""The ticker aims at what is due next, and stands still while nothing is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from stretchtimer.engine.commands import (
    Finish,
    Pause,
    Resume,
    Start,
)
from stretchtimer.engine.cues import CueStyle
from stretchtimer.engine.events import CueDue, Event, SessionFinished
from stretchtimer.engine.plan import make_plan
from stretchtimer.engine.session import SessionState, Status
from stretchtimer.qt.ticker import Ticker
from stretchtimer.services.session.runner import Emitted, Lookahead, SessionRunner
from stretchtimer.services.system.clock import SystemClock
from tests.engine.routines import NO_TIMES, routine, stretch
from tests.fakes import FakeClock

WAIT_MS = 60_000


class EveryQuarter:
    """Somebody who looks ahead four times a second."""

    def look_ahead(self, state: SessionState, now_ms: int) -> None:
        self.seen_ms = now_ms

    def next_look_ahead_ms(self, state: SessionState, now_ms: int) -> int | None:
        return now_ms + 250


class Ticked:
    """A session on a clock that only the test moves, and its ticker."""

    def __init__(self, *lookaheads: Lookahead) -> None:
        self.clock = FakeClock()
        plan = make_plan(routine(stretch(hold_ms=12_300), times=NO_TIMES))
        self.runner = SessionRunner(self.clock, plan, CueStyle(), lookaheads=lookaheads)
        self.events: list[Event] = []
        self.runner.listen(lambda told: self.events.append(told.event))
        self.ticker = Ticker(self.runner)
        self.ticks = 0
        self.ticker.ticked.connect(self._on_ticked)

    def _on_ticked(self) -> None:
        self.ticks += 1

    @property
    def timer(self) -> QTimer:
        (timer,) = self.ticker.findChildren(QTimer)
        return timer


@pytest.fixture
def ticked(qapp: QApplication) -> Iterator[Ticked]:
    ticked = Ticked()
    yield ticked
    ticked.ticker.stop()


def test_it_is_aimed_at_the_next_thing_that_is_due(ticked: Ticked) -> None:
    ticked.runner.send(Start(600))
    ticked.ticker.schedule()
    assert ticked.timer.interval() == 600
    assert ticked.timer.isSingleShot()
    ticked.clock.advance(600)
    ticked.ticker.poll()
    assert ticked.timer.interval() == 300
    assert ticked.ticks == 1


def test_what_is_overdue_is_looked_at_at_once(ticked: Ticked) -> None:
    ticked.runner.send(Start(600))
    ticked.clock.advance(5_000)
    ticked.ticker.schedule()
    assert ticked.timer.interval() == 0


@pytest.mark.parametrize(
    "stand", [lambda _: None, lambda t: stop(t, Pause), lambda t: stop(t, Finish)]
)
def test_while_nothing_can_come_due_no_timer_runs(
    ticked: Ticked, stand: Callable[[Ticked], None]
) -> None:
    stand(ticked)
    ticked.ticker.schedule()
    assert not ticked.ticker.is_armed
    ticked.ticker.poll()
    assert not ticked.ticker.is_armed


def stop(ticked: Ticked, command: type[Pause] | type[Finish]) -> None:
    ticked.runner.send(Start())
    ticked.ticker.schedule()
    assert ticked.ticker.is_armed
    ticked.runner.send(command())


def test_a_session_that_goes_on_arms_it_again(ticked: Ticked) -> None:
    stop(ticked, Pause)
    ticked.ticker.poll()
    ticked.runner.send(Resume())
    ticked.ticker.schedule()
    assert ticked.ticker.is_armed


def test_a_fault_in_a_listener_does_not_stop_the_clock(ticked: Ticked) -> None:
    def broken(_told: Emitted) -> None:
        raise LookupError("broken")

    ticked.runner.send(Start(600))
    ticked.runner.listen(broken)
    ticked.clock.advance(600)
    with pytest.raises(LookupError):
        ticked.ticker.poll()
    assert isinstance(ticked.events[-1], CueDue)
    assert ticked.ticker.is_armed


def test_what_is_shown_is_not_looked_at_where_nothing_of_it_is_due(qapp: QApplication) -> None:
    ahead = EveryQuarter()
    ticked = Ticked(ahead)
    ticked.runner.send(Start())
    ticked.ticker.poll()
    ticks = ticked.ticks
    ticked.clock.advance(250)
    ticked.ticker.poll()
    assert ahead.seen_ms == ticked.clock.monotonic_ms()
    assert ticked.ticks == ticks
    # Of a hold of 12.3 s the displayed second changes.
    assert ticked.timer.interval() == 50
    ticked.clock.advance(50)
    ticked.ticker.poll()
    assert ticked.ticks == ticks + 1
    ticked.ticker.stop()


def test_what_is_told_is_shown_at_once(ticked: Ticked) -> None:
    ticked.runner.send(Start())
    ticked.ticker.poll()
    ticks = ticked.ticks
    ticked.clock.advance(100)
    ticked.clock.sleep(60_000)
    ticked.ticker.poll()
    assert ticked.runner.state.status is Status.PAUSED
    assert ticked.ticks == ticks + 1


def test_a_whole_session_runs_by_itself_on_real_clocks(qapp: QApplication) -> None:
    plan = make_plan(routine(stretch(hold_ms=1_000), times=NO_TIMES))
    runner = SessionRunner(SystemClock(), plan, CueStyle())
    ticker = Ticker(runner)
    loop = QEventLoop()

    def on_event(told: Emitted) -> None:
        if isinstance(told.event, SessionFinished):
            loop.quit()

    runner.listen(on_event)
    runner.send(Start())
    ticker.schedule()
    # Only where the session never ends.
    QTimer.singleShot(WAIT_MS, loop, loop.quit)
    loop.exec()
    assert runner.state.completed
    assert [held.held_ms for held in runner.state.ledger] == [1_000]
    ticker.schedule()
    assert not ticker.is_armed
