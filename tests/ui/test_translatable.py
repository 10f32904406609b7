"""Every word of the window can be said in another language, a longer one or one read leftwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cache

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from stretchtimer import app as app_module
from stretchtimer.engine.commands import Pause
from stretchtimer.engine.model import Routine, Side
from stretchtimer.engine.notices import Notice
from stretchtimer.services.audio.audio_out import AudioStatus, SoundFault
from stretchtimer.services.voice.voice_status import SpokenBy, VoiceFault, VoiceStatus
from stretchtimer.services.wording import language
from stretchtimer.services.wording.notices import sentence
from stretchtimer.storage.faults import FileFault
from stretchtimer.ui.widgets.buttons import label
from stretchtimer.ui.widgets.places import ROUTINES
from stretchtimer.ui.window_size import PageScroll
from tests.fakes import Marking
from tests.pseudo_language import catalogue
from tests.sweeps import swept
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle, shown, words_of
from tests.ui.editing.driving import choose, new
from tests.ui.places import faults, place, resize

Goes = Callable[[Person], QWidget]

_MARKED = re.compile(r"«[^«»]*»")
_NUMBERS = re.compile(r"\d+")
_KEYS = re.compile(r"\b(?:F\d+|[ABFMNR])\b|[←→?+]")
_OF_THE_WORLD = ("Fake speakers", "Stretch Timer")
"""The name of a sound device; the program's own name, which Qt adds to titles."""


def speak(monkeypatch: pytest.MonkeyPatch, longer: float) -> None:
    """Has the program find a marked language instead of any of its own."""
    monkeypatch.setattr(language._Spoken, "catalogue", Marking(longer))
    monkeypatch.setattr(app_module, "speak_first_of", lambda _names, _folder: "en")


def at_home(person: Person) -> QWidget:
    person.click(person.row("knee-hug").stepper.longer)
    person.row("cat-cow").choices.leave_out.trigger()
    person.click(person.window.home.card.fit)
    return person.window.home


def in_settings(person: Person) -> QWidget:
    person.click(person.window.home.settings)
    return person.window.settings


def in_a_hold(person: Person) -> QWidget:
    person.start("hold")
    person.go_to("hold", "spinal-twist")
    person.go_on(15_000)
    return person.window.session


def in_a_pause(person: Person) -> QWidget:
    person.start("hold")
    person.control.send(Pause())
    return person.window.session


def in_a_change_of_sides(person: Person) -> QWidget:
    person.start("change_sides")
    return person.window.session


def waiting(person: Person) -> QWidget:
    person.personal.set_time("wait_until_ready", True)
    person.start()
    person.go_on(3_000)
    return person.window.session


def at_the_end(person: Person) -> QWidget:
    person.start("hold")
    person.go_on(10_000)
    person.control.end()
    return person.window.done


def over_the_keys(person: Person) -> QWidget:
    person.key(Qt.Key.Key_F1)
    return person.window.overlays.keys


def over_a_stretch(person: Person) -> QWidget:
    person.row("childs-pose").about.trigger()
    return person.window.overlays.about


def before_the_question(person: Person) -> QWidget:
    person.start("hold")
    person.window.close()
    question: QWidget | None = person.window.acts.ending.question
    assert question is not None
    return question


def in_trouble(person: Person) -> QWidget:
    """All that can be wrong is told at home."""
    person.out.become(AudioStatus(False, "", Notice(SoundFault.NO_DEVICE)))
    person.window.news.tell_voice(
        VoiceStatus(SpokenBy.NOBODY, 1, 2, Notice(VoiceFault.NOT_STARTED))
    )
    person.window.notify(sentence(Notice(FileFault.NO_SUCH_HOME, path=person.profile)))
    return person.window.home


def in_settings_in_trouble(person: Person) -> QWidget:
    in_trouble(person)
    return in_settings(person)


def in_a_lead_in(person: Person) -> QWidget:
    person.start("lead_in")
    return person.window.session


def easing_out(person: Person) -> QWidget:
    person.start("release")
    return person.window.session


def between_stretches(person: Person) -> QWidget:
    person.start("hold")
    person.go_to("change_over")
    return person.window.session


def in_cat_and_cow(person: Person) -> QWidget:
    person.app.preferences.change(breathing="always")
    person.start("hold")
    person.go_to("hold", "cat-cow")
    return person.window.session


def after_sleep_without_sound(person: Person) -> QWidget:
    person.start("hold")
    person.out.become(AudioStatus(False, "", Notice(SoundFault.NO_DEVICE)))
    person.sleep(60_000)
    return person.window.session


