"""Doses that are counted: what is heard when, what is done, and what commands make of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.engine.commands import Extend, Next, Pause, Previous, Restart, Resume, SkipStretch
from stretchtimer.engine.cues import CueKind
from stretchtimer.engine.events import CueDue, PhaseExtended, SessionFinished
from stretchtimer.engine.model import Side
from stretchtimer.engine.plan import PhaseKind, make_plan
from stretchtimer.engine.session import movement, times_done
from stretchtimer.engine.speech import SpeechLine, Talk
from tests.engine.routines import NO_TIMES, Played, counted, routine, started, stretch, talking


def lifting(times: int = 6, *, talk: Talk = Talk.FULL, sets: int = 1, **more: bool) -> Played:
    """A session of nothing but one counted stretch, each time 5 s, begun at 0."""
    made = routine(counted(times, sets=sets, **more), times=NO_TIMES)
    return started(made, talking(talk))


def numbers(played: Played) -> list[tuple[int, str]]:
    """When each number of repetitions was told."""
    return [
        (event.due_ms, event.cue.text)
        for event in played.events
        if isinstance(event, CueDue) and event.cue.kind is CueKind.REPETITION
    ]


def said(played: Played, line: SpeechLine) -> list[int]:
    """In which of the seconds of the session a line was begun."""
    return [
        event.due_ms // 1_000
        for event in played.events
        if isinstance(event, CueDue) and event.cue.line is line
    ]


def test_each_time_that_is_done_is_counted_aloud_and_the_last_one_just_before_the_end() -> None:
    played = lifting(6)
    played.poll(30_000)
    told = numbers(played)
    assert told[:-1] == [(5_000 * done, str(done)) for done in range(1, 6)]
    assert told[-1][1] == "6"
    assert 29_000 < told[-1][0] < 30_000
    assert isinstance(played.events[-1], SessionFinished)


def test_half_way_is_said_in_the_middle_and_the_last_one_is_announced() -> None:
    played = lifting(6)
    played.poll(30_000)
    assert said(played, SpeechLine.HALF_WAY) == [15]
    assert said(played, SpeechLine.LAST_ONE) == [25]


@pytest.mark.parametrize(("times", "half"), [(2, []), (3, []), (4, [10]), (5, []), (8, [20])])
def test_half_way_is_told_only_where_it_is_between_two_times(times: int, half: list[int]) -> None:
    played = lifting(times)
    played.poll(5_000 * times)
    assert said(played, SpeechLine.HALF_WAY) == half
    assert said(played, SpeechLine.LAST_ONE) == [5 * times - 5]


def test_what_is_done_once_has_neither_half_nor_last() -> None:
    played = lifting(1)
    played.poll(5_000)
    assert said(played, SpeechLine.LAST_ONE) == said(played, SpeechLine.HALF_WAY) == []


def test_no_second_is_counted_down_where_repetitions_are_counted() -> None:
    played = lifting(6)
    played.poll(30_000)
    assert CueKind.COUNT not in [kind for _, kind in played.cues()]


def test_without_words_each_movement_has_its_tone_and_no_number() -> None:
    played = lifting(3, talk=Talk.TONES)
    played.poll(15_000)
    assert numbers(played) == []
    tones = [at for at, kind in played.cues() if kind is CueKind.MOVEMENT]
    assert tones == [3_000, 5_000, 8_000, 10_000, 13_000]


def test_a_number_without_a_clip_leaves_the_tone_of_the_movement() -> None:
    many = started(routine(counted(40), times=NO_TIMES), talking(Talk.SHORT))
    many.poll(200_000)
    assert [text for _, text in numbers(many)][-1] == "30"
    assert (155_000, CueKind.MOVEMENT) in many.cues()
    assert (150_000, CueKind.MOVEMENT) not in many.cues()


def test_between_two_sets_one_rests_and_hears_which_comes() -> None:
    played = started(routine(counted(3, sets=3)), talking())
    played.poll(200_000)
    kinds = [phase.kind for phase in played.state.plan.phases]
    assert kinds == [
        *(PhaseKind.LEAD_IN, PhaseKind.HOLD, PhaseKind.RELEASE) * 3,
    ]
    texts = [event.cue.text for event in played.events if isinstance(event, CueDue)]
    assert [text for text in texts if "set" in text] == ["Second set next.", "Third set next."]
    assert texts.count("Rest.") == 2
    assert texts.count("three times.") == 3


def test_the_dose_is_told_by_how_often() -> None:
    played = started(routine(counted(8)), talking())
    played.poll(20_000)
    assert said(played, SpeechLine.DOSE)
    texts = [event.cue.text for event in played.events if isinstance(event, CueDue)]
    assert texts.index("Do it") + 1 == texts.index("eight times.")


def test_what_is_done_is_noted_beside_what_was_planned() -> None:
    played = lifting(6)
    played.poll(17_000)
    assert times_done(played.state, 17_000) == 3
    played.do(Next())
    (held,) = played.state.ledger
    assert (held.held_ms, held.planned_repetitions, held.done_repetitions) == (17_000, 6, 3)


def test_a_timed_hold_has_no_repetitions_to_note() -> None:
    played = started(routine(stretch(hold_ms=10_000), times=NO_TIMES))
    played.poll(10_000)
    (held,) = played.state.ledger
    assert (held.planned_repetitions, held.done_repetitions) == (None, None)


def test_one_more_adds_a_time_and_the_last_one_is_announced_again() -> None:
    played = lifting(4)
    played.poll(16_000)
    (extended,) = played.do(Extend())
    assert extended == PhaseExtended(16_000, played.state.phase, 5_000)
    played.poll(25_000)
    assert [text for _, text in numbers(played)] == ["1", "2", "3", "4", "5"]
    assert said(played, SpeechLine.LAST_ONE) == [15, 20]
    (held,) = played.state.ledger
    assert (held.planned_repetitions, held.done_repetitions) == (4, 5)


def test_no_number_is_said_twice_when_one_more_comes_at_the_very_end() -> None:
    played = lifting(3)
    played.poll(14_900)
    assert [text for _, text in numbers(played)] == ["1", "2", "3"]
    played.do(Extend())
    played.poll(20_000)
    assert [text for _, text in numbers(played)] == ["1", "2", "3", "4"]


def test_a_pause_takes_no_time_from_the_count() -> None:
    played = lifting(4)
    played.poll(7_000)
    played.do(Pause())
    played.poll(100_000)
    assert times_done(played.state, 100_000) == 1
    played.do(Resume())
    played.poll(103_000 + 13_000)
    assert played.state.is_over
    assert [text for _, text in numbers(played)] == ["1", "2", "3", "4"]
    assert played.state.ledger[0].done_repetitions == 4


def test_started_again_it_is_counted_from_one() -> None:
    played = lifting(4)
    played.poll(12_000)
    played.do(Restart())
    played.poll(32_000)
    assert [text for _, text in numbers(played)] == ["1", "2", "1", "2", "3", "4"]
    assert [held.done_repetitions for held in played.state.ledger] == [2, 4]


def test_back_and_skip_find_the_sets_as_they_find_other_holds() -> None:
    made = routine(counted(3, sets=2), replace(stretch(), id="b"), times=NO_TIMES)
    played = started(made, talking())
    played.poll(16_000)
    assert (played.state.phase.repetition, played.state.phase.stretch.id) == (2, "a")
    played.do(Previous())
    played.wait(0)
    assert played.state.phase.repetition == 1
    played.do(SkipStretch())
    assert played.state.phase.stretch.id == "b"


def test_both_sides_have_all_their_times_one_after_the_other() -> None:
    plan = make_plan(routine(counted(5, two_sided=True), times=NO_TIMES))
    holds = [(phase.side, phase.times) for phase in plan.phases if phase.is_hold]
    assert holds == [(Side.LEFT, 5), (Side.RIGHT, 5)]
    assert [one.name for one in plan.phases[1].cycle] == ["Right up", "Down"]


def test_alternating_sides_are_counted_once_for_both() -> None:
    played = lifting(3, alternates=True)
    sides = []
    for at_ms in range(500, 30_000, 5_000):
        played.poll(at_ms)
        present = movement(played.state, at_ms)
        assert present is not None
        sides.append(present.side)
    played.poll(30_000)
    assert sides == [Side.LEFT, Side.RIGHT] * 3
    assert [text for _, text in numbers(played)] == ["1", "2", "3"]
    assert played.state.ledger[0].side is None


@given(st.integers(1, 12), st.integers(0, 130_000), st.booleans())
def test_what_is_done_is_what_was_counted(times: int, at_ms: int, alternates: bool) -> None:
    played = lifting(times, alternates=alternates)
    cycle_ms = 10_000 if alternates else 5_000
    at_ms = min(at_ms, times * cycle_ms - 1)
    played.poll(at_ms)
    heard = [int(text) for due_ms, text in numbers(played) if due_ms % cycle_ms == 0]
    assert times_done(played.state, at_ms) == at_ms // cycle_ms == max(heard, default=0)
