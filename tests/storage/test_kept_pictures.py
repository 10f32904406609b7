"""Pictures are kept in a file that may be lost, and hold for what they are made of."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stretchtimer.storage.kept_pictures import KeptPictures

PICTURES = {"twist left": b"\x00\n\n\xff", "knee_hug None": b"PNG"}


@pytest.fixture
def code(tmp_path: Path) -> Path:
    folder = tmp_path / "code"
    (folder / "inner").mkdir(parents=True)
    (folder / "body.py").write_text("arms = 2\n")
    return folder


@pytest.fixture
def file(tmp_path: Path, code: Path) -> KeptPictures:
    return KeptPictures(tmp_path / "cache" / "stills", (code,))


def test_what_was_kept_comes_back(file: KeptPictures) -> None:
    assert file.read() == {}
    file.write(PICTURES)
    assert list(file.read().items()) == list(PICTURES.items())


def test_pictures_of_something_else_are_not_given_out(file: KeptPictures, code: Path) -> None:
    file.write(PICTURES)
    os.utime(code / "body.py", ns=(1, 1))
    assert file.read() == {}


@pytest.mark.parametrize("cut", [0, 3, 10, 20, -1])
def test_a_damaged_file_is_no_file(file: KeptPictures, cut: int) -> None:
    file.write(PICTURES)
    file.path.write_bytes(file.path.read_bytes()[:cut])
    assert file.read() == {}
    file.write(PICTURES)
    assert file.read() == PICTURES


def test_a_folder_that_cannot_be_written_to_is_no_fault(file: KeptPictures) -> None:
    file.path.parent.write_text("a file in place of the folder")
    file.write(PICTURES)
    assert file.read() == {}


def test_without_what_they_are_made_of_there_are_no_pictures(tmp_path: Path) -> None:
    file = KeptPictures(tmp_path / "stills", (tmp_path / "gone",))
    file.write(PICTURES)
    assert file.read() == {}
