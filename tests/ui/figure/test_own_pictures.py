"""A picture of the person's own is seen wherever the figure would be."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from stretchtimer.engine.session import Status
from stretchtimer.ui.figure import later_stills, own_picture
from stretchtimer.ui.figure.colours import figure_colours
from stretchtimer.ui.figure.later_stills import Wanted
from stretchtimer.ui.figure.own_picture import PAPER, drawn_picture
from stretchtimer.ui.figure.own_picture_view import OwnPictureView
from tests.pictures import RED, png, put, svg, with_picture
from tests.sweeps import swept_rows
from tests.ui.conftest import Open
from tests.ui.driving import part_of, settle, texts
from tests.ui.figure.decoding import comes, decode, is_red, red_png, red_share
from tests.ui.looks import picture
from tests.ui.own_routines import write_routine

TOLD = 'sides = "both"\nposition = "Lean {left|right}."\n'
FIGURE = '\n[[stretches]]\nid = "hug"\nname = "Hug"\nhold_s = 20\npose = "knee_hug"\n'

SIZE = QSize(120, 100)


@pytest.fixture
def file(profile: Path) -> Path:
    """A routine with a red picture, and then the figure."""
    path = write_routine(profile, "mine", with_picture("knee.png", TOLD) + FIGURE)
    put(path, "knee.png", red_png())
    return path


def test_the_session_shows_the_picture_and_then_the_figure(make: Open, file: Path) -> None:
    person = make(routine="own:mine").start("hold")
    page = person.window.session
    place = page.stage.geometry()
    assert comes(page.stage)
    assert page.stage.picture is not None
    assert page.stage.picture.accessibleName() == "Lean, left"
    assert page.stage.picture.accessibleDescription() == "Lean left."
    assert not page.stage.is_moving
    person.go_to("hold", "hug")
    assert page.stage.picture.isHidden()
    assert page.stage.view.isVisible()
    assert page.stage.geometry() == place
    assert red_share(page.stage) == 0
    person.go_to("hold", "lean")
    assert comes(page.stage)


def test_in_the_view_across_the_room_it_is_turned_with_the_rest(make: Open, file: Path) -> None:
    person = make(routine="own:mine")
    person.app.preferences.change(room_mode=True, room_turn=90)
    page = person.start("hold").window.session
    assert page.stage.isVisible()
    assert comes(page.stage)


def test_home_and_how_to_do_it_show_the_picture(make: Open, file: Path) -> None:
    person = make(routine="own:mine", drawn=True)
    row = person.row("lean")
    assert comes(row, 0.03)
    row.about.trigger()
    sheet = person.window.overlays.about.sheet_shown
    assert sheet is not None
    assert sheet.picture.isVisible()
    assert sheet.figure.isHidden()
    assert comes(sheet.picture)


def test_it_is_decoded_on_no_thread_that_somebody_waits_for(
    make: Open, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []

    def noted(*wanted: object) -> QImage:
        threads.append(threading.current_thread())
        return drawn_picture(*wanted)  # type: ignore[arg-type]

    monkeypatch.setattr(own_picture, "drawn_picture", noted)
    assert comes(make(routine="own:mine").start("hold").window.session.stage)
    assert threads
    assert threading.main_thread() not in threads


@pytest.mark.parametrize(
    ("data", "words"),
    swept_rows(
        [
            (None, "does not exist"),
            (b"GIF89a", "is not the kind of picture"),
            (png()[:-9], "damaged or not complete"),
        ],
        [None],
    ),
    ids=["missing", "another kind", "cut short"],
)
def test_one_that_cannot_be_shown_says_so_in_its_place_and_the_session_goes_on(
    make: Open, file: Path, data: bytes | None, words: str
) -> None:
    path = put(file, "knee.png", data or b"")
    if data is None:
        path.unlink()
    person = make(routine="own:mine").start("hold")
    stage = person.window.session.stage
    assert stage.picture is not None
    view = stage.picture
    place = stage.geometry()
    picture(view)
    decode()
    assert words in view.fault
    assert view.accessibleDescription() == view.fault
    assert stage.geometry() == place
    assert person.stands_at(Status.RUNNING)
    assert "Lean" in texts(person.window.session)


def test_one_that_is_replaced_by_another_meanwhile_is_checked_again(make: Open, file: Path) -> None:
    person = make(routine="own:mine")
    put(file, "knee.png", b"now it is something else")
    view = part_of(person.start("hold").window.session.stage, OwnPictureView)
    picture(view)
    decode()
    assert "is not the kind of picture" in view.fault
    assert red_share(view) == 0


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.svg"])
def test_each_kind_is_drawn_on_light_paper(tmp_path: Path, name: str) -> None:
    path = tmp_path / "x.parts" / "pictures" / name
    path.parent.mkdir(parents=True)
    if name == "a.jpg":
        image = QImage(40, 30, QImage.Format.Format_RGB32)
        image.fill(QColor(*RED))
        assert image.save(str(path))
    else:
        path.write_bytes(png() if name == "a.png" else svg())
    seen = drawn_picture(f"{path}#1", SIZE)
    assert is_red(seen.pixelColor(seen.rect().center()))
    clear = tmp_path / "x.parts" / "pictures" / "clear.png"
    clear.write_bytes(png(colour=(0, 0, 0, 0)))
    middle = drawn_picture(f"{clear}#1", SIZE).pixelColor(60, 50)
    assert middle == QColor(PAPER)


def test_pictures_of_many_sizes_take_no_more_room_than_they_may(
    make: Open, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = make(routine="own:mine").start("hold")
    stills = person.app.pictures.stills
    monkeypatch.setattr(later_stills, "MOST_KEPT_BYTES", 1_000_000)
    shown = person.phase.stretch.picture
    colours = figure_colours(person.app.appearance)
    wanted = [Wanted(shown, None, QSize(300 + n, 300), colours) for n in range(9)]
    for each in wanted:
        stills.find(each)
        decode()
    there = [each for each in reversed(wanted) if stills.find(each)]
    assert wanted[-1] in there
    assert sum(4 * each.size.width() * each.size.height() for each in there) <= 1_000_000
    decode()


def test_the_picture_that_takes_long_keeps_no_figure_waiting(
    make: Open, file: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slow(*wanted: object) -> QImage:
        begun.set()
        may_end.wait()
        return drawn_picture(*wanted)  # type: ignore[arg-type]

    monkeypatch.setattr(own_picture, "drawn_picture", slow)
    person = make(routine="own:mine").start("hold")
    request.addfinalizer(may_end.set)
    picture(person.window.session.stage)
    assert begun.wait(20)
    figure = person.app.pictures.later()
    figure.resize(200, 150)
    figure.show_pose("knee_hug")
    picture(figure)
    for thread in threading.enumerate():
        if thread.name == "later stills":
            thread.join()
    settle()
    assert picture(figure).pixelColor(100, 75).alpha()
    figure.deleteLater()
    may_end.set()
    assert comes(person.window.session.stage)
