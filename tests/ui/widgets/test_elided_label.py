"""The label that ends in dots: what it shows, and what it still says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from stretchtimer.ui.widgets.elided_label import ElidedLabel
from tests.ui.looks import picture
from tests.ui.own_routines import LONG_NAME


@pytest.fixture
def label(qapp: QApplication) -> Iterator[ElidedLabel]:
    label = ElidedLabel(2)
    label.setText(LONG_NAME)
    yield label
    label.deleteLater()


def test_what_fits_is_shown_as_it_is(label: ElidedLabel) -> None:
    label.resize(2_000, 40)
    assert label.shown_lines() == (LONG_NAME,)


def test_what_does_not_fit_ends_in_dots_on_the_last_line(label: ElidedLabel) -> None:
    label.resize(160, 40)
    first, last = label.shown_lines()
    assert LONG_NAME.startswith(f"{first} {last.removesuffix('…')}")
    assert "…" not in first
    assert last.endswith("…")


def test_a_screen_reader_gets_every_word(label: ElidedLabel) -> None:
    label.resize(100, 40)
    interface = QAccessible.queryAccessibleInterface(label)
    assert interface.text(QAccessible.Text.Name) == LONG_NAME


@pytest.mark.parametrize("way", list(Qt.LayoutDirection)[:2])
def test_words_stand_at_the_side_where_one_begins_to_read(
    label: ElidedLabel, way: Qt.LayoutDirection
) -> None:
    label.setText("Cat")
    label.setLayoutDirection(way)
    label.resize(300, 40)
    image = picture(label)
    paper = image.pixelColor(150, 2)
    inked = [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y) != paper for y in range(image.height()))
    ]
    leftwards = way is Qt.LayoutDirection.RightToLeft
    assert (min(inked) > 200) if leftwards else (max(inked) < 100)


def test_its_height_is_that_of_the_lines_it_may_have(label: ElidedLabel) -> None:
    line = label.fontMetrics().lineSpacing()
    assert label.heightForWidth(100) == 2 * line
    assert label.sizeHint().height() <= 2 * line
