"""The scripts in assets/build, which lie outside every package, as modules."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

BUILD = Path(__file__).parents[3] / "assets/build"


@cache
def build_script(name: str) -> ModuleType:
    """Loads ``name``.py once."""
    spec = importlib.util.spec_from_file_location(name, BUILD / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
