"""Pictures beside a routine: found, checked, and each bad one told in one sentence."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from stretchtimer.engine.errors import UserError
from stretchtimer.storage.routines.copying import copy_routine
from stretchtimer.storage.routines.own_pictures import (
    own_picture_file,
    picture_name,
    read_picture,
)
from stretchtimer.storage.routines.own_poses import own_pose_file
from stretchtimer.storage.routines.picture_check import LARGEST_BYTES, check_picture, pixels_of
from stretchtimer.storage.routines.routine_file import read_routine
from stretchtimer.terminal.commands.check import check_files
from tests.pictures import jpeg_head, png, png_of, put, svg, with_picture
from tests.storage.routines.routine_files import write
from tests.storage.routines.told_faults import only_fault, told
from tests.wording import refused, said

SMALL = base64.b64encode(png()).decode()
USE = (
    "".join(f'<g id="g{n}">' + f'<use href="#g{n + 1}"/>' * 10 + "</g>" for n in range(8))
    + '<g id="g8"><rect width="1" height="1"/></g>'
)
DEEP = "<g>" * 70 + "</g>" * 70
MARKED = (
    '<marker id="m"><path id="p" d="' + "M0 0L1 1" * 400 + '"/></marker>'
    '<path d="' + "M0 0L1 1" * 100_000 + '" style="marker-mid:url(#m)"/>'
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A routine with one picture of its own."""
    path = write(tmp_path, with_picture("knee hug.png"), "Mine.toml")
    put(path, "knee hug.png", png())
    return path


def shown_in(path: Path) -> str:
    return read_routine(path).stretches[0].picture


def test_a_routine_shows_a_picture_that_lies_beside_it(file: Path) -> None:
    picture = shown_in(file)
    assert own_picture_file(picture) == file.parent / "Mine.parts/pictures/knee hug.png"
    assert picture_name(picture) == "knee hug.png"
    assert read_picture(picture)[1] == png()
    assert own_pose_file(picture) is None
    assert read_routine(file).stretches[0].shown == picture


def test_a_changed_picture_is_another_one(file: Path) -> None:
    before = shown_in(file)
    os.utime(put(file, "knee hug.png", png(10, 10)), ns=(0, 5_000_000_000))
    assert shown_in(file) != before
    assert pixels_of(read_picture(before)[1]) == pixels_of(png(10, 10))


