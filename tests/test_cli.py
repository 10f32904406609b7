"""The command line decides between window and terminal, and its exit codes can be relied on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from stretchtimer import __version__
from stretchtimer.cli import Ways, main
from stretchtimer.engine.errors import UserError
from stretchtimer.services.session.start_request import StartRequest
from stretchtimer.terminal.terminal_mode import run_terminal
from tests.wording import foreign

CHECKOUT = Path(__file__).parents[1]
WALK = StartRequest(Path("p"), "walk", at_once=True, mute=True, trace=Path("t"))


@dataclass
class FakeWays:
    """Notes what would have been shown."""

    problem: str | None = None
    error: BaseException | None = None
    windows: list[StartRequest] = field(default_factory=list)
    terminals: list[tuple[StartRequest, str]] = field(default_factory=list)

    def ways(self) -> Ways:
        return Ways(self._window, self._terminal, lambda: self.problem)

    def _window(self, request: StartRequest) -> int:
        self.windows.append(request)
        if self.error:
            raise self.error
        return 0

    def _terminal(self, request: StartRequest, note: str) -> int:
        self.terminals.append((request, note))
        return 130


def run(*arguments: str, fake: FakeWays | None = None) -> int:
    return main(arguments, (fake or FakeWays()).ways())


def test_without_a_command_the_window_is_shown() -> None:
    fake = FakeWays()
    assert run(fake=fake) == 0
    assert fake.windows == [StartRequest()]
    assert fake.terminals == []


def test_without_a_display_the_terminal_mode_says_why_and_asks_first() -> None:
    fake = FakeWays(problem="There is no display.")
    assert run(fake=fake) == 130
    ((request, note),) = fake.terminals
    assert note.endswith("There is no display.")
    assert not request.at_once
    assert fake.windows == []


def test_open_hands_a_file_to_the_window_or_says_why_it_cannot(
    capsys: pytest.CaptureFixture[str],
) -> None:
    fake = FakeWays()
    assert run("open", "from-a-friend.stretch", fake=fake) == 0
    assert run("open", fake=fake) == 0
    assert fake.windows == [StartRequest(file=Path.cwd() / "from-a-friend.stretch"), StartRequest()]
    fake = FakeWays(problem="There is no display.")
    assert run("open", "from-a-friend.stretch", fake=fake) == 1
    assert fake.terminals == []
    (told,) = capsys.readouterr().err.splitlines()
    assert "There is no display." in told
    assert "stretchtimer import" in told


def test_start_hands_everything_to_the_window() -> None:
    fake = FakeWays()
    run("--profile", "p", "start", "walk", "--mute", "--trace", "t", fake=fake)
    assert fake.windows == [WALK]


def test_start_in_the_terminal_hands_everything_to_it_without_a_look_at_the_display() -> None:
    fake = FakeWays(problem="There is no display.")
    run("start", "walk", "--terminal", "--mute", "--trace", "t", "--profile", "p", fake=fake)
    assert fake.terminals == [(WALK, "")]


def test_start_without_a_display_goes_straight_into_the_terminal_session() -> None:
    fake = FakeWays(problem="There is no display.")
    run("start", fake=fake)
    ((request, note),) = fake.terminals
    assert request.at_once
    assert "There is no display." in note


@pytest.mark.parametrize(
    "arguments",
    [("--profile", "p", "start"), ("start", "--profile", "p"), ("--profile=p", "start", "walk")],
)
def test_the_profile_may_stand_before_or_after_the_command(arguments: tuple[str, ...]) -> None:
    fake = FakeWays()
    run(*arguments, fake=fake)
    assert fake.windows[0].profile == Path("p")


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out == f"stretchtimer {__version__}\n"


def test_help_names_every_command_and_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help") == 0
    shown = capsys.readouterr().out
    for word in ("start", "routines", "plan", "check", "doctor", "--profile", "Exit codes", "130"):
        assert word in shown


@pytest.mark.parametrize(
    "arguments",
    [
        *[("dance",), ("plan",), ("check",), ("start", "--loud"), ("plan", "a", "b")],
        *[("start", ""), ("plan", ""), ("check", ""), ("start", "--trace", ""), ("--profile=",)],
    ],
)
def test_wrong_usage_gives_2(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    fake = FakeWays()
    assert run(*arguments, fake=fake) == 2
    assert not fake.windows
    assert not fake.terminals
    assert "usage:" in capsys.readouterr().err


def test_the_fault_of_the_world_is_one_sentence_and_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(fake=FakeWays(error=UserError(foreign("The disk is full.")))) == 1
    assert capsys.readouterr().err == "The disk is full.\n"


def test_our_fault_is_one_sentence_and_3_and_the_log_has_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fake = FakeWays(error=ZeroDivisionError("oh"))
    assert run("--profile", str(tmp_path), fake=fake) == 3
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "ZeroDivisionError: oh" in told
    (log,) = (tmp_path / "cache").iterdir()
    assert str(log) in told
    assert "Traceback" in log.read_text()


def test_our_fault_is_told_also_where_no_log_can_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.touch()
    assert run("--profile", str(file), fake=FakeWays(error=ZeroDivisionError("oh"))) == 3
    assert "could not be saved" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["routines"], ["plan", "post-walk"], ["start", "--terminal"]])
def test_a_profile_in_the_home_of_nobody_is_one_sentence_and_1(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    ways = replace(FakeWays(problem="There is no display.").ways(), terminal=run_terminal)
    assert main([*command, "--profile", "~nobody-there/x"], ways) == 1
    told = capsys.readouterr()
    assert (told.out, told.err) == (
        "",
        "~nobody-there/x cannot be found: there is no such home folder.\n",
    )


def test_our_fault_is_told_also_where_nobody_has_a_home(
    capsys: pytest.CaptureFixture[str],
) -> None:
    fake = FakeWays(error=ZeroDivisionError("oh"))
    assert run("--profile", "~nobody-there/x", fake=fake) == 3
    assert "The details could not be saved." in capsys.readouterr().err


def test_ctrl_c_outside_a_session_gives_130(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(fake=FakeWays(error=KeyboardInterrupt())) == 130
    assert capsys.readouterr().err == ""


@pytest.fixture(autouse=True)
def _no_left_over_log() -> Iterator[None]:
    """The log of one test is not that of the next."""
    import logging

    before = list(logging.getLogger().handlers)
    yield
    for handler in [h for h in logging.getLogger().handlers if h not in before]:
        logging.getLogger().removeHandler(handler)
        handler.close()


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        ([], ["PySide6", "rich", "playsound3", "sqlite3", "tomlkit", "platformdirs", "wakepy"]),
        (["--version"], ["PySide6", "rich", "playsound3", "sqlite3", "tomlkit", "platformdirs"]),
        (["check", "assets/routines/post-walk.toml"], ["PySide6", "rich", "playsound3", "sqlite3"]),
        (["plan", "post-walk", "--json"], ["PySide6", "rich", "playsound3", "wakepy"]),
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(
    arguments: list[str], heavy: list[str], tmp_path: Path
) -> None:
    arguments = [*arguments, "--profile", str(tmp_path)] if len(arguments) > 1 else arguments
    code = (
        "import sys\n"
        "from stretchtimer.cli import main\n"
        f"if {arguments}: main({arguments})\n"
        f"print([name for name in {heavy} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=CHECKOUT
    )
    assert done.stderr == "[]\n"


def test_the_package_can_be_run_as_a_module() -> None:
    command = [sys.executable, "-m", "stretchtimer", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=CHECKOUT)
    assert done.stdout == f"stretchtimer {__version__}\n"


_INTERRUPTED = """
import os, signal, sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
sys.argv = ["stretchtimer", "plan", "post-walk", "--profile", {profile!r}]
from stretchtimer.__main__ import main
sys.exit(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="is about the signals of Unix")
@pytest.mark.parametrize(
    "module",
    [
        *("argparse", "stretchtimer.cli", "stretchtimer.engine.errors"),
        *("stretchtimer.terminal.commands.plan", "stretchtimer.storage.routines.routine_file"),
    ],
)
def test_ctrl_c_while_parts_are_still_being_loaded_gives_130_without_a_word(
    tmp_path: Path, module: str
) -> None:
    code = _INTERRUPTED.format(module=module, profile=str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=CHECKOUT
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_plan_and_routines_and_check_are_carried_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("routines", "--json", "--profile", str(tmp_path)) == 0
    (routine,) = [
        r for r in json.loads(capsys.readouterr().out)["routines"] if r["id"] == "post-walk"
    ]
    assert run("plan", "post-walk", "--json", "--profile", str(tmp_path)) == 0
    plan = json.loads(capsys.readouterr().out)
    assert plan["total_ms"] == routine["total_ms"]
    assert run("check", routine["file"]) == 0
    assert run("plan", "nowhere", "--profile", str(tmp_path)) == 1
    assert "nowhere" in capsys.readouterr().err
