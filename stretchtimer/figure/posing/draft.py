"""A pose in the making: from where it was begun, drawn, mirrored, undone and done again."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from stretchtimer.figure.body import Body, set_down
from stretchtimer.figure.outline import View, view_of
from stretchtimer.figure.pose import Frame, Pose, mirrored
from stretchtimer.figure.posing.drawing import drawn
from stretchtimer.figure.posing.handles import Hold, Refusal, take_hold
from stretchtimer.figure.skeleton import SIDES
from stretchtimer.figure.vectors import Vec

_MOST_STEPS = 200
_MARGIN = 0.03


class PoseDraft:
    """One pose and the steps that have led to it."""

    def __init__(self, start: Pose) -> None:
        self._start_id = start.id
        self._pose = _bare(start)
        self._done: list[tuple[str, Pose]] = []
        self._undone: list[tuple[str, Pose]] = []
        self._hold: Hold | None = None

    @property
    def pose(self) -> Pose:
        return self._pose

    @property
    def handle(self) -> str | None:
        """What is got hold of, if anything is."""
        return self._hold.handle if self._hold else None

    @property
    def can_undo(self) -> bool:
        return bool(self._done) or self._has_moved()

    @property
    def can_redo(self) -> bool:
        return bool(self._undone) and not self._has_moved()

    def begin(self, start: Pose) -> None:
        """Begins again from another pose; that can be undone."""
        self.let_go()
        self._take(start.id, _bare(start))

    def get_hold(self, handle: str) -> None:
        """Gets hold of one of ``handles_of`` the pose, and lets go of another one."""
        if handle != self.handle:
            self.let_go()
            self._hold = take_hold(self._pose, handle)

    def draw(self, target: Vec) -> Refusal | None:
        """Draws the handle one step nearer to a point, or says why it gets no nearer.

        At the point nothing changes. Nothing happens where none is got hold of.
        """
        if self._hold is None:
            return None
        found = drawn(self._hold, self._pose, target)
        if isinstance(found, Refusal):
            return found
        self._pose = found
        return None

    def let_go(self) -> None:
        """Lets go of the handle; all that it was drawn by since is one step that can be undone."""
        hold, self._hold = self._hold, None
        if hold and self._pose is not hold.start:
            after, self._pose = self._pose, hold.start
            self._take(self._start_id, after)

    def mirror(self) -> None:
        self.let_go()
        self._take(self._start_id, mirrored(self._pose))

    def feel(self, region: str | None) -> None:
        """Marks one of ``glow.REGIONS`` as the place where the stretch is felt, or none."""
        self.let_go()
        feels = frozenset({region} if region else ())
        if feels != self._pose.feels:
            self._take(self._start_id, replace(self._pose, feels=feels))

    def undo(self) -> None:
        self.let_go()
        self._go_back(self._done, self._undone)

    def redo(self) -> None:
        self.let_go()
        self._go_back(self._undone, self._done)

    def finished(self) -> Pose:
        """The pose as it is kept: all of the body is in its picture."""
        self.let_go()
        known = (self._start_id,) if self._start_id else ()
        return replace(self._pose, frame=frame_with(self._pose), leads_to=known)

    def _has_moved(self) -> bool:
        return self._hold is not None and self._pose is not self._hold.start

    def _take(self, start_id: str, pose: Pose) -> None:
        self._done.append((self._start_id, self._pose))
        del self._done[:-_MOST_STEPS]
        self._undone.clear()
        self._start_id, self._pose = start_id, pose

    def _go_back(self, source: list[tuple[str, Pose]], other: list[tuple[str, Pose]]) -> None:
        if source:
            other.append((self._start_id, self._pose))
            self._start_id, self._pose = source.pop()


def frame_with(pose: Pose, margin: float = _MARGIN) -> Frame:
    """The frame of a pose, made larger where the body comes nearer to its rim than ``margin``."""
    left, top, right, bottom = pose.frame
    for x, y, wide, high in _extents(set_down(pose), view_of(pose.camera)):
        left, right = min(left, x - wide - margin), max(right, x + wide + margin)
        top, bottom = min(top, y - high - margin), max(bottom, y + high + margin)
    return left, top, right, bottom


def _extents(body: Body, view: View) -> Iterator[tuple[float, float, float, float]]:
    """Where the parts of a body are in the picture, and how far each reaches aside and up."""
    solids = [*body.trunk, body.hair, *(e for side in SIDES for e in body.hands[side])]
    for solid in (*solids, *(e for side in SIDES for e in body.feet[side])):
        x, y, xx, _, yy = view.blot(solid)
        yield x, y, math.sqrt(xx), math.sqrt(yy)
    for side in SIDES:
        for ball in (*body.legs[side], *body.sleeves[side], *body.arms[side]):
            x, y, radius = view.ball(ball)
            yield x, y, radius, radius


def _bare(pose: Pose) -> Pose:
    """The pose without what belongs to how it was made for: cushions, and where it is felt."""
    return replace(pose, cushions=(), feels=frozenset(), breath=0.0)
