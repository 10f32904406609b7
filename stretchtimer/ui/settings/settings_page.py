"""The page of settings; each takes effect at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from stretchtimer.services.person.personal_routine import PersonalRoutine
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.person.setting_row import Card
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.settings.breath_settings import BreathSettings
from stretchtimer.ui.settings.room_settings import ReachOf, RoomSettings
from stretchtimer.ui.settings.settings_card import SettingsCard, TableCard
from stretchtimer.ui.settings.sound_settings import SoundSettings
from stretchtimer.ui.settings.times_settings import TimesSettings
from stretchtimer.ui.settings.voice_settings import VoiceSettings
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import TextButton, label

_WIDEST = 760


class SettingsPage(QWidget):
    """Cards in one column, in the order in which a session is felt: sound first, folders last.

    ``folders`` are named paths, each with a button that shows it in the system's file manager.
    """

    left = Signal()

    def __init__(
        self,
        appearance: Appearance,
        preferences: Preferences,
        devices: Callable[[], Sequence[tuple[str, str]]],
        folders: Sequence[tuple[str, Path]],
        reach_of: ReachOf,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        self._preferences = preferences
        self.sound = SoundSettings(appearance, preferences, devices, self)
        self.voice = VoiceSettings(appearance, preferences, self)
        self.breath = BreathSettings(appearance, preferences, self)
        self.times = TimesSettings(appearance, self)
        self.room = RoomSettings(appearance, preferences, reach_of, self)
        self.safety = SafetySettings(appearance, self)
        self.back = TextButton(appearance, tr("Done"), "check", "primary", self)
        self.back.clicked.connect(self.left)
        own = {
            Card.SOUND: self.sound,
            Card.VOICE: self.voice,
            Card.BREATHING: self.breath,
            Card.ROOM: self.room,
        }
        cards: list[SettingsCard] = [own.get(card) or self._table_card(card) for card in Card]
        cards.insert(cards.index(self.breath) + 1, self.times)
        self._lay_out(*cards, self.safety, self._folders(folders))

    def show_routine(self, personal: PersonalRoutine) -> None:
        """Takes another routine, for all that is set for one."""
        self.times.show_routine(personal)
        self.room.show_routine(personal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _table_card(self, card: Card) -> TableCard:
        made = TableCard(self._appearance, self._preferences, card, self)
        made.build()
        return made

    def _folders(self, folders: Sequence[tuple[str, Path]]) -> SettingsCard:
        card = SettingsCard(self._appearance, tr("Folders"))
        self.folder_buttons: list[TextButton] = []
        for name, path in folders:
            button = TextButton(self._appearance, tr("Open"), "folder", parent=card)
            button.setAccessibleName(tr("Open: {name}").format(name=name))
            button.clicked.connect(lambda _checked=False, path=path: self._open(path))
            card.add(name, button, str(path))
            self.folder_buttons.append(button)
        self.folder_note = card.add_note()
        return card

    def _open(self, path: Path) -> None:
        try:
            path.mkdir(parents=True, exist_ok=True)
            opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        except OSError:
            opened = False
        problem = tr("{folder} could not be opened.").format(folder=path)
        self.folder_note.setText("" if opened else problem)

    def _lay_out(self, *cards: SettingsCard) -> None:
        px = self._appearance.px
        head = QHBoxLayout()
        head.addWidget(label(tr("Settings"), "title"), 1)
        head.addWidget(self.back)
        column = QWidget()
        column.setMaximumWidth(px(_WIDEST))
        inner = QVBoxLayout(column)
        inner.setContentsMargins(0, 0, px(8), 0)
        inner.setSpacing(px(16))
        for card in cards:
            inner.addWidget(card)
        inner.addStretch(1)
        sheet = QWidget()
        centred = QHBoxLayout(sheet)
        centred.setContentsMargins(0, 0, 0, 0)
        centred.addWidget(column)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(sheet)
        page = QVBoxLayout(self)
        page.setContentsMargins(px(32), px(24), px(32), px(24))
        page.setSpacing(px(16))
        page.addLayout(head)
        page.addWidget(scroll, 1)


class SafetySettings(SettingsCard):
    """``asked`` when the person wants to read it again."""

    asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "", parent)
        self.title.setText(tr("Safety"))
        self.read = TextButton(appearance, tr("Read it again"), "safety", parent=self)
        self.read.setAccessibleName(tr("Read again when to stop"))
        self.add(tr("When to stop, and when to get help"), self.read)
        self.read.clicked.connect(self.asked)
