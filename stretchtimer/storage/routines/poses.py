"""Reading the poses of the guide figure from TOML files, one pose a file, named by its id.

A file gives one direction in space per bone: in `[body]` as [along the mat, away from the viewer,
up], in `[both]`, `[left]` and `[right]` as [along the mat, outward from the body's middle, up].
`[reach]` names points that a wrist or ankle must get to: the two bones of that limb are then bent
to it, and the directions given for them only say which way the elbow or knee points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Given, Notice
from stretchtimer.figure.body import RESTING_PARTS, anchor_point
from stretchtimer.figure.cushions import KINDS, MOST_BALLS, Cushion
from stretchtimer.figure.glow import REGIONS
from stretchtimer.figure.inverse_kinematics import LOWEST_JOINT, bend
from stretchtimer.figure.pose import Camera, Frame, Pose
from stretchtimer.figure.skeleton import (
    INDEX,
    LENGTHS,
    LIMBS,
    NAMES,
    SIDES,
    SPINE,
    joints_of,
)
from stretchtimer.figure.vectors import Vec, unit
from stretchtimer.storage.routines.faults import PoseFault, RoutineFault
from stretchtimer.storage.routines.own_poses import own_pose_file
from stretchtimer.storage.routines.toml_text import TomlError, decode, parse
from stretchtimer.storage.safe_read import KIB, read_bytes

FORMAT = 1
LARGEST_FILE_BYTES = 64 * KIB
ANCHORS = ("pelvis", "knees", "shoulders")
_TABLES = ("body", "both", "left", "right", "reach")
_KEYS = (
    "format",
    "faces",
    "anchor",
    "place",
    "camera",
    "frame",
    "rests",
    "feels",
    "leads_to",
    "cushions",
)
_BODY = ("hips", "shoulders", "face", *SPINE, "neck", "head")
_LIMB_OF = {
    "wrist": ("upper_arm", "forearm", "shoulder"),
    "ankle": ("thigh", "shin", "hip"),
}


class PoseFileError(UserError):
    """A pose file cannot be used; the notice names the file and what is wrong in it."""


class Poses(Mapping[str, Pose]):
    """The poses in a folder, by id; each is read when it is first asked for.

    Those beside routines are known by what ``own_poses`` calls them, and are not counted.

    Raises PoseFileError where there is none, and ReadError or PoseFileError for one that is asked
    for and cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        self._paths = {path.stem: path for path in sorted(folder.glob("*.toml"))}
        self._read: dict[str, Pose] = {}
        if not self._paths:
            raise PoseFileError(PoseFault.NO_FILES, path=folder)

    def __getitem__(self, pose_id: str) -> Pose:
        if pose_id not in self._read:
            own = own_pose_file(pose_id)
            path = own or self._paths[pose_id]
            pose = read_pose(path)
            for target in pose.leads_to:
                if target not in self._paths and not own:
                    raise _fault(path, PoseFault.UNKNOWN_POSE, name=Given(target))
            known = tuple(target for target in pose.leads_to if target in self._paths)
            self._read[pose_id] = replace(pose, leads_to=known)
        return self._read[pose_id]

    def __contains__(self, pose_id: object) -> bool:
        if not isinstance(pose_id, str):
            return False
        if own_pose_file(pose_id) is None:
            return pose_id in self._paths
        try:
            # Whoever has looked whether it is there shows it, though its file may go meanwhile.
            return bool(self[pose_id])
        except UserError:
            return False

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def read_pose(path: Path) -> Pose:
    """The pose in one file. Raises ReadError or PoseFileError if it cannot be used."""
    return pose_from(path, read_bytes(path, LARGEST_FILE_BYTES))


def pose_from(path: Path, data: bytes) -> Pose:
    """The pose in the contents of a file. Raises PoseFileError if it cannot be used."""
    try:
        table = parse(decode(data))
    except TomlError as error:
        fault = Notice(RoutineFault.ON_LINE, path=path, line=error.line, fault=error.reason)
        raise PoseFileError(fault) from error
    return _PoseReader(path, table).pose()


def _fault(path: Path, what: PoseFault, **values: object) -> PoseFileError:
    return PoseFileError(PoseFault.IN_FILE, path=path, fault=Notice(what, **values))


