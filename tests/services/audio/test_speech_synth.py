"""Texts without a clip are told by the system's speech engine, within the plan and the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchtimer.engine.cue_layout import cue_map
from stretchtimer.engine.cues import CueKind
from stretchtimer.engine.model import Dose, Routine, Stretch, StretchWords
from stretchtimer.engine.plan import Plan, make_plan
from stretchtimer.services.audio.audio_out import Sound
from stretchtimer.services.audio.clip_library import bundled_clips
from stretchtimer.services.audio.cue_style import cue_style
from stretchtimer.services.audio.router import AudioRouter
from stretchtimer.services.audio.speech_synth import (
    SILENCE,
    Prompter,
    Utterance,
    synth_ms,
    told_clip,
)
from stretchtimer.services.person.settings import Settings
from tests.fakes import FakeClock, FakeOut, FakeSpeechSynth, FakeWindowOut
from tests.services.session.sessions import open_profile
from tests.spoken_english import SCRIPT

OWN = Stretch(
    "fig", "Figure four", Dose(20_000), words=StretchWords("One ankle on the other knee.")
)
PLAN: Plan = make_plan(Routine("own", "Own", (OWN,)))
TOLD = told_clip("Figure four.", "en")


class Emitted:
    """A speaker with an output and an engine that only remember."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        self.preferences = open_profile(folder, self.clock, []).preferences
        self.out = FakeWindowOut(self.clock)
        self.synth = FakeSpeechSynth(self.clock)
        self.router = AudioRouter(
            self.preferences, lambda: self.out, lambda: FakeOut(self.clock), synth=self.synth
        )

    def schedule(self, *sounds: tuple[int, str]) -> None:
        """Has clips wanted, each so many milliseconds from now."""
        now_ms = self.clock.ms
        self.router.schedule([Sound(now_ms + in_ms, clip) for in_ms, clip in sounds])


@pytest.fixture
def emitted(tmp_path: Path) -> Emitted:
    return Emitted(tmp_path)


def test_a_text_is_told_at_its_instant_and_at_the_volume_of_the_settings(emitted: Emitted) -> None:
    emitted.preferences.change(volume=40)
    emitted.schedule((800, TOLD))
    emitted.clock.advance(799)
    assert emitted.synth.said == []
    emitted.clock.advance(1)
    assert emitted.synth.said == ["Figure four."]
    assert emitted.synth.volume == 0.4
    assert emitted.out.scheduled == frozenset()


@pytest.mark.parametrize("setting", [{"muted": True}, {"volume": 0}, {"output": "off"}])
def test_nothing_is_told_where_no_sound_is_wanted(
    emitted: Emitted, setting: dict[str, object]
) -> None:
    emitted.router.open()
    emitted.preferences.change(**setting)
    assert emitted.synth.volume == 0
    emitted.preferences.change(muted=False, volume=40, output="auto")
    assert emitted.synth.volume == 0.4


def test_whatever_sounds_next_cuts_a_told_text_short(emitted: Emitted) -> None:
    emitted.schedule((0, TOLD), (300, "bell"))
    assert emitted.synth.said == ["Figure four."]
    emitted.clock.advance(300)
    assert emitted.synth.said == ["Figure four.", ""]
    assert emitted.out.played == ["bell"]


def test_a_text_that_is_not_wanted_any_more_falls_silent(emitted: Emitted) -> None:
    emitted.schedule((0, TOLD))
    assert emitted.synth.said == ["Figure four."]
    emitted.schedule()
    assert emitted.synth.said == ["Figure four.", ""]


def test_a_text_that_takes_longer_than_was_reckoned_is_told_to_its_end(emitted: Emitted) -> None:
    emitted.schedule((0, TOLD))
    assert emitted.synth.said == ["Figure four."]
    emitted.clock.advance(synth_ms("Figure four."))
    emitted.schedule()
    assert emitted.synth.said == ["Figure four."]


def test_a_text_that_comes_too_late_is_not_told(emitted: Emitted) -> None:
    emitted.schedule((-600, TOLD))
    assert emitted.synth.said == [""]


def test_an_engine_is_only_woken_where_a_text_is_to_be_told() -> None:
    prompter = Prompter()
    prompter.schedule([Sound(500, "bell")])
    assert prompter.next_ms(0) is None
    prompter.schedule([Sound(500, TOLD), Sound(900, "bell")])
    assert prompter.prompt(0) is None
    assert prompter.next_ms(0) == 500
    assert prompter.prompt(500) == Utterance("Figure four.", "en")
    assert prompter.next_ms(500) == 900
    assert prompter.prompt(900) == SILENCE
    assert prompter.next_ms(900) is None


def test_the_system_can_tell_unless_sound_is_switched_off(emitted: Emitted) -> None:
    assert emitted.router.can_speak("en")
    emitted.preferences.change(output="off")
    assert not emitted.router.can_speak("en")
    emitted.preferences.change(output="auto")
    assert not emitted.router.can_speak("de")
    emitted.synth.works = False
    assert not emitted.router.can_speak("en")


def _said(can_speak: bool) -> dict[str, str]:
    style = cue_style(Settings(), PLAN, bundled_clips(), SCRIPT, lambda _language: can_speak)
    cues = [cue for of in cue_map(PLAN, style).values() for cue in of]
    return {cue.text: cue.clip for cue in cues if cue.kind is CueKind.SPEECH}


def test_words_of_ones_own_are_told_and_the_rest_is_spoken_by_clips() -> None:
    said = _said(can_speak=True)
    assert said["Figure four."] == TOLD
    assert said["One ankle on the other knee."] == told_clip("One ankle on the other knee.", "en")
    assert said["Half-way."].startswith("say-")


def test_without_an_engine_only_what_has_clips_is_said() -> None:
    assert "Figure four." not in _said(can_speak=False)
    assert "Half-way." in _said(can_speak=False)


def test_the_plan_reckons_with_the_time_that_telling_takes() -> None:
    style = cue_style(Settings(), PLAN, bundled_clips(), SCRIPT, lambda _language: True)
    # Speech Dispatcher with eSpeak took 3.35 s for a sentence of 54 letters.
    assert style.length_ms(TOLD) == synth_ms("Figure four.")
    assert synth_ms("x" * 54) > 3_350


def test_closing_ends_what_is_being_told(emitted: Emitted) -> None:
    emitted.schedule((0, TOLD))
    assert emitted.synth.said == ["Figure four."]
    emitted.router.close()
    assert emitted.synth.said == ["Figure four.", ""]
