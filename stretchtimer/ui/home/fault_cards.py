"""Cards of routines that cannot be used: what is wrong with each, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stretchtimer.engine.errors import UserError
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.announcement import announce
from stretchtimer.ui.widgets.buttons import IconButton, TextButton, wrapped

if TYPE_CHECKING:
    from stretchtimer.services.person.routine_choices import Trouble

_MOST_FAULTS = 3


class FaultCards(QWidget):
    """Keeps a card for each routine until its file is in order, or the card is put away.

    Files are looked at again when the person comes back to the window. ``mended`` tells the name
    of a routine that can be used by now.
    """

    mended = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        find: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        """``find`` raises UserError for a routine, by its id or file, that cannot be used."""
        super().__init__(parent)
        self._appearance = appearance
        self._find = find
        self._cards: dict[str, FaultCard] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(appearance.px(8))
        self.hide()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._on_application_state_changed)

    def cards(self) -> tuple[FaultCard, ...]:
        """The cards that are shown, the latest last."""
        return tuple(self._cards.values())

    def tell(self, key: str, error: UserError) -> None:
        """Says what is wrong with the routine of that id or file."""
        from stretchtimer.services.person.routine_choices import plain_name, trouble_of

        self._put_away(key)
        card = FaultCard(self._appearance, plain_name(key), trouble_of(error), self)
        card.put_away.connect(lambda: self._put_away(key))
        self._cards[key] = card
        self._layout.addWidget(card)
        self.show()
        announce(card, card.title)

    def look_again(self) -> None:
        """Takes away the cards of files that are in order by now."""
        for key, card in tuple(self._cards.items()):
            try:
                self._find(key)
            except UserError as error:
                if card.differs_from(error):
                    self.tell(key, error)
            else:
                self._put_away(key)
                self.mended.emit(card.name)

    def _put_away(self, key: str) -> None:
        card = self._cards.pop(key, None)
        if card:
            card.hide()
            card.deleteLater()
        self.setVisible(bool(self._cards))

    def _on_application_state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look_again()


class FaultCard(QFrame):
    """``put_away`` when the person has read it."""

    put_away = Signal()

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        trouble: Trouble,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name = name
        self._trouble = trouble
        self.setProperty("role", "urgent")
        self._title = wrapped(tr("“{name}” cannot be used").format(name=name), "strong")
        self.close_button = IconButton(appearance, "close", tr("Close this notice"), self)
        self.close_button.clicked.connect(self.put_away)
        px = appearance.px
        words = QVBoxLayout()
        words.setSpacing(px(4))
        words.addWidget(self._title)
        for fault in _fault_words(trouble):
            words.addWidget(wrapped(fault))
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(8), px(8), px(8))
        layout.setSpacing(px(8))
        layout.addLayout(head)
        self.open_button: TextButton | None = None
        if trouble.path:
            layout.addLayout(self._way_out(appearance, trouble))

    @property
    def title(self) -> str:
        return self._title.text()

    def differs_from(self, error: UserError) -> bool:
        """Whether something else is wrong by now than what the card says."""
        from stretchtimer.services.person.routine_choices import trouble_of

        return trouble_of(error) != self._trouble

    def _way_out(self, appearance: Appearance, trouble: Trouble) -> QHBoxLayout:
        """What to do about it, with a button that does the first of it."""
        line = QHBoxLayout()
        line.setSpacing(appearance.px(16))
        to_do = tr("Correct this in a text editor, then save the file: {path}")
        line.addWidget(wrapped(to_do.format(path=trouble.path), "small"), 1)
        self.open_button = TextButton(appearance, tr("Open the file"), "folder", parent=self)
        self.open_button.clicked.connect(self._on_open_clicked)
        line.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignBottom)
        return line

    def _on_open_clicked(self) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._trouble.path)))


def _fault_words(trouble: Trouble) -> list[str]:
    """What is wrong, line by line, as much as anybody would read here."""
    from stretchtimer.services.wording.routine_cards import fault_words

    words = list(fault_words(trouble.faults[:_MOST_FAULTS]))
    more = len(trouble.faults) - _MOST_FAULTS
    if more > 0:
        words.append(ntr("And {n} more.", "And {n} more.", more))
    return words
