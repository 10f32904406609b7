"""Everything has its place and can be read from afar, in small, large and upright windows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QWidget

from stretchtimer.engine.commands import Extend, Pause
from stretchtimer.ui.main_window import MainWindow
from stretchtimer.ui.session.desk_view import DIGIT_SHARE
from stretchtimer.ui.widgets.elided_label import ElidedLabel
from stretchtimer.ui.window_size import PageScroll
from tests.sweeps import sweep, swept
from tests.ui.conftest import Open
from tests.ui.driving import Person, part_of, settle, words_of
from tests.ui.looks import picture
from tests.ui.own_routines import LONG_NAME, long_routine, write_routine
from tests.ui.places import Size, clipped, faults, leaves, overlapping, resize

SIZES = [(900, 600), (1366, 768), (1920, 1080), (1080, 1920)]
sizes = pytest.mark.parametrize(
    "size", swept(SIZES, [(900, 600)]), ids=lambda size: f"{size[0]}x{size[1]}"
)


@pytest.fixture
def twelve(make: Open, profile: Path) -> Person:
    """A routine of twelve stretches with names of 60 characters and more."""
    write_routine(profile, "twelve", long_routine())
    return make(routine="twelve")


def test_home_has_room_for_everything(person: Person) -> None:
    for size in SIZES:
        resize(person, size)
        person.write(person.row("knee-hug").stepper.box, "1:28")
        person.write(person.row("cat-cow").stepper.box, "9:50")
        person.write(person.window.home.times.lead_in, "1:28")
        assert faults(person.window.home) == [], size


@sweep
def test_home_has_room_for_twelve_stretches_with_long_names(twelve: Person) -> None:
    for size in SIZES:
        resize(twelve, size)
        assert not part_of(twelve.window, PageScroll).is_scrolling, size
        twelve.click(twelve.row("s3").stepper.longer)
        assert faults(twelve.window.home) == [], size


@sweep
def test_pictures_take_no_room_from_long_names(make: Open, profile: Path) -> None:
    write_routine(profile, "twelve", long_routine())
    home = make(routine="twelve", drawn=True)
    for size in SIZES:
        resize(home, size)
        assert faults(home.window.home) == [], size


@sweep
def test_home_has_room_for_what_came_of_a_fitting_and_a_long_notice(person: Person) -> None:
    person.window.notify("The settings could not be used, and so on. " * 4)
    person.write(person.window.home.card.minutes, "120")
    person.click(person.window.home.card.fit)
    for size in SIZES:
        resize(person, size)
        assert faults(person.window.home) == [], size


def test_a_session_has_room_for_everything(twelve: Person) -> None:
    twelve.start("hold")
    page = twelve.window.session
    for size in SIZES:
        resize(twelve, size)
        for kind in ("hold", "release", "change_sides", "change_over"):
            twelve.go_to(kind)
            assert faults(page) == [], (size, kind)
    twelve.control.send(Pause())
    for size in SIZES:
        resize(twelve, size)
        assert faults(page) == [], size
        parts = [page.name, page.badge, page.ring, page.instruction, page.coming, page.strip]
        parts += [page.left, page.controls, page.stage]
        seen = [part for part in parts if part.isVisible()]
        for one, other in combinations(seen, 2):
            assert not one.geometry().intersects(other.geometry()), (size, one, other)
        for part in seen:
            assert page.rect().contains(part.geometry()), (size, part)


def test_the_end_and_the_settings_have_room_for_everything(twelve: Person) -> None:
    twelve.start("hold")
    twelve.control.end()
    for size in SIZES:
        resize(twelve, size)
        assert faults(twelve.window.done) == [], size
    twelve.click(twelve.window.done.home)
    twelve.click(twelve.window.home.settings)
    twelve.write(twelve.window.settings.times.boxes["release_ms"], "1:28")
    for size in SIZES:
        resize(twelve, size)
        assert faults(twelve.window.settings) == [], size


@sweep
def test_the_digits_are_large_enough_to_be_read_from_the_floor(session: Person) -> None:
    session.go_on(25_000 - 7_000)
    ring = session.window.session.ring
    shown = []
    for more_s in (0, 18, 74, 1, 499, 2_940):
        if more_s:
            session.control.send(Extend(more_s * 1_000))
        shown.append(ring.digits)
        for size in SIZES:
            resize(session, size)
            upright = size[0] < size[1]
            wanted = 0.2 * size[0] if upright else size[1] * DIGIT_SHARE
            # Ten minutes and more take five signs, for which the smallest windows are too narrow.
            wanted *= 0.8 if len(ring.digits) > 4 else 1.0
            assert ring.digit_height() >= wanted - 0.5, (size, shown)
            metrics = ring._digits_of(ring.digit_height()).metrics
            for digit in ring.digits.replace(":", ""):
                assert metrics.tightBoundingRect(digit).height() >= wanted - 1, (size, shown)
    assert shown == ["7", "25", "99", "1:40", "9:59", "58:59"]


def test_the_digits_on_the_screen_are_as_high_as_is_said(session: Person) -> None:
    session.go_on(25_000 - 8_000)
    ring = session.window.session.ring
    assert ring.digits == "8"
    for size in SIZES[:3]:
        resize(session, size)
        image = picture(ring)
        middle = image.width() // 2
        ink = session.app.appearance.colour("ink")
        rows = [
            y
            for y in range(image.height() * 7 // 10)
            if any(
                abs(image.pixelColor(x, y).lightness() - ink.lightness()) < 40
                for x in range(middle - ring.height() // 8, middle + ring.height() // 8)
            )
        ]
        assert rows[-1] - rows[0] + 1 >= 0.22 * session.window.height() - 1, size


@sweep
def test_name_and_side_are_large_enough_to_be_read_from_the_floor(session: Person) -> None:
    page = session.window.session
    for size in SIZES:
        resize(session, size)
        for stretch in session.order():
            session.go_to("hold", stretch)
            for part in (page.name, page.badge):
                if part.isVisible():
                    assert part.drawn_capital_height() >= 0.06 * size[1], (size, part.text())


@sweep
def test_even_a_name_of_sixty_characters_stays_large(twelve: Person) -> None:
    twelve.start("hold")
    page = twelve.window.session
    assert LONG_NAME in page.name.text()
    for size in SIZES[1:3]:
        resize(twelve, size)
        assert page.name.drawn_capital_height() >= 0.04 * size[1], size
        assert page.badge.drawn_capital_height() >= 0.06 * size[1], size


@pytest.fixture
def large_font(qapp: QApplication) -> Iterator[None]:
    """The system's font at twice its size."""
    before = qapp.font()
    font = QFont(before)
    font.setPointSizeF(2 * before.pointSizeF())
    qapp.setFont(font)
    yield
    qapp.setFont(before)


