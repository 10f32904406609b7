"""The keys of a routine file, what each may be, and the routine that they make.

Times are in seconds, whole or decimal. ``language`` is the code of that of the texts. Only
``format``, ``name`` and ``stretches`` are needed at the top, ``id``, ``name`` and a dose in a
stretch, ``pose``, ``name`` and ``duration_s`` in a movement; all else has the default of the
engine's model. The id of a routine is no key: it is made of the name of its file.

- A dose is either ``hold_s``, with ``repetitions`` and ``sane_hold_s`` where wanted, or ``times``,
  how often all movements are done, with ``sets`` and ``sane_times``; ``rest_s`` goes with both.
- With ``sides = "alternate"`` the movements are done on one side and then on the other; both
  together are counted once.
- ``picture`` is the name of a picture among the routine's parts, which is seen instead of the
  figure.
- Format 1 has none of ``care``, ``own_pace``, ``times`` and its like, ``place``, ``picture``,
  alternating sides, or a stretch that waits; it is read all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields

from stretchtimer.engine.durations import HOUR_MS, MINUTE_MS
from stretchtimer.engine.model import (
    INTERVALS,
    MAX_HOLD_MS,
    MAX_HOLDS,
    MAX_INTERVAL_MS,
    MAX_MOVEMENTS,
    MAX_REPETITIONS,
    MAX_ROUNDS,
    MAX_ROUTINE_MS,
    MAX_SETS,
    MAX_STRETCHES,
    MAX_TIMES,
    MIN_HOLD_MS,
    Breath,
    Dose,
    Movement,
    Place,
    Routine,
    Side,
    Stretch,
    StretchWords,
    Times,
    holds_in_round,
)
from stretchtimer.engine.notices import Given, Notice
from stretchtimer.engine.plan import total_ms
from stretchtimer.storage.routines.faults import RoutineFault, TableName
from stretchtimer.storage.routines.table_reader import KeyFaults, Table
from stretchtimer.storage.routines.value_types import (
    choice,
    flag,
    identifier,
    language_code,
    one_of,
    picture_name,
    pose_identifier,
    seconds,
    seconds_range,
    text,
    visible_text,
    whole,
    whole_range,
)

FORMAT = 2
OLDEST_FORMAT = 1
MAX_NAME = 80
MAX_SENTENCE = 500
MAX_LIST = 20

FORMAT_KEY = one_of(*range(OLDEST_FORMAT, FORMAT + 1))
_ID = identifier(MAX_NAME)
_POSE = pose_identifier(MAX_NAME)
_PICTURE = picture_name()
NAME = visible_text(MAX_NAME)
SENTENCE = text(0, MAX_SENTENCE)
ITEM = text(1, MAX_SENTENCE)
LANGUAGE = language_code()
_HOLD = seconds(MIN_HOLD_MS, MAX_HOLD_MS)
_MOVEMENT = seconds(MIN_HOLD_MS, MAX_INTERVAL_MS)
_INTERVAL = seconds(0, MAX_INTERVAL_MS)
_SANE = seconds_range(MIN_HOLD_MS, MAX_HOLD_MS)
_ALTERNATE = "alternate"
_OLD_SIDES = choice("none", "both")
_SIDES = choice("none", "both", _ALTERNATE)
_PLACE = choice(*(place.value for place in Place))
_TIMES = whole(1, MAX_TIMES)
_SANE_TIMES = whole_range(1, MAX_TIMES)
_BREATH = choice(Breath.IN.value, Breath.OUT.value)
_SIDE = choice(Side.LEFT.value, Side.RIGHT.value)

_FLAG = flag()
_ROUNDS = whole(1, MAX_ROUNDS)
_REPETITIONS = whole(1, MAX_REPETITIONS)
_SETS = whole(1, MAX_SETS)

_NO_WORDS = StretchWords()
_WORDS = dict.fromkeys(one.name for one in fields(StretchWords))

_ANY = Dose(MIN_HOLD_MS)
"""Gives the defaults of a dose, and stands in for one that could not be read."""

Poses = Collection[str] | None
"""The names of those that there are; None where that is not looked at."""

SANE_TIMES = (5, 15)
"""Within which fitting a routine to a given time may move how often something is done."""

_OF_TIMES = {"sets": "repetitions", "sane_times": "sane_hold_s"}
"""What goes with ``times``, and what stands in its place with ``hold_s``."""

_MOST_KEPT = 10 * MAX_STRETCHES
_MOST_POSES_TOLD = 8

_ELSEWHERE = {"id": RoutineFault.KEY_IS_ID}


def newer_format(data: Mapping[str, object], newest: int) -> bool:
    """Whether the file was written for a later version of the program than this one."""
    found = data.get("format")
    return isinstance(found, int) and not isinstance(found, bool) and found > newest


class KeptStretches:
    """Stretches that were read without faults, by their tables, which must never change.

    It is for one set of poses.
    """

    def __init__(self) -> None:
        # With its table, so that no other one gets the identity of that meanwhile.
        self._known: dict[tuple[int, bool], tuple[object, Stretch]] = {}

    def of(self, table: Table, poses: Poses, is_old: bool) -> Stretch:
        """The stretch of a table, which is read where that is not known yet."""
        key = (id(table.data), is_old)
        if key in self._known:
            return self._known[key][1]
        before = len(table.findings.found)
        stretch = _stretch(table, poses, is_old)
        if len(table.findings.found) == before:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            self._known[key] = table.data, stretch
        return stretch


def routine_from(
    routine_id: str,
    data: Mapping[str, object],
    findings: KeyFaults,
    poses: Poses = None,
    kept: KeptStretches | None = None,
) -> Routine | None:
    """The routine of a parsed file; None when anything was found wrong with it.

    With ``poses`` a pose that is none of them is wrong as well. What is ``kept`` is not read again.
    """
    top = Table(data, findings)
    is_old = top.need("format", FORMAT_KEY, FORMAT) == OLDEST_FORMAT
    name = top.need("name", NAME, "")
    language = top.take("language", LANGUAGE, "")
    summary = top.take("summary", SENTENCE, "")
    care = "" if is_old else top.take("care", SENTENCE, "")
    times = _times(top.table("times"), is_old)
    tables = top.tables("stretches", TableName.STRETCH, MAX_STRETCHES, least=1)
    read = kept.of if kept else _stretch
    stretches = tuple(read(table, poses, is_old) for table in tables)
    top.no_others(_ELSEWHERE | _newer(is_old, "care"))
    _refuse_shared_ids(tables, stretches)
    if findings.found:
        return None
    holds = holds_in_round(stretches) * times.rounds
    if holds > MAX_HOLDS:
        findings.add((), Notice(RoutineFault.TOO_MANY_HOLDS, n=holds, most=MAX_HOLDS))
        return None
    routine = Routine(routine_id, name, stretches, times, summary, language, care)
    if total_ms(routine) > MAX_ROUTINE_MS:
        findings.add((), Notice(RoutineFault.TOO_LONG, n=MAX_ROUTINE_MS // HOUR_MS))
        return None
    return routine


def _newer(is_old: bool, *keys: str) -> dict[str, RoutineFault]:
    """What is told of keys that the format of the file does not have yet."""
    return dict.fromkeys(keys, RoutineFault.KEY_NEEDS_FORMAT) if is_old else {}


def _times(table: Table, is_old: bool) -> Times:
    usual = Times()
    intervals = {
        name: table.take(f"{name.removesuffix('_ms')}_s", _INTERVAL, getattr(usual, name))
        for name in INTERVALS
    }
    rounds = table.take("rounds", _ROUNDS, usual.rounds)
    wait_until_ready = table.take("wait_until_ready", _FLAG, usual.wait_until_ready)
    own_pace = usual.own_pace if is_old else table.take("own_pace", _FLAG, usual.own_pace)
    table.no_others(_newer(is_old, "own_pace"))
    return Times(**intervals, rounds=rounds, wait_until_ready=wait_until_ready, own_pace=own_pace)


def _stretch(table: Table, poses: Poses, is_old: bool) -> Stretch:
    movements = tuple(
        _movement(each, poses)
        for each in table.tables("movements", TableName.MOVEMENT, MAX_MOVEMENTS)
    )
    sides = _sides(table, is_old, has_movements=bool(movements))
    cycle_ms = sum(movement.duration_ms for movement in movements)
    stretch = Stretch(
        id=table.need("id", _ID, ""),
        name=table.need("name", NAME, ""),
        two_sided=sides == "both",
        alternates=sides == _ALTERNATE,
        first_side=Side(table.take("first_side", _SIDE, Side.LEFT.value)),
        dose=_dose(table, 2 * cycle_ms if sides == _ALTERNATE else cycle_ms, is_old),
        pose=_known_pose(table, "pose", table.take("pose", _POSE, ""), poses),
        start_pose=_known_pose(table, "start_pose", table.take("start_pose", _POSE, ""), poses),
        easier_pose=_known_pose(table, "easier_pose", table.take("easier_pose", _POSE, ""), poses),
        picture="" if is_old else table.take("picture", _PICTURE, ""),
        words=words(table),
        movements=movements,
        wait_until_ready=not is_old and table.take("wait_until_ready", _FLAG, False),
        place=Place.FLOOR if is_old else Place(table.take("place", _PLACE, Place.FLOOR.value)),
    )
    newer = ("times", "sets", "sane_times", "wait_until_ready", "place", "picture")
    table.no_others(_newer(is_old, *newer))
    return stretch


def _sides(table: Table, is_old: bool, *, has_movements: bool) -> str:
    """Which sides there are, after noting where they cannot be so."""
    if is_old and table.value("sides") != _ALTERNATE:
        return table.take("sides", _OLD_SIDES, "none")
    found = table.take("sides", _SIDES, "none")
    if is_old:
        needs_format = Notice(RoutineFault.VALUE_NEEDS_FORMAT, key="sides", value=Given(found))
        table.refuse("sides", needs_format)
    elif found == _ALTERNATE and not has_movements:
        table.refuse("sides", Notice(RoutineFault.SIDES_NEED_MOVEMENTS))
    else:
        return found
    return "none"


def _dose(table: Table, cycle_ms: int, is_old: bool) -> Dose:
    """How much of a stretch; ``cycle_ms`` is how long its movements take once, 0 without any."""
    has_hold = table.has("hold_s")
    if is_old:
        # Where it is counted after all, that is told, and not that it is not held.
        return _ANY if "times" in table.keys and not has_hold else _held(table)
    if not table.has("times"):
        if not has_hold:
            table.refuse("hold_s", Notice(RoutineFault.DOSE_MISSING))
            # The rest of a dose is not unknown for that.
            for key in (*_OF_TIMES, *_OF_TIMES.values(), "rest_s"):
                table.has(key)
            return _ANY
        _refuse_other_dose(table, "hold_s", _OF_TIMES)
        return _held(table)
    if has_hold:
        table.refuse("times", Notice(RoutineFault.DOSE_TWICE))
    _refuse_other_dose(table, "times", {instead: key for key, instead in _OF_TIMES.items()})
    return _counted(table, cycle_ms)


def _held(table: Table) -> Dose:
    return Dose(
        hold_ms=table.need("hold_s", _HOLD, _ANY.hold_ms),
        repetitions=table.take("repetitions", _REPETITIONS, _ANY.repetitions),
        rest_ms=table.take("rest_s", _INTERVAL, _ANY.rest_ms),
        sane_ms=table.take("sane_hold_s", _SANE, _ANY.sane_ms),
    )


def _counted(table: Table, cycle_ms: int) -> Dose:
    times = table.need("times", _TIMES, 1)
    sets = table.take("sets", _SETS, _ANY.repetitions)
    rest_ms = table.take("rest_s", _INTERVAL, _ANY.rest_ms)
    sane = table.take("sane_times", _SANE_TIMES, SANE_TIMES)
    if not cycle_ms:
        table.refuse("times", Notice(RoutineFault.TIMES_NEED_MOVEMENTS))
        return _ANY
    most = MAX_HOLD_MS // cycle_ms
    if times > most:
        table.refuse("times", Notice(RoutineFault.TIMES_TOO_LONG, n=MAX_HOLD_MS // MINUTE_MS))
        return _ANY
    least_ms, most_ms = (min(one, most) * cycle_ms for one in sane)
    return Dose(times * cycle_ms, sets, rest_ms, (least_ms, most_ms), is_counted=True)


def _refuse_other_dose(table: Table, dose: str, others: Mapping[str, str]) -> None:
    """Notes keys that go with the other kind of dose; beside each, what does with this one."""
    for key, instead in others.items():
        if table.has(key):
            told = {"key": key, "dose": dose, "instead": instead}
            table.refuse(key, Notice(RoutineFault.KEY_OF_OTHER_DOSE, **told))


def words(table: Table, needed: StretchWords | None = None) -> StretchWords:
    """What is said and shown about a stretch; where given, all that is in ``needed`` must be."""
    if needed is None and not table.has_any(_WORDS):
        return _NO_WORDS

    def sentence(key: str) -> str:
        read = table.need if needed and getattr(needed, key) else table.take
        return read(key, SENTENCE, "")

    def sentences(key: str) -> tuple[str, ...]:
        return table.texts(key, ITEM, MAX_LIST, 1 if needed and getattr(needed, key) else 0)

    return StretchWords(
        position=sentence("position"),
        setup=sentences("setup"),
        feel=sentence("feel"),
        breathing=sentence("breathing"),
        mistakes=sentences("mistakes"),
        easier=sentence("easier"),
        easier_breathing=sentence("easier_breathing"),
        easier_half_way=sentence("easier_half_way"),
        easier_release=sentence("easier_release"),
        care=sentence("care"),
        half_way=sentence("half_way"),
        release=sentence("release"),
    )


def _movement(table: Table, poses: Poses) -> Movement:
    breath = table.take("breath", _BREATH, "")
    movement = Movement(
        pose=_known_pose(table, "pose", table.need("pose", _POSE, ""), poses),
        name=table.need("name", NAME, ""),
        duration_ms=table.need("duration_s", _MOVEMENT, MIN_HOLD_MS),
        instruction=table.take("instruction", SENTENCE, ""),
        breath=Breath(breath) if breath else None,
    )
    table.no_others()
    return movement


def _known_pose(table: Table, key: str, pose: str, poses: Poses) -> str:
    """The pose, after noting where there is none of that name."""
    if pose and poses is not None and pose not in poses:
        table.refuse(key, _unknown_pose(key, pose, poses))
    return pose


def _unknown_pose(key: str, pose: str, poses: Collection[str]) -> Notice:
    import difflib

    near = difflib.get_close_matches(pose, sorted(poses), n=1)
    if near:
        return Notice(RoutineFault.POSE_MISSPELT, key=key, value=Given(pose), near=near[0])
    told = {"key": key, "value": Given(pose)}
    if len(poses) <= _MOST_POSES_TOLD:
        return Notice(RoutineFault.POSE_UNKNOWN, **told, known=tuple(sorted(poses)))
    nearest = difflib.get_close_matches(pose, sorted(poses), n=_MOST_POSES_TOLD, cutoff=0.0)
    return Notice(RoutineFault.POSE_OF_MANY, **told, known=tuple(sorted(nearest)), count=len(poses))


def _refuse_shared_ids(tables: list[Table], stretches: tuple[Stretch, ...]) -> None:
    first: dict[str, int] = {}
    for number, (table, stretch) in enumerate(zip(tables, stretches, strict=True), start=1):
        earlier = first.setdefault(stretch.id, number)
        if stretch.id and earlier != number:
            taken = Notice(RoutineFault.ID_TAKEN, id=Given(stretch.id), number=earlier)
            table.refuse("id", taken)
