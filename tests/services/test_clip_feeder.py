"""What may sound soon is loaded, and little else."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchtimer.engine.events import CueDue
from stretchtimer.engine.plan import make_plan
from stretchtimer.engine.transitions import GoTo, Pause, Resume, Start
from stretchtimer.services.clip_feeder import ClipFeeder
from stretchtimer.services.clip_library import ClipLibrary
from stretchtimer.services.cue_player import CuePlayer
from stretchtimer.services.runner import SessionRunner, Told
from tests.engine.routines import talking
from tests.fakes import FakeClock
from tests.services.sessions import TimedOut, bundled_routine, follow

STYLE = talking()
PLAN = make_plan(bundled_routine())


class Anything(ClipLibrary):
    """A library with a file for every name, of which none is read."""

    def __init__(self) -> None:
        super().__init__({})
        self.files = _AnyFile()


class _AnyFile(dict[str, Path]):
    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> Path:
        return Path(name)


class Fed:
    """A session whose output notes how much was loaded, and what was played without being so."""

    def __init__(self, latency_ms: int = 0) -> None:
        self.clock = FakeClock()
        self.out = TimedOut(self.clock, latency_ms)
        self.runner = SessionRunner(self.clock, PLAN, STYLE)
        feeder = ClipFeeder(self.out, Anything(), self.runner)
        player = CuePlayer(self.out, lambda: 0, STYLE.length_ms)
        self.most_ms = 0
        self.lacking: list[str] = []
        feeder.feed()
        self.runner.listen(feeder.on_event)
        self.runner.listen(player.on_event)
        self.runner.listen(self._on_event)
        self.runner.add_scout(player)

    def _on_event(self, told: Told) -> None:
        self.most_ms = max(self.most_ms, sum(map(STYLE.length_ms, self.out.clips)))
        if isinstance(told.event, CueDue) and told.event.cue.clip not in self.out.clips:
            self.lacking.append(told.event.cue.clip)


@pytest.mark.parametrize("latency_ms", [0, 140, 1_140])
def test_everything_that_sounds_was_loaded_before(latency_ms: int) -> None:
    fed = Fed(latency_ms)
    fed.runner.send(Start(600))
    follow(fed.runner, fed.clock)
    assert fed.runner.state.completed
    assert {*fed.out.played} <= {*fed.out.played} - {*fed.lacking}


def test_only_a_part_of_the_session_is_loaded_at_a_time() -> None:
    fed = Fed()
    fed.runner.send(Start(600))
    follow(fed.runner, fed.clock)
    all_ms = sum(map(STYLE.length_ms, {*fed.out.played}))
    assert fed.most_ms < all_ms / 2


def test_after_a_jump_and_after_a_pause_all_is_there() -> None:
    fed = Fed()
    fed.runner.send(Start(600))
    for index in (20, 3, 12):
        fed.runner.send(GoTo(index))
        follow(fed.runner, fed.clock, fed.clock.ms + 4_000)
        fed.runner.send(Pause())
        fed.runner.send(Resume(600))
        follow(fed.runner, fed.clock, fed.clock.ms + 4_000)
    assert fed.lacking == []
    assert "silence" in fed.out.clips
