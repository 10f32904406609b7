"""Every cue sounds once, at its instant, whoever is late; what is taken back falls silent."""

from __future__ import annotations

from dataclasses import replace

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
    Start,
)
from stretchtimer.engine.countdown import COUNT_IN_MS
from stretchtimer.engine.cues import CueStyle
from stretchtimer.engine.events import CueDue, Event
from stretchtimer.engine.model import Routine
from stretchtimer.engine.plan import make_plan
from stretchtimer.engine.session import Status
from stretchtimer.services.audio.audio_out import TOO_LATE_MS
from stretchtimer.services.audio.cue_player import AHEAD_MS, CuePlayer
from stretchtimer.services.session.runner import SessionRunner
from tests.engine.routines import (
    ALL_CLIPS,
    NO_TIMES,
    SPOKEN,
    commands,
    routine,
    routines,
    stretch,
    talking,
)
from tests.fakes import FakeClock, FakeOut
from tests.services.session.sessions import (
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
        self, shift_ms: int = 0, of: Routine = PLAN.routine, style: CueStyle = STYLE
    ) -> None:
        self.clock = FakeClock()
        self.out = FakeOut(self.clock, length_ms=style.length_ms)
        self.shift_ms = shift_ms
        player = CuePlayer(self.out, lambda: self.shift_ms)
        self.runner = SessionRunner(self.clock, make_plan(of), style, (player.on_event,), (player,))
        self.events: list[Event] = told_by(self.runner)
        self.zero_ms = self.clock.ms + SETTLE_MS

    def start(self) -> None:
        self.runner.send(Start(SETTLE_MS))

    def follow(self, to_ms: int | None = None) -> None:
        """Follows to an instant of the plan, or to the end."""
        follow(self.runner, self.clock, None if to_ms is None else self.zero_ms + to_ms)

    def at(self) -> list[tuple[int, str]]:
        """What was played, by the instants of the plan."""
        return [(sound.at_ms - self.zero_ms, sound.clip) for sound in self.out.heard]

    def told(self) -> list[tuple[int, str]]:
        """The cues that came due, by the instants of the plan."""
        due = [event for event in self.events if isinstance(event, CueDue)]
        return [(event.due_ms - self.zero_ms, event.cue.clip) for event in due]


@given(shift_ms=st.integers(0, 1_000))
def test_each_cue_of_the_bundled_routine_sounds_once_and_on_time(shift_ms: int) -> None:
    heard = Heard(shift_ms)
    heard.start()
    heard.follow()
    # What would have to sound before the button was pressed sounds at once.
    assert heard.at() == [(max(-SETTLE_MS, at_ms - shift_ms), clip) for at_ms, clip in CUES]
    assert heard.out.stopped == []


def test_the_bundled_routine_has_every_kind_of_cue_and_begins_with_one() -> None:
    assert {clip for _, clip in CUES} == set(bundled_lengths()) - {"breath_in", "breath_out"}
    assert CUES[0] == (0, "lead_in")


def test_cues_are_handed_over_seconds_before_their_instant() -> None:
    heard = Heard()
    heard.start()
    heard.follow(13_000)
    assert [sound.clip for sound in heard.out.scheduled] == ["hold_start"]
    assert heard.at() == [CUES[0]]


@given(waits=st.lists(st.integers(100, AHEAD_MS), min_size=1, max_size=20))
def test_whoever_stands_still_for_seconds_still_has_every_cue_heard_on_time(
    waits: list[int],
) -> None:
    heard = Heard()
    heard.start()
    look_after(heard.runner, heard.clock, waits)
    heard.clock.advance(AHEAD_MS)
    assert heard.at() == CUES
    assert heard.out.stopped == []


def test_a_cue_that_comes_too_late_is_left_to_the_screen() -> None:
    heard = Heard()
    heard.start()
    heard.follow(8_000)
    heard.clock.advance(7_000 + TOO_LATE_MS + 1)
    heard.runner.poll()
    assert heard.told()[-1] == (PLAN.phases[1].start_ms, "hold_start")
    assert heard.at() == CUES[:1]


def test_a_cue_just_not_too_late_still_sounds() -> None:
    heard = Heard()
    heard.start()
    heard.follow(8_000)
    heard.clock.advance(7_000 + TOO_LATE_MS)
    heard.runner.poll()
    assert heard.at()[-1] == (15_000 + TOO_LATE_MS, "hold_start")


def test_after_a_look_far_too_late_the_next_cues_sound_again() -> None:
    heard = Heard()
    heard.start()
    heard.follow(11_000)
    heard.clock.advance(9_000)
    heard.runner.poll()
    heard.follow()
    assert heard.at() == [CUES[0], *(cue for cue in CUES if cue[0] > 20_000)]


def test_a_new_shift_holds_from_the_next_cue_on() -> None:
    heard = Heard()
    heard.start()
    heard.follow(20_000)
    heard.shift_ms = 900
    heard.runner.poll()
    heard.follow(200_000)
    heard.shift_ms = 0
    heard.runner.poll()
    heard.follow()
    early = [(at_ms - 900, clip) for at_ms, clip in CUES if 20_000 < at_ms <= 200_900]
    before = [cue for cue in CUES if cue[0] <= 20_000]
    after = [cue for cue in CUES if cue[0] > 200_900]
    assert heard.at() == [*before, *early, *after]
    assert heard.out.stopped == []


