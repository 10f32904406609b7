"""How the window looks now: theme, sizes, icons and motion, from settings and system together."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QIcon, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from stretchtimer.services.preferences import Preferences
from stretchtimer.ui.icons import Icons
from stretchtimer.ui.style_sheet import style_sheet
from stretchtimer.ui.theme import Theme, theme_for

_BODY_LINE_PX = 17.0
"""The height of a line of body text for which the lengths of the design were drawn."""


class Look(QObject):
    """What every widget asks for colours, lengths and icons. ``changed`` after any change."""

    changed = Signal()

    def __init__(self, icon_folder: Path, preferences: Preferences) -> None:
        super().__init__()
        self._icon_folder = icon_folder
        self._preferences = preferences
        self._hints: QStyleHints = QGuiApplication.styleHints()
        self._chosen = self._choices()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setStyle("Fusion")
        app.setWindowIcon(QIcon(str(icon_folder / "app.svg")))
        self._hints.colorSchemeChanged.connect(self._on_color_scheme_changed)
        preferences.listen(self._on_preferences_changed)
        self._renew()

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def less_motion(self) -> bool:
        """Whether things should change without moving."""
        motion = self._preferences.settings.motion
        return _prefers_less_motion(self._hints) if motion == "system" else motion == "less"

    @property
    def skin(self) -> int:
        return self._preferences.settings.skin

    @property
    def clothing(self) -> int:
        return self._preferences.settings.clothing

    def px(self, length: float) -> int:
        """A length of the design, grown with the system's font."""
        return max(1, round(length * self._factor))

    def colour(self, token: str) -> QColor:
        return QColor(getattr(self._theme, token))

    def icon(self, name: str, token: str = "ink") -> QIcon:
        return self._icons.icon(name, getattr(self._theme, token))

    def _choices(self) -> tuple[object, ...]:
        settings = self._preferences.settings
        return settings.theme, settings.motion, settings.skin, settings.clothing

    def _on_preferences_changed(self) -> None:
        if self._choices() != self._chosen:
            self._chosen = self._choices()
            self._renew()

    def _on_color_scheme_changed(self) -> None:
        self._renew()

    def _renew(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        dark = self._hints.colorScheme() is Qt.ColorScheme.Dark
        choice = self._preferences.settings.theme
        self._theme = theme_for(choice, dark, _prefers_contrast(self._hints))
        font = app.font()
        self._factor = max(1.0, QFontMetricsF(font).height() / _BODY_LINE_PX)
        self._icons = Icons(
            self._icon_folder,
            self._theme.ink,
            self._theme.muted,
            app.devicePixelRatio(),
            self.px(24),
        )
        app.setPalette(_palette(self._theme))
        icons = self._icon_folder.as_posix()
        app.setStyleSheet(style_sheet(self._theme, font.pointSizeF(), self.px, icons))
        self.changed.emit()


def _prefers_less_motion(hints: QStyleHints) -> bool:
    # Since Qt 6.12; before that the system's wish cannot be read, and the setting decides.
    accessibility = getattr(hints, "accessibility", lambda: None)()
    preference = getattr(accessibility, "motionPreference", lambda: None)()
    return getattr(preference, "name", "") == "ReducedMotion"


def _prefers_contrast(hints: QStyleHints) -> bool:
    # Since Qt 6.10.
    accessibility = getattr(hints, "accessibility", lambda: None)()
    preference = getattr(accessibility, "contrastPreference", lambda: None)()
    return getattr(preference, "name", "") == "HighContrast"


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
