"""Renders the guide figure to pictures, to be looked at after any change to it.

    python assets/build/figure_sheet.py FOLDER

Writes into FOLDER: every pose in both themes, each pose at sizes from 96 to 1000 pixels, every
skin and set of clothes, and a film strip of each way between poses, for both sides.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from stretchtimer.figure.blend import way
from stretchtimer.figure.motion import along_way
from stretchtimer.figure.pose import Pose, mirrored
from stretchtimer.figure.scene import drawing_of
from stretchtimer.storage.pose_files import read_poses
from stretchtimer.ui.figure_colours import CLOTHES, SKINS
from stretchtimer.ui.figure_painter import FigureColours, FigurePainter

LIGHT = FigureColours(*SKINS[1], *CLOTHES[0], mat="#BFD8CD", shadow="#000000", highlight="#B5452C")
DARK = replace(LIGHT, mat="#2C4A46", highlight="#F2A07B")
THEMES = {"light": (LIGHT, "#F5F2EC"), "dark": (DARK, "#12181A")}
POSES = Path(__file__).resolve().parents[1] / "poses"
SIDED = ("twist", "hamstring")
WAYS = (
    ("feet_flat", "knee_hug"),
    ("t_arms", "twist"),
    ("legs_straight", "hamstring"),
    ("all_fours", "childs_pose"),
    ("all_fours", "cat"),
    ("cat", "cow"),
    ("cow", "all_fours"),
)
SIZES = (96, 160, 300, 600, 1000)
STRIP = 8


class Sheet:
    """A picture of equal cells, filled one by one."""

    def __init__(self, columns: int, rows: int, width: int, height: int, page: str) -> None:
        self._columns, self._width, self._height, self._next = columns, width, height, 0
        self._image = QImage(columns * width, rows * height, QImage.Format.Format_RGB32)
        self._image.fill(QColor(page))

    def add(self, pose: Pose, colours: FigureColours, page: str | None = None) -> None:
        row, column = divmod(self._next, self._columns)
        cell = QRectF(column * self._width, row * self._height, self._width, self._height)
        painter = QPainter(self._image)
        if page:
            painter.fillRect(cell, QColor(page))
        painter.setClipRect(cell)
        FigurePainter(colours).paint(painter, drawing_of(pose), cell.adjusted(2, 2, -2, -2))
        painter.end()
        self._next += 1

    def save(self, path: Path) -> None:
        if not self._image.save(str(path)):
            raise SystemExit(f"{path} could not be written.")
        print(path)


def both_sides(poses: dict[str, Pose]) -> list[Pose]:
    shown = list(poses.values())
    return shown + [mirrored(poses[pose_id]) for pose_id in SIDED]


def all_poses(poses: Sequence[Pose], folder: Path) -> None:
    for name, (colours, page) in THEMES.items():
        sheet = Sheet(3, -(-len(poses) // 3), 620, 440, page)
        for pose in poses:
            sheet.add(pose, colours)
        sheet.save(folder / f"poses-{name}.png")


def all_sizes(poses: Sequence[Pose], folder: Path) -> None:
    for size in SIZES:
        columns = max(1, 2000 // size)
        for name, (colours, page) in THEMES.items():
            sheet = Sheet(columns, -(-len(poses) // columns), size, round(size * 0.7), page)
            for pose in poses:
                sheet.add(pose, colours)
            sheet.save(folder / f"size-{size}-{name}.png")


def all_colours(poses: dict[str, Pose], folder: Path) -> None:
    shown = [poses[i] for i in ("knee_hug", "twist", "hamstring", "childs_pose", "cow")]
    for name, (colours, page) in THEMES.items():
        sheet = Sheet(len(SKINS), len(CLOTHES), 380, 270, page)
        for row, (shirt, trousers) in enumerate(CLOTHES):
            for column, (skin, hair) in enumerate(SKINS):
                dressed = replace(colours, skin=skin, hair=hair, shirt=shirt, trousers=trousers)
                sheet.add(shown[(row + column) % len(shown)], dressed)
        sheet.save(folder / f"colours-{name}.png")


def all_ways(poses: dict[str, Pose], folder: Path) -> None:
    for from_id, to_id in WAYS:
        stops = way(from_id, to_id, poses)
        frames = [along_way(stops, k / (STRIP - 1)) for k in range(STRIP)]
        if to_id in SIDED:
            frames += [mirrored(pose) for pose in frames]
        sheet = Sheet(STRIP // 2, -(-len(frames) // (STRIP // 2)), 480, 340, THEMES["light"][1])
        for pose in frames:
            sheet.add(pose, LIGHT)
        sheet.save(folder / f"way-{from_id}-{to_id}.png")


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1:
        print(__doc__)
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication(["figure_sheet", "-platform", "offscreen"])
    poses = read_poses(POSES)
    shown = both_sides(poses)
    all_poses(shown, folder)
    all_sizes(shown, folder)
    all_colours(poses, folder)
    all_ways(poses, folder)
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
