"""Keys as a terminal sends them, what every source of keys offers, and that of this machine."""

from __future__ import annotations

import codecs
import importlib
import re
import sys
from typing import Protocol, TextIO

from stretchtimer.terminal.keys.places import letter_meant

HANGUP = "hangup"
"""What a source of keys gives when the terminal behind it is gone."""

MOST_AT_ONCE = 20
"""More keys that come at once were pasted, not pressed: they mean none of our acts."""

_NAMED = {
    " ": "space",
    "\r": "enter",
    "\n": "enter",
    "\x1b": "escape",
    "\x1b[C": "right",
    "\x1bOC": "right",
    "\x1b[1;2C": "shift_right",
    "\x1b[D": "left",
    "\x1bOD": "left",
    "\x1b[6~": "page_down",
    "\x1b[5~": "page_up",
    "\x1b[H": "home",
    "\x1bOH": "home",
    "\x1b[1~": "home",
    "\x1bOM": "enter",
    "\x1bOP": "f1",
    "\x1b[11~": "f1",
}
_ESCAPE = "\x1b"
_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O[ -~]|[^\[O\x1b])")
_BEGINNING = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|O)?")


class Keys(Protocol):
    """Where keys come from. All calls but ``wake`` come from one thread."""

    @property
    def usable(self) -> bool:
        """Whether there is anybody who could press a key."""
        ...

    def take(self) -> None:
        """From now on keys arrive one by one and unseen; may be called again to make sure."""
        ...

    def give_back(self) -> None:
        """Leaves the terminal as it was before the first ``take``."""
        ...

    def wait(self, timeout_ms: int | None) -> str | None:
        """The next key: a name such as ``space``, or a character in lower case.

        Of a layout that writes no Latin letters, the English letter in the place of the key.

        None after ``timeout_ms`` (None waits without end) or when woken.
        """
        ...

    @property
    def wake_descriptor(self) -> int | None:
        """What a byte may be written to in place of ``wake``, where there is such a thing."""
        ...

    def wake(self) -> None:
        """Ends a ``wait``; may be called from a signal handler or another thread."""
        ...


def open_keys(stdin: TextIO | None) -> Keys:
    """Keys from ``stdin`` where that is a terminal, else a source that gives none."""
    if sys.platform == "win32":
        from stretchtimer.terminal.keys.windows_keys import WindowsKeys

        is_console = stdin is not None and stdin.isatty()
        return WindowsKeys(importlib.import_module("msvcrt") if is_console else None)
    from stretchtimer.terminal.keys.unix_keys import UnixKeys

    return UnixKeys(_descriptor(stdin))


def _descriptor(stdin: TextIO | None) -> int | None:
    try:
        return stdin.fileno() if stdin is not None else None
    except (OSError, ValueError):  # a stream that is closed, or is no file
        return None


class KeyDecoder:
    """Turns the bytes a terminal sends into keys; what it does not know is passed over."""

    def __init__(self) -> None:
        self._characters = codecs.getincrementaldecoder("utf-8")("ignore")
        self._rest = ""

    @property
    def is_open(self) -> bool:
        """Whether a sequence has begun and not ended: more to come, or the Escape key itself."""
        return bool(self._rest)

    def feed(self, data: bytes) -> list[str]:
        """The keys that are complete with these bytes."""
        text = self._rest + self._characters.decode(data)
        keys: list[str] = []
        while text and (length := _length(text)):
            keys.extend(_key(text[:length]))
            text = text[length:]
        self._rest = text
        return keys

    def finish(self) -> list[str]:
        """The keys of what is left when nothing more follows."""
        rest, self._rest = self._rest, ""
        return ["escape"] if rest else []


def _length(text: str) -> int:
    """How many characters the first key has; 0 while it is not complete."""
    if text[0] != _ESCAPE:
        return 1
    if match := _SEQUENCE.match(text):
        return match.end()
    # Anything else after the Escape key, such as the same key once more, is a key of its own.
    return 0 if _BEGINNING.fullmatch(text) else 1


def _key(text: str) -> list[str]:
    if name := _NAMED.get(text):
        return [name]
    return [letter_meant(text.lower())] if len(text) == 1 and text.isprintable() else []
