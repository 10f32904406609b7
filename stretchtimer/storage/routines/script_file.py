"""Reading a script, which says all that is spoken in a language: ``voice/LANGUAGE/script.toml``.

Format 1. A script is taken as a whole or not at all: with one text missing, two languages would be
heard in one session.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from stretchtimer.engine.model import MAX_SETS
from stretchtimer.engine.notices import Given, Notice
from stretchtimer.engine.script import (
    DURATION,
    MOST_COUNTED,
    MOST_MINUTES,
    MOST_NUMBER,
    NAME,
    SET,
    TIMES,
    WORDED_SOUNDS,
    Posture,
    Reading,
    Script,
)
from stretchtimer.engine.speech import Sentence
from stretchtimer.storage.routines.faults import RoutineFault, TableName
from stretchtimer.storage.routines.routine_file import checked
from stretchtimer.storage.routines.schema import ITEM, MAX_SENTENCE
from stretchtimer.storage.routines.table_reader import KeyFaults, Table
from stretchtimer.storage.routines.value_types import Allowed, Limit, one_of, text, whole

SCRIPT = "script.toml"
FORMAT = 1
_OTHER = "other"
_NUMBER = "{number}"
_TELLS = {
    Sentence.NEXT: NAME,
    Sentence.HOLD_FOR: DURATION,
    Sentence.MOVE_FOR: DURATION,
    Sentence.TIMES: TIMES,
    Sentence.NEXT_SET: SET,
}
"""What a sentence tells of, where it does."""

_MOST_PARTS = 5
_MOST_READINGS = 200
_RANGE = re.compile(r"([0-9]{1,2})(?:-([0-9]{1,2}))?")


def _form(value: object) -> str | None:
    text = ITEM.parse(value)
    return None if text is None or "{" in text.replace(_NUMBER, "") else text


_FORM = Allowed(Notice(Limit.FORM, most=MAX_SENTENCE, value=_NUMBER), _form)


def is_script(path: Path) -> bool:
    """Whether a file lies where scripts do, in a folder of its language in that of the voices."""
    return path.name == SCRIPT and path.absolute().parent.parent.name == "voice"


def read_script(path: Path) -> Script:
    """The script of a file in a folder named by its language; raises RoutineFileError."""

    def make(data: Mapping[str, object], findings: KeyFaults) -> Script | None:
        script = _script(path.absolute().parent.name, Table(data, findings))
        return None if findings.found else script

    return checked(path, make, RoutineFault.SCRIPT_EMPTY, FORMAT)


def _script(language: str, top: Table) -> Script:
    top.need("format", one_of(FORMAT), FORMAT)
    sentences, counts = top.table("sentences", needed=True), top.table("count", needed=True)
    duration, sounds = top.table("duration", needed=True), top.table("sounds", needed=True)
    times, sets = top.table("times", needed=True), top.table("sets", needed=True)
    numbers = duration.texts("numbers", ITEM, MOST_NUMBER, least=MOST_NUMBER)
    voice, closings = top.table("voice"), top.table("closing_from", needed=True)
    script = Script(
        language=language,
        sentences={one: sentences.need(one.value, _parts(one), ()) for one in Sentence},
        counts={n: counts.need(str(n), ITEM, "") for n in range(1, MOST_COUNTED + 1)},
        seconds=_counted(duration.table("seconds", needed=True), numbers, MOST_NUMBER - 1),
        minutes=_counted(duration.table("minutes", needed=True), numbers, MOST_MINUTES),
        minutes_and=_counted(duration.table("minutes_and", needed=True), numbers, MOST_MINUTES - 1),
        times=_counted(times, numbers, MOST_COUNTED),
        sets={n: sets.need(str(n), ITEM, "") for n in range(2, MAX_SETS + 1)},
        sounds={kind: sounds.need(kind, ITEM, "") for kind in WORDED_SOUNDS},
        closing=top.need("closing", ITEM, ""),
        closings={posture: closings.need(posture.value, ITEM, "") for posture in Posture},
        sound_check=top.need("sound_check", ITEM, ""),
        full_stop=top.need("full_stop", text(1, 5), ""),
        after=voice.take("after", ITEM, ""),
        readings=dict(map(_reading, voice.tables("readings", TableName.READING, _MOST_READINGS))),
    )
    for table in (top, sentences, counts, duration, sets, sounds, voice, closings):
        table.no_others()
    return script


def _parts(sentence: Sentence) -> Allowed[tuple[str, ...]]:
    """A text, or the parts of a sentence, one of which is what it tells of."""
    tells = _TELLS.get(sentence)

    def parse(value: object) -> tuple[str, ...] | None:
        items = value if isinstance(value, list) else [value]
        parts = [part for item in items if (part := ITEM.parse(item))]
        plain = [part for part in parts if part != tells]
        is_whole = 0 < len(parts) == len(items) <= _MOST_PARTS
        told = len(parts) - len(plain) == (1 if tells else 0)
        # A part with braces would be read out with them.
        return tuple(parts) if is_whole and told and not any("{" in one for one in plain) else None

    values = {"most": _MOST_PARTS, "length": MAX_SENTENCE}
    limit = Notice(Limit.SENTENCE, **values)
    if tells:
        limit = Notice(Limit.SENTENCE_WITH, **values, value=Given(tells))
    return Allowed(limit, parse)


def _counted(table: Table, numbers: tuple[str, ...], most: int) -> dict[int, str]:
    """The text for each number from 1 to ``most``: its form, with the word for the number."""
    forms: dict[int, str] = {}
    wrong: dict[str, RoutineFault] = {}
    for key in table.keys:
        found = _numbers(key)
        if found and not found & forms.keys():
            forms |= dict.fromkeys(found, table.take(key, _FORM, ""))
        else:
            wrong[key] = RoutineFault.KEY_IS_NO_NUMBER
    other = table.need(_OTHER, _FORM, "")
    table.no_others(wrong)
    words = dict(enumerate(numbers, start=1))
    return {
        number: forms.get(number, other).replace(_NUMBER, words.get(number, ""))
        for number in range(1, most + 1)
    }


def _numbers(key: str) -> set[int]:
    """The numbers that a form is for; none where the key is no list of numbers."""
    found: set[int] = set()
    for part in key.split(","):
        match = _RANGE.fullmatch(part.strip())
        if match is None:
            return set()
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= MOST_NUMBER:
            return set()
        found |= set(range(first, last + 1))
    return found


def _reading(table: Table) -> tuple[str, Reading]:
    words = table.need("text", ITEM, "")
    reading = Reading(
        say=table.take("say", ITEM, ""),
        after=table.take("after", ITEM, ""),
        take=table.take("take", whole(0, 99), 0),
    )
    table.no_others()
    return words, reading
