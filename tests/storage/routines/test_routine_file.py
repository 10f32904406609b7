"""Tests of reading routines, and of telling everything that is wrong with their files."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import FrameType
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.engine.model import Dose, Movement, Routine, Side, Stretch, StretchWords, Times
from stretchtimer.storage.routines.routine_file import (
    MAX_BYTES,
    Fault,
    RoutineFileError,
    plain_id,
    read_routine,
)
from stretchtimer.storage.routines.table_reader import MAX_FINDINGS
from tests.storage.routines.routine_files import DATA, SOUND, write
from tests.wording import said

SAMPLE = (DATA / "routine-1.toml").read_text(encoding="utf-8")
SECONDS = "a number of seconds from"


def faults(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(RoutineFileError) as caught:
        read_routine(path)
    assert said(caught.value) == "\n".join(said(fault.notice) for fault in caught.value.faults)
    return caught.value.faults


def only_fault(path: Path) -> Fault:
    found = faults(path)
    assert len(found) == 1
    return found[0]


def test_every_key_of_format_1_reaches_the_routine() -> None:
    twist = Stretch(
        id="twist",
        name="Twist",
        two_sided=True,
        first_side=Side.RIGHT,
        dose=Dose(30_000, 3, 12_250, (15_000, 45_500)),
        pose="twist_pose",
        start_pose="t-arms",
        words=StretchWords(
            position="Lie down.",
            setup=("One.", "Two."),
            feel="Mild.",
            breathing="Calmly.",
            mistakes=("Jerking.",),
            easier="Less.",
            care="Ask first.",
            release="Slowly, in your own time.",
        ),
    )
    cat_cow = Stretch(
        id="cat-cow",
        name="Cat-cow",
        dose=Dose(31_000),
        movements=(Movement("cat", "Cat", 5_000, "Round up."), Movement("cow", "Cow", 4_500)),
    )
    times = Times(12_000, 9_500, 7_000, 11_000, 0, 21_000, 2, True)
    assert read_routine(DATA / "routine-1.toml") == Routine(
        "routine-1", "Every key", (twist, cat_cow), times, "One of each."
    )


def test_the_pose_of_the_easier_way_is_read_and_must_be_one_that_there_is(tmp_path: Path) -> None:
    stretch = '{id="a", name="A", hold_s=1, pose="lying", easier_pose="%s", easier="Less."}'
    words = 'format = 1\nname = "N"\nstretches = [%s]'
    path = write(tmp_path, words % (stretch % "propped"))
    (read,) = read_routine(path, poses={"lying", "propped"}).stretches
    assert (read.held_pose, replace(read, is_easier=True).held_pose) == ("lying", "propped")
    path = write(tmp_path, words % (stretch % "proped"))
    with pytest.raises(RoutineFileError) as caught:
        read_routine(path, poses={"lying", "propped"})
    assert "easier_pose is “proped”" in said(caught.value)


def test_what_is_not_in_the_file_has_the_defaults_of_the_model(tmp_path: Path) -> None:
    path = write(tmp_path, 'format = 1\nname = "N"\nstretches = [{id="a", name="A", hold_s=1}]')
    stretch = Stretch("a", "A", Dose(1_000))
    assert read_routine(path) == Routine("evening", "N", (stretch,))


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("format = 1\n", "", 1, "format is missing; it must be 1 or 2."),
        (
            "format = 1",
            "format = true",
            1,
            "format is true, but it must be 1 or 2.",
        ),
        (
            "format = 1",
            'format = "2"',
            1,
            "format is “2”, but it must be 1 or 2.",
        ),
        ("format = 1", "format = 0", 1, "format is 0, but it must be 1 or 2."),
        (
            '"Evening"',
            f'"{"n" * 81}"',
            2,
            f"name is “{'n' * 39}…” (81 characters), "
            "but it must be a text of 1 to 80 characters that can be seen.",
        ),
        (
            '"Evening"',
            '"  "',
            2,
            "name is “  ”, but it must be a text of 1 to 80 characters that can be seen.",
        ),
        (
            '"Evening"',
            '"a\\u0007b"',
            2,
            "name is “a b”, but it must be a text of 1 to 80 characters that can be seen.",
        ),
        (
            '"Evening"',
            "[1, {}]",
            2,
            "name is a list of 2, but it must be a text of 1 to 80 characters that can be seen.",
        ),
        (
            '"Evening"',
            "{x = 1}",
            2,
            "name is a table, but it must be a text of 1 to 80 characters that can be seen.",
        ),
        (
            "[times]",
            f'summary = "{"s" * 501}"\n[times]',
            4,
            f"summary is “{'s' * 39}…” (501 characters), "
            "but it must be a text of at most 500 characters.",
        ),
        (
            "[times]",
            'id = "x"\n[times]',
            4,
            "id is not a known key; a routine is known by the name of its file.",
        ),
        ("[times]\nlead_in_s = 5", "times = 5", 4, "times is 5, but it must be a table, begun by"),
        ("lead_in_s = 5", "lead_in = 5", 5, "times: lead_in is not a known key; did you mean"),
        (
            "lead_in_s = 5",
            "q = 5",
            5,
            "times: q is not a known key; known are first_lead_in_s, lead_in_s, change_sides_s, "
            "change_over_s, release_s, round_rest_s, rounds, wait_until_ready.",
        ),
        (
            "lead_in_s = 5",
            "lead_in_s = true",
            5,
            f"times: lead_in_s is true, but it must be {SECONDS} 0 to 600.",
        ),
        (
            "lead_in_s = 5",
            "lead_in_s = 600.001",
            5,
            f"times: lead_in_s is 600.001, but it must be {SECONDS} 0 to 600.",
        ),
        (
            "lead_in_s = 5",
            "lead_in_s = nan",
            5,
            f"times: lead_in_s is nan, but it must be {SECONDS} 0 to 600.",
        ),
        (
            "lead_in_s = 5",
            "lead_in_s = -inf",
            5,
            f"times: lead_in_s is -inf, but it must be {SECONDS} 0 to 600.",
        ),
        (
            "lead_in_s = 5",
            f"lead_in_s = 0x{'f' * 5_000}",
            5,
            f"times: lead_in_s is a very large number, but it must be {SECONDS} 0 to 600.",
        ),
        (
            "lead_in_s = 5",
            "rounds = 2.0",
            5,
            "times: rounds is 2.0, but it must be a whole number from 1 to 20.",
        ),
        (
            "lead_in_s = 5",
            "wait_until_ready = 1",
            5,
            "times: wait_until_ready is 1, but it must be true or false.",
        ),
        (
            'id = "a"',
            'id = "A b"',
            8,
            "stretch 1: id is “A b”, but it must be lower-case letters and digits with single "
            "hyphens between them.",
        ),
        ('id = "b"', 'id = "a"', 13, "stretch 2: id is “a”, which stretch 1 already has."),
        ('id = "b"\n', "", 12, "stretch 2: id is missing; it must be lower-case letters and"),
        ('name = "B"\n', "", 12, "stretch 2: name is missing; it must be a text of 1 to 80"),
        ("hold_s = 30\n", "", 12, f"stretch 2: hold_s is missing; it must be {SECONDS} 1 to 3600"),
        ("hold_s = 30", "hold_s = 0", 15, "stretch 2: hold_s is 0, but it must be a number"),
        ("hold_s = 30", "hold_s = 3601", 15, "stretch 2: hold_s is 3601, but it must be a number"),
        (
            "hold_s = 30",
            "hold_s = 1979-05-27",
            15,
            "stretch 2: hold_s is 1979-05-27, but it must be",
        ),
        ("hold_s = 30", 'hold_s = "30"', 15, "stretch 2: hold_s is “30”, but it must be a number"),
        (
            '"both"',
            '"two"',
            16,
            "stretch 2: sides is “two”, but it must be “none” or “both”.",
        ),
        ('"both"', "true", 16, "stretch 2: sides is true, but it must be “none” or “both”."),
        (
            '"both"',
            '"both"\nsane_hold_s = [30, 10]',
            17,
            "stretch 2: sane_hold_s is [30, 10], but it must be two numbers of seconds from 1 to "
            "3600, the smaller one first.",
        ),
        ('"both"', '"both"\nsane_hold_s = [30]', 17, "stretch 2: sane_hold_s is [30], but"),
        ('"both"', '"both"\nsane_hold_s = 30', 17, "stretch 2: sane_hold_s is 30, but"),
        ('"both"', '"both"\nsane_hold_s = [1, "x"]', 17, "stretch 2: sane_hold_s is [1, “x”], but"),
        (
            '"both"',
            '"both"\npose = "../x"',
            17,
            "stretch 2: pose is “../x”, but it must be lower-case letters and digits with single "
            "underscores and hyphens between them.",
        ),
        (
            '"both"',
            '"both"\nsetup = "x"',
            17,
            "stretch 2: setup is “x”, but it must be a list of at most 20 texts.",
        ),
        (
            '"both"',
            '"both"\nsetup = ["x",\n  3]',
            18,
            "stretch 2: setup[2] is 3, but it must be a text of 1 to 500 characters.",
        ),
        (
            '"both"',
            '"both"\nmistakes = [' + "'x'," * 21 + "]",
            17,
            "stretch 2: mistakes has 21 items, but it must be a list of at most 20 texts.",
        ),
        (
            '"both"',
            '"both"\nmovements = [\n{pose="x", name="X", duration_s=5},\n{pose="y", name="Y"}]',
            19,
            f"stretch 2, movement 2: duration_s is missing; it must be {SECONDS} 1 to 600.",
        ),
        (
            '"both"',
            '"both"\nmovements = [3]',
            17,
            "stretch 2: movements[1] is 3, but it must be a table.",
        ),
        (
            '"both"',
            '"both"\nmovements = [' + "{pose='x', name='X', duration_s=5}," * 9 + "]",
            17,
            "stretch 2: movements has 9 items, but it must be 0 to 8 tables, each begun by "
            "[[stretches.movements]].",
        ),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_is_allowed(
    old: str, new: str, line: int, message: str, tmp_path: Path
) -> None:
    assert old in SOUND
    path = write(tmp_path, SOUND.replace(old, new))
    fault = only_fault(path)
    assert said(fault.notice).startswith(f"{path}:{line}: {message}")


def told(fault: Fault) -> tuple[int, str, str]:
    """The line, key and message of a fault."""
    return fault.line, fault.key, said(fault.message)


def test_a_fault_names_line_key_value_and_what_is_allowed(tmp_path: Path) -> None:
    path = write(tmp_path, SOUND.replace("hold_s = 30", "hold_s = 0"))
    assert told(only_fault(path)) == (
        15,
        "stretches[2].hold_s",
        "stretch 2: hold_s is 0, but it must be a number of seconds from 1 to 3600.",
    )


def test_all_faults_are_told_at_once_ordered_by_line(tmp_path: Path) -> None:
    text = SOUND.replace('name = "Evening"', "").replace('"A"', "4").replace('"both"', '"x"')
    found = faults(write(tmp_path, f"{text}\nq = 1\n"))
    assert [(fault.line, fault.key) for fault in found] == [
        (1, "name"),
        (9, "stretches[1].name"),
        (16, "stretches[2].sides"),
        (18, "stretches[2].q"),
    ]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff"])
def test_an_empty_file_is_told_in_one_sentence(text: str, tmp_path: Path) -> None:
    path = write(tmp_path, text)
    message = "the file is empty; it needs format, name and stretches."
    assert told(only_fault(path)) == (1, "", message)


@pytest.mark.parametrize("stretches", ["", "stretches = []"])
def test_a_routine_needs_a_stretch(stretches: str, tmp_path: Path) -> None:
    path = write(tmp_path, f'format = 1\nname = "N"\n{stretches}')
    assert said(only_fault(path).message) == (
        "stretches is missing; it must be 1 to 100 tables, each begun by [[stretches]]."
    )


def test_stretches_that_are_no_list_are_one_fault(tmp_path: Path) -> None:
    path = write(tmp_path, 'format = 1\nname = "N"\nstretches = 3')
    assert said(only_fault(path).message).startswith(
        "stretches is 3, but it must be 1 to 100 tables"
    )


def test_too_many_stretches_are_one_fault(tmp_path: Path) -> None:
    stretches = "".join(
        f'[[stretches]]\nid = "s{number}"\nname = "S"\nhold_s = 1\n' for number in range(101)
    )
    fault = only_fault(write(tmp_path, f'format = 1\nname = "N"\n{stretches}'))
    assert said(fault.message).startswith("stretches has 101 items, but it must be 1 to 100 tables")


@pytest.mark.parametrize(
    ("hold_s", "repetitions", "rest_s", "fits"),
    [
        (3600, 12, 0, True),
        (3600, 13, 0, False),
        (1, 100, 436.7, False),
        (1, 100, 420, True),
    ],
)
def test_a_routine_takes_at_most_twelve_hours(
    hold_s: int, repetitions: int, rest_s: float, fits: bool, tmp_path: Path
) -> None:
    times = "first_lead_in_s = 0\nrelease_s = 0"
    path = write(
        tmp_path,
        f'format = 1\nname = "N"\n[times]\n{times}\n[[stretches]]\nid = "a"\nname = "A"\n'
        f"hold_s = {hold_s}\nrepetitions = {repetitions}\nrest_s = {rest_s}\n",
    )
    if fits:
        assert read_routine(path).stretches[0].dose.repetitions == repetitions
    else:
        assert told(only_fault(path)) == (1, "", "the routine takes longer than 12 hours.")


@pytest.mark.parametrize(("stretches", "rounds", "fits"), [(10, 1, True), (3, 4, False)])
def test_a_routine_has_at_most_a_thousand_holds(
    stretches: int, rounds: int, fits: bool, tmp_path: Path
) -> None:
    tables = "".join(
        f'[[stretches]]\nid = "a{number}"\nname = "A"\nhold_s = 1\nrepetitions = 100\n'
        for number in range(stretches)
    )
    path = write(tmp_path, f'format = 1\nname = "N"\n[times]\nrounds = {rounds}\n{tables}')
    if fits:
        assert len(read_routine(path).stretches) == stretches
    else:
        message = "the routine has 1200 holds, but it must have at most 1000."
        assert told(only_fault(path)) == (1, "", message)


def test_a_newer_format_is_refused_in_words_without_other_faults(tmp_path: Path) -> None:
    path = write(tmp_path, "# x\nformat = 3\nnew_key = 1\n")
    assert told(only_fault(path)) == (
        2,
        "format",
        "format is 3, but this version of Stretch Timer can only read up to format 2. The file is "
        "unchanged. Please update the app to use it.",
    )


def test_broken_toml_is_one_fault_on_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, f"{SOUND}\nname =\n")
    assert said(only_fault(path).notice) == f"{path}:18: this is not valid TOML: Invalid value."


def test_a_binary_file_is_one_fault(tmp_path: Path) -> None:
    assert said(only_fault(write(tmp_path, b"\x7fELF\xff")).message) == "this is not text in UTF-8."


def test_a_file_of_more_than_256_kib_is_refused_and_one_of_that_size_is_read(
    tmp_path: Path,
) -> None:
    text = SOUND + "#" * (MAX_BYTES - len(SOUND))
    assert read_routine(write(tmp_path, text)).name == "Evening"
    fault = only_fault(write(tmp_path, f"{text}#"))
    assert said(fault.message) == "the file could not be read: it is larger than 256 KiB."


def test_a_missing_file_a_folder_and_a_pipe_are_each_one_fault(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    unread = "the file could not be read: "
    for path, why in (
        (tmp_path / "no.toml", "it does not exist."),
        (tmp_path, "it is a folder, not a file."),
        (tmp_path / "pipe.toml", "it is not an ordinary file."),
    ):
        assert said(only_fault(path).message) == f"{unread}{why}"


def test_a_file_without_permission_is_one_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path)
    monkeypatch.setattr(os, "open", refuse)
    assert said(only_fault(path).message) == (
        "the file could not be read: you do not have permission."
    )


@pytest.mark.parametrize(
    "text",
    ["".join(f"k{number} = 1\n" for number in range(2 * MAX_FINDINGS)), 100 * "[[stretches]]\n"],
    ids=["unknown keys", "missing keys"],
)
def test_a_file_full_of_faults_tells_no_more_than_anybody_would_read(
    text: str, tmp_path: Path
) -> None:
    assert len(faults(write(tmp_path, text))) == MAX_FINDINGS


def test_faults_are_not_looked_for_beyond_what_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []

    def near(key: str, _known: list[str], n: int) -> list[str]:
        compared.append(key)
        return []

    monkeypatch.setattr("difflib.get_close_matches", near)
    faults(write(tmp_path, "".join(f"k{number} = 1\n" for number in range(2 * MAX_FINDINGS))))
    assert len(compared) <= MAX_FINDINGS


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("post-walk.toml", "post-walk"),
        ("My  Walk (2).toml", "my-walk-2"),
        ("Dehnen für Anna.toml", "dehnen-für-anna"),
        ("u\u0308ben.toml", "üben"),
        ("散歩.toml", "散歩"),
        ("--.toml", "routine"),
        ("no suffix.txt", "no-suffix-txt"),
    ],
)
def test_the_id_is_made_of_the_name_of_the_file(name: str, expected: str) -> None:
    assert plain_id(Path("/some/Folder") / name) == expected


PIECES = [
    *("format", "name", "stretches", "movements", "times", "hold_s", "setup", "id", "\n"),
    *("= ", "[", "]", "[[", "]]", "{", "}", ",", ".", "#", '"', '"""', "'", "\\"),
    *("1", "-1e9", "true", "nan", "1979-05-27", "0x" + "f" * 30, "ü", "\0", "\ud7ff", "\r\n"),
]


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(SAMPLE)), st.integers(0, 40), st.lists(st.sampled_from(PIECES))
        ),
        max_size=4,
    )
)
def test_a_file_changed_in_any_way_is_read_or_told_with_lines_that_it_has(
    changes: list[tuple[int, int, list[str]]],
) -> None:
    text = SAMPLE
    for start, length, pieces in changes:
        text = text[:start] + "".join(pieces) + text[start + length :]
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), text)
        try:
            read_routine(path)
        except RoutineFileError as error:
            found = error.faults
        else:
            return
    assert found
    for fault in found:
        assert 1 <= fault.line <= text.count("\n") + 1
        assert said(fault.message).endswith((".", "?"))
        assert "\n" not in said(fault.message)


