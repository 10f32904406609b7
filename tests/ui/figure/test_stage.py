"""The figure in a session: it breathes, moves with the clock, and stands still where it should."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer

from stretchtimer.engine.breathing import breath_at
from stretchtimer.engine.commands import Extend
from stretchtimer.figure.choreography import LONGEST_JUMP_MS, LONGEST_MOVE_MS
from stretchtimer.figure.pose import mirrored
from stretchtimer.services.audio.audio_out import SETTLE_MS
from stretchtimer.services.audio.cue_style import pace_of
from stretchtimer.ui.figure.frame_cache import BREATH_STEPS
from tests.sweeps import sweep, swept, swept_rows
from tests.ui.driving import Person, settle
from tests.ui.figure.staging import into_ms, later, shown, stage_of
from tests.ui.looks import picture

ONE_STEP = 1 / BREATH_STEPS
FRAME_MS = 45
LONGEST_LOOK_MS = 960
CALM_BREATH_MS = 25_000 // 3
"""Three whole breaths fill the first hold."""
"""Three whole breaths fill the first hold."""


class Paints(QObject):
    """Counts how often a widget is painted."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.count += event.type() is QEvent.Type.Paint
        return False


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
