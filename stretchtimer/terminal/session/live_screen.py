"""The session on a terminal's whole screen, redrawn in place about once a second."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console, Group, OverflowMethod, RenderableType
from rich.layout import Layout
from rich.live import Live
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from stretchtimer.engine.durations import SECOND_MS, clock_text
from stretchtimer.engine.events import GapNoticed, PhaseEntered, SessionResumed
from stretchtimer.services.person.safety_words import Topic, safety_page
from stretchtimer.services.session.control import Act
from stretchtimer.services.session.runner import Emitted
from stretchtimer.services.session.session_view import SessionView, Stage
from stretchtimer.services.system.printable import printable
from stretchtimer.services.wording.keys import act_words, brief_act_words, key_words
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import either
from stretchtimer.services.wording.session import (
    badge_text,
    coming_text,
    count_line,
    gap_words,
    hurts_choice_words,
    hurts_texts,
)
from stretchtimer.terminal.session.screen_content import Over, ScreenContent
from stretchtimer.terminal.session.shortcuts import BINDINGS, choices_for

HEIGHT = 5

_GLYPHS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
}


def big_number(text: str, block: str = "█") -> tuple[str, ...]:
    """The five lines of a text of digits and colons; ``block`` fills them."""
    return tuple(
        "  ".join(_widened(_GLYPHS[character][row], block) for character in text)
        for row in range(HEIGHT)
    )


def _widened(pixels: str, block: str) -> str:
    """A cell of a terminal is about twice as high as wide."""
    return pixels.replace(" ", "  ").replace("#", block * 2)


ROOMY = 20
"""From this many lines on there is room for large digits and empty lines."""
BAR_WIDTH = 60

_KEYS_TOLD = (Act.PAUSE, Act.NEXT, Act.BACK, Act.EXTEND, Act.LEAVE, Over.KEYS)


class LiveScreen:
    """Shows pictures on ``console``; asks for the size anew each time."""

    def __init__(self, console: Console, title: str) -> None:
        self._console = console
        self._title = title
        self._gap_words = ""
        self._live: Live | None = None
        self._lost = False

    @property
    def lost(self) -> bool:
        return self._lost

    def open(self) -> None:
        live = Live(
            console=self._console,
            screen=True,
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._live = live
        with self._unless_lost():
            live.start()

    def close(self) -> None:
        live, self._live = self._live, None
        if live:
            with self._unless_lost():
                live.stop()

    def show(self, picture: ScreenContent) -> None:
        if self._live:
            with self._unless_lost():
                self._live.update(self.drawn(picture), refresh=True)

    def on_event(self, emitted: Emitted) -> None:
        """Keeps only why it is paused, which no picture tells."""
        if isinstance(emitted.event, GapNoticed):
            self._gap_words = gap_words(emitted.event.gap_ms)
        elif isinstance(emitted.event, SessionResumed | PhaseEntered):
            self._gap_words = ""

    def drawn(self, picture: ScreenContent) -> RenderableType:
        """The picture for the present size of the console."""
        note, keys = self._foot(picture)
        width = self._console.width - 2
        foot_size = sum(len(text.wrap(self._console, width)) for text in (note, keys))
        layout = Layout()
        layout.split_column(
            Layout(Padding(self._head(picture.view), (0, 1)), size=1),
            Layout(Padding(self._body(picture), (1, 1, 0, 1)), name="body"),
            Layout(Padding(Group(note, keys), (0, 1)), size=foot_size),
        )
        return layout

    @contextmanager
    def _unless_lost(self) -> Iterator[None]:
        """A terminal that is gone is noted, not raised: what was held must still be kept."""
        try:
            yield
        except OSError:
            self._lost = True

    def _head(self, view: SessionView) -> RenderableType:
        left = tr("{time} left").format(time=clock_text(view.total_left_ms))
        place = tr("hold {number} of {all}").format(number=max(1, view.hold_number), all=view.holds)
        wide = self._console.width >= 60
        head = Table.grid(expand=True, padding=(0, 1))
        head.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
        head.add_column(no_wrap=True, justify="right")
        head.add_row(_text(f"{self._title} · {place}" if wide else place, style="dim"), left)
        return head

    def _body(self, picture: ScreenContent) -> RenderableType:
        if picture.over is Over.KEYS:
            return self._key_list()
        if picture.over is Over.HURTS:
            return self._hurts(picture.view)
        if picture.over is Over.HELP:
            return self._help()
        view = picture.view
        name = _text(view.stretch.name, style="bold", no_wrap=True, overflow="ellipsis")
        badge = _text(badge_text(view), style="bold cyan" if view.side else "")
        stage = Text(count_line(view), style="bold")
        quiet = "dim" if view.stage is Stage.PAUSED else ""
        words = _text(self._gap_words or view.instruction, style="" if self._gap_words else quiet)
        coming = _text(coming_text(view), style="dim")
        if self._console.height < ROOMY:
            if view.times is None or view.stage is not Stage.HOLD:
                stage.append(f"  {_number(view)}")
            return Group(name, badge, stage, self._bar(view), words, coming)
        digits = big_number(_number(view), "#" if self._console.options.ascii_only else "█")
        colour = "bold red" if view.ending else quiet or "cyan"
        number = Text("\n".join(digits), style=colour, no_wrap=True, overflow="crop")
        gap = Text("")
        return Group(name, badge, gap, stage, gap, number, gap, self._bar(view), gap, words, coming)

    def _bar(self, view: SessionView) -> Text:
        """What is done of the phase, told by shape as well as by colour."""
        width = min(BAR_WIDTH, self._console.width - 2)
        gone_ms = view.duration_ms - view.left_ms
        done = width * gone_ms // max(1, view.duration_ms)
        full, rest = ("#", "-") if self._console.options.ascii_only else ("━", "─")
        bar = Text(full * done, style="red" if view.ending else "cyan")
        return bar.append(rest * (width - done), style="dim")

    def _foot(self, picture: ScreenContent) -> tuple[Text, Text]:
        """A sentence, and the keys that can be pressed."""
        if picture.over is Over.END_QUESTION:
            question = tr("End the session? What you have held is in your record.")
            return Text(question, style="bold"), Text(
                tr("{yes}: end it    {no}: resume").format(yes="Y", no="N")
            )
        told = " · ".join(self._key_told(act) for act in _KEYS_TOLD)
        note = picture.note or (tr("The sound is off.") if picture.muted else "")
        return _text(note, style="yellow"), Text(told, style="dim")

    def _key_told(self, act: Act | Over) -> str:
        keys = next(binding.keys for binding in BINDINGS if binding.act is act)
        shortest = min(map(key_words, keys), key=len)
        return f"{shortest} {brief_act_words(act)}"

    @staticmethod
    def _hurts(view: SessionView) -> RenderableType:
        told = [_text(words, style="") for words in hurts_texts(view.stretch, view.side)]
        table = Table.grid(padding=(0, 2))
        for key, choice in choices_for(view.stretch):
            table.add_row(
                Text(key_words(key), style="bold"), Text(hurts_choice_words(choice.value))
            )
        return Group(Text(act_words("hurts"), style="bold"), *told, Text(""), table)

    @staticmethod
    def _help() -> RenderableType:
        section = safety_page().section(Topic.HELP_NOW)
        points = (Text(f"- {point}") for point in section.points)
        closing = Text(tr("Press any key to choose what to do."), style="dim")
        return Group(Text(section.title, style="bold"), Text(section.advice), *points, closing)

    def _key_list(self) -> RenderableType:
        table = Table.grid(padding=(0, 2))
        for binding in BINDINGS:
            table.add_row(
                Text(either([*map(key_words, binding.keys)]), style="bold"),
                act_words(binding.act),
            )
        return Group(table, Text(""), Text(tr("Press any key to close this list."), style="dim"))


def _text(
    words: str, *, style: str, no_wrap: bool = False, overflow: OverflowMethod | None = None
) -> Text:
    """Foreign words, in which the terminal finds nothing to obey."""
    return Text(printable(words), style=style, no_wrap=no_wrap, overflow=overflow)


def _number(view: SessionView) -> str:
    """Seconds while they are few, else minutes and seconds."""
    return str(view.seconds) if view.seconds < 100 else clock_text(view.seconds * SECOND_MS)
