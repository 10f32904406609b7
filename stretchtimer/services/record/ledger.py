"""The side ledger: left against right, what one side is behind, and how to make up for it.

The two sides of a stretch are always planned alike, so the side that was held less is behind by
what the other was held more; but never by more than was planned. Where neither was held nothing
is behind: nobody is told to make up a stretch that they left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stretchtimer.engine.model import Side
from stretchtimer.engine.plan import Phase, Plan, part_of
from stretchtimer.services.session.occasion import Occasion
from stretchtimer.storage.history.reading import HeldSum
from stretchtimer.storage.history.rows import SessionRow

BEHIND_MS = 10_000
"""Less than this is no difference worth a word."""


@dataclass(frozen=True)
class SideLine:
    """One stretch; milliseconds planned and held, for both sides alike where it has none.

    ``planned_ms`` is for each side. ``times`` are the same for what is counted: planned for each
    side, and done on the left, the right, and without a side; None where any of it is timed.
    """

    stretch_id: str
    stretch_name: str
    planned_ms: int
    left_ms: int = 0
    right_ms: int = 0
    both_ms: int = 0
    times: tuple[int, int, int, int] | None = None

    @property
    def has_sides(self) -> bool:
        return bool(self.left_ms or self.right_ms)

    @property
    def behind(self) -> Side | None:
        """The side that was held less, by enough to be told."""
        if self._behind_ms < BEHIND_MS:
            return None
        return Side.LEFT if self.left_ms < self.right_ms else Side.RIGHT

    @property
    def behind_ms(self) -> int:
        """By how much the side that is behind was held less; 0 where none is."""
        return self._behind_ms if self.behind else 0

    @property
    def _behind_ms(self) -> int:
        most, least = max(self.left_ms, self.right_ms), min(self.left_ms, self.right_ms)
        return min(most, self.planned_ms) - least


def ledger(sums: Iterable[HeldSum]) -> list[SideLine]:
    """One line for each stretch, in the order of the sums (``History.sums`` for a period)."""
    by_stretch: dict[str, list[HeldSum]] = defaultdict(list)
    for one in sums:
        by_stretch[one.stretch_id].append(one)
    return [_line(some) for some in by_stretch.values()]


def _line(some: Sequence[HeldSum]) -> SideLine:
    sides = (Side.LEFT, Side.RIGHT, None)
    planned_ms = max(sum(one.planned_ms for one in some if one.side is side) for side in sides)
    left, right, both = (sum(one.held_ms for one in some if one.side is side) for side in sides)
    last, times = some[-1], _times(some)
    return SideLine(last.stretch_id, last.stretch_name, planned_ms, left, right, both, times)


def _times(some: Sequence[HeldSum]) -> tuple[int, int, int, int] | None:
    """How often it was planned and done, where all of it was counted."""
    sides = (Side.LEFT, Side.RIGHT, None)
    if any(one.planned_times is None or one.done_times is None for one in some):
        return None
    planned = max(sum(one.planned_times or 0 for one in some if one.side is side) for side in sides)
    left, right, both = (
        sum(one.done_times or 0 for one in some if one.side is side) for side in sides
    )
    return planned, left, right, both


def ledger_of(sessions: Iterable[SessionRow]) -> list[SideLine]:
    """The ledger of these sessions alone: of one, or of all parts of one that was broken off."""
    # What was begun anew was planned only once.
    once: dict[tuple[str, Side | None, int, int], HeldSum] = {}
    for session in sessions:
        for hold in session.holds:
            held = hold.held
            key = held.stretch_id, held.side, held.repetition, held.round
            there = once.get(key)
            once[key] = HeldSum(
                held.stretch_id,
                held.stretch_name,
                held.side,
                1,
                max(held.planned_ms, there.planned_ms if there else 0),
                held.held_ms + (there.held_ms if there else 0),
            )
    return ledger(once.values())


@dataclass(frozen=True)
class MakeUp:
    """An offer to hold what one side is behind; ``side`` is None where it is not the same of all.

    ``plan`` holds that and nothing else. It is taken up like one to go on
    (``control.begin(offer.plan, screens, offer.occasion)``): the record has it as a part of that
    session, of which nothing is behind then.
    """

    session_uuid: str
    lines: tuple[SideLine, ...]
    side: Side | None
    plan: Plan

    @property
    def occasion(self) -> Occasion:
        """What has the log tell which session it is a part of."""
        return Occasion(continues_uuid=self.session_uuid)


def make_up(plan: Plan, lines: Iterable[SideLine], session_uuid: str) -> MakeUp | None:
    """The offer, by the plan of the whole routine as it is now; None where nothing is behind.

    The lines are those of one session with all its parts, of which this is the latest.
    """
    behind = {line.stretch_id: line for line in lines if line.behind}
    holds: list[Phase] = []
    done_ms: dict[str, int] = {}
    for phase in plan.phases:
        line = behind.get(phase.stretch.id)
        if not (line and phase.is_hold and phase.side is line.behind):
            continue
        done = done_ms.get(phase.stretch.id, 0)
        # A hold more only where at least half of it is missing still.
        if done == 0 or line.behind_ms - done >= phase.duration_ms // 2:
            holds.append(phase)
            done_ms[phase.stretch.id] = done + phase.duration_ms
    if not holds:
        return None
    wanted = tuple(line for line in behind.values() if line.stretch_id in done_ms)
    sides = {line.behind for line in wanted}
    return MakeUp(
        session_uuid, wanted, sides.pop() if len(sides) == 1 else None, part_of(plan, holds)
    )
