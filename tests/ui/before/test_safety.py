"""The safety page: before the first session ever, in nobody's way after it, and always at hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from stretchtimer.engine.transitions import Pause
from stretchtimer.services.person.safety import Topic, safety_page
from stretchtimer.services.session.trace import Trace
from stretchtimer.ui.before.safety_page import SafetyPage
from stretchtimer.ui.figure.pictures import FigurePicture
from stretchtimer.ui.widgets.safety_words import SafetyWords
from tests.ui.conftest import Open
from tests.ui.driving import Person, bar_of, colour_at, label, part_of, settle, texts
from tests.ui.places import Size, faults, place, resize
from tests.ui.test_accessibility import controls, focusable, name_of
from tests.ui.test_sizes import SIZES
from tests.ui.test_translatable import said, speak, unmarked

Way = Callable[[Person], None]
PAGE = safety_page()


@pytest.fixture
def newcomer(make: Open) -> Person:
    """Somebody who has never had a session, and presses Start."""
    person = make(first_time=True)
    person.click(person.window.home.card.start)
    return person


def page_of(person: Person) -> SafetyPage:
    page = person.window.pages.currentWidget()
    assert isinstance(page, SafetyPage)
    return page


def stored(profile: Path) -> dict[str, object]:
    settings: dict[str, object] = json.loads((profile / "config" / "settings.json").read_text())
    return settings


def test_start_shows_it_before_the_first_session_ever(newcomer: Person) -> None:
    shown = texts(page_of(newcomer))
    assert [line for line in PAGE.lines() if line not in shown] == []
    assert not newcomer.window.is_in_session


@pytest.mark.parametrize("way", ["click", Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_whoever_has_read_it_goes_on_and_never_sees_it_there_again(
    newcomer: Person, make: Open, way: str | Qt.Key
) -> None:
    page = page_of(newcomer)
    if isinstance(way, Qt.Key):
        newcomer.key(way)
    else:
        newcomer.click(page.confirm)
    assert newcomer.settings.safety_read
    assert newcomer.window.pages.currentWidget() is newcomer.window.first.hearing
    newcomer.close()
    assert stored(newcomer.profile)["safety_read"] is True
    again = make(first_time=True)
    again.click(again.window.home.card.start)
    assert again.window.pages.currentWidget() is again.window.first.hearing


@pytest.mark.parametrize("way", ["click", Qt.Key.Key_Escape])
def test_whoever_turns_back_is_at_home_and_is_shown_it_the_next_time(
    newcomer: Person, way: str | Qt.Key
) -> None:
    if isinstance(way, Qt.Key):
        newcomer.key(way)
    else:
        newcomer.click(page_of(newcomer).back)
    home = newcomer.window.home
    assert newcomer.window.pages.currentWidget() is home
    assert home.card.start.hasFocus()
    assert not newcomer.settings.safety_read
    assert not newcomer.window.is_in_session
    newcomer.key(Qt.Key.Key_Return)
    assert page_of(newcomer).confirm.hasFocus()


def test_enter_means_the_button_that_has_the_focus(newcomer: Person) -> None:
    newcomer.focus(page_of(newcomer).back)
    newcomer.key(Qt.Key.Key_Return)
    assert not newcomer.settings.safety_read
    assert newcomer.window.pages.currentWidget() is newcomer.window.home


def test_it_stands_before_a_session_that_is_started_by_a_command(make: Open) -> None:
    person = make(first_time=True)
    person.window.start()
    assert page_of(person).isVisible()
    assert not person.window.is_in_session


def test_what_was_to_be_traced_is_traced_when_the_session_begins_at_last(
    make: Open, tmp_path: Path
) -> None:
    person = make(first_time=True)
    trace = Trace(tmp_path / "trace", person.app.profile.writer)
    person.control.trace_next(trace)
    person.window.start()
    person.key(Qt.Key.Key_Escape)
    person.click(person.window.home.card.start)
    person.click(page_of(person).confirm)
    person.click(person.window.first.hearing.view.skip)
    assert person.window.is_in_session
    told = [json.loads(line) for line in (tmp_path / "trace").read_text().splitlines()]
    assert told[0]["event"] == "session_started"


def test_a_session_after_it_was_read_and_heard_begins_at_once(make: Open) -> None:
    person = make(first_time=True)
    person.app.preferences.change(safety_read=True, hearing_checked=True)
    person.start()
    assert person.window.is_in_session


def from_home(person: Person) -> None:
    person.click(person.window.home.safety)


def from_home_by_key(person: Person) -> None:
    person.focus(person.window.home.safety)
    person.key(Qt.Key.Key_Return)


def from_the_keys(person: Person) -> None:
    person.key(Qt.Key.Key_F1)
    person.key(Qt.Key.Key_Tab)
    person.key(Qt.Key.Key_Return)


def from_a_stretch(person: Person) -> None:
    person.row("knee-hug").about.trigger()
    person.key(Qt.Key.Key_Tab)
    person.key(Qt.Key.Key_Space)


def from_the_settings(person: Person) -> None:
    person.click(person.window.home.settings)
    person.click(person.window.settings.safety.read)


def from_the_settings_by_key(person: Person) -> None:
    person.click(person.window.home.settings)
    person.focus(person.window.settings.safety.read)
    person.key(Qt.Key.Key_Space)


@pytest.mark.parametrize(
    "way",
    [
        *(from_home, from_home_by_key, from_the_keys, from_a_stretch),
        *(from_the_settings, from_the_settings_by_key),
    ],
)
def test_it_can_be_read_again_from_everywhere(person: Person, way: Way) -> None:
    way(person)
    panel = person.window.overlays.safety
    assert panel.hasFocus()
    shown = texts(panel)
    assert [line for line in PAGE.lines()[1:] if line not in shown] == []
    before = person.window.pages.currentWidget()
    person.key(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert person.window.pages.currentWidget() is before


def test_in_a_session_it_lies_over_it_and_the_session_goes_on(session: Person) -> None:
    from_the_keys(session)
    assert session.window.overlays.safety.isVisible()
    assert not session.window.keys.isVisible()
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
    assert row.menu.actions()[0] is row.about
    row.about.trigger()


@pytest.mark.parametrize(
    "way",
    [by_a_click_on_the_picture, by_a_click_on_the_name, by_its_button, by_key, by_its_menu],
)
def test_the_care_note_of_a_stretch_is_one_step_away_from_its_row(person: Person, way: Way) -> None:
    way(person)
    care = person.personal.original.stretch("hamstring").words.care
    words = texts(person.window.about)
    assert words.index("When to take care") == words.index(care) - 1
    # It comes before all else that is told of the stretch.
    assert words.index(care) < words.index("How to do it")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_it_needs_no_scrolling_at_any_usual_size(newcomer: Person, size: Size) -> None:
    resize(newcomer, size)
    page = page_of(newcomer)
    assert bar_of(page).maximum() == 0
    assert part_of(page, QScrollArea).horizontalScrollBar().maximum() == 0
    assert faults(page) == []


def test_where_there_is_room_its_letters_are_larger(newcomer: Person) -> None:
    def height_of_a_letter() -> int:
        point = page_of(newcomer).words._sections[Topic.STOP]._texts[1]
        return point.fontMetrics().height()

    resize(newcomer, (900, 600))
    small = height_of_a_letter()
    resize(newcomer, (1366, 768))
    assert height_of_a_letter() > small
    resize(newcomer, (900, 600))
    assert height_of_a_letter() == small


@pytest.mark.parametrize("size", [(900, 600), *SIZES[1:]], ids=str)
def test_twice_as_large_a_font_scrolls_by_keys_where_it_must(
    qapp: QApplication, make: Open, size: Size
) -> None:
    before = qapp.font()
    font = QFont(before)
    font.setPointSizeF(2 * before.pointSizeF())
    qapp.setFont(font)
    try:
        person = make(first_time=True)
        person.click(person.window.home.card.start)
        resize(person, size)
        page = page_of(person)
        assert faults(page) == []
        bar = bar_of(page)
        for _ in range(40):
            person.key(Qt.Key.Key_Down)
        assert bar.value() == bar.maximum()
        assert page.confirm.hasFocus()
        if size == (900, 600):
            assert bar.maximum() > 0
            person.key(Qt.Key.Key_PageUp)
            assert bar.value() < bar.maximum()
            person.key(Qt.Key.Key_PageDown)
            assert bar.value() == bar.maximum()
            person.key(Qt.Key.Key_Up)
            assert bar.value() < bar.maximum()
    finally:
        qapp.setFont(before)


def test_it_is_announced_and_can_be_read_by_a_screen_reader(
    make: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def update(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", update)
    person = make(first_time=True)
    person.click(person.window.home.card.start)
    assert told == ["Before you begin. " + PAGE.what_it_is]
    page = page_of(person)
    assert page.confirm.hasFocus()
    described = part_of(page, QScrollArea).accessibleDescription()
    assert [line for line in PAGE.lines()[1:] if line not in described] == []


def test_tab_goes_from_the_button_back_and_to_the_words(newcomer: Person) -> None:
    page = page_of(newcomer)
    seen = []
    for _ in range(3):
        seen.append(newcomer.focused())
        newcomer.key(Qt.Key.Key_Tab)
    assert seen == [page.confirm, page.back, part_of(page, QScrollArea)]
    assert page.confirm.hasFocus()
    assert all(name_of(widget) for widget in focusable(page))
    assert {name_of(widget) for widget in controls(page)} == {"I have read this", "Back"}


def test_a_click_beside_the_words_of_a_row_opens_nothing(person: Person) -> None:
    row = person.row("hamstring")
    at = row.rect().bottomRight()
    person.click(row, at - QPoint(1, 1))
    QTest.mouseClick(label(row, "Hamstring stretch"), Qt.MouseButton.RightButton)
    assert "about" not in person.window.overlays.__dict__
    assert not person.window.is_in_session


def test_the_section_where_life_is_at_stake_stands_out(newcomer: Person) -> None:
    sections = page_of(newcomer).words._sections
    hold = newcomer.app.appearance.theme.hold.upper()
    edges = {topic: colour_at(box, box.width() // 2, 0) for topic, box in sections.items()}
    assert [topic for topic, edge in edges.items() if edge == hold] == [Topic.HELP_NOW]


def test_every_word_of_it_can_be_translated(make: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, longer=0)
    person = make(first_time=True)
    person.click(person.window.home.card.start)
    found = list(said(page_of(person)))
    person.key(Qt.Key.Key_Escape)
    from_home(person)
    found += list(said(person.window.overlays.safety))
    # What a screen reader is told of it all stands in many lines.
    lines = [(of, line) for of, text in found for line in text.splitlines()]
    assert len(lines) > 100
    assert {(of, line) for of, line in lines if unmarked(line, person)} == set()


def test_a_language_of_longer_words_has_room(make: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, longer=0.6)
    person = make(first_time=True)
    person.click(person.window.home.card.start)
    for size in SIZES:
        resize(person, size)
        assert faults(page_of(person)) == [], size


def test_a_language_read_leftwards_begins_on_the_right(qapp: QApplication, make: Open) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    person = make(first_time=True)
    person.click(person.window.home.card.start)
    resize(person, (1366, 768))
    page = page_of(person)
    assert faults(page) == []
    first, last = (page.words._sections[topic] for topic in (Topic.ASK_FIRST, Topic.DOCTOR))
    assert place(first).left() > place(last).right()
    assert place(page.confirm).right() < place(page.back).left()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_read_again_it_has_room(person: Person, size: Size) -> None:
    resize(person, size)
    from_home(person)
    settle()
    panel: QWidget = person.window.overlays.safety
    assert faults(panel) == []


def test_the_words_need_no_window_to_know_their_height(person: Person) -> None:
    words = SafetyWords(person.app.appearance)
    narrow, wide = words.heightForWidth(400), words.heightForWidth(1300)
    assert words.hasHeightForWidth()
    assert narrow > 2 * wide
    words.deleteLater()
