"""Outlines of the figure: what of the picture is said to change from one to another."""

from dataclasses import replace
from pathlib import Path as File

import pytest
from PySide6.QtCore import QPointF, QRectF

from stretchtimer.figure.pose import Pose
from stretchtimer.figure.scene import drawing_of
from stretchtimer.storage.routines.poses import Poses
from stretchtimer.ui.figure.colours import FigureColours
from stretchtimer.ui.figure.outlines import Outlines, lit_together, outlines_of, sketch_of
from stretchtimer.ui.figure.painter import FigurePainter
from tests.sweeps import swept

POSES = Poses(File(__file__).parents[3] / "assets" / "poses")
COLOURS = FigureColours("#E5B08C", "#4A3122", "#2A7F7C", "#33405F", "#BFD8CD", "#000000", "#B5452C")


def outlines(pose: str, breath: float = 0.0) -> Outlines:
    return outlined(replace(POSES[pose], breath=breath))


def outlined(pose: Pose) -> Outlines:
    return FigurePainter(COLOURS).outlined(drawing_of(pose))


@pytest.mark.parametrize("pose", swept(POSES, sorted(POSES)[::8]))
def test_nothing_changes_where_nothing_moves(pose: str) -> None:
    assert outlines(pose).changed(outlines(pose)) == QRectF()


def test_all_may_change_where_the_view_turns() -> None:
    assert outlines("twist").changed(outlines("cat")) is None


def test_a_breath_changes_the_trunk_and_leaves_the_feet() -> None:
    part = outlines("legs_straight").changed(outlines("legs_straight", 1.0))
    assert part is not None
    shapes = drawing_of(POSES["legs_straight"]).shapes
    shirt = max((s for s in shapes if s.material == "shirt"), key=lambda s: len(s.polygons))
    middle = shirt.polygons[len(shirt.polygons) // 2]
    assert part.contains(QPointF(*middle[0]))
    left, top, right, bottom = POSES["legs_straight"].frame
    assert part.width() * part.height() < 0.3 * (right - left) * (bottom - top)


def test_another_order_is_a_change_though_every_piece_stays() -> None:
    here = outlines("twist")
    assert here.changed(replace(here, pieces=here.pieces[::-1])) != QRectF()


@pytest.mark.parametrize("number", [0, 5, -1])
def test_a_piece_that_comes_or_goes_changes_no_more_than_it_reaches(number: int) -> None:
    here = outlines("twist")
    gone = here.pieces[number]
    without = replace(here, pieces=[piece for piece in here.pieces if piece is not gone])
    assert here.changed(without) == without.changed(here) == gone.reach


@pytest.mark.parametrize("pose", swept(POSES, sorted(POSES)[::8]))
def test_shade_is_only_looked_for_where_something_lies_behind(pose: str) -> None:
    found = outlines(pose).pieces
    assert not found[0].edges
    for number, piece in enumerate(found):
        behind = [other.reach for other in found[:number] if other.reach.intersects(piece.reach)]
        if piece.edges:
            assert behind
            assert piece.reach.adjusted(-1e-9, -1e-9, 1e-9, 1e-9).contains(piece.behind)


@pytest.mark.parametrize("pose", swept(POSES, sorted(POSES)[::8]))
def test_a_sketch_is_small_and_holds_all_of_the_picture(pose: str) -> None:
    sketch = sketch_of(drawing_of(POSES[pose]))
    assert sketch.size_bytes < 60_000
    assert outlines_of(sketch).changed(outlines(pose)) == QRectF()


@pytest.mark.parametrize("pose", ["knee_hug", "twist"])
def test_a_mark_that_lies_on_several_pieces_is_painted_once_over_all_of_them(pose: str) -> None:
    found = outlines(pose).pieces
    carriers = [piece for piece in found if piece.shape.glows]
    assert len(carriers) > 1
    ((glow, lit),) = (mark for piece in found for mark in piece.lit)
    (last,) = (piece for piece in found if piece.lit)
    assert last is carriers[-1]
    assert last.reach.contains(QPointF(*glow.middle))
    for piece in carriers:
        assert lit.contains(piece.path.pointAtPercent(0.3))


def test_what_comes_between_two_pieces_parts_the_mark_on_them() -> None:
    sketch = sketch_of(drawing_of(POSES["knee_hug"]))
    carriers = [k for k, shape in enumerate(sketch.drawing.shapes) if shape.glows]
    (glow,) = sketch.drawing.shapes[carriers[0]].glows
    place = QRectF(glow.middle[0], glow.middle[1], 0.01, 0.01)
    pieces = outlines_of(sketch).pieces
    cover = replace(pieces[0], shape=replace(pieces[0].shape, glows=()), reach=place)
    between = [*pieces[: carriers[-1]], cover, *pieces[carriers[-1] :]]
    assert len(lit_together(pieces, glow)) == 1
    assert len(lit_together(between, glow)) == 2
