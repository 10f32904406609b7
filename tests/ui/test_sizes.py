"""Everything has its place and can be read from afar, in small, large and upright windows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QScrollArea,
    QScrollBar,
    QSlider,
    QWidget,
)

from stretchtimer.engine.transitions import Extend, Pause
from stretchtimer.ui.elided_label import ElidedLabel
from stretchtimer.ui.fit_label import FitLabel
from stretchtimer.ui.session_layout import DIGIT_SHARE
from tests.ui.conftest import Open
from tests.ui.driving import Person, picture, settle, shown, words_of
from tests.ui.own_routines import LONG_NAME, long_routine, write_routine

SIZES = [(900, 600), (1366, 768), (1920, 1080), (1080, 1920)]
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
Size = tuple[int, int]
LEAVES = (QAbstractButton, QAbstractSpinBox, QComboBox, QSlider, QLabel)


@pytest.fixture
def twelve(make: Open, profile: Path) -> Person:
    """A routine of twelve stretches with names of 60 characters and more."""
    write_routine(profile, "twelve", long_routine())
    return make(routine="twelve")


def resize(person: Person, size: Size) -> None:
    person.window.resize(*size)
    QApplication.processEvents()
    settle()
    assert (person.window.width(), person.window.height()) == size


def leaves(page: QWidget) -> Iterator[QWidget]:
    """What is to be read or pressed, as far as it is not scrolled."""
    for widget in shown(page, QWidget):
        inner = isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)
        if isinstance(widget, LEAVES) and not inner and not isinstance(widget, QScrollBar):
            yield widget


def place(widget: QWidget) -> QRect:
    """Where a widget lies in its window."""
    window = widget.window()
    return QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())


def scrolled(widget: QWidget) -> QScrollArea | None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def in_sight(widget: QWidget) -> QRect:
    """What of a widget is not scrolled out of sight."""
    area = scrolled(widget)
    return place(widget).intersected(place(area.viewport())) if area else place(widget)


def misplaced(page: QWidget) -> list[str]:
    """Everything that sticks out of its window, or out of the width of what it is scrolled in."""
    found = []
    for widget in leaves(page):
        area = scrolled(widget)
        if area is None:
            room = widget.window().rect()
        else:
            port = place(area.viewport())
            room = QRect(port.left(), -100_000, port.width(), 200_000)
        if not room.contains(place(widget)):
            found.append(f"{words_of(widget)} at {place(widget)} in {room}")
    return found


def overlapping(page: QWidget) -> list[str]:
    pairs = combinations(list(leaves(page)), 2)
    return [
        f"{words_of(one)} and {words_of(other)}"
        for one, other in pairs
        if not (one.isAncestorOf(other) or other.isAncestorOf(one))
        and in_sight(one).intersects(in_sight(other))
    ]


def clipped(page: QWidget) -> list[str]:
    """Every word that is wider (or, where it is wrapped, higher) than its place."""
    found = []
    for widget in leaves(page):
        text = str(widget.property("text") or "")
        metrics = QFontMetricsF(widget.font())
        if not text:
            continue
        if isinstance(widget, FitLabel):
            box = widget._box(widget._fitted(widget.width(), widget.height()), widget.width())
            if box.width() > widget.width() or box.height() > widget.height() + 2:
                found.append(f"{words_of(widget)} shrinks, and is still larger than its place")
        elif isinstance(widget, ElidedLabel):
            if len(widget.shown_lines()) * metrics.lineSpacing() > widget.height() + 1:
                found.append(f"{words_of(widget)} has {widget.height()} px")
        elif isinstance(widget, QLabel) and widget.wordWrap():
            if widget.heightForWidth(widget.width()) > widget.height() + 1:
                found.append(f"{words_of(widget)} needs more height than {widget.height()}")
        elif isinstance(widget, QComboBox):
            if metrics.horizontalAdvance(widget.currentText()) > widget.width() - 30:
                found.append(words_of(widget))
        elif metrics.horizontalAdvance(text) > widget.contentsRect().width() + 1:
            found.append(f"{words_of(widget)} has {widget.width()} px")
    return found


def faults(page: QWidget) -> list[str]:
    return [*misplaced(page), *overlapping(page), *clipped(page)]


@sizes
def test_home_has_room_for_everything(person: Person, size: Size) -> None:
    resize(person, size)
    person.click(person.row("knee-hug").stepper.longer)
    assert faults(person.window.home) == []


@sizes
def test_home_has_room_for_twelve_stretches_with_long_names(twelve: Person, size: Size) -> None:
    resize(twelve, size)
    twelve.click(twelve.row("s3").stepper.longer)
    assert faults(twelve.window.home) == []


@sizes
def test_home_has_room_for_what_came_of_a_fitting_and_a_long_notice(
    person: Person, size: Size
) -> None:
    person.window.tell("The settings could not be used, and so on. " * 4)
    person.write(person.window.home.card.minutes, "120")
    person.click(person.window.home.card.fit)
    resize(person, size)
    assert faults(person.window.home) == []


@sizes
def test_a_session_has_room_for_everything(twelve: Person, size: Size) -> None:
    twelve.start("hold")
    resize(twelve, size)
    page = twelve.window.session
    assert faults(page) == []
    for kind in ("release", "change_sides", "change_over"):
        twelve.go_to(kind)
        assert faults(page) == [], kind
    twelve.window.director.send(Pause())
    assert faults(page) == []
    parts = [page.name, page.badge, page.ring, page.instruction, page.coming, page.strip, page.left]
    parts += [page.controls, page.stage]
    seen = [part for part in parts if part.isVisible()]
    for one, other in combinations(seen, 2):
        assert not one.geometry().intersects(other.geometry()), (one, other)
    for part in seen:
        assert page.rect().contains(part.geometry()), part


@sizes
def test_the_end_and_the_settings_have_room_for_everything(twelve: Person, size: Size) -> None:
    resize(twelve, size)
    twelve.start("hold")
    twelve.window.director.end()
    settle()
    assert faults(twelve.window.done) == []
    twelve.click(twelve.window.done.home)
    twelve.click(twelve.window.home.settings)
    settle()
    assert faults(twelve.window.settings) == []


@sizes
@pytest.mark.parametrize("seconds", [7, 25, 99, 100, 599, 3_599])
def test_the_digits_are_large_enough_to_be_read_from_the_floor(
    session: Person, size: Size, seconds: int
) -> None:
    session.go_on(25_000 - 1_000)
    session.window.director.send(Extend(seconds * 1_000 - 1_000))
    resize(session, size)
    ring = session.window.session.ring
    wanted = session.window.height() * DIGIT_SHARE
    if size[0] < size[1]:
        wanted = 0.2 * session.window.width()
    assert ring.digit_height() >= wanted - 0.5
    metrics = QFontMetricsF(ring._digit_font(ring.digit_height()))
    for digit in ring.digits.replace(":", ""):
        assert metrics.tightBoundingRect(digit).height() >= wanted - 1


@pytest.mark.parametrize("size", SIZES[:3], ids=str)
def test_the_digits_on_the_screen_are_as_high_as_is_said(session: Person, size: Size) -> None:
    session.go_on(25_000 - 8_000)
    resize(session, size)
    ring = session.window.session.ring
    assert ring.digits == "8"
    image = picture(ring)
    middle = image.width() // 2
    ink = session.app.look.colour("ink")
    rows = [
        y
        for y in range(image.height() * 7 // 10)
        if any(
            abs(image.pixelColor(x, y).lightness() - ink.lightness()) < 40
            for x in range(middle - ring.height() // 8, middle + ring.height() // 8)
        )
    ]
    assert rows[-1] - rows[0] + 1 >= 0.22 * session.window.height() - 1


@sizes
@pytest.mark.parametrize("stretch", ["knee-hug", "spinal-twist", "hamstring", "cat-cow"])
def test_name_and_side_are_large_enough_to_be_read_from_the_floor(
    session: Person, size: Size, stretch: str
) -> None:
    session.go_to("hold", stretch)
    resize(session, size)
    page = session.window.session
    for part in (page.name, page.badge):
        if part.isVisible():
            assert part.drawn_capital_height() >= 0.06 * session.window.height(), part.text()


@pytest.mark.parametrize("size", SIZES[1:3], ids=str)
def test_even_a_name_of_sixty_characters_stays_large(twelve: Person, size: Size) -> None:
    twelve.start("hold")
    resize(twelve, size)
    page = twelve.window.session
    assert LONG_NAME in page.name.text()
    assert page.name.drawn_capital_height() >= 0.04 * size[1]
    assert page.badge.drawn_capital_height() >= 0.06 * size[1]


@pytest.mark.parametrize("open_it", ["keys", "about"])
@sizes
def test_sheets_have_room_for_everything(person: Person, size: Size, open_it: str) -> None:
    resize(person, size)
    if open_it == "keys":
        person.key(Qt.Key.Key_F1)
    else:
        person.row("childs-pose").about.trigger()
    sheet: Callable[[], QWidget] = {
        "keys": lambda: person.window.keys,
        "about": lambda: person.window.about,
    }[open_it]
    settle()
    assert faults(sheet()) == []


def test_the_window_cannot_be_made_too_small_for_a_session(session: Person) -> None:
    session.window.resize(100, 100)
    QApplication.processEvents()
    assert session.window.width() <= 900
    assert session.window.height() <= 600
    assert faults(session.window.session) == []
    session.window.director.end()
    assert faults(session.window.done) == []
    session.click(session.window.done.home)
    assert faults(session.window.home) == []
