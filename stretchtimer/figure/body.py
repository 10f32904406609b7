"""The flesh on the bones: the figure as balls and ellipsoids, set down on the floor."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from stretchtimer.figure.pose import SEAT_HEIGHT, Pose
from stretchtimer.figure.proportions import (
    BUTTOCK,
    BUTTOCK_APART,
    BUTTOCK_BEHIND,
    BUTTOCK_BELOW,
    FINGERS,
    FOOT,
    FOREARM,
    HAND,
    KNEE,
    SHIN,
    SLEEVE,
    THIGH,
    TOES,
    TRUNK,
    UPPER_ARM,
)
from stretchtimer.figure.skeleton import SIDES, Joints, front_of, joints_of, sole_of, thumb_side
from stretchtimer.figure.vectors import Vec, across, add, along, between, cross, scaled, sub, turned

_CURL = math.radians(35)
"""How far the fingers bend to hold on."""

Ball = tuple[Vec, float]
Ellipsoid = tuple[Vec, Vec, Vec, Vec]
"""A centre and three half-axes that are square to each other."""


@dataclass(frozen=True)
class Body:
    """All solids of one figure, where they are on the mat."""

    joints: Joints
    trunk: tuple[Ellipsoid, ...]
    legs: dict[str, tuple[Ball, ...]]
    feet: dict[str, tuple[Ellipsoid, ...]]
    sleeves: dict[str, tuple[Ball, ...]]
    arms: dict[str, tuple[Ball, ...]]
    hands: dict[str, tuple[Ellipsoid, ...]]
    neck: tuple[Ball, ...]
    skull: Ellipsoid
    hair: Ellipsoid
    jaw: tuple[Ball, ...]


RESTING_PARTS = (
    "head",
    "shoulders",
    "back",
    "pelvis",
    *(f"{part}_{side}" for part in ("hand", "arm", "thigh", "knee", "shin", "foot")
      for side in SIDES),
)  # fmt: skip


def ball_bottom(ball: Ball) -> float:
    return ball[0][2] - ball[1]


def ellipsoid_bottom(solid: Ellipsoid) -> float:
    _, a, b, c = solid
    return solid[0][2] - math.sqrt(a[2] * a[2] + b[2] * b[2] + c[2] * c[2])


def bottom_of(body: Body, part: str) -> float:
    """How high above the floor the lowest point of a part of `RESTING_PARTS` is."""
    if part == "head":
        return min(ellipsoid_bottom(body.hair), *(ball_bottom(b) for b in body.jaw))
    if part == "shoulders":
        return min(ellipsoid_bottom(e) for e in body.trunk[-4:])
    if part == "back":
        return min(ellipsoid_bottom(e) for e in body.trunk[3:-4])
    if part == "pelvis":
        hips = [body.legs[side][0] for side in SIDES]
        return min(ellipsoid_bottom(body.trunk[0]), *(ball_bottom(b) for b in hips))
    name, side = part.rsplit("_", 1)
    if name == "hand":
        return min(ellipsoid_bottom(e) for e in body.hands[side])
    if name == "foot":
        return min(ellipsoid_bottom(e) for e in body.feet[side])
    if name == "arm":
        return min(ball_bottom(b) for b in body.arms[side])
    leg = body.legs[side]
    pieces = {"thigh": leg[:KNEE], "knee": leg[KNEE - 1 : KNEE + 1],
              "shin": leg[KNEE:]}  # fmt: skip
    return min(ball_bottom(b) for b in pieces[name])


def _trunk(pose: Pose, joints: Joints) -> tuple[Ellipsoid, ...]:
    nodes = joints.spine
    last = len(nodes) - 1
    hips, shoulders = pose.direction("hips"), pose.direction("shoulders")
    levels: list[Ellipsoid] = []
    for share, width, depth, forward, height, deepening in TRUNK:
        centre, along_spine = _on_spine(nodes, share * last)
        left = across(turned(hips, shoulders, max(0.0, min(1.0, share))), along_spine)
        front = cross(left, along_spine)
        breath = depth * deepening * pose.breath
        # The back stays where it is when the chest fills.
        levels.append(
            (
                along(centre, front, forward + breath),
                scaled(left, width),
                scaled(front, depth + breath),
                scaled(along_spine, height),
            )
        )
    return tuple(levels)


def buttocks_of(body: Body) -> tuple[Ball, Ball]:
    """The left and the right half of the seat."""
    centre, wide, deep, high = body.trunk[0]
    behind = along(along(centre, deep, -BUTTOCK_BEHIND), high, -BUTTOCK_BELOW)
    return (
        (along(behind, wide, BUTTOCK_APART), BUTTOCK),
        (along(behind, wide, -BUTTOCK_APART), BUTTOCK),
    )


def _on_spine(nodes: tuple[Vec, ...], place: float) -> tuple[Vec, Vec]:
    """A point of the smooth curve through the spine's nodes, and the way the curve runs there."""
    last = len(nodes) - 1
    piece = max(0, min(last - 1, int(place)))
    t = place - piece
    start, end = nodes[piece], nodes[piece + 1]
    before = nodes[piece - 1] if piece > 0 else along(start, sub(start, end), 1.0)
    after = nodes[piece + 2] if piece + 2 <= last else along(end, sub(end, start), 1.0)
    t2, t3 = t * t, t * t * t
    weights = (
        -0.5 * t + t2 - 0.5 * t3,
        1 - 2.5 * t2 + 1.5 * t3,
        0.5 * t + 2 * t2 - 1.5 * t3,
        -0.5 * t2 + 0.5 * t3,
    )
    slopes = (
        -0.5 + 2 * t - 1.5 * t2,
        -5 * t + 4.5 * t2,
        0.5 + 4 * t - 4.5 * t2,
        -t + 1.5 * t2,
    )
    point = (0.0, 0.0, 0.0)
    slope = (0.0, 0.0, 0.0)
    for node, weight, steep in zip((before, start, end, after), weights, slopes, strict=True):
        point = along(point, node, weight)
        slope = along(slope, node, steep)
    size = math.sqrt(slope[0] ** 2 + slope[1] ** 2 + slope[2] ** 2)
    return point, scaled(slope, 1 / size)


