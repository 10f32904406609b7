"""The Learn page: reached, read with eyes, keys and ears, printed, and left to where one was."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QLabel

from stretchtimer.services.person.choices import ThemeChoice
from stretchtimer.services.person.learn_words import learn_page
from stretchtimer.services.person.safety_words import Topic, safety_page
from stretchtimer.ui.learn.print_out import document_of, print_on
from stretchtimer.ui.widgets.buttons import TextButton
from stretchtimer.ui.widgets.overlay import Overlay
from tests.sweeps import swept
from tests.ui.driving import Person, part_of, settle, shown, texts
from tests.ui.places import faults, resize

SIZES = ((900, 600), (1366, 768), (1920, 1080))


@pytest.fixture
def reader(person: Person) -> Person:
    """Somebody who has come to the page from Home."""
    person.click(person.window.home.learn)
    settle()
    return person


def is_reading(person: Person) -> bool:
    return person.window.pages.currentWidget() is person.window.reading.page


def headings(person: Person) -> list[str]:
    found = []
    for label in shown(person.window.reading.page, QLabel):
        interface = QAccessible.queryAccessibleInterface(label)
        if interface.role() is QAccessible.Role.Heading:
            found.append(interface.text(QAccessible.Text.Name))
    return found


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_it_is_left_to_home_and_the_focus_is_where_it_was(reader: Person, way: str) -> None:
    assert is_reading(reader)
    if way == "button":
        reader.click(reader.window.reading.page.back)
    else:
        reader.key(Qt.Key.Key_Escape)
    assert reader.window.pages.currentWidget() is reader.window.home


def link_in(sheet: Overlay) -> TextButton:
    """What leads there from something laid over the page."""
    (link,) = (
        stop
        for stop in sheet.stops()
        if isinstance(stop, TextButton) and stop.text() == "Your back and walking"
    )
    return link


@pytest.mark.parametrize("way", ["care", "keys"])
def test_care_notes_and_the_list_of_keys_lead_to_it_and_back(person: Person, way: str) -> None:
    overlays = person.window.overlays
    if way == "care":
        person.row("childs-pose").about.trigger()
    else:
        person.key(Qt.Key.Key_F1)
    sheet = overlays.about if way == "care" else overlays.keys
    person.click(link_in(sheet))
    assert is_reading(person)
    assert not sheet.isVisible()
    person.key(Qt.Key.Key_Escape)
    assert person.window.pages.currentWidget() is person.window.home


def test_no_session_is_left_for_it(session: Person) -> None:
    overlays = session.window.overlays
    for key in (Qt.Key.Key_I, Qt.Key.Key_F1):
        session.key(key)
        sheet = overlays.about if key is Qt.Key.Key_I else overlays.keys
        links = [stop.text() for stop in sheet.stops() if isinstance(stop, TextButton)]
        assert "Your back and walking" not in links
        assert links[0] == "When to stop, and when to get help"
        session.key(Qt.Key.Key_Escape)


def test_everything_is_said_in_the_order_of_the_words(reader: Person) -> None:
    assert tuple(texts(reader.window.reading.page)) == learn_page().lines()


def test_a_screen_reader_finds_its_way_by_the_headings(reader: Person) -> None:
    page = learn_page()
    causes = [cause.title for chapter in page.chapters for cause in chapter.causes]
    assert len(causes) == 4
    first, *others = [chapter.title for chapter in page.chapters]
    help_titles = [page.help_title, *(section.title for section in page.help)]
    assert headings(reader) == [page.title, first, *causes, *others, *help_titles]


def test_when_to_get_help_is_told_as_on_the_safety_page() -> None:
    help_now = safety_page().section(Topic.HELP_NOW)
    assert help_now in learn_page().help


def test_the_keys_read_on_to_the_end(reader: Person) -> None:
    bar = reader.window.reading.page.sheet.verticalScrollBar()
    assert reader.window.reading.page.sheet.hasFocus()
    assert bar.value() == 0
    reader.key(Qt.Key.Key_PageDown)
    first = bar.value()
    reader.key(Qt.Key.Key_Down)
    assert 0 < first < bar.value()
    for _ in range(100):
        reader.key(Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()


def test_it_begins_again_from_the_top(reader: Person) -> None:
    reader.key(Qt.Key.Key_PageDown)
    reader.key(Qt.Key.Key_Escape)
    reader.click(reader.window.home.learn)
    assert reader.window.reading.page.sheet.verticalScrollBar().value() == 0


def test_tab_reaches_the_text_and_both_buttons(reader: Person) -> None:
    page = reader.window.reading.page
    seen = set()
    for _ in range(6):
        reader.key(Qt.Key.Key_Tab)
        seen.add(reader.focused())
    assert {page.back, page.print, page.sheet} <= seen


@pytest.mark.parametrize("theme", swept([ThemeChoice.LIGHT, ThemeChoice.DARK], [ThemeChoice.LIGHT]))
@pytest.mark.parametrize("percent", swept([100, 150, 200], [200]))
def test_all_has_room(reader: Person, theme: ThemeChoice, percent: int) -> None:
    reader.app.preferences.override(theme=theme, text_percent=percent)
    for size in SIZES:
        resize(reader, size)
        assert faults(reader.window.reading.page) == [], size


def test_print_asks_for_a_printer(reader: Person) -> None:
    reader.click(reader.window.reading.page.print)
    dialog = part_of(reader.window.reading.page, QPrintDialog)
    assert dialog.isVisible()
    dialog.reject()
    settle()
    assert is_reading(reader)


def test_on_paper_are_the_same_words_with_headings(qapp: QApplication) -> None:
    document = document_of(learn_page())
    block, words, levels = document.begin(), [], []
    while block.isValid():
        words.append(block.text())
        levels.append(block.blockFormat().headingLevel())
        block = block.next()
    assert tuple(words) == learn_page().lines()
    assert levels.count(1) == 1
    assert levels[0] == 1


def test_a_pdf_has_a_few_pages(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    writer = QPdfWriter(str(path))
    print_on(writer, learn_page())
    del writer
    assert path.read_bytes().startswith(b"%PDF")
    assert path.read_bytes().count(b"/Type /Page\n") in {2, 3, 4}


def test_it_is_one_click_away_from_the_other_places_too(person: Person) -> None:
    window = person.window
    for key in (Qt.Key.Key_2, Qt.Key.Key_3):
        person.key(key, Qt.KeyboardModifier.ControlModifier, window)
        page = window.pages.currentWidget()
        person.click(page.learn)  # type: ignore[union-attr]
        assert window.pages.currentWidget() is window.reading.page
        person.key(Qt.Key.Key_Escape)
        assert window.pages.currentWidget() is page