@sweep
@pytest.mark.usefixtures("large_font")
def test_twice_as_large_a_font_has_room(make: Open) -> None:
    person = make()
    for size in SIZES[1:]:
        resize(person, size)
        person.click(person.row("knee-hug").stepper.longer)
        person.click(person.window.home.card.fit)
        settle()
        assert faults(person.window.home) == [], size
        for row in person.window.home.list.rows():
            assert "…" not in " ".join(part_of(row, ElidedLabel).shown_lines()), size
    person.start("hold")
    person.go_to("hold", "spinal-twist")
    for size in SIZES[1:]:
        resize(person, size)
        assert faults(person.window.session) == [], size
    person.control.end()
    for size in SIZES[1:]:
        resize(person, size)
        assert faults(person.window.done) == [], size
    person.click(person.window.done.home)
    person.click(person.window.home.settings)
    for size in SIZES[1:]:
        resize(person, size)
        assert faults(person.window.settings) == [], size


SMALL_SCREENS = [(800, 480), (910, 512), (480, 800), (512, 910), (640, 480)]
"""Also what is left of 1366x768 at 150 %, and of both turned upright."""


def put_on_screen(person: Person, size: Size, monkeypatch: pytest.MonkeyPatch) -> None:
    """Has the window's screen be so large from now on, as after turning it."""
    screen = person.window.screen()
    monkeypatch.setattr(type(screen), "availableSize", lambda _: QSize(*size))
    screen.availableGeometryChanged.emit(QRect(0, 0, *size))
    settle()


