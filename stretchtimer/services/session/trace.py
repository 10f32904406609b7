"""Writes every event of a session as one JSON object a line, by the writer and at once.

Instants are in milliseconds since the session's start on the monotonic clock. It is for whoever
looks at one session closely (``--trace FILE``); what a person held is kept by ``recorder``.
"""

from __future__ import annotations

import json
import os
import re
import threading
from contextlib import suppress
from enum import Enum
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.events import (
    CueDue,
    GapNoticed,
    HoldFinished,
    PhaseEntered,
    PhaseExtended,
    SessionFinished,
    SessionResumed,
    SessionStarted,
)
from stretchtimer.engine.notices import Notice
from stretchtimer.services.session.plan_json import phase_facts
from stretchtimer.services.session.runner import Emitted
from stretchtimer.services.system.writer import Writer
from stretchtimer.storage.faults import reason_of
from stretchtimer.storage.line_file import open_lines

_PART_BYTES = 65_536


class TraceFault(Enum):
    """What stands in the way of a trace."""

    NOT_WRITTEN = "not_written"


class Trace:
    """A listener that writes to ``path``; raises UserError when the file cannot be opened."""

    def __init__(self, path: Path, writer: Writer) -> None:
        self.path = path
        self._writer = writer
        try:
            self._handle = open_lines(path)
        except OSError as error:
            raise self._trouble(error) from error
        self._start_ms = 0
        self._lock = threading.Lock()
        # Guarded by the lock.
        self._waiting = bytearray()

    def on_event(self, emitted: Emitted) -> None:
        event = emitted.event
        if isinstance(event, SessionStarted):
            self._start_ms = event.due_ms
        self._write(_name(event), event.due_ms, emitted.emitted_ms, _facts(emitted))

    def write(self) -> tuple[Notice, ...]:
        """Writes the lines that wait; raises UserError where it cannot take them all."""
        while part := self._next_part():
            try:
                taken = os.write(self._handle, part)
            except OSError as error:
                raise self._trouble(error) from error
            with self._lock:
                del self._waiting[:taken]
        return ()

    def close(self) -> None:
        with suppress(OSError):
            os.close(self._handle)

    def _next_part(self) -> bytes:
        with self._lock:
            return bytes(self._waiting[:_PART_BYTES])

    def _trouble(self, error: OSError) -> UserError:
        return UserError(TraceFault.NOT_WRITTEN, path=self.path, reason=reason_of(error))

    def _write(self, name: str, due_ms: int, emitted_ms: int, facts: dict[str, object]) -> None:
        line = {
            "event": name,
            "phase": facts.pop("phase", None),
            "due_ms": due_ms - self._start_ms,
            "emitted_ms": emitted_ms - self._start_ms,
            **facts,
        }
        text = json.dumps(line, ensure_ascii=False)
        with self._lock:
            self._waiting += f"{text}\n".encode()
        self._writer.ask(self, anew=False)


def _name(event: object) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(event).__name__).lower()


def _facts(emitted: Emitted) -> dict[str, object]:
    event = emitted.event
    match event:
        case CueDue(phase=phase, cue=cue):
            sound = {"kind": cue.kind.value, "clip": cue.clip, "text": cue.text}
            return {"phase": phase.index, **sound}
        case SessionStarted():
            return {}
        case SessionFinished(completed=completed):
            return {"completed": completed}
        case PhaseEntered(phase=phase):
            return {"phase": phase.index, **phase_facts(phase)}
        case HoldFinished(phase=phase, held=held):
            facts = {"planned_ms": held.planned_ms, "held_ms": held.held_ms}
            return {"phase": phase.index, **facts}
        case PhaseExtended(phase=phase, by_ms=by_ms):
            return {"phase": phase.index, "by_ms": by_ms}
        case GapNoticed(phase=phase, gap_ms=gap_ms):
            return {"phase": phase.index, "gap_ms": gap_ms}
        case SessionResumed(phase=phase, runs_at_ms=runs_at_ms):
            return {"phase": phase.index, "runs_in_ms": runs_at_ms - emitted.emitted_ms}
    return {"phase": event.phase.index}
