"""``check``: whether routine files can be used, and if not, every fault with its line.

So are the files that a translator writes, the words of a routine in another language and a script,
and a whole routine in one file, as others pass it on.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.storage.assets import pose_names
from stretchtimer.storage.routines.file_names import ENDING
from stretchtimer.storage.routines.own_pictures import read_picture
from stretchtimer.storage.routines.routine_file import (
    MAX_BYTES,
    Fault,
    RoutineFileError,
    picture_faults,
    read_routine,
)
from stretchtimer.storage.routines.script_file import is_script, read_script
from stretchtimer.storage.routines.translation import original_of, translated
from stretchtimer.storage.safe_read import read_bytes
from stretchtimer.terminal.output import print_lines


def check_files(paths: Iterable[Path]) -> int:
    """Prints ``FILE:LINE: message`` for each fault; returns 0 when there is none, else 1."""
    code = 0
    for path in paths:
        try:
            name = _name_of(path)
        except RoutineFileError as error:
            print_lines(*(sentence(fault.notice) for fault in error.faults))
            code = 1
        except UserError as error:
            print_lines(sentence(error))
            code = 1
        else:
            print_lines(tr("{path}: no faults, “{name}”").format(path=path, name=name))
    return code


def _name_of(path: Path) -> str:
    """What a routine is called, or a script's language; raises UserError for faults."""
    if path.suffix == ENDING:
        # Checking many small files is to be quick.
        from stretchtimer.storage.own_routines.sharing import read_incoming

        incoming = read_incoming(path, pose_names())
        _refuse(incoming.picture_faults())
        return incoming.name
    if is_script(path):
        return read_script(path).language
    original = original_of(path)
    file = original or path
    routine = read_routine(file, poses=pose_names())
    if any(stretch.picture for stretch in routine.stretches):
        _refuse(picture_faults(file, read_bytes(file, MAX_BYTES), routine, read_picture))
    return translated(routine, path).name if original else routine.name


def _refuse(faults: tuple[Fault, ...]) -> None:
    if faults:
        raise RoutineFileError(faults)
