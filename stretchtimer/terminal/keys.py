"""Keys as a terminal sends them, and what every source of keys offers."""

from __future__ import annotations

import re
from typing import Protocol

HANGUP = "hangup"
"""What a source of keys gives when the terminal behind it is gone."""

_NAMED = {
    b" ": "space",
    b"\r": "enter",
    b"\n": "enter",
    b"\x1b": "escape",
    b"\x1b[C": "right",
    b"\x1bOC": "right",
    b"\x1b[D": "left",
    b"\x1bOD": "left",
    b"\x1b[6~": "page_down",
    b"\x1b[5~": "page_up",
    b"\x1b[H": "home",
    b"\x1bOH": "home",
    b"\x1b[1~": "home",
    b"\x1bOM": "enter",
    b"\x1bOP": "f1",
    b"\x1b[11~": "f1",
}
_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|O[ -~]|\x1b|[^\[O\x1b])")
_BEGINNING = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|O)?")


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

        None after ``timeout_ms`` (None waits without end) or when woken.
        """
        ...

    def wake(self) -> None:
        """Ends a ``wait``; may be called from a signal handler or another thread."""
        ...


class KeyDecoder:
    """Turns the bytes a terminal sends into keys; what it does not know is passed over."""

    def __init__(self) -> None:
        self._rest = b""

    @property
    def is_open(self) -> bool:
        """Whether a sequence has begun and not ended: more bytes, or the Escape key itself."""
        return bool(self._rest)

    def feed(self, data: bytes) -> list[str]:
        """The keys that are complete with these bytes."""
        data = self._rest + data
        keys: list[str] = []
        place = 0
        while place < len(data):
            length = _length(data[place:])
            if not length:
                break
            keys.extend(_key(data[place : place + length]))
            place += length
        self._rest = data[place:]
        return keys

    def finish(self) -> list[str]:
        """The keys of what is left when nothing more follows."""
        rest, self._rest = self._rest, b""
        return ["escape"] if rest.startswith(b"\x1b") else []


def _length(data: bytes) -> int:
    """How many bytes the first key has; 0 while it is not complete."""
    if data[0] == 0x1B:
        match = _SEQUENCE.match(data)
        if match:
            # Two escapes in a row are the key pressed twice.
            return 1 if match[0] == b"\x1b\x1b" else match.end()
        # A sequence that no terminal would send, such as one broken off by an ordinary byte.
        return 0 if _BEGINNING.fullmatch(data) else 1
    first = data[0]
    length = 1 if first < 0xC0 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    return length if len(data) >= length else 0


def _key(data: bytes) -> list[str]:
    if name := _NAMED.get(data):
        return [name]
    character = data.decode("utf-8", "ignore")
    return [character.lower()] if len(character) == 1 and character.isprintable() else []
