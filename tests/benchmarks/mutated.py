"""Reads files of people that were changed at random, and sees to it that each is dealt with.

    python -m tests.benchmarks.mutated [COUNT] [--seed NUMBER]

A third of the files each are routines, settings and own changes to a routine. A routine is read,
planned and offered to be changed; settings and changes are read, changed and saved. Every file ends
in what can be used or in sentences of one line, never in a traceback, and takes less than a second
of the processor; one that waits for something is broken off.
Prints those that do not, with the seed that makes them again, and how many ended how.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from types import FrameType

from stretchtimer.engine.model import Routine
from stretchtimer.engine.notices import Notice
from stretchtimer.engine.plan import make_plan
from stretchtimer.services.person.own_changes import OwnChanges
from stretchtimer.services.person.personal_routine import PersonalRoutine
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.person.settings import settings_file
from stretchtimer.storage.adjustments_file import AdjustmentsFile
from stretchtimer.storage.assets import asset
from stretchtimer.storage.routines.routine_file import RoutineFileError, read_routine
from tests.fakes import FakeClock, FakeWriter
from tests.wording import said

SAMPLES = Path(__file__).parents[1] / "data"
LONGEST_S = 1.0
HANGS_AFTER_S = 10
PIECES = (
    *("[", "]", "{", "}", "[[", "]]", '"', "'", '"""', "'''", "=", ",", ".", "\n", "\\", "#", ":"),
    *("\0", "\ufeff", "\u200b", "\u202e", "\ud800", "\x1b[31m", "é", "𝄞", "\r\n", "\t", " " * 80),
    *("0", "-1", "1e999", "-0.0", "nan", "inf", "9" * 30, "9" * 5_000, "0x" + "f" * 2_000, "1_0"),
    *("true", "false", "null", "[]", "{}", '""', "1979-05-27T07:32:00Z", "07:32", "3.5", "600001"),
    *(
        "[[stretches]]\n",
        "[times]\n",
        "[stretches]\n",
        'id = "a"\n',
        "hold_s = 20\n",
        '"format": 2,',
    ),
    *("a.b.c.d = 1\n", ".a" * 40, "[" * 300, "{a=" * 300, "<img src='/dev/zero'>", "x" * 3_000),
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The file with one to eight changes, most of them small."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        change = chance.choice(CHANGES)
        data = change(data, chance)
    return data


def _cut(data: bytes, chance: random.Random) -> tuple[bytes, bytes, bytes]:
    first, last = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    if chance.random() < 0.8:
        last = min(last, first + chance.randrange(1, 40))
    return data[:first], data[first:last], data[last:]


def _flip(data: bytes, chance: random.Random) -> bytes:
    before, _, after = _cut(data, chance)
    return before + bytes([chance.randrange(256)]) + after[1:]


def _drop(data: bytes, chance: random.Random) -> bytes:
    before, _, after = _cut(data, chance)
    return before + after


def _double(data: bytes, chance: random.Random) -> bytes:
    before, part, after = _cut(data, chance)
    return before + part * chance.choice((2, 2, 5, 200)) + after


def _insert(data: bytes, chance: random.Random) -> bytes:
    before, part, after = _cut(data, chance)
    piece = chance.choice(PIECES).encode(errors="surrogatepass")
    return before + piece + (part if chance.random() < 0.5 else b"") + after


