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
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
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
    """Runs with failures, each in a process and a folder of its own.

    What they share is loaded once, and each is forked from that: loading takes far longer than a
    run, and there are two thousand of them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def calls(self) -> Counter[str]:
        """How many calls of each kind a run makes."""
        log = self._folder / "calls"
        _waited_for(self._fork("counted", {"FAIL_LOG": str(log)}))
        return Counter(line.split()[0] for line in log.read_text("utf-8").splitlines())

    def begin(self, failure: Failure) -> int:
        """Begins the run in which that fails; gives the number of its process."""
        return self._fork(
            _name_of(failure),
            {
                "FAIL_KIND": failure.kind,
                "FAIL_NUMBER": str(failure.number),
                "FAIL_ERRNO": str(failure.code),
            },
        )

    def judge(self, failure: Failure, ended: int) -> tuple[list[str], bool]:
        """What is wrong with a run that ended so, and whether anything was told in it."""
        profile = self._folder / _name_of(failure)
        out, errors = (profile.with_suffix(end).read_text("utf-8") for end in (".out", ".err"))
        if ended == -signal.SIGALRM:
            return ["it did not end"], False
        if ended:
            return [f"it ended with {ended}: {errors[-500:]}"], False
        told: list[str] = json.loads(out)
        wrong = [f"told in an odd way: {words!r}" for words in told if not words.isprintable()]
        if errors:
            wrong.append(f"it printed {errors[-300:]!r}")
        wrong += losses(profile)
        shutil.rmtree(profile)
        return wrong, bool(told)

    def _fork(self, name: str, variables: Mapping[str, str]) -> int:
        profile = self._folder / name
        prepare(profile)
        if process := os.fork():
            return process
        code = 1
        try:
            for stream, ending in ((1, ".out"), (2, ".err")):
                file = os.open(profile.with_suffix(ending), os.O_WRONLY | os.O_CREAT, 0o600)
                os.dup2(file, stream)
            signal.alarm(LONGEST_S)
            os.environ.update({"FAIL_BELOW": f"{profile}/", **variables})
            print(json.dumps(run(profile)), flush=True)
            code = 0
        except BaseException:  # noqa: BLE001 - nothing of it may reach what it was forked from
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)


def _name_of(failure: Failure) -> str:
    return str(failure).replace(" ", "-")


def _waited_for(process: int) -> int:
    """How it ended: its exit code, or the signal below zero."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _each_run(
    laboratory: Laboratory, failures: Sequence[Failure]
) -> Iterator[tuple[Failure, list[str], bool]]:
    """Runs them, as many at once as there are processors."""
    running: dict[int, Failure] = {}
    waiting = list(reversed(failures))
    while waiting or running:
        while waiting and len(running) < (os.cpu_count() or 1):
            failure = waiting.pop()
            running[laboratory.begin(failure)] = failure
        process, status = os.wait()
        failure = running.pop(process)
        yield failure, *laboratory.judge(failure, os.waitstatus_to_exitcode(status))


def experiment(folder: Path, kinds: Sequence[str]) -> int:
    """All runs, in a process that has what makes calls fail loaded."""
    laboratory = Laboratory(folder)
    calls = laboratory.calls()
    failures = [
        Failure(kind, number, code)
        for kind in kinds
        for number in range(1, calls[kind] + 1)
        for code in WAYS[kind]
    ]
    outcomes: dict[str, Counter[str]] = {kind: Counter() for kind in WAYS}
    for failure, wrong, told in _each_run(laboratory, failures):
        outcomes[failure.kind]["wrong" if wrong else "told" if told else "overcome"] += 1
        if wrong:
            print(f"{failure}: {'; '.join(wrong)}", flush=True)
    for kind, counted in outcomes.items():
        if counted:
            print(f"{kind:9} {calls[kind]:4} calls  {dict(counted)}")
    wrong_ones = sum(counted["wrong"] for counted in outcomes.values())
    print(f"{len(failures)} runs, {wrong_ones} of them wrong")
    return 1 if wrong_ones else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(WAYS))
    parser.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--within", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.run:
        print(json.dumps(run(arguments.run)))
        return 0
    if arguments.within:
        return experiment(arguments.within, arguments.kinds or tuple(WAYS))
    with tempfile.TemporaryDirectory() as folder:
        shim = Path(folder) / "failing_calls.so"
        compiler = ["cc", "-shared", "-fPIC", "-O1", "-o", str(shim), str(SHIM), "-ldl"]
        subprocess.run(compiler, check=True)
        command = [sys.executable, "-m", "tests.benchmarks.single_failures", *arguments.kinds]
        ended = subprocess.run(
            [*command, "--within", folder],
            env={**os.environ, "LD_PRELOAD": str(shim)},
            cwd=ROOT,
            check=False,
        )
        return ended.returncode


if __name__ == "__main__":
    sys.exit(main())
