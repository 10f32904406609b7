"""After a session it tells what was held, by stretch and side."""

from __future__ import annotations

from stretchtimer.engine.model import Dose, Routine, Stretch, Times
from stretchtimer.services.audio.audio_out import SETTLE_MS
from stretchtimer.terminal.terminal_mode import Notes, summary_lines
from tests.terminal.fakes import Played, Press

TWIST = Stretch("twist", "Twist", Dose(30_000), two_sided=True)
HUG = Stretch("hug", "Knee hug", Dose(25_000))
ROUTINE = Routine("r", "R", (HUG, TWIST), Times(first_lead_in_ms=5_000))


def after(*script: tuple[int, Press], width: int = 80) -> list[str]:
    played = Played(ROUTINE, *script)
    played.run()
    return summary_lines(played.runner.state, width)


def test_a_whole_session_is_summed_up() -> None:
    assert after() == [
        "Done. You held for 1 min 25 s.",
        "Rest for a moment, and then get up slowly.",
        "",
        "  Knee hug              25 s",
        "  Twist     LEFT side   30 s",
        "  Twist     RIGHT side  30 s",
    ]


def test_what_was_not_held_is_not_claimed() -> None:
    at_ms = SETTLE_MS + 15_000
    assert after((at_ms, "q"), (at_ms, "y")) == [
        "You held for 10 s.",
        "Rest for a moment, and then get up slowly.",
        "",
        "  Knee hug                     10 s",
        "  Twist     LEFT side   not reached",
        "  Twist     RIGHT side  not reached",
    ]


def test_a_session_without_any_hold_says_so() -> None:
    assert after((1_000, "q"), (1_000, "y")) == ["You held no stretch this time."]


def test_the_table_fits_a_narrow_terminal() -> None:
    assert max(map(len, after(width=28)[2:])) <= 28


def test_each_note_is_kept_once_and_told_at_once() -> None:
    told: list[str] = []
    notes = Notes(lambda: told.append(notes.latest))
    for sentence in ("One.", "", "Two.", "One."):
        notes.add(sentence)
    assert notes.sentences == ("One.", "Two.")
    assert told == ["One.", "Two."]
    assert Notes(lambda: None).latest == ""
