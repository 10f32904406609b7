"""What is written into a stream of sound, on a device that takes it as devices do."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.services.audio.audio_out import TOO_LATE_MS, Sound
from stretchtimer.services.audio.sound_stream import (
    RATE,
    RING_MS,
    STUCK_MS,
    DeviceClock,
    SoundStream,
    frames,
)

MS = 1_000_000
START_NS = 50_000 * MS
LATENCY_MS = 35
BEGINS_BEFORE_MS = 6
RING = 2 * frames(RING_MS)


def tone(length_ms: int, level: int = 1_000) -> bytes:
    """Samples that all have the same value, so that they are known again."""
    return array("h", [level] * frames(length_ms)).tobytes()


@dataclass
class Device:
    """Takes frames in blocks, plays each ``LATENCY_MS`` after it was taken, and remembers it.

    It begins with what is written first. ``rate`` is how fast its clock goes, ``stood_ns`` how
    long it has stood still, by itself or because there was nothing to take.
    """

    block: int = frames(10)
    rate: float = RATE
    now_ns: int = START_NS
    played: list[tuple[int, bytes, bool]] = field(default_factory=list)
    begun_ns: int = 0
    ring: bytearray = field(default_factory=bytearray)
    taken: int = 0
    stood_ns: int = 0
    is_muted: bool = False
    restarts: int = 0

    def begin(self) -> None:
        self.ring.clear()
        self.taken = self.stood_ns = 0
        self.begun_ns = 0
        self.restarts += 1

    def write(self, data: bytes) -> int:
        room = RING - len(self.ring)
        self.ring += data[:room]
        if data and not self.begun_ns:
            self.begun_ns = self.now_ns - BEGINS_BEFORE_MS * MS
        return min(room, len(data))

    def advance_ms(self, ms: float, *, stands: bool = False) -> None:
        """Lets time go on a millisecond at a time, and takes what is due by then."""
        for _ in range(round(ms)):
            self.now_ns += MS
            if stands:
                self.stood_ns += MS
            elif self.begun_ns:
                due = (self.now_ns - self.begun_ns - self.stood_ns) * self.rate / 1e9
                while self.taken + self.block <= due and self.ring:
                    part = bytes(self.ring[: 2 * self.block])
                    del self.ring[: 2 * self.block]
                    at_ns = self.begun_ns + self.stood_ns + round(self.taken / self.rate * 1e9)
                    self.played.append((at_ns + LATENCY_MS * MS, part, self.is_muted))
                    self.taken += len(part) // 2
                if not self.ring and self.taken:
                    self.stood_ns += MS

    def heard(self, level: int = 1_000) -> list[tuple[float, float]]:
        """When something of that level was heard, from when to when, in ms since the start."""
        spans: list[list[float]] = []
        for at_ns, part, muted in self.played:
            samples = array("h", part)
            here = [i for i, value in enumerate(samples) if value == level and not muted]
            if not here:
                continue
            first, last = ((at_ns - START_NS) / MS + i * 1_000 / RATE for i in (here[0], here[-1]))
            if spans and first - spans[-1][1] < 2:
                spans[-1][1] = last
            else:
                spans.append([first, last])
        return [(first, last) for first, last in spans]


class Played:
    """A stream on a device, looked at as often as it asks for it."""

    def __init__(self, device: Device | None = None) -> None:
        self.device = device or Device()
        self.stream = SoundStream(LATENCY_MS)
        self.wanted: dict[Sound, bytes] = {}
        self.is_stuck = False
        self._next_ns = START_NS
        self.stream.begin(self.device.now_ns)

    def want(self, wanted: Mapping[Sound, bytes]) -> None:
        self.wanted = dict(wanted)
        self.stream.schedule(self.wanted, self.device.now_ns)
        self.poll()

    def at(self, in_ms: int, clip: str = "a") -> Sound:
        """A sound so many milliseconds from now."""
        return Sound(self.device.now_ns // MS + in_ms, clip)

    def poll(self) -> None:
        step = self.stream.poll(self.device.taken, self.device.now_ns)
        if step.begin_anew:
            self.device.begin()
            self.stream.begin(self.device.now_ns)
        self.is_stuck = step.is_stuck
        self.device.is_muted = step.is_muted
        self.stream.wrote(self.device.write(step.data))
        self._next_ns = self.device.now_ns + max(1, step.wait_ms) * MS

    def run(self, ms: int, *, stands: bool = False, late_ms: int = 0) -> None:
        """Lets time go on; each look comes as late as ``late_ms`` says."""
        for _ in range(ms):
            self.device.advance_ms(1, stands=stands)
            if self.device.now_ns >= self._next_ns + late_ms * MS:
                self.poll()


def since_start(sound: Sound) -> int:
    return sound.at_ms - START_NS // MS


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
