"""Kept frames: the same picture as one painted at once, in little memory."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path as File
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from stretchtimer.figure.choreography import Moment, Path
from stretchtimer.figure.pose_graph import way
from stretchtimer.storage.routines.poses import Poses
from stretchtimer.ui.figure.colours import FigureColours
from stretchtimer.ui.figure.frame_cache import BREATH_STEPS, STEPS, FigureBook, Frame, steps_of
from stretchtimer.ui.figure.outlines import Outlines
from stretchtimer.ui.figure.view import FigureView, collection_paused
from tests.sweeps import sweep, swept
from tests.ui.looks import apart

POSES = Poses(File(__file__).parents[3] / "assets" / "poses")
COLOURS = FigureColours("#E5B08C", "#4A3122", "#2A7F7C", "#33405F", "#BFD8CD", "#000000", "#B5452C")
PLENTY = 8_000_000
SPINE = Path(way("cat", "cow", POSES), (0.0, 1.0))
LIFTING = Path(way("leg_bent", "hamstring", POSES))
TURNING = Path(way("t_arms", "feet_flat", POSES))
HELD = ("knee_hug", "twist", "hamstring", "childs_pose")


def breath(pose: str) -> Path:
    return Path((POSES[pose],), (0.0, 1.0))


class Noting(FigureView):
    """Notes what is to be painted anew."""

    def __init__(self, *given: Any) -> None:
        self.parts: list[QRect] = []
        super().__init__(*given)

    def update(self, *part: Any) -> None:
        self.parts.append(part[0].intersected(self.rect()) if part else self.rect())


def view_in(_qapp: QApplication, turn: int = 0) -> FigureView:
    view = FigureView(POSES, COLOURS)
    view.resize(420, 300)
    view.set_turn(turn)
    return view


def at_once(path: Path, share: float, turn: int, qapp: QApplication) -> QImage:
    """The picture of that moment, painted whole."""
    view = view_in(qapp, turn)
    view.show_figure(path.at(share))
    image = blank(view)
    view.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    return image


def blank(view: FigureView) -> QImage:
    image = QImage(view.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return image


def onto_blank(view: FigureView, frame: Frame) -> QImage:
    image = blank(view)
    painter = QPainter(image)
    painter.drawImage(frame.corner, frame.image)
    painter.end()
    return image


def without(image: QImage, place: QRect) -> QImage:
    """The picture with one part blotted out."""
    blotted = image.copy()
    painter = QPainter(blotted)
    painter.fillRect(place, QColor("white"))
    painter.end()
    return blotted


@pytest.mark.parametrize("turn", swept([0, 90], [90]))
@pytest.mark.parametrize("path", [SPINE, breath("knee_hug"), TURNING])
def test_a_kept_frame_is_the_picture_that_would_be_painted_at_once(
    qapp: QApplication, path: Path, turn: int
) -> None:
    view = view_in(qapp, turn)
    book = FigureBook(path, view.canvas(), PLENTY)
    step = book.steps // 4
    fresh, kept = book.frame(step), book.frame(step)
    assert kept.image is not fresh.image
    assert kept.image == fresh.image
    whole = at_once(path, book.share_of(step), turn, qapp)
    assert apart(onto_blank(view, kept).copy(book.place), whole.copy(book.place)) <= 2


@pytest.mark.parametrize("path", swept([SPINE, *map(breath, HELD)], [SPINE]))
def test_nothing_moves_outside_the_frames(qapp: QApplication, path: Path) -> None:
    view = view_in(qapp)
    view.show_again(Moment(path, 0.0), PLENTY)
    place = next(iter(view._books.values())).place
    assert QRect() != place != view.rect()
    still = without(at_once(path, 0.0, 0, qapp), place)
    for step in range(1, 12):
        assert apart(without(at_once(path, step / 11, 0, qapp), place), still) <= 1


def test_where_the_view_turns_the_frames_are_the_whole_picture(qapp: QApplication) -> None:
    view = view_in(qapp)
    view.show_again(Moment(TURNING, 0.0), PLENTY)
    assert next(iter(view._books.values())).place == view.rect()


def test_what_is_done_ahead_comes_in_parts_of_at_most_one_picture(qapp: QApplication) -> None:
    canvas = view_in(qapp).canvas()
    found: list[float] = []

    def find(path: Path, share: float) -> Outlines:
        found.append(share)
        return canvas.find(path, share)

    book = FigureBook(SPINE, replace(canvas, find=find), PLENTY)
    while book.missing:
        before = len(found)
        book.draw_ahead()
        assert len(found) <= before + 1
    assert sorted(set(found)) == sorted(found)
    assert len(found) == book.steps + 1


def test_no_more_memory_is_taken_than_is_allowed_and_the_steps_become_fewer(
    qapp: QApplication,
) -> None:
    little = 200_000
    view = view_in(qapp)
    for step in range(STEPS + 1):
        view.show_again(Moment(SPINE, step / STEPS), little)
        assert view.kept_bytes <= little
    book = next(iter(view._books.values()))
    assert 12 <= book.steps < STEPS
    kept = view.kept_bytes
    for step in range(STEPS + 1):
        view.show_again(Moment(SPINE, 1 - step / STEPS), little)
    assert view.kept_bytes == kept


@sweep
def test_what_reaches_farther_than_expected_is_not_cut(qapp: QApplication) -> None:
    view = view_in(qapp)
    book = FigureBook(SPINE, view.canvas(), PLENTY)
    expected = QRect(book.place)
    book.place = expected.adjusted(40, 40, -40, -40)
    step = book.steps // 3
    frame = book.frame(step)
    still = without(at_once(SPINE, 0.0, 0, qapp), frame.place)
    whole = at_once(SPINE, book.share_of(step), 0, qapp)
    assert apart(onto_blank(view, frame).copy(frame.place), whole.copy(frame.place)) <= 2
    assert apart(without(whole, frame.place), still) <= 1
    assert all(book.frame(k).place.contains(frame.place) for k in range(book.steps + 1))


@pytest.mark.parametrize("turn", swept([0, 90], [90]))
@pytest.mark.parametrize("path", swept([SPINE, LIFTING, TURNING], [TURNING]))
def test_each_picture_of_a_move_is_the_one_that_would_be_painted_at_once(
    qapp: QApplication, path: Path, turn: int
) -> None:
    view = Noting(POSES, COLOURS)
    view.resize(420, 300)
    view.set_turn(turn)
    shown = blank(view)
    for step in range(0, STEPS + 1, 3):
        view.parts.clear()
        view.show_once(Moment(path, step / STEPS))
        for part in view.parts:
            wipe = QPainter(shown)
            wipe.fillRect(part, QColor("white"))
            wipe.end()
            view.render(shown, part.topLeft(), QRegion(part), QWidget.RenderFlag.DrawChildren)
        assert apart(shown, at_once(path, step / STEPS, turn, qapp)) <= 2


def test_a_move_with_a_still_view_has_only_a_part_painted_anew(qapp: QApplication) -> None:
    view = Noting(POSES, COLOURS)
    view.resize(420, 300)
    view.show_once(Moment(SPINE, 0.2))
    view.parts.clear()
    view.show_once(Moment(SPINE, 0.4))
    (part,) = view.parts
    assert part.width() * part.height() < 0.7 * view.width() * view.height()


def test_while_a_drawing_is_made_nothing_looks_for_garbage_and_afterwards_it_does() -> None:
    assert gc.isenabled()
    with collection_paused():
        assert not gc.isenabled()
        with collection_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_frame_is_found_by_how_far_the_motion_is(qapp: QApplication) -> None:
    view = view_in(qapp)
    book = FigureBook(SPINE, view.canvas(), PLENTY)
    assert (book.step_at(0.0), book.step_at(1.0)) == (0, book.steps)
    assert all(book.step_at(book.share_of(step)) == step for step in range(book.steps + 1))


def test_a_long_way_has_more_steps_than_a_breath() -> None:
    assert steps_of(breath("twist")) == BREATH_STEPS
    assert steps_of(SPINE) == STEPS
    assert steps_of(Path(SPINE.stops * 3)) > STEPS
