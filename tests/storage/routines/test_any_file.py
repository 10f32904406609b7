"""Files that are no routine, of another format, of any bytes, and what it costs to check them."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.storage.routines.routine_file import (
    MAX_BYTES,
    RoutineFileError,
    plain_id,
    read_routine,
)
from stretchtimer.storage.routines.table_reader import MAX_FINDINGS
from tests.storage.routines.routine_files import SOUND, write
from tests.storage.routines.told_faults import SAMPLE, faults, only_fault, told
from tests.wording import said


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
