"""Finds how a session's first movement looks while the person still looks at the page before it.

So that movement, which nothing goes before, takes no more time than any other. One picture is found
at a time, in what else would be idle, and no more of them are kept than there is room for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QObject, QTimer

from stretchtimer.engine.plan import Plan
from stretchtimer.figure.choreography import Path
from stretchtimer.figure.pose import Pose
from stretchtimer.figure.scene import drawing_of
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.ui.figure.frame_cache import SketchBook
from stretchtimer.ui.figure.outlines import sketch_of
from stretchtimer.ui.figure.session_motion import SessionMotion

_EACH_MS = 80
_MOST_BYTES = 2_500_000


class Rehearsal(QObject):
    """Fills a book of sketches; ``may_go_on`` tells whether nothing else is to be done."""

    def __init__(
        self,
        poses: Mapping[str, Pose],
        preferences: Preferences,
        sketches: SketchBook,
        may_go_on: Callable[[], bool],
        parent: QObject | None,
    ) -> None:
        super().__init__(parent)
        self._courses = SessionMotion(poses, preferences)
        self._sketches = sketches
        self._may_go_on = may_go_on
        self._missing: Iterator[tuple[Path, float]] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(_EACH_MS)
        self._timer.timeout.connect(self._on_timeout)

    def begin(self, plan: Plan) -> None:
        """Finds what is missing of the first phase of that plan and the next, from now on."""
        self._missing = (
            (path, share)
            for phase in plan.phases[:2]
            for path, _ in self._courses.ways_of(plan, phase)
            for share in self._sketches.missing(path)
        )
        self._timer.start()

    def _on_timeout(self) -> None:
        found = next(self._missing, None) if self._may_go_on() else None
        if found is None or self._sketches.size_bytes > _MOST_BYTES:
            self._timer.stop()
            return
        path, share = found
        self._sketches.keep(path, share, sketch_of(drawing_of(path.at(share))))
