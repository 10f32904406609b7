"""A plan as plain data, in the form that the ``plan --json`` command promises."""

from __future__ import annotations

from stretchtimer.engine.cue_layout import cue_map
from stretchtimer.engine.cues import CueStyle
from stretchtimer.engine.plan import Phase, Plan
from stretchtimer.storage.routines.own_poses import pose_name

FORMAT = 1


def phase_facts(phase: Phase) -> dict[str, object]:
    """What a phase is, without its place in time."""
    return {
        "kind": phase.kind.value,
        "stretch": phase.stretch.id,
        "pose": pose_name(phase.pose),
        "side": phase.side.value if phase.side else None,
        "repetition": phase.repetition,
    }


def plan_json(plan: Plan, style: CueStyle) -> dict[str, object]:
    """The whole timeline: phases and cues with their instants, and the total."""
    cues = cue_map(plan, style)
    return {
        "format": FORMAT,
        "routine": plan.routine.id,
        "total_ms": plan.total_ms,
        "phases": [
            {
                "index": phase.index,
                **phase_facts(phase),
                "round": phase.round,
                "waits": phase.waits,
                "start_ms": phase.start_ms,
                "duration_ms": phase.duration_ms,
            }
            for phase in plan.phases
        ],
        "cues": [
            {
                "at_ms": phase.start_ms + cue.offset_ms,
                "kind": cue.kind.value,
                "phase": phase.index,
                "text": cue.text,
                "clip": cue.clip,
            }
            for phase in plan.phases
            for cue in cues.get(phase.index, ())
        ],
    }
