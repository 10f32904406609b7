"""Words for what stands in a routine: a hold by name, and how it is meant."""

from __future__ import annotations

from stretchtimer.engine.model import Movement, Place, Side, Stretch
from stretchtimer.services.wording.durations import short_text
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.services.wording.session import side_word


def hold_name(stretch: Stretch, side: Side | None) -> str:
    """A stretch with its side, as in a list."""
    if side is None:
        return stretch.name
    return tr("{stretch}, {side}").format(stretch=stretch.name, side=side_word(side))


def place_word(place: str) -> str:
    """What a stretch is done on."""
    words = {
        Place.FLOOR.value: tr("Floor"),
        Place.BED.value: tr("Bed"),
        Place.CHAIR.value: tr("Chair"),
        Place.STANDING.value: tr("Standing"),
    }
    return words[place]


def dose_text(stretch: Stretch) -> str:
    """How the hold is meant, in words; empty where the hold alone says all."""
    parts: list[str] = []
    if stretch.movements:
        moves = " + ".join(map(_movement, stretch.movements))
        cycles = stretch.hold_ms // stretch.cycle_ms
        parts.append(
            ntr("{movements}, {n} time", "{movements}, {n} times", cycles).format(movements=moves)
        )
    if stretch.two_sided and stretch.first_side is Side.LEFT:
        parts.append(tr("each side, left first"))
    elif stretch.two_sided:
        parts.append(tr("each side, right first"))
    if stretch.dose.repetitions > 1:
        parts.append(ntr("{n} repetition", "{n} repetitions", stretch.dose.repetitions))
    return " · ".join(parts)


def _movement(movement: Movement) -> str:
    words = tr("{movement} {time}")
    return words.format(movement=movement.name, time=short_text(movement.duration_ms))
