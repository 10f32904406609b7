"""The settings in sections: one at a time, each with room in every window, and previews."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from stretchtimer.services.person.settings import ROWS
from stretchtimer.ui.settings.settings_card import SettingsCard
from stretchtimer.ui.settings.settings_page import SettingsPage
from stretchtimer.ui.window_size import PageScroll
from tests.sweeps import sweep, swept
from tests.ui.conftest import Open
from tests.ui.driving import Person, part_of, settle, shown
from tests.ui.looks import picture
from tests.ui.places import faults, misplaced, place, resize
from tests.ui.settings.controls import control
from tests.ui.test_translatable import said, speak, untranslated


def titles(page: SettingsPage) -> list[str]:
    return [page.sections.item(n).text() for n in range(page.sections.count())]


def cards_of(page: SettingsPage) -> list[str]:
    return [card.title.text() for card in shown(page, SettingsCard)]


def test_one_section_is_shown_at_a_time_and_chosen_in_the_list(
    person: Person, page: SettingsPage
) -> None:
    assert titles(page) == [
        *("Sound and voice", "Breathing", "Times", "Appearance", "Across the room"),
        *("In a session", "Record", "Weekly plan", "Safety and folders"),
    ]
    assert cards_of(page) == ["Sound", "Voice"]
    person.key(Qt.Key.Key_Tab)
    assert page.sections.hasFocus()
    person.key(Qt.Key.Key_Down)
    assert cards_of(page) == ["Breathing"]
    place = page.sections.visualItemRect(page.sections.item(8)).center()
    person.click(page.sections.viewport(), place)
    assert cards_of(page) == ["Safety", "Folders"]


def test_in_a_narrow_window_the_sections_are_tabs(person: Person, page: SettingsPage) -> None:
    person.focus(page.sections)
    person.key(Qt.Key.Key_Down)
    person.window.setMinimumSize(0, 0)
    resize(person, (480, 700))
    assert not page.sections.isVisible()
    assert page.tabs.hasFocus()
    assert [page.tabs.tabText(n) for n in range(page.tabs.count())] == titles(page)
    assert page.tabs.currentIndex() == 1
    person.key(Qt.Key.Key_Right)
    assert cards_of(page) == ["Times of “After your walk”"]
    resize(person, (820, 540))
    assert page.sections.hasFocus()
    assert page.sections.currentRow() == 2


@pytest.mark.parametrize("theme", swept(["dark", "contrast"], ["dark"]))
def test_every_section_has_room_in_every_window(
    person: Person, page: SettingsPage, theme: str
) -> None:
    person.app.preferences.change(theme=theme)
    person.window.setMinimumSize(0, 0)
    for size in ((480, 700), (820, 540), (900, 600), (1366, 768), (1080, 1920)):
        resize(person, size)
        assert not part_of(person.window, PageScroll).is_scrolling, size
        for number in range(page.sections.count()):
            page.sections.setCurrentRow(number)
            QApplication.processEvents()
            settle()
            assert faults(page) == [], (size, titles(page)[number])


@pytest.mark.parametrize("longer", swept([0, 0.6], [0.6]))
def test_every_section_can_be_translated_and_has_room_for_longer_words(
    make: Open, monkeypatch: pytest.MonkeyPatch, longer: float
) -> None:
    speak(monkeypatch, longer=longer)
    person = make()
    person.click(person.window.home.settings)
    page = person.window.settings
    resize(person, (900, 600))
    for number in range(page.sections.count()):
        page.sections.setCurrentRow(number)
        QApplication.processEvents()
        settle()
        assert faults(page) == [], titles(page)[number]
        found = [*said(page), *(("list", words) for words in titles(page))]
        assert longer or untranslated(found, person) == set()


@sweep
def test_no_section_is_a_long_page(person: Person, page: SettingsPage) -> None:
    resize(person, (1366, 768))
    for number in range(page.sections.count()):
        page.sections.setCurrentRow(number)
        settle()
        sheet = shown(page, QScrollArea)[-1].widget()
        assert sheet is not None
        assert sheet.sizeHint().height() <= 768, titles(page)[number]


@sweep
def test_helps_stand_under_their_control_and_done_at_the_column(
    person: Person, page: SettingsPage
) -> None:
    for size in ((820, 540), (1920, 1080)):
        resize(person, size)
        person.reach(control(page, "talk"))
        box = place(control(page, "talk"))
        (words,) = [
            label for label in shown(page, QLabel) if label.text() == ROWS["talk"].text().help
        ]
        assert place(words).top() >= box.bottom(), size
        assert place(words).left() == box.left(), size
        scroll = shown(page, QScrollArea)[-1]
        assert place(page.back).right() == place(scroll).right(), size


@sweep
def test_the_figure_shows_skin_and_clothes_at_once(make: Open) -> None:
    person = make(drawn=True)
    person.click(person.window.home.settings)
    page = person.window.settings
    person.reach(control(page, "skin"))
    before = picture(page.appearance.preview)
    person.key(Qt.Key.Key_Down, widget=control(page, "skin"))
    fair = picture(page.appearance.preview)
    assert fair != before
    person.key(Qt.Key.Key_Down, widget=control(page, "clothing"))
    assert picture(page.appearance.preview) != fair
    for key in ("skin", "clothing"):
        box = control(page, key)
        assert not any(box.itemIcon(n).isNull() for n in range(box.count()))


@sweep
def test_the_rows_of_a_list_are_as_high_as_its_box(person: Person, page: SettingsPage) -> None:
    for key in ("talk", "theme", "skin"):
        box = control(page, key)
        person.reach(box)
        box.showPopup()
        assert box.view().sizeHintForRow(0) >= 44
        box.hidePopup()


@sweep
def test_a_long_name_of_a_device_makes_the_page_no_wider(
    person: Person, page: SettingsPage
) -> None:
    person.out.there = (("usb", "Headset " * 30),)
    person.app.preferences.change(output="device:usb")
    page.sound.output.refresh()
    person.window.setMinimumSize(0, 0)
    resize(person, (480, 700))
    assert page.sound.output.currentText() == "Headset " * 30
    assert misplaced(page) == []
