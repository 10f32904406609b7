"""Every key of a session, followed to the state of the session or to the far end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from stretchtimer.engine.plan import PhaseKind
from stretchtimer.engine.session import Status
from stretchtimer.services.session.control import Act
from stretchtimer.services.wording.keys import window_act_words
from stretchtimer.ui.session.shortcuts import BINDINGS, AnyAct, ViewAct, keys_text
from tests.sweeps import swept, swept_rows
from tests.ui.driving import Person, texts

Check = Callable[[Person], bool]


def shows(person: Person, sheet: str) -> bool:
    """Whether that lies over the page, and time stands."""
    is_seen: bool = getattr(person.window.overlays, sheet).isVisible()
    return is_seen and person.state.status is Status.PAUSED


IN_A_HOLD: dict[AnyAct, Check] = {
    Act.PAUSE: lambda person: person.state.status is Status.PAUSED,
    Act.NEXT: lambda person: person.phase.stretch.id == "spinal-twist",
    Act.SKIP: lambda person: person.phase.stretch.id == "spinal-twist",
    Act.BACK: lambda person: person.phase.kind is PhaseKind.LEAD_IN,
    Act.RESTART: lambda person: person.state.origin_ms == person.clock.ms,
    Act.EXTEND: lambda person: person.state.duration_ms == 35_000,
    Act.MUTE: lambda person: person.out.volume == 0.0,
    ViewAct.ROOM: lambda person: not person.window.session.strip.isVisible(),
    ViewAct.ABOUT: lambda person: shows(person, "about"),
    ViewAct.HURTS: lambda person: shows(person, "hurts"),
    ViewAct.FULL_SCREEN: lambda person: person.window.isFullScreen(),
    ViewAct.HELP: lambda person: person.window.overlays.keys.isVisible(),
    Act.LEAVE: lambda person: person.window.acts.ending.question is not None,
}
"""What each act does two seconds into the first hold."""

ALL_KEYS = [
    (binding.act, key)
    for binding in BINDINGS
    for key in binding.active(True)
    if binding.act in IN_A_HOLD
]
FIRST_KEYS = {act: (act, key) for act, key in reversed(ALL_KEYS)}.values()
"""One key of each act."""


@pytest.mark.parametrize(
    ("act", "key"), swept_rows(ALL_KEYS, FIRST_KEYS), ids=lambda value: value.name
)
def test_a_key_does_what_it_is_said_to_do(session: Person, act: AnyAct, key: Qt.Key) -> None:
    session.go_on(2_000)
    assert not IN_A_HOLD[act](session)
    session.key(key)
    assert IN_A_HOLD[act](session)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_begins_the_hold_at_once_in_a_lead_in(person: Person, key: Qt.Key) -> None:
    person.start("lead_in")
    person.key(key)
    assert person.phase.is_hold
    assert person.state.status is Status.RUNNING


def test_shift_and_right_skip_the_whole_stretch(session: Person) -> None:
    session.go_to("hold", "spinal-twist")
    session.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert session.phase.stretch.id == "hamstring"
    assert keys_text(Act.SKIP, letters=False) == "Shift + →"


def test_every_act_has_a_key_and_words() -> None:
    assert {binding.act for binding in BINDINGS} == {*Act, *ViewAct}
    assert all(window_act_words(act) for act in (*Act, *ViewAct))


def test_the_same_key_takes_back_what_it_did(session: Person) -> None:
    for key, check in (
        (Qt.Key.Key_Space, IN_A_HOLD[Act.PAUSE]),
        (Qt.Key.Key_M, IN_A_HOLD[Act.MUTE]),
        (Qt.Key.Key_A, IN_A_HOLD[ViewAct.ROOM]),
        (Qt.Key.Key_F6, IN_A_HOLD[ViewAct.ROOM]),
        (Qt.Key.Key_F, IN_A_HOLD[ViewAct.FULL_SCREEN]),
        (Qt.Key.Key_F11, IN_A_HOLD[ViewAct.FULL_SCREEN]),
        (Qt.Key.Key_Question, IN_A_HOLD[ViewAct.HELP]),
        (Qt.Key.Key_F1, IN_A_HOLD[ViewAct.HELP]),
    ):
        session.key(key)
        assert check(session)
        session.key(key)
        assert not check(session)


LETTERS = [key for binding in BINDINGS for key in binding.letters]


@pytest.mark.parametrize("key", swept(LETTERS, LETTERS[::3]))
def test_a_letter_that_is_turned_off_does_nothing(session: Person, key: Qt.Key) -> None:
    session.app.preferences.change(letter_keys=False)
    session.go_on(2_000)
    session.key(key)
    assert not any(check(session) for check in IN_A_HOLD.values())


def test_keys_that_act_by_accident_are_no_letters() -> None:
    for binding in BINDINGS:
        assert all(not Qt.Key.Key_A <= key <= Qt.Key.Key_Z for key in binding.keys)
        assert all(Qt.Key.Key_A <= key <= Qt.Key.Key_Z for key in binding.letters)


def test_tooltips_name_no_letter_that_is_turned_off(session: Person) -> None:
    controls = session.window.session.controls
    assert "N" in controls.next.toolTip()
    assert controls.volume.mute.toolTip() == "Mute (F9 or M)"
    session.app.preferences.change(letter_keys=False)
    assert controls.next.toolTip() == "Next part (→ or Page down)"
    assert controls.volume.mute.toolTip() == "Mute (F9)"


def test_space_on_a_focused_button_presses_that_button(session: Person) -> None:
    session.focus(session.window.session.controls.next)
    session.key(Qt.Key.Key_Space)
    assert session.phase.stretch.id == "spinal-twist"
    assert session.state.status is Status.RUNNING


def test_enter_on_a_focused_button_presses_that_button(session: Person) -> None:
    session.focus(session.window.session.controls.extend)
    session.key(Qt.Key.Key_Return)
    assert session.state.duration_ms == 35_000


def test_arrows_on_a_focused_button_still_mean_back_and_next(session: Person) -> None:
    session.focus(session.window.session.controls.pause)
    session.key(Qt.Key.Key_Right)
    assert session.phase.stretch.id == "spinal-twist"


def test_other_keys_act_while_a_button_has_the_focus(session: Person) -> None:
    session.focus(session.window.session.controls.end)
    session.key(Qt.Key.Key_Plus)
    assert session.state.duration_ms == 35_000


def test_a_click_on_a_button_leaves_the_keys_with_the_page(session: Person) -> None:
    session.click(session.window.session.controls.extend)
    session.key(Qt.Key.Key_Space)
    assert session.state.status is Status.PAUSED


def test_the_list_of_keys_names_every_key_and_time_stands_meanwhile(session: Person) -> None:
    session.key(Qt.Key.Key_Question)
    words = texts(session.window.overlays.keys)
    for act in (*Act, *ViewAct):
        assert window_act_words(act) in words
        assert keys_text(act, letters=True) in words
    left_ms = session.window.session.ring.digits
    session.go_on(2_000)
    assert session.window.session.ring.digits == left_ms
    session.key(Qt.Key.Key_Question)
    assert session.state.status is Status.COUNTING_IN


def test_the_list_of_keys_leaves_out_letters_that_are_turned_off(session: Person) -> None:
    session.app.preferences.change(letter_keys=False)
    session.key(Qt.Key.Key_F1)
    assert keys_text(Act.NEXT, letters=False) in texts(session.window.overlays.keys)
    assert "N" not in " ".join(texts(session.window.overlays.keys)).split()


@pytest.mark.parametrize("where", ["home", "settings", "done"])
def test_the_list_of_keys_opens_on_every_page(person: Person, where: str) -> None:
    window = person.window
    if where == "settings":
        person.click(window.home.settings)
    elif where == "done":
        person.planned()
        person.click(window.home.card.start)
        person.control.end()
    for key in (Qt.Key.Key_F1, Qt.Key.Key_Question):
        before = QApplication.focusWidget()
        person.key(key)
        assert window.overlays.keys.isVisible()
        person.key(Qt.Key.Key_Escape)
        assert not window.overlays.keys.isVisible()
        assert QApplication.focusWidget() is before


@pytest.mark.parametrize(
    ("act", "key"), swept_rows(ALL_KEYS, [Act.NEXT]), ids=lambda value: value.name
)
def test_a_key_that_is_held_down_acts_once(session: Person, act: AnyAct, key: Qt.Key) -> None:
    session.go_on(2_000)
    session.hold_key(key)
    assert IN_A_HOLD[act](session)


def test_a_held_key_on_a_focused_button_presses_it_once(session: Person) -> None:
    session.focus(session.window.session.controls.next)
    for key, stretch in (("Space", "spinal-twist"), ("Return", "spinal-twist")):
        session.hold_key(Qt.Key[f"Key_{key}"])
        assert session.phase.stretch.id == stretch
    assert session.state.status is Status.RUNNING


ROWS = {24: "qwertyuiop", 38: "asdfghjkl", 52: "zxcvbnm"}
"""The letters of an English keyboard, and how X11 counts the first key of each row."""
PLACES = {letter: first + n for first, row in ROWS.items() for n, letter in enumerate(row)}
ENGLISH = "".join(ROWS.values())
WRITTEN = {
    "Russian": dict(zip(ENGLISH, "йцукенгшщзфывапролдячсмить", strict=True)),
    "Greek": dict(zip(ENGLISH, ";ςερτυθιοπασδφγηξκλζχψωβνμ", strict=True)),
    "Hebrew": dict(zip(ENGLISH, "/'קראטוןםפשדגכעיחלךזסבהנמצ", strict=True)),
}
BY_LETTER = {chr(b.letters[0]).lower(): b.act for b in BINDINGS if b.letters}


def press_letter(person: Person, written: str, place: int) -> None:
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        none = Qt.KeyboardModifier.NoModifier
        capital = written.upper()
        key = ord(capital if len(capital) == 1 else written)
        event = QKeyEvent(kind, key, none, place, 0, 0, written)
        QApplication.sendEvent(person.focused(), event)


@pytest.mark.parametrize("layout", swept(WRITTEN, ["Russian"]))
@pytest.mark.parametrize("letter", swept(BY_LETTER, "nsm"))
def test_a_letter_acts_at_its_place_on_a_layout_that_writes_others(
    session: Person, layout: str, letter: str
) -> None:
    session.go_on(2_000)
    press_letter(session, WRITTEN[layout][letter], PLACES[letter])
    assert IN_A_HOLD[BY_LETTER[letter]](session)


def test_a_layout_with_latin_letters_of_its_own_keeps_them(session: Person) -> None:
    session.go_on(2_000)
    index = session.phase.index
    # What a French and a Czech keyboard write at the places of A and N.
    for written, place in (("q", PLACES["a"]), ("é", PLACES["n"]), ("ß", PLACES["b"])):
        press_letter(session, written, place)
        assert not any(check(session) for check in IN_A_HOLD.values()), written
    # A Dvorak keyboard has its B at the place of N.
    press_letter(session, "b", PLACES["n"])
    assert session.phase.index == index - 1
