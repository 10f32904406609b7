"""Words of one's own are spoken by the best voice there is, and it is said which."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stretchtimer.engine.model import Dose, Routine, Stretch
from stretchtimer.services.audio.clip_library import ClipLibrary, bundled_clips
from stretchtimer.services.voice.clip_name import clip_name
from stretchtimer.services.voice.routine_voice import RoutineVoice
from stretchtimer.services.voice.scripts import Scripts
from stretchtimer.services.voice.voice_status import SpokenBy, VoiceStatus
from tests.fakes import FakeVoiceRenderer
from tests.pseudo_language import put, script_toml
from tests.services.session.sessions import bundled_routine
from tests.spoken_english import SCRIPTS
from tests.wording import foreign

OWN = Routine("own", "Own", (Stretch("fig", "Figure four", Dose(20_000)),))
TWO = Routine("two", "Two", (*OWN.stretches, Stretch("frog", "Frog", Dose(20_000))))
OTHER = Routine("other", "Other", (Stretch("frog", "Frog", Dose(20_000)),))
A_CLIP = next(iter(bundled_clips().files.values()))


class Prepared:
    def __init__(self, folder: Path, *, available: bool = True, can_speak: bool = False) -> None:
        self.clips: ClipLibrary = bundled_clips()
        self.own = FakeVoiceRenderer(folder, available=available)
        self.voice = RoutineVoice(self.clips, self.own, SCRIPTS, lambda _language: can_speak)
        self.told: list[VoiceStatus] = []
        self.voice.listen(self.told.append)


def test_the_bundled_routine_needs_nothing(tmp_path: Path) -> None:
    made = Prepared(tmp_path)
    made.voice.prepare(bundled_routine())
    assert made.voice.status == VoiceStatus(SpokenBy.CLIPS)
    assert made.own.jobs == []


def test_words_of_ones_own_are_rendered_once_with_progress(tmp_path: Path) -> None:
    made = Prepared(tmp_path)
    made.voice.prepare(OWN)
    texts, on_progress, _ = made.own.jobs[0]
    assert texts == ["Figure four."]
    on_progress(1, 1)
    made.own.finish(0)
    assert [(s.spoken_by, s.done, s.of) for s in made.told] == [
        (SpokenBy.RENDERING, 0, 1),
        (SpokenBy.RENDERING, 1, 1),
        (SpokenBy.CLIPS, 0, 0),
    ]
    assert made.clips.has(clip_name("Figure four."))
    made.voice.prepare(bundled_routine())
    made.voice.prepare(OWN)
    assert len(made.own.jobs) == 1


def test_what_was_rendered_another_time_is_taken_from_the_folder(tmp_path: Path) -> None:
    made = Prepared(tmp_path)
    made.own.made[clip_name("Figure four.")] = A_CLIP
    made.voice.prepare(OWN)
    assert made.voice.status == VoiceStatus(SpokenBy.CLIPS)


@pytest.mark.parametrize(("can_speak", "by"), [(True, SpokenBy.SYSTEM), (False, SpokenBy.NOBODY)])
def test_without_the_extra_the_system_speaks_or_nobody(
    tmp_path: Path, can_speak: bool, by: SpokenBy
) -> None:
    made = Prepared(tmp_path, available=False, can_speak=can_speak)
    made.voice.prepare(OWN)
    assert made.voice.status == VoiceStatus(by, 0, 1)
    assert not made.voice.status.is_partly
    assert made.own.jobs == []


def test_a_failure_is_told_and_somebody_else_speaks(tmp_path: Path) -> None:
    made = Prepared(tmp_path, can_speak=True)
    made.voice.prepare(OWN)
    made.own.finish(0, foreign("The voice could not be started."))
    status = VoiceStatus(SpokenBy.SYSTEM, 0, 1, problem=foreign("The voice could not be started."))
    assert made.voice.status == status


@pytest.mark.parametrize(("can_speak", "by"), [(True, SpokenBy.SYSTEM), (False, SpokenBy.NOBODY)])
def test_what_was_recorded_is_told_apart_from_what_was_not(
    tmp_path: Path, can_speak: bool, by: SpokenBy
) -> None:
    made = Prepared(tmp_path, can_speak=can_speak)
    made.voice.prepare(TWO)
    made.own.made[clip_name("Frog.")] = A_CLIP
    made.own.finish(0, foreign("1 of 2 sentences could not be prepared."))
    status = VoiceStatus(by, 1, 2, problem=foreign("1 of 2 sentences could not be prepared."))
    assert made.voice.status == status
    assert status.is_partly


@pytest.mark.parametrize("can_speak", [True, False])
def test_words_being_recorded_are_waited_for_only_where_nobody_else_says_them(
    tmp_path: Path, can_speak: bool
) -> None:
    made = Prepared(tmp_path, can_speak=can_speak)
    made.voice.prepare(OWN)
    made.own.jobs[0][1](0, 1)
    assert made.voice.status.is_awaited is not can_speak
    made.own.finish(0)
    assert not made.voice.status.is_awaited


def test_progress_of_a_routine_that_is_not_open_any_more_is_not_told(tmp_path: Path) -> None:
    made = Prepared(tmp_path)
    made.voice.prepare(OWN)
    made.voice.prepare(OTHER)
    told = len(made.told)
    made.own.jobs[0][1](1, 1)
    made.own.finish(0)
    assert len(made.told) == told
    assert made.voice.status.spoken_by is SpokenBy.RENDERING
    assert made.clips.has(clip_name("Figure four.")), "but what was made is kept"


def test_after_closing_nobody_is_told_anything(tmp_path: Path) -> None:
    made = Prepared(tmp_path)
    made.voice.prepare(OWN)
    told = len(made.told)
    made.voice.close()
    made.own.finish(0)
    assert len(made.told) == told


class InGerman:
    """The routine of one's own, where everything is said in German and no clip is there."""

    def __init__(self, folder: Path, languages: tuple[str, ...] = ()) -> None:
        put(folder / "voice/de/script.toml", script_toml())
        scripts = Scripts(folder / "voice", lambda: "de", lambda _sentence: None)
        self.asked: list[str] = []
        self.own = FakeVoiceRenderer(folder)
        self.voice = RoutineVoice(bundled_clips(), self.own, scripts, self.can_speak)
        self.languages = languages

    def can_speak(self, language: str) -> bool:
        self.asked.append(language)
        return language in self.languages


@pytest.mark.parametrize(("languages", "by"), [(("de",), SpokenBy.SYSTEM), ((), SpokenBy.NOBODY)])
def test_the_english_voice_speaks_no_words_of_another_language(
    tmp_path: Path, languages: tuple[str, ...], by: SpokenBy
) -> None:
    made = InGerman(tmp_path, languages)
    made.own.made[clip_name("Figure four\u3002")] = A_CLIP
    made.voice.prepare(OWN)
    assert made.voice.status == VoiceStatus(by, 0, 1, is_foreign=True)
    assert made.own.jobs == []
    assert {*made.asked} == {"de"}


def test_words_in_a_language_without_a_script_are_shown_and_nobody_is_asked(
    tmp_path: Path,
) -> None:
    made = InGerman(tmp_path, ("de", "fr"))
    made.voice.prepare(replace(OWN, language="fr"))
    assert made.voice.status == VoiceStatus(SpokenBy.NOBODY, 0, 1, is_foreign=True)
    assert (made.own.jobs, made.asked) == ([], [])
