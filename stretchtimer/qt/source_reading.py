"""Spares the start what PySide does at every import: it reads the module's whole source.

PySide looks there for its own name, to know whether the module may switch features of it (such as
``snake_case``), and ``linecache`` keeps every line: a tenth of the time of a bare window, and 4 MB.
Nobody here switches any. So where PySide keeps its answers it finds one, given before it asks; a
PySide that keeps them elsewhere reads on.
"""

from __future__ import annotations

import linecache
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

_PYSIDE = ("PySide6", "shiboken6", "shibokensupport")
_SWITCHES_NOTHING = 0


class Unread:
    """A finder of modules that finds none, but hears of each before it is imported."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Answers for PySide, but where the module is its own."""
        if not name.startswith(_PYSIDE):
            asking = sys.modules.get("shibokensupport.feature")
            answers = getattr(asking, "pyside_feature_dict", None)
            if isinstance(answers, dict):
                answers.setdefault(name, _SWITCHES_NOTHING)
        return None


def spare_source_reading() -> None:
    """From now on PySide reads no more; what it has read is forgotten."""
    unread = Unread()
    for name in list(sys.modules):
        # It asks at any later import of these as well.
        unread.find_spec(name, None)
    sys.meta_path.insert(0, unread)
    linecache.clearcache()
