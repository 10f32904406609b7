"""The page for the therapist is printed by its button: here by a printer that writes a PDF."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QLineEdit

from stretchtimer.services.record.overview import Note, Span
from stretchtimer.ui.record.paper import Paper, Sheet, draw_sheet
from stretchtimer.ui.record.record_page import RecordPage
from stretchtimer.ui.widgets.places import RECORD
from tests.sweeps import sweep, swept, swept_rows
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle, shown
from tests.weeks import LAST_DAY, fill


@pytest.fixture
def at_the_page(make: Open) -> Person:
    """Somebody after six weeks, before the page that is to be printed."""
    person = make()
    fill(person.app.profile.history)
    person.window.go_to(RECORD)
    settle()
    person.click(record_of(person).care.therapist)
    return person


def record_of(person: Person) -> RecordPage:
    return person.window.record


def print_into(person: Person, file: Path) -> None:
    """Presses the button, and has the dialog print into that file."""
    form = record_of(person).therapist
    person.click(form.print)
    (dialog,) = shown(form, QPrintDialog)
    name = dialog.findChild(QLineEdit, "filename")
    assert isinstance(name, QLineEdit)
    name.setText(str(file))
    dialog.accept()
    settle()
    assert not shown(form, QPrintDialog)


@pytest.mark.parametrize(
    ("paper", "wide"), swept_rows([(Paper.A4, 595), (Paper.LETTER, 612)], [Paper.LETTER])
)
def test_the_page_is_printed_on_one_sheet_of_the_paper_that_was_chosen(
    at_the_page: Person, tmp_path: Path, paper: Paper, wide: int
) -> None:
    form = record_of(at_the_page).therapist
    form.paper.setCurrentIndex(form.paper.findData(paper))
    print_into(at_the_page, tmp_path / "printed.pdf")
    data = (tmp_path / "printed.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.count(b"/Type /Page\n") == 1
    assert f"/MediaBox [0 0 {wide}".encode() in data
    assert len(data) > 10_000, "an empty page is far smaller"
    assert record_of(at_the_page).undo_bar.text == "The page has been printed."


@pytest.mark.parametrize(
    ("days", "held", "sentence"),
    swept_rows(
        [
            (42, "Time in each stretch, in seconds", "No change to speak of: 12."),
            (5 * 365, "Time in each stretch, in minutes", "Only the latest are drawn."),
        ],
        [42],
    ),
)
def test_the_page_can_be_read_whatever_the_time_that_it_is_about(
    make: Open, days: int, held: str, sentence: str
) -> None:
    person = make()
    fill(person.app.profile.history, days)
    person.window.go_to(RECORD)
    settle()
    page = record_of(person)
    page.span.activated.emit(page.span.findData(Span.ALL))
    person.click(page.care.therapist)
    text = words_of(page.therapist.sheet())
    assert held in text
    assert sentence in text
    numbers = [int(words) for words in text.partition(held)[2].split() if words.isdigit()]
    assert len(numbers) > 10
    assert max(numbers) < 6_000


@sweep
def test_the_page_tells_of_walks_and_of_the_first_week_against_the_latest(make: Open) -> None:
    person = make()
    fill(person.app.profile.history)
    person.window.go_to(RECORD)
    settle()
    person.click(record_of(person).care.therapist)
    text = words_of(record_of(person).therapist.sheet())
    assert "Stretched on 34 days of 42. Walked on 22 days. The longest walk took 35 min." in text
    assert re.search(
        r"Back pain: \d to \d of 10 in the first week noted, \d to \d in the latest\.", text
    )
    lines = text.split("\n")
    for name in ("Days stretched", "Days walked", "Longest walk"):
        cells = lines[lines.index(name) + 1 :][:6]
        assert len(cells) == 6
        assert all(cell.removesuffix(" min").isdigit() for cell in cells), (name, cells)


@sweep
def test_of_more_weeks_than_have_room_only_the_sum_is_told(make: Open) -> None:
    person = make()
    fill(person.app.profile.history, 100)
    person.window.go_to(RECORD)
    settle()
    page = record_of(person)
    page.span.activated.emit(page.span.findData(Span.QUARTER))
    person.click(page.care.therapist)
    text = words_of(page.therapist.sheet())
    assert "Walked on" in text
    assert "Days walked" not in text


@sweep
@pytest.mark.parametrize("paper", swept(Paper, [Paper.LETTER]))
def test_chosen_notes_have_room_and_what_was_held_has_the_rest(make: Open, paper: Paper) -> None:
    person = make()
    fill(person.app.profile.history)
    person.window.go_to(RECORD)
    settle()
    view = record_of(person).view
    assert view is not None
    notes = [Note(LAST_DAY, f"Note {number}") for number in range(4)]
    text = words_of(Sheet(view, notes), paper)
    assert all(note.text in text for note in notes)
    assert "Time in each stretch, in seconds" in text
    assert "notes more" not in text


def words_of(sheet: Sheet, paper: Paper = Paper.A4) -> str:
    """The words on the page, line by line."""
    buffer = QBuffer()
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    painter = QPainter(drawing)
    draw_sheet(painter, sheet, paper)
    painter.end()
    found = ElementTree.fromstring(buffer.data().data()).iter("{http://www.w3.org/2000/svg}text")
    return "\n".join(line.text or "" for line in found)


def test_a_printer_that_takes_nothing_is_told(
    at_the_page: Person, tmp_path: Path, faults: list[BaseException | str]
) -> None:
    print_into(at_the_page, tmp_path / "no such folder" / "printed.pdf")
    assert faults.pop() == "QPainter::begin(): Returned false"
    assert at_the_page.notices().startswith("The page was not printed: ")
    assert record_of(at_the_page).undo_bar.text == ""


@sweep
def test_who_does_not_want_to_print_after_all_is_where_they_were(at_the_page: Person) -> None:
    form = record_of(at_the_page).therapist
    at_the_page.click(form.print)
    (dialog,) = shown(form, QPrintDialog)
    dialog.reject()
    settle()
    assert form.isVisible()
    assert (at_the_page.notices(), record_of(at_the_page).undo_bar.text) == ("", "")
