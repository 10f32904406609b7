"""The spoken clips that come with the program: all there, and as ears and engine need them."""

from __future__ import annotations

import shutil
import wave
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from stretchtimer.engine.model import MAX_HOLD_MS
from stretchtimer.engine.script import ends_a_sentence
from stretchtimer.services.voice.clip_name import clip_in
from stretchtimer.services.voice.loudness import (
    TARGET_LUFS,
    Samples,
    loudness_lufs,
    true_peak_db,
)
from stretchtimer.storage.routines.routine_file import read_routine
from stretchtimer.storage.routines.script_file import read_script
from tests.pseudo_language import put, script_toml
from tests.services.voice.build_scripts import build_script
from tests.spoken_english import SCRIPT, clip_of
from tests.sweeps import parts, sweep, swept

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "assets/voice/en"
RATE = 22_050
# Numbers to count by, and three to six megabytes of sentences for each of the seven routines.
MOST_BYTES = 33_000_000
SENTENCE_MS = 1_000
ROUTINES = [read_routine(path) for path in sorted((ROOT / "assets/routines").glob("*.toml"))]
TEXTS = sorted(SCRIPT.every_text(ROUTINES))
MAKER = build_script("make_voice")


def read(path: Path) -> Samples:
    with wave.open(str(path), "rb") as file:
        assert file.getparams()[:3] == (1, 2, RATE), path
        return np.asarray(np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32_768)


@cache
def samples(text: str) -> Samples:
    return read(FOLDER / f"{clip_of(text)}.wav")


@cache
def speech(text: str) -> Samples:
    """The clip without the sound that some begin with."""
    sound = SCRIPT.reading_of(text).sound
    return samples(text)[len(sound_of(sound)) :] if sound else samples(text)


def sound_of(name: str) -> Samples:
    """One of the sounds; they have the rate of the voice."""
    with wave.open(str(ROOT / f"assets/sounds/{name}.wav"), "rb") as file:
        assert file.getframerate() == RATE
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32_768


def too_much(found: dict[str, float], low: float, high: float) -> dict[str, float]:
    return {text: value for text, value in found.items() if not low <= value <= high}


def test_every_text_has_its_clip_and_every_clip_its_text() -> None:
    here = {path.stem: path.name for path in FOLDER.glob("*.wav")}
    missing = [text for text in TEXTS if clip_of(text) not in here]
    assert missing == [], "run assets/build/make_voice.py"
    assert here.keys() - {clip_of(text) for text in TEXTS} == set()


def test_a_voice_says_all_of_its_language_or_nothing() -> None:
    for path in (ROOT / "assets/voice").glob("*/script.toml"):
        wanted = MAKER.wanted(read_script(path))
        here = {clip.stem for clip in path.parent.glob("*.wav")}
        assert not here or here == wanted.keys(), f"run make_voice.py {path.parent.name}"


def test_the_word_list_tells_which_clip_says_what_and_how_long_it_takes() -> None:
    rows = (FOLDER / "words.tsv").read_text(encoding="utf-8").splitlines()
    assert rows == [
        f"{clip_of(text)}.wav\t{text}\t{len(samples(text)) / RATE:.3f}" for text in TEXTS
    ]


def test_the_script_finds_nothing_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert MAKER.main(["--check"]) == 0
    assert capsys.readouterr().out == f"All {len(TEXTS)} clips are here.\n"


