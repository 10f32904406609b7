"""What is done with the record as a whole: handed on, taken in, deleted, put back, printed."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt

from stretchtimer.ui.record.paper import Paper, Sheet, pdf_of
from tests.sweeps import sweep
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle
from tests.ui.looks import picture
from tests.ui.record.driving import dialog, history_of, is_whole, page_of


def test_it_is_exported_and_taken_in_elsewhere(
    six_weeks: Person, make: Open, tmp_path: Path
) -> None:
    page = six_weeks.window.record
    file = tmp_path / "out.json"
    six_weeks.click(page.care.json)
    asked = dialog(page)
    asked.selectFile(str(file))
    asked.accept()
    assert page.undo_bar.text == f"Written: {file}"
    assert json.loads(file.read_text())["what"] == "stretchtimer-history"
    settle()
    other = make(where=tmp_path / "other")
    there = page_of(other)
    other.click(there.care.take_in)
    asked = dialog(there)
    asked.selectFile(str(file))
    asked.accept()
    assert history_of(other).sessions() == history_of(six_weeks).sessions()
    assert "entries added. Changed: 0. Deleted: 0." in there.undo_bar.text
    assert there.days.isVisible()


def test_tables_are_written_into_a_folder(six_weeks: Person, tmp_path: Path) -> None:
    page = six_weeks.window.record
    folder = tmp_path / "tables"
    folder.mkdir()
    six_weeks.click(page.care.csv)
    asked = dialog(page)
    asked.setDirectory(str(folder))
    asked.selectFile(str(folder))
    asked.accept()
    assert sorted(path.name for path in folder.iterdir()) == [
        *("holds.csv", "sessions.csv", "walks.csv")
    ]


def test_what_cannot_be_taken_in_is_told_and_changes_nothing(
    six_weeks: Person, tmp_path: Path
) -> None:
    page = six_weeks.window.record
    before = history_of(six_weeks).sessions()
    file = tmp_path / "no-export.json"
    file.write_text("[]")
    six_weeks.click(page.care.take_in)
    asked = dialog(page)
    asked.selectFile(str(file))
    asked.accept()
    assert "no-export.json" in six_weeks.notices()
    assert history_of(six_weeks).sessions() == before


def test_everything_is_deleted_after_one_question_with_an_export_offered(
    six_weeks: Person,
) -> None:
    page = six_weeks.window.record
    six_weeks.click(page.care.delete)
    question = page.care.question
    assert question.no.hasFocus()
    settle()
    assert is_whole(question), "nobody has to look for it"
    six_weeks.key(Qt.Key.Key_Return)
    assert not question.isVisible()
    assert history_of(six_weeks).sessions()
    six_weeks.click(page.care.delete)
    settle()
    assert is_whole(question)
    six_weeks.click(question.export)
    dialog(page).reject()
    settle()
    six_weeks.click(question.yes)
    assert history_of(six_weeks).sessions() == ()
    assert page.empty.isVisible()
    assert page.undo_bar.text == "Everything is deleted."
    assert not page.undo_bar.undo.isVisible()


def test_a_backup_is_put_back(six_weeks: Person) -> None:
    history = history_of(six_weeks)
    history.close()
    page = page_of(six_weeks)
    count = len(history.sessions())
    six_weeks.click(page.days.list.rows[0])
    six_weeks.click(page.form.delete)
    page = page_of(six_weeks)
    assert page.care.backups.currentText() == "Backup of 1 March 2026"
    six_weeks.click(page.care.restore)
    assert len(history.sessions()) == count
    assert page.undo_bar.text.startswith("The backup has been restored.")


def test_the_page_for_the_therapist_is_saved_with_the_notes_that_were_chosen(
    six_weeks: Person, tmp_path: Path
) -> None:
    page = six_weeks.window.record
    six_weeks.click(page.care.therapist)
    form = page.therapist
    assert [note.text for note, _ in form.notes] == ["Long car ride.", "Stiff after gardening."]
    six_weeks.click(form.notes[0][1])
    assert [note.text for note in form.sheet().notes] == ["Long car ride."]
    before = picture(form.preview)
    form.paper.setCurrentIndex(form.paper.findData(Paper.LETTER))
    form.paper.activated.emit(form.paper.currentIndex())
    assert picture(form.preview) != before
    six_weeks.click(form.save)
    asked = dialog(form)
    asked.selectFile(str(tmp_path / "page.pdf"))
    asked.accept()
    data = (tmp_path / "page.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.count(b"/Type /Page\n") == 1
    assert b"/MediaBox [0 0 612" in data
    six_weeks.click(form.back)
    assert page.days.isVisible()


@sweep
def test_the_page_has_the_size_of_its_paper(six_weeks: Person) -> None:
    view = six_weeks.window.record.view
    assert view is not None
    assert b"/MediaBox [0 0 595" in pdf_of(Sheet(view, ()), Paper.A4)
