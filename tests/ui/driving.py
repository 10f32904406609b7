"""The real program behind its real window, driven by mouse and keys, with only the world faked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QPoint,
    Qt,
    QTimer,
    QTranslator,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QScrollArea,
    QScrollBar,
    QStackedWidget,
    QToolTip,
    QWidget,
)

from stretchtimer.app import App
from stretchtimer.engine.commands import GoTo
from stretchtimer.engine.plan import Phase, Plan
from stretchtimer.engine.session import SessionState, Status
from stretchtimer.qt.ticker import Ticker
from stretchtimer.services.audio.audio_out import SETTLE_MS
from stretchtimer.services.person.personal_routine import PersonalRoutine
from stretchtimer.services.person.settings import Settings
from stretchtimer.services.session.control import SessionControl
from stretchtimer.services.session.runner import SessionRunner
from stretchtimer.services.session.start_request import StartRequest
from stretchtimer.services.system.writer import GATHER_MS
from stretchtimer.ui.home.stretch_row import StretchRow
from stretchtimer.ui.main_window import MainWindow
from stretchtimer.ui.settings.settings_page import SettingsPage
from tests.fakes import FakeVoiceRenderer
from tests.ui.hands import NO_MODIFIER, Hands
from tests.ui.machine import FakeMachine

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
        self.hands = Hands()
        self.machine = FakeMachine(has_voice=has_voice)
        self.clock = self.machine.clock
        self.out = self.machine.out
        self.awake = self.machine.awake
        self.hints = self.machine.hints
        self.outputs = self.machine.outputs
        self.synth = self.machine.synth
        self.window = window or MainWindow()
        self._shown: PersonalRoutine | None = None
        self.window.routine_shown.connect(self._on_routine_shown)
        self.app = App(StartRequest(profile, routine), self.machine, self.window)
        if not first_time:
            today = self.app.profile.today().isoformat()
            self.app.preferences.override(
                safety_read=True, safety_read_on=today, hearing_checked=True, screen_tried=True
            )
        self._pressed_ms = 0

    def open(self, drawn: bool = False) -> Person:
        """Shows the window; without the stills, which come a moment later and take their time."""
        self.app.open()
        if drawn:
            self.app.pictures.draw()
        self.app.appearance.follow_system()
        self.app.open_sound()
        self.app.serve_keys()
        self.window.other_days.look()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        # What the first page knows of other days comes a moment later.
        settle()
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
        assert self._shown is not None
        return self._shown

    def _on_routine_shown(self, personal: PersonalRoutine) -> None:
        self._shown = personal

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
        self._choose_section(widget)
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

    @staticmethod
    def _choose_section(widget: QWidget) -> None:
        """Chooses the section of the settings that a widget is in, as somebody does to see it."""
        above: QWidget | None = widget
        while above is not None and not isinstance(above, SettingsPage):
            stack, above = above, above.parentWidget()
            if isinstance(above, QStackedWidget) and isinstance(above.parentWidget(), QWidget):
                page = above.parentWidget()
                while page is not None and not isinstance(page, SettingsPage):
                    page = page.parentWidget()
                if page is not None:
                    page.sections.setCurrentRow(above.indexOf(stack))
                    settle()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.reach(widget)
        assert widget.isEnabled(), f"{words_of(widget)} is disabled"
        # A box to tick is wider than its words, and only they can be clicked.
        middle = QPoint(16, widget.height() // 2) if isinstance(widget, QCheckBox) else None
        self.hands.click(widget, at or middle or widget.rect().center())

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
        modifier: Qt.KeyboardModifier = NO_MODIFIER,
        widget: QWidget | None = None,
    ) -> None:
        """Presses a key in the widget that has the focus, or in the one given."""
        self.hands.key(widget or QApplication.focusWidget() or self.window, key, modifier)

    def hold_key(
        self,
        key: Qt.Key,
        text: str = "",
        flagged: Sequence[bool] = (False,) * 5,
        *,
        timed: bool = True,
    ) -> None:
        """Holds a key as X11 tells it: releases and presses of one instant, some ``flagged``.

        It reaches the program by its window, as all that is pressed does; not ``timed`` as if a
        screen reader had been shown it first.
        """
        self.clock.advance(0 if timed else 100)
        at_ms = self._pressed_ms = self._pressed_ms + 1_000
        times = 1 if timed else 0
        self._tell_key(QEvent.Type.KeyPress, key, text, at_ms * times)
        for number, is_flagged in enumerate(flagged):
            now_ms = (at_ms + 500 + 40 * number) * times
            self._tell_key(QEvent.Type.KeyRelease, key, text, now_ms, is_flagged)
            self._tell_key(QEvent.Type.KeyPress, key, text, now_ms, is_flagged)
        self._tell_key(QEvent.Type.KeyRelease, key, text, (at_ms + 900) * times)

    def _tell_key(
        self, kind: QEvent.Type, key: Qt.Key, text: str, at_ms: int, repeated: bool = False
    ) -> None:
        event = QKeyEvent(kind, key.value, Qt.KeyboardModifier.NoModifier, text, repeated)
        event.setTimestamp(at_ms)
        QApplication.sendEvent(self.window.windowHandle(), event)

    def write(self, box: QWidget, text: str, end: Qt.Key | None = Qt.Key.Key_Tab) -> None:
        """Types over what stands in a box, and leaves it by that key."""
        self.focus(box)
        self.hands.key(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.hands.type(box, text)
        if end is not None:
            self.hands.key(box, end, NO_MODIFIER)

    def wheel(self, widget: QWidget, steps: int = 1) -> bool:
        """Turns the wheel over a widget, away from the person where ``steps`` is positive.

        Returns whether the widget kept it, so that nothing is left for the page to scroll by.
        """
        return self.hands.wheel(widget, steps)

    def write_down(self) -> None:
        """Lets what was changed by hand be written, as it is a moment after the last change."""
        self.go_on(GATHER_MS)
        self.app.profile.writer.do_due()

    def notices(self) -> str:
        """What the notice bar of the shown page says; empty where there is none to see."""
        page = self.window.pages.currentWidget()
        bar = getattr(page, "notices", None)
        return bar.text if bar is not None and bar.isVisible() else ""


def settle() -> None:
    """Carries out what waits to be done at once, such as laying out and deleting."""
    for _ in range(2):
        QApplication.sendPostedEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def button_named(root: QWidget, name: str) -> QAbstractButton:
    """The one button of that name, whether it is to be seen or not."""
    (found,) = (
        child for child in root.findChildren(QAbstractButton) if child.accessibleName() == name
    )
    return found


def part_of(root: QObject, kind: type[W]) -> W:
    """The first child of that kind."""
    found = root.findChild(kind)
    assert found is not None
    return found


def is_dimmed(widget: QWidget) -> bool:
    """Whether it is shown fainter than it is."""
    effect = widget.graphicsEffect()
    return effect is not None and effect.isEnabled()


def label(root: QWidget, text: str) -> QLabel:
    """The first label with that text."""
    return next(child for child in root.findChildren(QLabel) if child.text() == text)


def bar_of(root: QWidget) -> QScrollBar:
    """What scrolls the one part of a page that can be scrolled."""
    return part_of(root, QScrollArea).verticalScrollBar()


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
