"""The sound check as it is seen and heard: names, sizes, fonts, languages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from stretchtimer.engine.notices import Notice
from stretchtimer.services.audio.audio_out import AudioStatus, SoundFault
from tests.sweeps import sweep, swept
from tests.ui.before.listening import BACK, go_there, view_of
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle
from tests.ui.everywhere import controls, focusable, name_of
from tests.ui.places import Size, faults, place, resize
from tests.ui.test_sizes import SIZES
from tests.ui.test_translatable import said, speak, untranslated


def test_all_that_can_be_pressed_has_a_name_of_its_own_and_is_reached_by_tab(
    listener: Person,
) -> None:
    listener.app.preferences.change(muted=True)
    page = view_of(listener)
    assert all(name_of(widget) for widget in focusable(page))
    names = [name_of(widget) for widget in controls(page)]
    assert len(set(names)) == len(names)
    wanted = {id(widget) for widget in controls(page)}
    for _ in range(len(wanted) + 1):
        wanted.discard(id(listener.focused()))
        listener.key(Qt.Key.Key_Tab)
    assert wanted == set()
    small = [w for w in controls(page) if min(w.width(), w.height()) < 24]
    assert small == []


def trouble(person: Person) -> list[str]:
    """What is wrong with the places, in each of the states of the page."""
    page: QWidget = person.window.first.hearing
    found = []
    for state in ("asking", "unheard", "gone", "muted"):
        if state == "unheard":
            person.key(Qt.Key.Key_N)
        elif state == "gone":
            person.out.become(
                AudioStatus(
                    False,
                    "",
                    Notice(SoundFault.NO_ANSWER, output="Built-in Audio Analogue Stereo"),
                )
            )
        elif state == "muted":
            person.out.become(BACK)
            person.app.preferences.change(muted=True)
        QApplication.processEvents()
        settle()
        found += [f"{state}: {fault}" for fault in faults(page)]
    return found


@pytest.mark.parametrize("size", swept(SIZES, SIZES[:1]), ids=str)
def test_it_has_room_for_everything(listener: Person, size: Size) -> None:
    resize(listener, size)
    assert trouble(listener) == []


@sweep
@pytest.mark.parametrize("size", swept(SIZES[1:], SIZES[1:2]), ids=str)
def test_twice_as_large_a_font_has_room(qapp: QApplication, make: Open, size: Size) -> None:
    before = qapp.font()
    font = QFont(before)
    font.setPointSizeF(2 * before.pointSizeF())
    qapp.setFont(font)
    try:
        person = make(first_time=True)
        go_there(person)
        resize(person, size)
        assert trouble(person) == []
    finally:
        qapp.setFont(before)


@pytest.mark.parametrize("size", swept(SIZES[:3], SIZES[1:2]), ids=str)
def test_what_is_asked_can_be_read_from_some_metres(listener: Person, size: Size) -> None:
    resize(listener, size)
    view = view_of(listener)
    assert view.title.drawn_capital_height() >= 0.05 * size[1]
    assert view.instruction.drawn_capital_height() >= 0.035 * size[1]
    assert view.yes.height() >= size[1] // 8


def test_every_word_of_it_can_be_translated(make: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, longer=0)
    person = make(first_time=True)
    go_there(person)
    found: list[tuple[str, str]] = []
    for step in ("asking", "unheard", "muted", "zero", "off"):
        if step == "unheard":
            view_of(person).no.click()
        elif step != "asking":
            person.app.preferences.change(
                muted=step == "muted", volume=0, output="off" if step == "off" else "auto"
            )
        settle()
        found += said(person.window.first.hearing)
    assert len(found) > 100
    assert untranslated(found, person) == set()


@sweep
def test_a_language_of_longer_words_has_room(make: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, longer=0.6)
    person = make(first_time=True)
    go_there(person)
    resize(person, (900, 600))
    assert trouble(person) == []


@sweep
def test_a_language_read_leftwards_is_laid_out_mirrored(qapp: QApplication, make: Open) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    person = make(first_time=True)
    go_there(person)
    resize(person, (1366, 768))
    view = view_of(person)
    assert place(view.yes).left() > place(view.no).right()
    assert trouble(person) == []
