"""The cards of all routines there are: found, sorted, gone through by keys, never out of date."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stretchtimer.services.person.choices import ThemeChoice
from stretchtimer.services.routines.cards import CardState, Sorting
from stretchtimer.ui.routines.routine_tile import RoutineTile
from stretchtimer.ui.widgets.places import RECORD, ROUTINES, TODAY
from tests.sweeps import sweep, swept
from tests.ui.conftest import Open
from tests.ui.driving import Person, texts
from tests.ui.editing.driving import work
from tests.ui.own_routines import long_routine, short_routine, write_routine
from tests.ui.places import faults, resize
from tests.ui.routines.driving import BROKEN, CTRL, later, name_of, names, open_one, page_of, tile
from tests.weeks import LAST_DAY, session

SIZES = ((900, 600), (1366, 768), (1920, 1080))


def test_three_places_are_gone_to_by_keys(person: Person) -> None:
    window = person.window
    keys = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)
    for number, key in enumerate(keys):
        person.key(key, CTRL, window)
        page = (lambda: window.home, lambda: window.routines, lambda: window.record)[number]()
        assert window.pages.currentWidget() is page
        assert list(page.places.words) == [TODAY, ROUTINES, RECORD]
        assert [word.isChecked() for word in page.places.words.values()].index(True) == number


def test_every_routine_has_a_card_and_broken_ones_come_last(owner: Person) -> None:
    page = owner.window.routines
    assert names(page) == ["After your walk", "Evening", "Twist only", "broken"]
    assert "30 s" not in texts(tile(page, "Evening"))
    assert texts(tile(page, "Evening")) == ["Evening", "1 stretch · 51 s", "Floor", "Not done yet"]


def test_a_broken_file_says_why_and_shows_its_folder(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    page = owner.window.routines
    broken = tile(page, "broken")
    (why,) = (words for words in texts(broken) if "hold_s" in words)
    assert why.startswith("Line 7: ")
    owner.click(broken.folder)
    open_one(owner, page, "broken")
    assert any("hold_s" in words for words in texts(page.view))
    owner.click(page.view.folder)
    assert opened == [str(owner.profile / "data" / "routines")] * 2


@sweep
def test_the_present_routine_is_told_by_word_and_to_the_ear(owner: Person) -> None:
    page = owner.window.routines
    marked = [one for one in page.grid.tiles() if not one.mark.isHidden()]
    assert [one.card.name for one in marked if one.card] == ["After your walk"]
    assert "✓ Today's routine" in texts(marked[0])
    assert name_of(marked[0]).startswith("After your walk, today's routine, 5 stretches")


def test_arrows_go_from_card_to_card_and_enter_opens(owner: Person) -> None:
    page = owner.window.routines
    page.focus_cards()
    assert tile(page, "After your walk").hasFocus()
    owner.key(Qt.Key.Key_Right)
    assert tile(page, "Evening").hasFocus()
    owner.key(Qt.Key.Key_End)
    assert tile(page, "broken").hasFocus()
    owner.key(Qt.Key.Key_Home)
    owner.key(Qt.Key.Key_Right)
    owner.key(Qt.Key.Key_Return)
    work(owner)
    assert page.is_showing_one
    assert page.view.card is not None
    assert page.view.card.name == "Evening"


@sweep
def test_tab_comes_to_one_card_only(owner: Person) -> None:
    page = owner.window.routines
    page.open_file.setFocus()
    reached = set()
    for _ in range(12):
        owner.key(Qt.Key.Key_Tab)
        focus = owner.focused()
        if isinstance(focus, RoutineTile):
            reached.add(focus)
    assert len(reached) == 1


def test_when_it_was_last_done_is_told_and_sorted_by(owner: Person) -> None:
    history = owner.app.profile.history
    yesterday = LAST_DAY - timedelta(days=1)
    history.put(replace(session(1, yesterday), routine_id="own:twist"))
    history.put(replace(session(2, LAST_DAY), routine_id="own:evening"))
    owner.window.go_to(TODAY)
    page = page_of(owner)
    assert "Last done today" in texts(tile(page, "Evening"))
    assert "Last done yesterday" in texts(tile(page, "Twist only"))
    page.sorting.show_value(Sorting.LAST_DONE)
    page.sorting.activated.emit(page.sorting.currentIndex())
    assert names(page) == ["Evening", "Twist only", "After your walk", "broken"]


@sweep
def test_the_shortest_come_first_where_that_is_wanted(owner: Person) -> None:
    page = owner.window.routines
    page.sorting.show_value(Sorting.TOTAL)
    page.sorting.activated.emit(page.sorting.currentIndex())
    assert names(page) == ["Evening", "Twist only", "After your walk", "broken"]


def test_search_is_there_for_many_only_and_finds_by_words(make: Open, profile: Path) -> None:
    for number in range(9):
        write_routine(profile, f"r{number}", short_routine(f"Évening {number}"))
    person = make()
    page = page_of(person)
    assert page.search.isVisible()
    person.key(Qt.Key.Key_F, CTRL, page)
    assert page.search.hasFocus()
    QTest.keyClicks(page.search, "evening 7")
    assert names(page) == ["Évening 7"]
    QTest.keyClicks(page.search, "x")
    assert page.none_found.text() == "No routine has “evening 7x” in it."
    assert page.none_found.isVisible()
    person.key(Qt.Key.Key_Escape)
    assert len(names(page)) == 10


@sweep
def test_few_need_no_search(owner: Person) -> None:
    assert not owner.window.routines.search.isVisible()


def test_files_that_come_change_and_go_are_noticed(owner: Person, profile: Path) -> None:
    page = owner.window.routines
    write_routine(profile, "new", short_routine("New one"))
    write_routine(profile, "evening", short_routine("Night", 300))
    (profile / "data" / "routines" / "twist.toml").unlink()
    later(owner)
    assert names(page) == ["After your walk", "New one", "Night", "broken"]
    write_routine(profile, "broken", short_routine("Mended"))
    later(owner)
    assert names(page) == ["After your walk", "Mended", "New one", "Night"]


@sweep
def test_they_are_noticed_after_another_page_too(owner: Person, profile: Path) -> None:
    page = owner.window.routines
    owner.window.show_learn()
    write_routine(profile, "new", short_routine("New one"))
    later(owner)
    owner.key(Qt.Key.Key_Escape)
    later(owner)
    assert "New one" in names(page)
    write_routine(profile, "newer", short_routine("Newer one"))
    later(owner)
    assert "Newer one" in names(page)


@sweep
def test_of_thousands_only_those_in_sight_exist(make: Open, profile: Path) -> None:
    for number in range(300):
        write_routine(profile, f"r{number:03}", short_routine(f"Routine {number:03}"))
    person = make()
    page = page_of(person)
    for _ in range(40):
        later(person)
        if all(card.state is CardState.READY for card in page.grid.cards):
            break
    assert len(names(page)) == 301
    page.focus_cards()
    person.key(Qt.Key.Key_End)
    assert tile(page, "Routine 299").hasFocus()
    assert len(page.grid.tiles()) <= 18
    assert page.grid.cards[-1].state.value == "ready"


@sweep
def test_pictures_come_from_another_thread(make: Open, qapp: QApplication) -> None:
    person = make(drawn=True)
    page = page_of(person)
    picture = tile(page, "After your walk").picture
    picture.grab()
    for _ in range(400):
        QTest.qWait(5)
        if picture.grab().toImage().pixelColor(picture.rect().center()).alpha():
            break
    image = picture.grab().toImage()
    colours = {image.pixel(x, image.height() // 2) for x in range(0, image.width(), 3)}
    assert len(colours) > 5


@pytest.mark.parametrize(
    "theme", swept([ThemeChoice.LIGHT, ThemeChoice.CONTRAST], [ThemeChoice.LIGHT])
)
@pytest.mark.parametrize("percent", swept([100, 150, 200], [200]))
def test_all_has_room(make: Open, profile: Path, theme: ThemeChoice, percent: int) -> None:
    write_routine(profile, "twelve", long_routine())
    write_routine(profile, "broken", BROKEN)
    person = make()
    person.app.preferences.override(theme=theme, text_percent=percent)
    page = page_of(person)
    for size in SIZES:
        resize(person, size)
        person.key(Qt.Key.Key_Escape, widget=page.view)
        work(person)
        assert faults(page) == [], size
        for key in ("own:twelve", "own:broken"):
            page.show_one(key)
            work(person)
            assert faults(page) == [], (size, key)
