"""What to draw of a pose, in order: the mat, the shadow, and the body from far to near.

Each garment's piece is one shape: it is filled as a whole, so its joints leave no lines. Where a
limb stands off from the body behind it, that body is shaded along the limb; the shade ends where
the limb begins, so that limb and trunk are of one piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .body import Ball, Body, fingers_of, set_down
from .feeling import Glow, glows_of
from .head import HeadShapes, Stroke, head_shapes
from .outline import Outline, Point, Polygon, View, chain, hull, swollen, tube, view_of
from .pose import Frame, Pose
from .shadow import shadow_of
from .skeleton import SIDES
from .vectors import Vec, between

MAT_LENGTH = 1.10
MAT_WIDTH = 0.40
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


@dataclass(frozen=True)
class Drawing:
    """One picture. Lengths are statures; y points down; (0, 0) is the middle of the mat."""

    frame: Frame
    mat: Polygon
    mat_stripes: list[Polygon]
    shadow: tuple[list[Polygon], list[Polygon]]
    shapes: list[Shape]


def drawing_of(pose: Pose) -> Drawing:
    """The picture of a pose from its own camera."""
    body = set_down(pose)
    view = view_of(pose.camera)
    glows = glows_of(pose, body, view)
    parts = _parts(pose, body, view, glows)
    parts.sort(key=lambda part: part[0])
    return Drawing(
        frame=pose.frame,
        mat=_on_mat(view, -MAT_LENGTH / 2, MAT_LENGTH / 2),
        mat_stripes=[_on_mat(view, *ends) for ends in _STRIPES],
        shadow=shadow_of(body, view),
        shapes=[shape for _, shapes in parts for shape in shapes],
    )


def _on_mat(view: View, start: float, end: float) -> Polygon:
    """A stretch of the mat, over its whole width."""
    y = MAT_WIDTH / 2
    return [view.point((px, py, 0.0)) for px, py in ((start, -y), (end, -y), (end, y), (start, y))]


_EDGES = (0.011, 0.0075, 0.0045, 0.002)


def _plain(outlines: Sequence[Outline]) -> list[Polygon]:
    return [points for points, _ in outlines]


def _edges(outlines: Sequence[Outline]) -> list[list[Polygon]]:
    return [[swollen(outline, by) for outline in outlines] for by in _EDGES]


def _limb(balls: Sequence[Ball], view: View, bend_at: int | None = None) -> list[Outline]:
    """A limb whose two bones meet at ball number `bend_at`."""
    circles = [view.ball(ball) for ball in balls]
    if bend_at is None:
        return tube(circles)
    return tube(circles[: bend_at + 1]) + tube(circles[bend_at:])


def _foot(body: Body, side: str, view: View) -> list[Outline]:
    foot = [view.blot(e) for e in body.feet[side]]
    return [hull(foot[:3]), hull(foot[2:])]


def _hand(pose: Pose, body: Body, side: str, view: View) -> tuple[list[Outline], list[Outline]]:
    """A hand with its fingers, and roughly, as a mitten."""
    lumps = [view.blot(e) for e in body.hands[side]]
    pieces = [hull(lumps[:2]), hull(lumps[3:])]
    mitten = [*pieces, hull(lumps[1:3])]
    for finger in fingers_of(pose, body.joints, side):
        pieces += tube([view.ball(ball) for ball in finger])
    return pieces, mitten


def _mean_nearness(points: Sequence[Vec], view: View) -> float:
    return sum(view.nearness(p) for p in points) / len(points)


def _shade(nearness: float, middle: float) -> float:
    t = max(0.0, min(1.0, (middle + 0.02 - nearness) / 0.10))
    return t * t * (3 - 2 * t)


def _parts(
    pose: Pose, body: Body, view: View, glows: dict[str, tuple[Glow, ...]]
) -> list[tuple[float, list[Shape]]]:
    """Groups of shapes, each with how near it is."""
    at = body.joints.at
    middle = view.nearness(body.trunk[9][0])
    trunk = [view.blot(level) for level in body.trunk]
    neck = _plain(_limb(body.neck, view))
    near_head = view.nearness(body.skull[0])
    parts: list[tuple[float, list[Shape]]] = [
        (
            middle,
            [
                Shape("trousers", _plain(chain(trunk[:5])), glows=glows.get("seat", ())),
                Shape("shirt", _plain(chain(trunk[3:])), glows=glows.get("trunk", ())),
            ],
        ),
        (near_head, _head_group(head_shapes(body, view))),
        (min(middle, near_head) - 0.01, [Shape("skin", neck, 0.3)]),
    ]
    for side in SIDES:
        hip, knee, ankle = at[f"hip_{side}"], at[f"knee_{side}"], at[f"ankle_{side}"]
        near = _mean_nearness((hip, knee, knee, ankle), view)
        shade = _shade(near, middle)
        leg = body.legs[side]
        foot = _foot(body, side, view)
        parts.append(
            (
                near,
                [
                    Shape("skin", _plain(foot), shade, _edges(foot)),
                    Shape(
                        "trousers",
                        _plain(_limb(leg, view, 4)),
                        shade,
                        _edges(_limb(leg[2:], view, 2)),
                        glows.get(f"leg_{side}", ()),
                    ),
                ],
            )
        )
        elbow, wrist = at[f"elbow_{side}"], at[f"wrist_{side}"]
        near = _mean_nearness((elbow, wrist, between(elbow, wrist, 0.5)), view)
        shade = _shade(near, middle)
        sleeve = body.sleeves[side]
        arm = _limb(body.arms[side], view, 2)
        hand, mitten = _hand(pose, body, side, view)
        parts.append(
            (
                near,
                [
                    Shape("skin", _plain(arm + hand), shade, _edges(arm + mitten)),
                    Shape(
                        "shirt",
                        _plain(_limb(sleeve, view)),
                        shade,
                        _edges(_limb(sleeve[1:], view)),
                    ),
                ],
            )
        )
    return parts


def _head_group(head: HeadShapes) -> list[Shape]:
    shapes = [
        Shape("hair", head.back_hair),
        Shape("skin", head.jaw),
        Shape("hair", head.hair),
        Shape("skin", head.face, cheeks=tuple(head.cheeks), strokes=tuple(head.strokes)),
        Shape("skin", head.ear, 0.4),
        Shape("hair", head.front_hair),
    ]
    return [shape for shape in shapes if shape.polygons]
