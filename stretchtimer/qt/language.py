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
    """Puts in our translation for ``locale`` from ``folder``, and Qt's own for its dialogs."""
    app = QCoreApplication.instance()
    assert app is not None
    QCoreApplication.installTranslator(EnglishPlurals(app))
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, where in (("qtbase", qt_folder), ("stretchtimer", str(folder))):
        translator = QTranslator(app)
        if translator.load(locale, name, "_", where):
            QCoreApplication.installTranslator(translator)