def test_without_its_picture_a_routine_can_be_done_and_is_told(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_file = own_picture_file(shown_in(file))
    assert own_file
    own_file.rename(own_file.with_name("Knee hug.png"))
    with refused("The picture “knee hug.png” cannot be shown: it does not exist"):
        read_picture(shown_in(file))
    assert check_files([file]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert f"{file}:10: picture is “knee hug.png”." in line
    assert "does not exist. Until then the stretch is shown in words." in line
    put(file, "knee hug.png", png())
    assert check_files([file]) == 0


@pytest.mark.parametrize(
    "name",
    [
        *("../knee.png", "/etc/knee.png", "C:knee.png", r"..\knee.png", "a/knee.png", "knee"),
        *("con.png", "LPT1.svg", ".png", " knee.png", "knee .png", "knee.PNG", "knee.gif"),
        *("kne\u0301e.png", "a.b.png", "knee.png ", "x" * 81 + ".png", "knee\u202e.png"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused_with_its_line(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, with_picture(name.replace("\\", "\\\\")))
    line, key, words = told(only_fault(path))
    assert (line, key) == (10, "stretches[1].picture")
    assert "must be the name of a picture in the folder “pictures”" in words


def test_format_1_has_no_pictures(tmp_path: Path) -> None:
    path = write(tmp_path, with_picture("knee.png").replace("format = 2", "format = 1"))
    assert "picture came with format 2" in told(only_fault(path))[2]


@pytest.mark.parametrize("name", ["a.png", "ä-b_c 1.jpeg", "A.jpg", "x" * 80 + ".svg"])
def test_names_as_people_write_them_are_taken(tmp_path: Path, name: str) -> None:
    assert picture_name(shown_in(write(tmp_path, with_picture(name)))) == name


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.png", b"", "is not the kind of picture its name says; allowed are PNG, JPEG and SVG"),
        ("a.png", b"GIF89a and so on", "is not the kind of picture"),
        ("a.jpg", b"GIF89a and so on", "is not the kind of picture"),
        ("a.svg", b"GIF89a and so on", "is not the kind of picture"),
        ("a.svg", b"\x1f\x8b\x08 and so on", "is not the kind of picture"),
        ("a.png", svg(), "is not the kind of picture"),
        ("a.svg", b"<html/>", "is not the kind of picture"),
        ("a.svg", b"<svg/>", "is not the kind of picture"),
        ("a.png", png()[:-20], "damaged or not complete"),
        ("a.png", png()[:30], "damaged or not complete"),
        ("a.png", png().replace(b"IDAT", b"IDAt"), "damaged or not complete"),
        ("a.png", png_of(0, 10, b""), "damaged or not complete"),
        ("a.png", png_of(90_000, 90_000, b""), "90000 × 90000 pixels, and at most 50 million"),
        ("a.png", png_of(30_000, 1, b""), "30000 × 1 pixels"),
        ("a.jpg", jpeg_head(60_000, 60_000), "60000 × 60000 pixels"),
        ("a.jpg", jpeg_head(60, 60)[:-2], "damaged or not complete"),
        ("a.jpg", jpeg_head(60, 60)[:20], "damaged or not complete"),
        ("a.jpg", b"\xff\xd8\xff" + b"\xff" * 50, "damaged or not complete"),
        ("a.png", png() + b"\0" * LARGEST_BYTES, "larger than 8192 KiB"),
        ("a.svg", svg()[:-8], r"not a valid SVG file \(line 1\)"),
        ("a.svg", svg("<script>1</script>"), "contains “script”, which is not allowed"),
        ("a.svg", svg('<g onload="x()"/>'), "contains “onload”"),
        ("a.svg", svg("<foreignObject/>"), "contains “foreignObject”"),
        ("a.svg", svg('<animate attributeName="x"/>'), "contains “animate”"),
        ("a.svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg(), "contains “DOCTYPE”"),
        ("a.svg", b'<?xml-stylesheet href="x.css"?>' + svg(), r"contains “\?xml-stylesheet”"),
        ("a.svg", b'<?xml version="1.0" encoding="utf-16"?>' + svg(), "contains “utf-16”"),
        ("a.svg", svg('<image href="/etc/passwd"/>'), "refers to “/etc/passwd”"),
        ("a.svg", svg('<image href="https://x.org/a.png"/>'), "refers to “https://x.org"),
        ("a.svg", svg('<use href="other.svg#a"/>'), "refers to “other.svg#a”"),
        ("a.svg", svg('<image href="data:image/svg+xml,a"/>'), "refers to “data:image/svg"),
        ("a.svg", svg('<image href="data:image/png;base64,%%"/>'), "damaged or not complete"),
        ("a.svg", svg('<rect fill="url(http://x.org/a)"/>'), "refers to “http://x.org/a”"),
        ("a.svg", svg("<rect style=\"fill:url( 'a.svg#x')\"/>"), "refers to “a.svg#x”"),
        ("a.svg", svg("<style>@import 'a.css'</style>"), "contains “@import”"),
        ("a.svg", svg("<style>.a{fill:url(#p)}</style><pattern id='p'/>"), "refers to “#p”"),
        ("a.svg", svg(r'<rect style="fill:u\72l(a)"/>'), "is not allowed"),
        ("a.svg", svg(USE), "too many parts"),
        ("a.svg", svg(DEEP), "too many parts"),
        ("a.svg", svg(MARKED), "too many parts"),
        ("a.svg", svg('<g id="a"><use href="#a"/></g>'), "too many parts"),
        ("a.svg", svg("<g/>" * 10_001), "too many parts"),
        ("a.svg", svg('<path d="' + "L1 2" * 300_000 + '"/>'), "too many parts"),
    ],
)
def test_what_is_no_picture_is_told_in_one_sentence(name: str, data: bytes, words: str) -> None:
    with refused(words) as caught:
        check_picture(name, data)
    assert said(caught.value).startswith(f"The picture “{name}” cannot be shown: ")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", png()),
        ("a.png", png(colour=(0, 0, 0, 0)) + b"after it"),
        ("a.jpeg", jpeg_head(4000, 3000)),
        ("a.svg", svg()),
        ("a.svg", b'<?xml version="1.0" encoding="UTF-8"?><!-- mine -->' + svg()),
        ("a.svg", svg(f'<image width="9" height="9" href="data:image/png;base64,{SMALL}"/>')),
        ("a.svg", svg('<linearGradient id="l"/><rect fill="url(#l)"/><use href="#l"/>')),
        ("a.svg", svg("<style>.a{fill:url(#l)}</style><linearGradient id='l'/>")),
    ],
)
def test_a_sound_picture_is_taken(name: str, data: bytes) -> None:
    check_picture(name, data)


def test_a_link_is_no_picture(file: Path, tmp_path: Path) -> None:
    path = own_picture_file(shown_in(file))
    assert path
    path.rename(tmp_path / "elsewhere.png")
    path.symlink_to(tmp_path / "elsewhere.png")
    with refused("cannot be shown: it is not an ordinary file"):
        read_picture(shown_in(file))


def test_a_copy_takes_its_picture_along(file: Path, tmp_path: Path) -> None:
    copy = copy_routine(file, tmp_path / "own", "Second", ())
    assert read_picture(shown_in(copy))[1] == png()


def test_a_folder_in_place_of_a_picture_is_told(file: Path) -> None:
    path = own_picture_file(shown_in(file))
    assert path
    path.unlink()
    path.mkdir()
    with pytest.raises(UserError):
        read_picture(shown_in(file))
    assert check_files([file]) == 1
