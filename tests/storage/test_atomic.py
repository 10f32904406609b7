"""Tests of writing whole files or none, and of setting damaged ones aside."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pytest

from stretchtimer.engine.errors import UserError
from stretchtimer.storage import atomic
from stretchtimer.storage.atomic import (
    alone_with,
    identity,
    new_sibling,
    set_aside,
    write_bytes,
    write_text,
)
from stretchtimer.storage.faults import reason_of
from tests.wording import refused, said

DAY = date(2026, 3, 1)


def failing(code: int) -> Callable[..., NoReturn]:
    def fail(*_: Any, **__: Any) -> NoReturn:
        raise OSError(code, os.strerror(code))

    return fail


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_written_with_its_folders_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "a/b/c.txt"
    write_text(path, "Grüße\n")
    assert path.read_bytes() == "Grüße\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names(path.parent) == ["c.txt"]


def test_an_existing_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "c.txt"
    path.write_text("old")
    path.chmod(0o640)
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real/c.txt"
    target.write_text("old")
    link = tmp_path / "c.txt"
    link.symlink_to(target)
    write_text(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_very_long_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("ü" * 120 + ".txt")
    write_text(path, "x")
    assert path.read_text() == "x"


@pytest.mark.parametrize(
    ("function", "code", "words"),
    [
        ("fsync", errno.ENOSPC, "the disk is full"),
        ("replace", errno.EACCES, "you do not have permission"),
        ("replace", errno.EROFS, "the disk is read-only"),
        ("fdopen", errno.EMFILE, "Too many open files"),
        ("chmod", errno.EPERM, "you do not have permission"),
    ],
)
def test_a_failed_write_keeps_the_old_file_and_leaves_nothing_behind(
    function: str, code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c.txt"
    path.write_text("old")
    where: Any = Path if function in ("replace", "chmod") else os
    monkeypatch.setattr(where, function, failing(code))
    with pytest.raises(UserError) as caught:
        write_text(path, "new")
    assert said(caught.value) == (
        f"{path} could not be saved: {words}. What was there before is unchanged."
    )
    assert path.read_text() == "old"
    assert names(tmp_path) == ["c.txt"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("file/c.txt", "there is a file where its folder should be"),
        ("file/below/c.txt", "a part of its path is not a folder"),
    ],
)
def test_a_folder_that_cannot_be_made_is_told(path: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with refused(words):
        write_text(tmp_path / path, "x")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with refused("you do not have permission"):
            write_text(tmp_path / "c.txt", "x")
    finally:
        tmp_path.chmod(0o700)


def test_what_was_there_is_set_aside_under_a_date_when_the_new_file_is_ready(
    tmp_path: Path,
) -> None:
    path = tmp_path / "c.txt"
    path.write_text("old")
    kept = write_text(path, "new", DAY)
    assert kept == tmp_path / "c.damaged-2026-03-01.txt"
    assert (path.read_text(), kept.read_text()) == ("new", "old")
    assert len(names(tmp_path)) == 2


def fail_from(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Has every renaming fail from the one of that number on."""
    really = Path.replace
    done: list[Path] = []

    def replace(path: Path, target: Path) -> Path:
        done.append(path)
        if len(done) >= number:
            raise OSError(errno.EIO, "Input/output error")
        return really(path, target)

    monkeypatch.setattr(Path, "replace", replace)


def test_what_was_set_aside_is_put_back_when_the_new_file_cannot_be_put_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c.txt"
    path.write_text("old")
    really = Path.replace

    def replace(one: Path, target: Path) -> Path:
        if one.suffix == ".tmp":
            raise OSError(errno.EIO, "Input/output error")
        return really(one, target)

    monkeypatch.setattr(Path, "replace", replace)
    with refused("What was there before is unchanged"):
        write_text(path, "new", DAY)
    assert (names(tmp_path), path.read_text()) == (["c.txt"], "old")


def test_what_was_set_aside_and_cannot_be_put_back_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c.txt"
    path.write_text("old")
    fail_from(monkeypatch, 2)
    kept = tmp_path / "c.damaged-2026-03-01.txt"
    with pytest.raises(UserError) as caught:
        write_text(path, "new", DAY)
    assert said(caught.value) == (
        f"{path} could not be saved: the disk has a fault. What was there before is in {kept}."
    )
    assert (names(tmp_path), kept.read_text()) == ([kept.name], "old")


def test_what_a_program_killed_while_saving_has_left_behind_is_removed_an_hour_later(
    tmp_path: Path,
) -> None:
    path = tmp_path / "c.txt"
    left = [tmp_path / name for name in (".c.txt.old.tmp", ".c.txt.new.tmp", ".d.txt.old.tmp")]
    for one in left:
        one.touch()
        if "old" in one.name:
            hour_ago = one.stat().st_mtime - 3_601
            os.utime(one, (hour_ago, hour_ago))
    write_text(path, "new")
    assert names(tmp_path) == [".c.txt.new.tmp", ".d.txt.old.tmp", "c.txt"]


