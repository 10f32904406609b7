"""A pose: one direction in space per bone, a place on the mat, and how it is best looked at.

"Left" and "right" are the person's own. A sided pose is written for the left: in the twist the
knees are dropped to the person's left, in the hamstring stretch the left leg is raised. Its other
side is its mirror image in the upright plane that runs along the middle of the mat. The camera is
mirrored too: the right side is looked at from the person's right as the left is from the left, so
that the two pictures are mirror images, and the side that is meant lies nearer in both.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from stretchtimer.figure.cushions import Cushion, mirrored_cushions
from stretchtimer.figure.skeleton import INDEX, NAMES
from stretchtimer.figure.vectors import Vec

MAT = "mat"
BED = "bed"
CHAIR = "chair"
GROUNDS = (MAT, BED, CHAIR)
"""What a body may lie or sit on."""
SEAT_HEIGHT = 0.219
"""How high the seat of the chair is, in statures: so that the feet of who sits on it are flat."""

Frame = tuple[float, float, float, float]
"""Left, top, right and bottom of the picture, in statures from the middle of the mat."""


@dataclass(frozen=True)
class Camera:
    """A parallel view: turned by `turn` degrees round the upright, `height` above the floor."""

    turn: float
    height: float


@dataclass(frozen=True)
class Pose:
    """How a body lies, kneels or moves at one instant. All lengths are fractions of stature."""

    id: str
    directions: tuple[Vec, ...]
    """Unit vectors in the order of `skeleton.NAMES`."""
    anchor: str
    """The joint whose place on the mat is kept: "pelvis", "knees" or "shoulders"."""
    place: tuple[float, float]
    camera: Camera
    frame: Frame
    rests: frozenset[str]
    """The parts that rest on the floor, by the names of `body.RESTING_PARTS`."""
    feels: frozenset[str]
    """The parts that should feel the stretch, by the names of `feeling.REGIONS`."""
    leads_to: tuple[str, ...] = ()
    """Poses that can be reached from here, and left for here, without passing through anything."""
    cushions: tuple[Cushion, ...] = ()
    """What the body rests on, or holds, to have it easier."""
    breath: float = 0.0
    """How full the chest is, -1 to 1."""
    sits: float = 0.0
    """How much of its weight is on the seat of a chair, 0 to 1; the rest is on the floor."""
    ground: str = MAT
    """What the body lies or sits on, of `GROUNDS`."""
    feeling: float = 1.0
    """How strongly the parts that feel the stretch are shown, 0 to 1."""

    def __hash__(self) -> int:
        # Looked up for every frame: a hash of all directions would cost more than it saves.
        return hash((self.id, self.place, self.breath))

    def direction(self, name: str) -> Vec:
        return self.directions[INDEX[name]]


def other_side(name: str) -> str:
    """The same part on the other side; a part that has no sides is its own."""
    if name.endswith("_left"):
        return f"{name[:-5]}_right"
    if name.endswith("_right"):
        return f"{name[:-6]}_left"
    return name


_SWAPPED = tuple(INDEX[other_side(name)] for name in NAMES)
_PAIRED_AXES = frozenset({INDEX["hips"], INDEX["shoulders"]})


def mirrored(pose: Pose) -> Pose:
    """The pose for the other side, and its camera."""
    directions: list[Vec] = []
    for place, source in enumerate(_SWAPPED):
        x, y, z = pose.directions[source]
        # Left and right change places, so an axis from right to left points the other way.
        directions.append((-x, y, -z) if place in _PAIRED_AXES else (x, -y, z))
    return replace(
        pose,
        directions=tuple(directions),
        place=(pose.place[0], -pose.place[1]),
        camera=Camera(math.remainder(180.0 - pose.camera.turn, 360.0), pose.camera.height),
        frame=(-pose.frame[2], pose.frame[1], -pose.frame[0], pose.frame[3]),
        rests=frozenset(other_side(part) for part in pose.rests),
        feels=frozenset(other_side(part) for part in pose.feels),
        cushions=mirrored_cushions(pose.cushions),
    )
