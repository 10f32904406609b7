"""What the card and the page of a routine say of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from stretchtimer.engine.notices import Notice
from stretchtimer.services.wording.durations import minutes_text
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.services.wording.routine import place_word

if TYPE_CHECKING:
    from stretchtimer.services.routines.cards import Card
    from stretchtimer.storage.routines.index import RoutineFacts

_DAYS_IN_WORDS = 30


def count_words(stretches: int, *, is_counted: bool) -> str:
    """How many stretches there are, which are called exercises where all are counted."""
    if is_counted:
        return ntr("{n} exercise", "{n} exercises", stretches)
    return ntr("{n} stretch", "{n} stretches", stretches)


def size_words(of: Card | RoutineFacts) -> str:
    """How much it is."""
    count = count_words(of.stretches, is_counted=of.is_counted)
    return f"{count} · {minutes_text(of.total_ms)}"


def places_words(places: Iterable[str]) -> str:
    """What one needs for it."""
    return " · ".join(map(place_word, places))


def last_done_words(day: date | None, today: date) -> str:
    """When it was last done."""
    if day is None:
        return tr("Not done yet")
    days = (today - day).days
    if days <= 0:
        return tr("Last done today")
    if days == 1:
        return tr("Last done yesterday")
    if days <= _DAYS_IN_WORDS:
        return ntr("Last done {n} day ago", "Last done {n} days ago", days)
    return ntr("Last done {n} week ago", "Last done {n} weeks ago", days // 7)


def fault_words(faults: Iterable[tuple[int, Notice]]) -> tuple[str, ...]:
    """What is wrong with a file, line by line."""
    return tuple(
        tr("Line {line}: {fault}").format(line=line, fault=sentence(fault))
        if line
        else sentence(fault)
        for line, fault in faults
    )


def heard_words(card: Card, day: date | None, today: date, *, is_present: bool) -> str:
    """All that a card says, for somebody who does not see it."""
    parts = [card.name]
    if is_present:
        parts.append(tr("today's routine"))
    parts += [
        size_words(card),
        places_words(card.places),
        last_done_words(day, today),
    ]
    return ", ".join(filter(None, parts))
