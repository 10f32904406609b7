"""Everything in the Editor has its place, in every size of window and of text; what moves stops."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from stretchtimer.services.person.choices import MotionChoice
from stretchtimer.storage.assets import asset_folder
from stretchtimer.ui.editing.fields import Area
from stretchtimer.ui.window_size import PageScroll
from tests.sweeps import sweep, swept
from tests.ui.conftest import Open
from tests.ui.driving import Person, part_of, shown
from tests.ui.editing.driving import choose, edit, field, work, write
from tests.ui.looks import running
from tests.ui.own_routines import LONG_NAME, long_routine, write_routine
from tests.ui.places import faults, resize

SIZES = ((900, 600), (1366, 768), (1920, 1080), (1080, 1920))

pytestmark = pytest.mark.usefixtures("undrawn")


@pytest.fixture
def person(make: Open, profile: Path) -> Person:
    write_routine(profile, "long", long_routine())
    bundled = asset_folder("routines") / "post-walk.toml"
    write_routine(profile, "walk", bundled.read_text(encoding="utf-8"))
    return make()


@sweep
@pytest.mark.parametrize("percent", swept([100, 150], [150]))
def test_all_of_it_has_room(person: Person, percent: int) -> None:
    for key, numbers in (("own:long", (-1, 11)), ("own:walk", (-1, 1, 4))):
        person.app.preferences.change(text_percent=percent)
        resize(person, SIZES[0])
        page = edit(person, key)
        for size in SIZES:
            resize(person, size)
            for number in numbers:
                page.choose(number)
                resize(person, size)
                assert faults(page) == [], (key, size, number)


def test_with_the_largest_text_in_the_smallest_window_nothing_is_out_of_reach(
    person: Person,
) -> None:
    person.app.preferences.change(text_percent=200)
    resize(person, (820, 540))
    page = edit(person, "own:walk")
    for number in (-1, 1, 4):
        page.choose(number)
        resize(person, (820, 540))
        assert part_of(person.window, PageScroll).horizontalScrollBar().maximum() == 0
        assert faults(page) == [], number
        person.reach(page.save)


@sweep
@pytest.mark.parametrize(("size", "percent"), [((820, 540), 100), ((900, 600), 150)])
def test_in_a_small_window_the_list_comes_before_the_figure(
    person: Person, size: tuple[int, int], percent: int
) -> None:
    person.app.preferences.change(text_percent=percent)
    resize(person, size)
    page = edit(person, "own:walk")
    choose(person, page, 1)
    assert not page.figure.view.isVisible()
    assert page.figure.timeline.isVisible()
    rows = page.order.rows
    assert rows.viewport().height() >= 1.3 * rows.sizeHintForRow(1)
    assert faults(page) == []
    resize(person, (1366, 768))
    assert page.figure.view.isVisible() or percent > 100


def test_the_focus_is_in_sight_when_tab_goes_round(person: Person) -> None:
    resize(person, (900, 600))
    page = edit(person, "own:walk")
    choose(person, page, 1)
    bar = next(area for area in shown(page, QScrollArea)).verticalScrollBar()
    bar.setValue(bar.maximum())
    name = page.stretch.name.line
    assert name.visibleRegion().isEmpty()
    page.order.rows.setFocus()
    for _ in range(12):
        person.key(Qt.Key.Key_Tab)
        if name.hasFocus():
            break
    assert name.hasFocus()
    assert not name.visibleRegion().isEmpty()


@pytest.mark.parametrize("percent", [100, 150])
def test_no_line_that_is_written_is_cut_or_scrolled(person: Person, percent: int) -> None:
    person.app.preferences.change(text_percent=percent)
    resize(person, (900, 600))
    page = edit(person, "own:walk")
    choose(person, page, 1)
    areas = page.stretch.findChildren(Area)
    assert len({area.height() for area in areas}) > 1
    for area in areas:
        assert area.verticalScrollBar().maximum() == 0, area.accessibleName()
        assert area.viewport().height() % area.fontMetrics().lineSpacing() == 1
    before = areas[0].height()
    areas[0].setPlainText("\n".join("abcd"))
    assert areas[0].height() > before
    areas[0].setPlainText("\n".join("abcdefghijklmnop"))
    assert areas[0].verticalScrollBar().maximum() > 0


@sweep
def test_what_is_wrong_has_room(person: Person) -> None:
    page = edit(person, "own:walk")
    choose(person, page, 1)
    write(person, page, "99999", "hold_s")
    write(person, page, LONG_NAME * 2, "name")
    person.click(page.save)
    for size in SIZES:
        resize(person, size)
        assert field(page, "hold_s").fault.isVisible()
        assert faults(page) == [], size


@sweep
def test_the_catalogue_has_room_and_follows_the_window(person: Person) -> None:
    page = edit(person, "own:walk")
    person.click(page.order.add)
    work(person)
    catalogue = person.window.routine_pages.editor.stretches
    for size in SIZES:
        resize(person, size)
        assert catalogue.geometry() == page.rect()
        assert faults(catalogue) == [], size


def test_the_figure_moves_only_where_there_is_movement_and_somebody_sees_it(
    person: Person,
) -> None:
    page = edit(person, "own:walk")
    choose(person, page, 0)
    assert running(page.figure) == []
    choose(person, page, 4)
    assert page.figure.showing.poses == ("cow", "cat")
    assert running(page.figure) != []
    person.app.preferences.change(motion=MotionChoice.LESS)
    assert running(page.figure) == []
    person.app.preferences.change(motion=MotionChoice.FULL)
    assert running(page.figure) != []
    person.click(page.back)
    assert running(page.figure) == []


def test_a_click_on_the_timeline_chooses_the_stretch(person: Person) -> None:
    page = edit(person, "own:walk")
    line = page.figure.timeline
    for x, number in ((2, 0), (line.width() - 4, 4)):
        QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(x, line.height() // 2))
        assert page.chosen == number
        assert page.order.rows.chosen == number
        assert line.chosen == number
