"""The letters of an English keyboard by the places of their keys, for other layouts.

Where the keyboard writes Cyrillic, Greek or Hebrew, the key that says N on an English one gives no
letter that anything is bound to. What the system calls the place of a key is told apart here.
"""

from __future__ import annotations

import sys

from PySide6.QtGui import QKeyEvent

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LINUX_ROWS = (24, 38, 52)
"""The first key of each row, as X11 and Wayland count: the kernel's number and 8."""
_WINDOWS_ROWS = (0x10, 0x1E, 0x2C)
_MAC_PLACES = {
    **dict(zip((12, 13, 14, 15, 17, 16, 32, 34, 31, 35), _ROWS[0], strict=True)),
    **dict(zip((0, 1, 2, 3, 5, 4, 38, 40, 37), _ROWS[1], strict=True)),
    **dict(zip((6, 7, 8, 9, 11, 45, 46), _ROWS[2], strict=True)),
}


def _by_rows(firsts: tuple[int, ...]) -> dict[int, str]:
    rows = zip(firsts, _ROWS, strict=True)
    return {first + n: letter for first, row in rows for n, letter in enumerate(row)}


_PLACES = {"win32": _by_rows(_WINDOWS_ROWS), "darwin": _MAC_PLACES}
_LINUX_PLACES = _by_rows(_LINUX_ROWS)


def key_meant(event: QKeyEvent, platform: str = sys.platform) -> int:
    """The key as ``Qt.Key`` has it; that of the Latin letter in its place, where it writes another.

    ``platform`` is such as ``sys.platform``. Layouts that write Latin letters stay as they are.
    """
    written = event.text()
    if not written.isalpha() or _is_latin(written):
        return event.key()
    place = event.nativeVirtualKey() if platform == "darwin" else event.nativeScanCode()
    letter = _PLACES.get(platform, _LINUX_PLACES).get(place)
    return ord(letter.upper()) if letter else event.key()


def _is_latin(written: str) -> bool:
    # The blocks of Latin letters end there, with all their accents.
    return all(sign < "\u0250" or "\u1e00" <= sign <= "\u1eff" for sign in written)
