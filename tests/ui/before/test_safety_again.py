"""The words on safety can be read again from everywhere, and are in nobody's way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from stretchtimer.engine.commands import Pause
from stretchtimer.ui.figure.pictures import FigurePicture
from tests.sweeps import swept
from tests.ui.before.reading_safety import PAGE, Way, from_home
from tests.ui.driving import Person, label, part_of, texts
from tests.ui.places import resize


def from_home_by_key(person: Person) -> None:
    person.focus(person.window.home.safety)
    person.key(Qt.Key.Key_Return)


def from_the_keys(person: Person) -> None:
    person.key(Qt.Key.Key_F1)
    person.key(Qt.Key.Key_Tab)
    person.key(Qt.Key.Key_Return)


def from_a_stretch(person: Person) -> None:
    person.row("knee-hug").about.trigger()
    # First comes the choice of the easier way.
    person.key(Qt.Key.Key_Tab)
    person.key(Qt.Key.Key_Tab)
    person.key(Qt.Key.Key_Space)


def from_the_settings(person: Person) -> None:
    person.click(person.window.home.settings)
    person.click(person.window.settings.safety.read)


def from_the_settings_by_key(person: Person) -> None:
    person.click(person.window.home.settings)
    person.focus(person.window.settings.safety.read)
    person.key(Qt.Key.Key_Space)


def from_the_routines(person: Person) -> None:
    person.key(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier, person.window)
    person.click(person.window.routines.safety)


def from_the_record(person: Person) -> None:
    person.key(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier, person.window)
    person.click(person.window.record.safety)


@pytest.mark.parametrize(
    "way",
    swept(
        [
            *(from_home, from_home_by_key, from_the_keys, from_a_stretch),
            *(from_the_routines, from_the_record),
            *(from_the_settings, from_the_settings_by_key),
        ],
        [from_home, from_a_stretch, from_the_routines, from_the_settings_by_key],
    ),
)
def test_it_can_be_read_again_from_everywhere(person: Person, way: Way) -> None:
    way(person)
    panel = person.window.overlays.safety
    assert panel.hasFocus()
    shown = texts(panel)
    assert [line for line in PAGE.lines()[1:] if line not in shown] == [PAGE.question]
    before = person.window.pages.currentWidget()
    person.key(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert person.window.pages.currentWidget() is before


def test_in_a_session_it_lies_over_it_and_the_session_goes_on(session: Person) -> None:
    from_the_keys(session)
    assert session.window.overlays.safety.isVisible()
    assert not session.window.overlays.keys.isVisible()
    before = session.state.plan
    session.go_on(60_000)
    assert session.window.is_in_session
    assert session.state.plan is before
    session.key(Qt.Key.Key_Escape)
    assert session.window.session.hasFocus()
    session.control.send(Pause())
    assert session.window.is_in_session


def test_in_a_session_nothing_of_it_is_in_the_way(session: Person) -> None:
    for words in texts(session.window.session):
        assert words not in PAGE.lines()
        assert "care" not in words.lower()


def by_a_click_on_the_picture(person: Person) -> None:
    person.click(part_of(person.row("hamstring"), FigurePicture))


def by_a_click_on_the_name(person: Person) -> None:
    row = person.row("hamstring")
    person.click(label(row, "Hamstring stretch"))


def by_its_button(person: Person) -> None:
    resize(person, (1366, 768))
    person.click(person.row("hamstring").read)


def by_key(person: Person) -> None:
    person.focus(person.row("hamstring").stepper.box)
    person.key(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)


def by_its_menu(person: Person) -> None:
    row = person.row("hamstring")
    row.menu.aboutToShow.emit()
    assert row.menu.actions()[0] is row.about
    row.about.trigger()


@pytest.mark.parametrize(
    "way",
    [by_a_click_on_the_picture, by_a_click_on_the_name, by_its_button, by_key, by_its_menu],
)
def test_the_care_note_of_a_stretch_is_one_step_away_from_its_row(person: Person, way: Way) -> None:
    way(person)
    care = person.personal.original.stretch("hamstring").words.care
    words = texts(person.window.overlays.about)
    assert words.index("When to take care") == words.index(care) - 1
    # It comes before all else that is told of the stretch.
    assert words.index(care) < words.index("How to do it")
