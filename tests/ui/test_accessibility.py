"""Whoever does not use a mouse, or does not see the window, can use all of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QScrollArea,
    QSlider,
    QTabBar,
    QWidget,
)

from stretchtimer.services.person.choices import ThemeChoice
from tests.ui.driving import Person, settle, shown, texts, words_of
from tests.weeks import fill

ARROWS = ("step", "day", "key")
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
    person.click(person.window.record.days.list.rows[0])
    return page


def to_keys(person: Person) -> QWidget:
    person.key(Qt.Key.Key_F1)
    return person.window.overlays.keys


def to_about(person: Person) -> QWidget:
    person.row("knee-hug").about.trigger()
    return person.window.overlays.about


def test_the_list_of_keys_is_that_of_the_page(person: Person) -> None:
    words = texts(to_keys(person))
    assert "Start the routine" in words
    assert "Pause or resume" in words
    person.key(Qt.Key.Key_Escape)
    person.start()
    words = texts(to_keys(person))
    assert "Start the routine" not in words
    assert "Pause or resume" in words


EVERYWHERE = [to_home, to_settings, to_session, to_done, to_question, to_keys, to_about]
EVERYWHERE += [to_record, to_entry]
way_to = pytest.mark.parametrize(
    "way", EVERYWHERE, ids=[way.__name__.removeprefix("to_") for way in EVERYWHERE]
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


@way_to
def test_all_that_takes_the_focus_has_a_name(person: Person, way: Way) -> None:
    nameless = [
        words_of(widget) for widget in focusable(way(person)) if not name_of(widget).strip()
    ]
    assert nameless == []


@way_to
def test_no_two_controls_of_a_page_have_the_same_name(person: Person, way: Way) -> None:
    # What a screen reader is told of a box to choose from is the choice it shows.
    named = [w for w in controls(way(person)) if not isinstance(w, QComboBox)]
    names = [name_of(widget) for widget in named]
    assert sorted(set(names)) == sorted(names)


@way_to
def test_every_control_is_reached_by_tab_and_no_other_way_is_needed(
    person: Person, way: Way
) -> None:
    page = way(person)
    # The buttons beside a hold are for the pointer: its box has the arrow keys for the same. The
    # arrows go along the days of a month and the keys of a pain, too: each is one stop.
    wanted = [widget for widget in controls(page) if widget.property("role") not in ARROWS]
    missing = {id(widget): words_of(widget) for widget in wanted}
    for _ in range(3 * len(missing) + 10):
        focus = person.focused()
        missing.pop(id(focus), None)
        person.key(Qt.Key.Key_Tab)
        if not missing:
            return
    assert list(missing.values()) == []


THEMES = [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST]


def with_surroundings(widget: QWidget) -> QImage:
    """A control as it is seen in its window, with what lies close around it."""
    settle()
    place = QRect(widget.mapTo(widget.window(), QPoint()), widget.size())
    return widget.window().grab(place.adjusted(-8, -8, 8, 8)).toImage()


def without_border(picture: QImage) -> QImage:
    return picture.copy(picture.rect().adjusted(18, 18, -18, -18))


@pytest.mark.parametrize("theme", THEMES)
@way_to
def test_the_focus_can_be_seen_on_every_control_and_moves_nothing(
    person: Person, way: Way, theme: ThemeChoice
) -> None:
    person.app.preferences.change(theme=theme)
    page = way(person)
    kinds: set[str] = set()
    for widget in focusable(page):
        kind = f"{type(widget).__name__} {widget.property('role')}"
        if kind in kinds or widget is page or not isinstance(widget, CONTROLS):
            continue
        kinds.add(kind)
        person.reach(widget)
        page.setFocus()
        widget.clearFocus()
        before, place = with_surroundings(widget), widget.geometry()
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        after = with_surroundings(widget)
        assert after != before, f"{words_of(widget)} looks the same with the focus"
        assert widget.geometry() == place
        if isinstance(widget, QAbstractButton) and not isinstance(widget, QCheckBox):
            assert without_border(after) == without_border(before), words_of(widget)
    assert kinds


def test_the_ring_goes_with_its_control_and_stays_within_what_is_scrolled(person: Person) -> None:
    page, ring = to_settings(person), person.app.focus_ring
    person.window.resize(820, 540)
    settle()
    box = person.window.settings.sound.output
    scroll = next(area for area in page.findChildren(QScrollArea) if area.isAncestorOf(box))
    person.focus(box)
    assert ring.isVisible()
    assert ring.around is box
    before = ring.y()
    scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().value() + 20)
    assert ring.y() == before - 20
    scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
    assert not ring.isVisible() or ring.geometry().isEmpty()
    person.reach(box)
    assert ring.isVisible()
    person.key(Qt.Key.Key_Escape)
    settle()
    assert person.focused() is person.window.home.card.start
    assert ring.around is person.focused()


def test_a_session_that_has_the_focus_itself_shows_no_ring(session: Person) -> None:
    ring = session.app.focus_ring
    assert not ring.isVisible()
    session.key(Qt.Key.Key_Tab)
    assert ring.isVisible()
    session.control.end()
    assert ring.around is session.window.done.home


@way_to
def test_the_wheel_over_any_control_is_left_to_the_page_whatever_has_the_focus(
    person: Person, way: Way
) -> None:
    page = way(person)
    before = person.settings
    for control in page.findChildren(QWidget):
        if isinstance(control, (*CONTROLS, QTabBar)) and control.isEnabled():
            control.setFocus()
            for steps in (1, -1):
                assert not person.wheel(control, steps), words_of(control)
    assert person.settings == before


def test_tab_follows_the_order_of_the_rows_also_after_they_were_moved(person: Person) -> None:
    home = to_home(person)
    person.row("knee-hug").move_down.trigger()
    person.row("cat-cow").move_up.trigger()
    settle()
    person.focus(person.window.home.list.rows()[0].stepper.box)
    seen: list[str] = []
    for _ in range(60):
        focus = person.focused()
        row = next((r for r in person.window.home.list.rows() if r.isAncestorOf(focus)), None)
        if row is None:
            break
        seen.append(row.stretch_id)
        person.key(Qt.Key.Key_Tab)
    assert list(dict.fromkeys(seen)) == person.order()
    assert seen == sorted(seen, key=person.order().index), "rows are mixed"
    assert QApplication.focusWidget() is person.window.home.times.rounds
    assert home.isVisible()


def test_tab_goes_through_a_row_from_left_to_right(person: Person) -> None:
    to_home(person)
    row = person.row("knee-hug")
    person.focus(min(focusable(row), key=lambda widget: widget.mapTo(row, QPoint()).x()))
    places = []
    while row.isAncestorOf(focus := person.focused()):
        places.append(focus.mapTo(row, focus.rect().center()).x())
        person.key(Qt.Key.Key_Tab)
    assert len(places) == len(focusable(row))
    assert places == sorted(places)


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


@way_to
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


@way_to
def test_every_control_is_large_enough_to_be_hit(person: Person, way: Way) -> None:
    small = [
        words_of(widget)
        for widget in controls(way(person))
        if min(widget.width(), widget.height()) < 24
    ]
    assert small == []
