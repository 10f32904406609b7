"""Feeds the check and the import of routines with whatever may come from outside.

    python -m tests.benchmarks.fuzz [COUNT] [--seed NUMBER] [--seconds N]

Two thirds of the inputs are texts: routines cut, joined, shuffled and filled with what is odd in
keys, values, nesting and characters; the others are archives of such parts, with names and bytes
changed. Each must end in a routine or in sentences of one line, within a second of the processor
and 200 MB, with nothing written. Some texts are edited, and must then hold what was edited. Prints
those that do not, with their seed.
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections import Counter
from pathlib import Path

from stretchtimer.engine.errors import InternalError, UserError
from stretchtimer.storage.assets import asset_folder, pose_names
from stretchtimer.storage.own_routines.document import document_of
from stretchtimer.storage.own_routines.sharing import read_incoming
from stretchtimer.storage.routines.routine_file import RoutineFileError, read_routine
from stretchtimer.storage.routines.toml_text import TomlError, decode, parse
from tests.pictures import jpeg_head, png, svg
from tests.wording import said

LONGEST_S = 1.0
MOST_MB = 200
SAMPLES = tuple(
    path.read_text(encoding="utf-8")
    for path in (
        *sorted(asset_folder("routines").glob("*.toml")),
        *sorted((Path(__file__).parents[1] / "data").glob("routine-*.toml")),
    )
)
POSE = sorted(asset_folder("poses").glob("*.toml"))[0].read_text(encoding="utf-8")
PIECES = (
    *("[", "]", "{", "}", "[[", "]]", '"', "'", '"""', "'''", "=", ",", ".", "\n", "\\", "#", ":"),
    *("\0", "\ufeff", "\u200b", "\u202e", "\x1b[31m", "é", "e\u0301", "𝄞", "\r\n", "\r", "\t"),
    *("0", "-1", "1e999", "-0.0", "nan", "inf", "9" * 30, "9" * 5_000, "0x" + "f" * 2_000, "1_0"),
    *("true", "false", "[]", "{}", '""', "1979-05-27T07:32:00Z", "07:32", "3.5", "600001", "{|}"),
    *("[[stretches]]\n", "[times]\n", "[stretches]\n", "[[stretches.movements]]\n", "format = 2\n"),
    *('picture = "a.png"\n', 'picture = "../a.svg"\n', 'picture = "CON.jpg"\n'),
    *('id = "a"\n', "hold_s = 20\n", "times = 8\n", "sets = 2\n", 'sides = "alternate"\n'),
    *("a.b.c.d = 1\n", ".a" * 40, "[" * 300, "{a=" * 300, "[[[" * 5_000, "x" * 3_000),
    *('"""\n' * 50, "a = [\n" * 200, "#" * 10_000, "\\u0000", "\\U0001F600", "\\x"),
)
SOUND_NAMES = (
    *("poses/", "pictures/b.svg"),
    "poses/a.toml",
    "poses/b-c.toml",
    "pictures/a.png",
    "pictures/é.jpg",
)
SVG_PIECES = (
    *("", "<g>" * 40, "<script/>", '<use href="#a"/>', '<g id="a"><use href="#a"/></g>', "<a b=c>"),
    *('<image href="data:image/png;base64,AAAA"/>', '<path d="' + "L1 2" * 90_000 + '"/>', "&a;"),
    *("<style>@import</style>", '<rect fill="url(http://a)"/>', "<g/>" * 9_000, "\0", "<!-- -->"),
)
NAMES = (
    *("routine.toml", "de/routine.toml", "pt_BR/routine.toml", "pictures/A.png", "x.txt"),
    *("../x.toml", "/x", "C:\\x", "poses/con.toml", "pictures/é.jpg", "ROUTINE.toml", "a\0b"),
)


def changed_text(chance: random.Random) -> str:
    """A routine with some changes, or something put together of pieces."""
    if chance.random() < 0.1:
        return "".join(chance.choices(PIECES, k=chance.randrange(1, 40)))
    text = chance.choice(SAMPLES)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(len(text) + 1)
        to = min(len(text), at + chance.choice((0, 0, 1, 3, 40, 400)))
        kind = chance.randrange(5)
        if kind == 0:
            text = text[:at] + text[to:]
        elif kind == 1:
            text = text[:at] + text[at:to] * chance.choice((2, 3, 200)) + text[to:]
        elif kind == 2:
            lines = text.split("\n")
            chance.shuffle(lines) if chance.random() < 0.05 else lines.insert(
                chance.randrange(len(lines)), chance.choice(lines)
            )
            text = "\n".join(lines)
        else:
            text = text[:at] + chance.choice(PIECES) + text[to:]
    return text


