"""Whoever does not use a mouse, or does not see the window, can use all of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)

from stretchtimer.services.person.choices import ThemeChoice
from tests.sweeps import sweep, swept
from tests.ui.driving import Person, settle, texts, words_of
from tests.ui.editing.driving import choose, new
from tests.ui.everywhere import (
    ARROWS,
    CONTROLS,
    Way,
    controls,
    focusable,
    name_of,
    to_home,
    to_keys,
    to_settings,
    way_to,
    way_to_some,
)
from tests.ui.looks import picture
from tests.ui.resident import Resident

THEMES = [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST]


def test_the_list_of_keys_is_that_of_the_page(person: Person) -> None:
    words = texts(to_keys(person))
    assert "Start the routine" in words
    assert "Pause or resume" in words
    person.key(Qt.Key.Key_Escape)
    person.start()
    words = texts(to_keys(person))
    assert "Start the routine" not in words
    assert "Pause or resume" in words


@way_to
def test_all_that_takes_the_focus_has_a_name(person: Person, way: Way) -> None:
    nameless = [
        words_of(widget) for widget in focusable(way(person)) if not name_of(widget).strip()
    ]
    assert nameless == []


@way_to_some
def test_no_two_controls_of_a_page_have_the_same_name(person: Person, way: Way) -> None:
    # What a screen reader is told of a box to choose from is the choice it shows.
    named = [w for w in controls(way(person)) if not isinstance(w, QComboBox)]
    names = [name_of(widget) for widget in named]
    assert sorted(set(names)) == sorted(names)


@way_to_some
def test_every_control_is_reached_by_tab_and_no_other_way_is_needed(
    person: Person, way: Way
) -> None:
    page = way(person)
    # The buttons beside a hold are for the pointer: its box has the arrow keys for the same. The
    # arrows go along the days of a month and the keys of a pain, too: each is one stop.
    wanted = [widget for widget in controls(page) if widget.property("role") not in ARROWS]
    missing = {id(widget): words_of(widget) for widget in wanted}
    for _ in range(3 * len(missing) + 10):
        focus = person.focused()
        missing.pop(id(focus), None)
        person.key(Qt.Key.Key_Tab)
        if not missing:
            return
    assert list(missing.values()) == []


def with_surroundings(widget: QWidget) -> QImage:
    """A control as it is seen in its window, with what lies close around it."""
    settle()
    place = QRect(widget.mapTo(widget.window(), QPoint()), widget.size())
    return widget.window().grab(place.adjusted(-8, -8, 8, 8)).toImage()


def without_border(picture: QImage) -> QImage:
    return picture.copy(picture.rect().adjusted(18, 18, -18, -18))


@pytest.fixture(scope="module", params=swept(THEMES, [ThemeChoice.LIGHT]))
def theme(request: pytest.FixtureRequest, resident: Resident) -> Iterator[ThemeChoice]:
    with resident.choosing(theme=request.param):
        yield request.param


@pytest.mark.usefixtures("theme")
@way_to
def test_the_focus_can_be_seen_on_every_control_and_moves_nothing(person: Person, way: Way) -> None:
    page = way(person)
    kinds: set[str] = set()
    for widget in focusable(page):
        kind = f"{type(widget).__name__} {widget.property('role')}"
        if kind in kinds or widget is page or not isinstance(widget, CONTROLS):
            continue
        kinds.add(kind)
        person.reach(widget)
        page.setFocus()
        widget.clearFocus()
        before, place = with_surroundings(widget), widget.geometry()
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        after = with_surroundings(widget)
        assert after != before, f"{words_of(widget)} looks the same with the focus"
        assert widget.geometry() == place
        if isinstance(widget, QAbstractButton) and not isinstance(widget, QCheckBox):
            assert without_border(after) == without_border(before), words_of(widget)
    assert kinds


@pytest.mark.usefixtures("theme")
def test_what_cannot_be_pressed_is_seen_to_be_so(person: Person) -> None:
    page = new(person)
    for button in (page.undo, page.save, page.trial, page.discard):
        assert not button.isEnabled()
        off = picture(button)
        button.setEnabled(True)
        assert picture(button) != off, words_of(button)
        button.setEnabled(False)


def test_the_ring_goes_with_its_control_and_stays_within_what_is_scrolled(person: Person) -> None:
    page, ring = to_settings(person), person.app.focus_ring
    person.window.resize(820, 540)
    settle()
    box = person.window.settings.sound.output
    scroll = next(area for area in page.findChildren(QScrollArea) if area.isAncestorOf(box))
    person.focus(box)
    assert ring.isVisible()
    assert ring.around is box
    before = ring.y()
    scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().value() + 20)
    assert ring.y() == before - 20
    scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
    assert not ring.isVisible() or ring.geometry().isEmpty()
    person.reach(box)
    assert ring.isVisible()
    person.key(Qt.Key.Key_Escape)
    settle()
    assert person.focused() is person.window.home.card.start
    assert ring.around is person.focused()


@sweep
def test_what_is_typed_in_has_the_ring_in_high_contrast_too(person: Person) -> None:
    person.app.preferences.change(theme=ThemeChoice.CONTRAST)
    page, ring = new(person), person.app.focus_ring
    choose(person, page, 0)
    fields = [*page.stretch.findChildren(QLineEdit), *page.stretch.findChildren(QPlainTextEdit)]
    fields = [one for one in fields if one.isVisible() and one.focusProxy() is None]
    assert len(fields) > 10
    for field in fields[:2] + fields[-2:]:
        person.reach(field)
        person.focus(page.back)
        without = picture(person.window)
        person.focus(field)
        assert ring.around is field
        assert picture(person.window) != without


def test_a_session_that_has_the_focus_itself_shows_no_ring(session: Person) -> None:
    ring = session.app.focus_ring
    assert not ring.isVisible()
    session.key(Qt.Key.Key_Tab)
    assert ring.isVisible()
    session.control.end()
    assert ring.around is session.window.done.home


@way_to_some
def test_the_wheel_over_any_control_is_left_to_the_page_whatever_has_the_focus(
    person: Person, way: Way
) -> None:
    page = way(person)
    before = person.settings
    for control in page.findChildren(QWidget):
        if isinstance(control, (*CONTROLS, QTabBar)) and control.isEnabled():
            control.setFocus()
            for steps in (1, -1):
                assert not person.wheel(control, steps), words_of(control)
    assert person.settings == before


def test_tab_follows_the_order_of_the_rows_also_after_they_were_moved(person: Person) -> None:
    home = to_home(person)
    person.row("knee-hug").move_down.trigger()
    person.row("cat-cow").move_up.trigger()
    settle()
    person.focus(person.window.home.list.rows()[0].stepper.box)
    seen: list[str] = []
    for _ in range(60):
        focus = person.focused()
        row = next((r for r in person.window.home.list.rows() if r.isAncestorOf(focus)), None)
        if row is None:
            break
        seen.append(row.stretch_id)
        person.key(Qt.Key.Key_Tab)
    assert list(dict.fromkeys(seen)) == person.order()
    assert seen == sorted(seen, key=person.order().index), "rows are mixed"
    assert QApplication.focusWidget() is person.window.home.times.rounds
    assert home.isVisible()


def test_tab_goes_through_a_row_from_left_to_right(person: Person) -> None:
    to_home(person)
    row = person.row("knee-hug")
    person.focus(min(focusable(row), key=lambda widget: widget.mapTo(row, QPoint()).x()))
    places = []
    while row.isAncestorOf(focus := person.focused()):
        places.append(focus.mapTo(row, focus.rect().center()).x())
        person.key(Qt.Key.Key_Tab)
    assert len(places) == len(focusable(row))
    assert places == sorted(places)