class _PoseReader:
    """One file's content on its way to a pose."""

    def __init__(self, path: Path, data: Mapping[str, Any]) -> None:
        self._path = path
        self._data = data

    def _fault(self, what: PoseFault, **values: object) -> PoseFileError:
        return _fault(self._path, what, **values)

    def pose(self) -> Pose:
        self._only_known(self._data, (*_KEYS, *_TABLES))
        if self._data.get("format") != FORMAT:
            raise self._fault(PoseFault.FORMAT_WRONG, format=FORMAT)
        x, y, z = self._vector(self._data, "place")
        directions = self._directions()
        self._reach(directions, (x, y, z))
        anchor = self._one_of("anchor", ANCHORS)
        camera = self._table("camera")
        self._only_known(camera, ("turn", "height"), "camera.")
        held = anchor_point(joints_of(tuple(directions), (x, y, z)), anchor)
        left, top, right, bottom = self._numbers(self._data, "frame", 4)
        if left >= right or top >= bottom:
            raise self._fault(PoseFault.FRAME_WRONG)
        frame: Frame = (left, top, right, bottom)
        return Pose(
            id=self._path.stem,
            directions=tuple(directions),
            anchor=anchor,
            place=(held[0], held[1]),
            camera=Camera(
                self._number(camera, "turn", "camera."), self._number(camera, "height", "camera.")
            ),
            frame=frame,
            rests=frozenset(self._names("rests", RESTING_PARTS)),
            feels=frozenset(self._names("feels", REGIONS)),
            leads_to=tuple(self._names("leads_to", None)),
            cushions=tuple(self._cushions()),
        )

    def _cushions(self) -> Iterator[Cushion]:
        tables = self._data.get("cushions", [])
        if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
            raise self._fault(PoseFault.NO_TABLE, key="cushions")
        for table in tables:
            self._only_known(table, ("kind", "balls"), "cushions.")
            kind, balls = table.get("kind"), table.get("balls")
            if kind not in KINDS:
                allowed, value = KINDS, Given(kind)
                raise self._fault(
                    PoseFault.NOT_ONE_OF, key="cushions.kind", allowed=allowed, value=value
                )
            if not isinstance(balls, list) or not 2 <= len(balls) <= MOST_BALLS:
                raise self._fault(PoseFault.NO_BALLS, key="cushions.balls", most=MOST_BALLS)
            found = (self._numbers({"balls": ball}, "balls", 4, "cushions.") for ball in balls)
            yield Cushion(str(kind), tuple(((x, y, z), radius) for x, y, z, radius in found))

    def _outward(self, side: str) -> float:
        """The sign that turns outward on one side into away from the viewer."""
        left = -1.0 if self._one_of("faces", ("up", "down")) == "up" else 1.0
        return left if side == "left" else -left

    def _directions(self) -> list[Vec]:
        found: dict[str, Vec] = {}
        body = self._table("body")
        self._only_known(body, _BODY, "body.")
        outward_left = self._outward("left")
        found["hips"] = found["shoulders"] = (0.0, outward_left, 0.0)
        for name in body:
            found[name] = self._direction(body, name, "body.")
        for table in ("both", *SIDES):
            values = self._table(table)
            self._only_known(values, LIMBS, f"{table}.")
            for name in values:
                x, y, z = self._direction(values, name, f"{table}.")
                for side in SIDES if table == "both" else (table,):
                    found[f"{name}_{side}"] = (x, y * self._outward(side), z)
        missing = [name for name in NAMES if name not in found]
        if missing:
            raise self._fault(PoseFault.NO_DIRECTIONS, names=tuple(missing))
        return [found[name] for name in NAMES]

    def _reach(self, directions: list[Vec], pelvis: Vec) -> None:
        table = self._table("reach")
        known = (*_LIMB_OF, *(f"{end}_{side}" for end in _LIMB_OF for side in SIDES))
        self._only_known(table, known, "reach.")
        joints = joints_of(tuple(directions), pelvis)
        for key in table:
            x, y, z = self._vector(table, key, "reach.")
            end, _, named_side = key.partition("_")
            upper, lower, root = _LIMB_OF[end]
            for side in (named_side,) if named_side else SIDES:
                at_upper, at_lower = INDEX[f"{upper}_{side}"], INDEX[f"{lower}_{side}"]
                directions[at_upper], directions[at_lower] = bend(
                    joints.at[f"{root}_{side}"],
                    (x, y * self._outward(side), z),
                    LENGTHS[upper],
                    LENGTHS[lower],
                    directions[at_upper],
                    LOWEST_JOINT,
                )

    def _only_known(
        self, table: Mapping[str, Any], known: tuple[str, ...], where: str = ""
    ) -> None:
        for key in table:
            if key not in known:
                raise self._fault(PoseFault.KEY_UNKNOWN, key=f"{where}{key}")

    def _table(self, name: str) -> Mapping[str, Any]:
        table = self._data.get(name, {})
        if not isinstance(table, dict):
            raise self._fault(PoseFault.NO_TABLE, key=name)
        return table

    def _one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self._data.get(key)
        if value not in allowed:
            raise self._fault(PoseFault.NOT_ONE_OF, key=key, allowed=allowed, value=Given(value))
        return str(value)

    def _names(self, key: str, allowed: tuple[str, ...] | None) -> list[str]:
        values = self._data.get(key, [])
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            raise self._fault(PoseFault.NO_NAMES, key=key)
        for value in values:
            if allowed is not None and value not in allowed:
                raise self._fault(PoseFault.NAME_UNKNOWN, key=key, name=Given(value))
        return values

    def _number(self, table: Mapping[str, Any], key: str, where: str = "") -> float:
        value = table.get(key)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self._fault(PoseFault.NO_NUMBER, key=f"{where}{key}", value=Given(value))
        return float(value)

    def _numbers(
        self, table: Mapping[str, Any], key: str, count: int, where: str = ""
    ) -> tuple[float, ...]:
        values = table.get(key)
        if not isinstance(values, list) or len(values) != count:
            raise self._fault(PoseFault.NO_NUMBERS, key=f"{where}{key}", n=count)
        for value in values:
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                raise self._fault(PoseFault.NUMBERS_ONLY, key=f"{where}{key}", value=Given(value))
            if not -1000.0 < value < 1000.0:
                raise self._fault(
                    PoseFault.NUMBER_OUT_OF_RANGE, key=f"{where}{key}", value=Given(value)
                )
        return tuple(float(value) for value in values)

    def _vector(self, table: Mapping[str, Any], key: str, where: str = "") -> Vec:
        x, y, z = self._numbers(table, key, 3, where)
        return (x, y, z)

    def _direction(self, table: Mapping[str, Any], key: str, where: str = "") -> Vec:
        try:
            return unit(self._vector(table, key, where))
        except ValueError:
            raise self._fault(PoseFault.NO_DIRECTION, key=f"{where}{key}") from None
