"""One window for the tests of a file: put back between them, where that is enough.

To build the program anew for each of them takes most of the time of the whole suite.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from stretchtimer.qt.accessibility_hints import Hints
from stretchtimer.services.audio.audio_out import AudioStatus
from stretchtimer.services.person.profile import DEFAULT_ROUTINE
from stretchtimer.services.person.settings import Settings
from stretchtimer.ui.record.entry_form import EntryForm
from stretchtimer.ui.settings.settings_page import SettingsPage
from stretchtimer.ui.widgets.places import TODAY
from tests.ui.driving import Person, settle

ASKED_ONCE = ("safety_read", "safety_read_on", "hearing_checked", "screen_tried")
"""The settings that keep what is asked before the first session, and of the person never again."""

_USUAL = AudioStatus(working=True, output="Fake speakers")


class Resident:
    """Keeps the window of somebody who is in front of it for more than one test.

    Whoever opens another one has it closed first: two would paint with each other's colours.
    """

    def __init__(self, folder: Path) -> None:
        """Profiles are kept in ``folder``, one for each window."""
        self._folder = folder
        self._profile: TemporaryDirectory[str] | None = None
        self._person: Person | None = None
        self._size = (0, 0)
        self._chosen: dict[str, object] = {}

    @contextmanager
    def choosing(self, **settings: object) -> Iterator[None]:
        """Has them in all tests meanwhile: another theme is a second's work in a used window."""
        self._chosen = settings
        yield
        self._chosen = {}

    def at_the_window(self) -> Person:
        """The person, at the first page with everything as it was at first."""
        if self._person is None:
            self._profile = TemporaryDirectory(dir=self._folder)
            self._person = Person(Path(self._profile.name) / "profile").open()
            window = self._person.window
            self._size = (window.width(), window.height())
            self._person.app.preferences.override(**self._chosen)
        else:
            put_back(self._person, self._size, self._chosen)
        return self._person

    def leave(self) -> None:
        """Closes the window, if there is one."""
        if self._person is not None:
            person, self._person = self._person, None
            person.close()
        if self._profile is not None:
            self._profile.cleanup()
            self._profile = None


def put_back(person: Person, size: tuple[int, int], chosen: Mapping[str, object]) -> None:
    """Leaves nothing of what a test has done but its files, what can be undone, and the time.

    Every setting is the usual one again, but for those that are ``chosen``.
    """
    window, out = person.window, person.out
    person.app.end_session()
    person.app.profile.writer.hurry()
    person.app.profile.history.remove_everything()
    window.overlays.put_away()
    for page in window.findChildren(SettingsPage):
        page.sections.setCurrentRow(0)
    for form in window.findChildren(EntryForm):
        form.left.emit()
    if out.status() != _USUAL:
        out.become(_USUAL)
    if person.hints.is_followed:
        person.hints.become(Hints())
    usual = {**asdict(Settings()), **chosen}
    person.app.preferences.override(
        **{name: value for name, value in usual.items() if name not in ASKED_ONCE}
    )
    if person.personal.original.id != DEFAULT_ROUTINE:
        window.choose(DEFAULT_ROUTINE)
    person.personal.reset_all()
    window.showNormal()
    window.resize(*size)
    window.go_to(TODAY)
    window.home.notices.clear()
    window.home.times.adjust.setChecked(False)
    for pointed_at in (*window.home.list.rows(), window.home.times):
        QApplication.sendEvent(pointed_at, QEvent(QEvent.Type.Leave))
    window.activateWindow()
    settle()
    out.forget()
