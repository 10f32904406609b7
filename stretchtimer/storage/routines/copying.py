"""A copy of a routine under a name of its own, with the words and parts that lie beside it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Given
from stretchtimer.storage.atomic import write_bytes, write_text
from stretchtimer.storage.routines.faults import RoutineFault
from stretchtimer.storage.routines.file_names import free_stem
from stretchtimer.storage.routines.own_pictures import pictures_folder, sound_pictures
from stretchtimer.storage.routines.own_poses import parts_folder
from stretchtimer.storage.routines.routine_file import MAX_BYTES, SUFFIX, checked, read_routine
from stretchtimer.storage.routines.schema import LANGUAGE, NAME
from stretchtimer.storage.routines.toml_lines import line_numbers
from stretchtimer.storage.routines.toml_text import TomlError, decode, parse
from stretchtimer.storage.safe_read import read_bytes


def copy_routine(source: Path, folder: Path, name: str, taken: Collection[str]) -> Path:
    """Writes the routine of a file under another name into ``folder``; returns the new file.

    Comments, order and lines stay as they are. ``taken`` are plain names that the file must not
    have. Raises RoutineFileError where the routine cannot be used, UserError where nothing can be
    written.
    """
    if NAME.parse(name) is None:
        wrong = {"key": "name", "value": Given(name), "allowed": NAME.limit}
        raise UserError(RoutineFault.VALUE_WRONG, **wrong)
    read_routine(source)
    path = folder / f"{free_stem(name, taken)}{SUFFIX}"
    _copy_parts(source, path)
    write_text(path, renamed(source, name))
    for words in translations_of(source):
        write_text(folder / words.parent.name / path.name, renamed(words, name))
    return path


def _copy_parts(source: Path, target: Path) -> None:
    """Copies the poses of a routine and the pictures that can be shown, where it has any."""
    for file in sorted(parts_folder(source).glob("poses/*")):
        if file.is_file():
            write_bytes(parts_folder(target) / "poses" / file.name, read_bytes(file, MAX_BYTES))
    for name, data in sound_pictures(source).items():
        write_bytes(pictures_folder(target) / name, data)


def translations_of(source: Path) -> list[Path]:
    """The files with the words of a routine in other languages."""
    try:
        found = [folder / source.name for folder in source.parent.iterdir() if folder.is_dir()]
        return [one for one in found if LANGUAGE.parse(one.parent.name) and one.is_file()]
    except OSError:
        return []


def renamed(path: Path, name: str) -> str:
    """The text of a file with another name in it, and nothing else changed."""
    text = decode(read_bytes(path, MAX_BYTES))
    wanted = checked(path, lambda data, _findings: {**data, "name": name})
    lines = text.split("\n")
    first = line_numbers(text).of(("name",)) - 1
    # TOML reads a string of JSON; a name may go over several lines, however many.
    new = f"name = {json.dumps(name, ensure_ascii=False)}"
    made = (
        "\n".join([*lines[:first], new + "\r" * lines[last - 1].endswith("\r"), *lines[last:]])
        for last in range(first + 1, len(lines) + 1)
    )
    return next(each for each in made if _says(each, wanted))


def _says(text: str, wanted: Mapping[str, object]) -> bool:
    try:
        return parse(text) == wanted
    except TomlError:
        return False
