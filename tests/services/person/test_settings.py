"""Every row of the table of settings says all that others make of it."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from stretchtimer.services.person.choices import ThemeChoice, stored_theme
from stretchtimer.services.person.setting_row import Card, Kind, SettingRow
from stretchtimer.services.person.settings import ROWS, Settings, rows_of
from tests.fakes import Marking, spoken

SHOWN = [row for row in ROWS.values() if row.card]
each_shown = pytest.mark.parametrize("row", SHOWN, ids=[row.key for row in SHOWN])


def test_every_setting_has_a_default_and_a_range() -> None:
    assert [field.name for field in fields(Settings)] == list(ROWS)
    assert Settings().as_table() == {
        "volume": 70,
        "muted": False,
        "output": "auto",
        "half_way": True,
        "cue_shift_ms": 0,
        "theme": "system",
        "motion": "system",
        "keep_awake": True,
        "letter_keys": True,
        "last_routine": "post-walk",
        "window_width": 0,
        "window_height": 0,
        "window_maximized": False,
        "skin": 2,
        "clothing": 0,
        "talk": "full",
        "breathing": "movements",
        "breaths_per_minute": 6.0,
        "breath_sound": False,
        "room_mode": False,
        "room_distance_m": 3,
        "room_turn": 0,
        "screen_diagonal_mm": 0,
        "pulse": "room",
        "safety_read": False,
        "safety_read_on": "",
        "hearing_checked": False,
        "screen_tried": False,
        "screen_told": False,
        "text_percent": 100,
        "days_a_week": 0,
        "warm_minutes": 30,
        "offer_let_be": "",
        "feelings": True,
        "alternate_sides": False,
        "remind_hour": 18,
        **dict.fromkeys(
            [
                *("remind_on_monday", "remind_on_tuesday", "remind_on_wednesday"),
                *("remind_on_thursday", "remind_on_friday", "remind_on_saturday"),
                "remind_on_sunday",
            ],
            False,
        ),
    }


@pytest.mark.parametrize("row", ROWS.values(), ids=list(ROWS))
def test_a_default_is_allowed_and_is_the_one_of_the_settings(row: SettingRow) -> None:
    assert row.allowed.parse(row.default) == row.default == getattr(Settings(), row.key)


@each_shown
def test_every_word_of_a_setting_is_in_the_language_of_when_it_is_asked_for(
    row: SettingRow,
) -> None:
    assert row.card
    before = row.text()
    assert before.label
    with spoken(Marking()):
        text = row.text()
        assert row.card.title.startswith("«")
    words = [text.label, text.help, *text.names]
    assert all(word.startswith("«") for word in words if word)
    assert row.text() == before


@each_shown
def test_a_value_that_can_be_chosen_is_allowed_and_has_a_name(row: SettingRow) -> None:
    for value, name in row.choices():
        assert row.allowed.parse(value) == value
        assert name
    if row.kind is Kind.CHOICE:
        assert row.default in row.values


@each_shown
def test_a_setting_is_of_a_kind_that_fits_its_values(row: SettingRow) -> None:
    kinds = {bool: {Kind.SWITCH}, int: {Kind.NUMBER, Kind.CHOICE}, float: {Kind.CHOICE}}
    usual = {Kind.TEXT, Kind.CHOICE} if isinstance(row.default, str) else set[Kind]()
    assert row.kind in kinds.get(type(row.default), usual)
    assert (row.span is not None) is (row.kind is Kind.NUMBER)


@pytest.mark.parametrize("key", [key for key, row in ROWS.items() if row.kind is Kind.CHOICE])
def test_texts_with_fixed_values_are_enums(key: str) -> None:
    value = getattr(Settings(), key)
    assert isinstance(value, Enum) is isinstance(value, str)


def test_every_card_has_settings() -> None:
    assert [row.key for card in Card for row in rows_of(card)] == [row.key for row in SHOWN]
    assert all(map(rows_of, Card))


@pytest.mark.parametrize("value", ["", "device:", "usb", "Auto", "device:\n", "off ", 1, None])
def test_an_output_is_a_known_word_or_a_device(value: Any) -> None:
    assert ROWS["output"].allowed.parse(value) is None


@pytest.mark.parametrize("value", [*ThemeChoice, "pink", 3, None])
def test_the_theme_alone_is_read_as_it_is_with_all_the_others(tmp_path: Path, value: Any) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"format": 1, "theme": value}))
    expected = value if value in list(ThemeChoice) else ROWS["theme"].default
    assert stored_theme(path, lambda: date(2026, 3, 1)) is expected
