"""Measures what reading and checking a routine costs beside parsing its TOML alone.

    python -m tests.benchmarks.reading [--rounds N]

Prints for files of many kinds and sizes the processor time that the parser of the standard library
needs for the text, and how many times that reading and checking the file takes. Exit code 1 where a
sound file takes more than three times as long. In those with faults each line is looked for, and a
sentence made, which takes longer; none of them may take a second.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from stretchtimer.storage.assets import asset, pose_names
from stretchtimer.storage.routines.routine_file import MAX_BYTES, RoutineFileError, read_routine
from stretchtimer.storage.routines.toml_text import TomlError

ALLOWED = 3.0
LONGEST_MS = 1_000
HEAD = 'format = 2\nname = "Many"\n'
STRETCH = '[[stretches]]\nid = "s{n}"\nname = "S"\nhold_s = 20\n'


def sound() -> Iterator[tuple[str, str]]:
    """Routines without faults, by what they are."""
    walk = asset("routines", "post-walk.toml").read_text(encoding="utf-8")
    head, *stretches = walk.split("[[stretches]]")
    for count in (1, 5, 20, 100):
        made = [
            "[[stretches]]" + stretches[n % len(stretches)].replace('id = "', f'id = "s{n}-', 1)
            for n in range(count)
        ]
        yield f"{count} stretches with all their words", head + "".join(made)
    yield "100 stretches, bare", HEAD + "".join(STRETCH.format(n=n) for n in range(100))
    rows = ", ".join(f'{{id = "s{n}", name = "S", hold_s = 20}}' for n in range(100))
    yield "100 stretches in one line", f"{HEAD}stretches = [{rows}]\n"
    one = HEAD + STRETCH.format(n=1)
    yield "one long comment", one + "#" + "x" * (MAX_BYTES - 200)
    yield "many short comments", one + "#\n" * 120_000
    yield "many empty lines", one + "\n" * 250_000
    yield "comments full of dots", one + "# a.b.c.d.e.f.g.h.i.j.k.l\n" * 9_000
    yield "long texts", f'{one}feel = """{" " * 250_000}"""\n'
    movements = '[[stretches.movements]]\npose = "cat"\nname = "C"\nduration_s = 5\n' * 8
    yield "movements", HEAD + "".join(STRETCH.format(n=n) + movements for n in range(100))


def faulty() -> Iterator[tuple[str, str]]:
    """Texts that are TOML with something wrong in it, or no TOML, by what they are."""
    one = HEAD + STRETCH.format(n=1)
    yield "one fault at the end", one + "x = 1\n"
    yield "many unknown keys", HEAD + "".join(f"key{n} = {n}\n" for n in range(15_000))
    yield "100,000 stretches", HEAD + "[[stretches]]\n" * 18_000
    yield "many stretches in a line", f"{HEAD}stretches = [{'{},' * 80_000}]\n"
    yield "wrong values", HEAD + STRETCH.format(n="!").replace("20", "0") * 100
    yield "dotted keys", HEAD + "".join(f"a{n}.b.c.d.e.f = 1\n" for n in range(9_000))
    yield "nested lists", f"{HEAD}x = {'[' * 90}{']' * 90}\n"
    nested = (f"x{n} = {'[' * 90}{']' * 90}\n" for n in range(1_300))
    yield "many nested lists", HEAD + "".join(nested)
    yield "nested tables", f"{HEAD}x = {'{a=' * 90}1{'}' * 90}\n"
    tables = "".join(f"x{n} = {'{a=' * 90}1{'}' * 90}\n" for n in range(650))
    yield "many nested tables", HEAD + tables
    yield "tables", HEAD + "".join(f"[t{n}.a.b]\n" for n in range(15_000))
    yield "a large list", f"{HEAD}x = [{'1,' * 120_000}]\n"
    yield "a large text", f"{HEAD}x = '{'y' * 250_000}'\n"
    yield "escapes", f'{HEAD}x = "{chr(92)}n{"y" * 250_000}"\n'
    yield "nested too deeply", f"{HEAD}x = {'[' * 100_000}\n"
    yield "broken at the end", one + "#\n" * 100_000 + "x =\n"
    yield "long misspelt keys", HEAD + "".join(f"{'sumary' * 40}{n} = 1\n" for n in range(900))


def least_ms(call: Callable[[], object], rounds: int) -> float:
    """The shortest of several times that the call took."""
    times = []
    for _ in range(rounds):
        began = time.process_time_ns()
        with suppress(RoutineFileError, TomlError, ValueError, RecursionError):
            call()
        times.append(time.process_time_ns() - began)
    return min(times) / 1e6


def main() -> int:
    """Measures and prints."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=7)
    rounds = asked.parse_args().rounds
    loads = __import__("tomllib" if sys.version_info >= (3, 11) else "tomli").loads
    poses = pose_names()
    worst, longest = 0.0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "routine.toml"
        for kind, samples in (("sound", sound()), ("faulty", faulty())):
            for name, text in samples:
                path.write_text(text[:MAX_BYTES], encoding="utf-8")
                if kind == "sound":
                    read_routine(path, poses=poses)
                alone = least_ms(partial(loads, text[:MAX_BYTES]), rounds)
                whole = least_ms(partial(read_routine, path, poses=poses), rounds)
                ratio = whole / alone
                worst = max(worst, ratio if kind == "sound" else 0.0)
                longest = max(longest, whole)
                print(
                    f"{kind:6} {name:38} {len(text[:MAX_BYTES]) // 1024:4} KiB"
                    f" {alone:8.2f} ms {ratio:6.2f} x",
                    flush=True,
                )
    print(f"at most {worst:.2f} x without a fault, allowed {ALLOWED:g} x; at most {longest:.0f} ms")
    return int(worst > ALLOWED or longest > LONGEST_MS)


if __name__ == "__main__":
    sys.exit(main())
