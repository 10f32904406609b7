"""Has every single call to the system that a run makes on its files fail once, and counts.

    python -m tests.benchmarks.single_failures [KIND ...]

Needs Linux and a C compiler (``cc``). A run is two starts of the program: settings and changes to a
routine, a session in each with a gap and a trace. It is repeated for each of its calls (open,
write, fsync, rename, lock, ...) and for each way in which that may fail. Asked of each run is that
it ends, that nothing is lost of what was there before or of what was done, that nothing is left
lying about, and that what is told is told on one line. Prints each run that is not as it should be,
and a table of the others: told, or overcome without a word.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from stretchtimer.engine.commands import Resume, Start
from stretchtimer.engine.cues import CueStyle
from stretchtimer.engine.errors import UserError
from stretchtimer.engine.plan import Plan
from stretchtimer.services.person.profile import Profile
from stretchtimer.services.session.runner import SessionRunner
from stretchtimer.services.session.trace import Trace
from stretchtimer.services.system.writer import GATHER_MS
from stretchtimer.storage.history.history import History
from stretchtimer.storage.paths import Folders, folders
from stretchtimer.terminal.log_file import log_into
from tests.fakes import FakeClock, FakeWriter
from tests.wording import all_said, said, telling

T = TypeVar("T")

ROOT = Path(__file__).parents[2]
SHIM = Path(__file__).with_name("failing_calls.c")
WAYS: Mapping[str, tuple[int, ...]] = {
    "open": (errno.EACCES, errno.EIO, errno.ENOSPC, errno.EMFILE),
    "write": (errno.ENOSPC, errno.EIO),
    "read": (errno.EIO,),
    "fsync": (errno.EIO, errno.ENOSPC),
    "rename": (errno.EACCES, errno.EIO),
    "lock": (errno.EAGAIN, errno.EIO),
    "flock": (errno.EAGAIN, errno.ENOLCK),
    "truncate": (errno.EIO,),
    "unlink": (errno.EIO,),
    "mkdir": (errno.EACCES, errno.ENOSPC),
    "chmod": (errno.EPERM,),
}
LONGEST_S = 60
HOLDS = ["a", "b", "b"]
ROUTINE = """\
format = 1
name = "Mine"
[times]
first_lead_in_s = 1
[[stretches]]
id = "a"
name = "A"
hold_s = 20
[[stretches]]
id = "b"
name = "B"
hold_s = 20
sides = "both"
"""
SETTINGS = {"format": 1, "volume": 31, "later": [1]}
ADJUSTMENTS = {"format": 1, "routines": {"other": {"order": ["x"]}}}
LASTS = (".db-wal", ".db-shm", ".db-journal")


def prepare(profile: Path) -> None:
    """Somebody who has used the program before."""
    own = folders(profile)
    for path, text in (
        (own.settings, json.dumps(SETTINGS)),
        (own.adjustments, json.dumps(ADJUSTMENTS)),
        (own.routines / "mine.toml", ROUTINE),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def run(profile: Path) -> list[str]:
    """Both starts; returns what was told."""
    told: list[str] = []

    def again(work: Callable[[], T]) -> T:
        """What a person is refused in words is asked for once more."""
        try:
            return work()
        except UserError as error:
            told.append(said(error))
            return work()

    clock = FakeClock()
    for start in (1, 2):
        own = folders(profile)
        log_into(own.cache)
        opened = Profile(own, clock, telling(told), FakeWriter)
        personal = opened.personal(again(partial(opened.find, "mine")))
        told += all_said(opened.warnings)
        if start == 1:
            opened.preferences.change(volume=41)
            personal.set_hold("a", 25_000)
        else:
            opened.preferences.change(theme="dark", window_width=900)
            personal.set_time("lead_in_ms", 9_000)
        clock.advance(GATHER_MS)
        opened.writer.do_due()
        trace = again(partial(Trace, profile / f"trace-{start}", opened.writer))
        session(opened, personal.plan(), clock, trace)
        told += all_said(opened.close())
    return told


def session(opened: Profile, plan: Plan, clock: FakeClock, trace: Trace) -> None:
    """A whole session of the routine, with a sleep in its first hold."""
    runner = SessionRunner(clock, plan, CueStyle())
    runner.listen(opened.recorder().follow(plan, str(uuid4())).on_event)
    runner.listen(trace.on_event)
    runner.send(Start())
    clock.advance(6_000)
    runner.poll()
    clock.sleep(60_000)
    runner.send(Resume())
    while not runner.state.is_over:
        clock.advance(500)
        runner.poll()
        opened.writer.do_due()


def losses(profile: Path) -> list[str]:
    """What is not as it should be afterwards."""
    own = folders(profile)
    found = []
    settings = _json(own.settings)
    wanted = {"volume": 41, "theme": "dark", "window_width": 900, "later": [1]}
    found += [f"{key} is {settings.get(key)}" for key in wanted if settings.get(key) != wanted[key]]
    changes = _json(own.adjustments).get("routines")
    mine = {"stretches": {"a": {"hold_ms": 25_000}}, "times": {"lead_in_ms": 9_000}}
    if changes != {"other": {"order": ["x"]}, "own:mine": mine}:
        found.append(f"changes are {changes}")
    return found + _log_losses(own) + _trace_losses(profile) + _leftovers(profile)


def _log_losses(own: Folders) -> list[str]:
    with closing(History(own.history, lambda: date(2026, 3, 1))) as history:
        rows = history.sessions()
    if len(rows) != 2:
        return [f"{len(rows)} sessions"]
    return [
        f"a session is {row}"
        for row in rows
        if [hold.held.stretch_id for hold in row.holds] != HOLDS
        or not row.completed
        or [gap.gap_ms for gap in row.gaps] != [60_000]
    ]


def _trace_losses(profile: Path) -> list[str]:
    found = []
    for start in (1, 2):
        lines = (profile / f"trace-{start}").read_text("utf-8").splitlines()
        events = [json.loads(line)["event"] for line in lines]
        if (events[:1], events[-1:]) != (["session_started"], ["session_finished"]):
            found.append(f"trace {start} has {len(events)} lines, {events[:1]} to {events[-1:]}")
    return found


def _leftovers(profile: Path) -> list[str]:
    known: tuple[str, ...] = (
        "settings.json",
        "adjustments.json",
        "history.db",
        "mine.toml",
        "terminal.log",
    )
    # The backup of the day, which the second start makes.
    known += ("history-2026-03-01.db",)
    files = (path for path in profile.rglob("*") if path.is_file())
    return [
        f"{path.name} is left"
        for path in files
        if path.name not in (*known, "trace-1", "trace-2") and not path.name.endswith(LASTS)
    ]


def _json(path: Path) -> dict[str, object]:
    data: dict[str, object] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return data


@dataclass(frozen=True)
class Failure:
    """The call of a kind and number fails with that error."""

    kind: str
    number: int
    code: int

    def __str__(self) -> str:
        return f"{self.kind} {self.number} {errno.errorcode[self.code]}"


class Laboratory:
    """Runs with failures, each in a process and a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shim = folder / "failing_calls.so"
        command = ["cc", "-shared", "-fPIC", "-O1", "-o", str(self._shim), str(SHIM), "-ldl"]
        subprocess.run(command, check=True)

    def calls(self) -> Counter[str]:
        """How many calls of each kind a run makes."""
        log = self._folder / "calls"
        self._run("counted", {"FAIL_LOG": str(log)})
        return Counter(line.split()[0] for line in log.read_text("utf-8").splitlines())

    def judge(self, failure: Failure) -> tuple[list[str], bool]:
        """What is wrong with a run in which that fails, and whether anything was told in it."""
        name = str(failure).replace(" ", "-")
        variables = {
            "FAIL_KIND": failure.kind,
            "FAIL_NUMBER": str(failure.number),
            "FAIL_ERRNO": str(failure.code),
        }
        try:
            ended = self._run(name, variables)
        except subprocess.TimeoutExpired:
            return ["it did not end"], False
        if ended.returncode:
            return [f"it ended with {ended.returncode}: {ended.stderr[-500:]}"], False
        told: list[str] = json.loads(ended.stdout)
        wrong = [f"told in an odd way: {words!r}" for words in told if not words.isprintable()]
        if ended.stderr:
            wrong.append(f"it printed {ended.stderr[-300:]!r}")
        return wrong + losses(self._folder / name), bool(told)

    def _run(self, name: str, variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        profile = self._folder / name
        prepare(profile)
        return subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.single_failures", "--run", str(profile)],
            env={
                **os.environ,
                "LD_PRELOAD": str(self._shim),
                "FAIL_BELOW": str(profile),
                **variables,
            },
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=LONGEST_S,
            check=False,
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(WAYS))
    parser.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.run:
        print(json.dumps(run(arguments.run)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        laboratory = Laboratory(Path(folder))
        calls = laboratory.calls()
        failures = [
            Failure(kind, number, code)
            for kind in arguments.kinds or WAYS
            for number in range(1, calls[kind] + 1)
            for code in WAYS[kind]
        ]
        outcomes: dict[str, Counter[str]] = {kind: Counter() for kind in WAYS}
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for failure, (wrong, told) in zip(
                failures, pool.map(laboratory.judge, failures), strict=True
            ):
                outcome = "wrong" if wrong else "told" if told else "overcome"
                outcomes[failure.kind][outcome] += 1
                if wrong:
                    print(f"{failure}: {'; '.join(wrong)}", flush=True)
    for kind, counted in outcomes.items():
        if counted:
            print(f"{kind:9} {calls[kind]:4} calls  {dict(counted)}")
    wrong_ones = sum(counted["wrong"] for counted in outcomes.values())
    print(f"{len(failures)} runs, {wrong_ones} of them wrong")
    return 1 if wrong_ones else 0


if __name__ == "__main__":
    sys.exit(main())
