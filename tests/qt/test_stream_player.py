"""What is done with the device of the stream, with devices and sinks that are not real."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QByteArray, QEventLoop, QObject, QThread, QTimer, Signal
from PySide6.QtMultimedia import QAudioFormat
from PySide6.QtWidgets import QApplication

from stretchtimer.engine.notices import Notice
from stretchtimer.qt import stream_out, stream_player
from stretchtimer.qt.stream_out import StreamOut
from stretchtimer.qt.stream_player import Devices, StreamPlayer
from stretchtimer.services.audio.audio_out import (
    DUMMY_DEVICE,
    UNKNOWN,
    AudioOut,
    AudioStatus,
    Sound,
    SoundFault,
)
from stretchtimer.services.audio.sound_stream import RATE, RING_MS, STUCK_MS, frames
from stretchtimer.storage.assets import asset
from tests.wording import said

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


@pytest.fixture
def world(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> World:
    world = World()
    monkeypatch.setattr("PySide6.QtMultimedia.QMediaDevices", world)
    monkeypatch.setattr("PySide6.QtMultimedia.QAudioSink", world.make_sink)
    monkeypatch.setattr(stream_player, "_media_devices", lambda _parent: world)
    monkeypatch.setattr(stream_player, "monotonic_ns", world.monotonic_ns)
    monkeypatch.setattr(stream_player, "_name_of", world.name_of)
    monkeypatch.setattr("shiboken6.delete", lambda _sink: None)
    return world


@pytest.fixture
def player(world: World) -> Iterator[StreamPlayer]:
    made = StreamPlayer(CLIPS)
    made.told.connect(lambda *news: world.news.append(news))
    made.begin()
    yield made
    made._timer.stop()


def test_an_output_is_known_without_being_opened(world: World, player: StreamPlayer) -> None:
    devices = (("speakers", "Speakers"), ("headset", "Headset"))
    assert world.news == [(WORKS, devices, False)]
    assert world.sinks == []


def test_holding_opens_a_stream_of_the_clips_own_kind_and_letting_go_ends_it(
    world: World, player: StreamPlayer
) -> None:
    player.hold(True)
    (sink,) = world.sinks
    assert (sink.form.sampleRate(), sink.form.channelCount()) == (RATE, 1)
    assert sink.form.sampleFormat() is QAudioFormat.SampleFormat.Int16
    assert sink.buffer_size == 2 * frames(RING_MS)
    world.passes(player, 2_000)
    assert sink.taken > frames(1_800)
    assert len(world.sinks) == 1
    player.hold(False)
    assert not sink.is_running
    assert not player._timer.isActive()


def read(player: StreamPlayer, clip: str) -> None:
    """Waits until the samples of a clip have been read in their own thread."""
    loop = QEventLoop()
    QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
    watch = QTimer(loop, interval=5)

    def poll() -> None:
        if player._samples.get(clip) is not None:
            loop.quit()

    watch.timeout.connect(poll)
    watch.start()
    loop.exec()


def test_a_sound_is_read_and_written_and_keeps_the_stream_until_it_has_ended(
    world: World, player: StreamPlayer
) -> None:
    player.schedule([Sound(world.ms + 600, "count")])
    read(player, "count")
    (sink,) = world.sinks
    world.passes(player, 900)
    assert any(sink.written)
    world.passes(player, 300)
    assert not sink.is_running


def test_what_is_taken_back_is_muted_at_once(world: World, player: StreamPlayer) -> None:
    player.hold(True)
    player.set_volume(0.5)
    player.schedule([Sound(world.ms + 600, "count")])
    read(player, "count")
    world.passes(player, 700)
    assert world.sinks[0].volumes[-1] == 0.5
    player.schedule([])
    assert world.sinks[0].volumes[-1] == 0.0
    world.passes(player, 800)
    assert world.sinks[0].volumes[-1] == 0.5
    assert world.sinks[0].starts == 1


def test_a_clip_that_there_is_not_or_that_cannot_be_read_disturbs_nothing(
    world: World, player: StreamPlayer, caplog: pytest.LogCaptureFixture
) -> None:
    player.hold(True)
    player.schedule([Sound(world.ms + 600, "gong"), Sound(world.ms + 600, "lost")])
    read(player, "gong")
    read(player, "lost")
    world.passes(player, 1_500)
    assert not any(world.sinks[0].written)
    assert "gong" in caplog.text
    assert "lost.wav" in caplog.text
    assert world.status == WORKS


def test_a_chosen_output_is_used_while_it_is_there(world: World, player: StreamPlayer) -> None:
    player.hold(True)
    player.choose(b"headset")
    assert world.status.output == "Headset"
    assert world.sinks[-1].device == FakeDevice("headset")
    world.become("speakers")
    assert world.status.output == "Speakers"
    world.become("speakers", "headset")
    assert world.status.output == "Headset"
    assert world.sinks[-1].device == FakeDevice("headset")
    assert [sink.is_running for sink in world.sinks[:-1]] == [False] * (len(world.sinks) - 1)


def test_another_default_is_followed_and_news_of_others_only_told(
    world: World, player: StreamPlayer
) -> None:
    player.hold(True)
    world.become("speakers", "usb")
    assert len(world.sinks) == 1
    assert world.news[-1][:2] == (WORKS, (("speakers", "Speakers"), ("usb", "Usb")))
    world.become("usb", "speakers")
    assert world.sinks[-1].device == FakeDevice("usb")
    assert world.status.output == "Usb"


@pytest.mark.parametrize("none", [(), (DUMMY_DEVICE,)])
def test_without_a_real_device_it_says_so_and_comes_back_with_one(
    world: World, player: StreamPlayer, none: tuple[str, ...]
) -> None:
    player.hold(True)
    world.become(*none)
    assert world.news[-1] == (AudioStatus(False, "", Notice(SoundFault.NO_DEVICE)), (), False)
    assert not world.sinks[-1].is_running
    world.become("speakers")
    assert world.status == WORKS
    assert world.sinks[-1].is_running


@pytest.mark.parametrize("error", ["none", "OpenError"])
def test_an_output_that_does_not_open_is_named_and_tried_again(
    world: World, player: StreamPlayer, error: str
) -> None:
    world.error = error
    player.hold(True)
    assert "The sound output Speakers is not responding" in said(world.status.problem)
    world.error = "NoError"
    world.passes(player, 2_000)
    assert world.status == WORKS


def test_an_output_that_takes_nothing_any_more_is_named_until_it_does_again(
    world: World, player: StreamPlayer
) -> None:
    player.hold(True)
    world.passes(player, 1_000)
    world.stands = True
    world.passes(player, STUCK_MS + 200)
    assert "The sound output Speakers is not responding" in said(world.status.problem)
    world.passes(player, 3_000)
    assert not world.status.working
    world.stands = False
    world.passes(player, 6_000)
    assert world.status == WORKS


def test_without_its_connection_to_the_server_no_stream_is_started(
    world: World, player: StreamPlayer
) -> None:
    player.hold(True)
    world.passes(player, 500)
    world.has_pulse = False
    world.passes(player, 1_200)
    assert world.status.problem == Notice(SoundFault.NO_SERVER)
    starts = sum(sink.starts for sink in world.sinks)
    world.passes(player, 3_000)
    world.become("speakers", "usb")
    player.hold(False)
    player.hold(True)
    assert sum(sink.starts for sink in world.sinks) == starts
    world.has_pulse = True
    world.passes(player, 2_000)
    assert world.status == WORKS


def test_a_fault_of_qt_is_told_and_it_is_tried_again(world: World, player: StreamPlayer) -> None:
    world.fault = RuntimeError("out of order")
    player.hold(True)
    assert said(world.status.problem) == "No sound: out of order"
    world.fault = None
    world.passes(player, 2_000)
    assert world.status == WORKS
    world.fault = RuntimeError("out of order")
    world.become("usb")
    assert said(world.status.problem) == "No sound: out of order"


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        ("libpulse.so.0: cannot open shared object file", Notice(SoundFault.NO_LIBPULSE)),
        ("DLL load failed", Notice(SoundFault.NOT_LOADED, error="DLL load failed")),
    ],
)
def test_where_it_cannot_be_loaded_it_is_said_what_to_do(
    world: World, monkeypatch: pytest.MonkeyPatch, error: str, problem: Notice
) -> None:
    def fail(_parent: object) -> None:
        raise ImportError(error)

    monkeypatch.setattr(stream_player, "_media_devices", fail)
    player = StreamPlayer(CLIPS)
    player.told.connect(lambda *news: world.news.append(news))
    player.begin()
    assert world.news == [(AudioStatus(False, "", problem), (), True)]
    player.hold(True)
    player.choose(b"usb")
    player.schedule([Sound(world.ms, "count")])
    assert len(world.news) == 1


def test_importing_it_does_not_load_qt_multimedia() -> None:
    code = (
        "import sys, stretchtimer.qt.stream_out\nassert 'PySide6.QtMultimedia' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


LISTENING = """
import logging
from PySide6.QtCore import QCoreApplication, QObject, qInstallMessageHandler
from stretchtimer.qt.stream_player import _media_devices

