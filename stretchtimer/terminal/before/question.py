"""A question that is answered by one key, before anything begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from stretchtimer.terminal.keys.keys import HANGUP
from stretchtimer.terminal.session.loop import Terminal
from stretchtimer.terminal.session.signals import is_ending, is_stop

YES = ("enter", "space")
NO = ("q", "escape", HANGUP)


class Reply(NamedTuple):
    """What was answered; ``ended_by`` is the signal, if one asked the program to end instead."""

    yes: bool
    ended_by: int | None = None


def ask(words: str, terminal: Terminal, write: Callable[[str], None]) -> Reply:
    """Writes the words and waits for a key.

    After the program stood still in the background, the words are written once more.
    """
    keys = terminal.keys
    write(words)
    keys.take()
    try:
        while True:
            key = keys.wait(None)
            if key in YES:
                return Reply(True)
            number = terminal.signals.take()
            if number and is_ending(number):
                return Reply(False, number)
            if key in NO:
                return Reply(False)
            if number and is_stop(number):
                keys.give_back()
                terminal.signals.stand_still()
                keys.take()
                write(words)
    finally:
        keys.give_back()