@given(st.binary(max_size=200))
def test_a_file_of_any_bytes_is_read_or_told(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.raises(RoutineFileError):
        read_routine(write(Path(folder), data))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u200b", "<U+200B>"),
        ("\u00ad\u00ad", "<U+00AD><U+00AD>"),
        ("\u3164", "\u3164"),
        ("\u2800", "\u2800"),
        ("\u0301", "\u0301"),
        ("\u200d", "<U+200D>"),
        ("Knee\u200b hug", "Knee<U+200B> hug"),
        ("Knee\u00ad hug", "Knee<U+00AD> hug"),
        ("\u202eguh eenK", "<U+202E>guh eenK"),
        ("\u2067Knee", "<U+2067>Knee"),
    ],
)
@pytest.mark.parametrize("of", ["Evening", "A"])
def test_a_name_that_cannot_be_seen_or_turns_the_text_round_it_is_refused_in_words(
    tmp_path: Path, text: str, shown: str, of: str
) -> None:
    (fault,) = faults(write(tmp_path, SOUND.replace(f'"{of}"', f'"{text}"')))
    assert fault.key in ("name", "stretches[1].name")
    assert said(fault.message).endswith(
        f"name is “{shown}”, but it must be a text of 1 to 80 characters that can be seen."
    )


@pytest.mark.parametrize(
    "text", ["Dehnung für den Rücken", "می‌خواهم", "🧘🏽‍♀️", "שלום", "अभ्यास", "!", "e\u0301"]
)
def test_a_name_in_any_script_is_taken_as_it_is(tmp_path: Path, text: str) -> None:
    assert read_routine(write(tmp_path, SOUND.replace("Evening", text))).name == text


def test_a_sentence_that_turns_the_text_after_it_is_refused(tmp_path: Path) -> None:
    (fault,) = faults(write(tmp_path, SOUND.replace("[times]", 'summary = "a\u202eb"\n[times]')))
    assert "summary is “a<U+202E>b”, but it must be a text of at most 500" in said(fault.message)


@pytest.mark.parametrize(
    "line",
    ["k{0} = 1", "[a{0}.a.a.a.a.a.a]", "[[a{0}.a.a.a]]\nb.b.b.b = 1", "x{0} = [[1, {{a = 1}}]]"],
)
def test_the_work_of_checking_a_file_grows_with_its_size_and_not_faster(
    tmp_path: Path, line: str
) -> None:
    calls = []
    for count in (200, 400):
        path = write(tmp_path, "".join(f"{line.format(number)}\n" for number in range(count)))
        calls.append(calls_of(partial(faults, path)))
    assert calls[1] < 2.2 * calls[0]


def calls_of(work: Callable[[], object]) -> int:
    """How many functions are called by it: a measure that no other program disturbs."""
    count = 0

    def note(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
