"""Tests of files that grow line by line, in whose place there may be anything."""

from __future__ import annotations

import errno
import io
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stretchtimer.storage.line_file import LogFile, open_lines


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    logger = logging.Logger("test")
    yield logger
    for handler in logger.handlers:
        handler.close()


def test_lines_begin_a_file_anew(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_text("old")
    handle = open_lines(path)
    os.write(handle, b"new")
    os.close(handle)
    assert path.read_text() == "new"


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, None])
def test_lines_that_nobody_takes_are_refused_at_once(tmp_path: Path, make: Any) -> None:
    path = tmp_path / "lines" if make else Path("a\0b")
    if make:
        make(path)
    with pytest.raises(OSError):
        open_lines(path)


@pytest.mark.parametrize(
    "make",
    [os.mkfifo, Path.mkdir, lambda path: path.symlink_to(os.devnull)],
    ids=["a pipe", "a folder", "a device"],
)
def test_a_log_is_an_ordinary_file_or_none(tmp_path: Path, make: Any) -> None:
    make(tmp_path / "log")
    with pytest.raises(OSError):
        LogFile(tmp_path / "log")


def test_a_log_with_a_reader_at_its_pipe_is_none_either(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "log")
    reader = os.open(tmp_path / "log", os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(OSError, match=os.strerror(errno.ENXIO)):
        LogFile(tmp_path / "log")
    os.close(reader)


def test_a_log_goes_on_where_it_was_and_is_begun_afresh_before_it_gets_large(
    tmp_path: Path, logger: logging.Logger
) -> None:
    path = tmp_path / "log"
    path.write_text("before\n")
    logger.addHandler(LogFile(path))
    logger.warning("“one”")
    logger.info("chatter")
    assert path.read_text("utf-8").startswith("before\n")
    assert path.read_text("utf-8").endswith(" WARNING test: “one”\n")
    for _ in range(6):
        logger.warning("x" * 100_000)
    assert path.stat().st_size < 512 * 1024
    assert (tmp_path / "log.1").read_text("utf-8").startswith("before\n")


class FullDisk(io.TextIOWrapper):
    """A stream that takes nothing."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO())

    def write(self, _text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_prints_nothing_over_the_session(
    tmp_path: Path, logger: logging.Logger, capfd: pytest.CaptureFixture[str]
) -> None:
    log = LogFile(tmp_path / "log")
    logger.addHandler(log)
    before = log.setStream(FullDisk())
    assert before is not None
    before.close()
    logger.warning("lost")
    logger.warning("lost, too")
    assert capfd.readouterr() == ("", "")
