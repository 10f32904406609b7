"""The name of a clip follows from what it says."""

from __future__ import annotations

import re
import sys

import pytest

from stretchtimer.engine.speech import CLOSING
from stretchtimer.services.voice import clip_name as voice_name
from stretchtimer.services.voice.clip_name import (
    READINGS,
    Reading,
    clip_name,
    ends_a_sentence,
    reading_of,
)

CLIP_OF_HOLD = "say-01037626cff6b87f"


def test_a_name_is_a_plain_file_name_whatever_the_text() -> None:
    for text in ("Knee hug.", "", "../../etc/passwd", "Kräftig – dehnen!\n", "x" * 10_000):
        assert re.fullmatch(r"say-[0-9a-f]{16}", clip_name(text))


def test_the_same_text_has_the_same_name_and_any_other_another() -> None:
    texts = ["Knee hug.", "Knee hug", "knee hug.", "Knee  hug.", *READINGS]
    assert len({clip_name(text) for text in texts}) == len(texts)
    assert clip_name("Knee hug.") == clip_name("Knee" + " hug.")


@pytest.mark.parametrize("lacking", [(), ("_sha2",), ("_sha2", "_sha256")])
def test_a_name_is_the_same_whatever_a_python_makes_it_with(
    monkeypatch: pytest.MonkeyPatch, lacking: tuple[str, ...]
) -> None:
    for name in lacking:
        monkeypatch.setitem(sys.modules, name, None)
    assert clip_name("Hold.") == CLIP_OF_HOLD


@pytest.mark.parametrize(
    "reading",
    [
        Reading(say="Nee hug."),
        Reading(after="now"),
        Reading(take=1),
        Reading(sound="count"),
    ],
)
def test_a_text_that_is_read_out_otherwise_needs_a_new_clip(
    monkeypatch: pytest.MonkeyPatch, reading: Reading
) -> None:
    before = clip_name("Knee hug.")
    monkeypatch.setitem(READINGS, "Knee hug.", reading)
    assert reading_of("Knee hug.") == reading
    assert clip_name("Knee hug.") != before


def test_a_new_recipe_needs_every_clip_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {clip_name(text) for text in (CLOSING, "Hold for", "Knee hug.")}
    monkeypatch.setattr(voice_name, "RECIPE", "another")
    assert before.isdisjoint(clip_name(text) for text in (CLOSING, "Hold for", "Knee hug."))


def test_only_a_part_that_another_one_follows_ends_no_sentence() -> None:
    assert all(map(ends_a_sentence, ("Knee hug.", "Can you?", "Next:", "Go!")))
    assert not any(map(ends_a_sentence, ("Hold for", "and", "")))
