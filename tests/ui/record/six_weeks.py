"""Six weeks of one person, entered through the window alone, as they are lived.

``python -m tests.ui.record.six_weeks FOLDER`` lives them, and writes pictures of what then stands
on Home, Done and the Record page, and the page for the physiotherapist as the window saves it.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum, auto
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from stretchtimer.engine.model import Side
from stretchtimer.services.person.choices import ThemeChoice
from stretchtimer.ui.home.today_bar import TodayBar
from stretchtimer.ui.record.paper import Paper
from stretchtimer.ui.widgets.places import RECORD, TODAY
from tests.ui.driving import Person, settle, shown
from tests.ui.record.look import SIZES, THEMES, draw_forms, save, whole

FIRST_DAY = date(2026, 3, 2)
"""A Monday: the day after that on which the fake clock begins."""
_TO_HOME = timedelta(minutes=12)
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier

Open = Callable[[Path], Person]


class How(Enum):
    """What became of a session."""

    WHOLE = auto()
    ENDED_EARLY = auto()
    SHORT_SIDE = auto()
    SKIPPED = auto()
    BROKEN_OFF = auto()
    STRENGTH = auto()


@dataclass(frozen=True)
class Day:
    """One day of the six weeks, counted from 0; a walk of no minutes is none.

    A walk of a full quarter of an hour is timed by the window, others are told afterwards.
    """

    number: int
    walked_min: int
    walking: int | None
    before: int | None
    after: int | None
    how: How = How.WHOLE
    note: str = ""


DAYS = (
    Day(0, 15, 7, 7, 5, note="First time. Stiff when getting up."),
    Day(1, 0, None, 6, 6),
    Day(2, 12, 7, 7, 5, How.SHORT_SIDE),
    Day(4, 15, 6, 6, 4),
    Day(5, 0, None, 7, 6, How.ENDED_EARLY, "Phone rang."),
    Day(7, 18, 6, 6, 4),
    Day(8, 0, None, 6, 5),
    Day(9, 15, 6, 7, 4, How.SKIPPED, "Left out the knee hug, groin was sore."),
    Day(11, 20, 5, 6, 4),
    Day(12, 0, None, 5, 5),
    Day(14, 22, 5, 5, 3),
    Day(15, 15, 5, 5, 3, How.BROKEN_OFF),
    Day(16, 0, None, 5, 4),
    Day(18, 25, 4, 5, 2),
    Day(19, 0, None, None, 3),
    Day(20, 30, 5, 4, 3, How.STRENGTH),
    Day(21, 30, 4, 4, 2),
    Day(22, 0, None, 8, 7, How.ENDED_EARLY, "Four hours in the car yesterday."),
    Day(23, 10, 7, 7, 5),
    Day(24, 15, 6, 6, 4),
    Day(26, 20, 5, 5, 3),
    Day(28, 25, 4, 4, 3),
    Day(29, 0, None, 4, 4),
    Day(30, 30, 3, 4, 2),
    Day(32, 35, 3, 3, 1, note="Round the lake without a rest."),
    Day(33, 0, None, 3, None),
    Day(35, 35, 3, 3, 2),
    Day(36, 30, 3, 3, 1),
    Day(37, 0, None, 3, 2, How.STRENGTH),
    Day(39, 40, 2, 2, 1),
    Day(40, 45, 3, 3, 1),
    Day(41, 40, 2, 2, 1, note="Best week so far."),
)


class Life:
    """One person before their computer, day after day; ``open_window`` opens the program.

    It does so anew where the computer lost its power.

    Nothing reaches the log but by what can be clicked and typed.
    """

    def __init__(self, folder: Path, open_window: Open) -> None:
        self._folder = folder
        self._open = open_window
        self._lived: list[date] = []
        self.person = open_window(folder / "profile")

    @property
    def today(self) -> TodayBar:
        today = self.person.window.home.today
        assert today is not None
        return today

    def live(self, day: Day, at_the_end: Callable[[], None] = lambda: None) -> None:
        """Walks, says how it is, does the session, and says how it is then.

        ``at_the_end`` looks at the last page before anything is said there.
        """
        self._lived.append(FIRST_DAY + timedelta(day.number))
        self._wait_until(datetime.combine(self._lived[-1], time(9, 0)))
        self._go(Qt.Key.Key_1)
        if day.how is How.STRENGTH:
            self.choose("Strength for the back")
        if day.walked_min:
            self._walk(day.walked_min, day.walking)
        self._say_before(day.before)
        self.person.start()
        self._do(day.how)
        at_the_end()
        self._end_of_day(day)
        if day.how is How.STRENGTH:
            self.choose("After your walk")

    def choose(self, name: str) -> None:
        """Makes a routine today's, on the Routines page."""
        person = self.person
        self._go(Qt.Key.Key_2)
        page = person.window.routines
        key = next(card.key for card in page.grid.cards if card.name == name)
        page.grid.focus_card(key)
        person.key(Qt.Key.Key_Return)
        self._work()
        person.click(page.view.use)
        settle()

    def put_right(self) -> None:
        """Corrects two entries, adds one by hand, and deletes one and takes that back."""
        person = self.person
        self._go(Qt.Key.Key_3)
        page = person.window.record
        before, between, last = self._lived[-3:]
        self._open_day(before)
        person.click(page.form.pain_after.keys[3])
        person.click(page.form.keep)
        self._open_day(between)
        person.write(page.form.note, "Stairs without the rail.")
        person.write(page.form.hold_boxes[0], "20")
        person.click(page.form.keep)
        free = last - timedelta(1)
        while free in self._lived:
            free -= timedelta(1)
        person.click(page.care.by_hand)
        page.form.day.setDate(QDate(free.year, free.month, free.day))
        person.click(page.form.pain_before.keys[2])
        person.click(page.form.pain_after.keys[2])
        person.write(page.form.note, "On holiday, on the carpet.")
        person.click(page.form.keep)
        self._open_day(last)
        person.click(page.form.delete)
        person.click(page.undo_bar.undo)
        settle()

    def _wait_until(self, local: datetime) -> None:
        clock = self.person.clock
        ahead = local - clock.local_now().replace(tzinfo=None)
        assert ahead > timedelta(0), "the day before was longer than a day"
        clock.advance(ahead // timedelta(milliseconds=1))

    def _go(self, key: Qt.Key) -> None:
        self.person.key(key, _CTRL, self.person.window)
        self._work()

    def _work(self) -> None:
        for _ in range(4):
            for writer in reversed(self.person.machine.writers):
                writer.do_due()
            settle()

    def _walk(self, minutes: int, pain: int | None) -> None:
        person, walk = self.person, self.today.walk
        if minutes % 15 == 0:
            person.click(walk.going)
            person.clock.advance(minutes * 60_000)
            person.click(walk.back)
        else:
            person.clock.advance(minutes * 60_000)
            person.click(walk.walked)
            person.write(walk.minutes, str(minutes))
        if pain is not None:
            person.click(walk.pain.line)
            person.click(walk.pain.keys.keys[pain])
        person.clock.advance(_TO_HOME // timedelta(milliseconds=1))

    def _say_before(self, pain: int | None) -> None:
        if pain is not None:
            self.person.click(self.today.pain.line)
            self.person.key(Qt.Key(Qt.Key.Key_0.value + pain))

    def _do(self, how: How) -> None:
        person = self.person
        if how is How.ENDED_EARLY:
            self._come_to("hamstring", Side.RIGHT)
            person.key(Qt.Key.Key_Escape)
            question = person.window.acts.ending.question
            assert question is not None
            person.click(question.end)
        elif how is How.SHORT_SIDE:
            self._come_to("spinal-twist", Side.RIGHT)
            person.key(Qt.Key.Key_Right)
        elif how is How.SKIPPED:
            self._come_to("knee-hug", None)
            person.key(Qt.Key.Key_Right, _SHIFT)
        elif how is How.BROKEN_OFF:
            self._come_to("spinal-twist", Side.RIGHT)
            self._lose_power()
            person = self.person
            assert self.today.take_up.hasFocus()
            person.key(Qt.Key.Key_Return)
        while person.window.is_in_session:
            person.go_on(5_000)

    def _come_to(self, stretch: str, side: Side | None) -> None:
        """Follows the session until eight seconds into that hold."""
        person = self.person
        while True:
            phase = person.phase
            if phase.is_hold and (phase.stretch.id, phase.side) == (stretch, side):
                break
            person.go_on(1_000)
        person.go_on(8_000)

    def _lose_power(self) -> None:
        """The computer goes off in the middle of it, and is on again some minutes later."""
        before, now = self.person, self.person.clock.local_now().replace(tzinfo=None)
        saved = self._folder / "after-the-power-cut"
        shutil.copytree(before.profile, saved)
        before.close()
        self.person = self._open(saved)
        self._wait_until(now + timedelta(minutes=4))
        self._go(Qt.Key.Key_1)

    def _end_of_day(self, day: Day) -> None:
        person, feelings = self.person, self.person.window.done.feelings
        if day.after is not None:
            person.key(Qt.Key(Qt.Key.Key_0.value + day.after))
        if day.note:
            person.click(feelings.unfold)
            person.write(feelings.note, day.note)
        person.click(person.window.done.home)
        person.write_down()

    def _open_day(self, day: date) -> None:
        page = self.person.window.record
        while (month := self._month_shown()) != day.replace(day=1):
            self.person.click(page.days.earlier if day < month else page.days.later)
            self._work()
        page.days.choose(day)
        self.person.click(page.days.list.rows[0])

    def _month_shown(self) -> date:
        view = self.person.window.record.view
        assert view is not None
        return view.asked.month.replace(day=1)


def save_page(person: Person, paper: Paper, path: Path) -> None:
    """Saves the page for the physiotherapist by its button."""
    form = person.window.record.therapist
    form.paper.setCurrentIndex(form.paper.findData(paper))
    form.paper.activated.emit(form.paper.currentIndex())
    person.click(form.save)
    (dialog,) = shown(person.window.record, QFileDialog)
    dialog.selectFile(str(path))
    dialog.accept()
    settle()


def draw(life: Life, folder: Path) -> None:
    """Pictures of all pages, in light and dark, at three sizes."""
    person, window = life.person, life.person.window
    person.app.pictures.draw()
    for theme in THEMES:
        person.app.preferences.override(theme=theme)
        for size in SIZES:
            window.resize(*size)
            tag = f"{theme.value}-{size[0]}"
            window.go_to(TODAY)
            save(window, folder / f"home-{tag}.png")
            window.go_to(RECORD)
            save(window, folder / f"record-{tag}.png")
            whole(window.record).save(str(folder / f"whole-{tag}.png"))
            for part in ("days", "held", "range", "walks", "pairs", "care"):
                save_part = getattr(window.record, part)
                save_part.grab().save(str(folder / f"{part}-{tag}.png"))
            draw_forms(person, folder, tag)
    window.go_to(RECORD)
    person.click(window.record.care.therapist)
    for _note, box in window.record.therapist.notes[-4:]:
        person.click(box)
    for paper in Paper:
        save_page(person, paper, folder / f"page-{paper.value}.pdf")


def draw_done(life: Life, folder: Path) -> None:
    """Pictures of the last page as it stands after the last session."""
    for theme in THEMES:
        life.person.app.preferences.override(theme=theme)
        for size in SIZES:
            life.person.window.resize(*size)
            save(life.person.window, folder / f"done-{theme.value}-{size[0]}.png")
    life.person.app.preferences.override(theme=ThemeChoice.LIGHT)
    # The window of before the power cut may have taken the focus with it only now.
    life.person.window.activateWindow()
    assert QTest.qWaitForWindowActive(life.person.window)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        life = Life(Path(home), lambda profile: Person(profile).open(drawn=True))
        for day in DAYS[:-1]:
            life.live(day)
        life.live(DAYS[-1], lambda: draw_done(life, folder))
        life.put_right()
        draw(life, folder)
        life.person.close()


if __name__ == "__main__":
    application = QApplication(["six_weeks"])
    application.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    main(Path(sys.argv[1]))
