"""What Qt itself says and how it is read: its own words, the direction, and its digits.

It stands apart from ``application``, because the first window needs none of these names in Qt.
"""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from stretchtimer.services.wording.language import ENGLISH


def set_language(app: QApplication, name: str) -> None:
    """Has Qt speak the language ``name`` too, and lay the window out in its direction.

    Digits are those of English everywhere: times are written with them, and two kinds side by side
    are hard to read.
    """
    if QLocale().zeroDigit() != "0":
        QLocale.setDefault(QLocale(QLocale.Language.English))
    if name == ENGLISH:
        return
    language = QLocale(name)
    words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(language, "qtbase", "_", folder):
        app.installTranslator(words)
    app.setLayoutDirection(language.textDirection())
