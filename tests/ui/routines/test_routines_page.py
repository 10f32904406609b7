"""The Routines page: cards of all there is; one opened, chosen, copied, deleted, put back."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDesktopServices, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from stretchtimer.services.person import profile as profiles
from stretchtimer.services.person.choices import ThemeChoice
from stretchtimer.services.routines.cards import CardState
from stretchtimer.services.routines.desk import Sorting
from stretchtimer.storage.assets import asset_folder
from stretchtimer.storage.own_routines.archive import WholeRoutine, packed
from stretchtimer.ui.figure.pictures import LaterPicture
from stretchtimer.ui.routines.routine_tile import RoutineTile
from stretchtimer.ui.routines.routines_page import RoutinesPage
from stretchtimer.ui.widgets.places import RECORD, ROUTINES, TODAY
from tests.pictures import with_picture
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle, shown, texts
from tests.ui.figure.decoding import comes, red_png
from tests.ui.own_routines import long_routine, short_routine, write_routine
from tests.ui.places import faults, resize
from tests.weeks import LAST_DAY, session

CTRL = Qt.KeyboardModifier.ControlModifier
SIZES = ((900, 600), (1366, 768), (1920, 1080))
BROKEN = 'format = 1\nname = "Broken"\n\n[[stretches]]\nid = "one"\nname = "One"\nhold_s = 99999\n'
COUNTED = """
format = 2
name = "Lifts"

[[stretches]]
id = "bridge"
name = "Bridge"
times = 6
sets = 2
movements = [
  { pose = "bridge", name = "Up", duration_s = 3 },
  { pose = "feet_flat", name = "Down", duration_s = 3 },
]
"""


def page_of(person: Person) -> RoutinesPage:
    person.key(Qt.Key.Key_2, CTRL, person.window)
    work(person)
    return person.window.routines


def work(person: Person) -> None:
    """Lets what reads and writes files do all that there is to do now."""
    for _ in range(4):
        for writer in reversed(person.machine.writers):
            writer.do_due()
        settle()


def later(person: Person) -> None:
    """Lets so much time pass that the folders are looked at again."""
    person.go_on(60_000)
    work(person)


def names(page: RoutinesPage) -> list[str]:
    return [card.name for card in page.grid.cards]


def tile(page: RoutinesPage, name: str) -> RoutineTile:
    return next(one for one in page.grid.tiles() if one.card and one.card.name == name)


def open_one(person: Person, page: RoutinesPage, name: str) -> None:
    person.click(tile(page, name))
    work(person)


def name_of(widget: RoutineTile) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


@pytest.fixture(autouse=True)
def one_bundled(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first routine alone comes with the program, so that the person's own are most of all."""
    folder = tmp_path_factory.mktemp("bundled")
    shutil.copy(asset_folder("routines") / "post-walk.toml", folder)
    monkeypatch.setattr(
        profiles, "asset_folder", lambda kind: folder if kind == "routines" else asset_folder(kind)
    )


@pytest.fixture
def owner(make: Open, profile: Path) -> Person:
    """Somebody with two routines of their own and a broken file."""
    write_routine(profile, "evening", short_routine("Evening", 30))
    write_routine(profile, "twist", short_routine("Twist only", 60, "twist"))
    write_routine(profile, "broken", BROKEN)
    person = make()
    page_of(person)
    return person


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


def test_the_present_routine_is_told_by_word_and_to_the_ear(owner: Person) -> None:
    page = owner.window.routines
    marked = [one for one in page.grid.tiles() if not one.mark.isHidden()]
    assert [one.card.name for one in marked if one.card] == ["After your walk"]
    assert "✓ Today's routine" in texts(marked[0])
    assert name_of(marked[0]).startswith("After your walk, today's routine, 5 stretches")


def test_one_that_is_used_becomes_the_routine_of_today_and_stays_so(
    owner: Person, make: Open
) -> None:
    page = owner.window.routines
    open_one(owner, page, "Evening")
    owner.click(page.view.use)
    assert owner.window.pages.currentWidget() is owner.window.home
    assert owner.window.routine_id == "own:evening"
    page_of(owner)
    assert not tile(page, "Evening").mark.isHidden()
    open_one(owner, page, "Evening")
    assert page.view.use.text() == "Go to Today"
    owner.write_down()
    owner.close()
    assert make().window.routine_id == "own:evening"


def test_each_routine_keeps_its_own_changes(owner: Person) -> None:
    page = owner.window.routines
    open_one(owner, page, "Evening")
    owner.click(page.view.use)
    owner.click(owner.row("one").stepper.longer)
    longer = owner.personal.plan().total_ms
    page_of(owner)
    open_one(owner, page, "Twist only")
    owner.click(page.view.use)
    page_of(owner)
    open_one(owner, page, "Evening")
    owner.click(page.view.use)
    assert owner.personal.plan().total_ms == longer


def test_going_to_today_leaves_the_changes_alone(owner: Person) -> None:
    page = owner.window.routines
    before = owner.personal
    open_one(owner, page, "After your walk")
    owner.click(page.view.use)
    assert owner.personal is before
    assert owner.window.pages.currentWidget() is owner.window.home


