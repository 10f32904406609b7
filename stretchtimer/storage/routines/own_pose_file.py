"""Writing a pose of one's own beside its routine, in a file that people can read and change."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.figure.body import set_down
from stretchtimer.figure.pose import MAT, Pose
from stretchtimer.figure.skeleton import AXES, LIMBS, SIDES, SPINE
from stretchtimer.storage.atomic import write_text
from stretchtimer.storage.faults import FileFault, reason_of
from stretchtimer.storage.routines.own_poses import SUFFIX, parts_folder, poses_beside
from stretchtimer.storage.routines.poses import FORMAT

_LONGEST = 60
_NAMELESS = "pose"
_BODY = (*AXES, *SPINE, "neck", "head")


def write_own_pose(routine: Path, name: str, pose: Pose, taken: Collection[str] = ()) -> str:
    """Writes a pose into the folder of a routine's parts; returns what it is called there.

    That is the name in small letters, numbered where another pose has it already: one that is
    there is never written over, and none is called as one of those ``taken``. Raises UserError
    where it cannot be written.
    """
    folder = parts_folder(routine) / "poses"
    path = folder / f"{pose_identifier_of(name)}{SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = _reserved(folder, path.stem, {*taken, *poses_beside(routine)})
    except OSError as error:
        raise UserError(FileFault.NOT_SAVED, path=path, reason=reason_of(error)) from error
    try:
        write_text(path, pose_text(pose))
    except BaseException:
        # What was only kept free is no pose.
        with suppress(OSError):
            path.unlink()
        raise
    return path.stem


def pose_identifier_of(name: str) -> str:
    """The name as it may stand in the file of a routine: small letters, digits and underscores."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain)[:_LONGEST].strip("_") or _NAMELESS


def _reserved(folder: Path, stem: str, taken: Collection[str]) -> Path:
    """An empty new file, so that no other program takes its name meanwhile. Raises OSError."""
    number = 1
    while True:
        named = f"{stem}_{number}" if number > 1 else stem
        path = folder / f"{named}{SUFFIX}"
        number += 1
        if named in taken:
            continue
        try:
            path.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            continue
        return path


def pose_text(pose: Pose) -> str:
    """A pose as its file tells it; read again, it is the same to a millionth of a stature."""
    x, y, z = set_down(pose).joints.spine[0]
    left, top, right, bottom = pose.frame
    lines = [
        f"format = {FORMAT}",
        'faces = "up"',
        'anchor = "pelvis"',
        f"place = {_numbers((x, y, z))}",
        f"frame = {_numbers((left, top, right, bottom))}",
        f"rests = {_names(pose.rests)}",
        f"feels = {_names(pose.feels)}",
        f"leads_to = {_names(pose.leads_to)}",
    ]
    if pose.ground != MAT:
        lines.append(f'ground = "{pose.ground}"')
    lines += ["", "[camera]"]
    lines += [f"turn = {pose.camera.turn:.6g}", f"height = {pose.camera.height:.6g}", "", "[body]"]
    lines += [f"{name} = {_numbers(pose.direction(name))}" for name in _BODY]
    # Whose face is up has the left side towards who looks.
    for side, outward in zip(SIDES, (-1.0, 1.0), strict=True):
        lines += ["", f"[{side}]"]
        for limb in LIMBS:
            along, aside, up = pose.direction(f"{limb}_{side}")
            lines.append(f"{limb} = {_numbers((along, aside * outward, up))}")
    return "\n".join((*lines, ""))


def _numbers(values: Iterable[float]) -> str:
    # Adding nothing makes 0 of a negative one.
    return "[" + ", ".join(f"{round(value, 7) + 0.0:.7f}" for value in values) + "]"


def _names(values: Iterable[str]) -> str:
    return "[" + ", ".join(f'"{value}"' for value in sorted(values)) + "]"
