"""Plays clips by Qt Multimedia: the sound output of the window.

Qt Multimedia is imported when an `EffectOut` is built, not before: build it after the window was
first painted. All effects share one stream that Qt mixes, and follow the default device.

Three things about Qt Multimedia shape this module:
- Playing short clips needs none of its media plug-ins, yet asking for a device loads one, and with
  it a video library: 13 MB that would never be used. So the first question is asked while Qt has
  no folder to look for plug-ins in; it then has clips and devices, and nothing else.
- When the last device goes, Qt may say nothing, keeps the old list, and would play the cues of
  that time all at once when a device comes back. So a clip that does not end when it should is
  stopped, and taken as the sign that no output answers.
- Where Qt 6.9 has to convert the rate of a clip, it plays whole blocks of 8192 frames and loses
  what is left, up to a third of a second. So what is played is a copy with a block of silence at
  its end.
"""

from __future__ import annotations

import logging
import wave
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEventLoop,
    QMessageLogContext,
    QObject,
    QTemporaryDir,
    QTimer,
    QtMsgType,
    QUrl,
    qInstallMessageHandler,
)

from stretchtimer.services.audio_out import (
    CLOSE_WAIT_MS,
    SILENCE,
    AudioStatus,
    StatusListener,
    amplitude,
)

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QMediaDevices, QSoundEffect

log = logging.getLogger(__name__)

NO_DEVICE = (
    "No sound output was found: connect or switch on speakers or headphones, "
    "and the sound comes back by itself."
)
NO_ANSWER = (
    "The sound output {output} does not answer: check that it is connected and switched on, "
    "or choose another one in the system's sound settings."
)
DUMMY_DEVICE = b"auto_null"
"""What PulseAudio and PipeWire offer so that programs go on when there is no real device."""

OVERDUE_MS = 2_500
"""How long after its end a clip may still be reported as playing before no output answers.

Qt 6.9 reports the end of the first clip on a device that is just waking 0.8 s late.
"""

LOOK_MS = 30
"""How often it is looked whether the last sound has ended, while closing waits for it."""

BLOCK = 8192
"""So many frames Qt converts at a time."""

TAIL_MS = 150
"""What may still be on its way to the ears when Qt has handed over the end of a clip."""


class Clip:
    """One loaded clip: its effect, made anew after each use, and the watch over its end.

    Qt 6.9 begins a first play within some milliseconds of the call, but any later play of the same
    effect up to 160 ms late (measured at the monitor of a null sink), so each effect plays once.

    The two have no parent: they go when the clip goes. ``device`` gives the output that was
    chosen, or None for the system's default, which an effect follows by itself. ``source`` is what
    is played for the clip of that ``path``.
    """

    def __init__(
        self,
        path: Path,
        source: Path,
        duration_ms: int,
        device: Callable[[], QAudioDevice | None],
    ) -> None:
        self.path = path
        self.source = source
        self.device = device
        self.gain = 1.0
        self.loops = False
        self.overdue = QTimer(singleShot=True, interval=duration_ms + OVERDUE_MS)
        self.effect = self._new_effect()

    def _new_effect(self) -> QSoundEffect:
        from PySide6.QtMultimedia import QSoundEffect

        device = self.device()
        effect = QSoundEffect(device) if device else QSoundEffect()
        effect.setSource(QUrl.fromLocalFile(str(self.source)))
        effect.playingChanged.connect(self._on_playing_changed)
        return effect

    def _on_playing_changed(self) -> None:
        # Not at once: an effect must not go while it is telling something.
        QTimer.singleShot(0, self._renew_used)

    def _renew_used(self) -> None:
        if not self.loops and not self.effect.isPlaying():
            self.renew()

    def renew(self) -> None:
        """Make the effect anew, on the default device of now."""
        self.effect.stop()
        self.effect = self._new_effect()

    def play(self, volume: float) -> None:
        from PySide6.QtMultimedia import QSoundEffect

        self.effect.stop()
        if self.effect.status() == QSoundEffect.Status.Error:
            self.renew()
        self.effect.setVolume(self.gain * volume)
        if self.loops:
            self.effect.setLoopCount(QSoundEffect.Loop.Infinite.value)
        else:
            self.overdue.start()
        self.effect.play()

    def stop(self) -> None:
        self.overdue.stop()
        self.effect.stop()


