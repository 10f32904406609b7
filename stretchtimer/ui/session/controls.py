"""The buttons of a session, enabled by the engine's own table."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QWidget,
)

from stretchtimer.engine.commands import Ready, Resume
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.session.control import Act, command_for
from stretchtimer.services.session.runner import SessionRunner
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.session.shortcuts import AnyAct, ViewAct, keys_text
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import IconButton, TextButton
from stretchtimer.ui.widgets.volume_control import VolumeControl

_MARGIN = 24
_PAUSE = 152
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class _Arrowless(TextButton):
    """A button that leaves the arrow keys to the page, where they mean back and next."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class SessionControls(QWidget):
    """Tells in ``asked`` which act is wanted."""

    asked = Signal(object)

    def __init__(
        self, appearance: Appearance, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._preferences = preferences
        self._is_over = self._is_tight = False
        self._pause_width = 0
        self.back = _Arrowless(appearance, tr("Previous"), "back", parent=self)
        self.pause = _Arrowless(appearance, "", "pause", "primary", self)
        self.next = _Arrowless(appearance, tr("Next"), "next", parent=self)
        self.skip = IconButton(appearance, "skip", "", self)
        self.extend = _Arrowless(appearance, tr("+ 10 s"), parent=self)
        self._counts = self._can_count = False
        self.restart = IconButton(appearance, "restart", "", self)
        self.volume = VolumeControl(appearance, preferences, self, _mute_keys)
        self.about = IconButton(appearance, "info", "", self)
        self.help = IconButton(appearance, "help", "", self)
        self.room = IconButton(appearance, "room", "", self)
        self.full_screen = IconButton(appearance, "full-screen", "", self)
        self.end = IconButton(appearance, "end", "", self)
        self._lay_out()
        for act, button in self._buttons():
            button.clicked.connect(lambda _checked=False, act=act: self.asked.emit(act))
            # A click must not take the keys away from the page.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.volume.mute.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.volume.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        preferences.observe(("letter_keys", "room_mode"), self._name)
        self._name()
        self._show_pause(False)

    def refresh(self, runner: SessionRunner) -> None:
        """Enables what would act now."""
        for act, button in (
            (Act.BACK, self.back),
            (Act.PAUSE, self.pause),
            (Act.NEXT, self.next),
            (Act.SKIP, self.skip),
            (Act.RESTART, self.restart),
            (Act.EXTEND, self.extend),
        ):
            button.setEnabled(runner.allows(command_for(act, runner.state)))
        self._show_extend(runner.state.phase.is_hold and runner.state.phase.times is not None)
        command = command_for(Act.PAUSE, runner.state)
        self._show_pause(isinstance(command, Resume))
        # Who is asked whether they are ready has a large button for it.
        self.pause.setEnabled(not isinstance(command, Ready))

    def _show_pause(self, is_paused: bool) -> None:
        self.pause.setText(tr("Resume") if is_paused else tr("Pause"))
        self.pause.set_icon("play" if is_paused else "pause")

    def _show_extend(self, counts: bool) -> None:
        """Offers ten more seconds, or one more where repetitions are counted."""
        if counts != self._counts:
            self._counts = counts
            self.extend.setText(tr("One more") if counts else tr("+ 10 s"))
            self._name()

    def settle(self, *, counts: bool | None = None) -> None:
        """Gives the buttons that change their words the width for each of them.

        ``counts`` tells whether repetitions are counted in this session; None where that stays.
        """
        if counts is not None:
            self._can_count = counts
        words = (tr("+ 10 s"), *((tr("One more"),) if self._can_count else ()))
        self.extend.setMinimumWidth(_widest(self.extend, words))
        self._pause_width = _widest(self.pause, (tr("Resume"), tr("Pause")))

    def show_full_screen(self, full: bool) -> None:
        self.full_screen.set_icon("window" if full else "full-screen")

    def _buttons(self) -> tuple[tuple[AnyAct, QPushButton | QToolButton], ...]:
        return (
            (Act.BACK, self.back),
            (Act.PAUSE, self.pause),
            (Act.NEXT, self.next),
            (Act.SKIP, self.skip),
            (Act.EXTEND, self.extend),
            (Act.RESTART, self.restart),
            (ViewAct.ABOUT, self.about),
            (ViewAct.HELP, self.help),
            (ViewAct.ROOM, self.room),
            (ViewAct.FULL_SCREEN, self.full_screen),
            (Act.LEAVE, self.end),
        )

    def lay_over(self, over: bool) -> None:
        """Has a ground of its own where it lies over other things."""
        self._is_over = over
        margin = self._appearance.px(_MARGIN) if over else 0
        self._lines.setContentsMargins(margin, margin // 2, margin, margin // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_over:
            return
        thick = self._appearance.theme.outline_px
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._appearance.colour("surface"))
        painter.fillRect(0, 0, self.width(), thick, self._appearance.colour("line"))
        painter.end()

    def set_tight(self, tight: bool) -> None:
        """Makes the buttons as low as they may be, where the text is large and the window low."""
        if tight == self._is_tight:
            return
        self._is_tight = tight
        for part in (*self.findChildren(QAbstractButton), self.volume.slider):
            part.setProperty("tight", tight)
            part.style().polish(part)

    def fit(self, width: int) -> bool:
        """Shows icons, two lines or both, where the buttons do not fit on a line of that width.

        Returns whether they fit at all.
        """
        margins = self._lines.contentsMargins()
        width -= margins.left() + margins.right()
        way = QBoxLayout.Direction
        fits = any(self._width(words=words) <= width for words in (True, False))
        if not fits:
            self._width(words=True)
            if self._first.minimumSize().width() > width:
                self._width(words=False)
        self._lines.setDirection(way.LeftToRight if fits else way.TopToBottom)
        self._lines.activate()
        lines = (self._first, self._second)
        return fits or max(line.minimumSize().width() for line in lines) <= width

    def _width(self, *, words: bool) -> int:
        """How wide one line is, with words on the buttons that have icons or without."""
        px = self._appearance.px
        for button, word in ((self.back, tr("Previous")), (self.next, tr("Next"))):
            button.setText(word if words else "")
            button.setAccessibleName(word)
            button.setProperty("role", "" if words else "bare")
            button.style().polish(button)
        self.pause.setMinimumWidth(max(self._pause_width, px(_PAUSE) if words else 0))
        for line in (self._first, self._second, self._lines):
            line.setSpacing(px(8 if words else 6))
            line.invalidate()
        both = self._first.minimumSize().width() + self._second.minimumSize().width()
        return both + self._lines.spacing()

    def _lay_out(self) -> None:
        px = self._appearance.px
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._lines = QHBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        for layout in (self._first, self._second, self._lines):
            layout.setSpacing(px(8))
        for button in (
            *(self.back, self.pause, self.next, self.skip),
            *(self.extend, self.restart),
        ):
            self._first.addWidget(button)
        self._second.addStretch(1)
        self.volume.setMaximumWidth(px(200))
        self._second.addWidget(self.volume, 2)
        for button in (self.about, self.help, self.room, self.full_screen, self.end):
            self._second.addWidget(button)
        self._lines.addLayout(self._first)
        self._lines.addLayout(self._second, 1)

    def _name(self) -> None:
        """Gives each button its tooltip, with the keys that do the same."""
        letters = self._preferences.settings.letter_keys
        for act, button, name in (
            (Act.BACK, self.back, tr("Previous hold")),
            (Act.PAUSE, self.pause, tr("Pause or resume")),
            (Act.NEXT, self.next, tr("Next part")),
            (Act.EXTEND, self.extend, tr("One more") if self._counts else tr("Ten more seconds")),
        ):
            button.setToolTip(f"{name} ({keys_text(act, letters)})")
        for any_act, icon, name in (
            (Act.SKIP, self.skip, tr("Skip this stretch")),
            (Act.RESTART, self.restart, tr("Start this hold again")),
            (ViewAct.ABOUT, self.about, tr("How to do it")),
            (ViewAct.HELP, self.help, tr("List of keys")),
            (ViewAct.ROOM, self.room, self._room_name()),
            (ViewAct.FULL_SCREEN, self.full_screen, tr("Full screen")),
            (Act.LEAVE, self.end, tr("End the session")),
        ):
            icon.set_name(name, keys_text(any_act, letters))

    def _room_name(self) -> str:
        if self._preferences.settings.room_mode:
            return tr("Show everything again")
        return tr("Large view, for across the room")


def _widest(button: TextButton, words: tuple[str, ...]) -> int:
    """How wide a button is with the widest of the words that it may show."""
    shown = button.text()
    wide = 0
    for word in words:
        button.setText(word)
        wide = max(wide, button.minimumSizeHint().width())
    button.setText(shown)
    return wide


def _mute_keys(letters: bool) -> str:
    return keys_text(Act.MUTE, letters)
