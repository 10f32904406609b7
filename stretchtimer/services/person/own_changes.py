"""What a person has changed about routines, kept in a file from one day to the next."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from stretchtimer.engine.adjustments import Adjustments
from stretchtimer.engine.model import Routine
from stretchtimer.engine.notices import Notice
from stretchtimer.services.person.personal_routine import PersonalRoutine
from stretchtimer.services.system.writer import GATHER_MS, Writer
from stretchtimer.storage.adjustments_file import AdjustmentsFile


class OwnChanges:
    """The person's changes to all routines, which are written a moment after they are made.

    ``warnings`` says what could not be read of them.
    """

    def __init__(self, file: AdjustmentsFile, writer: Writer) -> None:
        self._file = file
        self._writer = writer
        self._loaded = file.load()
        # By id: what was read, what was changed since, and what is in the file of that. The last
        # belongs to the writer; the others are only ever replaced, so that it may look at them.
        self._read: Mapping[str, Adjustments] = {}
        self._lasting: Mapping[str, Adjustments] = {}
        self._saved: Mapping[str, Adjustments] = {}

    @property
    def path(self) -> Path:
        return self._file.path

    def has(self, routine_id: str) -> bool:
        """Whether anything is kept under that id."""
        known = self._lasting.get(routine_id)
        return (self._loaded.of(routine_id) if known is None else known) != Adjustments()

    def personal(self, routine: Routine, former_id: str = "") -> PersonalRoutine:
        """The routine with the person's changes, or with those it had under its former id."""
        read = {one: self._loaded.of(one) for one in (routine.id, former_id)}
        self._read = {**self._read, **read}
        known = {**self._read, **self._lasting}
        own = known[routine.id]
        if own == Adjustments():
            own = known[former_id]

        def keep(changed: Adjustments) -> None:
            self._lasting = {**self._lasting, former_id: Adjustments(), routine.id: changed}
            self._writer.ask(self, GATHER_MS)

        return PersonalRoutine(routine, own, keep)

    @property
    def warnings(self) -> tuple[Notice, ...]:
        return tuple(self._loaded.warnings)

    def write(self) -> tuple[Notice, ...]:
        """Writes what has changed since it was last written; raises UserError where it cannot."""
        lasting = self._lasting
        before = {**self._read, **self._saved}
        warnings = self._file.save({one: before[one] for one in lasting}, lasting)
        self._saved = lasting
        return warnings

    def close(self) -> None:
        """Nothing is open between two writes."""
