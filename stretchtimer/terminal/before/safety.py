"""The safety page in a terminal: printed before the first session ever, and confirmed by a key."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.person.safety import safety_page
from stretchtimer.services.wording.language import tr
from stretchtimer.terminal.before.question import Reply, ask
from stretchtimer.terminal.session.loop import Terminal

_WIDEST = 80


def safety_text(width: int) -> str:
    """The page as lines no longer than ``width``, in characters."""
    page = safety_page()
    width = min(width, _WIDEST)
    parts = [page.title, page.what_it_is]
    lines = [textwrap.fill(part, width) for part in parts]
    for section in page.sections:
        lines.append("")
        lines.append(textwrap.fill(tr("{title}:").format(title=section.title), width))
        lines += [
            textwrap.fill(point, width, initial_indent="- ", subsequent_indent="  ")
            for point in section.points
        ]
        if section.advice:
            lines.append(textwrap.fill(section.advice, width))
    return "\n".join(lines)


def read_safety(
    preferences: Preferences,
    terminal: Terminal,
    width: int,
    write: Callable[[str], None],
) -> Reply:
    """Shows the page to whoever has not read it, and waits until they have, or leave instead.

    Where nobody can press a key it is printed, and the session goes on; it then counts as unread.
    """
    if preferences.settings.safety_read:
        return Reply(True)
    write(safety_text(width) + "\n")
    if not terminal.keys.usable:
        return Reply(True)
    question = tr("Press Enter when you have read this, Q to leave.")
    answer = ask(question, terminal, write)
    if answer.yes:
        preferences.change(safety_read=True)
    return answer
