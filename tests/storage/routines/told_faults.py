"""What is told of the file of a routine."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchtimer.storage.routines.routine_file import (
    Fault,
    RoutineFileError,
    read_routine,
)
from tests.storage.routines.routine_files import DATA
from tests.wording import said

SAMPLE = (DATA / "routine-1.toml").read_text(encoding="utf-8")
SECONDS = "a number of seconds from"


def faults(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(RoutineFileError) as caught:
        read_routine(path)
    assert said(caught.value) == "\n".join(said(fault.notice) for fault in caught.value.faults)
    return caught.value.faults


def only_fault(path: Path) -> Fault:
    found = faults(path)
    assert len(found) == 1
    return found[0]


def told(fault: Fault) -> tuple[int, str, str]:
    """The line, key and message of a fault."""
    return fault.line, fault.key, said(fault.message)
