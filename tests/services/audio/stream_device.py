"""A device that takes a stream of sound as devices do, and what it has played."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

from stretchtimer.services.audio.audio_out import Sound
from stretchtimer.services.audio.sound_stream import (
    RATE,
    RING_MS,
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
