"""The whole-screen view says everything that matters, at any size and without colours."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from stretchtimer.engine.commands import Pause, Ready, Resume, Start
from stretchtimer.engine.cues import CueStyle
from stretchtimer.engine.model import Dose, Movement, Routine, Side, Stretch, StretchWords, Times
from stretchtimer.engine.plan import make_plan
from stretchtimer.engine.session import SessionState, new_session
from stretchtimer.engine.state_machine import advance, apply
from stretchtimer.services.session.runner import SessionRunner
from stretchtimer.services.session.session_view import session_view
from stretchtimer.services.wording.session import side_badge
from stretchtimer.terminal.session.live_screen import HEIGHT, LiveScreen, big_number
from stretchtimer.terminal.session.screen_content import Over, ScreenContent
from tests.terminal.fakes import FakeClock

WORDS = StretchWords(position="Lie on your back.", breathing="Breathe calmly.", release="Slowly.")
TWIST = Stretch("twist", "Spinal twist", Dose(30_000), words=WORDS, two_sided=True)
CATS = (Movement("cat", "Cat", 5_000, "Round up."), Movement("cow", "Cow", 5_000, "Sink."))
CAT_COW = Stretch("cat-cow", "Cat-cow", Dose(30_000), words=WORDS, movements=CATS)
TIMES = Times(first_lead_in_ms=5_000, change_sides_ms=5_000, release_ms=3_000)
PLAN = make_plan(Routine("r", "After your walk", (TWIST, CAT_COW), TIMES))
SIZES = [(80, 24), (40, 24), (40, 12), (200, 60)]
HOLD_MS = 5_000


def state_at(at_ms: int) -> SessionState:
    state, _ = apply(new_session(PLAN, CueStyle()), Start(), 0)
    return advance(state, at_ms)[0]


def picture(
    at_ms: int, over: Over = Over.NOTHING, note: str = "", muted: bool = False
) -> ScreenContent:
    return ScreenContent(session_view(state_at(at_ms), at_ms), over, muted, note)


def lines(shown: ScreenContent, width: int = 80, height: int = 24, **console: object) -> list[str]:
    stream = io.StringIO()
    options = {"color_system": None, **console}
    drawn = Console(
        file=stream,
        width=width,
        height=height,
        force_terminal=True,
        **options,  # type: ignore[arg-type]
    )
    screen = LiveScreen(drawn, PLAN.routine.name)
    drawn.print(screen.drawn(shown), height=height)
    return stream.getvalue().splitlines()


def text(shown: ScreenContent, width: int = 80, height: int = 24) -> str:
    return " ".join(" ".join(lines(shown, width, height)).split())


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_hold_shows_everything_that_matters(width: int, height: int) -> None:
    shown = text(picture(HOLD_MS + 12_000), width, height)
    for words in (
        "Spinal twist",
        "LEFT side",
        "Hold",
        "Breathe calmly.",
        "Next: the other side",
        "hold 1 of 3",
        "left",
        "Space pause",
        "Q end",
        "? keys",
    ):
        assert words in shown


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("over", Over)
def test_it_fits_its_terminal(width: int, height: int, over: Over) -> None:
    shown = lines(picture(HOLD_MS + 12_000, over, "A note. " * 12), width, height)
    assert len(shown) == height
    assert max(map(len, shown)) <= width


def test_large_digits_show_the_seconds() -> None:
    shown = "\n".join(lines(picture(HOLD_MS + 12_000)))
    assert all(row.rstrip() in shown for row in big_number("18"))


def test_a_low_terminal_shows_the_seconds_in_its_line() -> None:
    assert "Hold 18" in text(picture(HOLD_MS + 12_000), height=12)


def test_many_seconds_are_shown_as_minutes() -> None:
    long = Stretch("long", "Long", Dose(600_000))
    state, _ = apply(new_session(make_plan(Routine("r", "R", (long,))), CueStyle()), Start(), 0)
    state, _ = advance(state, 15_000)
    shown = ScreenContent(session_view(state, 15_000))
    assert "Hold 10:00" in text(shown, height=12)


@pytest.mark.parametrize(
    ("at_ms", "words"),
    [
        (0, ["Get ready", "Lie on your back.", "LEFT side"]),
        (35_000, ["Come out", "Slowly.", "Next: the other side"]),
        (38_000, ["Change sides", "RIGHT side"]),
        (76_000, ["Coming next", "Cat-cow"]),
        (101_000, ["Keep moving", "Cow", "Sink.", "This is the last one"]),
    ],
)
def test_each_stage_is_named_in_words(at_ms: int, words: list[str]) -> None:
    shown = text(picture(at_ms))
    assert [word for word in words if word not in shown] == []


def test_the_bar_grows_with_the_hold() -> None:
    def done(at_ms: int) -> int:
        return "".join(lines(picture(HOLD_MS + at_ms))).count("━")

    assert done(0) == 0
    assert done(15_000) == 30
    assert done(29_999) == 59


def test_a_pause_and_the_count_in_after_it_are_said() -> None:
    state, _ = apply(state_at(HOLD_MS + 12_000), Pause(), HOLD_MS + 12_000)
    assert "Paused" in text(ScreenContent(session_view(state, HOLD_MS + 12_000)))
    state, _ = apply(state, Resume(), HOLD_MS + 20_000)
    assert "Resuming in 3" in text(ScreenContent(session_view(state, HOLD_MS + 20_000)), height=12)


def test_why_it_is_paused_after_a_gap_is_said_until_it_goes_on() -> None:
    clock = FakeClock()
    runner = SessionRunner(clock, PLAN, CueStyle())
    console = Console(width=80, height=24, color_system=None, record=True, file=io.StringIO())
    screen = LiveScreen(console, PLAN.routine.name)
    runner.listen(screen.on_event)

    def seen() -> str:
        shown = ScreenContent(session_view(runner.state, runner.now_ms()))
        console.print(screen.drawn(shown), height=24)
        return console.export_text()

    runner.send(Start())
    clock.now_ms += 60_000
    runner.poll()
    assert "The computer was asleep or stopped for 1 min, so the session was paused." in seen()
    runner.send(Resume())
    assert "stood still" not in seen()
    runner.send(Pause())
    assert "stood still" not in seen()


def test_the_question_and_its_keys_take_the_place_of_the_other_keys() -> None:
    shown = text(picture(HOLD_MS, Over.END_QUESTION))
    assert "End the session?" in shown
    assert "Y: end it" in shown
    assert "Space pause" not in shown


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 24)])
def test_what_to_do_when_it_hurts_is_whole_with_its_keys(width: int, height: int) -> None:
    shown = text(picture(HOLD_MS, Over.HURTS), width, height)
    for words in ("The timer is paused.", "Stop at any sharp pain", "S Skip this stretch"):
        assert words in shown
    assert "G When to get help" in shown
    assert "E " not in shown, "this stretch has no easier way"


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 24)])
def test_when_to_get_help_is_whole(width: int, height: int) -> None:
    shown = text(picture(HOLD_MS, Over.HELP), width, height)
    for words in (
        "emergency number",
        "genitals",
        "serious accident",
        "Press any key to choose what to do.",
    ):
        assert words in shown


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 24)])
def test_the_list_of_keys_is_whole(width: int, height: int) -> None:
    shown = text(picture(HOLD_MS, Over.KEYS), width, height)
    for words in ("Space", "Right or N", "Left or B", "Enter", "Q or Escape", "Ten more seconds"):
        assert words in shown


def test_a_note_is_shown_whole_also_where_it_needs_several_lines() -> None:
    note = "No program that can play sound was found: install GStreamer's player."
    assert note in text(picture(HOLD_MS, note=note), width=40)


def test_a_sound_that_is_off_is_said() -> None:
    assert "The sound is off." in text(picture(HOLD_MS, muted=True))


def test_a_terminal_without_colours_gets_none() -> None:
    shown = "".join(lines(picture(HOLD_MS + 28_500), color_system="standard", no_color=True))
    coloured = "".join(lines(picture(HOLD_MS + 28_500), color_system="standard", no_color=False))
    assert "\x1b[31m" not in shown
    assert "\x1b[31m" in coloured


def test_a_terminal_without_blocks_gets_plain_characters() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="strict")
    console = Console(file=stream, width=80, height=24, force_terminal=True, color_system=None)
    screen = LiveScreen(console, "Walk")
    drawn = console.render_lines(screen.drawn(picture(HOLD_MS + 12_000)), pad=False)
    shown = "".join(segment.text for line in drawn for segment in line)
    assert "██" not in shown
    assert "━" not in shown
    assert "##" in shown


def test_a_name_that_is_too_long_is_cut_and_does_not_move_what_is_below() -> None:
    stretch = Stretch("long", "A name of sixty characters " * 3, Dose(30_000), words=WORDS)
    state, _ = apply(new_session(make_plan(Routine("r", "R", (stretch,))), CueStyle()), Start(), 0)
    shown = lines(ScreenContent(session_view(state, 0)), width=40)
    assert shown[2].rstrip().endswith("…")
    assert shown[5].strip() == "Get ready"


def test_opening_takes_the_screen_and_closing_gives_it_back() -> None:
    stream = io.StringIO()
    console = Console(file=stream, width=80, height=24, force_terminal=True)
    screen = LiveScreen(console, "Walk")
    screen.open()
    screen.show(picture(HOLD_MS))
    assert "\x1b[?1049h" in stream.getvalue()
    assert "\x1b[?1049l" not in stream.getvalue()
    screen.close()
    screen.close()
    assert stream.getvalue().count("\x1b[?1049l") == 1
    assert stream.getvalue().rindex("\x1b[?25h") > stream.getvalue().rindex("\x1b[?25l")


def test_a_terminal_that_is_gone_is_noted_and_not_raised() -> None:
    class Gone(io.StringIO):
        def write(self, _text: str) -> int:
            raise OSError(5, "Input/output error")

    console = Console(file=Gone(), width=80, height=24, force_terminal=True)
    screen = LiveScreen(console, "Walk")
    assert not screen.lost
    screen.open()
    screen.show(picture(HOLD_MS))
    screen.close()
    assert screen.lost


@pytest.mark.parametrize("digits", ["0123456789", "12:34"])
def test_large_digits_are_as_wide_in_every_line(digits: str) -> None:
    rows = big_number(digits)
    assert len(rows) == HEIGHT
    assert len({len(row) for row in rows}) == 1


def test_no_two_digits_look_alike() -> None:
    assert len({big_number(digit) for digit in "0123456789"}) == 10


def test_the_sides_are_told_apart_in_words() -> None:
    assert side_badge(Side.LEFT) == "LEFT side"
    assert side_badge(Side.RIGHT) == "RIGHT side"
    assert side_badge(None) == ""


def test_what_is_counted_shows_how_many_are_done_of_how_many() -> None:
    lifts = Stretch("up", "Lift", Dose(30_000, is_counted=True), movements=CATS[:1])
    state, _ = apply(new_session(make_plan(Routine("r", "R", (lifts,))), CueStyle()), Start(), 0)
    at_ms = Times().first_lead_in_ms + 17_000
    shown = ScreenContent(session_view(advance(state, at_ms)[0], at_ms), Over.NOTHING, False, "")
    for height in (12, 24):
        assert "3 of 6 done" in text(shown, height=height)


def test_without_a_clock_it_says_how_the_hold_is_ended() -> None:
    made = Routine("r", "R", (TWIST,), replace(TIMES, own_pace=True))
    state, _ = apply(new_session(make_plan(made), CueStyle()), Start(), 0)
    state, _ = apply(state, Ready(), 1_000)
    at_ms = 80_000
    shown = ScreenContent(session_view(advance(state, at_ms)[0], at_ms), Over.NOTHING, False, "")
    assert "Press Enter when you are done." in text(shown)
