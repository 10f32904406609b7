"""The Learn page on paper: headings, paragraphs and lists, over as many sheets as they need."""

from __future__ import annotations

from PySide6.QtGui import (
    QFont,
    QPagedPaintDevice,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextListFormat,
)
from PySide6.QtWidgets import QApplication

from stretchtimer.services.person.learn_words import LearnText

_BODY_PT = 11.0
_SIZES_PT = {1: 20.0, 2: 14.0, 3: 12.0}
_AFTER = 6.0
_BEFORE = {1: 0.0, 2: 14.0, 3: 8.0}


def document_of(text: LearnText) -> QTextDocument:
    """The page as a document, black on white, in the order in which it is read."""
    document = QTextDocument()
    font = QFont(QApplication.font())
    font.setPointSizeF(_BODY_PT)
    document.setDefaultFont(font)
    document.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, text.title)
    writer = _Writer(QTextCursor(document))
    writer.heading(text.title, 1)
    writer.paragraph(text.lead)
    for chapter in text.chapters:
        writer.heading(chapter.title, 2)
        for paragraph in chapter.paragraphs:
            writer.paragraph(paragraph)
        for cause in chapter.causes:
            writer.heading(cause.title, 3)
            writer.paragraph(cause.typical)
            writer.paragraph(cause.helps)
    writer.heading(text.help_title, 2)
    for section in text.help:
        writer.heading(section.title, 3)
        writer.paragraph(section.advice)
        writer.points(section.points)
    return document


def print_on(device: QPagedPaintDevice, text: LearnText) -> None:
    """Prints the page on a printer or into a PDF."""
    document_of(text).print_(device)


class _Writer:
    """Adds one block after the other."""

    def __init__(self, cursor: QTextCursor) -> None:
        self._cursor = cursor
        self._is_first = True

    def heading(self, words: str, level: int) -> None:
        block = QTextBlockFormat()
        block.setHeadingLevel(level)
        block.setTopMargin(_BEFORE[level])
        block.setBottomMargin(_AFTER)
        letters = QTextCharFormat()
        letters.setFontPointSize(_SIZES_PT[level])
        letters.setFontWeight(QFont.Weight.DemiBold)
        self._add(words, block, letters)

    def paragraph(self, words: str) -> None:
        block = QTextBlockFormat()
        block.setBottomMargin(_AFTER)
        self._add(words, block, QTextCharFormat())

    def points(self, points: tuple[str, ...]) -> None:
        marks = QTextListFormat()
        marks.setStyle(QTextListFormat.Style.ListDisc)
        made = None
        for point in points:
            self._add(point, QTextBlockFormat(), QTextCharFormat())
            if made is None:
                made = self._cursor.createList(marks)
            else:
                made.add(self._cursor.block())

    def _add(self, words: str, block: QTextBlockFormat, letters: QTextCharFormat) -> None:
        if self._is_first:
            self._cursor.setBlockFormat(block)
            self._is_first = False
        else:
            self._cursor.insertBlock(block, letters)
        self._cursor.insertText(words, letters)
