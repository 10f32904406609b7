"""``history``: what was done, to read or to take along; joined with another; gone back to."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path

from stretchtimer.services.person.profile import Profile
from stretchtimer.services.record.csv_export import holds_csv, sessions_csv, walks_csv
from stretchtimer.services.record.days import week_of
from stretchtimer.services.record.entries import running_in
from stretchtimer.services.record.exchange import import_json, json_lines, restore_backup
from stretchtimer.services.system.clock import SystemClock
from stretchtimer.services.wording.durations import short_text
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.services.wording.notices import listed, sentence
from stretchtimer.services.wording.record import end_word
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.rows import SessionRow, day_of
from stretchtimer.storage.paths import folders
from stretchtimer.terminal.columns import columns
from stretchtimer.terminal.output import print_lines, tell_aside


def show_history(
    profile_folder: Path | None, table: str | None, since: date | None, *, as_json: bool
) -> int:
    """Prints what was done from a day on: for people, as JSON, or as one CSV ``table``.

    Raises UserError where the history cannot be used.
    """
    profile = _profile(profile_folder)
    with closing(profile.history) as history:
        if as_json:
            with history.everything() as raws:
                _print_each(json_lines(raws, since))
        elif table:
            _print_each(_csv(history, table, since))
        else:
            print_lines(*_lines(profile, history.sessions(since)))
        tell_aside(*map(sentence, history.take_notes()))
    return 0


def import_history(profile_folder: Path | None, path: Path) -> int:
    """Joins the record in a JSON file with the person's own, and says what came of it."""
    with closing(_profile(profile_folder).history) as history:
        merged = import_json(history, path)
        tell_aside(*map(sentence, history.take_notes()))
    n = merged.added
    parts = [ntr("{n} entry added", "{n} entries added", n).format(n=n)]
    if n := merged.changed:
        parts.append(ntr("{n} entry changed", "{n} entries changed", n).format(n=n))
    if n := merged.deleted:
        parts.append(ntr("{n} entry deleted", "{n} entries deleted", n).format(n=n))
    print_lines(tr("{parts}.").format(parts=listed(parts)))
    return 0


def restore_history(profile_folder: Path | None, day: date | None) -> int:
    """Goes back to the backup of that day, or the latest, and says where all else is kept."""
    with closing(_profile(profile_folder).history) as history:
        backup, kept = restore_backup(history, day)
    if kept is None:
        print_lines(tr("Your record is now the one from {backup}.").format(backup=backup))
    else:
        words = tr(
            "Your record is now the one from {backup}. The record you had before is in {kept}."
        )
        print_lines(words.format(backup=backup, kept=kept))
    return 0


def _profile(folder: Path | None) -> Profile:
    profile = Profile(folders(folder), SystemClock(), lambda _: None)
    tell_aside(*map(sentence, profile.preferences.warnings))
    return profile


def _print_each(lines: Iterable[str]) -> None:
    """Prints each line as it comes: there may be very many."""
    for line in lines:
        # A note may have several lines, of which a cell of a table keeps each.
        print_lines(*line.split("\n"))


def _csv(history: History, table: str, since: date | None) -> Iterable[str]:
    if table == "walks":
        return walks_csv(history.walks(since))
    sessions = history.sessions(since)
    if table == "holds":
        return holds_csv(sessions)
    return sessions_csv(sessions, history.walks(since))


def _lines(profile: Profile, sessions: tuple[SessionRow, ...]) -> list[str]:
    if not sessions:
        return [tr("There is nothing here yet.")]
    is_running = running_in(profile.history)
    rows = [
        (
            session.started_local.strftime("%Y-%m-%d %H:%M"),
            session.routine_name,
            short_text(session.held_ms),
            end_word(session, is_running=is_running(session)),
            _pain(session),
        )
        for session in sessions
    ]
    lines = columns(rows, shutil.get_terminal_size().columns, right=(2,), indent=0)
    today = day_of(profile.clock.local_now())
    week = week_of(today, sessions, profile.preferences.settings.days_a_week)
    if week.aim:
        words = tr("{done} of {aim} days this week.").format(done=week.done, aim=week.aim)
    else:
        words = ntr("{n} day this week.", "{n} days this week.", week.done).format(n=week.done)
    return [*(line.rstrip() for line in lines), "", words]


def _pain(session: SessionRow) -> str:
    before, after = session.pain_before, session.pain_after
    if before is not None and after is not None:
        return tr("back pain {before}, then {after}").format(before=before, after=after)
    if before is not None:
        return tr("back pain {before} before").format(before=before)
    return "" if after is None else tr("back pain {after} after").format(after=after)
