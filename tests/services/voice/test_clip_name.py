"""The name of a clip follows from what it says."""

from __future__ import annotations

import re
import sys
from dataclasses import replace

import pytest

from stretchtimer.engine.script import Reading, ends_a_sentence
from stretchtimer.services.voice import clip_name as voice_name
from stretchtimer.services.voice.clip_name import clip_in, clip_name
from tests.spoken_english import SCRIPT, clip_of

CLIP_OF_HOLD = "say-01037626cff6b87f"
READ_OTHERWISE = ("Hold.", "Two.", "Hold for", SCRIPT.closing)


def test_a_name_is_a_plain_file_name_whatever_the_text() -> None:
    for text in ("Knee hug.", "", "../../etc/passwd", "Kräftig – dehnen!\n", "x" * 10_000):
        assert re.fullmatch(r"say-[0-9a-f]{16}", clip_of(text))


def test_the_same_text_has_the_same_name_and_any_other_another() -> None:
    texts = ["Knee hug.", "Knee hug", "knee hug.", "Knee  hug.", *READ_OTHERWISE]
    assert len({clip_of(text) for text in texts}) == len(texts)
    assert clip_of("Knee hug.") == clip_of("Knee" + " hug.")


@pytest.mark.parametrize("lacking", [(), ("_sha2",), ("_sha2", "_sha256")])
def test_a_name_is_the_same_whatever_a_python_makes_it_with(
    monkeypatch: pytest.MonkeyPatch, lacking: tuple[str, ...]
) -> None:
    for name in lacking:
        monkeypatch.setitem(sys.modules, name, None)
    assert clip_of("Hold.") == CLIP_OF_HOLD


def test_no_module_is_looked_for_again_with_each_name(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_for: list[str] = []

    class Watching:
        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            looked_for.append(name)

    clip_name("Hold.")
    monkeypatch.setattr(sys, "meta_path", [Watching, *sys.meta_path])
    clip_name("Knee hug.")
    assert looked_for == []


@pytest.mark.parametrize(
    "reading",
    [
        Reading(say="Nee hug."),
        Reading(after="now"),
        Reading(take=1),
        Reading(sound="count"),
    ],
)
def test_a_text_that_is_read_out_otherwise_needs_a_new_clip(reading: Reading) -> None:
    otherwise = replace(SCRIPT, readings={"Knee hug.": reading})
    assert otherwise.reading_of("Knee hug.") == reading
    assert clip_in(otherwise, "Knee hug.") != clip_of("Knee hug.")


def test_the_same_text_in_another_language_is_another_clip() -> None:
    names = {clip_in(replace(SCRIPT, language=one), "Stop.") for one in ("en", "de", "de_AT")}
    assert len(names) == 3


def test_words_of_ones_own_are_named_as_by_the_english_script() -> None:
    assert clip_name("Figure four.") == clip_of("Figure four.")


def test_a_new_recipe_needs_every_clip_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {clip_of(text) for text in (*READ_OTHERWISE, "Knee hug.")}
    monkeypatch.setattr(voice_name, "RECIPE", "another")
    assert before.isdisjoint(clip_of(text) for text in (*READ_OTHERWISE, "Knee hug."))


def test_only_a_part_that_another_one_follows_ends_no_sentence() -> None:
    assert all(map(ends_a_sentence, ("Knee hug.", "Can you?", "Next:", "Go!", "停。")))
    assert not any(map(ends_a_sentence, ("Hold for", "and", "")))
