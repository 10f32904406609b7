"""Every control of the first page, followed to the session that is held next."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from stretchtimer.engine.model import Side
from stretchtimer.ui.figure.pictures import FigurePicture
from stretchtimer.ui.theme.palettes import LIGHT
from tests.sweeps import sweep, swept_rows
from tests.ui.conftest import Open
from tests.ui.driving import Person, button_named, part_of, settle, texts
from tests.ui.hands import LEFT
from tests.ui.home.plans import Everywhere, hold_s, names, sides, total_of
from tests.ui.looks import colour_at
from tests.ui.places import leaves, place, resize


def test_the_routine_for_after_a_walk_is_there_at_the_first_start(person: Person) -> None:
    assert person.order() == ["knee-hug", "spinal-twist", "hamstring", "childs-pose", "cat-cow"]
    assert [row.stepper.box.text() for row in person.window.home.list.rows()] == [
        "25 s",
        *["30 s"] * 4,
    ]
    assert "After your walk" in texts(person.window.home.card)
    assert person.window.home.card.total == f"5 stretches · {total_of(person.planned())}"


@sweep
def test_one_step_longer_is_held_five_seconds_longer(everywhere: Everywhere) -> None:
    everywhere.person.click(everywhere.person.row("knee-hug").stepper.longer)
    assert hold_s(everywhere.plan(), "knee-hug") == 30


def test_one_step_shorter_is_held_five_seconds_shorter(everywhere: Everywhere) -> None:
    everywhere.person.click(everywhere.person.row("hamstring").stepper.shorter)
    assert hold_s(everywhere.plan(), "hamstring") == 25


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("45", 45),
        ("1:30", 90),
        ("2 min", 120),
        ("90 s", 90),
        ("1", 5),
        ("0", 5),
        ("9999", 600),
        ("nonsense", 25),
        ("", 25),
        ("-5", 25),
        ("12,6", 13),
    ],
)
def test_a_typed_hold_is_taken_or_goes_back(person: Person, typed: str, seconds: int) -> None:
    box = person.row("knee-hug").stepper.box
    person.write(box, typed)
    assert box.value() == seconds
    assert box.text() == {90: "1 min 30 s", 120: "2 min", 600: "10 min"}.get(
        seconds, f"{seconds} s"
    )
    assert hold_s(person.personal.plan(), "knee-hug") == seconds


@pytest.mark.parametrize("place", [0.2, 0.5, 0.8])
def test_what_is_typed_after_a_click_takes_the_place_of_what_was_there(
    person: Person, place: float
) -> None:
    row = person.row("knee-hug")
    line = row.stepper.box.lineEdit()
    person.click(line, QPoint(round(place * line.width()), line.height() // 2))
    QApplication.processEvents()
    QTest.keyClicks(line, "45")
    person.key(Qt.Key.Key_Return)
    assert hold_s(person.personal.plan(), "knee-hug") == 45


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_after_a_typed_hold_takes_it_and_starts_nothing(person: Person, end: Qt.Key) -> None:
    person.write(person.row("knee-hug").stepper.box, "45", end)
    assert not person.window.is_in_session
    assert hold_s(person.planned(), "knee-hug") == 45


def test_enter_in_any_other_box_starts_nothing(person: Person) -> None:
    home = person.window.home
    for box in (home.times.rounds, home.times.lead_in, home.times.change_over, home.card.minutes):
        person.write(box, "3", Qt.Key.Key_Return)
        assert not person.window.is_in_session


def test_arrow_keys_step_the_hold(person: Person) -> None:
    box = person.row("knee-hug").stepper.box
    person.focus(box)
    person.key(Qt.Key.Key_Up)
    person.key(Qt.Key.Key_Up)
    person.key(Qt.Key.Key_Down)
    assert hold_s(person.planned(), "knee-hug") == 30


def test_the_wheel_over_a_box_scrolls_the_page_whatever_was_clicked_last(person: Person) -> None:
    home = person.window.home
    boxes = (
        person.row("knee-hug").stepper.box,
        home.times.rounds,
        home.times.lead_in,
        home.times.change_over,
    )
    before = person.planned().phases
    for box in boxes:
        person.click(box)
        assert box.hasFocus()
        for steps in (3, -3):
            assert not person.wheel(box, steps), "the page gets nothing to scroll by"
    assert person.planned().phases == before


@sweep
def test_cat_cow_is_held_in_whole_cycles(everywhere: Everywhere) -> None:
    person = everywhere.person
    box = person.row("cat-cow").stepper.box
    person.click(person.row("cat-cow").stepper.longer)
    assert box.value() == 40
    person.write(box, "41")
    assert box.value() == 50
    assert person.row("cat-cow").dose.endswith("Cow 5 s + Cat 5 s, 5 times")
    assert hold_s(everywhere.plan(), "cat-cow") == 50


@pytest.mark.parametrize(
    ("stretch", "least"), swept_rows([("knee-hug", 5), ("cat-cow", 10)], ["cat-cow"])
)
def test_no_hold_goes_beyond_its_limits(person: Person, stretch: str, least: int) -> None:
    stepper = person.row(stretch).stepper
    person.write(stepper.box, "600")
    assert not stepper.longer.isEnabled()
    person.focus(stepper.box)
    person.key(Qt.Key.Key_Up)
    assert hold_s(person.planned(), stretch) == 600
    person.write(stepper.box, "1")
    person.focus(stepper.box)
    person.key(Qt.Key.Key_Down)
    assert hold_s(person.planned(), stretch) == least
    assert not stepper.shorter.isEnabled()


def test_a_changed_row_says_what_it_was_and_can_be_set_back(everywhere: Everywhere) -> None:
    person = everywhere.person
    row = person.row("knee-hug")
    assert not row.back.isVisible()
    assert row.marks == ""
    person.click(row.stepper.longer)
    assert row.marks == "was 25 s"
    person.click(row.back)
    assert row.marks == ""
    assert not row.back.isVisible()
    assert hold_s(everywhere.plan(), "knee-hug") == 25


def test_a_stretch_can_be_left_out(everywhere: Everywhere) -> None:
    row = everywhere.person.row("hamstring")
    row.choices.leave_out.trigger()
    assert row.marks == "Left out"
    assert not row.stepper.isVisible()
    assert everywhere.person.window.home.card.total.startswith("4 stretches")
    assert names(everywhere.plan()) == ["knee-hug", "spinal-twist", "childs-pose", "cat-cow"]


@sweep
def test_a_stretch_can_be_taken_in_again(everywhere: Everywhere) -> None:
    row = everywhere.person.row("hamstring")
    row.choices.leave_out.trigger()
    assert not row.choices.leave_out.isVisible()
    assert row.choices.take_in.isVisible()
    row.choices.take_in.trigger()
    assert row.stepper.isVisible()
    assert "hamstring" in names(everywhere.plan())


@sweep
def test_the_last_stretch_cannot_be_left_out(person: Person) -> None:
    for stretch in person.order()[1:]:
        person.row(stretch).choices.leave_out.trigger()
    last = person.row("knee-hug")
    assert not last.choices.leave_out.isEnabled()
    last.choices.leave_out.trigger()
    assert names(person.planned()) == ["knee-hug"]
    assert person.window.home.card.total.startswith("1 stretch ·")


def test_the_first_side_can_be_swapped(everywhere: Everywhere) -> None:
    row = everywhere.person.row("spinal-twist")
    assert row.choices.swap_side.text() == "Start with the right side"
    row.choices.swap_side.trigger()
    assert row.choices.swap_side.text() == "Start with the left side"
    assert "right first" in row.dose
    assert sides(everywhere.plan(), "spinal-twist") == [Side.RIGHT, Side.LEFT]


def test_the_picture_of_a_stretch_shows_the_side_it_begins_with(person: Person) -> None:
    person.app.pictures.draw()
    row = person.row("spinal-twist")
    figure = row.findChild(FigurePicture)
    assert figure is not None
    before = figure.grab().toImage()
    row.choices.swap_side.trigger()
    assert figure.grab().toImage() != before
    row.choices.swap_side.trigger()
    assert figure.grab().toImage() == before


def test_only_two_sided_stretches_offer_a_side(person: Person) -> None:
    offered = [
        row.stretch_id
        for row in person.window.home.list.rows()
        if row.choices.swap_side.isVisible()
    ]
    assert offered == ["spinal-twist", "hamstring"]


def test_about_tells_how_to_do_a_stretch_and_when_to_take_care(person: Person) -> None:
    person.row("knee-hug").about.trigger()
    about = person.window.overlays.about
    assert about.isVisible()
    words = " ".join(texts(about))
    stretch = person.personal.original.stretch("knee-hug")
    for text in (stretch.words.care, stretch.words.feel, *stretch.words.setup):
        assert text in words


def test_start_can_be_pressed_at_once_by_key(person: Person) -> None:
    assert person.window.home.card.start.hasFocus()
    person.key(Qt.Key.Key_Return)
    assert person.window.is_in_session


def test_enter_on_another_button_does_what_that_button_says(person: Person) -> None:
    person.focus(person.window.home.card.longer)
    person.key(Qt.Key.Key_Return)
    assert not person.window.is_in_session
    assert hold_s(person.planned(), "knee-hug") == 60


def test_the_context_menu_of_a_row_holds_all_that_can_be_done_with_it(person: Person) -> None:
    row = person.row("spinal-twist")
    row.menu.aboutToShow.emit()
    shown = [action.text() for action in row.menu.actions() if action.isVisible()]
    assert shown == [
        "How to do it, and when not to",
        "Start with the right side",
        "Move up",
        "Move down",
        "Leave out",
        "Reset to the original",
    ]
    assert row.more.menu() is row.menu


def test_a_right_click_opens_the_menu_of_the_row(person: Person) -> None:
    row = person.row("spinal-twist")
    spot = QPoint(40, 40)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, row.mapToGlobal(spot))
    QApplication.sendEvent(row, event)
    assert row.menu.isVisible()
    row.menu.close()


def test_quick_buttons_are_there_for_the_pointer_and_for_the_keyboard(person: Person) -> None:
    person.window.resize(1366, 768)
    settle()
    row = person.row("hamstring")
    up = button_named(row, "Move Hamstring stretch up")
    assert up.icon().isNull()
    QApplication.sendEvent(row, QEvent(QEvent.Type.Enter))
    assert not up.icon().isNull()
    QApplication.sendEvent(row, QEvent(QEvent.Type.Leave))
    assert up.icon().isNull()
    person.focus(row.stepper.box)
    assert not up.icon().isNull()


def test_lead_ins_wait_where_that_is_ticked_on_the_first_page(everywhere: Everywhere) -> None:
    wait = everywhere.person.window.home.times.wait
    assert not wait.isChecked()
    everywhere.person.click(wait)
    assert everywhere.person.personal.times.wait_until_ready
    plan = everywhere.plan()
    assert all(phase.waits for phase in plan.phases if phase.kind.value == "lead_in")


def test_waiting_is_ticked_on_the_first_page_where_it_was_in_the_settings(person: Person) -> None:
    person.personal.set_time("wait_until_ready", True)
    assert person.window.home.times.wait.isChecked()
    person.click(person.window.home.back_to_original)
    assert not person.window.home.times.wait.isChecked()


def leave(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))


def calm_rows(person: Person) -> list[str]:
    rows = person.window.home.list.rows()
    return [row.stretch_id for row in rows if row.stepper.longer.property("calm")]


def test_the_plan_is_plain_text_until_it_is_pointed_at_or_adjusted(person: Person) -> None:
    home = person.window.home
    assert calm_rows(person) == person.order()
    row = person.row("hamstring")
    before = [(leaf, place(leaf)) for leaf in leaves(home)]
    QApplication.sendEvent(row, QEvent(QEvent.Type.Enter))
    assert calm_rows(person) == [s for s in person.order() if s != "hamstring"]
    settle()
    assert [(leaf, place(leaf)) for leaf in leaves(home)] == before, "something has jumped"
    leave(row)
    assert calm_rows(person) == person.order()
    person.focus(row.stepper.box)
    leave(row)
    assert "hamstring" not in calm_rows(person)
    person.click(home.times.adjust)
    for each in home.list.rows():
        leave(each)
    settle()
    assert calm_rows(person) == []
    assert not home.times.rounds.property("calm")
    assert [(leaf, place(leaf)) for leaf in leaves(home)] == before, "something has jumped"
    person.click(home.times.adjust)
    person.window.home.card.start.setFocus()
    leave(home.times)
    assert calm_rows(person) == person.order()
    assert home.times.rounds.property("calm")


def test_a_calm_field_has_neither_ground_nor_outline(person: Person) -> None:
    person.app.preferences.change(theme="light")
    row = person.row("hamstring")
    spot = row.stepper.box.mapTo(person.window, QPoint(3, row.stepper.box.height() // 2))
    assert colour_at(person.window, spot.x(), spot.y()) == LIGHT.bg
    QApplication.sendEvent(row, QEvent(QEvent.Type.Enter))
    assert colour_at(person.window, spot.x(), spot.y()) == LIGHT.surface


def test_a_finger_presses_no_button_that_is_not_seen(person: Person) -> None:
    row = person.row("knee-hug")
    spot = row.stepper.longer.mapTo(person.window, row.stepper.longer.rect().center())
    assert person.window.childAt(spot) is row.stepper
    QTest.mouseClick(row.stepper, LEFT)
    assert hold_s(person.personal.plan(), "knee-hug") == 25


def test_adjusting_goes_on_in_another_routine(person: Person) -> None:
    person.click(person.window.home.times.adjust)
    person.window.show_routine(person.personal)
    assert calm_rows(person) == []


def test_another_routine_is_shown_from_its_first_stretch_on(make: Open) -> None:
    person = make()
    resize(person, (900, 600))
    bar = person.window.home.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    person.window.routine_wanted.emit("strength")
    settle()
    assert person.order()[0] == "bridge"
    assert bar.value() == 0


@sweep
def test_the_picture_beside_start_shows_where_the_routine_begins(make: Open) -> None:
    person = make()
    person.app.pictures.draw()
    picture = part_of(person.window.home.card, FigurePicture)
    assert picture.pose == "feet_flat"
    person.window.choose("stretch-on-a-chair")
    settle()
    assert picture.pose == "sitting"


@sweep
def test_where_things_lie_depends_on_the_window_and_not_on_what_it_was_before(
    person: Person,
) -> None:
    home = person.window.home

    def is_beside() -> bool:
        return home.list.mapTo(home, QPoint(0, 0)).x() > home.card.geometry().right()

    resize(person, (900, 600))
    assert is_beside()
    resize(person, (820, 1100))
    assert not is_beside()
    resize(person, (900, 600))
    assert is_beside()
