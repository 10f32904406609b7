"""An output that is gone ends a command quietly; on a terminal foreign text is only text."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchtimer.services.system.printable import printable
from stretchtimer.terminal.output import OutputError, print_lines
from tests.profiles import asked_before
from tests.sweeps import swept, swept_rows
from tests.terminal.test_real_terminal import TINY

if sys.platform == "win32":
    pytest.skip("is about the shells of Unix", allow_module_level=True)

CHECKOUT = Path(__file__).parents[2]
ROUTINE = "assets/routines/post-walk.toml"
COMMANDS = [
    ("--help",),
    ("--version",),
    ("routines",),
    ("routines", "--json"),
    ("plan", "post-walk"),
    ("plan", "post-walk", "--json"),
    ("check", ROUTINE),
    ("check", "nothing.toml"),
]
FULL = "The output could not be written: the disk is full.\n"
CLOSED = "The output could not be written: it is closed.\n"
each_command = pytest.mark.parametrize("command", swept(COMMANDS, COMMANDS[3:6:2]), ids=" ".join)


def run(
    profile: Path, command: tuple[str, ...], redirection: str, stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[str]:
    """Carries out a command in a shell, with something done to its output."""
    program = [sys.executable, "-m", "stretchtimer", *command]
    if not command[0].startswith("-"):
        program += ["--profile", str(asked_before(profile))]
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {redirection}', "sh", *program],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        cwd=CHECKOUT,
    )


@pytest.fixture
def left_pipe() -> Iterator[int]:
    """A pipe that nobody reads any more."""
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.toml"
    path.write_text(TINY.format(hold_s=1), encoding="utf-8")
    return path


@each_command
def test_a_full_output_is_told_in_one_sentence_and_gives_1(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    done = run(tmp_path, command, "> /dev/full")
    assert (done.returncode, done.stderr) == (1, FULL)


@each_command
def test_a_closed_output_is_told_in_one_sentence_and_gives_1(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    done = run(tmp_path, command, ">&-")
    assert (done.returncode, done.stderr) == (1, CLOSED)


@each_command
def test_a_reader_that_has_seen_enough_ends_a_command_as_it_ends_others(
    tmp_path: Path, command: tuple[str, ...], left_pipe: int
) -> None:
    """Such as ``cat`` ends by SIGPIPE, which a shell calls 141."""
    done = run(tmp_path, command, "", left_pipe)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.parametrize(
    ("redirection", "code", "told"),
    swept_rows(
        [("> /dev/full", 1, FULL), (">&-", 1, CLOSED), ("<&-", 0, ""), ("2>&-", 0, "")],
        ["> /dev/full", "<&-"],
    ),
)
def test_a_session_ends_likewise(
    tmp_path: Path, tiny: Path, redirection: str, code: int, told: str
) -> None:
    done = run(tmp_path, ("start", str(tiny), "--terminal", "--mute"), redirection)
    assert (done.returncode, done.stderr) == (code, told)


def test_a_session_whose_reader_has_seen_enough_ends(
    tmp_path: Path, tiny: Path, left_pipe: int
) -> None:
    done = run(tmp_path, ("start", str(tiny), "--terminal", "--mute"), "", left_pipe)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.parametrize(
    "redirection", swept(["2> /dev/full", "2>&-", "2>&1 >/dev/null"], ["2>&-"])
)
def test_a_fault_keeps_its_code_where_nobody_can_be_told(tmp_path: Path, redirection: str) -> None:
    done = run(tmp_path, ("plan", "no-such-routine"), redirection)
    assert done.returncode == 1
    assert done.stderr == ""


def test_what_is_opened_later_never_takes_the_place_of_a_closed_stream() -> None:
    """Else what some library writes to its standard output would land in a file of ours."""
    code = (
        "import os; from stretchtimer.terminal.output import open_streams; open_streams();"
        "print(os.open(os.devnull, os.O_RDONLY) > 2)"
    )
    command = [sys.executable, "-c", code]
    for closed in ("0<&-", "2>&-", "<&- 2>&-"):
        done = subprocess.run(
            ["sh", "-c", f'exec "$@" {closed}', "sh", *command],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            cwd=CHECKOUT,
        )
        assert done.stdout == "True\n"


EVIL = "a\x1b[2Jb\nc\rd\x9be\u202ef\u2028g\x07\udc80"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Dead bug, 90 % – Übung „Käfer“ 日本 🙂", "Dead bug, 90 % – Übung „Käfer“ 日本 🙂"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        (EVIL, r"a\x1b[2Jb\nc\rd\x9be\u202ef\u2028g\x07\udc80"),
        ("tab\tand\0", r"tab\tand\x00"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_each_line_told_is_one_line() -> None:
    stream = io.StringIO()
    print_lines("one\nforged", "two", stream=stream)
    assert stream.getvalue() == "one\\nforged\ntwo\n"


def test_a_stream_that_is_gone_is_an_error_of_the_output() -> None:
    stream = io.StringIO()
    stream.close()
    with pytest.raises(OutputError):
        print_lines("words", stream=stream)


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    """A file of faults whose name would clear the screen and forge a line."""
    path = tmp_path / "x\x1b[2J\nall.toml: no faults\r.toml"
    path.write_text("format = 1\n", encoding="utf-8")
    return path


def harmless(words: str) -> bool:
    return not any(mark in words for mark in ("\x1b", "\r", "\nall.toml"))


def test_check_prints_the_name_of_a_file_as_text(tmp_path: Path, evil: Path) -> None:
    done = run(tmp_path / "profile", ("check", str(evil)), "")
    assert done.returncode == 1
    assert harmless(done.stdout)
    assert r"x\x1b[2J\nall.toml" in done.stdout


def test_a_usage_fault_is_told_as_text(tmp_path: Path) -> None:
    done = run(tmp_path / "profile", ("plan", "post-walk", "\x1b[2J\nall.toml"), "")
    assert done.returncode == 2
    assert harmless(done.stderr)


@pytest.mark.parametrize(
    "command", swept(["routines", "plan", "start", "doctor"], ["plan", "start"])
)
def test_every_command_prints_foreign_names_as_text(
    tmp_path: Path, evil: Path, command: str
) -> None:
    folder = tmp_path / "profile\x1b[2J\nall.toml" / "data" / "routines"
    folder.mkdir(parents=True)
    evil.rename(folder / evil.name)
    profile = folder.parents[1]
    (profile / "config").mkdir()
    (profile / "config" / "settings.json").write_text("{", encoding="utf-8")
    what = (command, str(folder / evil.name)) if command in ("plan", "start") else (command,)
    done = run(profile, (*what, *(("--terminal",) if command == "start" else ())), "")
    assert harmless(done.stdout + done.stderr)
    assert r"\x1b[2J\nall.toml" in done.stdout + done.stderr
