"""Forty mistakes that people make in a routine file, each told in a sentence on its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stretchtimer.storage.assets import pose_names
from stretchtimer.storage.routines.routine_file import RoutineFileError, read_routine
from tests.storage.routines.routine_files import write
from tests.wording import said

LEAFLET = """\
# From the leaflet.
format = 2
name = "Leaflet"
summary = "Four exercises."
language = "en"
care = "Stop if it hurts."

[times]
lead_in_s = 10
rounds = 1
own_pace = false

[[stretches]]
id = "knee-hug"
name = "Knee hug"
sides = "both"
first_side = "left"
hold_s = 30
sane_hold_s = [10, 60]
repetitions = 2
rest_s = 10
pose = "knee_hug"
start_pose = "feet_flat"
setup = [
  "Lie down.",
  "Draw your {left|right} knee up.",
]

[[stretches]]
id = "cat-cow"
name = "Cat and cow"
times = 8
sets = 2
sane_times = [5, 12]
place = "floor"
wait_until_ready = true
sides = "alternate"

[[stretches.movements]]
pose = "cat"
name = "Cat"
duration_s = 5
breath = "out"

[[stretches.movements]]
pose = "cow"
name = "Cow"
duration_s = 5
breath = "in"
"""

PLANTED: tuple[tuple[str, str, int, str], ...] = (
    ("format = 2", "format = 3", 2, "can only read"),
    ("format = 2", 'format = "2"', 2, "format is “2”, but it must be 1 or 2"),
    ("format = 2\n", "", 1, "format is missing"),
    ("format = 2", "format = 1", 6, "care came with format 2; write format = 2"),
    ("format = 2", "format == 2", 2, "not valid TOML"),
    ('name = "Leaflet"', 'nmae = "Leaflet"', 3, "nmae is not a known key; did you mean name?"),
    ('name = "Leaflet"', 'name = "Leaflet', 3, "not valid TOML"),
    ('name = "Leaflet"', 'name = ""', 3, "name is “”, but it must be a text of 1 to 80"),
    ('name = "Leaflet"', "name = Leaflet", 3, "not valid TOML"),
    ('name = "Leaflet"', f'name = "{"x" * 81}"', 3, r"\(81 characters\), but it must be"),
    ('name = "Leaflet"', r'name = "\u200b"', 3, "characters that can be seen"),
    ('"Four exercises."', r'"\u202eFour"', 4, "summary is “<U\\+202E>Four”"),
    ('language = "en"', 'language = "English"', 5, "the code of a language"),
    ('care = "Stop if it hurts."', "care = 1", 6, "care is 1, but it must be a text"),
    ("[times]", "[time]", 8, "time is not a known key; did you mean times?"),
    ("[times]", "[times", 8, "not valid TOML"),
    ("lead_in_s = 10", "lead_in_s = 601", 9, "lead_in_s is 601, .*from 0 to 600"),
    ("lead_in_s = 10", "lead_in_s = nan", 9, "lead_in_s is nan"),
    ("lead_in_s = 10", "lead_in_s = 10\nlead_in_s = 11", 10, "not valid TOML"),
    ("rounds = 1", "rounds = 1.5", 10, "rounds is 1.5, .*whole number from 1 to 20"),
    ("own_pace = false", 'own_pace = "no"', 11, "own_pace is “no”, but it must be true or false"),
    ('[[stretches]]\nid = "knee', '[stretches]\nid = "knee', 29, "not valid TOML"),
    ('id = "knee-hug"', 'id = "Knee hug"', 14, "lower-case letters and digits"),
    ('id = "cat-cow"', 'id = "knee-hug"', 30, "stretch 2: id is “knee-hug”, which stretch 1"),
    ('sides = "both"', 'sides = "each"', 16, "“none”, “both” or “alternate”"),
    ('first_side = "left"', 'first_side = "Left"', 17, "“left” or “right”"),
    ("hold_s = 30", "hold_s = 0", 18, "hold_s is 0, .*from 1 to 3600"),
    ("hold_s = 30", 'hold_s = "30 s"', 18, "hold_s is “30 s”, .*number of seconds"),
    ("hold_s = 30", "hold = 30", 18, "did you mean hold_s?"),
    ("hold_s = 30", f"hold_s = {'9' * 400}", 18, "number of seconds from 1 to 3600"),
    ("[10, 60]", "[60, 10]", 19, "the smaller one first"),
    ("repetitions = 2", "repetitions = 101", 20, "whole number from 1 to 100"),
    ("repetitions = 2", "sets = 2", 20, "sets does not go with hold_s; repetitions does"),
    ('"knee_hug"', '"knee_hugg"', 22, "no such pose; did you mean knee_hug?"),
    ('"knee_hug"', '"zz"', 22, r"no such pose; nearest of the \d+ there are: (\w+, ){7}\w+\.$"),
    ('  "Lie down.",', "  7,", 25, r"setup\[1\] is 7"),
    ("times = 8\n", "", 29, "neither hold_s nor times"),
    ("times = 8", "times = 8\nhold_s = 3", 32, "both hold_s and times"),
    ("sane_times = [5, 12]", "sane_times = 5", 34, "two whole numbers"),
    ('place = "floor"', 'place = "sofa"', 35, "“floor”, “bed”, “chair” or “standing”"),
    ("wait_until_ready = true", "wait_until_ready = yes", 36, "not valid TOML"),
    ('duration_s = 5\nbreath = "out"', 'breath = "out"', 39, "movement 1: duration_s is missing"),
    ('duration_s = 5\nbreath = "in"', 'duration_s = 0.5\nbreath = "in"', 48, "from 1 to 600"),
    ('breath = "in"', 'breath = "deep"', 49, "breath is “deep”, but it must be “in” or “out”"),
    ('breath = "in"', 'breath = "in"\nhold_s = 5', 50, "movement 2: hold_s is not a known key"),
)


def test_the_leaflet_itself_has_no_fault(tmp_path: Path) -> None:
    assert len(read_routine(write(tmp_path, LEAFLET), poses=pose_names()).stretches) == 2
    assert len(PLANTED) >= 40


def test_the_example_for_people_is_a_routine(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    example = readme.partition("```toml\n")[2].partition("```")[0]
    routine = read_routine(write(tmp_path, example), poses=pose_names())
    assert [stretch.times for stretch in routine.stretches] == [None, 8]


@pytest.mark.parametrize(
    ("right", "wrong", "line", "told"), PLANTED, ids=[str(n) for n in range(len(PLANTED))]
)
def test_a_planted_mistake_is_told_on_its_line(
    tmp_path: Path, right: str, wrong: str, line: int, told: str
) -> None:
    assert right in LEAFLET
    path = write(tmp_path, LEAFLET.replace(right, wrong, 1))
    with pytest.raises(RoutineFileError) as caught:
        read_routine(path, poses=pose_names())
    sentences = {fault.line: said(fault.message) for fault in caught.value.faults}
    assert line in sentences, sentences
    assert re.search(told, sentences[line]), sentences[line]
    for fault in caught.value.faults:
        assert said(fault.message).isprintable()
        assert len(said(fault.message)) < 400
