"""The size of text that the person chose, followed to every page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLabel

from stretchtimer.engine.commands import Pause
from stretchtimer.ui.theme.palettes import SMALL
from stretchtimer.ui.widgets.fit_label import FitLabel
from stretchtimer.ui.window_size import PageScroll
from tests.sweeps import sweep, swept
from tests.ui.conftest import Open
from tests.ui.driving import Person, part_of, settle
from tests.ui.places import clipped, faults, leaves, overlapping, resize
from tests.ui.settings.controls import control


def sizes(person: Person) -> dict[int, float]:
    """How large the words of each part of the shown page are, by the place of the part."""
    page = person.window.pages.currentWidget()
    assert page is not None
    parts = page.findChildren(QLabel) + page.findChildren(QAbstractButton)
    settle()
    return {
        number: part.font().pointSizeF()
        for number, part in enumerate(parts)
        if part.text() and part.isVisible() and not isinstance(part, FitLabel)
    }


@sweep
def test_all_words_of_home_grow_at_once_and_shrink_again(person: Person) -> None:
    before = sizes(person)
    box = person.window.home.times.lead_in.width()
    person.app.preferences.change(text_percent=150)
    after = sizes(person)
    common = before.keys() & after.keys()
    assert len(common) > 15
    assert all(abs(after[each] / before[each] - 1.5) < 0.02 for each in common)
    assert person.window.home.times.lead_in.width() > box
    person.app.preferences.change(text_percent=100)
    assert sizes(person) == before
    assert person.window.home.times.lead_in.width() == box


def test_the_size_is_chosen_in_the_settings_and_kept(person: Person, make: Open) -> None:
    usual = sizes(person)
    person.click(person.window.home.settings)
    choice = control(person.window.settings, "text_percent")
    assert isinstance(choice, QComboBox)
    offered = [choice.itemText(row) for row in range(choice.count())]
    assert offered == ["100 %", "125 %", "150 %", "175 %", "200 %"]
    person.focus(choice)
    person.key(Qt.Key.Key_End)
    assert person.settings.text_percent == 200
    person.close()
    again = sizes(make())
    assert all(abs(again[each] / usual[each] - 2) < 0.02 for each in again.keys() & usual.keys())


def test_small_words_are_hardly_smaller_than_the_others(person: Person) -> None:
    person.click(person.window.home.card.longer)
    every = sizes(person).values()
    assert min(every) >= 0.9 * person.window.font().pointSizeF()
    assert SMALL >= 0.9


def test_at_twice_the_size_everything_on_home_can_be_got_at(person: Person) -> None:
    person.app.preferences.change(text_percent=200)
    home = person.window.home
    for size in ((900, 600), (1366, 768)):
        resize(person, size)
        person.click(home.card.longer)
        person.row("cat-cow").choices.leave_out.trigger()
        person.write(home.times.rounds, "2")
        resize(person, size)
        assert [*overlapping(home), *clipped(home)] == [], size
        assert part_of(person.window, PageScroll).horizontalScrollBar().maximum() == 0, size
        for leaf in leaves(home):
            if isinstance(leaf, QAbstractButton | QAbstractSpinBox) and leaf.isEnabled():
                person.reach(leaf)
        person.click(home.back_to_original)


@sweep
def test_at_twice_the_size_a_session_and_its_end_can_be_got_through(person: Person) -> None:
    person.app.preferences.change(text_percent=200)
    person.start("hold")
    resize(person, (900, 600))
    page = person.window.session
    for kind in ("hold", "change_over"):
        person.go_to(kind)
        settle()
        assert [*overlapping(page), *clipped(page)] == [], kind
    person.control.send(Pause())
    settle()
    assert clipped(page) == []
    person.control.end()
    resize(person, (900, 600))
    done = person.window.done
    assert [*overlapping(done), *clipped(done)] == []
    person.click(done.home)


@sweep
def test_at_twice_the_size_every_setting_can_be_got_at(person: Person) -> None:
    person.app.preferences.change(text_percent=200)
    person.click(person.window.home.settings)
    resize(person, (900, 600))
    page = person.window.settings
    assert [*overlapping(page), *clipped(page)] == []
    for leaf in leaves(page):
        if isinstance(leaf, QAbstractButton | QAbstractSpinBox | QComboBox) and leaf.isEnabled():
            person.reach(leaf)


@pytest.mark.parametrize("size", swept([(1024, 600), (944, 600)], [(944, 600)]), ids=str)
def test_in_a_session_the_figure_keeps_room_beside_large_text(
    person: Person, size: tuple[int, int]
) -> None:
    person.app.preferences.change(text_percent=200)
    person.start("hold")
    resize(person, size)
    page = person.window.session
    assert page.stage.height() >= 0.2 * page.height()
    assert faults(page) == []
    assert min(part.height() for part in (page.controls.pause, page.controls.end)) >= 44
