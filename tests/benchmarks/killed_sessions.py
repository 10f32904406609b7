"""Kills running sessions, and sees to it that all but the last second of each is in the record.

    python -m tests.benchmarks.killed_sessions [COUNT] [--at-once N] [--speed N] [--seed NUMBER]

Each session is led by a process of its own with a writer and a file of its own, on a clock that
goes SPEED times as fast as ours, and is killed (``kill -9``) at a random instant. What it really
held until then it notes in memory that outlives it. Asked of each: the file is sound, and nothing
was moved aside; what the record tells as held is right to a second; the offer to go on is there and
begins at the side that was under way; and gone on with, the record has both parts.
"""

from __future__ import annotations

import argparse
import mmap
import os
import random
import signal
import sqlite3
import struct
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

from stretchtimer.engine.commands import Start
from stretchtimer.engine.cues import CueStyle
from stretchtimer.engine.model import Routine
from stretchtimer.engine.plan import PhaseKind, Plan, make_plan
from stretchtimer.engine.session import SessionState, Status, held_ms
from stretchtimer.services.person.profile import Profile
from stretchtimer.services.record.resume import ResumeOffer, resume_offer
from stretchtimer.services.session.occasion import USUAL, Occasion
from stretchtimer.services.session.runner import SessionRunner
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.rows import End, Place
from stretchtimer.storage.paths import folders
from stretchtimer.storage.routines.routine_file import read_routine
from tests.fakes import FakeClock, FakeWriter

ROUTINE = """\
format = 1
name = "Mine"
[times]
first_lead_in_s = 1
lead_in_s = 1
change_sides_s = 1
change_over_s = 1
release_s = 1
rounds = 2
[[stretches]]
id = "a"
name = "A"
hold_s = 5
[[stretches]]
id = "b"
name = "B"
hold_s = 5
sides = "both"
"""
RIGHT_TO_MS = 1_000
TRUTH = struct.Struct("qqq")
BEGIN = datetime(2026, 3, 1, 9, 0, tzinfo=timezone.utc)


class FastClock:
    """Goes so many times as fast as the clock of the machine."""

    def __init__(self, speed: int) -> None:
        self._speed = speed
        self._began = time.monotonic_ns()

    def monotonic_ms(self) -> int:
        return (time.monotonic_ns() - self._began) * self._speed // 1_000_000

    boottime_ms = monotonic_ms

    def utc_now(self) -> datetime:
        return BEGIN + timedelta(milliseconds=self.monotonic_ms())

    local_now = utc_now


def lead(profile: Path, plan: Plan, speed: int, memory: mmap.mmap) -> None:
    """Leads a session to its end, and notes what is held as it goes."""
    opened = Profile(folders(profile), FastClock(speed), lambda _: None)
    log = opened.recorder().follow(plan, "killed")
    runner = SessionRunner(
        opened.clock, plan, CueStyle(), listeners=(log.on_event,), lookaheads=(log,)
    )
    runner.send(Start())
    while not runner.state.is_over:
        now_ms = runner.now_ms()
        memory[: TRUTH.size] = TRUTH.pack(
            runner.state.phase_index, held_ms(runner.state, now_ms), now_ms
        )
        time.sleep(0.001)
        runner.poll()
    memory[: TRUTH.size] = TRUTH.pack(-1, held_ms(runner.state, runner.now_ms()), 0)
    opened.close()


def under_way(plan: Plan, index: int) -> Place | None:
    """Where it should go on."""
    phase = plan.phases[index]
    hold = plan.hold_after(index) if phase.kind is PhaseKind.RELEASE else plan.hold_of(phase)
    return None if hold is None else Place(hold.stretch.id, hold.side, hold.round)


