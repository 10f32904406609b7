"""Fitting a routine to a given time by scaling its holds within their sane ranges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from stretchtimer.engine.durations import MINUTE_MS, SECOND_MS
from stretchtimer.engine.model import MAX_HOLDS, MAX_ROUNDS, Routine, Stretch, holds_in_round
from stretchtimer.engine.plan import make_plan

_FIVE_MS = 5 * SECOND_MS


class Fit(str, Enum):
    """Whether the wanted time could be met, and if not, on which side it was missed."""

    MET = "met"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"


class FitResult(NamedTuple):
    """The hold for each stretch id, the total they give, and whether that meets the wish.

    TOO_SHORT: even the shortest sane holds take longer than wanted. TOO_LONG: even the longest
    sane holds leave time over.
    """

    holds_ms: Mapping[str, int]
    total_ms: int
    fit: Fit


class Instead(NamedTuple):
    """What meets a time that sane holds alone do not: other rounds, or stretches left out."""

    rounds: int = 0
    left_out: tuple[str, ...] = ()


def sensible_minutes(routine: Routine) -> tuple[int, ...]:
    """Up to three whole minutes that sane holds can meet: the least, as it is, and the most."""
    shortest_ms, longest_ms = (
        make_plan(_with_holds(routine, {s.id: bound(s) for s in routine.stretches})).total_ms
        for bound in (_least, _most)
    )
    least, most = -(-shortest_ms // MINUTE_MS), longest_ms // MINUTE_MS
    usual = max(least, min(round(make_plan(routine).total_ms / MINUTE_MS), most))
    return tuple(sorted({least, usual, most})) if least <= most else ()


def instead_of(routine: Routine, wanted_ms: int) -> Instead | None:
    """What can be done where sane holds cannot meet the time; None where they can, or nothing is.

    For more time as few rounds as meet it, for less as many. With a single round as few stretches
    as meet it are left out, those first that cost the least of what is to be held.
    """
    fit = fit_to(routine, wanted_ms).fit
    if fit is Fit.MET:
        return None
    present = routine.times.rounds
    most_rounds = min(MAX_ROUNDS, MAX_HOLDS // holds_in_round(routine.stretches))
    tried = (
        range(present + 1, most_rounds + 1) if fit is Fit.TOO_LONG else range(present - 1, 0, -1)
    )
    for rounds in tried:
        other = replace(routine, times=replace(routine.times, rounds=rounds))
        if fit_to(other, wanted_ms).fit is Fit.MET:
            return Instead(rounds=rounds)
    return None if fit is Fit.TOO_LONG else _fewer(routine, wanted_ms)


def _fewer(routine: Routine, wanted_ms: int) -> Instead | None:
    """Without which stretches a shorter time is met: as few as can be, the cheapest first."""
    one_round = replace(routine, times=replace(routine.times, rounds=1))
    rounds = 1 if routine.times.rounds > 1 else 0
    cheapest = sorted(routine.stretches, key=lambda s: _cost(s, s.hold_ms))
    alone = [(stretch,) for stretch in cheapest]
    more = [tuple(cheapest[:n]) for n in range(2, len(cheapest))]
    for out in (*alone, *more):
        rest = tuple(s for s in routine.stretches if s not in out)
        if rest and fit_to(replace(one_round, stretches=rest), wanted_ms).fit is Fit.MET:
            return Instead(rounds, tuple(stretch.id for stretch in out))
    return None


def fit_to(routine: Routine, wanted_ms: int) -> FitResult:
    """Holds scaled so that the whole routine takes at most ``wanted_ms``, and nearly that.

    All holds are scaled by one factor, each kept within its sane range, on whole seconds (whole
    cycles where movements alternate); what rounding leaves over is given back second by second
    to the hold that lost most.
    """
    least = _with_holds(routine, {s.id: _least(s) for s in routine.stretches})
    most = _with_holds(routine, {s.id: _most(s) for s in routine.stretches})
    if make_plan(least).total_ms > wanted_ms:
        return _result(least, Fit.TOO_SHORT)
    if make_plan(most).total_ms < wanted_ms:
        return _result(most, Fit.TOO_LONG)
    holding_ms = sum(_cost(stretch, stretch.hold_ms) for stretch in routine.stretches)
    spare_ms = wanted_ms - make_plan(routine).total_ms
    budget_ms = holding_ms + spare_ms // routine.times.rounds
    return _result(_with_holds(routine, _share(routine.stretches, budget_ms)), Fit.MET)


def rounded(routine: Routine, result: FitResult, wanted_ms: int) -> FitResult:
    """The same fit with plain holds in steps of five seconds, which are easier to read and to say.

    It stays as it is where the total would then be another in whole minutes.
    """
    if result.fit is not Fit.MET:
        return result
    exact = result.holds_ms
    plain = [s for s in routine.stretches if not s.movements]
    fives = {s.id: max(_first_five(s), exact[s.id] // _FIVE_MS * _FIVE_MS) for s in plain}
    if any(fives[s.id] > _most(s) for s in plain):
        return result
    holds = {**exact, **fives}
    rounds = routine.times.rounds
    lost_ms = sum(_cost(s, exact[s.id] - holds[s.id]) for s in plain) * rounds
    left_ms = wanted_ms - result.total_ms + lost_ms
    while longer := [
        s
        for s in plain
        if holds[s.id] + _FIVE_MS <= _most(s) and _cost(s, _FIVE_MS) * rounds <= left_ms
    ]:
        stretch = min(longer, key=lambda s: holds[s.id] - exact[s.id])
        holds[stretch.id] += _FIVE_MS
        left_ms -= _cost(stretch, _FIVE_MS) * rounds
    if not 0 <= left_ms < MINUTE_MS // 2:
        return result
    return _result(_with_holds(routine, holds), Fit.MET)


def _first_five(stretch: Stretch) -> int:
    return -(-_least(stretch) // _FIVE_MS) * _FIVE_MS


def _share(stretches: tuple[Stretch, ...], budget_ms: int) -> dict[str, int]:
    """The holds by the largest factor that keeps their cost within the budget, then topped up."""
    low, high = 0.0, max(_most(s) / s.hold_ms for s in stretches)
    for _ in range(40):
        factor = (low + high) / 2
        within = sum(_cost(s, _scaled(s, factor)) for s in stretches) <= budget_ms
        low, high = (factor, high) if within else (low, factor)
    holds = {s.id: _scaled(s, low) for s in stretches}
    left_ms = budget_ms - sum(_cost(s, holds[s.id]) for s in stretches)
    while longer := [s for s in stretches if _fits_longer(s, holds[s.id], left_ms)]:
        stretch = min(longer, key=lambda s: holds[s.id] - low * s.hold_ms)
        holds[stretch.id] += _grain(stretch)
        left_ms -= _cost(stretch, _grain(stretch))
    return holds


def _fits_longer(stretch: Stretch, hold_ms: int, left_ms: int) -> bool:
    grain_ms = _grain(stretch)
    return hold_ms + grain_ms <= _most(stretch) and _cost(stretch, grain_ms) <= left_ms


def _grain(stretch: Stretch) -> int:
    return stretch.cycle_ms or SECOND_MS


def _least(stretch: Stretch) -> int:
    grain = _grain(stretch)
    return max(grain, -(-stretch.dose.sane_ms[0] // grain) * grain)


def _most(stretch: Stretch) -> int:
    return max(_least(stretch), stretch.dose.sane_ms[1] // _grain(stretch) * _grain(stretch))


def _scaled(stretch: Stretch, factor: float) -> int:
    hold_ms = int(stretch.hold_ms * factor) // _grain(stretch) * _grain(stretch)
    return max(_least(stretch), min(hold_ms, _most(stretch)))


def _cost(stretch: Stretch, hold_ms: int) -> int:
    """What holding so long costs in one round."""
    return hold_ms * len(stretch.sides) * stretch.dose.repetitions


def _with_holds(routine: Routine, holds_ms: Mapping[str, int]) -> Routine:
    stretches = tuple(
        replace(s, dose=replace(s.dose, hold_ms=holds_ms[s.id])) for s in routine.stretches
    )
    return replace(routine, stretches=stretches)


def _result(fitted: Routine, fit: Fit) -> FitResult:
    holds_ms = {stretch.id: stretch.hold_ms for stretch in fitted.stretches}
    return FitResult(holds_ms, make_plan(fitted).total_ms, fit)
