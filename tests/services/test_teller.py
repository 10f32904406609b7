"""Texts without a clip are told by the system's speech engine, within the plan and the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchtimer.engine.cues import CueKind, cue_map
from stretchtimer.engine.model import Dose, Routine, Stretch, Words
from stretchtimer.engine.plan import Plan, make_plan
from stretchtimer.services.clip_library import bundled_clips
from stretchtimer.services.cue_style import cue_style
from stretchtimer.services.speaker import Speaker
from stretchtimer.services.teller import PREFIX, told_ms
from stretchtimer.storage.settings import Settings
from tests.fakes import FakeClock, FakeOut, FakeTeller
from tests.services.sessions import open_profile

OWN = Stretch("fig", "Figure four", Dose(20_000), words=Words("One ankle on the other knee."))
PLAN: Plan = make_plan(Routine("own", "Own", (OWN,)))
TOLD = PREFIX + "Figure four."


class Told:
    """A speaker with an output and an engine that only remember."""

    def __init__(self, folder: Path) -> None:
        profile = open_profile(folder, FakeClock(), [])
        self.preferences = profile.preferences
        self.out = FakeOut()
        self.teller = FakeTeller()
        clips = {"bell": Path("bell.wav")}
        self.speaker = Speaker(
            self.preferences, clips, lambda _device: self.out, FakeOut, teller=self.teller
        )


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path)


def test_a_text_is_told_at_the_volume_of_the_settings(told: Told) -> None:
    told.preferences.change(volume=40)
    told.speaker.play(TOLD)
    assert told.teller.told == [("Figure four.", 0.4)]
    assert told.out.played == []


@pytest.mark.parametrize("setting", [{"muted": True}, {"volume": 0}, {"output": "off"}])
def test_nothing_is_told_where_no_sound_is_wanted(told: Told, setting: dict[str, object]) -> None:
    told.preferences.change(**setting)
    told.speaker.play(TOLD)
    assert told.teller.told == []


def test_whatever_sounds_next_cuts_a_told_text_short(told: Told) -> None:
    told.speaker.play(TOLD)
    before = told.teller.stops
    told.speaker.play("bell")
    assert told.teller.stops == before + 1
    assert told.out.played == ["bell"]


def test_silencing_a_told_text_leaves_the_sounds_alone(told: Told) -> None:
    told.speaker.open()
    told.speaker.play(TOLD)
    before = told.teller.stops
    told.speaker.stop(TOLD)
    assert told.teller.stops == before + 1
    told.speaker.stop("bell")
    assert told.teller.stops == before + 1
    told.speaker.stop()
    assert told.teller.stops == before + 2


def test_the_system_can_tell_unless_sound_is_switched_off(told: Told) -> None:
    assert told.speaker.can_tell()
    told.preferences.change(output="off")
    assert not told.speaker.can_tell()
    told.preferences.change(output="auto")
    told.teller.works = False
    assert not told.speaker.can_tell()


def _said(can_tell: bool) -> dict[str, str]:
    style = cue_style(Settings(), PLAN, bundled_clips(), lambda: can_tell)
    cues = [cue for of in cue_map(PLAN, style).values() for cue in of]
    return {cue.text: cue.clip for cue in cues if cue.kind is CueKind.SPEECH}


def test_words_of_ones_own_are_told_and_the_rest_is_spoken_by_clips() -> None:
    said = _said(can_tell=True)
    assert said["Figure four."] == TOLD
    assert said["One ankle on the other knee."] == PREFIX + "One ankle on the other knee."
    assert said["Half-way."].startswith("say-")


def test_without_an_engine_only_what_has_clips_is_said() -> None:
    assert "Figure four." not in _said(can_tell=False)
    assert "Half-way." in _said(can_tell=False)


def test_the_plan_reckons_with_the_time_that_telling_takes() -> None:
    style = cue_style(Settings(), PLAN, bundled_clips(), lambda: True)
    # Speech Dispatcher with eSpeak took 3.35 s for a sentence of 54 letters.
    assert style.length_ms(TOLD) == told_ms("Figure four.")
    assert told_ms("x" * 54) > 3_350


@pytest.mark.parametrize("setting", [{"muted": True}, {"volume": 0}, {"output": "off"}])
def test_a_text_that_is_being_told_falls_silent_at_once(
    told: Told, setting: dict[str, object]
) -> None:
    told.speaker.open()
    told.speaker.play(TOLD)
    before = told.teller.stops
    told.preferences.change(**setting)
    assert told.teller.stops > before


def test_closing_ends_what_is_being_told(told: Told) -> None:
    told.speaker.play(TOLD)
    before = told.teller.stops
    told.speaker.close()
    assert told.teller.stops == before + 1
