"""The window's line icons, drawn from our SVG files in the colour of the theme."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

INK = "currentColor"


def pixmap(folder: Path, name: str, colour: str, size: QSize, ratio: float) -> QPixmap:
    """One icon in one colour; ``size`` in logical pixels, ``ratio`` device pixels for each."""
    shape = _drawn(folder, name, size.toTuple(), ratio)
    picture = QImage(shape.size(), shape.format())
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(colour))
    painter = QPainter(picture)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(0, 0, shape)
    painter.end()
    return QPixmap.fromImage(picture)


@lru_cache(maxsize=128)
def _drawn(folder: Path, name: str, size: tuple[int, int], ratio: float) -> QImage:
    """Kept in black, since icons are asked for in ink and muted, and anew in another look."""
    text = (folder / f"{name}.svg").read_text(encoding="utf-8").replace(INK, "black")
    picture = QImage(QSize(*size) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer = QSvgRenderer(QByteArray(text.encode()))
    renderer.render(painter, QRectF(0, 0, *size))
    painter.end()
    return picture


class Icons:
    """Makes icons for one theme and remembers them."""

    def __init__(self, folder: Path, ink: str, off: str, ratio: float, side_px: int) -> None:
        self._folder = folder
        self._ink = ink
        self._off = off
        self._ratio = ratio
        self.size = QSize(side_px, side_px)
        self._made: dict[tuple[str, str, int], QIcon] = {}

    def icon(self, name: str, colour: str | None = None, least_px: int = 0) -> QIcon:
        """The icon in ink (or ``colour``), and greyed where its control is disabled.

        It can be shown in its usual size, or in ``least_px`` where that is more.
        """
        ink, side = colour or self._ink, max(least_px, self.size.width())
        if (name, ink, side) not in self._made:
            size = QSize(side, side)
            icon = QIcon(pixmap(self._folder, name, ink, size, self._ratio))
            off = pixmap(self._folder, name, self._off, size, self._ratio)
            icon.addPixmap(off, QIcon.Mode.Disabled)
            self._made[name, ink, side] = icon
        return self._made[name, ink, side]
