"""The overlays that the window lays over its pages, each built when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from stretchtimer.engine.model import Stretch
from stretchtimer.services.person.safety import safety_page
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import label, subheading, wrapped
from stretchtimer.ui.widgets.overlay import Overlay
from stretchtimer.ui.widgets.safety_words import SafetyWords

_KEY_WIDTH = 520


class KeysOverlay(Overlay):
    """Opened and put away by the same keys."""

    closing_keys = (Qt.Key.Key_Question, Qt.Key.Key_F1)

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(appearance, _KEY_WIDTH, parent)

    def open(self, rows: Iterable[tuple[str, str]]) -> None:
        """Shows the list of keys with what each does."""
        sheet = QWidget()
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._appearance.px(32))
        grid.setVerticalSpacing(self._appearance.px(8))
        grid.setColumnStretch(1, 1)
        for line, (keys, does) in enumerate(rows):
            grid.addWidget(label(keys, "strong"), line, 0)
            grid.addWidget(wrapped(does), line, 1)
        self.show_sheet(tr("Keys in a session"), sheet)


_ABOUT_WIDTH = 680


class AboutOverlay(Overlay):
    """All words of a stretch; what it has no words for is left out."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(appearance, _ABOUT_WIDTH, parent)

    def open(self, stretch: Stretch) -> None:
        words = stretch.words
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, self._appearance.px(16), 0)
        column.setSpacing(self._appearance.px(4))
        for title, texts in (
            (tr("When to take care"), (words.care,)),
            (tr("How to do it"), words.setup or (words.position,)),
            (tr("What you may feel"), (words.feel,)),
            (tr("Breathing"), (words.breathing,)),
            (tr("Easily done wrong"), words.mistakes),
            (tr("An easier way"), (words.easier,)),
            (tr("Coming out of it"), (words.release,)),
        ):
            self._add(column, title, tuple(text for text in texts if text))
        column.addStretch(1)
        self.show_sheet(stretch.name, sheet)

    def _add(self, column: QVBoxLayout, title: str, texts: tuple[str, ...]) -> None:
        if not texts:
            return
        column.addWidget(subheading(title))
        numbered = len(texts) > 1
        for number, text in enumerate(texts, start=1):
            column.addWidget(wrapped(f"{number}. {text}" if numbered else text))
        column.addSpacing(self._appearance.px(12))


_SAFETY_WIDTH = 860


class SafetyOverlay(Overlay):
    """A sheet with everything; a session goes on behind it."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(appearance, _SAFETY_WIDTH, parent)

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
    """One at a time lies over ``window``; ``key_rows`` tells the keys of now with what they do."""

    def __init__(
        self,
        appearance: Appearance,
        key_rows: Callable[[], Iterable[tuple[str, str]]],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._appearance = appearance
        self._key_rows = key_rows
        self._window = window
        self._built: list[Overlay] = []

    @cached_property
    def keys(self) -> KeysOverlay:
        panel = KeysOverlay(self._appearance, self._window)
        panel.offer(tr("When to stop, and when to get help"), self.show_safety)
        self._built.append(panel)
        return panel

    @cached_property
    def about(self) -> AboutOverlay:
        panel = AboutOverlay(self._appearance, self._window)
        panel.offer(tr("When to stop, and when to get help"), self.show_safety)
        self._built.append(panel)
        return panel

    @cached_property
    def safety(self) -> SafetyOverlay:
        panel = SafetyOverlay(self._appearance, self._window)
        self._built.append(panel)
        return panel

    def switch_keys(self) -> None:
        """Shows the list of keys, or puts it away."""
        if self.keys.isVisible():
            self.keys.put_away()
        else:
            self.keys.open(self._key_rows())

    def show_about(self, stretch: Stretch) -> None:
        self.about.open(stretch)

    def show_safety(self) -> None:
        self.safety.open()

    def place(self) -> None:
        """Has those that are there cover the window as it is now."""
        for sheet in self._built:
            sheet.place()

    def put_away(self) -> None:
        """Leaves the focus to whoever asks for it."""
        for sheet in self._built:
            sheet.hide()
