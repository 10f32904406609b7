"""The way to each page, and what of it can be used by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QSlider,
    QWidget,
)

from tests.sweeps import swept
from tests.ui.driving import Person, settle, shown
from tests.ui.editing.driving import choose, new
from tests.weeks import fill

ARROWS = ("step", "day", "key", "tile")
CONTROLS = (QAbstractButton, QSlider, QAbstractSpinBox, QComboBox)


def to_home(person: Person) -> QWidget:
    person.window.resize(1366, 768)
    person.click(person.row("knee-hug").stepper.longer)
    person.focus(person.window.home.card.start)
    return person.window.home


def to_settings(person: Person) -> QWidget:
    person.click(person.window.home.settings)
    person.personal.set_time("release_ms", 0)
    return person.window.settings


def to_session(person: Person) -> QWidget:
    person.start("hold")
    return person.window.session


def to_done(person: Person) -> QWidget:
    person.start("hold")
    person.control.end()
    return person.window.done


def to_question(person: Person) -> QWidget:
    person.start("hold")
    person.key(Qt.Key.Key_Escape)
    question: QWidget | None = person.window.acts.ending.question
    assert question is not None
    return question


def to_record(person: Person) -> QWidget:
    fill(person.app.profile.history)
    person.key(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    return person.window.record


def to_entry(person: Person) -> QWidget:
    page = to_record(person)
    # What the page lists comes a moment after it.
    settle()
    person.click(person.window.record.days.list.rows[0])
    return page


def to_routines(person: Person) -> QWidget:
    person.key(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    settle()
    return person.window.routines


def to_one_routine(person: Person) -> QWidget:
    page = to_routines(person)
    person.window.routines.show_one("post-walk")
    settle()
    return page


def to_learn(person: Person) -> QWidget:
    person.click(person.window.home.learn)
    return person.window.reading.page


def to_keys(person: Person) -> QWidget:
    person.key(Qt.Key.Key_F1)
    return person.window.overlays.keys


def to_about(person: Person) -> QWidget:
    person.row("knee-hug").about.trigger()
    return person.window.overlays.about


def to_editor(person: Person) -> QWidget:
    return new(person)


def to_edited_stretch(person: Person) -> QWidget:
    page = new(person)
    choose(person, page, 0)
    person.click(page.stretch.movements.add)
    settle()
    return page


EVERYWHERE = [to_home, to_settings, to_session, to_done, to_question, to_keys, to_about]
EVERYWHERE += [to_record, to_entry, to_routines, to_one_routine, to_learn]


def to_posing(person: Person) -> QWidget:
    choose(person, new(person), 0)
    pages = person.window.routine_pages
    person.click(pages.editor.page.form.field_at(("stretches", 0, "pose")).control)  # type: ignore[union-attr]
    settle()
    person.click(pages.editor.poses.make)
    settle()
    return pages.posing


EVERYWHERE += [to_editor, to_edited_stretch, to_posing]
way_to = pytest.mark.parametrize(
    "way", EVERYWHERE, ids=[way.__name__.removeprefix("to_") for way in EVERYWHERE]
)
way_to_some = pytest.mark.parametrize(
    "way",
    swept(EVERYWHERE, [to_home, to_settings, to_session, to_entry, to_edited_stretch]),
    ids=[way.__name__.removeprefix("to_") for way in EVERYWHERE],
)
Way = Callable[[Person], QWidget]


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def focusable(page: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in shown(page, QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and widget.focusProxy() is None
    ]


def controls(page: QWidget) -> list[QWidget]:
    return [w for w in shown(page, QWidget) if isinstance(w, CONTROLS) and w.isEnabled()]
