"""Runs one session: feeds the engine with time and commands and tells everyone what happened.

- Listeners are called from a queue after the new state is stored. A listener that sends a
  command only adds to the queue. When one breaks, the others are still told, and what is left in
  the queue is told at the next look, which is then due at once.
- Asleep is paused: a gap of more than GAP_MS between two looks pauses the session at the last
  look, whether the machine slept or the program stood still. It is told by the clock that goes on
  while the machine sleeps, never by the time of day: a clock that is put right is no sleep.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Protocol

from stretchtimer.engine.commands import AnyCommand, NoticeGap
from stretchtimer.engine.cue_rescheduling import restyled
from stretchtimer.engine.cues import CueStyle
from stretchtimer.engine.events import Event
from stretchtimer.engine.plan import Plan
from stretchtimer.engine.session import (
    SessionState,
    deadline_ms,
    new_session,
    next_second_ms,
)
from stretchtimer.engine.state_machine import advance, allowed, apply
from stretchtimer.services.system.clock import Clock

GAP_MS = 10_000


@dataclass(frozen=True)
class Emitted:
    """An event with the instant at which it was told, in milliseconds on the session's clock."""

    event: Event
    emitted_ms: int


Listener = Callable[[Emitted], None]


class Lookahead(Protocol):
    """Somebody who looks at the session at instants of their own.

    Such as a slow sound output, some time before things are due, or the log, by the second.
    """

    def look_ahead(self, state: SessionState, now_ms: int) -> None:
        """Looks ahead from the present state, and acts."""
        ...

    def next_look_ahead_ms(self, state: SessionState, now_ms: int) -> int | None:
        """The next instant at which to look ahead again."""
        ...


class SessionRunner:
    """One session from before its start to after its end."""

    def __init__(
        self,
        clock: Clock,
        plan: Plan,
        style: CueStyle,
        listeners: Iterable[Listener] = (),
        lookaheads: Iterable[Lookahead] = (),
    ) -> None:
        self._clock = clock
        self._state = new_session(plan, style)
        self._listeners = [*listeners]
        self._lookaheads = [*lookaheads]
        self._told: deque[Emitted] = deque()
        self._commands: deque[AnyCommand] = deque()
        self._refused: list[AnyCommand] = []
        self._busy = False
        self._seen_ms = clock.monotonic_ms()
        self._seen_boottime_ms = clock.boottime_ms()

    @property
    def state(self) -> SessionState:
        return self._state

    def now_ms(self) -> int:
        """The present instant on the session's clock; while time stands, that of the last look."""
        return self._clock.monotonic_ms()

    def listen(self, listener: Listener) -> None:
        """Calls ``listener`` for every event from now on, in order."""
        self._listeners.append(listener)

    def allows(self, command: AnyCommand) -> bool:
        """Whether the command would be taken in the state as last looked at."""
        return allowed(self._state, command)

    def take_style(self, style: CueStyle) -> None:
        """Has the phases that have not begun yet sound in another style."""
        self._state = restyled(self._state, style)

    def send(self, command: AnyCommand) -> bool:
        """Carries out a command; returns False, and does nothing, where it makes no sense (now).

        One that a listener sends is carried out after the listener, and counts as taken.
        """
        self._commands.append(command)
        self._work()
        return not any(refused is command for refused in self._refused)

    def poll(self) -> bool:
        """Brings the session up to now; tells whether there may be something else to show."""
        due_ms = self._next_change_ms()
        has_told = self._work()
        return has_told or due_ms is None or due_ms <= self._seen_ms

    def next_poll_ms(self) -> int | None:
        """The instant by which to look again; None while nothing can come due by itself."""
        state, now_ms = self._state, self._seen_ms
        looks = (look_ahead.next_look_ahead_ms(state, now_ms) for look_ahead in self._lookaheads)
        return _earliest(self._next_change_ms(), *looks)

    def _next_change_ms(self) -> int | None:
        """The instant of the next event or displayed second."""
        if self._told or self._commands:
            return self._seen_ms
        return _earliest(deadline_ms(self._state), next_second_ms(self._state, self._seen_ms))

    def _work(self) -> bool:
        """Does all there is to do now; tells whether listeners heard of anything."""
        if self._busy:
            return False
        self._busy = True
        has_told = False
        self._refused.clear()
        try:
            self._catch_up()
            while self._commands or self._told:
                if self._told:
                    has_told = True
                    self._notify(self._told.popleft())
                else:
                    self._carry_out(self._commands.popleft())
            for look_ahead in self._lookaheads:
                look_ahead.look_ahead(self._state, self._seen_ms)
        finally:
            self._busy = False
        return has_told

    def _notify(self, emitted: Emitted) -> None:
        with ExitStack() as everybody:
            for listener in reversed(self._listeners):
                everybody.callback(listener, emitted)

    def _catch_up(self) -> None:
        now_ms, boottime_ms = self._clock.monotonic_ms(), self._clock.boottime_ms()
        gap_ms = boottime_ms - self._seen_boottime_ms
        if self._state.is_active and gap_ms > GAP_MS:
            self._store(*apply(self._state, NoticeGap(gap_ms), self._state.polled_ms), now_ms)
        self._seen_ms, self._seen_boottime_ms = now_ms, boottime_ms
        self._store(*advance(self._state, now_ms), now_ms)

    def _carry_out(self, command: AnyCommand) -> None:
        if allowed(self._state, command):
            self._store(*apply(self._state, command, self._seen_ms), self._seen_ms)
        else:
            self._refused.append(command)

    def _store(self, state: SessionState, events: tuple[Event, ...], now_ms: int) -> None:
        self._state = state
        self._told.extend(Emitted(event, now_ms) for event in events)


def _earliest(*instants: int | None) -> int | None:
    return min((instant for instant in instants if instant is not None), default=None)