def _leg(pose: Pose, joints: Joints, side: str) -> tuple[Ball, ...]:
    hips = pose.direction("hips")
    balls: list[Ball] = []
    for bone, start, profile in (("thigh", "hip", THIGH), ("shin", "knee", SHIN)):
        direction = pose.direction(f"{bone}_{side}")
        front = front_of(scaled(direction, -1.0), hips)
        end = joints.at[f"{'knee' if bone == 'thigh' else 'ankle'}_{side}"]
        root = joints.at[f"{start}_{side}"]
        for share, radius, forward in profile:
            balls.append((along(between(root, end, share), front, forward), radius))
    return tuple(balls)


def _foot(pose: Pose, joints: Joints, side: str) -> tuple[Ellipsoid, ...]:
    foot = pose.direction(f"foot_{side}")
    sole = sole_of(foot, pose.direction("hips"))
    wide = cross(foot, sole)
    ankle = joints.at[f"ankle_{side}"]

    return tuple(
        (
            along(along(ankle, foot, forward), sole, down),
            scaled(foot, half_length),
            scaled(wide, half_width),
            scaled(sole, half_height),
        )
        for forward, down, half_length, half_width, half_height in FOOT
    )


def toes_of(pose: Pose, joints: Joints, side: str) -> tuple[Ball, ...]:
    """The five toes, of which the big one is on the inner side of the foot."""
    foot = pose.direction(f"foot_{side}")
    sole = sole_of(foot, pose.direction("hips"))
    inward = scaled(cross(foot, sole), -1.0 if side == "left" else 1.0)
    ankle = joints.at[f"ankle_{side}"]
    return tuple(
        (along(along(along(ankle, foot, forward), inward, sideways), sole, down), radius)
        for forward, sideways, down, radius in TOES
    )


