"""The Editor: the stretches in their order, the chosen one's fields, the figure and the time.

All that is shown comes from what is edited, which the services keep; all that is done becomes a
change of it, which can be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from stretchtimer.engine.model import Stretch
from stretchtimer.services.editing import operations as ops
from stretchtimer.services.editing.editing import Edit, Editing
from stretchtimer.services.editing.glimpse import Glimpse, glimpse_of
from stretchtimer.services.system.clock import Clock
from stretchtimer.services.wording.durations import short_text
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.ui.editing.columns import Columns
from stretchtimer.ui.editing.fields import is_redoing, is_undoing
from stretchtimer.ui.editing.figure_pane import NOTHING, FigurePane, Showing
from stretchtimer.ui.editing.form import Form, Key, told
from stretchtimer.ui.editing.order_pane import OrderPane
from stretchtimer.ui.editing.picture_rows import PictureRow
from stretchtimer.ui.editing.routine_form import RoutineForm
from stretchtimer.ui.editing.stretch_form import StretchForm
from stretchtimer.ui.editing.stretch_order import WHOLE
from stretchtimer.ui.figure.pictures import Pictures
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.announcement import announce
from stretchtimer.ui.widgets.buttons import IconButton, TextButton, wrapped
from stretchtimer.ui.widgets.flow_layout import FlowLayout
from stretchtimer.ui.widgets.notice_bar import NoticeBar
from stretchtimer.ui.widgets.undo_bar import UndoBar

_SMALL = 1000
_WIDEST_FORM = 720
_MOST_GLIMPSES = 1_000


class EditorPage(QWidget):
    """Each signal is what the person asks for; ``trial_asked`` tells the plan of one stretch."""

    left = Signal()
    save_asked = Signal()
    discard_asked = Signal()
    trial_asked = Signal(object)
    add_asked = Signal()
    pose_asked = Signal(object)
    """The place of the pose that is to be chosen."""
    changed = Signal()
    resized = Signal()
    hidden = Signal()
    """Another page is shown instead."""

    def __init__(
        self,
        appearance: Appearance,
        pictures: Pictures,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        self._editing: Editing | None = None
        self._chosen = WHOLE
        self._glimpses: dict[int, tuple[Mapping[str, Any], Glimpse]] = {}
        self._opened: tuple[Editing | None, int] = (None, WHOLE)
        self.back = TextButton(appearance, tr("Back"), "earlier", "quiet", self)
        self.undo = IconButton(appearance, "undo", "", self)
        self.undo.set_name(tr("Undo"), tr("Ctrl+Z"))
        self.redo = IconButton(appearance, "redo", "", self)
        self.redo.set_name(tr("Redo"), tr("Ctrl+Shift+Z"))
        self.trial = TextButton(appearance, tr("Try this stretch"), "play", parent=self)
        self.discard = TextButton(appearance, tr("Discard"), "", "quiet", self)
        self.save = TextButton(appearance, tr("Save"), "check", "primary", self)
        self.notices = NoticeBar(appearance, self)
        self.bar = UndoBar(appearance, self)
        self._columns = Columns(appearance, self)
        self.order = OrderPane(appearance, pictures.stills, self._columns)
        self._fields = QWidget(self._columns)
        self.elsewhere = wrapped(role="fault", parent=self._fields)
        self.elsewhere.hide()
        self._stack = QStackedWidget(self._fields)
        # Made in their place: forms have so many parts that to move them there takes a while.
        sheets = self._new_sheet(), self._new_sheet()
        self.whole = RoutineForm(appearance, sheets[0])
        self.stretch = StretchForm(appearance, pictures.later, sheets[1])
        for form, sheet in zip((self.whole, self.stretch), sheets, strict=True):
            self._add_form(form, sheet)
        self.figure = FigurePane(appearance, pictures, clock, self._columns)
        self._lay_out()
        self._connect()

    @property
    def editing(self) -> Editing:
        """What is edited."""
        assert self._editing is not None
        return self._editing

    @property
    def chosen(self) -> int:
        """The number of the stretch whose fields are shown, or ``WHOLE``."""
        return self._chosen

    @property
    def form(self) -> Form:
        """The fields that are shown."""
        return self.whole if self._chosen == WHOLE else self.stretch

    def open(self, editing: Editing) -> None:
        """Shows a routine to be edited, as a whole first."""
        if self._editing is not None:
            self._editing.changed = lambda: None
        self._editing = editing
        self._glimpses.clear()
        editing.changed = self._on_changed
        self.bar.clear()
        self.choose(WHOLE)
        self.order.rows.setFocus()

    def choose(self, number: int) -> None:
        """Shows the fields of that stretch, or of the whole."""
        self.editing.settle()
        self._chosen = number
        self.refresh()
        area = self._stack.currentWidget()
        assert isinstance(area, QScrollArea)
        area.verticalScrollBar().setValue(0)

    def edit(self, edit: Edit, place: Key = ()) -> None:
        """Makes one change of the routine."""
        self.editing.edit(edit, place)

    def add(self, stretch: Stretch | None) -> None:
        """Adds a known stretch, or a new one, after the chosen one, and shows its fields."""
        number = self._chosen + 1 if self._chosen != WHOLE else len(self._tables())
        wanted = stretch or tr("New stretch")
        self._chosen = number
        self.edit(partial(ops.add_stretch, index=number, stretch=wanted), (*ops.STRETCHES, number))
        self.stretch.name.line.setFocus()
        self.stretch.name.line.selectAll()

    def show_place(self, place: Key) -> None:
        """Goes to the field of that place."""
        number = place[1] if place[:1] == ops.STRETCHES and len(place) > 1 else WHOLE
        if isinstance(number, int) and number < len(self._tables()):
            if number != self._chosen:
                self.choose(number)
            field = self.form.field_at(place)
            if field is not None and field.isVisible():
                field.focus()

    def show_below_head(self, bar: QWidget) -> None:
        """Gives a bar its place above everything that is edited."""
        self._page.insertWidget(2, bar)

    def refresh(self) -> None:
        """Shows everything as it is now."""
        self._chosen = min(self._chosen, len(self._tables()) - 1)
        glimpses = [self._glimpse(number) for number in range(len(self._tables()))]
        rows = [self._row(number, each) for number, each in enumerate(glimpses)]
        self.order.rows.show_routine(self._whole_row(), rows, self._chosen)
        found = self.editing.document.data.get("stretches")
        self.order.refresh(can_grow=isinstance(found, list | None))
        self._show_form()
        self._show_figure(glimpses)
        self._show_faults()
        self.undo.setEnabled(self.editing.can_undo)
        self.redo.setEnabled(self.editing.can_redo)
        self.trial.setEnabled(self._chosen != WHOLE)
        is_changed = self.editing.document.is_changed
        self.discard.setEnabled(is_changed)
        self.save.setEnabled(is_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Save):
            self.save.click()
        elif is_undoing(event):
            (self.redo if is_redoing(event) else self.undo).click()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._editing is not None and not event.spontaneous():
            self._editing.settle()
            self.hidden.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = self._appearance.px
        side = min(px(24 if self.width() < px(_SMALL) else 32), self.width() // 30)
        self._page.setContentsMargins(side, side // 2, side, side // 2)
        self.resized.emit()

    def _tables(self) -> list[object]:
        return ops.stretch_tables(self.editing.document)

    def _glimpse(self, number: int) -> Glimpse:
        """A stretch at a glance; that of a table that is the same is the same."""
        table = ops.stretch_table(self.editing.document, number)
        known = self._glimpses.get(id(table))
        if known is None or known[0] is not table:
            if len(self._glimpses) >= _MOST_GLIMPSES:
                self._glimpses.clear()
            ids = self.editing.pose_id, self.editing.picture_id
            known = self._glimpses[id(table)] = table, glimpse_of(table, *ids)
        return known[1]

    def _row(self, number: int, glimpse: Glimpse) -> PictureRow:
        faults = self.editing.faults
        wrong = len(faults.of_stretch(number)) if faults else 0
        under = ntr("{n} thing to put right", "{n} things to put right", wrong)
        name = glimpse.name.strip() or tr("A stretch without a name")
        side = glimpse.sides[0] if glimpse.sides else glimpse.side
        return PictureRow(
            f"{number + 1}. {name}", under if wrong else glimpse.dose, glimpse.pose, side, wrong > 0
        )

    def _whole_row(self) -> PictureRow:
        name = str(self.editing.document.data.get("name", "")).strip()
        name = name or tr("A routine without a name")
        return PictureRow(name, tr("The routine as a whole"), is_plain=True)

    def _show_form(self) -> None:
        """Opens the form of what is chosen, or shows in it what has changed."""
        form = self.form
        if self._opened == (self.editing, self._chosen):
            form.refresh()
            return
        self._opened = (self.editing, self._chosen)
        form.open(self.editing, () if form is self.whole else (*ops.STRETCHES, self._chosen))
        self._stack.setCurrentIndex(0 if form is self.whole else 1)
        self._columns.arrange()

    def _show_figure(self, glimpses: list[Glimpse]) -> None:
        shown = max(self._chosen, 0)
        if shown < len(glimpses):
            one = glimpses[shown]
            self.figure.show_stretch(
                Showing(
                    *(one.name, one.start, one.poses, one.lengths_ms, one.side, one.sides),
                    one.picture,
                )
            )
        else:
            self.figure.show_stretch(NOTHING)
        plan, is_present = self.editing.plan, self.editing.is_plan_present
        self.figure.timeline.show_plan(plan, self._chosen, is_present=is_present)
        words = tr("In all: {total}") if is_present else tr("Last without a mistake: {total}")
        self.figure.total.setText(words.format(total=short_text(plan.total_ms)) if plan else "")

    def _show_faults(self) -> None:
        """Says what is wrong where no field is for it."""
        faults = self.editing.faults
        words = ""
        if faults:
            known = self.whole.places() + [
                (*ops.STRETCHES, number, *key)
                for number in range(len(self._tables()))
                for key in self.stretch.known_keys()
            ]
            words = told(faults.elsewhere(known))
        self.elsewhere.setText(words)
        self.elsewhere.setVisible(bool(words))

    def _on_changed(self) -> None:
        self.refresh()
        self.changed.emit()

    def _on_picked(self, number: int) -> None:
        if number != self._chosen:
            self.choose(number)

    def _on_moved(self, number: int, to: int) -> None:
        self._chosen = to
        self.edit(partial(ops.move_stretch, stretch=number, to=to), (*ops.STRETCHES, to))
        name = self._glimpse(to).name
        words = tr("{name} is number {number} now.").format(name=name, number=to + 1)
        announce(self.order.rows, words)

    def _on_taken_out(self, number: int) -> None:
        name = self._glimpse(number).name
        self.edit(partial(ops.take_out_stretch, stretch=number), ops.STRETCHES)
        self.bar.say(tr("Taken out: {name}.").format(name=name), self.undo.click)
        self.order.rows.setFocus()

    def _on_copy_asked(self) -> None:
        number = self._chosen
        self._chosen = number + 1
        self.edit(partial(ops.copy_stretch, stretch=number), (*ops.STRETCHES, number + 1))

    def _on_undo(self, again: Callable[[], None]) -> None:
        self.bar.clear()
        again()
        self.show_place(self.editing.place)

    def _on_trial(self) -> None:
        plan = self.editing.trial(self._chosen)
        if plan is not None:
            self.trial_asked.emit(plan)
            return
        faults = self.editing.faults.of_stretch(self._chosen)
        words = " ".join(map(sentence, faults))
        self.bar.say(tr("It cannot be tried yet. {faults}").format(faults=words).strip())

    def _new_sheet(self) -> QWidget:
        """What scrolls, for a form to be made on."""
        area = QScrollArea(self._stack)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet = QWidget(area)
        area.setWidget(sheet)
        self._stack.addWidget(area)
        return sheet

    def _add_form(self, form: Form, sheet: QWidget) -> None:
        px = self._appearance.px
        layout = QHBoxLayout(sheet)
        layout.setContentsMargins(px(4), px(4), px(16), px(24))
        form.setMaximumWidth(px(_WIDEST_FORM))
        layout.addWidget(form)

    def _lay_out(self) -> None:
        px = self._appearance.px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.back)
        acts = FlowLayout(px(8), at_end=True)
        head.addLayout(acts, 1)
        for part in (self.undo, self.redo, self.trial, self.discard, self.save):
            acts.addWidget(part)
        middle = QVBoxLayout(self._fields)
        middle.setSpacing(px(8))
        middle.addWidget(self.elsewhere)
        middle.addWidget(self._stack, 1)
        middle.setContentsMargins(0, 0, 0, 0)
        self._columns.take(
            *(self.order, self._fields, self.figure), fields_width=self._fields_width
        )
        self._page = QVBoxLayout(self)
        self._page.setSpacing(px(12))
        self._page.addLayout(head)
        self._page.addWidget(self.notices)
        self._page.addWidget(self.bar)
        self._page.addWidget(self._columns, 1)

    def _fields_width(self) -> int:
        """How wide the fields that are shown have to be to be seen whole, with their bar."""
        area = self._stack.currentWidget()
        assert isinstance(area, QScrollArea)
        bar = area.verticalScrollBar().sizeHint().width()
        sheet = area.widget()
        return sheet.minimumSizeHint().width() + bar if sheet else 0

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.undo.clicked.connect(lambda: self._on_undo(self.editing.undo))
        self.redo.clicked.connect(lambda: self._on_undo(self.editing.redo))
        self.trial.clicked.connect(self._on_trial)
        self.discard.clicked.connect(self.discard_asked)
        self.save.clicked.connect(self.save_asked)
        self.order.add_asked.connect(self.add_asked)
        self.order.copy_asked.connect(self._on_copy_asked)
        self.order.rows.picked.connect(self._on_picked)
        self.order.rows.moved.connect(self._on_moved)
        self.order.rows.taken_out.connect(self._on_taken_out)
        self.figure.timeline.picked.connect(self._on_picked)
        self.stretch.pose_asked.connect(self.pose_asked)
