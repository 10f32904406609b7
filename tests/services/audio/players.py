"""Players of one sound each that are not real, and an output that begins them."""

from __future__ import annotations

import array
import threading
import wave
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from stretchtimer.services.audio.audio_out import (
    AudioStatus,
    Sound,
)
from stretchtimer.services.audio.playsound_out import (
    Player,
    PlaysoundOut,
)
from tests.fakes import FakeClock

PATIENCE_S = 10.0
LENGTH_MS = 1_000
LATENCY_MS = 7


@dataclass
class FakePlaying:
    """A player that plays until told otherwise."""

    path: Path
    peak: int
    code: int | None = None
    terminated: bool = False

    def poll(self) -> int | None:
        return self.code

    def terminate(self) -> None:
        self.terminated = True
        self.code = -15


@dataclass
class FakePlayer:
    """Begins players and remembers them; each ends at once with ``code``, None being never."""

    code: int | None = None
    fault: OSError | None = None
    begun: list[FakePlaying] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)

    def find(self) -> Player:
        self.threads.add(threading.get_ident())
        return Player("fake-play", LATENCY_MS, self.start)

    def start(self, path: Path) -> FakePlaying:
        self.threads.add(threading.get_ident())
        if self.fault is not None:
            raise self.fault
        self.begun.append(FakePlaying(path, peak_of(path), self.code))
        return self.begun[-1]

    @property
    def cues(self) -> list[FakePlaying]:
        return [playing for playing in self.begun if playing.peak]

    @property
    def silences(self) -> list[FakePlaying]:
        return [playing for playing in self.begun if not playing.peak]


def peak_of(path: Path) -> int:
    with wave.open(str(path), "rb") as file:
        pcm = file.readframes(file.getnframes())
        if file.getsampwidth() == 1:
            return 0 if set(pcm) == {0x80} else 127
    return max(map(abs, array.array("h", pcm)))


class Bench:
    """An output on fake players; ``settled()`` returns when all that was asked has been done."""

    def __init__(self, player: FakePlayer, clips: dict[str, Path], *, dummy: bool = False) -> None:
        self.player = player
        self.clock = FakeClock()
        self.dummy = dummy
        self.out = PlaysoundOut(clips, player.find, clock=self.clock, has_dummy=lambda: self.dummy)
        self.statuses: list[AudioStatus] = []
        self.out.on_status_changed(self.statuses.append)
        self.settled()

    def settled(self) -> None:
        """Put a job of ours behind the others, twice: players are looked after between jobs."""
        for _ in range(2):
            done = threading.Event()
            self.out._ask(done.set)
            assert done.wait(PATIENCE_S)

    def schedule(self, *sounds: tuple[int, str]) -> None:
        """Has clips wanted, each so many milliseconds from now."""
        self.out.schedule([Sound(self.clock.ms + in_ms, clip) for in_ms, clip in sounds])
        self.settled()

    def wait(self, ms: int) -> None:
        self.clock.advance(ms)
        self.settled()

    def end(self, playing: FakePlaying, after_ms: int, code: int = 0) -> None:
        """Has a player end after so long."""
        self.clock.advance(after_ms)
        playing.code = code
        self.settled()


MakeBench = Callable[..., Bench]
WORKS = AudioStatus(True, "fake-play")