def _arm(joints: Joints, side: str) -> tuple[tuple[Ball, ...], tuple[Ball, ...]]:
    shoulder, elbow, wrist = (joints.at[f"{n}_{side}"] for n in ("shoulder", "elbow", "wrist"))
    sleeve = tuple((between(shoulder, elbow, share), radius) for share, radius in SLEEVE)
    skin = [(between(shoulder, elbow, share), radius) for share, radius in UPPER_ARM]
    skin += [(between(elbow, wrist, share), radius) for share, radius in FOREARM]
    return sleeve, tuple(skin)


def _hand(pose: Pose, joints: Joints, side: str) -> tuple[Ellipsoid, ...]:
    hand = pose.direction(f"hand_{side}")
    palm = across(pose.direction(f"palm_{side}"), hand)
    thumb = thumb_side(side, hand, palm)
    wrist = joints.at[f"wrist_{side}"]

    return tuple(
        (
            along(along(wrist, hand, forward), thumb, sideways),
            scaled(hand, half_length),
            scaled(thumb, half_width),
            scaled(palm, half_thickness),
        )
        for forward, sideways, half_length, half_width, half_thickness in HAND
    )


def fingers_of(
    pose: Pose, joints: Joints, side: str, bend: float = 0.0
) -> tuple[tuple[Ball, ...], ...]:
    """The four fingers of a hand; thumb and palm are among the lumps of `Body.hands`.

    At a `bend` of 1 their outer halves curl round what the hand holds.
    """
    hand = pose.direction(f"hand_{side}")
    palm = across(pose.direction(f"palm_{side}"), hand)
    thumb = thumb_side(side, hand, palm)
    wrist = joints.at[f"wrist_{side}"]
    angle = bend * _CURL
    curl = along(scaled(hand, math.cos(angle)), palm, math.sin(angle))
    fingers: list[tuple[Ball, ...]] = []
    for start, start_side, end, end_side, radius in FINGERS:
        root = along(along(wrist, hand, start), thumb, start_side)
        tip = along(along(wrist, hand, end), thumb, end_side)
        if bend > 0.0:
            middle = between(root, tip, 0.45)
            tip = along(middle, curl, 0.55 * (end - start))
            fingers.append(
                ((root, radius + 0.0008), (middle, radius + 0.0002), (tip, radius - 0.0006))
            )
        else:
            fingers.append(((root, radius + 0.0008), (tip, radius - 0.0006)))
    return tuple(fingers)


def _head(
    pose: Pose, joints: Joints
) -> tuple[tuple[Ball, ...], Ellipsoid, Ellipsoid, tuple[Ball, ...]]:
    up = pose.direction("head")
    face = across(pose.direction("face"), up)
    left = cross(up, face)
    centre = joints.head
    skull = (
        along(along(centre, face, -0.004), up, 0.012),
        scaled(face, 0.064),
        scaled(left, 0.053),
        scaled(up, 0.060),
    )
    hair = (
        along(along(centre, face, -0.011), up, 0.020),
        scaled(face, 0.068),
        scaled(left, 0.058),
        scaled(up, 0.062),
    )
    chin = along(along(centre, face, 0.034), up, -0.050)
    jaw = along(along(centre, face, 0.004), up, -0.022)
    neck_front = front_of(pose.direction("chest"), pose.direction("shoulders"))
    neck = (
        (along(joints.spine[-1], neck_front, 0.004), 0.036),
        (along(along(joints.skull, up, 0.014), face, -0.010), 0.033),
    )
    return neck, skull, hair, ((chin, 0.021), (jaw, 0.044))


