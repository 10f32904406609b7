"""One session in a terminal: looks when something is due, and does what the keys say.

Nothing here reads a clock or waits by itself; that is done by the runner and by the keys.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from stretchtimer.services.session.control import Act, SessionControl
from stretchtimer.services.session.runner import SessionRunner
from stretchtimer.services.session.session_view import session_view
from stretchtimer.services.wording.answers import answer_words
from stretchtimer.terminal.keys.keys import HANGUP, Keys
from stretchtimer.terminal.session.screen_content import Over, Screen, ScreenContent
from stretchtimer.terminal.session.shortcuts import Choice, act_for, choices_for
from stretchtimer.terminal.session.signals import HANGUP_NUMBER, Signals, is_ending, is_stop

ANSWER_SHOWN_MS = 4_000
"""How long it is said why something was not done; while time stands, until the next key."""


class Terminal(NamedTuple):
    """The three ways in which a terminal and a session meet."""

    keys: Keys
    screen: Screen
    signals: Signals


class SessionLoop:
    """Runs the session that ``control`` has prepared, from its start to its end.

    ``note`` is asked at every look.
    """

    def __init__(
        self,
        control: SessionControl,
        runner: SessionRunner,
        terminal: Terminal,
        note: Callable[[], str],
    ) -> None:
        self._control = control
        self._runner = runner
        self._keys = terminal.keys
        self._screen = terminal.screen
        self._signals = terminal.signals
        self._note = note
        self._over = Over.NOTHING
        self._answer = ""
        self._answered_ms = 0
        self._ended_by: int | None = None

    def run(self) -> int | None:
        """Returns the number of the signal that ended the session; None when there was none."""
        self._control.start()
        while self._control.is_running:
            self._go_on_without_keys()
            self._show()
            if self._screen.lost:
                self._obey(HANGUP_NUMBER)
                break
            key = self._keys.wait(self._until_next_poll_ms())
            self._runner.poll()
            while (number := self._signals.take()) is not None:
                self._obey(number)
            if key:
                self._press(key)
        return self._ended_by

    def _show(self) -> None:
        now_ms = self._runner.now_ms()
        if now_ms >= self._answered_ms + ANSWER_SHOWN_MS:
            self._answer = ""
        view = session_view(self._runner.state, now_ms)
        over = Over.END_QUESTION if self._control.is_asking else self._over
        note = self._answer or self._note()
        self._screen.show(ScreenContent(view, over, self._control.is_muted, note))

    def _until_next_poll_ms(self) -> int | None:
        due_ms = self._runner.next_poll_ms()
        return None if due_ms is None else max(0, due_ms - self._runner.now_ms())

    def _go_on_without_keys(self) -> None:
        """Where nobody can press a key, a session that was paused (by sleep, say) goes on."""
        if not self._keys.usable and self._control.is_paused:
            self._control.do(Act.PAUSE)

    def _obey(self, number: int) -> None:
        if is_ending(number):
            self._ended_by = number
            self._control.end()
        elif is_stop(number):
            self._control.pause()
            self._show()
            self._screen.close()
            self._keys.give_back()
            self._signals.stand_still()
            self._keys.take()
            self._screen.open()
        else:
            # Continued, or of another size: whatever was changed meanwhile is put right.
            self._keys.take()

    def _press(self, key: str) -> None:
        self._answer = ""
        if key == HANGUP:
            self._obey(HANGUP_NUMBER)
        elif self._control.is_asking:
            self._reply(key)
        elif self._over is Over.KEYS:
            self._over = Over.NOTHING
        elif self._over is Over.HELP:
            # Whoever has read when to get help still has to choose.
            self._over = Over.HURTS
        elif self._over is Over.HURTS:
            self._choose(key)
        else:
            act = act_for(key)
            if isinstance(act, Over):
                self._over = act
            if act is Over.HURTS:
                self._control.pause()
            elif isinstance(act, Act):
                self._answer = answer_words(self._control.do(act))
                self._answered_ms = self._runner.now_ms()

    def _choose(self, key: str) -> None:
        """Does what was chosen when it hurts; put away without a choice, time goes on standing."""
        phase = self._runner.state.phase
        choice = dict(choices_for(phase.stretch)).get(key)
        if choice is None and key not in ("escape", "h"):
            return
        self._over = Over.HELP if choice is Choice.HELP else Over.NOTHING
        if choice is Choice.EASIER:
            self._control.choose_way(phase.stretch.id, True)
        elif choice is Choice.SKIP:
            self._control.do(Act.SKIP)
        elif choice is Choice.LEAVE:
            self._control.end()
        if choice in (Choice.EASIER, Choice.SKIP, Choice.RESUME) and self._control.is_paused:
            self._control.do(Act.PAUSE)

    def _reply(self, key: str) -> None:
        """Answers whether the session is to end."""
        if key == "y":
            self._control.end()
        elif key in ("n", "escape", "space", "q"):
            self._control.stay()
