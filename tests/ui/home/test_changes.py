"""What differs from the original is seen, can be set back one by one, and every change undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QImage

from stretchtimer.engine.adjustments import Adjustments
from stretchtimer.ui.figure.pictures import FigurePicture
from stretchtimer.ui.home.stretch_row import StretchRow
from stretchtimer.ui.widgets.elided_label import ElidedLabel
from tests.sweeps import sweep, swept
from tests.ui.conftest import Open
from tests.ui.driving import Person, texts
from tests.ui.looks import picture
from tests.ui.own_routines import short_routine, write_routine
from tests.ui.places import resize

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def change_everything(person: Person) -> list[Adjustments]:
    """Every kind of change, by hand; what was different before each, and after the last."""
    home, personal = person.window.home, person.personal
    states = [personal.adjustments]

    def acts() -> None:
        states.append(personal.adjustments)

    person.click(home.card.totals[-1])
    acts()
    person.click(home.card.longer)
    acts()
    person.row("cat-cow").choices.leave_out.trigger()
    acts()
    person.row("hamstring").move_up.trigger()
    acts()
    person.row("spinal-twist").choices.swap_side.trigger()
    acts()
    person.write(home.times.rounds, "2")
    acts()
    person.write(home.times.lead_in, "20")
    acts()
    person.write(home.times.change_over, "0")
    acts()
    person.click(home.times.wait)
    acts()
    person.click(person.row("knee-hug").stepper.shorter)
    acts()
    person.click(home.back_to_original)
    acts()
    assert len(set(map(str, states))) == len(states) - 1, "a change changed nothing"
    return states


def test_every_change_is_undone_and_done_again_by_key(person: Person) -> None:
    states = change_everything(person)
    person.focus(person.window.home.card.start)
    for state in states[-2::-1]:
        person.key(Qt.Key.Key_Z, CTRL)
        assert person.personal.adjustments == state
    person.key(Qt.Key.Key_Z, CTRL)
    assert person.personal.adjustments == states[0]
    for number, state in enumerate(states[1:]):
        if number % 2:
            person.key(Qt.Key.Key_Y, CTRL)
        else:
            person.key(Qt.Key.Key_Z, CTRL | SHIFT)
        assert person.personal.adjustments == state


@sweep
def test_what_is_undone_is_what_is_held_and_kept(person: Person, make: Open) -> None:
    home = person.window.home
    usual = person.planned().phases
    assert not home.times.undo.isVisible()
    person.click(home.card.longer)
    assert "Changed." in texts(home.times)
    longer = person.planned().phases
    person.click(home.times.undo.undo_button)
    assert person.planned().phases == usual
    assert not home.back_to_original.isEnabled()
    assert "Changed." not in texts(home.times)
    person.click(home.times.undo.redo_button)
    person.click(home.back_to_original)
    assert home.times.undo.undo_button.isVisible()
    assert "Changed." not in texts(home.times)
    person.click(home.times.undo.undo_button)
    assert person.planned().phases == longer
    person.key(Qt.Key.Key_Z, CTRL, home.card.start)
    person.write_down()
    path = person.app.profile.folders.adjustments
    assert not path.exists() or "post-walk" not in json.loads(path.read_text())["routines"]
    person.close()
    assert make().planned().phases == usual


def test_the_line_for_undoing_moves_nothing_when_it_comes(person: Person) -> None:
    resize(person, (1100, 720))
    home = person.window.home
    parts = (home.times.adjust, home.back_to_original, home.times.wait, home.list, home.card.start)
    before = [part.geometry() for part in parts]
    person.row("hamstring").move_up.trigger()
    resize(person, (1100, 720))
    assert home.times.undo.isVisible()
    assert [part.geometry() for part in parts] == before


@sweep
@pytest.mark.usefixtures("alone")
def test_the_focus_stays_with_what_can_be_undone_or_done_again(person: Person) -> None:
    undo = person.window.home.times.undo
    person.row("hamstring").move_up.trigger()
    person.focus(undo.undo_button)
    person.key(Qt.Key.Key_Space)
    assert undo.redo_button.hasFocus()
    person.key(Qt.Key.Key_Return)
    assert undo.undo_button.hasFocus()


def test_a_hold_that_was_stepped_by_key_is_undone_by_key_at_once(person: Person) -> None:
    box = person.row("knee-hug").stepper.box
    person.focus(box)
    person.key(Qt.Key.Key_Up)
    person.key(Qt.Key.Key_Z, CTRL)
    assert box.value() == 25
    assert not person.personal.is_anything_changed


def test_what_is_being_typed_is_undone_before_anything_else(person: Person) -> None:
    person.row("hamstring").move_up.trigger()
    moved = person.personal.adjustments
    box = person.row("knee-hug").stepper.box
    person.write(box, "4", end=None)
    person.key(Qt.Key.Key_Z, CTRL)
    assert person.personal.adjustments == moved


@sweep
def test_another_routine_has_nothing_to_undo(make: Open, profile: Path) -> None:
    write_routine(profile, "other", short_routine("Other"))
    person = make()
    person.click(person.window.home.card.longer)
    person.window.choose("own:other")
    assert not person.window.home.times.undo.isVisible()


@sweep
def test_the_routine_that_is_open_keeps_what_can_be_undone_when_it_is_chosen_again(
    person: Person,
) -> None:
    person.click(person.window.home.card.longer)
    person.window.choose("post-walk")
    person.click(person.window.home.times.undo.undo_button)
    assert not person.personal.is_anything_changed


def test_a_file_that_was_edited_is_read_again_when_it_is_chosen_again(
    make: Open, profile: Path
) -> None:
    write_routine(profile, "mine", short_routine("Mine", hold_s=20))
    person = make(routine="own:mine")
    write_routine(profile, "mine", short_routine("Mine", hold_s=40))
    person.window.choose("own:mine")
    assert person.personal.stretches[0].hold_ms == 40_000


@pytest.mark.parametrize("size", [(900, 600), (1100, 740), (1366, 768)])
def test_an_easier_way_is_told_in_full(person: Person, size: tuple[int, int]) -> None:
    for stretch in person.personal.stretches:
        person.personal.set_easier(stretch.id, True)
    resize(person, size)
    for row in person.window.home.list.rows():
        for words in row.findChildren(ElidedLabel):
            if words.isVisible():
                assert "…" not in "".join(words.shown_lines()), row.stretch_id


def by_text(row: StretchRow, text: str) -> QAction:
    return next(action for action in row.choices.back_menu.actions() if action.text() == text)


def test_each_thing_that_differs_is_told_and_can_be_set_back_alone(person: Person) -> None:
    row = person.row("spinal-twist")
    row.choices.swap_side.trigger()
    assert row.marks == "left was first"
    person.click(row.stepper.longer)
    assert row.marks == "was 30 s · left was first"
    for _ in range(3):
        row.move_down.trigger()
    assert row.marks == "was 30 s · left was first · moved"
    assert [person.row(other).marks for other in ("knee-hug", "hamstring")] == ["", ""]
    person.click(row.back)
    assert row.choices.back_menu.isVisible()
    shown = [action.text() for action in row.choices.back_menu.actions() if action.isVisible()]
    assert shown == [
        "Reset to 30 s",
        "Start with the original side again",
        "Move to its original place",
        "Reset to the original",
    ]
    row.choices.back_menu.close()
    by_text(row, "Move to its original place").trigger()
    assert row.marks == "was 30 s · left was first"
    assert person.order().index("spinal-twist") == 1
    by_text(row, "Reset to 30 s").trigger()
    assert row.marks == "left was first"
    person.personal.set_easier("spinal-twist", True)
    assert row.marks == "left was first · the easier way"
    by_text(row, "Do it the original way again").trigger()
    assert row.marks == "left was first"
    person.click(row.back)
    assert row.marks == ""
    assert not person.personal.is_anything_changed


@pytest.mark.parametrize("size", swept([(820, 540), (900, 600), (1366, 768)], [(820, 540)]))
def test_what_a_hold_was_is_never_cut(person: Person, size: tuple[int, int]) -> None:
    for percent in (100, 200):
        person.app.preferences.change(text_percent=percent)
        person.window.setMinimumSize(1, 1)
        resize(person, size)
        for stretch in person.order():
            person.personal.set_hold(stretch, 88_000)
        person.personal.swap_first_side("spinal-twist")
        person.personal.move("spinal-twist", 4)
        resize(person, size)
        for row in person.window.home.list.rows():
            (marks,) = (one for one in row.findChildren(ElidedLabel) if one.text() == row.marks)
            assert "…" not in "".join(marks.shown_lines())
            assert len(marks.shown_lines()) == marks.line_count(marks.width())
            lines = len(marks.shown_lines())
            assert lines * marks.fontMetrics().lineSpacing() <= marks.height() + 1
        person.personal.reset_all()


def test_a_stretch_that_is_left_out_is_greyed_with_its_figure(make: Open) -> None:
    person = make(drawn=True)
    resize(person, (1100, 720))
    row = person.row("hamstring")
    figure = row.findChild(FigurePicture)
    assert figure is not None

    def seen() -> QImage:
        corner = figure.mapTo(person.window, QPoint())
        return picture(person.window).copy(QRect(corner, figure.size()))

    def contrast(image: QImage) -> int:
        paper = image.pixelColor(0, 0).lightness()
        spots = ((x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))
        return max(abs(image.pixelColor(*spot).lightness() - paper) for spot in spots)

    before = seen()
    place = row.more.geometry()
    row.choices.leave_out.trigger()
    assert row.marks == "Left out"
    assert contrast(seen()) < 0.5 * contrast(before)
    assert row.more.geometry() == place
    row.choices.take_in.trigger()
    assert seen() == before


def test_rounds_and_times_that_differ_say_what_they_were_and_go_back_alone(person: Person) -> None:
    times = person.window.home.times
    assert not any(field.was.isVisible() for field in times.fields.values())
    person.write(times.rounds, "2")
    person.write(times.lead_in, "20")
    person.write(times.change_over, "88")
    marks = {name: field.was.text() for name, field in times.fields.items()}
    assert marks == {"rounds": "was 1", "lead_in_ms": "was 10 s", "change_over_ms": "was 8 s"}
    person.click(times.fields["lead_in_ms"].was)
    assert times.lead_in.value() == 10
    assert not times.fields["lead_in_ms"].was.isVisible()
    assert times.fields["rounds"].was.isVisible()
    person.focus(times.fields["rounds"].was)
    person.key(Qt.Key.Key_Space)
    assert times.rounds.hasFocus()
    person.click(times.fields["change_over_ms"].was)
    assert not person.personal.is_anything_changed


def test_it_is_said_that_the_first_stretch_has_its_own_time_and_what_none_leads_to(
    person: Person,
) -> None:
    times = person.window.home.times
    assert times.note == ""
    person.write(times.lead_in, "20")
    assert times.note == "Getting into position the first time still takes 15 s (see Settings)."
    person.write(times.lead_in, "0")
    assert "starts before you are in position" in times.note
    person.write(times.change_over, "0")
    assert "the next one follows at once" in times.note
    assert times.note in texts(times)
    person.click(times.wait)
    assert "in position" not in times.note
    person.click(person.window.home.back_to_original)
    assert times.note == ""


def test_what_n_cannot_meet_is_offered_without_several_stretches(person: Person) -> None:
    card = person.window.home.card
    person.write(card.minutes, "1", Qt.Key.Key_Return)
    assert card.instead.text().startswith("Leave ")
    person.click(card.instead)
    assert card.result == f"The routine now takes {person.planned().total_ms // 1000} s."
    assert person.planned().total_ms <= 60_000
    person.key(Qt.Key.Key_Z, CTRL, card.start)
    assert len(person.personal.routine().stretches) == 5
