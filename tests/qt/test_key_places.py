"""The letter of a key's place is found as each system counts its keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from stretchtimer.qt.key_places import key_meant

PLACES = {"linux": (57, 0), "win32": (0x31, 0x4E), "darwin": (1, 45)}
"""What each system tells of the key that says N: its place, and its number."""


def pressed(written: str, place: int, number: int) -> QKeyEvent:
    none = Qt.KeyboardModifier.NoModifier
    key = ord(written.upper()[0]) if written else Qt.Key.Key_F1.value
    return QKeyEvent(QKeyEvent.Type.KeyPress, key, none, place, number, 0, written)


@pytest.mark.parametrize("platform", PLACES)
@pytest.mark.parametrize("written", ["т", "Т", "ν", "מ", "н", "ى"])
def test_a_letter_of_another_script_means_the_one_in_its_place(written: str, platform: str) -> None:
    assert key_meant(pressed(written, *PLACES[platform]), platform) == Qt.Key.Key_N


@pytest.mark.parametrize("written", ["b", "n", "é", "ß", "ñ", "ệ", "7", "?", " ", "", "+"])
def test_latin_letters_signs_and_other_keys_stay(written: str) -> None:
    event = pressed(written, *PLACES["linux"])
    assert key_meant(event, "linux") == event.key()


def test_a_key_that_has_no_letter_on_an_english_keyboard_stays() -> None:
    event = pressed("х", 34, 0)
    assert key_meant(event, "linux") == event.key()