def across_the_room(person: Person) -> QWidget:
    person.start("hold")
    person.key(Qt.Key.Key_F6)
    return person.window.session


def over_safety(person: Person) -> QWidget:
    person.window.overlays.show_safety()
    settle()
    overlay: QWidget = person.window.overlays.safety
    return overlay


def at_the_routines(person: Person) -> QWidget:
    person.window.go_to(ROUTINES)
    return person.window.routines


def at_one_routine(person: Person) -> QWidget:
    person.window.go_to(ROUTINES)
    person.window.routines.show_one("post-walk")
    return person.window.routines


def at_learning(person: Person) -> QWidget:
    person.window.show_learn()
    return person.window.reading.page


def editing_a_routine(person: Person) -> QWidget:
    return new(person)


def editing_a_stretch(person: Person) -> QWidget:
    page = new(person)
    choose(person, page, 0)
    person.click(page.stretch.movements.add)
    settle()
    return page


EVERYWHERE = [
    *(at_home, in_trouble, in_settings, in_settings_in_trouble, in_a_lead_in, in_a_hold),
    *(in_a_pause, in_a_change_of_sides, easing_out, between_stretches, in_cat_and_cow, waiting),
    *(after_sleep_without_sound, at_the_end, over_the_keys, over_a_stretch, over_safety),
    *(before_the_question, at_the_routines, at_one_routine, at_learning),
    *(editing_a_routine, editing_a_stretch, across_the_room),
]
PLAIN = (
    *(in_trouble, in_settings, in_a_hold, in_a_pause, at_the_end, over_the_keys, over_a_stretch),
    *(over_safety, before_the_question, at_one_routine, at_learning, editing_a_stretch),
)


def everywhere(*plain: Goes) -> pytest.MarkDecorator:
    """Goes everywhere; of that only to the ``plain`` places where there is no sweep."""
    return pytest.mark.parametrize("goes", swept(EVERYWHERE, plain), ids=lambda goes: goes.__name__)


@cache
def of_the_routine(routine: Routine) -> frozenset[str]:
    """All words that come from the routine's file."""
    found = [routine.name, routine.summary]
    for stretch in routine.stretches:
        found += [stretch.name, *(f"{move.name}" for move in stretch.movements)]
        found += [move.instruction for move in stretch.movements]
        for words in map(stretch.words.on_side, Side):
            for field in fields(words):
                value = getattr(words, field.name)
                found += [value] if isinstance(value, str) else list(value)
    return frozenset(filter(None, found))


def said(page: QWidget) -> Iterator[tuple[str, str]]:
    """Every text that can be seen, heard or hovered for, with what it belongs to."""
    for widget in [page, *shown(page, QWidget)]:
        if isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox):
            continue
        of = words_of(widget)
        yield of, widget.toolTip()
        yield of, widget.accessibleName()
        yield of, widget.accessibleDescription()
        if isinstance(widget, QComboBox):
            yield from ((of, widget.itemText(row)) for row in range(widget.count()))
        elif isinstance(widget, QSpinBox):
            yield of, widget.prefix() + widget.cleanText() + widget.suffix()
        elif isinstance(widget, QLabel) or hasattr(widget, "caption"):
            yield of, str(getattr(widget, "caption", "") or widget.property("text") or "")
        elif not isinstance(widget, QLineEdit):
            yield of, str(widget.property("text") or "")
    for action in page.findChildren(QAction):
        yield "action", action.text()
    yield "window", page.windowTitle()


def of_the_routines(person: Person) -> list[str]:
    """The words of all routines that can be shown; the longest first, as one may begin another."""
    shown = {person.personal.original.name: person.personal.original}
    shown |= {entry.name: entry.routine for entry in person.app.profile.library.all().entries}
    found = {words for routine in shown.values() for words in of_the_routine(routine)}
    return sorted(found, key=len, reverse=True)


def unmarked(text: str, person: Person, of_routines: Sequence[str]) -> str:
    """What is left of a text without marks, numbers, keys, paths and words of the routines."""
    text = re.sub(r"<[^<>]+>", "", text)
    while (less := _MARKED.sub(" ", text)) != text:
        text = less
    text = text.replace(str(person.profile), " ")
    for words in (*_OF_THE_WORLD, *of_routines):
        text = text.replace(words, " ")
    text = re.sub(r"/\w+", " ", text)
    return re.sub(r"[\W_]+", "", _NUMBERS.sub(" ", _KEYS.sub(" ", text)))


