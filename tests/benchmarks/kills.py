"""Kills the program while it keeps what was done, and sees to it that nothing is spoilt by that.

    python -m tests.benchmarks.kills [COUNT] [--seed NUMBER]

Each time the run of ``single_failures`` is killed at a random instant, and then made again from
its start to its end. Every file can be used afterwards, nothing was moved aside, what the second
did is there, and of the first one each session is there as far as it had got, or not at all.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path

from stretchtimer.storage.history.history import History
from stretchtimer.storage.paths import folders
from tests.benchmarks.single_failures import HOLDS, ROOT, losses, prepare


def command(profile: Path) -> list[str]:
    return [sys.executable, "-m", "tests.benchmarks.single_failures", "--run", str(profile)]


def killed(profile: Path, after_s: float) -> bool:
    """Whether it was still running then."""
    with subprocess.Popen(command(profile), cwd=ROOT, stdout=subprocess.DEVNULL) as program:
        try:
            program.wait(after_s)
        except subprocess.TimeoutExpired:
            program.kill()
            return True
    return False


def wrong_with(profile: Path) -> list[str]:
    """What is not as it should be after a second run."""
    again = subprocess.run(
        command(profile), cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    if again.returncode or again.stderr or again.stdout.strip() != "[]":
        return [f"the second run gave {again.returncode}: {again.stdout} {again.stderr[-300:]}"]
    # What was being written when it was killed is removed by itself an hour later.
    found = [loss for loss in losses(profile) if not loss.endswith(("sessions", ".tmp is left"))]
    with closing(History(folders(profile).history, lambda: date(2026, 3, 1))) as history:
        rows = history.sessions()
    names = [[hold.held.stretch_id for hold in row.holds] for row in rows]
    found += [f"holds are {held}" for held in names if held != HOLDS[: len(held)]]
    if names.count(HOLDS) < 2:
        found.append(f"sessions are {names}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=100, metavar="COUNT")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    ended: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole"
        prepare(whole)
        begin = time.perf_counter()
        killed(whole, 60)
        whole_s = time.perf_counter() - begin
        for number in range(arguments.count):
            profile = Path(folder) / str(number)
            prepare(profile)
            # Most of the time nothing is written yet: the parts are being loaded.
            was_killed = killed(profile, whole_s * chance.triangular(0.2, 1.0, 0.9))
            wrong = wrong_with(profile)
            for words in wrong:
                print(f"{number} of seed {arguments.seed}: {words}", flush=True)
            ended["wrong" if wrong else "killed" if was_killed else "done before"] += 1
    print(dict(ended))
    return 1 if ended["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
