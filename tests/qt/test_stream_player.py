"""What is done with the device of the stream, with devices and sinks that are not real."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtMultimedia import QAudioFormat
from PySide6.QtWidgets import QApplication

from stretchtimer.engine.notices import Notice
from stretchtimer.qt import stream_player
from stretchtimer.qt.stream_player import StreamPlayer
from stretchtimer.services.audio.audio_out import (
    DUMMY_DEVICE,
    AudioStatus,
    Sound,
    SoundFault,
)
from stretchtimer.services.audio.sound_stream import RATE, RING_MS, STUCK_MS, frames
from tests.qt.sound_world import CLIPS, PATIENCE_MS, WORKS, FakeDevice, World
from tests.wording import said


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