def untranslated(found: Iterable[tuple[str, str]], person: Person) -> set[tuple[str, str]]:
    """Those of the texts in which something is left."""
    known = of_the_routines(person)
    return {(of, text) for of, text in found if unmarked(text, person, known)}


@everywhere(*PLAIN)
def test_every_word_on_the_screen_can_be_translated(
    make: Open, monkeypatch: pytest.MonkeyPatch, goes: Goes
) -> None:
    speak(monkeypatch, longer=0)
    person = make()
    page = goes(person)
    settle()
    found = list(said(page))
    assert len(found) > 5
    assert untranslated(found, person) == set()


def test_a_word_that_cannot_be_translated_would_be_found(person: Person) -> None:
    known = of_the_routines(person)
    for text in ("Hold", "«Hold» on", "25 s", "Knee hug, left", "Mute («Home» or M)."):
        assert unmarked(text, person, known)
    for text in ("«Hold»", "«25 s»", "Knee hug, «left»", "«5 «of» 7» · «5 min»", "→ «or» N"):
        assert not unmarked(text, person, known)


def test_the_menu_of_routines_can_be_translated(
    make: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, longer=0)
    person = make()
    menu = person.window.home.card.choose.menu()
    menu.aboutToShow.emit()
    known = of_the_routines(person)
    assert [a.text() for a in menu.actions() if unmarked(a.text(), person, known)] == []


def test_what_a_screen_reader_hears_can_be_translated(
    make: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, longer=0)
    person = make().start("hold")
    page = person.window.session
    known = of_the_routines(person)
    assert [name for name in page.strip._names if unmarked(name, person, known)] == []
    assert "«left»" in page.strip._names[1]


@everywhere(in_trouble, over_safety)
def test_a_language_of_longer_words_has_room(
    make: Open, monkeypatch: pytest.MonkeyPatch, goes: Goes
) -> None:
    speak(monkeypatch, longer=0.6)
    person = make()
    resize(person, (900, 600))
    page = goes(person)
    settle()
    assert faults(page) == []


@everywhere(at_home, in_settings, in_a_hold, at_the_end, before_the_question, editing_a_stretch)
def test_the_language_that_nobody_speaks_has_room(
    make: Open, monkeypatch: pytest.MonkeyPatch, goes: Goes
) -> None:
    speak(monkeypatch, longer=0)
    monkeypatch.setattr(language._Spoken, "catalogue", catalogue())
    person = make()
    resize(person, (900, 600))
    page = goes(person)
    settle()
    assert faults(page) == []
    pages = person.window.findChildren(PageScroll)
    assert [scroll for scroll in pages if scroll.horizontalScrollBar().maximum()] == []


@pytest.mark.parametrize(
    "role", swept(["", "title", "lead", "strong", "small", "muted"], ["", "title"])
)
def test_an_accent_on_a_capital_is_not_cut_off(make: Open, role: str) -> None:
    window = make().window
    words = label("ÀÉÎÖÜÇÑ ÀÉÎ", role, window)
    roomy = label("ÀÉÎÖÜÇÑ ÀÉÎ", role, window)
    roomy.setContentsMargins(0, 20, 0, 20)
    inks = []
    for each in (words, roomy):
        each.adjustSize()
        picture = each.grab().toImage()
        ground = picture.pixel(0, picture.height() // 2)
        inks.append(
            sum(
                picture.pixel(x, y) != ground
                for x in range(picture.width())
                for y in range(picture.height())
            )
        )
    assert inks[0] == inks[1] > 0


@everywhere(in_a_pause, at_one_routine)
def test_a_language_read_leftwards_has_room(qapp: QApplication, make: Open, goes: Goes) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    person = make()
    resize(person, (1366, 768))
    page = goes(person)
    settle()
    assert faults(page) == []


def test_a_language_read_leftwards_is_laid_out_mirrored(qapp: QApplication, make: Open) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    person = make()
    home = person.window.home
    assert place(home.card).left() > place(home.list).right()
    assert place(home.settings).left() < person.window.width() // 4
    person.start("hold")
    page = person.window.session
    assert page.ring.geometry().right() < page.stage.geometry().left()
    assert page.left.geometry().right() < page.strip.geometry().left()
    assert page.name.alignment() & Qt.AlignmentFlag.AlignLeading
    assert place(page.controls.back).left() > place(page.controls.next).left()
