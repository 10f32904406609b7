"""One session in a terminal: looks when something is due, and does what the keys say.

Nothing here reads a clock or waits by itself; that is done by the runner and by the keys.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from stretchtimer.engine.session import Status
from stretchtimer.engine.transitions import (
    Command,
    Extend,
    Finish,
    Next,
    Pause,
    Previous,
    Ready,
    Restart,
    Resume,
    Start,
)
from stretchtimer.services.session.assembly import SETTLE_MS
from stretchtimer.services.session.runner import SessionRunner
from stretchtimer.services.session.session_view import session_view
from stretchtimer.terminal.keys.keys import HANGUP, Keys
from stretchtimer.terminal.session.acts import Act, act_for
from stretchtimer.terminal.session.screen_content import Over, Screen, ScreenContent
from stretchtimer.terminal.session.signals import HANGUP_NUMBER, Signals, is_ending, is_stop
from stretchtimer.terminal.session.sound_switch import SoundSwitch

_COMMANDS: Mapping[Act, Command] = {
    Act.NEXT: Next(),
    Act.BACK: Previous(),
    Act.RESTART: Restart(),
    Act.EXTEND: Extend(),
    Act.READY: Ready(),
}


class Terminal(NamedTuple):
    """The three ways in which a terminal and a session meet."""

    keys: Keys
    screen: Screen
    signals: Signals


class SessionLoop:
    """Runs one session from its start to its end; ``note`` is asked at every look."""

    def __init__(
        self,
        runner: SessionRunner,
        terminal: Terminal,
        sound: SoundSwitch,
        note: Callable[[], str],
    ) -> None:
        self._runner = runner
        self._keys = terminal.keys
        self._screen = terminal.screen
        self._signals = terminal.signals
        self._sound = sound
        self._note = note
        self._over = Over.NOTHING
        self._goes_on_after_question = False
        self._ended_by: int | None = None

    def run(self) -> int | None:
        """Returns the number of the signal that ended the session; None when there was none."""
        self._runner.listen(self._screen.on_event)
        self._runner.send(Start(SETTLE_MS))
        while not self._runner.state.is_over:
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
        view = session_view(self._runner.state, self._runner.now_ms())
        self._screen.show(ScreenContent(view, self._over, self._sound.muted, self._note()))

    def _until_next_poll_ms(self) -> int | None:
        due_ms = self._runner.next_poll_ms()
        return None if due_ms is None else max(0, due_ms - self._runner.now_ms())

    def _go_on_without_keys(self) -> None:
        """Where nobody can press a key, a session that was paused (by sleep, say) goes on."""
        if not self._keys.usable and self._runner.state.status is Status.PAUSED:
            self._runner.send(Resume(SETTLE_MS))

    def _obey(self, number: int) -> None:
        if is_ending(number):
            self._ended_by = number
            self._runner.send(Finish())
        elif is_stop(number):
            self._runner.send(Pause())
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
        if key == HANGUP:
            self._obey(HANGUP_NUMBER)
        elif self._over is Over.END_QUESTION:
            self._answer(key)
        elif self._over is Over.KEYS:
            self._over = Over.NOTHING
        elif act := act_for(key):
            self._do(act)

    def _do(self, act: Act) -> None:
        if act is Act.PAUSE:
            self._pause_or_go_on()
        elif act is Act.MUTE:
            self._sound.toggle()
        elif act is Act.HELP:
            self._over = Over.KEYS
        elif act is Act.LEAVE:
            self._ask()
        else:
            self._runner.send(_COMMANDS[act])

    def _pause_or_go_on(self) -> None:
        status = self._runner.state.status
        if status is Status.PAUSED:
            self._runner.send(Resume(SETTLE_MS))
        elif status is Status.WAITING:
            self._runner.send(Ready())
        else:
            self._runner.send(Pause())

    def _ask(self) -> None:
        """Time stands still while the question is open."""
        self._over = Over.END_QUESTION
        self._goes_on_after_question = self._runner.allows(Pause())
        self._runner.send(Pause())

    def _answer(self, key: str) -> None:
        if key == "y":
            self._runner.send(Finish())
        elif key in ("n", "escape", "space", "q"):
            self._over = Over.NOTHING
            if self._goes_on_after_question:
                self._runner.send(Resume(SETTLE_MS))
