"""Draws stills on a thread of its own: of the figure, for pages with many, and own pictures."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Notice
from stretchtimer.qt.main_thread import HandOver
from stretchtimer.services.routines.own_pictures import is_own_picture
from stretchtimer.ui.figure.colours import FigureColours

if TYPE_CHECKING:
    from stretchtimer.figure.pose import Pose

_MOST = 200


class Wanted(NamedTuple):
    """A still of a pose or a picture of one's own: ``size`` is in pixels of the screen."""

    pose: str
    side: str | None
    size: QSize
    colours: FigureColours

    @property
    def key(self) -> str:
        """Tells all that can be seen in it."""
        size = f"{self.size.width()}x{self.size.height()}"
        return f"{self.pose} {self.side} {size} {self.colours}"


class LaterStills(QObject):
    """``drawn`` when there is another still; what was asked for last is drawn first.

    ``poses`` is asked on the thread that draws. None is kept from one start to the next: so many
    would take the place of those of the first page.
    """

    drawn = Signal()

    def __init__(self, poses: Callable[[], Mapping[str, Pose]]) -> None:
        super().__init__()
        self._poses = poses
        self._stills: dict[str, QPixmap] = {}
        self._faults: dict[str, Notice] = {}
        self._hand_over = HandOver(self)
        self._lock = threading.Lock()
        # Guarded by the lock.
        self._wanted: deque[Wanted] = deque()
        self._asked: set[str] = set()
        self._is_drawing = False

    def find(self, wanted: Wanted) -> QPixmap | None:
        """The still if it is there; else it is drawn, and told of later."""
        key = wanted.key
        still = self._stills.get(key)
        if still is not None:
            return still
        with self._lock:
            if key in self._asked:
                return None
            self._asked.add(key)
            self._wanted.append(wanted)
            if self._is_drawing:
                return None
            self._is_drawing = True
        threading.Thread(target=self._draw_all, name="later stills").start()
        return None

    def fault(self, pose: str) -> Notice | None:
        """Why a picture cannot be shown; None while nothing is known against it."""
        return self._faults.get(pose)

    def _remember(self, key: str, still: QPixmap) -> None:
        if len(self._stills) >= _MOST:
            self._stills.pop(next(iter(self._stills)))
        self._stills[key] = still

    def _draw_all(self) -> None:
        while True:
            with self._lock:
                if not self._wanted:
                    self._is_drawing = False
                    return
                wanted = self._wanted.pop()
            image = fault = None
            try:
                image = self._drawn(wanted)
            except UserError as error:
                fault = error.notice
            try:
                self._hand_over(partial(self._take, wanted, image, fault))
            except RuntimeError:
                # The window is gone.
                return

    def _take(self, wanted: Wanted, image: QImage | None, fault: Notice | None) -> None:
        if fault is not None:
            self._faults[wanted.pose] = fault
            self.drawn.emit()
        if image is None:
            # There is no such pose, and none will come.
            return
        still = QPixmap.fromImage(image)
        self._remember(wanted.key, still)
        with self._lock:
            self._asked.discard(wanted.key)
        self.drawn.emit()

    def _drawn(self, wanted: Wanted) -> QImage | None:
        if is_own_picture(wanted.pose):
            from stretchtimer.ui.figure.own_picture import drawn_picture

            return drawn_picture(wanted.pose, wanted.size, wanted.colours.outline)
        from stretchtimer.figure.pose import mirrored
        from stretchtimer.figure.scene import drawing_of
        from stretchtimer.ui.figure.painter import FigurePainter

        pose = self._poses().get(wanted.pose)
        if pose is None:
            return None
        image = QImage(wanted.size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        drawing = drawing_of(mirrored(pose) if wanted.side == "right" else pose)
        FigurePainter(wanted.colours).paint(painter, drawing, QRectF(image.rect()))
        painter.end()
        return image
