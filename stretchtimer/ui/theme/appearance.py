"""How the window looks now: theme, sizes, icons and motion, from settings and system together."""

from __future__ import annotations

import gc
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDir, QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QIcon,
    QPalette,
    QStyleHints,
)
from PySide6.QtWidgets import QApplication, QWidget

from stretchtimer.qt.accessibility_hints import AccessibilityHints, Hints
from stretchtimer.services.person.choices import MotionChoice, ThemeChoice
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.ui.theme.icons import Icons
from stretchtimer.ui.theme.palettes import Theme, theme_for
from stretchtimer.ui.theme.style_sheet import PICTURES, style_sheet

_USUAL_PERCENT = 100

_BODY_LINE_PX = 17.0
"""The height of a line of body text for which the lengths of the design were drawn."""


class Appearance(QObject):
    """What every widget asks for colours, lengths and icons. ``changed`` after any change."""

    changed = Signal()

    def __init__(
        self, icon_folder: Path, preferences: Preferences, system: AccessibilityHints
    ) -> None:
        super().__init__()
        self._icon_folder = icon_folder
        self._preferences = preferences
        self._style_hints: QStyleHints = QGuiApplication.styleHints()
        self._system = system
        self._may_ask = False
        self._hints = Hints()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        QDir.setSearchPaths(PICTURES, [str(icon_folder)])
        self._style_hints.colorSchemeChanged.connect(self._on_color_scheme_changed)
        # What the system's own font is, whatever the window makes of it.
        self._system_font = QFont(app.font())
        wanted = ("theme", "motion", "skin", "clothing", "text_percent")
        preferences.observe(wanted, self._on_preferences_changed)
        self._renew()

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def less_motion(self) -> bool:
        """Whether things should change without moving."""
        motion = self._preferences.settings.motion
        is_settled = motion is not MotionChoice.SYSTEM
        return motion is MotionChoice.LESS if is_settled else self._hints.less_motion

    @property
    def skin(self) -> int:
        return self._preferences.settings.skin

    @property
    def clothing(self) -> int:
        return self._preferences.settings.clothing

    def show_program_icon(self) -> None:
        """Gives the window the icon of the program, which takes a moment to draw in all sizes."""
        QApplication.setWindowIcon(QIcon(str(self._icon_folder / "app.svg")))

    def follow_system(self) -> None:
        """From now on what the system wishes is done, wherever the settings leave it to that."""
        self._may_ask = True
        self._ask_system()

    def px(self, length: float) -> int:
        """A length of the design, grown with the system's font and the chosen size of text."""
        return max(1, round(length * self._factor))

    def colour(self, token: str) -> QColor:
        return QColor(getattr(self._theme, token))

    def icon(self, name: str, token: str = "ink", least_px: int = 0) -> QIcon:
        """An icon in a colour of the theme; ``least_px`` where it is shown larger than others."""
        return self._icons.icon(name, getattr(self._theme, token), least_px)

    def close(self) -> None:
        """Gives the system's own font back."""
        if self._preferences.settings.text_percent != _USUAL_PERCENT:
            QApplication.setFont(self._system_font)

    def _grown_font(self) -> QFont:
        """The system's font in the size of text that the person chose."""
        percent = self._preferences.settings.text_percent
        font = QFont(self._system_font)
        if percent != _USUAL_PERCENT:
            font.setPointSizeF(font.pointSizeF() * percent / _USUAL_PERCENT)
        return font

    def _ask_system(self) -> None:
        settings = self._preferences.settings
        is_left_open = (
            ThemeChoice.SYSTEM is settings.theme or MotionChoice.SYSTEM is settings.motion
        )
        if self._may_ask and is_left_open:
            self._may_ask = False
            self._system.follow(self._on_wishes_told)

    def _decided(self) -> tuple[object, ...]:
        """All that may change how things look, whoever has decided it."""
        settings = self._preferences.settings
        figure = (settings.skin, settings.clothing)
        return self._theme_now(), self.less_motion, figure, settings.text_percent

    def _theme_now(self) -> Theme:
        dark = self._style_hints.colorScheme() is Qt.ColorScheme.Dark
        choice = self._preferences.settings.theme
        return theme_for(choice, dark, self._hints.more_contrast)

    def _on_preferences_changed(self) -> None:
        self._ask_system()
        self._renew_if_changed()

    def _on_wishes_told(self, hints: Hints) -> None:
        self._hints = hints
        self._renew_if_changed()

    def _renew_if_changed(self) -> None:
        if self._decided() != self._shown:
            self._renew()

    def _on_color_scheme_changed(self) -> None:
        self._renew()

    def _renew(self) -> None:
        # Qt goes through a list of all widgets, and asks Python on the way: what Python let go of
        # meanwhile would still be in that list.
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            self._renew_all()
        finally:
            if was_enabled:
                gc.enable()
        self.changed.emit()

    def _renew_all(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._shown = self._decided()
        self._theme = self._theme_now()
        font = self._grown_font()
        if font != app.font():
            app.setFont(font)
        self._factor = max(1.0, QFontMetricsF(font).height() / _BODY_LINE_PX)
        self._icons = Icons(
            self._icon_folder,
            self._theme.ink,
            self._theme.off,
            app.devicePixelRatio(),
            self.px(24),
        )
        app.setPalette(_palette(self._theme))
        sheet = style_sheet(self._theme, font.pointSizeF(), self.px)
        # Qt works through every widget, even where the sheet is the same.
        if sheet != app.styleSheet():
            app.setStyleSheet(sheet)


def polish_again(widget: QWidget) -> None:
    """Has the style sheet see that a property of a widget is another now."""
    # Were the style asked for, PySide would make all its 566 names.
    QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.Polish))


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for roles, colour in (
        ((role.Window, role.AlternateBase), theme.bg),
        ((role.Base, role.Button, role.ToolTipBase), theme.surface),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), theme.ink),
        ((role.Highlight, role.Link, role.Accent), theme.accent),
        ((role.HighlightedText,), theme.on_accent),
        ((role.PlaceholderText,), theme.muted),
    ):
        for each in roles:
            palette.setColor(each, QColor(colour))
    return palette
