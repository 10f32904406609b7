"""What was held in a session, added up by stretch and side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stretchtimer.engine.durations import rounded_seconds
from stretchtimer.engine.events import Held
from stretchtimer.engine.model import Side
from stretchtimer.engine.plan import Plan


@dataclass(frozen=True)
class SummaryLine:
    """One stretch on one side; times in milliseconds.

    What is counted has how often it was planned and done; None where it is timed, and the latter
    also where nobody counted. ``is_reached`` tells whether the session came so far, so that it was
    skipped where nothing of it was held.
    """

    stretch_name: str
    side: Side | None
    planned_ms: int
    held_ms: int
    is_reached: bool = True
    planned_times: int | None = None
    done_times: int | None = None

    @property
    def differs(self) -> bool:
        """Whether it was not done as planned, as that is shown: times, or whole seconds."""
        if self.done_times is not None:
            return self.done_times != self.planned_times
        return rounded_seconds(self.held_ms) != rounded_seconds(self.planned_ms)


@dataclass(frozen=True)
class Summary:
    """All lines in the order of the plan, and what was held altogether."""

    lines: tuple[SummaryLine, ...]
    held_ms: int


def summarize(plan: Plan, ledger: Sequence[Held], reached_index: int | None = None) -> Summary:
    """Every stretch and side of the plan, also those that were never held.

    ``reached_index`` is that of the phase in which the session ended; without it, it came to its
    end.
    """
    last = len(plan.phases) if reached_index is None else reached_index
    where = {
        (phase.stretch.id, phase.side, phase.repetition, phase.round): phase.index
        for phase in plan.phases
        if phase.is_hold
    }
    begun = (where[one.stretch_id, one.side, one.repetition, one.round] for one in ledger)
    reached = max((last, *begun))
    first: dict[tuple[str, Side | None], int] = {}
    planned: dict[tuple[str, Side | None], int] = {}
    times: dict[tuple[str, Side | None], int] = {}
    names: dict[str, str] = {}
    for phase in plan.phases:
        if phase.is_hold:
            key = (phase.stretch.id, phase.side)
            first.setdefault(key, phase.index)
            planned[key] = planned.get(key, 0) + phase.duration_ms
            if phase.times is not None:
                times[key] = times.get(key, 0) + phase.times
            names[phase.stretch.id] = phase.stretch.name
    held = dict.fromkeys(planned, 0)
    done: dict[tuple[str, Side | None], int | None] = dict.fromkeys(times, 0)
    for entry in ledger:
        key = (entry.stretch_id, entry.side)
        held[key] += entry.held_ms
        so_far, more = done.get(key), entry.done_repetitions
        # What nobody counted once is not known at all.
        done[key] = None if so_far is None or more is None else so_far + more
    lines = tuple(
        SummaryLine(
            stretch_name=names[key[0]],
            side=key[1],
            planned_ms=planned[key],
            held_ms=held[key],
            is_reached=first[key] <= reached,
            planned_times=times.get(key),
            done_times=done.get(key),
        )
        for key in planned
    )
    return Summary(lines, sum(held.values()))
