"""``routines``: what can be run, and the files that could not be read and why."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from stretchtimer.services.person.profile import Profile
from stretchtimer.services.system.clock import SystemClock
from stretchtimer.services.wording.durations import short_text
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.storage.paths import folders
from stretchtimer.storage.routines.library import Entry, Listing
from stretchtimer.terminal.columns import columns
from stretchtimer.terminal.output import print_lines

FORMAT = 1


def list_routines(profile_folder: Path | None, as_json: bool) -> int:
    """Prints every routine with the person's own changes in its total; returns 0."""
    profile = Profile(folders(profile_folder), SystemClock(), lambda _: None)
    listing = profile.library.all()
    totals = {
        entry.id: profile.personal(entry.routine).plan().total_ms for entry in listing.entries
    }
    if as_json:
        print_lines(*json.dumps(_as_data(listing, totals), indent=1).split("\n"))
    else:
        print_lines(*_lines(listing, totals, profile.folders.routines))
    return 0


def _as_data(listing: Listing, totals: dict[str, int]) -> dict[str, object]:
    return {
        "format": FORMAT,
        "routines": [
            {
                "id": entry.id,
                "name": entry.name,
                "summary": entry.routine.summary,
                "file": str(entry.path),
                "bundled": entry.bundled,
                "stretches": len(entry.routine.stretches),
                "total_ms": totals[entry.id],
            }
            for entry in listing.entries
        ],
        "unreadable": [
            {
                "file": str(unreadable.path),
                "faults": [
                    {"line": fault.line, "key": fault.key, "message": sentence(fault.message)}
                    for fault in unreadable.faults
                ],
            }
            for unreadable in listing.unreadable
        ],
    }


def _lines(listing: Listing, totals: dict[str, int], own_folder: Path) -> list[str]:
    rows = [(entry.id, short_text(totals[entry.id]), _told(entry)) for entry in listing.entries]
    lines = columns(rows, shutil.get_terminal_size().columns, right=(1,), indent=0)
    faults = [sentence(fault.notice) for one in listing.unreadable for fault in one.faults]
    if faults:
        lines += ["", tr("These could not be read:"), *faults]
    return [*lines, "", tr("Put your own routines in {folder}").format(folder=own_folder)]


def _told(entry: Entry) -> str:
    return entry.name if entry.bundled else tr("{name} (your own)").format(name=entry.name)
