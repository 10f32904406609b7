"""A file from outside brings a routine or one sentence, and never anything else."""

from __future__ import annotations

import io
import stat
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Notice
from stretchtimer.storage.assets import asset_folder, pose_names
from stretchtimer.storage.atomic import write_bytes
from stretchtimer.storage.faults import FileFault, Reason
from stretchtimer.storage.own_routines import folder as folder_module
from stretchtimer.storage.own_routines import sharing
from stretchtimer.storage.own_routines.archive import MOST_PARTS, WholeRoutine, packed, unpacked
from stretchtimer.storage.own_routines.own_routines import OwnRoutines
from stretchtimer.storage.routines.library import Library
from tests.pictures import jpeg_head, png, svg
from tests.storage.routines.routine_files import SOUND, write
from tests.wording import refused

WORDS = 'format = 1\nname = "Abend"\n[stretches.a]\nname = "Ah"\n[stretches.b]\nname = "Be"\n'
POSE = (asset_folder("poses") / "legs_straight.toml").read_bytes()
PICTURE = png()
WHOLE = WholeRoutine(
    SOUND.encode(),
    {"de": WORDS.encode()},
    {"my_pose": POSE.replace(b"leads_to", b"# leads_to")},
    {"knee hug.png": PICTURE, "a.jpg": jpeg_head(4, 3), "lines.svg": svg()},
)
Parts = list[tuple[str | zipfile.ZipInfo, bytes]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home" / "routines"


@pytest.fixture
def own(tmp_path: Path, folder: Path) -> OwnRoutines:
    library = Library(asset_folder("routines"), folder, poses=pose_names)
    return OwnRoutines(library, tmp_path / "home/basket", tmp_path / "home/drafts")


def zipped(parts: Parts, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return made.getvalue()


def outside(tmp_path: Path, data: bytes, name: str = "walk.stretch") -> Path:
    return write(tmp_path / "outside", data, name)


def everything_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_whole_routine_goes_out_and_comes_in_the_same(
    own: OwnRoutines, folder: Path, tmp_path: Path
) -> None:
    source = outside(tmp_path, packed(WHOLE))
    incoming = own.inspect(source)
    assert (incoming.name, incoming.stretches) == ("Evening", ("A", "B"))
    assert (incoming.languages, incoming.poses) == (("de",), ("my_pose",))
    assert incoming.pictures == ("a.jpg", "knee hug.png", "lines.svg")
    assert (incoming.same_name, incoming.already) == ((), "")
    assert incoming.facts.total_ms > 80_000
    assert not folder.exists()
    assert own.keep(incoming) == "own:Evening"
    assert everything_in(folder) == {
        *("Evening.toml", "de/Evening.toml", "Evening.parts/poses/my_pose.toml"),
        *("Evening.parts/pictures/knee hug.png", "Evening.parts/pictures/a.jpg"),
        "Evening.parts/pictures/lines.svg",
    }
    made = own.export("own:Evening", tmp_path / "again.stretch")
    assert made.path.read_bytes() == source.read_bytes()
    assert not made.left_out
    again = own.inspect(made.path)
    assert (again.same_name, again.already) == (("own:Evening",), "own:Evening")


def test_the_file_alone_goes_out_byte_for_byte_and_says_what_it_leaves_out(
    own: OwnRoutines, folder: Path, tmp_path: Path
) -> None:
    own.keep(own.inspect(outside(tmp_path, packed(WHOLE))))
    text = b"# mine\r\n" + SOUND.encode().replace(b"\n", b"\r\n")
    write(folder, text, "Plain.toml")
    assert own.export("own:Evening", tmp_path / "a.toml").left_out
    assert not own.export("own:Plain", tmp_path / "b.toml").left_out
    assert (tmp_path / "b.toml").read_bytes() == text
    with refused("already exists, and was not replaced"):
        own.export("own:Plain", tmp_path / "b.toml")
    with refused("must end in .toml for the routine alone, or in .stretch"):
        own.export("own:Plain", tmp_path / "b.txt")
    with refused("could not be saved: it does not exist"):
        own.export("own:Plain", tmp_path / "no" / "folder" / "b.toml")
    own.export("post-walk", tmp_path / "walk.toml")
    assert own.inspect(tmp_path / "walk.toml").already == "post-walk"


def test_a_routine_is_kept_beside_one_of_the_same_name(
    own: OwnRoutines, folder: Path, tmp_path: Path
) -> None:
    write(folder, SOUND.replace("20", "21"), "evening.toml")
    incoming = own.inspect(outside(tmp_path, SOUND.encode(), "x.toml"))
    assert (incoming.same_name, incoming.already) == (("own:evening",), "")
    assert own.keep(incoming) == "own:Evening 2"
    assert own.keep(incoming, "Late") == "own:Late"
    assert own.open("own:Late").data["name"] == "Late"
    assert "21" in (folder / "evening.toml").read_text(encoding="utf-8")


def link(name: str, to: bytes) -> tuple[zipfile.ZipInfo, bytes]:
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry, to


ROUTINE: tuple[str | zipfile.ZipInfo, bytes] = ("routine.toml", SOUND.encode())
NAMES = (
    *("../routine.toml", "/etc/passwd", "C:/routine.toml", "C:routine.toml", "..\\x.toml"),
    *("poses/../../x.toml", "poses/con.toml", "pictures/NUL.png", "pictures/aux .png", "x.toml"),
    *("pictures/.png", "pictures/a/b.png", "pictures/a.gif", "pictures/a.png ", "Poses/a.toml"),
    *("de/other.toml", "deutsch/routine.toml", "poses/A.toml", "pictures/a\u202e.png", "./x"),
    *("pictures/a\u0301.png", "routine.toml/", "pictures/" + "a" * 90 + ".png", "run.exe", " "),
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_leads_anywhere_else_is_refused(
    own: OwnRoutines, folder: Path, tmp_path: Path, name: str
) -> None:
    path = outside(tmp_path, zipped([ROUTINE, (name, b"x")]))
    before = everything_in(tmp_path)
    with refused("walk.stretch could not be imported: .* Nothing has been changed.$"):
        own.inspect(path)
    assert everything_in(tmp_path) == before
    assert not folder.exists()


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([], "there is no routine.toml in it"),
        ([("poses/", b"")], "there is no routine.toml in it"),
        (
            [ROUTINE, link("poses/a.toml", b"/etc/passwd")],
            "“poses/a.toml” in it is not an ordinary",
        ),
        ([ROUTINE, ("pictures/A.png", PICTURE), ("pictures/a.png", PICTURE)], "a.png” twice"),
        ([ROUTINE, ("pictures/a.png", b"<svg>")], "is not the kind of picture"),
        ([ROUTINE, ("pictures/a.svg", svg("<script/>"))], "“pictures/a.svg” in it cannot be shown"),
        ([ROUTINE, ("pictures/a.jpg", jpeg_head(60_000, 60_000))], "60000 × 60000 pixels"),
        ([ROUTINE, ("pictures/a.png", png()[:-4])], "is damaged or not complete"),
        ([ROUTINE, ("pictures/a.png", PICTURE + b"\0" * 16_000_000)], "is larger than 8192 KiB"),
        ([ROUTINE, ("pictures/a.png", PICTURE + b"\0" * 2_000_000)], "far more than a routine"),
        ([("routine.toml", b"#" * 300_000)], "“routine.toml” in it is larger than 256 KiB"),
        ([ROUTINE, ("poses/a.toml", b"format = 7")], r"poses/a.toml” in it cannot be used \("),
        ([ROUTINE, *((f"poses/p{n}.toml", b"") for n in range(MOST_PARTS))], "more than 200 files"),
    ],
)
def test_what_is_wrong_with_an_archive_is_told_in_one_sentence(
    own: OwnRoutines, folder: Path, tmp_path: Path, parts: Parts, told: str
) -> None:
    with refused(f"could not be imported: .*{told}"):
        own.inspect(outside(tmp_path, zipped(parts)))
    assert not folder.exists()


def test_a_routine_with_faults_is_told_with_its_lines(own: OwnRoutines, tmp_path: Path) -> None:
    wrong = SOUND.replace("hold_s = 20", "hold_s = 0").encode()
    for data in (wrong, zipped([("routine.toml", wrong)])):
        with refused("walk.stretch:10: stretch 1: hold_s is 0, but it must be"):
            own.inspect(outside(tmp_path, data))
    with refused("de/routine.toml:1: .*name is missing"):
        own.inspect(outside(tmp_path, zipped([ROUTINE, ("de/routine.toml", b"format = 1")])))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"PK\x03\x04" + b"\0" * 100,
        b"PK\x05\x06",
        zipped([ROUTINE])[:-30],
        zipped([ROUTINE])[40:],
        zipped([ROUTINE]).replace(b"routine.toml", b"routine\0toml"),
        zipped([ROUTINE], zipfile.ZIP_BZIP2),
        zipped([ROUTINE], zipfile.ZIP_LZMA),
        b"x" * 9_000_000,
        b"#" * 300_000,
        b"PK\x03\x04" + b"x" * 42 + b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 1, 1, 46, 0, 0),
    ],
)
def test_what_is_damaged_or_no_routine_is_told(
    own: OwnRoutines, tmp_path: Path, data: bytes
) -> None:
    with refused("walk.stretch"):
        own.inspect(outside(tmp_path, data))


