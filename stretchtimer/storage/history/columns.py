"""How entries stand in the tables of the history, and what each value of them may be.

An entry is kept as plain values here: texts, whole numbers and None, in the order of its columns.
The same values, by the names of the columns, stand in an export.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timezone
from typing import Any

from stretchtimer.engine.errors import InternalError
from stretchtimer.engine.events import Held
from stretchtimer.engine.model import Side
from stretchtimer.storage.history.rows import (
    MOST_PAIN,
    GapRow,
    HoldRow,
    PauseRow,
    Place,
    SessionRow,
    WalkRow,
)

Values = tuple[Any, ...]
Check = Callable[[object], bool]

_LONGEST = 10_000
_LARGEST = 2**53
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", re.ASCII)
_CERTAIN = re.compile(
    r"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d"
    r"\.\d{3}\+00:00",
    re.ASCII,
)
"""Those of which no calendar need be asked; an import has a million."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _text(least: int = 0, most: int = _LONGEST, *, or_none: bool = False) -> Check:
    def check(value: object) -> bool:
        if isinstance(value, str):
            return least <= len(value) <= most and (value.isascii() or _can_be_written(value))
        return or_none and value is None

    return check


def _can_be_written(text: str) -> bool:
    """Half a character, as ``\\ud800`` is in JSON, is none."""
    return text.isprintable() or not any("\ud800" <= c <= "\udfff" for c in text)


def _whole(least: int = 0, most: int = _LARGEST, *, or_none: bool = False) -> Check:
    def check(value: object) -> bool:
        if type(value) is int:
            return least <= value <= most
        return or_none and value is None

    return check


def _instant(value: object) -> bool:
    if isinstance(value, str) and _CERTAIN.fullmatch(value):
        return True
    return _parses(value, _INSTANT, datetime.fromisoformat)


def _instant_or_none(value: object) -> bool:
    return value is None or _instant(value)


def _day(value: object) -> bool:
    return _parses(value, _DAY, date.fromisoformat)


def _parses(value: object, form: re.Pattern[str], parse: Callable[[str], object]) -> bool:
    if not isinstance(value, str) or not form.fullmatch(value):
        return False
    try:
        parse(value)
    except ValueError:
        return False
    return True


def _side(value: object) -> bool:
    return value is None or value in ("left", "right")


_ID = _text(1, 200)
_NAME = _text(0, 1_000)
_OFFSET = _whole(-86_400, 86_400, or_none=True)
_PAIN = _whole(0, MOST_PAIN, or_none=True)

SESSION: Mapping[str, Check] = {
    "uuid": _ID,
    "routine_id": _text(0, 1_000),
    "routine_name": _NAME,
    "started_utc": _instant,
    "counts_for_date": _day,
    "planned_ms": _whole(),
    "ended_utc": _instant_or_none,
    "completed": _whole(0, 1),
    "routine_digest": _text(0, 200),
    "started_offset_s": _OFFSET,
    "ended_offset_s": _OFFSET,
    "last_seen_utc": _instant_or_none,
    "as_run": _text(most=1_000_000, or_none=True),
    "next_stretch_id": _text(0, 1_000, or_none=True),
    "next_side": _side,
    "next_round": _whole(or_none=True),
    "continues_uuid": _text(1, 200, or_none=True),
    "by_hand": _whole(0, 1),
    "pain_before": _PAIN,
    "pain_after": _PAIN,
    "note": _text(),
    "revision": _whole(1),
}
HOLD: Mapping[str, Check] = {
    "position": _whole(1),
    "stretch_id": _NAME,
    "stretch_name": _NAME,
    "side": _side,
    "repetition": _whole(),
    "round": _whole(),
    "planned_ms": _whole(),
    "held_ms": _whole(),
    "planned_repetitions": _whole(or_none=True),
    "done_repetitions": _whole(or_none=True),
    "ended_utc": _instant,
}
PAUSE: Mapping[str, Check] = {"at_utc": _instant, "paused_ms": _whole(or_none=True)}
GAP: Mapping[str, Check] = {"at_utc": _instant, "gap_ms": _whole()}
WALK: Mapping[str, Check] = {
    "uuid": _ID,
    "counts_for_date": _day,
    "started_utc": _instant_or_none,
    "ended_utc": _instant_or_none,
    "offset_s": _OFFSET,
    "walked_ms": _whole(or_none=True),
    "pain": _PAIN,
    "note": _text(),
    "session_uuid": _text(1, 200, or_none=True),
    "revision": _whole(1),
}
DELETED: Mapping[str, Check] = {"uuid": _ID, "revision": _whole(1)}

USUAL = {"completed": 0, "by_hand": 0, "note": "", "routine_digest": "", "revision": 1}
"""What columns hold of which nothing else is known; None all others."""

