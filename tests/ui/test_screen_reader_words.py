"""What a screen reader is told of a session, its pages and their parts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QWidget,
)

from tests.sweeps import sweep
from tests.ui.driving import Person, shown, words_of
from tests.ui.everywhere import Way, controls, name_of, to_about, to_settings, way_to_some


@sweep
@pytest.mark.usefixtures("undrawn")
def test_every_phase_is_announced_once(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def update(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", update)
    person.start()
    phases = len(person.state.plan.phases)
    while person.window.is_in_session:
        person.go_on(1_000)
    assert told.pop().startswith("Well done.")
    assert len(told) == phases
    assert told[0] == "Get ready. Knee hug. 15 s"
    assert told[1] == "Hold. Knee hug. 25 s"
    assert "Change sides. Spinal twist. RIGHT side. 8 s" in told


def test_the_figure_is_described_by_what_it_shows(session: Person) -> None:
    session.go_to("hold", "spinal-twist")
    view = session.window.session.stage.view
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.role() == QAccessible.Role.Graphic
    assert interface.text(QAccessible.Text.Name) == "Spinal twist, left"


def test_the_words_of_a_session_can_be_read(session: Person) -> None:
    page = session.window.session
    for part in (page.name, page.instruction, page.coming):
        assert name_of(part) == part.text() != ""


def test_the_time_left_is_no_news_every_second(session: Person) -> None:
    left = session.window.session.left
    shown, told = left.text(), name_of(left)
    assert told == "6 minutes left"
    session.go_on(3_000)
    assert left.text() != shown
    assert name_of(left) == told
    session.go_on(60_000)
    assert name_of(left) == "5 minutes left"


def role_of(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


@way_to_some
def test_titles_are_headings_and_marks_are_no_text(person: Person, way: Way) -> None:
    page = way(person)
    labels = shown(page, QLabel)
    headings = [name_of(each) for each in labels if role_of(each) == QAccessible.Role.Heading]
    assert headings
    assert all(headings)
    marks = [each for each in labels if each.text() == "•"]
    assert all(role_of(mark) != QAccessible.Role.StaticText for mark in marks)
    assert not any(map(name_of, marks))


def test_the_parts_of_a_sheet_have_headings_and_the_sheet_is_a_dialog(person: Person) -> None:
    about = to_about(person)
    assert role_of(about) == QAccessible.Role.Dialog
    assert name_of(about) == "Knee hug"
    labels = shown(about, QLabel)
    headings = {name_of(each) for each in labels if role_of(each) == QAccessible.Role.Heading}
    assert {"Knee hug", "How to do it", "Breathing"} <= headings
    person.window.overlays.show_safety()
    labels = shown(person.window.overlays.safety, QLabel)
    assert len([each for each in labels if role_of(each) == QAccessible.Role.Heading]) > 3
    assert "•" not in map(name_of, labels)


def labels_of(widget: QWidget) -> list[str]:
    """What stands beside a control as its label, as a screen reader finds it."""
    found = QAccessible.queryAccessibleInterface(widget).relations()
    return [
        str(other.text(QAccessible.Text.Name))
        for other, relation in found
        if relation & QAccessible.RelationFlag.Label
    ]


def test_a_box_to_choose_from_is_told_by_its_label_not_only_by_its_choice(person: Person) -> None:
    to_settings(person)
    page = person.window.settings
    boxes = page.findChildren(QComboBox)
    assert len(boxes) > 5
    assert [words_of(box) for box in boxes if len(labels_of(box)) != 1] == []
    assert labels_of(page.sound.output) == ["Output"]
    person.click(page.sound.hearing)
    assert labels_of(person.window.first.hearing.view.output) == ["Sound output"]


def test_what_a_person_does_in_a_session_is_announced(
    session: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def update(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())

    session.go_on(2_000)
    monkeypatch.setattr(QAccessible, "updateAccessibility", update)
    for key, said in (
        (Qt.Key.Key_Space, "Paused"),
        (Qt.Key.Key_Space, "Resuming"),
        (Qt.Key.Key_Plus, "Ten more seconds"),
        (Qt.Key.Key_M, "Muted"),
        (Qt.Key.Key_M, "Sound on"),
    ):
        session.key(key)
        assert told.pop() == said
    session.control.end()
    (done,) = told
    assert done.startswith("Ended early. Rest for a moment.")


def test_the_strip_is_a_slider_with_a_name(session: Person) -> None:
    interface = QAccessible.queryAccessibleInterface(session.window.session.strip)
    assert interface.role() == QAccessible.Role.Slider
    assert interface.text(QAccessible.Text.Name) == "Position in the routine"


@way_to_some
def test_every_control_is_large_enough_to_be_hit(person: Person, way: Way) -> None:
    small = [
        words_of(widget)
        for widget in controls(way(person))
        if min(widget.width(), widget.height()) < 24
    ]
    assert small == []
