"""Where the cues of a plan stand."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.engine.breathing import Pace, Paced
from stretchtimer.engine.cue_layout import cue_map
from stretchtimer.engine.cues import PRIORITY, CueKind, CueStyle
from stretchtimer.engine.model import Breath, Routine, Times
from stretchtimer.engine.plan import Plan, make_plan
from tests.engine.routines import (
    CAT_COW,
    NO_TIMES,
    SPOKEN,
    routine,
    routines,
    stretch,
    styles,
)
from tests.sweeps import swept

SILENT_LENGTHS = CueStyle()


def _sounds(plan: Plan, style: CueStyle) -> list[tuple[int, int, CueKind]]:
    """Start, end and kind of every cue, in the order of phases."""
    cues = cue_map(plan, style)
    return [
        (start_ms, start_ms + style.length_ms(cue.clip), cue.kind)
        for phase in plan.phases
        for cue in cues.get(phase.index, ())
        for start_ms in [phase.start_ms + cue.offset_ms]
    ]


def _assert_apart(sounds: list[tuple[int, int, CueKind]]) -> None:
    for (_, end_ms, before), (start_ms, _, after) in pairwise(sounds):
        assert end_ms <= start_ms, (before, after)


def _kinds(plan: Plan, style: CueStyle = SPOKEN) -> list[tuple[int, CueKind]]:
    return [(start_ms, kind) for start_ms, _, kind in _sounds(plan, style)]


def test_a_two_sided_stretch_has_these_cues() -> None:
    plan = make_plan(routine(stretch(hold_ms=12_000, two_sided=True)))
    assert _kinds(plan) == [
        (0, CueKind.LEAD_IN),
        (15_000, CueKind.HOLD_START),
        (21_000, CueKind.HALF_WAY),
        *((ms, CueKind.COUNT) for ms in (24_000, 25_000, 26_000)),
        (27_000, CueKind.HOLD_END),
        (33_000, CueKind.CHANGE_SIDES),
        (41_000, CueKind.HOLD_START),
        (47_000, CueKind.HALF_WAY),
        *((ms, CueKind.COUNT) for ms in (50_000, 51_000, 52_000)),
        (53_000, CueKind.STRETCH_END),
        (59_000, CueKind.ROUTINE_END),
    ]


def test_counts_tell_how_many_seconds_are_left_and_sound_all_the_same() -> None:
    cues = cue_map(make_plan(routine(times=NO_TIMES)), SPOKEN)[0]
    counts = [cue for cue in cues if cue.kind is CueKind.COUNT]
    assert [cue.text for cue in counts] == ["3", "2", "1"]
    assert len({cue.clip for cue in counts}) == 1


def test_every_kind_of_cue_sounds_different_and_says_something() -> None:
    plan = make_plan(
        routine(stretch("a", two_sided=True, movements=CAT_COW), stretch("b"), times=Times())
    )
    clips: dict[CueKind, set[str]] = {}
    for cues in cue_map(plan, SPOKEN).values():
        for cue in cues:
            assert cue.text
            clips.setdefault(cue.kind, set()).add(cue.clip)
    # Repetitions are counted aloud or not at all.
    assert set(clips) == {*PRIORITY} - {CueKind.REPETITION}
    assert clips[CueKind.MOVEMENT] == {"movement_1", "movement_2"}
    assert len(set().union(*clips.values())) == sum(map(len, clips.values()))


def test_movements_are_named_and_told_apart_where_they_change() -> None:
    cues = cue_map(make_plan(routine(stretch(movements=CAT_COW), times=NO_TIMES)), SPOKEN)[0]
    told = [(c.offset_ms, c.text, c.clip) for c in cues if c.kind is CueKind.MOVEMENT]
    assert told == [
        (5_000, "Cow", "movement_2"),
        (10_000, "Cat", "movement_1"),
        (15_000, "Cow", "movement_2"),
        (20_000, "Cat", "movement_1"),
        (25_000, "Cow", "movement_2"),
    ]


def test_half_way_is_told_only_if_wanted_and_from_ten_seconds_on() -> None:
    long, short = (
        make_plan(routine(stretch(hold_ms=ms), times=NO_TIMES)) for ms in (10_000, 9_999)
    )
    assert (5_000, CueKind.HALF_WAY) in _kinds(long)
    assert CueKind.HALF_WAY not in [kind for _, kind in _kinds(short)]
    assert CueKind.HALF_WAY not in [k for _, k in _kinds(long, replace(SPOKEN, half_way=False))]


def test_lead_ins_are_not_counted_down() -> None:
    plan = make_plan(routine())
    assert [cue.kind for cue in cue_map(plan, SPOKEN)[0]] == [CueKind.LEAD_IN]


@pytest.mark.parametrize("style", [SPOKEN, SILENT_LENGTHS], ids=["spoken", "no lengths"])
@pytest.mark.parametrize("lead_in_ms", swept([0, 1, 500, 1_000, 2_000, 5_000, 10_000], [0, 500]))
@pytest.mark.parametrize("between_ms", [0, 3_000])
@pytest.mark.parametrize("step_s", swept([1, 13], [13]))
def test_no_two_cues_overlap_and_every_hold_is_counted_down_from_5_s_to_600_s(
    style: CueStyle, lead_in_ms: int, between_ms: int, step_s: int
) -> None:
    intervals = (lead_in_ms, lead_in_ms, between_ms, between_ms, between_ms, between_ms)
    times = Times(*intervals)
    # One alternating and one plain stretch of every length would take long: their lengths differ.
    for seconds in range(5, 601, step_s * (7 if lead_in_ms else 1)):
        hold_ms = seconds * 1_000
        plan = make_plan(
            routine(
                stretch("a", hold_ms, two_sided=True),
                stretch("b", 605_000 - hold_ms, repetitions=2, rest_ms=between_ms),
                times=times,
            )
        )
        sounds = _sounds(plan, style)
        _assert_apart(sounds)
        _assert_counted_down(plan, sounds)


def _assert_counted_down(plan: Plan, sounds: list[tuple[int, int, CueKind]]) -> None:
    holds = [phase for phase in plan.phases if phase.is_hold]
    counts = [start_ms for start_ms, _, kind in sounds if kind is CueKind.COUNT]
    assert counts == [h.end_ms - left for h in holds for left in (3_000, 2_000, 1_000)]


@given(routines(waits=st.just(False)), styles())
def test_only_a_more_important_cue_takes_the_place_of_the_sound_at_zero(
    made: Routine, style: CueStyle
) -> None:
    plan = make_plan(made)
    sounds = _sounds(plan, style)
    for hold in plan.phases:
        coming = plan.hold_after(hold.index + 1)
        same = coming and (coming.stretch.id, coming.round) == (hold.stretch.id, hold.round)
        end = CueKind.HOLD_END if same else CueKind.STRETCH_END
        over_ms = hold.end_ms + style.length_ms(end.value)
        there = [
            kind
            for start, stop, kind in sounds
            if start < over_ms and stop > hold.end_ms and kind in PRIORITY
        ]
        if hold.is_hold:
            assert min(map(PRIORITY.index, there)) <= PRIORITY.index(end)


@given(routines(), styles())
def test_no_two_cues_overlap_whatever_the_routine_and_the_clips(
    made: Routine, style: CueStyle
) -> None:
    plan = make_plan(made)
    _assert_apart(_sounds(replace(plan, phases=_without_waits(plan).phases), style))


def _without_waits(plan: Plan) -> Plan:
    times = replace(plan.routine.times, wait_until_ready=False, own_pace=False)
    stretches = tuple(replace(one, wait_until_ready=False) for one in plan.routine.stretches)
    return make_plan(replace(plan.routine, times=times, stretches=stretches))


@given(routines(), styles())
def test_cues_lie_within_their_phase_and_in_order_of_time(made: Routine, style: CueStyle) -> None:
    plan = make_plan(made)
    for index, cues in cue_map(plan, style).items():
        offsets = [cue.offset_ms for cue in cues]
        assert offsets == sorted(offsets)
        assert offsets[0] >= 0
        assert offsets[-1] <= plan.phases[index].duration_ms or plan.phases[index].waits


@given(routines(), styles())
def test_a_routine_always_ends_with_its_own_cue(made: Routine, style: CueStyle) -> None:
    plan = make_plan(made)
    last = cue_map(plan, style)[len(plan.phases) - 1][-1]
    assert (last.kind, last.offset_ms) == (CueKind.ROUTINE_END, plan.phases[-1].duration_ms)


@given(routines(waits=st.just(False)))
def test_of_two_cues_at_one_instant_the_more_important_one_is_kept(made: Routine) -> None:
    plan = make_plan(made)
    instants = [start_ms for start_ms, _, _ in _sounds(plan, SILENT_LENGTHS)]
    assert len(set(instants)) == len(instants)
    for hold in plan.phases:
        if hold.is_hold:
            assert hold.start_ms in instants
            assert hold.end_ms in instants


@pytest.mark.parametrize("lead_in_ms", [0, 1, 1_000])
def test_a_waiting_lead_in_is_announced_however_short_its_estimate(lead_in_ms: int) -> None:
    waiting = replace(
        NO_TIMES,
        first_lead_in_ms=lead_in_ms,
        lead_in_ms=lead_in_ms,
        change_over_ms=2_000,
        wait_until_ready=True,
    )
    plan = make_plan(routine(stretch("a"), stretch("b"), times=waiting))
    cues = cue_map(plan, SPOKEN)
    for phase in plan.phases:
        if phase.waits:
            assert [cue.kind for cue in cues[phase.index]] == [CueKind.LEAD_IN]
            assert cues[phase.index + 1][0].kind is CueKind.HOLD_START


def test_where_a_breath_is_heard_it_takes_the_place_of_the_sound_of_the_movement() -> None:
    breathing = tuple(
        replace(movement, breath=breath)
        for movement, breath in zip(CAT_COW, (Breath.OUT, Breath.IN), strict=True)
    )
    plan = make_plan(routine(stretch(movements=breathing), times=NO_TIMES))

    def clips(style: CueStyle) -> list[str]:
        return [cue.clip for cue in cue_map(plan, style)[0] if cue.kind is CueKind.MOVEMENT]

    heard = clips(replace(SPOKEN, breath_sound=True))
    assert heard == ["breath_in", "breath_out", "breath_in", "breath_out", "breath_in"]
    off = replace(SPOKEN, breath_sound=True, pace=Pace(Paced.OFF))
    for style in (SPOKEN, off):
        assert set(clips(style)) == {"movement_1", "movement_2"}
