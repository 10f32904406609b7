"""The poses that lie beside a routine, in the folder of its parts, and are known to it alone.

``My walk.parts/poses/leaning.toml`` is the pose ``leaning`` for ``My walk.toml``, whatever poses of
that name come with the program. Two routines may have a pose of one name, and a file may change
while a picture of it is kept: so in a routine that was read, such a pose is called by the path of
its file and the instant of its last change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from stretchtimer.engine.model import Routine, Stretch

SUFFIX = ".toml"
PARTS = ".parts"
_MARK = "#"


def parts_folder(path: Path) -> Path:
    """The folder with the poses and pictures of a routine, which need not be there."""
    return path.with_name(path.name.removesuffix(SUFFIX) + PARTS)


def poses_beside(path: Path) -> dict[str, str]:
    """The poses of a routine's own by their names, each with what it is called when it was read."""
    folder = parts_folder(path) / "poses"
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix == SUFFIX)
        return {file.stem: f"{file}{_MARK}{file.stat().st_mtime_ns}" for file in files}
    except (OSError, ValueError):
        # Most have none; whoever names one that cannot be seen is told that it is unknown.
        return {}


def own_pose_file(pose_id: str) -> Path | None:
    """The file of a pose that lies beside a routine; None for one that comes with the program."""
    path, mark, _ = pose_id.rpartition(_MARK)
    return Path(path) if mark and path.endswith(SUFFIX) else None


def pose_name(pose_id: str) -> str:
    """What a pose is called in the file of its routine."""
    file = own_pose_file(pose_id)
    return file.stem if file else pose_id


def with_own_poses(routine: Routine, beside: Mapping[str, str]) -> Routine:
    """The routine with its own poses in place of those that only share their names."""

    def named(pose: str) -> str:
        return beside.get(pose, pose)

    def own(stretch: Stretch) -> Stretch:
        return replace(
            stretch,
            pose=named(stretch.pose),
            easier_pose=named(stretch.easier_pose),
            start_pose=named(stretch.start_pose),
            movements=tuple(
                replace(movement, pose=named(movement.pose)) for movement in stretch.movements
            ),
        )

    return replace(routine, stretches=tuple(map(own, routine.stretches)))


def own_poses_of(routine: Routine) -> list[Path]:
    """The files of its own poses that a routine shows, each once."""
    found: dict[Path, None] = {}
    for stretch in routine.stretches:
        shown = (stretch.pose, stretch.easier_pose, stretch.start_pose)
        for pose in (*shown, *(movement.pose for movement in stretch.movements)):
            file = own_pose_file(pose)
            if file:
                found[file] = None
    return list(found)
