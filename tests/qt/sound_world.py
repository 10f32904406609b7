"""Devices and sinks of sound that are not real, in the place of Qt's."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

from PySide6.QtCore import QByteArray, QObject, Signal
from PySide6.QtMultimedia import QAudioFormat

from stretchtimer.qt.stream_player import Devices, StreamPlayer
from stretchtimer.services.audio.audio_out import (
    UNKNOWN,
    AudioStatus,
)
from stretchtimer.services.audio.sound_stream import RATE, frames
from stretchtimer.storage.assets import asset

MS = 1_000_000
WORKS = AudioStatus(True, "Speakers")
CLIPS = {"count": asset("sounds", "count.wav"), "lost": Path("/nowhere/lost.wav")}
PATIENCE_MS = 10_000


@dataclass(frozen=True)
class FakeDevice:
    name: str

    def id(self) -> QByteArray:
        return QByteArray(self.name.encode())

    def description(self) -> str:
        return self.name.title()

    def isNull(self) -> bool:  # noqa: N802
        return not self.name


@dataclass
class FakeSink:
    """Stands in for ``QAudioSink``; takes what ``World.passes`` lets it take."""

    world: World
    device: FakeDevice
    form: QAudioFormat
    buffer_size: int = 0
    volumes: list[float] = field(default_factory=list)
    written: bytearray = field(default_factory=bytearray)
    starts: int = 0
    is_running: bool = False
    taken: int = 0

    def setBufferSize(self, size: int) -> None:  # noqa: N802
        self.buffer_size = size

    def setVolume(self, volume: float) -> None:  # noqa: N802
        self.volumes.append(volume)

    def start(self) -> FakeSink | None:
        if self.world.fault:
            raise self.world.fault
        self.starts += 1
        self.taken = 0
        self.written.clear()
        self.is_running = True
        return None if self.world.error == "none" else self

    def stop(self) -> None:
        self.is_running = False

    def error(self) -> SimpleNamespace:
        return SimpleNamespace(name=self.world.error)

    def processedUSecs(self) -> int:  # noqa: N802
        return self.taken * 1_000_000 // RATE

    def write(self, data: bytes) -> int:
        self.written += data
        return len(data)


class World(QObject):
    """The devices that there are, and the time."""

    audioOutputsChanged = Signal()  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.there = [FakeDevice("speakers"), FakeDevice("headset")]
        self.error = "NoError"
        self.fault: Exception | None = None
        self.has_pulse = True
        self.stands = False
        self.ms = 100_000
        self.sinks: list[FakeSink] = []
        self.news: list[tuple[AudioStatus, Devices, bool]] = []

    def audioOutputs(self) -> list[FakeDevice]:  # noqa: N802
        return self.there

    def defaultAudioOutput(self) -> FakeDevice:  # noqa: N802
        return self.there[0] if self.there else FakeDevice("")

    def monotonic_ns(self) -> int:
        return self.ms * MS

    def name_of(self, task: Path | None) -> str:
        return "QPulseAudioEngi" if task and self.has_pulse else ""

    def make_sink(self, device: FakeDevice, form: QAudioFormat) -> FakeSink:
        self.sinks.append(FakeSink(self, device, form))
        return self.sinks[-1]

    def become(self, *names: str) -> None:
        """Has these devices be there, the first being the default."""
        self.there = [FakeDevice(name) for name in names]
        self.audioOutputsChanged.emit()

    def passes(self, player: StreamPlayer, ms: int) -> None:
        """Lets time go on; the timer of the player ends whenever it is due."""
        timer, waited_ms = player._timer, 0
        for _ in range(0, ms, 2):
            self.ms += 2
            waited_ms += 2
            for sink in self.sinks:
                if sink.is_running and not self.stands:
                    sink.taken = min(sink.taken + frames(2), len(sink.written) // 2)
            if timer.isActive() and waited_ms >= timer.interval():
                waited_ms = 0
                timer.stop()
                timer.timeout.emit()

    @property
    def status(self) -> AudioStatus:
        return self.news[-1][0] if self.news else UNKNOWN
