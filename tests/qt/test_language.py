"""Plurals in English, translations where there are any, and the direction they are read in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from tests.sweeps import sweep, swept

PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from stretchtimer.qt.language import set_language
from stretchtimer.services.wording.language import ntr, speak_first_of, tr
from stretchtimer.ui.widgets.boxes import NumberBox
from stretchtimer.ui.widgets.boxes import short_number

app = QApplication(["test"])
folder, locale = Path(sys.argv[1]), sys.argv[2]
set_language(
    app, speak_first_of((QLocale(locale) if locale else QLocale()).uiLanguages(), folder)
)

seconds = NumberBox(0, 100, "{n} s")
seconds.setValue(30)
box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
print(json.dumps({
    "hold": tr("Hold"),
    "only ours": tr("Other side"),
    "counted": [ntr("{n} stretch", "{n} stretches", n) for n in (0, 1, 2, 21)],
    "uncounted": [ntr("{n} second left", "{n} seconds left", n) for n in (0, 1, 2)],
    "cancel": box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", ""),
    "right to left": app.layoutDirection() == Qt.LayoutDirection.RightToLeft,
    "number": short_number(6.5),
    "seconds": seconds.text(),
}))
"""

ENGLISH = {
    "hold": "Hold",
    "only ours": "Other side",
    "counted": ["0 stretches", "1 stretch", "2 stretches", "21 stretches"],
    "uncounted": ["0 seconds left", "1 second left", "2 seconds left"],
    "cancel": "Cancel",
    "right to left": False,
    "number": "6.5",
    "seconds": "30 s",
}


def said(folder: Path, locale: str = "", **environ: str) -> dict[str, object]:
    """What a window says in a locale, or in that of the environment."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder), locale],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environ},
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def translate(folder: Path, language: str, hold: str, stretches: list[str]) -> None:
    """Makes a catalogue of two texts, one of them with as many forms as there are."""
    catalogue = Catalog(language)
    catalogue.add("Hold", hold)
    catalogue.add(("{n} stretch", "{n} stretches"), tuple(stretches))
    path = folder / language / "LC_MESSAGES" / "stretchtimer.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)


@sweep
def test_english_says_one_stretch_and_two_stretches(tmp_path: Path) -> None:
    assert said(tmp_path, "en_GB") == ENGLISH


def test_a_language_without_a_translation_is_spoken_to_in_english_throughout(
    tmp_path: Path,
) -> None:
    assert said(tmp_path, "de_DE") == ENGLISH


def test_a_translation_shows_with_its_plurals_and_leaves_the_rest_in_english(
    tmp_path: Path,
) -> None:
    translate(tmp_path, "de", "Halten", ["{n} Dehnung", "{n} Dehnungen"])
    assert said(tmp_path, "de_AT") == {
        **ENGLISH,
        "hold": "Halten",
        "counted": ["0 Dehnungen", "1 Dehnung", "2 Dehnungen", "21 Dehnungen"],
        "cancel": "Abbrechen",
    }


@sweep
def test_a_language_has_its_own_kinds_of_plural(tmp_path: Path) -> None:
    translate(tmp_path, "ru", "Держите", ["{n} упражнение", "{n} упражнения", "{n} упражнений"])
    assert said(tmp_path, "ru_RU")["counted"] == [
        "0 упражнений",
        "1 упражнение",
        "2 упражнения",
        "21 упражнение",
    ]


def test_a_language_read_from_right_to_left_turns_the_window_round(tmp_path: Path) -> None:
    translate(tmp_path, "he", "החזיקו", ["מתיחה אחת", "{n} מתיחות", "{n} מתיחות"])
    found = said(tmp_path, "he_IL")
    assert (found["hold"], found["right to left"]) == ("החזיקו", True)


def test_a_window_in_english_is_read_from_left_to_right_in_every_country(tmp_path: Path) -> None:
    found = said(tmp_path, "he_IL")
    assert (found["hold"], found["right to left"]) == ("Hold", False)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="chooses by LANGUAGE")
def test_somebody_who_reads_english_first_is_not_given_their_second_language(
    tmp_path: Path,
) -> None:
    translate(tmp_path, "de", "Halten", ["{n} Dehnung", "{n} Dehnungen"])
    environ = {"LC_ALL": "", "LANG": "en_US.UTF-8", "LANGUAGE": "en_US:de"}
    assert said(tmp_path, **environ) == ENGLISH
    environ = {"LC_ALL": "", "LANG": "de_DE.UTF-8", "LANGUAGE": "de:en_US"}
    assert said(tmp_path, **environ)["hold"] == "Halten"


def test_a_damaged_or_missing_translation_is_passed_over(tmp_path: Path) -> None:
    translate(tmp_path, "de", "Halten", [])
    (tmp_path / "de/LC_MESSAGES/stretchtimer.mo").write_bytes(b"no translation")
    assert said(tmp_path, "de_DE")["hold"] == "Hold"
    assert said(tmp_path / "nowhere", "de_DE")["hold"] == "Hold"


@pytest.mark.parametrize(
    "language", swept(["ar_EG", "fa_IR", "bn_BD", "mr_IN", "my_MM"], ["fa_IR"])
)
def test_english_words_stand_beside_the_digits_of_english(tmp_path: Path, language: str) -> None:
    assert said(tmp_path, LC_ALL=f"{language}.UTF-8", LANGUAGE="") == ENGLISH


@sweep
def test_a_decimal_comma_is_kept_where_the_digits_are_the_same(tmp_path: Path) -> None:
    assert said(tmp_path, LC_ALL="de_DE.UTF-8", LANGUAGE="") == {**ENGLISH, "number": "6,5"}
