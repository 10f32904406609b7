"""The frame of a page whose parts stand in one column, in the middle of the window."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontInfo, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import IconButton, TextButton

_NARROW_PX = 1000
_MARGIN, _NARROW_MARGIN = 32, 24
_CAPITAL_SHARE, _BUTTON_SHARE = 0.017, 1 / 12
"""How high a capital on a button is, and the button, as shares of the window's height."""


class ColumnPage(QWidget):
    """``parts`` lays out the column, which grows to ``widest``, in pixels of the design.

    Narrow windows have narrower margins. What a page's parts make of the room goes into ``fit``.
    """

    def __init__(
        self, appearance: Appearance, widest: int, spacing: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        self._column = QWidget(self)
        self._widest_px = appearance.px(widest)
        self._column.setMaximumWidth(self._widest_px)
        self.parts = QVBoxLayout(self._column)
        self.parts.setContentsMargins(0, 0, 0, 0)
        self.parts.setSpacing(appearance.px(spacing))
        self._frame = QHBoxLayout(self)
        self._frame.addWidget(self._column)

    def grow_with(self, height: int) -> None:
        """Lets the column be wider where the letters grow with a window so high, in pixels."""
        self._column.setMaximumWidth(max(self._widest_px, height * 3 // 2))

    def enlarge(self, buttons: Iterable[QWidget], height: int) -> None:
        """Gives buttons and their like letters that can be read from the mat, and are never small.

        ``height`` is that of the window, in pixels.
        """
        usual = QFontInfo(QApplication.font()).pixelSize()
        pixels = max(usual, round(_CAPITAL_SHARE * height / 0.72))
        for button in buttons:
            font = QFont(button.font())
            font.setPixelSize(pixels)
            button.setFont(font)
            button.setMinimumHeight(max(self._appearance.px(48), round(_BUTTON_SHARE * height)))
            if isinstance(button, IconButton | TextButton):
                button.grow_icon(round(1.3 * pixels))

    def room(self) -> tuple[int, int]:
        """Width and height that the column can have now, in logical pixels."""
        both = 2 * self._margin()
        return min(self.width() - both, self._column.maximumWidth()), self.height() - both

    def resizeEvent(self, event: QResizeEvent) -> None:
        margin = self._margin()
        self._frame.setContentsMargins(margin, margin, margin, margin)
        self.fit()

    def fit(self) -> None:
        """Gives the parts sizes for the room that there is now; most need nothing of that."""

    def _margin(self) -> int:
        narrow = self.width() < self._appearance.px(_NARROW_PX)
        margin = self._appearance.px(_NARROW_MARGIN if narrow else _MARGIN)
        # Large letters need the room more.
        return min(margin, self.width() // 30)
