"""Runs many sessions in a row in one process, and tells what is left over of them.

    python -m tests.benchmarks.many_sessions [SESSIONS]

Each is led by the session control with the log, the writer's thread and a clock that only jumps,
from its start to its end. Memory, open files and threads are compared after the tenth and the last.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import threading
from pathlib import Path

from stretchtimer.engine.plan import make_plan
from stretchtimer.services.audio.audio_out import SilentOut
from stretchtimer.services.audio.clip_library import bundled_clips
from stretchtimer.services.audio.sound_switch import OutputSwitch
from stretchtimer.services.person.profile import Profile
from stretchtimer.services.session.control import SessionControl
from stretchtimer.services.system.writer import BackgroundWriter
from stretchtimer.storage.paths import folders
from tests.fakes import FakeClock, FakeKeepAwake

WARM_UP = 10
MOST_GROWTH_KIB = 2 * 1024


def memory_kib() -> int:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def left_over() -> tuple[int, int, int]:
    """Memory in KiB, open files, threads."""
    return memory_kib(), len(list(Path("/proc/self/fd").iterdir())), threading.active_count()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sessions", nargs="?", type=int, default=1_000, metavar="SESSIONS")
    count = parser.parse_args().sessions
    with tempfile.TemporaryDirectory() as folder:
        clock, out = FakeClock(), SilentOut()
        profile = Profile(folders(Path(folder)), clock, print, BackgroundWriter)
        control = SessionControl(
            clock,
            profile.preferences,
            profile.recorder().follow,
            out=out,
            keep_awake=FakeKeepAwake(),
            clips=bundled_clips(),
            scripts=profile.scripts,
            sound=OutputSwitch(out, 70, False, for_good=True),
        )
        plan = make_plan(profile.find("post-walk"))
        before = left_over()
        for number in range(1, count + 1):
            runner = control.begin(plan)
            assert runner is not None
            control.start()
            while control.is_running:
                clock.advance(1_000)
                runner.poll()
            if number == WARM_UP:
                before = left_over()
        after = left_over()
        print(profile.close() or "all is written")
        again = Profile(folders(Path(folder)), clock, print)
        there = len(again.history.sessions(parts=False))
        again.history.close()
    grown = after[0] - before[0]
    print(f"{there} sessions are in the log; after the tenth and the last:")
    for name, one, other in zip(
        ("memory KiB", "open files", "threads"), before, after, strict=True
    ):
        print(f"{name:10} {one:8} {other:8} {other - one:+d}")
    return 0 if there == count and grown < MOST_GROWTH_KIB and before[1:] == after[1:] else 1


if __name__ == "__main__":
    sys.exit(main())
