"""``check``: whether routine files can be used, and if not, every fault with its line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from stretchtimer.storage.routines.routine_file import RoutineFileError, read_routine
from stretchtimer.terminal.output import print_lines


def check_files(paths: Iterable[Path]) -> int:
    """Prints ``FILE:LINE: message`` for each fault; returns 0 when there is none, else 1."""
    code = 0
    for path in paths:
        try:
            routine = read_routine(path)
        except RoutineFileError as error:
            print_lines(*map(str, error.faults))
            code = 1
        else:
            print_lines(f"{path}: no faults, “{routine.name}”")
    return code
