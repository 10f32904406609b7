"""The bytes of a terminal become keys, and the terminal is left as it was."""

from __future__ import annotations

import os
import signal
import termios
from collections import deque
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.services.session.control import Act
from stretchtimer.terminal.keys.keys import HANGUP, MOST_AT_ONCE, KeyDecoder, open_keys
from stretchtimer.terminal.keys.unix_keys import UnixKeys
from stretchtimer.terminal.keys.windows_keys import WindowsKeys
from stretchtimer.terminal.session.screen_content import Over
from stretchtimer.terminal.session.shortcuts import BINDINGS, act_for
from stretchtimer.terminal.session.signals import Signals, is_ending, is_stop


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b" ", ["space"]),
        (b"\r", ["enter"]),
        (b"\n", ["enter"]),
        (b"\x1b[C", ["right"]),
        (b"\x1bOD", ["left"]),
        (b"\x1b[6~\x1b[5~", ["page_down", "page_up"]),
        (b"\x1b[H\x1b[1~", ["home", "home"]),
        (b"nN", ["n", "n"]),
        (b"+?", ["+", "?"]),
        ("ä€😀".encode(), ["ä", "€", "😀"]),
        (b"\x1b[24;80R", []),
        (b"\x1b[1;5C", []),
        (b"\x1bn", []),
        (b"\x03\x04\x7f", []),
        (b"\xff\x80q", ["q"]),
    ],
)
def test_bytes_become_keys(data: bytes, keys: list[str]) -> None:
    assert KeyDecoder().feed(data) == keys


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("тТикьйн", "nnbrmqy"),
        ("νΝβρμυ", "nnbrmy"),
        ("מנרצט", "nbrmy"),
        ("ىقةضغ", "nrmqy"),
        # Letters with accents, and signs, are those of other Latin keyboards.
        ("éß;/", "éß;/"),
    ],
)
def test_letters_of_other_layouts_stand_for_those_in_their_place(written: str, meant: str) -> None:
    assert KeyDecoder().feed(written.encode()) == list(meant)


def test_a_sequence_may_come_in_pieces() -> None:
    decoder = KeyDecoder()
    assert [key for byte in b"\x1b[C\xc3\xa4q" for key in decoder.feed(bytes([byte]))] == [
        "right",
        "ä",
        "q",
    ]


def test_escape_alone_is_the_key_when_nothing_follows() -> None:
    decoder = KeyDecoder()
    assert decoder.feed(b"\x1b") == []
    assert decoder.is_open
    assert decoder.finish() == ["escape"]
    assert not decoder.is_open


def test_escape_pressed_twice_is_two_keys() -> None:
    decoder = KeyDecoder()
    assert decoder.feed(b"\x1b\x1b") + decoder.finish() == ["escape", "escape"]


@given(st.lists(st.binary(max_size=6), max_size=8))
def test_no_bytes_break_the_decoder_nor_keep_it_from_later_keys(pieces: list[bytes]) -> None:
    decoder = KeyDecoder()
    for piece in pieces:
        decoder.feed(piece)
    decoder.finish()
    assert decoder.feed(b"q") == ["q"]


def test_every_act_has_a_key_and_no_key_has_two_acts() -> None:
    assert {binding.act for binding in BINDINGS} == {*Act, Over.KEYS, Over.HURTS}
    keys = [key for binding in BINDINGS for key in binding.keys + binding.others]
    assert len(keys) == len(set(keys))
    assert all(act_for(key) for key in keys)
    assert act_for("x") is None


@pytest.fixture
def line() -> Iterator[tuple[int, int]]:
    """The two ends of a pseudo terminal: the person's, and the program's."""
    person, program = os.openpty()
    yield person, program
    for end in (person, program):
        try:
            os.close(end)
        except OSError:
            continue


def test_keys_of_a_terminal_arrive_one_by_one_without_enter(line: tuple[int, int]) -> None:
    person, program = line
    keys = UnixKeys(program)
    assert keys.usable
    keys.take()
    os.write(person, b"n\x1b[C ")
    assert [keys.wait(None) for _ in range(3)] == ["n", "right", "space"]
    assert keys.wait(0) is None


def test_escape_alone_arrives_without_another_key(line: tuple[int, int]) -> None:
    person, program = line
    keys = UnixKeys(program)
    keys.take()
    os.write(person, b"\x1b")
    assert keys.wait(None) == "escape"


def test_keys_are_not_shown_while_they_are_taken_and_the_terminal_is_given_back(
    line: tuple[int, int],
) -> None:
    _, program = line
    before = termios.tcgetattr(program)
    keys = UnixKeys(program)
    keys.take()
    keys.take()
    assert not termios.tcgetattr(program)[3] & (termios.ECHO | termios.ICANON)
    assert termios.tcgetattr(program)[3] & termios.ISIG
    keys.give_back()
    assert termios.tcgetattr(program) == before
    keys.give_back()
    assert termios.tcgetattr(program) == before


