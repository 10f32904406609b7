"""Routines to be edited in tests, as documents of files that need not be there."""

from __future__ import annotations

from pathlib import Path

from stretchtimer.storage.own_routines.document import RoutineDocument, document_of

OLD = """\
# From the leaflet.
format = 1
name = "Evening"

[[stretches]]
id = "a"
name = "A"
hold_s = 20   # seconds
pose = "knee_hug"

# The second one.
[[stretches]]
id = "b"
name = "B"
hold_s = 30
[[stretches.movements]]
pose = "cat"
name = "Cat"
duration_s = 5
[[stretches.movements]]
pose = "cow"
name = "Cow"
duration_s = 5
"""


def old_document(text: str = OLD) -> RoutineDocument:
    """A document of format 1 with two stretches, the second one with movements."""
    return document_of(Path("evening.toml"), text.encode(), text)


def changed_lines(document: RoutineDocument) -> list[str]:
    """The lines that differ from the file, as ``- before`` and ``+ now``."""
    from difflib import ndiff

    lines = ndiff(document.base.splitlines(), document.text().splitlines())
    return [line for line in lines if line[0] in "-+"]
