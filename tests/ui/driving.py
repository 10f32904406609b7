"""The real program behind its real window, driven by mouse and keys, with only the world faked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QPoint,
    QPointF,
    QPropertyAnimation,
    QRect,
    Qt,
    QTimer,
    QTranslator,
)
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QScrollArea, QToolTip, QWidget

from stretchtimer.app import App
from stretchtimer.engine.plan import Phase, Plan
from stretchtimer.engine.session import SessionState, Status
from stretchtimer.engine.transitions import GoTo
from stretchtimer.figure.pose import Pose
from stretchtimer.qt.ticker import Ticker
from stretchtimer.services.audio.audio_out import SETTLE_MS
from stretchtimer.services.person.personal_routine import PersonalRoutine
from stretchtimer.services.person.settings import Settings
from stretchtimer.services.session.control import SessionControl
from stretchtimer.services.session.runner import SessionRunner
from stretchtimer.services.session.start_request import StartRequest
from stretchtimer.services.system.writer import GATHER_MS
from stretchtimer.storage.assets import asset_folder
from stretchtimer.storage.routines.poses import read_poses
from stretchtimer.ui.home.stretch_row import StretchRow
from stretchtimer.ui.main_window import MainWindow
from tests.fakes import FakeVoiceRenderer
from tests.ui.machine import FakeMachine

LEFT = Qt.MouseButton.LeftButton
STEP_MS = 5_000
"""Time goes on in steps shorter than the gap after which a session takes itself for asleep."""

W = TypeVar("W", bound=QObject)


class Person:
    """Someone at the window: points, types, waits and reads."""

    def __init__(
        self,
        profile: Path,
        *,
        window: MainWindow | None = None,
        routine: str | None = None,
        first_time: bool = False,
        has_voice: bool = False,
    ) -> None:
        """Somebody who has read and heard before what is asked once; or not, the ``first_time``."""
        self.profile = profile
        self.machine = FakeMachine(has_voice=has_voice)
        self.clock = self.machine.clock
        self.out = self.machine.out
        self.awake = self.machine.awake
        self.hints = self.machine.hints
        self.outputs = self.machine.outputs
        self.synth = self.machine.synth
        self.window = window or MainWindow()
        self.app = App(StartRequest(profile, routine), self.machine, self.window)
        if not first_time:
            self.app.preferences.override(safety_read=True, hearing_checked=True)
        self.app.pictures._read = _poses
        # Looking for the devices of this machine would load its sound system.
        self.window._devices = lambda: ()

    def open(self, drawn: bool = False) -> Person:
        """Shows the window; without the stills, which come a moment later and take their time."""
        self.app.open()
        if drawn:
            self.app.pictures.draw()
        self.app.appearance.follow_system()
        self.app.open_sound()
        self.window.show_today()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        return self

    def close(self) -> None:
        """Closes and takes everything apart, so that no widget reaches into the next test."""
        self.app.end_session()
        self.window.close()
        self.app.close()
        QToolTip.hideText()
        for timer in self.window.findChildren(QTimer):
            timer.stop()
        self.window.deleteLater()
        for translator in QApplication.instance().findChildren(QTranslator):  # type: ignore[union-attr]
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
        del self.app, self.window
        settle()

    @property
    def personal(self) -> PersonalRoutine:
        personal = self.window._personal
        assert personal is not None
        return personal

    @property
    def own_voice(self) -> FakeVoiceRenderer:
        """What records words of one's own; it was asked for already."""
        assert self.machine.own_voice is not None
        return self.machine.own_voice

    @property
    def settings(self) -> Settings:
        return self.app.preferences.settings

    @property
    def control(self) -> SessionControl:
        return self.app.session.control

    @property
    def runner(self) -> SessionRunner:
        runner = self.control.runner
        assert runner is not None
        return runner

    @property
    def state(self) -> SessionState:
        return self.runner.state

    @property
    def phase(self) -> Phase:
        return self.state.phase

    @property
    def ticker(self) -> Ticker:
        return self.app.session.findChildren(Ticker)[-1]

    def stands_at(self, status: Status) -> bool:
        """Whether the session has that status now."""
        return self.state.status is status

    def row(self, stretch_id: str) -> StretchRow:
        return next(row for row in self.window.home.list.rows() if row.stretch_id == stretch_id)

    def order(self) -> list[str]:
        return [row.stretch_id for row in self.window.home.list.rows()]

    def planned(self) -> Plan:
        """The plan of the session that starts when Start is pressed now; it is ended again."""
        self.click(self.window.home.card.start)
        plan = self.state.plan
        self.control.end()
        self.click(self.window.done.home)
        return plan

    def start(self, until: str | None = None) -> Person:
        """Presses Start, and goes on into the phase of that kind where one is named."""
        self.click(self.window.home.card.start)
        self.go_on(SETTLE_MS)
        if until:
            self.go_to(until)
        return self

    def go_to(self, kind: str, stretch: str = "") -> None:
        """Jumps to the first phase of that kind, as clicks on the strip and waiting would."""
        for phase in self.state.plan.phases:
            if phase.kind.value == kind and stretch in (phase.stretch.id, ""):
                self.control.send(GoTo(phase.index))
                return
        raise AssertionError(f"there is no {kind}")

    def go_on(self, ms: int) -> None:
        """Lets time pass; the session is looked at as often as its ticker would at least."""
        while ms > 0:
            step = min(ms, STEP_MS)
            self.clock.advance(step)
            ms -= step
            if self.window.is_in_session:
                self.ticker.poll()

    def sleep(self, ms: int) -> None:
        """Lets time pass without a look, as a suspended computer does."""
        self.clock.advance(ms)
        if self.window.is_in_session:
            self.ticker.poll()

    def reach(self, widget: QWidget) -> None:
        """Scrolls to a widget, and makes sure that the pointer can really get at it."""
        settle()
        above: QWidget | None = widget.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(widget)
            if isinstance(above, StretchRow):
                QApplication.sendEvent(above, QEvent(QEvent.Type.Enter))
            above = above.parentWidget()
        assert widget.isVisible(), f"{words_of(widget)} is not shown"
        window = widget.window()
        spot = widget.mapTo(window, widget.rect().center())
        found = window.childAt(spot)
        over = found is widget or (found is not None and widget.isAncestorOf(found))
        assert over, f"{words_of(widget)} is covered by {found}"

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.reach(widget)
        assert widget.isEnabled(), f"{words_of(widget)} is disabled"
        # A box to tick is wider than its words, and only they can be clicked.
        middle = QPoint(16, widget.height() // 2) if isinstance(widget, QCheckBox) else None
        QTest.mouseClick(widget, LEFT, pos=at or middle or widget.rect().center())

    def focus(self, widget: QWidget) -> None:
        self.reach(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert widget.hasFocus(), f"{words_of(widget)} does not take the focus"

    @staticmethod
    def focused() -> QWidget:
        """What has the focus; there always is something in a window that is used by keys."""
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus

    def key(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        widget: QWidget | None = None,
    ) -> None:
        """Presses a key in the widget that has the focus, or in the one given."""
        QTest.keyClick(widget or QApplication.focusWidget() or self.window, key, modifier)

    def write(self, box: QWidget, text: str, end: Qt.Key | None = Qt.Key.Key_Tab) -> None:
        """Types over what stands in a box, and leaves it by that key."""
        self.focus(box)
        QTest.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(box, text)
        if end is not None:
            QTest.keyClick(box, end)

    def wheel(self, widget: QWidget, steps: int = 1) -> bool:
        """Turns the wheel over a widget, away from the person where ``steps`` is positive.

        Returns whether the widget kept it, so that nothing is left for the page to scroll by.
        """
        centre = widget.rect().center()
        event = QWheelEvent(
            QPointF(centre),
            QPointF(widget.mapToGlobal(centre)),
            QPoint(),
            QPoint(0, 120 * steps),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        event.ignore()
        widget.event(event)
        return event.isAccepted()

    def write_down(self) -> None:
        """Lets what was changed by hand be written, as it is a moment after the last change."""
        self.go_on(GATHER_MS)
        self.app.profile.writer.do_due()

    def notices(self) -> str:
        """What the notice bar of the shown page says; empty where there is none to see."""
        page = self.window.pages.currentWidget()
        bar = getattr(page, "notices", None)
        return bar.text if bar is not None and bar.isVisible() else ""


@cache
def _poses() -> Mapping[str, Pose]:
    """The program's own poses, which are the same for everybody: read once for all tests."""
    return read_poses(asset_folder("poses"))


def settle() -> None:
    """Carries out what waits to be done at once, such as laying out and deleting."""
    for _ in range(2):
        QApplication.sendPostedEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def shown(root: QWidget, kind: type[W]) -> Sequence[W]:
    """The visible children of that kind."""
    return [child for child in root.findChildren(kind) if _is_visible(child)]


def _is_visible(child: QObject) -> bool:
    return not isinstance(child, QWidget) or child.isVisible()


def words_of(widget: QWidget) -> str:
    """What to call a widget when something about it is wrong."""
    text = widget.property("text") or widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} “{text}”"


def texts(root: QWidget) -> list[str]:
    """The words of all labels that can be seen."""
    return [label.text() for label in shown(root, QLabel) if label.text()]


def picture(widget: QWidget) -> QImage:
    settle()
    return widget.grab().toImage()


def colour_at(widget: QWidget, x: int, y: int) -> str:
    settle()
    spot = widget.grab(QRect(x, y, 1, 1)).toImage()
    return QColor(spot.pixelColor(0, 0)).name().upper()


def running(root: QObject) -> list[QObject]:
    """Every timer and animation below ``root`` that is at work."""
    timers = [timer for timer in root.findChildren(QTimer) if timer.isActive()]
    animations = [
        animation
        for animation in root.findChildren(QPropertyAnimation)
        if animation.state() is QPropertyAnimation.State.Running
    ]
    return [*timers, *animations]
