"""The widget of the figure: what it shows, when it paints, and what a screen reader is told."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import QApplication

from stretchtimer.figure.interpolation import blend
from stretchtimer.storage.routines.poses import Poses
from stretchtimer.ui.figure.colours import FigureColours
from stretchtimer.ui.figure.view import FigureView

POSES = Poses(Path(__file__).parents[3] / "assets" / "poses")
COLOURS = FigureColours(
    skin="#E5B08C",
    hair="#4A3122",
    shirt=QColor("#2A7F7C"),
    trousers="#33405F",
    mat="#BFD8CD",
    shadow="#000000",
    highlight="#B5452C",
)


def view_in(_qapp: QApplication, width: int = 300, height: int = 220) -> FigureView:
    view = FigureView(POSES, COLOURS)
    view.resize(width, height)
    return view


def picture(view: FigureView) -> QImage:
    return view.grab().toImage()


def colours_in(image: QImage) -> set[str]:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return {
        QColor(pixel).name() for pixel in set(memoryview(plain.constBits()).cast("B").cast("I"))
    }


def has_near(image: QImage, wanted: str, slack: int = 14) -> bool:
    aim = QColor(wanted)
    return any(
        max(abs(c.red() - aim.red()), abs(c.green() - aim.green()), abs(c.blue() - aim.blue()))
        <= slack
        for c in map(QColor, colours_in(image))
    )


def test_it_is_empty_until_a_pose_is_shown(qapp: QApplication) -> None:
    assert len(colours_in(picture(view_in(qapp)))) == 1


@pytest.mark.parametrize("size", [(96, 96), (88, 60), (300, 300), (1000, 640), (200, 900)])
def test_it_shows_a_person_in_clothes_at_any_size(
    qapp: QApplication, size: tuple[int, int]
) -> None:
    view = view_in(qapp, *size)
    view.show_pose("feet_flat", None)
    image = picture(view)
    for wanted in (COLOURS.skin, COLOURS.hair, "#2A7F7C", COLOURS.trousers, COLOURS.mat):
        assert has_near(image, str(wanted)), wanted


def test_the_sides_of_the_twist_look_different(qapp: QApplication) -> None:
    view = view_in(qapp)
    view.show_pose("twist", "left")
    left = picture(view)
    view.show_pose("twist", "right")
    assert picture(view) != left


def test_an_unknown_pose_is_a_key_error(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        view_in(qapp).show_pose("handstand", None)


def test_a_frame_between_two_poses_is_shown(qapp: QApplication) -> None:
    view = view_in(qapp)
    view.show_pose("cat", None)
    cat = picture(view)
    view.show_figure(blend(POSES["cat"], POSES["cow"], 0.5))
    assert picture(view) != cat


class Counting(FigureView):
    updates = 0

    def update(self) -> None:  # type: ignore[override]
        self.updates += 1


def test_it_paints_anew_only_when_something_changed(qapp: QApplication) -> None:
    view = Counting(POSES, COLOURS)
    view.show_pose("cow", None)
    view.show_pose("cow", None)
    view.show_figure(blend(POSES["cow"], POSES["cat"], 0.0))
    view.set_colours(COLOURS)
    assert view.updates == 1
    view.show_pose("cat", None)
    assert view.updates == 2


def test_new_colours_are_shown(qapp: QApplication) -> None:
    view = view_in(qapp)
    view.show_pose("cow", None)
    view.set_colours(COLOURS._replace(shirt="#C79A3B"))
    image = picture(view)
    assert has_near(image, "#C79A3B")
    assert not has_near(image, "#2A7F7C")


def test_a_screen_reader_takes_it_for_a_picture_with_a_name(qapp: QApplication) -> None:
    view = view_in(qapp)
    view.setAccessibleName("Spinal twist, left")
    view.setAccessibleDescription("Both knees lie on the left.")
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.role() == QAccessible.Role.Graphic
    assert interface.text(QAccessible.Text.Name) == "Spinal twist, left"
    assert interface.text(QAccessible.Text.Description) == "Both knees lie on the left."


def test_it_has_a_sensible_size_and_gives_way(qapp: QApplication) -> None:
    view = view_in(qapp)
    assert view.sizeHint().width() > view.minimumSizeHint().width()
    assert view.minimumSizeHint() == QSize(96, 64)


def test_it_is_sharp_on_a_dense_screen(qapp: QApplication) -> None:
    view = view_in(qapp, 200, 140)
    view.show_pose("cow", None)
    image = QImage(QSize(400, 280), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(2.0)
    image.fill(QColor("white"))
    view.render(image)
    # A picture that was painted small and drawn large has no two neighbours that differ this much.
    steepest = max(
        abs(image.pixelColor(x, y).lightness() - image.pixelColor(x + 1, y).lightness())
        for x in range(image.width() - 1)
        for y in range(0, image.height(), 3)
    )
    assert steepest > 90


def test_an_outline_goes_round_the_figure_where_more_contrast_is_wanted(
    qapp: QApplication,
) -> None:
    view = view_in(qapp)
    view.show_pose("cow", None)
    assert not has_near(picture(view), "#FF00FF")
    view.set_colours(COLOURS._replace(outline="#FF00FF"))
    assert has_near(picture(view), "#FF00FF")


def test_dark_hair_and_clothes_are_lifted_in_a_dark_theme(qapp: QApplication) -> None:
    view = view_in(qapp)
    view.show_pose("cow", None)
    view.set_colours(COLOURS._replace(hair="#101010", trousers="#101010", mat="#2C4A46"))
    background = QColor("#12181A")
    view.setStyleSheet(f"background: {background.name()}")
    assert not has_near(picture(view), "#101010", slack=3)
