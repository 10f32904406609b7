"""The view for across the room: large enough, turned, alone, and never in the way of the keys."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QFont, QTransform
from PySide6.QtWidgets import QAbstractButton, QApplication

from stretchtimer.engine.commands import Extend, Pause
from stretchtimer.engine.session import Status
from stretchtimer.services.audio.audio_out import AudioStatus
from stretchtimer.ui.widgets.legibility import ScreenSize
from tests.sweeps import sweep, swept
from tests.ui.conftest import Open
from tests.ui.driving import Person, part_of, shown
from tests.ui.looks import picture, running
from tests.ui.own_routines import LONG_NAME, long_routine, write_routine
from tests.ui.places import Size, clipped, faults, misplaced, place, resize
from tests.ui.session.room.room_seen import calm, dark, ink_box, on_screen, read_parts, widen
from tests.ui.session.room.test_metrics import LARGE, SMALL, SMALL_SCALED, screen
from tests.wording import foreign

SCREENS = [SMALL, SMALL_SCALED, LARGE]
TURNS = [0, 90, 180, 270]
SIZES = [(900, 600), (1366, 768), (1920, 1080), (1080, 1920)]
on_each_screen = pytest.mark.parametrize(
    "screen", swept(SCREENS, [SMALL]), ids=["small", "small-scaled", "large"]
)


@pytest.fixture
def room(session: Person, monkeypatch: pytest.MonkeyPatch) -> Person:
    """In the first hold, seen from 3 m on a screen of 24 inches."""
    on_screen(monkeypatch, LARGE)
    session.app.preferences.change(room_mode=True, pulse="off", theme="light")
    widen(session, (1366, 768))
    calm(session)
    return session


@pytest.fixture
def twelve(make: Open, profile: Path) -> Person:
    """In a routine of twelve stretches with names of 60 characters, seen from across the room."""
    write_routine(profile, "twelve", long_routine())
    person = make(routine="twelve")
    person.app.preferences.change(room_mode=True, pulse="off")
    return person.start("hold")


def whole(screen: ScreenSize) -> Size:
    return screen.width_px, screen.height_px


def mm_on(screen: ScreenSize, pixels: float) -> float:
    return pixels / screen.px_per_mm(0)


@sweep
@on_each_screen
def test_digits_on_the_screen_are_seen_at_45_minutes_at_least(
    room: Person, monkeypatch: pytest.MonkeyPatch, screen: ScreenSize
) -> None:
    on_screen(monkeypatch, screen)
    room.go_on(25_000 - 7_000)
    ring = room.window.session.ring
    assert ring.digits == "7"
    for metres, mm in ((2, 26.2), (3, 39.3), (4, 52.4)):
        room.app.preferences.change(room_distance_m=metres)
        widen(room, whole(screen))
        box = ink_box(ring, room.app.appearance.colour("ink"))
        assert mm_on(screen, box.height()) >= mm - 0.6, metres


CLOSE_SIZES = [(1024, 600), (1100, 740), (1366, 768), (1920, 1080), (1080, 1920)]


@sweep
@pytest.mark.parametrize("metres", swept([2, 3, 4], [4]))
def test_digits_are_never_lower_than_from_close_by(room: Person, metres: int) -> None:
    room.app.preferences.change(room_distance_m=metres)
    ring = room.window.session.ring
    for size in CLOSE_SIZES:
        widen(room, size)
        far = ring.digit_height()
        room.app.preferences.change(room_mode=False)
        assert far >= ring.digit_height() - 1, size
        room.app.preferences.change(room_mode=True)


@on_each_screen
def test_name_and_side_on_the_screen_are_seen_at_20_minutes(
    room: Person, monkeypatch: pytest.MonkeyPatch, screen: ScreenSize
) -> None:
    on_screen(monkeypatch, screen)
    widen(room, whole(screen))
    page = room.window.session
    for stretch in ("knee-hug", "spinal-twist", "childs-pose"):
        room.go_to("hold", stretch)
        for part in (page.name, page.badge):
            if part.isVisible():
                assert mm_on(screen, part.drawn_capital_height()) >= 17.5 - 0.3, stretch


def test_at_four_metres_on_a_small_screen_digits_come_first(
    room: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_screen(monkeypatch, SMALL)
    room.app.preferences.change(room_distance_m=4)
    widen(room, whole(SMALL))
    room.go_to("hold", "hamstring")
    page = room.window.session
    assert mm_on(SMALL, page.ring.digit_height()) == pytest.approx(52.4, abs=0.6)
    assert mm_on(SMALL, page.name.drawn_capital_height()) >= 16
    assert not page.stage.isVisible()


@on_each_screen
def test_nothing_is_cut_off_or_lies_on_anything_else(
    twelve: Person, monkeypatch: pytest.MonkeyPatch, screen: ScreenSize
) -> None:
    on_screen(monkeypatch, screen)
    page = twelve.window.session
    assert LONG_NAME in page.name.text()
    for size, turn in product(SIZES, TURNS):
        widen(twelve, size)
        twelve.app.preferences.change(room_turn=turn)
        for kind in ("hold", "release", "change_sides", "lead_in"):
            twelve.go_to(kind)
            calm(twelve)
            parts = read_parts(page)
            case = size, turn, kind
            assert {page.name, page.badge, page.cue, page.ring} <= set(parts), case
            for part in parts:
                assert page.rect().contains(part.geometry()), (case, part)
            for one, other in combinations(parts, 2):
                assert not one.geometry().intersects(other.geometry()), (case, one, other)
            assert misplaced(page) == [], case
            if turn == 0:
                assert clipped(page) == [], case


@sweep
@pytest.mark.parametrize("more_s", swept([0, 74, 600, 3_000], [3_000]))
def test_long_times_have_room_in_every_turn(room: Person, more_s: int) -> None:
    widen(room, (900, 600))
    if more_s:
        room.control.send(Extend(more_s * 1_000))
    page = room.window.session
    for turn in TURNS:
        room.app.preferences.change(room_turn=turn)
        calm(room)
        upright = page.ring.size() if turn in (0, 180) else page.ring.size().transposed()
        digits = page.ring._digits_of(page.ring.digit_height())
        assert digits.width(page.ring.digits) <= upright.width() + 1
        box = ink_box(page.ring, room.app.appearance.colour("ink"))
        assert QRect(1, 1, page.ring.width() - 2, page.ring.height() - 2).contains(box)


@pytest.mark.parametrize("turn", swept([90, 180, 270], [90]))
def test_what_is_turned_is_the_upright_picture_turned(room: Person, turn: int) -> None:
    # A square is the same room for every turn; below it lies the foot, which is not turned.
    widen(room, (900, 900))
    foot = room.window.session.controls.height()
    widen(room, (900, 900 + foot))
    room.go_to("hold", "spinal-twist")
    room.go_on(5_000)
    page, ink = room.window.session, room.app.appearance.colour("ink")
    parts = read_parts(page)
    assert len(parts) == 5
    about = QTransform().translate(450, 450).rotate(turn).translate(-450, -450)
    places = [about.mapRect(QRectF(part.geometry())).toRect() for part in parts]
    pictures = [picture(part).transformed(QTransform().rotate(turn)) for part in parts]
    room.app.preferences.change(room_turn=turn)
    for part, there, upright in zip(parts, places, pictures, strict=True):
        assert part.geometry() == there
        one, other = dark(upright, ink), dark(picture(part), ink)
        assert (one & other).sum() > 0.85 * (one | other).sum(), part


def test_nothing_else_is_to_be_seen(room: Person) -> None:
    page = room.window.session
    seen = set(read_parts(page))
    assert seen == {page.name, page.cue, page.ring, page.stage}
    for part in (page.strip, page.left, page.instruction, page.coming):
        assert not part.isVisible()
    assert page.hurts.isVisible(), "whom it hurts finds it at once"
    assert page.fading.is_faded
    foot = picture(page).copy(page.controls.geometry())
    page.controls.hide()
    assert picture(page).copy(page.controls.geometry()) == foot


def test_where_there_is_room_all_is_larger_than_needed_and_than_from_close_by(
    room: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_screen(monkeypatch, screen(1920, 1080, 23))
    page = room.window.session
    widen(room, (1366, 768))
    assert page.stage.height() >= 768 / 2
    widen(room, (1920, 1080))
    seen = page.ring.digit_height(), page.name.drawn_capital_height(), page.stage.height()
    assert mm_on(screen(1920, 1080, 23), seen[0]) > 1.5 * 39.3
    assert mm_on(screen(1920, 1080, 23), seen[1]) > 1.05 * 19.2
    assert page.stage.height() > 0.5 * page.height()
    assert page.stage.width() > 0.5 * page.width()
    room.app.preferences.change(room_mode=False)
    assert seen[0] > page.ring.digit_height()
    assert seen[1] > page.name.drawn_capital_height()


@sweep
def test_no_word_ever_lies_under_the_controls(room: Person) -> None:
    page = room.window.session
    for size, turn in product(SIZES, TURNS):
        widen(room, size)
        room.app.preferences.change(room_turn=turn)
        for part in (page.name, page.badge, page.cue, page.ring, page.stage, page.ready):
            assert not part.geometry().intersects(page.controls.geometry()), (size, turn, part)
        assert not page.hurts.geometry().intersects(page.controls.geometry())


@pytest.mark.parametrize("size", [(1024, 600), (820, 600)])
def test_what_never_fades_lies_on_nothing_else(room: Person, size: Size) -> None:
    room.app.preferences.change(text_percent=200)
    widen(room, size)
    room.go_to("hold", "spinal-twist")
    page = room.window.session
    for part in (page.name, page.badge, page.cue, page.ring, page.stage, page.controls):
        assert part.isHidden() or not place(part).intersects(place(page.hurts)), part


@pytest.mark.parametrize("size", swept([(900, 600), (1024, 768)], [(900, 600)]))
def test_in_twice_as_large_letters_no_button_lies_on_another(
    qapp: QApplication, room: Person, size: Size
) -> None:
    before = qapp.font()
    large = QFont(before)
    large.setPointSizeF(2 * before.pointSizeF())
    qapp.setFont(large)
    try:
        room.control.send(Pause())
        resize(room, size)
        assert faults(room.window.session) == []
    finally:
        qapp.setFont(before)


@pytest.mark.parametrize("key", swept([Qt.Key.Key_F6, Qt.Key.Key_A], [Qt.Key.Key_F6]))
def test_a_key_leads_there_and_back_and_is_remembered(
    session: Person, make: Open, key: Qt.Key
) -> None:
    page = session.window.session
    ink = session.app.appearance.colour("ink")
    before = page.ring.geometry(), dark(picture(page.ring), ink)
    session.key(key)
    assert session.settings.room_mode
    assert not page.strip.isVisible()
    session.key(key)
    assert not session.settings.room_mode
    assert page.strip.isVisible()
    assert page.ring.geometry() == before[0]
    assert (dark(picture(page.ring), ink) ^ before[1]).sum() < 0.01 * before[1].sum()
    session.key(key)
    session.close()
    again = make().start("hold")
    assert not again.window.session.strip.isVisible()


def test_a_button_leads_there_and_back(session: Person) -> None:
    button: QAbstractButton = session.window.session.controls.room
    assert button.accessibleName() == "Large view, for across the room"
    session.click(button)
    assert session.settings.room_mode
    assert button.accessibleName() == "Show everything again"
    session.window.session.fading.pointed()
    session.click(button)
    assert not session.settings.room_mode


def test_the_controls_come_for_the_pointer_and_go_again(room: Person) -> None:
    fading = room.window.session.fading
    assert fading.is_faded
    fading.pointed()
    assert not fading.is_faded
    assert fading.is_waiting


def test_the_controls_come_for_a_key_which_acts_and_go_again(room: Person) -> None:
    fading = room.window.session.fading
    room.key(Qt.Key.Key_Plus)
    assert room.state.duration_ms == 35_000
    assert not fading.is_faded
    assert fading.is_waiting
    calm(room)
    room.key(Qt.Key.Key_Space)
    assert room.stands_at(Status.PAUSED)
    assert fading.is_waiting
    part_of(fading, QTimer).timeout.emit()
    assert fading.is_faded, "also while paused nothing else is shown"


def test_the_controls_stay_while_the_keyboard_is_in_them(room: Person) -> None:
    page = room.window.session
    room.key(Qt.Key.Key_Tab)
    room.key(Qt.Key.Key_Tab)
    assert page.controls.isAncestorOf(room.focused())
    part_of(page.fading, QTimer).timeout.emit()
    assert not page.fading.is_faded
    calm(room)
    room.key(Qt.Key.Key_Tab)
    assert not page.fading.is_faded
    assert not page.fading.is_waiting


def test_a_screen_reader_still_gets_name_side_and_time(room: Person) -> None:
    room.go_to("hold", "spinal-twist")
    page = room.window.session
    said = [
        QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
        for part in (page.name, page.badge, page.cue)
    ]
    assert said == ["Spinal twist", "LEFT side", "Hold"]
    interface = QAccessible.queryAccessibleInterface(page.ring)
    assert interface.valueInterface().currentValue() == 30_000


def test_the_word_of_the_moment_is_on_the_screen(person: Person) -> None:
    person.app.preferences.change(room_mode=True, breathing="off")
    person.start()
    page = person.window.session
    assert page.cue.text() == "Get ready"
    person.go_to("hold", "spinal-twist")
    assert page.cue.text() == "Hold"
    person.go_on(15_000)
    assert page.cue.text() == "Half-way"
    person.go_on(15_000)
    assert page.cue.text() == "Come out"
    person.go_to("change_sides")
    assert page.cue.text() == "Change sides"
    person.key(Qt.Key.Key_Space)
    assert page.cue.text() == "Paused"


def test_that_there_is_no_sound_is_said(room: Person) -> None:
    room.out.become(
        AudioStatus(working=False, output="", problem=foreign("No sound output is there."))
    )
    assert room.window.session.cue.text() == "No sound · Hold"


@sweep
def test_the_view_does_not_move_while_a_hold_runs(room: Person) -> None:
    room.go_to("hold", "cat-cow")
    page = room.window.session
    places = set()
    for _ in range(29):
        room.go_on(1_000)
        parts = (page.name, page.badge, page.cue, page.ring, page.stage)
        places.add(tuple(part.geometry().getRect() for part in parts))
    assert len(places) == 1


def test_another_screen_means_another_size(room: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    page = room.window.session
    before = page.ring.digit_height()
    on_screen(monkeypatch, SMALL_SCALED)
    room.go_on(1_000)
    assert page.ring.digit_height() != before


def test_nothing_is_timed_while_paused_and_untouched(room: Person) -> None:
    # The figure still gets into the pose where a pause comes sooner.
    room.go_on(4_000)
    room.key(Qt.Key.Key_Space)
    calm(room)
    part_of(room.window.session.fading, QTimer).stop()
    assert running(room.window) == []
    assert not room.ticker.is_armed


@sweep
@pytest.mark.usefixtures("alone")
def test_a_right_to_left_window_is_mirrored(room: Person) -> None:
    room.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page = room.window.session
    page.refresh()
    room.go_to("hold", "spinal-twist")
    assert page.ring.geometry().center().x() < page.width() / 2
    assert page.stage.geometry().center().x() > page.ring.geometry().center().x()


def test_all_buttons_have_names_there(room: Person) -> None:
    room.window.session.fading.pointed()
    for button in shown(room.window.session, QAbstractButton):
        assert button.accessibleName() or button.text()
