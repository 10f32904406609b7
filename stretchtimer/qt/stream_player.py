"""Plays one stream of our own by Qt Multimedia, in the thread of the sound.

Three things about Qt Multimedia shape this module:
- It needs none of its media plug-ins for this, yet asking for a device loads one, and with it a
  video library: 20 MB that would never be used. So the first question is asked while Qt has no
  folder to look for plug-ins in.
- When the connection to PulseAudio is lost, starting a stream ends the whole process (libpulse
  asserts that there is a context). So it is looked before whether Qt's thread for it still runs.
- Where the last device goes, Qt may say nothing. A stream that takes nothing tells all the same.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import (
    QCoreApplication,
    QIODevice,
    QLoggingCategory,
    QObject,
    Qt,
    QThread,
    QTimer,
    Signal,
    Slot,
)

from stretchtimer.engine.notices import Notice
from stretchtimer.qt.quick_import import left_out
from stretchtimer.services.audio.audio_out import (
    CLOSE_WAIT_MS,
    DUMMY_DEVICE,
    UNKNOWN,
    AudioStatus,
    Sound,
    SoundFault,
)
from stretchtimer.services.audio.sound_stream import RATE, RING_MS, SoundStream, Step, frames
from stretchtimer.services.audio.wav import samples_of
from stretchtimer.services.system.clock import monotonic_ns

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QAudioSink, QMediaDevices

log = logging.getLogger(__name__)

LATENCY_MS = 28
"""From when a device takes a frame until it is heard: measured at the monitor of a null sink."""

Devices = tuple[tuple[str, str], ...]
"""The id of each sound output there is, and its name for people."""

_AGAIN_MS = 1_000
"""How soon it is tried again where an output does not open, and looked whether it still is."""

_PULSE_THREAD = "QPulseAudioEngi"
"""The name of Qt's thread for its connection to PulseAudio, cut off as Linux does it."""


