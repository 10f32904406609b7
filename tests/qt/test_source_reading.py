"""What PySide reads of each module when it is imported, and what it is spared."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest

from stretchtimer.qt.source_reading import Unread

LOOKED_AT = "stretchtimer.engine.state_machine"
PROGRAM = f"""
import linecache
import PySide6.QtCore
from stretchtimer.qt.source_reading import spare_source_reading

spare_source_reading()
import {LOOKED_AT} as module

print(sorted(linecache.cache))
print(PySide6.QtCore.QSize(3, 4).width(), module.__name__)
"""


def test_no_source_is_read_for_a_module_that_is_imported_later() -> None:
    command = [sys.executable, "-c", PROGRAM]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert lines == ["[]", f"3 {LOOKED_AT}"]


def test_pyside_answers_for_its_own_modules_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: dict[str, int] = {}
    asking = ModuleType("shibokensupport.feature")
    monkeypatch.setattr(asking, "pyside_feature_dict", answers, raising=False)
    monkeypatch.setitem(sys.modules, asking.__name__, asking)
    finder = Unread()
    for name in ("PySide6.QtSvg", "shiboken6.Shiboken", "stretchtimer.ui.session.ring", "json"):
        assert finder.find_spec(name, None) is None
    assert answers == {"stretchtimer.ui.session.ring": 0, "json": 0}


@pytest.mark.parametrize("kept", [None, "elsewhere"])
def test_a_pyside_that_keeps_its_answers_elsewhere_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, kept: str | None
) -> None:
    asking = ModuleType("shibokensupport.feature")
    if kept:
        monkeypatch.setattr(asking, "pyside_feature_dict", kept, raising=False)
    monkeypatch.setitem(sys.modules, asking.__name__, asking)
    assert Unread().find_spec("json", None) is None
