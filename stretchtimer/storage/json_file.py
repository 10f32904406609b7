"""One versioned JSON file of ours, and the rules by which it is read and replaced.

- A file of a newer format is neither used nor changed.
- A file whose contents cannot be used is never overwritten: it is moved aside with a date, and the
  person is told. One that could not even be looked at is left where it is.
- Before each write the file is read afresh, and only what has changed is changed in it, while no
  other program of ours does the same. So keys that this version does not know are kept, and so is
  what another running program has written meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from math import isfinite
from pathlib import Path
from typing import NamedTuple

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Notice
from stretchtimer.storage.atomic import alone_with, write_text
from stretchtimer.storage.faults import FileFault, FileNotice, Reason
from stretchtimer.storage.safe_read import KIB, ReadError, read_bytes

MAX_BYTES = 4096 * KIB
FORMAT_KEY = "format"

_MARK = "\ufeff"


class State(Enum):
    """What is to be made of a file when it is to be written."""

    SOUND = "sound"
    MISSING = "missing"
    DAMAGED = "damaged"
    NEWER = "newer"
    UNREADABLE = "unreadable"


class Contents(NamedTuple):
    """The keys of the file; where it could not be used none, and ``problem`` says why.

    A missing file is no problem.
    """

    data: Mapping[str, object]
    state: State = State.SOUND
    problem: Notice | None = None


class JsonFile(NamedTuple):
    """The file at ``path`` in format ``newest``; ``today`` gives the date for setting aside."""

    path: Path
    newest: int
    today: Callable[[], date]

    def read(self) -> Contents:
        """What the file holds; nothing, without a problem, where there is no file. Never raises."""
        try:
            data = _parse(read_bytes(self.path, MAX_BYTES))
        except ReadError as error:
            if error.missing:
                return Contents({}, State.MISSING)
            state = State.DAMAGED if error.too_large else State.UNREADABLE
            return Contents({}, state, error.reason)
        except (ValueError, RecursionError):
            return Contents({}, State.DAMAGED, Notice(Reason.DAMAGED))
        found = data.get(FORMAT_KEY)
        if isinstance(found, bool) or not isinstance(found, int) or found < 1:
            return Contents({}, State.DAMAGED, Notice(Reason.NO_FORMAT))
        if found > self.newest:
            return Contents({}, State.NEWER, Notice(Reason.NEWER_VERSION))
        return Contents(data)

    def write(
        self,
        before: Mapping[str, object],
        after: Mapping[str, object],
        usual: Mapping[str, object] = {},
    ) -> tuple[Notice, ...]:
        """Changes in the file what differs between the two.

        A new file gets all of ``after`` that is not as ``usual``.

        Returns a notice where something had to be moved aside for it. Raises UserError, with
        the file left as it is, where it is of a newer format, or cannot be read or written.
        """
        if before == after:
            return ()
        with alone_with(self.path):
            return self._write(before, after, usual)

    def _write(
        self,
        before: Mapping[str, object],
        after: Mapping[str, object],
        usual: Mapping[str, object],
    ) -> tuple[Notice, ...]:
        contents = self.read()
        if contents.state is State.NEWER:
            raise UserError(FileFault.NOT_SAVED_AS_NEWER, path=self.path)
        if contents.state is State.UNREADABLE:
            raise UserError(
                FileFault.NOT_SAVED_AS_UNREADABLE, path=self.path, reason=contents.problem
            )
        try:
            text = self._text(contents, before, after, usual)
        except RecursionError:
            contents = Contents({}, State.DAMAGED, Notice(Reason.NESTED_TOO_DEEPLY))
            text = self._text(contents, before, after, usual)
        damaged = contents.state is State.DAMAGED
        kept = write_text(self.path, text, self.today() if damaged else None)
        if not kept:
            return ()
        return (
            Notice(FileNotice.BEGUN_AFRESH, path=self.path, reason=contents.problem, kept=kept),
        )

    def _text(
        self,
        contents: Contents,
        before: Mapping[str, object],
        after: Mapping[str, object],
        usual: Mapping[str, object],
    ) -> str:
        is_new = contents.state is not State.SOUND
        changed = changed_table(contents.data, usual if is_new else before, after)
        ours = {FORMAT_KEY: self.newest}
        return f"{json.dumps(ours | changed | ours, indent=2, allow_nan=False)}\n"


def changed_table(
    stored: object, before: Mapping[str, object], after: Mapping[str, object]
) -> dict[str, object]:
    """The stored table with what differs between the two; tables within it are gone through.

    A table that is empty then is taken out.
    """
    table = dict(stored) if isinstance(stored, dict) else {}
    for key in (*after, *(key for key in before if key not in after)):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        if isinstance(old, dict) or isinstance(new, dict):
            new = changed_table(table.get(key), _table(old), _table(new)) or None
        if new is None:
            table.pop(key, None)
        else:
            table[key] = new
    return table


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _parse(data: bytes) -> dict[str, object]:
    """The table of a JSON text; raises ValueError or RecursionError where there is none."""
    text = data.decode().removeprefix(_MARK)
    # What could not be written back, such as a number too large, must be refused right now.
    table = json.loads(text, parse_float=_finite, parse_constant=_finite)
    if not isinstance(table, dict):
        raise ValueError("not a table")
    return table


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError("not a number that can be written")
    return number
