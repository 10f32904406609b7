"""The figure in a session: it breathes, moves with the clock, and stands still where it should."""

from __future__ import annotations

import zlib
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer

from stretchtimer.engine.breathing import breath_at
from stretchtimer.engine.commands import Extend
from stretchtimer.engine.plan import PhaseKind
from stretchtimer.engine.session import elapsed_ms
from stretchtimer.figure.choreography import LONGEST_JUMP_MS, LONGEST_MOVE_MS
from stretchtimer.figure.pose import Pose, mirrored
from stretchtimer.figure.scene import Drawing, drawing_of
from stretchtimer.services.audio.audio_out import SETTLE_MS
from stretchtimer.services.audio.cue_style import pace_of
from stretchtimer.ui.figure import view as figure_view
from stretchtimer.ui.figure.frame_cache import BREATH_STEPS
from stretchtimer.ui.figure.session_motion import SessionMotion
from stretchtimer.ui.figure.stage import FigureStage
from tests.sweeps import sweep, swept, swept_rows
from tests.ui.driving import Person, settle
from tests.ui.looks import picture

ONE_STEP = 1 / BREATH_STEPS
FRAME_MS = 45
LONGEST_LOOK_MS = 960
CALM_BREATH_MS = 25_000 // 3
"""Three whole breaths fill the first hold."""


