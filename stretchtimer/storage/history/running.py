"""Which sessions are going on just now, in whatever program.

In the file of a record a session that goes on looks like one that was broken off. So each has a
file of its own beside it, which its program keeps locked: the system lets go of the lock when that
program ends, however it ends, and keeps it while the machine sleeps. A file that is only a copy,
from another machine or out of a backup, is locked by nobody.

Where a disk knows no locks, or such a file cannot be made, nothing is known of the session; then it
is taken for broken off once it is not over. No failure here is worth a word.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from stretchtimer.storage.atomic import lock
from stretchtimer.storage.digest import sha256_hex

_FLAGS = os.O_RDWR | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
_ABANDONED_S = 3_600
"""A file that is newer may be about to be locked."""
_REMOVALS = 2
"""A disk that fails once is asked again."""


class RunningSessions:
    """The sessions whose files lie in ``folder``, which need not exist yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, int] = {}

    def begin(self, uuid: str) -> None:
        """The session goes on in this program from now on; it may be said more than once."""
        if uuid in self._held:
            return
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self._file_of(uuid), _FLAGS | os.O_CREAT, 0o600)
            self._held[uuid] = handle
            lock(handle)
            self._tidy_up(os.fstat(handle).st_mtime - _ABANDONED_S)

    def end(self, uuid: str) -> None:
        """The session does not go on any more."""
        handle = self._held.pop(uuid, None)
        if handle is not None:
            with suppress(OSError):
                os.close(handle)
            _remove(self._file_of(uuid))

    def close(self) -> None:
        """None of the sessions goes on any more that did in this program."""
        for uuid in tuple(self._held):
            self.end(uuid)

    def is_running(self, uuid: str) -> bool:
        """Whether the session goes on just now, in this program or in another."""
        return _is_held(self._file_of(uuid))

    def remove_left(self) -> None:
        """Removes what is left of sessions that were broken off, but of none that goes on."""
        with suppress(OSError):
            for path in self._folder.iterdir():
                if not _is_held(path):
                    _remove(path)
            self._folder.rmdir()

    def _file_of(self, uuid: str) -> Path:
        # An id comes from a file that anybody may have written, and is no name of one.
        return self._folder / sha256_hex(uuid.encode())[:32]

    def _tidy_up(self, long_ago: float) -> None:
        """Removes what programs that were killed have left behind."""
        for path in self._folder.iterdir():
            if path.stat().st_mtime < long_ago and not _is_held(path):
                _remove(path)


def _is_held(path: Path) -> bool:
    """Whether a program keeps the file locked, or open where the system has no such locks."""
    try:
        handle = os.open(path, _FLAGS)
    except OSError:
        return False
    try:
        is_free = lock(handle)
    finally:
        os.close(handle)
    if is_free is None and os.name == "nt":
        # There a file that is open cannot be removed, and this one is of no use any more if it can.
        return not _remove(path)
    return is_free is False


def _remove(path: Path) -> bool:
    """Whether the file is gone now."""
    for _ in range(_REMOVALS):
        with suppress(OSError):
            path.unlink(missing_ok=True)
            return True
    return False