def test_a_shift_made_longer_in_front_of_a_cue_sounds_it_at_once_and_once() -> None:
    heard = Heard()
    heard.start()
    heard.follow(14_500)
    heard.shift_ms = 1_000
    heard.runner.poll()
    heard.follow(16_000)
    assert heard.at() == [(0, "lead_in"), (14_500, "hold_start")]


def test_a_longer_hold_moves_the_beeps_that_have_not_sounded() -> None:
    heard = Heard(of=routine(stretch(hold_ms=30_000), times=NO_TIMES), style=SPOKEN)
    heard.start()
    heard.follow(25_000)
    heard.runner.send(Extend(10_000))
    heard.follow()
    assert [at_ms for at_ms, clip in heard.at() if clip == "count"] == [37_000, 38_000, 39_000]


def test_nothing_sounds_while_paused() -> None:
    heard = Heard()
    heard.start()
    heard.follow(39_900)
    heard.runner.send(Pause())
    assert heard.out.scheduled == frozenset()
    before = list(heard.at())
    for _ in range(20):
        heard.clock.advance(9_000)
        heard.runner.poll()
    assert heard.at() == before


def test_a_sound_falls_silent_at_a_pause_and_at_a_skip_but_not_where_its_phase_ends() -> None:
    for command in (Pause(), Next(), GoTo(5)):
        heard = Heard()
        heard.start()
        heard.follow(15_100)
        heard.runner.send(command)
        assert heard.out.stopped == ["hold_start"]


def test_a_sound_that_was_to_come_early_is_taken_back_by_a_pause_and_sounds_when_it_is_due() -> (
    None
):
    heard = Heard(shift_ms=1_000)
    heard.start()
    heard.follow(14_500)
    assert heard.at()[-1] == (14_000, "hold_start")
    heard.runner.send(Pause())
    assert heard.out.stopped == ["hold_start"]
    assert heard.out.scheduled == frozenset()
    resumed_ms = heard.clock.ms - heard.zero_ms
    heard.runner.send(Resume(SETTLE_MS))
    heard.follow(16_500)
    assert heard.at()[2:] == [(resumed_ms + SETTLE_MS + 500 - 1_000, "hold_start")]


def test_what_is_said_of_an_open_hold_falls_silent_when_the_person_is_done() -> None:
    heard = Heard(of=routine(stretch(), times=replace(NO_TIMES, own_pace=True)), style=talking())
    heard.start()
    heard.runner.send(Ready())
    follow(heard.runner, heard.clock, heard.clock.ms + COUNT_IN_MS + 1_250)
    said = heard.out.heard[-1].clip
    assert said not in ALL_CLIPS
    heard.runner.send(Ready())
    assert heard.out.stopped[-1] == said
    heard.runner.poll()
    assert heard.out.stopped[-1] == said
    assert heard.out.heard[-1].clip == heard.told()[-1][1] != said


@pytest.mark.parametrize("shift_ms", [300, 1_000])
def test_a_sentence_that_sounds_early_is_cut_where_the_hold_begins_again(shift_ms: int) -> None:
    of = routine(stretch(hold_ms=30_000), times=NO_TIMES)
    heard = Heard(shift_ms, of=of, style=SPOKEN)
    heard.start()
    heard.follow(15_000 - shift_ms // 2)
    assert heard.at()[-1] == (15_000 - shift_ms, "half_way")
    heard.runner.send(Restart())
    assert heard.out.stopped == ["half_way"]
    heard.follow(15_000)
    assert [clip for _, clip in heard.at()].count("half_way") == 1


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
    shift_ms=st.sampled_from([0, 0, 333, 1_000]),
    script=st.lists(st.tuples(waits, moves | commands), min_size=1, max_size=12),
)
def test_whatever_is_pressed_each_cue_sounds_once_and_none_is_missed(
    of: Routine, shift_ms: int, script: list[tuple[int, AnyCommand]]
) -> None:
    heard = Heard(shift_ms, of, SPOKEN)
    heard.start()
    pressed = [heard.clock.ms - heard.zero_ms]
    for wait, command in script:
        follow(heard.runner, heard.clock, heard.clock.ms + wait)
        pressed.append(heard.clock.ms - heard.zero_ms)
        heard.runner.send(command)
    heard.follow()
    heard.clock.advance(AHEAD_MS)
    told, free = heard.told(), list(heard.at())
    for due_ms, clip in told:
        # Exactly on time, or at once where a key made a cue due sooner than it can be heard.
        right = [due_ms - shift_ms, *(at for at in pressed if due_ms - shift_ms < at <= due_ms)]
        assert any((at_ms, clip) in free for at_ms in right), (due_ms, clip)
        free.remove(next((at_ms, clip) for at_ms in right if (at_ms, clip) in free))
    # What sounded and then never came due was overtaken by a key.
    for at_ms, _ in free:
        assert any(at_ms <= pressed_ms <= at_ms + shift_ms for pressed_ms in pressed)


def test_a_hold_that_goes_on_begins_with_the_count_in_and_the_sound_of_a_start() -> None:
    heard = Heard()
    heard.start()
    heard.follow(20_000)
    heard.runner.send(Pause())
    heard.out.forget()
    heard.clock.advance(60_000)
    heard.runner.send(Resume(SETTLE_MS))
    assert heard.runner.state.status is Status.COUNTING_IN
    resumed_ms = heard.clock.ms
    follow(heard.runner, heard.clock, resumed_ms + SETTLE_MS + 3_500)
    again = [(sound.at_ms - resumed_ms, sound.clip) for sound in heard.out.heard]
    assert again == [(600, "count"), (1_600, "count"), (2_600, "count"), (3_600, "hold_start")]
