"""Words that can be spoken only from some point of a session on are said from its next phase on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stretchtimer.engine.commands import Start
from stretchtimer.engine.cue_rescheduling import restyled
from stretchtimer.engine.cues import CueKind
from stretchtimer.engine.events import CueDue
from stretchtimer.engine.model import Times
from stretchtimer.engine.plan import PhaseKind, make_plan
from stretchtimer.engine.speech import Talk
from tests.engine.routines import SPOKEN, Played, routine, stretch
from tests.spoken_english import SCRIPT, SIDES

TWO = routine(
    stretch("a", two_sided=True), stretch("b"), times=Times(lead_in_ms=6_000, change_over_ms=6_000)
)
VOICE = {text: f"say {text}" for text in SCRIPT.texts_of(make_plan(TWO))}
LENGTHS = {**SPOKEN.lengths_ms, **dict.fromkeys(VOICE.values(), 900)}
ALL = replace(SPOKEN, talk=Talk.FULL, voice=VOICE, lengths_ms=LENGTHS)
OURS = replace(ALL, voice={text: VOICE[text] for text in VOICE if text not in ("A.", "B.")})
"""The style of somebody whose routine has names that nobody can speak yet."""


def said(played: Played) -> list[tuple[PhaseKind, str]]:
    cues = [event for event in played.events if isinstance(event, CueDue)]
    return [(e.phase.kind, e.cue.text) for e in cues if e.cue.kind is CueKind.SPEECH]


def begun(into_ms: int) -> Played:
    played = Played.of(TWO, OURS)
    played.do(Start())
    played.wait(into_ms)
    return played


def take(played: Played) -> Played:
    played.state = restyled(played.state, ALL)
    return played


def test_a_name_that_the_lead_in_could_not_say_is_said_in_its_hold() -> None:
    played = take(begun(5_000))
    played.wait(20_000)
    names = [kind for kind, text in said(played) if text == "A."]
    assert names == [PhaseKind.HOLD]
    words = [text for kind, text in said(played) if kind is PhaseKind.HOLD]
    assert words[:3] == ["A.", SIDES[TWO.stretches[0].first_side], "Hold."]


def test_who_was_told_which_stretch_it_is_is_not_told_again() -> None:
    style = replace(ALL, voice={text: VOICE[text] for text in VOICE if text != "B."})
    played = Played.of(TWO, style)
    played.do(Start())
    played.wait(5_000)
    take(played).wait(20_000)
    assert [kind for kind, text in said(played) if text == "A."] == [PhaseKind.LEAD_IN]


def test_the_present_phase_goes_on_as_it_began() -> None:
    one, other = begun(1_000), take(begun(1_000))
    rest_ms = one.state.duration_ms - 1_000 - 1
    assert one.wait(rest_ms) == other.wait(rest_ms) != ()


@pytest.mark.parametrize("into_ms", [20_000, 36_000, 41_000, 60_000])
def test_each_later_stretch_is_named(into_ms: int) -> None:
    played = take(begun(into_ms))
    played.wait(200_000)
    assert "B." in [text for _, text in said(played)]
    assert played.state.completed


def test_a_session_not_yet_begun_sounds_as_if_it_had_always_been_so() -> None:
    played, usual = take(Played.of(TWO, OURS)), Played.of(TWO, ALL)
    for one in (played, usual):
        one.do(Start())
        one.wait(200_000)
    assert played.events == usual.events


def test_what_sounds_now_is_as_long_as_ever() -> None:
    played = Played.of(TWO, replace(OURS, lengths_ms={**LENGTHS, "tts:A.": 4_000}))
    played.do(Start())
    assert take(played).state.style.length_ms("tts:A.") == 4_000
