"""What is said, when, and what is left out where time is short."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.engine.cue_layout import cue_map
from stretchtimer.engine.cues import (
    AFTER_SOUND_MS,
    BEFORE_SOUND_MS,
    BETWEEN_LINES_MS,
    PRIORITY,
    SPEECH_PRIORITY,
    Cue,
    CueKind,
    CueStyle,
)
from stretchtimer.engine.model import Breath, Movement, Routine, Side, Stretch, StretchWords, Times
from stretchtimer.engine.plan import Phase, PhaseKind, Plan, make_plan
from stretchtimer.engine.speech import (
    SpeechLine,
    Talk,
    lines_before,
)
from tests.engine.routines import NO_TIMES, AnyVoice, routine, routines, stretch, styles, talking
from tests.spoken_english import SCRIPT
from tests.sweeps import swept

HUG = replace(
    stretch("hug", 25_000),
    name="Knee hug",
    words=StretchWords(
        position="Both knees to your chest.",
        setup=("Lie on your back.", "Hold your thighs."),
        breathing="Breathe out as they come in.",
        release="Set your feet down.",
    ),
)
TWIST = replace(HUG, id="twist", name="Twist", two_sided=True)
CATS = replace(
    stretch("cats"),
    name="Cat-cow",
    movements=(
        Movement("cat", "Cat", 5_000, "Round your back.", Breath.OUT),
        Movement("cow", "Cow", 5_000, "Let it sink.", Breath.IN),
    ),
)
ROOMY = Times(release_ms=8_000)
FULL = talking()
SHORT = talking(Talk.SHORT)


def _all(plan: Plan, style: CueStyle) -> list[tuple[Phase, Cue]]:
    cues = cue_map(plan, style)
    return [(phase, cue) for phase in plan.phases for cue in cues.get(phase.index, ())]


def _said(made: Plan | Routine, style: CueStyle = FULL) -> list[tuple[str, str]]:
    """The kind of each phase with what is said in it, a line for each part."""
    plan = made if isinstance(made, Plan) else make_plan(made)
    return [
        (phase.kind.value, cue.text)
        for phase, cue in _all(plan, style)
        if cue.kind is CueKind.SPEECH
    ]


def test_everything_is_said_in_order_where_there_is_time() -> None:
    assert _said(routine(HUG, TWIST, times=ROOMY)) == [
        ("lead_in", "Knee hug."),
        ("lead_in", "Lie on your back."),
        ("lead_in", "Both knees to your chest."),
        ("lead_in", "Hold for"),
        ("lead_in", "twenty-five seconds."),
        ("hold", "Hold."),
        ("hold", "Breathe out as they come in."),
        ("hold", "Half-way."),
        ("release", "Slowly come out of it."),
        ("release", "Set your feet down."),
        ("change_over", "Next:"),
        ("change_over", "Twist."),
        ("change_over", "Lie on your back."),
        ("lead_in", "Twist."),
        ("lead_in", "Left side."),
        ("lead_in", "Both knees to your chest."),
        ("lead_in", "Hold for"),
        ("lead_in", "twenty-five seconds."),
        ("hold", "Hold."),
        ("hold", "Breathe out as they come in."),
        ("hold", "Half-way."),
        ("release", "Slowly come out of it."),
        ("release", "Set your feet down."),
        ("change_sides", "Now the other side."),
        ("change_sides", "Right side."),
        ("change_sides", "Hold for"),
        ("change_sides", "twenty-five seconds."),
        ("hold", "Hold."),
        ("hold", "Half-way."),
        ("release", "Slowly come out of it."),
        ("release", "Set your feet down."),
    ]


def test_short_talk_says_name_side_half_way_and_the_count() -> None:
    assert _said(routine(HUG, TWIST, times=ROOMY), SHORT) == [
        ("lead_in", "Knee hug."),
        ("hold", "Half-way."),
        ("lead_in", "Twist."),
        ("lead_in", "Left side."),
        ("hold", "Half-way."),
        ("change_sides", "Right side."),
        ("hold", "Half-way."),
    ]


@pytest.mark.parametrize("talk", [Talk.FULL, Talk.SHORT])
def test_the_last_three_seconds_are_counted_in_words(talk: Talk) -> None:
    plan = make_plan(routine(HUG, times=NO_TIMES))
    counts = [cue for _, cue in _all(plan, talking(talk)) if cue.kind is CueKind.COUNT]
    assert [(cue.offset_ms, cue.clip, cue.text) for cue in counts] == [
        (22_000, "Three.", "3"),
        (23_000, "Two.", "2"),
        (24_000, "One.", "1"),
    ]


def test_a_count_that_takes_longer_than_its_second_is_a_beep() -> None:
    plan = make_plan(routine(HUG, times=NO_TIMES))
    counts = [c.clip for _, c in _all(plan, talking(letter_ms=200)) if c.kind is CueKind.COUNT]
    assert counts == ["count", "Two.", "One."]


@given(routines(), styles())
def test_tones_alone_say_nothing(made: Routine, style: CueStyle) -> None:
    silent = replace(style, talk=Talk.TONES)
    plan = make_plan(made)
    assert _said(plan, silent) == []
    assert {cue.clip for _, cue in _all(plan, silent) if cue.kind is CueKind.COUNT} <= {"count"}


def test_an_alternating_stretch_says_how_at_first_and_then_which() -> None:
    said = [text for kind, text in _said(routine(CATS, times=ROOMY)) if kind == "hold"]
    assert said == ["Round your back.", "Let it sink.", "Cat.", "Half-way.", "Cat.", "Cow."]
    assert ("lead_in", "Keep moving for") in _said(routine(CATS, times=ROOMY))


def test_a_second_repetition_is_announced_as_one_more() -> None:
    twice = replace(HUG, dose=replace(HUG.dose, repetitions=2))
    said = _said(routine(twice, times=ROOMY))
    again = said.index(("lead_in", "Once more."))
    assert said[again + 1 : again + 3] == [
        ("lead_in", "Hold for"),
        ("lead_in", "twenty-five seconds."),
    ]
    assert said.count(("hold", "Breathe out as they come in.")) == 1, "the hint comes once"


def test_a_line_without_a_clip_for_each_of_its_parts_is_left_out_as_a_whole() -> None:
    class Without(AnyVoice):
        def __contains__(self, text: object) -> bool:
            return text not in ("twenty-five seconds.", "Left side.")

    said = _said(routine(TWIST, times=ROOMY), replace(FULL, voice=Without()))
    assert "Hold for" not in [text for _, text in said]
    assert [text for _, text in said][:2] == ["Twist.", "Lie on your back."]


def test_the_sound_of_the_end_is_followed_by_the_closing_words_in_full_talk_only() -> None:
    plan = make_plan(routine(HUG))
    sound = CueKind.ROUTINE_END.value
    for style, clip in ((FULL, SCRIPT.closing), (SHORT, sound), (CueStyle(script=SCRIPT), sound)):
        ends = [cue for _, cue in _all(plan, style) if cue.kind is CueKind.ROUTINE_END]
        assert [cue.clip for cue in ends] == [clip]
        assert ends[0].text == "Finished"


@pytest.mark.parametrize("lead_in_ms", [0, 500, 1_400])
def test_a_name_that_had_no_time_before_its_hold_is_said_in_it(lead_in_ms: int) -> None:
    times = replace(NO_TIMES, first_lead_in_ms=lead_in_ms)
    said = _said(routine(TWIST, times=times))
    assert said[:3] == [("hold", "Twist."), ("hold", "Left side."), ("hold", "Hold.")]
    assert ("hold", "Right side.") in said, "the second side follows without any pause"
    assert said.count(("hold", "Twist.")) == 2


def test_a_line_is_left_out_only_if_it_has_no_room_beside_the_more_important_ones() -> None:
    left_out = []
    for lead_in_ms in range(1_500, 20_000, 100):
        plan = make_plan(routine(TWIST, times=replace(ROOMY, first_lead_in_ms=lead_in_ms)))
        heard = {text for kind, text in _said(plan) if kind == "lead_in"}
        room_ms = lead_in_ms - FULL.length_ms("lead_in") - AFTER_SOUND_MS - BEFORE_SOUND_MS
        needed_ms = 0
        lines = {spoken.line: spoken for spoken in lines_before(plan, plan.phases[0])}
        for line in filter(lines.__contains__, SPEECH_PRIORITY):
            with_it_ms = needed_ms + FULL.spoken_ms(lines[line])
            with_it_ms += BETWEEN_LINES_MS if needed_ms else 0
            if heard >= {*SCRIPT.parts(lines[line])}:
                needed_ms = with_it_ms
            else:
                assert with_it_ms > room_ms, (lead_in_ms, line)
                left_out.append(line)
        assert needed_ms <= max(0, room_ms)
    assert {*left_out} == {
        SpeechLine.NAME,
        SpeechLine.SIDE,
        SpeechLine.POSITION,
        SpeechLine.DOSE,
        SpeechLine.START,
    }


@pytest.mark.parametrize("talk", [Talk.FULL, Talk.SHORT])
@pytest.mark.parametrize(
    "lead_in_ms", swept([0, 1, 700, 2_000, 3_500, 6_000, 10_000, 15_000], [0, 3_500])
)
@pytest.mark.parametrize("step_s", swept([1, 13], [13]))
def test_nothing_overlaps_and_all_is_said_within_its_phase_from_5_s_to_600_s(
    talk: Talk, lead_in_ms: int, step_s: int
) -> None:
    times = Times(lead_in_ms, lead_in_ms, lead_in_ms, lead_in_ms, lead_in_ms, lead_in_ms)
    style = talking(talk)
    for seconds in range(5, 601, step_s * (5 if lead_in_ms else 1)):
        hold_ms = seconds * 1_000
        twist = replace(TWIST, dose=replace(TWIST.dose, hold_ms=hold_ms))
        cats = replace(CATS, dose=replace(CATS.dose, hold_ms=605_000 - hold_ms))
        _assert_well_placed(make_plan(routine(twist, cats, times=times)), style)


@given(routines(waits=st.just(False)), styles())
def test_nothing_overlaps_whatever_the_routine_the_clips_and_the_talk(
    made: Routine, style: CueStyle
) -> None:
    _assert_well_placed(make_plan(made), style)


def _assert_well_placed(plan: Plan, style: CueStyle) -> None:
    sounds = [
        (phase.start_ms + cue.offset_ms, style.length_ms(cue.clip), cue, phase)
        for phase, cue in _all(plan, style)
    ]
    sounds.sort(key=lambda sound: sound[0])
    for (start_ms, length_ms, before, _), (next_ms, _, after, _) in pairwise(sounds):
        assert start_ms + length_ms <= next_ms, (before, after)
    for start_ms, length_ms, cue, phase in sounds:
        if cue.kind is CueKind.SPEECH:
            assert phase.start_ms <= start_ms
            assert start_ms + length_ms + BEFORE_SOUND_MS <= phase.end_ms


@given(routines(waits=st.just(False)), styles())
def test_speech_never_costs_a_sound_as_important_as_the_count(
    made: Routine, style: CueStyle
) -> None:
    plan = make_plan(made)
    important = PRIORITY[: PRIORITY.index(CueKind.COUNT) + 1]

    def sounds(talk: Talk) -> set[tuple[int, CueKind, int]]:
        return {
            (phase.index, cue.kind, cue.offset_ms)
            for phase, cue in _all(plan, replace(style, talk=talk))
            if cue.kind in important
        }

    # A spoken number may even take less time than the beep, and then leave room for more.
    assert sounds(Talk.FULL) >= sounds(Talk.TONES)


def test_whoever_is_waited_for_hears_everything() -> None:
    waiting = replace(NO_TIMES, wait_until_ready=True, first_lead_in_ms=1_000)
    said = _said(routine(TWIST, times=waiting))
    assert [text for kind, text in said if kind == "lead_in"] == [
        "Twist.",
        "Left side.",
        "Lie on your back.",
        "Both knees to your chest.",
        "Hold for",
        "twenty-five seconds.",
    ]


@pytest.mark.parametrize(
    ("duration_ms", "parts"),
    [
        (1_000, ("one second.",)),
        (5_000, ("five seconds.",)),
        (20_400, ("twenty seconds.",)),
        (29_500, ("thirty seconds.",)),
        (45_000, ("forty-five seconds.",)),
        (60_000, ("one minute.",)),
        (61_000, ("one minute and", "one second.")),
        (90_000, ("one minute and", "thirty seconds.")),
        (600_000, ("ten minutes.",)),
        (1_279_000, ("twenty-one minutes and", "nineteen seconds.")),
        (3_600_000, ("sixty minutes.",)),
        (200, ("one second.",)),
    ],
)
def test_a_duration_is_said_in_minutes_and_seconds(
    duration_ms: int, parts: tuple[str, ...]
) -> None:
    assert SCRIPT.duration(duration_ms) == parts


@given(routines(), styles())
def test_every_text_that_is_said_is_among_those_that_are_recorded(
    made: Routine, style: CueStyle
) -> None:
    plan = make_plan(made)
    said = {text for _, text in _said(plan, replace(style, talk=Talk.FULL, voice=AnyVoice()))}
    assert said <= SCRIPT.texts_of(plan) <= SCRIPT.every_text([made])


def test_what_is_said_outside_of_sessions_is_recorded_as_well() -> None:
    assert SCRIPT.sound_check in SCRIPT.every_text([])
    assert not any(not text.strip() for text in SCRIPT.every_text([routine(HUG, CATS)]))


def test_the_sides_are_said_in_the_order_in_which_they_are_held() -> None:
    right_first: Stretch = replace(TWIST, first_side=Side.RIGHT)
    sides = [text for _, text in _said(routine(right_first)) if text.endswith("side.")]
    assert sides == ["Right side.", "Now the other side.", "Left side."]


def test_the_way_out_waits_for_the_sound_of_the_end() -> None:
    plan = make_plan(routine(HUG, times=ROOMY))
    release = next(phase for phase in plan.phases if phase.kind is PhaseKind.RELEASE)
    first = cue_map(plan, FULL)[release.index][0]
    assert first.text == "Slowly come out of it."
    assert first.offset_ms >= FULL.length_ms("stretch_end")


@pytest.mark.parametrize("lead_in_ms", [0, 2_000])
def test_a_change_over_says_all_that_the_lead_in_has_no_time_for(lead_in_ms: int) -> None:
    brief = replace(ROOMY, lead_in_ms=lead_in_ms, change_over_ms=20_000)
    said = [text for kind, text in _said(routine(HUG, TWIST, times=brief)) if kind == "change_over"]
    assert said == [
        *("Next:", "Twist.", "Left side.", "Lie on your back.", "Both knees to your chest."),
        *("Hold for", "twenty-five seconds."),
    ]
    short = [text for kind, text in _said(routine(HUG, TWIST, times=brief), SHORT)]
    assert short[short.index("Half-way.") + 1 :][:3] == ["Next:", "Twist.", "Left side."]


def test_where_no_release_follows_one_is_told_to_come_out_in_what_does() -> None:
    made = routine(TWIST, HUG, times=replace(ROOMY, release_ms=0))
    said = _said(made)
    assert [kind for kind, text in said if text == "Slowly come out of it."] == [
        "change_sides",
        "change_over",
    ]


def test_the_release_of_a_routine_that_names_none_has_time_for_the_way_out() -> None:
    assert ("release", "Set your feet down.") in _said(routine(HUG, times=Times()))


@pytest.mark.parametrize("style", [FULL, SHORT], ids=["full", "short"])
@pytest.mark.parametrize("hold_ms", [20_000, 30_000, 600_000])
def test_half_way_is_said_at_the_turn_of_a_movement_as_well(style: CueStyle, hold_ms: int) -> None:
    cats = replace(CATS, dose=replace(CATS.dose, hold_ms=hold_ms))
    plan = make_plan(routine(cats, times=NO_TIMES))
    told = [cue.offset_ms for _, cue in _all(plan, style) if cue.text == "Half-way."]
    assert len(told) == 1
    assert hold_ms // 2 < told[0] < hold_ms // 2 + 1_500
    assert "Half-way." not in [text for _, text in _said(plan, replace(style, half_way=False))]


@pytest.mark.parametrize("style", [FULL, SHORT], ids=["full", "short"])
@pytest.mark.parametrize("is_wanted", [True, False])
def test_what_is_to_be_done_half_way_is_said_then_whether_half_way_is_wanted_or_not(
    style: CueStyle, is_wanted: bool
) -> None:
    voice = {**style.voice, "Change knees.": "change-knees"}
    words = replace(HUG.words, half_way="Change knees.")
    plan = make_plan(routine(replace(HUG, words=words), times=NO_TIMES))
    told = _all(plan, replace(style, voice=voice, half_way=is_wanted))
    (said,) = [cue for _, cue in told if cue.text == "Change knees." and cue.line]
    assert HUG.hold_ms // 2 < said.offset_ms < HUG.hold_ms // 2 + 1_500
    assert [cue.text for _, cue in told if cue.kind is CueKind.HALF_WAY] == ["Change knees."]
    assert "Half-way." not in [cue.text for _, cue in told]


def test_how_a_movement_is_done_is_more_than_half_way() -> None:
    cats = replace(CATS, dose=replace(CATS.dose, hold_ms=10_000))
    assert _said(routine(cats, times=NO_TIMES))[-1] == ("hold", "Let it sink.")
