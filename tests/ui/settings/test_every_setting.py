"""Whatever the table of settings has is on the page, in the file and in the terminal.

A row that is added is looked at here by itself: it needs no test of its own but one of its effect.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QComboBox, QSlider, QWidget

from stretchtimer.services.person.setting_row import Card, Kind, SettingRow
from stretchtimer.services.person.settings import ROWS
from stretchtimer.terminal.commands.settings import run_settings
from stretchtimer.ui.settings.settings_card import SettingsCard
from stretchtimer.ui.settings.settings_page import SettingsPage
from tests.ui.driving import Person, shown, texts
from tests.ui.settings.controls import control

SHOWN = [row for row in ROWS.values() if row.card]


def told_by(widget: QWidget) -> tuple[str, str]:
    """Name and description, as a screen reader has them."""
    interface = QAccessible.queryAccessibleInterface(widget)
    if isinstance(widget, QComboBox):
        # Qt gives the choice that is shown as its name; whose it is, is told by its label.
        return widget.accessibleName(), interface.text(QAccessible.Text.Description)
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description)
    name, description = map(interface.text, kinds)
    return name, description


def key_for(widget: QWidget) -> Qt.Key:
    """The key by which somebody changes what has the focus."""
    if isinstance(widget, QAbstractButton):
        return Qt.Key.Key_Space
    if isinstance(widget, QSlider):
        return Qt.Key.Key_Right
    if isinstance(widget, QComboBox) and widget.currentIndex() < widget.count() - 1:
        return Qt.Key.Key_Down
    return Qt.Key.Key_Up


def test_every_setting_has_a_control_with_its_words(person: Person, page: SettingsPage) -> None:
    for row in SHOWN:
        widget, text = control(page, row.key), row.text()
        person.reach(widget)
        name, description = told_by(widget)
        assert text.label.casefold() in name.casefold(), row.key
        assert text.help in description, row.key
        read = {*texts(page), *(button.text() for button in shown(page, QAbstractButton))}
        assert text.label in {*read, widget.toolTip()}, row.key
        assert text.help in {*read, ""}, row.key


def test_every_group_is_a_card_with_its_settings_in_the_order_of_the_table(
    page: SettingsPage,
) -> None:
    cards: dict[str, SettingsCard] = {}
    for number in range(page.sections.count()):
        page.sections.setCurrentRow(number)
        cards |= {card.title.text(): card for card in shown(page, SettingsCard)}
    for row in SHOWN:
        assert row.card
        assert cards[row.card.title].isAncestorOf(control(page, row.key)), row.key
    assert [title for title in cards if title in {card.title for card in Card}] == [
        card.title for card in Card
    ]


def test_every_choice_offers_its_values_by_name(page: SettingsPage) -> None:
    for row in SHOWN:
        box = control(page, row.key)
        if row.kind is not Kind.CHOICE:
            continue
        offered = [(box.itemData(n), box.itemText(n)) for n in range(box.count())]
        assert [value for value, _ in offered] == list(row.values), row.key
        if row.text().names:
            assert offered == row.choices(), row.key


def _changed_by_keys(person: Person, page: SettingsPage) -> Iterator[tuple[SettingRow, object]]:
    """Every setting with what it is once a key was pressed on its control."""
    for row in SHOWN:
        widget = control(page, row.key)
        before = getattr(person.settings, row.key)
        heard: list[str] = []
        end = person.app.preferences.observe(row.key, partial(heard.append, row.key))
        person.focus(widget)
        person.key(key_for(widget))
        end()
        after = getattr(person.settings, row.key)
        assert after != before, row.key
        assert heard == [row.key]
        yield row, after


def test_every_setting_is_changed_by_keys_and_then_in_the_file_and_in_the_terminal(
    person: Person, page: SettingsPage, capsys: pytest.CaptureFixture[str]
) -> None:
    path = person.app.profile.folders.settings
    for row, value in _changed_by_keys(person, page):
        person.write_down()
        assert json.loads(path.read_text())[row.key] == value, row.key
    assert run_settings(person.profile, None, None, json_=True) == 0
    told = {row["key"]: row for row in json.loads(capsys.readouterr().out)["settings"]}
    assert list(told) == [row.key for row in SHOWN]
    assert run_settings(person.profile, None, None, json_=False) == 0
    listed = [line.split() for line in capsys.readouterr().out.splitlines() if line[:2] == "  "]
    assert [line[0] for line in listed] == list(told)
    for row in SHOWN:
        assert told[row.key]["value"] == getattr(person.settings, row.key)
        assert (told[row.key]["default"], told[row.key]["label"]) == (row.default, row.text().label)
