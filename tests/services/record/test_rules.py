"""Sides, pain, walks and what Home tells: the rules of the record."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from stretchtimer.engine.model import Side
from stretchtimer.engine.plan import make_plan
from stretchtimer.services.record.home import HomeFacts, Moment, home_facts, shorter_step
from stretchtimer.services.record.ledger import (
    SideLine,
    ledger,
    ledger_of,
    make_up,
)
from stretchtimer.services.record.pain_over_weeks import (
    Change,
    PainWeek,
    Pair,
    PairCount,
    change,
    count_pairs,
    pain_weeks,
    pairs,
)
from stretchtimer.services.record.walks import (
    back_from,
    going_for_a_walk,
    just_walked,
    last_walk,
    under_way,
    walk_before,
    warm_left_ms,
)
from stretchtimer.services.session.occasion import Occasion
from stretchtimer.services.wording.record import side_line_words
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.reading import HeldSum
from stretchtimer.storage.history.rows import SessionRow, WalkRow
from tests.engine.routines import routine, stretch
from tests.storage.history.entries import DAY, START, hold, session, walk

LEFT, RIGHT = Side.LEFT, Side.RIGHT
ROUTINE = routine(
    stretch("knees"), stretch("twist", two_sided=True), stretch("leg", two_sided=True)
)
PLAN = make_plan(ROUTINE)
EAST = timezone(timedelta(hours=1))


def test_the_ledger_sets_left_against_right() -> None:
    lines = ledger(
        [
            HeldSum("knees", "Knees", None, 2, 60_000, 50_000),
            HeldSum("twist", "Twist", LEFT, 1, 30_000, 12_000),
            HeldSum("twist", "Twist", RIGHT, 2, 60_000, 55_000),
        ]
    )
    assert lines == [
        SideLine("knees", "Knees", 60_000, both_ms=50_000),
        SideLine("twist", "Twist", 60_000, 12_000, 55_000),
    ]
    assert [line.has_sides for line in lines] == [False, True]
    assert (lines[1].behind, lines[1].behind_ms) == (LEFT, 43_000)
    assert (lines[0].behind, lines[0].behind_ms) == (None, 0)


def test_what_is_counted_is_told_in_times_where_all_of_it_was() -> None:
    bridge = HeldSum("bridge", "Bridge", None, 2, 72_000, 60_000, 12, 10)
    lunges = [
        HeldSum("lunge", "Lunge", LEFT, 1, 24_000, 24_000, 4, 4),
        HeldSum("lunge", "Lunge", RIGHT, 1, 24_000, 12_000, 4, 2),
    ]
    unknown = HeldSum("squat", "Squat", None, 1, 36_000, 30_000, 6, None)
    lines = ledger([bridge, *lunges, unknown])
    assert [line.times for line in lines] == [(12, 0, 0, 10), (4, 4, 2, 0), None]
    assert [side_line_words(line) for line in lines] == [
        "Bridge: 10 of 12 times planned.",
        "Lunge: left 4, right 2, of 4 times planned for each side.",
        "Squat: 30 s of 36 s planned.",
    ]


@pytest.mark.parametrize(
    ("left_ms", "right_ms", "behind", "behind_ms"),
    [
        (30_000, 30_000, None, 0),
        (30_000, 20_001, None, 0),
        (30_000, 20_000, RIGHT, 10_000),
        (0, 30_000, LEFT, 30_000),
        # Who holds one side for longer than planned is not behind with the other.
        (50_000, 30_000, None, 0),
        (50_000, 20_000, RIGHT, 10_000),
        (0, 0, None, 0),
    ],
)
def test_a_side_is_behind_where_it_was_held_less_than_planned_and_than_the_other(
    left_ms: int, right_ms: int, behind: Side | None, behind_ms: int
) -> None:
    line = SideLine("twist", "Twist", 30_000, left_ms, right_ms)
    assert (line.behind, line.behind_ms) == (behind, behind_ms)


def test_a_hold_that_was_begun_anew_was_planned_once() -> None:
    first = session("first", holds=(hold(1, 30_000, LEFT), hold(2, 4_000, RIGHT)))
    second = session("second", holds=(hold(1, 9_000, RIGHT), hold(2, 30_000, RIGHT)))
    (line,) = ledger_of([second, first])
    assert (line.planned_ms, line.left_ms, line.right_ms) == (30_000, 30_000, 43_000)
    assert line.behind is None


def test_what_one_side_is_behind_is_offered_and_nothing_else() -> None:
    lines = ledger_of(
        [
            session(
                holds=(
                    hold(1, 3_000, None, "knees"),
                    hold(2, 12_000, LEFT),
                    hold(3, 30_000, RIGHT),
                )
            )
        ]
    )
    offer = make_up(PLAN, lines, "a")
    assert offer
    assert offer.side is LEFT
    assert [line.stretch_id for line in offer.lines] == ["twist"]
    holds = [(p.stretch.id, p.side) for p in offer.plan.phases if p.is_hold]
    assert holds == [("twist", LEFT)]
    assert offer.occasion == Occasion(continues_uuid="a")
    assert make_up(PLAN, [], "a") is None


def test_different_sides_are_made_up_for_together_each_as_often_as_it_is_behind() -> None:
    lines = [
        SideLine("twist", "Twist", 90_000, 90_000, 20_000),
        SideLine("leg", "Leg", 30_000, 0, 30_000),
        SideLine("gone", "Gone", 30_000, 0, 30_000),
    ]
    plan = make_plan(replace(ROUTINE, times=replace(ROUTINE.times, rounds=3)))
    offer = make_up(plan, lines, "a")
    assert offer
    assert offer.side is None
    holds = [(p.stretch.id, p.side, p.round) for p in offer.plan.phases if p.is_hold]
    assert holds == [("twist", RIGHT, 1), ("leg", LEFT, 1), ("twist", RIGHT, 2)]
    assert [line.stretch_id for line in offer.lines] == ["twist", "leg"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (5, 5, Change.SAME),
        (5, 4, Change.SAME),
        (5, 6, Change.SAME),
        (5, 3, Change.LESS),
        (5, 7, Change.MORE),
        (4.9, 3.0, Change.SAME),
        (0, 0, Change.SAME),
    ],
)
def test_less_than_two_points_is_no_change(before: float, after: float, expected: Change) -> None:
    assert change(before, after) is expected


def felt(uuid: str, days: int, before: int | None, after: int | None) -> SessionRow:
    return replace(session(uuid, days), pain_before=before, pain_after=after)


def test_a_week_has_the_range_of_what_was_said_and_its_high_days() -> None:
    some = [
        felt("a", 1, 7, 8),
        felt("b", 2, 0, None),
        felt("c", 3, None, None),
        felt("d", 4, 3, 7),
        felt("e", 15, None, 5),
    ]
    monday = date(2026, 3, 2)
    assert pain_weeks(some, monday, monday + timedelta(days=20)) == [
        PainWeek(monday, 0, 8, 5, 2),
        PainWeek(monday + timedelta(days=7)),
        PainWeek(monday + timedelta(days=14), 5, 5, 1, 0),
    ]


def test_pairs_are_told_with_and_without_a_walk_and_skipped_is_no_zero() -> None:
    some = [felt("a", 0, 6, 3), felt("b", 1, 0, 1), felt("c", 2, None, 4), felt("d", 3, 2, 5)]
    told = pairs(some, [walk("w", 0)])
    assert told == [
        Pair(DAY, 6, 3, True),
        Pair(DAY + timedelta(days=1), 0, 1, False),
        Pair(DAY + timedelta(days=3), 2, 5, False),
    ]
    assert [pair.change for pair in told] == [Change.LESS, Change.SAME, Change.MORE]
    assert count_pairs(told) == PairCount(1, 1, 1)
    assert count_pairs(told).all == 3


LOCAL = datetime(2026, 3, 1, 9, 30, tzinfo=EAST)


def test_a_walk_that_was_just_taken_ended_now_and_is_as_long_as_was_said() -> None:
    walked = just_walked("w", LOCAL, 40)
    assert walked.ended_utc == LOCAL
    assert walked.started_utc == LOCAL - timedelta(minutes=40)
    assert (walked.walked_ms, walked.offset_s, walked.counts_for_date) == (2_400_000, 3_600, DAY)
    unsaid = just_walked("w", LOCAL.replace(hour=3))
    assert (unsaid.walked_ms, unsaid.started_utc) == (None, None)
    assert unsaid.counts_for_date == DAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("after", "walked_ms"),
    [
        (timedelta(minutes=50), 3_000_000),
        (timedelta(hours=13), None),
        (timedelta(minutes=-5), None),
    ],
)
def test_a_timed_walk_is_as_long_as_it_was_unless_that_cannot_be(
    after: timedelta, walked_ms: int | None
) -> None:
    going = going_for_a_walk("w", LOCAL)
    assert going.ended_utc is None
    back = back_from(going, LOCAL + after)
    assert (back.walked_ms, back.ended_utc) == (walked_ms, LOCAL + after)
    assert (back.started_utc is None) == (walked_ms is None)


def test_the_walk_that_is_going_on_is_found_and_so_is_the_last() -> None:
    going = going_for_a_walk("x", LOCAL)
    some = [walk("a", -1), going, walk("b")]
    assert under_way(some) is going
    assert last_walk(some) == walk("b")
    assert under_way([walk()]) is last_walk([going]) is None


@pytest.mark.parametrize(
    ("minutes", "left"),
    [(0, 1_800_000), (29, 60_000), (30, None), (31, None), (-600, 1_800_000)],
)
def test_one_is_warm_for_half_an_hour(minutes: int, left: int | None) -> None:
    now = START + timedelta(minutes=minutes)
    assert warm_left_ms(walk(minutes_before=0), now) == left


def test_how_long_one_is_warm_can_be_chosen() -> None:
    assert warm_left_ms(walk(minutes_before=0), START, 45) == 2_700_000
    assert warm_left_ms(None, START) is warm_left_ms(going_for_a_walk("w", LOCAL), START) is None


def test_the_walk_before_a_session_is_the_one_noted_with_it_or_shortly_before() -> None:
    noted = replace(walk("noted", minutes_before=-30), session_uuid="a")
    other = replace(walk("other"), session_uuid="b")
    early, late = walk("early", minutes_before=100), walk("late", minutes_before=20)
    assert walk_before(session(), [early, noted, late]) is noted
    assert walk_before(session(), [early, late, other]) is late
    assert walk_before(session(), [walk(minutes_before=121), walk(minutes_before=-1)]) is None
    assert walk_before(session(), [going_for_a_walk("w", LOCAL)]) is None


def facts_of(
    folder: Path, *entries: SessionRow | WalkRow, days: int = 0, **more: str | int
) -> HomeFacts:
    local = (START + timedelta(days=days, hours=1)).astimezone(EAST)
    moment = Moment(local, lambda _: ROUTINE, **more)  # type: ignore[arg-type]
    with closing(History(folder / "history.db", lambda: DAY)) as history:
        for entry in entries:
            history.put(entry)
        return home_facts(history, moment)


def test_home_knows_nothing_of_somebody_new(tmp_path: Path) -> None:
    facts = facts_of(tmp_path)
    assert (facts.latest, facts.days_ago, facts.resume, facts.week.done) == (None, None, None, 0)
    assert not facts.is_after_weeks
    assert facts.make_up(PLAN) is None


def test_home_knows_yesterday_and_the_week(tmp_path: Path) -> None:
    some = [session(str(days), days) for days in (-1, 1, 2)]
    facts = facts_of(tmp_path, *some, days=3, days_a_week=3)
    assert facts.latest
    assert (facts.latest.uuid, facts.days_ago) == ("2", 1)
    assert (facts.week.done, facts.week.aim) == (2, 3)


def test_a_session_of_tomorrow_by_a_clock_set_back_is_of_today(tmp_path: Path) -> None:
    assert facts_of(tmp_path, session("a", 2)).days_ago == 0


@pytest.mark.parametrize(("days", "is_after_weeks"), [(20, False), (21, True)])
def test_after_weeks_a_shorter_step_is_offered_until_it_is_let_be(
    tmp_path: Path, days: int, is_after_weeks: bool
) -> None:
    assert facts_of(tmp_path, session(), days=days).is_after_weeks == is_after_weeks
    assert not facts_of(tmp_path, days=days, let_be="a").is_after_weeks


def test_the_shorter_step_is_the_first_half_with_both_sides() -> None:
    step = shorter_step(make_plan(replace(ROUTINE, times=replace(ROUTINE.times, rounds=2))))
    holds = [(p.stretch.id, p.side, p.round) for p in step.phases if p.is_hold]
    assert holds == [
        ("knees", None, 1),
        ("twist", LEFT, 1),
        ("twist", RIGHT, 1),
        ("leg", LEFT, 1),
        ("leg", RIGHT, 1),
    ]
    one = shorter_step(PLAN)
    assert {p.stretch.id for p in one.phases} == {"knees"}
    assert shorter_step(one) == one


def test_home_offers_to_make_up_for_the_last_session_with_all_its_parts(tmp_path: Path) -> None:
    first = session("first", holds=(hold(1, 30_000, LEFT), hold(2, 3_000, RIGHT)))
    facts = facts_of(tmp_path, first)
    offer = facts.make_up(PLAN)
    assert offer
    assert offer.side is RIGHT
    second = replace(session("second", holds=(hold(1, 30_000, RIGHT),)), continues_uuid="first")
    second = replace(second, started_utc=START + timedelta(minutes=30))
    facts = facts_of(tmp_path, second)
    assert facts.make_up(PLAN) is None
    assert facts_of(tmp_path, let_be="second").sides == ()


def test_what_was_made_up_for_is_not_behind_any_more_and_no_other_side_is(tmp_path: Path) -> None:
    first = session("first", holds=(hold(1, 12_000, LEFT), hold(2, 30_000, RIGHT)))
    offer = facts_of(tmp_path, first).make_up(PLAN)
    assert offer
    again = replace(
        session("again", holds=(hold(1, 30_000, LEFT),)),
        started_utc=START + timedelta(minutes=20),
        continues_uuid=offer.occasion.continues_uuid,
    )
    assert facts_of(tmp_path, again).make_up(PLAN) is None


def test_home_knows_of_a_walk(tmp_path: Path) -> None:
    going = going_for_a_walk("x", START.astimezone(EAST))
    facts = facts_of(tmp_path, walk(minutes_before=-45), going)
    assert facts.walking == going
    assert facts.warm_ms == 900_000
    assert facts_of(tmp_path, warm_minutes=10).warm_ms is None
