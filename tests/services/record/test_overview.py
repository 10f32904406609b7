"""What the Record page is told, by the entries that lie in its month and its span."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from stretchtimer.services.record.days import DayMark
from stretchtimer.services.record.ledger import SideLine
from stretchtimer.services.record.overview import Asked, Span, is_one_sided, overview
from stretchtimer.storage.history.history import History
from tests.weeks import LAST_DAY, fill, session, weeks


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    history = History(tmp_path / "history.sqlite3", lambda: LAST_DAY)
    yield history
    history.close()


def test_nobody_who_has_done_nothing_is_told_anything_else(history: History) -> None:
    view = overview(history, Asked(LAST_DAY, LAST_DAY))
    assert view.is_empty
    assert not view.has_pain
    assert (view.marks, view.entries, view.sides, view.pairs, view.notes) == ({}, (), (), (), ())
    assert not history.path.exists()


def test_a_month_begins_with_the_days_before_it_in_its_first_week(history: History) -> None:
    fill(history, 42)
    view = overview(history, Asked(LAST_DAY, LAST_DAY, days_a_week=5))
    assert min(view.marks) >= date(2026, 2, 23)
    assert view.days_in_month == 1
    assert view.week.done == len(view.marks)
    assert view.entries[0].session.counts_for_date == LAST_DAY
    assert [entry.session.counts_for_date for entry in view.entries] == sorted(
        (entry.session.counts_for_date for entry in view.entries), reverse=True
    )


@pytest.mark.parametrize(
    ("span", "first", "mondays"),
    [
        (Span.SIX_WEEKS, date(2026, 1, 19), 6),
        (Span.QUARTER, date(2025, 12, 1), 13),
        (Span.YEAR, date(2025, 3, 3), 52),
    ],
)
def test_a_span_is_of_whole_weeks_and_ends_today(
    history: History, span: Span, first: date, mondays: int
) -> None:
    fill(history, 400)
    view = overview(history, Asked(LAST_DAY, LAST_DAY, span))
    assert (view.first, len(view.pain)) == (first, mondays)
    assert view.pain[-1].monday == date(2026, 2, 23)


def test_everything_goes_back_to_the_first_entry(history: History) -> None:
    history.put(session(1, date(2021, 5, 5), pain=(8, 5), note="the first"))
    history.put(session(2, LAST_DAY, pain=(3, 3)))
    view = overview(history, Asked(LAST_DAY, LAST_DAY, Span.ALL))
    assert view.first == date(2021, 5, 5)
    assert (view.days_done, view.high_days) == (2, 1)
    assert [note.text for note in view.notes] == ["the first"]


def test_pairs_know_of_the_walk_before_them_and_entries_too(history: History) -> None:
    fill(history, 42)
    view = overview(history, Asked(LAST_DAY, date(2026, 2, 10)))
    assert {pair.after_walk for pair in view.pairs} == {True, False}
    walked = [entry for entry in view.entries if entry.walk]
    assert walked
    assert all(entry.walked_min in range(20, 36) for entry in walked)
    last = overview(history, Asked(LAST_DAY, LAST_DAY)).pairs[-1]
    assert last.after_walk == bool((len(list(weeks())) - 1) % 3)


def test_what_was_done_in_part_or_by_hand_is_marked_so(history: History) -> None:
    history.put(session(1, date(2026, 2, 24), part=0.5))
    history.put(replace(session(2, date(2026, 2, 25)), by_hand=True, holds=()))
    view = overview(history, Asked(LAST_DAY, LAST_DAY))
    assert list(view.marks.values()) == [DayMark.PART, DayMark.BY_HAND]


def test_an_entry_alone_in_another_month_is_no_empty_record(history: History) -> None:
    history.put(session(1, LAST_DAY - timedelta(days=400)))
    view = overview(history, Asked(LAST_DAY, LAST_DAY))
    assert not view.is_empty
    assert view.days_done == 0


@pytest.mark.parametrize(
    ("left_ms", "planned_ms", "told"),
    [(20_000, 30_000, True), (25_000, 30_000, False), (1_180_000, 1_200_000, False)],
)
def test_a_side_is_offered_where_it_lacks_seconds_and_a_share_worth_a_word(
    left_ms: int, planned_ms: int, told: bool
) -> None:
    line = SideLine("twist", "Twist", planned_ms, left_ms, planned_ms)
    assert is_one_sided(line) is told
