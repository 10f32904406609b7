"""What was let go is handed back to the system, where its C library can be asked for that."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from stretchtimer.services.system.heap import keep_heap_small

LET_GO = """
import ctypes, os, sys
from pathlib import Path
from stretchtimer.services.system.heap import keep_heap_small

library = ctypes.CDLL(None)
library.malloc.restype = ctypes.c_void_p
library.free.argtypes = [ctypes.c_void_p]
SIZE = 1_000_000

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

def taken(size):
    place = library.malloc(size)
    ctypes.memset(place, 1, size)
    return place

done = sys.argv[1] == "small" and keep_heap_small()
library.free(taken(2 * SIZE))
before = resident()
places = [taken(SIZE) for _ in range(30)]
last = taken(1_000)
for place in places:
    library.free(place)
print(done, (resident() - before) // SIZE)
"""


def held(way: str) -> tuple[bool, int]:
    """Whether a program has asked, and how many of 30 pieces it holds after letting all go."""
    told = subprocess.run(
        [sys.executable, "-c", LET_GO, way], capture_output=True, text=True, check=True
    )
    done, count = told.stdout.split()
    return done == "True", int(count)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_large_pieces_that_were_let_go_are_handed_back() -> None:
    done, count = held("small")
    if not done:
        pytest.skip("the C library is another one")
    assert count <= 2
    assert held("usual")[1] >= 25


def test_another_system_or_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_name: str) -> str:
        raise ValueError("unrecognized configuration name")

    monkeypatch.setattr(os, "confstr", unknown, raising=False)
    assert not keep_heap_small()
    monkeypatch.setattr(os, "confstr", lambda _name: None)
    assert not keep_heap_small()
    monkeypatch.setattr(sys, "platform", "win32")
    assert not keep_heap_small()
