"""Every page of the real window, as a screen reader is told of it: names, roles and the focus."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import why_no_qt
from tests.desktop.bus import NoBusError
from tests.desktop.display import NoDisplayError, private_display
from tests.desktop.needs import need
from tests.profiles import asked_before
from tests.sweeps import sweep

try:
    from tests.desktop.screen_reader import ScreenReader, Thing, reading
except ModuleNotFoundError:
    HAS_JEEPNEY = False
else:
    HAS_JEEPNEY = True

CONTROLS = {"push button", "button menu", "check box", "spin box", "combo box", "slider"}


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    need(HAS_JEEPNEY, "jeepney is not installed")
    need(not why_no_qt(), f"Qt cannot be loaded: {why_no_qt()}")
    try:
        with private_display(1366, 768) as name:
            yield name
    except NoDisplayError as error:
        need(False, str(error))


Pages = dict[str, "list[Thing]"]


@pytest.fixture(scope="module")
def heard() -> dict[str, list[str]]:
    """What was announced on the way."""
    return {}


@pytest.fixture(scope="module")
def pages(
    display: str, heard: dict[str, list[str]], tmp_path_factory: pytest.TempPathFactory
) -> Pages:
    """What was told of each page on a walk through all of them, by buttons alone."""
    folder = tmp_path_factory.mktemp("reader")
    told: Pages = {}
    try:
        for name, way in (("known", walk), ("again", walk_to_the_sound_check)):
            with reading(display, asked_before(folder / name, output="off"), folder) as reader:
                way(reader, told, heard)
        with reading(display, folder / "new", folder) as reader:
            reader.press("Start")
            reader.wait_for("heading", "Do any of these apply to you?")
            told["safety"] = reader.things()
    except NoBusError as error:
        need(False, str(error))
    return told


@contextmanager
def in_a_session(display: str, folder: Path) -> Iterator[ScreenReader]:
    """A reader of a session that has just begun."""
    try:
        with reading(display, asked_before(folder / "known", output="off"), folder) as reader:
            reader.press("Start")
            reader.wait_for("push button", "Pause")
            yield reader
    except NoBusError as error:
        need(False, str(error))


def walk(reader: ScreenReader, told: Pages, heard: dict[str, list[str]]) -> None:
    def go(page: str, button: str, role: str, name: str) -> None:
        with reader.hearing() as said:
            reader.press(button)
            reader.wait_for(role, name)
        told[page], heard[page] = reader.things(), said

    told["home"] = reader.things()
    go("info", "Knee hug: how to do it, and when not to", "dialog", "Knee hug")
    reader.press("Close")
    go("keys", "Keys and help", "dialog", "Keys")
    reader.press("Close")
    go("session", "Start", "push button", "Pause")
    go("pause", "Pause", "push button", "Resume")
    go("question", "End the session", "dialog", "End the session?")
    go("done", "End the session", "push button", "Do it again")


def walk_to_the_sound_check(
    reader: ScreenReader, told: Pages, _heard: dict[str, list[str]]
) -> None:
    reader.press("Settings")
    reader.wait_for("heading", "Settings")
    told["settings"] = reader.things()
    reader.press("Try it from the mat")
    reader.wait_for("heading", "Can you hear me from the mat?")
    told["sound check"] = reader.things()


FOCUS = {
    "home": "Start",
    "info": "Knee hug",
    "keys": "Keys",
    "session": "Session",
    "pause": "Session",
    "question": "Resume",
    "done": "Go to Today",
    "settings": "Done",
    "sound check": "Turn the sound on (M)",
    "safety": "Do any of these apply to you?",
}
"""What has the focus when a page comes."""
HEADING = {
    "home": "After your walk",
    "info": "How to do it",
    "keys": "Keys",
    "session": "Knee hug",
    "pause": "Knee hug",
    "question": "End the session?",
    "done": "Ended early.",
    "settings": "Sound",
    "sound check": "Can you hear me from the mat?",
    "safety": "Do any of these apply to you?",
}
each_page = pytest.mark.parametrize("page", FOCUS)


@each_page
def test_whatever_can_be_used_or_read_has_a_name(pages: Pages, page: str) -> None:
    told = pages[page]
    used = [thing for thing in told if thing.takes_focus or thing.role in CONTROLS]
    assert len(used) >= 2
    assert [str(thing) for thing in used if not thing.name.strip()] == []


@each_page
def test_the_focus_is_told_and_is_in_one_place(pages: Pages, page: str) -> None:
    # Qt tells of the chosen line of a list that it has the focus, wherever that is.
    told = [thing.name for thing in pages[page] if thing.has_focus and thing.role != "list item"]
    assert told == [FOCUS[page]]


@each_page
def test_every_page_has_its_headings_and_no_mark_is_read(pages: Pages, page: str) -> None:
    told = pages[page]
    assert HEADING[page] in [thing.name for thing in told if thing.role == "heading"]
    assert "•" not in [thing.name for thing in told]


@each_page
def test_a_box_to_choose_from_is_told_with_its_label(pages: Pages, page: str) -> None:
    boxes = [thing for thing in pages[page] if thing.role == "combo box"]
    assert [str(box) for box in boxes if len(box.labels) != 1] == []
    assert len(boxes) >= 2 or page != "settings"


@pytest.mark.parametrize("page", ["info", "keys", "question"])
def test_a_sheet_is_a_dialog_that_covers_the_page(pages: Pages, page: str) -> None:
    (dialog,) = [thing for thing in pages[page] if thing.role == "dialog"]
    assert dialog.is_modal
    assert dialog.name


def test_the_parts_of_a_session_are_what_they_are(pages: Pages) -> None:
    told = {(thing.role, thing.name) for thing in pages["session"]}
    assert {
        ("slider", "Position in the routine"),
        ("progress bar", "Time left in this part"),
        ("label", "6 minutes left"),
        ("heading", "Knee hug"),
        ("push button", "Pause"),
        ("slider", "Volume"),
    } <= told


def test_a_pause_and_the_end_are_announced(pages: Pages, heard: dict[str, list[str]]) -> None:
    assert pages
    assert heard["session"] == ["Get ready. Knee hug. 15 s"]
    assert heard["pause"] == ["Paused"]
    assert heard["done"] == [
        "Ended early. Rest for a moment. Then roll onto your side, and push up with your hands."
    ]


SPACE, N_PLACE = 65, 57
"""Keys as X11 counts them."""
IN_THE_HOLD = "Breathe out as your knees come in, then go on calmly in and out."


@sweep
def test_a_key_held_at_a_real_keyboard_acts_once(display: str, tmp_path: Path) -> None:
    with in_a_session(display, tmp_path) as reader:
        with reader.hearing() as heard:
            reader.key(SPACE, down=True)
            # The first repeat comes after 660 ms, then one every 40 ms.
            looked_since = time.monotonic()
            while time.monotonic() < looked_since + 2:
                reader.things()
            reader.key(SPACE, down=False)
            reader.wait_for("push button", "Resume")
        assert heard == ["Paused"]


@sweep
def test_a_letter_acts_at_its_place_on_a_real_russian_keyboard(
    display: str, tmp_path: Path
) -> None:
    need(bool(shutil.which("setxkbmap")), "setxkbmap is not installed")
    with in_a_session(display, tmp_path) as reader:
        subprocess.run(["setxkbmap", "-display", display, "ru"], check=True)
        try:
            with reader.hearing() as heard:
                for down in (True, False):
                    reader.key(N_PLACE, down=down)
                reader.wait_for("label", IN_THE_HOLD)
        finally:
            subprocess.run(["setxkbmap", "-display", display, "us"], check=True)
        assert heard == ["Hold. Knee hug. 25 s"]