logging.basicConfig(level=logging.DEBUG)
app = QCoreApplication([])
qInstallMessageHandler(lambda _kind, _where, words: print("called with:", words))
devices = _media_devices(QObject(app))
qInstallMessageHandler(None)
del devices
"""


def test_no_python_is_called_while_libraries_are_loaded() -> None:
    """It would wait for another thread that imports, and that one for the end of the loading."""
    surroundings = {**os.environ, "PULSE_SERVER": "unix:/nowhere"}
    done = subprocess.run(
        [sys.executable, "-c", LISTENING],
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("", "")


class FakeThread(QObject):
    """A thread that never begins, as one that hangs in its first call."""

    started = Signal()
    finished = Signal()
    Priority = QThread.Priority

    def start(self, _priority: object) -> None:
        pass

    def isFinished(self) -> bool:  # noqa: N802
        return False

    def wait(self, _ms: int) -> bool:
        return True


@pytest.fixture
def asked(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """What is left to the thread of the sound, which never does it by itself."""
    asked: list[Callable[[], None]] = []

    class Left(QObject):
        def __call__(self, work: Callable[[], None]) -> None:
            asked.append(work)

    monkeypatch.setattr(stream_out, "QThread", FakeThread)
    monkeypatch.setattr(stream_out, "HandOver", Left)
    monkeypatch.setattr(StreamPlayer, "moveToThread", lambda *_: True)
    monkeypatch.setattr(Left, "moveToThread", lambda *_: True)
    return asked


def test_a_thread_of_sound_that_hangs_is_told_and_so_is_its_return(
    asked: list[Callable[[], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    now_ms = 0
    monkeypatch.setattr(stream_out, "monotonic_ns", lambda: (now_ms + 1) * MS)
    out = StreamOut(CLIPS)
    same: AudioOut = out
    told: list[AudioStatus] = []
    same.on_status_changed(told.append)
    out._on_told(WORKS, (), False)
    out.schedule([])
    now_ms = 4_000
    out.schedule([])
    assert told == [WORKS]
    now_ms = 6_000
    out.schedule([])
    assert "The sound output Speakers is not responding" in said(told[-1].problem)
    assert not out.status().working
    out._player._news = (WORKS, ())
    for work in list(asked):
        work()
    # What the player tells is left to the thread of the interface.
    asked[-1]()
    assert told[-1] == WORKS
    out.close()
