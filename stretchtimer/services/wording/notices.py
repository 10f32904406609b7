"""Says what is to be told: the one way from a notice to a sentence, for window and terminal.

Only who has something to tell pays for the texts: those of each ability are loaded with the first
notice of it.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from importlib import import_module

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import AllOf, Either, Given, GivenKey, Lines, Notice
from stretchtimer.services.wording.language import ntr, tr

Text = str | tuple[str, str]
"""An English text; two where they differ by the number ``n``."""

_ONLY_A_VALUE = re.compile(r"\{\w+\}")
"""Nothing in it is ours to translate."""
_LONGEST = 40
_MOST_ITEMS = 3
FAULTS = {
    "file_faults": ("Reason", "FileFault", "FileNotice"),
    "routine_faults": (
        *("Limit", "TableName", "RoutineFault", "LibraryFault", "PoseFault", "DurationFault"),
        *("PictureFault", "PictureReason"),
    ),
    "own_routine_faults": ("OwnFault", "SharingFault", "ArchiveReason"),
    "sound_faults": ("SoundFault", "VoiceFault", "ScriptNotice"),
    "system_faults": (
        *("WriteFault", "TraceFault", "RecordFault", "ProfileNotice", "DisplayFault"),
        *("SettingFault", "SettingLimit"),
    ),
}
"""The modules beside this one that hold the texts in ``TEXTS``, by the kinds that they word."""
_PACKAGE = __name__.rpartition(".")[0]


def sentence(told: Notice | UserError | None) -> str:
    """What is told, in the language that is spoken; nothing for None."""
    if told is None:
        return ""
    notice = told.notice if isinstance(told, UserError) else told
    values = {name: _value(value) for name, value in notice.values.items()}
    text = _text_of(notice.what)
    if isinstance(text, str):
        return (text if _ONLY_A_VALUE.fullmatch(text) else tr(text)).format(**values)
    n = notice.values["n"]
    assert isinstance(n, int)
    return ntr(*text, n).format(**values)


def all_of(items: list[str]) -> str:
    """``a, b and c``."""
    *others, last = items
    return tr("{items} and {last}").format(items=listed(others), last=last) if others else last


def either(items: list[str]) -> str:
    """``a, b or c``."""
    *others, last = items
    return tr("{items} or {last}").format(items=listed(others), last=last) if others else last


def listed(items: list[str]) -> str:
    """``a, b, c``."""
    return tr(", ").join(items)


def given(value: object) -> str:
    """A value as it may stand in a sentence: short, on one line, without codes."""
    if isinstance(value, dict):
        return tr("a table")
    if isinstance(value, list):
        return _given_list(value)
    if isinstance(value, str):
        quoted = tr("“{text}”").format(text=given_key(value))
        if len(value) <= _LONGEST:
            return quoted
        longer = ntr("{text} ({n} character)", "{text} ({n} characters)", len(value))
        return longer.format(text=quoted)
    if value is None or isinstance(value, bool):
        # As files write them.
        return "null" if value is None else str(value).lower()
    try:
        return given_key(str(value))
    except ValueError:  # an integer of thousands of digits
        return tr("a very large number")


def given_key(key: str) -> str:
    """A key as it may stand in a sentence; see ``given``."""
    cut = f"{key[: _LONGEST - 1]}…" if len(key) > _LONGEST else key
    return "".join(map(_shown_character, cut))


def _text_of(what: Enum) -> Text:
    for name, kinds in FAULTS.items():
        if type(what).__name__ in kinds:
            text: Text = import_module(f"{_PACKAGE}.{name}").TEXTS[what]
            return text
    raise LookupError(f"nobody words {what}")


def _value(value: object) -> str:
    match value:
        case Notice():
            return sentence(value)
        case Given():
            return given(value.value)
        case GivenKey():
            return given_key(value.value)
        case Either():
            return either([*map(_value, value.value)])
        case AllOf():
            return all_of([*map(_value, value.value)])
        case Lines():
            return "\n".join(map(sentence, value.value))
        case tuple():
            return listed([*map(_value, value)])
        case float():
            return f"{value:g}"
    return str(value)


def _given_list(items: list[object]) -> str:
    is_brief = len(items) <= _MOST_ITEMS and not any(isinstance(i, (dict, list)) for i in items)
    if is_brief:
        return f"[{', '.join(map(given, items))}]"
    return ntr("a list of {n}", "a list of {n}", len(items))


def _shown_character(c: str) -> str:
    if c.isprintable():
        return c
    return f"<U+{ord(c):04X}>" if unicodedata.category(c) == "Cf" else " "
