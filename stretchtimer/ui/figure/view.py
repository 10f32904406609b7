"""The widget that shows the guide figure, still or frame by frame, at any size."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import reduce

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from stretchtimer.figure.choreography import Moment, Path
from stretchtimer.figure.hint import Hint
from stretchtimer.figure.pose import Frame as PictureFrame
from stretchtimer.figure.pose import Pose, mirrored
from stretchtimer.figure.scene import drawing_of
from stretchtimer.ui.figure.colours import FigureColours
from stretchtimer.ui.figure.frame_cache import Canvas, FigureBook, Frame, SketchBook, steps_of
from stretchtimer.ui.figure.outlines import (
    Outlines,
    Sketch,
    outlines_at_once,
    outlines_of,
    sketch_of,
)
from stretchtimer.ui.figure.painter import FigurePainter
from stretchtimer.ui.figure.paths import placed_in
from stretchtimer.ui.widgets.rotation import turn_painter, turned, upright

_SMALLEST = QSize(96, 64)
_PREFERRED = QSize(560, 400)
_SKETCH_BYTES = 40_000
"""More than a sketch takes: none is found for which there is no room."""
_RIM_PX = 6
"""Room for soft rims, and for an outline where there is one."""


class FigureView(QLabel):
    """A picture of the figure. Nothing is painted anew while pose and colours stay the same.

    It is a label that holds a picture, so that a screen reader takes it for one; what is in the
    picture is said by the accessible name and description, which its owner sets. Some sketches of
    what it will show may have been found before it was made.
    """

    def __init__(
        self,
        poses: Mapping[str, Pose],
        colours: FigureColours,
        parent: QWidget | None = None,
        sketches: SketchBook | None = None,
    ) -> None:
        super().__init__(parent)
        self._poses = poses
        self._colours = colours
        self._painter = FigurePainter(colours)
        self._pose: Pose | None = None
        self._hint: Hint | None = None
        self._moment: Moment | None = None
        self._turn = 0
        self._books: dict[Path, FigureBook] = {}
        self._sketches = sketches or SketchBook()
        self._again: Collection[Path] = ()
        self._book: FigureBook | None = None
        self._step = 0
        self._frame: Frame | None = None
        self._outlines: Outlines | None = None
        # A label counts as a picture only while it holds one; what is seen is painted below.
        nothing = QPixmap(1, 1)
        nothing.fill(Qt.GlobalColor.transparent)
        self.setPixmap(nothing)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_colours(self, colours: FigureColours) -> None:
        if colours == self._colours:
            return
        self._colours = colours
        self._painter = FigurePainter(colours)
        self._forget_frames()
        self.update()

    def set_turn(self, turn: int) -> None:
        """Paints turned by 0, 90, 180 or 270 degrees clockwise."""
        if turn != self._turn:
            self._turn = turn
            self._forget_pictures()
            self.update()

    def show_pose(self, pose_id: str, side: str | None) -> None:
        """Show a still of a pose. Raises KeyError for an unknown pose."""
        pose = self._poses[pose_id]
        self.show_figure(mirrored(pose) if side == "right" else pose)

    def show_figure(self, pose: Pose, hint: Hint | None = None) -> None:
        """Show any pose, such as one frame of a movement, and what tells how to get into it."""
        if pose == self._pose and hint == self._hint:
            return
        self._pose, self._hint = pose, hint
        self._moment = self._book = self._frame = self._outlines = None
        self.update()

    def show_once(self, moment: Moment, most_bytes: int = 0) -> None:
        """Show one moment of a motion that is not to be kept, unless it will be gone again.

        What is kept of all motions takes at most ``most_bytes``.
        """
        steps = steps_of(moment.path)
        nearest = Moment(moment.path, round(moment.share * steps) / steps)
        if nearest == self._moment and not self._book:
            return
        before = None if self._book or self._hint else self._outlines
        self._pose = self._hint = self._book = self._frame = None
        self._moment, self._outlines = nearest, self._once_at(nearest, most_bytes)
        if before is None:
            self.update()
            return
        part = before.changed(self._outlines)
        if part is None:
            places = (self._place(o.drawing.frame, o.reach) for o in (before, self._outlines))
            self.update(reduce(QRect.united, places))
        else:
            self.update(self._place(self._outlines.drawing.frame, part))

    def show_again(self, moment: Moment, most_bytes: int) -> None:
        """Show one moment of a motion that comes again; its frames are kept for then.

        All frames that are kept of it take at most ``most_bytes``.
        """
        book = self._book_of(moment.path, most_bytes)
        step = book.step_at(moment.share)
        if book is self._book and step == self._step and self._frame:
            return
        before = self._frame if book is self._book else None
        self._frame = book.frame(step)
        self._pose = self._hint = self._outlines = None
        self._book, self._step = book, step
        self._moment = Moment(moment.path, book.share_of(step))
        # Another path may begin with a picture that is not the one shown now.
        if before and before.place == self._frame.place:
            self.update(self._frame.place)
        else:
            self.update()

    def shows(self, moment: Moment) -> bool:
        """Whether a moment of a motion looks as what is shown now."""
        if self._moment is None or moment.path != self._moment.path:
            return False
        if self._book:
            return self._book.step_at(moment.share) == self._step
        steps = steps_of(moment.path)
        return round(moment.share * steps) / steps == self._moment.share

    def missing(self, path: Path) -> int:
        """How many frames of a way have not been found ahead."""
        return len(self._sketches.missing(path))

    def find_ahead(self, path: Path, most_bytes: int) -> bool:
        """Finds the first frame that is missing of a way that will be gone, if there is room.

        All frames of all motions take at most ``most_bytes``.
        """
        missing = self._sketches.missing(path)
        if not missing or self.kept_bytes + _SKETCH_BYTES > most_bytes:
            return False
        return self._keep(path, missing[0], self._sketched(path.at(missing[0])), most_bytes)

    def lacks_frames(self, path: Path) -> int:
        """How many frames of a motion that comes again could still be drawn ahead."""
        book = self._books.get(path)
        return len(book.missing) if book else steps_of(path) + 1

    def draw_ahead(self, path: Path, most_bytes: int) -> None:
        """Draws one frame of a motion that will come again, as ``show_again`` would."""
        book = self._book_of(path, most_bytes)
        if book.missing:
            book.draw_ahead()

    def _book_of(self, path: Path, most_bytes: int) -> FigureBook:
        if path not in self._books:
            self._books[path] = FigureBook(path, self.canvas(), most_bytes)
        return self._books[path]

    @property
    def moment(self) -> Moment | None:
        """The moment of a motion that is shown; None while a still is."""
        return self._moment

    def forget_motions(self, but: Collection[Path] = (), again: Collection[Path] = ()) -> None:
        """Gives memory back, but for what was found of some ways; what is shown stays.

        What is found of those that will be gone ``again`` is kept from now on.
        """
        self._books = {path: book for path, book in self._books.items() if path in but}
        self._sketches.forget(but)
        self._again = again

    @property
    def pose(self) -> Pose | None:
        """The figure as it is shown; None until one is."""
        return self._moment.pose if self._moment else self._pose

    @property
    def kept_bytes(self) -> int:
        """How much memory the frames take that are kept."""
        return self._sketches.size_bytes + sum(book.size_bytes for book in self._books.values())

    def sizeHint(self) -> QSize:
        return _PREFERRED

    def minimumSizeHint(self) -> QSize:
        return _SMALLEST

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._forget_pictures()
        super().resizeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._forget_frames()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        frame = self._frame
        painter = QPainter(self)
        if frame and frame.place.contains(event.rect()):
            painter.drawImage(frame.corner, frame.image)
        elif self._moment or self._pose:
            painter.setClipRect(event.rect())
            self._paint(painter, self._shown())
        painter.end()

    def _shown(self) -> Outlines:
        """What is shown as outlines; beside frames, which need none, they are not kept."""
        outlines = self._outlines
        if outlines is None:
            pose = self.pose
            assert pose is not None
            outlines = self._outlined(pose)
            if self._frame is None:
                self._outlines = outlines
        return outlines

    def _once_at(self, moment: Moment, most_bytes: int) -> Outlines:
        path, share = moment.path, moment.share
        if path not in self._again:
            return self._find_at(path, share)
        sketch = self._sketches.find(path, share)
        if sketch is None:
            sketch = self._sketched(path.at(share))
            self._keep(path, share, sketch, most_bytes)
        return outlines_of(sketch)

    def _find_at(self, path: Path, share: float) -> Outlines:
        """One moment of a motion whose sketch is needed no more."""
        sketch = self._sketches.find(path, share)
        self._sketches.drop(path, share)
        return outlines_of(sketch) if sketch else self._outlined(path.at(share))

    def _keep(self, path: Path, share: float, sketch: Sketch, most_bytes: int) -> bool:
        """Keeps a sketch if there is room."""
        has_room = self.kept_bytes + sketch.size_bytes <= most_bytes
        if has_room:
            self._sketches.keep(path, share, sketch)
        return has_room

    def _outlined(self, pose: Pose) -> Outlines:
        with collection_paused():
            return outlines_at_once(drawing_of(pose))

    def _sketched(self, pose: Pose) -> Sketch:
        with collection_paused():
            return sketch_of(drawing_of(pose))

    def _paint(self, painter: QPainter, outlines: Outlines) -> None:
        area = QRectF(turn_painter(painter, self.size(), self._turn))
        if self._hint:
            self._painter.paint_hinted(painter, outlines, self._hint, area)
        else:
            self._painter.paint_outlined(painter, outlines, area)

    def canvas(self) -> Canvas:
        """What frames are drawn on for this view, as it lies in its window now."""
        density = self.devicePixelRatioF()
        begins = QPointF(self.mapTo(self.window(), QPoint(0, 0))) * density
        shift = QPointF(begins.x() % 1 / density, begins.y() % 1 / density)
        return Canvas(self._find_at, self._paint, self._place, self.rect(), density, shift)

    def _place(self, frame: PictureFrame, part: QRectF) -> QRect:
        """Where in the widget a part of the picture lies."""
        room = upright(self.size(), self._turn)
        placed = placed_in(QRectF(0, 0, room.width(), room.height()), frame)
        within = placed.mapRect(part).toAlignedRect().adjusted(-_RIM_PX, -_RIM_PX, _RIM_PX, _RIM_PX)
        return turned(within, room, self._turn)

    def _forget_pictures(self) -> None:
        """Has them drawn anew: what is shown is painted whole until the next one comes.

        Outlines have no size.
        """
        self._books.clear()
        self._book = self._frame = None

    def _forget_frames(self) -> None:
        """Has every frame found and drawn anew."""
        self._forget_pictures()
        self.forget_motions()
        self._outlines = None


@contextmanager
def collection_paused() -> Iterator[None]:
    """Lets nothing look for garbage meanwhile.

    A drawing is thousands of points, all of them needed; to look them through again and again
    while they are made takes a third of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
