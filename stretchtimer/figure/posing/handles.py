"""The handles of the figure, got hold of: what each frees, and what stays where it rests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from stretchtimer.figure.body import set_down
from stretchtimer.figure.pose import Pose
from stretchtimer.figure.posing.linked_body import places_of
from stretchtimer.figure.skeleton import SIDES, Joints
from stretchtimer.figure.vectors import Vec, between

HANDLES = (
    "head",
    "hips",
    *(f"{part}_{side}" for part in ("hand", "elbow", "knee", "foot") for side in SIDES),
)
LIMB_OF = {"hand": "hand", "elbow": "hand", "foot": "foot", "knee": "foot"}
FREED = {
    "head": ("head", "shoulders", "back"),
    "hips": ("pelvis", "back", "thigh_left", "thigh_right"),
    "hand": ("hand", "arm"),
    "foot": ("foot", "shin", "knee", "thigh"),
}
"""What may come off the floor: of the limb that is drawn, or of the trunk."""
_RESTS_BY = {
    "head": ("head",),
    "shoulders": ("shoulder_left", "shoulder_right"),
    "back": ("spine2",),
    "pelvis": ("hip_left", "spine0", "hip_right"),
    "hand": ("wrist",),
    "arm": ("elbow",),
    "thigh": ("knee",),
    "knee": ("knee",),
    "shin": ("knee", "ankle"),
    "foot": ("ankle",),
}
"""The joints that stay where they are while a part rests."""
_HANDLE_ALONG = {"hand": ("wrist", "fingers", 0.42)}


class Why(Enum):
    """Why a step cannot be made."""

    TOO_FAR = "too_far"
    RANGE = "range"
    SLIPS = "slips"
    FLOOR = "floor"
    FALLS = "falls"


@dataclass(frozen=True)
class Refusal:
    """A step that is not possible, and the joint or resting part that it fails at, if it is one."""

    why: Why
    part: str = ""


@dataclass(frozen=True)
class Hold:
    """A handle that somebody has got hold of, and where the body rested at that moment."""

    handle: str
    start: Pose
    held: Mapping[str, tuple[str, Vec]]
    """The joints that stay in place, each with the part that rests by it."""
    places: Mapping[str, Vec]
    """Where all joints were."""


def joint_of(handle: str) -> str:
    name, _, side = handle.partition("_")
    named = {"hips": "spine0", "hand": f"wrist_{side}", "foot": f"ankle_{side}"}
    return named.get(name, handle)


def freed_by(handle: str) -> frozenset[str]:
    name, _, side = handle.partition("_")
    if not side:
        return frozenset(FREED[name])
    return frozenset(f"{part}_{side}" for part in FREED[LIMB_OF[name]])


def held_by(part: str) -> tuple[str, ...]:
    name, _, side = part.partition("_")
    return tuple(f"{joint}_{side}" if side else joint for joint in _RESTS_BY[name])


def resting_point(joints: Joints, part: str) -> Vec:
    """About where in the body a part is that rests."""
    places = places_of(joints)
    joints_there = held_by(part)
    return between(places[joints_there[0]], places[joints_there[-1]], 0.5)


def handles_of(pose: Pose) -> tuple[str, ...]:
    """The handles of a pose: who sits on a chair is not drawn off it by the hips."""
    return tuple(handle for handle in HANDLES if handle != "hips" or not pose.sits)


def handle_point(joints: Joints, handle: str) -> Vec:
    """Where a handle is."""
    name, _, side = handle.partition("_")
    if name in _HANDLE_ALONG:
        root, end, share = _HANDLE_ALONG[name]
        return between(joints.at[f"{root}_{side}"], joints.at[f"{end}_{side}"], share)
    return places_of(joints)[joint_of(handle)]


def take_hold(pose: Pose, handle: str) -> Hold:
    """Gets hold of one of `handles_of` a pose."""
    freed = freed_by(handle)
    places = places_of(set_down(pose).joints)
    held: dict[str, tuple[str, Vec]] = {}
    for part in sorted(pose.rests - freed | ({"pelvis"} if pose.sits else set())):
        for joint in held_by(part):
            held[joint] = (part, places[joint])
    return Hold(handle, pose, held, places)
