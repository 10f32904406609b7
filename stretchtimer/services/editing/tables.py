"""A stretch of the engine's model as the table that it would be read from; no default is written.

It is the other way round of ``storage/routines/schema.py``, and a test proves that.
"""

from __future__ import annotations

from dataclasses import fields

from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.model import Dose, Movement, Place, Side, Stretch
from stretchtimer.storage.routines.own_pictures import picture_name
from stretchtimer.storage.routines.schema import SANE_TIMES

_USUAL = Dose(SECOND_MS)


def table_of(stretch: Stretch) -> dict[str, object]:
    """The keys of the stretch in the order in which people write them."""
    table: dict[str, object] = {"id": stretch.id, "name": stretch.name}
    if stretch.place is not Place.FLOOR:
        table["place"] = stretch.place.value
    if stretch.has_sides:
        table["sides"] = "alternate" if stretch.alternates else "both"
    if stretch.first_side is not Side.LEFT:
        table["first_side"] = stretch.first_side.value
    table |= _dose(stretch)
    if stretch.wait_until_ready:
        table["wait_until_ready"] = True
    poses = {key: getattr(stretch, key) for key in ("pose", "easier_pose", "start_pose")}
    table |= {key: pose for key, pose in poses.items() if pose}
    if stretch.picture:
        table["picture"] = picture_name(stretch.picture)
    for one in fields(stretch.words):
        words = getattr(stretch.words, one.name)
        if words:
            table[one.name] = words if isinstance(words, str) else list(words)
    if stretch.movements:
        table["movements"] = [_movement(movement) for movement in stretch.movements]
    return table


def _dose(stretch: Stretch) -> dict[str, object]:
    dose = stretch.dose
    rest = {} if dose.rest_ms == _USUAL.rest_ms else {"rest_s": _seconds(dose.rest_ms)}
    least, most = dose.sane_ms
    if stretch.times is None:
        table: dict[str, object] = {"hold_s": _seconds(dose.hold_ms)}
        how_often, sane_key, sane = "repetitions", "sane_hold_s", [_seconds(least), _seconds(most)]
        is_usual = dose.sane_ms == _USUAL.sane_ms
    else:
        table = {"times": stretch.times}
        how_often, sane_key = "sets", "sane_times"
        times = (max(1, round(each / stretch.cycle_ms)) for each in (least, most))
        sane = list(times)
        is_usual = tuple(sane) == SANE_TIMES
    if dose.repetitions > 1:
        table[how_often] = dose.repetitions
    return table | ({} if is_usual else {sane_key: sane}) | rest


def _movement(movement: Movement) -> dict[str, object]:
    table: dict[str, object] = {
        "pose": movement.pose,
        "name": movement.name,
        "duration_s": _seconds(movement.duration_ms),
    }
    if movement.instruction:
        table["instruction"] = movement.instruction
    if movement.breath:
        table["breath"] = movement.breath.value
    return table


def _seconds(ms: int) -> int | float:
    return ms // SECOND_MS if ms % SECOND_MS == 0 else ms / SECOND_MS
