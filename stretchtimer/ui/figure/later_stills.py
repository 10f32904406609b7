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
MOST_KEPT_BYTES = 96_000_000
"""What all stills take together: a picture fills most of a window, and may have many sizes."""
_MOST_WAITING = 40


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


class _Queue:
    """What is asked for is done on a thread of its own, the last first, and each thing once.

    Where more than so many at ``most`` wait, the oldest may be asked for again.
    """

    def __init__(self, work: Callable[[Wanted], None], name: str, most: int, daemon: bool) -> None:
        self._work = work
        self._name = name
        self._most = most
        self._daemon = daemon
        self._lock = threading.Lock()
        # Guarded by the lock.
        self._wanted: deque[Wanted] = deque()
        self._asked: set[str] = set()
        self._is_working = False

    def ask(self, wanted: Wanted) -> None:
        with self._lock:
            if wanted.key in self._asked:
                return
            self._asked.add(wanted.key)
            self._wanted.append(wanted)
            if len(self._wanted) > self._most:
                self._asked.discard(self._wanted.popleft().key)
            if self._is_working:
                return
            self._is_working = True
        threading.Thread(target=self._work_all, name=self._name, daemon=self._daemon).start()

    def forget(self, wanted: Wanted) -> None:
        """It may be asked for again."""
        with self._lock:
            self._asked.discard(wanted.key)

    def _work_all(self) -> None:
        while True:
            with self._lock:
                if not self._wanted:
                    self._is_working = False
                    return
                wanted = self._wanted.pop()
            try:
                self._work(wanted)
            except RuntimeError:
                # The window is gone.
                return


class LaterStills(QObject):
    """``drawn`` when there is another still; what was asked for last is drawn first.

    ``poses`` is asked on the thread that draws. None is kept from one start to the next: so many
    would take the place of those of the first page. Pictures of one's own have a thread of their
    own, for which neither the figure waits nor the end of the program.
    """

    drawn = Signal()

    def __init__(self, poses: Callable[[], Mapping[str, Pose]]) -> None:
        super().__init__()
        self._poses = poses
        self._stills: dict[str, QPixmap] = {}
        self._faults: dict[str, Notice] = {}
        self._hand_over = HandOver(self)
        self._figures = _Queue(self._draw, "later stills", _MOST, daemon=False)
        self._pictures = _Queue(self._draw, "own pictures", _MOST_WAITING, daemon=True)

    def find(self, wanted: Wanted) -> QPixmap | None:
        """The still if it is there; else it is drawn, and told of later."""
        still = self._stills.get(wanted.key)
        if still is None:
            self._queue(wanted).ask(wanted)
        return still

    def fault(self, pose: str) -> Notice | None:
        """Why a picture cannot be shown; None while nothing is known against it."""
        return self._faults.get(pose)

    def _queue(self, wanted: Wanted) -> _Queue:
        return self._pictures if is_own_picture(wanted.pose) else self._figures

    def _remember(self, key: str, still: QPixmap) -> None:
        """Keeps it, and gives up the oldest that there is no room for beside it."""
        self._stills[key] = still
        kept = sum(map(_size_of, self._stills.values()))
        while len(self._stills) > 1 and (len(self._stills) > _MOST or kept > MOST_KEPT_BYTES):
            kept -= _size_of(self._stills.pop(next(iter(self._stills))))

    def _draw(self, wanted: Wanted) -> None:
        image = fault = None
        try:
            image = self._drawn(wanted)
        except UserError as error:
            fault = error.notice
        self._hand_over(partial(self._take, wanted, image, fault))

    def _take(self, wanted: Wanted, image: QImage | None, fault: Notice | None) -> None:
        if fault is not None:
            self._faults[wanted.pose] = fault
            self.drawn.emit()
        if image is None:
            # There is no such pose, and none will come.
            return
        self._remember(wanted.key, QPixmap.fromImage(image))
        self._queue(wanted).forget(wanted)
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


def _size_of(still: QPixmap) -> int:
    """How many bytes it takes."""
    return 4 * still.width() * still.height()
