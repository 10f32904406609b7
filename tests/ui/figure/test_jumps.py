"""After a jump to another phase the figure goes on from where it was, and never snaps."""

from __future__ import annotations

from itertools import pairwise

import pytest

from stretchtimer.engine.commands import (
    Command,
    GoTo,
    Next,
    Pause,
    Previous,
    Ready,
    Restart,
    Resume,
)
from stretchtimer.engine.session import Status
from stretchtimer.figure.choreography import LONGEST_JUMP_MS, LONGEST_MOVE_MS
from stretchtimer.figure.pose import Pose, mirrored
from stretchtimer.figure.vectors import length, sub
from tests.sweeps import sweep, swept, swept_rows
from tests.ui.driving import Person
from tests.ui.figure.staging import into_ms, later, shown

# What is looked at is where the bones are.
pytestmark = pytest.mark.usefixtures("undrawn")

FRAME_MS = 33
LARGEST_TURN = 0.45
"""No bone turns farther from one frame to the next, also where one rolls over: 26 degrees."""


def frames(person: Person, count: int, command: Command | None = None) -> list[Pose]:
    """What is shown frame by frame, the first one before a command and the others after it."""
    poses = [shown(person)]
    if command:
        person.control.send(command)
        poses.append(shown(person))
    return poses + [later(person, FRAME_MS) for _ in range(count)]


def largest_turn(poses: list[Pose]) -> float:
    """By how much the direction of a bone changes at most from one pose to the next."""
    return max(
        length(sub(p, q))
        for before, after in pairwise(poses)
        for p, q in zip(before.directions, after.directions, strict=True)
    )


def index_of(person: Person, kind: str, stretch: str, side: str | None = None) -> int:
    return next(
        phase.index
        for phase in person.state.plan.phases
        if phase.kind.value == kind
        and phase.stretch.id == stretch
        and (side is None or (phase.side and phase.side.value == side))
    )


