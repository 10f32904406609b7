"""After a pause or a jump one is told again what one needs with closed eyes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from stretchtimer.engine.cues import CueKind
from stretchtimer.engine.events import CueDue
from stretchtimer.engine.model import Movement, Routine, Times, Words
from stretchtimer.engine.plan import PhaseKind
from stretchtimer.engine.transitions import Extend, GoTo, Pause, Previous, Resume
from tests.engine.routines import NO_TIMES, Played, routine, started, stretch, talking

WORDS = Words("Both knees up.", ("Lie down.",), breathing="Breathe.", release="Feet down.")
HUG = replace(stretch("hug", 20_000), name="Hug", words=WORDS, two_sided=True)
TWIST = replace(HUG, id="twist", name="Twist")
TWICE = replace(HUG, two_sided=False, dose=replace(HUG.dose, repetitions=2))
STYLE = talking()
TWO = routine(HUG, TWIST)


def _index(played: Played, kind: PhaseKind, stretch_id: str, repetition: int = 1) -> int:
    return next(
        phase.index
        for phase in played.state.plan.phases
        if (phase.kind, phase.stretch.id, phase.repetition) == (kind, stretch_id, repetition)
    )


def _said_after(played: Played, ms: int) -> list[str]:
    before = len(played.events)
    for _ in range(ms // 100):
        played.wait(100)
    told = [event for event in played.events[before:] if isinstance(event, CueDue)]
    return [event.cue.text for event in told if event.cue.kind is CueKind.SPEECH]


def test_going_back_to_the_second_side_names_the_stretch() -> None:
    played = started(TWO, STYLE)
    played.do(GoTo(_index(played, PhaseKind.HOLD, "twist")))
    played.wait(2_000)
    played.do(Previous())
    assert played.state.phase.kind is PhaseKind.CHANGE_SIDES
    assert _said_after(played, 7_000)[:2] == ["Hug.", "Right side."]


@pytest.mark.parametrize(
    ("made", "kind", "repetition"),
    [(TWO, PhaseKind.CHANGE_SIDES, 1), (routine(TWICE), PhaseKind.LEAD_IN, 2)],
)
def test_a_jump_names_the_stretch(made: Routine, kind: PhaseKind, repetition: int) -> None:
    played = started(made, STYLE)
    played.do(GoTo(_index(played, kind, "hug", repetition)))
    said = _said_after(played, 7_000)
    assert said[0] == "Hug."
    assert not {"Now the other side.", "Once more."} & {*said}


def test_whoever_comes_there_in_the_course_of_things_hears_of_the_other_side() -> None:
    played = started(TWO, STYLE)
    assert "Now the other side." in _said_after(played, 60_000)


def _paused_within(text: str, made: Routine = TWO) -> Played:
    """A session that stood still in the middle of that text, and goes on."""
    played = started(made, STYLE)
    for _ in range(3_000):
        played.wait(10)
        told = [event for event in played.events if isinstance(event, CueDue)]
        if told and told[-1].cue.text == text:
            break
    played.wait(STYLE.length_ms(text) // 2)
    played.do(Pause())
    played.wait(60_000)
    played.do(Resume())
    return played


@pytest.mark.parametrize("text", ["Hug.", "Lie down.", "Both knees up."])
def test_a_sentence_that_a_pause_cut_is_said_again_with_all_that_follows(text: str) -> None:
    order = ["Hug.", "Left side.", "Lie down.", "Both knees up.", "Hold for", "twenty seconds."]
    said = _said_after(_paused_within(text), 9_000)
    assert said[: len(order) - order.index(text)] == order[order.index(text) :]


@pytest.mark.parametrize("text", ["Hold for", "twenty seconds."])
def test_a_line_of_parts_is_said_again_from_its_first(text: str) -> None:
    assert _said_after(_paused_within(text), 3_000)[:2] == ["Hold for", "twenty seconds."]


def test_where_there_is_no_time_left_no_half_of_a_line_is_said() -> None:
    short = replace(TWO, times=Times(first_lead_in_ms=6_200))
    assert _said_after(_paused_within("twenty seconds.", short), 500) == []


def test_what_was_said_in_full_is_not_said_again() -> None:
    played = started(TWO, STYLE)
    played.wait(12_000)
    played.do(Pause())
    played.wait(1_000)
    played.do(Resume())
    assert _said_after(played, 2_900) == []


def test_a_longer_hold_waits_with_its_words_until_the_count_is_over() -> None:
    quick = (Movement("cat", "Cat", 1_000), Movement("cow", "Cow", 2_500))
    played = started(routine(stretch(hold_ms=3_500, movements=quick), times=NO_TIMES), STYLE)
    played.wait(1_500)
    played.do(Extend(1))
    while not played.state.is_over:
        played.wait(100)
    cues = [event for event in played.events if isinstance(event, CueDue)]
    for before, after in pairwise(cues):
        assert before.due_ms + STYLE.length_ms(before.cue.clip) <= after.due_ms, (before, after)
