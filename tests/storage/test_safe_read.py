"""Tests of reading a file that may be anything."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from stretchtimer.storage.safe_read import KIB, ReadError, read_bytes
from tests.wording import said


def reason(path: Path, most: int = KIB) -> str:
    with pytest.raises(ReadError) as caught:
        read_bytes(path, most)
    assert said(caught.value) == f"{path} could not be read: {said(caught.value.reason)}."
    return said(caught.value.reason)


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"x" * KIB)
    assert read_bytes(path, KIB) == b"x" * KIB


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"x" * (KIB + 1))
    assert reason(path) == "it is larger than 1 KiB"


def test_a_huge_file_is_refused_without_reading_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "huge"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    monkeypatch.setattr(os, "read", lambda *_: pytest.fail("it was read"))
    assert reason(path) == "it is larger than 1 KiB"


def test_a_file_that_grows_while_being_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "f"
    path.touch()
    parts: Iterator[bytes] = iter([b"x" * 1000, b"x" * 25])
    monkeypatch.setattr(os, "read", lambda *_: next(parts))
    assert reason(path) == "it is larger than 1 KiB"


def test_a_pipe_without_a_writer_does_not_hang(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert reason(path) == "it is not an ordinary file"


def test_an_endless_device_is_refused() -> None:
    assert reason(Path("/dev/zero")) == "it is not an ordinary file"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert reason(tmp_path) == "it is a folder, not a file"


def test_a_missing_file_is_told_apart_from_other_faults(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(tmp_path / "none", KIB)
    assert said(caught.value.reason) == "it does not exist"
    assert caught.value.missing
    with pytest.raises(ReadError) as caught:
        read_bytes(tmp_path, KIB)
    assert not caught.value.missing


def test_a_name_with_a_null_character_is_refused() -> None:
    assert reason(Path("a\0b")) == "its name is not allowed"


def test_a_file_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert reason(tmp_path / "f") == "you do not have permission"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_forbids_reading_is_told(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.touch(mode=0)
    assert reason(path) == "you do not have permission"
