"""The safety page in a terminal: printed before the first session ever, and confirmed by a key."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from datetime import date

from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.person.safety_words import is_read, note_read, safety_page
from stretchtimer.services.wording.language import tr
from stretchtimer.terminal.before.question import Reply, ask
from stretchtimer.terminal.session.loop import Terminal

_WIDEST = 80


def safety_text(width: int) -> str:
    """The page as lines no longer than ``width``, in characters."""
    page = safety_page()
    width = min(width, _WIDEST)
    parts = [page.title, page.what_it_is, "", page.question]
    lines = [textwrap.fill(part, width) for part in parts]
    for section in page.sections:
        lines.append("")
        lines += [textwrap.fill(words, width) for words in (section.title, section.advice)]
        lines += [
            textwrap.fill(point, width, initial_indent="- ", subsequent_indent="  ")
            for point in section.points
        ]
    return "\n".join(lines)


def read_safety(
    preferences: Preferences,
    terminal: Terminal,
    width: int,
    write: Callable[[str], None],
    today: date,
) -> Reply:
    """Shows the page to whoever has not read it for a year, and waits until they have, or leave.

    Where nobody can press a key it is printed, and the session goes on; it then counts as unread.
    """
    if is_read(preferences, lambda: today):
        return Reply(True)
    write(safety_text(width) + "\n")
    if not terminal.keys.usable:
        return Reply(True)
    question = tr("Press Enter when you have read this, or {key} to leave.").format(key="Q")
    answer = ask(question, terminal, write)
    if answer.yes:
        note_read(preferences, today)
    return answer
