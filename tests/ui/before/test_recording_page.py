"""The page that waits for words being recorded: its places, names, keys and words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont
from PySide6.QtWidgets import QApplication

from tests.sweeps import swept
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle
from tests.ui.everywhere import controls, focusable, name_of
from tests.ui.own_routines import short_routine, write_routine
from tests.ui.places import Size, faults, place, resize
from tests.ui.test_sizes import SIZES
from tests.ui.test_translatable import said, speak, untranslated

Wait = Callable[[], Person]


@pytest.fixture
def wait(make: Open, profile: Path) -> Wait:
    """Has somebody press Start while the words of their routine are being recorded."""

    def waiting() -> Person:
        write_routine(profile, "own", short_routine().replace('"One"', '"Figure four"'))
        person = make(routine="own", has_voice=True)
        person.click(person.window.home.card.start)
        assert person.window.pages.currentWidget() is person.window.first.words
        return person

    return waiting


@pytest.mark.parametrize("size", swept(SIZES, SIZES[:1]), ids=str)
def test_it_has_room_for_everything_and_can_be_read_from_some_metres(
    wait: Wait, size: Size
) -> None:
    person = wait()
    resize(person, size)
    page = person.window.first.words
    assert faults(page) == []
    assert page.title.drawn_capital_height() >= 0.05 * min(size[1], size[0] * 3 // 4)


@pytest.mark.parametrize("size", SIZES[1:], ids=str)
def test_twice_as_large_a_font_has_room(qapp: QApplication, wait: Wait, size: Size) -> None:
    before = qapp.font()
    font = QFont(before)
    font.setPointSizeF(2 * before.pointSizeF())
    qapp.setFont(font)
    try:
        person = wait()
        resize(person, size)
        assert faults(person.window.first.words) == []
    finally:
        qapp.setFont(before)


def test_all_that_can_be_pressed_has_a_name_and_is_reached_by_tab(wait: Wait) -> None:
    person = wait()
    page = person.window.first.words
    assert page.begin.hasFocus()
    assert all(name_of(widget) for widget in focusable(page))
    wanted = {id(widget) for widget in controls(page)}
    for _ in range(len(wanted) + 1):
        wanted.discard(id(person.focused()))
        person.key(Qt.Key.Key_Tab)
    assert wanted == set()


def test_what_is_waited_for_is_announced(wait: Wait, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def update(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", update)
    wait()
    assert "Preparing the voice" in told[-1]
    assert "starts by itself" in told[-1]


def test_every_word_of_it_can_be_translated(wait: Wait, monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, longer=0)
    person = wait()
    found = said(person.window.first.words)
    assert found
    assert untranslated(found, person) == set()


def test_a_language_of_longer_words_has_room(wait: Wait, monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, longer=0.6)
    person = wait()
    resize(person, (900, 600))
    assert faults(person.window.first.words) == []


def test_a_language_read_leftwards_is_laid_out_mirrored(qapp: QApplication, wait: Wait) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    person = wait()
    page = person.window.first.words
    settle()
    assert place(page.begin).right() < place(page.back).left()
    assert faults(page) == []
