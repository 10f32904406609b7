"""The page for a doctor or therapist, drawn on one sheet of paper.

A sheet is laid out in pixels of 96 to the inch, whatever it is drawn on. What matters stands at the
top: how often, how it felt, and then what was held. Nothing on it says what it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from stretchtimer.engine.durations import MINUTE_MS, SECOND_MS
from stretchtimer.services.record.ledger import SideLine
from stretchtimer.services.record.overview import Note, Overview
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.services.wording.record import (
    back_pain_words,
    pains_of,
    pairs_words,
    round_time,
    side_amounts,
    then_and_now_words,
    walking_pain_words,
    walks_words,
)
from stretchtimer.ui.record.charts.ink import Ink
from stretchtimer.ui.record.charts.pairs import draw_pairs, pairs_height
from stretchtimer.ui.record.charts.scale import scale_width
from stretchtimer.ui.record.charts.weeks import MOST_NUMBERED, draw_weeks, weeks_height
from stretchtimer.ui.record.dates import day_and_month, day_with_year
from stretchtimer.ui.theme.palettes import LIGHT

_PER_INCH = 96
_RESOLUTION = 1200
_MARGIN = 48.0
_BODY, _TITLE, _FACT = 13, 24, 17
_GAP = 18.0
_SMALLER = 0.8
"""Charts are so much smaller on paper, which is read from near by, than on the screen."""
_LEAST_LINES = 5
"""So many lines are kept free for what was held, its head among them."""
_MOST_TOLD = 8
"""Of more weeks than that there is no room to tell of each."""
_NAMES = 0.2
"""How much of the width is for what is told of each week."""
_MOST_IN_SECONDS_MS = 100 * MINUTE_MS
"""What is longer nobody reads as seconds."""
_FIRST = 0.38
"""How much of the width the names of stretches have, and where each column of numbers ends."""
_COLUMNS = (0.47, 0.59, 0.74, 1.0)


class Paper(str, Enum):
    """A size of paper."""

    A4 = "A4"
    LETTER = "Letter"

    @property
    def size(self) -> QPageSize:
        known = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}
        return QPageSize(known[self])

    @property
    def pixels(self) -> QSizeF:
        """Its width and height in pixels of the layout."""
        size = self.size.size(QPageSize.Unit.Inch)
        return QSizeF(size.width() * _PER_INCH, size.height() * _PER_INCH)


@dataclass(frozen=True)
class Sheet:
    """What stands on the page; ``notes`` are those that the person wants on it."""

    view: Overview
    notes: Sequence[Note]
    is_mirrored: bool = False


def pdf_of(sheet: Sheet, paper: Paper) -> bytes:
    """The page as a PDF file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setTitle(tr("Stretching record"))
    writer.setCreator("Stretch Timer")
    draw_on(writer, sheet, paper)
    buffer.close()
    return bytes(data.data())


def draw_on(device: QPagedPaintDevice, sheet: Sheet, paper: Paper) -> bool:
    """Draws the page on a PDF or a printer; False where that takes nothing."""
    device.setPageSize(paper.size)
    device.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    painter = QPainter()
    if not painter.begin(device):
        return False
    painter.scale(device.width() / paper.pixels.width(), device.height() / paper.pixels.height())
    draw_sheet(painter, sheet, paper)
    return painter.end()


