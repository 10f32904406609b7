"""A routine of three stretches, and where its changes are kept."""

from __future__ import annotations

from stretchtimer.engine.adjustments import (
    Adjustments,
    StretchAdjustment,
)
from stretchtimer.engine.model import Routine, StretchWords
from stretchtimer.services.person.personal_routine import (
    PersonalRoutine,
)
from tests.engine.routines import CAT_COW, routine, stretch

A, B, C = (
    stretch("a", 30_000, words=StretchWords(position="Kneel.", easier="Kneel on a cushion.")),
    stretch("b", 20_000, two_sided=True),
    stretch("c", 30_000, movements=CAT_COW),
)
ABC = routine(A, B, C)
ALL_OUT = Adjustments({name: StretchAdjustment(left_out=True) for name in "abc"})


class Kept:
    """A personal routine, with all that it asked to keep and how often it told of a change."""

    def __init__(self, of: Routine = ABC, adjustments: Adjustments | None = None) -> None:
        self.kept: list[Adjustments] = []
        self.told = 0
        self.personal = PersonalRoutine(of, adjustments or Adjustments(), self.kept.append)
        self.personal.listen(self._on_changed)

    def _on_changed(self) -> None:
        self.told += 1

    @property
    def holds(self) -> dict[str, int]:
        return {s.id: s.hold_ms for s in self.personal.stretches}

    @property
    def order(self) -> str:
        return "".join(s.id for s in self.personal.stretches)
