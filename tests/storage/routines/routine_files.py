"""Routine files for the tests of the storage."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"

SOUND = """\
format = 1
name = "Evening"

[times]
lead_in_s = 5

[[stretches]]
id = "a"
name = "A"
hold_s = 20

[[stretches]]
id = "b"
name = "B"
hold_s = 30
sides = "both"
"""


def write(folder: Path, text: str | bytes = SOUND, name: str = "evening.toml") -> Path:
    """A file of that text in the folder, which is made where needed."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path
