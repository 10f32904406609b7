"""What is to be written is written in order and kept until it is, and nobody waits for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Notice
from stretchtimer.services.system.clock import SystemClock
from stretchtimer.services.system.writer import (
    FIRST_RETRY_MS,
    LAST_RETRY_MS,
    BackgroundWriter,
    Writer,
)
from tests.fakes import FakeClock
from tests.wording import all_said, foreign, telling

LONG_S = 30.0
"""Longer than anything takes; only a test that fails waits for it."""


class Note:
    """A work that says when it was done, and fails as long as it is told to."""

    def __init__(self, name: str, done: list[str]) -> None:
        self.path = Path(name)
        self.problem: Notice | None = None
        self.notes: tuple[Notice, ...] = ()
        self.failures = 0
        self._done = done

    def write(self) -> tuple[Notice, ...]:
        if self.problem and self.failures:
            self.failures -= 1
            raise UserError(self.problem)
        self._done.append(self.path.name)
        return self.notes

    def close(self) -> None:
        self._done.append(f"{self.path.name} closed")

    def fail(self, problem: str, times: int = 1_000) -> None:
        self.problem, self.failures = foreign(problem) if problem else None, times


class Desk:
    """A writer that does its works when the test wants it, and two works for it."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.told: list[str] = []
        self.done: list[str] = []
        self.writer = Writer(self.clock, telling(self.told))
        self.one, self.two = Note("one", self.done), Note("two", self.done)

    def pass_ms(self, ms: int) -> None:
        self.clock.advance(ms)
        self.writer.do_due()


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_works_are_done_in_the_order_in_which_they_are_due(desk: Desk) -> None:
    desk.writer.ask(desk.one, 500)
    desk.writer.ask(desk.two)
    assert desk.writer.do_due() == 500
    assert desk.done == ["two"]
    desk.pass_ms(499)
    assert desk.done == ["two"]
    desk.pass_ms(1)
    assert desk.done == ["two", "one"]
    assert desk.writer.do_due() is None


def test_a_work_asked_for_again_before_it_is_due_is_done_once_and_later(desk: Desk) -> None:
    for _ in range(5):
        desk.writer.ask(desk.one, 500)
        desk.pass_ms(400)
    assert desk.done == []
    desk.pass_ms(100)
    assert desk.done == ["one"]


def test_in_a_hurry_all_that_is_gathered_is_done_in_its_order(desk: Desk) -> None:
    desk.writer.ask(desk.one, 500)
    desk.writer.ask(desk.two, 400)
    desk.writer.hurry()
    assert desk.writer.do_due() is None
    assert desk.done == ["two", "one"]


def test_what_a_work_has_to_tell_is_told(desk: Desk) -> None:
    desk.one.notes = (foreign("moved aside"), foreign("begun afresh"))
    desk.writer.ask(desk.one)
    desk.writer.do_due()
    assert desk.told == ["moved aside", "begun afresh"]


def test_what_could_not_be_written_is_told_once_and_tried_ever_more_rarely(desk: Desk) -> None:
    desk.one.fail("the disk is full")
    desk.writer.ask(desk.one)
    waits = []
    for _ in range(8):
        wait_ms = desk.writer.do_due()
        assert wait_ms is not None
        waits.append(wait_ms)
        desk.clock.advance(wait_ms)
    assert waits[:3] == [FIRST_RETRY_MS, 2 * FIRST_RETRY_MS, 4 * FIRST_RETRY_MS]
    assert waits[-1] == LAST_RETRY_MS
    assert desk.told == ["the disk is full"]
    desk.one.fail("")
    assert desk.writer.do_due() is None
    assert desk.done == ["one"]


def test_another_trouble_is_told_and_the_same_again_after_it_was_over(desk: Desk) -> None:
    for problem in ("full", "full", "gone", "", "gone"):
        desk.one.fail(problem)
        desk.writer.ask(desk.one, anew=False)
        desk.writer.do_due()
    assert desk.told == ["full", "gone", "gone"]


def test_the_same_trouble_is_told_again_where_something_new_was_asked_for(desk: Desk) -> None:
    desk.one.fail("full")
    for _ in range(2):
        desk.writer.ask(desk.one)
        desk.writer.do_due()
    assert desk.told == ["full", "full"]


