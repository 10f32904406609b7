"""The screen is kept on by wishes that never wait, never raise and always end."""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import pytest

from stretchtimer.services.system.keep_awake import WakepyKeepAwake

WAIT_S = 60


@dataclass
class FakeDesktop:
    """Stands in for what ``wakepy`` reaches: says who entered and left, and from which thread."""

    active: bool = True
    enter_fails: bool = False
    exit_fails: bool = False
    answers: threading.Event = field(default_factory=threading.Event)
    did: queue.Queue[str] = field(default_factory=queue.Queue)
    threads: set[str] = field(default_factory=set)

    def presenting(self, on_fail: str) -> FakeDesktop:
        assert on_fail == "pass"
        return self

    def __enter__(self) -> FakeDesktop:
        self._note("on")
        assert self.answers.wait(WAIT_S)
        if self.enter_fails:
            raise RuntimeError("no bus")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._note("off")
        if self.exit_fails:
            raise RuntimeError("the bus went away")

    def _note(self, what: str) -> None:
        self.threads.add(threading.current_thread().name)
        self.did.put(what)

    def all(self) -> list[str]:
        return [self.did.get_nowait() for _ in range(self.did.qsize())]


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> FakeDesktop:
    fake = FakeDesktop()
    fake.answers.set()
    monkeypatch.setattr("wakepy.keep.presenting", fake.presenting)
    return fake


@pytest.fixture
def failures() -> queue.Queue[str]:
    return queue.Queue()


@pytest.fixture
def awake(failures: queue.Queue[str]) -> Iterator[WakepyKeepAwake]:
    awake = WakepyKeepAwake(lambda: failures.put(threading.current_thread().name))
    yield awake
    awake.close()
    assert "keep-awake" not in names()


def names() -> list[str]:
    return [thread.name for thread in threading.enumerate()]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="is about a missing D-Bus")
def test_a_machine_without_a_bus_is_told_once_and_nothing_breaks(
    awake: WakepyKeepAwake,
    failures: queue.Queue[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/no-bus")
    awake.hold()
    assert failures.get(timeout=WAIT_S) == "keep-awake"
    for _ in range(3):
        awake.release()
        awake.hold()
    awake.close()
    assert "keep-awake" not in names()
    assert failures.empty()


def test_nothing_is_begun_before_the_first_wish_to_stay_awake(awake: WakepyKeepAwake) -> None:
    awake.release()
    awake.close()
    assert "keep-awake" not in names()


def test_wishes_said_twice_are_carried_out_once(
    awake: WakepyKeepAwake, desktop: FakeDesktop
) -> None:
    awake.hold()
    awake.hold()
    assert desktop.did.get(timeout=WAIT_S) == "on"
    awake.release()
    awake.release()
    assert desktop.did.get(timeout=WAIT_S) == "off"
    awake.hold()
    awake.close()
    assert desktop.all() == ["on", "off"]


def test_the_desktop_is_only_spoken_to_from_one_thread_of_its_own(
    awake: WakepyKeepAwake, desktop: FakeDesktop, failures: queue.Queue[str]
) -> None:
    awake.hold()
    awake.close()
    assert desktop.threads == {"keep-awake"}
    assert failures.empty()


def test_closing_lets_the_screen_go(awake: WakepyKeepAwake, desktop: FakeDesktop) -> None:
    awake.hold()
    awake.close()
    assert desktop.all() == ["on", "off"]
    awake.close()
    assert desktop.all() == []


def test_after_closing_it_can_be_begun_anew(awake: WakepyKeepAwake, desktop: FakeDesktop) -> None:
    for _ in range(2):
        awake.hold()
        awake.close()
    assert desktop.all() == ["on", "off", "on", "off"]


@pytest.mark.parametrize("raises", [True, False])
def test_a_desktop_that_refuses_is_told_once_and_asked_again(
    awake: WakepyKeepAwake, desktop: FakeDesktop, failures: queue.Queue[str], raises: bool
) -> None:
    desktop.enter_fails, desktop.active = raises, False
    for _ in range(3):
        awake.hold()
        awake.release()
    awake.close()
    assert desktop.all().count("on") == 3
    assert failures.qsize() == 1


def test_a_desktop_that_breaks_on_letting_go_is_asked_again_next_time(
    awake: WakepyKeepAwake, desktop: FakeDesktop
) -> None:
    desktop.exit_fails = True
    awake.hold()
    awake.release()
    awake.hold()
    awake.close()
    assert desktop.all() == ["on", "off", "on", "off"]


def test_a_desktop_that_does_not_answer_is_told_and_not_waited_for(
    desktop: FakeDesktop, failures: queue.Queue[str]
) -> None:
    desktop.answers.clear()
    awake = WakepyKeepAwake(lambda: failures.put("told"), answer_s=0.01, farewell_s=0)
    awake.hold()
    assert failures.get(timeout=WAIT_S) == "told"
    awake.close()
    desktop.answers.set()
    assert desktop.did.get(timeout=WAIT_S) == "on"
    assert desktop.did.get(timeout=WAIT_S) == "off"
    assert failures.empty()


def test_whoever_closes_before_the_answer_is_told_that_there_was_none(
    desktop: FakeDesktop, failures: queue.Queue[str]
) -> None:
    desktop.answers.clear()
    awake = WakepyKeepAwake(lambda: failures.put("told"), answer_s=WAIT_S, farewell_s=0)
    awake.hold()
    assert desktop.did.get(timeout=WAIT_S) == "on"
    awake.close()
    assert failures.get_nowait() == "told"
    desktop.answers.set()
    assert desktop.did.get(timeout=WAIT_S) == "off"
