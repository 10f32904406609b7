"""Every routine that comes with the program runs to its end, with all of its sentences said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stretchtimer.engine.commands import Start
from stretchtimer.engine.cue_layout import cue_map
from stretchtimer.engine.cues import CueKind, CueStyle
from stretchtimer.engine.events import CueDue
from stretchtimer.engine.model import Routine
from stretchtimer.engine.plan import Phase, Plan, make_plan
from stretchtimer.engine.speech import SpeechLine
from stretchtimer.services.audio.clip_library import bundled_clips
from stretchtimer.services.audio.cue_style import cue_style
from stretchtimer.services.person.settings import Settings
from stretchtimer.services.session.posture_at_end import posture_after
from stretchtimer.services.session.runner import SessionRunner
from stretchtimer.storage.assets import asset_folder
from stretchtimer.storage.routines.routine_file import read_routine
from tests.fakes import FakeClock
from tests.services.session.sessions import follow, told_by
from tests.spoken_english import SCRIPT

ROUTINES = [read_routine(path) for path in sorted(asset_folder("routines").glob("*.toml"))]
_OUT = {SpeechLine.COME_OUT, SpeechLine.WAY_OUT}

each_routine = pytest.mark.parametrize("routine", ROUTINES, ids=lambda r: r.id)


def _style(plan: Plan) -> CueStyle:
    return cue_style(Settings(), plan, bundled_clips(), SCRIPT)


def _holds(plan: Plan) -> Iterator[tuple[Phase, set[SpeechLine], set[SpeechLine]]]:
    """Each hold with what is said on the way to it and in it, and what is said after it."""
    cues = cue_map(plan, _style(plan))
    lines = [{cue.line for cue in cues.get(p.index, ()) if cue.line} for p in plan.phases]
    before: set[SpeechLine] = set()
    for phase in plan.phases:
        before |= lines[phase.index] - _OUT
        if phase.is_hold:
            after = lines[phase.index + 1] if phase.index + 1 < len(lines) else set()
            yield phase, before, after
            before = set()


@each_routine
def test_it_runs_to_its_end_and_takes_as_long_as_it_says(routine: Routine) -> None:
    plan, clock = make_plan(routine), FakeClock()
    runner = SessionRunner(clock, plan, _style(plan))
    events = told_by(runner)
    runner.send(Start())
    began_ms = clock.ms
    follow(runner, clock)
    assert runner.state.completed
    assert clock.ms - began_ms == plan.total_ms
    assert [held.held_ms for held in runner.state.ledger] == [
        phase.duration_ms for phase in plan.phases if phase.is_hold
    ]
    planned = [cue.kind for cues in cue_map(plan, _style(plan)).values() for cue in cues]
    assert [event.cue.kind for event in events if isinstance(event, CueDue)] == planned
    assert planned[-1] is CueKind.ROUTINE_END


@each_routine
def test_the_voice_can_say_all_of_it(routine: Routine) -> None:
    plan = make_plan(routine)
    assert _style(plan).voice.keys() == SCRIPT.ending_from(posture_after(plan)).texts_of(plan)


@each_routine
def test_every_hold_is_named_told_and_led_out_of(routine: Routine) -> None:
    met: set[str] = set()
    for phase, before, after in _holds(make_plan(routine)):
        stretch, wanted = phase.stretch, {SpeechLine.DOSE}
        if phase.repetition == 1 and phase.side in (None, stretch.first_side):
            wanted |= {SpeechLine.NAME, SpeechLine.POSITION}
        if phase.side:
            wanted.add(SpeechLine.SIDE)
        if stretch.id not in met:
            wanted.add(SpeechLine.START)
        if not stretch.movements:
            wanted.add(SpeechLine.HOLD)
            if stretch.id not in met:
                wanted.add(SpeechLine.BREATHING)
        met.add(stretch.id)
        assert wanted <= before, (phase.index, stretch.id, wanted - before)
        assert after >= _OUT, (phase.index, stretch.id)