class StreamPlayer(QObject):
    """What lives in the thread of the sound: the device, its stream, and the samples of clips."""

    told = Signal(object, object, bool)
    """Another status, other devices, and whether Qt Multimedia is missing."""
    _read = Signal(str, object)

    def __init__(self, clips: Mapping[str, Path]) -> None:
        super().__init__()
        self._clips = clips
        self._samples: dict[str, bytes | None] = {}
        self._stream = SoundStream(LATENCY_MS)
        self._wanted: Collection[Sound] = ()
        self._is_held = False
        self._volume = 1.0
        self._loudness = 1.0
        self._chosen = b""
        self._device_id = b""
        self._name = ""
        self._problem: Notice | None = None
        self._news: tuple[AudioStatus, Devices] = (UNKNOWN, ())
        self._pulse: Path | None = None
        self._had_pulse = False
        self._checked_ns = 0
        self._media: QMediaDevices | None = None
        self._sink: QAudioSink | None = None
        self._ring: QIODevice | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timeout)
        self._read.connect(self._on_read)

    @Slot()
    def begin(self) -> None:
        """Loads Qt Multimedia; to be called in the thread of the sound."""
        try:
            self._media = _media_devices(self)
        except ImportError as error:
            log.warning("The window's sound output cannot be loaded: %s", error)
            lacks_pulse = "libpulse" in str(error)
            not_loaded = Notice(SoundFault.NOT_LOADED, error=str(error))
            self._notify(Notice(SoundFault.NO_LIBPULSE) if lacks_pulse else not_loaded)
            return
        self._media.audioOutputsChanged.connect(self._on_audio_outputs_changed)
        self._on_audio_outputs_changed()

    def choose(self, device_id: bytes) -> None:
        self._chosen = device_id
        self._on_audio_outputs_changed()

    def schedule(self, sounds: Collection[Sound]) -> None:
        """Takes what is wanted from now on, and has read what has no samples yet."""
        self._wanted = sounds
        clips = {sound.clip for sound in sounds}
        self._samples = {c: samples for c, samples in self._samples.items() if c in clips}
        unread = clips - self._samples.keys()
        if unread:
            self._samples.update(dict.fromkeys(unread))
            # The disk may take its time, and the stream cannot wait.
            threading.Thread(target=self._read_clips, args=(unread,), daemon=True).start()
        self._lay_out()

    def hold(self, is_held: bool) -> None:
        self._is_held = is_held
        self._on_timeout()

    def set_volume(self, volume: float) -> None:
        self._volume = volume
        self._on_timeout()

    def finish(self, let_finish: bool) -> None:
        """Ends the thread, at once or when what has begun has been heard."""
        now_ns = monotonic_ns()
        wait_ms = 0
        if let_finish and self._stream.is_running:
            self.schedule([sound for sound in self._wanted if sound.at_ms * 1_000_000 <= now_ns])
            wait_ms = (self._stream.ends_ns(now_ns) - now_ns) // 1_000_000
        QTimer.singleShot(min(wait_ms, CLOSE_WAIT_MS), self, self._end)

    def tell_again(self) -> None:
        self.told.emit(*self._news, self._media is None)

    def _end(self) -> None:
        self._timer.stop()
        self._close_sink()
        if self._media:
            shiboken6.delete(self._media)
            self._media = None
        QThread.currentThread().quit()

    def _lay_out(self) -> None:
        samples = {sound: self._samples.get(sound.clip) for sound in self._wanted}
        known = {sound: pcm for sound, pcm in samples.items() if pcm is not None}
        self._stream.schedule(known, monotonic_ns())
        self._on_timeout()

    def _on_read(self, clip: str, samples: bytes) -> None:
        if clip in self._samples:
            self._samples[clip] = samples
            self._lay_out()

    def _on_timeout(self) -> None:
        self._guarded(self._go_on)

    def _on_audio_outputs_changed(self) -> None:
        self._guarded(self._follow)

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            if self._media:
                work()
        except Exception as error:  # no fault of sound may end the session
            log.exception("Sound failed")
            self._fail(Notice(SoundFault.BROKEN, error=str(error)))

    def _go_on(self) -> None:
        if self._sink:
            self._poll(self._sink)
        elif self._is_needed():
            self._open()

    def _follow(self) -> None:
        # A chosen output that went and came again may be the same by its id, and play elsewhere.
        changed = self._device().id().data() != self._device_id
        if self._sink is None or changed or self._device_id == self._chosen:
            self._open()
        else:
            self._notify(self._problem)

    def _is_needed(self) -> bool:
        now_ns = monotonic_ns()
        return self._is_held or self._stream.ends_ns(now_ns) > now_ns

    def _device(self) -> QAudioDevice:
        """The output that was chosen, or the default where it is not there."""
        from PySide6.QtMultimedia import QMediaDevices

        there = QMediaDevices.audioOutputs()
        chosen = (device for device in there if device.id().data() == self._chosen)
        return next(chosen, None) or QMediaDevices.defaultAudioOutput()

    def _open(self) -> None:
        """Opens the output of now, where it is needed; tries again later where it fails."""
        self._close_sink()
        device = self._device()
        device_id = bytes(device.id().data())
        if device_id != self._device_id:
            self._device_id, self._problem = device_id, None
        if self._is_pulse_lost():
            self._fail(Notice(SoundFault.NO_SERVER))
        elif device.isNull() or device_id == DUMMY_DEVICE.encode():
            self._fail(Notice(SoundFault.NO_DEVICE))
        else:
            # Also of one that has gone the name is told.
            self._name = device.description() or device_id.decode(errors="replace")
            if self._is_needed() and not self._start(device):
                self._fail(self._no_answer())
            else:
                self._notify(self._problem)

    def _fail(self, problem: Notice) -> None:
        self._close_sink()
        self._stream.lose(monotonic_ns())
        self._notify(problem)
        if self._is_needed():
            self._timer.start(_AGAIN_MS)

    def _start(self, device: QAudioDevice) -> bool:
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink

        form = QAudioFormat()
        form.setSampleRate(RATE)
        form.setChannelCount(1)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._sink = QAudioSink(device, form)
        self._loudness = 1.0
        self._sink.setBufferSize(2 * frames(RING_MS))
        return self._start_stream(self._sink)

    def _start_stream(self, sink: QAudioSink) -> bool:
        """Begins a stream at which nothing is written, whatever was in the one before."""
        self._stop(sink)
        self._ring = None if self._is_pulse_lost() else sink.start()
        # From Qt 6.10 on the two are equal by name alone.
        if self._ring is None or sink.error().name != "NoError":
            return False
        self._make_loud(sink, self._volume)
        self._stream.begin(monotonic_ns())
        self._timer.start(0)
        return True

    def _close_sink(self) -> None:
        self._timer.stop()
        if self._sink:
            self._stop(self._sink)
            shiboken6.delete(self._sink)
            self._sink = self._ring = None

    def _poll(self, sink: QAudioSink) -> None:
        """Asks how far the device has come, and does what follows from it."""
        if not self._is_needed():
            self._close_sink()
            self._stream.end()
            return
        now_ns = monotonic_ns()
        if now_ns - self._checked_ns > _AGAIN_MS * 1_000_000:
            self._checked_ns = now_ns
            if self._is_pulse_lost():
                self._fail(Notice(SoundFault.NO_SERVER))
                return
        taken = sink.processedUSecs() * RATE / 1_000_000
        step = self._stream.poll(taken, monotonic_ns())
        if step.begin_anew and not self._start_stream(sink):
            self._open()
        elif step.is_stuck:
            self._fail(self._no_answer())
        elif not step.begin_anew:
            self._do(step, sink, has_answered=taken > 0)

    def _do(self, step: Step, sink: QAudioSink, *, has_answered: bool) -> None:
        self._make_loud(sink, 0.0 if step.is_muted else self._volume)
        if step.data and self._ring:
            self._stream.wrote(max(0, self._ring.write(step.data)))
        self._timer.start(step.wait_ms)
        if has_answered and self._problem:
            self._notify(None)

    def _stop(self, sink: QAudioSink) -> None:
        """Drops what the device has not taken yet."""
        self._make_loud(sink, 0.0)
        # Not ``reset``: in Qt 6.12 it waits for the server and lets nobody else run meanwhile.
        sink.stop()

    def _make_loud(self, sink: QAudioSink, loudness: float) -> None:
        if loudness != self._loudness:
            self._loudness = loudness
            sink.setVolume(loudness)

    def _no_answer(self) -> Notice:
        return Notice(SoundFault.NO_ANSWER, output=self._name)

    def _is_pulse_lost(self) -> bool:
        """Whether Qt had a connection to PulseAudio, and has none any more."""
        if _name_of(self._pulse) != _PULSE_THREAD:
            tasks = Path("/proc/self/task").glob("*/comm")
            self._pulse = next((task for task in tasks if _name_of(task) == _PULSE_THREAD), None)
            self._had_pulse = self._had_pulse or self._pulse is not None
        return self._had_pulse and self._pulse is None

    def _notify(self, problem: Notice | None) -> None:
        self._problem = problem
        status = AudioStatus(not problem, "" if problem else self._name, problem)
        news = (status, self._devices())
        if news == self._news:
            return
        if status != self._news[0]:
            log.info("Sound output: %s", problem or self._name)
        self._news = news
        self.tell_again()

    def _devices(self) -> Devices:
        if self._media is None:
            return ()
        from PySide6.QtMultimedia import QMediaDevices

        return tuple(
            (bytes(device.id().data()).decode(errors="replace"), device.description())
            for device in QMediaDevices.audioOutputs()
            if device.id().data() != DUMMY_DEVICE.encode()
        )

    def _read_clips(self, clips: Collection[str]) -> None:
        for clip in clips:
            path = self._clips.get(clip)
            if path is None:
                log.warning("There is no sound named %s", clip)
            samples = samples_of(path, RATE) if path else b""
            # The output may be closed meanwhile.
            with suppress(RuntimeError):
                self._read.emit(clip, samples)


