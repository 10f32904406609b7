"""How somebody gets to the Editor, and what they do there."""

from __future__ import annotations

from PySide6.QtCore import Qt

from stretchtimer.ui.editing.editor_page import EditorPage
from stretchtimer.ui.editing.fields import Field
from tests.ui.driving import Person, settle

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def work(person: Person) -> None:
    """Lets what reads and writes files do all that there is to do now."""
    for _ in range(4):
        for writer in reversed(person.machine.writers):
            writer.do_due()
        settle()


def new(person: Person) -> EditorPage:
    """Makes a new routine, from the Routines page."""
    person.key(Qt.Key.Key_2, CTRL, person.window)
    work(person)
    person.click(person.window.routines.new)
    work(person)
    return page_of(person)


def edit(person: Person, key: str) -> EditorPage:
    """Opens one's own routine, as its page does."""
    person.key(Qt.Key.Key_2, CTRL, person.window)
    work(person)
    routines = person.window.routines
    routines.show_one(key)
    work(person)
    person.click(routines.view.edit)
    work(person)
    return page_of(person)


def page_of(person: Person) -> EditorPage:
    """The page, which is shown."""
    page = person.window.routine_pages.editor.page
    assert person.window.pages.currentWidget() is page
    return page


def choose(person: Person, page: EditorPage, number: int) -> None:
    """Clicks on a stretch in the list; -1 is the routine as a whole."""
    rows = page.order.rows
    item = rows.item(number + 1)
    rows.scrollToItem(item)
    person.click(rows.viewport(), rows.visualItemRect(item).center())
    settle()


def field(page: EditorPage, *key: str | int) -> Field:
    """The field of a key of what is chosen."""
    found = page.form.field_at((*page.form.base, *key))
    assert found is not None
    return found


def write(person: Person, page: EditorPage, text: str, *key: str | int) -> None:
    """Types over what stands in a field, and leaves it by Tab."""
    person.write(field(page, *key).control, text)
    settle()


def names(page: EditorPage) -> list[str]:
    """The stretches in the list."""
    rows = page.order.rows
    return [rows.row_at(number).name for number in range(1, rows.count())]