@pytest.mark.parametrize("size", SMALL_SCREENS)
def test_a_window_needs_no_more_than_its_screen(
    person: Person, size: Size, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on_screen(person, size, monkeypatch)
    least = person.window.minimumSize()
    assert least.width() < size[0]
    assert least.height() <= size[1] - 40, "the window's title has no room"
    put_on_screen(person, (1920, 1080), monkeypatch)
    assert person.window.minimumSize().width() >= 800


def reachable(person: Person, page: QWidget) -> None:
    """Fails where anything to be read or pressed is beyond what can be scrolled to."""
    scroll = person.window.centralWidget()
    assert isinstance(scroll, PageScroll)
    assert [*overlapping(page), *clipped(page)] == []
    for leaf in leaves(page):
        if isinstance(leaf, QAbstractButton | QAbstractSpinBox) and leaf.isEnabled():
            person.reach(leaf)
            whole = scroll.viewport().rect()
            top = leaf.mapTo(scroll.viewport(), leaf.rect().center())
            assert whole.contains(top), words_of(leaf)


@pytest.mark.parametrize("full_screen", swept([False, True], [False]))
@pytest.mark.parametrize("size", swept(SMALL_SCREENS, [(910, 512), (480, 800)]))
def test_nothing_is_out_of_reach_on_a_small_screen(
    person: Person, size: Size, full_screen: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on_screen(person, size, monkeypatch)
    room = size if full_screen else (size[0] - 16, size[1] - 48)
    resize(person, room)
    reachable(person, person.window.home)
    person.start("hold")
    person.go_to("hold", "spinal-twist")
    resize(person, room)
    reachable(person, person.window.session)
    person.control.end()
    settle()
    reachable(person, person.window.done)


def test_a_page_scrolls_only_where_the_window_is_too_small_for_it(person: Person) -> None:
    scroll = person.window.centralWidget()
    assert isinstance(scroll, PageScroll)
    for size in SIZES:
        resize(person, size)
        assert not scroll.is_scrolling, size
    person.window.setMinimumSize(1, 1)
    resize(person, (300, 200))
    assert scroll.is_scrolling


@pytest.mark.parametrize("open_it", ["keys", "about"])
@sizes
def test_sheets_have_room_for_everything(person: Person, size: Size, open_it: str) -> None:
    resize(person, size)
    if open_it == "keys":
        person.key(Qt.Key.Key_F1)
    else:
        person.row("childs-pose").about.trigger()
    sheet: Callable[[], QWidget] = {
        "keys": lambda: person.window.overlays.keys,
        "about": lambda: person.window.overlays.about,
    }[open_it]
    settle()
    assert faults(sheet()) == []


@pytest.mark.usefixtures("alone")
def test_the_window_cannot_be_made_too_small_for_a_session(session: Person) -> None:
    session.window.resize(100, 100)
    QApplication.processEvents()
    assert session.window.width() <= 900
    assert session.window.height() <= 600
    assert faults(session.window.session) == []
    session.control.end()
    resize(session, (session.window.width(), session.window.height()))
    assert faults(session.window.done) == []
    session.click(session.window.done.home)
    resize(session, (session.window.width(), session.window.height()))
    assert faults(session.window.home) == []


@sweep
def test_a_window_that_was_there_before_its_pages_has_the_same_margins(
    qapp: QApplication, tmp_path: Path
) -> None:
    window = MainWindow()
    # The size that it will be restored to, so that nothing is resized when the pages come.
    window.resize(820, 720)
    window.show()
    assert QTest.qWaitForWindowExposed(window)
    person = Person(tmp_path, window=window).open()
    for _ in range(3):
        qapp.processEvents()
    assert person.window.home.card.geometry().left() >= 24
    person.close()


def test_home_never_has_two_bars_to_scroll_by(make: Open) -> None:
    person = make(routine="strength")
    resize(person, (900, 600))
    page, home = part_of(person.window, PageScroll), person.window.home
    assert not page.is_scrolling
    assert home.list.verticalScrollBar().maximum() > 0
    home.notices.add(" ".join(["The screen may turn off while you stretch."] * 4))
    resize(person, (900, 600))
    assert page.is_scrolling
    assert home.list.verticalScrollBar().maximum() == 0
    home.notices.clear()
    resize(person, (900, 600))
    assert not page.is_scrolling
    assert home.list.verticalScrollBar().maximum() > 0
