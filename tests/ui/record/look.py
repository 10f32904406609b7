"""Draws Home, Done and the Record page after six weeks, in light and dark, at three sizes.

``python -m tests.ui.record.look FOLDER`` writes the pictures there, and the printed page as a PDF
and as pictures.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from stretchtimer.services.person.choices import ThemeChoice
from stretchtimer.services.record.overview import Span
from stretchtimer.ui.record.paper import Paper, Sheet, draw_sheet, pdf_of
from stretchtimer.ui.widgets.places import RECORD, TODAY
from tests.ui.driving import Person, settle
from tests.weeks import LAST_DAY, fill, session

SIZES = ((900, 600), (1366, 768), (1920, 1080))
THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK)


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
    for name, days in (("six-weeks", 42), ("empty", 0), ("one", 1), ("five-years", 5 * 365)):
        with tempfile.TemporaryDirectory() as profile:
            person = Person(Path(profile))
            person.open(drawn=name == "six-weeks")
            if name == "one":
                person.app.profile.history.put(session(1, LAST_DAY, pain=(6, 4)))
            else:
                fill(person.app.profile.history, days)
            draw_state(person, folder, name)
            person.close()


def draw_forms(person: Person, folder: Path, tag: str) -> None:
    page = person.window.record
    page.days.list.rows[0].click()
    save(person.window, folder / f"entry-{tag}.png")
    page.form.leave.click()
    page.care.by_hand.click()
    save(person.window, folder / f"by-hand-{tag}.png")
    page.form.leave.click()
    page.care.therapist.click()
    save(person.window, folder / f"therapist-{tag}.png")
    page.therapist.back.click()
    page.care.delete.click()
    save(person.window, folder / f"delete-{tag}.png")
    page.care.question.no.click()


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
                person.start("hold")
                person.go_on(20_000)
                person.control.end()
                save(window, folder / f"done-{tag}.png")
                person.app.profile.history.remove(person.control.session_id)
            window.go_to(RECORD)
            if name == "five-years":
                box = window.record.span
                box.activated.emit(box.findData(Span.ALL))
            save(window, folder / f"record-{tag}.png")
            whole(window.record).save(str(folder / f"whole-{tag}.png"))
            if name == "six-weeks":
                draw_forms(person, folder, tag)
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
