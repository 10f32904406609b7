"""The movements of one stretch: each with its name, pose, seconds, words and breath."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stretchtimer.engine.model import MAX_MOVEMENTS, Breath
from stretchtimer.services.editing import operations as ops
from stretchtimer.services.editing.editing import Editing
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.editing.fields import Field
from stretchtimer.ui.editing.form import Form, Key, value_at
from stretchtimer.ui.editing.pose_field import NewPicture, PoseField
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import IconButton, TextButton, subheading, wrapped

_FIRST_POSE = "feet_flat"
"""What a new movement shows until another pose is chosen."""


class MovementForm(Form):
    """One movement, which can be moved among the others and taken out."""

    moved = Signal(int)
    taken_out = Signal()
    pose_asked = Signal(object)

    def __init__(self, appearance: Appearance, picture: NewPicture, parent: QWidget) -> None:
        super().__init__(appearance, parent)
        head = QHBoxLayout()
        self.title = subheading("", self)
        head.addWidget(self.title, 1)
        self.up = IconButton(appearance, "up", "", self)
        self.down = IconButton(appearance, "down", "", self)
        self.remove = IconButton(appearance, "close", "", self)
        for button in (self.up, self.down, self.remove):
            head.addWidget(button)
        self.parts.addLayout(head)
        breaths = [
            (None, tr("As it comes")),
            (Breath.IN.value, tr("In")),
            (Breath.OUT.value, tr("Out")),
        ]
        self.side_by_side(
            self.text(("name",), tr("Name of the movement")),
            self.number(("duration_s",), tr("Takes"), tr("s")),
            self.choice(("breath",), tr("Breath"), breaths, self._on_breath_chosen),
            self._pose(picture),
        )
        self.parts.addWidget(self.words(("instruction",), tr("What is said of it")))
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(self.taken_out)

    def show_number(self, number: int, count: int) -> None:
        """Says which of how many it is; numbers from 0."""
        words = tr("Movement {number}").format(number=number + 1)
        self.title.setText(words)
        self.up.set_name(tr("{name}: move up").format(name=words))
        self.down.set_name(tr("{name}: move down").format(name=words))
        self.remove.set_name(tr("{name}: take out").format(name=words))
        self.up.setEnabled(number > 0)
        self.down.setEnabled(number < count - 1)
        for field in self.fields.values():
            field.set_owner(words)

    def _pose(self, picture: NewPicture) -> PoseField:
        pose = PoseField(self._appearance, tr("Pose"), picture, self, is_needed=True)
        pose.asked.connect(lambda: self.pose_asked.emit(self.place(("pose",))))
        return self._added(("pose",), pose)

    def _on_breath_chosen(self, breath: object) -> None:
        place = self.place(("breath",))
        words = str(breath) if breath else ""
        self.edit(partial(ops.type_text, place=place, words=words), ("breath",))


class MovementsForm(QWidget):
    """As many forms as the stretch has movements, and a way to add one."""

    pose_asked = Signal(object)

    def __init__(self, appearance: Appearance, picture: NewPicture, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._picture = picture
        self._editing: Editing | None = None
        self._base: Key = ()
        self.forms: list[MovementForm] = []
        words = tr("A stretch with movements goes from one to the next and begins again.")
        self.none = wrapped(words, "small", self)
        self.add = TextButton(appearance, tr("Add a movement"), "plus", parent=self)
        self.add.clicked.connect(self._on_add)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(appearance.px(16))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(appearance.px(12))
        layout.addWidget(self.none)
        layout.addLayout(self._rows)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        layout.addLayout(foot)

    def open(self, editing: Editing, base: Key) -> None:
        """Takes the stretch at that place."""
        self._editing, self._base = editing, base

    def refresh(self) -> None:
        """Has a form for each movement there is, and shows them as they are."""
        count = self._count()
        while len(self.forms) < count:
            self._add_form()
        self.none.setVisible(not count)
        self.add.setEnabled(count < MAX_MOVEMENTS and self._can_grow())
        for number, form in enumerate(self.forms):
            form.setVisible(number < count)
            if number < count:
                assert self._editing is not None
                form.open(self._editing, (*self._base, ops.MOVEMENTS, number))
                form.show_number(number, count)

    def field_at(self, place: Key) -> Field | None:
        """The field of that place; None where it is none of a movement."""
        for form in self.forms[: self._count()]:
            field = form.field_at(place)
            if field is not None:
                return field
        return None

    def _count(self) -> int:
        if self._editing is None:
            return 0
        found = value_at(self._editing.document.data, (*self._base, ops.MOVEMENTS))
        if not isinstance(found, list):
            return 0
        return min(len(found), MAX_MOVEMENTS)

    def _can_grow(self) -> bool:
        """Whether nothing else stands in the file where the movements are to stand."""
        if self._editing is None:
            return False
        data = self._editing.document.data
        found = value_at(data, (*self._base, ops.MOVEMENTS))
        return isinstance(value_at(data, self._base), Mapping) and isinstance(found, list | None)

    def _add_form(self) -> None:
        form = MovementForm(self._appearance, self._picture, self)
        number = len(self.forms)
        form.moved.connect(lambda by: self._move(number, by))
        form.taken_out.connect(lambda: self._take_out(number))
        form.pose_asked.connect(self.pose_asked)
        self.forms.append(form)
        self._rows.addWidget(form)
        # What is made later would come last of all in the order of Tab.
        QWidget.setTabOrder(form.fields["instruction",].control, self.add)

    @property
    def _stretch(self) -> int:
        number = self._base[1]
        assert isinstance(number, int)
        return number

    def _on_add(self) -> None:
        assert self._editing is not None
        number = self._count()
        name = tr("Movement {number}").format(number=number + 1)
        add = partial(
            ops.add_movement, stretch=self._stretch, index=number, name=name, pose=_FIRST_POSE
        )
        self._editing.edit(add, (*self._base, ops.MOVEMENTS, number, "name"))
        field = self.forms[number].fields["name",]
        field.control.setFocus()

    def _move(self, number: int, by: int) -> None:
        assert self._editing is not None
        to = number + by
        move = partial(ops.move_movement, stretch=self._stretch, index=number, to=to)
        self._editing.edit(move, (*self._base, ops.MOVEMENTS, to, "name"))
        button = self.forms[to].up if by < 0 else self.forms[to].down
        other = self.forms[to].down if by < 0 else self.forms[to].up
        (button if button.isEnabled() else other).setFocus()

    def _take_out(self, number: int) -> None:
        assert self._editing is not None
        take = partial(ops.take_out_movement, stretch=self._stretch, index=number)
        self._editing.edit(take, (*self._base, ops.MOVEMENTS))
        self.add.setFocus()
