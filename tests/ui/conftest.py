"""Opens the program for a test, without a screen, and looks afterwards whether all is gone."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from shutil import disk_usage
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from stretchtimer.figure.scene import Drawing, drawing_of
from stretchtimer.services.audio import clip_library, wav
from stretchtimer.storage.assets import asset_folder
from stretchtimer.storage.routines import library, poses, routine_file, script_file
from stretchtimer.ui.figure import view
from stretchtimer.ui.figure.outlines import outlines_at_once, outlines_of, sketch_of
from tests.ui.driving import Person, settle
from tests.ui.resident import Resident

Open = Callable[..., Person]

_POSES_KEPT = 256
_IN_MEMORY = Path("/dev/shm")
_ENOUGH_BYTES = 256 << 20

_NO_SCREEN = ("This plugin does not support",)
"""What Qt says because there is no screen."""


@pytest.fixture(scope="session", autouse=True)
def _each_pose_drawn_once() -> Iterator[None]:
    """Keeps what was drawn of the latest poses, which most tests show again."""

    def once(make: Callable[[Drawing], Any]) -> Callable[[Drawing], Any]:
        # A drawing is known by which one it is: it has no hash, and is kept beside what is made.
        kept: dict[int, tuple[Drawing, Any]] = {}

        def made(drawing: Drawing) -> Any:
            if len(kept) > _POSES_KEPT:
                kept.clear()
            if id(drawing) not in kept:
                kept[id(drawing)] = drawing, make(drawing)
            return kept[id(drawing)][1]

        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(view, "drawing_of", lru_cache(maxsize=_POSES_KEPT)(drawing_of))
        patch.setattr(view, "sketch_of", once(sketch_of))
        patch.setattr(view, "outlines_at_once", once(outlines_at_once))
        yield


@pytest.fixture(scope="session", autouse=True)
def _each_file_read_once() -> Iterator[None]:
    """Keeps the routines and scripts of the program itself, which nearly every window reads."""
    own = str(asset_folder("routines").parent) + os.sep

    def once(read: Callable[..., Any]) -> Callable[..., Any]:
        kept = lru_cache(maxsize=None)(read)

        def reading(path: Path, *more: Any) -> Any:
            return (kept if str(path).startswith(own) else read)(path, *more)

        return reading

    look = clip_library.bundled_clips
    clips_of = lru_cache(maxsize=None)(lambda _voices: look().files)

    def bundled_clips() -> clip_library.ClipLibrary:
        voices = asset_folder("voice")
        return clip_library.ClipLibrary(clips_of(voices), voices)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(poses, "Poses", once(poses.Poses))
        patch.setattr(library, "read_routine", once(routine_file.read_routine))
        patch.setattr(script_file, "read_script", once(script_file.read_script))
        patch.setattr(wav, "length_ms", once(wav.length_ms))
        patch.setattr(clip_library, "bundled_clips", bundled_clips)
        yield


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """The figure moves, but is always drawn as it was first, for tests of nothing but its poses."""

    def once(make: Callable[[Any], Any]) -> Callable[[Any], Any]:
        made: list[Any] = []

        def first(of: Any) -> Any:
            if not made:
                made.append(make(of))
            return made[0]

        return first

    monkeypatch.setattr(view, "drawing_of", once(drawing_of))
    monkeypatch.setattr(view, "sketch_of", once(sketch_of))
    monkeypatch.setattr(view, "outlines_of", once(outlines_of))


@pytest.fixture(scope="session")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that is kept in memory, where there is one: a log waits for a disk at each step."""
    if not os.access(_IN_MEMORY, os.W_OK) or disk_usage(_IN_MEMORY).free < _ENOUGH_BYTES:
        yield tmp_path_factory.mktemp("profiles")
        return
    with TemporaryDirectory(prefix="stretchtimer-", dir=_IN_MEMORY) as folder:
        yield Path(folder)


@pytest.fixture
def profile(memory: Path) -> Iterator[Path]:
    with TemporaryDirectory(dir=memory) as folder:
        yield Path(folder) / "profile"


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[BaseException | str]]:
    """What is raised in a slot, or complained of by Qt: a test that expects any takes it out."""
    found: list[BaseException | str] = []

    def raised(_k: type[BaseException], error: BaseException, _t: TracebackType | None) -> None:
        found.append(error)

    def complained(_kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
        if not words.startswith(_NO_SCREEN):
            found.append(words)

    monkeypatch.setattr(sys, "excepthook", raised)
    before = qInstallMessageHandler(complained)
    yield found
    qInstallMessageHandler(before)
    assert found == []


@pytest.fixture(scope="module")
def resident(qapp: QApplication, memory: Path) -> Iterator[Resident]:
    """Whoever is in front of the same window in the tests of a file."""
    resident = Resident(memory)
    yield resident
    resident.leave()


@pytest.fixture
def make(
    qapp: QApplication, profile: Path, faults: list[BaseException | str], resident: Resident
) -> Iterator[Open]:
    """Opens the program, as often as wanted, on the same profile; each is closed in the end."""
    present: list[Person] = []

    def make(
        *,
        where: Path = profile,
        routine: str | None = None,
        drawn: bool = False,
        first_time: bool = False,
        has_voice: bool = False,
    ) -> Person:
        person = Person(where, routine=routine, first_time=first_time, has_voice=has_voice)
        present.append(person)
        return person.open(drawn)

    resident.leave()
    direction = qapp.layoutDirection()
    # Tests of single widgets leave them to Python, which is in no hurry.
    for widget in qapp.topLevelWidgets():
        widget.deleteLater()
    settle()
    yield make
    qapp.setLayoutDirection(direction)
    try:
        for person in present:
            if hasattr(person, "window"):
                person.close()
    finally:
        left = qapp.topLevelWidgets()
        for widget in left:
            widget.deleteLater()
        settle()
    assert left == []


@pytest.fixture
def alone(make: Open) -> Open:
    """For a test whose window is opened for it alone: what it does there cannot be put back."""
    return make


@pytest.fixture
def person(
    request: pytest.FixtureRequest,
    resident: Resident,
    faults: list[BaseException | str],
) -> Person:
    """Somebody in front of the program that was opened for the first time.

    It is opened once for the tests of a file, but for those that have it keep or draw
    something else: they ask for ``make``, ``profile`` or ``undrawn``.
    """
    if {"make", "profile", "undrawn"}.intersection(request.fixturenames):
        make: Open = request.getfixturevalue("make")
        return make()
    return resident.at_the_window()


@pytest.fixture
def session(person: Person) -> Person:
    """The same, in the first hold of a session that has just begun."""
    return person.start("hold")
