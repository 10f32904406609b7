"""Frames of moves to come are found ahead, and what a hold does again and again is drawn once."""

from __future__ import annotations

import zlib
from dataclasses import replace
from itertools import pairwise

import pytest

from stretchtimer.engine.plan import PhaseKind
from stretchtimer.figure.choreography import LONGEST_JUMP_MS, LONGEST_MOVE_MS
from stretchtimer.figure.pose import Pose
from stretchtimer.services.audio.audio_out import SETTLE_MS
from tests.sweeps import sweep
from tests.ui.driving import Person, settle
from tests.ui.figure.staging import ahead, courses_of, into_ms, later, shown, stage_of

FRAME_MS = 45


def all_found_ahead(person: Person) -> None:
    """Lets the stage find ahead, frame by frame, until the hold is nearly over."""
    while into_ms(person) < person.state.duration_ms - 1_000:
        person.go_on(250)
        ahead(stage_of(person)).timeout.emit()


@sweep
def test_the_way_out_of_a_hold_is_found_while_it_is_held(moving: Person, drawn: list[Pose]) -> None:
    shown(moving)
    moving.window.resize(1_500, 1_000)
    settle()
    shown(moving)
    all_found_ahead(moving)
    moving.go_on(1_000)
    drawn.clear()
    seen = {later(moving, 100) for _ in range(LONGEST_MOVE_MS // 100)}
    assert moving.state.phase.kind is PhaseKind.RELEASE
    assert len(seen) > 20
    assert drawn == []


@sweep
def test_a_way_in_that_is_also_the_way_out_is_drawn_once(moving: Person, drawn: list[Pose]) -> None:
    moving.window.resize(1_500, 1_000)
    # As if it had come there by itself: a jump leads from elsewhere.
    moving.app.preferences.change(motion="less")
    moving.go_to("lead_in", "spinal-twist")
    moving.app.preferences.change(motion="full")
    way_in = {later(moving, FRAME_MS) for _ in range(LONGEST_MOVE_MS // FRAME_MS)}
    moving.go_on(moving.state.duration_ms - into_ms(moving))
    shown(moving)
    moving.go_on(moving.state.duration_ms - into_ms(moving))
    drawn.clear()
    way_out = {later(moving, FRAME_MS) for _ in range(LONGEST_MOVE_MS // FRAME_MS)}
    assert moving.state.phase.kind is PhaseKind.RELEASE
    assert len(way_in & way_out) > 20
    assert len(drawn) < 5


def test_what_is_found_ahead_is_what_will_be_gone(session: Person) -> None:
    courses = courses_of(session)
    states = [
        replace(session.state, phase_index=phase.index, duration_ms=phase.duration_ms)
        for phase in session.state.plan.phases
    ]
    for before, state in pairwise(states):
        ways = {
            courses.moment(state, into_ms).path for into_ms in range(0, state.duration_ms + 1, 250)
        }
        first = courses.moment(state, 0).path
        if courses.is_moving(state, 0) and len(first.stops) > 1:
            assert first in courses.coming(before)
        assert len(ways) <= 3


def test_nothing_is_found_ahead_where_nothing_moves_or_time_stands(moving: Person) -> None:
    stage = stage_of(moving)
    shown(moving)
    assert ahead(stage).isActive()
    moving.click(moving.window.session.controls.pause)
    assert not ahead(stage).isActive()
    moving.click(moving.window.session.controls.pause)
    moving.go_on(SETTLE_MS + 3_000)
    shown(moving)
    assert ahead(stage).isActive()
    moving.app.preferences.change(motion="less")
    assert not ahead(stage).isActive()


def test_what_is_found_ahead_takes_no_more_memory_than_there_is(moving: Person) -> None:
    stage, little = stage_of(moving), 400_000
    shown(moving)
    (path, *_) = (way for way, at in courses_of(moving).coming(moving.state).items() if at > 0)
    while stage.view.find_ahead(path, little):
        assert stage.view.kept_bytes <= little
    assert stage.view.missing(path) > 0


def test_what_a_hold_does_again_and_again_is_drawn_before_it_begins(
    moving: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    moving.go_to("lead_in", "cat-cow")
    later(moving, LONGEST_JUMP_MS)
    stage = stage_of(moving)
    (path,) = courses_of(moving).again_next(moving.state)
    most_frames = 3 * stage.view.lacks_frames(path)
    for _ in range(most_frames):
        ahead(stage).timeout.emit()
    assert stage.view.lacks_frames(path) == 0
    moving.go_on(moving.state.duration_ms - into_ms(moving))
    shown(moving)
    drawn: list[object] = []
    monkeypatch.setattr(zlib, "compressobj", lambda *given, **more: drawn.append(given))
    lasts_ms = [movement.duration_ms for movement in moving.phase.cycle]
    later(moving, lasts_ms[0] + 1)
    before = shown(moving)
    for _ in range(20):
        later(moving, lasts_ms[1] // 20)
        settle()
    assert drawn == []
    assert shown(moving) != before


def test_what_is_put_off_in_a_hold_is_found_in_time(moving: Person) -> None:
    stage, courses = stage_of(moving), courses_of(moving)
    timer = ahead(stage)
    shown(moving)
    while moving.phase.index < 8:
        before = moving.phase
        step_ms = timer.interval() if timer.isActive() else FRAME_MS
        moving.go_on(max(1, min(step_ms, before.duration_ms - into_ms(moving))))
        if stage.is_moving:
            # As at the next of its frames.
            stage.refresh()
        if moving.phase is not before:
            path = courses.moment(moving.state, 0).path
            if len(path.stops) > 1:
                # The first of them may be shown by now, and need not be kept.
                assert stage.view.missing(path) <= 3
        if timer.isActive():
            timer.timeout.emit()