def _name_of(task: Path | None) -> str:
    with suppress(OSError):
        return task.read_text(encoding="utf-8", errors="replace").strip() if task else ""
    return ""


def _media_devices(parent: QObject) -> QMediaDevices:
    """Imports Qt Multimedia and makes it look for devices, without its media plug-ins.

    They are hidden from the whole program: nobody else may load a new kind of plug-in meanwhile.
    """
    with _kept_quiet():
        # It only serves to play from the network, and takes 2 MB.
        with left_out("QtNetwork"):
            from PySide6.QtMultimedia import QMediaDevices

        folders = QCoreApplication.libraryPaths()
        QCoreApplication.setLibraryPaths([])
        try:
            devices = QMediaDevices(parent)
            devices.defaultAudioOutput()
        finally:
            QCoreApplication.setLibraryPaths(folders)
    return devices


@contextmanager
def _kept_quiet() -> Iterator[None]:
    """Keeps from standard error what Qt says about what it does not find and we do not need.

    By Qt's own rules, not by a handler of ours: Qt loads libraries here and speaks meanwhile. A
    handler in Python would wait for the interpreter, held by a thread that may wait, in an import,
    for the very lock under which libraries are loaded; then everything stands still for ever.
    """
    QLoggingCategory.setFilterRules("*=false\n*.critical=true")
    try:
        yield
    finally:
        QLoggingCategory.setFilterRules("")
