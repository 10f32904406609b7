"""The page of a session: what it shows, and what its buttons do to the session."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton

from stretchtimer.engine.commands import (
    Extend,
    Finish,
    Next,
    Pause,
    Previous,
    Restart,
    Resume,
)
from stretchtimer.engine.cue_layout import cue_map
from stretchtimer.engine.cues import CueKind
from stretchtimer.engine.events import CueDue
from stretchtimer.engine.plan import PhaseKind
from stretchtimer.engine.session import Status, deadline_ms
from stretchtimer.engine.speech import SpeechLine
from stretchtimer.services.audio.audio_out import SETTLE_MS
from stretchtimer.services.session.runner import Emitted
from stretchtimer.services.wording.durations import short_text
from stretchtimer.services.wording.session import cue_word
from stretchtimer.ui.session.ring import RingColour
from tests.sweeps import sweep, swept
from tests.ui.driving import Person, button_named, is_dimmed, settle
from tests.ui.looks import picture, running


def test_start_leads_into_the_first_lead_in(person: Person) -> None:
    person.start()
    page = person.window.session
    assert person.phase.kind is PhaseKind.LEAD_IN
    assert page.name.text() == "Knee hug"
    assert page.cue.text() == "Get ready"
    assert page.ring.digits == "15"
    assert page.coming.text() == "Next: Spinal twist"
    position = person.phase.words.position
    assert page.instruction.text() == f"{position} Hold for 25 s."
    assert page.left.text() == f"{short_text(person.runner.state.plan.total_ms)} left"


@pytest.mark.usefixtures("undrawn")
def test_a_session_runs_through_all_its_holds_to_the_end(person: Person) -> None:
    person.click(person.window.home.card.start)
    seen: list[tuple[str, str]] = []
    page, runner = person.window.session, person.runner
    while person.window.is_in_session:
        if person.phase.is_hold and (shown := (page.name.text(), page.badge.text())) not in seen:
            seen.append(shown)
        person.go_on(1_000)
    assert seen == [
        ("Knee hug", ""),
        ("Spinal twist", "LEFT side"),
        ("Spinal twist", "RIGHT side"),
        ("Hamstring stretch", "LEFT side"),
        ("Hamstring stretch", "RIGHT side"),
        ("Child's pose", ""),
        ("Cat-cow", "Cow"),
        ("Cat-cow", "Cat"),
    ]
    last = cue_map(runner.state.plan, runner.state.style)[runner.state.phase_index][-1]
    assert last.kind is CueKind.ROUTINE_END
    assert person.out.played[-1] == last.clip
    assert person.window.done.isVisible()


@pytest.mark.parametrize("kind", ["lead_in", "hold", "release", "change_sides", "change_over"])
@pytest.mark.parametrize("paused", swept([False, True], [False]))
def test_buttons_are_enabled_exactly_when_the_engine_takes_them(
    session: Person, kind: str, paused: bool
) -> None:
    session.go_to(kind)
    if paused:
        session.control.send(Pause())
    controls, runner = session.window.session.controls, session.runner
    for button, command in (
        (controls.back, Previous()),
        (controls.next, Next()),
        (controls.extend, Extend()),
        (controls.restart, Restart()),
        (controls.pause, Resume() if paused else Pause()),
        (controls.end, Finish()),
    ):
        assert button.isEnabled() == runner.allows(command), command


def test_no_more_than_an_hour_can_be_held(session: Person) -> None:
    extend = session.window.session.controls.extend
    session.control.send(Extend(3_600_000 - 25_000))
    assert not extend.isEnabled()


def test_every_button_of_a_hold_acts_on_the_session(session: Person) -> None:
    controls = session.window.session.controls
    session.go_on(2_000)
    session.click(controls.extend)
    assert session.state.duration_ms == 35_000
    session.click(controls.restart)
    assert session.state.duration_ms == 25_000
    session.go_on(4_000)
    session.click(controls.next)
    assert session.phase.stretch.id == "spinal-twist"
    session.click(controls.back)
    assert session.phase.stretch.id == "knee-hug"
    session.click(controls.pause)
    assert session.stands_at(Status.PAUSED)
    session.click(controls.pause)
    assert session.stands_at(Status.COUNTING_IN)
    session.click(controls.help)
    assert session.window.overlays.keys.isVisible()
    session.click(button_named(session.window.overlays.keys, "Close"))
    session.click(controls.full_screen)
    assert session.window.isFullScreen()
    session.click(controls.full_screen)
    assert not session.window.isFullScreen()
    session.click(controls.end)
    assert session.window.acts.ending.question is not None


def icon_of(button: QAbstractButton) -> QImage:
    return button.icon().pixmap(24, 24).toImage()


def test_the_button_for_full_screen_shows_the_way_back_from_it(session: Person) -> None:
    button = session.window.session.controls.full_screen
    ways = [icon_of(button)]
    # The system has keys of its own for it.
    for change in (session.window.showFullScreen, session.window.showNormal):
        change()
        settle()
        ways.append(icon_of(button))
    into, back, into_again = ways
    assert into == into_again != back


def test_a_session_that_begins_in_full_screen_shows_the_way_back_from_it(person: Person) -> None:
    person.window.toggle_full_screen()
    settle()
    person.window.start()
    button = person.window.session.controls.full_screen
    assert icon_of(button) == person.app.appearance.icon("window").pixmap(24, 24).toImage()


def test_a_pause_is_calm_and_says_how_to_go_on(session: Person) -> None:
    page = session.window.session
    session.go_on(3_000)
    before = picture(page.ring)
    session.click(page.controls.pause)
    assert page.cue.text() == "Paused"
    assert page.controls.pause.text() == "Resume"
    assert picture(page.ring) != before
    assert is_dimmed(page.stage)
    assert not session.out.is_held
    assert not session.awake.is_held
    session.go_on(60_000)
    assert page.ring.digits == "22"
    assert running(session.window) == []
    assert not session.ticker.is_armed


def test_going_on_counts_in_and_then_runs_on(session: Person) -> None:
    page = session.window.session
    session.go_on(3_000)
    session.click(page.controls.pause)
    session.go_on(9_000)
    session.click(page.controls.pause)
    assert page.cue.text() == "Resuming in"
    assert session.out.is_held
    assert session.awake.is_held
    session.go_on(SETTLE_MS + 1_000)
    assert page.ring.digits == "2"
    session.go_on(2_000)
    assert page.ring.digits == "22"
    assert not is_dimmed(page.stage)


def test_a_lead_in_that_waits_lasts_until_the_person_is_ready(person: Person) -> None:
    person.personal.set_time("wait_until_ready", True)
    person.start()
    page = person.window.session
    person.go_on(3_000)
    assert page.ready.isVisible()
    assert page.ready.text() == "I am ready"
    assert not page.ring.isVisible(), "no number stands still"
    assert not page.controls.pause.isEnabled()
    person.go_on(300_000)
    assert person.stands_at(Status.WAITING)
    assert person.awake.is_held
    person.click(page.ready)
    assert person.phase.is_hold
    assert page.ring.isVisible()
    assert not page.ready.isVisible()
    assert page.cue.text() == "Resuming in"
    person.go_on(3_000)
    assert person.stands_at(Status.RUNNING)


def _is_shown(person: Person, event: CueDue) -> bool:
    """Whether what is said stands on the page, in these words or others."""
    page, text, phase = person.window.session, event.cue.text, event.phase
    match event.cue.line:
        case SpeechLine.NAME | SpeechLine.NEXT:
            return text in ("Next:", f"{page.name.text()}.")
        case SpeechLine.SIDE:
            return text.lower() == f"{page.badge.text().lower()}."
        case SpeechLine.DOSE:
            hold = person.state.plan.hold_after(phase.index)
            assert hold
            return f" for {short_text(hold.duration_ms)}." in page.instruction.text()
        case SpeechLine.OTHER_SIDE | SpeechLine.HOLD | SpeechLine.COME_OUT | SpeechLine.HALF_WAY:
            words = {"Now the other side.": "Change sides", "Slowly come out of it.": "Come out"}
            return page.cue.text() == words.get(text, text.removesuffix("."))
        case SpeechLine.START if phase.kind is PhaseKind.LEAD_IN:
            # The figure begins in that position.
            return page.stage.isVisible()
    return text in page.instruction.text() or text == f"{page.badge.text()}."


@sweep
@pytest.mark.usefixtures("undrawn")
def test_every_cue_that_sounds_has_its_equal_on_the_screen(person: Person) -> None:
    person.click(person.window.home.card.start)
    page = person.window.session
    due: list[CueDue] = []

    def note(told: Emitted) -> None:
        if isinstance(told.event, CueDue):
            due.append(told.event)

    person.runner.listen(note)
    equals, spoken = 0, set[SpeechLine | None]()
    while person.window.is_in_session:
        due_ms = deadline_ms(person.state)
        assert due_ms is not None
        person.go_on(max(1, due_ms - person.clock.ms))
        for event in due if person.window.is_in_session else ():
            if event.cue.kind is CueKind.SPEECH:
                spoken.add(event.cue.line)
                assert _is_shown(person, event), event.cue.text
                continue
            equals += 1
            word = cue_word(event.cue, event.phase.stretch)
            assert (page.cue.text() if word else page.ring.digits) == (word or event.cue.text)
        due.clear()
    assert equals > 40
    # Nothing is done again, nor counted, in this routine.
    assert spoken == {*SpeechLine} - {SpeechLine.AGAIN, SpeechLine.LAST_ONE}
    assert person.window.done.isVisible(), "the last cue is answered by the last page"


def test_a_repeated_hold_of_a_movement_shows_what_is_due(session: Person) -> None:
    session.go_to("hold", "cat-cow")
    page = session.window.session
    assert page.badge.text() == "Cow"
    assert page.instruction.text() == "Breathe in and let your belly sink."
    session.go_on(5_000)
    assert page.badge.text() == "Cat"
    assert page.instruction.text() == "Breathe out and round your back up."


def test_the_last_three_seconds_of_a_hold_are_told_by_colour_and_digits(session: Person) -> None:
    ring = session.window.session.ring
    session.go_on(21_900)
    assert (ring.digits, ring.colour) == ("4", RingColour.HOLD)
    session.go_on(100)
    assert (ring.digits, ring.colour) == ("3", RingColour.LAST_SECONDS)
