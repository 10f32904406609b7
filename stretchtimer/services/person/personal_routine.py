"""A routine the way the person wants it: every change to it, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING

from stretchtimer.engine.adjustments import (
    LEAST_OWN_HOLD_MS,
    MOST_OWN_HOLD_MS,
    Adjustments,
    StretchAdjustment,
    adjust,
    adjusted_times,
    in_order,
    longer_holds,
    moved,
    normalized,
    own_hold_ms,
    put_back,
)
from stretchtimer.engine.model import Routine, Side, Stretch, Times
from stretchtimer.engine.plan import Plan, make_plan
from stretchtimer.services.person.undo_history import UndoHistory

if TYPE_CHECKING:
    from stretchtimer.engine.fit import FitResult, Instead

_State = tuple[Adjustments, Mapping[str, StretchAdjustment]]
"""What is different about a routine, and what was about stretches that are not there now."""


class Difference(Enum):
    """In what a stretch may differ from the original."""

    LEFT_OUT = auto()
    HOLD = auto()
    FIRST_SIDE = auto()
    EASIER = auto()
    PLACE = auto()


class PersonalRoutine:
    """Holds a routine and its adjustments; ``keep`` is called with each new set of them.

    The plan of a session that has begun is never touched: a session has its own. Adjustments
    that leave out every stretch, as an edited routine file can bring about, leave out none.
    Every change can be undone, back to how the routine was when it was opened.
    """

    def __init__(
        self, routine: Routine, adjustments: Adjustments, keep: Callable[[Adjustments], None]
    ) -> None:
        self._original = routine
        self._adjustments = _usable(routine, adjustments)
        present = {stretch.id for stretch in routine.stretches}
        # Stretches that are not in the routine at the moment may come back.
        self._absent: Mapping[str, StretchAdjustment] = {
            name: own for name, own in adjustments.stretches.items() if name not in present
        }
        self._keep = keep
        self._history: UndoHistory[_State] = UndoHistory()
        self._listeners: list[Callable[[], None]] = []
        self._begins: dict[str, Side] = {}
        self._told_begins: tuple[Mapping[str, Side], str] = {}, ""

    def listen(self, listener: Callable[[], None]) -> None:
        """Calls ``listener`` after every change."""
        self._listeners.append(listener)

    @property
    def original(self) -> Routine:
        return self._original

    @property
    def adjustments(self) -> Adjustments:
        return self._adjustments

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """All stretches in the person's order, those left out as well."""
        return self._begun(in_order(self._original, self._adjustments))

    @property
    def times(self) -> Times:
        return adjusted_times(self._original, self._adjustments)

    def routine(self) -> Routine:
        """What a session would hold."""
        routine = adjust(self._original, self._adjustments)
        return replace(routine, stretches=self._begun(routine.stretches))

    def begin_on(self, sides: Mapping[str, Side], after: str) -> None:
        """Has these stretches begin on these sides in the session that follows ``after``.

        Nothing of it is kept. What is changed by hand meanwhile stands until another session is
        followed, and where no sides are told, each stretch begins on its usual one.
        """
        if self._told_begins != (sides, after):
            self._told_begins = sides, after
            self._begins = dict(sides)
            self._tell()

    def _begun(self, stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
        """The stretches, each beginning on the side that is its turn."""
        return tuple(
            replace(one, first_side=self._begins[one.id])
            if one.has_sides and one.id in self._begins
            else one
            for one in stretches
        )

    def plan(self) -> Plan:
        return self._plan

    @cached_property
    def _plan(self) -> Plan:
        return make_plan(self.routine())

    def is_left_out(self, stretch_id: str) -> bool:
        return self._adjustments.of(stretch_id).left_out

    def differences(self, stretch_id: str) -> tuple[Difference, ...]:
        """In what the stretch differs from the original, its place in the order included."""
        own = self._adjustments.of(stretch_id)
        differs = {
            Difference.LEFT_OUT: own.left_out,
            Difference.HOLD: own.hold_ms is not None or own.times is not None,
            Difference.FIRST_SIDE: own.first_side is not None and stretch_id not in self._begins,
            Difference.EASIER: own.easier,
            Difference.PLACE: stretch_id in self._moved,
        }
        return tuple(each for each, is_so in differs.items() if is_so)

    @cached_property
    def _moved(self) -> frozenset[str]:
        return moved(self._original, self._adjustments)

    def differs_in_time(self, name: str) -> bool:
        """Whether that field of ``Times`` differs from the original."""
        return bool(getattr(self.times, name) != getattr(self._original.times, name))

    @property
    def is_anything_changed(self) -> bool:
        return self._adjustments != Adjustments()

    def can_leave_out(self, stretch_id: str) -> bool:
        """Whether it may be left out: the last one left may not."""
        kept = [s.id for s in self.stretches if not self.is_left_out(s.id)]
        return kept != [stretch_id]

    def set_hold(self, stretch_id: str, hold_ms: int) -> None:
        """Sets a hold, moved into what can be held: 5 s to 600 s, in whole cycles.

        What is counted becomes as many times as the hold has cycles.
        """
        hold_ms = own_hold_ms(self._original.stretch(stretch_id), hold_ms)
        self._change_stretch(stretch_id, hold_ms=hold_ms, times=None)

    def set_left_out(self, stretch_id: str, left_out: bool) -> None:
        if not left_out or self.can_leave_out(stretch_id):
            self._change_stretch(stretch_id, left_out=left_out)

    def swap_first_side(self, stretch_id: str) -> None:
        """Has the stretch begin on the other side: where the sides take turns, only next time."""
        other = next(s for s in self.stretches if s.id == stretch_id).first_side.other
        if stretch_id in self._begins:
            self._begins[stretch_id] = other
            self._tell()
        else:
            self._change_stretch(stretch_id, first_side=other)

    def set_easier(self, stretch_id: str, easier: bool) -> None:
        """Has the stretch told the easier way, where it has one, or the usual one again."""
        self._change_stretch(stretch_id, easier=easier)

    def eased_in(self, plan: Plan) -> tuple[Stretch, ...]:
        """The stretches that a session of this routine had the easier way, and this one has not."""
        own = {stretch.id: stretch for stretch in self.stretches}
        return tuple(
            stretch
            for stretch in plan.routine.stretches
            if stretch.is_easier and stretch.id in own and not own[stretch.id].is_easier
        )

    def keep_easier(self, stretch_ids: Iterable[str]) -> None:
        """Has all of these told the easier way from now on, as one change."""
        changed = self._adjustments
        for stretch_id in stretch_ids:
            own = replace(changed.of(stretch_id), easier=True)
            changed = changed.with_stretch(stretch_id, own)
        self._change(changed)

    def move(self, stretch_id: str, place: int) -> None:
        """Puts the stretch at that place in the order, 0 being the first."""
        order = [stretch.id for stretch in self.stretches if stretch.id != stretch_id]
        order.insert(max(0, min(place, len(order))), stretch_id)
        self._change(replace(self._adjustments, order=tuple(order)))

    def set_time(self, name: str, value: int | bool) -> None:
        """Sets one field of ``Times``; raises InternalError when it is out of range."""
        self._change(self._adjustments.with_time(name, value))

    def hold_longer(self) -> None:
        """Every hold 60 s."""
        self._set_holds(longer_holds(self.stretches))

    def fit_to(self, wanted_ms: int) -> FitResult:
        """Scales the holds so that the routine takes ``wanted_ms``, as nearly as is sane.

        The original holds are scaled, so that the same time gives the same holds whatever they
        were before. Like every hold that a person chooses they stay between 5 s and 600 s.
        """
        from stretchtimer.engine.fit import fit_to, rounded

        routine = self._to_fit()
        result = rounded(routine, fit_to(routine, wanted_ms), wanted_ms)
        self._set_holds(result.holds_ms)
        return result

    def sensible_minutes(self) -> tuple[int, ...]:
        """Whole minutes to which the routine, as it is but for its holds, can be fitted."""
        from stretchtimer.engine.fit import sensible_minutes

        return sensible_minutes(self._to_fit())

    def instead_of(self, wanted_ms: int) -> Instead | None:
        """What else meets a time that the holds alone cannot."""
        from stretchtimer.engine.fit import instead_of

        return instead_of(self._to_fit(), wanted_ms)

    def do_instead(self, instead: Instead, wanted_ms: int) -> FitResult:
        """Takes such an offer, and scales the holds to the time that is met by it."""
        from stretchtimer.engine.fit import fit_to, rounded

        changed = self._adjustments.without_holds()
        if instead.rounds:
            changed = changed.with_time("rounds", instead.rounds)
        for stretch_id in instead.left_out:
            own = replace(changed.of(stretch_id), left_out=True)
            changed = changed.with_stretch(stretch_id, own)
        routine = _with_own_ranges(adjust(self._original, changed))
        result = rounded(routine, fit_to(routine, wanted_ms), wanted_ms)
        self._change(changed.with_holds(result.holds_ms))
        return result

    def _to_fit(self) -> Routine:
        """The routine as the person wants it, with its original holds in sane ranges."""
        return _with_own_ranges(adjust(self._original, self._adjustments.without_holds()))

    def set_back(self, stretch_id: str, what: Difference) -> None:
        """Takes back one thing that is different about a stretch."""
        if what is Difference.PLACE:
            order = put_back(self._original, self._adjustments, stretch_id)
            self._change(replace(self._adjustments, order=order))
        elif what is Difference.LEFT_OUT:
            self._change_stretch(stretch_id, left_out=False)
        elif what is Difference.HOLD:
            self._change_stretch(stretch_id, hold_ms=None, times=None)
        elif what is Difference.EASIER:
            self.set_easier(stretch_id, False)
        else:
            self._change_stretch(stretch_id, first_side=None)

    def reset_stretch(self, stretch_id: str) -> None:
        """Takes back all that was changed about one stretch, its place in the order too."""
        changed = self._adjustments.with_stretch(stretch_id, StretchAdjustment())
        if stretch_id in self._moved:
            changed = replace(changed, order=put_back(self._original, changed, stretch_id))
        self._change(changed)

    def reset_time(self, name: str) -> None:
        """Takes back one field of ``Times``."""
        times = {key: value for key, value in self._adjustments.times.items() if key != name}
        self._change(replace(self._adjustments, times=times))

    def reset_holds(self) -> None:
        """Takes back every hold, and nothing else."""
        self._change(self._adjustments.without_holds())

    def reset_times(self) -> None:
        """Takes back every time around the holds, the rounds included."""
        self._change(replace(self._adjustments, times={}))

    def reset_all(self) -> None:
        self._change(Adjustments(), absent={})

    def begin_with(self, changes: Adjustments) -> None:
        """Takes the changes of the routine that this one was made of; they are no change here."""
        self._history = UndoHistory()
        self._take((_usable(self._original, changes), {}))

    @property
    def can_undo(self) -> bool:
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        return self._history.can_redo

    def undo(self) -> None:
        """Takes back the latest change; nothing where there is none."""
        if self.can_undo:
            self._take(self._history.undo(self._state))

    def redo(self) -> None:
        """Makes the change again that was undone last; nothing where there is none."""
        if self.can_redo:
            self._take(self._history.redo(self._state))

    def _set_holds(self, holds_ms: Mapping[str, int]) -> None:
        self._change(self._adjustments.with_holds(holds_ms))

    def _change_stretch(self, stretch_id: str, **fields: object) -> None:
        own = replace(self._adjustments.of(stretch_id), **fields)  # type: ignore[arg-type]
        self._change(self._adjustments.with_stretch(stretch_id, own))

    def _change(
        self,
        adjustments: Adjustments,
        absent: Mapping[str, StretchAdjustment] | None = None,
    ) -> None:
        tidy = normalized(self._original, adjustments)
        new = tidy, self._absent if absent is None else absent
        if tidy == self._adjustments:
            self._absent = new[1]
            return
        # Raises before anything is changed or kept.
        adjust(self._original, tidy)
        self._history.note(self._state)
        self._take(new)

    @property
    def _state(self) -> _State:
        return self._adjustments, self._absent

    def _take(self, state: _State) -> None:
        self._adjustments, self._absent = state
        tidy = self._adjustments
        self._keep(replace(tidy, stretches={**self._absent, **tidy.stretches}))
        self._tell()

    def _tell(self) -> None:
        for made_of_it in ("stretches", "_plan", "_moved"):
            self.__dict__.pop(made_of_it, None)
        for listener in self._listeners:
            listener()


def _usable(routine: Routine, adjustments: Adjustments) -> Adjustments:
    """The adjustments that change something, with every stretch where none would be left."""
    tidy = normalized(routine, adjustments)
    if all(tidy.of(stretch.id).left_out for stretch in routine.stretches):
        taken_in = {name: replace(own, left_out=False) for name, own in tidy.stretches.items()}
        tidy = normalized(routine, replace(tidy, stretches=taken_in))
    return tidy


def _with_own_ranges(routine: Routine) -> Routine:
    """The routine with sane ranges that hold only what a person can choose."""
    return replace(routine, stretches=tuple(map(_with_own_range, routine.stretches)))


def _with_own_range(stretch: Stretch) -> Stretch:
    if stretch.dose.is_counted:
        return stretch
    least, most = (
        max(LEAST_OWN_HOLD_MS, min(hold_ms, MOST_OWN_HOLD_MS)) for hold_ms in stretch.dose.sane_ms
    )
    return replace(stretch, dose=replace(stretch.dose, sane_ms=(least, most)))
