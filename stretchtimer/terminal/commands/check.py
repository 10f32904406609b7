"""``check``: whether routine files can be used, and if not, every fault with its line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.storage.routines.routine_file import RoutineFileError, read_routine
from stretchtimer.terminal.output import print_lines


def check_files(paths: Iterable[Path]) -> int:
    """Prints ``FILE:LINE: message`` for each fault; returns 0 when there is none, else 1."""
    code = 0
    for path in paths:
        try:
            routine = read_routine(path)
        except RoutineFileError as error:
            print_lines(*(sentence(fault.notice) for fault in error.faults))
            code = 1
        else:
            print_lines(tr("{path}: no faults, “{name}”").format(path=path, name=routine.name))
    return code
