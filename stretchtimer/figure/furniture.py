"""What the figure may lie or sit on beside the mat: a bed and a chair, both made of boxes.

The top of the bed is where the mat would be; the chair stands on the floor. They are looked at from
the foot end, or the front: then the board at the head, or the back of the chair, lies behind the
body, and all of them can be painted before the body is.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from stretchtimer.figure.outline import VERY_ROUND, Polygon, View, hull
from stretchtimer.figure.pose import SEAT_HEIGHT
from stretchtimer.figure.vectors import Vec

MATTRESS = (-0.61, -0.265, 0.59, 0.265)
"""From foot to head and from side to side, in statures: a bed for one."""
BED_HEIGHT = 0.195
BED_RUG = 0.67
"""The radius of the rug under it."""
_MATTRESS_THICK = 0.092
_FRAME_THICK = 0.045
_OVER = 0.012
"""How far the frame stands out beyond the mattress."""
_POST = 0.035
_BOARD = (0.030, 0.20)
"""How thick the board at the head is, and how far it rises above the mattress."""
_PILLOW = (0.455, 0.085, 0.165)
"""Its middle, and how far it reaches along the bed and across."""
_PILLOW_THICK = 0.016

SEAT = (-0.165, -0.155, 0.115, 0.155)
"""From its front to its back and from side to side."""
CHAIR_RUG = 0.55
_SEAT_THICK, _CUSHION_THICK = 0.030, 0.018
_LEG = 0.028
_BACK_THICK = 0.022
_BACK_FROM, _BACK_TO = 0.17, 0.36
"""Between which heights above the seat the back of the chair is."""

_TOP, _SIDE, _END = 0.0, 0.55, 1.0
"""How much of the light is missing on each face of a box."""


@dataclass(frozen=True)
class Face:
    """One flat side of a thing; `shade` is 0 in the full light, 1 where it has least of it."""

    material: str
    polygon: Polygon
    shade: float


def bed_of(view: View) -> list[Face]:
    """The faces of a bed that can be seen, from far to near, up to its pillow."""
    foot, right, head, left = MATTRESS
    thick, high = _BOARD
    frame_top, frame_end = -_MATTRESS_THICK, -_MATTRESS_THICK - _FRAME_THICK
    low = -BED_HEIGHT
    outer = (foot - _OVER, right - _OVER, head, left + _OVER)
    faces = [Face("floor", _flat(view, outer, low), 1.0)]
    faces += _box(view, "wood", (head, outer[1], low), (head + thick, outer[3], high))
    posts = [
        ((x, y, low), (x + _POST, y + _POST, frame_end))
        for x, y in product((outer[0], head - _POST), (outer[1], outer[3] - _POST))
    ]
    for low_corner, high_corner in sorted(posts, key=lambda post: view.nearness(post[0])):
        faces += _box(view, "wood", low_corner, high_corner)
    faces += _box(view, "wood", (outer[0], outer[1], frame_end), (outer[2], outer[3], frame_top))
    faces += _box(view, "mat", (foot, right, frame_top), (head, left, 0.0))
    faces.append(Face("pillow", _pillow(view), _TOP))
    return faces


def chair_of(view: View) -> list[Face]:
    """The faces of a chair that can be seen, from far to near."""
    front, right, back, left = SEAT
    under, top = SEAT_HEIGHT - _CUSHION_THICK - _SEAT_THICK, SEAT_HEIGHT - _CUSHION_THICK
    faces: list[Face] = []
    for y in sorted((right, left - _LEG), key=lambda y: view.nearness((0.0, y, 0.0))):
        # The back legs go up to the back of the chair.
        low, high = (back - _BACK_THICK, y, 0.0), (back, y + _LEG, SEAT_HEIGHT + _BACK_TO)
        faces += _box(view, "wood", low, high)
    faces += _box(
        view,
        "wood",
        (back - _BACK_THICK, right, SEAT_HEIGHT + _BACK_FROM),
        (back, left, SEAT_HEIGHT + _BACK_TO),
    )
    for y in sorted((right, left - _LEG), key=lambda y: view.nearness((0.0, y, 0.0))):
        faces += _box(view, "wood", (front, y, 0.0), (front + _LEG, y + _LEG, under))
    faces += _box(view, "wood", (front, right, under), (back - _BACK_THICK, left, top))
    faces += _box(view, "mat", (front, right, top), (back - _BACK_THICK, left, SEAT_HEIGHT))
    return faces


def place_of_chair(view: View) -> Polygon:
    """Where the chair stands on the floor."""
    return _flat(view, SEAT, 0.0)


def mattress_of(view: View) -> Polygon:
    """The top of the bed, on which one lies."""
    return _flat(view, MATTRESS, 0.0)


def _flat(view: View, area: tuple[float, float, float, float], z: float) -> Polygon:
    x0, y0, x1, y1 = area
    return [view.point((x, y, z)) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]


def _box(view: View, material: str, low: Vec, high: Vec) -> list[Face]:
    """The faces of a box that face the viewer.

    The first is the outline of the whole box, of which the other two leave the long side to be
    seen: so no gap opens between any two of them.
    """
    (x0, y0, z0), (x1, y1, z1) = low, high
    x, beyond_x = (x1, x0) if view.toward[0] > 0.0 else (x0, x1)
    y, beyond_y = (y1, y0) if view.toward[1] > 0.0 else (y0, y1)
    whole = [
        *((x, beyond_y, z0), (x, y, z0), (beyond_x, y, z0)),
        *((beyond_x, y, z1), (beyond_x, beyond_y, z1), (x, beyond_y, z1)),
    ]
    end = [(x, y0, z0), (x, y1, z0), (x, y1, z1), (x, y0, z1)]
    return [
        Face(material, [view.point(p) for p in whole], _SIDE),
        Face(material, [view.point(p) for p in end], _END),
        Face(material, _flat(view, (x0, y0, x1, y1), z1), _TOP),
    ]


def _pillow(view: View) -> Polygon:
    """A soft flat thing with round corners, into which the head sinks."""
    middle, along_bed, across = _PILLOW
    corners = [
        view.blot(
            (
                (middle + x * (along_bed - 0.05), y * (across - 0.05), _PILLOW_THICK / 2),
                (0.05, 0.0, 0.0),
                (0.0, 0.05, 0.0),
                (0.0, 0.0, _PILLOW_THICK),
            )
        )
        for x, y in product((-1.0, 1.0), repeat=2)
    ]
    return hull(corners, VERY_ROUND)[0]
