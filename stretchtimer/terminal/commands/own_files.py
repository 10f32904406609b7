"""``new``, ``import``, ``export`` and ``schema``: routine files made, taken in and passed on."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from stretchtimer.services.person.profile import Profile
from stretchtimer.services.routines.starter import starter
from stretchtimer.services.system.clock import SystemClock
from stretchtimer.services.wording.durations import short_text
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.services.wording.notices import listed
from stretchtimer.storage.own_routines.sharing import Incoming
from stretchtimer.storage.paths import folders
from stretchtimer.storage.routines.file_names import ENDING, free_stem
from stretchtimer.storage.routines.json_schema import json_schema
from stretchtimer.storage.routines.routine_file import SUFFIX
from stretchtimer.terminal.output import print_lines, write


def run_on_files(profile_folder: Path | None, arguments: argparse.Namespace) -> int:
    """Carries out one of these commands."""
    match arguments.command:
        case "new":
            return new_routine(profile_folder, arguments.name)
        case "import":
            return import_routine(profile_folder, arguments.file)
        case "export":
            return export_routine(profile_folder, arguments.routine, arguments.file)
    return print_schema()


def new_routine(profile_folder: Path | None, name: str) -> int:
    """Writes a commented starter into the person's folder, and says where; returns 0."""
    profile = _profile(profile_folder)
    key = profile.own_routines().new(name, starter(name))
    # The key stands between the marks that every shell knows.
    words = tr('Your new routine is in {path}. Start it with: stretchtimer start "{key}"')
    print_lines(words.format(path=profile.library.path_of(key), key=key))
    return 0


def print_schema() -> int:
    """Prints the JSON Schema of routine files; returns 0."""
    print_lines(*json.dumps(json_schema(), indent=1).split("\n"))
    return 0


def import_routine(profile_folder: Path | None, path: Path) -> int:
    """Prints what a file would bring and keeps it; at a terminal only after a yes.

    Returns 0 where it is kept or is there already, 1 where it is not wanted.
    """
    profile = _profile(profile_folder)
    own = profile.own_routines()
    incoming = own.inspect(path)
    print_lines(*_told(incoming))
    if incoming.already:
        print_lines(tr("You already have it, as {key}.").format(key=incoming.already))
        return 0
    if sys.stdin.isatty() and sys.stdout.isatty() and not _is_wanted():
        print_lines(tr("It was not imported."))
        return 1
    key = own.keep(incoming)
    print_lines(tr("It is now one of your routines, as {key}.").format(key=key))
    return 0


def export_routine(profile_folder: Path | None, routine: str, target: Path | None) -> int:
    """Writes a routine to a new file, and says where; returns 0.

    Without a file it gets the name of the routine, in the folder one is in.
    """
    own = _profile(profile_folder).own_routines()
    whole = own.whole(routine)
    if target is None:
        stem = free_stem(own.name_of(routine), ())
        target = Path(f"{stem}{SUFFIX if whole.is_alone else ENDING}")
    made = own.export(routine, target)
    print_lines(tr("The routine is in {path}.").format(path=made.path))
    if made.left_out:
        words = tr(
            "It is the routine alone. For its translations, poses and pictures as well, choose a "
            "name that ends in {ending}."
        )
        print_lines(words.format(ending=ENDING))
    return 0


def _told(incoming: Incoming) -> list[str]:
    """What the routine is, what comes with it, and what it would stand beside."""
    total = short_text(incoming.facts.total_ms)
    lines = [
        tr("{name}, {total}").format(name=incoming.name, total=total),
        *(f"  {name}" for name in incoming.stretches),
    ]
    if n := len(incoming.languages):
        words = ntr("It has {n} translation: {names}.", "It has {n} translations: {names}.", n)
        lines.append(words.format(names=listed([*incoming.languages])))
    if n := len(incoming.poses):
        words = ntr("It has {n} pose: {names}.", "It has {n} poses: {names}.", n)
        lines.append(words.format(names=listed([*incoming.poses])))
    if n := len(incoming.pictures):
        words = ntr("It has {n} picture: {names}.", "It has {n} pictures: {names}.", n)
        lines.append(words.format(names=listed([*incoming.pictures])))
    if n := len(incoming.missing_pictures):
        words = ntr(
            "{n} picture did not come with it: {names}. Words are shown instead.",
            "{n} pictures did not come with it: {names}. Words are shown instead.",
            n,
        )
        lines.append(words.format(names=listed([*incoming.missing_pictures])))
    if incoming.same_name and not incoming.already:
        words = tr("You already have a routine of this name: {keys}. Both would be kept.")
        lines.append(words.format(keys=listed([*incoming.same_name])))
    return lines


def _is_wanted() -> bool:
    question = tr("Press Enter to import it, or type {no} and press Enter to leave it: ")
    write(question.format(no="n"), sys.stdout)
    # An input that has ended says nothing, and so no yes.
    return sys.stdin.readline().strip(" \r\t") == "\n"


def _profile(folder: Path | None) -> Profile:
    return Profile(folders(folder), SystemClock(), lambda _: None)
