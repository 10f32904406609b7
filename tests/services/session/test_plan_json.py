"""The timeline as data: other programs read it, so its form is fixed."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.engine.cues import CueStyle
from stretchtimer.engine.model import Routine, Side
from stretchtimer.engine.plan import make_plan
from stretchtimer.services.session.plan_json import plan_json
from tests.engine.routines import NO_TIMES, SPOKEN, routine, routines, stretch, styles
from tests.services.session.sessions import bundled_lengths, bundled_plan, cue_instants
from tests.spoken_english import SCRIPT

PHASE_KEYS = ("index", "kind", "stretch", "pose", "side", "repetition")
"""What was promised first, then what came with rounds and waiting, then the instants."""


def test_the_form_is_the_promised_one_to_the_letter() -> None:
    one = stretch("twist", 12_000, two_sided=True, first_side=Side.RIGHT)
    plan = make_plan(routine(one, times=NO_TIMES))

    def phase(index: int, side: str) -> dict[str, object]:
        return {
            "index": index,
            "kind": "hold",
            "stretch": "twist",
            "pose": "twist-pose",
            "side": side,
            "repetition": 1,
            "round": 1,
            "waits": False,
            "start_ms": index * 12_000,
            "duration_ms": 12_000,
        }

    def cue(at_ms: int, kind: str, phase: int, text: str) -> dict[str, object]:
        return {"at_ms": at_ms, "kind": kind, "phase": phase, "text": text, "clip": kind}

    style = CueStyle(half_way=False, lengths_ms={"hold_end": 1}, script=SCRIPT)
    assert plan_json(plan, style) == {
        "format": 1,
        "routine": "r",
        "total_ms": 24_000,
        "phases": [phase(0, "right"), phase(1, "left")],
        "cues": [
            cue(0, "hold_start", 0, "Hold"),
            cue(9_000, "count", 0, "3"),
            cue(10_000, "count", 0, "2"),
            cue(11_000, "count", 0, "1"),
            cue(12_000, "hold_start", 1, "Hold"),
            cue(21_000, "count", 1, "3"),
            cue(22_000, "count", 1, "2"),
            cue(23_000, "count", 1, "1"),
            cue(24_000, "routine_end", 1, "Finished"),
        ],
    }


def test_the_bundled_routine_names_its_kinds_and_sides_as_promised() -> None:
    found = plan_json(bundled_plan(), CueStyle(lengths_ms=bundled_lengths(), script=SCRIPT))
    phases, cues = found["phases"], found["cues"]
    assert isinstance(phases, list)
    assert isinstance(cues, list)
    assert {phase["kind"] for phase in phases} == {
        *("lead_in", "hold", "change_sides", "change_over", "release")
    }
    assert {phase["side"] for phase in phases} == {"left", "right", None}
    assert (found["routine"], found["total_ms"]) == ("post-walk", bundled_plan().total_ms)
    assert {tuple(cue) for cue in cues} == {("at_ms", "kind", "phase", "text", "clip")}
    assert {tuple(phase)[:6] for phase in phases} == {PHASE_KEYS}


@given(of=routines(waits=st.just(False)), style=styles())
def test_the_timeline_is_in_order_without_gaps_and_plain_data(of: Routine, style: CueStyle) -> None:
    plan = make_plan(of)
    found = plan_json(plan, style)
    assert json.loads(json.dumps(found)) == found
    phases, cues = found["phases"], found["cues"]
    assert isinstance(phases, list)
    assert isinstance(cues, list)
    start_ms = 0
    for index, phase in enumerate(phases):
        assert (phase["index"], phase["start_ms"]) == (index, start_ms)
        start_ms += phase["duration_ms"]
    assert found["total_ms"] == start_ms
    instants = [cue["at_ms"] for cue in cues]
    assert instants == sorted(instants)
    assert [(cue["at_ms"], cue["clip"]) for cue in cues] == cue_instants(plan, style)


def test_the_cues_are_those_of_the_style() -> None:
    plan = make_plan(routine(stretch(hold_ms=30_000)))
    cues = plan_json(plan, SPOKEN)["cues"]
    assert isinstance(cues, list)
    assert (30_000, "half_way") in [(cue["at_ms"], cue["kind"]) for cue in cues]
    without = plan_json(plan, CueStyle(half_way=False))["cues"]
    assert isinstance(without, list)
    assert "half_way" not in [cue["kind"] for cue in without]
