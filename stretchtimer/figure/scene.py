"""What to draw of a pose, in order: the rug, the mat or bed, the shadow, the body from far to near.

Each garment's piece is one shape: it is filled as a whole, so its joints leave no lines. Where a
limb stands off from the body behind it, that body is shaded along the limb; the shade ends where
the limb begins, so that limb and trunk are of one piece.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from stretchtimer.figure.arms import comes_round, far_and_near, hand_of, holding, sleeve_of
from stretchtimer.figure.body import Ball, Body, buttocks_of, set_down, toes_of
from stretchtimer.figure.cushions import Cushion
from stretchtimer.figure.draw_order import far_to_near
from stretchtimer.figure.furniture import (
    BED_HEIGHT,
    BED_RUG,
    CHAIR_RUG,
    Face,
    bed_of,
    chair_of,
    mattress_of,
    place_of_chair,
)
from stretchtimer.figure.glow import Glow, glows_of
from stretchtimer.figure.head import HeadShapes, Stroke, head_shapes
from stretchtimer.figure.outline import (
    VERY_ROUND,
    Circle,
    Outline,
    Point,
    Polygon,
    View,
    chain,
    circle,
    disc,
    finer,
    hull,
    swollen,
    tube,
    view_of,
)
from stretchtimer.figure.pose import BED, CHAIR, Frame, Pose
from stretchtimer.figure.proportions import ELBOW, HEM, HEM_HEIGHT, KNEE
from stretchtimer.figure.shadow import shadow_of
from stretchtimer.figure.skeleton import SIDES
from stretchtimer.figure.vectors import between, dot, scaled, smooth_step, sub, unit

MAT_LENGTH = 1.10
MAT_WIDTH = 0.40
RUG_RADIUS = 0.60
"""Round, so that it looks the same from everywhere; arms stretched out end on it."""
_STRIPES = ((-0.508, -0.500), (0.500, 0.508))


@dataclass(frozen=True)
class Shape:
    """One filled shape. `shade` is 0 for the nearest, 1 for the farthest parts."""

    material: str
    polygons: list[Polygon]
    shade: float = 0.0
    edges: list[list[Polygon]] = field(default_factory=list)
    """Wider and wider outlines of what stands off from the body behind, to be filled in shade."""
    glows: tuple[Glow, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    cheeks: tuple[tuple[Point, float, float], ...] = ()
    fade: tuple[Point, Point] | None = None
    """Where the shade begins and where it is full, if not all over: a thigh begins in the seat."""
    shown: float = 1.0
    """How much of it is seen, 0 to 1."""


@dataclass(frozen=True)
class Drawing:
    """One picture. Lengths are statures; y points down; (0, 0) is the middle of the mat."""

    ground: str
    """What one lies or sits on, of `pose.GROUNDS`."""
    frame: Frame
    rug: Point
    """How far the rug under the mat reaches to the side, and up and down."""
    rug_below: float
    """How far below the middle of the mat its own middle is: under a bed it lies on the floor."""
    furniture: list[Face]
    """The bed or the chair, from far to near, if there is one in place of the mat."""
    mat: Polygon
    """What one lies on, the mat or the top of the bed; or where the chair stands."""
    mat_stripes: list[Polygon]
    shadow: tuple[list[Polygon], list[Polygon]]
    shapes: list[Shape]


def drawing_of(pose: Pose) -> Drawing:
    """The picture of a pose from its own camera."""
    body = set_down(pose)
    view = view_of(pose.camera)
    glows = glows_of(pose, body, view)
    parts = _parts(pose, body, view, glows)
    order = part_order(body, view, pose.cushions)
    # The neck ends inside both the trunk and the head.
    order.insert(min(order.index("trunk"), order.index("head")), "neck")
    rug, below, furniture, mat, stripes = _ground(pose.ground, view)
    return Drawing(
        ground=pose.ground,
        frame=pose.frame,
        rug=(rug, rug * view.toward[2]),
        rug_below=below,
        furniture=furniture,
        mat=mat,
        mat_stripes=stripes,
        shadow=shadow_of(body, view),
        shapes=[shape for name in order for shape in parts[name]],
    )


_Ground = tuple[float, float, list[Face], Polygon, list[Polygon]]


def _ground(ground: str, view: View) -> _Ground:
    """The rug's radius and how far below it is, the furniture, and the mat with its stripes."""
    if ground == BED:
        return BED_RUG, -BED_HEIGHT * view.down[2], bed_of(view), mattress_of(view), []
    if ground == CHAIR:
        return CHAIR_RUG, 0.0, chair_of(view), place_of_chair(view), []
    stripes = [_on_mat(view, *ends) for ends in _STRIPES]
    return RUG_RADIUS, 0.0, [], _on_mat(view, -MAT_LENGTH / 2, MAT_LENGTH / 2), stripes


