"""How somebody gets about on the Routines page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from stretchtimer.ui.routines.routine_tile import RoutineTile
from stretchtimer.ui.routines.routines_page import RoutinesPage
from tests.ui.driving import Person
from tests.ui.editing.driving import work

CTRL = Qt.KeyboardModifier.ControlModifier


BROKEN = 'format = 1\nname = "Broken"\n\n[[stretches]]\nid = "one"\nname = "One"\nhold_s = 99999\n'


def page_of(person: Person) -> RoutinesPage:
    person.key(Qt.Key.Key_2, CTRL, person.window)
    work(person)
    return person.window.routines


def later(person: Person) -> None:
    """Lets so much time pass that the folders are looked at again."""
    person.go_on(60_000)
    work(person)


def names(page: RoutinesPage) -> list[str]:
    return [card.name for card in page.grid.cards]


def tile(page: RoutinesPage, name: str) -> RoutineTile:
    return next(one for one in page.grid.tiles() if one.card and one.card.name == name)


def open_one(person: Person, page: RoutinesPage, name: str) -> None:
    person.click(tile(page, name))
    work(person)


def name_of(widget: RoutineTile) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
