"""What can be changed of one stretch: how much of it, on which sides, in which pose, in what words.

Which fields there are follows what is chosen: one that is counted has sets, one that is held has
repetitions. A field of the other kind comes as well where the file has something in it, since that
is wrong there and has to be seen.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.model import MAX_MOVEMENTS, Dose, Place, Side
from stretchtimer.services.editing import operations as ops
from stretchtimer.services.editing.editing import Editing
from stretchtimer.services.routines.own_pictures import is_like_a_picture
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.poses import pose_words
from stretchtimer.services.wording.routine import place_word
from stretchtimer.ui.editing.fields import ChoiceField, Field, NumberField, TextField
from stretchtimer.ui.editing.form import Form, Key
from stretchtimer.ui.editing.movements_form import MovementsForm
from stretchtimer.ui.editing.pose_field import NewPicture, PoseField
from stretchtimer.ui.editing.range_field import RangeField
from stretchtimer.ui.theme.appearance import Appearance

_USUAL = Dose(SECOND_MS)
_HELD = (("hold_s",), ("repetitions",), ("sane_hold_s",))
_COUNTED = (("times",), ("sets",), ("sane_times",))


class StretchForm(Form):
    """``pose_asked`` and ``picture_asked`` tell the place of what somebody wants to choose."""

    pose_asked = Signal(object)
    picture_asked = Signal(object)
    picture_dropped = Signal(object, object)
    """The place of the picture, and the path of the file that was dropped."""

    def __init__(self, appearance: Appearance, picture: NewPicture, parent: QWidget) -> None:
        super().__init__(appearance, parent)
        self._picture = picture
        self.setAcceptDrops(True)
        self.name: TextField = self.text(("name",), tr("Name of the stretch"))
        self.parts.addWidget(self.name)
        self._add_dose()
        self._add_sides()
        self._add_poses()
        self.heading(tr("What is said and shown"))
        self._add_words()
        self.heading(tr("Movements"))
        self.movements = MovementsForm(appearance, picture, self)
        self.movements.pose_asked.connect(self.pose_asked)
        self.parts.addWidget(self.movements)
        self.parts.addStretch(1)

    def open(self, editing: Editing, base: Key = ()) -> None:
        self._editing, self.base = editing, base
        self.movements.open(editing, base)
        self.refresh()

    def refresh(self) -> None:
        super().refresh()
        is_counted = self.value(("times",)) is not None
        self.dose.setEnabled(self.can_hold(("times",)))
        self.dose.show_value("times" if is_counted else None)
        for keys, is_meant in ((_HELD, not is_counted), (_COUNTED, is_counted)):
            for key in keys:
                field = self.fields[key]
                field.setVisible(is_meant or self.value(key) is not None)
        has_sides = self.value(("sides",)) not in (None, "none")
        first = self.fields["first_side",]
        first.setVisible(has_sides or self.value(("first_side",)) is not None)
        self.movements.refresh()

    def field_at(self, place: Key) -> Field | None:
        return self.movements.field_at(place) or super().field_at(place)

    def known_keys(self) -> list[Key]:
        """All keys of a stretch that have a field, also those of movements that are not there."""
        movements: list[Key] = [
            (ops.MOVEMENTS, number, key)
            for number in range(MAX_MOVEMENTS)
            for key in ("pose", "name", "duration_s", "breath", "instruction")
        ]
        return [*self.fields, *movements]

    @property
    def stretch(self) -> int:
        """The number of the stretch that is shown, from 0."""
        number = self.base[1]
        assert isinstance(number, int)
        return number

    def dragEnterEvent(self, event: QDropEvent) -> None:
        event.setAccepted(_dropped(event) is not None)

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path:
            event.acceptProposedAction()
            self.picture_dropped.emit(self.place(("picture",)), path)

    def _add_dose(self) -> None:
        self.heading(tr("How much"))
        self.dose = ChoiceField(
            self._appearance,
            tr("Timed or counted"),
            [("hold_s", tr("Held for a time")), ("times", tr("Done a number of times"))],
            self,
        )
        self.dose.chosen.connect(self._on_dose_chosen)
        self.side_by_side(
            self.dose,
            self._seconds("hold_s", tr("Hold")),
            self.number(("times",), tr("Times")),
            self.number(("repetitions",), tr("Repetitions"), usual=_USUAL.repetitions),
            self.number(("sets",), tr("Sets"), usual=_USUAL.repetitions),
            self._seconds("rest_s", tr("Rest between them"), _USUAL.rest_ms // SECOND_MS),
        )
        seconds = tuple(each // SECOND_MS for each in _USUAL.sane_ms)
        self.side_by_side(
            self._range(
                "sane_hold_s",
                tr("Shortest and longest hold"),
                tr("s"),
                seconds,
            ),
            self._range("sane_times", tr("Fewest and most times"), "", ops.USUAL_TIMES),
        )
        self.parts.addWidget(
            self.tick(("wait_until_ready",), tr("Begin when I say that I am ready"))
        )

    def _add_sides(self) -> None:
        sides = [
            ("none", tr("No sides")),
            ("both", tr("One side, then the other")),
            ("alternate", tr("In turn, side by side")),
        ]
        first = [
            (Side.LEFT.value, tr("Left first")),
            (Side.RIGHT.value, tr("Right first")),
        ]
        places = [(place.value, place_word(place.value)) for place in Place]
        self.side_by_side(
            self.choice(("sides",), tr("Sides"), sides, self._on_sides_chosen),
            self.choice(("first_side",), tr("First side"), first),
            self.choice(("place",), tr("Done on"), places),
        )

    def _add_poses(self) -> None:
        self.heading(tr("What the figure shows"))
        self.side_by_side(
            self._pose("pose", tr("Pose that is held")),
            self._pose("start_pose", tr("Starting pose")),
            self._pose("easier_pose", tr("Pose of the easier way")),
        )
        field = self._shown("picture", tr("Picture of your own, instead of the figure"), str)
        field.asked.connect(lambda: self.picture_asked.emit(self.place(("picture",))))
        self.parts.addWidget(field)

    def _add_words(self) -> None:
        position = self.words(("position",), tr("How to do it"), 3)
        position.set_hint(tr("Where the sides differ, write {left words|right words}."))
        setup = self.lines(("setup",), tr("Step by step"))
        setup.set_hint(tr("One step on each line."))
        mistakes = self.lines(("mistakes",), tr("What to avoid"))
        mistakes.set_hint(tr("One thing on each line."))
        half_way = self.words(("half_way",), tr("What to do half-way"))
        half_way.set_hint(tr("Said in the middle of each hold, such as “Change arms.”"))
        for field in (
            position,
            setup,
            self.words(("feel",), tr("Where it is felt")),
            self.words(("breathing",), tr("How to breathe")),
            half_way,
            mistakes,
            self.words(("easier",), tr("An easier way")),
            self.words(("easier_breathing",), tr("How to breathe the easier way")),
            self.words(("easier_half_way",), tr("What to do half-way the easier way")),
            self.words(("easier_release",), tr("How to come out of the easier way")),
            self.words(("care",), tr("When to take care")),
            self.words(("release",), tr("How to come out of it")),
        ):
            self.parts.addWidget(field)

    def _seconds(self, key: str, name: str, usual: float | None = None) -> NumberField:
        return self.number((key,), name, tr("s"), usual, step=5)

    def _range(self, key: str, name: str, unit: str, usual: tuple[int, ...]) -> RangeField:
        field = RangeField(self._appearance, name, unit, usual, self)

        def type_(least: str, most: str) -> None:
            place = self.place((key,))
            take = partial(ops.type_range, place=place, least=least, most=most)
            self.editing.type(take, place)

        field.typed.connect(type_)
        return self._added((key,), field)

    def _pose(self, key: str, name: str) -> PoseField:
        field = self._shown(key, name, pose_words)
        field.asked.connect(lambda: self.pose_asked.emit(self.place((key,))))
        return field

    def _shown(self, key: str, name: str, words: Callable[[str], str]) -> PoseField:
        """A field of what is seen of the stretch, which can be taken out again."""

        def drawn(value: str) -> str:
            editing = self.editing
            return editing.picture_id(value) if key == "picture" else editing.pose_id(value)

        field = PoseField(self._appearance, name, self._picture, self, words=words, drawn=drawn)
        field.taken_out.connect(
            lambda: self.edit(partial(ops.type_text, place=self.place((key,)), words=""), (key,))
        )
        return self._added((key,), field)

    def _on_dose_chosen(self, dose: object) -> None:
        change = ops.count if dose == "times" else ops.hold
        self.edit(
            partial(change, stretch=self.stretch), ("times",) if dose == "times" else ("hold_s",)
        )

    def _on_sides_chosen(self, sides: object) -> None:
        take = partial(ops.choose_sides, stretch=self.stretch, sides=str(sides))
        self.edit(take, ("sides",))


def _dropped(event: QDropEvent) -> Path | None:
    """The picture that somebody has over the form; None for anything else."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and is_like_a_picture(paths[0]) else None
