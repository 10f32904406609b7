"""After a pause or a jump one is told again what one needs with closed eyes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.engine.commands import (
    AnyCommand,
    Extend,
    GoTo,
    Next,
    Pause,
    Previous,
    Ready,
    Restart,
    Resume,
    SkipStretch,
)
from stretchtimer.engine.cues import CueKind
from stretchtimer.engine.events import CueDue, Event, PhaseEntered, SessionPaused
from stretchtimer.engine.model import Movement, Routine, Side, Stretch, StretchWords, Times
from stretchtimer.engine.plan import PhaseKind
from stretchtimer.engine.session import Status, elapsed_ms
from tests.engine.routines import NO_TIMES, Played, routine, started, stretch, talking

WORDS = StretchWords("Both knees up.", ("Lie down.",), breathing="Breathe.", release="Feet down.")
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


def _roomy(*stretches: Stretch) -> Routine:
    return routine(*stretches, times=Times(release_ms=6_000))


@pytest.mark.parametrize("pressed_ms", [0, 300])
@pytest.mark.parametrize("command", [Next(), Ready()], ids=["next", "ready"])
def test_whoever_skips_on_before_the_name_was_said_hears_it_in_the_hold(
    command: AnyCommand, pressed_ms: int
) -> None:
    played = started(_roomy(HUG, TWIST), STYLE)
    played.do(GoTo(_index(played, PhaseKind.HOLD, "hug") + 3))
    assert played.state.phase.is_hold
    played.wait(2_000)
    played.do(Next())
    while not played.state.phase.is_hold:
        played.wait(pressed_ms)
        played.do(command)
    assert _said_after(played, 6_000)[:3] == ["Twist.", "Left side.", "Hold."]


def test_whoever_is_ready_early_is_not_told_again_what_was_said() -> None:
    played = started(TWO, STYLE)
    _said_after(played, 12_000)
    played.do(Ready())
    assert _said_after(played, 3_000) == ["Hold.", "Breathe."]


def test_a_hold_that_one_jumps_into_says_which_it_is() -> None:
    played = started(TWO, STYLE)
    played.do(GoTo(_index(played, PhaseKind.HOLD, "twist")))
    assert _said_after(played, 4_000)[:3] == ["Twist.", "Left side.", "Hold."]


def test_a_hold_that_goes_on_says_again_what_the_pause_cut() -> None:
    bare = routine(HUG, times=NO_TIMES)
    go_on = _said_after(_paused_within("Hug.", bare), 9_000)
    assert go_on == ["Hug.", "Left side.", "Breathe."], "the sound of the start says to hold"


def test_a_movement_that_the_pause_cut_is_told_again_before_the_next() -> None:
    steps = (Movement("cat", "Cat", 8_000, "Round up."), Movement("cow", "Cow", 8_000, "Sink."))
    made = routine(replace(HUG, two_sided=False, movements=steps))
    said = _said_after(_paused_within("Round up.", made), 12_000)
    assert said[:2] == ["Round up.", "Sink."]


class _Listener:
    """What a person has really heard of the hold they come to, as told by the events."""

    def __init__(self) -> None:
        self.hold: object = None
        self.said: set[str] = set()
        self._saying: list[tuple[int, str]] = []

    def hear(self, event: Event) -> None:
        if isinstance(event, CueDue) and event.cue.kind is CueKind.SPEECH:
            end_ms = event.due_ms + STYLE.length_ms(event.cue.clip)
            self._saying.append((end_ms, event.cue.text))
        elif isinstance(event, PhaseEntered | SessionPaused):
            self.settle(event.due_ms)
        if isinstance(event, PhaseEntered) and event.phase.kind is not PhaseKind.RELEASE:
            phase = event.phase
            hold = (phase.stretch.id, phase.side, phase.repetition)
            if hold != self.hold:
                self.hold, self.said = hold, set()

    def settle(self, now_ms: int) -> None:
        self.said |= {text for end_ms, text in self._saying if end_ms <= now_ms}
        self._saying = []


_MOVES = st.sampled_from(
    [Next(), Ready(), Previous(), Pause(), Resume(), Restart(), Extend(), SkipStretch()]
)


@given(st.lists(st.tuples(_MOVES, st.integers(0, 9_000)), max_size=12))
def test_nobody_comes_to_a_hold_without_having_heard_which_it_is(
    moves: list[tuple[AnyCommand, int]],
) -> None:
    listener = _Listener()
    played = started(_roomy(HUG, TWIST), STYLE)
    for command, wait_ms in moves:
        played.try_(command)
        played.wait(wait_ms)
    if played.state.status is Status.PAUSED:
        played.do(Resume())
    while not played.state.is_over and not played.state.phase.is_hold:
        played.wait(100)
    if played.state.is_over:
        return
    stood_ms = elapsed_ms(played.state, played.now_ms)
    if stood_ms > 8_000:
        return
    phase = played.state.phase
    played.wait(9_000)
    for event in played.events:
        listener.hear(event)
    listener.settle(played.now_ms)
    assert played.state.phase is phase
    name, side = (
        f"{phase.stretch.name}.",
        "Left side." if phase.side is Side.LEFT else "Right side.",
    )
    known = {name, "Now the other side."} if phase.side is Side.RIGHT else {name}
    assert known & listener.said, (phase.side, listener.said)
    assert side in listener.said
