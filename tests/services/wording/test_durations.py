"""Durations as they are shown and typed, in the units of the language that is spoken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.engine.errors import UserError
from stretchtimer.services.wording import language
from stretchtimer.services.wording.durations import minutes_text, short_text, typed_duration_ms
from tests.pseudo_language import LANGUAGE, catalogue, escaped
from tests.sweeps import sweep

HALF_A_DAY_S = 12 * 3600


@pytest.fixture
def foreign() -> Iterator[None]:
    """Everything is said in the language that nobody speaks."""
    language.speak(catalogue(), LANGUAGE)
    yield
    language.speak(None)


@given(st.integers(0, HALF_A_DAY_S))
def test_printed_durations_can_be_typed_in_again(seconds: int) -> None:
    assert typed_duration_ms(short_text(seconds * 1_000)) == seconds * 1_000


@sweep
@pytest.mark.usefixtures("foreign")
def test_the_units_are_those_of_the_language_and_can_be_typed() -> None:
    for seconds in (0, 25, 300, 306):
        shown = short_text(seconds * 1_000)
        assert escaped(shown) == []
        assert typed_duration_ms(shown) == seconds * 1_000


@pytest.mark.usefixtures("foreign")
def test_what_is_typed_the_english_way_is_understood_in_each_language() -> None:
    assert typed_duration_ms("1:30") == typed_duration_ms("90 s") == 90_000
    assert typed_duration_ms("90") == typed_duration_ms("1 min 30") == 90_000
    with pytest.raises(UserError):
        typed_duration_ms("half")


def test_short_texts_round_to_the_nearest_second() -> None:
    assert [short_text(ms) for ms in (499, 25_500, 300_000, 306_400)] == [
        *("0 s", "26 s", "5 min", "5 min 06 s")
    ]


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (844_000, "14 min"),
        (350_000, "6 min"),
        (60_000, "1 min"),
        (89_999, "1 min"),
        (90_000, "2 min"),
        (59_400, "59 s"),
        (0, "0 s"),
    ],
)
def test_whole_minutes_are_told_without_their_seconds(ms: int, text: str) -> None:
    assert minutes_text(ms) == text
