"""What was held in a session, added up by stretch and side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stretchtimer.engine.events import Held
from stretchtimer.engine.model import Side
from stretchtimer.engine.plan import Plan


@dataclass(frozen=True)
class SummaryLine:
    """One stretch on one side; times in milliseconds."""

    stretch_name: str
    side: Side | None
    planned_ms: int
    held_ms: int


@dataclass(frozen=True)
class Summary:
    """All lines in the order of the plan, and what was held altogether."""

    lines: tuple[SummaryLine, ...]
    held_ms: int


def summarize(plan: Plan, ledger: Sequence[Held]) -> Summary:
    """Every stretch and side of the plan, also those that were never held."""
    planned: dict[tuple[str, Side | None], int] = {}
    names: dict[str, str] = {}
    for phase in plan.phases:
        if phase.is_hold:
            key = (phase.stretch.id, phase.side)
            planned[key] = planned.get(key, 0) + phase.duration_ms
            names[phase.stretch.id] = phase.stretch.name
    held = dict.fromkeys(planned, 0)
    for entry in ledger:
        held[entry.stretch_id, entry.side] += entry.held_ms
    lines = tuple(
        SummaryLine(names[stretch], side, planned[stretch, side], held[stretch, side])
        for stretch, side in planned
    )
    return Summary(lines, sum(held.values()))
