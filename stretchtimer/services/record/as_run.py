"""How a routine was run, in a text that outlives the program, and the plan made of it again.

- The digest tells what was to be done and for how long, whatever words it was told in: a routine
  in another language has the same, one with another hold has another.
- The text holds the person's changes as they were, so that what was broken off goes on as it was
  begun, whatever was changed since; and which holds it was to be, where not all.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from stretchtimer.engine.adjustments import Adjustments, StretchAdjustment, adjust
from stretchtimer.engine.errors import InternalError
from stretchtimer.engine.model import INTERVALS, Routine, Side
from stretchtimer.engine.plan import Phase, Plan, make_plan, part_of
from stretchtimer.storage.digest import sha256_hex

Key = tuple[str, str | None, int, int]
"""A hold: its stretch, side, repetition and round."""


def digest_of(routine: Routine) -> str:
    """The same for two routines of which the same is done in the same time."""
    phases = [
        (phase.kind.value, *key_of(phase), phase.duration_ms, phase.waits)
        for phase in make_plan(routine).phases
    ]
    return sha256_hex(json.dumps(phases).encode())[:32]


def key_of(phase: Phase) -> Key:
    side = phase.side.value if phase.side else None
    return phase.stretch.id, side, phase.repetition, phase.round


def as_run(plan: Plan) -> str:
    """The routine of the plan as it differs from any other of its id, and the holds chosen."""
    routine = plan.routine
    chosen = [key_of(phase) for phase in plan.phases if phase.is_hold]
    every = [key_of(phase) for phase in make_plan(routine).phases if phase.is_hold]
    data: dict[str, Any] = {
        "stretches": [
            [stretch.id, stretch.dose.hold_ms, stretch.first_side.value]
            for stretch in routine.stretches
        ],
        "times": {
            name: getattr(routine.times, name)
            for name in (*INTERVALS, "rounds", "wait_until_ready", "own_pace")
        },
    }
    if chosen != every:
        data["holds"] = chosen
    return json.dumps(data, separators=(",", ":"))


def plan_of(
    text: str, digest: str, original: Routine, wanted: Callable[[Phase], bool]
) -> Plan | None:
    """The wanted holds of a routine as it was run.

    None where the text cannot be read, where the routine is not what it was then, or where none
    of its holds is wanted.
    """
    try:
        data = json.loads(text)
        routine = adjust(original, _adjustments(original, data))
        chosen = {(*key,) for key in data["holds"]} if "holds" in data else None
    except (InternalError, KeyError, TypeError, ValueError):
        return None
    if digest_of(routine) != digest:
        return None
    plan = make_plan(routine)
    holds = [
        phase
        for phase in plan.phases
        if phase.is_hold and (chosen is None or key_of(phase) in chosen) and wanted(phase)
    ]
    return part_of(plan, holds) if holds else None


def _adjustments(original: Routine, data: dict[str, Any]) -> Adjustments:
    own = {
        stretch_id: StretchAdjustment(hold_ms, first_side=Side(side))
        for stretch_id, hold_ms, side in data["stretches"]
    }
    left_out = {
        stretch.id: StretchAdjustment(left_out=True)
        for stretch in original.stretches
        if stretch.id not in own
    }
    return Adjustments({**own, **left_out}, tuple(own), data["times"])
