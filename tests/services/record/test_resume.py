"""A session that was broken off is gone on with at the side that was under way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.engine.commands import (
    AnyCommand,
    Next,
    Pause,
    Start,
)
from stretchtimer.engine.cues import CueStyle
from stretchtimer.engine.model import Routine, Side, Times
from stretchtimer.engine.plan import Plan, make_plan, part_of
from stretchtimer.services.person.profile import Profile
from stretchtimer.services.record.as_run import as_run, digest_of, key_of, plan_of
from stretchtimer.services.record.resume import ResumeOffer, resume_offer
from stretchtimer.services.session.occasion import USUAL, Occasion
from stretchtimer.services.session.runner import SessionRunner
from stretchtimer.storage.history.rows import End, Place
from tests.engine.routines import routine, routines, stretch
from tests.fakes import FakeClock
from tests.services.session.sessions import bundled_routine, open_profile

ROUTINE = bundled_routine()
PLAN = make_plan(ROUTINE)
RIGHT_TWIST = next(
    phase
    for phase in PLAN.phases
    if phase.is_hold and phase.stretch.id == "spinal-twist" and phase.side is Side.RIGHT
)


class Led:
    """Sessions of a profile, each led as far as a test wants, and then left without an end."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        self.folder = folder
        self.profile = open_profile(folder, self.clock, [])
        self.number = 0
        self._left: list[Profile] = []

    def begin(self, plan: Plan = PLAN, occasion: Occasion = USUAL) -> SessionRunner:
        self.number += 1
        log = self.profile.recorder().follow(plan, f"session {self.number}", occasion)
        runner = SessionRunner(self.clock, plan, CueStyle(), (log.on_event,), (log,))
        self.runner = runner
        runner.send(Start())
        return runner

    def wait(self, ms: int) -> None:
        for _ in range(ms // 250):
            self.clock.advance(250)
            self.runner.poll()

    def do(self, command: AnyCommand) -> None:
        assert self.runner.send(command)

    def break_off(self) -> None:
        """The program is gone, and begun anew."""
        self._left.append(self.profile)
        self.profile = open_profile(self.folder, self.clock, [])

    def close(self) -> None:
        for profile in (*self._left, self.profile):
            profile.close()
            profile.history.close()

    def offer(self, **more: str) -> ResumeOffer | None:
        found = {ROUTINE.id: ROUTINE}
        latest = self.profile.history.latest(8)
        return resume_offer(latest, found.get, self.clock.utc_now(), **more)


@pytest.fixture
def led(tmp_path: Path) -> Iterator[Led]:
    led = Led(tmp_path)
    yield led
    led.close()


def broken_off_in_the_right_twist(led: Led) -> ResumeOffer:
    led.begin()
    led.wait(RIGHT_TWIST.start_ms + 12_000)
    led.break_off()
    offer = led.offer()
    assert offer
    return offer


def test_it_goes_on_at_the_beginning_of_the_side_that_was_under_way(led: Led) -> None:
    offer = broken_off_in_the_right_twist(led)
    assert offer.place == Place("spinal-twist", Side.RIGHT, 1)
    assert (offer.first_hold.stretch.id, offer.first_hold.side) == ("spinal-twist", Side.RIGHT)
    left = [phase for phase in PLAN.phases if phase.is_hold][2:]
    assert [key_of(phase) for phase in offer.plan.phases if phase.is_hold] == [*map(key_of, left)]
    # There is time to get down to the floor again.
    assert offer.plan.phases[0].duration_ms == ROUTINE.times.first_lead_in_ms


def test_both_parts_are_in_the_record_as_they_were(led: Led) -> None:
    offer = broken_off_in_the_right_twist(led)
    led.clock.advance(3_600_000)
    led.begin(offer.plan, offer.occasion)
    led.wait(offer.plan.total_ms)
    second, first = led.profile.history.latest(2)
    assert (first.end, second.end) == (End.BROKEN_OFF, End.FINISHED)
    assert second.continues_uuid == first.uuid
    assert [hold.held.side for hold in first.holds] == [None, Side.LEFT, Side.RIGHT]
    assert 11_000 <= first.holds[-1].held.held_ms <= 12_000
    assert second.holds[0].held.side is Side.RIGHT
    assert second.planned_ms == offer.plan.total_ms < first.planned_ms
    assert led.offer() is None


def test_what_is_broken_off_again_is_gone_on_with_again(led: Led) -> None:
    offer = broken_off_in_the_right_twist(led)
    led.begin(offer.plan, offer.occasion)
    led.wait(offer.plan.phases[-2].start_ms + 1_000)
    led.break_off()
    again = led.offer()
    assert again
    assert again.session_uuid == "session 2"
    assert [phase.stretch.id for phase in again.plan.phases if phase.is_hold] == ["cat-cow"]


@pytest.mark.parametrize(("hours", "stands"), [(11.9, True), (12.1, False), (-11, True)])
def test_the_offer_stands_for_twelve_hours(led: Led, hours: float, stands: bool) -> None:
    broken_off_in_the_right_twist(led)
    led.clock.utc += timedelta(hours=hours)
    assert (led.offer() is not None) == stands


def test_an_offer_that_was_let_be_is_not_made_again(led: Led) -> None:
    offer = broken_off_in_the_right_twist(led)
    assert led.offer(let_be=offer.session_uuid) is None


def test_the_session_that_is_going_on_is_not_offered(led: Led) -> None:
    broken_off_in_the_right_twist(led)
    assert led.offer(running="session 1") is None


def test_whoever_has_begun_another_one_is_asked_no_more(led: Led) -> None:
    broken_off_in_the_right_twist(led)
    led.clock.advance(1_000)
    led.begin()
    led.wait(PLAN.total_ms)
    assert led.offer() is None


def test_what_goes_on_with_it_ends_the_offer_also_where_the_clock_was_set_back(led: Led) -> None:
    offer = broken_off_in_the_right_twist(led)
    led.clock.utc -= timedelta(hours=2)
    led.begin(offer.plan, offer.occasion)
    led.wait(10_000)
    assert led.offer() is None


def test_an_ended_session_is_not_offered(led: Led) -> None:
    led.begin()
    led.wait(PLAN.total_ms)
    assert led.offer() is None
    assert resume_offer((), lambda _: ROUTINE, led.clock.utc_now()) is None


def test_while_a_hold_is_eased_out_of_the_next_one_is_where_it_goes_on(led: Led) -> None:
    led.begin()
    led.wait(RIGHT_TWIST.end_ms + 1_000)
    led.break_off()
    offer = led.offer()
    assert offer
    assert offer.place.stretch_id == "hamstring"


def test_after_the_last_hold_nothing_is_left_to_go_on_with(led: Led) -> None:
    led.begin()
    led.wait(PLAN.phases[-1].start_ms + 1_000)
    led.break_off()
    assert led.offer() is None


def test_a_pause_and_a_jump_are_where_one_was(led: Led) -> None:
    led.begin()
    led.wait(RIGHT_TWIST.start_ms)
    led.do(Next())
    led.do(Pause())
    led.wait(60_000)
    led.break_off()
    offer = led.offer()
    assert offer
    assert offer.place.stretch_id == "hamstring"


def test_it_goes_on_with_the_changes_of_then(led: Led) -> None:
    personal = led.profile.personal(ROUTINE)
    personal.set_hold("spinal-twist", 45_000)
    personal.set_time("rounds", 2)
    plan = personal.plan()
    led.begin(plan)
    led.wait(plan.total_ms // 2)
    led.break_off()
    led.profile.personal(ROUTINE).reset_all()
    offer = led.offer()
    assert offer
    assert digest_of(offer.plan.routine) == digest_of(plan.routine)
    assert offer.place.round == 2
    assert {phase.round for phase in offer.plan.phases} == {2}


def test_a_routine_that_is_not_what_it_was_is_not_gone_on_with(led: Led) -> None:
    broken_off_in_the_right_twist(led)
    latest = led.profile.history.latest()
    other = replace(ROUTINE, stretches=ROUTINE.stretches[1:])
    now = led.clock.utc_now()
    assert resume_offer(latest, lambda _: other, now) is None
    assert resume_offer(latest, lambda _: None, now) is None


def test_what_somebody_made_unreadable_is_no_offer() -> None:
    digest = digest_of(ROUTINE)
    for text in ("", "{", "[]", "{}", '{"stretches": [1], "times": {}}'):
        assert plan_of(text, digest, ROUTINE, lambda _: True) is None
    nobody = '{"stretches": [], "times": {}}'
    assert plan_of(nobody, digest, ROUTINE, lambda _: True) is None


@given(routines(), st.data())
def test_any_part_of_any_routine_can_be_told_and_made_again(
    original: Routine, data: st.DataObject
) -> None:
    whole = make_plan(original)
    every = [phase for phase in whole.phases if phase.is_hold]
    chosen = data.draw(st.sets(st.sampled_from(range(len(every))), min_size=1))
    plan = part_of(whole, [every[number] for number in chosen])
    holds = [key_of(phase) for phase in plan.phases if phase.is_hold]
    assert holds == [key_of(every[number]) for number in sorted(chosen)]
    assert plan.phases[0].start_ms == 0
    assert all(one.end_ms == other.start_ms for one, other in pairwise(plan.phases))
    again = plan_of(as_run(plan), digest_of(original), original, lambda _: True)
    assert again == plan


def test_all_holds_of_a_routine_are_the_whole_of_it() -> None:
    assert part_of(PLAN, [phase for phase in PLAN.phases if phase.is_hold]) == PLAN


def test_the_digest_is_of_what_is_done_and_not_of_its_words() -> None:
    one = routine(stretch("a"), stretch("b"))
    digest = digest_of(one)
    assert digest_of(replace(one, name="Anders", language="de")) == digest
    assert digest_of(routine(stretch("a"), stretch("b"), times=Times(rounds=2))) != digest
    assert digest_of(routine(stretch("b"), stretch("a"))) != digest
