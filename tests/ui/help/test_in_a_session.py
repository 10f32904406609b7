"""What is read or chosen over a session: time stands meanwhile, and goes on with a count-in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from stretchtimer.engine.plan import PhaseKind
from stretchtimer.engine.session import Status
from stretchtimer.figure.pose import Pose
from stretchtimer.ui.widgets.buttons import TextButton
from tests.sweeps import sweep, swept
from tests.ui.driving import Person, label, settle, shown, texts
from tests.ui.places import place, resize


@pytest.mark.parametrize(
    "key", swept([Qt.Key.Key_I, Qt.Key.Key_F2, Qt.Key.Key_Question], [Qt.Key.Key_I])
)
def test_a_sheet_stops_the_clock_and_put_away_the_session_goes_on(
    twist: Person, key: Qt.Key
) -> None:
    twist.key(key)
    assert twist.stands_at(Status.PAUSED)
    twist.go_on(30_000)
    twist.key(Qt.Key.Key_Escape)
    assert twist.stands_at(Status.COUNTING_IN)
    twist.go_on(5_000)
    assert twist.stands_at(Status.RUNNING)


@sweep
def test_the_way_from_one_sheet_to_another_lets_no_time_run(twist: Person) -> None:
    twist.key(Qt.Key.Key_I)
    about = twist.window.overlays.about
    twist.click(next(stop for stop in about.stops() if isinstance(stop, TextButton)))
    assert twist.window.overlays.safety.isVisible()
    assert twist.stands_at(Status.PAUSED)
    twist.key(Qt.Key.Key_Escape)
    assert twist.stands_at(Status.COUNTING_IN)


@sweep
def test_a_pause_of_ones_own_outlasts_a_sheet(twist: Person) -> None:
    twist.key(Qt.Key.Key_Space)
    twist.key(Qt.Key.Key_I)
    twist.key(Qt.Key.Key_Escape)
    assert twist.stands_at(Status.PAUSED)


def test_what_is_shown_is_the_stretch_of_now_on_its_side(twist: Person) -> None:
    twist.key(Qt.Key.Key_I)
    words = " ".join(texts(twist.window.overlays.about))
    assert "let both knees sink to the left" in words
    assert "{" not in words
    sheet = twist.window.overlays.about.sheet_shown
    assert sheet is not None
    assert len(sheet.steps) == 4


@sweep
def test_what_the_rings_on_the_figure_mean_is_told_below_it(twist: Person) -> None:
    twist.key(Qt.Key.Key_I)
    sheet = twist.window.overlays.about.sheet_shown
    assert sheet is not None
    assert sheet.legend.isVisible()
    assert sheet.legend.text() == "The rings show where you may feel it."
    assert sheet.legend.mapTo(sheet, QPoint()).y() >= sheet.figure.geometry().bottom()


def test_what_is_opened_in_a_session_is_read_from_the_mat(person: Person) -> None:
    resize(person, (1366, 768))
    person.row("spinal-twist").about.trigger()
    at_desk = person.window.overlays.about
    small = label(at_desk, "2. Keep your knees together.").fontInfo().pixelSize()
    person.key(Qt.Key.Key_Escape)
    person.start()
    person.go_to("hold", "spinal-twist")
    person.key(Qt.Key.Key_I)
    about = person.window.overlays.about
    assert label(about, "2. Keep your knees together.").fontInfo().pixelSize() > small * 1.5
    person.key(Qt.Key.Key_Escape)
    person.key(Qt.Key.Key_H)
    person.click(person.window.overlays.hurts.help)
    words = label(person.window.overlays.safety, "you find it hard to pee")
    assert words.fontInfo().pixelSize() >= 768 // 30
    person.key(Qt.Key.Key_Escape)
    person.control.end()
    person.click(person.window.done.home)
    person.row("spinal-twist").about.trigger()
    again = label(at_desk, "2. Keep your knees together.")
    assert again.fontInfo().pixelSize() == small


def test_the_easier_way_can_be_kept_and_given_up_on_home(person: Person) -> None:
    person.row("knee-hug").about.trigger()
    sheet = person.window.overlays.about.sheet_shown
    assert sheet is not None
    sheet.easier.click()
    assert person.personal.plan().phases[0].words.position.startswith("On your back, bring in one")
    sheet.easier.click()
    assert not person.personal.is_anything_changed


@sweep
def test_what_is_easier_for_today_alone_is_not_told_as_kept(twist: Person) -> None:
    twist.app.preferences.change(motion="less")
    twist.key(Qt.Key.Key_H)
    twist.click(twist.window.overlays.hurts.easier)
    twist.key(Qt.Key.Key_I)
    sheet = twist.window.overlays.about.sheet_shown
    assert sheet is not None
    assert not sheet.easier.isChecked()
    assert sheet.for_today.isVisible()
    assert _shown(sheet.figure.pose) == "twist_cushioned"
    twist.click(sheet.easier)
    assert twist.personal.eased_in(twist.state.plan) == ()
    assert not sheet.for_today.isVisible()
    twist.click(sheet.easier)
    assert not twist.phase.stretch.is_easier
    assert _shown(sheet.figure.pose) == "twist"


def test_the_easier_way_comes_first_where_it_is_what_one_does(twist: Person) -> None:
    def is_first() -> bool:
        twist.key(Qt.Key.Key_I)
        sheet = twist.window.overlays.about.sheet_shown
        assert sheet is not None
        settle()
        first = place(sheet.easier_step).top() < place(sheet.steps[0]).top()
        twist.key(Qt.Key.Key_Escape)
        return first

    assert not is_first()
    twist.key(Qt.Key.Key_H)
    twist.click(twist.window.overlays.hurts.easier)
    assert is_first()


@pytest.mark.parametrize("way", ["key", "button"])
def test_whoever_reads_how_to_do_it_can_say_that_it_hurts(twist: Person, way: str) -> None:
    twist.key(Qt.Key.Key_I)
    about, hurts = twist.window.overlays.about, twist.window.overlays.hurts
    if way == "key":
        twist.key(Qt.Key.Key_H)
    else:
        twist.click(next(one for one in shown(about, TextButton) if one.text() == "This hurts"))
    assert not about.isVisible()
    assert hurts.isVisible()
    twist.key(Qt.Key.Key_Escape)
    assert twist.stands_at(Status.PAUSED), "nobody goes on by accident"


def test_the_figure_moves_and_each_step_lights_up_with_it(twist: Person) -> None:
    twist.app.preferences.change(motion="full")
    twist.key(Qt.Key.Key_I)
    sheet = twist.window.overlays.about.sheet_shown
    assert sheet is not None
    assert sheet.figure.is_moving
    lit, poses = [], set()
    for at_ms in range(0, sheet.figure.lasts_ms, 500):
        sheet.figure.show_at(at_ms)
        now = [number for number, step in enumerate(sheet.steps) if step.is_lit]
        assert len(now) + sheet.coming_out.is_lit == 1
        lit += [number for number in now if number not in lit]
        poses.add(sheet.figure.pose)
    assert lit == [0, 1, 2, 3]
    assert len(poses) > 5
    twist.key(Qt.Key.Key_Escape)
    assert not sheet.figure.is_moving


def test_the_easier_way_is_shown_by_the_figure_as_soon_as_it_is_chosen(twist: Person) -> None:
    twist.app.preferences.change(motion="less")
    twist.key(Qt.Key.Key_I)
    sheet = twist.window.overlays.about.sheet_shown
    assert sheet is not None
    assert _shown(sheet.figure.pose) == "twist"
    sheet.easier.click()
    assert _shown(sheet.figure.pose) == "twist_cushioned"
    sheet.easier.click()
    assert _shown(sheet.figure.pose) == "twist"


@sweep
def test_while_the_figure_does_it_the_easier_way_its_words_are_lit(twist: Person) -> None:
    twist.app.preferences.change(motion="full")
    twist.key(Qt.Key.Key_I)
    sheet = twist.window.overlays.about.sheet_shown
    assert sheet is not None
    sheet.easier.click()
    for at_ms in range(0, sheet.figure.lasts_ms, 500):
        sheet.figure.show_at(at_ms)
        assert not any(step.is_lit for step in sheet.steps)
        assert sheet.easier_step.is_lit is not sheet.coming_out.is_lit


def _shown(pose: Pose | None) -> str:
    assert pose is not None
    return pose.id


def test_home_shows_the_easier_way_of_a_stretch(person: Person) -> None:
    row = person.row("knee-hug")
    assert row.pose == "knee_hug"
    person.personal.set_easier("knee-hug", True)
    assert row.pose == "one_knee_hug"
    person.personal.undo()
    assert row.pose == "knee_hug"


def test_a_session_shows_the_easier_way_from_its_lead_in_on(person: Person) -> None:
    person.app.preferences.change(motion="less")
    for stretch in person.personal.stretches:
        person.personal.set_easier(stretch.id, True)
    person.start()
    seen = []
    for stretch in person.personal.stretches:
        person.go_to("hold", stretch.id)
        person.go_on(4_000)
        seen.append(_shown(person.window.session.stage.view.pose))
    assert seen[:4] == ["one_knee_hug", "twist_cushioned", "hamstring_bent", "childs_pose_raised"]


def test_cat_and_cow_light_the_steps_that_tell_of_them(twist: Person) -> None:
    twist.app.preferences.change(motion="full")
    twist.go_to("hold", "cat-cow")
    twist.key(Qt.Key.Key_I)
    sheet = twist.window.overlays.about.sheet_shown
    assert sheet is not None
    for at_ms, words in ((3_000, "let your belly sink"), (8_000, "round your back up")):
        sheet.figure.show_at(at_ms)
        (step,) = [step for step in sheet.steps if step.is_lit]
        assert words in step.text()


@sweep
def test_with_less_motion_it_stands_in_the_pose(twist: Person) -> None:
    twist.app.preferences.change(motion="less")
    twist.key(Qt.Key.Key_I)
    sheet = twist.window.overlays.about.sheet_shown
    assert sheet is not None
    assert not sheet.figure.is_moving
    assert sheet.figure.pose is not None
    assert not any(step.is_lit for step in sheet.steps)


@sweep
def test_the_choice_is_reached_by_tab(twist: Person) -> None:
    twist.key(Qt.Key.Key_I)
    sheet = twist.window.overlays.about.sheet_shown
    assert sheet is not None
    QTest.keyClick(twist.window.overlays.about, Qt.Key.Key_Tab)
    assert sheet.easier.hasFocus()
    twist.key(Qt.Key.Key_Space)
    assert twist.phase.kind is PhaseKind.LEAD_IN
    assert twist.phase.stretch.is_easier
    twist.key(Qt.Key.Key_Escape)
    assert not twist.stands_at(Status.PAUSED)
