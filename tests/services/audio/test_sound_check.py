"""What keeps the sound back is told in words, with what can be done about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stretchtimer.services.audio.audio_out import AudioStatus
from stretchtimer.services.audio.sound_check import (
    LOW_VOLUME,
    Advice,
    Obstacle,
    advice,
    find,
    remedy,
)
from stretchtimer.services.person.settings import Settings
from stretchtimer.services.wording.notices import sentence
from tests.fakes import Marking, spoken
from tests.wording import foreign

WELL = AudioStatus(working=True, output="Headset")
GONE = AudioStatus(working=False, output="", problem=foreign("No device is there."))
NOT_YET = AudioStatus(working=False, output="")
USUAL = Settings()
OFF = Settings(output="off")
MUTED = Settings(muted=True)
ZERO = Settings(volume=0)
QUIET = Settings(volume=LOW_VOLUME - 1)


def told(
    status: AudioStatus | None,
    settings: Settings,
    *,
    unheard: bool = False,
    has_others: bool = True,
) -> Advice:
    return advice(status, settings, unheard, has_others=has_others)


@pytest.mark.parametrize(
    ("status", "settings", "obstacle"),
    [
        (None, USUAL, Obstacle.UNKNOWN),
        (NOT_YET, USUAL, Obstacle.UNKNOWN),
        (WELL, USUAL, Obstacle.FINE),
        (GONE, USUAL, Obstacle.MISSING),
        (WELL, MUTED, Obstacle.MUTED),
        (None, MUTED, Obstacle.MUTED),
        (WELL, ZERO, Obstacle.NO_VOLUME),
        (AudioStatus(False, "", foreign("Switched off.")), OFF, Obstacle.SWITCHED_OFF),
        # What is wrong first on the way is told first.
        (GONE, Settings(muted=True, volume=0), Obstacle.MISSING),
        (WELL, Settings(muted=True, volume=0), Obstacle.MUTED),
        (GONE, Settings(output="off", muted=True, volume=0), Obstacle.SWITCHED_OFF),
    ],
)
def test_the_first_thing_that_is_wrong_is_found(
    status: AudioStatus | None, settings: Settings, obstacle: Obstacle
) -> None:
    assert find(status, settings) is obstacle
    assert told(status, settings).obstacle is obstacle
    assert told(status, settings, unheard=True).obstacle is obstacle


def test_where_all_is_well_nothing_is_said() -> None:
    assert told(WELL, USUAL) == Advice(Obstacle.FINE)


def test_who_hears_nothing_although_it_plays_is_told_where_to_look() -> None:
    said = told(WELL, USUAL, unheard=True)
    assert "Headset" in said.steps[0]
    assert "muted" in said.steps[1]
    assert "plugged in" in said.steps[2]
    assert said.remedy == ""


@pytest.mark.parametrize(("volume", "asked"), [(LOW_VOLUME - 1, True), (LOW_VOLUME, False)])
def test_a_low_volume_is_asked_about_only_where_it_is_low(volume: int, asked: bool) -> None:
    said = told(WELL, Settings(volume=volume), unheard=True)
    assert any("volume below" in step for step in said.steps) is asked


def test_a_missing_output_is_told_in_its_own_words() -> None:
    said = told(GONE, USUAL)
    assert said.sentence == "No device is there."
    assert "Another output" in said.steps[0]
    assert said.remedy == ""


def test_another_output_is_offered_only_where_there_is_one() -> None:
    said = told(GONE, USUAL, has_others=False)
    assert said.sentence == "No device is there."
    assert said.steps == ()


@pytest.mark.parametrize(
    ("settings", "word", "mended_by"),
    [
        (OFF, "switched off", "Turn the sound on"),
        (MUTED, "muted", "Unmute"),
        (ZERO, "zero", "Turn it up"),
    ],
)
def test_what_one_key_can_mend_is_said_with_that_key(
    settings: Settings, word: str, mended_by: str
) -> None:
    for unheard in (False, True):
        said = told(WELL, settings, unheard=unheard)
        assert word in said.sentence
        assert said.remedy == mended_by


@pytest.mark.parametrize("settings", [OFF, MUTED, ZERO, Settings(output="off", muted=True)])
def test_what_mends_it_does(settings: Settings) -> None:
    changes = remedy(find(WELL, settings))
    assert changes
    mended = replace(settings, **changes)  # type: ignore[arg-type]
    assert find(WELL, mended) is Obstacle.FINE


@pytest.mark.parametrize("obstacle", [Obstacle.UNKNOWN, Obstacle.MISSING, Obstacle.FINE])
def test_what_only_the_person_can_mend_changes_no_setting(obstacle: Obstacle) -> None:
    assert remedy(obstacle) == {}


def test_every_remedy_has_its_word_and_every_word_its_remedy() -> None:
    for status in (None, NOT_YET, WELL, GONE):
        for settings in (USUAL, OFF, MUTED, ZERO, QUIET):
            for unheard in (False, True):
                said = told(status, settings, unheard=unheard)
                assert bool(said.remedy) is bool(remedy(said.obstacle))


def test_every_sentence_of_ours_can_be_translated() -> None:
    for status in (None, WELL, GONE):
        for settings in (USUAL, OFF, MUTED, ZERO, QUIET):
            with spoken(Marking()):
                said = told(status, settings, unheard=True)
            texts = [said.sentence, *said.steps, said.remedy]
            ours = [text for text in texts if text and text != sentence(GONE.problem)]
            assert all(text.startswith("«") for text in ours)
            assert ours
