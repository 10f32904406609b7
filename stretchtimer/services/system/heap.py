"""Has the C library of Linux hand back memory that the program does not use any more.

By itself it keeps what was let go for whoever asks next, the more the larger the pieces are that
come and go: 2 MB in a session.
"""

from __future__ import annotations

import ctypes
import os
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""The numbers of glibc for what can be set."""
_LARGE_BYTES = 128 * 1024
"""A piece of this size comes from the system, and goes back to it at once."""


def keep_heap_small() -> bool:
    """Asks for that, where it can be asked for; returns whether it is done.

    Threads that begin later have no heap of their own. All it takes is a millisecond.
    """
    if not _is_glibc():
        return False
    library = ctypes.CDLL(None)
    settings = {_ARENA_MAX: 1, _MMAP_THRESHOLD: _LARGE_BYTES, _TRIM_THRESHOLD: _LARGE_BYTES}
    done = [library.mallopt(number, value) for number, value in settings.items()]
    library.malloc_trim(0)
    return all(done)


def _is_glibc() -> bool:
    if not sys.platform.startswith("linux"):
        return False
    try:
        return (os.confstr("CS_GNU_LIBC_VERSION") or "").startswith("glibc")
    except (OSError, ValueError):
        return False
