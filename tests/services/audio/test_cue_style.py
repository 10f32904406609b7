"""The settings decide what is said and sounded; the clips decide what can be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stretchtimer.engine.breathing import Paced
from stretchtimer.engine.cue_layout import cue_map
from stretchtimer.engine.cues import CueKind
from stretchtimer.engine.plan import Plan, make_plan
from stretchtimer.engine.script import Posture
from stretchtimer.engine.speech import Talk
from stretchtimer.services.audio.clip_library import ClipLibrary, bundled_clips
from stretchtimer.services.audio.cue_style import cue_style
from stretchtimer.services.audio.speech_synth import told_clip
from stretchtimer.services.person.settings import Settings
from tests.services.session.sessions import bundled_plan
from tests.spoken_english import SCRIPT, clip_of

PLAN = bundled_plan()
CLIPS = bundled_clips()


def _kinds(settings: Settings, plan: Plan = PLAN) -> dict[CueKind, int]:
    cues = [
        cue for of in cue_map(plan, cue_style(settings, plan, CLIPS, SCRIPT)).values() for cue in of
    ]
    return {kind: sum(cue.kind is kind for cue in cues) for kind in CueKind}


def test_the_bundled_voice_can_say_all_of_the_bundled_routine() -> None:
    spoken = cue_style(Settings(), PLAN, CLIPS, SCRIPT).voice.keys()
    assert spoken == SCRIPT.ending_from(Posture.HANDS_AND_KNEES).texts_of(PLAN)


@pytest.mark.parametrize(
    ("last", "words"),
    [
        ("cat-cow", "one foot on the floor"),
        ("childs-pose", "one foot on the floor"),
        ("hamstring", "roll onto your side"),
        ("spinal-twist", "roll onto your side"),
        ("", "get up slowly"),
    ],
)
def test_the_last_words_fit_the_last_pose(last: str, words: str) -> None:
    routine = PLAN.routine
    found = routine.stretch(last or "cat-cow")
    if not last:
        found = replace(found, start_pose="", pose="", movements=())
    plan = make_plan(replace(routine, stretches=(found,)))
    cues = cue_map(plan, cue_style(Settings(), plan, CLIPS, SCRIPT))
    (end,) = (cue for of in cues.values() for cue in of if cue.kind is CueKind.ROUTINE_END)
    (said,) = (text for text in SCRIPT.every_text([]) if clip_of(text) == end.clip)
    assert words in said
    assert ("side" in said) is (last in ("hamstring", "spinal-twist"))


@pytest.mark.parametrize("talk", list(Talk))
def test_the_more_talk_is_wanted_the_more_is_said(talk: Talk) -> None:
    said = _kinds(Settings(talk=talk))[CueKind.SPEECH]
    fuller, shorter = {
        Talk.FULL: (1_000, _kinds(Settings(talk=Talk.SHORT))[CueKind.SPEECH]),
        Talk.SHORT: (_kinds(Settings())[CueKind.SPEECH], 0),
        Talk.TONES: (1, -1),
    }[talk]
    assert shorter < said < fuller


def test_the_soft_sound_of_breath_follows_its_setting_and_its_pace() -> None:
    def breaths(settings: Settings) -> int:
        kinds = _kinds(settings)
        return kinds[CueKind.BREATH_IN] + kinds[CueKind.BREATH_OUT]

    assert breaths(Settings()) == 0
    always = Settings(breathing=Paced.ALWAYS, breath_sound=True)
    assert breaths(replace(always, breathing=Paced.OFF)) == 0
    slow, fast = (breaths(replace(always, breaths_per_minute=rate)) for rate in (4.0, 10.0))
    assert 0 < slow < fast


def test_the_pace_is_that_of_the_settings() -> None:
    pace = cue_style(
        Settings(breathing=Paced.ALWAYS, breaths_per_minute=5.5), PLAN, CLIPS, SCRIPT
    ).pace
    assert (pace.paced, pace.per_minute) == (Paced.ALWAYS, 5.5)


def test_a_text_without_a_readable_clip_cannot_be_said(tmp_path: Path) -> None:
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"")
    lacking = ClipLibrary({**CLIPS.files, clip_of("Hold."): broken})
    assert "Hold." not in cue_style(Settings(), PLAN, lacking, SCRIPT).voice


def test_the_system_is_not_asked_to_speak_where_every_text_has_a_clip() -> None:
    asked: list[bool] = []

    def can_speak(_language: str) -> bool:
        asked.append(True)
        return True

    cue_style(Settings(), PLAN, CLIPS, SCRIPT, can_speak)
    assert asked == []


def test_words_in_another_language_than_the_script_are_said_by_nobody() -> None:
    plan = make_plan(replace(PLAN.routine, language="fr"))
    style = cue_style(Settings(), plan, CLIPS, SCRIPT, lambda _language: True)
    assert not style.voice.keys() & SCRIPT.words_of(plan.routine.stretches)
    assert {"Left side.", "Half-way.", "Hold."} <= style.voice.keys()


def test_the_system_is_asked_for_the_language_of_the_script() -> None:
    german = replace(SCRIPT, language="de")
    asked: list[str] = []

    def can_speak(language: str) -> bool:
        asked.append(language)
        return True

    plan = make_plan(replace(PLAN.routine, language="de_AT"))
    voice = cue_style(Settings(), plan, CLIPS, german, can_speak).voice
    assert asked == ["de"]
    assert voice["Hold."] == told_clip("Hold.", "de")
