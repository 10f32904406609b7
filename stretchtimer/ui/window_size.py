"""How large the window is, on which screen, in full screen and out of it, and what it remembers."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QFrame, QMainWindow, QScrollArea, QStackedWidget, QWidget

from stretchtimer.services.person.preferences import Preferences
from stretchtimer.ui.theme.appearance import Appearance

_FRAME = QSize(16, 48)
"""What a window's own edges and title take of a screen, at most."""

_LEAST_PAGE = QSize(600, 400)
"""In which a session has room for its words and controls."""


class PageStack(QStackedWidget):
    """Asks for no more room than the page that is shown needs, whatever the others would."""

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        hint = page.minimumSizeHint() if page else super().minimumSizeHint()
        # A page that lays itself out says nothing.
        return hint if hint.isValid() else _LEAST_PAGE

    def heightForWidth(self, width: int) -> int:
        """The least height of the page where its words are wrapped to that width."""
        page = self.currentWidget()
        layout = page.layout() if page else None
        if layout is None:
            return 0
        wrapped = layout.hasHeightForWidth()
        return layout.totalMinimumHeightForWidth(width) if wrapped else self.minimumHeight()


class PageScroll(QScrollArea):
    """Shows the page whole, or scrolls it where even its least size is larger than the window."""

    def __init__(self, pages: PageStack) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Of one that it had not made PySide would look for the kind among all there are.
        self._port = QWidget()
        self.setViewport(self._port)
        self._pages = pages
        self.setWidget(pages)
        pages.setAutoFillBackground(False)
        pages.currentChanged.connect(self._on_current_changed)

    @property
    def is_scrolling(self) -> bool:
        """Whether there is more of the page than the window has room for."""
        return self.horizontalScrollBar().maximum() > 0 or self.verticalScrollBar().maximum() > 0

    def minimumSizeHint(self) -> QSize:
        # The window may be smaller than the page.
        return QSize(0, 0)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Has what Tab leads to in sight also where it goes round, of which Qt takes no care."""
        has_moved = super().focusNextPrevChild(forward)
        reached = self.window().focusWidget()
        above = reached.parentWidget() if reached else None
        while reached and above and above is not self:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(reached)
            above = above.parentWidget()
        return has_moved

    def _on_current_changed(self) -> None:
        self._pages.updateGeometry()
        self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(0)


class WindowSize(QObject):
    """Remembers a size only where the person chose one: not that of a full screen.

    The window can be made no smaller than ``least``, and on a small screen no smaller than that.
    """

    def __init__(
        self,
        window: QMainWindow,
        appearance: Appearance,
        preferences: Preferences,
        least: QSize,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._appearance = appearance
        self._preferences = preferences
        self._least = least
        self._was_maximized = preferences.settings.window_maximized
        self._screen: QScreen | None = None
        self.follow_screen()

    def follow_screen(self) -> None:
        """Keeps to the screen the window is on, also when that is turned or shared out anew."""
        screen = self._window.screen()
        if screen is self._screen:
            return
        if self._screen is not None:
            self._screen.availableGeometryChanged.disconnect(self._on_room_changed)
        self._screen = screen
        screen.availableGeometryChanged.connect(self._on_room_changed)
        self._on_room_changed()

    def _on_room_changed(self) -> None:
        self._window.setMinimumSize(self._least.boundedTo(self._room()))

    def _room(self) -> QSize:
        """How large the window may be on its screen, without the edges around it."""
        return self._window.screen().availableSize() - _FRAME

    def restore(self, usual: QSize) -> None:
        """Takes the remembered size, or ``usual`` grown with the font; never beyond the screen."""
        settings = self._preferences.settings
        width = settings.window_width or self._appearance.px(usual.width())
        height = settings.window_height or self._appearance.px(usual.height())
        self._window.resize(QSize(width, height).boundedTo(self._room()))

    def show_as_before(self) -> None:
        """Shows the window the way it was left."""
        if self._was_maximized:
            self._window.showMaximized()
        else:
            self._window.show()

    def toggle_full_screen(self) -> None:
        if self._window.isFullScreen():
            self.leave_full_screen()
        else:
            self._was_maximized = self._window.isMaximized()
            self._window.showFullScreen()

    def leave_full_screen(self) -> None:
        if self._was_maximized:
            self._window.showMaximized()
        else:
            self._window.showNormal()

    def remember(self) -> None:
        """Keeps in the settings how the window is now."""
        window = self._window
        if not (window.isFullScreen() or window.isMaximized()):
            self._preferences.take("window_width", window.width())
            self._preferences.take("window_height", window.height())
        maximized = self._was_maximized if window.isFullScreen() else window.isMaximized()
        self._preferences.change(window_maximized=maximized)
