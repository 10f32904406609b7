"""PySide is imported without what nothing here needs, and is whole all the same."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from stretchtimer.qt.quick_import import begins_as_known, compile_or_wait, described

LOOKED_AT = "stretchtimer.engine.state_machine"
BEGINNING = """
import builtins, linecache, sys
before = builtins.__import__
from stretchtimer.qt.quick_import import import_pyside

import_pyside()
from PySide6.QtCore import QSize

def is_there(name):
    return "_get_flag_enum_option" in vars(sys.modules["shibokensupport.signature." + name])
"""


def told(program: str) -> str:
    command = [sys.executable, "-c", BEGINNING + program]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_no_source_is_read_for_a_module_that_is_imported_later() -> None:
    program = f"""
import {LOOKED_AT} as module
print(sorted(linecache.cache), builtins.__import__ is before)
print(QSize(3, 4).width(), module.__name__)
"""
    assert told(program).splitlines() == ["[] True", f"3 {LOOKED_AT}"]


def test_what_describes_calls_is_compiled_when_a_call_is_wrong() -> None:
    program = """
print(is_there("parser"))
try:
    QSize("wide", 4)
except TypeError as error:
    print(error)
print(is_there("parser"), "argparse" in sys.modules)
"""
    lines = told(program).splitlines()
    assert lines[0] == "False"
    assert "called with wrong argument types" in lines[1]
    assert any("w: int, h: int" in line for line in lines)
    assert lines[-1] == "True False", "what writes stubs is never needed"


@pytest.mark.parametrize("asked", ["QSize.setWidth.__doc__", "QSize.__doc__"])
def test_what_describes_calls_is_compiled_for_a_question(asked: str) -> None:
    assert (
        told(f"print({asked})")
        == subprocess.run(
            [sys.executable, "-c", f"from PySide6.QtCore import QSize; print({asked})"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    )


def test_a_pyside_that_is_imported_already_is_left_alone() -> None:
    program = """
import_pyside()
print(QSize(3, 4).width())
"""
    assert told(program) == "3\n"
    late = """
import PySide6.QtCore
from stretchtimer.qt.quick_import import import_pyside
asked = __import__
import_pyside()
print(asked is __import__)
"""
    done = subprocess.run([sys.executable, "-c", late], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_a_description_answers_nothing_but_what_is_in_it() -> None:
    name = "shibokensupport.signature.parser"
    path = "shibokensupport/signature/parser.py"
    module: dict[str, object] = {"__name__": name}
    exec(compile_or_wait(b"found = 3", path, "exec"), module)
    with pytest.raises(AttributeError, match="__path__"):
        described(module, "__path__")
    assert "found" not in module
    assert described(module, "found") == 3
    with pytest.raises(AttributeError, match="missing"):
        described(module, "missing")


def test_all_else_is_compiled_at_once() -> None:
    module: dict[str, object] = {}
    exec(compile_or_wait(b"found = 3", "shibokensupport/feature.py", "exec"), module)
    assert module["found"] == 3


def test_the_command_imports_it_so_before_its_window() -> None:
    program = """
import gc
from types import ModuleType
from stretchtimer import cli

def run_window(request):
    print(is_there("parser"), builtins.__import__ is before, gc.isenabled())
    print("argparse" in sys.modules)
    return 0

app = sys.modules["stretchtimer.app"] = ModuleType("stretchtimer.app")
app.run_window = run_window
sys.exit(cli.main([]))
"""
    begun = BEGINNING.partition("from stretchtimer")[0] + BEGINNING.partition("QSize\n")[2]
    done = subprocess.run(
        [sys.executable, "-c", begun + program],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False True False\nFalse\n"


@pytest.mark.parametrize(
    ("beginning", "known"),
    [
        ('__version__ = "6.9.3"', True),
        ('__version__ = "6.12.0"', True),
        ('__version__ = "6.13.0"', False),
        ('__version__ = "7.0.0"', False),
        ("", False),
    ],
)
def test_only_versions_that_were_tried_wait(tmp_path: Path, beginning: str, known: bool) -> None:
    file = tmp_path / "__init__.py"
    file.write_text(f"{beginning}\n", encoding="utf-8")
    assert begins_as_known(ModuleSpec("shiboken6", None, origin=str(file))) is known


def test_a_pyside_that_is_not_there_to_be_read_is_not_known(tmp_path: Path) -> None:
    for found in (None, ModuleSpec("shiboken6", None, origin=str(tmp_path / "__init__.py"))):
        assert not begins_as_known(found)


LEAVING = """
from stretchtimer.qt.quick_import import left_out

def is_loaded():
    return "PySide6.QtNetwork" in sys.modules

with left_out("QtNetwork"):
    from PySide6.QtMultimedia import QAudioFormat
form = QAudioFormat()
form.setSampleRate(8000)
"""


def test_a_module_that_is_never_used_is_left_out_until_somebody_imports_it() -> None:
    program = """
print(is_loaded(), form.sampleRate())
try:
    form.setSampleRate("fast")
except TypeError as error:
    print("sampleRate: int" in str(error))
from PySide6.QtTextToSpeech import QTextToSpeech
from PySide6.QtNetwork import QNetworkRequest
print(is_loaded(), QTextToSpeech.__name__, QNetworkRequest().url().isEmpty())
"""
    lines = told(LEAVING + program).splitlines()
    assert lines == ["False 8000", "True", "True QTextToSpeech True"]


def test_a_module_that_is_there_already_stays() -> None:
    program = "print(sys.modules['PySide6.QtNetwork'] is QtNetwork)"
    assert told(f"from PySide6 import QtNetwork{LEAVING}{program}") == "True\n"
