"""Somebody with routines of their own, and but one that comes with the program."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from stretchtimer.services.person import profile as profiles
from stretchtimer.storage.assets import asset_folder
from tests.ui.conftest import Open
from tests.ui.driving import Person
from tests.ui.own_routines import short_routine, write_routine
from tests.ui.routines.driving import (
    BROKEN,
    page_of,
)


@pytest.fixture(autouse=True)
def one_bundled(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first routine alone comes with the program, so that the person's own are most of all."""
    folder = tmp_path_factory.mktemp("bundled")
    shutil.copy(asset_folder("routines") / "post-walk.toml", folder)
    monkeypatch.setattr(
        profiles, "asset_folder", lambda kind: folder if kind == "routines" else asset_folder(kind)
    )


@pytest.fixture
def owner(make: Open, profile: Path) -> Person:
    """Somebody with two routines of their own and a broken file."""
    write_routine(profile, "evening", short_routine("Evening", 30))
    write_routine(profile, "twist", short_routine("Twist only", 60, "twist"))
    write_routine(profile, "broken", BROKEN)
    person = make()
    page_of(person)
    return person
