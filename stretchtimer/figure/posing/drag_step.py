"""One step of the figure towards where it is drawn, or why no body can make it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

from stretchtimer.figure.body import Body, anchor_point, bottom_of, flesh, set_down
from stretchtimer.figure.inverse_kinematics import LOWEST_JOINT, bend
from stretchtimer.figure.pose import Pose
from stretchtimer.figure.posing.balance import overhang
from stretchtimer.figure.posing.following import FACES_FLOOR, followed, knee_ahead, with_bones
from stretchtimer.figure.posing.handles import (
    FREED,
    LIMB_OF,
    Hold,
    Refusal,
    Why,
    freed_by,
    joint_of,
)
from stretchtimer.figure.posing.joint_ranges import joint_bent_too_far
from stretchtimer.figure.posing.linked_body import (
    BREAST,
    LIMBS,
    NAVEL,
    Particles,
    bones_of,
    floors_of,
    is_even,
    limits_at,
    limits_of,
    limits_of_arm,
    places_of,
)
from stretchtimer.figure.skeleton import (
    INDEX,
    LENGTHS,
    SIDES,
    front_of,
    joints_of,
    sole_of,
)
from stretchtimer.figure.vectors import (
    Vec,
    add,
    along,
    dot,
    length,
    sub,
    unit,
)

SLIP = 0.015
"""How far what rests on the floor may slip over it in all, in statures."""
_OVERHANG = 0.05
"""How far the middle of the weight may be beside what the body rests on, in statures."""
_LIFT = 0.03
"""And how far its joint may rise, where the body rolls over the flesh round it."""
TOUCHES = 0.006
"""A part that is no higher than this above the floor, in statures, rests on it."""

_DRAWN_ROUNDS, _LOOSE_ROUNDS = 40, 140
_CLOSE_ENOUGH = 0.0004
_UNFIT = 0.006
"""Bones that are stretched by more than this, in statures, have found no place."""
_STAYS_DOWN = 0.004
"""A hand or foot that is lifted by less, in statures, lies as it lay."""
_EVEN_EVERY = 5
_ALONG = 1e-6
"""Who draws the head or the hips aside by less, in statures, draws them along the mat."""
_ASTRAY = 0.3
"""What goes less to the front or back than this, as a cosine, goes past the trunk."""
_BENT = 0.001
"""How much shorter than its bones a limb is at most, in statures: quite straight it is stuck."""
_TRUNK_WEIGHT = 3.0
_HANDLE_WEIGHT = 8.0
_ARMS = ("shoulder", "elbow", "wrist")
_FOLLOWS = {"hand": ("head", "shoulders", "back"), "foot": (), "": ()}
"""And what more of it, where a limb does not get there alone."""


class Step:
    """One step of a handle by a vector."""

    def __init__(self, hold: Hold, pose: Pose, body: Body, move: Vec, *, alone: bool) -> None:
        self._hold, self._pose, self._body = hold, pose, body
        self._before = places_of(body.joints)
        self._joint = joint_of(hold.handle)
        self._move = move
        self._target = add(self._before[self._joint], move)
        name, _, self._side = hold.handle.partition("_")
        self._limb = LIMB_OF.get(name, "")
        self._alone = alone and bool(self._limb)
        if self._alone:
            self._target = self._within_reach()
        free = self._free()
        self._held = {
            joint: (part, place)
            for joint, (part, place) in hold.held.items()
            if part not in free and _aside(self._before[joint], place) <= SLIP
        }

    def _free(self) -> set[str]:
        """The parts that may come off the floor."""
        free = {*freed_by(self._hold.handle)}
        if not self._alone and "pelvis" in self._hold.start.rests:
            # From the hips the trunk can rise.
            free |= set(_FOLLOWS[self._limb])
        if "shoulders" in free & self._hold.start.rests:
            # Who sits up from lying takes the hands along.
            free |= {f"{part}_{side}" for part in FREED["hand"] for side in SIDES}
        return free

    def _within_reach(self) -> Vec:
        """The target, or where the limb gets nearest to it round its hip or shoulder."""
        root, middle, _, upper, lower = LIMBS[self._limb]
        start = self._before[f"{root}_{self._side}"]
        way = sub(self._target, start)
        if self._joint == f"{middle}_{self._side}":
            return along(start, unit(way), LENGTHS[upper])
        reach = LENGTHS[upper] + LENGTHS[lower] - _BENT
        return self._target if length(way) <= reach else along(start, unit(way), reach)

    def result(self) -> Pose | Refusal:
        worst, places = self._relaxed()
        heights = {
            f"{limb}_{side}": places[f"{end}_{side}"][2]
            for limb, (_, _, end, *_) in LIMBS.items()
            for side in SIDES
        }
        found = self._planted(with_bones(self._pose, places), places, places["spine0"])
        found = followed(self._pose, found, self._kept(places), heights)
        self._lift_ends(found, places)
        # The flesh may have lifted the body a little off its hands and feet.
        found = self._planted(found, places, set_down(found).joints.spine[0])
        after = set_down(found)
        slipped = self._slipped(after)
        if slipped:
            return Refusal(Why.SLIPS, slipped)
        joint = joint_bent_too_far(found, self._hold.start)
        if joint:
            return Refusal(Why.RANGE, joint)
        if worst > _UNFIT:
            return Refusal(Why.TOO_FAR)
        rests = self._rests(after)
        if not found.sits and overhang(after.joints, rests) > self._most_overhang():
            return Refusal(Why.FALLS)
        return replace(found, rests=rests)

    def _most_overhang(self) -> float:
        """A body that hung over farther when it was got hold of may go back by and by."""
        start = self._hold.start
        return max(_OVERHANG, overhang(set_down(start).joints, start.rests))

    def _relaxed(self) -> tuple[float, dict[str, Vec]]:
        """By how much the bones are stretched at worst, and where all joints have come to."""
        weights = {name: _TRUNK_WEIGHT for name in self._before if name.startswith("spine")}
        weights |= dict.fromkeys(self._held, math.inf)
        if self._alone:
            _, middle, end, *_ = LIMBS[self._limb]
            limb = {f"{middle}_{self._side}", f"{end}_{self._side}"}
            weights = dict.fromkeys(self._before.keys() - limb, math.inf)
        limits = [*limits_of(self._hold.places, arches=self._arches())]
        if self._limb == "hand":
            limits += limits_of_arm(self._hold.places, self._side)
        ends = self._kept_ends()
        weights |= dict.fromkeys(ends, math.inf)
        links = (*bones_of(self._hold.places), *limits, *limits_at(ends, self._hold.places))
        weights.setdefault(self._joint, _HANDLE_WEIGHT)
        particles = Particles({**self._before, **ends}, weights, links)
        for name, place in self._led(weights):
            particles.put(name, place)
        floors = floors_of(self._body, self._before)

        # Left to themselves, both sides would part where a back is bent as far as it goes.
        even = not self._side and abs(self._move[1]) < _ALONG and is_even(self._before)

        def settle(number: int) -> None:
            if even and number % _EVEN_EVERY == 0:
                particles.make_even()
            self._keep_end_down(particles)

        def draw(number: int) -> None:
            particles.put(self._joint, self._target)
            settle(number)

        particles.relax(_DRAWN_ROUNDS, floors, _CLOSE_ENOUGH, draw)
        worst = particles.relax(_LOOSE_ROUNDS, floors, _CLOSE_ENOUGH, settle)
        return worst, {name: particles.at(name) for name in self._before}

    def _arches(self) -> bool:
        """Whether the back may bend backwards: the hips go ahead, or all else goes back."""
        front = front_of(self._pose.direction("chest"), self._pose.direction("shoulders"))
        ahead = dot(unit(self._move), front)
        return ahead > _ASTRAY if self._hold.handle == "hips" else ahead < -_ASTRAY

    def _led(self, weights: Mapping[str, float]) -> Iterator[tuple[str, Vec]]:
        """About where what is loose will get to, so that few rounds are needed from there."""
        if self._alone:
            yield from self._bent_limb()
            return
        for name, (_, place) in self._held.items():
            # What has slipped by a hair goes back, so that many steps do not add up.
            yield name, place
        above = "shoulder_left" in self._held or "shoulder_right" in self._held
        for name, place in self._before.items():
            if weights.get(name, 1.0) < math.inf:
                share = _share_of(name, self._limb or self._hold.handle, is_held_above=above)
                yield name, along(place, self._move, share)

    def _bent_limb(self) -> Iterator[tuple[str, Vec]]:
        """The joints of the limb that is drawn, bent to the point as it can."""
        root, middle, end, upper, lower = LIMBS[self._limb]
        start = self._before[f"{root}_{self._side}"]
        if self._joint == f"{middle}_{self._side}":
            yield self._joint, self._target
            return
        hint = self._pose.direction(f"{upper}_{self._side}")
        if self._limb == "foot":
            hint = knee_ahead(self._pose, self._side, sub(self._target, start))
        way, _ = bend(start, self._target, LENGTHS[upper], LENGTHS[lower], hint, LOWEST_JOINT)
        yield f"{middle}_{self._side}", along(start, way, LENGTHS[upper])
        yield f"{end}_{self._side}", self._target

    def _keep_end_down(self, particles: Particles) -> None:
        """A foot slides over the floor after its knee, and a hand after its elbow, if it can."""
        if not self._limb or self._hold.handle.startswith(("hand", "foot")):
            return
        _, middle, end, _, lower = LIMBS[self._limb]
        name = f"{end}_{self._side}"
        if f"{self._limb}_{self._side}" not in self._pose.rests:
            return
        x, y, _ = particles.at(name)
        low = self._before[name][2]
        if particles.at(f"{middle}_{self._side}")[2] - low < 0.97 * LENGTHS[lower]:
            particles.put(name, (x, y, low))

    def _lies(self, limb: str, side: str) -> bool:
        """Whether a hand or foot rests on the floor with its palm or sole."""
        if f"{limb}_{side}" not in self._pose.rests:
            return False
        if limb == "hand":
            return self._pose.direction(f"palm_{side}")[2] < FACES_FLOOR
        foot = self._pose.direction(f"foot_{side}")
        return sole_of(foot, self._pose.direction("hips"))[2] < FACES_FLOOR

    def _kept_ends(self) -> dict[str, Vec]:
        """The tips of the hands and feet that do not move."""
        at = self._body.joints.at
        return {
            f"{tip}_{side}": at[f"{tip}_{side}"]
            for tip, limb in (("fingers", "hand"), ("toes", "foot"))
            for side in SIDES
            if self._lies(limb, side) and f"{LIMBS[limb][2]}_{side}" in self._held
        }

    def _kept(self, places: Mapping[str, Vec]) -> frozenset[str]:
        """The hands and feet that point where they did, as they lie on the floor."""
        return frozenset(
            f"{limb}_{side}"
            for limb, (_, _, end, *_) in LIMBS.items()
            for side in SIDES
            if self._lies(limb, side)
            and abs(places[f"{end}_{side}"][2] - self._before[f"{end}_{side}"][2]) < _STAYS_DOWN
        )

    def _planted(self, pose: Pose, places: Mapping[str, Vec], pelvis: Vec) -> Pose:
        """The pose with every arm and leg bent as it can, its end where it rests or has come to."""
        directions = list(pose.directions)
        joints = joints_of(pose.directions, pelvis)
        for limb, (root, middle, end, upper, lower) in LIMBS.items():
            for side in SIDES:
                if limb == "foot" and f"knee_{side}" in self._held:
                    continue
                tip = f"{end}_{side}"
                goal = self._held[tip][1] if tip in self._held else places[tip]
                hint = pose.direction(f"{upper}_{side}")
                if limb == "foot" and not (self._alone and side != self._side):
                    hint = knee_ahead(pose, side, sub(goal, joints.at[f"{root}_{side}"]))
                at_upper, at_lower = INDEX[f"{upper}_{side}"], INDEX[f"{lower}_{side}"]
                low = min(LOWEST_JOINT, self._before[f"{middle}_{side}"][2])
                directions[at_upper], directions[at_lower] = bend(
                    joints.at[f"{root}_{side}"], goal, LENGTHS[upper], LENGTHS[lower], hint, low
                )
        planted = replace(pose, directions=tuple(directions))
        held = anchor_point(joints_of(planted.directions, pelvis), pose.anchor)
        return replace(planted, place=(held[0], held[1]))

    def _lift_ends(self, pose: Pose, places: dict[str, Vec]) -> None:
        """Lifts wrists and ankles whose hands and feet would be in the floor."""
        body = flesh(pose, joints_of(pose.directions, places["spine0"]))
        for limb, (_, _, end, *_) in LIMBS.items():
            for side in SIDES:
                x, y, z = places[f"{end}_{side}"]
                sunk = min(0.0, bottom_of(body, f"{limb}_{side}"))
                places[f"{end}_{side}"] = (x, y, z - sunk)

    def _slipped(self, body: Body) -> str | None:
        places = places_of(body.joints)
        for joint, (part, place) in self._held.items():
            if _aside(places[joint], place) > SLIP or places[joint][2] - place[2] > _LIFT:
                return part
        return None

    def _rests(self, body: Body) -> frozenset[str]:
        """What rests now: what did, and of the parts that were free what touches the floor."""
        still = {part for part, _ in self._held.values()} & self._pose.rests
        loose = freed_by(self._hold.handle) | (self._pose.rests - still)
        return frozenset(still | {part for part in loose if bottom_of(body, part) < TOUCHES})


def _aside(one: Vec, other: Vec) -> float:
    """How far apart two points are over the floor."""
    return math.hypot(one[0] - other[0], one[1] - other[1])


def _share_of(joint: str, drawn_by: str, *, is_held_above: bool) -> float:
    """About which share of the way of a handle another joint goes with it, 0 to 1."""
    kind = joint.partition("_")[0]
    if kind in {"knee", "ankle"}:
        return 0.5 if drawn_by == "hips" and kind == "knee" else 0.0
    if kind in {"hip", NAVEL}:
        return 1.0 if drawn_by == "hips" else 0.0
    height = 1.0 if kind in (*_ARMS, BREAST, "skull", "head") else 0.0
    if kind.startswith("spine"):
        height = int(kind[-1]) / 4
    if drawn_by == "hips":
        return 1.0 - height if is_held_above else 1.0
    return 0.8 * height