def _on_mat(view: View, start: float, end: float) -> Polygon:
    """A stretch of the mat, over its whole width."""
    y = MAT_WIDTH / 2
    return [view.point((px, py, 0.0)) for px, py in ((start, -y), (end, -y), (end, y), (start, y))]


_TWINS_APART = 0.02
"""Limbs of a pair whose roots are about equally near may cross either way, in statures."""

_FAR_HAND = 0.22
"""A far hand that has come round is not as dark as its arm."""

_FOLDED_FROM, _FOLDED = 0.40, 0.75
"""Between which bends of a knee, as cosines, the crease between thigh and calf comes."""
_FOLD_ASIDE, _DEEP = 0.03, 1.4
"""How far apart thigh and calf are where it is full, and how much deeper it is than an edge."""

_PARTED = 0.06
"""How far the middle of a thigh must be beside the other thigh for a crease to come between."""

_EDGES = (0.0105, 0.0060, 0.0022)
"""How far the shade of a limb in cloth reaches, step by step."""
_SLIGHT_EDGES = (0.0085, 0.0032)
"""And that of hands, arms and feet, which are slighter."""


def _plain(outlines: Sequence[Outline]) -> list[Polygon]:
    return [points for points, _ in outlines]


def _edges(outlines: Sequence[Outline], reaches: Sequence[float] = _EDGES) -> list[list[Polygon]]:
    # Where shade is faintest nobody sees that its rim has half as many corners.
    faint = [(points[::2], outward[::2]) for points, outward in outlines]
    return [[swollen(outline, by) for outline in faint] for by in reaches[:-1]] + [
        [swollen(outline, reaches[-1]) for outline in outlines]
    ]


def _limb(balls: Sequence[Ball], view: View) -> list[Outline]:
    return tube([view.ball(ball) for ball in balls])


def _foot(pose: Pose, body: Body, side: str, view: View) -> tuple[list[Polygon], list[Outline]]:
    """A foot with its toes, and without them.

    Between heel and ball it is arched.
    """
    ankle, heel, arch, ball, toes = (view.blot(e) for e in body.feet[side])
    foot = [hull([ankle, heel, arch]), hull([arch, ball, toes])]
    big, *small = (view.ball(toe) for toe in toes_of(pose, body.joints, side))
    tips = [hull([toes, circle(big)])[0], *(disc(*toe) for toe in small)]
    return _plain(foot) + tips, foot


def _thigh_fade(leg: Sequence[Ball], view: View) -> tuple[Point, Point]:
    """A far thigh is as light as the seat where it begins, and as dark as it should be farther."""
    return view.point(leg[0][0]), view.point(leg[3][0])


