"""What is to be seen of a stretch at a glance while it is edited, right or wrong as it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.model import MAX_MOVEMENTS, Side
from stretchtimer.services.editing.operations import MOVEMENTS
from stretchtimer.services.wording.durations import short_text, times_text
from stretchtimer.services.wording.language import ntr, tr

_USUAL_MS = 5 * SECOND_MS
_LONGEST_S = 36_000


@dataclass(frozen=True)
class Glimpse:
    """``pose`` is the one that tells most of it, "" where there is none.

    With a ``picture`` of one's own that is shown, and the figure does nothing.

    ``poses`` are those of one cycle, each as long as in ``lengths_ms``; ``sides`` are their sides
    where they differ, and ``side`` is that of all where not.
    """

    name: str
    dose: str
    pose: str = ""
    start: str = ""
    poses: tuple[str, ...] = ()
    lengths_ms: tuple[int, ...] = ()
    side: str | None = None
    sides: tuple[str | None, ...] = ()
    picture: str = ""


def glimpse_of(
    table: Mapping[str, Any], pose_id: Callable[[str], str], picture_id: Callable[[str], str]
) -> Glimpse:
    """A stretch as it stands in the file; the others tell by what a pose or picture is drawn."""
    side = _side(table)
    if picture := picture_id(str(table.get("picture") or "")):
        name, dose = str(table.get("name", "")), _dose(table)
        return Glimpse(name, dose, pose=picture, side=side, picture=picture)
    movements = table.get(MOVEMENTS)
    moves = movements[:MAX_MOVEMENTS] if isinstance(movements, list) else []
    shown = [move for move in moves if isinstance(move, Mapping) and move.get("pose")]
    poses = tuple(pose_id(str(move["pose"])) for move in shown)
    lengths_ms = tuple(_ms(move.get("duration_s")) or _USUAL_MS for move in shown)
    sides: tuple[str | None, ...] = ()
    if not poses and table.get("pose"):
        poses, lengths_ms = (pose_id(str(table["pose"])),), ()
    elif poses and table.get("sides") == "alternate":
        first = Side(side) if side else Side.LEFT
        sides = (first.value,) * len(poses) + (first.other.value,) * len(poses)
        poses, lengths_ms, side = 2 * poses, 2 * lengths_ms, None
    start, held = str(table.get("start_pose") or ""), str(table.get("pose") or "")
    return Glimpse(
        str(table.get("name", "")),
        _dose(table),
        pose_id(held) if held else "".join(poses[:1]),
        pose_id(start) if start else "",
        poses,
        lengths_ms,
        side,
        sides,
    )


def _side(table: Mapping[str, Any]) -> str | None:
    if table.get("sides") not in ("both", "alternate"):
        return None
    return Side.RIGHT.value if table.get("first_side") == Side.RIGHT.value else Side.LEFT.value


def _dose(table: Mapping[str, Any]) -> str:
    """How much of it, as far as that can be told."""
    parts = []
    if times := _whole(table.get("times")):
        parts.append(times_text(times))
    elif hold_ms := _ms(table.get("hold_s")):
        parts.append(short_text(hold_ms))
    sets, repetitions = _whole(table.get("sets")), _whole(table.get("repetitions"))
    if sets > 1:
        parts.append(ntr("{n} set", "{n} sets", sets))
    if repetitions > 1:
        parts.append(ntr("{n} repetition", "{n} repetitions", repetitions))
    words = {"both": tr("each side"), "alternate": tr("sides in turn")}
    sides = table.get("sides")
    if isinstance(sides, str) and sides in words:
        parts.append(words[sides])
    return " · ".join(parts)


def _is_number(value: object) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and 0 < float(str(value)) <= _LONGEST_S


def _whole(value: Any) -> int:
    """A number without its decimals; 0 for what is none."""
    return int(value) if _is_number(value) else 0


def _ms(value: Any) -> int:
    """Milliseconds of so many seconds; 0 for what is no time."""
    return round(value * SECOND_MS) if _is_number(value) else 0
