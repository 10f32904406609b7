"""What comes before a session: what is told and asked once, and words still being recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from stretchtimer.services.audio.sound_check import Obstacle, find
from stretchtimer.services.person.safety_words import is_read, note_read
from stretchtimer.ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from stretchtimer.qt.sound_check_runner import SoundCheckRunner
    from stretchtimer.services.audio.audio_out import AudioStatus
    from stretchtimer.services.person.preferences import Preferences
    from stretchtimer.services.voice.voice_status import VoiceStatus
    from stretchtimer.ui.before.recording_page import RecordingPage
    from stretchtimer.ui.before.safety_page import SafetyPage
    from stretchtimer.ui.before.sound_check_page import SoundCheckPage


class PreSession(QObject):
    """Shows what has not been read or answered yet, one page at a time.

    What was read and answered is kept, also that somebody goes on without having heard: they find
    the question in the settings. On safety they are asked again after a year. While the words of
    the routine are being recorded, a session waits for them, but only where somebody is to hear
    them.

    ``ready`` once what stood before the session is done, ``left`` when the person turns back.
    ``checked`` ends a check that was asked for by itself.
    """

    ready = Signal()
    left = Signal()
    checked = Signal()
    _sound_changed = Signal(object)
    _voice_changed = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        preferences: Preferences,
        sound_check: Callable[[], SoundCheckRunner],
        devices: Callable[[], Sequence[tuple[str, str]]],
        today: Callable[[], date],
        *,
        show: Callable[[QWidget], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._preferences = preferences
        self._sound_check = sound_check
        self._devices = devices
        self._today = today
        self._show = show
        self._status: AudioStatus | None = None
        self._voice: VoiceStatus | None = None
        self._hearing_skipped = False
        self._is_first = False

    @cached_property
    def safety(self) -> SafetyPage:
        from stretchtimer.ui.before.safety_page import SafetyPage

        page = SafetyPage(self._appearance)
        page.read.connect(self._on_safety_read)
        page.left.connect(self.left)
        return page

    @cached_property
    def hearing(self) -> SoundCheckPage:
        from stretchtimer.ui.before.sound_check_page import SoundCheckPage

        page = SoundCheckPage(
            self._appearance, self._preferences, self._sound_check(), self._devices
        )
        page.heard.connect(self._on_heard)
        page.skipped.connect(self._on_hearing_skipped)
        page.left.connect(self._on_hearing_left)
        self._sound_changed.connect(page.show_status)
        return page

    @cached_property
    def words(self) -> RecordingPage:
        from stretchtimer.ui.before.recording_page import RecordingPage

        page = RecordingPage(self._appearance)
        page.done.connect(self.ready)
        self._voice_changed.connect(page.show_progress)
        page.left.connect(self.left)
        return page

    def go_on(self) -> bool:
        """Shows what comes next before a session; returns True where that is the session."""
        settings = self._preferences.settings
        if not is_read(self._preferences, self._today):
            self.safety.ask()
            self._show(self.safety)
        elif not (settings.hearing_checked or self._hearing_skipped):
            self._ask_whether_heard(first=True)
        elif self._voice and self._voice.is_awaited and self._can_be_heard():
            self.words.show_progress(self._voice)
            self._show(self.words)
        else:
            return True
        return False

    def check_sound(self) -> None:
        """Asks whether the sound is heard, though no session waits."""
        self._ask_whether_heard(first=False)

    def skip_sound_check(self) -> None:
        """Until the program ends it is not asked whether the sound is heard."""
        self._hearing_skipped = True

    def show_sound(self, status: AudioStatus) -> None:
        self._status = status
        self._sound_changed.emit(status)

    def show_voice(self, status: VoiceStatus | None) -> None:
        self._voice = status
        self._voice_changed.emit(status)

    def _can_be_heard(self) -> bool:
        return find(self._status, self._preferences.settings) in (Obstacle.FINE, Obstacle.UNKNOWN)

    def _ask_whether_heard(self, *, first: bool) -> None:
        self._is_first = first
        self.hearing.open(self._status, first=first)
        self._show(self.hearing)

    def _go_on(self) -> None:
        if self.go_on():
            self.ready.emit()

    def _on_safety_read(self) -> None:
        note_read(self._preferences, self._today())
        self._go_on()

    def _on_heard(self) -> None:
        self._preferences.change(hearing_checked=True)
        if self._is_first:
            self._go_on()
        else:
            self.checked.emit()

    def _on_hearing_skipped(self) -> None:
        self._preferences.change(hearing_checked=True)
        self._go_on()

    def _on_hearing_left(self) -> None:
        if self._is_first:
            self.left.emit()
        else:
            self.checked.emit()
