"""All that can be told has its words, in one place, and they name what there is to name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from stretchtimer.engine.durations import DurationFault
from stretchtimer.engine.notices import AllOf, Either, Given, GivenKey, Lines, Notice
from stretchtimer.services.audio.audio_out import SoundFault
from stretchtimer.services.person.profile import ProfileNotice
from stretchtimer.services.person.setting_row import SettingFault, SettingLimit
from stretchtimer.services.session.recorder import RecordFault
from stretchtimer.services.session.trace import TraceFault
from stretchtimer.services.system.display_probe import DisplayFault
from stretchtimer.services.system.writer import WriteFault
from stretchtimer.services.voice.scripts import ScriptNotice
from stretchtimer.services.voice.voice_status import VoiceFault
from stretchtimer.services.wording import notices
from stretchtimer.services.wording.notices import sentence
from stretchtimer.storage.faults import FileFault, FileNotice, Reason
from stretchtimer.storage.own_routines.faults import ArchiveReason, OwnFault, SharingFault
from stretchtimer.storage.routines.faults import (
    LibraryFault,
    PictureFault,
    PictureReason,
    PoseFault,
    RoutineFault,
    TableName,
)
from stretchtimer.storage.routines.value_types import Limit
from tests.fakes import Marking, spoken

PACKAGE = Path(notices.__file__).parents[2]
KINDS: tuple[type[Enum], ...] = (
    *(DurationFault, Reason, FileFault, FileNotice, RoutineFault, TableName, LibraryFault),
    *(
        PoseFault,
        PictureFault,
        PictureReason,
        Limit,
        SoundFault,
        VoiceFault,
        WriteFault,
        TraceFault,
        RecordFault,
    ),
    *(ProfileNotice, DisplayFault, ScriptNotice, SettingFault, SettingLimit),
    *(OwnFault, SharingFault, ArchiveReason),
)


def texts() -> dict[Enum, tuple[str, ...]]:
    found: dict[Enum, tuple[str, ...]] = {}
    for name in notices.FAULTS:
        for what, text in import_module(f"stretchtimer.services.wording.{name}").TEXTS.items():
            found[what] = (text,) if isinstance(text, str) else text
    return found


def code() -> Iterator[str]:
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name != "wording":
            yield path.read_text(encoding="utf-8")


def test_all_that_can_be_told_has_its_words_and_no_words_are_left_over() -> None:
    assert set(texts()) == {what for kind in KINDS for what in kind}
    for name, kinds in notices.FAULTS.items():
        module = import_module(f"stretchtimer.services.wording.{name}")
        assert {type(what).__name__ for what in module.TEXTS} == set(kinds)


def test_all_that_has_words_is_told_somewhere() -> None:
    used = set(re.findall(r"\b[A-Z]\w+\.[A-Z][A-Z_0-9]+\b", "\n".join(code())))
    assert [str(what) for what in texts() if f"{type(what).__name__}.{what.name}" not in used] == []


def test_what_is_told_below_the_screens_is_no_kind_that_nobody_words() -> None:
    kinds = {kind.__name__ for kind in KINDS}
    told = set(
        re.findall(r"(?:Notice|UserError|PoseFileError)\(\s*(\w+)\.[A-Z_]", "\n".join(code()))
    )
    assert told <= kinds


def test_one_and_many_name_the_same_values_and_the_number() -> None:
    for what, pair in texts().items():
        if len(pair) == 2:
            one, many = ({name for _, name, _, _ in Formatter().parse(t) if name} for t in pair)
            assert one == many, what
            assert "n" in one, what


def test_what_nobody_words_is_our_own_fault() -> None:
    class Other(Enum):
        UNKNOWN = "unknown"

    with pytest.raises(LookupError, match="UNKNOWN"):
        sentence(Notice(Other.UNKNOWN))


def test_values_are_told_each_in_its_way_and_in_the_language_that_is_spoken() -> None:
    values = (
        *(Given("a" * 41), Given([1, [2]]), Given({}), Given(None), Given(True), Given(2.50)),
        *(GivenKey("k" * 50), Either((Given("a"), 2, 3)), AllOf(("x", "y")), 1.50, Path("/p")),
        Lines((Notice(Reason.DAMAGED), Notice(Reason.IN_USE))),
    )
    told = [sentence(Notice(Reason.OTHER, text=value)) for value in values]
    assert told == [
        f"“{'a' * 39}…” (41 characters)",
        "a list of 2",
        "a table",
        *("null", "true", "2.5"),
        f"{'k' * 39}…",
        "“a”, 2 or 3",
        "x and y",
        *("1.5", "/p"),
        "it is damaged\nanother program is using it",
    ]
    with spoken(Marking()):
        assert sentence(Notice(Reason.OTHER, text=Either((Given("a"), 2)))) == "««“a”» or 2»"


def test_a_notice_is_the_same_by_what_it_tells_and_stands_in_a_log_by_its_id() -> None:
    one, other = (Notice(FileFault.NOT_READ, path=p, reason=Notice(Reason.DAMAGED)) for p in "aa")
    assert one == other
    assert hash(one) == hash(other)
    assert one != Notice(FileFault.NOT_READ, path="b", reason=Notice(Reason.DAMAGED))
    assert one != "not_read"
    assert repr(one) == "not_read(path='a', reason='damaged()')"
