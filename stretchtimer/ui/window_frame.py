"""The window as a thing on the screen: empty at first, then with pages, of a size that is kept.

It stands apart from what makes the pages because it is all that an empty window needs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Signal
from PySide6.QtGui import QDropEvent, QMoveEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from stretchtimer.services.person.preferences import Preferences
    from stretchtimer.ui.theme.appearance import Appearance

_USUAL_SIZE = (1100, 720)
_LEAST_SIZE = (820, 540)
_ALWAYS_ENOUGH = (900, 600)
"""At this size everything works, so the window can always be made so small."""


class WindowFrame(QMainWindow):
    """Shows one page of ``pages`` at a time, and scrolls what has no room."""

    painted = Signal()
    """The window was painted for the first time, and is still empty."""
    page_painted = Signal()
    """The first page is about to be painted for the first time."""
    resized = Signal()
    file_dropped = Signal(object)
    """The path of a file that was dropped on the window."""

    def __init__(self) -> None:
        super().__init__()
        self._is_built = False
        self._unpainted: list[SignalInstance] = [self.painted]
        self.resize(*_USUAL_SIZE)

    def make_room(self) -> None:
        """Gives the window the place of its pages.

        A page that is made there from the beginning takes font and colours over only once.
        """
        from stretchtimer.ui.window_size import PageScroll, PageStack

        self.pages = PageStack()
        self._scroll = PageScroll(self.pages)
        self.setCentralWidget(self._scroll)

    def fill(self, appearance: Appearance, preferences: Preferences, first: QWidget) -> None:
        """Gives the window its pages, of which there is one so far, and the size it had."""
        from stretchtimer.ui.window_size import WindowSize

        self.pages.addWidget(first)
        self._is_built = True
        self.setAcceptDrops(True)
        self._unpainted.append(self.page_painted)
        least = first.minimumSizeHint().expandedTo(QSize(*_LEAST_SIZE))
        least = least.boundedTo(QSize(*_ALWAYS_ENOUGH))
        self._size = WindowSize(self, appearance, preferences, least)
        self._size.restore(QSize(*_USUAL_SIZE))

    def show_page(self, page: QWidget) -> None:
        """Shows a page that is new, or was built before."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    def toggle_full_screen(self) -> None:
        self._size.toggle_full_screen()

    def show_as_before(self) -> None:
        """Shows the window the way it was left."""
        self._size.show_as_before()
        # Qt shows what is in a window a moment later, and lays it out again after it was painted.
        self._scroll.show()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def takes_files(self) -> bool:
        """Whether a file may be dropped on the window now."""
        return self._is_built

    def dragEnterEvent(self, event: QDropEvent) -> None:
        if self.takes_files() and _files_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        for path in _files_in(event)[:1]:
            self.file_dropped.emit(path)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        unpainted, self._unpainted = self._unpainted, []
        for painted in unpainted:
            painted.emit()

    def moveEvent(self, event: QMoveEvent) -> None:
        # Not ``screenChanged``: for the handle that tells it PySide makes every kind there is.
        super().moveEvent(event)
        if self._is_built:
            self._size.follow_screen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


def _files_in(event: QDropEvent) -> list[Path]:
    """The files of this computer that are dragged."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
