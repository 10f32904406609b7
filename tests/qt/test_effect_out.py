"""What the window's sound output decides, with effects and devices that are not real."""

from __future__ import annotations

import array
import subprocess
import sys
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QByteArray, QObject, QTimer, QUrl, Signal
from PySide6.QtMultimedia import QSoundEffect
from PySide6.QtWidgets import QApplication

from stretchtimer.qt import effect_out
from stretchtimer.qt.effect_out import NO_DEVICE, EffectOut
from stretchtimer.services.audio_out import SILENCE, AudioOut, AudioStatus


@dataclass(frozen=True)
class FakeDevice:
    name: str

    def id(self) -> QByteArray:
        return QByteArray(self.name.encode())

    def description(self) -> str:
        return self.name.title()

    def isNull(self) -> bool:  # noqa: N802
        return not self.name


class FakeDevices(QObject):
    """Stands in for `QMediaDevices`; `use` makes a device the default one, "" takes all away."""

    audioOutputsChanged = Signal()  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.default = FakeDevice("speakers")
        self.others: list[FakeDevice] = []

    def audioOutputs(self) -> list[FakeDevice]:  # noqa: N802
        return [self.default, *self.others]

    def defaultAudioOutput(self) -> FakeDevice:  # noqa: N802
        return self.default

    def use(self, name: str) -> None:
        self.default = FakeDevice(name)
        self.audioOutputsChanged.emit()


class FakeEffect(QObject):
    """Stands in for `QSoundEffect`; plays until `end()`."""

    Status = QSoundEffect.Status
    Loop = QSoundEffect.Loop
    playingChanged = Signal()  # noqa: N815
    made: ClassVar[list[FakeEffect]] = []

    def __init__(self, device: FakeDevice | None = None) -> None:
        super().__init__()
        self.device = device
        self.name = ""
        self.state = QSoundEffect.Status.Ready
        self.volume = -1.0
        self.loops = 1
        self.playing = False
        self.plays = 0
        self.made.append(self)

    def setSource(self, url: QUrl) -> None:  # noqa: N802
        self.name = Path(url.toLocalFile()).stem

    def setVolume(self, volume: float) -> None:  # noqa: N802
        self.volume = volume

    def setLoopCount(self, count: int) -> None:  # noqa: N802
        self.loops = count

    def status(self) -> QSoundEffect.Status:
        return self.state

    def isPlaying(self) -> bool:  # noqa: N802
        return self.playing

    def play(self) -> None:
        self.playing = True
        self.plays += 1

    def stop(self) -> None:
        self.playing = False

    def end(self) -> None:
        self.playing = False
        self.playingChanged.emit()


