"""Texts without a clip are told by the system's speech engine, within the plan and the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchtimer.engine.cues import CueKind, cue_map
from stretchtimer.engine.model import Dose, Routine, Stretch, Words
from stretchtimer.engine.plan import Plan, make_plan
from stretchtimer.services.audio_out import Sound
from stretchtimer.services.clip_library import bundled_clips
from stretchtimer.services.cue_style import cue_style
from stretchtimer.services.speaker import Speaker
from stretchtimer.services.teller import PREFIX, Prompter, told_ms
from stretchtimer.storage.settings import Settings
from tests.fakes import FakeClock, FakeOut, FakeTeller, FakeWindowOut
from tests.services.sessions import open_profile

OWN = Stretch("fig", "Figure four", Dose(20_000), words=Words("One ankle on the other knee."))
PLAN: Plan = make_plan(Routine("own", "Own", (OWN,)))
TOLD = PREFIX + "Figure four."


class Told:
    """A speaker with an output and an engine that only remember."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        self.preferences = open_profile(folder, self.clock, []).preferences
        self.out = FakeWindowOut(self.clock)
        self.teller = FakeTeller(self.clock)
        self.speaker = Speaker(
            self.preferences, lambda: self.out, lambda: FakeOut(self.clock), teller=self.teller
        )

    def schedule(self, *sounds: tuple[int, str]) -> None:
        """Has clips wanted, each so many milliseconds from now."""
        now_ms = self.clock.ms
        self.speaker.schedule([Sound(now_ms + in_ms, clip) for in_ms, clip in sounds])


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path)


def test_a_text_is_told_at_its_instant_and_at_the_volume_of_the_settings(told: Told) -> None:
    told.preferences.change(volume=40)
    told.schedule((800, TOLD))
    told.clock.advance(799)
    assert told.teller.said == []
    told.clock.advance(1)
    assert told.teller.said == ["Figure four."]
    assert told.teller.volume == 0.4
    assert told.out.scheduled == frozenset()


@pytest.mark.parametrize("setting", [{"muted": True}, {"volume": 0}, {"output": "off"}])
def test_nothing_is_told_where_no_sound_is_wanted(told: Told, setting: dict[str, object]) -> None:
    told.speaker.open()
    told.preferences.change(**setting)
    assert told.teller.volume == 0
    told.preferences.change(muted=False, volume=40, output="auto")
    assert told.teller.volume == 0.4


def test_whatever_sounds_next_cuts_a_told_text_short(told: Told) -> None:
    told.schedule((0, TOLD), (300, "bell"))
    assert told.teller.said == ["Figure four."]
    told.clock.advance(300)
    assert told.teller.said == ["Figure four.", ""]
    assert told.out.played == ["bell"]


def test_a_text_that_is_not_wanted_any_more_falls_silent(told: Told) -> None:
    told.schedule((0, TOLD))
    assert told.teller.said == ["Figure four."]
    told.schedule()
    assert told.teller.said == ["Figure four.", ""]


def test_a_text_that_takes_longer_than_was_reckoned_is_told_to_its_end(told: Told) -> None:
    told.schedule((0, TOLD))
    assert told.teller.said == ["Figure four."]
    told.clock.advance(told_ms("Figure four."))
    told.schedule()
    assert told.teller.said == ["Figure four."]


def test_a_text_that_comes_too_late_is_not_told(told: Told) -> None:
    told.schedule((-600, TOLD))
    assert told.teller.said == [""]


def test_an_engine_is_only_woken_where_a_text_is_to_be_told() -> None:
    prompter = Prompter()
    prompter.schedule([Sound(500, "bell")])
    assert prompter.next_ms(0) is None
    prompter.schedule([Sound(500, TOLD), Sound(900, "bell")])
    assert prompter.prompt(0) is None
    assert prompter.next_ms(0) == 500
    assert prompter.prompt(500) == "Figure four."
    assert prompter.next_ms(500) == 900
    assert prompter.prompt(900) == ""
    assert prompter.next_ms(900) is None


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


def test_closing_ends_what_is_being_told(told: Told) -> None:
    told.schedule((0, TOLD))
    assert told.teller.said == ["Figure four."]
    told.speaker.close()
    assert told.teller.said == ["Figure four.", ""]
