"""Which side of each stretch begins next, where the sides are to take turns; told by the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stretchtimer.engine.model import Side
from stretchtimer.services.record.ledger import ledger_of
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.rows import SessionRow

_LOOKED_AT = 20
"""A stretch that was not done in so many sessions begins as usual."""


@dataclass(frozen=True)
class FirstSides:
    """The side that begins, by the id of a stretch, in the session that follows ``after``."""

    sides: Mapping[str, Side]
    after: str = ""


NO_TURNS = FirstSides({})
"""Every stretch begins on its usual side."""


def next_first_sides(history: History, routine_id: str) -> FirstSides:
    """The sides that are due in a routine; asks the history (``Journal.ask``)."""
    return sides_due(history.latest(_LOOKED_AT, of_routine=routine_id))


def sides_due(latest: Iterable[SessionRow]) -> FirstSides:
    """The other side than began the last time; or, after it, the one that was held too little.

    ``latest`` are sessions of one routine, beginning with the one begun last. Parts of one that
    was broken off count as one.
    """
    roots: dict[str, str] = {}
    wholes: dict[str, list[SessionRow]] = {}
    for session in reversed(list(latest)):
        root = roots.get(session.continues_uuid or "", session.uuid)
        roots[session.uuid] = root
        wholes.setdefault(root, []).append(session)
    due: dict[str, Side] = {}
    last: list[SessionRow] = []
    for parts in wholes.values():
        begun = _begun(parts)
        due |= {stretch_id: side.other for stretch_id, side in begun.items()}
        last = parts if begun else last
    due |= {line.stretch_id: line.behind for line in ledger_of(last) if line.behind}
    return FirstSides(due, last[-1].uuid if last else "")


def _begun(parts: Iterable[SessionRow]) -> dict[str, Side]:
    """The side of each stretch that was held first."""
    begun: dict[str, Side] = {}
    for session in parts:
        for hold in session.holds:
            if hold.held.side is not None and hold.held.held_ms:
                begun.setdefault(hold.held.stretch_id, hold.held.side)
    return begun
