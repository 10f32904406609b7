"""Unsaved work on routines, kept beside them until it is saved or thrown away.

A draft is a JSON file of its own, so that the routine's file is not touched before the person says
so. A draft that cannot be used is left where it is.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.storage.atomic import write_text
from stretchtimer.storage.faults import FileFault, reason_of
from stretchtimer.storage.own_routines.document import RoutineDocument, document_of
from stretchtimer.storage.routines.routine_file import SUFFIX
from stretchtimer.storage.safe_read import KIB, read_bytes

log = logging.getLogger(__name__)

_FORMAT = 1
_ENDING = ".draft.json"
_LARGEST_BYTES = 4096 * KIB


@dataclass(frozen=True)
class Draft:
    """Unsaved work: the document as it was left, and what its routine is called in it."""

    document: RoutineDocument

    @property
    def name(self) -> str:
        name = self.document.data.get("name")
        is_said = isinstance(name, str) and name.strip()
        return str(name) if is_said else self.document.path.name.removesuffix(SUFFIX)


class Drafts:
    """The drafts in a folder, for routines in another one; at most one for each file."""

    def __init__(self, folder: Path, routines: Path) -> None:
        self._folder = folder
        self._routines = routines

    def keep(self, document: RoutineDocument) -> None:
        """Keeps unsaved work in the place of what was kept before; raises UserError."""
        if not document.is_changed:
            self.drop(document)
            return
        read = None if document.read is None else document.read.decode()
        kept = {"format": _FORMAT, "file": document.path.name, "read": read}
        # A text may hold what no file of UTF-8 can.
        text = json.dumps({**kept, "text": document.text()}, indent=1)
        write_text(self._path(document), f"{text}\n")

    def all(self) -> tuple[Draft, ...]:
        """All that can be gone on with, in the order of their files."""
        try:
            paths = sorted(path for path in self._folder.iterdir() if path.name.endswith(_ENDING))
        except OSError:
            return ()
        return tuple(draft for path in paths if (draft := self._read(path)))

    def drop(self, document: RoutineDocument) -> None:
        """Throws the draft of that file away, if there is one; raises UserError."""
        path = self._path(document)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise UserError(FileFault.NOT_SAVED, path=path, reason=reason_of(error)) from error

    def _path(self, document: RoutineDocument) -> Path:
        return self._folder / f"{document.path.name}{_ENDING}"

    def _read(self, path: Path) -> Draft | None:
        try:
            kept = json.loads(read_bytes(path, _LARGEST_BYTES))
            file, read, text = kept["file"], kept["read"], kept["text"]
            is_ours = kept["format"] == _FORMAT and path.name == f"{file}{_ENDING}"
            if not (is_ours and isinstance(text, str) and isinstance(read, str | None)):
                raise ValueError("it is no draft")
            data = None if read is None else read.encode()
            return Draft(document_of(self._routines / file, data, text))
        except (UserError, ValueError, LookupError, TypeError, RecursionError) as error:
            log.warning("the draft %s cannot be used: %s", path, error)
            return None
