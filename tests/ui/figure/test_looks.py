"""How the figure looks on screen: marks that pass for no skin, shadows that show, mirror images."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from stretchtimer.figure.glow import Glow
from stretchtimer.figure.pose import Pose, mirrored
from stretchtimer.figure.scene import Drawing, drawing_of
from stretchtimer.storage.routines.poses import Poses
from stretchtimer.ui.figure.colours import CLOTHES, SKINS, FigureColours
from stretchtimer.ui.figure.painter import GLOW, FigurePainter
from stretchtimer.ui.figure.paths import placed_in
from stretchtimer.ui.theme.colour_mixing import luminance, mixed
from stretchtimer.ui.theme.palettes import DARK, LIGHT
from tests.sweeps import swept

POSES = Poses(Path(__file__).parents[3] / "assets" / "poses")
STRETCHES = ("knee_hug", "twist", "hamstring", "childs_pose", "cat", "cow")
AREA = QRectF(0, 0, 360, 300)
MATS = {"light": "#BFD8CD", "dark": "#2C4A46"}
PAGES = {"light": LIGHT.bg, "dark": DARK.bg}


def colours(mat: str, skin: int = 1, clothes: int = 0) -> FigureColours:
    return FigureColours(
        *SKINS[skin], *CLOTHES[clothes], mat=MATS[mat], shadow="#000000", highlight=LIGHT.hold
    )


def picture(pose: Pose | Drawing, in_colours: FigureColours, page: str) -> QImage:
    image = QImage(AREA.size().toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor(page))
    painter = QPainter(image)
    drawing = drawing_of(pose) if isinstance(pose, Pose) else pose
    FigurePainter(in_colours).paint(painter, drawing, AREA)
    painter.end()
    return image


@cache
def lab(rgb: int) -> tuple[float, float, float]:
    """A colour in CIELAB, in which a distance of about 2 can just be seen."""
    colour = QColor.fromRgb(rgb)

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    def root(share: float) -> float:
        return share ** (1 / 3) if share > 0.008856 else 7.787 * share + 16 / 116

    r, g, b = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505)
    y = root(0.2126 * r + 0.7152 * g + 0.0722 * b)
    z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089)
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


def apart(one: QColor, other: QColor) -> float:
    return math.dist(lab(one.rgb()), lab(other.rgb()))


def contrast(one: QColor, other: QColor) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("skin", [skin for skin, _ in SKINS])
def test_the_mark_of_a_stretch_has_the_colour_of_no_skin_on_any_garment(skin: str) -> None:
    for garment in (colour for clothes in CLOTHES for colour in clothes):
        for strength in (0.86, 1.0):
            mark = mixed(QColor(garment), QColor(GLOW), strength)
            assert apart(mark, QColor(skin)) > 30
            assert apart(mark, QColor(garment)) > 25


def in_glow(drawing: Drawing, glow: Glow, reach: float) -> list[tuple[int, int]]:
    """The pixels within a share of a glow's ellipse."""
    placed = placed_in(AREA, drawing.frame)
    x, y = glow.long_axis
    size = math.hypot(x, y)
    long = max(size, glow.wide)
    found = []
    for px, py in product(range(int(AREA.width())), range(int(AREA.height()))):
        dx = (px + 0.5 - placed.dx()) / placed.m11() - glow.middle[0]
        dy = (py + 0.5 - placed.dy()) / placed.m11() - glow.middle[1]
        u, v = (dx * x + dy * y) / size / long, (dy * x - dx * y) / size / glow.wide
        if u * u + v * v < reach * reach:
            found.append((px, py))
    return found


@pytest.mark.parametrize("mat", swept(MATS, ["dark"]))
@pytest.mark.parametrize("pose_id", swept(["twist", "childs_pose"], ["twist"]))
def test_what_is_marked_cannot_be_taken_for_skin(pose_id: str, mat: str) -> None:
    drawing = drawing_of(POSES[pose_id])
    (glow,) = {glow for shape in drawing.shapes for glow in shape.glows}
    places = in_glow(drawing, glow, 0.8)
    for (skin, _), clothes in product(SKINS, range(len(CLOTHES))):
        worn = colours(mat, clothes=clothes)
        if min(apart(QColor(garment), QColor(skin)) for garment in CLOTHES[clothes]) < 25:
            continue  # cloth that has the colour of skin without any mark
        image = picture(drawing, worn, PAGES[mat])
        like = sum(apart(image.pixelColor(*place), QColor(skin)) < 12 for place in places[::3])
        assert like < 0.04 * len(places[::3]), (skin, clothes)