class EffectOut(QObject):
    """An `AudioOut` of preloaded effects; all calls and listeners are on the interface's thread.

    `latency_ms` allows for what a device adds of its own. Measured on Qt 6.9 and PulseAudio 16,
    from the call to the first sample at the monitor of a null sink while held open: below 10 ms,
    and steady to 0.6 ms (21 calls). Wireless outputs add 100 to 300 ms; for them is a setting.
    """

    latency_ms = 10

    def __init__(self, device: str = "") -> None:
        """``device`` is an id of ``devices()``; while it is not there the default is used."""
        super().__init__()
        self._wanted = device.encode()
        self._clips: dict[str, Clip] = {}
        self._copies = QTemporaryDir()
        self._volume = 1.0
        self._held_open = False
        self._closed = False
        self._listeners: list[StatusListener] = []
        self._media_devices: QMediaDevices = _media_devices(self)
        self._device_id, self._status = self._look()
        self._media_devices.audioOutputsChanged.connect(self._on_audio_outputs_changed)

    def load(self, clips: Mapping[str, Path]) -> None:
        """Load what is not loaded yet, in Qt's own thread; what is not named is given back.

        A clip costs 192 KB a second in memory, whatever its file: load those of one session.
        """
        if self._closed:
            return
        for name in [name for name, clip in self._clips.items() if clips.get(name) != clip.path]:
            self._discard(name)
        for name, path in clips.items():
            if name in self._clips:
                continue
            try:
                rests = name != SILENCE and self._copies.isValid()
                source = _with_rest(path, Path(self._copies.path())) if rests else path
                clip = Clip(path, source, _duration_ms(source), self._chosen)
            except (OSError, EOFError, wave.Error) as error:
                log.error("The sound %s cannot be read and will not be heard: %s", path, error)
                continue
            clip.overdue.timeout.connect(partial(self._on_overdue_timeout, name))
            self._clips[name] = clip

    def play(self, clip: str, gain: float = 1.0) -> None:
        chosen = self._clips.get(clip)
        if chosen is None:
            if not self._closed:
                log.warning("The sound %s was asked for but is not loaded", clip)
            return
        if self._device_id is None:
            return
        chosen.gain = gain
        chosen.play(amplitude(self._volume))

    def stop(self, clip: str | None = None) -> None:
        for name, loaded in self._clips.items():
            if name != SILENCE and clip in (None, name):
                loaded.stop()

    def hold_open(self) -> None:
        """Loop the clip of silence: 0.2 % of one core here, whatever its length and rate."""
        self._held_open = True
        self._play_silence()

    def let_go(self) -> None:
        self._held_open = False
        if SILENCE in self._clips:
            self._clips[SILENCE].stop()

    def set_volume(self, volume: float) -> None:
        self._volume = volume
        for clip in self._clips.values():
            clip.effect.setVolume(clip.gain * amplitude(volume))

    def status(self) -> AudioStatus:
        return self._status

    def on_status_changed(self, listener: StatusListener) -> None:
        self._listeners.append(listener)

    def close(self, *, let_finish: bool = False) -> None:
        """Give the device back; see `AudioOut.close`. Events other than input are served."""
        if self._closed:
            return
        if let_finish and self._is_sounding():
            self._wait_for_the_end()
        self._closed = True
        self._listeners.clear()
        self._media_devices.audioOutputsChanged.disconnect(self._on_audio_outputs_changed)
        for name in list(self._clips):
            self._discard(name)

    def _discard(self, name: str) -> None:
        self._clips.pop(name).stop()

    def _play_silence(self) -> None:
        silence = self._clips.get(SILENCE)
        if self._held_open and silence is not None and self._device_id is not None:
            silence.loops = True
            silence.play(1.0)

    def _is_sounding(self) -> bool:
        return any(c.effect.isPlaying() for name, c in self._clips.items() if name != SILENCE)

    def _wait_for_the_end(self) -> None:
        loop = QEventLoop(self)
        looking = QTimer(loop, interval=LOOK_MS)

        def look() -> None:
            if not self._is_sounding():
                looking.stop()
                QTimer.singleShot(TAIL_MS, loop.quit)

        looking.timeout.connect(look)
        looking.start()
        QTimer.singleShot(CLOSE_WAIT_MS, loop.quit)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def _look(self) -> tuple[bytes | None, AudioStatus]:
        """Find the default device of now: its id (None if there is no real one), and the status."""
        device = self._chosen() or self._media_devices.defaultAudioOutput()
        device_id = bytes(device.id().data())
        if device.isNull() or device_id == DUMMY_DEVICE:
            return None, AudioStatus(working=False, output="", problem=NO_DEVICE)
        return device_id, AudioStatus(working=True, output=device.description(), problem="")

    def _chosen(self) -> QAudioDevice | None:
        """The output the person chose, if it is there now."""
        for device in self._media_devices.audioOutputs() if self._wanted else ():
            if device.id().data() == self._wanted:
                return device
        return None

    def _set_status(self, status: AudioStatus) -> None:
        if status == self._status:
            return
        self._status = status
        log.info("Sound output: %s", status.problem or status.output)
        for listener in list(self._listeners):
            listener(status)

    def _on_audio_outputs_changed(self) -> None:
        before = self._device_id
        self._device_id, status = self._look()
        if self._device_id is None or not self._status.working:
            # What could not be heard when it was due is not played now.
            self.stop()
        came = self._device_id != before or not self._status.working
        if self._device_id is not None and came:
            for clip in self._clips.values():
                if not clip.effect.isPlaying() or clip.loops:
                    clip.renew()
            self._play_silence()
        self._set_status(status)

    def _on_overdue_timeout(self, name: str) -> None:
        clip = self._clips[name]
        if clip.effect.isPlaying():
            clip.stop()
            problem = NO_ANSWER.format(output=self._status.output)
            self._set_status(AudioStatus(working=False, output="", problem=problem))
        elif self._device_id is not None:
            self._set_status(self._look()[1])


