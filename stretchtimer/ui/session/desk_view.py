"""The session page as it is seen from close by: everything there is to know and to press.

Sizes and places are settled for a whole session, from the longest texts that it brings.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QStyle, QWidget

from stretchtimer.ui.session.desk_layout import LayoutInput, Places, places
from stretchtimer.ui.session.digits import Digits
from stretchtimer.ui.session.page_texts import PageTexts
from stretchtimer.ui.session.parts import SessionParts
from stretchtimer.ui.session.ring_form import form_size
from stretchtimer.ui.theme.appearance import Appearance

DIGIT_SHARE = 0.22
"""Height of the digits as a share of the window's height, or of its width if that is less.

About 45 arc minutes on a small laptop, 3 m away.
"""
NAME_SHARE = 0.062
"""Height of the capitals in name and side: a little over the 6 % asked for, so rounding may err."""
TEXT_SHARE = 0.024
SMALL_SHARE = 0.018
LARGE_TEXT_SHARE = 0.034
_MOMENT_SHARE = 0.03
_EDGE, _GAP = 0.045, 1 / 60
"""The most that is left empty around everything, and between two parts, as a share of the window's
height, or of its width if that is less.
"""
_LEAST_FIGURE = 0.25
"""Where the figure has less of the height than that, the controls give way."""
_HURTS = 1 / 55
"""How high the letters of *This hurts* are at least, of the same: it is to be found in a hurry."""
_NARROW_PX = 1000
_LOW_PX = 700
_SECONDS = 2
"""So many signs have those that are shown as seconds."""


class DeskView:
    """Arranges the parts of ``page``."""

    def __init__(self, appearance: Appearance, parts: SessionParts, page: QWidget) -> None:
        self._appearance = appearance
        self._parts = parts
        self._page = page
        self._room_for_words = QRect(), QRect()
        self._is_word_alone = False

    def arrange(self, texts: PageTexts, has_figure: bool, left_words: str) -> None:
        """Lays everything out for the present size; ``left_words`` is what stands with the time."""
        parts, px = self._parts, self._appearance.px
        width, height = self._page.width(), self._page.height()
        self._stand_upright()
        parts.name.set_capital_height(height * NAME_SHARE)
        parts.badge.set_capital_height(height * NAME_SHARE)
        reading = min(height, width)
        text = max(reading * (TEXT_SHARE if has_figure else LARGE_TEXT_SHARE), px(12))
        parts.instruction.set_capital_height(text)
        parts.cue.set_capital_height(max(reading * _MOMENT_SHARE, px(12)))
        parts.coming.set_capital_height(max(reading * SMALL_SHARE, px(10)))
        parts.ring.set_digit_height(reading * DIGIT_SHARE)
        parts.ring.set_widest(texts.digits)
        parts.left.set_capital_height(max(reading * SMALL_SHARE, px(9)))
        # Letters grow with the text that the person chose; what is empty leaves them the room.
        font = parts.hurts.font()
        font.setPixelSize(max(QFontInfo(self._page.font()).pixelSize(), round(_HURTS * reading)))
        parts.hurts.setFont(font)
        parts.hurts.grow_icon(round(1.3 * font.pixelSize()))
        margin = min(
            px(24 if width < _NARROW_PX or height < _LOW_PX else 32), round(_EDGE * reading)
        )
        parts.controls.lay_over(False)
        parts.controls.set_tight(False)
        parts.controls.fit(width - 2 * margin)
        found = places(self._page.size(), self._needs(texts, has_figure, left_words, margin))
        if has_figure and found.figure.height() < _LEAST_FIGURE * height:
            parts.controls.set_tight(True)
            parts.controls.fit(width - 2 * margin)
            found = places(self._page.size(), self._needs(texts, has_figure, left_words, margin))
        parts.ring.set_form(is_round=found.is_round)
        self._put(found)
        self._room_for_words = found.figure.united(found.instruction), found.instruction
        self._is_word_alone = False

    def show_words_alone(self, alone: bool) -> None:
        """Gives the words the place of the figure as well, in a stretch that has none."""
        if alone == self._is_word_alone:
            return
        self._is_word_alone = alone
        words, px = self._parts.instruction, self._appearance.px
        share = LARGE_TEXT_SHARE if alone else TEXT_SHARE
        reading = min(self._page.height(), self._page.width())
        words.set_capital_height(max(reading * share, px(12)))
        large, usual = self._room_for_words
        words.setGeometry(self._visual(large if alone else usual))

    def _needs(
        self, texts: PageTexts, has_figure: bool, left_words: str, margin: int
    ) -> LayoutInput:
        parts, px = self._parts, self._appearance.px
        left = left_words.format(time=texts.longest_left)
        reading = min(self._page.width(), self._page.height())
        digits = Digits(self._page.font(), reading * DIGIT_SHARE)
        signs = max(texts.digits, parts.ring.digits, key=len)
        return LayoutInput(
            gap=min(px(8), round(_GAP * reading)),
            margin=margin,
            left_label=parts.left.width_of([left]),
            badge=parts.badge.width_for(texts.badges),
            controls=parts.controls.sizeHint().height(),
            name_line=parts.name.sizeHint().height(),
            name_height=lambda width: parts.name.height_of(texts.names, width),
            instruction_height=lambda width: parts.instruction.height_of(texts.instructions, width),
            coming_height=parts.coming.sizeHint().height(),
            cue_height=parts.cue.sizeHint().height(),
            hurts=parts.hurts.sizeHint(),
            forms=(
                form_size(digits, signs, is_round=True),
                form_size(digits, signs, is_round=True, thin=True),
                form_size(digits, signs, is_round=False),
            ),
            is_in_seconds=len(signs) <= _SECONDS,
            has_figure=has_figure,
            has_words=texts.tells_what_to_do,
        )

    def _put(self, found: Places) -> None:
        parts = self._parts
        for widget, place in (
            (parts.strip, found.strip),
            (parts.left, found.left),
            (parts.name, found.name),
            (parts.badge, found.badge),
            (parts.stage, found.figure),
            (parts.ring, found.ring),
            (parts.ready, parts.ready.within(found.ring)),
            (parts.cue, found.cue),
            (parts.instruction, found.instruction),
            (parts.coming, found.coming),
            (parts.hurts, found.hurts),
            (parts.controls, found.controls),
        ):
            widget.setGeometry(self._visual(place))

    def _stand_upright(self) -> None:
        """Has what is seen here stand upright, in the letters of all pages."""
        parts = self._parts
        for turning in (parts.name, parts.badge, parts.cue, parts.ready, parts.stage):
            turning.set_turn(0)
        parts.name.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        parts.cue.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (parts.strip, parts.left, parts.instruction, parts.coming, parts.name):
            part.show()
        parts.cue.show()

    def _visual(self, place: QRect) -> QRect:
        return QStyle.visualRect(self._page.layoutDirection(), self._page.rect(), place)
