"""Tests use what a person or a caller uses: what begins with ``_`` is nobody's but its own file's.

The few exceptions stand below, each with its reason; one that is no longer made must go.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent

_A_FAULT_AT_ONE_STEP = "a fault, or a pause, at one step that nothing outside can reach"
_NO_OTHER_SIGHT = "it is drawn by hand, and nothing but this tells what of it is where"
_NO_THREAD_OF_SOUND = (
    "Qt's devices are put in the place of this machine's, and its thread is done without"
)

ALLOWED: dict[str, tuple[str, frozenset[str]]] = {
    "qt/test_speech_synth.py": (
        "the system's engine and its timer are within it",
        frozenset({"_opened", "_timer", "_clock"}),
    ),
    "qt/sound_world.py": (_NO_THREAD_OF_SOUND, frozenset({"_timer"})),
    "qt/test_sound_thread.py": (
        _NO_THREAD_OF_SOUND,
        frozenset({"_news", "_on_told", "_player"}),
    ),
    "qt/test_stream_player.py": (
        _NO_THREAD_OF_SOUND,
        frozenset({"_media_devices", "_name_of", "_samples", "_timer"}),
    ),
    "services/audio/players.py": ("waits for its thread", frozenset({"_ask"})),
    "services/audio/test_playsound_out.py": (
        "waits for what its thread keeps",
        frozenset({"_scaled"}),
    ),
    "services/system/test_clock.py": (
        "a system without that clock is put in the place of this one",
        frozenset({"_BOOTTIME"}),
    ),
    "storage/history/test_backup.py": (
        "a fault at one step, and a log that is large at once",
        frozenset({"_put", "_SMALL"}),
    ),
    "storage/history/test_merge.py": (
        "what comes in more than one piece at once",
        frozenset({"_BATCH", "_CHUNK", "_LONGEST"}),
    ),
    "storage/history/test_damage.py": (_A_FAULT_AT_ONE_STEP, frozenset({"_opened"})),
    "storage/own_routines/test_own_routines.py": (
        "a name that is taken between two looks at the folder",
        frozenset({"_plain_names"}),
    ),
    "storage/test_assets_and_paths.py": (
        "an installed package is put in the place of the checkout",
        frozenset({"_PACKAGE"}),
    ),
    "ui/figure/test_frame_cache.py": (
        "a book of frames is made by a view alone",
        frozenset({"_books"}),
    ),
    "ui/figure/test_rehearsal.py": (
        "how much memory is kept before there is a stage that tells it",
        frozenset({"_sketches"}),
    ),
    "ui/places.py": (_NO_OTHER_SIGHT, frozenset({"_box", "_fitted"})),
    "ui/session/room/test_room.py": (_NO_OTHER_SIGHT, frozenset({"_digits_of"})),
    "ui/session/test_places.py": (_NO_OTHER_SIGHT, frozenset({"_shape"})),
    "ui/session/test_ring.py": (_NO_OTHER_SIGHT, frozenset({"_digits_of", "_shape"})),
    "ui/session/test_strip.py": (_NO_OTHER_SIGHT, frozenset({"_names", "_box"})),
    "ui/test_sizes.py": (_NO_OTHER_SIGHT, frozenset({"_digits_of"})),
    "ui/test_translatable.py": (
        "has the program speak a language that has no file",
        frozenset({"_Spoken", "_names"}),
    ),
}


_OF_NAMED_TUPLES = frozenset({"_replace", "_asdict", "_fields"})
"""Public, only named so that no field is in their way."""


def _is_private(name: object) -> bool:
    if not isinstance(name, str) or name in _OF_NAMED_TUPLES:
        return False
    return name.startswith("_") and not name.endswith("__")


def privates(source: str) -> Iterator[str]:
    """The private names that a test takes of others: by a dot, by ``setattr``, or imported."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and _is_private(node.attr):
            if not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")):
                yield node.attr
        elif isinstance(node, ast.Call) and len(node.args) > 1:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            called = node.func.id if isinstance(node.func, ast.Name) else called
            second = node.args[1]
            by_name = called in ("getattr", "setattr", "delattr")
            if by_name and isinstance(second, ast.Constant) and _is_private(second.value):
                yield str(second.value)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("stretchtimer"):
            yield from (alias.name for alias in node.names if _is_private(alias.name))


def _sources() -> Iterator[Path]:
    for path in sorted(HERE.rglob("*.py")):
        # What is run by hand measures what nobody sees.
        if path.relative_to(HERE).parts[0] not in ("benchmarks", "data"):
            yield path


def test_no_test_takes_what_is_private_but_for_a_reason() -> None:
    found = {
        path.relative_to(HERE).as_posix(): names
        for path in _sources()
        if (names := frozenset(privates(path.read_text(encoding="utf-8"))))
    }
    assert found == {path: names for path, (_, names) in ALLOWED.items()}


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("person._name.text()", ["_name"]),
        ("self._name = cls._other", []),
        ("x.__dict__, x.__class__", []),
        ('monkeypatch.setattr(module, "_look", None)', ["_look"]),
        ('getattr(thing, "_look")', ["_look"]),
        ("from stretchtimer.app import _main", ["_main"]),
        ("from tests.fakes import _own", []),
    ],
)
def test_what_is_private_is_found(source: str, names: list[str]) -> None:
    assert list(privates(source)) == names
