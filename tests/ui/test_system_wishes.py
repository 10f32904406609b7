"""What the system wishes for everybody's sight, followed to the figure and the colours."""

from __future__ import annotations

import pytest

from stretchtimer.qt.system_wishes import Wishes
from stretchtimer.ui.theme import LIGHT, high_contrast
from tests.ui.conftest import Open
from tests.ui.driving import Person, colour_at, picture

LESS = Wishes(less_motion=True)
CONTRAST = Wishes(more_contrast=True)


def moves(person: Person) -> bool:
    """Whether the figure of the session is seen to move."""
    stage = person.window.session.stage
    before = picture(stage)
    person.clock.advance(700)
    if stage.is_moving:
        stage.refresh()
    return picture(stage) != before


def test_the_figure_stands_still_as_soon_as_the_system_wishes_it_and_moves_again(
    person: Person,
) -> None:
    person.start()
    assert moves(person)
    person.wishes.become(LESS)
    assert not person.window.session.stage.is_moving
    assert not moves(person)
    person.wishes.become(Wishes())
    assert person.window.session.stage.is_moving
    assert moves(person)


@pytest.mark.parametrize(("motion", "expected"), [("full", True), ("less", False)])
@pytest.mark.parametrize("wishes", [Wishes(), LESS])
def test_what_the_person_has_set_comes_before_what_the_system_wishes(
    person: Person, motion: str, expected: bool, wishes: Wishes
) -> None:
    person.app.preferences.change(motion=motion)
    person.start()
    person.wishes.become(wishes)
    assert moves(person) is expected


def test_more_contrast_comes_and_goes_with_the_system(person: Person) -> None:
    card = person.window.home.card
    assert colour_at(card, 20, 20) == LIGHT.surface
    person.wishes.become(CONTRAST)
    assert colour_at(card, 20, 20) == high_contrast(LIGHT).surface
    assert person.app.look.theme == high_contrast(LIGHT)
    person.wishes.become(Wishes())
    assert colour_at(card, 20, 20) == LIGHT.surface


def test_colours_that_the_person_chose_stay(person: Person) -> None:
    person.app.preferences.change(theme="light")
    plain = picture(person.window)
    person.wishes.become(CONTRAST)
    assert picture(person.window) == plain
    assert colour_at(person.window, 5, 5) == LIGHT.bg


def test_a_wish_that_is_told_again_changes_nothing(person: Person) -> None:
    person.wishes.become(LESS)
    changes: list[None] = []
    person.app.look.changed.connect(lambda: changes.append(None))
    person.wishes.become(LESS)
    assert changes == []
    person.wishes.become(Wishes())
    assert len(changes) == 1


def test_the_system_is_asked_only_once_something_is_left_to_it(make: Open) -> None:
    first = make()
    first.app.preferences.change(theme="dark", motion="full")
    first.close()
    again = make()
    assert not again.wishes.is_followed
    again.app.preferences.change(motion="system")
    assert again.wishes.is_followed
    again.wishes.become(LESS)
    assert again.app.look.less_motion
    again.app.preferences.change(motion="full")
    assert not again.app.look.less_motion
    again.app.preferences.change(motion="system")
    assert again.app.look.less_motion