def changed_bytes(data: bytes, chance: random.Random) -> bytes:
    """Some bytes put in the place of others."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 2, 8))):
        if made:
            made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def picture(name: str, chance: random.Random) -> bytes:
    """A picture of some kind, mostly that of its name, perhaps changed, cut or far too large."""
    sound = {"png": png(), "jpg": jpeg_head(40, 30), "svg": svg(chance.choice(SVG_PIECES))}
    part = sound[name.rpartition(".")[2] if chance.random() < 0.8 else "png"]
    if chance.random() < 0.5:
        part = changed_bytes(part, chance)
    if chance.random() < 0.1:
        part = part[: chance.randrange(len(part))]
    return part + b"\0" * chance.choice((0, 0, 0, 10, 3_000_000))


def archive(chance: random.Random) -> bytes:
    """A zip of parts that may be anything, perhaps damaged."""
    made = io.BytesIO()
    kind = chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    with zipfile.ZipFile(made, "w", kind) as file:
        names = ["routine.toml", *chance.sample(SOUND_NAMES, chance.randrange(4))]
        if chance.random() < 0.4:
            names += chance.choices(NAMES, k=chance.choice((1, 2, 8)))
        for each in names:
            entry = zipfile.ZipInfo(each)
            entry.compress_type = kind
            entry.external_attr = 0o120777 << 16 if chance.random() < 0.02 else 0o100644 << 16
            name = entry.filename
            text = changed_text(chance) if chance.random() < 0.3 else chance.choice(SAMPLES)
            part = text.encode(errors="ignore")
            if name.startswith("poses"):
                part = (
                    POSE.encode() if chance.random() < 0.5 else changed_bytes(POSE.encode(), chance)
                )
            elif name.startswith("pictures"):
                part = picture(name, chance)
            file.writestr(entry, part)
    data = made.getvalue()
    if chance.random() < 0.3:
        data = changed_bytes(data, chance)
    return data[: chance.randrange(len(data))] if chance.random() < 0.1 else data


def edit(text: str, chance: random.Random) -> str:
    """Edits a document of the text; tells how it went."""
    document = document_of(Path("x.toml"), text.encode(), text)
    for place, value in ((("name",), "New"), (("stretches", 0, "hold_s"), 25), (("care",), "c")):
        if chance.random() < 0.7:
            try:
                document = document.set(place, value)
            except InternalError:
                continue
    if parse(document.text()) != document.data:
        raise AssertionError("the text does not hold what was edited")
    return "edited"


def one(seed: int, path: Path) -> str:
    """Makes one input and has it read; tells how it ended, and raises where it must not."""
    chance = random.Random(seed)
    is_archive = chance.random() < 1 / 3
    text = "" if is_archive else changed_text(chance)
    data = archive(chance) if is_archive else text.encode(errors="surrogatepass")
    if not is_archive and chance.random() < 0.1:
        data = changed_bytes(data, chance)
    path.write_bytes(data)
    try:
        if is_archive or chance.random() < 0.5:
            read_incoming(path, pose_names())
        else:
            read_routine(path, poses=pose_names())
    except UserError as error:
        lines = said(error).split("\n")
        if not all(line and line.isprintable() and len(line) < 700 for line in lines):
            raise AssertionError(f"told in an odd way: {lines[:3]}") from error
        ending = "refused"
    else:
        ending = "taken"
    if not is_archive and seed % 8 == 0:
        try:
            return edit(decode(data), chance)
        except (RoutineFileError, TomlError):
            pass
    return f"archive {ending}" if is_archive else f"text {ending}"


def main() -> int:
    """Reads so many inputs, and prints what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=0, help="of the first input")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="no longer than that")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    ended: Counter[str] = Counter()
    longest, wrong = 0.0, 0
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "input.stretch"
        for seed in range(asked.seed, asked.seed + asked.count):
            if time.monotonic() - began > asked.seconds:
                break
            at = time.process_time()
            try:
                ended[one(seed, path)] += 1
            except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
                wrong += 1
                print(f"seed {seed}:\n{traceback.format_exc(limit=-4)}", flush=True)
            took = time.process_time() - at
            longest = max(longest, took)
            if took > LONGEST_S:
                wrong += 1
                print(f"seed {seed}: {took:.2f} s", flush=True)
            if [each.name for each in Path(folder).iterdir()] != [path.name]:
                wrong += 1
                print(f"seed {seed}: it wrote something", flush=True)
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    wrong += memory_mb > MOST_MB
    told = ", ".join(f"{how} {n}" for how, n in sorted(ended.items()))
    print(f"{sum(ended.values())} inputs: {told}")
    print(
        f"{wrong} went wrong; the longest took {longest * 1000:.0f} ms; {memory_mb:.0f} MB at most"
    )
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
