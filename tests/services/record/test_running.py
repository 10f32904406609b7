"""A session that another program is at just now is none that was broken off."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from stretchtimer.engine.commands import Start
from stretchtimer.engine.cues import CueStyle
from stretchtimer.engine.model import Side
from stretchtimer.engine.plan import make_plan
from stretchtimer.services.record.home import HomeFacts, Moment, home_facts
from stretchtimer.services.session.runner import SessionRunner
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.running import RunningSessions
from stretchtimer.storage.paths import folders
from tests.fakes import FakeClock
from tests.programs import ending_with_us
from tests.services.session.sessions import bundled_routine, open_profile

ROOT = Path(__file__).parents[3]
ROUTINE = bundled_routine()
PLAN = make_plan(ROUTINE)
RIGHT_TWIST = next(
    phase
    for phase in PLAN.phases
    if phase.is_hold and phase.stretch.id == "spinal-twist" and phase.side is Side.RIGHT
)
A_DAY_S = 86_400


def lead(profile: Path) -> None:
    """Another program: leads a session into the right-hand twist, and waits there until told."""
    clock = FakeClock()
    opened = open_profile(profile, clock, [])
    log = opened.recorder().follow(PLAN, "../session 1")
    runner = SessionRunner(clock, PLAN, CueStyle(), (log.on_event,), (log,))
    runner.send(Start())
    for _ in range((RIGHT_TWIST.start_ms + 12_000) // 250):
        clock.advance(250)
        runner.poll()
    print("ready", flush=True)
    sys.stdin.readline()
    opened.close()


@contextmanager
def another_program(profile: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.services.record.test_running", str(profile)]
    with subprocess.Popen(
        ending_with_us(command),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        try:
            assert program.stdout
            assert program.stdout.readline() == "ready\n"
            yield program
        finally:
            program.kill()


def seen_from_here(profile: Path, clock: FakeClock | None = None) -> HomeFacts:
    """What a second window tells on its first page, some minutes later."""
    clock = clock or FakeClock()
    clock.advance(600_000)
    moment = Moment(clock.local_now(), {ROUTINE.id: ROUTINE}.get)
    with closing(History(folders(profile).history, lambda: clock.local_now().date())) as history:
        return home_facts(history, moment)


def test_what_another_program_is_at_is_offered_when_that_is_killed(tmp_path: Path) -> None:
    with another_program(tmp_path) as program:
        facts = seen_from_here(tmp_path)
        assert facts.latest
        assert (facts.resume, facts.make_up(PLAN)) == (None, None)
        program.kill()
        program.wait()
    offer = seen_from_here(tmp_path).resume
    assert offer
    assert (offer.place.stretch_id, offer.place.side) == ("spinal-twist", Side.RIGHT)


def test_what_another_program_has_left_without_an_end_is_offered(tmp_path: Path) -> None:
    with another_program(tmp_path) as program:
        program.communicate("\n")
    assert seen_from_here(tmp_path).resume
    assert list(folders(tmp_path).history.with_name("running").iterdir()) == []


def test_a_copy_of_a_record_is_of_no_program(tmp_path: Path) -> None:
    there, here = tmp_path / "there", tmp_path / "here"
    with another_program(there):
        shutil.copytree(there, here)
        assert seen_from_here(here).resume
        assert not seen_from_here(there).resume


def test_nothing_is_left_of_a_session_that_came_to_its_end(tmp_path: Path) -> None:
    clock = FakeClock()
    opened = open_profile(tmp_path, clock, [])
    log = opened.recorder().follow(PLAN, "session")
    runner = SessionRunner(clock, PLAN, CueStyle(), (log.on_event,), (log,))
    runner.send(Start())
    assert opened.history.running.is_running("session")
    while not runner.state.is_over:
        clock.advance(500)
        runner.poll()
    assert not opened.history.running.is_running("session")
    assert list(folders(tmp_path).history.with_name("running").iterdir()) == []
    opened.close()


def test_what_killed_programs_left_is_removed_by_the_next_session(tmp_path: Path) -> None:
    held = RunningSessions(tmp_path)
    held.begin("held")
    (of_held,) = tmp_path.iterdir()
    recent, old = tmp_path / "recent", tmp_path / "old"
    for path in (recent, old):
        path.touch()
    for path in (of_held, old):
        long_ago_s = recent.stat().st_mtime - A_DAY_S
        os.utime(path, (long_ago_s, long_ago_s))
    new = RunningSessions(tmp_path)
    new.begin("new")
    # One that is recent may be about to be locked.
    assert {of_held, recent} <= set(tmp_path.iterdir())
    assert not old.exists()
    assert held.is_running("held")
    new.close()
    held.close()


@pytest.mark.skipif(os.name == "nt", reason="a folder is made unusable as elsewhere")
def test_where_no_such_file_can_be_made_a_session_goes_on_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "running").write_text("somebody's file", encoding="utf-8")
    running = RunningSessions(tmp_path / "running")
    running.begin("a")
    assert not running.is_running("a")
    running.close()
    assert (tmp_path / "running").read_text(encoding="utf-8") == "somebody's file"


if __name__ == "__main__":
    lead(Path(sys.argv[1]))
