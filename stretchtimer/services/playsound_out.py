"""Plays clips by playsound3: the sound output of the terminal, and of a window without Qt's.

playsound3 runs a program for each sound, and several when it is imported. So everything happens in
one thread of our own, in the order in which it was asked for. It must be one thread that lives as
long as the output does: on Linux the system ends a player together with the thread that began it.

What this output cannot do as well as the window's:
- It has no volume. The samples of a clip are scaled into a file of their own, one for each step of
  a decibel; a new volume is heard from the next sound on, but volume 0 silences at once.
- It cannot hold a device open itself. A player of ten minutes of silence does that, begun anew
  when it ends; where a device takes one player only, so that a cue fails beside it, it is given up.
- It learns only from a player's exit code that a sound was not heard.
"""

from __future__ import annotations

import array
import contextlib
import logging
import math
import queue
import shutil
import sys
import tempfile
import threading
import wave
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from stretchtimer.services.audio_out import (
    CLOSE_WAIT_MS,
    SILENCE,
    AudioStatus,
    StatusListener,
    amplitude,
)

log = logging.getLogger(__name__)

NO_BACK_END = (
    "No program that can play sound was found: install GStreamer's player (often the package "
    "gstreamer1.0-tools), FFmpeg's (ffmpeg) or ALSA's (alsa-utils)."
)
NOT_PLAYED = (
    "{program} could not play a sound: check that speakers or headphones are connected and "
    "switched on."
)

PROGRAMS = {"gstreamer": "gst-play-1.0", "alsa": "aplay"}
"""Names for people, where playsound3's differ from the program's."""

LATENCY_MS = {"alsa": 16, "gstreamer": 40, "ffplay": 140}
"""From the start of the program to the first audible sample: means on an idle null sink, where
one call differs from another by 2 ms (aplay), 6 ms (gst-play-1.0) and 15 ms (ffplay)."""
OTHER_LATENCY_MS = 50

LOOK_MS = 100
"""How often the thread looks whether players have ended, while any is running."""
SILENCE_S = 600
SILENCE_RATE = 8_000
MAX_SILENCES = 20
"""Players of silence begun for one `hold_open()`; more mean that they end at once."""
SILENT_DB = -60


class Playing(Protocol):
    """A player that was begun."""

    def poll(self) -> int | None:
        """Give None while it plays, then its exit code."""
        ...

    def terminate(self) -> None: ...


@dataclass(frozen=True)
class Player:
    """A way to play files: its name for people, its latency, and how to begin."""

    name: str
    latency_ms: int
    start: Callable[[Path], Playing]


def find_player() -> Player | None:
    """Import playsound3 and let it choose; takes a quarter of a second. None if there is none."""
    # Its own warning that there is no back end would come before we look further.
    logging.getLogger("playsound3").setLevel(logging.ERROR)
    import playsound3.playsound3 as playsound

    # playsound3 wants mpg123 beside aplay; our clips are all wav, which aplay plays alone.
    back_end = playsound.DEFAULT_BACKEND or ("alsa" if shutil.which("aplay") else None)
    if back_end is None:
        return None

    def start(path: Path) -> Playing:
        return playsound.playsound(path, block=False, backend=back_end).subprocess

    return Player(
        PROGRAMS.get(back_end, back_end), LATENCY_MS.get(back_end, OTHER_LATENCY_MS), start
    )


