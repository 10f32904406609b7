"""The last page: what was held, and the ways on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from stretchtimer.ui.figure.pictures import FigurePicture
from tests.sweeps import sweep
from tests.ui.conftest import Open
from tests.ui.driving import Person, part_of, settle, texts
from tests.ui.looks import picture
from tests.ui.own_routines import long_routine, write_routine
from tests.ui.places import resize
from tests.ui.test_sizes import SIZES


def finish(person: Person) -> Person:
    person.start()
    while person.window.is_in_session:
        person.go_on(5_000)
    return person


WHOLE = (
    ("Knee hug", "", "25 s", "25 s"),
    ("Spinal twist", "left", "30 s", "30 s"),
    ("Spinal twist", "right", "30 s", "30 s"),
    ("Hamstring stretch", "left", "30 s", "30 s"),
    ("Hamstring stretch", "right", "30 s", "30 s"),
    ("Child's pose", "", "30 s", "30 s"),
    ("Cat-cow", "", "30 s", "30 s"),
)
ON_THE_BACK = "Rest for a moment. Then roll onto your side, and push up with your hands."
ON_THE_KNEES = "Rest for a moment. Then put one foot on the floor, and come up slowly."


@sweep
def test_a_digit_with_ctrl_is_no_answer(session: Person) -> None:
    session.control.end()
    keys = session.window.done.feelings.keys
    keys.keys[4].setFocus()
    session.key(Qt.Key.Key_2, Qt.KeyboardModifier.KeypadModifier)
    assert keys.value == 2
    session.key(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert keys.value == 2


def test_a_whole_routine_is_told_in_a_sentence_and_unfolds_to_a_table(person: Person) -> None:
    done = finish(person).window.done
    assert "Well done." in texts(done)
    held = "You did the whole routine and held for 3 min 25 s in all."
    assert done.sentence == held
    assert done.table() == ()
    assert "What was different from the plan:" not in texts(done)
    person.click(done.unfold)
    assert done.table() == WHOLE
    person.click(done.unfold)
    assert done.table() == ()


@sweep
def test_of_what_is_counted_nobody_is_told_that_they_held_it(make: Open) -> None:
    person = make(routine="strength").start("hold")
    person.go_on(20_000)
    person.control.end()
    done = person.window.done
    assert done.sentence == "You exercised for 20 s in all. It is in your record."
    assert done.held.model().headerData(2, Qt.Orientation.Horizontal) == "Done"
    assert done.table()[0] == ("Bridge", "", "3 times", "6 times")


@sweep
def test_a_routine_of_which_something_was_skipped_is_not_called_whole(session: Person) -> None:
    session.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    while session.window.is_in_session:
        session.go_on(5_000)
    done = session.window.done
    assert done.sentence == "You held for 3 min in all. It is in your record."


@sweep
def test_who_skips_the_last_stretch_has_come_to_the_end(session: Person) -> None:
    session.go_on(25_000)
    session.go_to("lead_in", "cat-cow")
    session.key(Qt.Key.Key_S)
    done = session.window.done
    assert done.title.text() == "Well done."
    assert ("Cat-cow", "", "skipped", "30 s") in done.table()
    assert "not reached" not in " ".join(texts(done))


@sweep
def test_a_table_with_nothing_to_scroll_shows_no_handle(session: Person) -> None:
    session.go_on(25_000)
    session.control.end()
    resize(session, (1366, 768))
    bar = session.window.done.held.verticalScrollBar()
    assert (bar.maximum(), bar.isVisible()) == (0, True)
    muted = session.app.appearance.colour("muted").rgb()
    seen = picture(bar)
    assert all(seen.pixel(bar.width() // 2, y) != muted for y in range(0, seen.height(), 4)), (
        "the handle"
    )


def test_only_what_differs_is_shown_until_all_is_asked_for(session: Person) -> None:
    session.go_on(10_000)
    session.key(Qt.Key.Key_Right)
    while session.window.is_in_session:
        session.go_on(5_000)
    done = session.window.done
    assert done.table() == (("Knee hug", "", "10 s", "25 s"),)
    assert "What was different from the plan:" in texts(done)
    session.focus(done.unfold)
    session.key(Qt.Key.Key_Space)
    assert done.table() == (("Knee hug", "", "10 s", "25 s"), *WHOLE[1:])


def test_what_was_skipped_and_what_was_not_reached_are_told_as_they_were(session: Person) -> None:
    session.go_on(10_000)
    session.key(Qt.Key.Key_Right)
    session.go_to("hold", "hamstring")
    session.go_on(30_000)
    session.control.end()
    done = session.window.done
    assert "Ended early." in texts(done)
    assert done.table() == (
        ("Knee hug", "", "10 s", "25 s"),
        ("Spinal twist", "left", "skipped", "30 s"),
        ("Spinal twist", "right", "skipped", "30 s"),
        ("Hamstring stretch", "right", "not reached", "30 s"),
        ("Child's pose", "", "not reached", "30 s"),
        ("Cat-cow", "", "not reached", "30 s"),
    )


def test_nothing_is_said_of_nothing_held(person: Person) -> None:
    person.start()
    person.control.end()
    done = person.window.done
    assert done.sentence == ""
    assert done.table() == ()
    assert not done.unfold.isVisible()
    assert [words for words in texts(done) if "held" in words or "0 s" in words] == []


@sweep
def test_how_to_get_up_fits_the_pose_one_is_in(person: Person) -> None:
    done = finish(person).window.done
    assert done.advice.text() == ON_THE_KNEES
    for stretch, words in (
        ("knee-hug", ON_THE_BACK),
        ("spinal-twist", ON_THE_BACK),
        ("childs-pose", ON_THE_KNEES),
    ):
        person.click(done.again)
        person.go_to("hold", stretch)
        person.control.end()
        assert done.advice.text() == words, stretch


def test_in_a_change_over_one_is_still_where_one_was(session: Person) -> None:
    session.go_to("change_over")
    session.control.end()
    assert session.window.done.advice.text() == ON_THE_BACK


def test_the_picture_shows_the_pose_one_gets_up_from(make: Open) -> None:
    person = make(drawn=True)
    person.start("hold")
    person.control.end()
    done = person.window.done
    lying = picture(part_of(done, FigurePicture))
    person.click(done.again)
    person.go_to("hold", "cat-cow")
    person.control.end()
    assert picture(part_of(done, FigurePicture)) != lying


def test_it_is_announced(session: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def update(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())

    session.go_on(10_000)
    monkeypatch.setattr(QAccessible, "updateAccessibility", update)
    session.control.end()
    held = "You held for 10 s in all. It is in your record."
    assert told == [f"Ended early. {ON_THE_BACK} {held}"]


def test_the_table_is_one_for_a_screen_reader_too(session: Person) -> None:
    session.go_on(10_000)
    session.control.end()
    held = session.window.done.held
    session.focus(held)
    interface = QAccessible.queryAccessibleInterface(held)
    assert interface.role() == QAccessible.Role.Table
    assert interface.text(QAccessible.Text.Name) == "What you held"
    parts = [interface.child(n) for n in range(interface.childCount())]
    names: dict[QAccessible.Role, list[str]] = {
        role: [] for role in (QAccessible.Role.ColumnHeader, QAccessible.Role.Cell)
    }
    for part in parts:
        if part.role() in names:
            names[part.role()].append(part.text(QAccessible.Text.Name))
    heads, cells = names.values()
    assert heads == ["Stretch", "Side", "Held", "Planned"]
    assert cells[:4] == ["Knee hug", "", "10 s", "25 s"]
    assert len(cells) == 7 * 4
    session.key(Qt.Key.Key_Tab)
    assert not held.hasFocus()


@sweep
def test_no_cell_is_cut_off(make: Open, profile: Path) -> None:
    write_routine(profile, "twelve", long_routine())
    person = make(routine="twelve").start("hold")
    person.go_on(10_000)
    person.control.end()
    assert person.window.done.held.isVisible()
    done = person.window.done
    for size in ((820, 540), *SIZES):
        resize(person, size)
        held = done.held
        for row in range(held.rowCount()):
            for column in range(held.columnCount()):
                item = held.item(row, column)
                assert item is not None
                room = held.visualItemRect(item)
                words = held.fontMetrics().boundingRect(
                    room.adjusted(4, 0, -4, 0), Qt.TextFlag.TextWordWrap, item.text()
                )
                assert words.height() <= room.height(), (size, item.text())
                assert words.width() <= room.width(), (size, item.text())
        assert held.horizontalScrollBar().maximum() == 0, size


@sweep
def test_well_done_can_be_read_from_the_mat(person: Person) -> None:
    done = finish(person).window.done
    for size in SIZES[:3]:
        resize(person, size)
        assert done.title.drawn_capital_height() >= 0.06 * size[1], size
        assert done.advice.drawn_capital_height() >= 0.025 * size[1], size


@sweep
def test_an_extended_hold_is_told_with_all_its_time(session: Person) -> None:
    session.key(Qt.Key.Key_Plus)
    session.go_on(35_000)
    session.control.end()
    assert session.window.done.table()[0] == ("Knee hug", "", "35 s", "25 s")


@sweep
def test_a_shorter_routine_after_a_longer_one_leaves_no_lines_behind(person: Person) -> None:
    finish(person)
    person.click(person.window.done.unfold)
    person.click(person.window.done.home)
    for stretch in person.order()[1:]:
        person.row(stretch).choices.leave_out.trigger()
    finish(person)
    assert person.window.done.table() == ()
    person.click(person.window.done.unfold)
    assert person.window.done.table() == (("Knee hug", "", "25 s", "25 s"),)


def test_once_more_begins_again(person: Person) -> None:
    finish(person)
    person.click(person.window.done.again)
    assert person.window.is_in_session
    assert person.phase.index == 0


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape])
def test_enter_and_escape_go_back_to_the_first_page(session: Person, key: Qt.Key) -> None:
    session.control.end()
    session.key(key)
    assert session.window.home.isVisible()
    assert session.window.home.card.start.hasFocus()


def test_enter_on_once_more_means_once_more(session: Person) -> None:
    session.control.end()
    session.focus(session.window.done.again)
    session.key(Qt.Key.Key_Return)
    assert session.window.is_in_session


def test_the_way_back_is_a_button_too(session: Person) -> None:
    session.control.end()
    session.click(session.window.done.home)
    assert session.window.home.isVisible()


@sweep
def test_how_it_is_laid_out_depends_on_the_window_and_not_on_what_is_on_it(person: Person) -> None:
    page = finish(person).window.done
    resize(person, (900, 600))
    before = (page.title.x(), page.home.y() > page.title.y())
    page.setMinimumHeight(1_400)
    settle()
    assert page.height() >= 1_400
    assert (page.title.x(), page.home.y() > page.title.y()) == before
