"""A leaflet of four exercises is entered by keyboard and mouse, done to its end, and handed on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.sweeps import sweep
from tests.ui.conftest import Open
from tests.ui.editing.driving import work
from tests.ui.editing.leaflet import enter_and_do, export, keep_and_do

pytestmark = pytest.mark.usefixtures("undrawn")


def select(dialog: QFileDialog, path: Path) -> None:
    dialog.fileSelected.emit(str(path))
    dialog.reject()


@sweep
def test_a_leaflet_is_entered_done_to_its_end_and_done_the_same_by_somebody_else(
    make: Open, profile: Path, tmp_path: Path
) -> None:
    person = make()
    enter_and_do(person)
    target = tmp_path / "leaflet.stretch"
    export(person, target, select)
    person.close()

    other = make(where=profile.with_name("other"))
    other.window.file_dropped.emit(target)
    work(other)
    keep_and_do(other)
