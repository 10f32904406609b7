"""A script gives the words for what is said; the order of their parts is its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stretchtimer.engine.cue_layout import cue_map
from stretchtimer.engine.cues import CueKind, CueStyle
from stretchtimer.engine.model import Side, StretchWords, Times
from stretchtimer.engine.plan import Plan, make_plan
from stretchtimer.engine.script import WORDED_SOUNDS, Reading, Script
from stretchtimer.engine.speech import Sentence, SpeechLine, Spoken, Talk, sentence_of
from tests.engine.routines import AnyVoice, routine, stretch, talking
from tests.spoken_english import SCRIPT

HUG = replace(stretch("hug"), name="Knee hug", words=StretchWords(position="Both knees up"))
PLAN = make_plan(
    routine(HUG, replace(HUG, id="twist", name="Twist"), times=Times(release_ms=8_000))
)
NEXT = Spoken(SpeechLine.NEXT, Sentence.NEXT, "Knee hug")


def _said(script: Script, plan: Plan = PLAN) -> list[str]:
    style = replace(talking(), script=script)
    cues = [cue for of in cue_map(plan, style).values() for cue in of]
    return [cue.text for cue in cues if cue.kind is CueKind.SPEECH]


def _with(sentence: Sentence, *parts: str) -> Script:
    return replace(SCRIPT, sentences={**SCRIPT.sentences, sentence: parts})


def test_a_name_or_a_duration_stands_where_the_language_has_it() -> None:
    assert SCRIPT.parts(NEXT) == ("Next:", "Knee hug.")
    other = _with(Sentence.NEXT, "And now", "{name}", "comes.")
    assert other.parts(NEXT) == ("And now", "Knee hug.", "comes.")
    dose = Spoken(SpeechLine.DOSE, Sentence.HOLD_FOR, duration_ms=90_000)
    other = _with(Sentence.HOLD_FOR, "{duration}", "so long you hold.")
    assert other.parts(dose) == ("one minute and", "thirty seconds.", "so long you hold.")
    assert _said(other)[2:5] == ["thirty seconds.", "so long you hold.", "Hold."]


def test_all_parts_of_a_sentence_are_among_the_texts_that_are_recorded() -> None:
    other = _with(Sentence.NEXT, "And now", "{name}", "comes.")
    assert {"And now", "comes.", "Knee hug."} <= other.texts_of(PLAN)
    assert not any("{" in text for text in other.every_text([PLAN.routine]))


def test_words_of_the_routine_end_as_sentences_of_the_language_do() -> None:
    other = replace(SCRIPT, full_stop="。")
    assert other.sentence("Both knees up") == "Both knees up。"
    assert other.sentence("Both knees up!") == "Both knees up!"
    assert other.sentence("") == ""
    assert {"Knee hug。", "Both knees up。"} <= other.texts_of(PLAN)


def test_an_empty_script_says_nothing_and_every_sound_stays() -> None:
    silent = CueStyle(talk=Talk.FULL, voice=AnyVoice())
    tones = CueStyle(talk=Talk.TONES)
    kinds = [
        [(cue.kind, cue.offset_ms) for of in cue_map(PLAN, style).values() for cue in of]
        for style in (silent, tones)
    ]
    assert kinds[0] == kinds[1]
    said = {cue.text for of in cue_map(PLAN, silent).values() for cue in of}
    assert said == {"", "3", "2", "1"}


def test_a_line_without_words_in_the_script_is_left_out_and_the_others_are_said() -> None:
    said = _said(_with(Sentence.NEXT))
    assert "Next:" not in said
    assert said.count("Twist.") == 1
    assert "Half-way." in said


def test_each_side_has_its_sentence() -> None:
    parts = {side: SCRIPT.parts(Spoken(SpeechLine.SIDE, sentence_of(side))) for side in Side}
    assert parts == {Side.LEFT: ("Left side.",), Side.RIGHT: ("Right side.",)}


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Knee hug.", Reading()),
        ("Hold.", Reading(take=2)),
        ("Two.", Reading(take=1)),
        ("Hold for", Reading(after="ten seconds.")),
        ("three minutes and", Reading(after="ten seconds.")),
        (SCRIPT.closing, Reading(sound="routine_end")),
    ],
)
def test_a_text_is_read_out_as_the_script_says(text: str, reading: Reading) -> None:
    assert SCRIPT.reading_of(text) == reading


def test_every_kind_of_cue_has_words_but_those_that_bring_their_own() -> None:
    own = {CueKind.COUNT, CueKind.REPETITION, CueKind.MOVEMENT, CueKind.SPEECH}
    assert {*WORDED_SOUNDS} == {kind.value for kind in CueKind if kind not in own}
    assert SCRIPT.sounds.keys() == {*WORDED_SOUNDS}


def test_the_sound_before_the_closing_words_is_that_of_the_end() -> None:
    assert SCRIPT.reading_of(SCRIPT.closing).sound == CueKind.ROUTINE_END.value
