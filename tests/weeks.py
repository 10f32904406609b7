"""Simulated weeks of somebody who stretches, for tests, pictures and measurements of the record."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from uuid import UUID

from stretchtimer.engine.events import Held
from stretchtimer.engine.model import Side
from stretchtimer.storage.history.changes import raw_of
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.rows import HoldRow, SessionRow, WalkRow, offset_s

ZONE = timezone(timedelta(hours=1))
LAST_DAY = date(2026, 3, 1)
"""A Sunday: the day on which the fake clock begins."""

STRETCHES = (
    ("knee-hug", "Knee hug", (None,), 25_000),
    ("spinal-twist", "Spinal twist", (Side.LEFT, Side.RIGHT), 30_000),
    ("hamstring", "Hamstring stretch", (Side.LEFT, Side.RIGHT), 30_000),
    ("childs-pose", "Child's pose", (None,), 40_000),
    ("cat-cow", "Cat-cow", (None,), 60_000),
)
_NOTES = {3: "Stiff after gardening.", 17: "Slept badly, back tight.", 30: "Long car ride."}


def weeks(days: int = 42, last: date = LAST_DAY, seed: int = 7) -> Iterator[SessionRow]:
    """Sessions on most of the days, the back getting slowly better; the earliest comes first."""
    chance = random.Random(seed)
    for number in range(days):
        day = last - timedelta(days=days - 1 - number)
        usual = 7.5 - 4.5 * number / max(1, days)
        before = max(0, min(10, round(chance.gauss(usual, 1.2))))
        after = max(0, before - chance.choice((0, 1, 1, 2, 3)))
        skips, stops, asked = chance.random(), chance.random(), chance.random()
        if skips < 0.25:
            continue
        yield session(
            number,
            day,
            part=0.5 if stops < 0.15 else 1.0,
            pain=(before, after) if asked < 0.85 else (None, None),
            note=_NOTES.get(number, ""),
        )


def walks(sessions: list[SessionRow]) -> Iterator[WalkRow]:
    """A walk of about half an hour before two of three sessions."""
    for number, one in enumerate(sessions):
        if number % 3:
            yield WalkRow(
                uuid=str(UUID(int=2**64 + number)),
                counts_for_date=one.counts_for_date,
                ended_utc=one.started_utc - timedelta(minutes=6),
                offset_s=3_600,
                walked_ms=(20 + number % 4 * 5) * 60_000,
            )


def fill(history: History, days: int = 42, last: date = LAST_DAY) -> None:
    """Puts all of it into a history at once."""
    sessions = list(weeks(days, last))
    history.merge([*map(raw_of, sessions), *map(raw_of, walks(sessions))])


def session(
    number: int,
    day: date,
    *,
    part: float = 1.0,
    pain: tuple[int | None, int | None] = (None, None),
    note: str = "",
) -> SessionRow:
    """One session of that day at half past nine, of which a part was held."""
    local = datetime.combine(day, time(9, 30 + number % 20), ZONE)
    begun = at = local.astimezone(timezone.utc)
    holds: list[HoldRow] = []
    planned_ms = 0
    for stretch_id, name, sides, hold_ms in STRETCHES:
        for side in sides:
            planned_ms += hold_ms + 10_000
            share = part if side is not Side.LEFT else part * (0.7 if number % 4 == 0 else 1.0)
            held_ms = round(hold_ms * share)
            at += timedelta(milliseconds=held_ms + 10_000)
            held = Held(stretch_id, name, side, 1, 1, hold_ms, held_ms)
            holds.append(HoldRow(len(holds) + 1, held, at))
    return SessionRow(
        uuid=str(UUID(int=2**72 + number)),
        routine_id="post-walk",
        routine_name="After your walk",
        routine_digest="0",
        started_utc=begun,
        started_offset_s=offset_s(local),
        counts_for_date=day,
        planned_ms=planned_ms,
        ended_utc=at,
        ended_offset_s=offset_s(local),
        completed=part == 1.0,
        pain_before=pain[0],
        pain_after=pain[1],
        note=note,
        holds=tuple(holds),
    )