def test_the_script_tells_what_is_missing_and_what_is_too_much(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    knee_hug, new = clip_of("Knee hug."), clip_of("A new sentence.")
    texts = {name: text for name, text in MAKER.wanted(SCRIPT).items() if name != knee_hug}
    monkeypatch.setattr(MAKER, "wanted", lambda _script: texts | {new: "A new sentence."})
    assert MAKER.main(["--check"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said == [f"missing: {new}.wav: A new sentence.", f"not needed: {knee_hug}.wav"]


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a voice that has a script, and no clips yet."""
    monkeypatch.setattr(MAKER, "VOICES", tmp_path)
    return put(tmp_path / "de/script.toml", script_toml()).parent


def test_the_script_says_what_another_language_needs_and_what_is_there_of_it(
    german: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert MAKER.main(["de", "--check"]) == 1
    missing = capsys.readouterr().out.splitlines()
    spoken = read_script(german / "script.toml")
    assert f"missing: {clip_in(spoken, spoken.closing)}.wav: {spoken.closing}" in missing
    assert len(missing) == len(spoken.every_text([]))
    for line in missing:
        shutil.copy(ROOT / "assets/sounds/count.wav", german / line.split(": ")[1])
    assert MAKER.main(["de"]) == 0
    assert MAKER.main(["de", "--check"]) == 0
    assert len((german / "words.tsv").read_text("utf-8").splitlines()) == len(missing)


def test_the_english_voice_makes_no_clips_of_another_language(
    german: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        MAKER.main(["de"])
    assert "name another with --voice" in capsys.readouterr().err
    assert not list(german.glob("*.wav"))


def test_a_language_without_a_script_that_can_be_used_has_no_clips_made(
    german: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (german / "script.toml").write_text("format = 1", encoding="utf-8")
    assert MAKER.main(["de"]) == 1
    assert "script.toml:1: closing is missing" in capsys.readouterr().out


def test_all_clips_together_are_small_enough_to_carry() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= MOST_BYTES


@pytest.mark.parametrize("step", swept([1, 10], [10]))
def test_every_sentence_is_as_loud_as_the_others(step: int) -> None:
    sentences = [text for text in TEXTS if len(speech(text)) * 1_000 >= SENTENCE_MS * RATE]
    assert len(sentences) > 80
    found = {text: loudness_lufs(speech(text), RATE) for text in sentences[::step]}
    assert too_much(found, TARGET_LUFS - 1, TARGET_LUFS + 1) == {}


@sweep
@pytest.mark.parametrize("lead", swept(["Hold for", "Keep moving for"], ["Keep moving for"]))
def test_a_duration_is_as_loud_as_others_together_with_what_leads_up_to_it(lead: str) -> None:
    durations = {SCRIPT.duration(ms)[-1] for ms in range(1_000, MAX_HOLD_MS + 1, 1_000)}
    assert len(durations) == 59 + 60
    found = {
        f"{lead} {text}": loudness_lufs(np.concatenate([samples(lead), samples(text)]), RATE)
        for text in durations
    }
    assert too_much(found, TARGET_LUFS - 1, TARGET_LUFS + 1) == {}


def test_a_short_word_is_hardly_louder_or_softer_than_a_sentence() -> None:
    short = [text for text in TEXTS if len(speech(text)) * 1_000 < SENTENCE_MS * RATE]
    found = {text: loudness_lufs(speech(text), RATE) for text in short if ends_a_sentence(text)}
    assert len(found) > 20
    assert too_much(found, TARGET_LUFS - 1, TARGET_LUFS + 1) == {}
    parts = {text: float(np.sqrt(np.mean(speech(text) ** 2))) for text in short}
    middle = float(np.median(list(parts.values())))
    assert too_much(parts, middle / 2, middle * 2) == {}


@pytest.mark.parametrize("texts", parts(TEXTS, TEXTS[::15]), ids=len)
def test_no_peak_is_higher_than_one_decibel_below_full_scale(texts: list[str]) -> None:
    assert too_much({text: true_peak_db(samples(text)) for text in texts}, -20.0, -1.0) == {}


def test_every_clip_is_heard_within_ten_milliseconds() -> None:
    found = {}
    for text in TEXTS:
        clip = np.abs(samples(text))
        loud = clip > np.max(clip) * 10 ** (-45 / 20)
        found[text] = float(np.argmax(loud)) * 1_000 / RATE
    assert too_much(found, 0.0, 10.0) == {}


def test_no_clip_clicks_at_its_ends() -> None:
    ends = {text: float(max(abs(samples(text)[[0, 1, -2, -1]]))) for text in TEXTS}
    assert too_much(ends, 0.0, 0.01) == {}


def test_every_clip_ends_with_a_rest_and_a_part_with_hardly_any() -> None:
    rests = {}
    for text in TEXTS:
        sounding = np.flatnonzero(np.abs(samples(text)) > 0.001)
        rests[text] = float(len(samples(text)) - sounding[-1]) * 1_000 / RATE
    parts = {text: rests.pop(text) for text in TEXTS if not ends_a_sentence(text)}
    assert len(parts) == 3 + 59
    assert too_much(rests, 70.0, 140.0) == {}
    assert too_much(parts, 10.0, 60.0) == {}


def test_the_closing_sentence_comes_after_the_sound_of_the_end() -> None:
    sound = sound_of("routine_end")
    begins = samples(SCRIPT.closing)[: len(sound)]
    assert np.corrcoef(begins, sound)[0, 1] > 0.99
    assert np.max(np.abs(begins)) == pytest.approx(np.max(np.abs(sound)), rel=0.05)
    after = np.abs(speech(SCRIPT.closing)) > 0.01
    assert 200 <= np.argmax(after) * 1_000 / RATE <= 400