def in_the_middle(person: Person, kind: str, stretch: str, side: str | None = None) -> None:
    """Somewhere on the way: half a longest move into that phase, come there by itself."""
    person.app.preferences.change(motion="less")
    person.control.send(GoTo(index_of(person, kind, stretch, side)))
    person.app.preferences.change(motion="full")
    frames(person, LONGEST_MOVE_MS // 2 // FRAME_MS)


@pytest.mark.parametrize("command", swept([Next(), Previous(), "hold", "lead_in"], [Next()]))
@pytest.mark.parametrize(
    ("kind", "stretch"),
    swept_rows(
        [
            ("hold", "knee-hug"),
            ("lead_in", "spinal-twist"),
            ("change_sides", "hamstring"),
            ("release", "hamstring"),
        ],
        ["change_sides"],
    ),
)
def test_after_a_jump_the_figure_goes_on_from_where_it_was(
    session: Person, kind: str, stretch: str, command: Command | str
) -> None:
    if isinstance(command, str):
        far = {"hold": ("spinal-twist", "right"), "lead_in": ("cat-cow",)}
        command = GoTo(index_of(session, command, *far[command]))
    in_the_middle(session, kind, stretch)
    seen = frames(session, 8_000 // FRAME_MS, command)
    assert largest_turn(seen[:3]) < 0.06
    assert largest_turn(seen) < LARGEST_TURN


@sweep
def test_a_jump_within_a_jump_goes_on_from_where_it_was(session: Person) -> None:
    in_the_middle(session, "lead_in", "spinal-twist")
    seen: list[Pose] = []
    for command in (Next(), Next(), Previous(), Next(), Previous(), Previous()):
        seen += frames(session, 23, command)
    assert largest_turn(seen) < LARGEST_TURN


def test_after_a_jump_the_figure_gets_to_the_pose_of_its_phase(session: Person) -> None:
    poses = session.app.pictures.poses
    in_the_middle(session, "lead_in", "knee-hug")
    session.control.send(GoTo(index_of(session, "hold", "spinal-twist", "right")))
    session.go_on(8_000)
    assert shown(session).directions == mirrored(poses["twist"]).directions
    session.control.send(GoTo(index_of(session, "lead_in", "hamstring")))
    session.go_on(9_900)
    assert shown(session).directions == poses["hamstring"].directions


@sweep
def test_by_a_jump_every_hold_is_reached_quickly_and_without_a_snap(session: Person) -> None:
    poses = session.app.pictures.poses
    in_the_middle(session, "lead_in", "knee-hug")
    for stretch, side, pose in (
        ("childs-pose", None, "childs_pose"),
        ("spinal-twist", "right", "twist"),
        ("hamstring", "left", "hamstring"),
        ("cat-cow", None, "cow"),
        ("hamstring", "right", "hamstring"),
        ("spinal-twist", "left", "twist"),
        ("knee-hug", None, "knee_hug"),
    ):
        seen = [shown(session)]
        session.control.send(GoTo(index_of(session, "hold", stretch, side)))
        seen += frames(session, LONGEST_JUMP_MS // FRAME_MS)
        reached = later(session, FRAME_MS).directions
        held = poses[pose]
        assert reached == (mirrored(held) if side == "right" else held).directions
        assert largest_turn(seen) < LARGEST_TURN


@sweep
def test_a_jump_and_a_pause_at_once_still_lead_into_the_pose(session: Person) -> None:
    poses = session.app.pictures.poses
    in_the_middle(session, "lead_in", "spinal-twist")
    session.control.send(GoTo(index_of(session, "hold", "knee-hug")))
    seen = frames(session, 3)
    session.control.send(Pause())
    assert session.window.session.stage.is_moving
    seen += frames(session, LONGEST_JUMP_MS // FRAME_MS)
    assert seen[-1].directions == poses["knee_hug"].directions
    assert not session.window.session.stage.is_moving
    # It neither goes back when time goes on, nor begins to breathe before.
    assert later(session, 5_000) == seen[-1]
    seen += frames(session, 100, Resume())
    assert largest_turn(seen) < LARGEST_TURN
    assert seen[-1].directions == seen[-100].directions == poses["knee_hug"].directions


@sweep
def test_after_a_jump_and_a_pause_another_jump_shows_where_its_phase_begins(
    session: Person,
) -> None:
    poses = session.app.pictures.poses
    in_the_middle(session, "lead_in", "spinal-twist")
    session.control.send(GoTo(index_of(session, "hold", "knee-hug")))
    frames(session, 3)
    session.control.send(Pause())
    frames(session, 3)
    session.control.send(GoTo(index_of(session, "hold", "cat-cow")))
    assert shown(session).directions == poses["all_fours"].directions


@sweep
def test_what_is_shown_after_a_jump_is_a_matter_of_the_clock_alone(session: Person) -> None:
    for steps in (60, 1):
        in_the_middle(session, "lead_in", "spinal-twist")
        session.control.send(Next())
        shown(session)
        for _ in range(steps):
            pose = later(session, 1_980 // steps)
        if steps > 1:
            often = pose
    assert pose == often


@sweep
def test_at_natural_ends_the_figure_follows_the_plan_though_frames_were_missed(
    session: Person,
) -> None:
    in_the_middle(session, "hold", "knee-hug")
    left_ms = session.state.duration_ms - into_ms(session)
    session.go_on(left_ms + 1_500)
    seldom = shown(session)
    in_the_middle(session, "hold", "knee-hug")
    for _ in range(left_ms // 500):
        session.go_on(500)
    session.go_on(session.state.duration_ms - into_ms(session))
    seen = frames(session, 45)
    session.go_on(1_500 - into_ms(session))
    assert shown(session) == seldom
    assert session.phase.kind.value == "release"
    assert largest_turn(seen) < LARGEST_TURN


@sweep
def test_while_time_stands_a_jump_shows_where_the_phase_begins(session: Person) -> None:
    poses = session.app.pictures.poses
    in_the_middle(session, "lead_in", "spinal-twist")
    session.control.send(Pause())
    session.control.send(GoTo(index_of(session, "hold", "childs-pose")))
    assert shown(session).directions == poses["childs_pose"].directions
    session.control.send(Resume())
    assert largest_turn(frames(session, 200)) == 0.0


def test_with_less_motion_a_jump_shows_the_new_pose_at_once(session: Person) -> None:
    session.app.preferences.change(motion="less")
    poses = session.app.pictures.poses
    session.control.send(GoTo(index_of(session, "lead_in", "hamstring")))
    assert shown(session) == poses["hamstring"]
    session.control.send(Previous())
    assert shown(session) == mirrored(poses["twist"])


@sweep
def test_a_movement_that_is_begun_again_goes_on_from_where_it_was(session: Person) -> None:
    in_the_middle(session, "hold", "cat-cow")
    frames(session, 6_000 // FRAME_MS)
    assert largest_turn(frames(session, 300, Restart())) < LARGEST_TURN


@sweep
def test_before_a_phase_that_waits_the_figure_gets_into_the_pose(person: Person) -> None:
    person.app.preferences.change(motion="full")
    person.personal.set_time("wait_until_ready", True)
    person.start()
    poses = person.app.pictures.poses
    assert person.stands_at(Status.WAITING)
    seen = frames(person, LONGEST_MOVE_MS // 2 // FRAME_MS)
    assert seen[-1].directions != poses["feet_flat"].directions
    seen += frames(person, 200, Ready())
    assert seen[-1].directions == poses["knee_hug"].directions
    assert largest_turn(seen) < LARGEST_TURN


@sweep
def test_of_a_session_that_is_over_nothing_is_drawn_any_more(session: Person) -> None:
    session.app.preferences.change(motion="less")
    session.control.end()
    view = session.window.session.stage.view
    before = view.kept_bytes
    session.app.preferences.change(motion="full", theme="dark")
    assert view.kept_bytes == before
