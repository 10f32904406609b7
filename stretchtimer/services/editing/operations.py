"""What a person does to a routine in an editor, each as one function from document to document.

A place names a key as in ``RoutineDocument``: ``("stretches", 1, "hold_s")``. What is typed is
taken as it is, right or wrong, so that it can be said at its field what is wrong with it. Only
what needs the newer format has the file become one of that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from stretchtimer.engine.model import MAX_SETS, MAX_TIMES, Stretch
from stretchtimer.services.editing.tables import table_of
from stretchtimer.storage.own_routines.document import RoutineDocument
from stretchtimer.storage.routines.own_pictures import own_picture_file, pictures_folder
from stretchtimer.storage.routines.schema import FORMAT, SANE_TIMES
from stretchtimer.storage.routines.toml_lines import Place

STRETCHES: Place = ("stretches",)
USUAL_TIMES = SANE_TIMES
"""Within which fitting to a time may move how often something is done, where nothing is said."""
MOVEMENTS = "movements"
DURATION = "duration_s"

_NEEDED = frozenset({"id", "name", "pose", DURATION, "hold_s", "times"})
"""Keys that stay, empty, when nothing is left in their field: so they keep their line."""
_NEWER = frozenset({"care", "own_pace", "times", "sets", "sane_times", "place", "picture"})
"""Keys that format 1 does not have in the table where these stand; see ``_is_newer``."""
_ALTERNATE = "alternate"
_NO_LETTER = re.compile("[^a-z0-9]+")
_NUMBER = re.compile(r"[+-]?\d{1,9}(?:[.,]\d{1,3})?")
_USUAL_S, _MOVEMENT_S = 30, 5
_LARGEST = 1e6
"""Of the numbers that are reckoned with; a file may have any."""


def type_text(document: RoutineDocument, place: Place, words: str) -> RoutineDocument:
    """The words of a field; where there are none its key goes, unless it is needed."""
    if not words and (place[-1] not in _NEEDED or _is_optional_pose(place)):
        return document.remove(place)
    return choose(document, place, words)


def type_lines(document: RoutineDocument, place: Place, words: str) -> RoutineDocument:
    """A list of texts, one a line; lines without anything in them are left out."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return choose(document, place, lines) if lines else document.remove(place)


def type_number(document: RoutineDocument, place: Place, words: str) -> RoutineDocument:
    """A number, with a point or a comma; what is none is kept as a text, to be told as wrong."""
    return type_text(document, place, words) if not words else choose(document, place, _read(words))


def type_range(document: RoutineDocument, place: Place, least: str, most: str) -> RoutineDocument:
    """Two numbers, from the least to the most; nothing in both takes the key away."""
    if not (least or most):
        return document.remove(place)
    return choose(document, place, [_read(least), _read(most)])


def choose(document: RoutineDocument, place: Place, value: object) -> RoutineDocument:
    """One of the values that a key can have."""
    return _newer(document.set(place, value), place, value)


def choose_sides(document: RoutineDocument, stretch: int, sides: str) -> RoutineDocument:
    """``none``, ``both`` or ``alternate``."""
    place = (*STRETCHES, stretch, "sides")
    if sides == "none" and "sides" not in stretch_table(document, stretch):
        return document
    return choose(document, place, sides)


