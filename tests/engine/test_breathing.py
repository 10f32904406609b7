"""The pace of breathing follows the hold, and never leads it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.engine.breathing import (
    MAX_PER_MINUTE,
    MIN_PER_MINUTE,
    BreathPoint,
    Pace,
    Paced,
    breath_at,
    breath_turns,
)
from stretchtimer.engine.commands import Extend
from stretchtimer.engine.cue_layout import cue_map
from stretchtimer.engine.cues import CueKind, CueStyle
from stretchtimer.engine.model import Breath, Movement
from stretchtimer.engine.plan import Phase, make_plan
from tests.engine.routines import NO_TIMES, SPOKEN, routine, stretch, talking

ALWAYS = Pace(Paced.ALWAYS)
BREATHING = replace(SPOKEN, pace=ALWAYS, breath_sound=True)
CATS = (
    Movement("cat", "Cat", 5_000, breath=Breath.OUT),
    Movement("cow", "Cow", 4_000, breath=Breath.IN),
    Movement("rest", "Rest", 1_000),
)


def _hold(movements: tuple[Movement, ...] = (), hold_ms: int = 30_000) -> Phase:
    made = stretch(hold_ms=hold_ms, movements=movements)
    return make_plan(routine(made, times=NO_TIMES)).phases[0]


def test_six_breaths_a_minute_are_five_seconds_in_and_five_out() -> None:
    hold = _hold()
    points = {ms: breath_at(hold, ms, ALWAYS) for ms in (0, 2_500, 4_999, 5_000, 9_999, 10_000)}
    assert points[0] == BreathPoint(Breath.IN, 0)
    assert points[2_500] == BreathPoint(Breath.IN, 0.5)
    assert points[5_000] == BreathPoint(Breath.OUT, 0)
    assert points[10_000] == BreathPoint(Breath.IN, 0)
    fullness = {ms: point.fullness for ms, point in points.items() if point}
    assert fullness[0] == pytest.approx(0)
    assert fullness[2_500] == pytest.approx(0.5)
    assert fullness[4_999] == pytest.approx(1, abs=0.001)
    assert fullness[9_999] == pytest.approx(0, abs=0.001)


@given(
    per_minute=st.integers(2 * MIN_PER_MINUTE, 2 * MAX_PER_MINUTE).map(lambda n: n / 2),
    hold_ms=st.integers(10, 600).map(lambda s: s * 1_000),
    at_ms=st.integers(0, 600_000),
)
def test_fullness_never_jumps_at_any_pace(per_minute: float, hold_ms: int, at_ms: int) -> None:
    pace = Pace(Paced.ALWAYS, per_minute)
    hold = _hold(hold_ms=hold_ms)
    now, then = breath_at(hold, at_ms, pace), breath_at(hold, at_ms + 20, pace)
    assert now
    assert then
    assert abs(now.fullness - then.fullness) < 0.02


PACES = st.integers(2 * MIN_PER_MINUTE, 2 * MAX_PER_MINUTE).map(lambda n: n / 2)
SECONDS = st.integers(5, 600).map(lambda s: s * 1_000)


@given(per_minute=PACES, hold_ms=SECONDS)
def test_a_hold_is_filled_with_whole_breaths(per_minute: float, hold_ms: int) -> None:
    pace = Pace(Paced.ALWAYS, per_minute)
    hold = _hold(hold_ms=hold_ms)
    turns = list(breath_turns(hold, pace))
    assert [breath for _, breath in turns] == [Breath.IN, Breath.OUT] * (len(turns) // 2)
    last = breath_at(hold, hold_ms - 1, pace)
    assert last
    assert last.breath is Breath.OUT
    assert last.fullness == pytest.approx(0, abs=0.001)
    assert breath_at(hold, hold_ms, pace) == BreathPoint(Breath.IN, 0)
    lengths = [b - a for (a, _), (b, _) in pairwise([*turns, (hold_ms, Breath.IN)])]
    assert max(lengths) - min(lengths) <= 1


@given(per_minute=PACES, hold_ms=SECONDS)
def test_the_pace_bends_as_little_as_whole_breaths_allow(per_minute: float, hold_ms: int) -> None:
    pace = Pace(Paced.ALWAYS, per_minute)
    breaths = len(list(breath_turns(_hold(hold_ms=hold_ms), pace))) // 2
    wanted = hold_ms / (2 * pace.half_ms)

    def bend(number: int) -> float:
        return max(number / wanted, wanted / number)

    # A millisecond on either side of the middle may go either way.
    assert bend(breaths) <= bend(breaths + 1) + 0.001
    assert breaths == 1 or bend(breaths) <= bend(breaths - 1) + 0.001


@pytest.mark.parametrize(("per_minute", "breaths"), [(5, 3), (6, 3), (6.5, 3), (8, 4), (4, 2)])
def test_half_a_minute_holds_so_many_breaths(per_minute: float, breaths: int) -> None:
    turns = list(breath_turns(_hold(), Pace(Paced.ALWAYS, per_minute)))
    assert len(turns) == 2 * breaths


@given(per_minute=PACES, hold_ms=SECONDS, times=st.integers(1, 4))
def test_what_is_added_to_a_hold_is_whole_breaths_and_changes_none_before(
    per_minute: float, hold_ms: int, times: int
) -> None:
    pace = Pace(Paced.ALWAYS, per_minute)
    hold = _hold(hold_ms=hold_ms)
    more = replace(hold, duration_ms=hold_ms + times * Extend().by_ms)
    assert breath_at(more, more.duration_ms, pace) == BreathPoint(Breath.IN, 0)
    before, after = (list(breath_turns(phase, pace)) for phase in (hold, more))
    assert after[: len(before)] == before
    assert len(after) % 2 == 0
    for offset, breath in after:
        assert breath_at(hold, offset, pace) == BreathPoint(breath, 0)


def test_a_stretch_with_movements_breathes_with_them_whatever_the_pace() -> None:
    hold = _hold(CATS)
    for pace in (Pace(), Pace(Paced.ALWAYS, 4)):
        assert breath_at(hold, 0, pace) == BreathPoint(Breath.OUT, 0)
        assert breath_at(hold, 7_000, pace) == BreathPoint(Breath.IN, 0.5)
        assert breath_at(hold, 9_500, pace) is None
        assert breath_at(hold, 10_000, pace) == BreathPoint(Breath.OUT, 0)


def test_movements_that_say_nothing_of_breath_are_not_paced() -> None:
    plain = tuple(replace(movement, breath=None) for movement in CATS)
    assert breath_at(_hold(plain), 0, ALWAYS) is None
    assert list(breath_turns(_hold(plain), ALWAYS)) == []


def test_nothing_is_paced_where_it_is_switched_off_or_outside_of_holds() -> None:
    assert breath_at(_hold(), 0, Pace()) is None
    assert breath_at(_hold(CATS), 0, Pace(Paced.OFF)) is None
    lead_in = make_plan(routine()).phases[0]
    assert breath_at(lead_in, 0, ALWAYS) is None
    assert list(breath_turns(lead_in, ALWAYS)) == []


def test_breaths_turn_where_their_points_begin() -> None:
    for hold in (_hold(), _hold(CATS)):
        for offset, breath in breath_turns(hold, ALWAYS):
            assert breath_at(hold, offset, ALWAYS) == BreathPoint(breath, 0)
    assert [offset for offset, _ in breath_turns(_hold(), ALWAYS)] == list(range(0, 30_000, 5_000))


def _breath_sounds(style: CueStyle = BREATHING) -> list[tuple[int, str]]:
    plan = make_plan(routine(stretch(hold_ms=30_000), times=NO_TIMES))
    breaths = (CueKind.BREATH_IN, CueKind.BREATH_OUT)
    return [(cue.offset_ms, cue.clip) for cue in cue_map(plan, style)[0] if cue.kind in breaths]


def test_the_soft_sound_comes_at_each_turn_that_no_other_sound_needs() -> None:
    # At 0 the hold begins and at 15 s it is half-way.
    assert _breath_sounds() == [
        (5_000, "breath_out"),
        (10_000, "breath_in"),
        (20_000, "breath_in"),
        (25_000, "breath_out"),
    ]
    assert (15_000, "breath_out") in _breath_sounds(replace(BREATHING, half_way=False))


def test_there_is_no_soft_sound_where_it_is_not_wanted_or_nothing_is_paced() -> None:
    assert _breath_sounds(replace(BREATHING, breath_sound=False)) == []
    assert _breath_sounds(replace(BREATHING, pace=Pace())) == []


def test_the_soft_sound_never_costs_a_word() -> None:
    plan = make_plan(routine(stretch(hold_ms=30_000)))
    quiet, breathing = (
        [
            [cue for cue in cues if cue.kind is CueKind.SPEECH]
            for cues in cue_map(plan, replace(talking(), pace=ALWAYS, breath_sound=on)).values()
        ]
        for on in (False, True)
    )
    assert quiet == breathing
