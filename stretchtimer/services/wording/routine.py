"""Words for what stands in a routine: a hold by name, and how it is meant."""

from __future__ import annotations

from stretchtimer.engine.model import Movement, Place, Side, Stretch
from stretchtimer.services.wording.durations import short_text, times_text
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.services.wording.session import side_word


def hold_name(stretch: Stretch, side: Side | None) -> str:
    """A stretch with its side, as in a list."""
    if side is None:
        return stretch.name
    return tr("{stretch}, {side}").format(stretch=stretch.name, side=side_word(side))


def amount_text(stretch: Stretch) -> str:
    """How much of it: ``30 s``, or ``8 times`` where it is counted."""
    return short_text(stretch.hold_ms) if stretch.times is None else times_text(stretch.times)


def place_word(place: str) -> str:
    """What a stretch is done on."""
    words = {
        Place.FLOOR.value: tr("Floor"),
        Place.BED.value: tr("Bed"),
        Place.CHAIR.value: tr("Chair"),
        Place.STANDING.value: tr("Standing"),
    }
    return words[place]


def part_word(part: str) -> str:
    """A part of the body that feels a stretch, of ``known_stretches.parts_of``."""
    words = {
        "lower_back": tr("Lower back"),
        "whole_back": tr("Whole back"),
        "belly": tr("Belly"),
        "back_and_seat": tr("Back and seat"),
        "shoulders": tr("Shoulders"),
        "buttock": tr("Buttock"),
        "hamstring": tr("Back of the thigh"),
        "thigh": tr("Front of the thigh"),
        "flank": tr("Side of the body"),
        "calf": tr("Calf"),
        "waist_and_hip": tr("Waist and hip"),
    }
    # Whoever draws a pose of their own may name a part that is not told here yet.
    return words.get(part, part.replace("_", " ").capitalize())


def dose_text(stretch: Stretch) -> str:
    """How the hold is meant, in words; empty where the hold alone says all."""
    parts: list[str] = []
    moves = " + ".join(map(_movement, stretch.cycle()[: len(stretch.movements)]))
    if stretch.times is not None:
        parts.append(moves)
    elif stretch.movements:
        cycles = stretch.hold_ms // stretch.cycle_ms
        parts.append(
            ntr("{movements}, {n} time", "{movements}, {n} times", cycles).format(movements=moves)
        )
    if stretch.two_sided and stretch.first_side is Side.LEFT:
        parts.append(tr("each side, left first"))
    elif stretch.two_sided:
        parts.append(tr("each side, right first"))
    elif stretch.alternates and stretch.first_side is Side.LEFT:
        parts.append(tr("sides in turn, left first"))
    elif stretch.alternates:
        parts.append(tr("sides in turn, right first"))
    if stretch.dose.is_counted and stretch.dose.repetitions > 1:
        parts.append(ntr("{n} set", "{n} sets", stretch.dose.repetitions))
    elif stretch.dose.repetitions > 1:
        parts.append(ntr("{n} repetition", "{n} repetitions", stretch.dose.repetitions))
    return " · ".join(parts)


def _movement(movement: Movement) -> str:
    words = tr("{movement} {time}")
    return words.format(movement=movement.name, time=short_text(movement.duration_ms))
