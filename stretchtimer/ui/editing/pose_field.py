"""A pose of the figure, or a picture in its place, to be seen and to be chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.poses import pose_words
from stretchtimer.ui.editing.fields import Field, shown
from stretchtimer.ui.figure.pictures import LaterPicture
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import IconButton, TextButton
from stretchtimer.ui.widgets.plain_text import set_tooltip

_WIDEST_NAME = 190

NewPicture = Callable[[], LaterPicture]


class PoseField(Field):
    """``asked`` when another pose is wanted, ``taken_out`` when none is.

    One that ``is_needed`` cannot be taken out. ``words`` tells what something is called, by its
    name in the file, and ``drawn`` by what it is drawn.
    """

    asked = Signal()
    taken_out = Signal()

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        picture: NewPicture,
        parent: QWidget,
        *,
        is_needed: bool = False,
        words: Callable[[str], str] = pose_words,
        drawn: Callable[[str], str] = str,
    ) -> None:
        self.choose = TextButton(appearance, "", parent=parent)
        super().__init__(appearance, name, self.choose, parent)
        self._words = ""
        self._words_of = words
        self._drawn = drawn
        self._is_needed = is_needed
        self.picture = picture()
        self.picture.setParent(self)
        self.picture.setFixedSize(appearance.px(84), appearance.px(60))
        self.row.insertWidget(0, self.picture)
        self.remove = IconButton(appearance, "close", "", self)
        self.row.addWidget(self.remove)
        self.row.setStretch(1, 0)
        self.row.addStretch(1)
        self.choose.clicked.connect(self.asked)
        self.remove.clicked.connect(self.taken_out)

    def tell_name(self) -> None:
        named = tr("{name}: {pose}").format(name=self.called, pose=self._words)
        self.choose.setAccessibleName(named)
        self.remove.set_name(tr("{name}: none").format(name=self.called))

    def show_value(self, value: object) -> None:
        pose = shown(value)
        self._words = (self._words_of(pose) if pose else "") or tr("None")
        room = self._appearance.px(_WIDEST_NAME)
        elide = self.choose.fontMetrics().elidedText
        self.choose.setText(elide(self._words, Qt.TextElideMode.ElideRight, room))
        set_tooltip(self.choose, self._words)
        self.tell_name()
        self.remove.setVisible(bool(pose) and not self._is_needed)
        drawn = self._drawn(pose)
        if drawn != self.picture.pose:
            self.picture.show_pose(drawn)
