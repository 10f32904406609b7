"""The record as tables for a spreadsheet: one of sessions, one of holds, one of walks.

CSV in UTF-8 by RFC 4180: commas, and quotes where they are needed. Instants are ISO 8601 with the
offset of the place, or in UTC where nobody noted it; durations are seconds with up to three
decimals. What nobody said is empty, and never 0. A cell that a spreadsheet would take for a formula
begins with an apostrophe. The names of the columns are for programs and in English.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime

from stretchtimer.services.record.walks import walk_before
from stretchtimer.storage.history.rows import SessionRow, WalkRow, local_of

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_END = "\r\n"

SESSIONS = (
    *("session", "counts_for", "started", "ended", "end", "routine", "routine_id"),
    *("routine_digest", "planned_s", "held_s", "paused_s", "asleep_s", "pain_before", "pain_after"),
    *("walked_min", "pain_walking", "note", "by_hand", "continues"),
)
HOLDS = (
    *("session", "counts_for", "hold", "stretch", "stretch_id", "side", "repetition", "round"),
    *("planned_s", "held_s", "planned_repetitions", "done_repetitions", "ended"),
)
WALKS = ("walk", "counts_for", "started", "ended", "walked_min", "pain", "note", "session")


def sessions_csv(sessions: Iterable[SessionRow], walks: Iterable[WalkRow]) -> Iterator[str]:
    """The lines of the table of sessions, each with the walk that came before it."""
    known = list(walks)
    yield _line(SESSIONS)
    for session in sessions:
        walk = walk_before(session, known)
        yield _line(
            (
                session.uuid,
                session.counts_for_date.isoformat(),
                _instant(session.started_utc, session.started_offset_s),
                _instant(session.ended_utc, session.ended_offset_s),
                session.end.value,
                session.routine_name,
                session.routine_id,
                session.routine_digest,
                _seconds(session.planned_ms),
                _seconds(session.held_ms),
                _seconds(sum(pause.paused_ms or 0 for pause in session.pauses)),
                _seconds(sum(gap.gap_ms for gap in session.gaps)),
                session.pain_before,
                session.pain_after,
                walk and _minutes(walk),
                walk and walk.pain,
                session.note,
                "yes" if session.by_hand else "",
                session.continues_uuid,
            )
        )


def holds_csv(sessions: Iterable[SessionRow]) -> Iterator[str]:
    """The lines of the table of holds."""
    yield _line(HOLDS)
    for session in sessions:
        for hold in session.holds:
            held = hold.held
            yield _line(
                (
                    session.uuid,
                    session.counts_for_date.isoformat(),
                    hold.position,
                    held.stretch_name,
                    held.stretch_id,
                    held.side and held.side.value,
                    held.repetition,
                    held.round,
                    _seconds(held.planned_ms),
                    _seconds(held.held_ms),
                    held.planned_repetitions,
                    held.done_repetitions,
                    _instant(hold.ended_utc, session.started_offset_s),
                )
            )


def walks_csv(walks: Iterable[WalkRow]) -> Iterator[str]:
    """The lines of the table of walks."""
    yield _line(WALKS)
    for walk in walks:
        yield _line(
            (
                walk.uuid,
                walk.counts_for_date.isoformat(),
                _instant(walk.started_utc, walk.offset_s),
                _instant(walk.ended_utc, walk.offset_s),
                _minutes(walk),
                walk.pain,
                walk.note,
                walk.session_uuid,
            )
        )


def _line(cells: Iterable[object]) -> str:
    text = io.StringIO()
    # Up to Python 3.12 a cell of several lines is only quoted where it has the end of a row in it.
    csv.writer(text, lineterminator=_END).writerow([_harmless(cell) for cell in cells])
    return text.getvalue().removesuffix(_END)


def _harmless(cell: object) -> object:
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _instant(utc: datetime | None, ahead_s: int | None) -> str:
    return "" if utc is None else local_of(utc, ahead_s).isoformat(timespec="milliseconds")


def _seconds(ms: int) -> str:
    return f"{ms / 1000:.3f}".rstrip("0").rstrip(".")


def _minutes(walk: WalkRow) -> str | None:
    return None if walk.walked_ms is None else f"{walk.walked_ms / 60_000:.1f}".removesuffix(".0")
