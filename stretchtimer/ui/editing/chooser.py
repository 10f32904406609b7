"""Sheets from which a stretch or a pose is chosen, by its figure and by searching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from stretchtimer.engine.model import Place
from stretchtimer.services.editing.known_stretches import KnownStretch, parts_of, search
from stretchtimer.services.routines.cards import has_all, plain
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.services.wording.poses import pose_words
from stretchtimer.services.wording.routine import amount_text, part_word, place_word
from stretchtimer.ui.editing.picture_rows import PictureList, PictureRow
from stretchtimer.ui.figure.later_stills import LaterStills
from stretchtimer.ui.figure.pictures import shown_side
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.announcement import announce
from stretchtimer.ui.widgets.boxes import ChoiceBox
from stretchtimer.ui.widgets.buttons import wrapped
from stretchtimer.ui.widgets.flow_layout import FlowLayout
from stretchtimer.ui.widgets.overlay import Overlay

_WIDEST = 640
_ROWS = 5


@dataclass(frozen=True)
class Choice:
    """What can be chosen, and how it is shown."""

    what: object
    row: PictureRow


class Chooser(Overlay):
    """``chosen`` tells what was chosen; the sheet is put away then."""

    chosen = Signal(object)

    def __init__(
        self, appearance: Appearance, stills: LaterStills, title: str, parent: QWidget
    ) -> None:
        super().__init__(appearance, _WIDEST, parent)
        self._wanted = title
        self._choices: Sequence[Choice] = ()
        self.search = QLineEdit(self)
        self.search.setProperty("role", "field")
        self.search.setPlaceholderText(tr("Search"))
        self.search.setAccessibleName(tr("Search what can be chosen"))
        self.search.setClearButtonEnabled(True)
        self.none_found = wrapped(tr("Nothing like that was found."), parent=self)
        self._sheet = QWidget(self)
        self.list = PictureList(appearance, stills, title, self._sheet)
        layout = QVBoxLayout(self._sheet)
        layout.setContentsMargins(0, 0, appearance.px(8), 0)
        layout.setSpacing(appearance.px(8))
        for part in (self.search, *self.filters(), self.none_found):
            layout.addWidget(part)
        layout.addWidget(self.list, 1)
        self.inner_stops = [self.search, *self.filter_boxes(), self.list]
        self.search.textChanged.connect(lambda _: self._on_searched())
        self.list.itemActivated.connect(lambda item: self._take(self.list.row(item)))
        self.list.itemClicked.connect(lambda item: self._take(self.list.row(item)))

    def filters(self) -> Sequence[QWidget]:
        """What stands below the search."""
        return ()

    def filter_boxes(self) -> Sequence[QWidget]:
        """What of that takes the focus."""
        return ()

    def found(self) -> Sequence[Choice]:
        """All that is to be offered now."""
        raise NotImplementedError

    def begin(self) -> None:
        """Shows the sheet, with everything to choose from."""
        self.search.clear()
        self.list.setMinimumHeight(self._appearance.px(72) * _ROWS)
        self.refresh()
        self.show_sheet(self._wanted, self._sheet)
        self.search.setFocus()

    def refresh(self) -> None:
        """Shows what is found now."""
        self._choices = self.found()
        self.list.show_rows([choice.row for choice in self._choices])
        self.list.setCurrentRow(0 if self._choices else -1)
        self.none_found.setVisible(not self._choices)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentRow())
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = max(0, min(self.list.currentRow() + step, self.list.count() - 1))
            self.list.setCurrentRow(row)
        else:
            super().keyPressEvent(event)

    def _take(self, row: int) -> None:
        # Enter in the list activates a row there, and then comes here.
        if self.isVisible() and 0 <= row < len(self._choices):
            what = self._choices[row].what
            self.leave()
            self.chosen.emit(what)

    def _on_searched(self) -> None:
        self.refresh()
        if self.search.text():
            announce(self.search, ntr("{n} found", "{n} found", len(self._choices)))


class PoseChooser(Chooser):
    """Tells the name of a pose; ``make_asked`` that one is to be made.

    ``picture_asked`` where a picture of one's own is to stand in its place.
    """

    make_asked = Signal()
    picture_asked = Signal()

    def __init__(self, appearance: Appearance, stills: LaterStills, parent: QWidget) -> None:
        self._poses: Sequence[tuple[str, str]] = ()
        super().__init__(appearance, stills, tr("Choose a pose"), parent)
        self.make = self.offer(tr("Make a pose of your own…"), self.make_asked.emit)
        self.use_picture = self.offer(tr("Use a picture of your own…"), self.picture_asked.emit)

    def offer_poses(self, poses: Sequence[tuple[str, str]], present: str) -> None:
        """Shows poses: the name of each, and by what it is drawn; ``present`` is chosen first."""
        self._poses = poses
        self.begin()
        names = [name for name, _ in poses]
        if present in names:
            self.list.setCurrentRow(names.index(present))
            self.list.scrollToItem(self.list.currentItem())

    def found(self) -> Sequence[Choice]:
        wanted = plain(self.search.text()).split()
        return [
            Choice(name, PictureRow(pose_words(name), pose=drawn))
            for name, drawn in self._poses
            if has_all(plain(pose_words(name)), wanted)
        ]


class StretchChooser(Chooser):
    """Tells a stretch; None for a new one."""

    def __init__(self, appearance: Appearance, stills: LaterStills, parent: QWidget) -> None:
        self._known: Sequence[KnownStretch] = ()
        self.place_box = ChoiceBox(tr("Done on"), parent)
        self.part_box = ChoiceBox(tr("Felt in"), parent)
        super().__init__(appearance, stills, tr("Add a stretch"), parent)
        self.place_box.chosen.connect(lambda _: self.refresh())
        self.part_box.chosen.connect(lambda _: self.refresh())

    def filters(self) -> Sequence[QWidget]:
        row = QWidget(self)
        flow = FlowLayout(self._appearance.px(12))
        row.setLayout(flow)
        for box in self.filter_boxes():
            flow.addWidget(box)
        return (row,)

    def filter_boxes(self) -> Sequence[QWidget]:
        return (self.place_box, self.part_box)

    def offer_stretches(self, known: Sequence[KnownStretch]) -> None:
        """Shows all known stretches."""
        self._known = known
        places = [("", tr("Everywhere")), *((each.value, place_word(each.value)) for each in Place)]
        self.place_box.offer(places)
        parts = sorted((part_word(part), part) for part in parts_of(known))
        self.part_box.offer([("", tr("The whole body")), *((part, words) for words, part in parts)])
        self.place_box.setCurrentIndex(0)
        self.part_box.setCurrentIndex(0)
        self.begin()

    def found(self) -> Sequence[Choice]:
        words, part = self.search.text(), self.part_box.currentData()
        # Qt keeps the value of an enumeration, and not what it is of.
        place = Place(value) if (value := self.place_box.currentData()) else None
        found = [
            Choice(each.stretch, _row_of(each))
            for each in search(self._known, words, place, part or "")
        ]
        new = PictureRow(tr("A new stretch"), tr("With nothing in it yet"))
        return [Choice(None, new), *found] if not (words or place or part) else found


def _row_of(known: KnownStretch) -> PictureRow:
    stretch = known.stretch
    under = f"{amount_text(stretch)} · {known.routine}"
    pose = stretch.picture or stretch.target_poses[-1]
    return PictureRow(stretch.name, under, pose, shown_side(stretch))
