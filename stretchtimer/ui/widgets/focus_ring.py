"""A ring around the control that has the focus: outside its border, so that nothing moves by it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from stretchtimer.ui.theme.appearance import Appearance

_CONTROLS = (
    *(QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox, QScrollArea),
    *(QLineEdit, QPlainTextEdit),
)
_GAP = 2
_WIDTH, _STRONG_WIDTH = 2, 3
_CORNER = 12
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class FocusRing(QWidget):
    """Lies over ``window`` wherever the focus is; a page that has it itself shows none.

    It follows its control when that is moved, scrolled, or covered in part by a scroll area.
    """

    def __init__(self, appearance: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self._appearance = appearance
        self._around: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        appearance.changed.connect(self._place)
        self._on_focus_changed(None, QApplication.focusWidget())

    @property
    def around(self) -> QWidget | None:
        """The control that the ring lies around; None where none has the focus."""
        return self._around

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        width = self._width()
        half = width / 2
        ring = QRectF(self._whole().translated(-self.pos())).adjusted(half, half, -half, -half)
        corner = self._appearance.px(_CORNER) + _GAP + half
        corner = min(corner, ring.height() / 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._appearance.colour("accent"), width))
        painter.drawRoundedRect(ring, corner, corner)
        painter.end()

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched = []
        is_ours = now is not None and isinstance(now, _CONTROLS) and now.window() is self.window()
        self._around = now if is_ours else None
        above: QWidget | None = self._around
        while above is not None and not above.isWindow():
            above.installEventFilter(self)
            self._watched.append(above)
            above = above.parentWidget()
        self._place()

    def _place(self) -> None:
        if self._around is None or not self._around.isVisible():
            self.hide()
            return
        self.setGeometry(self._whole().intersected(self._free()))
        self.show()
        self.raise_()
        self.update()

    def _whole(self) -> QRect:
        """The outer edge of the ring in the window, as if nothing hid a part of it."""
        assert self._around is not None
        reach = self._reach()
        shape = _shape_of(self._around)
        shape.moveTopLeft(self._around.mapTo(self.window(), shape.topLeft()))
        return shape.adjusted(-reach, -reach, reach, reach)

    def _free(self) -> QRect:
        """Where a ring can be seen: within the window, and as far as its control is scrolled in."""
        free = self.window().rect()
        reach = self._reach()
        for area in self._watched[1:]:
            if isinstance(area, QScrollArea):
                port = area.viewport()
                place = QRect(port.mapTo(self.window(), QPoint()), port.size())
                free &= place.adjusted(-reach, -reach, reach, reach)
        return free

    def _width(self) -> int:
        return _STRONG_WIDTH if self._appearance.theme.is_high_contrast else _WIDTH

    def _reach(self) -> int:
        return _GAP + self._width()


def _shape_of(control: QWidget) -> QRect:
    """The part of a control that is seen: a box to tick is as wide as its words."""
    if not isinstance(control, QCheckBox):
        return control.rect()
    # Only then: what they bring along takes a twentieth of the time of a start.
    from PySide6.QtWidgets import QStyle, QStyleOptionButton

    option = QStyleOptionButton()
    control.initStyleOption(option)
    style = control.style()
    seen = style.subElementRect(QStyle.SubElement.SE_CheckBoxClickRect, option, control)
    return seen & control.rect()
