"""The window keeps the screen on by the desktop it is on, and lets it go again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEventLoop, QTimer

from tests.conftest import why_no_qt
from tests.desktop.needs import need
from tests.fakes import FakeKeepAwake

try:
    from tests.desktop.screen_saver import screen_saver
except ModuleNotFoundError:
    HAS_JEEPNEY = False
else:
    HAS_JEEPNEY = True

pytestmark = pytest.mark.usefixtures("qapp")
PATIENCE_MS = 60_000
NO_BUS = "unix:path=/nonexistent/bus"
OURS = "stretchtimer-screen"


@pytest.fixture(autouse=True)
def _all_is_there() -> None:
    need(HAS_JEEPNEY, "jeepney is not installed")
    need(not why_no_qt(), f"Qt cannot be loaded: {why_no_qt()}")


class Wishing:
    """A wish on that bus, with what becomes of it."""

    def __init__(self, bus: str, answer_ms: int = PATIENCE_MS) -> None:
        from PySide6.QtDBus import QDBusConnection

        from stretchtimer.qt.screen_wish import ScreenWish

        self.fails = 0
        self.others: list[FakeKeepAwake] = []
        self.wish = ScreenWish(
            self._on_failed,
            self._other,
            lambda: QDBusConnection.connectToBus(bus, OURS),
            answer_ms,
        )

    def _on_failed(self) -> None:
        self.fails += 1

    def _other(self) -> FakeKeepAwake:
        self.others.append(FakeKeepAwake())
        return self.others[-1]


def until(is_so: Callable[[], object]) -> None:
    """Lets the program work until that is so."""
    loop, looks = QEventLoop(), QTimer()
    looks.timeout.connect(lambda: loop.quit() if is_so() else None)
    looks.start(1)
    QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
    loop.exec()
    assert is_so()


def test_the_desktop_is_asked_in_our_name_and_left_when_the_wish_is_taken_back(bus: str) -> None:
    with screen_saver(bus, "takes") as told:
        wishing = Wishing(bus)
        for _ in range(2):
            wishing.wish.hold()
            wishing.wish.hold()
            assert told.readline() == "wished|Stretch Timer|You are stretching\n"
            until(lambda: not wishing.wish.is_asking)
            wishing.wish.release()
            wishing.wish.release()
            assert told.readline() == "left\n"
        wishing.wish.hold()
        assert told.readline().startswith("wished")
        until(lambda: not wishing.wish.is_asking)
        wishing.wish.close()
        assert told.readline() == "left\n"
    assert (wishing.fails, wishing.others) == (0, [])


def test_what_is_taken_back_before_the_answer_is_let_go_when_it_comes(bus: str) -> None:
    with screen_saver(bus, "takes") as told:
        wishing = Wishing(bus)
        wishing.wish.hold()
        wishing.wish.release()
        assert told.readline().startswith("wished")
        until(lambda: not wishing.wish.is_asking)
        assert told.readline() == "left\n"


@pytest.mark.parametrize("kind", ["refuses", "nobody"])
@pytest.mark.parametrize("is_wanted", [True, False])
def test_where_the_desktop_knows_nothing_of_it_the_other_way_is_asked(
    bus: str, kind: str, is_wanted: bool
) -> None:
    def tried() -> Wishing:
        wishing = Wishing(bus)
        wishing.wish.hold()
        if not is_wanted:
            wishing.wish.release()
        until(lambda: not wishing.wish.is_asking)
        return wishing

    if kind == "refuses":
        with screen_saver(bus, kind):
            wishing = tried()
    else:
        wishing = tried()
    (other,) = wishing.others
    assert other.is_held is is_wanted
    wishing.wish.hold()
    assert other.is_held
    wishing.wish.release()
    assert not other.is_held
    wishing.wish.close()
    assert other.is_closed
    assert (wishing.fails, len(wishing.others)) == (0, 1)


def test_of_a_desktop_that_takes_the_call_and_says_nothing_it_is_told_that_it_fails(
    bus: str,
) -> None:
    with screen_saver(bus, "silent"):
        wishing = Wishing(bus, answer_ms=1)
        wishing.wish.hold()
        until(lambda: wishing.fails)
        wishing.wish.close()
    assert (wishing.fails, wishing.others) == (1, [])


def test_without_a_bus_it_is_told_once_that_the_screen_cannot_be_kept_on() -> None:
    wishing = Wishing(NO_BUS)
    for _ in range(2):
        wishing.wish.hold()
        wishing.wish.release()
    until(lambda: wishing.fails)
    wishing.wish.close()
    assert wishing.fails == 1
    assert wishing.others == []
