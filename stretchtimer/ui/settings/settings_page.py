"""The page of settings, a section at a time; each takes effect at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QIcon,
    QKeyEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from stretchtimer.engine.breathing import Pace, Paced
from stretchtimer.services.person.personal_routine import PersonalRoutine
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.person.setting_row import Card, SettingRow
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.figure.colours import CLOTHES, SKINS
from stretchtimer.ui.figure.pictures import FigurePicture
from stretchtimer.ui.settings.room_settings import ReachOf, RoomSettings
from stretchtimer.ui.settings.settings_card import INDENT, RowControl, SettingsCard, TableCard
from stretchtimer.ui.settings.sound_settings import SoundSettings, VoiceSettings
from stretchtimer.ui.settings.times_settings import TimesSettings
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.boxes import LeavesWheel, short_number
from stretchtimer.ui.widgets.buttons import TextButton, label, wrapped

_WIDEST, _LIST_WIDTH = 980, 220
_NARROW, _TABBED = 1000, 780
"""Below these widths margins are narrower, and the sections are tabs above what they hold."""
_PREVIEW_HEIGHT = 150
_COLOURS = {"skin": SKINS, "clothing": CLOTHES}


class SectionTabs(LeavesWheel, QTabBar):
    """Tabs that are chosen by a click or by keys, and not by a wheel meant for the page."""


class SettingsPage(QWidget):
    """One section at a time, in the order in which a session is felt: sound first, folders last.

    They are chosen in a list at the side, in narrow windows by tabs.

    ``folders`` are named paths, each with a button that shows it in the system's file manager.
    ``preview`` is a still that shows skin and clothes.
    """

    left = Signal()

    def __init__(
        self,
        appearance: Appearance,
        preferences: Preferences,
        devices: Callable[[], Sequence[tuple[str, str]]],
        folders: Sequence[tuple[str, Path]],
        reach_of: ReachOf,
        *,
        preview: FigurePicture,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        self._preferences = preferences
        self.sound = SoundSettings(appearance, preferences, devices, self)
        self.voice = VoiceSettings(appearance, preferences, self)
        self.breath = BreathSettings(appearance, preferences, self)
        self.times = TimesSettings(appearance, self)
        self.appearance = AppearanceSettings(appearance, preferences, preview, self)
        self.room = RoomSettings(appearance, preferences, reach_of, self)
        self.session = SessionSettings(appearance, preferences, self)
        self.safety = SafetySettings(appearance, self)
        self.back = TextButton(appearance, tr("Done"), "check", "primary", self)
        self.back.clicked.connect(self.left)
        self.sections = QListWidget(self)
        self.tabs = SectionTabs(self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        for title, *cards in (
            (tr("Sound and voice"), self.sound, self.voice),
            (Card.BREATHING.title, self.breath),
            (tr("Times"), self.times),
            (Card.APPEARANCE.title, self.appearance),
            (Card.ROOM.title, self.room),
            (Card.SESSION.title, self.session),
            (Card.RECORD.title, self._table_card(Card.RECORD)),
            (Card.PLAN.title, self._table_card(Card.PLAN)),
            (tr("Safety and folders"), self.safety, self._folders(folders)),
        ):
            self._add_section(title, cards)
        self.sections.currentRowChanged.connect(self._show_section)
        self.tabs.currentChanged.connect(self._show_section)
        self._show_section(0)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        px = self._appearance.px
        is_tabbed = self.width() < px(_TABBED)
        had_focus = self.sections.hasFocus() or self.tabs.hasFocus()
        self.sections.setVisible(not is_tabbed)
        self.tabs.setVisible(is_tabbed)
        if had_focus:
            (self.tabs if is_tabbed else self.sections).setFocus()
        side = px(24 if self.width() < px(_NARROW) else 32)
        self._page.setContentsMargins(side, px(24), side, px(24))

    def _show_section(self, number: int) -> None:
        """Shows the section of that number, and tells it in list and tabs alike."""
        self._stack.setCurrentIndex(number)
        self.sections.setCurrentRow(number)
        self.tabs.setCurrentIndex(number)

    def _add_section(self, title: str, cards: Sequence[SettingsCard]) -> None:
        px = self._appearance.px
        sheet = QWidget()
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(0, 0, px(8), 0)
        inner.setSpacing(px(16))
        for card in cards:
            inner.addWidget(card)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(sheet)
        self._stack.addWidget(scroll)
        self.sections.addItem(title)
        self.tabs.addTab(title)

    def _lay_out(self) -> None:
        px = self._appearance.px
        name = tr("Sections")
        for chooser in (self.sections, self.tabs):
            chooser.setAccessibleName(name)
        self.sections.setProperty("role", "sections")
        self.sections.setFixedWidth(px(_LIST_WIDTH))
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sections.setWordWrap(True)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        head = QHBoxLayout()
        head.addWidget(label(tr("Settings"), "title"), 1)
        head.addWidget(self.back)
        both = QHBoxLayout()
        both.setSpacing(px(24))
        both.addWidget(self.sections)
        both.addWidget(self._stack, 1)
        column = QWidget()
        column.setMaximumWidth(px(_WIDEST))
        inner = QVBoxLayout(column)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(px(16))
        inner.addLayout(head)
        inner.addWidget(self.tabs)
        inner.addLayout(both, 1)
        self._page = QHBoxLayout(self)
        self._page.addWidget(column)
        QWidget.setTabOrder(self.back, self.sections)
        QWidget.setTabOrder(self.sections, self.tabs)


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


class SessionSettings(TableCard):
    """Says below the wish to keep the screen on where that cannot be done."""

    def __init__(
        self, appearance: Appearance, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, preferences, Card.SESSION, parent)
        self.build()

    def tell_screen_fails(self) -> None:
        """Says that the screen cannot be kept on here, and what helps instead."""
        words = tr(
            "This does not work on your computer as it is set up now. To keep the screen on, "
            "change the power or display settings of your computer."
        )
        self.screen_note.setText(words)
        self.screen_note.show()
        self.controls["keep_awake"].setAccessibleDescription(words)

    def add_below(self, row: SettingRow) -> None:
        if row.key == "keep_awake":
            self.screen_note = wrapped(role="strong")
            self.screen_note.setIndent(self._appearance.px(INDENT))
            self.screen_note.hide()
            self.add_wide(self.screen_note)


class BreathSettings(TableCard):
    """Says of each pace how long a breath takes; without a pace nothing else can be set."""

    def __init__(
        self, appearance: Appearance, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, preferences, Card.BREATHING, parent)
        self.build()

    def refresh(self) -> None:
        super().refresh()
        is_paced = self.preferences.settings.breathing is not Paced.OFF
        for key, control in self.controls.items():
            control.setEnabled(is_paced or key == "breathing")

    def make_control(self, row: SettingRow) -> RowControl:
        if row.key != "breaths_per_minute":
            return super().make_control(row)
        return self.add_choice(row, [(value, _pace_words(value)) for value in row.values])


def _pace_words(per_minute: object) -> str:
    assert isinstance(per_minute, float)
    half_s = Pace(per_minute=per_minute).half_ms / 1000
    words = tr("{number} · {s} s in, {s} s out")
    return words.format(number=short_number(per_minute), s=short_number(half_s))


class AppearanceSettings(TableCard):
    """Each skin and each set of clothes has its colours beside its name; ``preview`` wears them."""

    def __init__(
        self,
        appearance: Appearance,
        preferences: Preferences,
        preview: FigurePicture,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(appearance, preferences, Card.APPEARANCE, parent)
        self.preview = preview
        preview.setAccessibleName(tr("The figure in these colours"))
        preview.setFixedHeight(appearance.px(_PREVIEW_HEIGHT))
        self.build()

    def make_control(self, row: SettingRow) -> RowControl:
        made = super().make_control(row)
        if row.key in _COLOURS and isinstance(made.widget, QComboBox):
            for number, colours in enumerate(_COLOURS[row.key]):
                made.widget.setItemIcon(number, self._swatch(colours))
        return made

    def add_below(self, row: SettingRow) -> None:
        if row.key == "motion":
            self.add_wide(self.preview)

    def _swatch(self, colours: tuple[str, str]) -> QIcon:
        """Both colours, each in a half of a round."""
        side = self._appearance.px(20)
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, colour in enumerate(colours):
            painter.setBrush(QColor(colour))
            painter.drawPie(picture.rect(), (90 + 180 * number) * 16, 180 * 16)
        painter.end()
        return QIcon(picture)