def test_waiting_ends_when_it_is_woken(line: tuple[int, int]) -> None:
    keys = UnixKeys(line[1])
    keys.wake()
    keys.wake()
    assert keys.wait(None) is None
    assert keys.wait(0) is None


def test_a_terminal_that_hangs_up_is_told_once_and_gives_no_more_keys(
    line: tuple[int, int],
) -> None:
    person, program = line
    keys = UnixKeys(program)
    keys.take()
    os.close(person)
    assert keys.wait(None) == HANGUP
    assert not keys.usable
    assert keys.wait(0) is None
    keys.give_back()


PASTED = b"quit, yes\n \x1b[C" * 280
"""As much as a terminal keeps until it is read."""


def test_what_is_pasted_is_no_key_and_is_soon_done_with(line: tuple[int, int]) -> None:
    person, program = line
    keys = UnixKeys(program)
    keys.take()
    os.write(person, PASTED)
    for _ in range(len(PASTED) // 1_000 + 1):
        assert keys.wait(0) is None
    os.write(person, b"q")
    assert keys.wait(None) == "q"


def test_a_few_keys_in_a_hurry_all_count(line: tuple[int, int]) -> None:
    person, program = line
    keys = UnixKeys(program)
    keys.take()
    os.write(person, b"nb" * (MOST_AT_ONCE // 2))
    assert [keys.wait(None) for _ in range(MOST_AT_ONCE)] == ["n", "b"] * (MOST_AT_ONCE // 2)


def test_what_is_pasted_into_a_windows_console_is_no_key() -> None:
    keys = WindowsKeys(FakeConsole("quit, yes " * 100))
    assert keys.wait(0) is None
    assert keys.wait(0) is None


def test_a_pipe_or_nothing_gives_no_keys() -> None:
    reader, writer = os.pipe()
    with os.fdopen(reader) as stream, os.fdopen(writer, "w"):
        keys = open_keys(stream)
        assert not keys.usable
        keys.take()
        keys.give_back()
        keys.wake()
        assert keys.wait(None) is None
    assert not open_keys(None).usable
    assert not open_keys(stream).usable


class FakeConsole:
    """A Windows console with characters waiting."""

    def __init__(self, characters: str) -> None:
        self._characters = deque(characters)

    def kbhit(self) -> bool:
        return bool(self._characters)

    def getwch(self) -> str:
        return self._characters.popleft()


def test_a_windows_console_gives_the_same_keys() -> None:
    keys = WindowsKeys(FakeConsole(" \r\x1bN+\xe0M\x00K\xe0Q\xe0I\xe0G\x00;"))
    assert keys.usable
    keys.take()
    assert [keys.wait(None) for _ in range(11)] == [
        "space",
        "enter",
        "escape",
        "n",
        "+",
        "right",
        "left",
        "page_down",
        "page_up",
        "home",
        "f1",
    ]
    keys.give_back()


def test_a_windows_console_passes_over_what_it_does_not_know() -> None:
    keys = WindowsKeys(FakeConsole("\xe0Z\x08q"))
    assert keys.wait(None) == "q"
    assert keys.wait(0) is None


def test_waiting_at_a_windows_console_ends_when_it_is_woken() -> None:
    keys = WindowsKeys(None)
    assert not keys.usable
    keys.wake()
    assert keys.wait(None) is None
    assert keys.wait(1) is None


def test_a_signal_is_noted_and_wakes_and_the_handlers_are_given_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    woken: list[bool] = []
    with Signals(lambda: woken.append(True)) as signals:
        assert signals.take() is None
        os.kill(os.getpid(), signal.SIGTERM)
        assert signals.take() == signal.SIGTERM
        assert woken == [True]
        assert signals.take() is None
    assert signal.getsignal(signal.SIGTERM) is before


def test_the_system_itself_wakes_where_python_would_run_the_handler_too_late() -> None:
    keys = UnixKeys(None)
    read, write = os.pipe()
    os.set_blocking(write, False)
    with Signals(lambda: None, write):
        os.kill(os.getpid(), signal.SIGTERM)
        assert os.read(read, 16) == bytes([signal.SIGTERM])
    before = signal.set_wakeup_fd(-1)
    assert before == -1
    with Signals(lambda: None, keys.wake_descriptor):
        os.kill(os.getpid(), signal.SIGTERM)
        assert keys.wait(None) is None
    os.close(read)
    os.close(write)


def test_a_signal_that_is_meant_to_be_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with Signals(lambda: None) as signals:
            os.kill(os.getpid(), signal.SIGHUP)
            assert signals.take() is None
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_waker_that_fails_does_not_break_a_handler() -> None:
    def fail() -> None:
        raise OSError

    signals = Signals(fail)
    signals.note(signal.SIGINT)
    assert signals.take() == signal.SIGINT


def test_signals_are_told_apart() -> None:
    ending = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
    assert all(is_ending(number) and not is_stop(number) for number in ending)
    assert is_stop(signal.SIGTSTP)
    assert not is_ending(signal.SIGCONT)
    assert not is_ending(signal.SIGWINCH)
