"""One versioned JSON file of ours, and the rules by which it is read and replaced.

- A file of a newer format is neither used nor changed.
- A file that could not be read is never overwritten: it is moved aside with a date, and the
  person is told.
- Before each write the file is read afresh, so that what this program does not know of, and what
  another one has written meanwhile, is kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.storage.atomic import set_aside, write_text
from stretchtimer.storage.reading import KIB, ReadError, read_bytes

MAX_BYTES = 4096 * KIB
FORMAT_KEY = "format"

_MARK = "\ufeff"


@dataclass(frozen=True)
class Contents:
    """The keys of the file; where it could not be used none, and ``problem`` says why.

    ``problem`` is a clause. ``newer`` tells that the file belongs to a later version.
    """

    data: Mapping[str, object]
    problem: str = ""
    newer: bool = False


@dataclass(frozen=True)
class JsonFile:
    """The file at ``path`` in format ``newest``; ``today`` gives the date for setting aside."""

    path: Path
    newest: int
    today: Callable[[], date]

    def read(self) -> Contents:
        """What the file holds; nothing, without a problem, where there is no file. Never raises."""
        try:
            data = _parse(read_bytes(self.path, MAX_BYTES))
        except ReadError as error:
            return Contents({}, "" if error.missing else error.reason)
        except (ValueError, RecursionError):
            return Contents({}, "it is damaged")
        found = data.get(FORMAT_KEY)
        if isinstance(found, bool) or not isinstance(found, int) or found < 1:
            return Contents({}, "it does not say which format it has")
        if found > self.newest:
            return Contents({}, "a newer version of Stretch Timer wrote it", newer=True)
        return Contents(data)

    def write(self, changed: Callable[[Mapping[str, object]], Mapping[str, object]]) -> str:
        """Replaces the file by what ``changed`` makes of its present contents.

        Returns one sentence where something had to be moved aside for it, else an empty text.
        Raises UserError, with the file left as it is, where it is of a newer format or cannot
        be written.
        """
        contents = self.read()
        if contents.newer:
            raise UserError(
                f"{self.path} was not saved: {contents.problem}. It is left as it is; please "
                "update this program, or move the file away."
            )
        ours = {FORMAT_KEY: self.newest}
        text = json.dumps(ours | dict(changed(contents.data)) | ours, indent=2, allow_nan=False)
        note = ""
        if contents.problem:
            kept = set_aside(self.path, self.today())
            note = f"{self.path} could not be read, so it was moved to {kept} and begun afresh."
        write_text(self.path, f"{text}\n")
        return note


def _parse(data: bytes) -> dict[str, object]:
    """The table of a JSON text; raises ValueError or RecursionError where there is none."""
    table = json.loads(data.decode().removeprefix(_MARK))
    if not isinstance(table, dict):
        raise ValueError("not a table")
    # What could not be written back, such as a number too large, must be refused right now.
    json.dumps(table, indent=2, allow_nan=False)
    return table
