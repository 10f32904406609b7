"""Widgets that flow over lines: what is known of their sizes goes when one of them changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from stretchtimer.ui.widgets.flow_layout import FlowLayout
from tests.ui.driving import settle


@pytest.fixture
def flow(qapp: QApplication) -> Iterator[FlowLayout]:
    """Two words in a flow that lies in another layout, in a window that is shown."""
    window = QWidget()
    around = QVBoxLayout(window)
    flow = FlowLayout(8)
    around.addLayout(flow)
    for word in ("One", "Two"):
        flow.addWidget(QLabel(word, window))
    window.show()
    settle()
    yield flow
    window.deleteLater()
    settle()


def sizes(flow: FlowLayout) -> tuple[int, int, int]:
    """Wished for and least width, and the height where there is room for one word in a line."""
    settle()
    return flow.sizeHint().width(), flow.minimumSize().width(), flow.heightForWidth(1)


def labels(flow: FlowLayout) -> list[QLabel]:
    parent = flow.parentWidget()
    assert parent is not None
    return parent.findChildren(QLabel)


def test_longer_words_are_wider(flow: FlowLayout) -> None:
    before = sizes(flow)
    labels(flow)[0].setText("One and many more")
    assert all(now > then for now, then in zip(sizes(flow)[:2], before[:2], strict=True))


def test_what_is_hidden_has_no_room_until_it_is_shown(flow: FlowLayout) -> None:
    before = sizes(flow)
    labels(flow)[1].hide()
    assert sizes(flow)[0] < before[0]
    assert sizes(flow)[2] < before[2]
    labels(flow)[1].show()
    assert sizes(flow) == before


def test_one_more_has_room_at_once_and_none_once_it_is_taken_out(flow: FlowLayout) -> None:
    before = sizes(flow)
    more = QLabel("Three", flow.parentWidget())
    flow.addWidget(more)
    assert sizes(flow)[0] > before[0]
    assert sizes(flow)[2] > before[2]
    flow.removeWidget(more)
    more.deleteLater()
    assert sizes(flow) == before


def test_larger_letters_need_more_room(flow: FlowLayout) -> None:
    before = sizes(flow)
    label = labels(flow)[0]
    font = label.font()
    font.setPointSize(font.pointSize() * 3)
    label.setFont(font)
    assert all(now > then for now, then in zip(sizes(flow), before, strict=True))


def test_within_another_layout_a_change_is_known_before_anything_is_laid_out(
    flow: FlowLayout,
) -> None:
    before = flow.sizeHint().width(), flow.minimumSize().width(), flow.heightForWidth(1)
    labels(flow)[0].setText("One and\nmany more")
    now = flow.sizeHint().width(), flow.minimumSize().width(), flow.heightForWidth(1)
    assert all(more > less for more, less in zip(now, before, strict=True))