def test_damage_within_a_part_is_found_by_its_sum(own: OwnRoutines, tmp_path: Path) -> None:
    data = zipped([ROUTINE], zipfile.ZIP_STORED)
    with refused("routine.toml” in it is damaged"):
        own.inspect(outside(tmp_path, data.replace(b"Evening", b"Evenink")))


def test_a_password_is_told(own: OwnRoutines, tmp_path: Path) -> None:
    data = bytearray(zipped([ROUTINE]))
    for start, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(start) + offset] |= 1
    with refused("protected by a password"):
        own.inspect(outside(tmp_path, bytes(data)))


def test_a_bomb_takes_little_memory_whatever_it_says_of_itself(tmp_path: Path) -> None:
    bomb = bytearray(zipped([("routine.toml", b"\0" * 200_000_000)]))
    for start, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", bomb, bomb.index(start) + offset, 1_000)
    tracemalloc.start()
    with refused("routine.toml” in it"):
        unpacked(Path("x.stretch"), bytes(bomb))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000


def test_what_cannot_be_kept_leaves_no_half_of_it(
    own: OwnRoutines, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, data: bytes) -> None:
        if path.parent == folder:
            raise UserError(FileFault.NOT_SAVED, path=path, reason=Notice(Reason.DISK_FULL))
        write_bytes(path, data)

    incoming = own.inspect(outside(tmp_path, packed(WHOLE)))
    monkeypatch.setattr(folder_module, "write_bytes", fail)
    with refused("the disk is full"):
        own.keep(incoming)
    assert everything_in(folder) == set()