def test_what_is_in_trouble_does_not_hold_up_the_others(desk: Desk) -> None:
    desk.one.fail("locked")
    desk.writer.ask(desk.one)
    desk.writer.ask(desk.two)
    desk.writer.do_due()
    assert desk.done == ["two"]


def test_a_fault_of_the_program_is_logged_told_and_holds_up_nobody(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(desk.one, "write", lambda: 1 / 0)
    desk.writer.ask(desk.one)
    desk.writer.ask(desk.two)
    desk.writer.do_due()
    assert desk.told == ["one could not be saved, because of a fault in the app."]
    assert desk.done == ["two"]
    assert caplog.records[0].exc_info is not None


def test_closing_does_all_that_is_left_and_gives_back_what_was_opened(desk: Desk) -> None:
    desk.writer.ask(desk.one, 500)
    desk.writer.ask(desk.two, 60_000)
    assert desk.writer.close() == ()
    assert desk.done == ["one", "two", "one closed", "two closed"]
    assert desk.told == []


def test_closing_tries_once_more_and_returns_what_could_not_be_written(desk: Desk) -> None:
    desk.one.fail("locked", times=1)
    desk.two.fail("full")
    desk.two.notes = (foreign("never told"),)
    third = Note("three", desk.done)
    third.notes = (foreign("moved aside"),)
    for work in (desk.one, desk.two, third):
        desk.writer.ask(work, 500)
    assert all_said(desk.writer.close()) == ("full", "moved aside")
    assert desk.done[:2] == ["one", "three"]


class Gate(Note):
    """A work that hangs as a disk may, until the test lets it go on."""

    def __init__(self, done: list[str]) -> None:
        super().__init__("gate", done)
        self.reached, self.opened = threading.Event(), threading.Event()
        self.threads: list[threading.Thread] = []

    def write(self) -> tuple[Notice, ...]:
        self.reached.set()
        assert self.opened.wait(LONG_S)
        self.threads.append(threading.current_thread())
        return super().write()


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate([])
    yield gate
    gate.opened.set()


def test_asking_never_waits_for_what_is_being_written(gate: Gate) -> None:
    done: list[str] = []
    writer = BackgroundWriter(SystemClock(), telling(done))
    writer.ask(gate)
    assert gate.reached.wait(LONG_S)
    other = Note("other", done)
    writer.ask(other)
    writer.ask(gate)
    assert done == []
    gate.opened.set()
    assert writer.close() == ()
    assert done == ["other", "other closed"]
    assert len(gate.threads) == 2
    assert threading.current_thread() not in gate.threads


def test_the_background_does_what_is_due_without_being_closed() -> None:
    gate = Gate([])
    gate.opened.set()
    writer = BackgroundWriter(SystemClock(), print)
    for _ in range(2):
        gate.reached.clear()
        writer.ask(gate, 1)
        assert gate.reached.wait(LONG_S)
    writer.close()
    assert writer.close() == ()


def test_in_a_hurry_the_background_wakes_at_once() -> None:
    done = threading.Event()

    class Late(Note):
        def write(self) -> tuple[Notice, ...]:
            done.set()
            return ()

    writer = BackgroundWriter(SystemClock(), print)
    writer.ask(Late("late", []), 3_600_000)
    writer.hurry()
    assert done.wait(LONG_S)
    writer.close()


def test_closing_does_not_wait_for_ever_and_names_what_is_not_written(gate: Gate) -> None:
    writer = BackgroundWriter(SystemClock(), print, close_wait_s=0)
    writer.ask(gate)
    assert gate.reached.wait(LONG_S)
    writer.ask(Note("other", []), 500)
    assert all_said(writer.close()) == (
        "gate could not be saved in time.",
        "other could not be saved in time.",
    )
    # Asked too late, it is not done, and nobody waits for it.
    writer.ask(Note("late", []))


def test_a_writer_that_was_never_needed_begins_no_thread() -> None:
    before = threading.active_count()
    writer = BackgroundWriter(SystemClock(), print)
    assert threading.active_count() == before
    assert writer.close() == ()
