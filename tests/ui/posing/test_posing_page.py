"""A pose is made by mouse or keys alone, seen from two sides, undone, named and handed on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget

from stretchtimer.figure.body import bottom_of, set_down
from stretchtimer.figure.pose import Pose, mirrored
from stretchtimer.figure.posing.handles import HANDLES, handle_point
from stretchtimer.figure.vectors import Vec
from stretchtimer.services.wording.posing import handle_words
from stretchtimer.ui.posing.posing_page import PosingPage
from stretchtimer.ui.posing.posing_view import Sight
from tests.sweeps import sweep
from tests.ui.driving import Person, settle

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
WAIT_MS = 20_000


@pytest.fixture
def page(person: Person) -> Iterator[PosingPage]:
    made = PosingPage(person.app.appearance, person.app.pictures)
    made.resize(1000, 700)
    made.show()
    made.begin()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    settle()
    yield made
    made.close()
    made.deleteLater()
    person.window.activateWindow()
    settle()


def at(page: PosingPage, handle: str) -> Vec:
    return handle_point(set_down(page.pose).joints, handle)


def until_settled(page: PosingPage, do: Callable[[], None]) -> None:
    """Does something that draws the figure, and waits until that has come to its end."""
    spy = QSignalSpy(page.settled)
    do()
    assert spy.count() or spy.wait(WAIT_MS)


def drag(page: PosingPage, handle: str, across: float, down: float) -> None:
    """Draws a handle by mouse, in heights of the view, and lets go of it."""
    widget = page.view.handles[handle]
    middle = widget.rect().center()
    way = QPoint(round(across * page.view.height()), round(down * page.view.height()))
    QTest.mousePress(widget, LEFT, pos=middle)
    until_settled(page, lambda: QTest.mouseMove(widget, middle + way))
    QTest.mouseRelease(widget, LEFT, pos=widget.rect().center())


def nudge(
    page: PosingPage,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    until_settled(page, lambda: QTest.keyClick(focus, key, modifier))


def same(one: Pose, other: Pose) -> bool:
    return one.directions == other.directions and one.place == other.place


def test_the_hips_are_pulled_up_into_a_bridge_by_mouse(page: PosingPage) -> None:
    drag(page, "hips", 0.04, -0.15)
    assert bottom_of(set_down(page.pose), "pelvis") > 0.06
    assert "the hips" not in page.resting.text()
    assert "the shoulders" in page.resting.text()
    assert page.view.pose is not None
    assert same(page.view.pose, page.pose)


def test_all_handles_are_reached_and_named_by_keys_alone(page: PosingPage) -> None:
    page.view.handles["head"].setFocus()
    names = []
    for _ in HANDLES:
        focus = QApplication.focusWidget()
        assert focus is not None
        names.append(focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert names == [handle_words(handle) for handle in HANDLES]
    assert QApplication.focusWidget() is page.name


def test_an_arrow_key_moves_a_handle_and_shift_moves_it_farther(page: PosingPage) -> None:
    page.view.handles["knee_left"].setFocus()
    before = at(page, "knee_left")
    nudge(page, Qt.Key.Key_Right)
    small = at(page, "knee_left")[0] - before[0]
    assert 0.002 < small < 0.02
    nudge(page, Qt.Key.Key_Right, SHIFT)
    assert at(page, "knee_left")[0] - before[0] > 3 * small
    page.view.handles["hand_left"].setFocus()
    before = at(page, "hand_left")
    nudge(page, Qt.Key.Key_Up, SHIFT)
    assert at(page, "hand_left")[2] > before[2] + 0.03


def test_from_above_a_handle_goes_aside_and_keeps_its_height(page: PosingPage) -> None:
    QTest.mouseClick(page.from_above, LEFT)
    assert page.view.sight is Sight.TOP
    assert page.from_above.isChecked()
    assert not page.from_side.isChecked()
    page.view.handles["foot_left"].setFocus()
    before = at(page, "foot_left")
    nudge(page, Qt.Key.Key_Down, SHIFT)
    after = at(page, "foot_left")
    assert after[1] < before[1] - 0.03
    assert after[2] == pytest.approx(before[2], abs=0.01)
    QTest.mouseClick(page.from_side, LEFT)
    assert page.from_side.isChecked()


def test_what_cannot_be_is_told_in_a_sentence(page: PosingPage) -> None:
    drag(page, "hips", 0.0, 0.4)
    assert page.said.text() == "Not lower: the floor is there."
    drag(page, "knee_left", -0.1, -0.3)
    assert page.said.text()
    QTest.mouseClick(page.undo, LEFT)
    assert not page.said.text()


def test_each_drag_is_undone_and_done_again(page: PosingPage) -> None:
    first = page.pose
    assert not page.undo.isEnabled()
    drag(page, "hand_left", 0.0, -0.2)
    raised = page.pose
    drag(page, "knee_right", 0.05, -0.05)
    QTest.keyClick(page.view.handles["head"], Qt.Key.Key_Z, CTRL)
    assert same(page.pose, raised)
    QTest.mouseClick(page.undo, LEFT)
    assert same(page.pose, first)
    assert not page.undo.isEnabled()
    QTest.mouseClick(page.redo, LEFT)
    assert same(page.pose, raised)
    assert page.view.pose is not None
    assert same(page.view.pose, raised)


def test_where_it_is_felt_is_marked_swapped_undone_and_handed_on(page: PosingPage) -> None:
    handed_on = QSignalSpy(page.made)
    box = page.felt
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    while box.currentText() != "Back of the thigh, left":
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert page.pose.feels == {"hamstring_left"}
    assert page.view.pose is not None
    assert page.view.pose.feels == {"hamstring_left"}
    QTest.mouseClick(page.mirror, LEFT)
    assert box.currentText() == "Back of the thigh, right"
    QTest.mouseClick(page.undo, LEFT)
    assert box.currentText() == "Back of the thigh, left"
    drag(page, "hand_left", 0.0, -0.2)
    QTest.keyClicks(page.name, "Reaching")
    QTest.mouseClick(page.save, LEFT)
    (told,) = [handed_on.at(number) for number in range(handed_on.count())]
    assert told[1].feels == {"hamstring_left"}


def test_left_and_right_are_swapped(page: PosingPage) -> None:
    drag(page, "hand_left", 0.0, -0.2)
    before = page.pose
    QTest.mouseClick(page.mirror, LEFT)
    assert same(page.pose, mirrored(before))
    assert "the right hand" not in page.resting.text()


def test_it_is_begun_from_any_pose_that_is_known(person: Person, page: PosingPage) -> None:
    QTest.mouseClick(page.start, LEFT)
    sheet = page.starts
    assert sheet.isVisible()
    assert sheet.list.count() == len(person.app.pictures.poses)
    words = [sheet.list.item(row).text() for row in range(sheet.list.count())]
    sheet.list.setCurrentRow(words.index("Standing"))
    QTest.keyClick(sheet.list, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    assert same(page.pose, person.app.pictures.poses["standing"])
    QTest.mouseClick(page.undo, LEFT)
    assert same(page.pose, person.app.pictures.poses["feet_flat"])


def test_who_sits_has_no_handle_at_the_hips(page: PosingPage) -> None:
    page.begin("sitting")
    assert not page.view.handles["hips"].isVisible()
    assert page.view.handles["head"].isVisible()
    assert page.resting.text().startswith("On the chair: the hips.")


def test_marks_stand_under_what_rests(person: Person, page: PosingPage) -> None:
    assert len(list(page.view.marks())) == len(page.pose.rests)
    picture = page.view.grab().toImage()
    ink = person.app.appearance.colour("ink")
    ratio = picture.devicePixelRatio()
    for left, right in page.view.marks():
        middle = (left + right) / 2 * ratio
        near = [
            QColor(picture.pixel(round(middle.x()) + dx, round(middle.y()) + dy))
            for dx in (-4, 0, 4)
            for dy in (-1, 0, 1)
        ]
        # A handle may lie over the middle of one.
        assert ink in near


def test_a_pose_is_handed_on_with_its_name(page: PosingPage) -> None:
    spy = QSignalSpy(page.made)
    QTest.mouseClick(page.save, LEFT)
    assert page.said.text() == "Give the pose a name first."
    assert page.name.hasFocus()
    drag(page, "hand_left", 0.0, -0.2)
    QTest.keyClicks(page.name, "  Reaching   up ")
    QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert spy.count() == 1
    name, pose = spy.at(0)
    assert name == "Reaching up"
    assert same(pose, page.pose)
    assert "hand_left" not in pose.rests


def test_no_name_is_taken_twice(page: PosingPage) -> None:
    spy = QSignalSpy(page.made)
    page.begin("cat", {"reaching_up": "/nowhere/reaching_up.toml#1"})
    QTest.keyClicks(page.name, "Reaching up")
    QTest.mouseClick(page.save, LEFT)
    assert spy.count() == 0
    assert page.said.text().startswith("There is a pose of that name already.")


def test_a_pose_that_is_gone_is_told(page: PosingPage) -> None:
    page.begin("cat", {"reaching_up": "/nowhere/reaching_up.toml#1"})
    before = page.pose
    QTest.mouseClick(page.start, LEFT)
    words = [page.starts.list.item(row).text() for row in range(page.starts.list.count())]
    page.starts.list.setCurrentRow(words.index("Reaching up"))
    QTest.keyClick(page.starts.list, Qt.Key.Key_Return)
    assert page.said.text() == "That pose cannot be used any more."
    assert same(page.pose, before)


@pytest.mark.parametrize("by_key", [True, False])
def test_cancel_gives_nothing(page: PosingPage, by_key: bool) -> None:
    made, left = QSignalSpy(page.made), QSignalSpy(page.left)
    drag(page, "hand_left", 0.0, -0.2)
    if by_key:
        QTest.keyClick(page.view.handles["head"], Qt.Key.Key_Escape)
    else:
        QTest.mouseClick(page.cancel, LEFT)
    assert (made.count(), left.count()) == (0, 1)


def test_nothing_is_cut_off_in_a_small_window(page: PosingPage) -> None:
    page.resize(900, 600)
    settle()
    for part in page.findChildren(QWidget):
        if part.isVisible() and part.parentWidget() is page:
            assert page.rect().contains(part.geometry())
    assert page.view.height() > page.height() // 3


@sweep
def test_a_finger_draws_as_a_mouse_does(page: PosingPage) -> None:
    device = QTest.createTouchDevice()
    widget = page.view.handles["hand_left"]
    before = at(page, "hand_left")
    middle = widget.mapTo(page, widget.rect().center())
    QTest.touchEvent(page, device).press(0, middle, page).commit()
    until_settled(
        page,
        lambda: QTest.touchEvent(page, device).move(0, middle + QPoint(0, -80), page).commit(),
    )
    QTest.touchEvent(page, device).release(0, middle + QPoint(0, -80), page).commit()
    assert at(page, "hand_left")[2] > before[2] + 0.03
    assert page.undo.isEnabled()
