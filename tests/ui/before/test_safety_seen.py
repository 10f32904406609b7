"""The safety page as it is seen and heard: sizes, fonts, languages, a screen reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from stretchtimer.services.person.safety_words import Topic
from stretchtimer.ui.before.safety_page import SafetyPage
from stretchtimer.ui.widgets.bullet import Bullet
from stretchtimer.ui.widgets.safety_columns import SafetySection, SafetyWords
from tests.sweeps import sweep, swept
from tests.ui.before.reading_safety import PAGE, from_home, page_of
from tests.ui.conftest import Open
from tests.ui.driving import Person, label, settle
from tests.ui.everywhere import controls, focusable, name_of
from tests.ui.looks import colour_at
from tests.ui.places import Size, faults, place, resize
from tests.ui.test_sizes import SIZES
from tests.ui.test_translatable import said, speak, untranslated


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


@sweep
@pytest.mark.parametrize(
    "size", swept([(820, 540), (900, 600), (1100, 720)], [(820, 540)]), ids=str
)
def test_a_part_that_is_opened_is_seen_to_its_end_or_from_its_beginning(
    newcomer: Person, size: Size
) -> None:
    page = page_of(newcomer)
    resize(newcomer, size)
    newcomer.click(page.confirm)
    for fold in page.rest.closed:
        newcomer.click(page.confirm)
        QApplication.processEvents()
        settle()
        view = page.rest.viewport()
        top = fold.mapTo(view, fold.rect().topLeft()).y()
        bottom = fold.mapTo(view, fold.rect().bottomLeft()).y()
        assert top >= 0, fold.words
        assert bottom <= view.height() or top == 0, fold.words


@sweep
def test_in_a_low_window_what_is_opened_is_not_in_larger_letters(newcomer: Person) -> None:
    page = page_of(newcomer)
    newcomer.click(page.confirm)
    letters = []
    for size in ((804, 492), (900, 600)):
        newcomer.window.setMinimumSize(0, 0)
        resize(newcomer, size)
        letters.append(page.rest.folds[Topic.STOP].heading.fontInfo().pixelSize())
    assert letters[0] <= letters[1]


@sweep
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


@pytest.mark.parametrize("size", swept([(900, 600), *SIZES[1:]], [(900, 600)]), ids=str)
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
    assert page.question.hasFocus()
    described = page.question.accessibleDescription()
    person.click(page.applies)
    person.key(Qt.Key.Key_Escape)
    person.click(page.confirm)
    assert page.rest.hasFocus()
    person.click(page.confirm)
    opened = told.pop()
    doctor = PAGE.section(Topic.SOON)
    assert opened.startswith(f"{doctor.title}. {doctor.advice}")
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


def test_tab_goes_from_the_words_to_the_answers(newcomer: Person) -> None:
    page = page_of(newcomer)
    seen = []
    for _ in range(4):
        seen.append(newcomer.focused())
        newcomer.key(Qt.Key.Key_Tab)
    assert seen == [page.question, page.applies, page.confirm, page.back]
    assert page.question.hasFocus()
    answers = {name_of(widget) for widget in controls(page)}
    assert answers == {"None of these", "Yes, at least one", "Cancel"}
    newcomer.click(page.confirm)
    seen = []
    for _ in range(7):
        seen.append(newcomer.focused())
        newcomer.key(Qt.Key.Key_Tab)
    headings = [fold.heading for fold in page.rest.folds.values()]
    assert seen == [page.rest, *headings, page.confirm, page.back]
    assert page.rest.hasFocus()
    assert all(name_of(widget) for widget in focusable(page))


def test_a_click_beside_the_words_of_a_row_opens_nothing(person: Person) -> None:
    row = person.row("hamstring")
    at = row.rect().bottomRight()
    person.click(row, at - QPoint(1, 1))
    QTest.mouseClick(label(row, "Hamstring stretch"), Qt.MouseButton.RightButton)
    assert "about" not in person.window.overlays.__dict__
    assert not person.window.is_in_session


@sweep
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
    assert untranslated(lines, person) == set()


@sweep
def test_a_language_of_longer_words_has_room(make: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, longer=0.6)
    person = make(first_time=True)
    person.click(person.window.home.card.start)
    for page in steps_of(person):
        for size in SIZES:
            resize(person, size)
            assert faults(page) == [], size


@sweep
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


@pytest.mark.parametrize("size", swept(SIZES, SIZES[:1]), ids=str)
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
