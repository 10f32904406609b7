"""What of the picture is said to change between two drawings."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF

from stretchtimer.figure.blend import blend
from stretchtimer.figure.scene import Drawing, drawing_of
from stretchtimer.storage.pose_files import read_poses
from stretchtimer.ui.figure_changes import changed

POSES = read_poses(Path(__file__).parents[2] / "assets" / "poses")


def drawing(pose: str, breath: float = 0.0) -> Drawing:
    return drawing_of(replace(POSES[pose], breath=breath))


def test_nothing_changes_where_nothing_moves() -> None:
    assert changed(drawing("twist"), drawing("twist")) == QRectF()


def test_all_changes_where_the_view_turns() -> None:
    assert changed(drawing("twist"), drawing("cat")) is None


def test_a_breath_changes_the_trunk_and_leaves_the_feet() -> None:
    part = changed(drawing("legs_straight"), drawing("legs_straight", 1.0))
    assert part is not None
    shapes = drawing("legs_straight").shapes
    shirt = max((s for s in shapes if s.material == "shirt"), key=lambda s: len(s.polygons))
    middle = shirt.polygons[len(shirt.polygons) // 2]
    assert part.contains(QPointF(*middle[0]))
    left, top, right, bottom = POSES["legs_straight"].frame
    assert part.width() * part.height() < 0.3 * (right - left) * (bottom - top)


def test_what_is_too_small_to_be_seen_is_no_change() -> None:
    here = drawing("cat")
    nearly = [
        replace(shape, polygons=[[(x + 1e-9, y) for x, y in p] for p in shape.polygons])
        for shape in here.shapes
    ]
    assert changed(here, replace(here, shapes=nearly)) == QRectF()


def test_another_order_is_a_change_though_every_shape_stays() -> None:
    here = drawing("twist")
    assert changed(here, replace(here, shapes=here.shapes[::-1])) != QRectF()


def test_what_moves_is_found_wherever_it_comes_in_the_order() -> None:
    cat, between = POSES["cat"], blend(POSES["cat"], POSES["cow"], 0.5)
    part = changed(drawing_of(cat), drawing_of(between))
    assert part is not None
    feet = next(s for s in drawing_of(cat).shapes if s.material == "skin" and s.edges)
    assert not part.contains(QPointF(*feet.polygons[0][0]))
