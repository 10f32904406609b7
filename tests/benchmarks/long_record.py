"""A record of 100,000 sessions: how long it takes to join two of them, and to ask one.

    python -m tests.benchmarks.long_record [SESSIONS]

Prints seconds of wall and processor time, and the most memory that a process of its own took.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from stretchtimer.engine.events import Held
from stretchtimer.engine.model import Side
from stretchtimer.services.record.days import monday_of
from stretchtimer.services.record.exchange import export_json, import_json
from stretchtimer.services.record.home import Moment, home_facts
from stretchtimer.storage.history.changes import raw_of
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.reading import Raw
from stretchtimer.storage.history.rows import HoldRow, SessionRow

SESSIONS = 100_000
HOLDS = 7
LAST = datetime(2026, 3, 1, 18, tzinfo=timezone.utc)
NAMES = ("knee-hug", "spinal-twist", "spinal-twist", "hamstring", "hamstring", "child", "cat-cow")
SIDES = (None, Side.LEFT, Side.RIGHT, Side.LEFT, Side.RIGHT, None, None)


def sessions(name: str, count: int) -> Iterator[Raw]:
    """So many sessions, two on each day."""
    for number in range(count):
        began = LAST - timedelta(hours=12 * (count - number - 1))
        holds = tuple(
            HoldRow(
                place + 1,
                Held(NAMES[place], NAMES[place].title(), SIDES[place], 1, 1, 30_000, 29_000),
                began + timedelta(seconds=60 * place),
            )
            for place in range(HOLDS)
        )
        yield raw_of(
            SessionRow(
                uuid=str(uuid5(NAMESPACE_OID, f"{name} {number}")),
                routine_id="post-walk",
                routine_name="After your walk",
                routine_digest="0123456789abcdef0123456789abcdef",
                started_utc=began,
                started_offset_s=3_600,
                counts_for_date=began.date(),
                planned_ms=337_000,
                ended_utc=began + timedelta(minutes=6),
                ended_offset_s=3_600,
                last_seen_utc=began + timedelta(minutes=6),
                completed=True,
                pain_before=number % 9,
                pain_after=number % 7,
                holds=holds,
            )
        )


def opened(path: Path) -> History:
    return History(path, lambda: date(2026, 3, 1))


def timed(what: str, work: Callable[[], object]) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{what:42} {wall:7.3f} s wall {cpu:7.3f} s cpu", flush=True)


def join(path: Path, export: Path) -> None:
    """In a process of its own: joins an export with the record at ``path``."""
    with closing(opened(path)) as history:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        timed("joining", lambda: print(import_json(history, export)))
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"memory {before} MB before, {most} MB at most")


def ask(path: Path) -> None:
    """What Home and the Record page ask."""
    moment = Moment(LAST + timedelta(hours=1), lambda _: None)
    today = moment.today

    def home() -> None:
        with closing(opened(path)) as history:
            facts = home_facts(history, moment)
            assert facts.week.done, facts

    def month() -> None:
        with closing(opened(path)) as history:
            history.sessions(today - timedelta(days=30), parts=False)
            history.sums(monday_of(today) - timedelta(days=28))
            history.walks(today - timedelta(days=30))

    for _ in range(2):
        timed("Home, opening the file", home)
        timed("calendar and sides of a month, as well", month)
    with closing(opened(path)) as history:
        history.latest()
        timed("sums of all there is", history.sums)
        timed(
            "all sessions without their parts",
            lambda: history.sessions(today - timedelta(days=5 * 365), parts=False),
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sessions", nargs="?", type=int, default=SESSIONS, metavar="SESSIONS")
    parser.add_argument("--join", nargs=2, type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.join:
        join(*arguments.join)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        mine, theirs = Path(folder) / "mine.db", Path(folder) / "theirs.db"
        export = Path(folder) / "theirs.json"
        for path, name in ((mine, "mine"), (theirs, "theirs")):
            with closing(opened(path)) as history:
                raws = sessions(name, arguments.sessions)
                timed(f"making {path.name}", lambda: history.merge(raws))  # noqa: B023
        with closing(opened(theirs)) as history:
            timed("export", lambda: export_json(history, export))
        sizes = [path.stat().st_size // 2**20 for path in (mine, export)]
        print(f"file {sizes[0]} MB, export {sizes[1]} MB")
        ask(mine)
        for what in ("two records without a common entry", "the same once more"):
            print(what)
            command = [sys.executable, "-m", "tests.benchmarks.long_record", "--join"]
            subprocess.run([*command, str(mine), str(export)], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
