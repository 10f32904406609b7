"""What to draw of a pose, in order: the mat, the shadow, and the body from far to near.

Each garment's piece is one shape: it is filled as a whole, so its joints leave no lines. `edge`
is the part of its outline that stands off from what lies behind; it fades into the body where
the limb begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .body import Ball, Body, set_down
from .feeling import Glow, glows_of
from .head import HeadShapes, Stroke, head_shapes
from .outline import Point, Polygon, View, chain, hull, tube, view_of
from .pose import Frame, Pose
from .shadow import shadow_layers
from .skeleton import SIDES
from .vectors import Vec, between

MAT_LENGTH = 1.10
MAT_WIDTH = 0.40


@dataclass(frozen=True)
class Shape:
    """One filled shape. `shade` is 0 for the nearest, 1 for the farthest parts."""

    material: str
    polygons: list[Polygon]
    shade: float = 0.0
    edge: list[Polygon] = field(default_factory=list)
    glows: tuple[Glow, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    cheeks: tuple[tuple[Point, float, float], ...] = ()


@dataclass(frozen=True)
class Drawing:
    """Everything of one picture. Lengths are statures; y points down; (0, 0) is the mat's middle."""

    frame: Frame
    mat: Polygon
    shadow: list[list[Polygon]]
    shapes: list[Shape]


_LEG_DISCS = (0, 3, 4, 6, 8)
_ARM_DISCS = (0, 2, 5)


def drawing_of(pose: Pose) -> Drawing:
    """The picture of a pose from its own camera."""
    body = set_down(pose)
    view = view_of(pose.camera)
    glows = glows_of(pose, body, view)
    parts = _parts(body, view, glows)
    parts.sort(key=lambda part: part[0])
    return Drawing(
        frame=pose.frame,
        mat=_mat(view),
        shadow=shadow_layers(body, view),
        shapes=[shape for _, shapes in parts for shape in shapes],
    )


def _mat(view: View) -> Polygon:
    x, y = MAT_LENGTH / 2, MAT_WIDTH / 2
    return [view.point((px, py, 0.0)) for px, py in ((-x, -y), (x, -y), (x, y), (-x, y))]


def _limb(balls: Sequence[Ball], view: View, round_at: Sequence[int]) -> list[Polygon]:
    return tube([view.ball(ball) for ball in balls], round_at)


def _mean_nearness(points: Sequence[Vec], view: View) -> float:
    return sum(view.nearness(p) for p in points) / len(points)


def _shade(nearness: float, middle: float) -> float:
    t = max(0.0, min(1.0, (middle + 0.02 - nearness) / 0.10))
    return t * t * (3 - 2 * t)


def _parts(
    body: Body, view: View, glows: dict[str, tuple[Glow, ...]]
) -> list[tuple[float, list[Shape]]]:
    """Groups of shapes, each with how near it is."""
    at = body.joints.at
    middle = view.nearness(body.trunk[3][0])
    trunk = [view.blot(level) for level in body.trunk]
    neck = _limb(body.neck, view, (0, 1))
    parts: list[tuple[float, list[Shape]]] = [
        (
            middle,
            [
                Shape("skin", neck, 0.35),
                Shape("trousers", chain(trunk[:2]), glows=glows.get("seat", ())),
                Shape("shirt", chain(trunk[1:]), glows=glows.get("trunk", ())),
            ],
        ),
        (view.nearness(body.skull[0]), _head_group(head_shapes(body, view))),
    ]
    for side in SIDES:
        hip, knee, ankle = at[f"hip_{side}"], at[f"knee_{side}"], at[f"ankle_{side}"]
        near = _mean_nearness((hip, knee, knee, ankle), view)
        shade = _shade(near, middle)
        leg = _limb(body.legs[side], view, _LEG_DISCS)
        leg_edge = _limb(body.legs[side][2:], view, (1, 2, 6))
        heel = [view.blot(e) for e in body.feet[side]]
        foot = [hull(heel[:3]), hull(heel[2:])]
        parts.append(
            (
                near,
                [
                    Shape("skin", foot, shade, foot),
                    Shape("trousers", leg, shade, leg_edge, glows.get(f"leg_{side}", ())),
                ],
            )
        )
        elbow, wrist = at[f"elbow_{side}"], at[f"wrist_{side}"]
        near = _mean_nearness((elbow, wrist, between(elbow, wrist, 0.5)), view)
        shade = _shade(near, middle)
        arm = _limb(body.arms[side], view, _ARM_DISCS)
        palm = [view.blot(e) for e in body.hands[side]]
        hand = [hull(palm[:2]), hull(palm[1:3]), hull(palm[3:])]
        sleeve = _limb(body.sleeves[side], view, (0, 2))
        sleeve_edge = _limb(body.sleeves[side][1:], view, (1,))
        parts.append(
            (
                near,
                [
                    Shape("skin", arm + hand, shade, arm + hand),
                    Shape("shirt", sleeve, shade, sleeve_edge, glows.get(f"arm_{side}", ())),
                ],
            )
        )
    return parts


def _head_group(head: HeadShapes) -> list[Shape]:
    shapes = [
        Shape("hair", head.back_hair),
        Shape("skin", head.skin),
        Shape("hair", head.hair),
        Shape("skin", head.face, cheeks=tuple(head.cheeks), strokes=tuple(head.strokes)),
        Shape("skin", head.ear, 0.4),
        Shape("hair", head.front_hair),
    ]
    return [shape for shape in shapes if shape.polygons]
