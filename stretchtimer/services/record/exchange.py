"""The record out of the program and into it: JSON and CSV files, and backups.

Every function takes the history, so that ``Journal.ask`` can have it done by the writer::

    journal.ask(lambda history: export_json(history, path), self.tell_exported, self.tell_refused)

All raise UserError, with a notice to be told, where a file cannot be read or written. Before
``History.remove_everything`` a page asks once and offers ``export_json``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from stretchtimer.services.record.csv_export import holds_csv, sessions_csv, walks_csv
from stretchtimer.storage.atomic import write_lines
from stretchtimer.storage.history.backup import backup_of, backups
from stretchtimer.storage.history.changes import Merged
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.json_form import lines, read
from stretchtimer.storage.history.reading import SESSIONS, WALKS, Raw


def export_json(history: History, path: Path) -> None:
    """Writes all of the record; an import of the file anywhere gives the same record."""
    with history.everything() as raws:
        write_lines(path, lines(raws))


def export_csv(history: History, folder: Path, since: date | None = None) -> tuple[Path, ...]:
    """Writes ``sessions.csv``, ``holds.csv`` and ``walks.csv`` into the folder; gives them."""
    sessions, walks = history.sessions(since), history.walks(since)
    tables = {
        "sessions.csv": sessions_csv(sessions, walks),
        "holds.csv": holds_csv(sessions),
        "walks.csv": walks_csv(walks),
    }
    for name, table in tables.items():
        write_lines(folder / name, table)
    return tuple(folder / name for name in tables)


def import_json(history: History, path: Path) -> Merged:
    """Joins the entries of a JSON export with the record: all of them, or none."""
    return history.merge(read(path))


def restore_backup(history: History, day: date | None = None) -> tuple[Path, Path | None]:
    """Puts the backup of that day, or the latest, in the place of the record.

    Gives the backup, and where what was there before is kept.
    """
    backup = backup_of(history.path, day)
    return backup, history.restore(backup)


def backup_days(history: History) -> list[date]:
    """The days there are backups of, the latest first."""
    return [date.fromisoformat(one.stem[-10:]) for one in backups(history.path)]


def json_lines(raws: Iterator[Raw], since: date | None) -> Iterator[str]:
    """The lines of a JSON export with what counts for that day and later; all without a day."""
    return lines(raw for raw in raws if since is None or _counts_since(raw, since))


def _counts_since(raw: Raw, since: date) -> bool:
    if raw.kind is SESSIONS:
        return bool(raw.values[4] >= since.isoformat())
    return raw.kind is not WALKS or bool(raw.values[1] >= since.isoformat())
