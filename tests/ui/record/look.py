"""Draws Home, Done and the Record page after six weeks, in light and dark, at three sizes.

``python -m tests.ui.record.look FOLDER`` writes the pictures there, and the printed page as a PDF
and as pictures.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from stretchtimer.services.person.choices import ThemeChoice
from stretchtimer.services.record.overview import Span
from stretchtimer.storage.history.rows import SessionRow
from stretchtimer.ui.record.paper import Paper, Sheet, draw_sheet, pdf_of
from stretchtimer.ui.widgets.places import RECORD, TODAY
from tests.ui.driving import Person, settle
from tests.weeks import session, walks, weeks

SIZES = ((900, 600), (1366, 768), (1920, 1080))
THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK)


def fill(person: Person, sessions: list[SessionRow]) -> None:
    history = person.app.profile.history
    for session_row in sessions:
        history.put(session_row)
    for walk in walks(sessions):
        history.put(walk)


def save(widget: QWidget, path: Path) -> None:
    for _ in range(3):
        QApplication.processEvents()
        settle()
    widget.grab().save(str(path))


def whole(page: QWidget) -> QPixmap:
    """Everything that the page scrolls, in its whole height."""
    area = next(area for area in page.findChildren(QScrollArea) if area.isVisible())
    sheet = area.widget()
    assert sheet is not None
    picture = QPixmap(sheet.size())
    picture.fill(QApplication.palette().window().color())
    sheet.render(picture, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    return picture


def draw_all(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    states = {
        "six-weeks": list(weeks()),
        "empty": [],
        "one": [session(1, date(2026, 3, 1), pain=(6, 4))],
        "five-years": list(weeks(5 * 365)),
    }
    for name, sessions in states.items():
        with tempfile.TemporaryDirectory() as profile:
            person = Person(Path(profile))
            person.open(drawn=name == "six-weeks")
            fill(person, sessions)
            draw_state(person, folder, name)
            person.close()


def draw_state(person: Person, folder: Path, name: str) -> None:
    window = person.window
    for theme in THEMES:
        person.app.preferences.override(theme=theme)
        for size in SIZES:
            window.resize(*size)
            tag = f"{name}-{theme.value}-{size[0]}"
            window.go_to(TODAY)
            if name == "six-weeks":
                save(window, folder / f"home-{tag}.png")
            window.go_to(RECORD)
            if name == "five-years":
                window.record._on_span_asked(Span.ALL)
            save(window, folder / f"record-{tag}.png")
            whole(window.record).save(str(folder / f"whole-{tag}.png"))
    if name in {"six-weeks", "five-years"}:
        view = window.record.view
        assert view is not None
        for paper in Paper:
            sheet = Sheet(view, view.notes)
            (folder / f"page-{name}-{paper.value}.pdf").write_bytes(pdf_of(sheet, paper))
            picture = QImage(paper.pixels.toSize() * 2, QImage.Format.Format_RGB32)
            painter = QPainter(picture)
            painter.scale(2, 2)
            draw_sheet(painter, sheet, paper)
            painter.end()
            picture.save(str(folder / f"page-{name}-{paper.value}.png"))


if __name__ == "__main__":
    application = QApplication(["look"])
    draw_all(Path(sys.argv[1]))
