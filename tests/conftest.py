"""What holds for all tests: steady property tests, and what becomes of them without a display."""

from __future__ import annotations

import builtins
import gc
import os
import signal
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import is_hypothesis_test, settings
from hypothesis.configuration import set_hypothesis_home_dir

from tests import scheduling

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_PLAIN_EXAMPLES = 15

# What hypothesis keeps between runs does not belong in the checkout.
set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "stretchtimer-hypothesis")
settings.register_profile("steady", max_examples=60, derandomize=True, deadline=None, database=None)
# By ``--hypothesis-profile=thorough``: other examples at each run, and many of them.
settings.register_profile("thorough", max_examples=2_000, deadline=None, database=None)
settings.register_profile("plain", settings.get_profile("steady"), max_examples=_PLAIN_EXAMPLES)

# Where nothing compiled may be kept beside the files, each process, and each program that a test
# starts, would compile all of it anew.
if sys.dont_write_bytecode:
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(tempfile.gettempdir()) / "stretchtimer-bytecode")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix

# The tests of the interface draw into memory; those of real windows start their own display.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# Each core has a process of tests already: numpy's threads would only get in their way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# A run in the background of a script ignores Ctrl-C, and so would every program that it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Python looks for what can go far more often than tests leave anything behind.
_GC_THRESHOLDS = (20_000, 20, 20)

_NEED_QT = {"ui", "qt"}
_WITHOUT_QT = {"engine", "figure", "storage", "services", "terminal"}
_HERE = Path(__file__).parent


def why_no_qt() -> str:
    """Why Qt's widgets cannot be loaded on this machine; empty where they can."""
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        return str(error)
    return ""


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leaves out what cannot even be imported; ``test_surroundings.py`` says so."""
    if collection_path.parent == Path(__file__).parent and collection_path.name in _NEED_QT:
        return bool(why_no_qt()) or None
    return None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """As many processes as keep all cores busy."""
    return scheduling.process_count()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    """Hands out whole files, and one by one the tests that wait, where ``loadscope`` is asked."""
    from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

    class Scheduling(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            return scheduling.scope_of(nodeid)

    return Scheduling(config, log) if config.getoption("dist") == "loadscope" else None


def pytest_configure(config: pytest.Config) -> None:
    """Tries fewer examples of each property in a run without sweeps."""
    settings.load_profile("plain" if _leaves_out_sweeps(config) else "steady")


def _leaves_out_sweeps(config: pytest.Config) -> bool:
    return str(config.getoption("markexpr")) == "not sweep"


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Generator[None, None, None]:
    """Puts them in the order in which they take the least time, without those not asked for."""
    for item in items:
        # A plain run tries some examples of each property, and a sweep as many as ever.
        if not _leaves_out_sweeps(config) and is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("sweep")
    yield
    items[:] = [items[place] for place in scheduling.in_order([item.nodeid for item in items])]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Lets tests without Qt import as Python does: PySide's way takes nine times as long.

    What makes examples for a property does so thousands of times.
    """
    pythons = getattr(builtins, "__orig_import__", None)
    before = builtins.__import__
    if pythons is None or Path(item.path).relative_to(_HERE).parts[0] not in _WITHOUT_QT:
        return (yield)
    builtins.__import__ = pythons
    try:
        return (yield)
    finally:
        builtins.__import__ = before


def pytest_collection_finish() -> None:
    """What is there now stays to the end: nobody need look through it for what can go."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GC_THRESHOLDS)


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The one application object of all tests of the interface."""
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication(["stretchtimer-tests"])
    assert isinstance(app, QApplication)
    return app