class Paints(QObject):
    """Counts how often a widget is painted."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.count += event.type() is QEvent.Type.Paint
        return False


@pytest.fixture
def moving(session: Person) -> Person:
    """Somebody who breathes in the first hold, where motion is wanted and no breath is paced."""
    session.app.preferences.change(motion="full", breathing="off")
    session.go_on(LONGEST_MOVE_MS)
    return session


def stage_of(person: Person) -> FigureStage:
    return person.window.session.stage


def courses_of(person: Person) -> SessionMotion:
    """What the figure does in the phases of a session."""
    return SessionMotion(person.app.pictures.poses, person.app.preferences)


def ahead(stage: FigureStage) -> QTimer:
    """What finds frames ahead, one at each of its ends."""
    timer = stage.findChild(QTimer, "ahead")
    assert timer is not None
    return timer


def shown(person: Person) -> Pose:
    stage_of(person).refresh()
    pose = stage_of(person).view.pose
    assert pose is not None
    return pose


def later(person: Person, ms: int) -> Pose:
    """What is shown after that time, without a look at the session in between."""
    person.clock.advance(ms)
    return shown(person)


def into_ms(person: Person) -> int:
    return elapsed_ms(person.state, person.clock.ms)


def test_in_a_hold_the_figure_breathes_calmly_though_nothing_is_paced(moving: Person) -> None:
    begun = into_ms(moving)
    moving.clock.advance(CALM_BREATH_MS - begun)
    assert shown(moving).breath == pytest.approx(0.0, abs=ONE_STEP)
    assert later(moving, CALM_BREATH_MS // 4).breath == pytest.approx(0.5, abs=ONE_STEP)
    assert later(moving, CALM_BREATH_MS // 4).breath == pytest.approx(1.0, abs=ONE_STEP)
    assert later(moving, CALM_BREATH_MS // 2).breath == pytest.approx(0.0, abs=ONE_STEP)


@pytest.mark.parametrize("per_minute", [4, 10])
def test_where_the_breath_is_paced_the_figure_follows_it(moving: Person, per_minute: int) -> None:
    moving.app.preferences.change(breathing="always", breaths_per_minute=per_minute)
    pace = pace_of(moving.settings)
    for _ in range(8):
        breath = later(moving, 1_130).breath
        point = breath_at(moving.phase, into_ms(moving), pace)
        assert point is not None
        assert breath == pytest.approx(point.fullness, abs=ONE_STEP)


@sweep
def test_cat_and_cow_keep_to_the_clock_and_to_the_breath(moving: Person) -> None:
    moving.app.preferences.change(breathing="movements")
    moving.go_to("hold", "cat-cow")
    poses = moving.app.pictures.poses
    moving.go_on(10_000 - into_ms(moving))
    assert shown(moving).directions == poses["cat"].directions
    for _ in range(9):
        moving.go_on(1_000)
        point = breath_at(moving.phase, into_ms(moving), pace_of(moving.settings))
        assert point is not None
        assert shown(moving).breath == pytest.approx(point.fullness, abs=0.03)
    moving.go_on(15_000 - into_ms(moving) % 10_000)
    assert shown(moving).directions == poses["cow"].directions


@sweep
def test_a_frame_is_chosen_by_the_clock_however_many_were_missed(moving: Person) -> None:
    moving.go_to("hold", "cat-cow")
    moving.go_on(21_000 - into_ms(moving))
    seldom = picture(stage_of(moving))
    moving.go_to("hold", "cat-cow")
    moving.go_on(10_000 - into_ms(moving))
    while into_ms(moving) < 21_000:
        moving.go_on(100)
        shown(moving)
    assert picture(stage_of(moving)) == seldom


def test_the_figure_goes_into_the_pose_and_then_stands(person: Person) -> None:
    person.app.preferences.change(motion="full")
    person.start("lead_in")
    poses = person.app.pictures.poses
    assert shown(person).directions == poses["feet_flat"].directions
    assert stage_of(person).is_moving
    assert later(person, LONGEST_MOVE_MS // 2) != poses["knee_hug"]
    person.go_on(LONGEST_MOVE_MS)
    assert shown(person) == poses["knee_hug"]
    assert not stage_of(person).is_moving


def test_the_other_side_is_reached_from_the_side_before(person: Person) -> None:
    person.app.preferences.change(motion="full")
    person.start("change_sides")
    twist = person.app.pictures.poses["twist"]
    assert shown(person) not in (twist, mirrored(twist))
    person.go_on(7_900)
    assert shown(person) == mirrored(twist)


def test_with_less_motion_nothing_is_timed_and_nothing_repaints_in_a_hold(session: Person) -> None:
    session.app.preferences.change(motion="less", breathing="always")
    stage = stage_of(session)
    stage.refresh()
    settle()
    paints = Paints()
    stage.view.installEventFilter(paints)
    for _ in range(20):
        session.clock.advance(700)
        stage.refresh()
        settle()
    assert not stage.is_moving
    assert paints.count == 0


def test_a_breath_repaints_only_when_its_picture_changes(moving: Person) -> None:
    stage = stage_of(moving)
    shown(moving)
    settle()
    paints = Paints()
    stage.view.installEventFilter(paints)
    polls = 200
    for _ in range(polls):
        later(moving, CALM_BREATH_MS // polls)
        settle()
    assert BREATH_STEPS <= paints.count <= 2 * BREATH_STEPS + 1


@pytest.mark.parametrize(
    ("kind", "stretch"),
    swept_rows([("hold", "knee-hug"), ("hold", "cat-cow"), ("lead_in", "hamstring")], ["lead_in"]),
)
def test_each_time_the_figure_is_looked_at_there_is_something_new_to_see(
    moving: Person, kind: str, stretch: str
) -> None:
    moving.go_to(kind, stretch)
    stage = stage_of(moving)
    later(moving, LONGEST_JUMP_MS if kind == "hold" else 0)
    settle()
    timer = stage.findChild(QTimer, "frames")
    assert timer is not None
    looks = seen = 0
    for _ in range(40):
        if not timer.isActive():
            break
        before, wait_ms = stage.view.pose, timer.interval()
        moving.clock.advance(wait_ms)
        timer.timeout.emit()
        if wait_ms < LONGEST_LOOK_MS:
            looks += 1
            seen += stage.view.pose != before
    assert looks >= 12
    # The last look of a way only finds that it has been gone.
    assert seen >= looks - 1


@pytest.mark.parametrize(
    ("kind", "stretch", "hinted"),
    swept_rows(
        [
            ("lead_in", "spinal-twist", True),
            ("release", "knee-hug", True),
            ("hold", "cat-cow", True),
            ("hold", "knee-hug", False),
        ],
        ["lead_in", ("hold", "knee-hug", False)],
    ),
)
def test_without_motion_a_ghost_and_an_arrow_show_the_way_where_there_is_one(
    session: Person, kind: str, stretch: str, hinted: bool
) -> None:
    session.app.preferences.change(motion="less")
    session.go_to(kind, stretch)
    stage = stage_of(session)
    stage.refresh()
    before = picture(stage)
    assert stage.view.pose is not None
    stage.view.show_figure(stage.view.pose)
    assert (picture(stage) != before) == hinted


@pytest.mark.parametrize(
    "fields", swept([{"skin": 4}, {"clothing": 2}, {"theme": "dark"}], [{"skin": 4}])
)
def test_new_colours_are_seen_at_once_and_no_old_frame_is_left(
    moving: Person, fields: dict[str, object]
) -> None:
    stage = stage_of(moving)
    shown(moving)
    later(moving, 2_000)
    before, kept = picture(stage), stage.view.kept_bytes
    moving.app.preferences.change(**fields)
    assert 0 < stage.view.kept_bytes < kept
    assert picture(stage) != before


@sweep
def test_another_size_leaves_no_old_frame(moving: Person) -> None:
    stage = stage_of(moving)
    shown(moving)
    later(moving, 2_000)
    kept = stage.view.kept_bytes
    size = moving.window.size()
    small = picture(stage)
    moving.window.resize(size.width() + 160, size.height() + 60)
    settle()
    assert stage.view.kept_bytes < kept
    assert picture(stage).size() == stage.size() != small.size()
    moving.window.resize(size)
    settle()
    assert picture(stage) == small


def test_frames_are_kept_for_one_phase_only(moving: Person) -> None:
    later(moving, 1_000)
    assert stage_of(moving).view.kept_bytes > 0
    moving.go_to("lead_in", "hamstring")
    shown(moving)
    assert stage_of(moving).view.kept_bytes == 0


@sweep
def test_all_frames_take_less_memory_than_the_picture_of_the_window(moving: Person) -> None:
    moving.go_to("hold", "cat-cow")
    stage = stage_of(moving)
    for _ in range(16):
        moving.go_on(1_250)
        shown(moving)
    window = moving.window
    assert 0 < stage.view.kept_bytes <= 4 * window.width() * window.height()


def test_while_paused_or_hidden_nothing_is_timed(moving: Person) -> None:
    stage = stage_of(moving)
    shown(moving)
    assert stage.is_moving
    moving.click(moving.window.session.controls.pause)
    assert not stage.is_moving
    moving.click(moving.window.session.controls.pause)
    moving.go_on(SETTLE_MS + 3_000)
    shown(moving)
    assert stage.is_moving
    moving.window.hide()
    assert not stage.is_moving
    moving.window.show()


def test_a_pause_keeps_the_figure_as_it_was(moving: Person) -> None:
    before = later(moving, 1_700)
    moving.click(moving.window.session.controls.pause)
    assert later(moving, 5_000) == before


def test_a_hold_made_longer_breathes_on(moving: Person) -> None:
    before = later(moving, 1_700)
    moving.control.send(Extend())
    assert shown(moving) == before


def all_found_ahead(person: Person) -> None:
    """Lets the stage find ahead, frame by frame, until the hold is nearly over."""
    while into_ms(person) < person.state.duration_ms - 1_000:
        person.go_on(250)
        ahead(stage_of(person)).timeout.emit()


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Pose]:
    """What is drawn from now on."""
    poses: list[Pose] = []

    def drawing(pose: Pose) -> Drawing:
        poses.append(pose)
        return drawing_of(pose)

    monkeypatch.setattr(figure_view, "drawing_of", drawing)
    return poses


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


@sweep
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
        if moving.phase is not before:
            path = courses.moment(moving.state, 0).path
            if len(path.stops) > 1:
                # The first of them may be shown by now, and need not be kept.
                assert stage.view.missing(path) <= 3
        if timer.isActive():
            timer.timeout.emit()
