"""The page on which a pose of one's own is made: the figure is drawn into it by its handles."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stretchtimer.engine.errors import UserError
from stretchtimer.figure.body import set_down
from stretchtimer.figure.glow import REGIONS
from stretchtimer.figure.pose import Pose
from stretchtimer.figure.posing.draft import PoseDraft
from stretchtimer.figure.posing.handles import handle_point
from stretchtimer.figure.vectors import Vec, add, length, sub
from stretchtimer.services.editing.desk import is_pose_name_taken
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.posing import refusal_words, region_words, resting_words
from stretchtimer.ui.figure.pictures import REST, Pictures
from stretchtimer.ui.posing.posing_view import PosingView, Sight
from stretchtimer.ui.posing.start_sheet import StartSheet
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.announcement import announce
from stretchtimer.ui.widgets.boxes import ChoiceBox
from stretchtimer.ui.widgets.buttons import TextButton, label, wrapped
from stretchtimer.ui.widgets.flow_layout import FlowLayout

_FRAME_MS = 16
_STEPS_A_FRAME = 2
_MOST_NAME = 60
_NEAR = 0.01
"""A handle that is so near to where it was drawn, in statures, is said to be there."""


class PosingPage(QWidget):
    """``made`` tells the name and the pose (a ``Pose``), ``left`` that none is wanted.

    ``settled`` is told when the figure has come as near as it gets to where it is drawn.
    """

    made = Signal(str, object)
    left = Signal()
    settled = Signal()

    def __init__(
        self, appearance: Appearance, pictures: Pictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        self._pictures = pictures
        self._draft = PoseDraft(pictures.poses[REST])
        self._taken: frozenset[str] = frozenset()
        self._starts: dict[str, str] = {}
        self._from: Vec = (0.0, 0.0, 0.0)
        self._target: Vec | None = None
        self._is_pressed = False
        self._make_parts()
        self._lay_out()
        self._connect()

    def begin(self, start: str = REST, names: dict[str, str] | None = None) -> None:
        """Begins a pose from one that is known.

        ``names`` are the names of poses of one's own that there are, each with what it is drawn by.
        """
        own = names or {}
        self._taken = frozenset((*self._pictures.poses, *own))
        self._starts = {pose: pose for pose in self._pictures.poses}
        self._starts |= {drawn: name for name, drawn in own.items()}
        first = start if start in self._pictures.poses else REST
        self._draft = PoseDraft(self._pictures.poses[first])
        self._target = None
        self.name.clear()
        self._say("")
        self._look_from(Sight.SIDE)
        self._refresh()
        self.view.handles["head"].setFocus()

    @property
    def pose(self) -> Pose:
        """The pose as it is now."""
        return self._draft.pose

    def _make_parts(self) -> None:
        look = self._appearance
        self.title = label(tr("A pose of your own"), "title")
        self.how = wrapped(
            tr("Drag the figure by its handles; or choose one with Tab and use the arrow keys.")
        )
        self.start = TextButton(look, tr("Begin from a pose…"), parent=self)
        self.from_side = TextButton(look, tr("From the side"), role="either", parent=self)
        self.from_above = TextButton(look, tr("From above"), role="either", parent=self)
        for button in (self.from_side, self.from_above):
            button.setCheckable(True)
        self.mirror = TextButton(look, tr("Swap left and right"), "swap", parent=self)
        self.undo = TextButton(look, tr("Undo"), "undo", parent=self)
        self.redo = TextButton(look, tr("Redo"), "redo", parent=self)
        self.felt = ChoiceBox(tr("Where it is felt"), self)
        self.felt.addItem(tr("Where it is felt: no mark"), None)
        for region in REGIONS:
            self.felt.addItem(region_words(region), region)
        self.view = PosingView(look, self)
        self.resting = wrapped(parent=self)
        self.said = wrapped(role="strong", parent=self)
        self.name = QLineEdit(self)
        self.name.setProperty("role", "field")
        self.name.setMaxLength(_MOST_NAME)
        self.name.setPlaceholderText(tr("Name of the pose"))
        self.name.setAccessibleName(tr("Name of the pose"))
        self.cancel = TextButton(look, tr("Cancel"), "close", parent=self)
        self.save = TextButton(look, tr("Save the pose"), "check", "primary", self)
        self.starts = StartSheet(look, self._pictures.stills, self)
        self._frames = QTimer(self)
        self._frames.setInterval(_FRAME_MS)

    def _lay_out(self) -> None:
        px = self._appearance.px
        tools = QWidget(self)
        flow = FlowLayout(px(8))
        tools.setLayout(flow)
        buttons = (self.start, self.from_side, self.from_above, self.mirror, self.undo, self.redo)
        for tool in (*buttons, self.felt):
            flow.addWidget(tool)
        foot = QHBoxLayout()
        foot.setSpacing(px(12))
        foot.addWidget(self.cancel)
        foot.addWidget(self.name, 1)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(16), px(24), px(16))
        column.setSpacing(px(8))
        for part in (self.title, self.how, tools):
            column.addWidget(part)
        column.addWidget(self.view, 1)
        column.addWidget(self.resting)
        column.addWidget(self.said)
        column.addLayout(foot)
        stops = [
            *buttons,
            self.felt,
            *self.view.handles.values(),
            self.name,
            self.save,
            self.cancel,
        ]
        for before, after in itertools.pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.view.pulled.connect(self._on_pulled)
        self.view.nudged.connect(self._on_nudged)
        self.view.let_go.connect(self._on_let_go)
        self._frames.timeout.connect(self._on_frame)
        self.start.clicked.connect(lambda: self.starts.offer_poses(self._starts))
        self.starts.chosen.connect(self._on_start_chosen)
        self.from_side.clicked.connect(lambda: self._look_from(Sight.SIDE))
        self.from_above.clicked.connect(lambda: self._look_from(Sight.TOP))
        self.mirror.clicked.connect(lambda: self._do(self._draft.mirror))
        self.felt.chosen.connect(lambda region: self._do(lambda: self._draft.feel(region)))
        self.undo.clicked.connect(lambda: self._do(self._draft.undo))
        self.redo.clicked.connect(lambda: self._do(self._draft.redo))
        self.save.clicked.connect(self._on_save)
        self.name.returnPressed.connect(self._on_save)
        self.cancel.clicked.connect(self._on_cancel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.starts.place()

    def hideEvent(self, event: QHideEvent) -> None:
        self._frames.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo.click()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo.click()
        elif event.matches(QKeySequence.StandardKey.Save):
            self.save.click()
        elif event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.cancel.click()
        else:
            super().keyPressEvent(event)

    def _on_pulled(self, handle: str, way: Vec) -> None:
        if not self._is_pressed:
            self._draft.let_go()
            self._draft.get_hold(handle)
            self._is_pressed = True
            self._from = self._handle_place(handle)
        self._draw_to(add(self._from, way))

    def _on_nudged(self, handle: str, way: Vec) -> None:
        if self._draft.handle != handle:
            self._draft.get_hold(handle)
            self._target = None
        here = self._handle_place(handle)
        # Keys that come faster than the figure moves add up, but for those that go back.
        ahead = self._target if self._frames.isActive() and self._target else here
        self._draw_to(add(ahead, way))

    def _on_let_go(self, _handle: str) -> None:
        self._is_pressed = False
        if not self._frames.isActive():
            self._let_go()

    def _draw_to(self, target: Vec) -> None:
        self._target = target
        if not self._frames.isActive():
            self._frames.start()

    def _on_frame(self) -> None:
        """Draws the figure on by a few steps, until it is there or goes no farther."""
        assert self._target is not None
        before = self._draft.pose
        refusal = None
        for _ in range(_STEPS_A_FRAME):
            refusal = self._draft.draw(self._target)
            if refusal:
                break
        handle = self._draft.handle
        is_near = handle and length(sub(self._target, self._handle_place(handle))) < _NEAR
        self._say(refusal_words(refusal) if refusal and not is_near else "")
        if refusal or self._draft.pose is before:
            self._frames.stop()
            if not self._is_pressed:
                self._let_go()
            self._refresh()
            self.settled.emit()
        else:
            self._refresh()

    def _let_go(self) -> None:
        """The picture may move again, as nobody draws in it."""
        self._target = None
        self._draft.let_go()
        self._refresh()

    def _handle_place(self, handle: str) -> Vec:
        return handle_point(set_down(self._draft.pose).joints, handle)

    def _do(self, change: Callable[[], None]) -> None:
        self._stop()
        change()
        self._say("")
        self._refresh()

    def _stop(self) -> None:
        self._frames.stop()
        self._is_pressed, self._target = False, None

    def _on_start_chosen(self, pose: str) -> None:
        try:
            start = self._pictures.poses[pose]
        except (KeyError, UserError):
            # A file of one's own may be gone or changed since it was shown.
            self._say(tr("That pose cannot be used any more."))
            return
        self._do(lambda: self._draft.begin(start))

    def _look_from(self, sight: Sight) -> None:
        self.from_side.setChecked(sight is Sight.SIDE)
        self.from_above.setChecked(sight is Sight.TOP)
        self._stop()
        self._draft.let_go()
        self.view.look_from(sight)

    def _refresh(self) -> None:
        pose = self._draft.pose
        self.view.show_made(pose, is_drawn=self._frames.isActive() or self._is_pressed)
        words = resting_words(pose.rests, sits=bool(pose.sits))
        self.resting.setText(words)
        self.view.setAccessibleDescription(words)
        self.felt.setCurrentIndex(max(0, self.felt.findData(next(iter(pose.feels), None))))
        self.undo.setEnabled(self._draft.can_undo)
        self.redo.setEnabled(self._draft.can_redo)

    def _say(self, words: str) -> None:
        if words != self.said.text():
            self.said.setText(words)
            announce(self.said, words)

    def _on_save(self) -> None:
        name = " ".join(self.name.text().split())
        if not name:
            self._say(tr("Give the pose a name first."))
            self.name.setFocus()
        elif is_pose_name_taken(name, self._taken):
            self._say(tr("There is a pose of that name already. Please choose another name."))
            self.name.setFocus()
            self.name.selectAll()
        else:
            self._stop()
            self.made.emit(name, self._draft.finished())

    def _on_cancel(self) -> None:
        self._stop()
        self.left.emit()