def _move(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    one, other = (chance.randrange(len(lines)) for _ in range(2))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _value(data: bytes, chance: random.Random) -> bytes:
    """Another value after one of the marks that a value follows."""
    places = [index for index, byte in enumerate(data) if byte in b"=:"]
    if not places:
        return data
    place = chance.choice(places) + 1
    end = data.find(b"\n", place)
    rest = data[end:] if end >= 0 else b""
    return data[:place] + chance.choice(PIECES).encode(errors="surrogatepass") + rest


CHANGES: Sequence[Callable[[bytes, random.Random], bytes]] = (
    *(_flip, _drop, _double, _insert, _insert, _move, _value, _value),
)


def try_routine(path: Path) -> str:
    try:
        routine = read_routine(path)
    except RoutineFileError as error:
        for fault in error.faults:
            _one_line(said(fault.notice))
        return "refused"
    personal = PersonalRoutine(routine, OWN, lambda _: None)
    personal.plan()
    personal.set_hold(routine.stretches[0].id, 45_000)
    personal.plan()
    return "read"


def try_settings(path: Path) -> str:
    clock = FakeClock()
    writer = FakeWriter(clock, lambda notice: _one_line(said(notice)))
    preferences = Preferences(settings_file(path, _today), writer)
    preferences.change(volume=(preferences.settings.volume + 1) % 100, theme="dark")
    return _ended(writer, preferences.warnings)


def try_changes(path: Path) -> str:
    clock = FakeClock()
    writer = FakeWriter(clock, lambda notice: _one_line(said(notice)))
    changes = OwnChanges(AdjustmentsFile(path, _today), writer)
    personal = changes.personal(BUNDLED, "former")
    personal.plan()
    personal.set_hold(BUNDLED.stretches[0].id, 55_000)
    personal.set_time("rounds", 3)
    make_plan(personal.routine())
    return _ended(writer, changes.warnings)


def _ended(writer: FakeWriter, notes: Sequence[Notice]) -> str:
    told = (*notes, *writer.close())
    for notice in told:
        _one_line(said(notice))
    return "told" if told else "read"


def _one_line(sentence: str) -> None:
    if not sentence.isprintable():
        raise AssertionError(f"not on one line: {sentence!r}")


def _today() -> date:
    return date(2026, 3, 1)


def _hangs(_number: int, _frame: FrameType | None) -> None:
    raise AssertionError(f"it hangs for {HANGS_AFTER_S} s")


BUNDLED: Routine = read_routine(asset("routines") / "post-walk.toml")
OWN = AdjustmentsFile(SAMPLES / "adjustments-1.json", _today).load().of("post-walk")
KINDS: Sequence[tuple[str, Sequence[Path], Callable[[Path], str]]] = (
    ("routine", (SAMPLES / "routine-1.toml", asset("routines") / "post-walk.toml"), try_routine),
    ("settings", (SAMPLES / "settings-1.json",), try_settings),
    ("changes", (SAMPLES / "adjustments-1.json",), try_changes),
)


def try_one(number: int, seed: int, folder: Path) -> tuple[str, str, float]:
    """The kind of the file, how it ended (empty: not well), and its seconds of the processor."""
    chance = random.Random(f"{seed}-{number}")
    kind, samples, attempt = KINDS[number % len(KINDS)]
    for left in folder.iterdir():
        left.unlink()
    path = folder / "file.toml"
    path.write_bytes(mutated(chance.choice(samples).read_bytes(), chance))
    begin = time.process_time()
    signal.alarm(HANGS_AFTER_S)
    try:
        end = attempt(path)
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        print(f"{kind} {number} of seed {seed}: {type(error).__name__}: {error}"[:300], flush=True)
        end = ""
    finally:
        signal.alarm(0)
    return kind, end, time.process_time() - begin


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=22_000, metavar="COUNT")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    signal.signal(signal.SIGALRM, _hangs)
    ended: Counter[tuple[str, str]] = Counter()
    longest_s = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(arguments.count):
            kind, end, took_s = try_one(number, arguments.seed, Path(folder))
            if took_s > LONGEST_S:
                print(f"{kind} {number} of seed {arguments.seed}: {took_s:.1f} s", flush=True)
                end = ""
            longest_s = max(longest_s, took_s)
            ended[kind, end or "WRONG"] += 1
    for (kind, end), count in sorted(ended.items()):
        print(f"{kind:9} {end:8} {count}")
    wrong = sum(count for (_, end), count in ended.items() if end == "WRONG")
    print(f"{arguments.count} files, {wrong} wrong, the longest took {longest_s:.2f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
