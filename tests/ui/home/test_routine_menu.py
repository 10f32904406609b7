"""Choosing a routine, copying one, and what is said of files that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from stretchtimer.engine.errors import UserError
from stretchtimer.services.audio.audio_out import AudioStatus
from stretchtimer.storage.routines import library
from stretchtimer.terminal.commands.check import check_files
from tests.fakes import FakeWriter
from tests.sweeps import sweep
from tests.ui.conftest import Open
from tests.ui.driving import Person, button_named, settle, texts
from tests.ui.own_routines import short_routine, write_routine
from tests.wording import foreign

ACTIVE, INACTIVE = Qt.ApplicationState.ApplicationActive, Qt.ApplicationState.ApplicationInactive


def menu_of(person: Person) -> QMenu:
    menu = person.window.home.card.choose.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    return menu


def actions(person: Person) -> dict[str, QAction]:
    return {action.text(): action for action in menu_of(person).actions() if action.text()}


def ticked(person: Person) -> list[str]:
    return [text for text, action in actions(person).items() if action.isChecked()]


def test_the_routine_that_is_open_is_ticked(make: Open, profile: Path, tmp_path: Path) -> None:
    write_routine(profile, "mine", short_routine("Mine"))
    person = make()
    assert ticked(person) == ["After your walk"]
    assert not actions(person)["After your walk"].icon().isNull()
    actions(person)["Mine"].trigger()
    assert ticked(person) == ["Mine"]
    elsewhere = tmp_path / "elsewhere.toml"
    elsewhere.write_text(short_routine("From elsewhere"), encoding="utf-8")
    person.window.choose(str(elsewhere))
    assert ticked(person) == ["From elsewhere"]


def test_the_menu_opens_before_any_file_is_read(
    make: Open, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_routine(profile, "mine", short_routine("Mine"))
    person = make()
    with monkeypatch.context() as patch:
        patch.setattr(FakeWriter, "do_due", lambda _writer: None)
        assert [text for text in actions(person) if not text.endswith("…")] == ["After your walk"]
        menu_of(person).popup(QPoint())
        menu_of(person).setActiveAction(actions(person)["Open a routine file…"])
    menu = person.window.home.card.choose.menu()
    assert isinstance(menu, QMenu)
    person.machine.writers[-1].do_due()
    settle()
    texts_now = [action.text() for action in menu.actions()]
    assert "Mine" in texts_now
    assert menu.activeAction().text() == "Open a routine file…"
    menu.close()


@sweep
def test_a_routine_is_opened_without_the_folder_being_listed(
    make: Open, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_routine(profile, "mine", short_routine("Mine"))
    person = make()

    def listed(folder: Path) -> frozenset[str]:
        raise AssertionError(f"{folder} is listed")

    monkeypatch.setattr(library, "names_in", listed)
    person.window.choose("own:mine")
    assert person.personal.original.id == "own:mine"


def test_two_routines_of_one_name_are_told_apart(make: Open, profile: Path) -> None:
    write_routine(profile, "one", short_routine("After your walk"))
    write_routine(profile, "two & b", short_routine("Twin"))
    write_routine(profile, "three", short_routine("Twin"))
    names = [name for name in actions(make()) if "Twin" in name or "After your walk (" in name]
    assert names == [
        "After your walk (comes with the app)",
        "After your walk (one.toml)",
        "Twin (three.toml)",
        "Twin (two && b.toml)",
    ]


def copy_as(person: Person, name: str) -> None:
    actions(person)["Make a copy to change…"].trigger()
    overlay = person.window.home.copying
    assert overlay.isVisible()
    person.write(overlay.field, name, end=None)
    person.key(Qt.Key.Key_Return)
    person.app.profile.writer.do_due()
    settle()


def test_a_copy_is_made_by_name_is_chosen_and_is_the_persons_own(
    person: Person, make: Open, profile: Path
) -> None:
    person.click(person.row("knee-hug").stepper.longer)
    copy_as(person, "Evening & <b>bed</b>")
    assert not person.window.home.copying.isVisible()
    assert "Evening & <b>bed</b>" in texts(person.window.home.card)
    assert person.row("knee-hug").stepper.box.value() == 30
    assert not person.window.home.times.undo.isVisible()
    assert ticked(person) == ["Evening && <b>bed</b>"]
    person.click(person.row("hamstring").stepper.longer)
    person.write_down()
    assert len(list((profile / "data" / "routines").iterdir())) == 1
    person.close()
    again = make()
    assert "Evening & <b>bed</b>" in texts(again.window.home.card)
    assert again.row("hamstring").stepper.box.value() == 35
    again.window.choose("post-walk")
    assert again.row("hamstring").stepper.box.value() == 30
    assert again.row("knee-hug").stepper.box.value() == 30


def test_the_question_for_a_name_can_be_left_and_needs_one(person: Person, profile: Path) -> None:
    actions(person)["Make a copy to change…"].trigger()
    overlay = person.window.home.copying
    assert overlay.field.text() == "After your walk, my copy"
    assert overlay.field.hasFocus()
    seen = []
    for _ in range(3):
        person.key(Qt.Key.Key_Tab)
        seen.append(person.focused())
    assert seen == [overlay.make, button_named(overlay, "Close"), overlay.field]
    person.write(overlay.field, "  ", end=None)
    assert not overlay.make.isEnabled()
    person.key(Qt.Key.Key_Return)
    assert overlay.isVisible()
    person.key(Qt.Key.Key_Escape)
    assert not overlay.isVisible()
    person.app.profile.writer.do_due()
    assert not (profile / "data" / "routines").exists()


def test_a_copy_that_cannot_be_written_is_told_once(person: Person, profile: Path) -> None:
    (profile / "data").mkdir(parents=True, exist_ok=True)
    (profile / "data" / "routines").write_text("in the way")
    copy_as(person, "Mine")
    assert str(profile / "data" / "routines") in person.notices()
    assert person.personal.original.id == "post-walk"
    assert person.app.profile.writer.unfinished() == ()


def test_a_fault_has_a_card_that_says_what_to_do_and_goes_when_it_is_mended(
    make: Open, profile: Path, qapp: QApplication
) -> None:
    name = "Back & <b>hips</b>"
    path = write_routine(profile, name.replace("/", " of "), short_routine(hold_s=0))
    person = make()
    faults = person.window.home.faults
    broken = next(text for text in actions(person) if text.endswith("(cannot be read)"))
    actions(person)[broken].trigger()
    (card,) = faults.cards()
    words = texts(card)
    assert words[0].startswith("“Back & <b>hips<")
    assert words[0].endswith("cannot be used")
    assert words[1].startswith("Line 7: stretch 1: hold_s is 0")
    assert words[2].startswith("Correct this in a text editor, then save the file: ")
    assert str(path) in words[2]
    assert card.open_button is not None

    qapp.applicationStateChanged.emit(INACTIVE)
    path.write_text("format = 1\n", encoding="utf-8")
    assert faults.cards() == (card,)
    qapp.applicationStateChanged.emit(ACTIVE)
    (other,) = faults.cards()
    assert "name is missing" in " ".join(texts(other))
    path.write_text(short_routine("Mended"), encoding="utf-8")
    qapp.applicationStateChanged.emit(ACTIVE)
    assert faults.cards() == ()
    assert not faults.isVisible()
    assert "can be used now" in person.notices()
    assert "Mended" in actions(person)


def test_a_card_of_a_fault_can_be_put_away_and_opens_its_file(
    make: Open, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_routine(profile, "broken", short_routine(hold_s=0))
    person = make()
    person.window.choose("own:broken")
    (card,) = person.window.home.faults.cards()
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    assert card.open_button is not None
    person.click(card.open_button)
    assert opened == [str(path)]
    person.click(card.close_button)
    assert person.window.home.faults.cards() == ()


@sweep
def test_an_unknown_pose_is_named_by_the_card_and_by_check(
    make: Open, profile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_routine(profile, "posed", short_routine(pose="knee_hugg"))
    assert check_files([path]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith(f"{path}:8: ")
    assert told[0].endswith("did you mean knee_hug?")
    person = make()
    person.window.choose("own:posed")
    assert "did you mean knee_hug?" in " ".join(texts(person.window.home.faults))
    with pytest.raises(UserError):
        person.app.profile.find("own:posed")


def test_a_button_is_not_lit_any_more_once_its_menu_has_closed(person: Person) -> None:
    row = person.row("knee-hug")
    for button in (person.window.home.card.choose, row.more):
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
        menu = button.menu()
        menu.popup(person.window.mapToGlobal(QPoint(5, 5)))
        QTest.mouseMove(menu, QPoint(2, 2))
        menu.close()
        assert not button.underMouse()
        assert not button.isDown()


def test_sound_is_turned_off_and_on_where_it_says_so(person: Person) -> None:
    sound = person.window.home.sound
    assert sound.text() == "Sound on"
    assert sound.toolTip().startswith("Turn the sound off.")
    person.click(sound)
    assert person.settings.muted
    assert person.out.volume == 0
    assert sound.text() == "Muted"
    assert sound.toolTip().startswith("Turn the sound on.")
    assert person.window.pages.currentWidget() is person.window.home
    person.click(sound)
    assert not person.settings.muted
    assert person.out.volume > 0


def test_where_no_sound_can_be_had_the_settings_are_opened(person: Person) -> None:
    lost = AudioStatus(working=False, output="", problem=foreign("No device is there."))
    person.out.become(lost)
    person.click(person.window.home.sound)
    assert person.window.pages.currentWidget() is person.window.settings
    assert not person.settings.muted
