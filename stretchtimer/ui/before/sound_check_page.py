"""The page that asks whether the sound is heard from the mat, and helps where it is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QHideEvent,
    QKeyEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from stretchtimer.qt.key_places import key_meant
from stretchtimer.qt.sound_check_runner import SoundCheckRunner
from stretchtimer.services.audio.audio_out import AudioStatus
from stretchtimer.services.audio.sound_check import Obstacle, advice, find, remedy
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.ui.before.sound_check_view import SoundCheckView
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.announcement import announce

TIMES = 3
"""How often the sound comes by itself."""
_VOLUME_STEP = 10
_AUDIBLE = (Obstacle.FINE, Obstacle.UNKNOWN)
_YES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TURNS: dict[int, int] = {
    Qt.Key.Key_Plus: _VOLUME_STEP,
    Qt.Key.Key_Equal: _VOLUME_STEP,
    Qt.Key.Key_Minus: -_VOLUME_STEP,
}


class SoundCheckPage(QWidget):
    """Plays a cue and a sentence three times, until a key tells whether they were heard.

    ``heard`` once they were, ``skipped`` when the person goes on without knowing, ``left`` when
    they turn back. ``devices`` gives the id and name of each sound output there is now.
    """

    heard = Signal()
    skipped = Signal()
    left = Signal()

    def __init__(
        self,
        appearance: Appearance,
        preferences: Preferences,
        trial: SoundCheckRunner,
        devices: Callable[[], Sequence[tuple[str, str]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._preferences = preferences
        self._trial = trial
        self._status: AudioStatus | None = None
        self._unheard = False
        self.view = SoundCheckView(appearance, preferences, devices, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._way = self._way_now()
        self._connect()

    def open(self, status: AudioStatus | None, *, first: bool) -> None:
        """Asks anew; ``first`` means that a session waits behind it."""
        self._status = status
        self._unheard = False
        self.view.skip.setVisible(first)
        self.view.output.refresh()
        self._refresh()

    def show_status(self, status: AudioStatus) -> None:
        """Says at once what came or went, and plays again once something can be heard."""
        before, self._status = self._obstacle, status
        self.view.output.refresh()
        self._refresh()
        if self.isVisible() and self._obstacle is not before:
            if self._obstacle is Obstacle.FINE and before is not Obstacle.UNKNOWN:
                self._play()
            announce(self, self.view.words.text)

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            self._play()
            self._focus_best()
            asked = (self.view.title.text(), self.view.instruction.text(), self.view.words.text)
            announce(self, " ".join(words for words in asked if words))

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self._trial.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = key_meant(event)
        if key in _TURNS:
            self._turn(_TURNS[key])
        elif event.isAutoRepeat():
            event.accept()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in _YES:
            self.view.yes.click()
        elif self._preferences.settings.letter_keys and (button := self.view.button_for(key)):
            button.click()
        else:
            super().keyPressEvent(event)

    @property
    def _obstacle(self) -> Obstacle:
        return find(self._status, self._preferences.settings)

    def _way_now(self) -> tuple[str, int, bool]:
        """The settings that change what is heard."""
        settings = self._preferences.settings
        return settings.output, settings.volume, settings.muted

    def _connect(self) -> None:
        view = self.view
        view.yes.clicked.connect(self._on_yes)
        view.no.clicked.connect(self._on_no)
        view.again.clicked.connect(self._play)
        view.words.mend.clicked.connect(self._on_mend)
        view.skip.clicked.connect(self.skipped)
        view.back.clicked.connect(self.left)
        self._trial.sounded.connect(self._on_sounded)
        self._trial.ended.connect(self._on_ended)
        self._preferences.observe(
            ("output", "volume", "muted", "letter_keys"), self._on_preferences_changed
        )

    def _play(self) -> None:
        """Plays from the first time on; an output that does not answer may have come back."""
        audible = self._obstacle in _AUDIBLE
        if audible or self._obstacle is Obstacle.MISSING:
            self._trial.start(TIMES, speaks=True)
        else:
            self._trial.stop()
        if audible:
            self.view.show_round(0, TIMES)
        else:
            self.view.show_silence()

    def _turn(self, percent: int) -> None:
        volume = self._preferences.settings.volume + percent
        self._preferences.change(volume=min(100, max(0, volume)), muted=False)

    def _on_sounded(self, number: int) -> None:
        if self.isVisible() and self._obstacle in _AUDIBLE:
            self.view.show_round(number, TIMES)

    def _on_ended(self) -> None:
        if self._obstacle not in _AUDIBLE:
            self.view.show_silence()
            return
        stopped = self.view.show_stopped(self._preferences.settings.letter_keys)
        if self.isVisible() and not self._unheard:
            announce(self, stopped)

    def _on_yes(self) -> None:
        self._trial.stop()
        self.heard.emit()

    def _on_no(self) -> None:
        self._unheard = True
        self._trial.stop()
        self._refresh()
        self._focus_best()
        announce(self, self.view.words.text)

    def _on_mend(self) -> None:
        self._preferences.change(**remedy(self._obstacle))

    def _on_preferences_changed(self) -> None:
        way = self._way_now()
        changed, self._way = way != self._way, way
        self._refresh()
        if changed and self.isVisible():
            self._play()

    def _refresh(self) -> None:
        settings = self._preferences.settings
        said = advice(
            self._status,
            settings,
            self._unheard,
            has_others=self.view.output.has_others,
        )
        self.view.show_advice(said, self._status, settings.letter_keys)
        audible = self._obstacle in _AUDIBLE
        self.view.yes.setEnabled(audible)
        self.view.no.setEnabled(audible)
        self.view.show_way_on(is_heard=audible)
        if self.isVisible() and self._is_focus_free():
            self._focus_best()

    def _is_focus_free(self) -> bool:
        """Whether the focus is where it was put, and not where the person moved it to."""
        focus = QApplication.focusWidget()
        ours = (self.view.yes, self.view.again, self.view.words.mend)
        return focus is None or focus in ours or not (focus.isVisible() and focus.isEnabled())

    def _focus_best(self) -> None:
        view = self.view
        mend = view.words.mend
        best = view.yes if view.yes.isEnabled() else view.again if mend.isHidden() else mend
        best.setFocus()