class PlaysoundOut:
    """An `AudioOut` of one program a sound; listeners are called from its own thread."""

    def __init__(self, find: Callable[[], Player | None] = find_player) -> None:
        self._find = find
        self._player: Player | None = None
        self._status = AudioStatus(working=False, output="", problem="")
        self._listeners: list[StatusListener] = []
        self._volume = 1.0
        self._closed = False
        self._jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        # What follows belongs to the thread.
        self._clips: dict[str, Path] = {}
        self._scaled: dict[tuple[Path, int], Path] = {}
        self._to_scale: list[tuple[Path, int]] = []
        self._playing: dict[str, Playing] = {}
        self._silences_left = 0
        self._stopping = False
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._thread = threading.Thread(target=self._run, name="playsound", daemon=True)
        self._thread.start()

    @property
    def latency_ms(self) -> int:
        return self._player.latency_ms if self._player else OTHER_LATENCY_MS

    def load(self, clips: Mapping[str, Path]) -> None:
        chosen = dict(clips)
        self._ask(lambda: self._load(chosen))

    def play(self, clip: str, gain: float = 1.0) -> None:
        factor = gain * amplitude(self._volume)
        self._ask(lambda: self._play(clip, factor))

    def stop(self, clip: str | None = None) -> None:
        self._ask(self._stop_cues if clip is None else lambda: self._end(clip))

    def hold_open(self) -> None:
        self._ask(self._hold_open)

    def let_go(self) -> None:
        self._ask(self._let_go)

    def set_volume(self, volume: float) -> None:
        """Set the volume of the sounds to come; 0 silences those that are sounding, too."""
        self._volume = volume
        self._ask(self._prepare if amplitude(volume) else self._stop_cues)

    def status(self) -> AudioStatus:
        return self._status

    def on_status_changed(self, listener: StatusListener) -> None:
        self._listeners.append(listener)

    def close(self, *, let_finish: bool = False) -> None:
        """End the thread and its players; see `AudioOut.close`."""
        if self._closed:
            return
        self._ask(lambda: self._close(let_finish))
        self._closed = True
        self._thread.join(CLOSE_WAIT_MS / 1_000 + 1)

    def _ask(self, job: Callable[[], None]) -> None:
        if not self._closed:
            self._jobs.put(job)

    def _run(self) -> None:
        self._guarded(self._begin)
        while not self._stopping:
            job = self._next_job()
            self._guarded(job if job is not None else self._scale_one)
            self._guarded(self._look_after_players)

    def _guarded(self, job: Callable[[], None]) -> None:
        try:
            job()
        except Exception as error:  # no fault of sound may end the session
            log.exception("Sound failed")
            self._set_status(AudioStatus(working=False, output="", problem=f"No sound: {error}"))

    def _next_job(self) -> Callable[[], None] | None:
        """Wait for what is to be done next; None if clips can be scaled or players looked after."""
        busy = self._playing or self._to_scale
        wait_s = 0.0 if self._to_scale else LOOK_MS / 1_000
        with contextlib.suppress(queue.Empty):
            return self._jobs.get(timeout=wait_s) if busy else self._jobs.get()
        return None

    def _begin(self) -> None:
        self._player = self._find()
        if self._player is None:
            self._set_status(AudioStatus(working=False, output="", problem=NO_BACK_END))
        else:
            self._set_status(AudioStatus(working=True, output=self._player.name, problem=""))

    def _load(self, clips: dict[str, Path]) -> None:
        self._clips = clips
        self._prepare()

    def _prepare(self) -> None:
        """Have every clip scaled to the volume of now, whenever there is nothing else to do."""
        decibel = _decibel(amplitude(self._volume))
        if self._player is not None and SILENT_DB < decibel < 0:
            self._to_scale = [(path, decibel) for n, path in self._clips.items() if n != SILENCE]

    def _play(self, clip: str, factor: float) -> None:
        path = self._clips.get(clip)
        if path is None:
            log.warning("The sound %s was asked for but is not loaded", clip)
            return
        decibel = _decibel(factor)
        if self._player is None or decibel <= SILENT_DB:
            return
        self._end(clip)
        self._playing[clip] = self._player.start(self._file(path, decibel))

    def _stop_cues(self) -> None:
        for clip in [clip for clip in self._playing if clip != SILENCE]:
            self._end(clip)

    def _hold_open(self) -> None:
        self._silences_left = MAX_SILENCES
        self._play_silence()

    def _let_go(self) -> None:
        self._silences_left = 0
        self._end(SILENCE)

    def _play_silence(self) -> None:
        if self._player is None or SILENCE in self._playing or not self._silences_left:
            return
        self._silences_left -= 1
        path = self._temporary("silence.wav")
        if not path.exists():
            with wave.open(str(path), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(1)
                file.setframerate(SILENCE_RATE)
                file.writeframes(b"\x80" * (SILENCE_RATE * SILENCE_S))
        self._playing[SILENCE] = self._player.start(path)

    def _look_after_players(self) -> None:
        for clip, playing in list(self._playing.items()):
            code = playing.poll()
            if code is None:
                continue
            del self._playing[clip]
            if code == 0:
                self._set_status_after_playing(worked=True)
            elif SILENCE in self._playing:
                # The device may take one player only, and the cue matters more than the silence.
                self._let_go()
            else:
                self._set_status_after_playing(worked=False)
            if clip == SILENCE and code == 0:
                self._play_silence()

    def _set_status_after_playing(self, *, worked: bool) -> None:
        name = self._player.name if self._player else ""
        problem = "" if worked else NOT_PLAYED.format(program=name)
        self._set_status(AudioStatus(worked, name if worked else "", problem))

    def _set_status(self, status: AudioStatus) -> None:
        if status == self._status:
            return
        self._status = status
        log.info("Sound output: %s", status.problem or status.output)
        for listener in list(self._listeners):
            listener(status)

    def _end(self, clip: str) -> None:
        playing = self._playing.pop(clip, None)
        if playing is not None and playing.poll() is None:
            playing.terminate()
            self._wait_for([playing], LOOK_MS)

    def _wait_for(self, players: list[Playing], at_most_ms: int) -> None:
        """Wait until all have ended, looking every few milliseconds: no player tells by itself."""
        pause = threading.Event()
        for _ in range(at_most_ms // 5):
            if all(player.poll() is not None for player in players):
                return
            pause.wait(0.005)

    def _close(self, let_finish: bool) -> None:
        self._let_go()
        if let_finish:
            self._wait_for(list(self._playing.values()), CLOSE_WAIT_MS)
        self._stop_cues()
        self._stopping = True
        if self._folder is not None:
            self._folder.cleanup()

    def _scale_one(self) -> None:
        if self._to_scale:
            path, decibel = self._to_scale.pop()
            self._file(path, decibel)

    def _file(self, path: Path, decibel: int) -> Path:
        """Give the file of a clip at a volume, making it if need be."""
        if decibel >= 0:
            return path
        if (path, decibel) not in self._scaled:
            target = self._temporary(f"{len(self._scaled)}-{path.stem}.wav")
            _scale(path, target, 10 ** (decibel / 20))
            self._scaled[path, decibel] = target
        return self._scaled[path, decibel]

    def _temporary(self, name: str) -> Path:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="stretchtimer-sounds-")
        return Path(self._folder.name) / name


def _decibel(factor: float) -> int:
    return round(20 * math.log10(factor)) if factor > 0 else SILENT_DB


def _scale(source: Path, target: Path, factor: float) -> None:
    """Write a 16-bit wav with all samples multiplied; another kind raises ValueError."""
    with wave.open(str(source), "rb") as file:
        parameters = file.getparams()
        samples = array.array("h", file.readframes(parameters.nframes))
    if parameters.sampwidth != 2:
        raise ValueError(f"{source} is not 16-bit")
    if sys.byteorder == "big":
        samples.byteswap()
    scaled = array.array("h", (round(sample * factor) for sample in samples))
    if sys.byteorder == "big":
        scaled.byteswap()
    with wave.open(str(target), "wb") as file:
        file.setparams(parameters)
        file.writeframes(scaled.tobytes())