def test_an_opened_card_shows_stretches_doses_and_care(owner: Person) -> None:
    page = owner.window.routines
    open_one(owner, page, "After your walk")
    said = texts(page.view)
    assert "Cat-cow" in said
    assert "30 s · each side, left first" in said
    assert any("hip replacement" in words for words in said)
    assert [button.text() for button in (page.view.use, page.view.copy)] == [
        "Go to Today",
        "Make my own of it",
    ]
    assert not page.view.delete.isVisible()


def test_what_is_counted_is_told_in_times_and_sets(make: Open, profile: Path) -> None:
    write_routine(profile, "lifts", COUNTED)
    person = make()
    page = page_of(person)
    open_one(person, page, "Lifts")
    assert "6 times · Up 3 s + Down 3 s · 2 sets" in texts(page.view)


def test_care_leads_to_the_learn_page_and_back_to_the_same_routine(owner: Person) -> None:
    page = owner.window.routines
    open_one(owner, page, "After your walk")
    owner.click(page.view.sheet.learn)  # type: ignore[union-attr]
    assert owner.window.pages.currentWidget() is owner.window.reading.page
    owner.key(Qt.Key.Key_Escape)
    assert owner.window.pages.currentWidget() is page
    assert page.is_showing_one
    owner.click(page.view.sheet.safety)  # type: ignore[union-attr]
    assert owner.window.overlays.safety.isVisible()


