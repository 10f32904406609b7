"""The small parts that every page is put together from."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCursor, QIcon, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.plain_text import caption, set_tooltip
from stretchtimer.ui.widgets.spoken_roles import HEADING


def label(text: str = "", role: str = "", parent: QWidget | None = None) -> QLabel:
    """A line of text in one of the roles of the style sheet."""
    made = QLabel(parent)
    # Else Qt moves the words in by half a letter, away from what stands above and below.
    made.setIndent(0)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    # With its words a running screen reader comes, and asks at once what it is.
    made.setText(text)
    return made


def wrapped(text: str = "", role: str = "", parent: QWidget | None = None) -> QLabel:
    """A paragraph in one of the roles of the style sheet."""
    made = label(text, role, parent)
    made.setWordWrap(True)
    return made


def subheading(text: str = "", parent: QWidget | None = None) -> QLabel:
    """The title of a part of a page or sheet, in strong letters."""
    made = wrapped(role="strong", parent=parent)
    made.setProperty(HEADING, True)
    made.setText(text)
    return made


def card(parent: QWidget | None = None) -> QFrame:
    """A flat surface for things that belong together."""
    made = QFrame(parent)
    made.setProperty("role", "card")
    return made


def rule(parent: QWidget | None = None) -> QFrame:
    """A thin line between rows."""
    made = QFrame(parent)
    made.setProperty("role", "rule")
    made.setFixedHeight(1)
    return made


def _pressed_by(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Has Enter press the button that has the focus, as Space does, and not mean the page."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


class IconButton(QToolButton):
    """A button with an icon alone; its name is its tooltip and what a screen reader says."""

    def __init__(
        self, appearance: Appearance, icon: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._icon = icon
        self._icon_px = 0
        self._shown = True
        self._was_seen = False
        self.setProperty("role", "quiet")
        self.set_name(name)
        appearance.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def setMenu(self, menu: QMenu) -> None:
        super().setMenu(menu)
        menu.aboutToHide.connect(self._on_menu_hidden)

    def _on_menu_hidden(self) -> None:
        """Qt takes the pointer to be where it was when the menu opened, until it comes again."""
        over = self.rect().contains(self.mapFromGlobal(QCursor.pos()))
        self.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, over)
        self.setDown(False)
        self.update()

    def set_name(self, name: str, keys: str = "") -> None:
        self.setAccessibleName(name)
        set_tooltip(self, f"{name} ({keys})" if keys else name)

    def set_icon(self, icon: str) -> None:
        if icon != self._icon:
            self._icon = icon
            self._on_look_changed()

    def grow_icon(self, pixels: int) -> None:
        """Shows the icon as large as letters that have grown; 0 gives it its usual size."""
        if pixels != self._icon_px:
            self._icon_px = pixels
            self._on_look_changed()

    def set_icon_shown(self, shown: bool) -> None:
        """Hides the picture but not the button, which stays in the order of the keyboard."""
        if shown != self._shown:
            self._shown = shown
            self._on_look_changed()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now there is a picture: most icons of a page are for later, and each takes time."""
        if not self._was_seen:
            self._was_seen = True
            self._on_look_changed()
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _pressed_by(self, event):
            super().keyPressEvent(event)

    def _on_look_changed(self) -> None:
        wanted = self._shown and self._was_seen
        look = self._appearance
        self.setIcon(look.icon(self._icon, least_px=self._icon_px) if wanted else QIcon())
        side = self._icon_px or self._appearance.px(22)
        self.setIconSize(QSize(side, side))


class TextButton(QPushButton):
    """A button with a word, and an icon where one helps."""

    def __init__(
        self,
        appearance: Appearance,
        text: str,
        icon: str = "",
        role: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(caption(text), parent)
        self._appearance = appearance
        self._icon = icon
        self._icon_px = 0
        self._role = role
        self.setProperty("role", role)
        appearance.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def set_icon(self, icon: str) -> None:
        if icon != self._icon:
            self._icon = icon
            self._on_look_changed()

    def grow_icon(self, pixels: int) -> None:
        """Shows the icon as large as letters that have grown; 0 gives it its usual size."""
        if pixels != self._icon_px:
            self._icon_px = pixels
            self._on_look_changed()

    def setText(self, text: str) -> None:
        super().setText(caption(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _pressed_by(self, event):
            super().keyPressEvent(event)

    def _on_look_changed(self) -> None:
        if self._icon:
            token = "on_accent" if self._role == "primary" else "ink"
            self.setIcon(self._appearance.icon(self._icon, token, self._icon_px))
            side = self._icon_px or self._appearance.px(20)
            self.setIconSize(QSize(side, side))
        elif not self.icon().isNull():
            self.setIcon(QIcon())
