"""A person's own changes to a routine, kept apart from it, and the routine with them applied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.errors import InternalError
from stretchtimer.engine.model import (
    MAX_HOLD_MS,
    MAX_HOLDS,
    MAX_TIMES,
    Routine,
    Side,
    Stretch,
    Times,
    holds_in_round,
)

LEAST_OWN_HOLD_MS = 5 * SECOND_MS
MOST_OWN_HOLD_MS = 600 * SECOND_MS
HOLD_STEP_MS = 5 * SECOND_MS
LONGER_HOLD_MS = 60 * SECOND_MS
"""The longer hold that ACSM's guidance names for older people (30-60 s); a choice, not advice."""


@dataclass(frozen=True)
class StretchAdjustment:
    """What is different about one stretch; None means as in the routine.

    What is counted has ``times``; a hold that is wanted of it becomes as many as that takes.
    """

    hold_ms: int | None = None
    left_out: bool = False
    first_side: Side | None = None
    easier: bool = False
    times: int | None = None


@dataclass(frozen=True)
class Adjustments:
    """What is different about a routine.

    ``order`` lists stretch ids; stretches it does not name keep their place after the ones
    before them, and ids named twice or no longer in the routine are passed over. ``times`` holds
    fields of ``Times`` by name.
    """

    stretches: Mapping[str, StretchAdjustment] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    times: Mapping[str, int | bool] = field(default_factory=dict)

    def of(self, stretch_id: str) -> StretchAdjustment:
        return self.stretches.get(stretch_id, StretchAdjustment())

    def with_stretch(self, stretch_id: str, adjustment: StretchAdjustment) -> Adjustments:
        stretches = {**self.stretches, stretch_id: adjustment}
        if adjustment == StretchAdjustment():
            del stretches[stretch_id]
        return replace(self, stretches=stretches)

    def with_holds(self, holds_ms: Mapping[str, int]) -> Adjustments:
        changed = self
        for stretch_id, hold_ms in holds_ms.items():
            adjustment = replace(changed.of(stretch_id), hold_ms=hold_ms, times=None)
            changed = changed.with_stretch(stretch_id, adjustment)
        return changed

    def without_holds(self) -> Adjustments:
        changed = self
        for stretch_id, own in self.stretches.items():
            changed = changed.with_stretch(stretch_id, replace(own, hold_ms=None, times=None))
        return changed

    def with_time(self, name: str, value: int | bool) -> Adjustments:
        return replace(self, times={**self.times, name: value})


def in_order(routine: Routine, adjustments: Adjustments) -> tuple[Stretch, ...]:
    """All stretches of the routine in the person's order, also those left out, with own holds."""
    ids = [stretch.id for stretch in routine.stretches]
    wanted = [stretch_id for stretch_id in dict.fromkeys(adjustments.order) if stretch_id in ids]
    for place, stretch_id in enumerate(ids):
        if stretch_id not in wanted:
            wanted.insert(wanted.index(ids[place - 1]) + 1 if place else 0, stretch_id)
    return tuple(_adjusted(routine.stretch(i), adjustments.of(i)) for i in wanted)


def adjust(routine: Routine, adjustments: Adjustments) -> Routine:
    """The routine as the person wants it.

    Raises InternalError when every stretch is left out.
    """
    kept = tuple(s for s in in_order(routine, adjustments) if not adjustments.of(s.id).left_out)
    if not kept:
        raise InternalError(f"every stretch of {routine.id} is left out")
    return replace(routine, stretches=kept, times=adjusted_times(routine, adjustments))


def adjusted_times(routine: Routine, adjustments: Adjustments) -> Times:
    """The times of the routine with the person's own in place.

    There are no more rounds than a routine with so many holds may have.
    """
    times = replace(routine.times, **dict(adjustments.times))  # type: ignore[arg-type]
    most_rounds = MAX_HOLDS // holds_in_round(routine.stretches)
    return replace(times, rounds=min(times.rounds, most_rounds))


def normalized(routine: Routine, adjustments: Adjustments) -> Adjustments:
    """The same adjustments without those that equal the routine, so that none shows as changed."""
    stretches: dict[str, StretchAdjustment] = {}
    for stretch in routine.stretches:
        own = adjustments.of(stretch.id)
        hold_ms = _own_hold_ms(stretch, own)
        own = replace(own, hold_ms=None, times=None)
        if hold_ms is not None and stretch.whole_hold(hold_ms) != stretch.hold_ms:
            is_counted = stretch.dose.is_counted
            cycles = stretch.whole_hold(hold_ms) // stretch.cycle_ms if is_counted else None
            own = replace(own, hold_ms=None if is_counted else hold_ms, times=cycles)
        if own.first_side is stretch.first_side or not stretch.has_sides:
            own = replace(own, first_side=None)
        if not stretch.words.easier:
            own = replace(own, easier=False)
        if own != StretchAdjustment():
            stretches[stretch.id] = own
    order = tuple(stretch.id for stretch in in_order(routine, adjustments))
    if order == tuple(stretch.id for stretch in routine.stretches):
        order = ()
    times = {k: v for k, v in adjustments.times.items() if getattr(routine.times, k) != v}
    return Adjustments(stretches, order, times)