def test_the_page_of_a_routine_is_scrolled_by_keys_wherever_the_focus_is(owner: Person) -> None:
    page = owner.window.routines
    resize(owner, (900, 600))
    open_one(owner, page, "After your walk")
    settle()
    bar = page.view.area.verticalScrollBar()
    assert page.view.use.hasFocus()
    owner.key(Qt.Key.Key_PageDown)
    assert bar.value() == min(bar.pageStep(), bar.maximum()) > 0
    owner.key(Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_escape_leads_back_to_the_card(owner: Person) -> None:
    page = owner.window.routines
    open_one(owner, page, "Evening")
    owner.key(Qt.Key.Key_Escape)
    assert not page.is_showing_one
    assert tile(page, "Evening").hasFocus()


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


def test_an_opened_routine_follows_its_file(owner: Person, profile: Path) -> None:
    page = owner.window.routines
    open_one(owner, page, "Evening")
    write_routine(profile, "evening", short_routine("Night", 300))
    later(owner)
    assert "Night" in texts(page.view)
    (profile / "data" / "routines" / "evening.toml").unlink()
    later(owner)
    assert not page.is_showing_one


def test_a_copy_is_made_under_a_name_edited_and_shown(owner: Person) -> None:
    page = owner.window.routines
    open_one(owner, page, "After your walk")
    owner.click(page.view.copy)
    assert page.copying.field.text() == "After your walk, my copy"
    owner.write(page.copying.field, "Mine", Qt.Key.Key_Return)
    work(owner)
    editor = owner.window.routine_pages.editor.page
    assert editor.isVisible()
    assert editor.whole.name.line.text() == "Mine"
    owner.click(editor.back)
    later(owner)
    assert page.view.card is not None
    assert (page.view.card.name, page.view.card.is_bundled) == ("Mine", False)
    assert page.view.delete.isVisible()


def test_what_is_deleted_can_be_put_back(owner: Person, profile: Path) -> None:
    page = owner.window.routines
    path = profile / "data" / "routines" / "evening.toml"
    before = path.read_bytes()
    open_one(owner, page, "Evening")
    owner.click(page.view.delete)
    work(owner)
    later(owner)
    assert not path.exists()
    assert "Evening" not in names(page)
    assert page.undo_bar.text == "Deleted: Evening."
    assert page.undo_bar.undo.hasFocus()
    owner.click(page.undo_bar.undo)
    work(owner)
    later(owner)
    assert path.read_bytes() == before
    assert page.view.card is not None
    assert page.view.card.name == "Evening"


def test_where_todays_is_deleted_home_shows_the_usual_one_until_it_is_back(owner: Person) -> None:
    page = owner.window.routines
    open_one(owner, page, "Evening")
    owner.click(page.view.use)
    page_of(owner)
    open_one(owner, page, "Evening")
    owner.click(page.view.delete)
    work(owner)
    assert owner.window.routine_id == "post-walk"
    assert owner.window.pages.currentWidget() is page
    owner.click(page.undo_bar.undo)
    work(owner)
    assert owner.window.routine_id == "own:evening"


def test_one_is_exported_to_a_file_of_its_own_and_never_over_another(
    owner: Person, tmp_path: Path
) -> None:
    page = owner.window.routines
    target = tmp_path / "sent.toml"
    for words in (f"Written: {target}", "already exists"):
        open_one(owner, page, "Evening")
        owner.click(page.view.export)
        work(owner)
        (dialog,) = shown(page, QFileDialog)
        assert dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
        assert dialog.selectedFiles()[0].endswith("evening.toml")
        dialog.fileSelected.emit(str(target))
        dialog.reject()
        work(owner)
        assert words in page.undo_bar.text
        owner.key(Qt.Key.Key_Escape, widget=page.view)
    assert "Evening" in target.read_text(encoding="utf-8")


def dragged(data: QMimeData) -> QDropEvent:
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(50, 50), copy, data, left, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    return event


def drop(person: Person, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    person.window.dropEvent(dragged(data))
    work(person)


def test_a_file_that_is_dropped_is_shown_before_it_is_kept(
    person: Person, tmp_path: Path, profile: Path
) -> None:
    path = tmp_path / "from-a-friend.toml"
    path.write_text(short_routine("From a friend"), encoding="utf-8")
    drop(person, path)
    page = person.window.routines
    assert person.window.pages.currentWidget() is page
    assert any("not among yours yet" in words for words in texts(page.view))
    assert not list((profile / "data").glob("routines/*.toml"))
    person.click(page.view.keep)
    work(person)
    later(person)
    assert [one.name for one in (profile / "data" / "routines").iterdir()] != []
    assert page.view.card is not None
    assert page.view.card.name == "From a friend"


def test_one_of_the_same_name_is_kept_beside_the_other_under_a_new_name(
    owner: Person, tmp_path: Path
) -> None:
    path = tmp_path / "evening.toml"
    path.write_text(short_routine("Evening", 40), encoding="utf-8")
    drop(owner, path)
    page = owner.window.routines
    assert page.view.name.isVisible()
    assert page.view.name.text() == "Evening (2)"
    owner.write(page.view.name, "", None)
    QTest.keyClick(page.view.name, Qt.Key.Key_Backspace)
    assert not page.view.keep.isEnabled()
    owner.write(page.view.name, "Evening, hers")
    owner.click(page.view.keep)
    work(owner)
    later(owner)
    assert {"Evening", "Evening, hers"} <= set(names(page))


def test_what_is_here_already_is_not_kept_twice(owner: Person, profile: Path) -> None:
    copy = profile / "evening.toml"
    copy.write_bytes((profile / "data" / "routines" / "evening.toml").read_bytes())
    drop(owner, copy)
    page = owner.window.routines
    assert not page.view.keep.isVisible()
    owner.click(page.view.show_present)
    work(owner)
    assert page.view.card is not None
    assert page.view.card.key == "own:evening"


def test_a_file_that_is_no_routine_is_refused_in_a_sentence(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "photo.toml"
    path.write_bytes(b"\x89PNG")
    drop(person, path)
    page = person.window.routines
    assert "photo.toml" in page.undo_bar.text
    assert not page.is_showing_one


def test_open_a_file_asks_which(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "one.toml"
    path.write_text(short_routine("Opened"), encoding="utf-8")
    page = page_of(person)
    person.click(page.open_file)
    (dialog,) = shown(page, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    work(person)
    assert "Opened" in texts(page.view)
    person.click(page.view.let_be)
    assert not page.is_showing_one


def is_welcome(person: Person, url: str) -> bool:
    data = QMimeData()
    data.setUrls([QUrl(url)])
    event = dragged(data)
    person.window.dragEnterEvent(event)
    return event.isAccepted()


def test_only_a_file_of_this_computer_can_be_dropped_and_none_in_a_session(person: Person) -> None:
    assert is_welcome(person, "file:///tmp/one.toml")
    assert not is_welcome(person, "https://example.org/one.toml")
    person.start("hold")
    assert not is_welcome(person, "file:///tmp/one.toml")


def test_ones_own_can_be_edited_and_a_bundled_one_only_copied(owner: Person) -> None:
    page = owner.window.routines
    asked: list[str] = []
    page.edit_asked.disconnect()
    page.edit_asked.connect(asked.append)
    owner.click(page.new)
    open_one(owner, page, "Evening")
    owner.click(page.view.edit)
    assert asked == ["", "own:evening"]
    owner.click(page.view.back)
    open_one(owner, page, "After your walk")
    assert not page.view.edit.isVisible()


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


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.CONTRAST])
@pytest.mark.parametrize("percent", [100, 150, 200])
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


def test_headings_are_headings(owner: Person) -> None:
    page = owner.window.routines
    open_one(owner, page, "After your walk")
    found = [
        one.text()
        for one in shown(page.view, QLabel)
        if QAccessible.queryAccessibleInterface(one).role() is QAccessible.Role.Heading
    ]
    assert found[:3] == ["After your walk", "Stretches", "When to take care"]


def test_an_import_shows_the_pictures_that_it_would_bring(person: Person, tmp_path: Path) -> None:
    whole = WholeRoutine(with_picture("knee.png").encode(), pictures={"knee.png": red_png()})
    path = tmp_path / "from-a-friend.stretch"
    path.write_bytes(packed(whole))
    drop(person, path)
    page = person.window.routines
    assert "It brings 1 picture." in texts(page.view)
    (step,) = shown(page.view, LaterPicture)
    assert comes(step)
    path.write_bytes(packed(WholeRoutine(with_picture("gone.png").encode())))
    drop(person, path)
    assert "1 picture did not come with it. Words are shown instead." in texts(page.view)