def test_leftovers_that_cannot_be_removed_do_not_hinder_the_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "iterdir", failing(errno.EACCES))
    write_text(tmp_path / "c.txt", "new")
    assert (tmp_path / "c.txt").read_text() == "new"


def test_what_lies_beside_a_damaged_file_is_set_aside_with_it_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "history.db"
    before = {"history.db": "x", "history.db-wal": "recent"}
    for name, text in before.items():
        (tmp_path / name).write_text(text)
    really = Path.replace

    def replace(one: Path, target: Path) -> Path:
        if one == path:
            raise OSError(errno.EIO, "Input/output error")
        return really(one, target)

    monkeypatch.setattr(Path, "replace", replace)
    with refused("could not be moved aside"):
        set_aside(path, DAY, ("-journal", "-wal"))
    assert {one.name: one.read_text() for one in tmp_path.iterdir()} == before
    monkeypatch.undo()
    kept = set_aside(path, DAY, ("-journal", "-wal"))
    assert names(tmp_path) == [kept.name, f"{kept.name}-wal"]


def test_our_other_programs_wait_until_one_is_ready_with_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c.txt"
    path.write_text("old")
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    busy = refused("another program is using it")
    with alone_with(path), busy, alone_with(path):
        pytest.fail("two at once")
    assert waits != []
    waits.clear()
    with alone_with(path):
        path.read_text()
    assert waits == []


def test_whoever_waited_for_a_file_gets_the_one_that_is_there_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c.txt"
    path.write_text("old")
    really = atomic.lock
    locked: list[bool | None] = []

    def lock(handle: int) -> bool | None:
        if not locked:
            write_text(path, "new")
        locked.append(really(handle))
        return locked[-1]

    monkeypatch.setattr(atomic, "lock", lock)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    with alone_with(path):
        assert identity(path) is not None
    assert locked == [True, True]


@pytest.mark.parametrize("kind", ["no file", "no locks on this system", "no locks on this disk"])
def test_where_nothing_can_be_locked_nobody_waits(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c.txt"
    if kind != "no file":
        path.write_text("old")
    if kind == "no locks on this system":
        monkeypatch.setitem(sys.modules, "fcntl", None)
    if kind == "no locks on this disk":
        monkeypatch.setattr("fcntl.flock", failing(errno.ENOLCK))
    with alone_with(path), alone_with(path):
        write_text(path, "new")
    assert path.read_text() == "new"


def test_a_folder_that_cannot_be_flushed_does_not_hinder_the_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c.txt"
    really = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        really(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    write_text(path, "new")
    assert path.read_text() == "new"


def test_a_damaged_file_is_set_aside_under_its_date_without_overwriting_another(
    tmp_path: Path,
) -> None:
    kept = []
    for content in ("first", "second", "third"):
        path = tmp_path / "settings.json"
        path.write_text(content)
        kept.append(set_aside(path, DAY))
        assert not path.exists()
    assert [path.name for path in kept] == [
        "settings.damaged-2026-03-01.json",
        "settings.damaged-2026-03-01-2.json",
        "settings.damaged-2026-03-01-3.json",
    ]
    assert [path.read_text() for path in kept] == ["first", "second", "third"]


def test_a_file_that_cannot_be_set_aside_stays_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.json"
    path.write_text("x")
    monkeypatch.setattr(Path, "replace", failing(errno.EROFS))
    with refused("could not be moved aside: the disk is read-only"):
        set_aside(path, DAY)
    assert names(tmp_path) == ["settings.json"]
    assert path.read_text() == "x"


def test_a_new_sibling_is_an_empty_file_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    assert new_sibling(path, "version-1").name == "history.version-1.db"
    assert new_sibling(path, "version-1").name == "history.version-1-2.db"


def test_errors_without_known_words_are_told_in_those_of_the_system() -> None:
    assert said(reason_of(OSError(errno.EMFILE, "Too many"))) == "Too many"
    assert said(reason_of(OSError())) == "OSError"


def test_any_number_of_lines_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "lines.txt"
    atomic.write_lines(path, (f"ä {number}" for number in range(3)))
    assert path.read_text("utf-8") == "ä 0\nä 1\nä 2\n"

    def broken() -> Iterator[str]:
        yield "new"
        raise OSError(errno.ENOSPC, "No space left on device")

    with refused("could not be saved: the disk is full"):
        atomic.write_lines(path, broken())
    assert path.read_text("utf-8") == "ä 0\nä 1\nä 2\n"
    assert [one.name for one in path.parent.iterdir()] == ["lines.txt"]
