"""Words of others, such as names and faults, put so that Qt shows them letter by letter.

Qt reads a tooltip as HTML where it looks like it, with pictures of any file, and an ampersand in
a button or a menu as the mark of a key. Labels need nothing of this: each of ours is set to plain
text. What is read out, and the title of a window, is never read as code.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

_LONGEST_LINE = 80
_LONGEST = 1_000


def tooltip(words: str) -> str:
    """The words as a tooltip shows them unchanged; longer ones are wrapped, endless ones cut."""
    if len(words) > _LONGEST:
        words = f"{words[: _LONGEST - 1]}…"
    if len(words) <= _LONGEST_LINE and not set(words) & set("<&"):
        return words
    import html

    return f'<p style="white-space: pre-wrap">{html.escape(words)}</p>'


def set_tooltip(widget: QWidget, words: str) -> None:
    """Gives a widget a tooltip of foreign words; a screen reader gets them as they are."""
    widget.setToolTip(tooltip(words))
    widget.setAccessibleDescription(words)


def caption(words: str) -> str:
    """The words as a button or a menu shows them unchanged."""
    return words.replace("&", "&&")
