"""The cards for the view across the room and for breathing, followed to where they take effect."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from stretchtimer.engine.breathing import Paced
from stretchtimer.services.person.choices import PulseChoice
from stretchtimer.services.person.settings import Settings
from stretchtimer.ui.session.room.metrics import NAME_MINUTES, height_px
from stretchtimer.ui.settings.settings_page import SettingsPage
from stretchtimer.ui.theme.palettes import LIGHT
from stretchtimer.ui.widgets.legibility import ScreenSize
from tests.sweeps import sweep, swept_rows
from tests.ui.conftest import Open
from tests.ui.driving import Person
from tests.ui.looks import colour_at
from tests.ui.own_routines import long_routine, write_routine
from tests.ui.session.room.room_seen import calm, ink_box, on_screen, widen
from tests.ui.session.room.test_metrics import LARGE, SMALL, SMALL_SCALED
from tests.ui.settings.changing import leave, take
from tests.ui.settings.controls import control

UNKNOWN = ScreenSize(1920, 1080, 0, 0)


@pytest.fixture
def page(person: Person, monkeypatch: pytest.MonkeyPatch) -> SettingsPage:
    """The settings, on a screen of 24 inches."""
    on_screen(monkeypatch, LARGE)
    person.app.preferences.change(theme="light", motion="full")
    person.click(person.window.home.settings)
    person.reach(person.window.settings.room)
    return person.window.settings


def digits_px(person: Person) -> int:
    """How high a seven is on the screen, eighteen seconds into the first hold."""
    leave(person).start("hold")
    widen(person, (1920, 1080))
    person.go_on(25_000 - 7_000)
    calm(person)
    ring = person.window.session.ring
    box = ink_box(ring, person.app.appearance.colour("ink"))
    return box.width() if person.settings.room_turn in (90, 270) else box.height()


def test_sessions_begin_large_where_that_is_wanted(person: Person, page: SettingsPage) -> None:
    person.click(control(page, "room_mode"))
    leave(person).start("hold")
    session = person.window.session
    assert session.cue.isVisible()
    assert not session.strip.isVisible()


def test_sessions_begin_as_usual_at_first(person: Person) -> None:
    person.start("hold")
    assert person.window.session.strip.isVisible()


@pytest.mark.parametrize(("metres", "pixels"), swept_rows([(2, 95), (3, 142), (4, 189)], [4]))
def test_digits_are_large_enough_for_the_distance(
    person: Person, page: SettingsPage, metres: int, pixels: int
) -> None:
    person.click(control(page, "room_mode"))
    take(person, control(page, "room_distance_m"), f"{metres} metres")
    assert digits_px(person) >= pixels - 2


@pytest.mark.parametrize(
    ("words", "turn"),
    swept_rows(
        [("Upright", 0), ("To the right", 90), ("Upside down", 180), ("To the left", 270)],
        ["To the right"],
    ),
)
def test_the_view_is_turned(person: Person, page: SettingsPage, words: str, turn: int) -> None:
    person.click(control(page, "room_mode"))
    take(person, control(page, "room_turn"), words)
    assert digits_px(person) >= 142 - 2
    session = person.window.session
    name = session.name.geometry().center()
    sides: dict[int, Callable[[], bool]] = {
        0: lambda: name.y() < session.height() / 4,
        90: lambda: name.x() > session.width() * 3 / 4,
        180: lambda: name.y() > session.height() * 3 / 4,
        270: lambda: name.x() < session.width() / 4,
    }
    assert sides[turn]()


def test_the_size_of_the_screen_can_be_corrected(person: Person, page: SettingsPage) -> None:
    person.click(control(page, "room_mode"))
    take(person, control(page, "screen_diagonal_mm"), "13.3 inches (33.8 cm)")
    assert page.room.told.text() == (
        "The system reports 24 inches (61 cm). "
        "Your choice of 13.3 inches (33.8 cm) is used instead."
    )
    assert digits_px(person) == pytest.approx(256, abs=2)


def test_the_size_that_the_system_tells_is_said(page: SettingsPage) -> None:
    assert page.room.told.text() == "The system reports 24 inches (61 cm) for this screen."


def test_a_size_that_cannot_be_is_said_and_the_safe_one_assumed(
    person: Person, page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_screen(monkeypatch, UNKNOWN)
    person.click(control(page, "room_mode"))
    assert page.room.told.text() == (
        "The system does not know the size of this screen: it reports 0 inches (0 cm). "
        "Please choose the size. Until then, 13.3 inches (33.8 cm) is used."
    )
    assert digits_px(person) == pytest.approx(256, abs=2)


@sweep
def test_a_size_that_is_not_in_the_list_is_shown_all_the_same(make: Open) -> None:
    person = make()
    person.app.preferences.change(screen_diagonal_mm=777)
    person.click(person.window.home.settings)
    assert (
        control(person.window.settings, "screen_diagonal_mm").currentText()
        == "30.6 inches (77.7 cm)"
    )
    assert person.settings.screen_diagonal_mm == 777


@pytest.mark.parametrize(
    ("screen", "metres", "words"),
    [
        (LARGE, 4, "In full screen, the time and the names can be read from 4 m."),
        (SMALL, 3, "In full screen, the time and the names can be read from 3 m."),
        (
            SMALL,
            4,
            "In full screen, the time can be read from 4 m, but some names and sides of this "
            "routine only from 3.4 m. The screen is too small for more. "
            "There is no room for the figure.",
        ),
    ],
)
@pytest.mark.usefixtures("page")
def test_what_can_be_read_is_said(
    person: Person, monkeypatch: pytest.MonkeyPatch, screen: ScreenSize, metres: int, words: str
) -> None:
    on_screen(monkeypatch, screen)
    person.app.preferences.change(room_distance_m=metres)
    assert person.window.settings.room.reach.text() == words


def test_what_is_said_is_what_is_shown(
    person: Person, page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_screen(monkeypatch, SMALL_SCALED)
    person.app.preferences.change(room_mode=True, room_distance_m=4)
    said = page.room.reach.text()
    leave(person).start("hold")
    widen(person, (1280, 800))
    wanted = height_px(NAME_MINUTES, 4, SMALL_SCALED.px_per_mm(0))
    least = 1.0
    for stretch in person.order():
        person.go_to("hold", stretch)
        session = person.window.session
        for part in (session.name, session.badge):
            if part.isVisible():
                least = min(least, part.drawn_capital_height() / wanted)
    assert least < 0.97
    found = re.search(r"only from ([\d.]+) m", said)
    assert found
    assert float(found[1]) == pytest.approx(4 * least, abs=0.15)


@sweep
def test_it_is_said_for_the_names_of_the_present_routine(
    make: Open, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_screen(monkeypatch, LARGE)
    write_routine(profile, "twelve", long_routine())
    person = make(routine="twelve")
    person.app.preferences.change(room_distance_m=4)
    person.click(person.window.home.settings)
    room = person.window.settings.room
    person.reach(room)
    assert "but some names and sides of this routine only from" in room.reach.text()
    person.window.choose("post-walk")
    assert room.reach.text() == "In full screen, the time and the names can be read from 4 m."


@pytest.mark.parametrize(
    ("words", "usual", "room"),
    swept_rows(
        [("Never", False, False), ("Across the room", False, True), ("Always", True, True)],
        ["Across the room"],
    ),
)
def test_colours_come_where_they_are_wanted(
    person: Person, page: SettingsPage, words: str, usual: bool, room: bool
) -> None:
    take(person, control(page, "pulse"), words)
    leave(person).start()
    for large, expected in ((False, usual), (True, room)):
        person.app.preferences.change(room_mode=large)
        person.go_on(3_000)
        person.go_to("hold")
        person.go_on(120)
        session = person.window.session
        session.ground.refresh()
        calm(person)
        assert (colour_at(session, 4, 4) != LIGHT.bg) is expected


@pytest.mark.parametrize(
    ("words", "stretch", "word"),
    [
        ("Never", "cat-cow", ""),
        ("In moving stretches", "cat-cow", "Breathe in"),
        ("In moving stretches", "knee-hug", ""),
        ("In every hold", "knee-hug", "Breathe in"),
    ],
)
def test_a_pace_is_shown_where_it_is_wanted(
    person: Person, page: SettingsPage, words: str, stretch: str, word: str
) -> None:
    take(person, control(page, "breathing"), words)
    leave(person).start().go_to("hold", stretch)
    person.go_on(1_000)
    session = person.window.session
    assert session.breath.word == word
    assert (session.ring.breath is not None) is bool(word)
    assert person.window.session.breath.is_moving is bool(word)


def test_the_pace_is_the_chosen_one(person: Person, page: SettingsPage) -> None:
    take(person, control(page, "breathing"), "In every hold")
    take(person, control(page, "breaths_per_minute"), "7.5 · 4 s in, 4 s out")
    leave(person).start("hold")
    ring = person.window.session.ring
    # Three whole breaths fill the hold of 25 s: each half takes a little more than 4 s.
    person.go_on(4_100)
    person.window.session.breath.refresh()
    assert ring.breath == pytest.approx(1.0, abs=0.01)
    person.go_on(200)
    person.window.session.breath.refresh()
    assert person.window.session.breath.word == "Breathe out"


def test_every_pace_can_be_chosen(page: SettingsPage) -> None:
    box = control(page, "breaths_per_minute")
    values = [box.itemData(row) for row in range(box.count())]
    assert values == [4 + half / 2 for half in range(13)]
    assert box.currentText() == "6 · 5 s in, 5 s out"


def test_without_a_pace_nothing_of_it_can_be_set(person: Person, page: SettingsPage) -> None:
    take(person, control(page, "breathing"), "Never")
    assert not control(page, "breaths_per_minute").isEnabled()
    assert not control(page, "breath_sound").isEnabled()
    take(person, control(page, "breathing"), "In every hold")
    person.click(control(page, "breath_sound"))
    assert person.settings.breath_sound


@sweep
def test_everything_is_there_again_after_a_restart(make: Open) -> None:
    person = make()
    wanted = Settings(
        breathing=Paced.ALWAYS,
        breaths_per_minute=5.5,
        breath_sound=True,
        room_mode=True,
        room_distance_m=4,
        room_turn=270,
        screen_diagonal_mm=610,
        pulse=PulseChoice.ALWAYS,
    )
    changed = {
        name: value
        for name, value in wanted.as_table().items()
        if value != getattr(Settings(), name)
    }
    assert len(changed) == 8
    person.app.preferences.change(**changed)
    person.close()
    again = make()
    assert all(getattr(again.settings, name) == value for name, value in changed.items())
    again.click(again.window.home.settings)
    page = again.window.settings
    assert (
        control(page, "room_mode").isChecked(),
        control(page, "room_distance_m").currentText(),
        control(page, "room_turn").currentText(),
        control(page, "screen_diagonal_mm").currentText(),
        control(page, "pulse").currentText(),
        control(page, "breathing").currentText(),
        control(page, "breaths_per_minute").currentText(),
        control(page, "breath_sound").isChecked(),
    ) == (
        *(True, "4 metres", "To the left", "24 inches (61 cm)", "Always"),
        *("In every hold", "5.5 · 5.5 s in, 5.5 s out", True),
    )
