"""Into a pipe a session is told in lines, one for each thing that happens."""

from __future__ import annotations

import io
import re
import signal

from stretchtimer.engine.model import Dose, Movement, Routine, Stretch, StretchWords, Times
from stretchtimer.engine.plan import make_plan
from stretchtimer.services.audio.audio_out import SETTLE_MS
from stretchtimer.terminal.session.plain_screen import PlainScreen
from tests.terminal.fakes import Played, Press

WORDS = StretchWords(position="Lie down.", breathing="Breathe calmly.", release="Slowly.")
TWIST = Stretch("twist", "Spinal twist", Dose(12_000), words=WORDS, two_sided=True)
TIMES = Times(first_lead_in_ms=5_000, change_sides_ms=5_000, release_ms=3_000)
ROUTINE = Routine("r", "R", (TWIST,), TIMES)
IN_HOLD_MS = SETTLE_MS + 8_000


def played(routine: Routine, *script: tuple[int, Press], stream: io.StringIO) -> Played:
    screen = PlainScreen(stream, make_plan(routine))
    return Played(routine, *script, screen=screen)


def told(routine: Routine, *script: tuple[int, Press]) -> list[str]:
    stream = io.StringIO()
    played(routine, *script, stream=stream).run()
    return stream.getvalue().splitlines()


def test_a_session_is_told_from_its_start_to_its_end() -> None:
    assert told(ROUTINE) == [
        "   0:00  Get ready: Spinal twist, LEFT side, 5 s. Lie down.",
        "   0:05  Hold: Spinal twist, LEFT side, 12 s. Breathe calmly.",
        "   0:11  Half-way",
        "   0:14  3",
        "   0:15  2",
        "   0:16  1",
        "   0:17  Come out: Spinal twist, LEFT side, 3 s. Slowly.",
        "   0:20  Change sides: Spinal twist, RIGHT side, 5 s. Lie down.",
        "   0:25  Hold: Spinal twist, RIGHT side, 12 s. Breathe calmly.",
        "   0:31  Half-way",
        "   0:34  3",
        "   0:35  2",
        "   0:36  1",
        "   0:37  Come out: Spinal twist, RIGHT side, 3 s. Slowly.",
        "   0:40  Finished",
        "   0:40  The end",
    ]


def test_without_releases_the_end_of_a_hold_is_told_by_its_cue() -> None:
    twice = Stretch("twist", "Twist", Dose(12_000, repetitions=2))
    no_release = Routine("r", "R", (twice,), Times(first_lead_in_ms=5_000, release_ms=0))
    assert "   0:17  Come out" in told(no_release)


def test_movements_are_told_when_they_are_due() -> None:
    moves = (Movement("a", "Cat", 5_000, "Round up."), Movement("b", "Cow", 5_000))
    routine = Routine("r", "R", (Stretch("c", "Cat-cow", Dose(10_000), movements=moves),), TIMES)
    shown = told(routine)
    assert "   0:05  Keep moving: Cat-cow, 10 s. Round up." in shown
    assert "   0:10  Cow" in shown


LIFTS = Stretch(
    "lifts",
    "Leg lift",
    Dose(8_000, 2, 10_000, is_counted=True),
    movements=(Movement("a", "{Left|Right} leg up", 2_000),),
    alternates=True,
)


def test_what_is_counted_is_told_with_its_movements_and_one_more_of_it() -> None:
    shown = told(Routine("r", "R", (LIFTS,), TIMES), (SETTLE_MS + 6_000, "+"))
    assert shown[:8] == [
        "   0:00  Get ready: Leg lift, 5 s.",
        "   0:05  Keep moving: Leg lift, 2 times.",
        "   0:06  one more",
        "   0:07  Right leg up",
        "   0:09  Left leg up",
        "   0:11  Right leg up",
        "   0:13  Left leg up",
        "   0:15  Right leg up",
    ]


def test_without_a_clock_it_is_told_how_a_hold_is_ended() -> None:
    own_pace = Times(first_lead_in_ms=5_000, release_ms=3_000, own_pace=True)
    made = Routine("r", "R", (Stretch("hug", "Hug", Dose(12_000)),), own_pace)
    shown = told(made, (SETTLE_MS + 1_000, "enter"), (SETTLE_MS + 90_000, "enter"))
    assert shown == [
        "   0:00  Get ready: Hug, 5 s.",
        "   0:00  Ready? Press Enter.",
        "   0:01  Hold: Hug. Press Enter when you are done.",
        *(f"   0:0{second}  {number}" for second, number in ((1, 3), (2, 2), (3, 1))),
        "   1:30  Come out: Hug, 3 s.",
        "   1:33  Finished",
        "   1:33  The end",
    ]


def test_there_are_no_control_codes() -> None:
    assert re.fullmatch(r"[ -~\n]*", "\n".join(told(ROUTINE)))


def test_pauses_and_more_time_are_told() -> None:
    shown = told(ROUTINE, (IN_HOLD_MS, "space"), (IN_HOLD_MS + 60_000, "space"))
    assert "   0:08  Paused" in shown
    assert "   1:08  Resuming" in shown
    assert "   0:08  10 s more" in told(ROUTINE, (IN_HOLD_MS, "+"))


def test_the_question_the_keys_and_the_sound_are_told() -> None:
    keys = ("?", "x", "m", "m", "q", "y")
    shown = told(ROUTINE, *((IN_HOLD_MS + 10 * place, key) for place, key in enumerate(keys)))
    words = [line[9:] for line in shown]
    assert "Right or N: Next part" in words
    assert words.index("The sound is off.") < words.index("The sound is on.")
    assert "End the session? What you have held is in your record. (Y/N)" in words
    assert words[-1] == "Ended early"


def test_a_note_is_told_once() -> None:
    stream = io.StringIO()
    session = played(ROUTINE, stream=stream)
    session.note = "No sound."
    session.run()
    assert stream.getvalue().count("No sound.") == 1


def test_a_waiting_lead_in_asks() -> None:
    waits = Routine("r", "R", (TWIST,), Times(wait_until_ready=True))
    assert "   0:00  Ready? Press Enter." in told(waits, (9_000, "enter"))


def test_time_that_the_machine_lost_is_told() -> None:
    stream = io.StringIO()
    session = played(ROUTINE, stream=stream)

    def sleep() -> None:
        session.clock.now_ms += 60_000

    session.keys.script += [(IN_HOLD_MS, sleep), (IN_HOLD_MS + 90_000, "space")]
    session.run()
    assert "The computer was asleep or stopped for 1 min" in stream.getvalue()


def test_a_reader_that_is_gone_ends_the_session() -> None:
    class Gone(io.StringIO):
        def flush(self) -> None:
            raise BrokenPipeError

    session = played(ROUTINE, stream=Gone())
    assert session.run() == signal.SIGHUP
    assert session.runner.state.is_over
