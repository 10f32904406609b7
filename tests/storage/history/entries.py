"""Entries of a history for tests: some by hand, and any that may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from hypothesis import strategies as st

from stretchtimer.engine.events import Held
from stretchtimer.engine.model import Side
from stretchtimer.storage.history.changes import raw_of
from stretchtimer.storage.history.reading import TOMBS, Raw
from stretchtimer.storage.history.rows import (
    GapRow,
    HoldRow,
    PauseRow,
    Place,
    SessionRow,
    WalkRow,
)

START = datetime(2026, 3, 1, 8, 30, tzinfo=timezone.utc)
DAY = date(2026, 3, 1)


def hold(
    position: int,
    held_ms: int = 30_000,
    side: Side | None = None,
    stretch_id: str = "twist",
    *,
    planned_ms: int = 30_000,
    round_: int = 1,
) -> HoldRow:
    held = Held(stretch_id, stretch_id.title(), side, 1, round_, planned_ms, held_ms)
    return HoldRow(position, held, START + timedelta(seconds=60 * position))


def session(uuid: str = "a", days: int = 0, holds: tuple[HoldRow, ...] = ()) -> SessionRow:
    """A session that was finished, so many days after the first of March."""
    began = START + timedelta(days=days)
    return SessionRow(
        uuid=uuid,
        routine_id="post-walk",
        routine_name="After your walk",
        started_utc=began,
        started_offset_s=3_600,
        counts_for_date=DAY + timedelta(days=days),
        planned_ms=337_000,
        ended_utc=began + timedelta(minutes=6),
        ended_offset_s=3_600,
        last_seen_utc=began + timedelta(minutes=6),
        completed=True,
        holds=holds,
    )


def walk(uuid: str = "w", days: int = 0, minutes_before: int = 5) -> WalkRow:
    """A walk of 40 minutes that ended before the session of that day."""
    ended = START + timedelta(days=days, minutes=-minutes_before)
    return WalkRow(
        uuid=uuid,
        counts_for_date=DAY + timedelta(days=days),
        started_utc=ended - timedelta(minutes=40),
        ended_utc=ended,
        offset_s=3_600,
        walked_ms=2_400_000,
    )


_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
_pains = st.none() | st.integers(0, 10)
_instants = st.integers(0, 10**8).map(lambda s: START + timedelta(seconds=s))
_times_ms = st.integers(0, 10**9)
_sides = st.none() | st.sampled_from(Side)
_offsets = st.none() | st.integers(-86_400, 86_400)
_held = st.builds(
    Held,
    _texts,
    _texts,
    _sides,
    st.integers(1, 3),
    st.integers(1, 3),
    _times_ms,
    _times_ms,
    st.none() | st.integers(0, 20),
    st.none() | st.integers(0, 20),
)


@st.composite
def sessions(draw: st.DrawFn) -> SessionRow:
    holds = draw(st.lists(st.tuples(_held, _instants), max_size=3))
    gaps = draw(st.lists(st.builds(GapRow, _instants, _times_ms), max_size=2))
    return SessionRow(
        uuid=draw(st.sampled_from(["s1", "s2", "s3"])),
        routine_id=draw(_texts),
        routine_name=draw(_texts),
        started_utc=draw(_instants),
        counts_for_date=DAY + timedelta(days=draw(st.integers(0, 40))),
        planned_ms=draw(_times_ms),
        ended_utc=draw(st.none() | _instants),
        completed=draw(st.booleans()),
        routine_digest=draw(_texts),
        started_offset_s=draw(_offsets),
        ended_offset_s=draw(_offsets),
        last_seen_utc=draw(st.none() | _instants),
        as_run=draw(st.none() | _texts),
        next_place=draw(st.none() | st.builds(Place, _texts, _sides, st.integers(1, 3))),
        continues_uuid=draw(st.none() | st.just("s1")),
        by_hand=draw(st.booleans()),
        pain_before=draw(_pains),
        pain_after=draw(_pains),
        note=draw(_texts),
        revision=draw(st.integers(1, 3)),
        holds=tuple(HoldRow(n, held, at) for n, (held, at) in enumerate(holds, 1)),
        pauses=tuple(
            draw(st.lists(st.builds(PauseRow, _instants, st.none() | _times_ms), max_size=2))
        ),
        gaps=tuple(sorted(gaps, key=lambda gap: (gap.at_utc, gap.gap_ms))),
    )


_walks = st.builds(
    WalkRow,
    uuid=st.sampled_from(["w1", "w2"]),
    counts_for_date=st.integers(0, 40).map(lambda days: DAY + timedelta(days=days)),
    started_utc=st.none() | _instants,
    ended_utc=st.none() | _instants,
    offset_s=_offsets,
    walked_ms=st.none() | _times_ms,
    pain=_pains,
    note=_texts,
    session_uuid=st.none() | st.just("s1"),
    revision=st.integers(1, 3),
)
_tombs = st.tuples(st.sampled_from(["s1", "s2", "w1"]), st.integers(1, 3)).map(
    lambda values: Raw(TOMBS, values)
)


def _copies(entry: SessionRow) -> st.SearchStrategy[SessionRow]:
    """Copies of an entry that differ in little."""
    return st.builds(
        replace, st.just(entry), revision=st.integers(1, 2), note=st.sampled_from(["", "x"])
    )


raws = (sessions() | sessions().flatmap(_copies) | _walks).map(raw_of) | _tombs
