"""Imports PySide without what it does on the way that nothing here needs: half its time.

PySide compiles, anew at every start, its descriptions of what is called with which arguments. Only
the words about a wrong call need them, so they wait for one.

From then on it is asked at each import, so that a module may switch features of it (such as
``snake_case``): it looks through the module's whole source for its own name, and ``linecache``
keeps every line, 4 MB in all. Nobody here switches any, so Python imports by itself again, and
what was kept so far is let go.

A PySide that has its descriptions as files has them as always, and one that nobody has tried this
with is left alone.
"""

from __future__ import annotations

import builtins
import linecache
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from threading import RLock
from types import CodeType, ModuleType

_KNOWN = range(9, 13)
"""The versions 6.9 to 6.12 begin so."""
_FIRST = "signature_bootstrap"
"""What PySide runs first, in the module of that name where there is one."""
# Not ``mapping``: PySide looks into that one without asking, and ends the program if it is empty.
_WAITING = {
    f"shibokensupport/signature/{name}.py": f"shibokensupport.signature.{name.replace('/', '.')}"
    for name in (
        "errorhandler",
        "layout",
        "parser",
        "lib/enum_sig",
        "lib/pyi_generator",
        "lib/tool",
    )
}
_INSTEAD = f"""
def __getattr__(name):
    from {__name__} import described
    return described(globals(), name)
"""
_sources: dict[str, tuple[str, bytes]] = {}
_filling = RLock()


def import_pyside() -> None:
    """Imports it, unless something has done so before, or it may begin in another way."""
    if _FIRST in sys.modules or not begins_as_known(find_spec("shiboken6")):
        return
    first = ModuleType(_FIRST)
    # A name of the module's own comes before the built-in one.
    first.__dict__["compile"] = compile_or_wait
    sys.modules[_FIRST] = first
    by_itself = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = by_itself
    linecache.clearcache()


@contextmanager
def left_out(module: str) -> Iterator[None]:
    """Imports what is imported within it without one module of PySide that it would bring.

    That one must only serve what is never used: nothing of its types can be given or taken then.
    Whoever imports it later has it as always.
    """
    name = f"PySide6.{module}"
    if name in sys.modules or not begins_as_known(find_spec("shiboken6")):
        yield
        return
    sys.modules[name] = ModuleType(name)
    try:
        yield
    finally:
        del sys.modules[name]


def begins_as_known(pyside: ModuleSpec | None) -> bool:
    """Whether it is of a version that runs what comes first in the module that is there."""
    try:
        text = Path(pyside.origin).read_text(encoding="utf-8") if pyside and pyside.origin else ""
    except (OSError, ValueError):
        return False
    version = re.match(r'__version__ = "6\.(\d+)\.', text)
    return version is not None and int(version[1]) in _KNOWN


def compile_or_wait(source: bytes, path: str, mode: str) -> CodeType:
    """Compiles as usual, but for a description, which fills itself when it is first asked."""
    if name := _WAITING.get(path):
        _sources[name] = (path, source)
        source = _INSTEAD.encode()
    return compile(source, path, mode)


def described(module: dict[str, object], name: str) -> object:
    """What a description has under a name, once it is there; raises AttributeError if nothing."""
    known_as = str(module["__name__"])
    # What Python asks of any module is no need for it.
    if not name.startswith("__"):
        with _filling:
            if known_as in _sources:
                path, source = _sources.pop(known_as)
                exec(compile(source, path, "exec"), module)
    try:
        return module[name]
    except KeyError:
        raise AttributeError(f"module {known_as!r} has no attribute {name!r}") from None
