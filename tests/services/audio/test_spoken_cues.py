"""What is being said falls silent when the person moves on, and only then."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stretchtimer.engine.commands import (
    AnyCommand,
    Extend,
    Finish,
    GoTo,
    Next,
    Pause,
    Previous,
    Ready,
    Restart,
    Resume,
    Start,
)
from stretchtimer.engine.model import Dose, Routine, Stretch, StretchWords, Times
from stretchtimer.engine.plan import make_plan
from stretchtimer.services.audio.cue_player import CuePlayer
from stretchtimer.services.session.runner import SessionRunner
from tests.engine.routines import talking
from tests.fakes import FakeClock, FakeOut
from tests.services.session.sessions import follow

WORDS = StretchWords(
    "Both knees up.", ("Lie down.",), breathing="Breathe out.", release="Feet down."
)
TWO = Routine(
    "two",
    "Two",
    (
        Stretch("hug", "Hug", Dose(20_000), words=WORDS),
        Stretch("twist", "Twist", Dose(20_000), words=WORDS, two_sided=True),
    ),
    Times(release_ms=6_000),
)
STYLE = talking()


class Spoken:
    """A session in which everything is said, as much earlier as the person wants it."""

    def __init__(self, shift_ms: int = 0, routine: Routine = TWO) -> None:
        self.clock = FakeClock()
        self.out = FakeOut(self.clock, length_ms=STYLE.length_ms)
        player = CuePlayer(self.out, lambda: shift_ms)
        self.runner = SessionRunner(
            self.clock, make_plan(routine), STYLE, (player.on_event,), (player,)
        )
        self.runner.send(Start())
        self.zero_ms = self.clock.ms

    def follow_until_said(self, text: str) -> None:
        """Goes on to the middle of that text."""
        for _ in range(600):
            if self.out.played and self.out.played[-1] == text:
                self.clock.advance(STYLE.length_ms(text) // 2)
                self.runner.poll()
                return
            follow(self.runner, self.clock, self.clock.ms + 100)
        raise AssertionError(f"{text} is never said")


MOVES: list[AnyCommand] = [Next(), Previous(), GoTo(6), Ready(), Pause(), Finish()]


@pytest.mark.parametrize("shift_ms", [0, 140])
@pytest.mark.parametrize("command", MOVES, ids=lambda command: type(command).__name__)
def test_a_sentence_is_cut_when_the_person_moves_on_or_stops(
    command: AnyCommand, shift_ms: int
) -> None:
    spoken = Spoken(shift_ms)
    spoken.follow_until_said("Both knees up.")
    spoken.runner.send(command)
    assert spoken.out.stopped == ["Both knees up."]


def test_holding_again_cuts_the_hint_but_not_the_sound_of_the_new_beginning() -> None:
    spoken = Spoken()
    spoken.follow_until_said("Breathe out.")
    spoken.runner.send(Restart())
    assert spoken.out.stopped == ["Breathe out."]
    assert spoken.out.played[-1] == "hold_start"


@pytest.mark.parametrize("shift_ms", [0, 18, 140, 900])
def test_nothing_is_cut_in_a_session_that_runs_its_course(shift_ms: int) -> None:
    spoken = Spoken(shift_ms)
    follow(spoken.runner, spoken.clock)
    assert spoken.runner.state.completed
    assert "Now the other side." in spoken.out.played
    assert spoken.out.stopped == []


def test_ten_more_seconds_cut_nothing() -> None:
    for text in ("Both knees up.", "Breathe out.", "Feet down."):
        spoken = Spoken()
        spoken.follow_until_said(text)
        spoken.runner.send(Extend())
        follow(spoken.runner, spoken.clock, spoken.clock.ms + 5_000)
        assert spoken.out.stopped == []


def _said_twice(do: Callable[[Spoken], None]) -> list[str]:
    spoken = Spoken()
    do(spoken)
    follow(spoken.runner, spoken.clock)
    return [text for text in {*spoken.out.played} if spoken.out.played.count(text) > 1]


def test_a_longer_lead_in_says_nothing_twice() -> None:
    plain = _said_twice(lambda _: None)

    def extend(spoken: Spoken) -> None:
        spoken.follow_until_said("Hug.")
        spoken.runner.send(Extend())

    assert sorted(_said_twice(extend)) == sorted(plain)


def test_a_hold_that_goes_on_after_a_pause_counts_in_aloud() -> None:
    spoken = Spoken()
    spoken.follow_until_said("Breathe out.")
    follow(spoken.runner, spoken.clock, spoken.clock.ms + 2_000)
    spoken.runner.send(Pause())
    before = len(spoken.out.played)
    spoken.runner.send(Resume())
    follow(spoken.runner, spoken.clock, spoken.clock.ms + 4_000)
    assert spoken.out.played[before:] == ["Three.", "Two.", "One.", "hold_start"]


def test_one_who_says_ready_is_not_told_the_rest() -> None:
    waiting = Routine("w", "W", TWO.stretches, Times(wait_until_ready=True))
    spoken = Spoken(routine=waiting)
    spoken.follow_until_said("Lie down.")
    spoken.runner.send(Ready())
    follow(spoken.runner, spoken.clock, spoken.clock.ms + 4_000)
    after = spoken.out.played[spoken.out.played.index("Hug.") + 1 :]
    assert after[:2] == ["Lie down.", "Three."]
    assert spoken.out.stopped == ["Lie down."]


def test_while_waited_for_one_is_told_everything() -> None:
    waiting = Routine("w", "W", TWO.stretches, Times(0, 0, wait_until_ready=True))
    spoken = Spoken(routine=waiting)
    follow(spoken.runner, spoken.clock)
    assert spoken.out.played == [
        *("lead_in", "Hug.", "Lie down.", "Both knees up.", "Hold for", "twenty seconds.")
    ]


def test_a_number_that_is_being_said_is_cut_as_well_when_the_person_moves_on() -> None:
    spoken = Spoken()
    spoken.follow_until_said("Three.")
    spoken.runner.send(Next())
    assert spoken.out.stopped == ["Three."]
