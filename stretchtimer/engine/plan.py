"""A routine laid out in time, as one flat tuple of phases; what is heard in them: ``cues.py``.

- Each hold is led up to: by a lead-in, by a change of sides, or by a change-over and a lead-in.
- The rest between repetitions is a lead-in; the rest between rounds is a change-over.
- Each hold is followed by a release. Phases of no length are left out, those that wait never.
- At one's own pace all that leads to a hold waits, but for a change-over, and the hold is open.
- A change-over and a change of sides already belong to what comes next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.model import Movement, Routine, Side, Stretch, StretchWords, Times

EXTENSION_MS = 10 * SECOND_MS
"""By how much a phase is made longer at a time."""


class PhaseKind(str, Enum):
    """What the person does during a phase."""

    LEAD_IN = "lead_in"
    HOLD = "hold"
    CHANGE_SIDES = "change_sides"
    CHANGE_OVER = "change_over"
    RELEASE = "release"


@dataclass(frozen=True)
class Phase:
    """One stretch of time of one kind; times in milliseconds from the start of the plan.

    ``repetition`` (of the stretch's ``dose.repetitions``) and ``round`` count from 1.
    A phase that ``waits`` lasts until the person is ready, or done; its duration is an estimate.
    """

    index: int
    kind: PhaseKind
    stretch: Stretch
    side: Side | None
    repetition: int
    round: int
    start_ms: int
    duration_ms: int
    waits: bool = False

    @property
    def is_hold(self) -> bool:
        return self.kind is PhaseKind.HOLD

    @property
    def is_open(self) -> bool:
        """Whether this is a hold that goes on until the person says that it is done."""
        return self.waits and self.is_hold

    @property
    def stands(self) -> bool:
        """Whether time stands in this phase until the person is ready."""
        return self.waits and not self.is_hold

    @cached_property
    def cycle(self) -> tuple[Movement, ...]:
        """The movements of one whole cycle on the side of this phase."""
        return self.stretch.cycle(self.side)

    @property
    def times(self) -> int | None:
        """How many cycles there are in it, where they are counted."""
        return self.duration_ms // self.stretch.cycle_ms if self.stretch.dose.is_counted else None

    @property
    def words(self) -> StretchWords:
        """What is told of the stretch on the side of this phase."""
        return self.stretch.told(self.side)

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.duration_ms

    @property
    def pose(self) -> str:
        """The pose that the person is in or moves into during this phase."""
        if self.kind in (PhaseKind.CHANGE_OVER, PhaseKind.RELEASE):
            return self.stretch.start_pose
        return self.stretch.held_pose


@dataclass(frozen=True)
class Plan:
    """The phases of a routine, in order, without gaps."""

    routine: Routine
    phases: tuple[Phase, ...]

    @property
    def total_ms(self) -> int:
        return self.phases[-1].end_ms

    def stretch(self, stretch_id: str) -> Stretch | None:
        """The stretch of that id; None where the plan has none."""
        return next((one for one in self.routine.stretches if one.id == stretch_id), None)

    def with_stretch(self, stretch: Stretch) -> Plan:
        """The same plan with another form of the stretch of that id, which takes as long."""
        stretches = tuple(stretch if s.id == stretch.id else s for s in self.routine.stretches)
        phases = tuple(
            replace(phase, stretch=stretch) if phase.stretch.id == stretch.id else phase
            for phase in self.phases
        )
        return Plan(replace(self.routine, stretches=stretches), phases)

    def hold_after(self, index: int) -> Phase | None:
        """The first hold at or after the phase of that index; None when no hold is left."""
        later = (self.phases[place] for place in range(index, len(self.phases)))
        return next((phase for phase in later if phase.is_hold), None)

    def hold_before(self, index: int) -> Phase | None:
        """The last hold before the phase of that index; None when there was none."""
        earlier = (self.phases[place] for place in range(index - 1, -1, -1))
        return next((phase for phase in earlier if phase.is_hold), None)

    def hold_of(self, phase: Phase) -> Phase:
        """The hold that the phase leads up to, is, or leads out of."""
        released = phase.kind is PhaseKind.RELEASE
        hold = self.hold_before(phase.index) if released else self.hold_after(phase.index)
        return hold or phase

    def approach(self, hold: Phase) -> Phase:
        """Where to begin so that there is time to get into position for ``hold``."""
        before = self.phases[hold.index - 1] if hold.index else hold
        return hold if before.kind in (PhaseKind.HOLD, PhaseKind.RELEASE) else before


def make_plan(routine: Routine) -> Plan:
    """Lays the routine out in time."""
    return _laid_out(routine, _places(routine))


def total_ms(routine: Routine) -> int:
    """How long the plan of a routine lasts, for those who need not lay it out."""
    drafts = _drafts(routine.times, _places(routine))
    return sum(duration_ms for _, _, duration_ms, _ in drafts)


def part_of(plan: Plan, holds: Iterable[Phase]) -> Plan:
    """Some holds of the plan alone, in its order, each led up to as what is before it asks for.

    There must be one at least; that of another plan of the same routine stands for its like.
    """
    wanted = {_place_of(hold) for hold in holds}
    places = (place for place in _places(plan.routine) if place in wanted)
    return _laid_out(plan.routine, places)


class _Place(NamedTuple):
    """Which hold a phase belongs to."""

    stretch: Stretch
    side: Side | None
    repetition: int
    round: int


_Draft = tuple[_Place, PhaseKind, int, bool]
"""Which hold a phase belongs to, its kind, how long it lasts, and whether it waits."""


def _place_of(phase: Phase) -> _Place:
    return _Place(phase.stretch, phase.side, phase.repetition, phase.round)


def _places(routine: Routine) -> Iterator[_Place]:
    """All holds in order."""
    for round_ in range(1, routine.times.rounds + 1):
        for stretch in routine.stretches:
            for side in stretch.sides:
                for repetition in range(1, stretch.dose.repetitions + 1):
                    yield _Place(stretch, side, repetition, round_)


def _laid_out(routine: Routine, places: Iterable[_Place]) -> Plan:
    phases: list[Phase] = []
    start_ms = 0
    for place, kind, duration_ms, waits in _drafts(routine.times, places):
        if duration_ms or waits:
            phases.append(Phase(len(phases), kind, *place, start_ms, duration_ms, waits))
            start_ms += duration_ms
    return Plan(routine, tuple(phases))


def _drafts(times: Times, places: Iterable[_Place]) -> Iterator[_Draft]:
    """All phases in order, those of no length included."""
    before: _Place | None = None
    for place in places:
        yield from _lead_up(times, before, place)
        yield place, PhaseKind.HOLD, place.stretch.hold_ms, times.own_pace
        yield place, PhaseKind.RELEASE, times.release_ms, False
        before = place


def _lead_up(times: Times, before: _Place | None, place: _Place) -> Iterator[_Draft]:
    """What stands between two holds, or before the first."""
    waits = times.wait_until_ready or times.own_pace or place.stretch.wait_until_ready
    if before is None:
        yield place, PhaseKind.LEAD_IN, times.first_lead_in_ms, waits
    elif before.round == place.round and before.stretch.id == place.stretch.id:
        if before.side is place.side:
            yield place, PhaseKind.LEAD_IN, place.stretch.dose.rest_ms, times.own_pace
        else:
            yield place, PhaseKind.CHANGE_SIDES, times.change_sides_ms, times.own_pace
    else:
        is_same_round = before.round == place.round
        rest_ms = times.change_over_ms if is_same_round else times.round_rest_ms
        yield place, PhaseKind.CHANGE_OVER, rest_ms, False
        yield place, PhaseKind.LEAD_IN, times.lead_in_ms, waits
