"""The real program in a real (pseudo) terminal keeps time, obeys keys and leaves no trace."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.profiles import asked_before
from tests.programs import ending_with_us
from tests.sweeps import sweep, swept_rows
from tests.terminal.real_terminal import RealTerminal

TINY = """
format = 1
name = "Tiny walk"
[times]
first_lead_in_s = 0.2
lead_in_s = 0
change_sides_s = 0.2
change_over_s = 0
release_s = 0
[[stretches]]
id = "twist"
name = "Spinal twist"
sides = "both"
hold_s = {hold_s}
breathing = "Breathe calmly."
"""
LEAVES_SCREEN = b"\x1b[?1049l"
SHOWS_CURSOR = b"\x1b[?25h"

Open = Callable[..., RealTerminal]


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A routine of two holds of a second."""
    path = tmp_path / "tiny.toml"
    path.write_text(TINY.format(hold_s=1))
    return path


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A routine that is not done before somebody ends it."""
    path = tmp_path / "long.toml"
    path.write_text(TINY.format(hold_s=600))
    return path


@pytest.fixture
def open_terminal(tmp_path: Path) -> Iterator[Open]:
    opened: list[RealTerminal] = []

    def start(*arguments: str, profile: str = "profile", **options: str) -> RealTerminal:
        folder = asked_before(tmp_path / profile)
        opened.append(RealTerminal(folder, *arguments, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()


def held_ms(profile: Path) -> list[int]:
    with sqlite3.connect(profile / "data" / "history.db") as history:
        rows = history.execute("SELECT held_ms FROM holds ORDER BY position").fetchall()
    history.close()
    return [row[0] for row in rows]


def test_a_session_is_shown_held_and_summed_up(
    open_terminal: Open, tiny: Path, tmp_path: Path
) -> None:
    trace = tmp_path / "trace"
    terminal = open_terminal("start", str(tiny), "--terminal", "--mute", "--trace", str(trace))
    terminal.wait_for("Tiny walk")
    terminal.wait_for("LEFT side")
    terminal.wait_for("RIGHT side")
    terminal.wait_for("Done. You held for 2 s.")
    terminal.wait_for("RIGHT side")
    assert terminal.wait_for_end() == 0
    assert terminal.settings() == terminal.before
    assert LEAVES_SCREEN in terminal.shown
    assert terminal.shown.rindex(SHOWS_CURSOR) > terminal.shown.index(b"\x1b[?25l")
    assert held_ms(tmp_path / "profile") == [1000, 1000]
    told = [json.loads(line) for line in trace.read_text().splitlines()]
    assert [line["event"] for line in told].count("hold_finished") == 2


def test_keys_are_obeyed(open_terminal: Open, long: Path, tmp_path: Path) -> None:
    terminal = open_terminal("start", str(long), "--terminal", "--mute")
    terminal.wait_for("Hold")
    terminal.press(" ")
    terminal.wait_for("Paused")
    terminal.press("?")
    terminal.wait_for("Right or N")
    terminal.press("x")
    terminal.wait_for("Paused")
    terminal.press("\x1b[C")
    terminal.wait_for("RIGHT side")
    terminal.press("q")
    terminal.wait_for("End the session?")
    terminal.press("n")
    terminal.wait_for("Paused")
    terminal.press("\x1b")
    terminal.wait_for("End the session?")
    terminal.press("y")
    terminal.wait_for("You held for")
    assert terminal.wait_for_end() == 0
    assert terminal.settings() == terminal.before
    assert len(held_ms(tmp_path / "profile")) == 1


@pytest.mark.parametrize(("key", "is_kept"), swept_rows([("\r", True), ("q", False)], ["\r"]))
def test_the_easier_way_of_today_can_be_kept_at_the_end(
    open_terminal: Open, long: Path, tmp_path: Path, key: str, is_kept: bool
) -> None:
    long.write_text(long.read_text() + 'easier = "On a cushion."\n')
    terminal = open_terminal("start", str(long), "--terminal", "--mute")
    terminal.wait_for("Hold")
    terminal.press("h")
    terminal.wait_for("The easier way")
    terminal.press("e")
    terminal.wait_for("On a cushion.")
    terminal.press("q")
    terminal.wait_for("End the session?")
    terminal.press("y")
    terminal.wait_for("Done the easier way, for today only: Spinal twist.")
    terminal.press(key)
    assert terminal.wait_for_end() == 0
    kept = tmp_path / "profile" / "data" / "adjustments.json"
    assert (kept.exists() and '"easier": true' in kept.read_text()) is is_kept


@sweep
def test_keys_of_another_layout_act_at_their_places_and_answer(
    open_terminal: Open, long: Path
) -> None:
    terminal = open_terminal("start", str(long), "--terminal", "--mute")
    terminal.wait_for("Hold")
    # Russian letters at the places of n, q, n (no), q, y (yes).
    for key, shown in (
        ("т", "RIGHT side"),
        ("й", "End the session?"),
        ("т", "Hold"),
        ("й", "End the session?"),
    ):
        terminal.press(key)
        terminal.wait_for(shown)
    terminal.press("н")
    terminal.wait_for("You held")
    assert terminal.wait_for_end() == 0


def test_a_held_key_acts_once(open_terminal: Open, long: Path) -> None:
    terminal = open_terminal("start", str(long), "--terminal", "--mute")
    terminal.wait_for("Hold")
    for _ in range(8):
        terminal.press(" ")
    terminal.wait_for("Paused")
    terminal.press("q")
    terminal.wait_for("End the session?")
    terminal.press("y")
    assert terminal.wait_for_end() == 0
    assert b"Get ready" not in terminal.shown.split(b"Paused", 1)[1]


def test_a_signal_leaves_the_terminal_as_it_was_and_keeps_what_was_held(
    open_terminal: Open, long: Path, tmp_path: Path
) -> None:
    # All at once, since each of them has to wait until a second has been held.
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
    start = ("start", str(long), "--terminal", "--mute")
    terminals = {n: open_terminal(*start, profile=n.name) for n in numbers}
    for number, terminal in terminals.items():
        terminal.wait_for("Hold")
        terminal.wait_for("19:59 left")
        terminal.process.send_signal(number)
        terminal.wait_for("You held for")
        assert terminal.wait_for_end() == 128 + number
        assert terminal.settings() == terminal.before
        assert LEAVES_SCREEN in terminal.shown
        assert 1000 <= held_ms(tmp_path / number.name)[0] < 600_000


@pytest.mark.parametrize(
    ("key", "code"), swept_rows([("\x03", 130), ("\x1c", 131)], ["\x03"]), ids=["C", "backslash"]
)
def test_ctrl_and_a_key_typed_at_the_terminal_end_the_session(
    open_terminal: Open, long: Path, key: str, code: int
) -> None:
    terminal = open_terminal("start", str(long), "--terminal", "--mute")
    terminal.wait_for("Hold")
    terminal.press(key)
    assert terminal.wait_for_end() == code
    assert terminal.settings() == terminal.before
    assert LEAVES_SCREEN in terminal.shown
    assert terminal.shown.rindex(SHOWS_CURSOR) > terminal.shown.index(b"\x1b[?25l")


def test_ctrl_z_gives_the_terminal_back_and_the_session_comes_back_paused(
    open_terminal: Open, long: Path
) -> None:
    terminal = open_terminal("start", str(long), "--terminal", "--mute")
    terminal.wait_for("Hold")
    # The first process of a session cannot be stopped by a key, so it goes on at once.
    terminal.press("\x1a")
    terminal.wait_for("Paused")
    terminal.wait_for("Paused")
    assert terminal.shown.count(b"\x1b[?1049h") == 2
    terminal.press("q")
    terminal.wait_for("End the session?")
    terminal.press("y")
    assert terminal.wait_for_end() == 0
    assert terminal.settings() == terminal.before


def test_without_a_display_it_says_so_and_asks_before_it_begins(
    open_terminal: Open, tmp_path: Path
) -> None:
    terminal = open_terminal()
    terminal.wait_for("No window can be shown")
    terminal.wait_for("After your walk")
    terminal.wait_for("Press Enter to start")
    terminal.press("\n")
    terminal.wait_for("Knee hug")
    terminal.press("qy")
    terminal.wait_for("You held no stretch this time.")
    terminal.wait_for("No window can be shown")
    assert terminal.wait_for_end() == 0
    assert terminal.settings() == terminal.before


@sweep
def test_whoever_leaves_at_the_question_has_begun_nothing(
    open_terminal: Open, tmp_path: Path
) -> None:
    terminal = open_terminal()
    terminal.wait_for("Press Enter to start")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    assert terminal.settings() == terminal.before
    assert not (tmp_path / "profile" / "data" / "history.db").exists()


def test_a_simple_terminal_gets_lines_and_keys_are_obeyed(open_terminal: Open, long: Path) -> None:
    terminal = open_terminal("start", str(long), "--terminal", "--mute", TERM="dumb")
    terminal.wait_for("Hold: Spinal twist, LEFT side, 10 min. Breathe calmly.")
    terminal.press("q")
    terminal.wait_for("End the session?")
    terminal.press("y")
    terminal.wait_for("Ended early")
    assert terminal.wait_for_end() == 0
    assert b"\x1b" not in terminal.shown
    assert terminal.settings() == terminal.before


@sweep
def test_a_narrow_terminal_without_colours_gets_neither_colours_nor_long_lines(
    open_terminal: Open, tiny: Path
) -> None:
    arguments = ("start", str(tiny), "--terminal", "--mute")
    terminal = open_terminal(*arguments, width=40, NO_COLOR="1")
    terminal.wait_for("Done. You held for 2 s.")
    assert terminal.wait_for_end() == 0
    assert b"\x1b[36m" not in terminal.shown
    assert b"\x1b[1;36m" not in terminal.shown


def begin(profile: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        ending_with_us(
            [sys.executable, "-m", "stretchtimer", *arguments, "--profile", str(profile)]
        ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def end(process: subprocess.Popen[str]) -> subprocess.CompletedProcess[str]:
    """What came of it, once it has ended by itself."""
    output, errors = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


def run(profile: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return end(begin(profile, *arguments))


def test_into_a_pipe_a_session_is_told_in_lines_and_does_not_wait_for_a_key(
    tiny: Path, tmp_path: Path
) -> None:
    waiting = tmp_path / "waiting.toml"
    waiting.write_text(tiny.read_text().replace("[times]", "[times]\nwait_until_ready = true"))
    # Both at once, since each of them takes its time.
    begun = [
        begin(tmp_path / routine.stem, "start", str(routine), "--terminal", "--mute")
        for routine in (tiny, waiting)
    ]
    done, never_ready = map(end, begun)
    assert done.returncode == never_ready.returncode == 0
    assert "Hold: Spinal twist, RIGHT side, 1 s." in done.stdout
    assert "Done. You held for 2 s." in done.stdout
    assert "\x1b" not in done.stdout
    assert held_ms(tmp_path / "waiting") == [1000, 1000]


def test_a_trace_that_cannot_be_written_is_told_before_anything_begins(
    tiny: Path, tmp_path: Path
) -> None:
    nowhere = str(tmp_path / "no" / "trace")
    done = run(tmp_path, "start", str(tiny), "--terminal", "--mute", "--trace", nowhere)
    assert done.returncode == 1
    assert nowhere in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
