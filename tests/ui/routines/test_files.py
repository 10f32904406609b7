"""Routines as files: exported, dropped on the window, opened, kept or refused."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from stretchtimer.storage.own_routines.archive import WholeRoutine, packed
from stretchtimer.ui.figure.pictures import LaterPicture
from tests.pictures import with_picture
from tests.ui.driving import Person, shown, texts
from tests.ui.editing.driving import work
from tests.ui.figure.decoding import comes, red_png
from tests.ui.own_routines import short_routine
from tests.ui.routines.driving import later, names, open_one, page_of


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