def moved(routine: Routine, adjustments: Adjustments) -> frozenset[str]:
    """The stretches that were moved: as few as explain the order."""
    places = {stretch.id: place for place, stretch in enumerate(routine.stretches)}
    order = [places[stretch.id] for stretch in in_order(routine, adjustments)]
    # The longest row of those that stand in their order, for each stretch as its last.
    rows: list[tuple[int, ...]] = []
    for place in order:
        before = (row for row in rows if row[-1] < place)
        rows.append((*max(before, key=len, default=()), place))
    kept = max(rows, key=len)
    return frozenset(name for name, place in places.items() if place not in kept)


def put_back(routine: Routine, adjustments: Adjustments, stretch_id: str) -> tuple[str, ...]:
    """The order in which a moved stretch stands after those before it that were not moved."""
    ids = [stretch.id for stretch in routine.stretches]
    strangers = moved(routine, adjustments)
    order = [s.id for s in in_order(routine, adjustments) if s.id != stretch_id]
    before = [name for name in ids[: ids.index(stretch_id)] if name not in strangers]
    order.insert(order.index(before[-1]) + 1 if before else 0, stretch_id)
    return tuple(order)


def hold_step_ms(stretch: Stretch) -> int:
    """By how much a stepper changes the hold: 5 s, or a whole cycle of movements."""
    return stretch.cycle_ms or HOLD_STEP_MS


def stepped_hold_ms(stretch: Stretch, steps: int) -> int:
    """The hold some steps longer (or shorter, when negative), on the grid of steps.

    A hold that lies beyond what a person can choose stays rather than going the other way.
    """
    step_ms = hold_step_ms(stretch)
    if steps > 0:
        longer_ms = own_hold_ms(stretch, (stretch.hold_ms // step_ms + steps) * step_ms)
        return max(stretch.hold_ms, longer_ms)
    if steps < 0:
        shorter_ms = own_hold_ms(stretch, (-(-stretch.hold_ms // step_ms) + steps) * step_ms)
        return min(stretch.hold_ms, shorter_ms)
    return stretch.hold_ms


def own_hold_ms(stretch: Stretch, hold_ms: int) -> int:
    """The nearest hold a person can choose: 5 s to 600 s, and whole cycles.

    What is counted: once to MAX_TIMES, whatever that takes of the longest hold.
    """
    if stretch.dose.is_counted:
        most_ms = min(MAX_TIMES, MAX_HOLD_MS // stretch.cycle_ms) * stretch.cycle_ms
        return min(stretch.whole_hold(hold_ms), most_ms)
    hold_ms = stretch.whole_hold(max(LEAST_OWN_HOLD_MS, min(hold_ms, MOST_OWN_HOLD_MS)))
    cycle_ms = stretch.cycle_ms
    if cycle_ms and hold_ms > MOST_OWN_HOLD_MS >= cycle_ms:
        return MOST_OWN_HOLD_MS // cycle_ms * cycle_ms
    return hold_ms


def longer_holds(stretches: Iterable[Stretch]) -> Mapping[str, int]:
    """Holds of 60 s for every stretch that is not counted."""
    timed = (stretch for stretch in stretches if not stretch.dose.is_counted)
    return {stretch.id: own_hold_ms(stretch, LONGER_HOLD_MS) for stretch in timed}


def _own_hold_ms(stretch: Stretch, own: StretchAdjustment) -> int | None:
    """The hold that the person wants of that stretch, whichever way it is told."""
    if not stretch.dose.is_counted:
        return own.hold_ms
    wanted_ms = own.hold_ms if own.times is None else own.times * stretch.cycle_ms
    return None if wanted_ms is None else own_hold_ms(stretch, wanted_ms)


def _adjusted(stretch: Stretch, own: StretchAdjustment) -> Stretch:
    hold_ms = _own_hold_ms(stretch, own)
    dose = stretch.dose if hold_ms is None else replace(stretch.dose, hold_ms=hold_ms)
    first_side = own.first_side or stretch.first_side
    return replace(stretch, dose=dose, first_side=first_side, is_easier=own.easier)
