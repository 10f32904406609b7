"""What is written into a stream of sound, on a device that takes it as devices do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.services.audio.audio_out import TOO_LATE_MS
from stretchtimer.services.audio.sound_stream import (
    RATE,
    frames,
)
from tests.services.audio.stream_device import (
    LATENCY_MS,
    MS,
    START_NS,
    Device,
    Played,
    since_start,
    tone,
)


@pytest.mark.parametrize("block_ms", [5, 10, 20, 46])
@pytest.mark.parametrize("rate", [RATE, RATE * 1.0003, RATE * 0.9997])
def test_sounds_are_heard_at_their_instants_to_the_millisecond(block_ms: int, rate: float) -> None:
    played = Played(Device(frames(block_ms), rate))
    sounds = [played.at(2_000 + number * 700) for number in range(10)]
    for sound in sounds:
        played.run(sound.at_ms - 1_500 - played.device.now_ns // MS)
        played.want({**played.wanted, sound: tone(300)})
    played.run(3_000)
    onsets = [first for first, _ in played.device.heard()]
    late = [onset - since_start(sound) for onset, sound in zip(onsets, sounds, strict=True)]
    assert max(late) - min(late) < 2.5
    assert max(map(abs, late)) < 5
    assert played.device.restarts == 0


def test_a_sound_is_heard_whole() -> None:
    played = Played()
    played.want({played.at(1_500): tone(3_000)})
    played.run(6_000)
    ((first, last),) = played.device.heard()
    assert last - first == pytest.approx(3_000, abs=0.1)


@given(late_ms=st.integers(0, 300))
def test_nothing_is_lost_or_late_where_looks_come_late(late_ms: int) -> None:
    played = Played()
    sound = played.at(2_000)
    played.want({sound: tone(800)})
    played.run(4_000, late_ms=late_ms)
    ((first, last),) = played.device.heard()
    # Who hardly looks at all knows the device's clock to a block of 10 ms.
    assert abs(first - since_start(sound)) < 10
    assert last - first == pytest.approx(800, abs=0.1)


def test_silence_is_written_where_nothing_is_wanted() -> None:
    played = Played()
    played.run(5_000)
    pcm = b"".join(part for _, part, _ in played.device.played)
    assert len(pcm) > 2 * frames(4_800)
    assert not any(pcm)


def test_what_is_taken_back_before_it_is_written_is_never_heard() -> None:
    played = Played()
    played.want({played.at(3_000): tone(300)})
    played.run(1_000)
    played.want({})
    played.run(5_000)
    assert played.device.heard() == []
    assert played.device.restarts == 0


def test_what_is_taken_back_while_it_sounds_is_muted_at_once_and_for_good() -> None:
    played = Played()
    played.want({played.at(1_500): tone(2_000)})
    played.run(2_000)
    taken_back_ms = (played.device.now_ns - START_NS) / MS
    played.want({})
    assert played.device.is_muted
    played.run(1_500)
    assert not played.device.is_muted
    ((_, last),) = played.device.heard()
    assert last < taken_back_ms + LATENCY_MS + 10
    assert played.device.restarts == 0


def test_what_comes_after_the_silenced_rest_is_heard_on_time() -> None:
    played = Played()
    played.want({played.at(1_500): tone(2_000)})
    played.run(2_000)
    later = played.at(1_200, "b")
    played.want({later: tone(300, 2_000)})
    played.run(3_000)
    ((first, _),) = played.device.heard(2_000)
    assert abs(first - since_start(later)) < 3
    assert played.device.restarts == 0


def test_a_sound_that_cannot_wait_for_the_silenced_rest_has_the_stream_begun_anew() -> None:
    played = Played()
    played.want({played.at(1_500): tone(2_000)})
    played.run(2_000)
    soon = played.at(150, "b")
    played.want({soon: tone(300, 2_000)})
    played.run(3_000)
    assert played.device.restarts == 1
    ((first, last),) = played.device.heard(2_000)
    assert abs(first - since_start(soon)) < 5
    assert last - first == pytest.approx(300, abs=0.1)
    (whole,) = played.device.heard()
    assert whole[1] < since_start(soon)


def test_a_sound_that_is_wanted_now_is_heard_whole_as_soon_as_can_be() -> None:
    played = Played()
    played.run(2_000)
    now = played.at(0)
    played.want({now: tone(300)})
    played.run(1_500)
    ((first, last),) = played.device.heard()
    assert 0 < first - since_start(now) < 90
    assert last - first == pytest.approx(300, abs=0.1)


def test_a_sound_that_goes_on_is_heard_once_more_only_from_where_it_was() -> None:
    played = Played()
    long = played.at(1_500)
    played.want({long: tone(2_000)})
    played.run(2_200)
    now = played.at(0, "b")
    played.want({long: tone(2_000), now: tone(100, 2_000)})
    played.run(3_000)
    spans = played.device.heard()
    assert played.device.restarts == 1
    assert spans[-1][1] == pytest.approx(since_start(long) + 2_000, abs=5)
    assert sum(last - first for first, last in spans) < 2_000


def test_sounds_at_one_time_are_added_and_cut_off_at_full_scale() -> None:
    played = Played()
    both = played.at(1_500), played.at(1_600, "b"), played.at(2_600), played.at(2_650, "b")
    levels = 1_000, 2_000, 20_000, 20_000
    played.want({sound: tone(200, level) for sound, level in zip(both, levels, strict=True)})
    played.run(4_000)
    assert len(played.device.heard(3_000)) == 1
    assert len(played.device.heard(32_767)) == 1


@pytest.mark.parametrize("late_ms", [TOO_LATE_MS + 1, 60_000])
def test_a_sound_that_comes_too_late_is_not_heard(late_ms: int) -> None:
    played = Played()
    played.run(1_000)
    played.want({played.at(-late_ms): tone(300)})
    played.run(1_000)
    assert played.device.heard() == []
    assert played.device.restarts == 0


def test_a_sound_that_was_due_while_the_machine_slept_is_not_heard_afterwards() -> None:
    played = Played()
    slept, coming = played.at(2_000), played.at(5_000, "b")
    played.want({slept: tone(300), coming: tone(300, 2_000)})
    played.run(1_000)
    played.device.advance_ms(3_000, stands=True)
    played.run(3_000)
    assert played.device.heard() == []
    ((first, _),) = played.device.heard(2_000)
    assert abs(first - since_start(coming)) < 5


def test_a_short_sound_that_stays_named_is_heard_once() -> None:
    played = Played()
    sound = played.at(1_000)
    for _ in range(40):
        played.want({sound: tone(30)})
        played.run(60)
    assert len(played.device.heard()) == 1
