"""A picture of the person's own, decoded for the size at which it is seen. No widget is here.

It stands on light paper, as black lines on nothing are seen on no dark page. It is never mirrored:
there may be writing in it, and which side is meant is told in words.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QImageIOHandler, QImageReader, QPainter, QPen

from stretchtimer.services.routines.own_pictures import not_drawn, picture_contents
from stretchtimer.ui.figure.colours import ColourLike

PAPER = "#FBFAF7"
_EDGE = QColor(0, 0, 0, 60)
_MARGIN = 0.03
"""How much of the lesser side of the room the paper has round the picture."""
_MOST_MIB = 256
"""What one picture may take while it is decoded."""
_MOST_ENLARGED = 2.0
_KINDS = {".png": b"png", ".jpg": b"jpeg", ".jpeg": b"jpeg", ".svg": b"svg"}


def drawn_picture(picture: str, size: QSize, outline: ColourLike | None = None) -> QImage:
    """The picture within that many pixels, with nothing around it; raises UserError.

    For any thread, and best for none that somebody waits for.
    """
    path, data = picture_contents(picture)
    margin = max(1.0, _MARGIN * min(size.width(), size.height()))
    room = QSizeF(size).shrunkBy(QMarginsF(margin, margin, margin, margin))
    image = _decoded(data, path.suffix, room)
    if image.isNull():
        raise not_drawn(path)
    return _on_paper(image, size, margin, QColor(outline) if outline else None)


def _decoded(data: bytes, ending: str, room: QSizeF) -> QImage:
    """The picture as large as there is room for; nothing where it cannot be decoded.

    It is the reader that draws an SVG, too: it lets the other threads go on meanwhile, which the
    renderer of SVG does not.
    """
    QImageReader.setAllocationLimit(_MOST_MIB)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(_KINDS[ending]))
    reader.setAutoTransform(True)
    lies = bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)
    found = QSizeF(reader.size().transposed() if lies else reader.size())
    if found.isEmpty():
        return QImage()
    fitted = _fitted(found, room, None if ending == ".svg" else _MOST_ENLARGED)
    reader.setScaledSize(fitted.transposed() if lies else fitted)
    return reader.read()


def _fitted(found: QSizeF, room: QSizeF, most: float | None) -> QSize:
    """As large as there is room for, in whole pixels and at least one."""
    fitted = found.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    if most is not None and fitted.width() > most * found.width():
        fitted = found * most
    return fitted.toSize().expandedTo(QSize(1, 1))


def _on_paper(image: QImage, size: QSize, margin: float, outline: QColor | None) -> QImage:
    whole = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    whole.fill(Qt.GlobalColor.transparent)
    place = QRectF(image.rect())
    place.moveCenter(QRectF(whole.rect()).center())
    width = 2.0 if outline else 1.0
    rim = margin - width
    painter = QPainter(whole)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(outline or _EDGE, width))
    painter.setBrush(QColor(PAPER))
    painter.drawRoundedRect(place.adjusted(-rim, -rim, rim, rim), rim, rim)
    painter.drawImage(place.topLeft(), image)
    painter.end()
    return whole
