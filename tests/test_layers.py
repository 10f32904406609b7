"""Who may import whom: proves the layers of the program on its source, without running it.

- engine and figure are pure: the standard library alone, and engine touches nothing outside.
- storage and services know no window; terminal is a window without Qt.
- PySide6 lives in qt and ui, and in app, which puts all together.
- cli decides between window and terminal, so it imports windows late or not at all.
- Inside ui, theme, widgets and figure serve the pages and import none; a page imports no other.
- Only services/system/clock.py reads a clock.

An import counts wherever it stands: in a function and under TYPE_CHECKING too.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import indent

import pytest

import stretchtimer

PACKAGE = Path(stretchtimer.__file__).parent
BELOW_SERVICES = {"storage", "engine", "figure"}
MAY_IMPORT = {
    "engine": set[str](),
    "figure": set[str](),
    "storage": {"engine", "figure"},
    "services": BELOW_SERVICES,
    "qt": {"services", "storage", "engine"},
    "ui": {"qt", "services", "engine", "figure"},
    "terminal": {"services", "storage", "engine"},
    "app": {"cli", "ui", "qt", "terminal", "services", *BELOW_SERVICES},
    "cli": {"app", "ui", "qt", "terminal", "services", *BELOW_SERVICES},
    "__main__": {"cli"},
    "__init__": set[str](),
}
"""For each layer (a package, or a file beside them) the other layers that it may import."""

ROOMS = {"theme": set[str](), "widgets": {"theme"}, "figure": {"theme", "widgets"}}
"""What serves the pages of ui, and what of it each may import; all else in a folder is a page."""

PURE = {"engine", "figure"}
MAY_USE_QT = {"app", "qt", "ui"}
WINDOWS = {
    "PySide6",
    "stretchtimer.app",
    "stretchtimer.qt",
    "stretchtimer.ui",
}
NOT_IN_ENGINE = {
    *("asyncio", "datetime", "io", "logging", "multiprocessing", "os", "pathlib", "random"),
    *("secrets", "shutil", "signal", "socket", "sqlite3", "subprocess", "sys"),
    *("tempfile", "threading", "time", "uuid"),
}
LATE_IMPORTS = {"import_module", "importlib.import_module", "__import__"}
CLOCK_FILE = "services/system/clock.py"
CLOCKS = {
    *(f"time.{name}" for name in ("time", "monotonic", "perf_counter", "process_time")),
    *(f"time.{name}_ns" for name in ("time", "monotonic", "perf_counter", "process_time")),
    *("time.clock_gettime", "time.clock_gettime_ns", "time.localtime", "time.gmtime"),
    *("time.ctime", "time.strftime", "time.asctime", "datetime.date.today"),
    *(f"datetime.datetime.{name}" for name in ("now", "utcnow", "today")),
    *(f"PySide6.QtCore.{name}" for name in ("QElapsedTimer", "QDeadlineTimer")),
    *("PySide6.QtCore.QDate.currentDate", "PySide6.QtCore.QTime.currentTime"),
    *(
        f"PySide6.QtCore.QDateTime.current{name}"
        for name in ("DateTime", "DateTimeUtc", "MSecsSinceEpoch", "SecsSinceEpoch")
    ),
}


def _imports(nodes: Iterable[ast.AST], package: list[str]) -> Iterator[tuple[int, str, str]]:
    """Line, the name it is known by and the full name of all that is imported."""
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.asname or alias.name, alias.name
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                yield node.lineno, alias.asname or alias.name, f"{origin}.{alias.name}"
        elif isinstance(node, ast.Call) and node.args and ast.unparse(node.func) in LATE_IMPORTS:
            yield node.lineno, "", ast.unparse(node.args[0]).strip("'")


def _import_fault(layer: str, name: str) -> str | None:
    root, *rest = name.split(".")
    if root == "stretchtimer":
        target = rest[0] if rest else "__init__"
        known = target in MAY_IMPORT and target != "__init__"
        allowed = target in MAY_IMPORT[layer] | {layer} if known else layer not in PURE
        return None if allowed else f"{layer} imports {target}"
    if root == "PySide6" and layer not in MAY_USE_QT | {"cli"}:
        return f"{layer} imports PySide6"
    if layer in PURE and root not in sys.stdlib_module_names:
        return f"{layer} imports {root}, which is not in the standard library"
    return f"engine imports {root}" if layer == "engine" and root in NOT_IN_ENGINE else None


def _room_fault(parts: tuple[str, ...], name: str) -> str | None:
    """What is wrong in a folder of ui that imports ``name``."""
    target = name.split(".")
    if parts[0] != "ui" or len(parts) < 3 or target[:2] != ["stretchtimer", "ui"]:
        return None
    room, other = parts[1], target[2] if len(target) > 2 else ""
    allowed = ROOMS.get(room, set(ROOMS)) | {room}
    return None if other in allowed else f"ui/{room} imports ui/{other}"


def _clocks(tree: ast.AST, known: dict[str, str]) -> Iterator[tuple[int, str]]:
    """Every mention of a clock, called or handed on, by whatever name it was imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name):
            first, *rest = ast.unparse(node).split(".")
            name = ".".join([known.get(first, first), *rest])
            if name in CLOCKS:
                yield node.lineno, name


