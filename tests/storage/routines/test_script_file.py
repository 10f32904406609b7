"""A script is read as a whole, or everything that is wrong with it is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stretchtimer.engine.cues import CueKind
from stretchtimer.engine.script import Reading
from stretchtimer.engine.speech import Sentence
from stretchtimer.storage.assets import asset
from stretchtimer.storage.routines.routine_file import RoutineFileError
from stretchtimer.storage.routines.script_file import is_script, read_script
from tests.pseudo_language import put, script_toml
from tests.wording import refused, said

Change = Callable[[dict[str, Any]], None]


def faults(folder: Path, text: str) -> list[str]:
    """What is told of a script, without the file's name; nothing where it can be used."""
    path = put(folder / "voice/xx/script.toml", text)
    try:
        read_script(path)
    except RoutineFileError as error:
        return [said(fault.notice).removeprefix(f"{path}:") for fault in error.faults]
    return []


def changed(folder: Path, *keys: str, value: object = None) -> list[str]:
    """What is told of a script with one value changed, or left out."""

    def change(data: dict[str, Any]) -> None:
        for key in keys[:-1]:
            data = data[key]
        if value is None:
            del data[keys[-1]]
        else:
            data[keys[-1]] = value

    return [fault.partition(": ")[2] for fault in faults(folder, script_toml(change))]


def test_english_says_what_it_always_said() -> None:
    script = read_script(asset("voice", "en", "script.toml"))
    assert script.language == "en"
    assert script.sentences == {
        Sentence.NEXT: ("Next:", "{name}"),
        Sentence.AGAIN: ("Once more.",),
        Sentence.OTHER_SIDE: ("Now the other side.",),
        Sentence.LEFT: ("Left side.",),
        Sentence.RIGHT: ("Right side.",),
        Sentence.HOLD_FOR: ("Hold for", "{duration}"),
        Sentence.MOVE_FOR: ("Keep moving for", "{duration}"),
        Sentence.TIMES: ("Do it", "{times}"),
        Sentence.OWN_PACE: ("Take your time, and go on when you are ready.",),
        Sentence.NEXT_SET: ("Rest.", "{set}"),
        Sentence.HOLD: ("Hold.",),
        Sentence.HALF_WAY: ("Half-way.",),
        Sentence.LAST_ONE: ("Last one.",),
        Sentence.COME_OUT: ("Slowly come out of it.",),
    }
    assert [script.counts[n] for n in (1, 2, 3, 30)] == ["One.", "Two.", "Three.", "Thirty."]
    assert len(script.counts) == len(script.times) == 30
    assert [script.times[n] for n in (1, 2, 3, 30)] == [
        "once.",
        "twice.",
        "three times.",
        "thirty times.",
    ]
    assert (script.sets[2], script.sets[10]) == ("Second set next.", "Tenth set next.")
    assert script.closing.startswith("That was the last stretch.")
    assert script.sounds[CueKind.STRETCH_END.value] == "Come out slowly"
    assert [len(of) for of in (script.seconds, script.minutes, script.minutes_and)] == [59, 60, 59]
    assert (script.seconds[1], script.seconds[42]) == ("one second.", "forty-two seconds.")
    assert (script.minutes[1], script.minutes[60]) == ("one minute.", "sixty minutes.")
    assert (script.minutes_and[1], script.minutes_and[5]) == ("one minute and", "five minutes and")
    assert script.readings == {"Hold.": Reading(take=2), "Two.": Reading(take=1)}


def test_the_scripts_that_come_with_the_program_have_no_faults() -> None:
    for path in asset("voice").glob("*/script.toml"):
        assert read_script(path).language == path.parent.name


@pytest.mark.parametrize("key", ["full_stop", "sound_check", "closing"])
def test_each_text_is_needed(tmp_path: Path, key: str) -> None:
    (fault,) = changed(tmp_path, key)
    assert fault.startswith(f"{key} is missing; it must be a text of 1 to ")


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        ("sentences", [one.value for one in Sentence]),
        ("count", ["1", "2", "3", "30"]),
        ("sets", ["2", "10"]),
        ("sounds", ["lead_in", "hold_end", "breath_out"]),
    ],
)
def test_each_text_of_a_table_is_needed_and_so_is_the_table(
    tmp_path: Path, table: str, keys: list[str]
) -> None:
    for key in keys:
        (fault,) = changed(tmp_path, table, key)
        assert fault.startswith(f"{table}: {key} is missing; it must be ")
    (fault,) = changed(tmp_path, table)
    assert fault == f"{table} is missing; it must be a table, begun by [{table}]."
    (fault,) = changed(tmp_path, table, value="no table")
    assert fault == f"{table} is “no table”, but it must be a table, begun by [{table}]."


@pytest.mark.parametrize("unit", ["seconds", "minutes", "minutes_and"])
def test_each_unit_needs_a_form_for_all_other_numbers(tmp_path: Path, unit: str) -> None:
    (fault,) = changed(tmp_path, "duration", unit, "other")
    assert fault.startswith(f"{unit}: other is missing; it must be a text of 1 to ")
    (fault,) = changed(tmp_path, "duration", unit)
    assert fault == f"duration: {unit} is missing; it must be a table, begun by [duration.{unit}]."


