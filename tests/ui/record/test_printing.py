"""The page for the therapist is printed by its button: here by a printer that writes a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QLineEdit

from stretchtimer.services.record.overview import Span
from stretchtimer.ui.record.paper import Paper
from stretchtimer.ui.record.record_page import RecordPage
from stretchtimer.ui.widgets.places import RECORD
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle, shown
from tests.weeks import fill


@pytest.fixture
def at_the_page(make: Open) -> Person:
    """Somebody after six weeks, before the page that is to be printed."""
    person = make()
    fill(person.app.profile.history)
    person.window.go_to(RECORD)
    settle()
    person.click(record_of(person).care.therapist)
    return person


@pytest.fixture(autouse=True)
def _no_native_dialogs(qapp: QApplication) -> Iterator[None]:
    """Dialogs of the system are beyond a test; Qt's own have the same parts."""
    attribute = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    before = qapp.testAttribute(attribute)
    qapp.setAttribute(attribute, True)
    yield
    qapp.setAttribute(attribute, before)


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


@pytest.mark.parametrize(("paper", "wide"), [(Paper.A4, 595), (Paper.LETTER, 612)])
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
    [
        (42, "Held, in seconds", "No change to speak of: 12.\nWithout a walk"),
        (5 * 365, "Held, in minutes", "Only the latest are drawn."),
    ],
)
def test_the_page_can_be_read_whatever_the_time_that_it_is_about(
    make: Open, tmp_path: Path, days: int, held: str, sentence: str
) -> None:
    person = make()
    fill(person.app.profile.history, days)
    person.window.go_to(RECORD)
    settle()
    page = record_of(person)
    page.span.activated.emit(page.span.findData(Span.ALL))
    person.click(page.care.therapist)
    print_into(person, tmp_path / "printed.pdf")
    text = words_of(tmp_path / "printed.pdf")
    assert held in text
    assert sentence in text
    numbers = [int(words) for words in text.partition(held)[2].split() if words.isdigit()]
    assert max(numbers[:20]) < 6_000


def words_of(file: Path) -> str:
    """The words on the first page."""
    document = QPdfDocument()
    assert document.load(str(file)) is QPdfDocument.Error.None_
    words = document.getAllText(0).text()
    document.close()
    return words.replace("\r", "")


def test_a_printer_that_takes_nothing_is_told(
    at_the_page: Person, tmp_path: Path, faults: list[BaseException | str]
) -> None:
    print_into(at_the_page, tmp_path / "no such folder" / "printed.pdf")
    assert faults.pop() == "QPainter::begin(): Returned false"
    assert at_the_page.notices().startswith("The page was not printed: ")
    assert record_of(at_the_page).undo_bar.text == ""


def test_who_does_not_want_to_print_after_all_is_where_they_were(at_the_page: Person) -> None:
    form = record_of(at_the_page).therapist
    at_the_page.click(form.print)
    (dialog,) = shown(form, QPrintDialog)
    dialog.reject()
    settle()
    assert form.isVisible()
    assert (at_the_page.notices(), record_of(at_the_page).undo_bar.text) == ("", "")
