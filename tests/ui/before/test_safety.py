"""The safety page: before the first session ever, in nobody's way after it, and always at hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from stretchtimer.engine.commands import Pause
from stretchtimer.services.person.safety_words import Topic, safety_page
from stretchtimer.services.session.trace import Trace
from stretchtimer.ui.before.safety_page import SafetyPage
from stretchtimer.ui.figure.pictures import FigurePicture
from stretchtimer.ui.widgets.bullet import Bullet
from stretchtimer.ui.widgets.safety_columns import SafetySection, SafetyWords
from tests.ui.conftest import Open
from tests.ui.driving import Person, colour_at, label, part_of, settle, texts
from tests.ui.places import Size, faults, place, resize
from tests.ui.test_accessibility import controls, focusable, name_of
from tests.ui.test_sizes import SIZES
from tests.ui.test_translatable import said, speak, unmarked

Way = Callable[[Person], None]
PAGE = safety_page()
DAY_MS = 24 * 60 * 60 * 1_000


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


def confirm(person: Person) -> None:
    """Goes through both steps: none of these, and read."""
    for _ in range(2):
        person.click(page_of(person).confirm)


def shown_in(page: SafetyPage) -> list[str]:
    """All words that can be read, folded or not, of the step that is shown."""
    found = texts(page)
    if page.step is page.rest:
        for fold in page.rest.folds.values():
            found += [fold.heading.text(), *(w.text() for w in fold.findChildren(QLabel))]
    return found


def stored(profile: Path) -> dict[str, object]:
    settings: dict[str, object] = json.loads((profile / "config" / "settings.json").read_text())
    return settings


def test_start_shows_it_before_the_first_session_ever(newcomer: Person) -> None:
    page = page_of(newcomer)
    shown = shown_in(page)
    urgent = PAGE.section(Topic.HELP_NOW)
    assert [w for w in (PAGE.question, urgent.advice, *urgent.points) if w not in shown] == []
    assert PAGE.section(Topic.STOP).advice not in shown
    newcomer.click(page.confirm)
    shown += shown_in(page)
    missing = [line for line in PAGE.lines() if line not in shown]
    assert missing == [urgent.title], "the box needs no other heading than the question"
    assert not newcomer.window.is_in_session


@pytest.mark.parametrize("way", ["click", Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_whoever_has_read_it_goes_on_and_never_sees_it_there_again(
    newcomer: Person, make: Open, way: str | Qt.Key
) -> None:
    page = page_of(newcomer)
    for step in (page.question, page.rest):
        assert page.step is step
        assert not newcomer.settings.safety_read
        if isinstance(way, Qt.Key):
            newcomer.key(way)
        else:
            newcomer.click(page.confirm)
    assert newcomer.settings.safety_read
    assert newcomer.window.pages.currentWidget() is newcomer.window.first.hearing
    newcomer.close()
    assert stored(newcomer.profile)["safety_read"] is True
    assert stored(newcomer.profile)["safety_read_on"] == "2026-03-01"
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


@pytest.mark.parametrize("way", ["click", Qt.Key.Key_Return])
def test_whoever_must_not_wait_is_told_what_to_do_and_led_back(
    newcomer: Person, way: str | Qt.Key
) -> None:
    page = page_of(newcomer)
    newcomer.click(page.applies)
    shown = texts(page)
    assert PAGE.stop_now in shown
    assert "emergency number" in " ".join(shown)
    assert not page.applies.isVisible()
    if isinstance(way, Qt.Key):
        newcomer.key(way)
    else:
        newcomer.click(page.confirm)
    assert newcomer.window.pages.currentWidget() is newcomer.window.home
    assert not newcomer.settings.safety_read
    newcomer.click(newcomer.window.home.card.start)
    assert page_of(newcomer).step is page.question


def test_back_leads_from_each_step_to_the_question(newcomer: Person) -> None:
    page = page_of(newcomer)
    for button in (page.applies, page.confirm):
        newcomer.click(button)
        newcomer.key(Qt.Key.Key_Escape)
        assert page.step is page.question
        assert page.confirm.hasFocus()
        newcomer.click(button)
        newcomer.click(page.back)
        assert page.step is page.question


def test_a_key_that_is_held_down_is_no_answer(newcomer: Person) -> None:
    page = page_of(newcomer)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        held = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)
        QApplication.sendEvent(page, held)
    assert page.step is page.question
    assert page.isVisible()


def test_it_is_asked_again_after_a_year(make: Open) -> None:
    person = make(first_time=True)
    person.app.preferences.change(hearing_checked=True)
    person.click(person.window.home.card.start)
    confirm(person)
    assert person.window.is_in_session
    person.control.end()
    person.click(person.window.done.home)
    person.clock.sleep(364 * DAY_MS)
    person.click(person.window.home.card.start)
    assert person.window.is_in_session
    person.control.end()
    person.click(person.window.done.home)
    person.clock.sleep(DAY_MS)
    person.click(person.window.home.card.start)
    assert not person.window.is_in_session
    assert page_of(person).step is page_of(person).question


@pytest.mark.parametrize("way", ["click", Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_heading_unfolds_what_stands_under_it(newcomer: Person, way: str | Qt.Key) -> None:
    page = page_of(newcomer)
    newcomer.click(page.confirm)
    fold = page.rest.folds[Topic.DOCTOR]
    letters = fold.section.letters_px
    for is_open in (True, False):
        if isinstance(way, Qt.Key):
            newcomer.focus(fold.heading)
            newcomer.key(way)
        else:
            newcomer.click(fold.heading)
        settle()
        assert fold.section.isVisible() is is_open
        assert fold.heading.isChecked() is is_open
        assert fold.section.letters_px == letters
        assert faults(page) == []
    assert page.isVisible()


def test_when_to_ask_and_when_to_stop_stand_open_where_there_is_room(newcomer: Person) -> None:
    page = page_of(newcomer)
    newcomer.click(page.confirm)
    for size in SIZES:
        resize(newcomer, size)
        opened = {topic for topic, fold in page.rest.folds.items() if fold.section.isVisible()}
        assert opened == {Topic.ASK_FIRST, Topic.STOP}, size


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
    confirm(person)
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


def steps_of(person: Person) -> Iterator[SafetyPage]:
    """The page in each of its steps."""
    page = page_of(person)
    yield page
    for *back, button in ([page.applies], [page.back, page.confirm]):
        for each in (*back, button):
            person.click(each)
        QApplication.processEvents()
        settle()
        yield page


def test_it_fills_its_window_and_needs_no_scrolling_at_any_usual_size(newcomer: Person) -> None:
    for page in steps_of(newcomer):
        for size in ((480, 700), (820, 540), *SIZES):
            newcomer.window.setMinimumSize(0, 0)
            resize(newcomer, size)
            assert page.step.verticalScrollBar().maximum() == 0, size
            assert page.step.horizontalScrollBar().maximum() == 0, size
            assert faults(page) == [], size
            if page.step is page.question:
                assert page.question.box.height() > 0.55 * page.step.height(), size


def test_where_there_is_room_its_letters_are_larger(newcomer: Person) -> None:
    box = page_of(newcomer).question.box
    resize(newcomer, (900, 600))
    small = box.letters_px
    usual = newcomer.window.fontInfo().pixelSize()
    assert small > usual
    resize(newcomer, (1366, 768))
    assert box.letters_px > small
    resize(newcomer, (900, 600))
    assert box.letters_px == small


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
        person.click(page.confirm)
        for fold in page.rest.folds.values():
            if not fold.heading.isChecked():
                person.click(fold.heading)
        page.confirm.setFocus()
        settle()
        assert faults(page) == []
        bar = page.rest.verticalScrollBar()
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
    page = page_of(person)
    assert page.confirm.hasFocus()
    described = page.question.accessibleDescription()
    person.click(page.applies)
    person.key(Qt.Key.Key_Escape)
    person.click(page.confirm)
    assert page.confirm.hasFocus()
    help_now = PAGE.section(Topic.HELP_NOW).advice.removesuffix(", if:")
    assert told == [
        PAGE.question,
        f"{PAGE.stop_now} {help_now}.",
        PAGE.question,
        f"{PAGE.title}. {PAGE.what_it_is}",
    ]
    described += page.rest.accessibleDescription()
    said_else = {PAGE.title, PAGE.question, PAGE.section(Topic.HELP_NOW).title}
    assert {line for line in PAGE.lines() if line not in described} == said_else


def test_tab_goes_from_the_button_back_and_to_the_words(newcomer: Person) -> None:
    page = page_of(newcomer)
    seen = []
    for _ in range(4):
        seen.append(newcomer.focused())
        newcomer.key(Qt.Key.Key_Tab)
    assert seen == [page.confirm, page.applies, page.back, page.question]
    assert page.confirm.hasFocus()
    answers = {name_of(widget) for widget in controls(page)}
    assert answers == {"None of these", "Yes, at least one", "Cancel"}
    newcomer.key(Qt.Key.Key_Return)
    seen = []
    for _ in range(7):
        seen.append(newcomer.focused())
        newcomer.key(Qt.Key.Key_Tab)
    headings = [fold.heading for fold in page.rest.folds.values()]
    assert seen == [page.confirm, page.back, page.rest, *headings]
    assert page.confirm.hasFocus()
    assert all(name_of(widget) for widget in focusable(page))


def test_a_click_beside_the_words_of_a_row_opens_nothing(person: Person) -> None:
    row = person.row("hamstring")
    at = row.rect().bottomRight()
    person.click(row, at - QPoint(1, 1))
    QTest.mouseClick(label(row, "Hamstring stretch"), Qt.MouseButton.RightButton)
    assert "about" not in person.window.overlays.__dict__
    assert not person.window.is_in_session


def test_the_section_where_life_is_at_stake_stands_out(newcomer: Person) -> None:
    box = page_of(newcomer).question.box
    hold = newcomer.app.appearance.theme.hold.upper()
    assert colour_at(box, box.width() // 2, 0) == hold
    newcomer.key(Qt.Key.Key_Escape)
    from_home(newcomer)
    sections = newcomer.window.overlays.safety.findChildren(SafetySection)
    edges = [colour_at(box, box.width() // 2, 0) for box in sections]
    assert [edge == hold for edge in edges] == [True, *[False] * (len(edges) - 1)]


def test_every_word_of_it_can_be_translated(make: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, longer=0)
    person = make(first_time=True)
    person.click(person.window.home.card.start)
    found: list[tuple[str, str]] = []
    for page in steps_of(person):
        found += said(page)
    for _ in range(2):
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
    for page in steps_of(person):
        for size in SIZES:
            resize(person, size)
            assert faults(page) == [], size


def test_a_language_read_leftwards_begins_on_the_right(qapp: QApplication, make: Open) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    person = make(first_time=True)
    person.click(person.window.home.card.start)
    resize(person, (1366, 768))
    page = page_of(person)
    assert place(page.confirm).right() < place(page.back).left()
    for step in steps_of(person):
        assert faults(step) == []
    first, *_, last = page.rest.folds[Topic.ASK_FIRST].findChildren(Bullet)
    assert place(first).left() > place(last).right()


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
    assert 2 * narrow > 3 * wide
    words.deleteLater()