def test_more_parts_than_it_says_are_too_many(tmp_path: Path) -> None:
    data = bytearray(zipped([ROUTINE, *((f"poses/p{n}.toml", b"") for n in range(MOST_PARTS))]))
    struct.pack_into("<2H", data, data.rindex(b"PK\x05\x06") + 8, 1, 1)
    with refused("more than 200 files"):
        unpacked(Path("x.stretch"), bytes(data))


def test_many_large_parts_are_too_large_together(tmp_path: Path) -> None:
    block = bytes((n * n * 31 + n // 7) % 251 for n in range(16_384))
    picture = PICTURE + block * 420
    parts: Parts = [ROUTINE, *((f"pictures/p{n}.png", picture) for n in range(8))]
    with refused("larger than 49152 KiB when unpacked"):
        unpacked(Path("x.stretch"), zipped(parts))


def test_a_file_that_cannot_be_written_leaves_nothing_behind(
    own: OwnRoutines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, _data: bytes) -> None:
        raise UserError(FileFault.NOT_SAVED, path=path, reason=Notice(Reason.DISK_FULL))

    with refused("could not be saved: its name is not allowed"):
        own.export("post-walk", tmp_path / "a\0.toml")
    monkeypatch.setattr(sharing, "write_bytes", fail)
    with refused("the disk is full"):
        own.export("post-walk", tmp_path / "walk.toml")
    assert everything_in(tmp_path) == set()


def test_parts_that_cannot_be_read_are_told(own: OwnRoutines, folder: Path) -> None:
    write(folder, name="Evening.toml")
    write(folder / "Evening.parts", "no folder", "poses")
    with refused("could not be read"):
        own.whole("own:Evening")


def test_a_broken_file_with_the_same_words_is_no_clash(
    own: OwnRoutines, folder: Path, tmp_path: Path
) -> None:
    write(folder, 'name = "Evening', "broken.toml")
    write(folder, SOUND.replace('"Evening"', '"Late" # Evening'), "other.toml")
    write(folder, SOUND, "same.toml")
    write(folder, SOUND, "twin.toml")
    incoming = own.inspect(outside(tmp_path, SOUND.encode(), "x.toml"))
    assert incoming.same_name == ("own:same", "own:twin")
    assert incoming.already == "own:same"
