"""What is offered to whom it hurts, seen whole at any size; time stands until one chooses."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from stretchtimer.engine.plan import PhaseKind
from stretchtimer.engine.session import Status
from stretchtimer.services.person.personal_routine import Difference
from stretchtimer.services.wording.session import hurts_texts
from stretchtimer.ui.help.this_hurts import HurtsOverlay
from stretchtimer.ui.widgets.buttons import TextButton
from tests.sweeps import sweep, swept_rows
from tests.ui.conftest import Open
from tests.ui.driving import Person, label, settle, shown
from tests.ui.places import clipped, in_sight, place, resize


def test_whom_it_hurts_is_offered_all_there_is_and_time_stands(
    twist: Person, hurts: HurtsOverlay
) -> None:
    assert twist.stands_at(Status.PAUSED)
    offered = (hurts.easier, hurts.skip, hurts.help, hurts.resume, hurts.end)
    assert all(button.isVisible() for button in offered)
    assert hurts.easier.hasFocus()
    twist.key(Qt.Key.Key_Escape)
    assert twist.stands_at(Status.PAUSED), "nobody goes on by accident"


def test_the_easier_way_is_told_from_its_lead_in_on_for_today_only(
    twist: Person, hurts: HurtsOverlay
) -> None:
    twist.click(hurts.easier)
    assert twist.phase.stretch.id == "spinal-twist"
    assert twist.phase.kind is PhaseKind.LEAD_IN
    assert not twist.stands_at(Status.PAUSED)
    assert "one cushion between them" in twist.window.session.instruction.text()
    assert twist.personal.differences("spinal-twist") == ()
    twist.click(twist.window.session.hurts)
    assert not hurts.easier.isVisible(), "it is done the easier way already"
    twist.click(hurts.end)
    done = twist.window.done
    assert done.eased.text() == "Done the easier way, for today only: Spinal twist."
    twist.click(done.home)
    assert not twist.planned().routine.stretch("spinal-twist").is_easier


@sweep
def test_who_does_it_the_easier_way_is_told_when_to_change_knees(session: Person) -> None:
    session.app.preferences.change(half_way=False)
    session.click(session.window.session.hurts)
    session.click(session.window.overlays.hurts.easier)
    session.go_to("hold", "knee-hug")
    seen = []
    for _ in range(25):
        session.go_on(1_000)
        seen.append(session.window.session.cue.text())
    assert "Change knees." in seen
    assert seen.index("Change knees.") in range(11, 14)
    assert "Half-way" not in seen


def test_the_easier_way_of_today_can_be_kept_after_the_session(
    twist: Person, hurts: HurtsOverlay, make: Open
) -> None:
    twist.click(hurts.easier)
    twist.control.end()
    done = twist.window.done
    twist.click(done.keep_easier)
    assert twist.personal.differences("spinal-twist") == (Difference.EASIER,)
    assert not done.keep_easier.isVisible()
    assert done.eased.text() == "The easier way is kept. You can reset it in Today."
    twist.write_down()
    twist.close()
    again = make().start()
    again.go_to("lead_in", "spinal-twist")
    assert "one cushion between them" in again.window.session.instruction.text()
    again.control.end()
    assert not again.window.done.eased.isVisible(), "it is kept already"


@sweep
def test_the_words_for_whom_it_hurts_grow_with_the_window(
    twist: Person, hurts: HurtsOverlay
) -> None:
    resize(twist, (900, 600))
    small = hurts.easier.font().pixelSize()
    resize(twist, (1920, 1080))
    assert hurts.easier.font().pixelSize() > small
    assert hurts.easier.font().pixelSize() >= 1080 // 30
    assert clipped(hurts) == []


@pytest.mark.parametrize(
    ("size", "percent"),
    swept_rows(
        [((1024, 600), 200), ((820, 540), 200), ((683, 384), 100), ((900, 600), 150)], [(820, 540)]
    ),
)
def test_who_is_hurt_sees_the_choices_and_when_to_stop_at_any_size_of_text(
    twist: Person, size: tuple[int, int], percent: int
) -> None:
    twist.app.preferences.change(text_percent=percent)
    twist.window.setMinimumSize(0, 0)
    resize(twist, size)
    twist.click(twist.window.session.hurts)
    sheet = twist.window.overlays.hurts
    QApplication.processEvents()
    choices = [one for one in shown(sheet, TextButton) if one in sheet.stops()]
    assert len(choices) == 5
    places = [place(one) for one in choices]
    assert not any(one.intersects(other) for one, other in combinations(places, 2))
    assert all(sheet.window().rect().contains(one) for one in places)
    assert min(one.height() for one in places) >= 40
    stop = label(sheet, hurts_texts(twist.phase.stretch, twist.phase.side)[1])
    assert in_sight(stop).height() == stop.height()


@pytest.mark.parametrize(
    ("size", "percent"),
    swept_rows(
        [
            *(((820, 600), 100), ((820, 600), 200), ((1024, 600), 200), ((1366, 768), 100)),
            *(((1920, 1080), 100), ((1900, 1040), 150), ((1080, 1920), 100)),
        ],
        [((820, 600), 200), (1366, 768)],
    ),
)
def test_who_is_hurt_sees_every_word_each_time_it_is_opened(
    twist: Person, size: tuple[int, int], percent: int
) -> None:
    twist.app.preferences.change(text_percent=percent)
    resize(twist, size)
    sheet = twist.window.overlays.hurts
    words = hurts_texts(twist.phase.stretch, twist.phase.side)

    def cut() -> list[str]:
        settle()
        texts = [label(sheet, each) for each in words]
        return [each.text() for each in texts if in_sight(each).height() != each.height()]

    twist.key(Qt.Key.Key_H)
    assert cut() == []
    twist.click(sheet.help)
    twist.key(Qt.Key.Key_Escape)
    assert cut() == [], "after when to get help"
    twist.key(Qt.Key.Key_Escape)
    twist.key(Qt.Key.Key_F6)
    twist.key(Qt.Key.Key_H)
    assert cut() == [], "in the large view"


@sweep
def test_its_icons_grow_with_its_letters(twist: Person, hurts: HurtsOverlay) -> None:
    resize(twist, (1920, 1080))
    side = hurts.skip.iconSize().width()
    assert side == hurts.skip.fontInfo().pixelSize()
    drawn = hurts.skip.icon().pixmap(side, side)
    assert drawn.width() == round(side * drawn.devicePixelRatio()), "it is a small one"


def test_the_stretch_that_hurts_is_skipped(twist: Person, hurts: HurtsOverlay) -> None:
    twist.click(hurts.skip)
    assert twist.phase.stretch.id == "hamstring"
    assert not twist.stands_at(Status.PAUSED)


@sweep
def test_after_when_to_get_help_one_still_chooses(twist: Person, hurts: HurtsOverlay) -> None:
    twist.click(hurts.help)
    assert twist.window.overlays.safety.isVisible()
    twist.key(Qt.Key.Key_Escape)
    assert hurts.isVisible()
    assert twist.stands_at(Status.PAUSED)
    twist.click(hurts.resume)
    assert twist.stands_at(Status.COUNTING_IN)


def test_who_has_had_enough_ends_at_once(twist: Person, hurts: HurtsOverlay) -> None:
    twist.click(hurts.end)
    assert not twist.window.is_in_session
    assert twist.window.done.isVisible()


def test_who_waits_can_say_that_it_hurts(person: Person) -> None:
    person.personal.set_time("wait_until_ready", True)
    person.start()
    person.key(Qt.Key.Key_H)
    hurts = person.window.overlays.hurts
    person.click(hurts.skip)
    assert person.phase.stretch.id == "spinal-twist"
