"""The Learn page: one column to read, with headings that a screen reader goes along."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from stretchtimer.services.person.learn_words import Cause, Chapter, learn_page
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.learn.print_out import print_on
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import TextButton, subheading, wrapped
from stretchtimer.ui.widgets.safety_columns import SafetySection

_WIDEST = 720
"""Lines that are longer are hard to read."""
_NARROW = 1000


class LearnPage(QWidget):
    """``left`` when the person has read enough."""

    left = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        self._text = learn_page()
        self.back = TextButton(appearance, tr("Go back"), "earlier", parent=self)
        self.print = TextButton(appearance, tr("Print"), parent=self)
        self.sheet = QScrollArea(self)
        self.sheet.setProperty("role", "words")
        self.sheet.setWidgetResizable(True)
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The arrows and Page Down read on.
        self.sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sheet.setAccessibleName(self._text.title)
        self._lay_out()
        self.back.clicked.connect(self.left)
        self.print.clicked.connect(self._on_print)

    def open(self) -> None:
        """Shows it from its beginning, ready to be read on with the keys."""
        self.sheet.verticalScrollBar().setValue(0)
        self.sheet.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self._appearance.px(24 if self.width() < self._appearance.px(_NARROW) else 32)
        self._page.setContentsMargins(side, side // 2, side, side)

    def _lay_out(self) -> None:
        px = self._appearance.px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.back)
        head.addStretch(1)
        head.addWidget(self.print)
        column = QWidget()
        column.setMaximumWidth(px(_WIDEST))
        self._words = QVBoxLayout(column)
        self._words.setContentsMargins(px(8), px(8), px(16), px(32))
        self._words.setSpacing(px(8))
        sheet = QWidget()
        centred = QHBoxLayout(sheet)
        centred.setContentsMargins(0, 0, 0, 0)
        centred.addWidget(column)
        self.sheet.setWidget(sheet)
        self._add_words()
        self._page = QVBoxLayout(self)
        self._page.setSpacing(px(16))
        self._page.addLayout(head)
        self._page.addWidget(self.sheet, 1)

    def _add_words(self) -> None:
        text = self._text
        self._words.addWidget(wrapped(text.title, "title"))
        self._words.addWidget(wrapped(text.lead, "lead"))
        for chapter in text.chapters:
            self._add_chapter(chapter)
        self._add_heading(text.help_title)
        for section in text.help:
            self._words.addWidget(
                SafetySection(self._appearance, section, titled=True, parent=self)
            )
            self._words.addSpacing(self._appearance.px(8))
        self._words.addStretch(1)
        for words in self.sheet.findChildren(QLabel):
            # Else every size of letters begins a little further in than the next smaller one.
            words.setIndent(0)

    def _add_chapter(self, chapter: Chapter) -> None:
        self._add_heading(chapter.title)
        for paragraph in chapter.paragraphs:
            self._words.addWidget(wrapped(paragraph))
        for cause in chapter.causes:
            self._add_cause(cause)

    def _add_cause(self, cause: Cause) -> None:
        self._words.addSpacing(self._appearance.px(4))
        self._words.addWidget(subheading(cause.title))
        self._words.addWidget(wrapped(cause.typical))
        self._words.addWidget(wrapped(cause.helps))

    def _add_heading(self, words: str) -> None:
        self._words.addSpacing(self._appearance.px(24))
        self._words.addWidget(wrapped(words, "heading"))

    def _on_print(self) -> None:
        # What prints takes a while to load, and few ever want it.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: print_on(printer, self._text))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()
