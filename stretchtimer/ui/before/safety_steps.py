"""The steps of the safety page: the one question, what to do where it is answered with yes, and
the rest, folded under its headings."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from stretchtimer.services.person.safety_words import SafetyText, Section, Topic
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import TextButton, subheading, wrapped
from stretchtimer.ui.widgets.safety_columns import SafetySection, height_of, scale_letters

_SCALES = tuple(percent / 100 for percent in range(400, 95, -10))
"""How large the letters may be beside those of the window, the best first."""
_TITLE = 1.45
"""How much larger a title is than the words below it."""
_TWO_COLUMNS = 720
"""From which width on what is unfolded stands in two columns, in pixels of the design."""
_EDGE = 4
"""What the edge of a step takes, for the focus to be seen."""
_OPEN_FIRST = ((Topic.ASK_FIRST, Topic.STOP), (Topic.ASK_FIRST,), ())
"""What stands open before anything was pressed: the first of these for which there is room."""


class SafetyStep(QScrollArea):
    """A title and words below it, in the largest letters that need no scrolling."""

    def __init__(self, appearance: Appearance, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setProperty("role", "words")
        self.setWidgetResizable(True)
        # Whoever does not see it finds all of it in one place, one step of Tab from the button.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(title)
        # Else a screen reader is told that what scrolls within it has the focus as well.
        self.viewport().setFocusProxy(None)  # type: ignore[arg-type]
        self._sheet = QWidget(self)
        self._title = subheading(title)
        self._texts: list[tuple[QLabel, float]] = [(self._title, _TITLE)]
        self._sections: list[SafetySection] = []
        self._inner = QVBoxLayout(self._sheet)
        # The ring of the focus does not touch the words.
        self._inner.setContentsMargins(appearance.px(4), 0, appearance.px(4), 0)
        self._inner.setSpacing(appearance.px(8))
        self._inner.addWidget(self._title)
        self.setWidget(self._sheet)

    @property
    def said(self) -> str:
        """What is announced when it comes: what it is about."""
        return self.accessibleName()

    def add_text(self, words: str, scale: float = 1.0) -> None:
        text = wrapped(words)
        self._texts.append((text, scale))
        self._inner.addWidget(text)

    def add_section(self, section: SafetySection) -> None:
        self._sections.append(section)
        self._inner.addWidget(section)

    def describe(self, lines: Iterable[str]) -> None:
        """Tells a screen reader all of it at once."""
        self.setAccessibleDescription("\n".join(lines))

    def fit(self, width: int, height: int) -> None:
        """Takes the largest letters with which it fits, in logical pixels, or the smallest."""
        # Halved again and again: to lay the words out for each size in turn takes half a second.
        least, most = 0, len(_SCALES) - 1
        while least < most:
            middle = (least + most) // 2
            self.set_scale(_SCALES[middle])
            if self.needs(width) <= height:
                most = middle
            else:
                least = middle + 1
        self.set_scale(_SCALES[least])

    def needs(self, width: int) -> int:
        """The height that it needs in that width."""
        # Not what the layouts say: they count nothing that has not been shown yet.
        inner = self._inner_width(width)
        heights = [height_of(text, inner) for text, _ in self._texts]
        heights += [section.needs(inner) for section in self._sections]
        return sum(heights) + self._inner.spacing() * len(heights) + 2 * _EDGE

    def _inner_width(self, width: int) -> int:
        """What is left of a width for the words, also where they are scrolled."""
        return width - 2 * _EDGE - self.verticalScrollBar().sizeHint().width()

    def set_scale(self, scale: float) -> None:
        for text, share in self._texts:
            scale_letters(text, scale * share)
        for section in self._sections:
            section.set_scale(scale)


class QuestionStep(SafetyStep):
    """Whether anything applies that must not wait; it fills the window."""

    def __init__(self, appearance: Appearance, page: SafetyText, parent: QWidget) -> None:
        super().__init__(appearance, page.question, parent)
        urgent = page.section(Topic.HELP_NOW)
        self.box = SafetySection(appearance, urgent, titled=False, parent=self._sheet)
        self.add_section(self.box)
        self._inner.addStretch(1)
        self.describe((urgent.advice, *urgent.points))


class HelpStep(SafetyStep):
    """What to do where something does apply."""

    def __init__(self, appearance: Appearance, page: SafetyText, parent: QWidget) -> None:
        super().__init__(appearance, page.stop_now, parent)
        words = tr("Call your local emergency number, or go to a hospital's emergency department.")
        self.add_text(words)
        self._inner.addStretch(1)
        self.describe((words,))

    @property
    def said(self) -> str:
        return f"{self.accessibleName()} {self.accessibleDescription()}"


class RestStep(SafetyStep):
    """What else is to be known: a heading for each section, which is pressed to unfold it."""

    unfolded = Signal()
    """The person has opened a section, or closed it."""

    def __init__(self, appearance: Appearance, page: SafetyText, parent: QWidget) -> None:
        super().__init__(appearance, page.title, parent)
        self.add_text(page.what_it_is)
        rest = [section for section in page.sections if section.topic is not Topic.HELP_NOW]
        self.folds = {each.topic: self._add_fold(each) for each in rest}
        self._inner.addStretch(1)
        self._was_pressed = False
        self._opened: SafetyFold | None = None
        self._until_laid_out = QTimer(self)
        self._until_laid_out.setSingleShot(True)
        self._until_laid_out.timeout.connect(self._on_laid_out)
        lines = [(each.title, each.advice, *each.points) for each in rest]
        self.describe([page.what_it_is, *(line for of in lines for line in of)])

    @property
    def said(self) -> str:
        return f"{self.accessibleName()}. {self._texts[1][0].text()}"

    @property
    def closed(self) -> tuple[SafetyFold, ...]:
        """The sections of which nobody has seen more than the heading, in their order."""
        return tuple(fold for fold in self.folds.values() if not fold.was_seen)

    def open_next(self) -> str:
        """Opens the first section that is still closed, and gives its words."""
        fold = self.closed[0]
        fold.heading.setChecked(True)
        self._on_pressed(fold)
        return fold.words

    def fit(self, width: int, height: int) -> None:
        """What the person folded stays so, and leaves the letters as they are."""
        if self._was_pressed:
            return
        wide = width >= max(self._appearance.px(_TWO_COLUMNS), height)
        for fold in self.folds.values():
            fold.section.arrange(2 if wide else 1)
        for topics in _OPEN_FIRST:
            for topic, fold in self.folds.items():
                fold.unfold(topic in topics)
            super().fit(width, height)
            if self.needs(width) <= height:
                break
        if not any(fold.heading.isChecked() for fold in self.folds.values()):
            # What is opened will need the room that closed it would fill with large letters.
            self.set_scale(_SCALES[-1])

    def needs(self, width: int) -> int:
        folds = [fold.needs(self._inner_width(width)) for fold in self.folds.values()]
        return super().needs(width) + sum(folds) + self._inner.spacing() * len(folds)

    def set_scale(self, scale: float) -> None:
        super().set_scale(scale)
        for fold in self.folds.values():
            fold.set_scale(scale)

    def _add_fold(self, section: Section) -> SafetyFold:
        fold = SafetyFold(self._appearance, section, self._sheet)
        fold.heading.clicked.connect(lambda _on: self._on_pressed(fold))
        self._inner.addWidget(fold)
        return fold

    def _on_pressed(self, fold: SafetyFold) -> None:
        if not self._was_pressed:
            self._was_pressed = True
            for each in self.folds.values():
                each.keep_seen()
        fold.unfold(fold.heading.isChecked())
        self._inner.activate()
        if fold.heading.isChecked():
            fold.keep_seen()
            # What scrolls learns only by a message how high its contents have become.
            self._opened = fold
            self._until_laid_out.start()
        self.unfolded.emit()

    def _on_laid_out(self) -> None:
        """Brings what was opened in sight: to its end, or from its beginning where it is higher."""
        if self._opened is not None:
            self.ensureWidgetVisible(self._opened, 0, 0)
            self.ensureWidgetVisible(self._opened.heading, 0, 0)


class SafetyFold(QFrame):
    """A heading, with its section below while it is pressed down."""

    def __init__(self, appearance: Appearance, section: Section, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.heading = TextButton(appearance, section.title, "chevron-down", "fold", self)
        self.heading.setCheckable(True)
        self.section = SafetySection(appearance, section, titled=False, parent=self)
        self.words = " ".join((f"{section.title}.", section.advice, *section.points))
        self._is_seen = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(appearance.px(4))
        layout.addWidget(self.heading)
        layout.addWidget(self.section)
        self.unfold(False)

    @property
    def was_seen(self) -> bool:
        """Whether it is open, or the person had it open before."""
        return self._is_seen or self.heading.isChecked()

    def keep_seen(self) -> None:
        """Keeps that it was open, if it is, for when it is folded again."""
        self._is_seen = self.was_seen

    def unfold(self, is_open: bool) -> None:
        self.heading.setChecked(is_open)
        self.heading.set_icon("chevron-up" if is_open else "chevron-down")
        self.section.setVisible(is_open)

    def needs(self, width: int) -> int:
        """The height that it needs in that width, in pixels."""
        self.heading.ensurePolished()
        heading = self.heading.sizeHint().height()
        if not self.heading.isChecked():
            return heading
        return heading + self._appearance.px(4) + self.section.needs(width)

    def set_scale(self, scale: float) -> None:
        font = self.heading.font()
        usual = QFontInfo(QApplication.font()).pixelSize()
        font.setPixelSize(round(usual * scale))
        self.heading.setFont(font)
        self.heading.grow_icon(round(1.3 * font.pixelSize()))
        self.section.set_scale(scale)
