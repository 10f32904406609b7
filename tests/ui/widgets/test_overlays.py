"""The sheets that are laid over a page: put away in every way, and never in the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QWidget

from stretchtimer.ui.widgets.overlay import Overlay
from tests.sweeps import sweep
from tests.ui.driving import Person, bar_of, button_named
from tests.ui.hands import LEFT


@pytest.fixture
def about(person: Person) -> Overlay:
    person.focus(person.row("knee-hug").more)
    person.row("knee-hug").about.trigger()
    return person.window.overlays.about


def card_of(about: Overlay) -> QWidget:
    """What of it does not only cover what is below."""
    (card,) = (child for child in about.children() if type(child) is QFrame)
    return card


def beside(person: Person) -> None:
    QTest.mouseClick(person.window.overlays.about, LEFT, pos=QPoint(4, 4))


@pytest.mark.parametrize(
    "way",
    [
        lambda person: person.key(Qt.Key.Key_Escape),
        lambda person: person.key(Qt.Key.Key_Return),
        lambda person: person.click(button_named(person.window.overlays.about, "Close")),
        beside,
    ],
    ids=["Escape", "Enter", "button", "beside"],
)
def test_it_is_put_away_and_the_focus_goes_back(
    person: Person, about: Overlay, way: Callable[[Person], None]
) -> None:
    assert about.hasFocus()
    way(person)
    assert not about.isVisible()
    assert person.row("knee-hug").more.hasFocus()
    assert not person.window.is_in_session


def test_a_click_on_the_card_leaves_it_there(person: Person, about: Overlay) -> None:
    QTest.mouseClick(about, LEFT, pos=card_of(about).geometry().center())
    assert about.isVisible()


def test_it_covers_the_window_at_every_size(person: Person, about: Overlay) -> None:
    for width, height in ((900, 600), (1366, 768), (900, 1200)):
        person.window.resize(width, height)
        assert about.geometry() == person.window.rect()
        assert about.rect().contains(card_of(about).geometry())


def test_arrow_keys_scroll_what_is_too_long(person: Person, about: Overlay) -> None:
    person.window.resize(880, 540)
    bar = bar_of(about)
    assert bar.maximum() > 0
    person.key(Qt.Key.Key_Down)
    assert bar.value() > 0
    person.key(Qt.Key.Key_Up)
    assert bar.value() == 0
    person.key(Qt.Key.Key_PageDown)
    assert bar.value() == min(bar.maximum(), bar.pageStep())
    person.key(Qt.Key.Key_PageUp)
    assert bar.value() == 0


@pytest.mark.parametrize("modifier", ["", "Shift"])
def test_tab_stays_within_it(person: Person, about: Overlay, modifier: str) -> None:
    key = Qt.Key.Key_Backtab if modifier else Qt.Key.Key_Tab
    for _ in range(4):
        person.key(key)
        focus = person.focused()
        assert focus is about or about.isAncestorOf(focus)
    assert about.isVisible()


def test_the_list_of_keys_goes_away_with_the_session(session: Person) -> None:
    session.key(Qt.Key.Key_F1)
    session.control.end()
    assert not session.window.overlays.keys.isVisible()
    assert session.window.done.home.hasFocus()


@sweep
def test_a_session_waits_while_its_keys_are_shown_and_can_then_be_seen_to_its_end(
    session: Person,
) -> None:
    session.key(Qt.Key.Key_F1)
    phase = session.phase
    session.go_on(60_000)
    assert session.phase == phase
    session.key(Qt.Key.Key_F1)
    minutes = session.state.plan.total_ms // 60_000 + 2
    for _ in range(12 * minutes):
        if session.window.is_in_session:
            session.go_on(5_000)
    assert session.window.done.isVisible()
    assert not session.window.overlays.keys.isVisible()
