"""The ground of the session page, which takes on a colour at each cue."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from stretchtimer.engine.events import CueDue
from stretchtimer.services.session_view import Stage
from stretchtimer.ui.look import Look
from stretchtimer.ui.pulse_colours import tinted
from stretchtimer.ui.pulse_track import PulseTrack

_FRAME_MS = 66
"""Each frame paints the whole page, the figure too: fifteen a second are soft enough."""
_FRAME_PX = 16

STEADY = {
    Stage.COUNT_IN: "ready",
    Stage.READY: "ready",
    Stage.LEAD_IN: "ready",
    Stage.CHANGE_OVER: "ready",
    Stage.CHANGE_SIDES: "sides",
    Stage.HOLD: "hold",
    Stage.RELEASE: "out",
}
"""The colour that stays for a part of the session where nothing should move."""


class PulseGround(QWidget):
    """Lies behind everything on the page. In high contrast a frame takes the place of a colour.

    Where less motion is wanted the colour does not come and go, but stays for each part of the
    session. ``now_ms`` tells the time on the session's clock; frames are timed only in a pulse.
    """

    def __init__(
        self, look: Look, now_ms: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._now_ms = now_ms
        self._track = PulseTrack()
        self._wanted = False
        self._stage = Stage.PAUSED
        self._shown: tuple[str, float] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._frames = QTimer(self)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.setSingleShot(True)
        self._frames.timeout.connect(self.refresh)
        look.changed.connect(self._on_look_changed)
        self.hide()

    @property
    def is_pulsing(self) -> bool:
        return self._frames.isActive()

    def begin(self) -> None:
        """Another session begins."""
        self._track.forget()

    def set_wanted(self, wanted: bool) -> None:
        """Whether the window should take on colours at all."""
        if wanted != self._wanted:
            self._wanted = wanted
            self.refresh()

    def show_stage(self, stage: Stage) -> None:
        """Which part of the session runs now."""
        if stage is not self._stage:
            self._stage = stage
            self.refresh()

    def note(self, event: CueDue) -> None:
        """A cue is due, or will be in a moment."""
        if self._track.note(event.cue.kind, event.due_ms, self._now_ms()):
            self.refresh()

    def refresh(self) -> None:
        """Shows the colour of this moment, and times the next frame while there is one."""
        shown = self._steady() if self._look.less_motion else self._pulsing()
        if shown != self._shown:
            self._shown = shown
            self.setVisible(shown is not None)
            self.update()

    def stop(self) -> None:
        """Nobody sees it now, so nothing need be timed."""
        self._frames.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown is None:
            return
        tint, level = self._shown
        painter = QPainter(self)
        if self._look.theme.outline_px > 1:
            width = self._look.px(_FRAME_PX) * level
            painter.setPen(
                QPen(
                    self._look.colour("ink"),
                    width,
                    Qt.PenStyle.SolidLine,
                    Qt.PenCapStyle.SquareCap,
                    Qt.PenJoinStyle.MiterJoin,
                )
            )
            edge = width / 2
            painter.drawRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge))
        else:
            painter.fillRect(self.rect(), tinted(self._look.theme, tint, level))
        painter.end()

    def _steady(self) -> tuple[str, float] | None:
        self._frames.stop()
        tint = STEADY.get(self._stage) if self._wanted else None
        if tint is None:
            return None
        # Frames have no colour: there a hold is told from the rest by a broad one.
        narrow = self._look.theme.outline_px > 1 and self._stage is not Stage.HOLD
        return tint, 0.4 if narrow else 1.0

    def _pulsing(self) -> tuple[str, float] | None:
        now_ms = self._now_ms()
        pulse = self._track.pulse(now_ms) if self._wanted else None
        if pulse is None:
            self._frames.stop()
            return None
        self._frames.start(max(_FRAME_MS, pulse.due_ms - now_ms))
        level = pulse.level(now_ms)
        return (pulse.tint, level) if level > 0 else None

    def _on_look_changed(self) -> None:
        self.refresh()
        self.update()
