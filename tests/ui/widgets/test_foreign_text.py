"""Names and faults that others have written are shown letter by letter: nothing is read as code."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QAction, QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QMenu,
    QSlider,
    QToolTip,
    QWidget,
)

from stretchtimer import app as app_module
from stretchtimer.services.audio.audio_out import AudioStatus
from stretchtimer.services.voice.voice_status import SpokenBy, VoiceStatus
from stretchtimer.storage.assets import asset_folder
from stretchtimer.ui.widgets.plain_text import caption, tooltip
from tests.sweeps import swept
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle
from tests.ui.looks import picture
from tests.ui.own_routines import write_routine
from tests.wording import foreign

ROUTINE = """Back & hips <b>100 %</b> {name} "so" &amp; %1"""
STRETCH = """<img src="zero.png"> & {held} 'x' %n <br>"""
MOVEMENT = "<i>Cat</i> & {n} %s"
WORDS = "<h1>Crouch</h1> & rest: 5 % of \\ {time} \"there\" 'so'"
OUTPUT = "<u>Tannoy</u> & {output} 5.1 %d"
FAULT = "<s>/home/a&b/{path} %s</s> cannot be played."
FOREIGN = (ROUTINE, STRETCH, MOVEMENT, WORDS, OUTPUT, FAULT)

_SIGN = re.compile(r"zero\.png|hips|Cat\b|Crouch|Tannoy|cannot be played")


def nasty_routine() -> str:
    """A routine whose every word is fit to be taken for something else."""
    quoted = json.dumps
    return (
        f"format = 1\nname = {quoted(ROUTINE)}\n\n[[stretches]]\nid = 'one'\n"
        f"name = {quoted(STRETCH)}\nhold_s = 20\nsides = 'both'\npose = 'knee_hug'\n"
        f"start_pose = 'knee_hug'\nposition = {quoted(WORDS)}\nrelease = {quoted(WORDS)}\n"
        f"setup = [{quoted(WORDS)}, {quoted(WORDS)}]\ncare = {quoted(WORDS)}\n"
        f"\n[[stretches]]\nid = 'two'\nname = {quoted(STRETCH + '2')}\nhold_s = 20\n"
        f"pose = 'cat'\nstart_pose = 'cat'\n"
        f"\n[[stretches.movements]]\nname = {quoted(MOVEMENT)}\nduration_s = 5\npose = 'cat'\n"
        f"\n[[stretches.movements]]\nname = {quoted(MOVEMENT)}\nduration_s = 5\npose = 'cow'\n"
    )


def at_home(person: Person) -> QWidget:
    person.click(person.row("one").stepper.longer)
    person.window.notify(FAULT)
    person.window.home.card.choose.menu().aboutToShow.emit()
    return person.window.home


def in_settings(person: Person) -> QWidget:
    person.out.there = (("id", OUTPUT),)
    person.click(person.window.home.settings)
    return person.window.settings


def at_the_hearing_check(person: Person) -> QWidget:
    in_settings(person)
    person.click(person.window.settings.sound.hearing)
    person.window.first.hearing.view.no.click()
    return person.window.first.hearing


def in_a_session(person: Person) -> QWidget:
    person.start("hold")
    return person.window.session


def in_a_movement(person: Person) -> QWidget:
    person.start()
    person.go_to("hold", "two")
    person.go_on(1_000)
    return person.window.session


def across_the_room(person: Person) -> QWidget:
    person.app.preferences.change(room_mode=True)
    return in_a_session(person)


def before_it_is_heard(person: Person) -> QWidget:
    person.out.become(AudioStatus(working=False, output="", problem=foreign(FAULT)))
    return in_a_session(person)


def at_the_end(person: Person) -> QWidget:
    person.start("hold")
    person.window.notify(FAULT)
    person.go_on(10_000)
    person.control.end()
    return person.window.done


def over_a_stretch(person: Person) -> QWidget:
    person.row("one").about.trigger()
    return person.window.overlays.about


WAYS = [
    *(at_home, in_settings, at_the_hearing_check, in_a_session, in_a_movement, across_the_room),
    *(before_it_is_heard, at_the_end, over_a_stretch),
]


@pytest.fixture
def nasty(make: Open, profile: Path) -> Person:
    write_routine(profile, "broken <b>& file", "format = 1\n")
    person = make(routine=str(write_routine(profile, "nasty", nasty_routine())))
    person.out.become(AudioStatus(working=True, output=OUTPUT))
    person.window.news.tell_voice(VoiceStatus(SpokenBy.NOBODY, 1, 2, foreign(FAULT)))
    return person


def as_shown(tip: str) -> str:
    """What a tooltip shows; Qt reads as HTML whatever looks like it."""
    if "<" not in tip and "&lt;" not in tip:
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


def with_its_mnemonic_read(text: str) -> str:
    return re.sub("&(.)", r"\1", text)


def told(window: QWidget) -> Iterator[tuple[str, str]]:
    """Everything that a window shows or has read out, with what it is."""
    for widget in (window, *window.findChildren(QWidget)):
        called = type(widget).__name__
        yield f"tip of {called}", as_shown(widget.toolTip())
        if isinstance(widget, QLabel):
            yield called, widget.text()
        if isinstance(widget, QAbstractButton):
            yield called, with_its_mnemonic_read(widget.text())
        if isinstance(widget, QComboBox):
            for row in range(widget.count()):
                yield called, widget.itemText(row)
        heard = QAccessible.queryAccessibleInterface(widget)
        yield f"name of {called}", heard.text(QAccessible.Text.Name)
        yield f"description of {called}", heard.text(QAccessible.Text.Description)
    for action in window.findChildren(QAction):
        yield "action", with_its_mnemonic_read(action.text())


@pytest.mark.parametrize("way", swept(WAYS, WAYS[::3]), ids=[way.__name__ for way in WAYS])
def test_foreign_words_are_shown_as_they_are_written(
    nasty: Person, way: Callable[[Person], QWidget]
) -> None:
    way(nasty)
    settle()
    found = [(what, words) for what, words in told(nasty.window) if _SIGN.search(words)]
    assert len(found) > 5
    wrong = [(what, words) for what, words in found if not any(one in words for one in FOREIGN)]
    assert wrong == []


@pytest.mark.parametrize(
    "way", swept(WAYS, [at_home, in_a_session]), ids=[way.__name__ for way in WAYS]
)
def test_no_label_guesses_whether_its_words_are_markup(
    nasty: Person, way: Callable[[Person], QWidget]
) -> None:
    way(nasty)
    guessing = [
        label
        for label in nasty.window.findChildren(QLabel)
        if label.text() and label.textFormat() is not Qt.TextFormat.PlainText
    ]
    assert guessing == []


def test_the_strip_tells_the_name_under_the_pointer_as_it_is(nasty: Person) -> None:
    in_a_session(nasty)
    strip = nasty.window.session.strip
    QTest.mouseMove(strip, QPoint(5, strip.height() // 2))
    QApplication.processEvents()
    assert as_shown(QToolTip.text()) == f"{STRETCH}, left, 20 s"


def test_the_menu_of_routines_names_each_as_it_is(nasty: Person) -> None:
    at_home(nasty)
    menu = nasty.window.home.card.choose.menu()
    names = [with_its_mnemonic_read(action.text()) for action in menu.actions()]
    assert ROUTINE in names
    assert "broken <b>& file (cannot be read)" in names


@pytest.mark.parametrize("words", [*FOREIGN, "plain", "", "two\nlines <", "&lt;", "a  b & c  d"])
def test_a_tooltip_shows_its_words_and_keeps_lines_and_spaces(words: str) -> None:
    assert as_shown(tooltip(words)) == words


def test_a_long_tooltip_is_wrapped_and_an_endless_one_is_cut() -> None:
    # Qt wraps a tooltip only where it is HTML.
    assert tooltip("word " * 40).startswith("<p")
    assert len(as_shown(tooltip("<&" * 50_000))) < 1_100


@pytest.mark.parametrize("words", FOREIGN)
def test_no_letter_of_a_caption_is_taken_for_a_key(words: str) -> None:
    assert with_its_mnemonic_read(caption(words)) == words


ODD_FOLDERS = [
    "Bücher für José & ñandú",
    "100% @home ß",
    'it\'s (a) "quote" [1] {2}; url(x)',
    "back\\slash abc \\41 \\",
    "a:b, c\td",
    "日本語 🙂",
]


@pytest.mark.parametrize("name", swept(ODD_FOLDERS, ODD_FOLDERS[2:3]))
def test_the_pictures_of_controls_come_from_a_folder_of_any_name(
    make: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    folder = tmp_path / name / "icons"
    shutil.copytree(asset_folder("icons"), folder)

    def moved(kind: str) -> Path:
        return folder if kind == "icons" else asset_folder(kind)

    usual = _painted(make())
    monkeypatch.setattr(app_module, "asset_folder", moved)
    assert _painted(make()) == usual
    for image in usual:
        colours = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
        assert len(colours) > 2


def _painted(person: Person) -> list[QImage]:
    """Controls whose look the style sheet gives: a tick and an arrow are pictures that it names."""
    box, choice = QCheckBox(person.window), QComboBox(person.window)
    slider, menu = QSlider(Qt.Orientation.Horizontal, person.window), QMenu(person.window)
    box.setChecked(True)
    choice.addItem("choice")
    slider.setValue(40)
    menu.addAction(person.app.appearance.icon("sound"), "action")
    controls = (box, choice, slider, menu)
    sizes = (QSize(24, 44), QSize(120, 44), QSize(120, 44), QSize(160, 60))
    images = []
    for control, size in zip(controls, sizes, strict=True):
        control.resize(size)
        control.show()
        images.append(picture(control))
        control.hide()
        control.deleteLater()
    return images
