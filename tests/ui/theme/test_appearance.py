"""What the system wishes for everybody's sight, followed to the figure and the colours."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from stretchtimer.qt.accessibility_hints import Hints
from stretchtimer.ui.theme.palettes import LIGHT, high_contrast
from tests.ui.conftest import Open
from tests.ui.driving import Person
from tests.ui.looks import colour_at, picture

LESS = Hints(less_motion=True)
CONTRAST = Hints(more_contrast=True)


def moves(person: Person) -> bool:
    """Whether the figure of the session is seen to move."""
    stage = person.window.session.stage
    before = picture(stage)
    person.clock.advance(700)
    if stage.is_moving:
        stage.refresh()
    return picture(stage) != before


def test_while_qt_goes_through_all_widgets_python_takes_none_of_them_away(person: Person) -> None:
    told: list[bool] = []

    class Told(QWidget):
        def changeEvent(self, event: QEvent) -> None:  # noqa: N802
            if event.type() is QEvent.Type.StyleChange:
                told.append(gc.isenabled())

    widget = Told(person.window)
    person.app.preferences.change(theme="dark")
    assert set(told) == {False}
    assert gc.isenabled()
    widget.deleteLater()


def test_the_figure_stands_still_as_soon_as_the_system_wishes_it_and_moves_again(
    person: Person,
) -> None:
    person.start()
    assert moves(person)
    person.hints.become(LESS)
    assert not person.window.session.stage.is_moving
    assert not moves(person)
    person.hints.become(Hints())
    assert person.window.session.stage.is_moving
    assert moves(person)


@pytest.mark.parametrize(("motion", "expected"), [("full", True), ("less", False)])
@pytest.mark.parametrize("hints", [Hints(), LESS])
def test_what_the_person_has_set_comes_before_what_the_system_wishes(
    person: Person, motion: str, expected: bool, hints: Hints
) -> None:
    person.app.preferences.change(motion=motion)
    person.start()
    person.hints.become(hints)
    assert moves(person) is expected


def test_more_contrast_comes_and_goes_with_the_system(person: Person) -> None:
    card = person.window.home.card
    assert colour_at(card, 20, 20) == LIGHT.surface
    person.hints.become(CONTRAST)
    assert colour_at(card, 20, 20) == high_contrast(LIGHT).surface
    assert person.app.appearance.theme == high_contrast(LIGHT)
    person.hints.become(Hints())
    assert colour_at(card, 20, 20) == LIGHT.surface


def test_colours_that_the_person_chose_stay(person: Person) -> None:
    person.app.preferences.change(theme="light")
    plain = picture(person.window)
    person.hints.become(CONTRAST)
    assert picture(person.window) == plain
    assert colour_at(person.window, 5, 5) == LIGHT.bg


def test_a_wish_that_is_told_again_changes_nothing(person: Person) -> None:
    person.hints.become(LESS)
    changes: list[None] = []
    person.app.appearance.changed.connect(lambda: changes.append(None))
    person.hints.become(LESS)
    assert changes == []
    person.hints.become(Hints())
    assert len(changes) == 1


def test_the_system_is_asked_only_once_something_is_left_to_it(make: Open) -> None:
    first = make()
    first.app.preferences.change(theme="dark", motion="full")
    first.close()
    again = make()
    assert not again.hints.is_followed
    again.app.preferences.change(motion="system")
    assert again.hints.is_followed
    again.hints.become(LESS)
    assert again.app.appearance.less_motion
    again.app.preferences.change(motion="full")
    assert not again.app.appearance.less_motion
    again.app.preferences.change(motion="system")
    assert again.app.appearance.less_motion
