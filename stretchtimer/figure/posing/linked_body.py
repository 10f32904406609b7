"""The figure as points that keep their distances, to be pulled about.

This is position based dynamics (Müller and others, "Position Based Dynamics", 2007) at rest: each
round moves the two points of every link until they are as far apart as they may be, and then those
of the next link, until about all links hold at once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from stretchtimer.figure.body import Body, bottom_of
from stretchtimer.figure.pose import other_side
from stretchtimer.figure.posing.joint_ranges import RANGES
from stretchtimer.figure.skeleton import (
    HALF_HIPS,
    HALF_SHOULDERS,
    LENGTHS,
    SHOULDER_DROP,
    SIDES,
    SPINE,
    Joints,
    front_of,
)
from stretchtimer.figure.vectors import Vec, along, length, sub, unit

LIMBS = {
    "hand": ("shoulder", "elbow", "wrist", "upper_arm", "forearm"),
    "foot": ("hip", "knee", "ankle", "thigh", "shin"),
}
"""Root, middle and end of a limb, and both its bones."""
CHAIN = (*(f"spine{k}" for k in range(5)), "skull", "head")
"""The joints from the pelvis up; between them lie the bones of `CHAIN_BONES`."""
CHAIN_BONES = (*SPINE, "neck", "head")
NAVEL, BREAST = "navel", "breast"
"""Points in front of the pelvis and of the upper end of the chest, which go with them: how far they
are apart tells how the back is bent."""
_IN_FRONT = 0.10
_GO_WITH = {
    NAVEL: ("spine0", "spine1", "hip_left", "hip_right"),
    BREAST: ("spine3", "spine4", "shoulder_left", "shoulder_right"),
}

_FLESH = {"knee": 0.045, "elbow": 0.027, "hip": 0.059, "shoulder": 0.043, "spine": 0.070}
_CLEAR_OF_TRUNK = 0.085
"""How near a hand or an elbow gets to the middle of the trunk, in statures."""
_LEAST_THIGH = 0.210
"""How near a knee gets to the loin: 125 degrees of bending."""
_LEAST_FLANK = 0.205
"""How near the ribs get to a hip: about half of how far the back bends aside."""
_OVER = {"toes": ("knee", "ankle", "shin"), "fingers": ("elbow", "wrist", "forearm")}
_SPARE = 3.0
"""How much less than they go those joints are let bend, in degrees: the links yield a little."""
_HEAD_FROM_SHOULDER = {"skull": 0.120, "head": 0.150}
"""How near the head gets to a shoulder: about half of how far the neck bends aside."""
_ARCHED = {True: 12.0, False: 2.0}
"""How far the three of the back bend backwards, whether it arches or not."""
_MOST_BENT = (26.0, 26.0, 26.0, 27.0, 27.0)
"""How far each joint of the chain bends, in degrees, so that the whole does not bend too far."""
_LONGEST_BEND = 4
"""Bones that are farther apart along the chain than this are not kept from each other."""

_ABOUT_EVEN = 0.004

Link = tuple[str, str, float, float]
"""Two points by their names, and the least and the greatest distance between them."""

_Bound = tuple[list[float], list[float], float, float, float, float]
"""Both points, the share of a correction that each of them makes, and both distances."""


class Particles:
    """Points by name, some of them fixed, and the links between them."""

    def __init__(
        self, places: Mapping[str, Vec], heavy: Mapping[str, float], links: Iterable[Link]
    ) -> None:
        """``heavy`` says how heavy a point is beside others, which are 1; inf is a fixed one."""
        self._places = {name: list(place) for name, place in places.items()}
        self._bounds: list[_Bound] = []
        self._loose = [name for name in places if heavy.get(name, 1.0) < math.inf]
        for one, other, least, most in links:
            light, other_light = 1 / heavy.get(one, 1.0), 1 / heavy.get(other, 1.0)
            whole = light + other_light
            if whole:
                shares = (light / whole, other_light / whole)
                ends = (self._places[one], self._places[other])
                self._bounds.append((*ends, *shares, least, most))

    def relax(
        self,
        rounds: int,
        floors: Mapping[str, float],
        close_enough: float,
        before: Callable[[int], None] = lambda _round: None,
    ) -> float:
        """Lets the links draw their points for so many rounds at most.

        ``floors`` are the heights that loose points do not go below; ``before`` is called with the
        number of each round. Returns by how much the link that is farthest off is off, as soon as
        that is ``close_enough``.
        """
        lowest = [(self._places[name], floors[name]) for name in self._loose if name in floors]
        worst = 0.0
        for number in range(rounds):
            before(number)
            worst = _round(self._bounds)
            for place, low in lowest:
                place[2] = max(place[2], low)
            if worst < close_enough:
                break
        return worst

    def make_even(self) -> None:
        """Makes both sides of a body alike, which lies along the middle of the mat."""
        for name, right in self._places.items():
            if name.endswith("_right"):
                left = self._places[f"{name.removesuffix('_right')}_left"]
                x, y, z = (
                    (left[0] + right[0]) / 2,
                    (left[1] - right[1]) / 2,
                    (left[2] + right[2]) / 2,
                )
                left[:] = x, y, z
                right[:] = x, -y, z
            elif not name.endswith("_left"):
                right[1] = 0.0

    def put(self, name: str, place: Vec) -> None:
        self._places[name][:] = place

    def at(self, name: str) -> Vec:
        x, y, z = self._places[name]
        return (x, y, z)


def _round(bounds: Sequence[_Bound]) -> float:
    worst = 0.0
    sqrt = math.sqrt
    for a, b, a_share, b_share, least, most in bounds:
        dx, dy, dz = b[0] - a[0], b[1] - a[1], b[2] - a[2]
        distance = sqrt(dx * dx + dy * dy + dz * dz)
        if distance > most:
            off = distance - most
            worst = max(worst, off)
        elif distance < least:
            off = distance - least
            worst = max(worst, -off)
        else:
            continue
        k = off / (distance or 1.0)
        ka, kb = k * a_share, k * b_share
        a[0] += dx * ka
        a[1] += dy * ka
        a[2] += dz * ka
        b[0] -= dx * kb
        b[1] -= dy * kb
        b[2] -= dz * kb
    return worst


def places_of(joints: Joints) -> dict[str, Vec]:
    """Every joint that moves by itself, by name, with the navel and the breast."""
    spine = {f"spine{k}": place for k, place in enumerate(joints.spine)}
    ends = ("fingers", "toes")
    limbs = {name: place for name, place in joints.at.items() if not name.startswith(ends)}
    fronts = {
        point: _in_front(joints.spine[k], joints.spine[k + 1], joints.spine[k + high], *sides)
        for point, k, high, sides in (
            (NAVEL, 0, 0, (joints.at["hip_left"], joints.at["hip_right"])),
            (BREAST, 3, 1, (joints.at["shoulder_left"], joints.at["shoulder_right"])),
        )
    }
    return {**spine, **fronts, "skull": joints.skull, "head": joints.head, **limbs}


def _in_front(low: Vec, high: Vec, root: Vec, left: Vec, right: Vec) -> Vec:
    """The point in front of a bone of the spine, at the height of ``root``."""
    return along(root, front_of(unit(sub(high, low)), unit(sub(left, right))), _IN_FRONT)


def limits_of(before: Mapping[str, Vec], *, arches: bool) -> Iterator[Link]:
    """What keeps joints from bending too far.

    A back that does not arch keeps about straight where it might bend either way.
    """
    bones = [LENGTHS[name] for name in CHAIN_BONES]
    for low, high in combinations(range(len(CHAIN)), 2):
        if 2 <= high - low <= _LONGEST_BEND:
            least = _reach(bones[low:high], _MOST_BENT[low : high - 1])
            yield _not_nearer(before, CHAIN[low], CHAIN[high], least)
    now = _apart(before, NAVEL, BREAST)
    least, most = (_front_at(bent) for bent in (_MOST_BENT[0], -_ARCHED[arches]))
    yield NAVEL, BREAST, min(least, now), max(most, now)
    for side in SIDES:
        for (root, _, end, upper, lower), joint in zip(
            LIMBS.values(), ("elbow", "knee"), strict=True
        ):
            least = _reach((LENGTHS[upper], LENGTHS[lower]), (RANGES[joint].most,))
            yield _not_nearer(before, f"{root}_{side}", f"{end}_{side}", least)
        yield _not_nearer(before, f"knee_{side}", "spine1", _LEAST_THIGH)
        yield _not_nearer(before, f"hip_{side}", "spine3", _LEAST_FLANK)
        for joint, least in _HEAD_FROM_SHOULDER.items():
            yield _not_nearer(before, joint, f"shoulder_{side}", least)


def limits_of_arm(before: Mapping[str, Vec], side: str) -> Iterator[Link]:
    """What keeps an arm out of the trunk."""
    for joint in ("elbow", "wrist"):
        for node in ("spine0", "spine1", "spine2", "spine3", "head"):
            yield _not_nearer(before, f"{joint}_{side}", node, _CLEAR_OF_TRUNK)


def limits_at(ends: Mapping[str, Vec], places: Mapping[str, Vec]) -> Iterator[Link]:
    """What keeps ankles and wrists from bending too far over feet and hands that do not move.

    `ends` are the tips of their toes and fingers.
    """
    for name in ends:
        tip, _, side = name.partition("_")
        middle, joint, lower = _OVER[tip]
        bones = (LENGTHS[lower], LENGTHS["foot" if tip == "toes" else "hand"])
        least = _reach(bones, (RANGES[joint].most - _SPARE,))
        yield _not_nearer({**places, **ends}, f"{middle}_{side}", name, least)


def _reach(bones: Sequence[float], bends: Sequence[float]) -> float:
    """How far the end of a row of bones is from its start, each bent forward by so many degrees."""
    x, y, _ = _row_end(bones, bends)
    return math.hypot(x, y)


def _row_end(bones: Sequence[float], bends: Sequence[float]) -> tuple[float, float, float]:
    """Where a row of bones ends, along the first of them and in front of it, and how it turns."""
    x, y, turn = bones[0], 0.0, 0.0
    for bone, bent in zip(bones[1:], bends, strict=True):
        turn += math.radians(bent)
        x, y = x + bone * math.cos(turn), y + bone * math.sin(turn)
    return x, y, turn


def _front_at(bent: float) -> float:
    """How far the breast is from the navel where each joint of the back is bent by so much."""
    bones = [LENGTHS[name] for name in SPINE]
    x, y, turn = _row_end(bones, [bent] * (len(bones) - 1))
    ahead = _IN_FRONT * math.cos(turn) - _IN_FRONT
    return math.hypot(x - _IN_FRONT * math.sin(turn), y + ahead)


def _apart(places: Mapping[str, Vec], one: str, other: str) -> float:
    return length(sub(places[one], places[other]))


def _not_nearer(places: Mapping[str, Vec], one: str, other: str, least: float) -> Link:
    """A link that lets two points get so near; if they are nearer, no nearer than they are."""
    return one, other, min(least, _apart(places, one, other)), math.inf


def bones_of(places: Mapping[str, Vec]) -> Iterator[Link]:
    """The links that are stiff."""
    for k, name in enumerate(CHAIN_BONES):
        yield CHAIN[k], CHAIN[k + 1], LENGTHS[name], LENGTHS[name]
    for point, joints in _GO_WITH.items():
        for joint in joints:
            apart = _apart(places, point, joint)
            yield point, joint, apart, apart
    yield "hip_left", "hip_right", 2 * HALF_HIPS, 2 * HALF_HIPS
    yield "shoulder_left", "shoulder_right", 2 * HALF_SHOULDERS, 2 * HALF_SHOULDERS
    for side in SIDES:
        hip, shoulder = f"hip_{side}", f"shoulder_{side}"
        yield "spine0", hip, HALF_HIPS, HALF_HIPS
        tilt = _apart(places, "spine1", hip)
        yield "spine1", hip, tilt, tilt
        for node, apart in (
            ("spine4", SHOULDER_DROP),
            ("spine3", LENGTHS["chest"] - SHOULDER_DROP),
        ):
            aside = math.hypot(apart, HALF_SHOULDERS)
            yield node, shoulder, aside, aside
        for root, middle, end, upper, lower in LIMBS.values():
            yield f"{root}_{side}", f"{middle}_{side}", LENGTHS[upper], LENGTHS[upper]
            yield f"{middle}_{side}", f"{end}_{side}", LENGTHS[lower], LENGTHS[lower]


def floors_of(body: Body, places: Mapping[str, Vec]) -> dict[str, float]:
    """How low each joint gets, with its flesh above the floor; none that is lower is lifted."""
    floors = {
        name: min(place[2], _FLESH[kind])
        for name, place in places.items()
        if (kind := name.rstrip("01234").partition("_")[0]) in _FLESH
    }
    ends = {"head": "head", "spine0": "pelvis"}
    for side in SIDES:
        ends |= {f"wrist_{side}": f"hand_{side}", f"ankle_{side}": f"foot_{side}"}
    for joint, part in ends.items():
        floors[joint] = places[joint][2] - max(0.0, bottom_of(body, part))
    return floors


def is_even(places: Mapping[str, Vec]) -> bool:
    """Whether both sides of a body are alike, and it lies along the middle of the mat."""
    for name, (x, y, z) in places.items():
        twin = places[other_side(name)]
        if length(sub((x, y, z), (twin[0], -twin[1], twin[2]))) > _ABOUT_EVEN:
            return False
    return True