HOLDS_KEY, PAUSES_KEY = ("session_uuid", *HOLD), ("session_uuid", "position", *PAUSE)
GAPS_KEY = ("session_uuid", *GAP)
REVISION_OF_SESSION = list(SESSION).index("revision")
LAST_SEEN = list(SESSION).index("last_seen_utc")
ENDED = list(SESSION).index("ended_utc")
REVISION_OF_WALK = list(WALK).index("revision")


def insert(table: str, columns: Iterable[str], verb: str = "INSERT") -> str:
    """The statement that adds a row of those columns."""
    names = list(columns)
    marks = ", ".join("?" * len(names))
    return f"{verb} INTO {table} ({', '.join(names)}) VALUES ({marks})"


def utc_text(instant: datetime) -> str:
    """An aware instant as it stands in the file; raises InternalError for one without a zone."""
    if instant.tzinfo is None:
        raise InternalError("an instant for the history needs its zone")
    return instant.astimezone(timezone.utc).isoformat(timespec="milliseconds")


def _utc_or_none(instant: datetime | None) -> str | None:
    return None if instant is None else utc_text(instant)


def _read_instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def session_values(row: SessionRow) -> Values:
    """The session without what it consists of."""
    place = row.next_place
    return (
        row.uuid,
        row.routine_id,
        row.routine_name,
        utc_text(row.started_utc),
        row.counts_for_date.isoformat(),
        row.planned_ms,
        _utc_or_none(row.ended_utc),
        int(row.completed),
        row.routine_digest,
        row.started_offset_s,
        row.ended_offset_s,
        _utc_or_none(row.last_seen_utc),
        row.as_run,
        place and place.stretch_id,
        place and place.side and place.side.value,
        place and place.round,
        row.continues_uuid,
        int(row.by_hand),
        row.pain_before,
        row.pain_after,
        row.note,
        row.revision,
    )


def hold_values(row: HoldRow) -> Values:
    held = row.held
    return (
        row.position,
        held.stretch_id,
        held.stretch_name,
        held.side and held.side.value,
        held.repetition,
        held.round,
        held.planned_ms,
        held.held_ms,
        held.planned_repetitions,
        held.done_repetitions,
        utc_text(row.ended_utc),
    )


def pause_values(row: PauseRow) -> Values:
    return utc_text(row.at_utc), row.paused_ms


def gap_values(row: GapRow) -> Values:
    return utc_text(row.at_utc), row.gap_ms


def walk_values(row: WalkRow) -> Values:
    return (
        row.uuid,
        row.counts_for_date.isoformat(),
        _utc_or_none(row.started_utc),
        _utc_or_none(row.ended_utc),
        row.offset_s,
        row.walked_ms,
        row.pain,
        row.note,
        row.session_uuid,
        row.revision,
    )


def session_row(
    values: Sequence[Any],
    holds: Iterable[Sequence[Any]] = (),
    pauses: Iterable[Sequence[Any]] = (),
    gaps: Iterable[Sequence[Any]] = (),
) -> SessionRow:
    """The session of those values; raises ValueError where somebody made them unreadable."""
    named = dict(zip(SESSION, values, strict=True))
    stretch_id, side = named.pop("next_stretch_id"), named.pop("next_side")
    round_ = named.pop("next_round")
    for name in ("started_utc", "ended_utc", "last_seen_utc"):
        named[name] = _read_instant(named[name])
    for name in ("completed", "by_hand"):
        named[name] = named[name] == 1
    named["counts_for_date"] = date.fromisoformat(named["counts_for_date"])
    return SessionRow(
        **named,
        next_place=None if stretch_id is None else Place(stretch_id, side_of(side), round_),
        holds=tuple(map(_hold_row, holds)),
        pauses=tuple(PauseRow(datetime.fromisoformat(at), ms) for at, ms in pauses),
        gaps=tuple(GapRow(datetime.fromisoformat(at), ms) for at, ms in gaps),
    )


def _hold_row(values: Sequence[Any]) -> HoldRow:
    position, stretch_id, name, side, *numbers, ended_utc = values
    held = Held(stretch_id, name, side_of(side), *numbers)
    return HoldRow(position, held, datetime.fromisoformat(ended_utc))


def walk_row(values: Sequence[Any]) -> WalkRow:
    """The walk of those values; raises ValueError where somebody made them unreadable."""
    named = dict(zip(WALK, values, strict=True))
    for name in ("started_utc", "ended_utc"):
        named[name] = _read_instant(named[name])
    named["counts_for_date"] = date.fromisoformat(named["counts_for_date"])
    return WalkRow(**named)


def side_of(text: str | None) -> Side | None:
    return Side(text) if text else None
