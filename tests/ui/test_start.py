"""What comes when the window begins: the empty window, the page, and what nobody sees."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.profiles import asked_before
from tests.sweeps import sweep
from tests.ui.own_routines import short_routine

WATCHED = """
import enum, gc, sys
from pathlib import Path

from stretchtimer.qt.quick_import import import_pyside

import_pyside()
from PySide6.QtWidgets import QApplication

from stretchtimer import app as program
from stretchtimer.services.session.start_request import StartRequest

def tell(when):
    made = [kind for kind in gc.get_objects() if isinstance(kind, enum.EnumMeta)]
    names_of_qt = any(kind.__qualname__ == "Qt.Key" for kind in made)
    style = any(kind.__qualname__ == "QStyle.StandardPixmap" for kind in made)
    every_kind = any(kind.__qualname__ == "QWizard.WizardPixmap" for kind in made)
    bus, sound = ("PySide6.QtDBus" in sys.modules), ("PySide6.QtMultimedia" in sys.modules)
    # What takes files in from outside: nothing at a start does.
    taking_in = any(name.startswith("stretchtimer.storage.own_routines") for name in sys.modules)
    print(when, names_of_qt, style, every_kind, bus, sound, taking_in, gc.isenabled())

def places(window, when):
    from stretchtimer.ui.figure.pictures import FigurePicture

    pictures = window.findChildren(FigurePicture)
    print(when, *(str(each.geometry().getRect()).replace(" ", "") for each in pictures))

class Watched(program.WindowRun):
    def first_window(self):
        window = super().first_window()
        window.painted.connect(lambda: tell("empty"))
        window.page_painted.connect(lambda: (tell("page"), places(window, "first")))
        return window

    def finish(self, app):
        tell("painted")
        # As whoever points at a row sees it.
        app.window.home.list.rows()[0].set_adjusting(True)
        tell("pointed")
        super().finish(app)
        print("rest", gc.isenabled())
        QApplication.sendPostedEvents()
        places(app.window, "last")
        print("icon", not QApplication.windowIcon().isNull())
        app.window.close()

program.WindowRun = Watched
program.run_window(StartRequest(Path(sys.argv[1])))
# Where there is no sound server, what plays without one brings its own.
print("ended", "_hashlib" in sys.modules and "playsound3" not in sys.modules)
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """For each stage of a real start: whether costly things were made by then."""
    profile = asked_before(tmp_path_factory.mktemp("start") / "profile")
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(profile)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    assert [line[0] for line in lines] == [
        "empty",
        "page",
        "first",
        "painted",
        "pointed",
        "rest",
        "last",
        "icon",
        "ended",
    ], done.stderr
    return {when: what for when, *what in lines}


@sweep
def test_the_empty_window_is_there_before_the_names_of_qt_are_made(
    told: dict[str, list[str]],
) -> None:
    assert told["empty"][0] == "False"


@sweep
def test_the_home_page_is_there_without_what_it_does_not_show(told: dict[str, list[str]]) -> None:
    for when in ("page", "painted", "pointed"):
        _, style, every_kind, bus, sound, taking_in, _ = told[when]
        assert (style, every_kind) == ("False", "False"), "kinds of Qt that nothing uses were made"
        assert (bus, sound, taking_in) == ("False", "False", "False")


def test_what_is_no_longer_used_is_looked_for_again_once_the_page_stands(
    told: dict[str, list[str]],
) -> None:
    assert told["page"][-1] == "False"
    assert told["rest"] == ["True"]


def test_the_window_has_the_icon_of_the_program(told: dict[str, list[str]]) -> None:
    assert told["icon"] == ["True"]


def test_openssl_is_never_loaded(told: dict[str, list[str]]) -> None:
    assert told["ended"] == ["False"], "4 MB for a digest that Python can make itself"


def test_the_page_is_first_painted_where_it_stays(told: dict[str, list[str]]) -> None:
    assert len(told["first"]) == 6
    assert told["first"] == told["last"]


OPENED = """
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from stretchtimer import app as program
from stretchtimer.services.session.start_request import StartRequest

class Watched(program.WindowRun):
    def finish(self, app):
        super().finish(app)

        def look():
            page = app.window.pages.currentWidget()
            words = " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())
            if "From a friend" in words:
                print(type(page).__name__)
                app.window.close()

        from PySide6.QtWidgets import QLabel
        self.timer = QTimer()
        self.timer.timeout.connect(look)
        self.timer.start(20)

program.WindowRun = Watched
program.run_window(StartRequest(Path(sys.argv[1]), file=Path(sys.argv[2])))
"""


def test_a_file_that_it_is_opened_with_is_shown_to_be_kept_or_not(tmp_path: Path) -> None:
    file = tmp_path / "from-a-friend.toml"
    file.write_text(short_routine("From a friend"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", OPENED, str(asked_before(tmp_path / "profile")), str(file)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "RoutinesPage\n"), done.stderr
