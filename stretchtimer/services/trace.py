"""Writes every event of a session as one JSON object a line, flushed at once.

Instants are in milliseconds since the session's start on the monotonic clock.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path
from typing import TextIO

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
from stretchtimer.services.plan_json import phase_facts
from stretchtimer.services.runner import Told


class Trace:
    """A listener that writes to ``path``; raises UserError when the file cannot be opened."""

    def __init__(self, path: Path) -> None:
        try:
            self._file: TextIO = path.open("w", encoding="utf-8")
        except OSError as error:
            raise UserError(f"The trace cannot be written to {path}: {error.strerror}.") from error
        self._start_ms = 0

    def on_event(self, told: Told) -> None:
        event = told.event
        if isinstance(event, SessionStarted):
            self._start_ms = event.due_ms
        self._write(_name(event), event.due_ms, told.emitted_ms, _facts(told))

    def close(self) -> None:
        # What a full disk did not take is tried once more on closing, and fails once more.
        with suppress(OSError):
            self._file.close()

    def _write(self, name: str, due_ms: int, emitted_ms: int, facts: dict[str, object]) -> None:
        line = {
            "event": name,
            "phase": facts.pop("phase", None),
            "due_ms": due_ms - self._start_ms,
            "emitted_ms": emitted_ms - self._start_ms,
            **facts,
        }
        try:
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
            self._file.flush()
        except (OSError, ValueError):
            # A full disk or a file closed at the end of the session must not stop the session.
            return


def _name(event: object) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(event).__name__).lower()


def _facts(told: Told) -> dict[str, object]:
    event = told.event
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
            return {"phase": phase.index, "runs_in_ms": runs_at_ms - told.emitted_ms}
    return {"phase": event.phase.index}
