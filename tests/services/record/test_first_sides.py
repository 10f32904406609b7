"""Which side begins next, by what the log tells of other sessions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stretchtimer.engine.model import Side
from stretchtimer.services.record.first_sides import FirstSides, sides_due
from stretchtimer.storage.history.rows import SessionRow
from tests.storage.history.entries import hold, session

LEFT, RIGHT = Side.LEFT, Side.RIGHT


def whole(
    uuid: str, days: int, first: Side, held_ms: tuple[int, int] = (30_000, 30_000)
) -> SessionRow:
    sides = (first, first.other)
    holds = (hold(n + 1, held_ms[n], side) for n, side in enumerate(sides))
    return session(uuid, days, tuple(holds))


@pytest.mark.parametrize("first", Side)
def test_the_other_side_begins_than_the_last_time(first: Side) -> None:
    latest = [whole("b", 1, first), whole("a", 0, first.other)]
    assert sides_due(latest) == FirstSides({"twist": first.other}, "b")


def test_nothing_is_due_of_what_was_never_done() -> None:
    assert sides_due([]) == FirstSides({})
    assert sides_due([session("a", 0, (hold(1, stretch_id="knees"),))]) == FirstSides({})


def test_a_side_that_was_held_too_little_begins_whichever_began_before() -> None:
    assert sides_due([whole("a", 0, LEFT, (12_000, 30_000))]).sides == {"twist": LEFT}
    assert sides_due([whole("a", 0, LEFT, (30_000, 12_000))]).sides == {"twist": RIGHT}


def test_a_side_that_was_skipped_did_not_begin() -> None:
    assert sides_due([whole("a", 0, LEFT, (0, 5_000))]).sides == {"twist": LEFT}


def test_what_was_broken_off_and_gone_on_with_is_one_session() -> None:
    first = session("a", 0, (hold(1, 30_000, LEFT), hold(2, 8_000, RIGHT)))
    second = replace(session("b", 0, (hold(1, 30_000, RIGHT),)), continues_uuid="a")
    assert sides_due([second, first]) == FirstSides({"twist": RIGHT}, "b")


def test_a_stretch_that_was_left_out_goes_by_the_time_before() -> None:
    last = session("b", 1, (hold(1, 30_000, LEFT, "leg"), hold(2, 30_000, RIGHT, "leg")))
    assert sides_due([last, whole("a", 0, LEFT)]).sides == {"twist": RIGHT, "leg": RIGHT}
