"""Another language needs files alone, and no change of code: script, clips, words of routines."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

import stretchtimer
from stretchtimer.engine.commands import Start
from stretchtimer.engine.cues import CueKind
from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.model import Dose, Routine, Stretch, Times
from stretchtimer.engine.plan import PhaseKind, make_plan
from stretchtimer.engine.script import Script
from stretchtimer.engine.speech import Talk
from stretchtimer.services.audio.clip_library import ClipLibrary
from stretchtimer.services.audio.cue_player import CuePlayer
from stretchtimer.services.audio.cue_style import SOUNDS, cue_style
from stretchtimer.services.person.settings import Settings
from stretchtimer.services.session.plan_json import plan_json
from stretchtimer.services.session.runner import SessionRunner
from stretchtimer.services.session.session_view import session_view
from stretchtimer.services.voice.scripts import Scripts
from stretchtimer.storage.routines.library import Library
from tests.fakes import FakeClock, FakeOut
from tests.pseudo_language import (
    FULL_STOP,
    LANGUAGE,
    clip_names,
    is_translated,
    put_language,
    routine_toml,
    script_toml,
    translate,
)
from tests.services.session.sessions import follow
from tests.spoken_english import SCRIPT as ENGLISH
from tests.sweeps import swept
from tests.wording import telling

LATE_MS = 60_000


class Guided:
    """The bundled routine, as somebody is guided through it who speaks that language."""

    def __init__(self, assets: Path) -> None:
        self.told: list[str] = []
        self.assets = assets
        report = telling(self.told)
        self.scripts = Scripts(assets / "voice", lambda: LANGUAGE, report)
        self.library = Library(
            assets / "routines", assets / "own", lambda: self.scripts.language, report
        )
        sounds = {path.stem: path for path in (assets / "sounds").glob("*.wav")}
        english = {path.stem: path for path in (assets / "voice/en").glob("*.wav")}
        self.clips = ClipLibrary(sounds | english, assets / "voice")

    @property
    def routine(self) -> Routine:
        return self.library.find("post-walk")

    @property
    def script(self) -> Script:
        return self.scripts.of(self.routine)

    def plan(self, routine: Routine | None = None, **settings: object) -> dict[str, Any]:
        plan = make_plan(routine or self.routine)
        chosen = replace(Settings(), **settings)  # type: ignore[arg-type]
        return plan_json(plan, cue_style(chosen, plan, self.clips, self.script))

    def spoken(self, routine: Routine | None = None, **settings: object) -> list[str]:
        cues = self.plan(routine, **settings)["cues"]
        return [cue["text"] for cue in cues if cue["kind"] == CueKind.SPEECH.value]


@pytest.fixture
def guided(tmp_path: Path) -> Guided:
    return Guided(put_language(tmp_path))


def at_leisure(routine: Routine) -> Routine:
    """The routine with so much time in between that everything is said."""
    times = Times(LATE_MS, LATE_MS, LATE_MS, LATE_MS, LATE_MS)
    return replace(routine, times=times)


def test_every_word_of_the_plan_is_in_the_language(guided: Guided) -> None:
    for breathing in ({}, {"breath_sound": True, "breathing": "always"}):
        cues = guided.plan(at_leisure(guided.routine), **breathing)["cues"]
        texts = {cue["text"] for cue in cues if cue["kind"] != CueKind.COUNT.value}
        assert [text for text in texts if not is_translated(text)] == []
    assert guided.told == []


def test_the_plan_says_as_much_as_in_english_and_nothing_that_english_says(guided: Guided) -> None:
    routine = at_leisure(guided.routine)
    spoken = guided.spoken(routine)
    plan = make_plan(at_leisure(english_routine(guided)))
    english = cue_style(Settings(), plan, guided.clips, ENGLISH)
    said = [cue["text"] for cue in cues_of(plan_json(plan, english)) if cue["kind"] == "speech"]
    assert len(spoken) == len(said) > 60
    assert spoken[0].endswith(FULL_STOP)
    assert {*spoken}.isdisjoint(said)


def english_routine(guided: Guided) -> Routine:
    return Library(guided.assets / "routines", guided.assets / "own").find("post-walk")


def cues_of(plan: dict[str, Any]) -> list[dict[str, Any]]:
    cues: list[dict[str, Any]] = plan["cues"]
    return cues


@pytest.mark.parametrize(
    "english",
    swept(
        [
            *("Next:", "Left side.", "Right side.", "Now the other side.", "Half-way.", "Hold."),
            *("Slowly come out of it.", "Hold for", "Keep moving for"),
        ],
        ["Left side.", "Hold for"],
    ),
)
def test_each_sentence_of_a_session_is_said_in_the_language(guided: Guided, english: str) -> None:
    assert translate(english) in guided.spoken(at_leisure(guided.routine))


def test_a_second_hold_of_the_same_side_is_announced_in_the_language(guided: Guided) -> None:
    hug = guided.routine.stretches[0]
    twice = replace(hug, dose=replace(hug.dose, repetitions=2, rest_ms=LATE_MS))
    routine = replace(at_leisure(guided.routine), stretches=(twice,))
    assert translate("Once more.") in guided.spoken(routine)


@pytest.mark.parametrize("talk", [Talk.FULL, Talk.SHORT])
def test_the_count_is_spoken_by_clips_of_the_language(guided: Guided, talk: Talk) -> None:
    cues = cues_of(guided.plan(talk=talk.value))
    counts = {cue["clip"] for cue in cues if cue["kind"] == CueKind.COUNT.value}
    assert counts <= clip_names(guided.script, guided.assets)
    assert len(counts) == 3


def test_every_duration_is_said_in_the_languages_own_numbers_and_plurals(guided: Guided) -> None:
    for seconds in (1, 2, 21, 59, 60, 61, 90, 125, 3_540, 3_599, 3_600):
        parts = guided.script.duration(seconds * SECOND_MS)
        assert len(parts) == len(ENGLISH.duration(seconds * SECOND_MS))
        assert all(map(is_translated, parts))
    one, two = (guided.script.duration(seconds * SECOND_MS)[0] for seconds in (1, 2))
    assert one == translate("{number} second.").replace("{number}", translate("one"))
    assert two == translate("{number} seconds.").replace("{number}", translate("two"))


def test_nobody_hears_two_languages_in_a_session(guided: Guided) -> None:
    clock = FakeClock()
    plan = make_plan(guided.routine)
    style = cue_style(Settings(), plan, guided.clips, guided.script)
    out = FakeOut(clock, length_ms=style.length_ms)
    player = CuePlayer(out, lambda: 0)
    runner = SessionRunner(clock, plan, style, (player.on_event,), (player,))
    runner.send(Start())
    follow(runner, clock)
    assert runner.state.completed
    spoken = {name for name in out.played if name not in SOUNDS}
    assert spoken <= clip_names(guided.script, guided.assets)
    assert len(spoken) > 20


def test_what_the_screen_tells_to_do_is_in_the_language(guided: Guided) -> None:
    clock = FakeClock()
    plan = make_plan(guided.routine)
    runner = SessionRunner(clock, plan, cue_style(Settings(), plan, guided.clips, guided.script))
    runner.send(Start())
    shown: dict[PhaseKind, set[str]] = {kind: set() for kind in PhaseKind}

    def look() -> None:
        view = session_view(runner.state, clock.ms)
        movement = view.movement.name if view.movement else ""
        texts = {view.stretch.name, view.instruction, view.coming_stretch, movement} - {""}
        shown[view.phase.kind] |= texts

    follow(runner, clock, looked=look)
    assert all(shown.values())
    assert [text for texts in shown.values() for text in texts if not is_translated(text)] == []
    assert is_translated(plan.routine.name)
    assert is_translated(plan.routine.summary)
    for stretch in plan.routine.stretches:
        words = stretch.words
        texts = (words.feel, words.easier, words.care, *words.setup, *words.mistakes)
        assert all(map(is_translated, texts))


def test_a_script_that_cannot_be_used_leaves_everything_in_english(tmp_path: Path) -> None:
    lacking = script_toml(lambda data: data["sentences"].pop("half_way"))
    guided = Guided(put_language(tmp_path, lacking, clips=False))
    assert guided.script == ENGLISH
    assert guided.routine.name == "After your walk"
    assert "Half-way." in guided.spoken()
    assert len(guided.told) == 1
    assert "script.toml:" in guided.told[0]
    assert "half_way is missing" in guided.told[0]
    assert guided.told[0].endswith("English is spoken instead.")


def test_a_routine_whose_words_cannot_be_used_is_guided_in_english(tmp_path: Path) -> None:
    lacking = routine_toml(lambda data: data["stretches"]["cat-cow"].pop("release"))
    guided = Guided(put_language(tmp_path, routine=lacking, clips=False))
    assert guided.routine.name == "After your walk"
    assert guided.script == ENGLISH
    assert [text for text in guided.spoken() if is_translated(text)] == []
    assert len(guided.told) == 1
    assert f"{LANGUAGE}/post-walk.toml:" in guided.told[0].replace(os.sep, "/")
    assert "cat-cow: release is missing" in guided.told[0]


def test_a_routine_of_ones_own_is_guided_in_the_language_of_the_program(guided: Guided) -> None:
    own = Routine("own", "Own", (Stretch("fig", "Figur vier", Dose(20_000)),))
    assert guided.scripts.of(own).language == LANGUAGE


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout that has the language beside English; the code is as it is."""
    folder = tmp_path_factory.mktemp("checkout")
    # Of an installed package, the files beside the code would be found before those of here.
    code = Path(stretchtimer.__file__).parent
    shutil.copytree(code, folder / "stretchtimer", ignore=shutil.ignore_patterns("*.pyc", "assets"))
    put_language(folder / "assets")
    catalogue = folder / "assets/i18n" / LANGUAGE / "LC_MESSAGES/stretchtimer.mo"
    catalogue.parent.mkdir(parents=True)
    with catalogue.open("wb") as file:
        write_mo(file, Catalog())
    return folder