def draw_sheet(painter: QPainter, sheet: Sheet, paper: Paper) -> None:
    """Draws the page in pixels of the layout, beginning at the painter's origin."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = QRectF(0, 0, paper.pixels.width(), paper.pixels.height())
    painter.fillRect(whole, Qt.GlobalColor.white)
    _Pen(painter, whole.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN), sheet).draw()


class _Pen:
    """Goes down the page, from one part to the next."""

    def __init__(self, painter: QPainter, room: QRectF, sheet: Sheet) -> None:
        self._painter = painter
        self._room = room
        self._y = room.top()
        self._sheet = sheet
        theme = LIGHT._replace(bg="#FFFFFF", ink="#000000", muted="#333333")
        self._ink = Ink(theme, _font(_BODY), lambda px: _SMALLER * px, sheet.is_mirrored)

    def draw(self) -> None:
        view = self._sheet.view
        self._words(tr("Stretching record"), _font(_TITLE, bold=True))
        period = tr("{first} to {last}").format(
            first=day_with_year(view.first), last=day_with_year(view.asked.today)
        )
        self._words(period, _font(_BODY))
        self._skip(_GAP / 2)
        for fact in self._facts():
            self._words(fact, _font(_FACT))
        self._weeks()
        if view.pairs:
            self._heading(tr("Before and after stretching"))
            height = pairs_height(self._ink)
            are_all = draw_pairs(self._painter, self._part(height), self._ink, view.pairs)
            self._skip(height + 4)
            for words in self._pair_words(are_all):
                self._small(words)
        self._notes(self._sheet.notes)
        self._held(view.sides)
        self._foot()

    def _weeks(self) -> None:
        """The pain of each week, and below it what was done, where there is room for that."""
        view, width = self._sheet.view, self._room.width()
        is_told = len(view.weeks) <= _MOST_TOLD and bool(view.days_done or view.walk_days)
        if not (view.has_pain or is_told):
            return
        words = tr("Back pain, week by week (0 to 10)") if view.has_pain else tr("Week by week")
        self._heading(words)
        names = _NAMES * width if is_told else 0.0
        if view.has_pain:
            self._y += 4
            height, left = weeks_height(self._ink), max(0.0, names - scale_width(self._ink))
            room = self._ink.place(self._part(height), left, 0, width - left, height)
            draw_weeks(self._painter, room, self._ink, view.pain)
            self._skip(height + 2)
        elif is_told:
            self._week_row("", [day_and_month(week.monday) for week in view.weeks], names)
        if is_told:
            for name, cells in self._week_rows():
                self._week_row(name, cells, names)
            self._skip(4)
        if view.has_pain:
            words = tr("A bar goes from the least to the most of a week.")
            if len(view.pain) <= MOST_NUMBERED:
                words += " " + tr("Above it: days at 7 or more.")
            self._small(words)

    def _week_rows(self) -> Iterator[tuple[str, list[str]]]:
        view = self._sheet.view
        yield tr("Days stretched"), [str(week.days) for week in view.weeks]
        if view.walk_days:
            yield tr("Days walked"), [str(week.walk_days) for week in view.weeks]
        if view.longest_walk_ms is not None:
            longest = [week.longest_ms for week in view.weeks]
            yield tr("Longest walk"), ["" if ms is None else round_time(ms) for ms in longest]
        if any(week.asked for week in view.walking):
            yield tr("Pain while walking"), [pains_of(week) for week in view.walking]

    def _week_row(self, name: str, cells: Sequence[str], names: float) -> None:
        """One line, each of its cells below the bar of its week."""
        height = self._ink.metrics.lineSpacing() + 3
        room = self._part(height)
        self._ink.write(self._painter, self._ink.place(room, 0, 0, names, height), name)
        slot = (room.width() - names) / max(1, len(cells))
        for number, cell in enumerate(cells):
            where = self._ink.place(room, names + number * slot, 0, slot, height)
            at = Qt.AlignmentFlag.AlignHCenter
            self._ink.write(self._painter, where, cell, token="ink", at=at)
        self._skip(height)

    def _facts(self) -> list[str]:
        view = self._sheet.view
        days = (view.asked.today - view.first).days + 1
        often = ntr(
            "Stretched on {n} day of {all}.", "Stretched on {n} days of {all}.", view.days_done
        ).format(all=days)
        facts = [" ".join(filter(None, (often, walks_words(view))))]
        if (change := then_and_now_words(view.pain)) != "":
            facts.append(tr("Back pain: {words}").format(words=change))
        facts.append(back_pain_words(view))
        if (change := then_and_now_words(view.walking)) != "":
            facts.append(tr("Back pain while walking: {words}").format(words=change))
        else:
            facts.append(walking_pain_words(view))
        return [fact for fact in facts if fact]

    def _pair_words(self, are_all_drawn: bool) -> list[str]:
        pairs = self._sheet.view.pairs
        after = pairs_words(pair for pair in pairs if pair.after_walk)
        without = pairs_words(pair for pair in pairs if not pair.after_walk)
        legend = tr("Ring: before. Dot: after. Less than 2 points is no change to speak of.")
        return [
            legend if are_all_drawn else f"{legend} {tr('Only the latest are drawn.')}",
            tr("After a walk: {words}").format(words=after),
            tr("Without a walk: {words}").format(words=without),
        ]

    def _held(self, lines: Sequence[SideLine]) -> None:
        if not lines:
            return
        in_minutes = max(line.planned_ms for line in lines) > _MOST_IN_SECONDS_MS
        of = partial(_whole, unit_ms=MINUTE_MS if in_minutes else SECOND_MS)
        self._heading(
            tr("Time in each stretch, in minutes")
            if in_minutes
            else tr("Time in each stretch, in seconds")
        )
        head = (tr("Stretch"), tr("Left"), tr("Right"), tr("No sides"), tr("Planned, each side"))
        self._row(head, strong=True)
        room = self._foot_at - self._y - self._ink.metrics.lineSpacing()
        fit = int(room / self._row_height)
        shown = lines if len(lines) <= fit else lines[: max(1, fit)]
        for line in shown:
            planned, left, right, both = side_amounts(line, of)
            cells = (left, right, "") if line.has_sides else ("", "", both)
            self._row((line.stretch_name, *cells, planned))
        more = len(lines) - len(shown)
        if more > 0:
            self._small(ntr("and {n} stretch more", "and {n} stretches more", more))

    def _notes(self, notes: Sequence[Note]) -> None:
        """As many of the notes as there is room for."""
        if not notes:
            return
        self._heading(tr("Notes"))
        font = _font(_BODY)
        # The rest is for what was held.
        foot = self._foot_at - _LEAST_LINES * self._row_height
        for number, note in enumerate(notes):
            words = f"{day_with_year(note.day)}: {note.text}"
            if self._y + self._height(words, font) > foot:
                left = len(notes) - number
                self._small(ntr("and {n} note more", "and {n} notes more", left))
                return
            self._words(words, font)

    def _foot(self) -> None:
        words = tr(
            "0 is no pain, 10 the worst imaginable. The numbers are what the person noted and "
            "the app measured. They are not a diagnosis."
        )
        height = self._height(words, self._ink.small)
        where = QRectF(self._room.left(), self._room.bottom() - height, self._room.width(), height)
        self._put(where, words, self._ink.small, "muted")

    def _row(self, cells: Sequence[str], *, strong: bool = False) -> None:
        font = _font(_BODY, bold=strong)
        width, height = self._room.width(), self._row_height
        room = self._part(height)
        name = QFontMetricsF(font).elidedText(cells[0], Qt.TextElideMode.ElideRight, _FIRST * width)
        self._put(self._ink.place(room, 0, 0, width / 2, height), name, font)
        end = Qt.AlignmentFlag.AlignLeft if self._ink.is_mirrored else Qt.AlignmentFlag.AlignRight
        for cell, until in zip(cells[1:], _COLUMNS, strict=True):
            where = self._ink.place(room, 0, 0, until * width, height)
            self._put(where, cell, font, at=end)
        self._skip(height)

    @property
    def _row_height(self) -> float:
        return QFontMetricsF(_font(_BODY)).lineSpacing() + 2

    @property
    def _foot_at(self) -> float:
        """Where what is said at the end of every page begins, with some air before it."""
        return self._room.bottom() - 3 * self._ink.metrics.lineSpacing()

    def _heading(self, words: str) -> None:
        self._skip(_GAP)
        self._words(words, _font(_BODY + 2, bold=True))
        self._skip(4)

    def _small(self, words: str) -> None:
        self._words(words, self._ink.small, "muted")

    def _words(self, words: str, font: QFont, token: str = "ink") -> None:
        height = self._height(words, font)
        self._put(self._part(height), words, font, token)
        self._skip(height + 2)

    def _put(
        self,
        where: QRectF,
        words: str,
        font: QFont,
        token: str = "ink",
        at: Qt.AlignmentFlag | None = None,
    ) -> None:
        start = Qt.AlignmentFlag.AlignRight if self._ink.is_mirrored else Qt.AlignmentFlag.AlignLeft
        self._painter.setFont(font)
        self._painter.setPen(self._ink.colour(token))
        flags = (start if at is None else at) | Qt.AlignmentFlag.AlignAbsolute
        wrap = Qt.TextFlag.TextWordWrap if at is None else Qt.TextFlag.TextSingleLine
        self._painter.drawText(where, int(flags) | int(wrap), words)

    def _height(self, words: str, font: QFont) -> float:
        tall = QRectF(0, 0, self._room.width(), 10_000)
        wrap = int(Qt.TextFlag.TextWordWrap)
        return QFontMetricsF(font).boundingRect(tall, wrap, words).height()

    def _part(self, height: float) -> QRectF:
        return QRectF(self._room.left(), self._y, self._room.width(), height)

    def _skip(self, height: float) -> None:
        self._y += height


def _font(pixels: int, *, bold: bool = False) -> QFont:
    font = QFont()
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def _whole(ms: int, unit_ms: int) -> str:
    return str((ms + unit_ms // 2) // unit_ms)
