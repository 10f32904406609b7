"""The schema for editors takes what check takes, and refuses what a schema can refuse."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from stretchtimer.storage.assets import asset_folder
from stretchtimer.storage.routines import schema
from stretchtimer.storage.routines.json_schema import json_schema
from stretchtimer.storage.routines.routine_file import RoutineFileError, read_routine
from stretchtimer.storage.routines.toml_text import parse
from tests.storage.routines.routine_files import DATA, SOUND, write

SAMPLES = (*asset_folder("routines").glob("*.toml"), *DATA.glob("routine-*.toml"))
COUNTED = """\
format = 2
name = "Counted"
care = "Mind the knee."
[times]
own_pace = true
[[stretches]]
id = "a"
name = "A"
times = 8
sets = 2
sane_times = [5, 12]
sides = "alternate"
place = "chair"
wait_until_ready = true
[[stretches.movements]]
pose = "cat"
name = "Cat"
duration_s = 2.5
"""
WRONG = {
    "no format": SOUND.replace("format = 1\n", ""),
    "format of later": SOUND.replace("format = 1", "format = 99"),
    "no name": SOUND.replace('name = "Evening"\n', ""),
    "empty name": SOUND.replace("Evening", "  "),
    "long name": SOUND.replace("Evening", "x" * 81),
    "control in name": SOUND.replace("Evening", r"Eve\u0007ning"),
    "turned name": SOUND.replace("Evening", r"Eve\u202ening"),
    "unknown key": SOUND.replace("format", "colour = 1\nformat"),
    "key of a later format": SOUND.replace("format", 'care = "x"\nformat'),
    "text for a number": SOUND.replace("hold_s = 20", 'hold_s = "20"'),
    "truth for a number": SOUND.replace("hold_s = 20", "hold_s = true"),
    "too short": SOUND.replace("hold_s = 20", "hold_s = 0.5"),
    "too long": SOUND.replace("hold_s = 20", "hold_s = 3601"),
    "unknown sides": SOUND.replace('"both"', '"all"'),
    "sides of a later format": SOUND.replace('"both"', '"alternate"'),
    "no dose": COUNTED.replace("times = 8\nsets = 2\nsane_times = [5, 12]\n", ""),
    "two doses": COUNTED.replace("sets = 2", "hold_s = 20"),
    "dose of the other": COUNTED.replace("times = 8", "hold_s = 8"),
    "no list": COUNTED.replace("[5, 12]", "5"),
    "list too long": COUNTED.replace("[5, 12]", "[5, 12, 13]"),
    "movement without a pose": COUNTED.replace('pose = "cat"\n', ""),
    "no stretches": 'format = 1\nname = "x"\nstretches = []\n',
    "many stretches": 'format = 2\nname = "x"\n' + '[[stretches]]\nid = "a"\n' * 101,
    "id with spaces": SOUND.replace('"a"', '"a b"'),
    "unknown time": SOUND.replace("lead_in_s", "leadin_s"),
}


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = json.loads(json.dumps(json_schema()))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sound_file_is_sound_by_the_schema(validator: Any, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [error.message for error in validator.iter_errors(parse(text))] == []


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        COUNTED,
        SOUND.replace("format = 1", "format = 2"),
        SOUND.replace("Evening", "x   " * 39 + "x"),
        SOUND.replace("hold_s = 20", f'hold_s = 20\nfeel = """\n{"a b  " * 124}a"""'),
    ],
)
def test_what_check_takes_the_schema_takes(validator: Any, tmp_path: Path, text: str) -> None:
    read_routine(write(tmp_path, text))
    assert validator.is_valid(parse(text))


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_wrong_by_both(validator: Any, tmp_path: Path, text: str) -> None:
    with pytest.raises(RoutineFileError):
        read_routine(write(tmp_path, text))
    assert not validator.is_valid(parse(text))


def test_every_key_that_the_reader_knows_is_in_it() -> None:
    known = set(re.findall(r'"(\w+)": \{', json.dumps(json_schema())))
    source = Path(schema.__file__).read_text(encoding="utf-8")
    asked = set(re.findall(r'(?:take|need|table|tables|sentences?|texts)\("(\w+)"', source))
    assert asked <= known
    assert {"first_lead_in_s", "round_rest_s"} <= known
