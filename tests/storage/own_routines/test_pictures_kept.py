"""The pictures of a routine go where it goes: out, in, into a copy, the wastebasket and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchtimer.storage.assets import asset_folder, pose_names
from stretchtimer.storage.own_routines.own_routines import OwnRoutines
from stretchtimer.storage.routines.library import Library
from stretchtimer.storage.routines.own_pictures import read_picture
from stretchtimer.terminal.commands.check import check_files
from tests.pictures import png, put, with_picture
from tests.storage.routines.routine_files import write
from tests.wording import refused


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home" / "routines"


@pytest.fixture
def own(tmp_path: Path, folder: Path) -> OwnRoutines:
    """Routines of one's own, of which one has a picture."""
    put(write(folder, with_picture("knee.png"), "Mine.toml"), "knee.png", png())
    library = Library(asset_folder("routines"), folder, poses=pose_names)
    return OwnRoutines(library, tmp_path / "home/basket", tmp_path / "home/drafts")


def picture_of(own: OwnRoutines, key: str) -> bytes:
    (found,) = [one for one in own.routines() if one.id == key]
    return read_picture(found.stretches[0].picture)[1]


def test_a_copy_and_a_routine_that_was_deleted_have_it(own: OwnRoutines) -> None:
    assert picture_of(own, own.duplicate("own:Mine", "Yours")) == png()
    deleted = own.delete("own:Mine")
    assert picture_of(own, own.restore(deleted)) == png()


def test_it_goes_out_and_comes_in_with_the_whole_routine(own: OwnRoutines, tmp_path: Path) -> None:
    made = own.export("own:Mine", tmp_path / "mine.stretch")
    assert not made.left_out
    assert check_files([made.path]) == 0
    own.delete("own:Mine")
    incoming = own.inspect(made.path)
    assert (incoming.pictures, incoming.missing_pictures) == (("knee.png",), ())
    assert picture_of(own, own.keep(incoming)) == png()


def test_the_file_alone_says_that_it_stays_behind_and_can_be_kept(
    own: OwnRoutines, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = own.export("own:Mine", tmp_path / "mine.toml")
    assert made.left_out
    incoming = own.inspect(made.path)
    assert (incoming.pictures, incoming.missing_pictures) == ((), ("knee.png",))
    key = own.keep(incoming)
    with refused("The picture “knee.png” cannot be shown: it does not exist."):
        picture_of(own, key)
    assert check_files([made.path]) == 1
    assert "knee.png" in capsys.readouterr().out


def test_a_whole_routine_without_its_picture_is_told_with_its_line(
    own: OwnRoutines, tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "Mine.parts/pictures/knee.png").unlink()
    put(folder / "Mine.toml", "other.png", png())
    made = own.export("own:Mine", tmp_path / "mine.stretch")
    assert own.inspect(made.path).missing_pictures == ("knee.png",)
    assert check_files([made.path]) == 1
    assert capsys.readouterr().out.startswith(f"{made.path}:10: picture is “knee.png”.")


def test_what_lies_there_and_is_none_does_not_go_out(own: OwnRoutines, folder: Path) -> None:
    put(folder / "Mine.toml", "Thumbs.db", b"of the system")
    put(folder / "Mine.toml", "big.png", b"\0" * 9_000_000)
    secret = write(folder.parent, b"secret", "secret")
    (folder / "Mine.parts/pictures/link.png").symlink_to(secret)
    assert own.whole("own:Mine").pictures == {"knee.png": png()}


def test_more_than_could_be_taken_in_does_not_go_out(
    own: OwnRoutines, folder: Path, tmp_path: Path
) -> None:
    large = png() + b"\0" * 8_000_000
    for number in range(5):
        put(folder / "Mine.toml", f"p{number}.png", large)
    with refused("would be larger than 32768 KiB"):
        own.export("own:Mine", tmp_path / "mine.stretch")
    assert not (tmp_path / "mine.stretch").exists()
    own.export("own:Mine", tmp_path / "mine.toml")