@pytest.fixture
def devices(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> FakeDevices:
    fake = FakeDevices()
    FakeEffect.made.clear()
    monkeypatch.setattr("PySide6.QtMultimedia.QSoundEffect", FakeEffect)
    monkeypatch.setattr(effect_out, "_media_devices", lambda _: fake)
    return fake


@pytest.fixture
def clips(tmp_path: Path) -> dict[str, Path]:
    for name in ("bell", "tap", SILENCE):
        with wave.open(str(tmp_path / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8_000)
            file.writeframes(array.array("h", [0] * 80).tobytes())
    return {name: tmp_path / f"{name}.wav" for name in ("bell", "tap", SILENCE)}


@pytest.fixture
def out(devices: FakeDevices, clips: dict[str, Path]) -> Iterator[EffectOut]:
    made = EffectOut()
    made.load(clips)
    yield made
    made.close()


def effect(name: str) -> FakeEffect:
    """Give the newest effect of a clip."""
    return next(effect for effect in reversed(FakeEffect.made) if effect.name == name)


def let_its_end_pass(out: EffectOut, clip: str) -> None:
    """Have the clip's watch run out now instead of after its time."""
    watch = out._clips[clip].overdue
    assert watch.isActive()
    watch.stop()
    watch.timeout.emit()


def test_it_is_an_audio_out(out: EffectOut) -> None:
    same: AudioOut = out
    assert same.status() == AudioStatus(True, "Speakers", "")


def test_building_it_is_what_imports_qt_multimedia() -> None:
    code = (
        "import sys, stretchtimer.qt.effect_out\nassert 'PySide6.QtMultimedia' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_volume_and_gain_multiply_and_a_new_volume_reaches_a_playing_clip(out: EffectOut) -> None:
    out.set_volume(0.5)
    out.play("bell", gain=0.5)
    assert effect("bell").volume == 0.5 * 0.125
    out.set_volume(1)
    assert effect("bell").volume == 0.5
    out.set_volume(0)
    assert effect("bell").volume == 0


def test_a_clip_begins_again_when_it_is_played_while_it_sounds(out: EffectOut) -> None:
    out.play("bell")
    out.play("bell")
    assert effect("bell").plays == 2


def test_stop_silences_cues_but_leaves_the_device_held(out: EffectOut) -> None:
    out.hold_open()
    out.play("bell")
    out.stop()
    assert not effect("bell").playing
    assert effect(SILENCE).playing


def test_holding_open_loops_silence_until_let_go(out: EffectOut) -> None:
    out.hold_open()
    assert effect(SILENCE).playing
    assert effect(SILENCE).loops == QSoundEffect.Loop.Infinite.value
    out.let_go()
    assert not effect(SILENCE).playing


def test_an_unknown_clip_is_logged_and_nothing_is_raised(
    out: EffectOut, caplog: pytest.LogCaptureFixture
) -> None:
    out.play("gong")
    assert "gong" in caplog.text


def test_a_file_that_cannot_be_read_leaves_the_others_playable(
    out: EffectOut, clips: dict[str, Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "torn.wav").write_bytes(b"RIFF")
    out.load({**clips, "torn": tmp_path / "torn.wav", "lost": tmp_path / "lost.wav"})
    out.play("bell")
    assert effect("bell").playing
    assert "torn.wav" in caplog.text
    assert "lost.wav" in caplog.text


def test_loading_again_keeps_what_is_loaded_and_gives_back_the_rest(
    out: EffectOut, clips: dict[str, Path], caplog: pytest.LogCaptureFixture
) -> None:
    bell, tap = effect("bell"), effect("tap")
    out.play("tap")
    out.load({"bell": clips["bell"]})
    out.play("tap")
    assert effect("bell") is bell
    assert not tap.playing
    assert "tap was asked for but is not loaded" in caplog.text


def test_an_effect_in_an_error_state_is_made_anew_when_it_is_played(out: EffectOut) -> None:
    broken = effect("bell")
    broken.state = QSoundEffect.Status.Error
    out.play("bell")
    assert effect("bell") is not broken
    assert effect("bell").playing
    assert not broken.playing


def test_a_new_default_device_gets_new_effects_and_the_held_silence(
    out: EffectOut, devices: FakeDevices
) -> None:
    statuses: list[AudioStatus] = []
    out.on_status_changed(statuses.append)
    out.hold_open()
    out.play("tap")
    old_bell, old_tap, old_silence = effect("bell"), effect("tap"), effect(SILENCE)
    devices.use("headset")
    assert effect("bell") is not old_bell
    assert effect(SILENCE) is not old_silence
    assert effect(SILENCE).playing
    assert effect("tap") is old_tap
    assert old_tap.playing
    assert statuses == [AudioStatus(True, "Headset", "")]


def test_news_about_other_devices_changes_nothing(out: EffectOut, devices: FakeDevices) -> None:
    statuses: list[AudioStatus] = []
    out.on_status_changed(statuses.append)
    bell = effect("bell")
    devices.audioOutputsChanged.emit()
    assert effect("bell") is bell
    assert statuses == []


@pytest.mark.parametrize("none", ["", "auto_null"])
def test_without_a_real_device_it_says_so_and_comes_back_with_one(
    out: EffectOut, devices: FakeDevices, none: str
) -> None:
    statuses: list[AudioStatus] = []
    out.on_status_changed(statuses.append)
    out.hold_open()
    out.play("bell")
    devices.use(none)
    assert out.status() == AudioStatus(False, "", NO_DEVICE)
    assert not effect("bell").playing
    plays = effect("tap").plays
    out.play("tap")
    assert effect("tap").plays == plays
    devices.use("headset")
    assert effect(SILENCE).playing
    out.play("tap")
    assert effect("tap").playing
    assert [status.working for status in statuses] == [False, True]


def test_a_clip_that_never_ends_is_stopped_and_told(out: EffectOut) -> None:
    out.play("bell")
    let_its_end_pass(out, "bell")
    assert not effect("bell").playing
    assert not out.status().working
    assert "Speakers does not answer" in out.status().problem


def test_a_clip_that_ends_again_is_taken_as_working(out: EffectOut) -> None:
    out.play("bell")
    let_its_end_pass(out, "bell")
    out.play("bell")
    effect("bell").end()
    let_its_end_pass(out, "bell")
    assert out.status() == AudioStatus(True, "Speakers", "")


def test_cues_of_a_time_without_answer_are_not_played_when_a_device_comes(
    out: EffectOut, devices: FakeDevices
) -> None:
    out.play("bell")
    let_its_end_pass(out, "bell")
    out.play("tap")
    waiting = effect("tap")
    devices.use("headset")
    assert not waiting.playing
    assert out.status().working


def test_after_closing_every_call_does_nothing(
    out: EffectOut, devices: FakeDevices, clips: dict[str, Path]
) -> None:
    statuses: list[AudioStatus] = []
    out.on_status_changed(statuses.append)
    out.hold_open()
    silence = effect(SILENCE)
    out.close()
    assert not silence.playing
    made = len(FakeEffect.made)
    out.load(clips)
    out.play("bell")
    out.hold_open()
    out.close(let_finish=True)
    devices.use("headset")
    assert len(FakeEffect.made) == made
    assert statuses == []


def test_closing_waits_for_a_cue_that_sounds_and_not_for_the_silence(out: EffectOut) -> None:
    out.hold_open()
    out.play("bell")
    bell = effect("bell")
    QTimer.singleShot(0, bell.end)
    out.close(let_finish=True)
    assert bell.plays == 1
    assert not bell.playing
    assert not effect(SILENCE).playing


def test_each_effect_plays_once_and_the_next_play_has_a_new_one(
    qapp: QApplication, out: EffectOut
) -> None:
    first = effect("bell")
    out.play("bell")
    first.end()
    qapp.processEvents()
    out.play("bell")
    assert effect("bell") is not first
    assert (first.plays, effect("bell").plays) == (1, 1)


def test_a_chosen_output_is_used_and_named(devices: FakeDevices, clips: dict[str, Path]) -> None:
    devices.others = [FakeDevice("headphones")]
    out = EffectOut("headphones")
    out.load(clips)
    assert out.status().output == "Headphones"
    device = effect("bell").device
    assert device is not None
    assert device.name == "headphones"
    out.close()


def test_a_chosen_output_that_is_not_there_gives_way_to_the_default_until_it_comes(
    devices: FakeDevices, clips: dict[str, Path]
) -> None:
    out = EffectOut("headphones")
    out.load(clips)
    assert out.status().output == "Speakers"
    assert effect("bell").device is None
    devices.others = [FakeDevice("headphones")]
    devices.audioOutputsChanged.emit()
    assert out.status().output == "Headphones"
    device = effect("bell").device
    assert device is not None
    assert device.name == "headphones"
    out.close()
