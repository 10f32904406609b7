"""The way to the Learn page from wherever one is, and back to the same place."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from stretchtimer.ui.learn.learn_page import LearnPage
    from stretchtimer.ui.theme.appearance import Appearance


class Reading(QObject):
    """Shows the Learn page among the ``pages`` of the window."""

    def __init__(self, appearance: Appearance, pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._appearance = appearance
        self._pages = pages
        self._came_from: tuple[QWidget | None, QWidget | None] = (None, None)

    @cached_property
    def page(self) -> LearnPage:
        from stretchtimer.ui.learn.learn_page import LearnPage

        page = LearnPage(self._appearance)
        page.left.connect(self._on_left)
        self._pages.addWidget(page)
        return page

    def begin(self) -> None:
        """Shows the page from its beginning."""
        self._came_from = self._pages.currentWidget(), self._pages.window().focusWidget()
        self._pages.setCurrentWidget(self.page)
        self.page.open()

    def _on_left(self) -> None:
        page, focus = self._came_from
        if page is not None:
            self._pages.setCurrentWidget(page)
        if focus is not None:
            focus.setFocus()
