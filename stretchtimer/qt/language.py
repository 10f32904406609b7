"""The language of the window: plurals in English, and translations where there are any."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_ENDING = re.compile(r"\((e?s)\)")


class EnglishPlurals(QTranslator):
    """Settles ``%n stretch(es)`` to one or many; everything else stays as it is written."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        if n < 0:
            return source
        return _ENDING.sub("" if n == 1 else r"\1", source)

    def isEmpty(self) -> bool:
        return False


def install_translations(folder: Path, locale: QLocale) -> None:
    """Puts in our translation from ``folder`` for the first language of ``locale`` that has one.

    Qt's own words come along with it. Where English comes first, or where we have none, all stays
    English, and so does the direction in which it is read. Digits are those of English everywhere:
    times are written with them, and two kinds side by side are hard to read.
    """
    if QLocale().zeroDigit() != "0":
        QLocale.setDefault(QLocale(QLocale.Language.English))
    app = QCoreApplication.instance()
    assert app is not None
    QCoreApplication.installTranslator(EnglishPlurals(app))
    for name in locale.uiLanguages():
        language = QLocale(name)
        if language.language() == QLocale.Language.English:
            return
        ours = QTranslator(app)
        if ours.load(f"stretchtimer_{name.replace('-', '_')}", str(folder)):
            qts = QTranslator(app)
            qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if qts.load(language, "qtbase", "_", qt_folder):
                QCoreApplication.installTranslator(qts)
            QCoreApplication.installTranslator(ours)
            return