def faults(package: Path) -> list[str]:
    """Every breach of the layers in the source below ``package``, as ``file:line: what``."""
    found: list[str] = []
    for file in sorted(package.rglob("*.py")):
        path = file.relative_to(package)
        layer = path.parts[0].removesuffix(".py")
        if layer not in MAY_IMPORT:
            found.append(f"{path.as_posix()}:1: {layer} is no layer")
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        imports = list(_imports(ast.walk(tree), ["stretchtimer", *path.parent.parts]))
        told = [(line, _import_fault(layer, name)) for line, _, name in imports]
        told += [(line, _room_fault(path.parts, name)) for line, _, name in imports]
        if layer == "cli":
            for line, _, name in _imports(_outside_functions(tree), ["stretchtimer"]):
                if any(f"{name}.".startswith(f"{window}.") for window in WINDOWS):
                    told.append((line, f"cli imports {name} before it is wanted"))
        if path.as_posix() != CLOCK_FILE:
            known = {alias: name for _, alias, name in imports}
            told += [(line, f"reads {clock}") for line, clock in _clocks(tree, known)]
        breaches = sorted({(line, what) for line, what in told if what})
        found += [f"{path.as_posix()}:{line}: {what}" for line, what in breaches]
    return found


def _outside_functions(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield node
            yield from _outside_functions(node)


def test_the_program_keeps_its_layers() -> None:
    assert faults(PACKAGE) == []


def test_every_layer_is_looked_at() -> None:
    layers = {path.parts[0] for path in (p.relative_to(PACKAGE) for p in PACKAGE.rglob("*.py"))}
    assert {"engine", "figure", "storage", "services", "qt", "ui", "terminal"} <= layers
    assert (PACKAGE / CLOCK_FILE).is_file()


@pytest.mark.parametrize(
    ("path", "source", "fault"),
    [
        ("engine/a.py", "import stretchtimer.figure.pose", "engine imports figure"),
        ("engine/a.py", "from stretchtimer import storage", "engine imports storage"),
        ("engine/a.py", "import stretchtimer", "engine imports __init__"),
        ("engine/a.py", "from ..services import runner", "engine imports services"),
        ("engine/a.py", "from .. import qt", "engine imports qt"),
        ("engine/a.py", "import time", "engine imports time"),
        ("engine/a.py", "from os.path import join", "engine imports os"),
        ("engine/a.py", "import numpy", "engine imports numpy, which is not in the standard"),
        ("figure/a.py", "from PySide6.QtGui import QPainter", "figure imports PySide6"),
        ("figure/a.py", "import tomlkit", "figure imports tomlkit, which is not in the standard"),
        ("figure/a.py", "from stretchtimer.engine import plan", "figure imports engine"),
        ("storage/a.py", "import stretchtimer.services.system.clock", "storage imports services"),
        ("services/deep/a.py", "from ...qt import ticker", "services imports qt"),
        ("services/a.py", "import PySide6", "services imports PySide6"),
        ("services/a.py", "import_module('PySide6.QtCore')", "services imports PySide6"),
        ("services/a.py", "importlib.import_module('stretchtimer.ui.a')", "services imports ui"),
        ("terminal/a.py", "from stretchtimer.qt import ticker", "terminal imports qt"),
        ("terminal/a.py", "import PySide6.QtCore", "terminal imports PySide6"),
        ("qt/a.py", "from stretchtimer.ui import page", "qt imports ui"),
        ("ui/a.py", "from stretchtimer.storage import paths", "ui imports storage"),
        ("ui/a.py", "from stretchtimer.app import main", "ui imports app"),
        ("ui/a.py", "from stretchtimer.terminal import screen", "ui imports terminal"),
        ("ui/theme/a.py", "from stretchtimer.ui.widgets import b", "ui/theme imports ui/widgets"),
        ("ui/widgets/a.py", "import stretchtimer.ui.home.b", "ui/widgets imports ui/home"),
        ("ui/figure/a.py", "from stretchtimer.ui.session.b import C", "ui/figure imports ui/sess"),
        ("ui/home/a.py", "from stretchtimer.ui.settings.b import C", "ui/home imports ui/settin"),
        ("ui/home/a.py", "from ..session import b", "ui/home imports ui/session"),
        ("ui/session/deep/a.py", "from stretchtimer.ui import main_window", "imports ui/main_wind"),
        ("__main__.py", "from stretchtimer.ui import page", "__main__ imports ui"),
        ("__init__.py", "from stretchtimer.engine import plan", "__init__ imports engine"),
        ("cli.py", "from stretchtimer.app import run", "cli imports stretchtimer.app.run before"),
        ("cli.py", "if x:\n    import PySide6", "cli imports PySide6 before"),
        ("helpers.py", "", "helpers is no layer"),
        ("ui/a.py", "import time\nstarted = time.monotonic()", "reads time.monotonic"),
        ("ui/a.py", "import time as t\nclock = t.time", "reads time.time"),
        ("qt/a.py", "from time import perf_counter as p\np()", "reads time.perf_counter"),
        ("qt/a.py", "from datetime import datetime\ndatetime.now()", "reads datetime.datetime.now"),
        ("storage/a.py", "import datetime\ndatetime.date.today()", "reads datetime.date.today"),
        (
            "ui/a.py",
            "from PySide6.QtCore import QTime\nQTime.currentTime()",
            "reads PySide6.QtCore.QTime.currentTime",
        ),
    ],
)
@pytest.mark.parametrize("around", ["", "if TYPE_CHECKING:", "def late():"])
def test_a_planted_breach_is_found(
    tmp_path: Path, path: str, source: str, fault: str, around: str
) -> None:
    if around and not (path == "cli.py" and around.startswith("def")):
        source = f"{around}\n    pass\n{indent(source, '    ')}"
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source)
    (found,) = faults(tmp_path)
    assert found.startswith(f"{path}:")
    assert fault in found


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("engine/a.py", "import re\nfrom collections.abc import Mapping\nfrom . import plan"),
        ("engine/a.py", "from stretchtimer.engine.plan import Plan\nseconds = plan.time.time"),
        ("figure/a.py", "import math, json, pathlib"),
        ("storage/a.py", "import tomlkit\nfrom stretchtimer import __version__"),
        ("storage/a.py", "from stretchtimer.figure.pose import Pose\nimport stretchtimer.engine"),
        ("services/a.py", "from ..storage import paths\nimport time\ntime.sleep(0)"),
        ("services/a.py", "from datetime import datetime\ndatetime.fromisoformat(text)"),
        ("services/system/clock.py", "import time\ntime.monotonic()"),
        ("qt/a.py", "from PySide6.QtCore import QTimer\nfrom stretchtimer.services import x"),
        ("ui/a.py", "from stretchtimer.figure import pose\nfrom stretchtimer.qt import ticker"),
        (
            "ui/home/a.py",
            "from stretchtimer.ui.widgets.b import C\nfrom stretchtimer.ui.home import b",
        ),
        ("ui/session/deep/a.py", "from stretchtimer.ui.session import ring"),
        ("ui/window.py", "from stretchtimer.ui.home.a import B\nfrom stretchtimer.ui import c"),
        ("terminal/a.py", "import rich\nfrom stretchtimer.storage.paths import Paths"),
        ("app.py", "from stretchtimer.services import a\nimport stretchtimer.engine.plan"),
        ("cli.py", "from stretchtimer.services import a\nfrom stretchtimer.figure import b"),
        ("app.py", "import PySide6\nfrom stretchtimer.ui import a\nfrom stretchtimer import cli"),
        ("cli.py", "def window():\n    from stretchtimer.app import run\n    import PySide6"),
        ("cli.py", "class A:\n    def window(self):\n        import PySide6"),
        ("cli.py", "from stretchtimer.storage import paths\nimport stretchtimer.terminal.screen"),
        ("__main__.py", "from stretchtimer.cli import main"),
    ],
)
def test_what_is_allowed_is_no_breach(tmp_path: Path, path: str, source: str) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source)
    assert faults(tmp_path) == []