def run(program: Path, *arguments: str, language: str = LANGUAGE) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "stretchtimer", *arguments, "--profile", str(program / "me")],
        cwd=program,
        env={**os.environ, "LANGUAGE": f"{language}_YY.UTF-8", "PYTHONPATH": str(program)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr == ""
    return done.stdout


def test_the_program_itself_guides_in_the_language_once_its_files_are_there(program: Path) -> None:
    texts = [
        cue["text"]
        for cue in cues_of(json.loads(run(program, "plan", "post-walk", "--json")))
        if cue["kind"] != CueKind.COUNT.value
    ]
    assert len(texts) > 60
    assert [text for text in texts if not is_translated(text)] == []
    [routine] = json.loads(run(program, "routines", "--json"))["routines"]
    assert is_translated(routine["name"])
    assert is_translated(routine["summary"])


def test_whoever_speaks_english_is_guided_in_english_as_before(program: Path) -> None:
    told = run(program, "plan", "post-walk", "--json", language="en")
    assert "Half-way." in told
    assert "⟦" not in told


def test_a_translator_has_the_files_checked(program: Path) -> None:
    words = program / "assets/routines" / LANGUAGE / "post-walk.toml"
    script = program / "assets/voice" / LANGUAGE / "script.toml"
    assert run(program, "check", str(words), str(script)).splitlines() == [
        f"{words}: no faults, “{translate('After your walk')}”",
        f"{script}: no faults, “{LANGUAGE}”",
    ]
