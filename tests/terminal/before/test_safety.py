"""The safety page in a terminal: read once by who is there, and never in the way of a script."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from stretchtimer.services.person.safety_words import safety_page
from stretchtimer.terminal.before.question import Reply
from stretchtimer.terminal.before.safety import read_safety, safety_text
from stretchtimer.terminal.session.loop import Terminal
from tests.fakes import Marking, preferences_in, spoken
from tests.sweeps import sweep
from tests.terminal import fakes
from tests.terminal.real_terminal import RealTerminal
from tests.terminal.test_real_terminal import TINY, run

ONE_HOLD = TINY.format(hold_s=1).replace('"both"', '"none"')
PAGE = safety_page()


class Reader:
    """Somebody before a terminal who presses these keys."""

    def __init__(self, folder: Path, *script: tuple[int, fakes.Press], usable: bool = True) -> None:
        self.preferences = preferences_in(folder / "settings.json")
        self.keys = fakes.FakeKeys(fakes.FakeClock(), list(script), usable)
        self.signals = fakes.FakeSignals()
        self.written: list[str] = []
        self.today = date(2026, 3, 31)

    def read(self, width: int = 80) -> Reply:
        terminal = Terminal(self.keys, fakes.FakeScreen(), self.signals)
        return read_safety(self.preferences, terminal, width, self.written.append, self.today)

    @property
    def is_read(self) -> bool:
        return self.preferences.settings.safety_read


@pytest.mark.parametrize("key", ["enter", "space"])
def test_whoever_confirms_has_read_it_and_is_not_asked_again(tmp_path: Path, key: str) -> None:
    reader = Reader(tmp_path, (100, "x"), (200, key))
    assert reader.read() == Reply(True)
    assert reader.is_read
    assert reader.keys.taken == ["take", "give back"]
    assert len(reader.written) == 2
    assert reader.read() == Reply(True)
    assert len(reader.written) == 2


def test_it_is_shown_again_after_a_year(tmp_path: Path) -> None:
    reader = Reader(tmp_path, (100, "enter"), (200, "enter"))
    reader.read()
    reader.today += timedelta(days=365)
    assert reader.read() == Reply(True)
    assert len(reader.written) == 4
    reader.today += timedelta(days=364)
    reader.read()
    assert len(reader.written) == 4


@pytest.mark.parametrize("key", ["q", "escape", "hangup"])
def test_whoever_leaves_has_not_read_it(tmp_path: Path, key: str) -> None:
    reader = Reader(tmp_path, (100, key))
    assert reader.read() == Reply(False)
    assert not reader.is_read
    assert reader.keys.taken == ["take", "give back"]


def test_a_signal_ends_it_unread_with_its_number(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    reader.keys.script.append((100, lambda: reader.signals.note(15)))
    assert reader.read() == Reply(False, 15)
    assert not reader.is_read


def test_without_anybody_to_press_a_key_it_is_printed_and_stays_unread(tmp_path: Path) -> None:
    reader = Reader(tmp_path, usable=False)
    assert reader.read() == Reply(True)
    assert not reader.is_read
    assert reader.keys.waits == 0
    assert [text.startswith(PAGE.title) for text in reader.written] == [True]


def test_it_says_all_that_the_window_says() -> None:
    text = " ".join(safety_text(80).split())
    assert [line for line in PAGE.lines() if line not in text] == []


@pytest.mark.parametrize("width", [30, 40, 80, 200])
def test_its_lines_fit_into_the_terminal(width: int) -> None:
    longest = max(len(line) for line in safety_text(width).splitlines())
    assert longest <= min(width, 80)


def test_it_is_said_in_the_language_of_the_terminal() -> None:
    with spoken(Marking()):
        paragraphs = " ".join(safety_text(80).split()).split("» ")
    assert all(words.lstrip("-· ").startswith("«") for words in paragraphs)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[RealTerminal]:
    routine = tmp_path / "tiny.toml"
    routine.write_text(ONE_HOLD)
    terminal = RealTerminal(
        tmp_path / "profile", "start", str(routine), "--terminal", "--mute", TERM="dumb"
    )
    yield terminal
    terminal.close()


def test_it_comes_before_the_first_session_and_only_before_that(
    terminal: RealTerminal, tmp_path: Path
) -> None:
    terminal.wait_for("not treatment")
    terminal.wait_for("local emergency number")
    terminal.wait_for("Press Enter when you have read this")
    terminal.press("\n")
    terminal.wait_for("Done. You held for 1 s.")
    assert terminal.wait_for_end() == 0
    assert terminal.settings() == terminal.before
    routine = str(tmp_path / "tiny.toml")
    again = RealTerminal(tmp_path / "profile", "start", routine, "--terminal", "--mute")
    again.wait_for("Done. You held for 1 s.")
    assert again.wait_for_end() == 0
    assert b"not treatment" not in again.shown
    again.close()


def test_ctrl_c_at_the_page_begins_nothing_and_is_no_success(
    terminal: RealTerminal, tmp_path: Path
) -> None:
    terminal.wait_for("Press Enter when you have read this")
    terminal.press("\x03")
    assert terminal.wait_for_end() == 130
    assert terminal.settings() == terminal.before
    assert not (tmp_path / "profile" / "data" / "history.db").exists()


@sweep
def test_into_a_pipe_it_is_printed_and_the_session_goes_on(tmp_path: Path) -> None:
    routine = tmp_path / "tiny.toml"
    routine.write_text(ONE_HOLD)
    for _ in range(2):
        done = run(tmp_path / "profile", "start", str(routine), "--terminal", "--mute")
        assert done.returncode == 0
        assert done.stdout.index("local emergency number") < done.stdout.index("Hold:")
        assert "Done. You held for 1 s." in done.stdout