def count(document: RoutineDocument, stretch: int) -> RoutineDocument:
    """Has a stretch counted that was held: as often as its movements filled the hold."""
    table = stretch_table(document, stretch)
    if "times" in table:
        return document
    hold_s, cycle_s = _number(table.get("hold_s"), _USUAL_S), _cycle_s(table)
    times = max(1, min(MAX_TIMES, -int(-hold_s // cycle_s))) if cycle_s else 1
    document = choose(document, (*STRETCHES, stretch, "times"), times)
    for key in ("hold_s", "sane_hold_s"):
        document = document.remove((*STRETCHES, stretch, key))
    return _renamed(document, stretch, "repetitions", "sets", MAX_SETS)


def hold(document: RoutineDocument, stretch: int) -> RoutineDocument:
    """Has a stretch held that was counted, for as long as that took."""
    table = stretch_table(document, stretch)
    if "times" not in table:
        return document
    hold_s = _number(table["times"], 1) * _cycle_s(table) or _USUAL_S
    document = document.set((*STRETCHES, stretch, "hold_s"), _plain(hold_s))
    for key in ("times", "sane_times"):
        document = document.remove((*STRETCHES, stretch, key))
    return _renamed(document, stretch, "sets", "repetitions")


def add_stretch(document: RoutineDocument, index: int, stretch: Stretch | str) -> RoutineDocument:
    """A known stretch, or a new one of that name, at a number; its id is one of its own."""
    if isinstance(stretch, str):
        table: Mapping[str, object] = {"id": "", "name": stretch, "hold_s": _USUAL_S}
        wanted = plain_words(stretch)
    else:
        table, wanted = table_of(stretch), stretch.id
        picture = own_picture_file(stretch.picture)
        if picture and picture.parent != pictures_folder(document.path):
            # It lies beside another routine, and does not come along.
            del table["picture"]
    return _inserted(document, index, {**table, "id": free_id(wanted, _ids(document))})


def copy_stretch(document: RoutineDocument, stretch: int) -> RoutineDocument:
    """The same stretch once more, right after it, with an id of its own."""
    table = stretch_table(document, stretch)
    copy = {**table, "id": free_id(str(table.get("id", "")), _ids(document))}
    return document.insert(STRETCHES, stretch + 1, copy)


def take_out_stretch(document: RoutineDocument, stretch: int) -> RoutineDocument:
    """Without that stretch."""
    return document.take_out(STRETCHES, stretch)


def move_stretch(document: RoutineDocument, stretch: int, to: int) -> RoutineDocument:
    """With that stretch at another number."""
    return document.move(STRETCHES, stretch, to)


def add_movement(
    document: RoutineDocument, stretch: int, index: int, name: str, pose: str
) -> RoutineDocument:
    """One more movement of a stretch, at a number."""
    movement = {"pose": pose, "name": name, DURATION: _MOVEMENT_S}
    return document.insert((*STRETCHES, stretch, MOVEMENTS), index, movement)


def take_out_movement(document: RoutineDocument, stretch: int, index: int) -> RoutineDocument:
    """Without that movement."""
    return document.take_out((*STRETCHES, stretch, MOVEMENTS), index)


def move_movement(document: RoutineDocument, stretch: int, index: int, to: int) -> RoutineDocument:
    """With that movement at another number."""
    return document.move((*STRETCHES, stretch, MOVEMENTS), index, to)


def stretch_tables(document: RoutineDocument) -> list[Any]:
    """The stretches as they stand in the file; empty where it has no list of them."""
    found = document.data.get("stretches")
    return found if isinstance(found, list) else []


def stretch_table(document: RoutineDocument, stretch: int) -> Mapping[str, Any]:
    """One stretch as it stands in the file; empty where something else stands there."""
    found = stretch_tables(document)[stretch]
    return found if isinstance(found, Mapping) else {}


def plain_words(name: str) -> str:
    """A name in the letters of an id, with hyphens between its words."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _NO_LETTER.sub("-", plain)[:60].strip("-") or "stretch"


def free_id(wanted: str, taken: Collection[str]) -> str:
    """The id that is wanted or, where that is taken, the same with the next free number."""
    wanted = plain_words(wanted)
    tries = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (wanted, *tries) if each not in taken)


def _inserted(
    document: RoutineDocument, index: int, table: Mapping[str, object]
) -> RoutineDocument:
    """With a stretch that may have keys of the newer format."""
    document = document.insert(STRETCHES, index, table)
    for key, value in table.items():
        document = _newer(document, (*STRETCHES, index, key), value)
    return document


def _newer(document: RoutineDocument, place: Place, value: object) -> RoutineDocument:
    """A document that may have that value at the place: of the newer format, where it must."""
    return document.set(("format",), FORMAT) if _needs_newer(document, place, value) else document


def _needs_newer(document: RoutineDocument, place: Place, value: object) -> bool:
    if document.data.get("format") != 1:
        return False
    key, is_stretch = place[-1], len(place) == 3 and place[0] == "stretches"
    if is_stretch and key == "care":
        # The care note of a stretch is as old as the stretch.
        return False
    is_waiting = is_stretch and key == "wait_until_ready"
    return key in _NEWER or is_waiting or (key == "sides" and value == _ALTERNATE)


def _is_optional_pose(place: Place) -> bool:
    """Whether it is the pose of a stretch, which may have none, and not of a movement."""
    return place[-1] == "pose" and MOVEMENTS not in place


def _read(words: str) -> object:
    trimmed = words.strip()
    if not _NUMBER.fullmatch(trimmed):
        return words
    return _plain(float(trimmed.replace(",", ".")))


def _plain(number: float) -> int | float:
    return int(number) if number == int(number) else number


def _number(value: object, otherwise: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return otherwise
    return float(value) if abs(value) <= _LARGEST else otherwise


def _cycle_s(table: Mapping[str, Any]) -> float:
    """How long the movements of a stretch take once, as far as that can be told."""
    movements = table.get(MOVEMENTS)
    if not isinstance(movements, list):
        return 0.0
    durations = (one.get(DURATION) for one in movements if isinstance(one, Mapping))
    once_s = sum(max(0.0, _number(each, 0)) for each in durations)
    return 2 * once_s if table.get("sides") == _ALTERNATE else once_s


def _renamed(
    document: RoutineDocument, stretch: int, before: str, now: str, most: int | None = None
) -> RoutineDocument:
    """With a number under another key, and no more than it may be there."""
    value = stretch_table(document, stretch).get(before)
    if value is None:
        return document
    if most is not None and isinstance(value, int):
        value = min(value, most)
    return choose(document, (*STRETCHES, stretch, now), value).remove((*STRETCHES, stretch, before))


def _ids(document: RoutineDocument) -> set[str]:
    tables = (table for table in stretch_tables(document) if isinstance(table, Mapping))
    return {str(table.get("id")) for table in tables}
