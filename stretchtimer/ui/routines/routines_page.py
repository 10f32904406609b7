"""The Routines page: all routines as cards, searched and sorted, and the page of one of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Routine
from stretchtimer.services.routines.cards import Card, CardState, Sorting
from stretchtimer.services.routines.desk import RoutinesDesk
from stretchtimer.services.routines.files import Deleted, Exported, Incoming
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.ui.figure.pictures import LaterPicture
from stretchtimer.ui.routines.card_grid import CardGrid
from stretchtimer.ui.routines.routine_view import RoutineView
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.announcement import announce
from stretchtimer.ui.widgets.boxes import ChoiceBox
from stretchtimer.ui.widgets.buttons import TextButton, label, wrapped
from stretchtimer.ui.widgets.copy_overlay import CopyOverlay
from stretchtimer.ui.widgets.file_dialogs import ask_where_to_save, ask_which_file
from stretchtimer.ui.widgets.flow_layout import FlowLayout
from stretchtimer.ui.widgets.notice_bar import NoticeBar
from stretchtimer.ui.widgets.places import ROUTINES, Places, head_buttons
from stretchtimer.ui.widgets.undo_bar import UndoBar

_SEARCHED_FROM = 9
_NARROW = 1000


class RoutinesPage(QWidget):
    """``open`` goes to the cards, which are kept up to date as long as the page is shown.

    ``used`` tells the id and the routine that becomes today's; ``gone`` that today's was deleted,
    and ``back_again`` the id under which it was put back; ``edit_asked`` the routine that is to be
    edited, or "" for a new one.
    """

    place_asked = Signal(str)
    settings_asked = Signal()
    help_asked = Signal()
    safety_asked = Signal()
    learn_asked = Signal()
    used = Signal(str, object)
    gone = Signal()
    back_again = Signal(str)
    edit_asked = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        desk: RoutinesDesk,
        picture: Callable[[], LaterPicture],
        present: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        """``present`` gives the id of today's routine."""
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        self._desk = desk
        self._present = present
        self.places = Places(appearance, ROUTINES, self)
        self.safety, self.learn, self.help, self.settings = head_buttons(appearance, self)
        self.notices = NoticeBar(appearance, self)
        self.undo_bar = UndoBar(appearance, self)
        self.search = QLineEdit(self)
        self.search.setProperty("role", "field")
        self.search.setPlaceholderText(tr("Search"))
        self.search.setAccessibleName(tr("Search the routines"))
        self.search.setClearButtonEnabled(True)
        self.sorting = ChoiceBox(tr("Sort by"), self)
        self.sorting.offer(
            [
                (Sorting.NAME, tr("By name")),
                (Sorting.TOTAL, tr("Shortest first")),
                (Sorting.LAST_DONE, tr("Last done first")),
            ]
        )
        self.new = TextButton(appearance, tr("New"), "plus", parent=self)
        self.open_file = TextButton(appearance, tr("Open a file"), "folder", parent=self)
        self.none_found = wrapped(role="lead", parent=self)
        self.grid = CardGrid(appearance, picture, desk.last_day, self)
        self.view = RoutineView(appearance, picture, self)
        self.copying = CopyOverlay(appearance, self)
        self._copied = ""
        self._waiting_for = ""
        self._lay_out()
        self._connect()

    @property
    def is_showing_one(self) -> bool:
        """Whether one routine is shown, not the cards."""
        return self._pages.currentWidget() is self.view

    def open(self) -> None:
        """Shows the cards as they are now."""
        self._pages.setCurrentIndex(0)
        self._tools.show()
        self._refresh()

    def take_in(self, path: Path) -> None:
        """Shows a file from outside, to be kept or not."""
        self.undo_bar.clear()
        self._desk.inspect(path, self._on_incoming, self._on_refused)

    def show_one(self, key: str) -> None:
        """Opens the page of a routine, or of a file that cannot be used."""
        card = self._desk.card(key)
        if card is not None and card.state is CardState.BROKEN:
            self._show_view(lambda: self.view.show_broken(card))
            return
        self._desk.read(key, lambda routine: self._on_read(key, routine), self._on_refused)

    def show_anew(self, key: str) -> None:
        """Reads a routine once more whose page is open: it was changed."""
        if self.is_showing_one and self.view.card is not None and self.view.card.key == key:
            self.show_one(key)

    def focus_first(self) -> None:
        """Gives the focus to what is shown: a card, or what can be done with the one routine."""
        if self.is_showing_one:
            self.view.focus_first()
        else:
            self.focus_cards()

    def focus_cards(self) -> None:
        """Gives the focus to the card that had it last, or to today's."""
        self.grid.focus_card()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Find) and self.search.isVisible():
            self.search.setFocus()
            self.search.selectAll()
        elif event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self.focus_cards()
        elif event.matches(QKeySequence.StandardKey.Undo) and self.undo_bar.can_undo:
            self.undo_bar.undo.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = self._appearance.px
        side = min(px(24 if self.width() < px(_NARROW) else 32), self.width() // 30)
        self._page.setContentsMargins(side, side // 2, side, side // 2)
        self.copying.place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._desk.open(self._on_changed)

    def hideEvent(self, event: QHideEvent) -> None:
        self._desk.leave()
        if not event.spontaneous():
            self.undo_bar.clear()
        super().hideEvent(event)

    def _on_changed(self) -> None:
        """There is something new in the folders or in the record."""
        self._refresh()
        self._show_awaited()
        shown = self.view.card
        if not self.is_showing_one or shown is None:
            return
        card = self._desk.card(shown.key)
        if card is None:
            self._back_to_cards()
        elif card != shown:
            self.show_one(card.key)

    def _refresh(self) -> None:
        words = self.search.text()
        cards = self._desk.cards(words, Sorting(self.sorting.currentData()))
        many = self._desk.count >= _SEARCHED_FROM
        self.search.setVisible(many or bool(words))
        self.sorting.setVisible(self._desk.count > 1)
        self.none_found.setVisible(bool(words) and not cards)
        self.none_found.setText(tr("No routine has “{words}” in it.").format(words=words))
        self.grid.show_cards(cards, self._present(), self._desk.today)

    def _on_searched(self) -> None:
        self._refresh()
        if self.search.text():
            found = len(self.grid.cards)
            announce(self.search, ntr("{n} routine", "{n} routines", found))

    def _on_read(self, key: str, routine: Routine) -> None:
        card = self._desk.card(key)
        if card is None or card.state is not CardState.READY:
            # The card comes a moment later, where the routine has only just been made.
            self._waiting_for = key
            return
        is_present = key == self._present()
        day = self._desk.last_day(key)

        def show() -> None:
            self.view.show_routine(card, routine, day, self._desk.today, is_present=is_present)

        self._show_view(show)

    def _show_view(self, show: Callable[[], None]) -> None:
        stays = self.is_showing_one
        show()
        self._pages.setCurrentWidget(self.view)
        self._tools.hide()
        if not stays or self.focusWidget() is None:
            self.view.focus_first()

    def _back_to_cards(self) -> None:
        self._pages.setCurrentIndex(0)
        self._tools.show()
        self.focus_cards()

    def _on_used(self, key: str, routine: Routine) -> None:
        self.used.emit(key, routine)

    def _on_copy_asked(self, key: str, name: str) -> None:
        self._copied = key
        self.copying.open(tr("{name}, my copy").format(name=name))

    def _on_copy_named(self, name: str) -> None:
        def made(key: str) -> None:
            self.undo_bar.say(tr("Made: {name}. It is yours to change.").format(name=name))
            self._show_made(key)
            self.edit_asked.emit(key)

        self._desk.duplicate(self._copied, name, made, self._on_refused)

    def _on_export_asked(self, key: str) -> None:
        def ask(name: str) -> None:
            ask_where_to_save(
                self, tr("Export the routine"), name, _kinds(), export, may_replace=False
            )

        def export(path: Path) -> None:
            self._desk.export(key, path, self._on_exported, self._on_refused)

        self._desk.file_name(key, ask, self._on_refused)

    def _on_exported(self, exported: Exported) -> None:
        words = tr("Written: {path}").format(path=exported.path)
        if exported.left_out:
            words += " " + tr(
                "Its pictures, poses and other languages are not in it. To have them, too, give "
                "the file a name that ends in .stretch."
            )
        self.undo_bar.say(words)

    def _on_delete_asked(self, key: str, name: str) -> None:
        was_present = key == self._present()

        def deleted(what: Deleted) -> None:
            self._back_to_cards()
            if was_present:
                self.gone.emit()
            self.undo_bar.say(
                tr("Deleted: {name}.").format(name=name),
                lambda: self._desk.restore(what, restored, self._on_refused),
            )
            self.undo_bar.undo.setFocus()

        def restored(new_key: str) -> None:
            if was_present:
                self.back_again.emit(new_key)
            self.undo_bar.say(tr("Put back: {name}.").format(name=name))
            self._show_made(new_key)

        self._desk.delete(key, deleted, self._on_refused)

    def _on_incoming(self, incoming: Incoming) -> None:
        self._show_view(lambda: self.view.show_incoming(incoming))
        self.view.focus_first()

    def _on_kept(self, incoming: Incoming, name: str) -> None:
        def kept(key: str) -> None:
            self.undo_bar.say(tr("Kept: {name}.").format(name=name or incoming.name))
            self._show_made(key)

        self._desk.keep(incoming, name, kept, self._on_refused)

    def _show_made(self, key: str) -> None:
        """Goes to a routine that was only just put into the folder."""
        self._back_to_cards()
        self._waiting_for = key
        self._show_awaited()

    def _show_awaited(self) -> None:
        """Opens the page of what was made, as soon as its card is there."""
        key = self._waiting_for
        card = self._desk.card(key) if key else None
        if card is not None and card.state is not CardState.UNREAD:
            self._waiting_for = ""
            self.show_one(key)

    def _on_folder_asked(self, key: str) -> None:
        card = self._desk.card(key)
        if card is not None and not QDesktopServices.openUrl(_folder_url(card)):
            words = tr("{folder} could not be opened.").format(folder=card.path.parent)
            self.notices.add(words)

    def _on_open_file(self) -> None:
        ask_which_file(self, tr("Open a routine file"), _kinds(), self.take_in)

    def _on_refused(self, error: UserError) -> None:
        words = sentence(error)
        self.undo_bar.say(words)

    def _lay_out(self) -> None:
        px = self._appearance.px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.places)
        head.addStretch(1)
        for button in (self.safety, self.learn, self.help, self.settings):
            head.addWidget(button)
        self._tools = QWidget(self)
        tools = FlowLayout(px(12))
        self._tools.setLayout(tools)
        self.search.setMinimumWidth(px(240))
        title = label(tr("All routines"), "heading")
        title.setIndent(px(4))
        for part in (title, self.search, self.sorting, self.new, self.open_file):
            tools.addWidget(part)
        cards = QWidget(self)
        inner = QVBoxLayout(cards)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(px(8))
        inner.addWidget(self.none_found)
        inner.addWidget(self.grid, 1)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(cards)
        self._pages.addWidget(self.view)
        self._page = QVBoxLayout(self)
        self._page.setSpacing(px(12))
        self._page.addLayout(head)
        self._page.addWidget(self.notices)
        self._page.addWidget(self.undo_bar)
        self._page.addWidget(self._tools)
        self._page.addWidget(self._pages, 1)
        self.sorting.tell_name()

    def _connect(self) -> None:
        self.places.asked.connect(self.place_asked)
        self.safety.clicked.connect(self.safety_asked)
        self.learn.clicked.connect(self.learn_asked)
        self.help.clicked.connect(self.help_asked)
        self.settings.clicked.connect(self.settings_asked)
        self.search.textChanged.connect(lambda _: self._on_searched())
        self.sorting.chosen.connect(lambda _: self._refresh())
        self.open_file.clicked.connect(self._on_open_file)
        self.new.clicked.connect(lambda: self.edit_asked.emit(""))
        self.grid.opened.connect(self.show_one)
        self.grid.folder_asked.connect(self._on_folder_asked)
        self.grid.seen.connect(self._desk.show)
        view = self.view
        view.left.connect(self._back_to_cards)
        view.used.connect(self._on_used)
        view.copy_asked.connect(self._on_copy_asked)
        view.edit_asked.connect(self.edit_asked)
        view.export_asked.connect(self._on_export_asked)
        view.delete_asked.connect(self._on_delete_asked)
        view.folder_asked.connect(self._on_folder_asked)
        view.kept.connect(self._on_kept)
        view.present_asked.connect(self.show_one)
        view.safety_asked.connect(self.safety_asked)
        view.learn_asked.connect(self.learn_asked)
        self.copying.named.connect(self._on_copy_named)


def _kinds() -> str:
    """The files that routines come in, as a dialog tells them."""
    return tr("Routines ({pattern})").format(pattern="*.toml *.stretch")


def _folder_url(card: Card) -> QUrl:
    return QUrl.fromLocalFile(str(card.path.parent))
