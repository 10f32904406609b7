"""Settings of looks, screen, letters and folders, and the way out of the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPropertyAnimation, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGraphicsOpacityEffect

from stretchtimer.services.person.choices import MotionChoice, ThemeChoice
from stretchtimer.services.person.settings import Settings
from stretchtimer.ui.settings.settings_page import SettingsPage
from stretchtimer.ui.theme.palettes import DARK, LIGHT
from tests.sweeps import sweep, swept_rows
from tests.ui.conftest import Open
from tests.ui.driving import Person, part_of, settle
from tests.ui.looks import colour_at, picture
from tests.ui.settings.changing import leave, take
from tests.ui.settings.controls import control


@pytest.mark.parametrize(
    ("words", "colour"), swept_rows([("Light", LIGHT.bg), ("Dark", DARK.bg)], ["Dark"])
)
def test_colours_change_at_once(
    person: Person, page: SettingsPage, words: str, colour: str
) -> None:
    take(person, control(page, "theme"), words)
    assert colour_at(person.window, 5, 5) == colour
    leave(person)
    assert colour_at(person.window, 5, 5) == colour


@sweep
def test_high_contrast_knows_two_colours_only(person: Person, page: SettingsPage) -> None:
    person.app.preferences.change(theme="contrast")
    theme = person.app.appearance.theme
    assert {theme.ink, theme.bg} == {LIGHT.ink, LIGHT.bg}
    assert {theme.accent, theme.muted, theme.hold, theme.surface, theme.soft} <= {
        LIGHT.ink,
        LIGHT.bg,
    }
    assert theme.outline_px == 2
    assert control(page, "theme").currentText() == "High contrast"


@sweep
def test_a_theme_can_be_changed_after_another_routine_was_taken(person: Person) -> None:
    person.app.pictures.draw()
    person.window.choose("post-walk")
    settle()
    person.app.preferences.change(theme="dark")
    assert colour_at(person.window, 5, 5) == DARK.bg


def test_the_figure_stands_still_where_less_motion_is_wanted(
    person: Person, page: SettingsPage
) -> None:
    take(person, control(page, "motion"), "Off")
    leave(person).start()
    stage = person.window.session.stage
    assert not stage.is_moving
    before = picture(stage)
    person.clock.advance(700)
    stage.refresh()
    assert picture(stage) == before


def test_the_figure_moves_where_motion_is_wanted(person: Person, page: SettingsPage) -> None:
    take(person, control(page, "motion"), "On")
    leave(person).start()
    stage = person.window.session.stage
    assert stage.is_moving
    before = picture(stage)
    person.clock.advance(700)
    stage.refresh()
    assert picture(stage) != before


@pytest.mark.parametrize("motion", ["less", "full"])
def test_the_controls_fade_at_once_where_less_motion_is_wanted(
    session: Person, motion: str
) -> None:
    session.app.preferences.change(motion=motion)
    fade = session.window.session.fading
    fade.fade()
    assert (part_of(fade, QPropertyAnimation).duration() > 0) is (motion == "full")
    effect = session.window.session.controls.graphicsEffect()
    assert isinstance(effect, QGraphicsOpacityEffect)
    assert effect.opacity() == (0.0 if motion == "less" else 1.0)


@pytest.mark.parametrize(
    ("box", "words"), swept_rows([("skin", "Very dark"), ("clothing", "Ochre")], ["skin"])
)
def test_the_figure_looks_as_it_was_chosen(
    person: Person, page: SettingsPage, box: str, words: str
) -> None:
    person.app.pictures.draw()
    home = person.window.home
    before = picture(home.card)
    small = picture(home.list)
    take(person, control(page, box), words)
    leave(person)
    assert picture(home.card) != before
    assert picture(home.list) != small
    person.start("hold")
    shown = picture(person.window.session.stage)
    person.app.preferences.change(**{box: 0 if box == "skin" else 1})
    assert picture(person.window.session.stage) != shown


def test_the_screen_is_left_alone_where_that_is_wanted(person: Person, page: SettingsPage) -> None:
    person.click(control(page, "keep_awake"))
    leave(person).start("hold")
    assert not person.awake.is_held
    person.app.preferences.change(keep_awake=True)
    assert person.awake.is_held


def test_single_letters_can_be_turned_off(person: Person, page: SettingsPage) -> None:
    person.click(control(page, "letter_keys"))
    leave(person).start("hold")
    person.key(Qt.Key.Key_N)
    assert person.phase.stretch.id == "knee-hug"
    person.key(Qt.Key.Key_Right)
    assert person.phase.stretch.id == "spinal-twist"


def test_every_folder_opens(
    person: Person, page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    for button in page.folder_buttons:
        person.click(button)
    folders = person.app.profile.folders
    assert opened == [folders.routines, folders.config, folders.data]
    assert all(path.is_dir() for path in opened)


@pytest.mark.usefixtures("alone")
def test_a_folder_that_cannot_be_made_is_told(
    person: Person, page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    folder = person.app.profile.folders.routines
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file where a folder should be")
    person.click(page.folder_buttons[0])
    person.reach(page.folder_note)
    assert page.folder_note.text() == f"{folder} could not be opened."
    folder.unlink()
    person.click(page.folder_buttons[0])
    assert page.folder_note.text() == ""


@sweep
def test_settings_are_there_again_after_a_restart(make: Open) -> None:
    person = make()
    wanted = Settings(
        volume=35,
        muted=True,
        output="player",
        half_way=False,
        cue_shift_ms=120,
        theme=ThemeChoice.DARK,
        motion=MotionChoice.LESS,
        keep_awake=False,
        letter_keys=False,
        skin=4,
        clothing=3,
        window_width=person.window.width(),
        window_height=person.window.height(),
        safety_read=True,
        safety_read_on=person.app.profile.today().isoformat(),
        hearing_checked=True,
        screen_tried=True,
    )
    person.app.preferences.change(**wanted.as_table())
    person.close()
    again = make()
    assert again.settings == wanted
    again.click(again.window.home.settings)
    page = again.window.settings
    shown = (
        page.sound.volume.slider.value(),
        page.sound.volume.mute.isChecked(),
        page.sound.output.currentText(),
        control(page, "half_way").isChecked(),
        control(page, "cue_shift_ms").value(),
        control(page, "theme").currentText(),
        control(page, "motion").currentText(),
        control(page, "keep_awake").isChecked(),
        control(page, "letter_keys").isChecked(),
        control(page, "skin").currentText(),
        control(page, "clothing").currentText(),
    )
    assert shown == (
        *(35, True, "Simple player", False, 120, "Dark", "Off"),
        *(False, False, "Very dark", "Ochre"),
    )


def test_escape_leaves_the_settings(person: Person, page: SettingsPage) -> None:
    person.key(Qt.Key.Key_Escape)
    assert person.window.home.isVisible()


def test_a_value_half_typed_is_taken_when_the_page_is_left(
    person: Person, page: SettingsPage
) -> None:
    person.write(page.times.boxes["release_ms"], "7", None)
    person.key(Qt.Key.Key_Escape)
    assert person.personal.times.release_ms == 7_000