def _folded(leg: Sequence[Ball], view: View, whole: Shape) -> list[Shape]:
    """Where a knee is folded: the nearer of thigh and calf again, with a crease between them."""
    hip, knee, ankle = leg[0][0], leg[KNEE][0], leg[-1][0]
    bend = dot(unit(sub(hip, knee)), unit(sub(ankle, knee)))
    fold = smooth_step((bend - _FOLDED_FROM) / (_FOLDED - _FOLDED_FROM))
    if fold <= 0.0:
        return []
    # Both from the knee on, which needs no crease.
    thigh, shin = leg[KNEE::-1], leg[KNEE:]
    lead = view.nearness(thigh[3][0]) - view.nearness(shin[4][0])
    upper, under = (thigh, shin) if lead > 0.0 else (shin, thigh)
    circles = [view.ball(ball) for ball in upper]
    aside = _beside(circles, view.point(under[len(under) // 2][0]))
    # Where one lies straight behind the other, it is told by neither side.
    fold *= (
        _DEEP * smooth_step(math.hypot(*aside) / _FOLD_ASIDE) * smooth_step(abs(lead) / _FOLD_ASIDE)
    )
    edges = [[_crease(circles, aside, by * fold)] for by in _EDGES]
    return [replace(whole, polygons=_plain(tube(circles)), edges=edges)]


def _groin(leg: Sequence[Ball], twin: Sequence[Ball], view: View) -> list[Polygon]:
    """The shade of a thigh on the seat, along the side where the other thigh leaves it."""
    circles = [view.ball(ball) for ball in leg[: KNEE + 1]]
    aside = _beside(circles, view.point(twin[KNEE // 2][0]))
    deep = _DEEP * smooth_step((math.hypot(*aside) - _PARTED) / _PARTED)
    creases = [_crease(circles, aside, by * deep) for by in _EDGES] if deep > 0.0 else []
    # All that is filled together turns the same way round.
    return [crease if _turns_right(circles, aside) else crease[::-1] for crease in creases]


def _turns_right(circles: Sequence[Circle], aside: Point) -> bool:
    (x0, y0, _), (x1, y1, _) = circles[0], circles[-1]
    return (x1 - x0) * aside[1] - (y1 - y0) * aside[0] < 0.0


def _beside(circles: Sequence[Circle], place: Point) -> Point:
    """How far to the side of a limb a place in the picture lies."""
    (x0, y0, _), (x1, y1, _) = circles[0], circles[-1]
    dx, dy = x1 - x0, y1 - y0
    off = ((place[1] - y0) * dx - (place[0] - x0) * dy) / (dx * dx + dy * dy or 1.0)
    return (-dy * off, dx * off)


def _crease(circles: Sequence[Circle], aside: Point, deep: float) -> Polygon:
    """A strip along one side of a limb, which comes to nothing at both ends."""
    size = math.hypot(*aside) or 1.0
    x_out, y_out = aside[0] / size, aside[1] / size
    last = len(circles) - 1
    rim = []
    for k, (x, y, r) in enumerate(circles):
        out = r + deep * min(1.0, k / 2, (last - k) / 2)
        rim.append((x + out * x_out, y + out * y_out))
    return [*rim, *((x, y) for x, y, _ in reversed(circles))]


def _outlying(balls: Sequence[Ball]) -> list[Ball]:
    """A few balls of a limb, without its root, where it is part of the trunk."""
    return list(balls[2::3])


def _cushion_name(number: int) -> str:
    return f"cushion_{number}"


def _cushion(cushion: Cushion, view: View) -> list[Shape]:
    blots = [circle(view.ball(ball)) for ball in cushion.balls]
    is_soft = cushion.kind == "cushion"
    outlines = [hull(blots, VERY_ROUND)] if is_soft else chain(finer(blots))
    edges = _edges(outlines, _SLIGHT_EDGES) if cushion.shown >= 1.0 else []
    return [Shape(cushion.kind, _plain(outlines), edges=edges, shown=cushion.shown)]


def part_order(body: Body, view: View, cushions: Sequence[Cushion] = ()) -> list[str]:
    """The parts from far to near; what belongs together counts as one."""
    parts: dict[str, list[Ball]] = {
        "trunk": [(e[0], 0.07) for e in body.trunk[::2]],
        "head": [(body.skull[0], 0.06)],
    }
    for side in SIDES:
        toes = body.feet[side][-1][0]
        parts[f"leg_{side}"] = [*_outlying(body.legs[side]), (toes, 0.03)]
        fingers = body.hands[side][2][0]
        parts[f"arm_{side}"] = [*_outlying(body.arms[side]), (fingers, 0.02)]
    for number, cushion in enumerate(cushions):
        parts[_cushion_name(number)] = list(cushion.balls)
    known: set[tuple[str, str]] = set()
    if holding(body) > 0.0:
        far, close = far_and_near(body, view)
        if comes_round(body, view):
            parts["hand"] = [(e[0], 0.02) for e in body.hands[far][:3]]
        # The near hand reaches into the bend of the knee, and is not hidden there.
        known.add((f"leg_{close}", f"arm_{close}"))
    # Where the raised leg overlaps the other one, their hips tell which is in front.
    near = {side: view.nearness(body.joints.at[f"hip_{side}"]) for side in SIDES}
    far, first = sorted(SIDES, key=lambda side: near[side])
    if near[first] - near[far] > _TWINS_APART:
        known.add((f"leg_{far}", f"leg_{first}"))
    return far_to_near(parts, view, known)


def _shades(body: Body, view: View, root: str) -> dict[str, float]:
    """How far behind its twin each of a pair of limbs begins, from 0 to 1.

    Where it begins tells left from right also when it is raised towards the viewer.
    """
    near = {side: view.nearness(body.joints.at[f"{root}_{side}"]) for side in SIDES}
    shades = {}
    for side, twin in zip(SIDES, reversed(SIDES), strict=True):
        t = max(0.0, min(1.0, (near[twin] - near[side]) / 0.07))
        shades[side] = t * t * (3 - 2 * t)
    return shades


def _parts(
    pose: Pose, body: Body, view: View, glows: dict[str, tuple[Glow, ...]]
) -> dict[str, list[Shape]]:
    """The shapes of each part of the body."""
    parts = {
        "neck": [Shape("skin", _plain(_limb(body.neck, view)), 0.3)],
        "trunk": _trunk(body, view, glows),
        "head": _head_group(head_shapes(body, view)),
    }
    for number, cushion in enumerate(pose.cushions):
        parts[_cushion_name(number)] = _cushion(cushion, view)
    bend = holding(body)
    leg_shades, arm_shades = _shades(body, view, "hip"), _shades(body, view, "shoulder")
    for side in SIDES:
        shade = leg_shades[side]
        leg = body.legs[side]
        (foot, sock), shin = _foot(pose, body, side, view), _limb(leg[KNEE:], view)
        # The shade along the thigh begins in its middle, so that its root is one with the trunk.
        lower_thigh = _limb(leg[KNEE // 2 : KNEE + 1], view)
        glow, fade = glows.get(f"leg_{side}", ()), _thigh_fade(leg, view) if shade else None
        twin = body.legs["right" if side == "left" else "left"]
        groin = _groin(leg, twin, view) if shade < 0.5 else []
        edges = _edges(lower_thigh + shin)
        for edge, crease in zip(edges, groin, strict=False):
            edge.append(crease)
        parts[f"leg_{side}"] = [
            Shape("skin", foot, shade, _edges(sock, _SLIGHT_EDGES)),
            Shape(
                "trousers",
                _plain(_limb(leg[: KNEE + 1], view) + shin),
                shade,
                edges,
                glow,
                fade=fade,
            ),
        ]
        parts[f"leg_{side}"] += _folded(leg, view, parts[f"leg_{side}"][-1])
        shade = arm_shades[side]
        cloth = sleeve_of(body.sleeves[side], view)
        arm = _limb(body.arms[side][: ELBOW + 1], view) + _limb(body.arms[side][ELBOW:], view)
        hand, mitten, lines = hand_of(pose, body, side, view, bend)
        if side == far_and_near(body, view)[0] and comes_round(body, view):
            # It has come round to the near side of what it holds, where it is lighter.
            lighter = shade * (1.0 - (1.0 - _FAR_HAND) * bend)
            edges = _edges(mitten[2:], _SLIGHT_EDGES)
            parts["hand"] = [Shape("skin", _plain(hand), lighter, edges, strokes=lines)]
            hand, mitten, lines = [], [], ()
        skin = _plain(arm + hand)
        parts[f"arm_{side}"] = [
            Shape("skin", skin, shade, _edges(arm + mitten, _SLIGHT_EDGES), strokes=lines),
            Shape("shirt", _plain(cloth), shade, _edges(cloth[-1:])),
        ]
    return parts


def _trunk(body: Body, view: View, glows: dict[str, tuple[Glow, ...]]) -> list[Shape]:
    """Trousers and shirt; they meet in a ring, whose near half is the edge of the one on top."""
    seat = view.blot(body.trunk[0])
    centre, wide, deep, high = body.trunk[HEM]
    hem = view.blot((centre, wide, deep, scaled(high, HEM_HEIGHT)))
    halves = [circle(view.ball(half)) for half in buttocks_of(body)]
    below = [hull([seat, hem, *halves], VERY_ROUND)]
    shades = _shades(body, view, "hip")
    for side, half in zip(SIDES, halves, strict=True):
        # The seat rounds off into both thighs, and into the nearer one a little farther.
        (root, slim), (beyond, full) = body.legs[side][0], body.legs[side][2]
        near = 1.0 - shades[side]
        thigh = (between(root, beyond, near), slim + (full - slim) * near)
        round_off = [circle(view.ball(ball)) for ball in ((root, slim), thigh)]
        below.append(hull([seat, half, *round_off], VERY_ROUND))
    above = chain(finer([hem, *(view.blot(level) for level in body.trunk[HEM + 1 :])]))
    trousers = Shape("trousers", _plain(below), glows=glows.get("seat", ()))
    shirt = Shape("shirt", _plain(above), glows=glows.get("trunk", ()))
    return [trousers, shirt] if view.nearness(high) > 0.0 else [shirt, trousers]


def _head_group(head: HeadShapes) -> list[Shape]:
    shapes = [
        Shape("hair", head.back_hair),
        Shape("skin", head.jaw),
        Shape("hair", head.hair),
        Shape("skin", head.face, cheeks=tuple(head.cheeks), strokes=tuple(head.strokes)),
        Shape("skin", head.ear, 0.2),
        Shape("hair", head.front_hair),
    ]
    return [shape for shape in shapes if shape.polygons]
