"""The session page as it is seen from close by: everything there is to know and to press."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QStyle, QWidget

from stretchtimer.ui.look import Look
from stretchtimer.ui.session_layout import (
    DIGIT_SHARE,
    LARGE_TEXT_SHARE,
    NAME_SHARE,
    SMALL_SHARE,
    TEXT_SHARE,
    Wishes,
    places,
)
from stretchtimer.ui.session_parts import SessionParts

_NARROW_PX = 1000


class DeskView:
    """Arranges the parts of ``page``."""

    def __init__(self, look: Look, parts: SessionParts, page: QWidget) -> None:
        self._look = look
        self._parts = parts
        self._page = page

    def arrange(self, has_figure: bool) -> None:
        """Lays everything out for the present size and words."""
        parts, px = self._parts, self._look.px
        width, height = self._page.width(), self._page.height()
        self._show_parts(has_figure)
        parts.name.set_capital_height(height * NAME_SHARE)
        parts.badge.set_capital_height(height * NAME_SHARE)
        reading = min(height, width)
        text = max(reading * (TEXT_SHARE if has_figure else LARGE_TEXT_SHARE), px(12))
        parts.instruction.set_capital_height(text)
        parts.coming.set_capital_height(max(reading * SMALL_SHARE, px(10)))
        parts.ring.set_digit_height(height * DIGIT_SHARE)
        parts.left.set_capital_height(max(reading * SMALL_SHARE, px(9)))
        margin = px(24 if width < _NARROW_PX else 32)
        parts.controls.lay_over(False)
        parts.controls.fit(width - 2 * margin)
        found = places(
            self._page.size(),
            Wishes(
                gap=px(8),
                margin=margin,
                left_label=round(parts.left.sizeHint().width() * 1.15),
                badge=parts.badge.sizeHint().width() if parts.badge.text() else 0,
                controls=parts.controls.sizeHint().height(),
                name_line=parts.name.sizeHint().height(),
                name_height=parts.name.heightForWidth,
                instruction_height=parts.instruction.heightForWidth,
                coming_height=parts.coming.sizeHint().height(),
                ring_width=parts.ring.width_for,
                has_figure=has_figure,
            ),
        )
        for widget, place in (
            (parts.strip, found.strip),
            (parts.left, found.left),
            (parts.name, found.name),
            (parts.badge, found.badge),
            (parts.stage, found.figure),
            (parts.ring, found.ring),
            (parts.instruction, found.instruction),
            (parts.coming, found.coming),
            (parts.controls, found.controls),
        ):
            widget.setGeometry(self._visual(place))

    def _show_parts(self, has_figure: bool) -> None:
        """Has what is seen here, and only that, stand upright."""
        parts = self._parts
        for turning in (parts.name, parts.badge, parts.stage.view):
            turning.set_turn(0)
        parts.name.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        parts.ring.set_form(is_round=True, bare=False)
        parts.cue.hide()
        for part in (parts.strip, parts.left, parts.instruction, parts.coming):
            part.show()
        parts.name.show()
        parts.ring.show()
        parts.badge.setVisible(bool(parts.badge.text()))
        parts.stage.setVisible(has_figure)

    def _visual(self, place: QRect) -> QRect:
        return QStyle.visualRect(self._page.layoutDirection(), self._page.rect(), place)
