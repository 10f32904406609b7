"""The stream of sound on devices that stand still, get lost, change, or take too little."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.services.audio.sound_stream import (
    STUCK_MS,
    DeviceClock,
    SoundStream,
    frames,
)
from tests.services.audio.stream_device import LATENCY_MS, MS, START_NS, Played, since_start, tone


def test_a_device_that_stood_still_has_the_next_sounds_laid_anew() -> None:
    played = Played()
    sounds = [played.at(in_ms) for in_ms in (3_000, 4_000, 5_000)]
    played.want(dict.fromkeys(sounds, tone(200)))
    played.run(2_600)
    played.run(150, stands=True)
    played.run(4_000)
    late = [
        first - since_start(sound)
        for (first, _), sound in zip(played.device.heard(), sounds, strict=True)
    ]
    assert played.device.restarts == 1
    assert max(map(abs, late[1:])) < 5


def test_a_device_that_takes_nothing_any_more_is_stuck() -> None:
    played = Played()
    played.run(2_000)
    for _ in range(STUCK_MS + 100):
        played.run(1, stands=True)
        if played.is_stuck:
            return
    raise AssertionError("nobody noticed")


def test_a_device_may_take_seconds_to_wake() -> None:
    played = Played()
    played.run(4_900, stands=True)
    assert not played.is_stuck
    for _ in range(300):
        played.run(1, stands=True)
        if played.is_stuck:
            return
    raise AssertionError("nobody noticed")


def test_what_was_lost_with_a_device_is_not_heard_by_the_next_one() -> None:
    played = Played()
    lost, missed, coming = played.at(1_500), played.at(3_900, "b"), played.at(6_000, "c")
    played.want({lost: tone(5_000), missed: tone(200, 2_000), coming: tone(200, 3_000)})
    played.run(2_000)
    played.stream.lose(played.device.now_ns)
    assert not played.stream.is_running
    played.device.advance_ms(2_000)
    heard_ms = (played.device.now_ns - START_NS) / MS
    played.device.begin()
    played.stream.begin(played.device.now_ns)
    played.run(4_000)
    assert played.device.heard()[-1][1] < heard_ms
    assert played.device.heard(2_000) == []
    ((first, _),) = played.device.heard(3_000)
    assert abs(first - since_start(coming)) < 5


def test_a_stream_that_was_not_needed_for_a_while_has_lost_nothing() -> None:
    played = Played()
    played.run(1_000)
    played.stream.end()
    assert not played.stream.is_running
    now = played.at(0)
    played.stream.schedule({now: tone(200)}, played.device.now_ns)
    played.device.advance_ms(20)
    played.device.begin()
    played.stream.begin(played.device.now_ns)
    played.run(1_000)
    ((first, last),) = played.device.heard()
    assert first - since_start(now) < 110
    assert last - first == pytest.approx(200, abs=0.1)


def test_another_device_at_once_goes_on_with_what_sounds() -> None:
    played = Played()
    sound = played.at(1_500)
    played.want({sound: tone(2_000)})
    played.run(2_500)
    played.device.begin()
    played.stream.begin(played.device.now_ns)
    played.run(3_000)
    assert played.device.heard()[-1][1] == pytest.approx(since_start(sound) + 2_000, abs=5)


def test_it_is_known_when_all_has_been_heard() -> None:
    played = Played()
    now_ns = played.device.now_ns
    assert played.stream.ends_ns(now_ns) == now_ns
    played.want({played.at(1_000): tone(400)})
    assert played.stream.ends_ns(now_ns) == pytest.approx(now_ns + 1_400 * MS, abs=MS)


def test_a_stream_that_has_not_begun_is_not_looked_at() -> None:
    with pytest.raises(ValueError, match="no stream"):
        SoundStream().poll(0, START_NS)


def test_a_stream_that_takes_less_than_it_is_given_gets_the_rest_later() -> None:
    played = Played()
    sound = played.at(1_500)
    played.want({sound: tone(600)})
    write = played.device.write
    played.device.write = lambda data: write(data[: frames(95) * 2])  # type: ignore[method-assign]
    played.run(4_000)
    ((first, last),) = played.device.heard()
    assert abs(first - since_start(sound)) < 5
    assert last - first == pytest.approx(600, abs=0.1)


def test_the_clock_of_a_device_is_its_highest_count() -> None:
    clock = DeviceClock(START_NS)
    for now_ms, taken_ms in ((100, 90), (117, 110), (134, 133), (151, 140)):
        clock.note(frames(taken_ms), START_NS + now_ms * MS)
    assert clock.frame_at(START_NS + 1_000 * MS) == pytest.approx(frames(999), abs=2)
    assert clock.instant_of(frames(999)) == pytest.approx(START_NS + 1_000 * MS, abs=MS)


steps = st.lists(
    st.tuples(st.integers(1, 900), st.lists(st.integers(-600, 3_000), max_size=3)), max_size=8
)


@given(steps=steps, late_ms=st.sampled_from([0, 0, 120]))
def test_whatever_is_wanted_and_taken_back_nothing_is_heard_twice_or_unwanted(
    steps: list[tuple[int, list[int]]], late_ms: int
) -> None:
    played = Played()
    taken_back: list[tuple[int, float]] = []
    level = 0
    for wait_ms, in_ms in steps:
        played.run(wait_ms, late_ms=late_ms)
        now_ms = (played.device.now_ns - START_NS) / MS
        kept = {s: pcm for n, (s, pcm) in enumerate(played.wanted.items()) if n % 2}
        taken_back += [
            (array("h", pcm)[0], now_ms) for s, pcm in played.wanted.items() if s not in kept
        ]
        for ms in in_ms:
            level += 1
            # Powers of two: also added up, each is known.
            kept[played.at(ms, str(level))] = tone(100, 1 << (level % 14))
        played.want(kept)
    played.run(4_000)
    total = sum(
        sum(1 for value in array("h", part) if value)
        for _, part, muted in played.device.played
        if not muted
    )
    assert total <= level * frames(100)
    for value, at_ms in taken_back:
        if sum(1 for other, _ in taken_back if other == value) == 1 and level <= 14:
            for _, last in played.device.heard(value):
                assert last < at_ms + LATENCY_MS + 15