@pytest.mark.parametrize("pose_id", swept(STRETCHES, ["childs_pose"]))
def test_the_mark_of_a_stretch_can_be_seen(pose_id: str) -> None:
    for clothes in range(len(CLOTHES)):
        image = picture(POSES[pose_id], colours("light", clothes=clothes), LIGHT.bg)
        marked = sum(
            apart(image.pixelColor(x, y), QColor(GLOW)) < 22
            for x, y in product(range(0, 360, 2), range(0, 300, 2))
        )
        assert marked > 30


@pytest.mark.parametrize("mat", swept(MATS, ["dark"]))
def test_beyond_the_mat_a_hand_casts_a_shadow_that_can_be_seen(mat: str) -> None:
    drawing = drawing_of(POSES["twist"])
    worn = colours(mat)
    bare = picture(replace(drawing, shapes=[], shadow=([], [])), worn, PAGES[mat])
    shaded = picture(replace(drawing, shapes=[]), worn, PAGES[mat])
    ground = {
        (x, y)
        for x, y in product(range(0, 360, 2), range(0, 300, 2))
        if bare.pixelColor(x, y) == bare.pixelColor(*on_rug(drawing))
    }
    most = max(contrast(bare.pixelColor(*p), shaded.pixelColor(*p)) for p in ground)
    assert most > 1.2


@pytest.mark.parametrize("mat", swept(MATS, ["dark"]))
def test_the_rug_can_be_told_from_the_page(mat: str) -> None:
    drawing = drawing_of(POSES["twist"])
    image = picture(drawing, colours(mat), PAGES[mat])
    assert contrast(image.pixelColor(*on_rug(drawing)), QColor(PAGES[mat])) > 1.1


@pytest.mark.parametrize("mat", swept(MATS, ["dark"]))
def test_a_bed_can_be_told_from_the_page_and_the_pillow_from_the_bed(mat: str) -> None:
    drawing = replace(drawing_of(POSES["bed_feet_flat"]), shapes=[], shadow=([], []))
    image = picture(drawing, colours(mat), PAGES[mat])
    placed = placed_in(AREA, drawing.frame)

    def in_the_middle(material: str) -> QColor:
        # The board at the head is the first of wood, the top of the mattress the last of cloth.
        shown = [face for face in drawing.furniture if face.material == material]
        face = shown[0] if material == "wood" else shown[-1]
        middle = [sum(part) / len(face.polygon) for part in zip(*face.polygon, strict=True)]
        there = placed.map(QPointF(*middle))
        return image.pixelColor(round(there.x()), round(there.y()))

    bed, board, pillow = map(in_the_middle, ("mat", "wood", "pillow"))
    assert contrast(board, QColor(PAGES[mat])) > 1.5
    assert contrast(pillow, bed) > 1.15
    # Wood and cloth may be equally light: they are told apart by their colour.
    assert apart(board, bed) > 20


def on_rug(drawing: Drawing) -> tuple[int, int]:
    """A place at the near end of the rug, where nothing lies on it."""
    there = placed_in(AREA, drawing.frame).map(
        QPointF(-0.485 * drawing.rug[0], 0.8 * drawing.rug[1])
    )
    return (round(there.x()), round(there.y()))


@pytest.mark.parametrize("pose_id", ["twist", "hamstring"])
def test_on_screen_the_right_side_is_the_mirror_image_of_the_left(pose_id: str) -> None:
    left = picture(POSES[pose_id], colours("light"), LIGHT.bg)
    right = picture(mirrored(POSES[pose_id]), colours("light"), LIGHT.bg)
    other = left.transformed(QTransform.fromScale(-1, 1))
    differing = sum(
        apart(other.pixelColor(x, y), right.pixelColor(x, y)) > 12
        for x, y in product(range(0, 360, 2), range(0, 300, 2))
    )
    assert differing < 35