def wrong_with(
    profile: Path, routine: Routine, truth: tuple[int, int, int], speed: int
) -> Iterator[str]:
    """What is not as it should be after the session was killed."""
    path = folders(profile).history
    plan, (index, held, now_ms) = make_plan(routine), truth
    with closing(History(path, BEGIN.date)) as history:
        latest = history.latest(8)
        if notes := history.take_notes():
            yield f"it told {notes}"
        # It may have been killed before it made anything.
        if path.exists():
            with closing(sqlite3.connect(path)) as file:
                sound = file.execute("PRAGMA integrity_check").fetchone()[0]
            if sound != "ok":
                yield f"the file is {sound}"
        if not latest:
            # The first write makes the file, which takes its time by our clock.
            if now_ms > RIGHT_TO_MS * speed:
                yield f"nothing is there after {now_ms} ms"
            return
        missing_ms = held - sum(row.held_ms for row in latest)
        if abs(missing_ms) > RIGHT_TO_MS:
            yield f"{missing_ms} ms of {held} ms are missing"
        utc = BEGIN + timedelta(hours=1)
        offer = resume_offer(latest, lambda _: routine, utc)
        wanted = under_way(plan, index) if index >= 0 else None
        if (offer and offer.place) != wanted:
            # What came in the very last moment may not be written yet.
            before = under_way(plan, max(0, index - 1)) if index >= 0 else under_way(plan, -1)
            if offer is None or offer.place != before:
                yield f"the offer is {offer and offer.place}, not {wanted}"
    if offer:
        yield from _gone_on(profile, offer)


def _gone_on(profile: Path, offer: ResumeOffer) -> Iterator[str]:
    """Takes the offer up, and looks for both parts."""
    clock = FakeClock()
    clock.utc += timedelta(hours=1)
    opened = Profile(folders(profile), clock, lambda _: None, FakeWriter)
    run(opened, clock, offer.plan, "gone on", offer.occasion)
    second, first = opened.history.latest(2)
    opened.close()
    if (second.continues_uuid, second.end, first.end) != (
        first.uuid,
        End.FINISHED,
        End.BROKEN_OFF,
    ):
        yield f"the parts are {first.end}, {second.end} of {second.continues_uuid}"
    place = Place(second.holds[0].held.stretch_id, second.holds[0].held.side, 1)
    if (place.stretch_id, place.side) != (offer.place.stretch_id, offer.place.side):
        yield f"it went on with {place}"
    wanted = sum(phase.duration_ms for phase in offer.plan.phases if phase.is_hold)
    if second.held_ms != wanted:
        yield f"the second part is {second.held_ms} ms of {wanted} ms"


def run(
    opened: Profile, clock: FakeClock, plan: Plan, name: str, occasion: Occasion = USUAL
) -> SessionState:
    """Leads a session on a clock that only jumps."""
    log = opened.recorder().follow(plan, name, occasion)
    runner = SessionRunner(clock, plan, CueStyle(), (log.on_event,), (log,))
    runner.send(Start())
    while runner.state.status is not Status.FINISHED:
        clock.advance(500)
        runner.poll()
    return runner.state


class Victim:
    """A session in a process of its own, and the instant at which it is killed."""

    def __init__(self, profile: Path, plan: Plan, speed: int, after_s: float) -> None:
        self.profile = profile
        self.kill_at = time.monotonic() + after_s
        self._memory = mmap.mmap(-1, mmap.PAGESIZE)
        self._pid = os.fork()
        if not self._pid:
            try:
                lead(profile, plan, speed, self._memory)
            finally:
                os._exit(0)

    def kill(self) -> tuple[int, int, int]:
        """Ends it, and gives what it held until then."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        index, held, now_ms = TRUTH.unpack(self._memory[: TRUTH.size])
        self._memory.close()
        return index, held, now_ms


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=100, metavar="COUNT")
    parser.add_argument("--at-once", type=int, default=6)
    parser.add_argument("--speed", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    ended: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mine.toml"
        file.write_text(ROUTINE, encoding="utf-8")
        routine = read_routine(file)
        plan = make_plan(routine)
        longest_s = plan.total_ms / 1000 / arguments.speed
        running: list[Victim] = []
        for number in range(arguments.count + arguments.at_once):
            if len(running) == arguments.at_once or number >= arguments.count:
                victim = min(running, key=lambda one: one.kill_at)
                running.remove(victim)
                time.sleep(max(0.0, victim.kill_at - time.monotonic()))
                truth = victim.kill()
                wrong = list(wrong_with(victim.profile, routine, truth, arguments.speed))
                for words in wrong:
                    print(f"{victim.profile.name} of seed {arguments.seed}: {words}", flush=True)
                ended["wrong" if wrong else "done before" if truth[0] < 0 else "killed"] += 1
            if number < arguments.count:
                profile = Path(folder) / str(number)
                after_s = chance.uniform(0.05, longest_s)
                running.append(Victim(profile, plan, arguments.speed, after_s))
    print(dict(ended))
    return 1 if ended["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
