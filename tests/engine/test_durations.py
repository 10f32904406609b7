"""Durations as people write and read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.engine.durations import (
    clock_text,
    parse_duration,
    rounded_seconds,
    whole_cycles,
    whole_seconds_left,
)
from stretchtimer.engine.errors import UserError
from stretchtimer.services.wording import notices
from tests.wording import said

HALF_A_DAY_S = 12 * 3600


@pytest.mark.parametrize(
    ("text", "wanted_ms"),
    [
        ("30", 30_000),
        ("30 s", 30_000),
        ("30 secs", 30_000),
        ("  45 Seconds ", 45_000),
        ("1.5", 1_500),
        ("1,5 min", 90_000),
        ("2 minutes", 120_000),
        ("5 mins", 300_000),
        ("1:30", 90_000),
        ("0:05", 5_000),
        ("90:00", 5_400_000),
        ("1:02:03", 3_723_000),
        ("1 min 30", 90_000),
        ("1m30s", 90_000),
        ("1 h 5 min", 3_900_000),
        ("2 hours", 7_200_000),
        ("1h30", 5_400_000),
        ("1 h 30 s", 3_630_000),
        ("1 h 5 min 30", 3_930_000),
        ("0", 0),
    ],
)
def test_what_people_type_is_understood(text: str, wanted_ms: int) -> None:
    assert parse_duration(text) == wanted_ms


@pytest.mark.parametrize(
    "text",
    [
        *("", "   ", "half", "s", ":30", "1:3", "1:75", "1:2:3:4", "-5", "1 30", "30 s 1 min"),
        *(".5.", "1e3", "inf", "nan", "30 s.", "½", "9" * 400, "1" + " " * 20_000 + "x"),
    ],
)
def test_what_is_no_duration_is_refused_with_the_text_in_the_message(text: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_duration(text)
    assert said(caught.value).startswith(f"{notices.given(text)} is not a length of time. Write")


@given(st.integers(0, HALF_A_DAY_S))
def test_printed_durations_can_be_typed_in_again(seconds: int) -> None:
    assert parse_duration(clock_text(seconds * 1_000)) == seconds * 1_000


@given(st.text(alphabet="0123456789:.,hmins ec-", max_size=12))
def test_any_text_is_a_duration_or_refused(text: str) -> None:
    try:
        duration_ms = parse_duration(text)
    except UserError:
        return
    assert duration_ms >= 0


@given(st.integers(0, HALF_A_DAY_S * 1_000))
def test_a_countdown_shows_nothing_left_only_when_nothing_is_left(remaining_ms: int) -> None:
    shown = whole_seconds_left(remaining_ms)
    assert (shown == 0) is (remaining_ms == 0)
    assert 0 <= shown * 1_000 - remaining_ms < 1_000


def test_clock_texts_round_up_and_whole_seconds_to_the_nearest() -> None:
    assert [clock_text(ms) for ms in (0, 1, 59_001, 3_600_000)] == [
        "0:00",
        "0:01",
        "1:00",
        "1:00:00",
    ]
    assert [rounded_seconds(ms) for ms in (499, 500, 25_499, 25_500)] == [0, 1, 25, 26]


@given(st.integers(0, 100_000), st.integers(1, 20_000))
def test_whole_cycles_are_the_fewest_that_suffice(duration_ms: int, cycle_ms: int) -> None:
    filled_ms = whole_cycles(duration_ms, cycle_ms)
    assert filled_ms % cycle_ms == 0
    assert filled_ms >= max(duration_ms, cycle_ms)
    assert filled_ms == cycle_ms or filled_ms - cycle_ms < duration_ms
