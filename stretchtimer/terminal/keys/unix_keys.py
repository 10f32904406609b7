"""Keys from a Unix terminal, or from none: then it only waits."""

from __future__ import annotations

import os
import select
import termios
import tty
from collections import deque
from contextlib import suppress
from typing import Any

from stretchtimer.terminal.keys.keys import HANGUP, MOST_AT_ONCE, KeyDecoder

ESCAPE_WAIT_MS = 50
"""How long the rest of a sequence may take after its first byte, over a slow line too."""


class UnixKeys:
    """Reads keys from ``descriptor``; None, or one that is no terminal, gives no keys."""

    def __init__(self, descriptor: int | None) -> None:
        is_terminal = descriptor is not None and os.isatty(descriptor)
        self._descriptor = descriptor if is_terminal else None
        self._before: list[Any] | None = None
        self._decoder = KeyDecoder()
        self._keys: deque[str] = deque()
        self._flooded = False
        self._woken, self._waker = os.pipe()
        os.set_blocking(self._waker, False)
        os.set_blocking(self._woken, False)

    @property
    def usable(self) -> bool:
        return self._descriptor is not None

    def take(self) -> None:
        if self._descriptor is None:
            return
        with suppress(termios.error):
            if self._before is None:
                self._before = termios.tcgetattr(self._descriptor)
            # What was typed before counts as well, so that no key is lost; Ctrl-C stays a signal.
            tty.setcbreak(self._descriptor, termios.TCSADRAIN)

    def give_back(self) -> None:
        if self._before is not None and self._descriptor is not None:
            with suppress(termios.error):
                # Keys that were pressed and not used must not end up in the shell.
                termios.tcsetattr(self._descriptor, termios.TCSAFLUSH, self._before)
        self._before = None

    def wait(self, timeout_ms: int | None) -> str | None:
        if self._keys:
            return self._keys.popleft()
        if self._is_readable(timeout_ms):
            self._read()
            if self._flooded:
                self._flooded = self._is_readable(ESCAPE_WAIT_MS)
                self._decoder.finish()
            elif self._decoder.is_open and not self._is_readable(ESCAPE_WAIT_MS):
                self._keys.extend(self._decoder.finish())
        return self._keys.popleft() if self._keys else None

    @property
    def wake_descriptor(self) -> int:
        return self._waker

    def wake(self) -> None:
        with suppress(BlockingIOError):
            os.write(self._waker, b"x")

    def _is_readable(self, timeout_ms: int | None) -> bool:
        """Whether a byte can be read; False after the time, or when woken."""
        timeout_s = None if timeout_ms is None else timeout_ms / 1000
        sources = [self._woken] if self._descriptor is None else [self._woken, self._descriptor]
        readable, _, _ = select.select(sources, [], [], timeout_s)
        if self._woken in readable:
            with suppress(BlockingIOError):
                os.read(self._woken, 4096)
        return self._descriptor in readable

    def _read(self) -> None:
        assert self._descriptor is not None
        try:
            data = os.read(self._descriptor, 1024)
        except OSError:
            data = b""
        if data:
            keys = self._decoder.feed(data)
            self._flooded = self._flooded or len(keys) > MOST_AT_ONCE
            if not self._flooded:
                self._keys.extend(keys)
        else:
            self._descriptor = None
            self._keys.append(HANGUP)
