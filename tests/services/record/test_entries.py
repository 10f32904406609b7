"""Entries that are put right, added by hand, deleted, and all of it undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from stretchtimer.services.record.desk import RecordDesk, Undo
from stretchtimer.services.record.entries import (
    ByHand,
    Entry,
    Said,
    by_hand,
    corrected,
    entries_of,
    said_of,
)
from stretchtimer.services.record.journal import Journal
from stretchtimer.services.record.overview import Overview, Span
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.rows import WalkRow
from tests.fakes import FakeClock, FakeWriter, preferences_in
from tests.weeks import LAST_DAY, ZONE, session
from tests.wording import said

NIGHT = datetime(2026, 3, 1, 2, 30, tzinfo=ZONE)
WHAT = ByHand(NIGHT, 12, "post-walk", "After your walk")


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    history = History(tmp_path / "history.sqlite3", lambda: LAST_DAY)
    yield history
    history.close()


@pytest.fixture
def desk(history: History, tmp_path: Path) -> RecordDesk:
    clock = FakeClock()
    journal = Journal(history, FakeWriter(clock, lambda _: None))
    return RecordDesk(journal, clock, preferences_in(tmp_path / "settings.json"))


def stored(history: History) -> list[tuple[object, ...]]:
    """All that is there, but for how often it was changed."""
    sessions = [replace(one, revision=1) for one in history.sessions()]
    return [tuple(sessions), tuple(replace(walk, revision=1) for walk in history.walks())]


def only(history: History) -> Entry:
    (entry,) = entries_of(history.sessions(), history.walks())
    return entry


def test_an_entry_added_by_hand_counts_for_the_day_that_its_night_belongs_to() -> None:
    entry = by_hand("new", WHAT, Said(5, 3, 20, 4, " a walk in the dark "), "walk")
    one = entry.session
    assert one.counts_for_date == NIGHT.date() - timedelta(days=1)
    assert (one.by_hand, one.completed, one.holds, one.planned_ms) == (True, True, (), 720_000)
    assert one.started_utc == datetime(2026, 3, 1, 1, 30, tzinfo=timezone.utc)
    assert (one.started_offset_s, one.note) == (3_600, "a walk in the dark")
    assert entry.walk is not None
    assert (entry.walk.session_uuid, entry.walk.walked_ms, entry.walk.pain) == ("new", 1_200_000, 4)


def test_what_nobody_said_is_not_there(history: History) -> None:
    entry = by_hand("new", WHAT, Said(), "walk")
    assert entry.walk is None
    assert (entry.session.pain_before, entry.session.pain_after) == (None, None)


def test_putting_right_changes_what_is_said_and_how_long_was_held() -> None:
    entry = Entry(session(1, LAST_DAY, pain=(6, 4), note="stiff"))
    times = [hold.held.held_ms for hold in entry.session.holds]
    again = corrected(entry, said_of(entry), times, "walk")
    assert again == entry
    times[1] = 12_000
    put_right = corrected(entry, Said(6, None, note="better"), times, "walk").session
    assert put_right.holds[1].held.held_ms == 12_000
    assert put_right.holds[0] == entry.session.holds[0]
    assert (put_right.pain_after, put_right.note) == (None, "better")
    assert put_right.started_utc == entry.session.started_utc


def test_what_is_counted_is_put_right_in_times_and_its_length_follows() -> None:
    entry = Entry(session(1, LAST_DAY))
    first = entry.session.holds[0]
    held = replace(first.held, planned_ms=36_000, held_ms=30_500)
    held = replace(held, planned_repetitions=6, done_repetitions=5)
    counted = replace(entry.session, holds=(replace(first, held=held),))
    assert corrected(Entry(counted), Said(), [30_500], "walk").session.holds[0].held == held
    put_right = corrected(Entry(counted), Said(), [24_000], "walk").session.holds[0].held
    assert (put_right.held_ms, put_right.done_repetitions) == (24_000, 4)


def test_a_walk_that_was_timed_keeps_its_milliseconds_unless_it_is_put_right() -> None:
    walk = WalkRow(uuid="walk", counts_for_date=LAST_DAY, walked_ms=1_234_567, pain=2)
    entry = Entry(session(1, LAST_DAY), walk)
    same = corrected(entry, said_of(entry), [0] * len(entry.session.holds), "other")
    assert same.walk == walk
    longer = corrected(entry, Said(walked_min=30, pain_walking=2), (0,) * 7, "other")
    assert longer.walk == replace(walk, walked_ms=1_800_000)
    cleared = corrected(entry, Said(), (0,) * 7, "other")
    assert cleared.walk == replace(walk, walked_ms=None, pain=None)


Change = Callable[[RecordDesk, Entry, Callable[[Undo], None]], None]


def correct(desk: RecordDesk, entry: Entry, then: Callable[[Undo], None]) -> None:
    times = [hold.held.held_ms // 2 for hold in entry.session.holds]
    desk.correct(entry, Said(1, 0, 45, 3, "other"), times, then)


@pytest.mark.parametrize("change", [correct, RecordDesk.remove], ids=["correct", "delete"])
@pytest.mark.parametrize("has_walk", [True, False])
def test_every_change_of_an_entry_is_undone_whole(
    history: History, desk: RecordDesk, change: Change, has_walk: bool
) -> None:
    one = session(1, LAST_DAY, pain=(6, 4), note="stiff")
    history.put(one)
    if has_walk:
        history.put(
            WalkRow(uuid="w", counts_for_date=LAST_DAY, walked_ms=60_000, session_uuid=one.uuid)
        )
    before = stored(history)
    undos: list[Undo] = []
    change(desk, only(history), undos.append)
    assert stored(history) != before
    done: list[bool] = []
    undos[0](lambda: done.append(True))
    assert stored(history) == before
    assert done == [True]


def test_an_entry_added_by_hand_is_taken_back_with_its_walk(
    history: History, desk: RecordDesk
) -> None:
    undos: list[Undo] = []
    desk.add(WHAT, Said(walked_min=20), undos.append)
    assert only(history).walked_min == 20
    undos[0](lambda: None)
    assert stored(history) == [(), ()]


def test_a_walk_of_its_own_stays_when_the_session_after_it_is_deleted(
    history: History, desk: RecordDesk
) -> None:
    one = session(1, LAST_DAY)
    history.put(one)
    history.put(WalkRow(uuid="w", counts_for_date=LAST_DAY, ended_utc=one.started_utc))
    entry = only(history)
    assert entry.walk is not None
    desk.remove(entry, lambda _: None)
    assert [walk.uuid for walk in history.walks()] == ["w"]


def test_the_desk_looks_at_the_person_s_own_day_and_aim(
    history: History, desk: RecordDesk, tmp_path: Path
) -> None:
    seen: list[Overview] = []
    desk.look(desk.today, Span.YEAR, seen.append)
    assert (seen[0].asked.today, seen[0].asked.span) == (LAST_DAY, Span.YEAR)


def test_why_a_file_was_not_taken_in_is_told(desk: RecordDesk, tmp_path: Path) -> None:
    told: list[str] = []
    desk.refused = lambda notice: told.append(said(notice))
    desk.import_json(tmp_path / "none.json", lambda _: None)
    assert "none.json" in told[0]
