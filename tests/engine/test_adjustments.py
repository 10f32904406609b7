"""A person's own changes to a routine."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.engine.adjustments import (
    Adjustments,
    StretchAdjustment,
    adjust,
    adjusted_times,
    hold_step_ms,
    in_order,
    longer_holds,
    moved,
    normalized,
    own_hold_ms,
    put_back,
    stepped_hold_ms,
)
from stretchtimer.engine.errors import InternalError
from stretchtimer.engine.model import Movement, Routine, Side, Stretch, StretchWords, Times
from stretchtimer.engine.plan import make_plan
from tests.engine.routines import CAT_COW, counted, routine, routines, stretch, stretches

EASY = StretchWords(easier="Kneel on a cushion.")
ABC = routine(
    stretch("a", words=EASY), stretch("b", two_sided=True), stretch("c", movements=CAT_COW)
)
NOTHING = Adjustments()

names = st.sampled_from("abcdx")
own = st.builds(
    StretchAdjustment,
    st.none() | st.integers(5, 60).map(lambda seconds: seconds * 1_000),
    st.booleans(),
    st.none() | st.sampled_from(Side),
    st.booleans(),
)
adjustments = st.builds(
    Adjustments,
    st.dictionaries(names, own, max_size=4),
    st.lists(names, max_size=6).map(tuple),
    st.fixed_dictionaries(
        {}, optional={"release_ms": st.sampled_from([0, 3_000]), "rounds": st.integers(1, 3)}
    ),
)


def _ids(stretches: tuple[Stretch, ...]) -> str:
    return "".join(stretch.id for stretch in stretches)


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        ("", "abc"),
        ("abc", "abc"),
        ("cab", "cab"),
        ("b", "abc"),
        ("c", "abc"),
        ("ca", "cab"),
        ("cb", "acb"),
        ("xcyba", "cba"),
        ("xyz", "abc"),
        ("caca", "cab"),
    ],
)
def test_the_order_passes_over_unknown_ids_and_keeps_unnamed_ones_after_those_before(
    order: str, wanted: str
) -> None:
    assert _ids(in_order(ABC, Adjustments(order=tuple(order)))) == wanted


def test_a_stretch_left_out_is_still_listed_in_order() -> None:
    changed = NOTHING.with_stretch("b", StretchAdjustment(left_out=True))
    assert _ids(in_order(ABC, changed)) == "abc"
    assert _ids(adjust(ABC, changed).stretches) == "ac"


def test_a_routine_without_any_stretch_is_refused() -> None:
    changed = NOTHING
    for name in "abc":
        changed = changed.with_stretch(name, StretchAdjustment(left_out=True))
    with pytest.raises(InternalError, match="left out"):
        adjust(ABC, changed)


def test_own_holds_sides_and_times_are_applied_and_the_routine_stays_as_it_was() -> None:
    changed = (
        NOTHING.with_holds({"a": 45_000, "c": 33_000})
        .with_stretch("b", StretchAdjustment(first_side=Side.RIGHT))
        .with_time("release_ms", 0)
        .with_time("wait_until_ready", True)
    )
    adjusted = adjust(ABC, changed)
    assert [stretch.hold_ms for stretch in adjusted.stretches] == [45_000, 30_000, 40_000]
    assert adjusted.stretch("b").sides == (Side.RIGHT, Side.LEFT)
    assert adjusted.times == Times(release_ms=0, wait_until_ready=True)
    assert ABC.times == Times()
    assert adjust(ABC, NOTHING) == ABC


def test_a_new_hold_keeps_what_else_is_different_about_a_stretch() -> None:
    left_out = NOTHING.with_stretch("a", StretchAdjustment(left_out=True))
    assert left_out.with_holds({"a": 45_000}).of("a") == StretchAdjustment(45_000, left_out=True)


def test_an_adjustment_that_changes_nothing_is_forgotten() -> None:
    changed = NOTHING.with_stretch("a", StretchAdjustment(hold_ms=45_000))
    assert changed.with_stretch("a", StretchAdjustment()) == NOTHING
    assert NOTHING.with_stretch("a", StretchAdjustment()) == NOTHING


def test_what_equals_the_routine_does_not_count_as_changed() -> None:
    same = Adjustments(
        {
            "a": StretchAdjustment(hold_ms=30_000, first_side=Side.RIGHT),
            "b": StretchAdjustment(first_side=Side.LEFT),
            "c": StretchAdjustment(hold_ms=21_000),
            "gone": StretchAdjustment(hold_ms=45_000),
        },
        order=("a", "b", "c"),
        times={"rounds": 1, "wait_until_ready": False},
    )
    assert normalized(ABC, same) == NOTHING


@pytest.mark.parametrize("order", ["b", "ac", "xabc", "aabc"])
def test_an_order_that_gives_that_of_the_routine_does_not_count_as_changed(order: str) -> None:
    assert normalized(ABC, Adjustments(order=tuple(order))) == NOTHING


def test_what_differs_from_the_routine_stays() -> None:
    different = Adjustments(
        {
            "a": StretchAdjustment(left_out=True),
            "b": StretchAdjustment(hold_ms=35_000, first_side=Side.RIGHT),
        },
        order=("b", "a", "c"),
        times={"rounds": 2},
    )
    assert normalized(ABC, different) == different


@given(routines(most=4), adjustments)
def test_forgetting_what_is_no_change_changes_nothing(made: Routine, changed: Adjustments) -> None:
    fewer = normalized(made, changed)
    assert normalized(made, fewer) == fewer
    try:
        wanted = adjust(made, changed)
    except InternalError:
        with pytest.raises(InternalError):
            adjust(made, fewer)
        return
    got = adjust(made, fewer)
    assert _outline(got) == _outline(wanted)
    if fewer == NOTHING:
        assert _outline(wanted) == _outline(made)


def _outline(made: Routine) -> list[tuple[object, ...]]:
    return [(p.kind, p.stretch.id, p.side, p.start_ms) for p in make_plan(made).phases]


@given(routines(most=4), adjustments)
def test_in_order_lists_every_stretch_once(made: Routine, changed: Adjustments) -> None:
    assert sorted(_ids(in_order(made, changed))) == sorted(_ids(made.stretches))


def test_steps_lie_on_the_grid_of_five_seconds_or_whole_cycles() -> None:
    plain, alternating = stretch(hold_ms=27_000), stretch(hold_ms=30_000, movements=CAT_COW)
    assert [stepped_hold_ms(plain, n) for n in (-2, -1, 0, 1, 2)] == [
        *(20_000, 25_000, 27_000, 30_000, 35_000)
    ]
    assert [stepped_hold_ms(alternating, n) for n in (-1, 0, 1)] == [20_000, 30_000, 40_000]
    assert (hold_step_ms(plain), hold_step_ms(alternating)) == (5_000, 10_000)


@given(stretches(), st.integers(1, 700).map(lambda seconds: seconds * 1_000), st.integers(-3, 3))
def test_a_step_never_goes_the_wrong_way(made: Stretch, hold_ms: int, steps: int) -> None:
    if not made.dose.is_counted:
        made = replace(made, dose=replace(made.dose, hold_ms=hold_ms))
    stepped_ms = stepped_hold_ms(made, steps)
    assert (stepped_ms - made.hold_ms) * steps >= 0
    if steps == 0:
        assert stepped_ms == made.hold_ms
    elif stepped_ms != made.hold_ms:
        assert stepped_ms % hold_step_ms(made) == 0 or stepped_ms in (5_000, 600_000)


@given(stretches(), st.integers(-10_000, 5_000_000))
def test_own_holds_lie_between_five_seconds_and_ten_minutes(made: Stretch, wish_ms: int) -> None:
    own_ms = own_hold_ms(made, wish_ms)
    assert made.whole_hold(own_ms) == own_ms
    if made.dose.is_counted:
        assert 1 <= own_ms // made.cycle_ms <= 100
        return
    assert 5_000 <= own_ms <= 600_000
    if 5_000 <= wish_ms <= 600_000 - made.cycle_ms:
        assert own_ms == made.whole_hold(wish_ms)


def test_the_longest_own_hold_is_of_whole_cycles_too() -> None:
    sevens = stretch(movements=(Movement("a", "A", 3_000), Movement("b", "B", 4_000)))
    assert own_hold_ms(sevens, 600_000) == 595_000


def test_one_cycle_longer_than_ten_minutes_is_still_held_whole() -> None:
    slow = stretch(movements=(Movement("a", "A", 400_000), Movement("b", "B", 400_000)))
    assert own_hold_ms(slow, 30_000) == 800_000


def test_what_is_counted_is_stepped_and_kept_by_how_often_it_is_done() -> None:
    made = routine(counted(8))
    (lift,) = made.stretches
    assert [stepped_hold_ms(lift, steps) // 5_000 for steps in (-9, -1, 0, 1, 200)] == [
        1,
        7,
        8,
        9,
        100,
    ]
    own = normalized(made, NOTHING.with_holds({"a": 50_000}))
    assert own.of("a") == StretchAdjustment(times=10)
    assert adjust(made, own).stretches[0].times == 10
    assert normalized(made, NOTHING.with_holds({"a": 40_000})) == NOTHING
    assert own.without_holds() == NOTHING
    assert longer_holds(made.stretches) == {}


def test_as_many_times_stay_when_the_tempo_of_the_routine_changes() -> None:
    own = NOTHING.with_stretch("a", StretchAdjustment(times=10))
    slower = stretch(times=8, movements=(Movement("a", "A", 9_000),))
    assert adjust(routine(slower), own).stretches[0].hold_ms == 90_000


def test_times_of_what_is_held_now_and_a_hold_of_what_is_counted_change_what_they_can() -> None:
    own = NOTHING.with_stretch("a", StretchAdjustment(times=10))
    assert adjust(routine(stretch()), own) == routine(stretch())
    assert normalized(routine(stretch()), own) == NOTHING
    held = NOTHING.with_stretch("a", StretchAdjustment(hold_ms=12_000))
    assert adjust(routine(counted(8)), held).stretches[0].times == 3


def test_the_first_side_of_what_alternates_can_be_chosen() -> None:
    made = routine(counted(3, alternates=True))
    own = NOTHING.with_stretch("a", StretchAdjustment(first_side=Side.RIGHT))
    assert normalized(made, own) == own
    assert adjust(made, own).stretches[0].cycle()[0].name == "Right up"


def test_longer_holds_are_of_a_minute_and_of_whole_cycles() -> None:
    assert longer_holds(ABC.stretches) == {"a": 60_000, "b": 60_000, "c": 60_000}
    sevens = stretch(movements=(Movement("a", "A", 3_000), Movement("b", "B", 4_000)))
    assert longer_holds([sevens]) == {"a": 63_000}


def test_own_rounds_stop_where_a_routine_would_have_too_many_holds() -> None:
    made = routine(stretch("a", repetitions=90), stretch("b", two_sided=True))
    asked = Adjustments().with_time("rounds", 20)
    assert adjusted_times(made, asked).rounds == 10
    assert adjust(made, asked).times.rounds == 10


@given(routines(most=6), st.data())
def test_as_few_stretches_count_as_moved_as_explain_the_order(
    of: Routine, data: st.DataObject
) -> None:
    ids = [one.id for one in of.stretches]
    order = tuple(data.draw(st.permutations(ids)))
    strangers = moved(of, Adjustments(order=order))
    stayed = [name for name in order if name not in strangers]
    assert stayed == [name for name in ids if name not in strangers]
    assert (not strangers) == (list(order) == ids)
    for name in strangers:
        order_then = put_back(of, Adjustments(order=order), name)
        assert len(moved(of, Adjustments(order=order_then))) < len(strangers)


def test_one_stretch_that_was_taken_to_the_end_is_the_one_that_was_moved() -> None:
    of = routine(*(stretch(name) for name in "abcd"))
    assert moved(of, Adjustments(order=("b", "c", "d", "a"))) == {"a"}
    assert put_back(of, Adjustments(order=("b", "c", "d", "a")), "a") == ("a", "b", "c", "d")


def test_only_what_has_an_easier_way_is_told_it() -> None:
    easier = StretchAdjustment(easier=True)
    changed = normalized(ABC, Adjustments({"a": easier, "b": easier}))
    assert changed == Adjustments({"a": easier})
    told = adjust(ABC, changed).stretch("a")
    assert (told.is_easier, told.told(None).position) == (True, "Kneel on a cushion.")


def test_an_easier_way_has_its_own_breathing_and_release_where_it_needs_them() -> None:
    usual = StretchWords(
        "Both knees.", breathing="Knees in.", release="Feet down.", easier="One knee."
    )
    own = replace(
        usual,
        easier_breathing="Knee in.",
        easier_half_way="Change knees.",
        easier_release="Foot down.",
    )
    told = {
        words: replace(stretch("a", words=words), is_easier=True).told(None)
        for words in (usual, own)
    }
    assert (told[usual].breathing, told[usual].release) == ("Knees in.", "Feet down.")
    assert (told[own].breathing, told[own].release) == ("Knee in.", "Foot down.")
    assert (told[usual].half_way, told[own].half_way) == ("", "Change knees.")
    assert stretch("a", words=own).told(None).release == "Feet down."
