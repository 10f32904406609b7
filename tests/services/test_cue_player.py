"""Every cue sounds once, and as much before its instant as the output needs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.engine.cues import CueStyle
from stretchtimer.engine.events import CueDue, Event
from stretchtimer.engine.model import Routine
from stretchtimer.engine.plan import make_plan
from stretchtimer.engine.session import Status
from stretchtimer.engine.transitions import AnyCommand, Extend, Next, Pause, Previous, Resume, Start
from stretchtimer.services.cue_player import TOO_LATE_MS, CuePlayer
from stretchtimer.services.runner import SessionRunner
from tests.engine.routines import NO_TIMES, SPOKEN, commands, routine, routines, stretch
from tests.fakes import FakeClock
from tests.services.sessions import (
    TimedOut,
    bundled_lengths,
    bundled_plan,
    cue_instants,
    follow,
    look_after,
    told_by,
)

PLAN = bundled_plan()
STYLE = CueStyle(lengths_ms=bundled_lengths())
CUES = cue_instants(PLAN, STYLE)
SETTLE_MS = 600


class Heard:
    """A session with a cue player, and what came of it."""

    def __init__(
        self, latency_ms: int, shift_ms: int, of: Routine = PLAN.routine, style: CueStyle = STYLE
    ) -> None:
        self.clock = FakeClock()
        self.out = TimedOut(self.clock, latency_ms)
        self.shift_ms = shift_ms
        self.sounded: list[tuple[CueDue, int]] = []
        self.runner = SessionRunner(self.clock, make_plan(of), style)
        player = CuePlayer(
            self.out,
            lambda: self.shift_ms,
            style.length_ms,
            lambda event, now_ms: self.sounded.append((event, now_ms)),
        )
        self.runner.listen(player.on_event)
        self.events: list[Event] = told_by(self.runner)
        self.runner.add_scout(player)
        self.zero_ms = self.clock.ms + SETTLE_MS

    def start(self) -> None:
        self.runner.send(Start(SETTLE_MS))

    def follow(self, to_ms: int | None = None) -> None:
        """Follows to an instant of the plan, or to the end."""
        follow(self.runner, self.clock, None if to_ms is None else self.zero_ms + to_ms)

    def at(self) -> list[tuple[int, str]]:
        """What was played, by the instants of the plan."""
        return [(at_ms - self.zero_ms, clip) for at_ms, clip in self.out.at]


@pytest.mark.parametrize("latency_ms", [0, 18, 140])
@given(shift_ms=st.integers(0, 1_000))
def test_each_cue_of_the_bundled_routine_sounds_once_and_on_time(
    latency_ms: int, shift_ms: int
) -> None:
    heard = Heard(latency_ms, shift_ms)
    heard.start()
    heard.follow()
    ahead_ms = latency_ms + shift_ms
    # What would have to be given before the button was pressed is given at once.
    assert heard.at() == [(max(-SETTLE_MS, at_ms - ahead_ms), clip) for at_ms, clip in CUES]


def test_the_bundled_routine_has_every_kind_of_cue_and_begins_with_one() -> None:
    assert {clip for _, clip in CUES} == set(bundled_lengths()) - {
        *("silence", "breath_in", "breath_out")
    }
    assert CUES[0] == (0, "lead_in")


@pytest.mark.parametrize("ahead_ms", [0, 140, 1_140])
def test_the_first_cue_waits_until_the_device_has_settled(ahead_ms: int) -> None:
    heard = Heard(0, ahead_ms)
    heard.start()
    heard.follow(1_000)
    assert heard.at() == [(max(-SETTLE_MS, -ahead_ms), "lead_in")]


@given(waits=st.lists(st.integers(100, TOO_LATE_MS), min_size=1, max_size=20))
def test_looks_a_little_late_still_sound_every_cue_once(waits: list[int]) -> None:
    heard = Heard(0, 0)
    heard.start()
    look_after(heard.runner, heard.clock, waits)
    assert [clip for _, clip in heard.at()] == [clip for _, clip in CUES]
    lateness = [at_ms - due_ms for (at_ms, _), (due_ms, _) in zip(heard.at(), CUES, strict=True)]
    assert min(lateness) >= 0
    assert max(lateness) <= TOO_LATE_MS


def test_a_cue_that_comes_too_late_is_left_to_the_screen() -> None:
    heard = Heard(0, 0)
    heard.start()
    heard.follow(10_000)
    before = heard.at()
    end_of_lead_in_ms = PLAN.phases[1].start_ms
    heard.clock.advance(5_000 + TOO_LATE_MS + 1)
    heard.runner.look()
    told = [event for event in heard.events if isinstance(event, CueDue)]
    assert told[-1].due_ms == heard.zero_ms + end_of_lead_in_ms
    assert told[-1].cue.clip == "hold_start"
    assert heard.at() == before


def test_a_cue_just_not_too_late_still_sounds() -> None:
    heard = Heard(0, 0)
    heard.start()
    heard.follow(10_000)
    heard.clock.advance(5_000 + TOO_LATE_MS)
    heard.runner.look()
    assert heard.at()[-1] == (15_000 + TOO_LATE_MS, "hold_start")


def test_after_a_look_far_too_late_the_next_cues_sound_again() -> None:
    heard = Heard(0, 0)
    heard.start()
    heard.follow(14_000)
    heard.clock.advance(9_000)
    heard.runner.look()
    heard.follow()
    assert heard.at() == [CUES[0], *(cue for cue in CUES if cue[0] > 23_000)]


def test_a_new_shift_holds_from_the_next_cue_on() -> None:
    heard = Heard(0, 0)
    heard.start()
    heard.follow(20_000)
    heard.shift_ms = 900
    heard.runner.look()
    heard.follow(200_000)
    heard.shift_ms = 0
    heard.runner.look()
    heard.follow()
    early = [(at_ms - 900, clip) for at_ms, clip in CUES if 20_000 < at_ms <= 200_900]
    before = [cue for cue in CUES if cue[0] <= 20_000]
    after = [cue for cue in CUES if cue[0] > 200_900]
    assert heard.at() == [*before, *early, *after]


def test_a_shift_made_longer_in_front_of_a_cue_sounds_it_at_once_and_once() -> None:
    heard = Heard(0, 0)
    heard.start()
    heard.follow(14_500)
    heard.shift_ms = 1_000
    heard.runner.look()
    heard.follow(16_000)
    assert heard.at() == [(0, "lead_in"), (14_500, "hold_start")]


def test_a_longer_hold_moves_the_beeps_that_have_not_sounded() -> None:
    heard = Heard(140, 0, routine(stretch(hold_ms=30_000), times=NO_TIMES), SPOKEN)
    heard.start()
    heard.follow(20_000)
    heard.runner.send(Extend(10_000))
    heard.follow()
    beeps = [at_ms + 140 for at_ms, clip in heard.at() if clip == "count"]
    assert beeps == [37_000, 38_000, 39_000]


def test_nothing_sounds_while_paused() -> None:
    heard = Heard(140, 0)
    heard.start()
    heard.follow(39_900)
    heard.runner.send(Pause())
    before = heard.at()
    for _ in range(20):
        heard.clock.advance(9_000)
        heard.runner.look()
    assert heard.at() == before


waits = st.one_of(st.sampled_from([0, 1, 100, 139, 140, 141, 1_000]), st.integers(0, 9_000))
moves: st.SearchStrategy[AnyCommand] = st.one_of(
    st.just(Pause()),
    st.builds(Resume, st.sampled_from([0, SETTLE_MS])),
    st.just(Next()),
    st.just(Previous()),
    st.builds(Extend, st.sampled_from([1, 700, 10_000])),
)


@given(
    of=routines(),
    latency_ms=st.sampled_from([0, 18, 140]),
    shift_ms=st.sampled_from([0, 0, 333, 1_000]),
    script=st.lists(st.tuples(waits, moves | commands), min_size=1, max_size=12),
)
def test_whatever_is_pressed_each_cue_sounds_once_and_none_is_missed(
    of: Routine, latency_ms: int, shift_ms: int, script: list[tuple[int, AnyCommand]]
) -> None:
    heard = Heard(latency_ms, shift_ms, of, SPOKEN)
    heard.start()
    pressed = [heard.clock.ms]
    for wait, command in script:
        follow(heard.runner, heard.clock, heard.clock.ms + wait)
        pressed.append(heard.clock.ms)
        heard.runner.send(command)
    heard.follow()
    ahead_ms = latency_ms + shift_ms
    keys = [(event.due_ms, event.cue.clip) for event, _ in heard.sounded]
    told = [(e.due_ms, e.cue.clip) for e in heard.events if isinstance(e, CueDue)]
    assert len(keys) == len(set(keys))
    assert set(told) <= set(keys)
    assert [clip for _, clip in keys] == heard.out.played
    for event, at_ms in heard.sounded:
        # Exactly on time, or at once where a key made a cue due sooner than it can be given.
        assert at_ms == event.due_ms - ahead_ms or (
            event.due_ms - ahead_ms < at_ms <= event.due_ms and at_ms in pressed
        )
        # A cue that then never came due was overtaken by a key after it was given away.
        overtaken = any(at_ms <= pressed_ms <= event.due_ms for pressed_ms in pressed)
        assert (event.due_ms, event.cue.clip) in told or overtaken


def test_a_hold_that_goes_on_begins_with_the_count_in_and_the_sound_of_a_start() -> None:
    heard = Heard(140, 0)
    heard.start()
    heard.follow(20_000)
    heard.runner.send(Pause())
    before = len(heard.at())
    heard.clock.advance(60_000)
    heard.runner.send(Resume(SETTLE_MS))
    assert heard.runner.state.status is Status.COUNTING_IN
    resumed_ms = heard.clock.ms
    follow(heard.runner, heard.clock, resumed_ms + SETTLE_MS + 3_500)
    again = [(at_ms - resumed_ms, clip) for at_ms, clip in heard.out.at[before:]]
    assert again == [(460, "count"), (1_460, "count"), (2_460, "count"), (3_460, "hold_start")]
