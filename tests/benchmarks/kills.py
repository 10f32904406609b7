"""Kills the program while it keeps what was done, and sees to it that nothing is spoilt by that.

    python -m tests.benchmarks.kills [COUNT] [--seed NUMBER]

COUNT times the run of ``single_failures`` is killed at a random instant, and then made again from
its start to its end. Every file can be used afterwards, nothing was moved aside, what the second
did is there, and of the first one each session is there as far as it had got, or not at all.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path

from stretchtimer.storage.history.history import History
from stretchtimer.storage.paths import folders
from tests.benchmarks.single_failures import (
    HOLDS,
    begin_run,
    losses,
    output_of,
    prepare,
    waited_for,
)

_MOST_TRIES = 5
"""Some are done before they can be killed."""


def killed(profile: Path, after_s: float) -> bool:
    """Whether it was still running then."""
    process = begin_run(profile)
    ends = time.monotonic() + after_s
    while (left_s := ends - time.monotonic()) > 0:
        if os.waitpid(process, os.WNOHANG)[0]:
            return False
        time.sleep(min(left_s, 0.002))
    os.kill(process, signal.SIGKILL)
    return waited_for(process) == -signal.SIGKILL


def wrong_with(profile: Path) -> list[str]:
    """What is not as it should be after a second run."""
    code = waited_for(begin_run(profile))
    out, errors = output_of(profile)
    if code or errors or out.strip() != "[]":
        return [f"the second run gave {code}: {out} {errors[-300:]}"]
    found = [loss for loss in losses(profile) if not _is_of_a_kill(loss)]
    with closing(History(folders(profile).history, lambda: date(2026, 3, 1))) as history:
        rows = history.sessions()
    names = [[hold.held.stretch_id for hold in row.holds] for row in rows]
    found += [f"holds are {held}" for held in names if held != HOLDS[: len(held)]]
    if names.count(HOLDS) < 2:
        found.append(f"sessions are {names}")
    return found


def _is_of_a_kill(loss: str) -> bool:
    """More sessions than two, or what is removed by itself an hour later."""
    is_left = loss.endswith(" is left") and (".tmp" in loss or "/running/" in loss)
    return is_left or loss.endswith("sessions")


def _whole_s(profile: Path) -> float:
    """How long a run takes, what it loads having been loaded."""
    for _ in range(2):
        shutil.rmtree(profile, ignore_errors=True)
        prepare(profile)
        begin = time.perf_counter()
        waited_for(begin_run(profile))
        took_s = time.perf_counter() - begin
    return took_s


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=100, metavar="COUNT")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    ended: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        whole_s = _whole_s(Path(folder) / "whole")
        for number in range(_MOST_TRIES * arguments.count):
            if ended["wrong"] + ended["killed"] == arguments.count:
                break
            profile = Path(folder) / str(number)
            prepare(profile)
            was_killed = killed(profile, whole_s * chance.uniform(0.02, 0.98))
            wrong = wrong_with(profile)
            for words in wrong:
                print(f"{number} of seed {arguments.seed}: {words}", flush=True)
            ended["wrong" if wrong else "killed" if was_killed else "done before"] += 1
    print(dict(ended))
    return 1 if ended["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
