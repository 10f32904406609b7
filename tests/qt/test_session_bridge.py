"""The window's way to the control of a session: loaded late, woken in time, and told as signals."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from stretchtimer.engine.plan import make_plan
from stretchtimer.qt.session_bridge import SessionBridge
from stretchtimer.qt.ticker import Ticker
from stretchtimer.services.audio.audio_out import SETTLE_MS
from stretchtimer.services.audio.clip_library import ClipLibrary
from stretchtimer.services.audio.sound_switch import SettingSwitch
from stretchtimer.services.session.control import Act, SessionControl, Watcher
from tests.engine.routines import NO_TIMES, routine, stretch
from tests.fakes import FakeClock, FakeKeepAwake, FakeOut, NoLog, preferences_in
from tests.spoken_english import SCRIPTS

PLAN = make_plan(routine(stretch(hold_ms=12_300), times=NO_TIMES))


class Bridged:
    """A bridge to a control on a clock that only the test moves, and what it signalled."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        self.made = 0
        self.told: list[str] = []
        self.preferences = preferences_in(folder / "settings.json")
        self.bridge = SessionBridge(self._make)
        self.bridge.ticked.connect(lambda: self.told.append("ticked"))
        self.bridge.end_asked.connect(lambda: self.told.append("end asked"))
        self.bridge.gap_noticed.connect(lambda gap_ms: self.told.append(f"gap {gap_ms}"))
        self.bridge.finished.connect(lambda state: self.told.append(f"over {state.is_over}"))

    def _make(self, watcher: Watcher) -> SessionControl:
        self.made += 1
        return SessionControl(
            self.clock,
            self.preferences,
            NoLog,
            out=FakeOut(self.clock),
            keep_awake=FakeKeepAwake(),
            clips=ClipLibrary({}),
            scripts=SCRIPTS,
            sound=SettingSwitch(self.preferences),
            watcher=watcher,
        )

    def start(self) -> None:
        self.bridge.control.begin(PLAN)
        self.bridge.control.start()

    @property
    def tickers(self) -> list[Ticker]:
        return self.bridge.findChildren(Ticker)


@pytest.fixture
def bridged(qapp: QApplication, tmp_path: Path) -> Iterator[Bridged]:
    bridged = Bridged(tmp_path)
    yield bridged
    for ticker in bridged.tickers:
        ticker.stop()


def test_the_control_is_made_when_it_is_first_asked_for_and_once(bridged: Bridged) -> None:
    assert not bridged.bridge.is_running
    assert bridged.made == 0
    bridged.start()
    assert bridged.bridge.is_running
    assert bridged.made == 1


def test_after_each_command_it_is_woken_anew_and_shown(bridged: Bridged) -> None:
    bridged.start()
    (ticker,) = bridged.tickers
    assert ticker.is_armed
    bridged.told.clear()
    bridged.bridge.control.do(Act.PAUSE)
    assert not ticker.is_armed
    bridged.bridge.control.do(Act.PAUSE)
    assert ticker.is_armed
    assert bridged.told == ["ticked", "ticked"]


def test_what_is_asked_and_noticed_and_over_is_signalled(bridged: Bridged) -> None:
    bridged.start()
    (ticker,) = bridged.tickers
    bridged.clock.advance(SETTLE_MS + 60_000)
    ticker.poll()
    bridged.bridge.control.do(Act.LEAVE)
    bridged.bridge.control.end()
    assert [told for told in bridged.told if told != "ticked"] == [
        f"gap {SETTLE_MS + 60_000}",
        "end asked",
        "over True",
    ]
    assert not ticker.is_armed
    assert not bridged.bridge.is_running


def test_each_session_has_a_ticker_of_its_own(bridged: Bridged) -> None:
    bridged.start()
    first = bridged.tickers[-1]
    bridged.bridge.control.end()
    bridged.start()
    assert bridged.tickers[-1] is not first
    assert bridged.tickers[-1].is_armed
    assert not first.is_armed