def devices() -> tuple[tuple[str, str], ...]:
    """Each sound output there is now: its id, and its name for people."""
    from PySide6.QtMultimedia import QMediaDevices

    return tuple(
        (bytes(device.id().data()).decode(errors="replace"), device.description())
        for device in QMediaDevices.audioOutputs()
        if device.id().data() != DUMMY_DEVICE
    )


def _duration_ms(path: Path) -> int:
    with wave.open(str(path), "rb") as file:
        return file.getnframes() * 1_000 // file.getframerate()


def _with_rest(path: Path, folder: Path) -> Path:
    """A copy of the clip that rests for a block at its end; the clip itself if there is no room."""
    with wave.open(str(path), "rb") as file:
        parameters, frames = file.getparams(), file.readframes(file.getnframes())
    copy = folder / path.name
    try:
        with wave.open(str(copy), "wb") as rested:
            rested.setparams(parameters)
            rested.writeframes(frames + bytes(BLOCK * parameters.sampwidth * parameters.nchannels))
    except OSError as error:
        log.warning("The end of the sound %s may be cut off: %s", path, error)
        return path
    return copy


def _media_devices(parent: QObject) -> QMediaDevices:
    """Import Qt Multimedia and make it look for devices, without its media plug-ins."""
    with _no_plugins():
        from PySide6.QtMultimedia import QMediaDevices

        devices = QMediaDevices(parent)
        devices.defaultAudioOutput()
    return devices


@contextmanager
def _no_plugins() -> Iterator[None]:
    """Hide the plug-in folders from Qt, and keep to ourselves what it says about their absence."""

    def note(_kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
        log.debug("Qt Multimedia: %s", message)

    folders = QCoreApplication.libraryPaths()
    handler = qInstallMessageHandler(note)
    QCoreApplication.setLibraryPaths([])
    try:
        yield
    finally:
        QCoreApplication.setLibraryPaths(folders)
        qInstallMessageHandler(handler)
