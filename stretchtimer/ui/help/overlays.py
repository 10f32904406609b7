"""The overlays that the window lays over its pages, each built when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from stretchtimer.services.person.safety_words import safety_page
from stretchtimer.services.wording.keys import editing_keys, today_keys
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import subheading, wrapped
from stretchtimer.ui.widgets.overlay import Overlay
from stretchtimer.ui.widgets.safety_columns import SafetyWords

if TYPE_CHECKING:
    from stretchtimer.engine.model import Side, Stretch
    from stretchtimer.ui.figure.pictures import Pictures
    from stretchtimer.ui.help.about import AboutOverlay
    from stretchtimer.ui.help.this_hurts import HurtsOverlay

Sheet = TypeVar("Sheet", bound=Overlay)

_KEY_WIDTH = 520


class KeysOverlay(Overlay):
    """Opened and put away by the same keys."""

    closing_keys = (Qt.Key.Key_Question, Qt.Key.Key_F1)

    def __init__(self, appearance: Appearance, parent: QWidget, *, from_the_mat: bool) -> None:
        super().__init__(appearance, _KEY_WIDTH, parent, from_the_mat=from_the_mat)

    def open(
        self,
        rows: Iterable[tuple[str, str]],
        page_rows: Iterable[tuple[str, str]],
        *,
        in_session: bool,
    ) -> None:
        """Shows the keys of a session with what each does, and first those of the page before."""
        sheet = QWidget()
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._appearance.px(32))
        grid.setVerticalSpacing(self._appearance.px(8))
        # Both wrap, so that long words of the one do not leave a gutter to the other.
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        _add_rows(grid, () if in_session else page_rows)
        if not in_session:
            grid.setRowMinimumHeight(grid.rowCount(), self._appearance.px(8))
            grid.addWidget(subheading(tr("Keys in a session")), grid.rowCount(), 0, 1, 2)
        _add_rows(grid, rows)
        self.show_sheet(tr("Keys in a session") if in_session else tr("Keys"), sheet)


def _add_rows(grid: QGridLayout, rows: Iterable[tuple[str, str]]) -> None:
    for line, (keys, does) in enumerate(rows, start=grid.rowCount()):
        grid.addWidget(wrapped(keys, "strong"), line, 0)
        grid.addWidget(wrapped(does), line, 1)


_SAFETY_WIDTH = 860


class SafetyOverlay(Overlay):
    """A sheet with everything."""

    def __init__(self, appearance: Appearance, parent: QWidget, *, from_the_mat: bool) -> None:
        super().__init__(appearance, _SAFETY_WIDTH, parent, from_the_mat=from_the_mat)

    def open(self) -> None:
        page = safety_page()
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, self._appearance.px(16), 0)
        column.setSpacing(self._appearance.px(12))
        column.addWidget(wrapped(page.what_it_is))
        column.addWidget(SafetyWords(self._appearance, sheet))
        column.addStretch(1)
        self.setAccessibleDescription("\n".join(page.lines()[1:]))
        self.show_sheet(tr("When to stop, and when to get help"), sheet)


class Overlays(QObject):
    """One at a time lies over ``window``; ``key_rows`` tells the keys of a session
    with what they do.

    ``closed`` when one was put away, and no other came instead of it.
    """

    closed = Signal()
    way_chosen = Signal(str, bool)
    """The id of a stretch that shall be done the easier way, or the usual one."""
    learn_asked = Signal()
    hurts_asked = Signal()
    """While reading in a session somebody says that it hurts."""

    def __init__(
        self,
        appearance: Appearance,
        key_rows: Callable[[], Iterable[tuple[str, str]]],
        in_session: Callable[[], bool],
        pictures: Pictures,
        window: QWidget,
        *,
        is_editing: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(window)
        self._is_editing = is_editing
        self._appearance = appearance
        self._key_rows = key_rows
        self._in_session = in_session
        self._pictures = pictures
        self._window = window
        self._built: list[Overlay] = []
        # Made once for the desk and once for the mat, from where letters have to be larger.
        self._keys = cache(self._made_keys)
        self._about = cache(self._made_about)
        self._safety = cache(self._made_safety)

    @property
    def keys(self) -> KeysOverlay:
        return self._keys(self._in_session())

    def _made_keys(self, from_the_mat: bool) -> KeysOverlay:
        panel = KeysOverlay(self._appearance, self._window, from_the_mat=from_the_mat)
        panel.offer(tr("When to stop, and when to get help"), self.show_safety)
        if not from_the_mat:
            self._learn_from_keys = panel.offer(tr("Your back and walking"), self.learn_asked.emit)
        return self._kept(panel)

    @property
    def about(self) -> AboutOverlay:
        return self._about(self._in_session())

    def _made_about(self, from_the_mat: bool) -> AboutOverlay:
        from stretchtimer.ui.help.about import AboutOverlay

        look, pictures, window = self._appearance, self._pictures, self._window
        panel = AboutOverlay(look, pictures, window, from_the_mat=from_the_mat)
        panel.way_chosen.connect(self.way_chosen)
        panel.offer(tr("When to stop, and when to get help"), self.show_safety)
        if from_the_mat:
            panel.offer(tr("This hurts"), self.hurts_asked.emit)
            panel.hurts_asked.connect(self.hurts_asked)
        else:
            self._learn = panel.offer(tr("Your back and walking"), self.learn_asked.emit)
        return self._kept(panel)

    @property
    def safety(self) -> SafetyOverlay:
        return self._safety(self._in_session())

    def _made_safety(self, from_the_mat: bool) -> SafetyOverlay:
        look, window = self._appearance, self._window
        return self._kept(SafetyOverlay(look, window, from_the_mat=from_the_mat))

    @cached_property
    def hurts(self) -> HurtsOverlay:
        from stretchtimer.ui.help.this_hurts import HurtsOverlay

        return self._kept(HurtsOverlay(self._appearance, self._window))

    def switch_keys(self) -> None:
        """Shows the list of keys, or puts it away."""
        if self.keys.isVisible():
            self.keys.put_away()
        else:
            page_rows = editing_keys() if self._is_editing() else today_keys()
            in_session, keys = self._in_session(), self.keys
            if not in_session:
                self._learn_from_keys.setVisible(not self._is_editing())
            keys.open(self._key_rows(), page_rows, in_session=in_session)

    def show_about(
        self, stretch: Stretch, side: Side | None = None, *, for_today: bool = False
    ) -> None:
        """Shows how a stretch is done; from its care one comes to the Learn page, unless in a
        session. ``for_today`` tells that its easier way was chosen for this session alone.
        """
        about = self.about
        if not self._in_session():
            self._learn.setVisible(bool(stretch.words.care))
        about.open(stretch, side, for_today=for_today)

    def show_safety(self) -> None:
        self.safety.open()

    def _kept(self, sheet: Sheet) -> Sheet:
        """Has it follow the window, and be heard of when it is put away."""
        sheet.closed.connect(self.closed)
        self._built.append(sheet)
        return sheet

    def place(self) -> None:
        """Has those that are there cover the window as it is now."""
        for sheet in self._built:
            sheet.place()

    def put_away(self) -> None:
        """Leaves the focus to whoever asks for it."""
        for sheet in self._built:
            sheet.hide()
