"""In which language somebody is guided: one for script, clips and routines; English at worst."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stretchtimer.engine.model import Dose, Routine, Stretch
from stretchtimer.engine.script import Script
from stretchtimer.services.voice.scripts import Scripts, can_read
from stretchtimer.services.wording import language
from stretchtimer.storage.assets import asset
from tests.fakes import FakeClock, spoken
from tests.pseudo_language import put, script_toml
from tests.services.session.sessions import open_profile
from tests.spoken_english import SCRIPT as ENGLISH
from tests.wording import all_said, telling

OWN = Routine("own", "Own", (Stretch("fig", "Figure four", Dose(20_000)),))


class Spoken:
    """Scripts in English and in some other languages."""

    def __init__(self, folder: Path, wanted: str, *others: str) -> None:
        self.folder = folder
        put(folder / "en/script.toml", asset("voice", "en", "script.toml").read_text("utf-8"))
        for other in others:
            put(folder / other / "script.toml", script_toml())
        self.told: list[str] = []
        self.wanted = wanted
        self.scripts = Scripts(folder, lambda: self.wanted, telling(self.told))


@pytest.mark.parametrize(
    ("wanted", "others", "guided"),
    [
        ("en", (), "en"),
        ("en", ("de",), "en"),
        ("de", ("de",), "de"),
        ("de_AT", ("de",), "de"),
        ("de_AT", ("de", "de_AT"), "de_AT"),
        ("de", ("de_AT",), "en"),
        ("fr", ("de",), "en"),
    ],
)
def test_people_are_guided_in_the_language_of_the_program_where_it_has_a_script(
    tmp_path: Path, wanted: str, others: tuple[str, ...], guided: str
) -> None:
    spoken = Spoken(tmp_path, wanted, *others)
    assert spoken.scripts.language == guided
    assert spoken.scripts.usual().language == guided
    assert spoken.scripts.of(OWN).language == guided
    assert spoken.told == []


@pytest.mark.parametrize(
    ("of", "guided"), [("", "de"), ("de", "de"), ("de_CH", "de"), ("en", "en"), ("fr", "de")]
)
def test_a_routine_that_is_in_another_language_is_guided_in_that(
    tmp_path: Path, of: str, guided: str
) -> None:
    spoken = Spoken(tmp_path, "de", "de")
    routine = replace(OWN, language=of)
    assert spoken.scripts.of(routine).language == guided
    assert can_read(spoken.scripts.of(routine), routine) is (of != "fr")


def test_a_script_with_faults_counts_as_none_and_is_told_once(tmp_path: Path) -> None:
    spoken = Spoken(tmp_path, "de_AT", "de")
    path = put(tmp_path / "de_AT/script.toml", "format = 1\nclosing = 3")
    for _ in range(2):
        assert spoken.scripts.usual().language == "de"
    assert tuple(spoken.told) == all_said(spoken.scripts.warnings)
    (sentence,) = spoken.told
    assert sentence.startswith(f"{path}:1: ")
    assert sentence.endswith(" English is spoken instead.")


def test_without_any_script_nothing_is_said_and_that_is_told(tmp_path: Path) -> None:
    spoken = Spoken(tmp_path, "en")
    (tmp_path / "en/script.toml").unlink()
    assert spoken.scripts.of(OWN) == Script()
    assert spoken.scripts.language == "en"
    (sentence,) = spoken.told
    assert sentence.endswith("You will hear only tones. Please install Stretch Timer again.")


def test_nothing_is_read_before_something_is_to_be_said(tmp_path: Path) -> None:
    spoken = Spoken(tmp_path, "en")
    (tmp_path / "en/script.toml").write_text("damaged", encoding="utf-8")
    assert spoken.scripts.language == "en"
    assert spoken.told == []
    spoken.scripts.usual()
    assert len(spoken.told) == 1


def test_a_change_of_the_programs_language_counts_from_then_on(tmp_path: Path) -> None:
    spoken = Spoken(tmp_path, "en", "de")
    assert spoken.scripts.usual() == ENGLISH
    spoken.wanted = "de"
    assert spoken.scripts.usual().language == "de"


def test_a_profile_guides_in_the_language_that_the_program_speaks(tmp_path: Path) -> None:
    told: list[str] = []
    profile = open_profile(tmp_path, FakeClock(), told)
    routine = profile.find("post-walk")
    assert profile.scripts.of(routine) == ENGLISH
    with spoken(None, "fr"):
        assert profile.find("post-walk") == routine
        assert profile.scripts.of(routine) == ENGLISH
    assert told == []


def test_what_cannot_be_used_is_among_the_warnings_of_a_profile(tmp_path: Path) -> None:
    told: list[str] = []
    profile = open_profile(tmp_path / "me", FakeClock(), told)
    profile.scripts = Scripts(tmp_path / "voice", language.spoken_language, telling(told))
    put(tmp_path / "voice/de/script.toml", "format = 7")
    with spoken(None, "de"):
        assert profile.scripts.language == "en"
    assert all_said(profile.warnings) == tuple(told)
    assert len(told) == 1