@pytest.mark.parametrize("value", ["", 17, [], ["Next:"], "Next: {name}", ["{name}", "{name}"]])
def test_a_sentence_that_tells_a_name_has_it_as_a_part_once(tmp_path: Path, value: object) -> None:
    (fault,) = changed(tmp_path, "sentences", "next", value=value)
    assert fault.startswith("sentences: next is ")
    assert fault.endswith("one of them “{name}”.")


@pytest.mark.parametrize("value", ["Hold {name}.", ["Hold", "{duration}"], ["a"] * 6, ["a", 3]])
def test_a_sentence_that_tells_nothing_has_no_braces(tmp_path: Path, value: object) -> None:
    (fault,) = changed(tmp_path, "sentences", "hold", value=value)
    assert fault.startswith("sentences: hold is ")
    assert fault.endswith("without braces.")


def test_a_sentence_may_be_one_text_or_several_parts(tmp_path: Path) -> None:
    assert changed(tmp_path, "sentences", "hold", value=["Hold", "now."]) == []
    assert changed(tmp_path, "sentences", "next", value=["{name}"]) == []


def test_a_form_is_for_one_number_for_some_or_for_all_other(tmp_path: Path) -> None:
    def russian(data: dict[str, Any]) -> None:
        data["duration"]["seconds"] = {
            "1": "odnu",
            "2-4, 22-24": "{number} sekundy",
            "21, 31": "{number} sekundu",
            "other": "{number} sekund",
        }
        data["duration"]["numbers"] = [f"n{number}" for number in range(1, 61)]

    script = read_script(put(tmp_path / "ru/script.toml", script_toml(russian)))
    assert {n: script.seconds[n] for n in (1, 3, 5, 21, 24, 31, 59)} == {
        1: "odnu",
        3: "n3 sekundy",
        5: "n5 sekund",
        21: "n21 sekundu",
        24: "n24 sekundy",
        31: "n31 sekundu",
        59: "n59 sekund",
    }


@pytest.mark.parametrize("key", ["0", "61", "4-2", "two", "1,", "1-2-3", "1, 2"])
def test_a_form_for_no_number_or_for_one_that_has_its_form_is_refused(
    tmp_path: Path, key: str
) -> None:
    (fault,) = changed(tmp_path, "duration", "seconds", key, value="{number} s")
    assert fault.startswith(f"seconds: {key} is not a known key; keys must be numbers such as 1 or")


def test_a_form_has_no_braces_but_those_of_the_number(tmp_path: Path) -> None:
    (fault,) = changed(tmp_path, "duration", "minutes", "other", value="{n} minutes")
    assert fault.endswith("in braces only {number}.")


def test_a_word_is_needed_for_each_number_up_to_sixty(tmp_path: Path) -> None:
    (fault,) = changed(tmp_path, "duration", "numbers", value=["one", "two"])
    assert fault == "duration: numbers has 2 items, but it must be a list of 60 texts."
    (fault,) = changed(tmp_path, "duration", "numbers")
    assert fault == "duration: numbers is missing; it must be a list of 60 texts."


def test_help_for_a_voice_need_not_be_there(tmp_path: Path) -> None:
    path = put(tmp_path / "de/script.toml", script_toml(lambda data: data.pop("voice")))
    script = read_script(path)
    assert (script.after, script.readings) == ("", {})
    assert script.reading_of("no end") == Reading()


def test_help_for_a_voice_is_by_text(tmp_path: Path) -> None:
    readings = [{"text": "Halt.", "say": "Hallt.", "after": "so", "take": 3}]
    path = put(
        tmp_path / "de/script.toml",
        script_toml(lambda data: data["voice"].update(readings=readings)),
    )
    assert read_script(path).readings == {"Halt.": Reading("Hallt.", "so", 3)}
    wrong = [{"take": -1, "tempo": 2}]
    assert len(changed(tmp_path, "voice", "readings", value=wrong)) == 3


def test_a_key_that_nobody_knows_is_told_with_its_line(tmp_path: Path) -> None:
    text = script_toml().replace('"closing" =', '"closng" =')
    line = text[: text.index('"closng"')].count("\n") + 1
    told = faults(tmp_path, text)
    assert told[0].startswith("1: closing is missing")
    assert told[1] == f"{line}: closng is not a known key; did you mean closing?"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "1: the file is empty; it needs format and everything that is said."),
        ("a = [", "1: this is not valid TOML"),
        (
            "format = 2",
            "1: format is 2, but this version of Stretch Timer can only read up to format 1",
        ),
        ("\0", "1: this is not a text file."),
    ],
)
def test_a_file_that_is_no_script_of_today_is_told_in_a_sentence(
    tmp_path: Path, text: str, fault: str
) -> None:
    told = faults(tmp_path, text)
    assert len(told) == 1
    assert told[0].startswith(fault)


def test_a_script_that_is_not_there_is_told(tmp_path: Path) -> None:
    with refused("the file could not be read", RoutineFileError):
        read_script(tmp_path / "script.toml")


def test_a_script_is_known_by_where_it_lies() -> None:
    assert is_script(Path("assets/voice/de/script.toml"))
    assert not is_script(Path("assets/routines/de/script.toml"))
    assert not is_script(Path("assets/voice/de/other.toml"))
