"""How the window and the figure look, with the figure as it will be."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QWidget

from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.person.setting_row import Card, SettingRow
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.figure.colours import CLOTHES, SKINS
from stretchtimer.ui.figure.pictures import FigurePicture
from stretchtimer.ui.settings.settings_card import RowControl, TableCard
from stretchtimer.ui.theme.appearance import Appearance

_PREVIEW_HEIGHT = 150
_COLOURS = {"skin": SKINS, "clothing": CLOTHES}


class AppearanceSettings(TableCard):
    """Each skin and each set of clothes has its colours beside its name; ``preview`` wears them."""

    def __init__(
        self,
        appearance: Appearance,
        preferences: Preferences,
        preview: FigurePicture,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(appearance, preferences, Card.APPEARANCE, parent)
        self.preview = preview
        preview.setAccessibleName(tr("The figure in these colours"))
        preview.setFixedHeight(appearance.px(_PREVIEW_HEIGHT))
        self.build()

    def make_control(self, row: SettingRow) -> RowControl:
        made = super().make_control(row)
        if row.key in _COLOURS and isinstance(made.widget, QComboBox):
            for number, colours in enumerate(_COLOURS[row.key]):
                made.widget.setItemIcon(number, self._swatch(colours))
        return made

    def add_below(self, row: SettingRow) -> None:
        if row.key == "motion":
            self.add_wide(self.preview)

    def _swatch(self, colours: tuple[str, str]) -> QIcon:
        """Both colours, each in a half of a round."""
        side = self._appearance.px(20)
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, colour in enumerate(colours):
            painter.setBrush(QColor(colour))
            painter.drawPie(picture.rect(), (90 + 180 * number) * 16, 180 * 16)
        painter.end()
        return QIcon(picture)
