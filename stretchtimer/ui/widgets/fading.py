"""Lets a widget fade away while nobody needs it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QPropertyAnimation, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from stretchtimer.ui.theme.appearance import Appearance

FADE_AFTER_MS = 6_000
_FADE_MS = 250


class Fading(QObject):
    """Fades ``widget`` some seconds after the pointer was last moved; a movement brings it back.

    - It stays while ``hold`` says that it is needed, and while a screen reader runs.
    - It stays while the keyboard is used, so that whoever tabs sees where they are.
    - Shown ``briefly`` (in the distance view, where it covers the picture), it fades after a key
      as well, and though it is needed; only focus or a screen reader inside it keeps it.
    """

    def __init__(self, appearance: Appearance, widget: QWidget) -> None:
        super().__init__(widget)
        self._appearance = appearance
        self._widget = widget
        self._held = True
        self._is_brief = False
        self._effect = QGraphicsOpacityEffect(widget)
        self._effect.setEnabled(False)
        widget.setGraphicsEffect(self._effect)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setEasingCurve(QEasingCurve.Type.OutQuad)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FADE_AFTER_MS)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def is_faded(self) -> bool:
        return self._effect.isEnabled()

    @property
    def is_waiting(self) -> bool:
        """Whether it will fade by itself if nothing happens."""
        return self._timer.isActive()

    def hold(self, held: bool) -> None:
        """Keeps the widget in sight, or lets it fade after a while."""
        if held != self._held:
            self._held = held
            self.pointed()

    def show_briefly(self, brief: bool) -> None:
        """Has the widget fade now, and after each time that it is called back."""
        if brief == self._is_brief:
            return
        self._is_brief = brief
        self.pointed()
        if brief and self._timer.isActive():
            self._timer.stop()
            self.fade()

    def pointed(self) -> None:
        """The pointer was moved."""
        self._come_back()
        if self._may_fade():
            self._timer.start()

    def typed(self) -> None:
        """A key was pressed: from now on the widget stays, until the pointer moves again."""
        self._come_back()
        if self._is_brief and self._may_fade():
            self._timer.start()

    def stop(self) -> None:
        """Nobody sees it now, so nothing need be timed."""
        self._come_back()

    def fade(self) -> None:
        self._effect.setOpacity(1.0)
        self._effect.setEnabled(True)
        self._fade.stop()
        self._fade.setStartValue(1.0)
        self._fade.setEndValue(0.0)
        self._fade.setDuration(0 if self._appearance.less_motion else _FADE_MS)
        self._fade.start(QAbstractAnimation.DeletionPolicy.KeepWhenStopped)

    def _on_timeout(self) -> None:
        # Meanwhile the keyboard may have come to it.
        if self._may_fade():
            self.fade()

    def _may_fade(self) -> bool:
        if QAccessible.isActive():
            return False
        focus = self._widget.window().focusWidget()
        used = focus is not None and self._widget.isAncestorOf(focus)
        return not used if self._is_brief else not self._held

    def _come_back(self) -> None:
        self._timer.stop()
        self._fade.stop()
        self._effect.setEnabled(False)
