"""What is to be seen of a session at any instant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stretchtimer.engine.commands import (
    AnyCommand,
    Finish,
    GoTo,
    NoticeGap,
    Pause,
    Ready,
    Restart,
    Resume,
    Start,
)
from stretchtimer.engine.cues import CueStyle
from stretchtimer.engine.model import Movement, Routine, Side, Stretch, StretchWords
from stretchtimer.engine.plan import Phase, PhaseKind, make_plan
from stretchtimer.engine.session import Status, new_session
from stretchtimer.services.audio.audio_out import SETTLE_MS
from stretchtimer.services.session.runner import SessionRunner
from stretchtimer.services.session.session_view import Coming, SessionView, Stage, session_view
from tests.engine.routines import NO_TIMES, routine, stretch
from tests.fakes import FakeClock
from tests.services.session.sessions import bundled_plan, follow

PLAN = bundled_plan()
HOLDS = [phase for phase in PLAN.phases if phase.is_hold]
CAT_COW = HOLDS[-1]


class Seen:
    """A session of a routine that is looked at whenever it wants to be."""

    def __init__(self, of: Routine = PLAN.routine) -> None:
        self.clock = FakeClock()
        self.start_ms = self.clock.ms
        self.runner = SessionRunner(self.clock, make_plan(of), CueStyle())
        self.runner.send(Start())

    def at(self, ms: int) -> SessionView:
        """The view at an instant of the session."""
        follow(self.runner, self.clock, self.start_ms + ms)
        return self.now()

    def wait(self, ms: int) -> SessionView:
        return self.at(self.clock.ms - self.start_ms + ms)

    def send(self, *commands: AnyCommand) -> SessionView:
        for command in commands:
            self.runner.send(command)
        return self.now()

    def now(self) -> SessionView:
        return session_view(self.runner.state, self.clock.ms)


def at_phase(index: int, into_ms: int = 0) -> SessionView:
    """The view some time into a phase of the bundled routine, gone to at the start."""
    seen = Seen()
    seen.send(GoTo(index))
    return seen.wait(into_ms)


def holding(index: int, into_ms: int = 0) -> SessionView:
    return at_phase(HOLDS[index].index, into_ms)


@pytest.mark.parametrize("phase", PLAN.phases, ids=lambda phase: str(phase.index))
def test_a_running_phase_is_shown_as_what_it_is(phase: Phase) -> None:
    view = at_phase(phase.index, 1)
    assert view.phase == phase
    assert view.stage.value == phase.kind.value
    assert (view.stretch, view.side) == (phase.stretch, phase.side)
    assert (view.left_ms, view.duration_ms) == (phase.duration_ms - 1, phase.duration_ms)


def test_the_bundled_routine_shows_every_kind_of_phase() -> None:
    assert {phase.kind for phase in PLAN.phases} == set(PhaseKind)


def test_a_pause_is_shown_before_anything_else() -> None:
    for index in range(len(PLAN.phases)):
        seen = Seen()
        seen.send(GoTo(index))
        assert seen.send(Pause()).stage is Stage.PAUSED
        seen.send(Resume(), NoticeGap(60_000))
        assert seen.now().stage is Stage.PAUSED


def test_a_session_that_is_over_shows_nothing_left() -> None:
    seen = Seen()
    follow(seen.runner, seen.clock)
    view = seen.now()
    assert (view.seconds, view.left_ms, view.total_left_ms) == (0, 0, 0)
    assert (view.coming, view.ending) == (Coming.END, False)
    assert Seen().send(Finish()).total_left_ms == 0


def test_a_session_before_its_start_shows_its_first_phase_in_full() -> None:
    view = session_view(new_session(PLAN, CueStyle()), 123)
    assert (view.stage, view.seconds) == (Stage.LEAD_IN, 15)
    assert view.total_left_ms == PLAN.total_ms


def test_getting_ready_is_shown_until_the_person_says_so_and_then_counted_in() -> None:
    waiting = routine(stretch(), times=replace(NO_TIMES, wait_until_ready=True))
    seen = Seen(waiting)
    assert seen.wait(100_000).stage is Stage.READY
    view = seen.send(Ready())
    assert (view.stage, view.seconds, view.phase.kind) == (Stage.COUNT_IN, 3, PhaseKind.HOLD)
    assert seen.wait(3_000).stage is Stage.HOLD


@pytest.mark.parametrize("settle_ms", [0, SETTLE_MS, 2_500])
def test_a_count_in_shows_three_two_one_and_then_the_hold(settle_ms: int) -> None:
    seen = Seen()
    seen.send(GoTo(HOLDS[0].index))
    seen.wait(4_500)
    seen.send(Pause())
    views = [seen.send(Resume(settle_ms))]
    resumed_ms = seen.clock.ms
    follow(
        seen.runner,
        seen.clock,
        resumed_ms + settle_ms + 3_000,
        looked=lambda: views.append(seen.now()),
    )
    counted = [view.seconds for view in views if view.stage is Stage.COUNT_IN]
    assert list(dict.fromkeys(counted)) == [3, 2, 1]
    assert {view.left_ms for view in views} == {20_500}
    assert (views[-1].stage, views[-1].seconds) == (Stage.HOLD, 21)


def test_the_seconds_of_a_count_in_change_with_its_beeps() -> None:
    seen = Seen()
    seen.send(GoTo(HOLDS[0].index))
    seen.wait(4_000)
    seen.send(Pause(), Resume(SETTLE_MS))
    for into_ms, seconds in ((0, 3), (SETTLE_MS, 3), (SETTLE_MS + 1_000, 2), (3_599, 1)):
        state = seen.runner.state
        assert session_view(state, seen.clock.ms + into_ms).seconds == seconds


def test_a_lead_in_that_goes_on_is_not_counted_in() -> None:
    seen = Seen()
    seen.wait(4_000)
    view = seen.send(Pause(), Resume(SETTLE_MS))
    assert (view.stage, view.seconds) == (Stage.LEAD_IN, 11)
    assert seen.wait(SETTLE_MS).seconds == 11


@pytest.mark.parametrize(
    ("left_ms", "ending"), [(4_000, False), (3_001, False), (3_000, True), (1, True)]
)
def test_the_last_three_seconds_of_a_hold_are_marked(left_ms: int, ending: bool) -> None:
    assert holding(0, HOLDS[0].duration_ms - left_ms).ending is ending


def test_the_end_of_no_other_phase_is_marked_and_none_while_time_stands() -> None:
    for phase in PLAN.phases:
        if not phase.is_hold:
            assert not at_phase(phase.index, phase.duration_ms - 1).ending
    seen = Seen()
    seen.send(GoTo(HOLDS[0].index))
    seen.wait(HOLDS[0].duration_ms - 2_000)
    assert not seen.send(Pause()).ending
    assert not seen.send(Resume()).ending
    assert seen.wait(3_000).ending
    assert not seen.send(Restart()).ending


def test_the_instruction_fits_the_phase() -> None:
    words = HOLDS[0].stretch.words
    before, hold, after = at_phase(0), holding(0), at_phase(HOLDS[0].index + 1)
    assert before.instruction == words.position
    assert hold.instruction == words.breathing
    assert after.stage is Stage.RELEASE
    assert after.instruction == words.release
    change = next(p for p in PLAN.phases if p.kind is PhaseKind.CHANGE_SIDES)
    position = change.stretch.told(change.side).position
    assert at_phase(change.index).instruction == position
    assert "to the right" in position
    over = next(p for p in PLAN.phases if p.kind is PhaseKind.CHANGE_OVER)
    assert at_phase(over.index).instruction == over.stretch.words.setup[0]


def worded(words: StretchWords, movements: tuple[Movement, ...] = ()) -> Stretch:
    return replace(stretch(movements=movements), words=words)


@pytest.mark.parametrize(
    ("one", "hold", "release"),
    [
        (worded(StretchWords("Lie down", breathing="Breathe", release="Up")), "Breathe", "Up"),
        (worded(StretchWords("Lie down")), "Lie down", "Lie down"),
        (
            worded(
                StretchWords("Lie down", breathing="Breathe"), (Movement("p", "P", 5_000, "Round"),)
            ),
            "Round",
            "Lie down",
        ),
        (
            worded(StretchWords("Lie down", breathing="Breathe"), (Movement("p", "P", 5_000),)),
            "Lie down",
            "Lie down",
        ),
        (worded(StretchWords()), "", ""),
    ],
)
def test_missing_words_are_stood_in_for_by_the_position(
    one: Stretch, hold: str, release: str
) -> None:
    seen = Seen(routine(one))
    assert seen.send(GoTo(1)).instruction == hold
    assert seen.send(GoTo(2)).instruction == release


def test_alternating_movements_follow_the_hold_to_its_very_end() -> None:
    seen = Seen()
    seen.send(GoTo(CAT_COW.index))
    cat, cow = CAT_COW.stretch.movements
    shown = []
    for _ in range(CAT_COW.duration_ms // 5_000):
        view = seen.now()
        shown.append((view.movement, view.instruction))
        assert seen.wait(4_999).movement == view.movement
        seen.wait(1)
    assert shown == [(cat, cat.instruction), (cow, cow.instruction)] * 3
    assert seen.now().stage is Stage.RELEASE
    assert seen.now().movement is None


def test_a_plain_hold_and_a_phase_around_a_hold_show_no_movement() -> None:
    assert holding(0, 3_000).movement is None
    assert at_phase(CAT_COW.index - 1).movement is None


def test_what_comes_next_is_the_other_side_the_next_stretch_or_the_end() -> None:
    coming = []
    for phase in HOLDS:
        view = at_phase(phase.index)
        coming.append((view.stretch.id, view.side, view.coming, view.coming_stretch))
    left, right = Side.LEFT, Side.RIGHT
    assert coming == [
        ("knee-hug", None, Coming.STRETCH, "Spinal twist"),
        ("spinal-twist", left, Coming.OTHER_SIDE, ""),
        ("spinal-twist", right, Coming.STRETCH, "Hamstring stretch"),
        ("hamstring", left, Coming.OTHER_SIDE, ""),
        ("hamstring", right, Coming.STRETCH, "Child's pose"),
        ("childs-pose", None, Coming.STRETCH, "Cat-cow"),
        ("cat-cow", None, Coming.END, ""),
    ]


def coming_of_all(of: Routine) -> list[tuple[str, Coming, str]]:
    plan = make_plan(of)
    found = []
    for phase in plan.phases:
        seen = Seen(of)
        view = seen.send(GoTo(phase.index))
        found.append((view.stage.value, view.coming, view.coming_stretch))
    return found


def test_around_a_hold_what_comes_next_is_what_follows_that_hold() -> None:
    assert coming_of_all(routine(stretch("a", two_sided=True), stretch("b"))) == [
        ("lead_in", Coming.OTHER_SIDE, ""),
        ("hold", Coming.OTHER_SIDE, ""),
        ("release", Coming.OTHER_SIDE, ""),
        ("change_sides", Coming.STRETCH, "B"),
        ("hold", Coming.STRETCH, "B"),
        ("release", Coming.STRETCH, "B"),
        ("change_over", Coming.END, ""),
        ("lead_in", Coming.END, ""),
        ("hold", Coming.END, ""),
        ("release", Coming.END, ""),
    ]


def test_what_comes_next_knows_repetitions_and_rounds() -> None:
    times = replace(NO_TIMES, rounds=2)
    twice = routine(stretch("a", repetitions=2, rest_ms=0, two_sided=True), times=times)
    once_more, other, again = Coming.ONCE_MORE, Coming.OTHER_SIDE, Coming.STRETCH
    assert [coming for _, coming, _ in coming_of_all(twice)] == [
        *(once_more, other, once_more, again),
        *(once_more, other, once_more, Coming.END),
    ]


def test_holds_are_numbered_through_sides_repetitions_and_rounds() -> None:
    of = routine(
        stretch("a", repetitions=2, two_sided=True), stretch("b"), times=replace(NO_TIMES, rounds=2)
    )
    seen = Seen(of)
    numbers: list[tuple[int, int]] = []

    def looked() -> None:
        view = seen.now()
        if view.stage is Stage.HOLD:
            numbers.append((view.hold_number, view.holds))

    looked()
    follow(seen.runner, seen.clock, looked=looked)
    assert list(dict.fromkeys(numbers)) == [(number, 10) for number in range(1, 11)]


def test_between_two_holds_the_number_is_that_of_the_one_behind() -> None:
    assert at_phase(0).hold_number == 0
    assert at_phase(HOLDS[0].index + 1).hold_number == 1
    assert at_phase(HOLDS[1].index - 1).hold_number == 1
    assert at_phase(len(PLAN.phases) - 1).hold_number == len(HOLDS)


def test_the_time_left_goes_down_to_nothing_with_the_clock() -> None:
    seen = Seen()
    left: list[int] = []
    follow(
        seen.runner,
        seen.clock,
        looked=lambda: left.append(
            seen.now().total_left_ms + seen.clock.ms - seen.start_ms - PLAN.total_ms
        ),
    )
    assert set(left) == {0}
    assert seen.runner.state.status is Status.FINISHED


@pytest.mark.parametrize("status", [Status.PAUSED, Status.WAITING])
def test_a_view_of_standing_time_stands(status: Status) -> None:
    of = routine(stretch(), times=replace(NO_TIMES, wait_until_ready=status is Status.WAITING))
    seen = Seen(of)
    if status is Status.PAUSED:
        seen.send(Pause())
    assert seen.runner.state.status is status
    before = seen.now()
    seen.clock.advance(500_000)
    assert seen.now() == before
