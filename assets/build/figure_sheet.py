"""Renders the guide figure to pictures, to be looked at after any change to it.

    python assets/build/figure_sheet.py FOLDER

Writes into FOLDER: every pose on both sides in every theme, at sizes from 96 to 1000 pixels, with
every skin and set of clothes; a film strip of each way that a session can show, with both sides and
the change from one to the other; and the hints that take the place of motion.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from stretchtimer.figure.hint import hint_of
from stretchtimer.figure.pose import Pose, mirrored
from stretchtimer.figure.pose_graph import along_way, way
from stretchtimer.figure.scene import drawing_of
from stretchtimer.storage.routines.poses import Poses
from stretchtimer.ui.figure.colours import CLOTHES, SKINS, FigureColours
from stretchtimer.ui.figure.painter import FigurePainter

LIGHT = FigureColours(*SKINS[1], *CLOTHES[0], mat="#BFD8CD", shadow="#000000", highlight="#B5452C")
DARK = LIGHT._replace(mat="#2C4A46", highlight="#F2A07B")
CONTRAST = LIGHT._replace(mat="#F5F2EC", outline="#1C2629")
CONTRAST_DARK = DARK._replace(mat="#12181A", outline="#F0EDE6")
THEMES = {
    "light": (LIGHT, "#F5F2EC"),
    "dark": (DARK, "#12181A"),
    "contrast": (CONTRAST, "#F5F2EC"),
    "contrast-dark": (CONTRAST_DARK, "#12181A"),
}
POSES = Path(__file__).resolve().parents[1] / "poses"
SIDED = (
    *("twist", "hamstring", "twist_cushioned", "hamstring_bent"),
    *("bed_one_knee_hug", "bed_knees_rolled", "bed_hamstring_bent"),
    *("sitting_twist", "sitting_knee_up", "sitting_leg_out"),
)
WAYS = (
    ("feet_flat", "knee_hug"),
    ("t_arms", "twist"),
    ("legs_straight", "hamstring"),
    ("all_fours", "childs_pose"),
    ("feet_flat", "one_knee_hug"),
    ("t_arms", "twist_cushioned"),
    ("legs_straight", "hamstring_bent"),
    ("all_fours", "childs_pose_raised"),
    ("all_fours", "cat"),
    ("cat", "cow"),
    ("cow", "all_fours"),
    ("feet_flat", "t_arms"),
    ("t_arms", "legs_straight"),
    ("legs_straight", "all_fours"),
    ("bed_feet_flat", "bed_one_knee_hug"),
    ("bed_feet_flat", "bed_knee_hug"),
    ("bed_both_feet_flat", "bed_knees_rolled"),
    ("bed_feet_flat", "bed_hamstring_bent"),
    ("bed_one_knee_hug", "bed_one_knee_hug"),
    ("sitting", "sitting_arched"),
    ("sitting_arched", "sitting_rounded"),
    ("sitting", "sitting_twist"),
    ("sitting", "sitting_knee_up"),
    ("sitting", "sitting_leg_out"),
    ("sitting_twist", "sitting_twist"),
    ("bed_knees_rolled", "bed_knees_rolled"),
    ("twist", "twist"),
    ("hamstring", "hamstring"),
    ("twist_cushioned", "twist_cushioned"),
    ("hamstring_bent", "hamstring_bent"),
)
"""Into each stretch and on to the next; from a pose to itself is the change of sides."""
SIZES = (96, 1000)
STRIP = 12
LONG_STRIP = 24


class Sheet:
    """A picture of equal cells, filled one by one."""

    def __init__(self, columns: int, rows: int, width: int, height: int, page: str) -> None:
        self._columns, self._width, self._height, self._next = columns, width, height, 0
        self._image = QImage(columns * width, rows * height, QImage.Format.Format_RGB32)
        self._image.fill(QColor(page))

    def add(self, pose: Pose, colours: FigureColours, stops: Sequence[Pose] = ()) -> None:
        """The pose, and where `stops` lead to it, the hint of how."""
        row, column = divmod(self._next, self._columns)
        cell = QRectF(column * self._width, row * self._height, self._width, self._height)
        painter = QPainter(self._image)
        painter.setClipRect(cell)
        area = cell.adjusted(2, 2, -2, -2)
        hint = hint_of(stops) if stops else None
        if hint:
            figure = FigurePainter(colours)
            figure.paint_hinted(painter, figure.outlined(drawing_of(pose)), hint, area)
        else:
            FigurePainter(colours).paint(painter, drawing_of(pose), area)
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
                dressed = colours._replace(skin=skin, hair=hair, shirt=shirt, trousers=trousers)
                sheet.add(shown[(row + column) % len(shown)], dressed)
        sheet.save(folder / f"colours-{name}.png")


def strip(stops: Sequence[Pose]) -> list[Pose]:
    count = STRIP if len(stops) <= 3 else LONG_STRIP
    return [along_way(stops, k / (count - 1)) for k in range(count)]


def all_ways(poses: dict[str, Pose], folder: Path) -> None:
    for from_id, to_id in WAYS:
        if from_id == to_id:
            frames = strip(way(from_id, to_id, poses, "left", "right"))
        else:
            frames = strip(way(from_id, to_id, poses))
        if to_id in SIDED and from_id != to_id:
            frames += strip(way(from_id, to_id, poses, "right", "right"))
        save_strip(frames, folder / f"way-{from_id}-{to_id}.png")


def save_strip(frames: Sequence[Pose], path: Path) -> None:
    sheet = Sheet(4, -(-len(frames) // 4), 480, 340, THEMES["light"][1])
    for pose in frames:
        sheet.add(pose, LIGHT)
    sheet.save(path)


def hinted(poses: dict[str, Pose]) -> Iterable[Sequence[Pose]]:
    """The ways into the stretches, both sides, and back."""
    for from_id, to_id in WAYS[:7]:
        for side in ("left", "right") if to_id in SIDED else (None,):
            stops = way(from_id, to_id, poses, side, side)
            yield stops
            yield stops[::-1]


def all_hints(poses: dict[str, Pose], folder: Path) -> None:
    ways = list(hinted(poses))
    for name, (colours, page) in THEMES.items():
        sheet = Sheet(4, -(-len(ways) // 4), 480, 340, page)
        for stops in ways:
            sheet.add(stops[-1], colours, stops)
        sheet.save(folder / f"hints-{name}.png")


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1:
        print(__doc__)
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication(["figure_sheet", "-platform", "offscreen"])
    poses = dict(Poses(POSES))
    shown = both_sides(poses)
    all_poses(shown, folder)
    all_sizes(shown, folder)
    all_colours(poses, folder)
    all_ways(poses, folder)
    all_hints(poses, folder)
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
