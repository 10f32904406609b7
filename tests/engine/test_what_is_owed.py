"""What was not heard to its end stays owed until it is said, and no two sounds ever meet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stretchtimer.engine.commands import (
    AnyCommand,
    Extend,
    GoTo,
    Next,
    Pause,
    Previous,
    Ready,
    Restart,
    Resume,
    SkipStretch,
)
from stretchtimer.engine.cue_layout import Layout
from stretchtimer.engine.cue_rescheduling import restyled
from stretchtimer.engine.cues import Cue, CueKind, CueStyle
from stretchtimer.engine.events import CueDue
from stretchtimer.engine.model import Movement, Routine, Stretch, StretchWords, Times
from stretchtimer.engine.plan import Phase, PhaseKind, make_plan
from stretchtimer.engine.speech import Talk
from stretchtimer.services.audio.clip_library import bundled_clips
from stretchtimer.services.audio.cue_style import cue_style
from stretchtimer.services.person.settings import Settings
from tests.engine.laws import LONG_HOLD_MS, Witness, needed_ms
from tests.engine.routines import (
    ALL_CLIPS,
    CAT_COW,
    NO_TIMES,
    AnyVoice,
    Lengths,
    Played,
    commands,
    routine,
    routines,
    started,
    stretch,
    talking,
)
from tests.services.session.sessions import bundled_routine
from tests.spoken_english import SCRIPT
from tests.sweeps import swept

STYLE = talking()
WORDS = StretchWords("Both knees up.", ("Lie down.",), breathing="Breathe.", release="Feet down.")
HUG = replace(stretch("hug", 20_000), name="Hug", words=WORDS, two_sided=True)
TWIST = replace(HUG, id="twist", name="Spinal twist")
BRIEF = replace(NO_TIMES, change_over_ms=3_000)
TINY = Times(1, 1, 1, 1, 1, 1, rounds=20)
TWO = routine(HUG, TWIST)


class Nameless(AnyVoice):
    """A voice that knows no names of stretches."""

    def __contains__(self, text: object) -> bool:
        return text not in ("Hug.", "Spinal twist.", "A.", "B.", "C.")


def _said(played: Played, since_ms: int = 0) -> list[str]:
    cues = [event for event in played.events if isinstance(event, CueDue)]
    return [e.cue.text for e in cues if e.cue.kind is CueKind.SPEECH and e.due_ms >= since_ms]


def _index(played: Played, kind: PhaseKind, stretch_id: str) -> int:
    phases = played.state.plan.phases
    return next(p.index for p in phases if (p.kind, p.stretch.id) == (kind, stretch_id))


def test_a_change_over_with_time_for_the_side_alone_leaves_the_name_to_the_hold() -> None:
    long = replace(TWIST, name="A twist of the spine")
    played = started(routine(HUG, long, times=BRIEF), STYLE)
    over = played.state.plan.phases[_index(played, PhaseKind.CHANGE_OVER, "twist")]
    played.poll(over.end_ms)
    assert _said(played, over.start_ms) == ["Left side.", "Lie down."]
    played.poll(over.end_ms + 7_000)
    assert _said(played, over.end_ms)[:2] == ["A twist of the spine.", "Left side."]


def test_a_jump_to_a_brief_lead_in_says_the_name_and_then_the_side() -> None:
    brief = replace(Times(), lead_in_ms=3_000)
    played = started(routine(HUG, TWIST, times=brief), STYLE)
    played.do(GoTo(_index(played, PhaseKind.LEAD_IN, "twist")))
    played.wait(8_000)
    assert _said(played)[:2] == ["Spinal twist.", "Left side."]


@pytest.mark.parametrize("pressed_ms", [0, 100, 1_000])
def test_whoever_skips_on_to_the_other_side_hears_of_which_stretch(pressed_ms: int) -> None:
    played = started(TWO, STYLE)
    for _ in range(2):
        played.wait(pressed_ms)
        played.do(Next())
    assert played.state.phase.kind is PhaseKind.CHANGE_SIDES
    skipped_ms = played.now_ms
    played.wait(8_000)
    said = _said(played, skipped_ms)
    assert said[:3] == ["Slowly come out of it.", "Hug.", "Right side."]
    assert "Now the other side." not in said


def test_whoever_heard_the_name_hears_of_the_other_side() -> None:
    played = started(TWO, STYLE)
    played.wait(4_000)
    for _ in range(2):
        played.do(Next())
    played.wait(8_000)
    assert _said(played)[-5:-2] == ["Slowly come out of it.", "Now the other side.", "Right side."]


@pytest.mark.parametrize("command", [Ready(), Next()], ids=["ready", "next"])
@pytest.mark.parametrize("pressed_ms", [0, 800, 1_500])
def test_a_hold_begun_and_begun_again_before_its_name_says_it(
    command: AnyCommand, pressed_ms: int
) -> None:
    played = started(TWO, STYLE)
    played.do(command)
    played.wait(pressed_ms)
    played.do(Restart())
    again_ms = played.now_ms
    played.wait(8_000)
    assert _said(played, again_ms)[:3] == ["Hug.", "Left side.", "Hold."]


def test_a_hold_begun_again_after_its_name_does_not_say_it_twice() -> None:
    played = started(TWO, STYLE)
    played.do(Ready())
    played.wait(6_000)
    played.do(Restart())
    again_ms = played.now_ms
    played.wait(8_000)
    assert _said(played, again_ms) == ["Hold.", "Breathe."]


def test_whoever_goes_back_is_told_everything_again() -> None:
    played = started(TWO, STYLE)
    played.wait(15_000)
    played.do(Previous())
    back_ms = played.now_ms
    played.wait(14_999)
    assert _said(played, back_ms) == [
        *("Hug.", "Left side.", "Lie down.", "Both knees up.", "Hold for", "twenty seconds."),
    ]


@pytest.mark.parametrize("into_ms", [500, 1_000, 2_000])
def test_to_come_out_of_a_hold_stays_owed_beyond_a_pause_and_a_brief_release(into_ms: int) -> None:
    made = routine(HUG, TWIST, times=Times(release_ms=into_ms, change_sides_ms=9_000))
    played = started(made, STYLE)
    release = played.state.plan.phases[_index(played, PhaseKind.RELEASE, "hug")]
    played.poll(release.end_ms - 100)
    played.do(Pause())
    played.wait(5_000)
    played.do(Resume())
    resumed_ms = played.now_ms
    played.wait(9_000)
    assert _said(played, resumed_ms)[:3] == [
        *("Slowly come out of it.", "Now the other side.", "Right side."),
    ]


def test_a_longer_lead_in_says_what_it_had_no_time_for_but_nothing_out_of_order() -> None:
    played = started(routine(TWIST, times=Times(first_lead_in_ms=4_800)), STYLE)
    played.wait(4_000)
    assert _said(played) == ["Spinal twist.", "Left side.", "Both knees up."]
    played.do(Extend())
    played.wait(9_000)
    assert _said(played)[3:] == ["Hold for", "twenty seconds."], "it is too late to lie down"


def test_a_line_that_has_begun_goes_on_when_its_phase_is_made_longer() -> None:
    played = started(TWO, STYLE)
    while _said(played)[-1:] != ["Hold for"]:
        played.wait(50)
    played.do(Extend())
    played.wait(9_000)
    assert _said(played)[-2:] == ["Hold for", "twenty seconds."]
    assert len(_said(played)) == len(set(_said(played)))


def test_a_hold_with_quick_movements_is_named_before_they_are() -> None:
    quick = (Movement("up", "Up", 1_000), Movement("down", "Down", 1_000))
    cats = replace(stretch("cats", 12_000, movements=quick), name="Cat and cow")
    played = started(routine(cats, times=NO_TIMES), STYLE)
    played.wait(12_000)
    assert _said(played)[0] == "Cat and cow."
    steps = [at for at, kind in played.cues() if kind is CueKind.MOVEMENT]
    assert steps[:2] == [2_000, 3_000], "that at 1 s makes way"


def test_what_a_pause_cut_in_the_middle_of_a_hold_is_said_when_it_goes_on() -> None:
    played = started(routine(HUG, times=NO_TIMES), STYLE)
    played.poll(11_000)
    assert _said(played)[-1] == "Half-way."
    played.do(Pause())
    played.do(Resume())
    resumed_ms = played.now_ms
    played.wait(6_000)
    assert _said(played, resumed_ms) == ["Half-way."]


def test_half_way_that_was_heard_is_not_said_again() -> None:
    played = started(routine(HUG, times=NO_TIMES), STYLE)
    played.poll(13_000)
    played.do(Pause())
    played.do(Resume())
    resumed_ms = played.now_ms
    played.wait(6_000)
    assert _said(played, resumed_ms) == []


def test_the_sound_of_a_phase_waits_for_the_one_that_still_rings() -> None:
    played = started(TWO, STYLE)
    played.wait(300)
    played.do(Next())
    played.wait(2_000)
    assert played.cues()[:2] == [(0, CueKind.LEAD_IN), (1_300, CueKind.HOLD_START)]


def test_a_sound_that_would_come_too_late_is_left_out() -> None:
    ends = routine(stretch("a", 1_000), times=replace(NO_TIMES, first_lead_in_ms=9_000))
    played = started(ends, STYLE)
    played.wait(300)
    played.do(Next())
    played.wait(2_000)
    assert played.cues() == [(0, CueKind.LEAD_IN), (1_300, CueKind.ROUTINE_END)]


def test_whose_name_nobody_can_say_is_told_of_the_other_side() -> None:
    played = started(TWO, replace(STYLE, voice=Nameless()))
    played.wait(60_000)
    assert "Now the other side." in _said(played)


sane_styles = st.builds(
    CueStyle,
    st.booleans(),
    st.builds(
        Lengths,
        st.fixed_dictionaries({clip: st.integers(100, 1_500) for clip in ALL_CLIPS}),
        st.sampled_from([30, 60, 90]),
    ),
    st.sampled_from([Talk.FULL, Talk.FULL, Talk.SHORT, Talk.TONES]),
    st.just(AnyVoice()),
    script=st.just(SCRIPT),
)
"""Sounds and words of usual lengths."""

instants = st.integers(0, 6_000) | st.sampled_from([0, 1, 13_000, 40_000])
presses = st.lists(st.tuples(instants, commands), max_size=12)
HUG_AT_ONCE = routine(HUG, times=NO_TIMES)


@given(routines(), sane_styles, st.sampled_from([0, 600]), presses)
@example(HUG_AT_ONCE, STYLE, 0, [(100, Pause()), (0, Resume())])
@example(routine(stretch("a", movements=CAT_COW), times=BRIEF), STYLE, 0, [(4_900, Restart())])
@example(TWO, STYLE, 0, [(500, Next()), (300, Next()), (200, Previous())])
def test_no_two_sounds_meet_and_each_hold_with_room_for_it_is_named(
    made: Routine, style: CueStyle, settle_ms: int, script: list[tuple[int, AnyCommand]]
) -> None:
    witness = Witness(started(made, style, settle_ms))
    for wait_ms, command in script:
        witness.wait(wait_ms)
        witness.try_(command)
    for command in (Resume(), Ready()):
        witness.try_(command)
        witness.wait(100_000)
    assert witness.overlaps() == []
    assert witness.untold() == []


@given(routines(), sane_styles, presses, presses)
def test_the_same_holds_when_names_can_be_said_only_from_some_instant_on(
    made: Routine,
    style: CueStyle,
    before: list[tuple[int, AnyCommand]],
    after: list[tuple[int, AnyCommand]],
) -> None:
    texts = SCRIPT.texts_of(make_plan(made))
    lengths_ms = {**style.lengths_ms, **{text: style.lengths_ms.get(text, 1) for text in texts}}
    style = replace(style, lengths_ms=lengths_ms)
    witness = Witness(started(made, replace(style, voice=Nameless())))
    for wait_ms, command in before:
        witness.wait(wait_ms)
        witness.try_(command)
    witness.played.state = restyled(witness.played.state, style)
    since_ms = witness.played.now_ms
    for wait_ms, command in [*after, (0, Resume()), (9_000, Ready())]:
        witness.wait(wait_ms)
        witness.try_(command)
    witness.wait(100_000)
    assert witness.overlaps() == []
    assert witness.untold(since_ms + 1) == []


PRESSES: list[tuple[AnyCommand, ...]] = [
    *((Pause(), Resume()), (Extend(),), (Next(),), (Next(), Next()), (Previous(),)),
    *(
        (Restart(),),
        (SkipStretch(),),
        (Previous(), SkipStretch()),
        (Ready(),),
        (Ready(), Restart()),
        (Extend(), Pause(), Resume()),
    ),
]


@pytest.mark.parametrize(
    "pressed", swept(PRESSES, PRESSES[::4]), ids=lambda one: "+".join(type(c).__name__ for c in one)
)
def test_nothing_meets_whatever_is_pressed_within_any_cue_of_the_bundled_routine(
    pressed: tuple[AnyCommand, ...],
) -> None:
    made = bundled_routine()
    style = cue_style(Settings(), make_plan(made), bundled_clips(), SCRIPT)
    straight = started(made, style)
    straight.poll(145_000)
    cues = [event for event in straight.events if isinstance(event, CueDue)]
    assert len(cues) > 40
    for event in cues:
        witness = Witness(started(made, style))
        witness.wait(event.due_ms + style.length_ms(event.cue.clip) // 2)
        for command in pressed:
            witness.try_(command)
            witness.wait(90)
        witness.wait(12_000)
        assert witness.overlaps() == [], event
        assert witness.untold() == [], event


def test_twelve_seconds_are_enough_for_any_name_of_the_bundled_routine() -> None:
    plan = make_plan(bundled_routine())
    style = cue_style(Settings(), plan, bundled_clips(), SCRIPT)
    assert max(needed_ms(phase, style) for phase in plan.phases) <= LONG_HOLD_MS


@pytest.mark.parametrize("hold_ms", range(6_000, 16_000, 500))
@pytest.mark.parametrize("between_ms", [0, 1, 3_000])
def test_an_own_routine_without_time_between_names_each_hold(hold_ms: int, between_ms: int) -> None:
    short: Stretch = replace(TWIST, dose=replace(TWIST.dose, hold_ms=hold_ms))
    times = replace(NO_TIMES, change_over_ms=between_ms, change_sides_ms=between_ms)
    witness = Witness(started(routine(replace(short, id="b"), short, times=times), STYLE))
    witness.wait(200_000)
    assert witness.untold() == []
    assert witness.overlaps() == []


def test_a_name_that_can_be_said_from_the_next_hold_on_is_said_there() -> None:
    played = started(TWO, replace(STYLE, voice=Nameless()))
    played.wait(20_000)
    played.state = restyled(played.state, STYLE)
    played.wait(60_000)
    assert _said(played)[_said(played).index("Slowly come out of it.") :][2:4] == [
        *("Hug.", "Right side."),
    ]


@pytest.mark.parametrize("command", [Next(), Previous(), Extend(), GoTo(900), Pause(), Restart()])
def test_a_command_lays_out_one_phase_however_long_the_routine(
    command: AnyCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = started(routine(stretch(hold_ms=1_000, repetitions=1_000 // 20), times=TINY), STYLE)
    assert len(played.state.plan.phases) > 2_000
    played.do(GoTo(1_000))
    laid_out: list[Phase] = []

    class Counted(Layout):
        def cues(self) -> tuple[Cue, ...]:
            laid_out.append(self._phase)
            return super().cues()

    monkeypatch.setattr("stretchtimer.engine.cue_rescheduling.Layout", Counted)
    played.do(command)
    assert [phase.index for phase in laid_out] == [played.state.phase_index]
