"""The trace tells every event of a session, one JSON object a line, on the session's own clock."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NoReturn

import pytest

from stretchtimer.engine.commands import (
    AnyCommand,
    Extend,
    Pause,
    Resume,
    Start,
)
from stretchtimer.engine.cues import CueStyle
from stretchtimer.engine.model import Dose, Routine, Stretch, Times
from stretchtimer.engine.plan import make_plan
from stretchtimer.services.session.runner import SessionRunner
from stretchtimer.services.session.trace import Trace
from stretchtimer.services.system.writer import LAST_RETRY_MS
from tests.fakes import FakeWriter
from tests.spoken_english import SCRIPT
from tests.wording import all_said, refused, telling

HOLD_MS = 12_000
ROUTINE = Routine(
    "r",
    "R",
    (Stretch("twist", "Twist", Dose(HOLD_MS), pose="twist", two_sided=True),),
    Times(first_lead_in_ms=5_000, change_sides_ms=4_000, release_ms=0),
)
START_MS = 70_000


class Session:
    """A traced session on a clock that only the test moves."""

    def __init__(self, path: Path) -> None:
        self.now_ms = START_MS
        self.path = path
        self.problems: list[str] = []
        self.writer = FakeWriter(self, telling(self.problems))
        self.trace = Trace(path, self.writer)
        self.runner = SessionRunner(self, make_plan(ROUTINE), CueStyle(script=SCRIPT))
        self.runner.listen(self.trace.on_event)

    def monotonic_ms(self) -> int:
        return self.now_ms

    def boottime_ms(self) -> int:
        return self.now_ms

    def utc_now(self) -> datetime:
        return datetime(2026, 3, 1, tzinfo=timezone.utc) + timedelta(milliseconds=self.now_ms)

    def local_now(self) -> datetime:
        return self.utc_now()

    def send(self, command: AnyCommand) -> None:
        self.runner.send(command)

    def look_at(self, since_start_ms: int) -> None:
        self.now_ms = START_MS + since_start_ms
        self.runner.poll()

    def run(self) -> None:
        self.send(Start())
        while (due_ms := self.runner.next_poll_ms()) is not None:
            self.now_ms = max(self.now_ms, due_ms)
            self.runner.poll()

    def told(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.path.read_text("utf-8").splitlines()]

    def only(self, event: str) -> list[dict[str, Any]]:
        return [line for line in self.told() if line["event"] == event]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session(tmp_path / "trace")
    yield session
    session.writer.close()


def test_the_whole_session_is_told_in_milliseconds_since_its_start(session: Session) -> None:
    session.run()
    told = session.told()
    assert told[0]["event"] == "session_started"
    assert [line["due_ms"] for line in session.only("phase_entered")] == [0, 5_000, 17_000, 21_000]
    assert told[-1] == {
        "event": "session_finished",
        "phase": None,
        "due_ms": 33_000,
        "emitted_ms": 33_000,
        "completed": True,
    }


def test_every_line_has_event_phase_and_both_instants(session: Session) -> None:
    session.run()
    assert all(
        list(line)[:4] == ["event", "phase", "due_ms", "emitted_ms"] for line in session.told()
    )


def test_a_phase_is_told_with_what_it_is(session: Session) -> None:
    session.run()
    assert session.only("phase_entered")[1] == {
        "event": "phase_entered",
        "phase": 1,
        "due_ms": 5_000,
        "emitted_ms": 5_000,
        "kind": "hold",
        "stretch": "twist",
        "pose": "twist",
        "side": "left",
        "repetition": 1,
    }


def test_a_late_look_shows_in_the_instant_of_telling_and_not_in_the_due_one(
    session: Session,
) -> None:
    session.send(Start())
    session.look_at(5_300)
    hold = session.only("phase_entered")[1]
    assert (hold["due_ms"], hold["emitted_ms"]) == (5_000, 5_300)


def test_what_was_held_stands_beside_what_was_planned(session: Session) -> None:
    session.run()
    held = [(line["planned_ms"], line["held_ms"]) for line in session.only("hold_finished")]
    assert held == [(HOLD_MS, HOLD_MS)] * 2


def test_each_cue_is_told_with_what_is_heard_and_seen(session: Session) -> None:
    session.run()
    session.writer.close()
    assert session.only("cue_due")[0] == {
        "event": "cue_due",
        "phase": 0,
        "due_ms": 0,
        "emitted_ms": 0,
        "kind": "lead_in",
        "clip": "lead_in",
        "text": "Get into position",
    }


def test_pause_resume_and_more_time_are_told(session: Session) -> None:
    session.send(Start())
    session.look_at(7_000)
    session.send(Extend())
    session.send(Pause())
    session.send(Resume(settle_ms=600))
    assert session.only("phase_extended")[0]["by_ms"] == 10_000
    assert session.only("session_paused")[0]["due_ms"] == 7_000
    assert session.only("session_resumed")[0]["runs_in_ms"] == 3_600


def test_time_that_the_machine_lost_is_told(session: Session) -> None:
    session.send(Start())
    session.look_at(6_000)
    session.look_at(66_000)
    gap = session.only("gap_noticed")[0]
    assert (gap["due_ms"], gap["emitted_ms"], gap["gap_ms"]) == (6_000, 66_000, 60_000)


def test_each_line_is_in_the_file_at_once(session: Session) -> None:
    session.send(Start())
    assert [line["event"] for line in session.told()][:2] == ["session_started", "phase_entered"]


def test_a_trace_that_cannot_be_opened_is_told_in_words(tmp_path: Path) -> None:
    with refused("it does not exist"):
        Session(tmp_path / "nowhere" / "trace")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_a_full_disk_does_not_stop_the_session_and_is_told_once() -> None:
    session = Session(Path("/dev/full"))
    session.run()
    assert session.runner.state.completed
    told = "The trace cannot be written to /dev/full: the disk is full."
    assert session.problems == [told]
    assert all_said(session.writer.close()) == (told,)


def test_what_a_full_disk_did_not_take_is_written_when_there_is_room(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    session.send(Start())
    assert session.told() == []
    monkeypatch.undo()
    session.run()
    assert session.told()[0]["event"] == "session_started"
    assert session.told()[-1]["event"] == "session_finished"


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir])
def test_what_cannot_be_written_is_refused_at_once(tmp_path: Path, make: Any) -> None:
    make(tmp_path / "trace")
    with refused(r"not an ordinary file|a folder, not a file"):
        Session(tmp_path / "trace")


def test_a_pipe_that_somebody_reads_is_written_and_a_slow_reader_loses_nothing(
    tmp_path: Path,
) -> None:
    os.mkfifo(tmp_path / "trace")
    reader = os.open(tmp_path / "trace", os.O_RDONLY | os.O_NONBLOCK)
    session = Session(tmp_path / "trace")
    for _ in range(40):
        session.run()
        session.runner = SessionRunner(session, make_plan(ROUTINE), CueStyle(script=SCRIPT))
        session.runner.listen(session.trace.on_event)
    assert session.problems == [
        f"The trace cannot be written to {tmp_path / 'trace'}: "
        "the program that reads it is not ready."
    ]
    read = b""
    while part := read_some(reader):
        read += part
        session.now_ms += LAST_RETRY_MS
        session.writer.do_due()
    os.close(reader)
    lines = [json.loads(line) for line in read.splitlines()]
    assert [line["event"] for line in lines].count("session_finished") == 40
    session.writer.close()


def read_some(handle: int) -> bytes:
    """What is there to be read; nothing where there is nothing."""
    try:
        return os.read(handle, 1_000_000)
    except BlockingIOError:
        return b""