def flesh(pose: Pose, joints: Joints) -> Body:
    """Every solid of the figure for joints that are already in place."""
    neck, skull, hair, jaw = _head(pose, joints)
    limbs = {side: _arm(joints, side) for side in SIDES}
    return Body(
        joints=joints,
        trunk=_trunk(pose, joints),
        legs={side: _leg(pose, joints, side) for side in SIDES},
        feet={side: _foot(pose, joints, side) for side in SIDES},
        sleeves={side: limbs[side][0] for side in SIDES},
        arms={side: limbs[side][1] for side in SIDES},
        hands={side: _hand(pose, joints, side) for side in SIDES},
        neck=neck,
        skull=skull,
        hair=hair,
        jaw=jaw,
    )


def _bottoms(body: Body, without: Container[str]) -> Iterable[float]:
    yield from (ellipsoid_bottom(e) for e in body.trunk)
    yield ellipsoid_bottom(body.hair)
    yield from (ball_bottom(b) for b in body.jaw)
    for side in SIDES:
        yield from (ball_bottom(b) for b in body.sleeves[side][:1])
        yield from (ball_bottom(b) for b in body.legs[side][:2])
        if f"leg_{side}" not in without:
            yield from (ball_bottom(b) for b in body.legs[side])
            yield from (ellipsoid_bottom(e) for e in body.feet[side])
        if f"arm_{side}" not in without:
            yield from (ball_bottom(b) for b in body.sleeves[side])
            yield from (ball_bottom(b) for b in body.arms[side])
            yield from (ellipsoid_bottom(e) for e in body.hands[side])


def lowest(body: Body, without: Container[str] = ()) -> float:
    """The height of the figure's lowest point, in statures.

    Limbs named in `without` ("arm_left", "leg_right") do not count, but for their roots.
    """
    return min(_bottoms(body, without))


def anchor_point(joints: Joints, anchor: str) -> Vec:
    """The point of the body that keeps its place on the mat."""
    if anchor == "pelvis":
        return joints.spine[0]
    if anchor == "knees":
        return between(joints.at["knee_left"], joints.at["knee_right"], 0.5)
    return between(joints.at["shoulder_left"], joints.at["shoulder_right"], 0.5)


def set_down(pose: Pose, without: Container[str] = ()) -> Body:
    """The figure on the mat: its anchor at its place, its lowest point on the floor.

    Who sits has the seat on the chair instead, and may have the feet anywhere. Limbs named in
    `without` may be under the floor, as for `lowest`.
    """
    loose = joints_of(pose.directions)
    held = anchor_point(loose, pose.anchor)
    joints = loose.moved((pose.place[0] - held[0], pose.place[1] - held[1], 0.0))
    body = flesh(pose, joints)
    # A breath may widen the trunk downward by a hair; the limbs must not follow it.
    resting = flesh(replace(pose, breath=0.0), joints) if pose.breath else body
    rise = -lowest(resting, without)
    if pose.sits:
        hips = [resting.legs[side][0] for side in SIDES]
        seat = min(ellipsoid_bottom(resting.trunk[0]), *(ball_bottom(hip) for hip in hips))
        rise += pose.sits * (SEAT_HEIGHT - seat - rise)
    up = (0.0, 0.0, rise)
    return raised(body, up)


def raised(body: Body, by: Vec) -> Body:
    """The same figure moved by a vector."""

    def balls(group: tuple[Ball, ...]) -> tuple[Ball, ...]:
        return tuple((add(centre, by), radius) for centre, radius in group)

    def lumps(group: tuple[Ellipsoid, ...]) -> tuple[Ellipsoid, ...]:
        return tuple((add(e[0], by), e[1], e[2], e[3]) for e in group)

    return Body(
        joints=body.joints.moved(by),
        trunk=lumps(body.trunk),
        legs={side: balls(group) for side, group in body.legs.items()},
        feet={side: lumps(group) for side, group in body.feet.items()},
        sleeves={side: balls(group) for side, group in body.sleeves.items()},
        arms={side: balls(group) for side, group in body.arms.items()},
        hands={side: lumps(group) for side, group in body.hands.items()},
        neck=balls(body.neck),
        skull=lumps((body.skull,))[0],
        hair=lumps((body.hair,))[0],
        jaw=balls(body.jaw),
    )
