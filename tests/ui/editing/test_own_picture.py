"""A picture of one's own is taken in by the Editor, seen at once, undone, saved and passed on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from stretchtimer.services.editing import operations as ops
from stretchtimer.storage.routines.own_pictures import pictures_folder, read_picture
from stretchtimer.storage.routines.routine_file import read_routine
from stretchtimer.ui.editing.editor_page import EditorPage
from stretchtimer.ui.editing.form import value_at
from stretchtimer.ui.editing.pose_field import PoseField
from tests.pictures import put, svg
from tests.sweeps import sweep, swept, swept_rows
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle, shown
from tests.ui.editing.driving import CTRL, choose, field, new, work
from tests.ui.figure.decoding import comes, decode, red_png
from tests.ui.looks import picture
from tests.ui.places import clipped, misplaced, resize

PICTURE = ("stretches", 0, "picture")
SIZES = ((900, 600), (1366, 768), (1920, 1080), (1080, 1920))


def opened(person: Person) -> EditorPage:
    """A new routine, whose only stretch is shown."""
    page = new(person)
    choose(person, page, 0)
    return page


def value(page: EditorPage) -> object:
    return value_at(page.editing.document.data, PICTURE)


def picture_field(page: EditorPage) -> PoseField:
    found = field(page, "picture")
    assert isinstance(found, PoseField)
    return found


def take(person: Person, page: EditorPage, path: Path) -> None:
    """Asks for a picture, and chooses that one."""
    person.click(picture_field(page).control)
    (dialog,) = shown(page, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    work(person)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "My photo (1).PNG"
    path.write_bytes(red_png())
    return path


def test_a_picture_is_taken_in_and_shown_at_once_and_can_be_undone(
    alone: Open, photo: Path
) -> None:
    person = alone()
    page = opened(person)
    take(person, page, photo)
    assert value(page) == "My photo -1.png"
    assert not page.editing.faults
    assert page.bar.text == "The stretch shows “My photo -1.png” now."
    assert comes(page.figure.picture)
    assert comes(picture_field(page).picture)
    assert page.figure.view.isHidden()
    assert page.figure.none.isHidden()
    person.click(page.undo)
    assert value(page) is None
    assert page.figure.picture.isHidden()
    person.click(page.redo)
    person.click(picture_field(page).remove)
    assert value(page) is None


@sweep
def test_it_is_saved_and_then_that_of_the_routine(alone: Open, photo: Path) -> None:
    person = alone()
    page = opened(person)
    take(person, page, photo)
    person.key(Qt.Key.Key_S, CTRL, page)
    work(person)
    stretch = read_routine(page.editing.document.path).stretches[0]
    assert read_picture(stretch.picture)[1] == photo.read_bytes()


@sweep
def test_one_stretch_with_a_picture_can_be_tried(alone: Open, photo: Path) -> None:
    person = alone()
    page = opened(person)
    take(person, page, photo)
    person.click(page.trial)
    work(person)
    assert comes(person.window.session.stage)


@sweep
def test_the_sheet_of_poses_leads_to_a_picture(alone: Open, photo: Path) -> None:
    person = alone()
    page = opened(person)
    person.click(field(page, "pose").control)
    settle()
    person.click(person.window.routine_pages.editor.poses.use_picture)
    (dialog,) = shown(page, QFileDialog)
    assert "*.svg" in dialog.nameFilters()[0]
    dialog.fileSelected.emit(str(photo))
    dialog.close()
    work(person)
    assert value(page) == "My photo -1.png"


@sweep
def test_another_one_of_the_same_name_lies_beside_it(alone: Open, photo: Path) -> None:
    person = alone()
    page = opened(person)
    put(page.editing.document.path, "my PHOTO -1.png", b"that of somebody else")
    take(person, page, photo)
    assert value(page) == "My photo -1 2.png"
    take(person, page, photo)
    assert value(page) == "My photo -1 2.png"
    folder = pictures_folder(page.editing.document.path)
    assert (folder / "my PHOTO -1.png").read_bytes() == b"that of somebody else"
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize(
    ("name", "data", "words"),
    swept_rows(
        [
            ("a.gif", b"GIF89a", "is not the kind of picture its name says; allowed are PNG"),
            ("a.svg", svg("<script/>"), "contains “script”"),
            ("a.png", b"", "is not the kind of picture"),
            ("a.png", None, "cannot be used as a picture: it does not exist"),
        ],
        ["a.svg"],
    ),
    ids=["another kind", "script", "empty", "missing"],
)
def test_what_cannot_be_shown_is_refused_in_one_sentence(
    alone: Open, tmp_path: Path, name: str, data: bytes | None, words: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    person = alone()
    page = opened(person)
    before = page.editing.document.data
    take(person, page, tmp_path / name)
    assert words in page.bar.text
    assert page.bar.text.endswith("Nothing has been changed.")
    assert page.editing.document.data is before
    assert not pictures_folder(page.editing.document.path).exists()


def test_a_picture_dropped_on_the_form_is_that_of_the_stretch(alone: Open, photo: Path) -> None:
    person = alone()
    page = opened(person)
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    for path, is_taken in ((photo, True), (photo.with_suffix(".toml"), False)):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        entering = QDropEvent(QPointF(9, 9), copy, data, left, none)
        page.stretch.dragEnterEvent(entering)
        assert entering.isAccepted() is is_taken
        page.stretch.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, none))
    work(person)
    assert value(page) == "My photo -1.png"


@sweep
def test_one_that_is_missing_is_told_in_the_figures_place(alone: Open) -> None:
    page = opened(alone())
    page.edit(partial(ops.choose, place=PICTURE, value="gone.png"), PICTURE)
    picture(page.figure.picture)
    decode()
    told = "The picture “gone.png” cannot be shown: it does not exist."
    assert page.figure.picture.fault == told
    assert page.figure.picture.accessibleDescription() == told


@pytest.mark.parametrize("percent", swept([100, 150], [150]))
def test_all_of_it_has_room(alone: Open, photo: Path, percent: int) -> None:
    person = alone()
    person.app.preferences.change(text_percent=percent)
    page = opened(person)
    take(person, page, photo)
    for size in SIZES:
        resize(person, size)
        assert misplaced(page) + clipped(page) == [], size
