"""Keeps the screen on while a session runs."""

from __future__ import annotations

import logging
import queue
import threading
import warnings
from collections.abc import Callable
from typing import Any, Protocol

log = logging.getLogger(__name__)


class KeepAwake(Protocol):
    """Wishes about the screen; each returns at once and never raises."""

    def hold(self) -> None:
        """From now on the screen should stay on."""
        ...

    def release(self) -> None:
        """From now on the system may do as it likes."""
        ...

    def close(self) -> None:
        """Releases, and waits a moment until that is done."""
        ...


class WakepyKeepAwake:
    """Keeps the screen on by ``wakepy``, from a thread of its own.

    The calls to the desktop's services can block, so they never run on the caller's thread. The
    system ends the wish by itself when the process ends, however it ends. ``failed`` is called
    from whatever thread, once, when the system offers no way or has not answered for ``answer_s``;
    closing waits for it no longer than ``farewell_s``.
    """

    def __init__(
        self,
        failed: Callable[[], None] = lambda: None,
        answer_s: float = 10.0,
        farewell_s: float = 2.0,
    ) -> None:
        self._wishes: queue.SimpleQueue[bool | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._failed = failed
        self._has_failed = False
        self._answer_s = answer_s
        self._farewell_s = farewell_s
        self._unanswered: threading.Timer | None = None

    def hold(self) -> None:
        self._wish(True)

    def release(self) -> None:
        if self._thread:
            self._wish(False)

    def close(self) -> None:
        if self._thread:
            self._wish(None)
            self._thread.join(timeout=self._farewell_s)
            self._thread = None
            if unanswered := self._unanswered:
                unanswered.cancel()
                self._fail()

    def _wish(self, wish: bool | None) -> None:
        if not self._thread:
            self._thread = threading.Thread(target=self._run, name="keep-awake", daemon=True)
            self._thread.start()
        self._wishes.put(wish)

    def _run(self) -> None:
        mode: Any = None
        while (wish := self._wishes.get()) is not None:
            if wish and mode is None:
                mode = self._enter()
            elif not wish and mode is not None:
                self._leave(mode)
                mode = None
        if mode is not None:
            self._leave(mode)

    def _enter(self) -> Any:
        # A desktop that takes the call and says nothing would never be told from one that helps.
        watch = self._unanswered = threading.Timer(self._answer_s, self._fail)
        watch.daemon = True
        watch.start()
        try:
            return self._ask()
        finally:
            watch.cancel()
            self._unanswered = None

    def _ask(self) -> Any:
        try:
            from wakepy import keep

            mode = keep.presenting(on_fail="pass")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                mode.__enter__()
        except Exception:
            log.warning("the screen cannot be kept awake", exc_info=True)
            self._fail()
            return None
        if not mode.active:
            self._fail()
        return mode

    @staticmethod
    def _leave(mode: Any) -> None:
        try:
            mode.__exit__(None, None, None)
        except Exception:
            log.warning("the wish to stay awake could not be taken back", exc_info=True)

    def _fail(self) -> None:
        if not self._has_failed:
            self._has_failed = True
            self._failed()
