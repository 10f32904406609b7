"""The keys of a routine file, what each may be, and the routine that they make.

Format 1. Times are in seconds, whole or decimal. ``language`` is the code of that of the texts.
Only ``format``, ``name`` and ``stretches`` are needed at the top, ``id``, ``name`` and ``hold_s``
in a stretch, ``pose``, ``name`` and ``duration_s`` in a movement; all else has the default of the
engine's model. The id of a routine is no key: it is made of the name of its file.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from stretchtimer.engine.durations import HOUR_MS
from stretchtimer.engine.model import (
    INTERVALS,
    MAX_HOLD_MS,
    MAX_HOLDS,
    MAX_INTERVAL_MS,
    MAX_MOVEMENTS,
    MAX_REPETITIONS,
    MAX_ROUNDS,
    MAX_ROUTINE_MS,
    MAX_STRETCHES,
    MIN_HOLD_MS,
    Breath,
    Dose,
    Movement,
    Routine,
    Side,
    Stretch,
    StretchWords,
    Times,
    holds_in_round,
)
from stretchtimer.engine.notices import Given, Notice
from stretchtimer.engine.plan import make_plan
from stretchtimer.storage.routines.faults import RoutineFault, TableName
from stretchtimer.storage.routines.table_reader import KeyFaults, Table
from stretchtimer.storage.routines.value_types import (
    Allowed,
    Limit,
    choice,
    flag,
    identifier,
    language_code,
    pose_identifier,
    seconds,
    seconds_range,
    text,
    visible_text,
    whole,
)

FORMAT = 1
MAX_NAME = 80
MAX_SENTENCE = 500
MAX_LIST = 20

FORMAT_KEY = Allowed(Notice(Limit.EXACTLY, value=FORMAT), whole(FORMAT, FORMAT).parse)
_ID = identifier(MAX_NAME)
_POSE = pose_identifier(MAX_NAME)
NAME = visible_text(MAX_NAME)
SENTENCE = text(0, MAX_SENTENCE)
ITEM = text(1, MAX_SENTENCE)
LANGUAGE = language_code()
_HOLD = seconds(MIN_HOLD_MS, MAX_HOLD_MS)
_MOVEMENT = seconds(MIN_HOLD_MS, MAX_INTERVAL_MS)
_INTERVAL = seconds(0, MAX_INTERVAL_MS)
_SANE = seconds_range(MIN_HOLD_MS, MAX_HOLD_MS)
_SIDES = choice("none", "both")
_BREATH = choice(Breath.IN.value, Breath.OUT.value)
_SIDE = choice(Side.LEFT.value, Side.RIGHT.value)

_ANY = Dose(MIN_HOLD_MS)
"""Gives the defaults of a dose, and stands in for one that could not be read."""

Poses = Collection[str] | None
"""The names of those that there are; None where that is not looked at."""

_ELSEWHERE = {"id": RoutineFault.KEY_IS_ID}


def newer_format(data: Mapping[str, object]) -> bool:
    """Whether the file was written for a later version of the program than this one."""
    found = data.get("format")
    return isinstance(found, int) and not isinstance(found, bool) and found > FORMAT


def routine_from(
    routine_id: str,
    data: Mapping[str, object],
    findings: KeyFaults,
    poses: Poses = None,
) -> Routine | None:
    """The routine of a parsed file; None when anything was found wrong with it.

    With ``poses`` a pose that is none of them is wrong as well.
    """
    top = Table(data, findings)
    top.need("format", FORMAT_KEY, FORMAT)
    name = top.need("name", NAME, "")
    language = top.take("language", LANGUAGE, "")
    summary = top.take("summary", SENTENCE, "")
    times = _times(top.table("times"))
    tables = top.tables("stretches", TableName.STRETCH, MAX_STRETCHES, least=1)
    stretches = tuple(_stretch(table, poses) for table in tables)
    top.no_others(_ELSEWHERE)
    _refuse_shared_ids(tables, stretches)
    if findings.found:
        return None
    holds = holds_in_round(stretches) * times.rounds
    if holds > MAX_HOLDS:
        findings.add((), Notice(RoutineFault.TOO_MANY_HOLDS, n=holds, most=MAX_HOLDS))
        return None
    routine = Routine(routine_id, name, stretches, times, summary, language)
    if make_plan(routine).total_ms > MAX_ROUTINE_MS:
        findings.add((), Notice(RoutineFault.TOO_LONG, n=MAX_ROUTINE_MS // HOUR_MS))
        return None
    return routine


def _times(table: Table) -> Times:
    usual = Times()
    intervals = {
        name: table.take(f"{name.removesuffix('_ms')}_s", _INTERVAL, getattr(usual, name))
        for name in INTERVALS
    }
    rounds = table.take("rounds", whole(1, MAX_ROUNDS), usual.rounds)
    wait_until_ready = table.take("wait_until_ready", flag(), usual.wait_until_ready)
    table.no_others()
    return Times(**intervals, rounds=rounds, wait_until_ready=wait_until_ready)


def _stretch(table: Table, poses: Poses) -> Stretch:
    stretch = Stretch(
        id=table.need("id", _ID, ""),
        name=table.need("name", NAME, ""),
        two_sided=table.take("sides", _SIDES, "none") == "both",
        first_side=Side(table.take("first_side", _SIDE, Side.LEFT.value)),
        dose=_dose(table),
        pose=_known_pose(table, "pose", table.take("pose", _POSE, ""), poses),
        start_pose=_known_pose(table, "start_pose", table.take("start_pose", _POSE, ""), poses),
        easier_pose=_known_pose(table, "easier_pose", table.take("easier_pose", _POSE, ""), poses),
        words=words(table),
        movements=tuple(
            _movement(each, poses)
            for each in table.tables("movements", TableName.MOVEMENT, MAX_MOVEMENTS)
        ),
    )
    table.no_others()
    return stretch


def _dose(table: Table) -> Dose:
    return Dose(
        hold_ms=table.need("hold_s", _HOLD, _ANY.hold_ms),
        repetitions=table.take("repetitions", whole(1, MAX_REPETITIONS), _ANY.repetitions),
        rest_ms=table.take("rest_s", _INTERVAL, _ANY.rest_ms),
        sane_ms=table.take("sane_hold_s", _SANE, _ANY.sane_ms),
    )


def words(table: Table, needed: StretchWords | None = None) -> StretchWords:
    """What is said and shown about a stretch; where given, all that is in ``needed`` must be."""
    least = needed or StretchWords()

    def sentence(key: str) -> str:
        read = table.need if getattr(least, key) else table.take
        return read(key, SENTENCE, "")

    def sentences(key: str) -> tuple[str, ...]:
        return table.texts(key, ITEM, MAX_LIST, least=1 if getattr(least, key) else 0)

    return StretchWords(
        position=sentence("position"),
        setup=sentences("setup"),
        feel=sentence("feel"),
        breathing=sentence("breathing"),
        mistakes=sentences("mistakes"),
        easier=sentence("easier"),
        care=sentence("care"),
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
    known = tuple(sorted(poses))
    return Notice(RoutineFault.POSE_UNKNOWN, key=key, value=Given(pose), known=known)


def _refuse_shared_ids(tables: list[Table], stretches: tuple[Stretch, ...]) -> None:
    first: dict[str, int] = {}
    for number, (table, stretch) in enumerate(zip(tables, stretches, strict=True), start=1):
        earlier = first.setdefault(stretch.id, number)
        if stretch.id and earlier != number:
            taken = Notice(RoutineFault.ID_TAKEN, id=Given(stretch.id), number=earlier)
            table.refuse("id", taken)
