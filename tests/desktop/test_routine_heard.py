"""What a listener makes of words and sounds, without any plan."""

from __future__ import annotations

import pytest

from tests.desktop.needs import need

try:
    from tests.benchmarks.recogniser import grammar_of, words_of, wrong_words
    from tests.benchmarks.routine_heard import Said, holds_heard, texts_in
except ModuleNotFoundError:
    HAS_NUMPY = False
else:
    HAS_NUMPY = True

TEXTS = ("Hold.", "Hold for", "thirty seconds.", "Now the other side.", "Two.")
KNOWN = [] if not HAS_NUMPY else [(tuple(words_of(text)), text) for text in TEXTS]
SOUND = ""


@pytest.fixture(autouse=True)
def _numpy_is_there() -> None:
    need(HAS_NUMPY, "numpy is not installed")


def heard(*events: tuple[str, float]) -> list[Said]:
    return [Said(text, at_s, at_s + 0.5) for text, at_s in events]


def texts(words: str) -> list[str]:
    return [placed.text for placed in texts_in(words.split(), KNOWN)]


def test_words_are_divided_into_texts_and_strange_ones_passed_over() -> None:
    assert texts("hold for thirty seconds hold") == ["Hold for", "thirty seconds.", "Hold."]
    assert texts("two can now the other side keep") == ["Two.", "Now the other side."]
    assert texts("") == []


def test_a_hold_reaches_from_the_sound_after_its_duration_to_a_second_after_one() -> None:
    holds = holds_heard(
        heard(
            *((SOUND, 0), ("Knee hug.", 1), ("Hold for", 3), ("thirty seconds.", 4)),
            *((SOUND, 10), ("Hold.", 11), (SOUND, 25), ("Half-way.", 26)),
            *(("Three.", 37), ("Two.", 38), ("One.", 39), (SOUND, 40)),
        )
    )
    assert [(h.stretch, h.side, h.told_s, h.start_s, h.length_s) for h in holds] == [
        ("Knee hug.", "", 30, 10, 30)
    ]


def test_names_follow_next_and_sides_stay_until_another_is_said() -> None:
    hold = (("Hold for", 1), ("one minute and", 2), ("ten seconds.", 3), (SOUND, 4), ("One.", 73))
    holds = holds_heard(
        heard(
            *(("Spinal twist.", 0), ("Left side.", 0.5), *hold),
            *(("Now the other side.", 80), ("Right side.", 81), *hold),
            *(("Next:", 90), ("Cat-cow.", 91), *hold),
        )
    )
    assert [(h.stretch, h.side, h.told_s, h.length_s) for h in holds] == [
        ("Spinal twist.", "left", 70, 70),
        ("Spinal twist.", "right", 70, 70),
        ("Cat-cow.", "", 70, 70),
    ]


def test_the_grammar_lets_a_duration_stand_only_after_its_lead() -> None:
    grammar = grammar_of([*TEXTS, "two minutes and"])
    assert "<word> = hold | two;" in grammar
    assert "<lead> = hold for;" in grammar
    assert "<minutes> = two minutes and;" in grammar
    assert "<duration> = thirty seconds;" in grammar
    assert "<sentence> = now the other side;" in grammar


def test_what_sounds_the_same_is_not_a_wrong_word() -> None:
    sounds = {"two": "T UW", "to": "T UW", "onto": "AA N T UW", "on": "AA N", "half": "HH AE F"}

    def sounds_of(word: str) -> str:
        return sounds.get(word, word)

    assert wrong_words("Two.", ["to"], sounds_of) == 0
    assert wrong_words("Half, onto two.", ["half", "on", "to", "to"], sounds_of) == 0
    assert wrong_words("Half of two.", ["half", "two"], sounds_of) == 1
    assert wrong_words("Half.", [], sounds_of) == 1
    assert wrong_words("", ["to", "on"], sounds_of) == 2
