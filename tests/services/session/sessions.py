"""Sessions of the bundled routine, led by a clock that only the test moves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import cycle, islice
from pathlib import Path

from stretchtimer.engine.cue_layout import cue_map
from stretchtimer.engine.cues import CueStyle
from stretchtimer.engine.events import Event
from stretchtimer.engine.model import Routine
from stretchtimer.engine.plan import Plan, make_plan
from stretchtimer.services.audio.clip_library import bundled_clips
from stretchtimer.services.person.profile import Profile
from stretchtimer.services.session.runner import SessionRunner
from stretchtimer.storage.assets import asset_folder
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.rows import SessionRow
from stretchtimer.storage.paths import folders
from stretchtimer.storage.routines.routine_file import read_routine
from tests.fakes import FakeClock, FakeWriter
from tests.wording import telling

MANY_LOOKS = 20_000


def bundled_routine() -> Routine:
    return read_routine(asset_folder("routines") / "post-walk.toml")


def bundled_plan() -> Plan:
    return make_plan(bundled_routine())


def bundled_lengths() -> Mapping[str, int]:
    clips = bundled_clips()
    return {name: clips.length_ms(name) for name in clips.files if not name.startswith("say-")}


def cue_instants(plan: Plan, style: CueStyle) -> list[tuple[int, str]]:
    """The instant and clip of each cue of a plan that begins at 0."""
    cues = cue_map(plan, style)
    return [
        (phase.start_ms + cue.offset_ms, cue.clip)
        for phase in plan.phases
        for cue in cues.get(phase.index, ())
    ]


def follow(
    runner: SessionRunner,
    clock: FakeClock,
    until_ms: int | None = None,
    looked: Callable[[], None] = lambda: None,
) -> None:
    """Looks whenever the runner wants to be looked at, and never otherwise."""
    for _ in range(MANY_LOOKS):
        next_ms = runner.next_poll_ms()
        if next_ms is None or (until_ms is not None and next_ms > until_ms):
            break
        clock.advance(max(0, next_ms - clock.ms))
        runner.poll()
        looked()
    else:
        raise AssertionError("the runner wants to be looked at without end")
    if until_ms is not None:
        clock.advance(until_ms - clock.ms)
        runner.poll()


def look_after(runner: SessionRunner, clock: FakeClock, waits: Iterable[int]) -> None:
    """Looks after each of the waits, again and again, until the session is over."""
    for wait_ms in islice(cycle(waits), MANY_LOOKS):
        clock.advance(wait_ms)
        runner.poll()
        if runner.state.is_over:
            return
    raise AssertionError("the session does not come to its end")


def told_by(runner: SessionRunner) -> list[Event]:
    """All events from now on."""
    events: list[Event] = []
    runner.listen(lambda emitted: events.append(emitted.event))
    return events


def open_profile(folder: Path, clock: FakeClock, emitted: list[str]) -> Profile:
    return Profile(folders(folder), clock, telling(emitted), FakeWriter)


def logged(profile: Profile) -> tuple[SessionRow, ...]:
    """What stands in the log of a profile."""
    history = History(profile.folders.history, lambda: profile.clock.local_now().date())
    try:
        return history.sessions()
    finally:
        history.close()
