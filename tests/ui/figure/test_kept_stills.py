"""The stills of the figure are kept between starts, and drawn where they are not."""

from __future__ import annotations

import threading
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication

from stretchtimer.engine.notices import Notice
from stretchtimer.figure import scene
from stretchtimer.services.system.writer import GATHER_MS, Writer
from stretchtimer.storage.kept_pictures import KeptPictures
from stretchtimer.ui.figure.kept_stills import KeptStills
from stretchtimer.ui.figure.pictures import FigurePicture
from tests.fakes import FakeClock
from tests.sweeps import sweep
from tests.ui.conftest import Open
from tests.ui.driving import Person, shown


def begin(folder: Path, *keys: str) -> KeptStills:
    """A start with stills kept in that folder, in which those are drawn."""
    clock = FakeClock()
    told: list[Notice] = []
    writer = Writer(clock, told.append)
    stills = KeptStills(KeptPictures(folder / "stills", ()), writer)
    wait_for_the_reading()
    for key in keys:
        stills.keep(key, red())
    clock.advance(GATHER_MS)
    writer.do_due()
    assert told == []
    return stills


def red() -> QPixmap:
    pixmap = QPixmap(20, 10)
    pixmap.fill(Qt.GlobalColor.red)
    return pixmap


def wait_for_the_reading() -> None:
    for thread in threading.enumerate():
        if thread.name == "stills":
            thread.join()


def pictures(person: Person) -> list[QImage]:
    return [each.grab().toImage() for each in shown(person.window.home, FigurePicture)]


def test_the_next_start_shows_the_same_stills_without_drawing_them(
    make: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make(drawn=True)
    drawn = pictures(first)
    first.close()
    monkeypatch.setattr(scene, "drawing_of", None)
    second = make()
    wait_for_the_reading()
    second.app.pictures.draw()
    assert pictures(second) == drawn
    assert len(drawn) == 6


@sweep
def test_another_look_is_drawn(make: Open) -> None:
    first = make(drawn=True)
    light = pictures(first)
    first.close()
    second = make()
    wait_for_the_reading()
    second.app.preferences.override(theme="dark")
    second.app.pictures.draw()
    assert pictures(second) != light


def test_a_still_comes_back_as_it_was(qapp: QApplication, tmp_path: Path) -> None:
    begin(tmp_path, "knee_hug left", "twist left")
    stills = begin(tmp_path)
    found = stills.find("twist left")
    assert found
    assert found.toImage() == red().toImage().convertToFormat(found.toImage().format())
    assert stills.knows("knee_hug ")
    assert not stills.knows("knee ")
    assert stills.find("twist right") is None


def packed(pixels: bytes) -> bytes:
    """As many pixels as are there, told to be 20 by 10 of them."""
    return b"\x14\0\0\0\x0a\0\0\0" + zlib.compress(pixels)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"12345678",
        # As an earlier version kept them.
        b"\x14\0\0\0\x0a\0\0\0" + bytes(800),
        packed(bytes(799)),
        packed(bytes(801)),
        packed(bytes(800))[:-1],
        b"\xff" * 8 + zlib.compress(bytes(800)),
    ],
)
def test_what_is_no_still_is_not_shown(qapp: QApplication, tmp_path: Path, data: bytes) -> None:
    KeptPictures(tmp_path / "stills", ()).write({"twist left": data})
    assert begin(tmp_path).find("twist left") is None


def test_only_the_latest_stills_are_kept(qapp: QApplication, tmp_path: Path) -> None:
    begin(tmp_path, *(f"pose {number}" for number in range(60)))
    stills = begin(tmp_path)
    assert stills.find("pose 0") is None
    assert stills.find("pose 59")


def test_a_still_takes_much_less_room_than_its_pixels(qapp: QApplication, tmp_path: Path) -> None:
    stills = begin(tmp_path, *(f"pose {number}" for number in range(24)))
    assert stills.path.stat().st_size < 24 * 20 * 10 * 4 / 4
