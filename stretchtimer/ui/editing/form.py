"""A form over one table of a routine's file: each field shows a key, and what is typed goes there.

What a table is, what may stand in it and what is wrong with it, the services know; a form knows
which field belongs to which key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stretchtimer.engine.notices import Notice
from stretchtimer.services.editing import operations as ops
from stretchtimer.services.editing.editing import Edit, Editing
from stretchtimer.services.routines.files import RoutineDocument
from stretchtimer.services.wording.notices import sentence
from stretchtimer.ui.editing.fields import (
    ChoiceField,
    Field,
    LinesField,
    NumberField,
    TextField,
    TickField,
)
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import wrapped
from stretchtimer.ui.widgets.flow_layout import FlowLayout

Key = tuple[str | int, ...]
"""Within the table that a form shows."""


_AnyField = TypeVar("_AnyField", bound=Field)
_AnyTyped = TypeVar("_AnyTyped", TextField, NumberField, LinesField)


class _Typing(Protocol):
    def __call__(self, document: RoutineDocument, place: Key, words: str) -> RoutineDocument: ...


class Form(QWidget):
    """``base`` is the place of its table in the document."""

    changed_layout = Signal()
    """A field came or went."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._editing: Editing | None = None
        self.base: Key = ()
        self.fields: dict[Key, Field] = {}
        self.parts = QVBoxLayout(self)
        self.parts.setContentsMargins(0, 0, 0, 0)
        self.parts.setSpacing(appearance.px(16))

    def open(self, editing: Editing, base: Key = ()) -> None:
        """Shows that table of what is edited."""
        self._editing, self.base = editing, base
        self.refresh()

    def refresh(self) -> None:
        """Shows what stands there now, and what is wrong with it."""
        faults = self.editing.faults
        for key, field in self.fields.items():
            field.show_value(self.value(key))
            field.show_faults(tuple(map(sentence, faults.at(self.place(key)))) if faults else ())
            field.setEnabled(not faults or self.can_hold(key))

    @property
    def editing(self) -> Editing:
        assert self._editing is not None
        return self._editing

    def place(self, key: Key) -> Key:
        """Where a key of the form stands in the document."""
        return (*self.base, *key)

    def value(self, key: Key) -> object:
        """What the file has there; None where it has nothing."""
        return value_at(self.editing.document.data, self.place(key))

    def can_hold(self, key: Key) -> bool:
        """Whether the file has tables where the key needs them, or nothing yet."""
        place = self.place(key)
        above = (value_at(self.editing.document.data, place[:end]) for end in range(1, len(place)))
        return all(each is None or isinstance(each, Mapping | list) for each in above)

    def field_at(self, place: Key) -> Field | None:
        """The field of that place, or of the list that it is in; None where it has none here."""
        key = place[len(self.base) :] if place[: len(self.base)] == self.base else None
        if key is None:
            return None
        return self.fields.get(key) or self.fields.get(key[:-1])

    def places(self) -> list[Key]:
        """Where all its fields stand."""
        return [self.place(key) for key in self.fields]

    def edit(self, edit: Edit, key: Key = ()) -> None:
        """Makes one change at a key."""
        self.editing.edit(edit, self.place(key))

    def heading(self, words: str) -> None:
        """Begins another part of the form."""
        if self.parts.count():
            self.parts.addSpacing(self._appearance.px(8))
        self.parts.addWidget(wrapped(words, "heading", self))

    def side_by_side(self, *fields: QWidget) -> None:
        """Has fields in one line, as far as there is room."""
        row = QWidget(self)
        flow = FlowLayout(self._appearance.px(24), at_top=True)
        row.setLayout(flow)
        for field in fields:
            flow.addWidget(field)
        self.parts.addWidget(row)

    def text(self, key: Key, name: str) -> TextField:
        """A line of text."""
        return self._typed(key, TextField(self._appearance, name, self), ops.type_text)

    def number(
        self, key: Key, name: str, unit: str = "", usual: float | None = None, step: int = 1
    ) -> NumberField:
        """A number."""
        field = NumberField(self._appearance, name, self, unit=unit, usual=usual, step=step)
        return self._typed(key, field, ops.type_number)

    def words(self, key: Key, name: str, lines: int = 2) -> LinesField:
        """A text of some lines, which is one paragraph."""
        return self._typed(key, LinesField(self._appearance, name, self, lines), ops.type_text)

    def lines(self, key: Key, name: str, high: int = 3) -> LinesField:
        """Texts, one on each line."""
        return self._typed(key, LinesField(self._appearance, name, self, high), ops.type_lines)

    def choice(
        self,
        key: Key,
        name: str,
        values: Sequence[tuple[object, str]],
        take: Callable[[object], None] | None = None,
    ) -> ChoiceField:
        """One of some values, the first of which is what counts where nothing stands there."""
        field = ChoiceField(self._appearance, name, values, self)
        usual = values[0][0]
        field.chosen.connect(take or (lambda value: self._choose(key, value, usual)))
        return self._added(key, field)

    def tick(self, key: Key, name: str) -> TickField:
        """Yes or no; no where nothing stands there."""
        field = TickField(self._appearance, name, self)
        field.chosen.connect(lambda value: self._choose(key, value, False))
        return self._added(key, field)

    def _choose(self, key: Key, value: object, usual: object) -> None:
        before = self.value(key)
        if value == before or (before is None and value == usual):
            return
        self.edit(partial(ops.choose, place=self.place(key), value=value), key)

    def _typed(self, key: Key, field: _AnyTyped, take: _Typing) -> _AnyTyped:
        def type_(words: str) -> None:
            place = self.place(key)
            self.editing.type(partial(take, place=place, words=words), place)

        field.typed.connect(type_)
        return self._added(key, field)

    def _added(self, key: Key, field: _AnyField) -> _AnyField:
        field.settled.connect(self._on_settled)
        self.fields[key] = field
        return field

    def _on_settled(self) -> None:
        if self._editing is not None:
            self._editing.settle()
            self.refresh()


def value_at(data: object, place: Key) -> object:
    """What stands at a place of a file; None where there is nothing."""
    found = data
    for part in place:
        if isinstance(found, Mapping) and isinstance(part, str):
            found = found.get(part)
        elif isinstance(found, Sequence) and isinstance(part, int) and part < len(found):
            found = found[part]
        else:
            return None
    return found


def told(faults: Sequence[Notice]) -> str:
    """What is wrong, a line each."""
    return "\n".join(map(sentence, faults))
