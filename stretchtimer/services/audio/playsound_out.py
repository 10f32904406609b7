"""Plays clips by playsound3: the sound output of the terminal, and of a window without Qt's.

playsound3 runs a program for each sound, and several when it is imported. So everything happens in
one thread of our own, in the order in which it was asked for. It must be one thread that lives as
long as the output does: on Linux the system ends a player together with the thread that began it.

What this output cannot do as well as the window's:
- It can only begin a sound now; so each is begun as much before its instant as its program needs.
- It has no volume. The samples of a clip are scaled into a file of their own, one for each step of
  a decibel; a new volume is heard from the next sound on, but volume 0 silences at once.
- It cannot hold a device open itself. A player of ten minutes of silence does that, begun anew
  when it ends; where a device takes one player only, so that a cue fails beside it, it is given up.
- Whether it is heard it learns only from its players. One that fails was not heard, and neither
  was one that ends well before its clip (without a device some end at once, and call it success)
  or does not end at all. So it begins with a second of silence, to know before the first cue.
"""

from __future__ import annotations

import contextlib
import logging
import math
import queue
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from stretchtimer.engine.notices import Notice
from stretchtimer.services.audio import wav
from stretchtimer.services.audio.audio_out import (
    CLOSE_WAIT_MS,
    DUMMY_DEVICE,
    TOO_LATE_MS,
    AudioStatus,
    Sound,
    SoundFault,
    StatusBoard,
    amplitude,
)
from stretchtimer.services.system.clock import Clock, SystemClock

log = logging.getLogger(__name__)

PROGRAMS = {"gstreamer": "gst-play-1.0", "alsa": "aplay"}
"""Names for people, where playsound3's differ from the program's."""

LATENCY_MS = {"alsa": 16, "gstreamer": 40, "ffplay": 140}
"""From the start of the program to the first audible sample: means on an idle null sink, where
one call differs from another by 2 ms (aplay), 6 ms (gst-play-1.0) and 15 ms (ffplay)."""
OTHER_LATENCY_MS = 50

LOOK_MS = 100
"""How often the thread looks whether players have ended, while any is running."""
SILENCE_MS = 600_000
PROOF_MS = 1_000
"""The silence that proves at the beginning whether there is anything to hear sounds by."""
SILENT_DB = -60

SILENCE, PROOF = Sound(0, "silence"), Sound(0, "proof")

JUDGED_FROM_MS = 600
"""Players of shorter clips may need longer to begin and end than to play."""
LEAST_PLAYED = 0.6
"""A player that ends before this share of its clip has not played it."""
OVERDUE_MS = 2_500
"""How long after its end a clip may still be playing, before nothing answers the player."""
SCALING_MS = 200
"""Clips are scaled only while no sound is due so soon."""


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


def is_dummy() -> bool:
    """Whether PulseAudio or PipeWire have no real device; False where they cannot be asked."""
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        asked = ("pactl", "get-default-sink")
        answer = subprocess.run(asked, capture_output=True, text=True, timeout=2, check=True)
        return answer.stdout.strip() == DUMMY_DEVICE
    return False


@dataclass
class _Run:
    """A player that was begun for a sound, or for silence."""

    playing: Playing
    length_ms: int
    begun_ms: int

    def is_overdue(self, now_ms: int) -> bool:
        return now_ms - self.begun_ms > self.length_ms + OVERDUE_MS

    def was_heard(self, code: int, now_ms: int) -> bool | None:
        """What the end of the player says; None if nothing."""
        if code:
            return False
        if self.length_ms < JUDGED_FROM_MS:
            return None
        return now_ms - self.begun_ms > self.length_ms * LEAST_PLAYED


class PlaysoundOut(StatusBoard):
    """An ``AudioOut`` of one program a sound; listeners are called from its own thread.

    ``clips`` are the files of all that may sound.
    """

    def __init__(
        self,
        clips: Mapping[str, Path],
        find: Callable[[], Player | None] = find_player,
        *,
        clock: Clock | None = None,
        has_dummy: Callable[[], bool] = is_dummy,
    ) -> None:
        self._clips = clips
        self._find = find
        self._clock = clock or SystemClock()
        self._has_dummy = has_dummy
        self._player: Player | None = None
        super().__init__()
        self._volume = 1.0
        self._closed = False
        self._jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        # What follows belongs to the thread.
        self._wanted: list[Sound] = []
        self._begun: set[Sound] = set()
        self._runs: dict[Sound, _Run] = {}
        self._is_dummy = False
        self._scaled: dict[tuple[Path, int], Path | None] = {}
        self._is_held = False
        self._stopping = False
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._thread = threading.Thread(target=self._run, name="playsound", daemon=True)
        self._thread.start()

    def schedule(self, sounds: Collection[Sound]) -> None:
        wanted = sorted(sounds)
        self._ask(lambda: self._schedule(wanted))

    def hold_open(self) -> None:
        self._ask(self._hold_open)

    def let_go(self) -> None:
        self._ask(self._let_go)

    def set_volume(self, volume: float) -> None:
        """Set the volume of the sounds to come; 0 silences those that are sounding, too."""
        self._volume = volume
        if not amplitude(volume):
            self._ask(self._stop_sounds)

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
            self._guarded(self._next_job() or self._scale_one)
            self._guarded(self._begin_due)
            self._guarded(self._look_after_players)

    def _guarded(self, job: Callable[[], None]) -> None:
        try:
            job()
        except Exception as error:  # no fault of sound may end the session
            log.exception("Sound failed")
            self._fail(SoundFault.BROKEN, error=str(error))

    def _next_job(self) -> Callable[[], None] | None:
        """Wait for what is to be done next; None if it is time for something that was planned."""
        with contextlib.suppress(queue.Empty):
            wait_ms = self._until_next_ms()
            return self._jobs.get(timeout=None if wait_ms is None else wait_ms / 1_000)
        return None

    def _until_next_ms(self) -> int | None:
        """How long nothing is to be done but what somebody asks for; None means for ever."""
        due_ms = self._until_due_ms()
        if self._unscaled() and (due_ms is None or due_ms > SCALING_MS):
            return 0
        waits = [due_ms] if due_ms is not None else []
        if self._runs:
            waits.append(LOOK_MS)
        return min(waits, default=None)

    def _until_due_ms(self) -> int | None:
        """How long until a player is to be begun."""
        coming = next((sound for sound in self._wanted if sound not in self._begun), None)
        if coming is None or self._player is None:
            return None
        due_ms = coming.at_ms - self._player.latency_ms
        return max(0, due_ms - self._clock.monotonic_ms())

    def _begin(self) -> None:
        self._player = self._find()
        if self._player is None:
            self._fail(SoundFault.NO_PROGRAM)
            return
        self._is_dummy = self._has_dummy()
        self._start(PROOF, self._silence_file(PROOF_MS), PROOF_MS)

    def _start(self, sound: Sound, path: Path, length_ms: int) -> None:
        if self._player:
            playing = self._player.start(path)
            self._runs[sound] = _Run(playing, length_ms, self._clock.monotonic_ms())

    def _schedule(self, wanted: list[Sound]) -> None:
        self._wanted = wanted
        self._begun &= set(wanted)
        self._end_all_but({SILENCE, PROOF, *wanted})

    def _begin_due(self) -> None:
        while self._until_due_ms() == 0:
            sound = next(sound for sound in self._wanted if sound not in self._begun)
            self._begun.add(sound)
            if self._clock.monotonic_ms() <= sound.at_ms + TOO_LATE_MS:
                self._play(sound)

    def _play(self, sound: Sound) -> None:
        path = self._clips.get(sound.clip)
        if path is None:
            log.warning("There is no sound named %s", sound.clip)
            return
        decibel = _decibel(amplitude(self._volume))
        length_ms = wav.length_ms(path)
        if decibel > SILENT_DB and length_ms and (file := self._file(path, decibel)):
            self._start(sound, file, length_ms)

    def _stop_sounds(self) -> None:
        self._end_all_but({SILENCE, PROOF})

    def _end_all_but(self, kept: set[Sound]) -> None:
        for sound in self._runs.keys() - kept:
            self._end(sound)

    def _hold_open(self) -> None:
        if not self._is_held:
            self._is_held = True
            self._start(SILENCE, self._silence_file(SILENCE_MS), SILENCE_MS)

    def _let_go(self) -> None:
        self._is_held = False
        self._end(SILENCE)

    def _silence_file(self, length_ms: int) -> Path:
        path = self._temporary(f"silence-{length_ms}.wav")
        if not path.exists():
            wav.write_silence(path, length_ms)
        return path

    def _look_after_players(self) -> None:
        now_ms = self._clock.monotonic_ms()
        for sound, run in list(self._runs.items()):
            code = run.playing.poll()
            if code is None and not run.is_overdue(now_ms):
                continue
            self._end(sound)
            heard = code is not None and run.was_heard(code, now_ms)
            if heard is False and sound != SILENCE and SILENCE in self._runs:
                # The device may take one player only, and the cue matters more than the silence.
                self._end(SILENCE)
            else:
                self._set_status_after_playing(heard)
            if heard and sound == SILENCE:
                self._start(SILENCE, self._silence_file(SILENCE_MS), SILENCE_MS)

    def _set_status_after_playing(self, heard: bool | None) -> None:
        if heard is None or self._player is None:
            return
        name = self._player.name
        if heard and self._is_dummy:
            self._is_dummy = self._has_dummy()
        if not heard:
            self._fail(SoundFault.NOT_PLAYED, program=name)
        elif self._is_dummy:
            self._fail(SoundFault.NO_DEVICE)
        else:
            self._set_status(AudioStatus(True, name))

    def _fail(self, fault: SoundFault, **values: object) -> None:
        self._set_status(AudioStatus(False, "", Notice(fault, **values)))

    def _set_status(self, status: AudioStatus) -> None:
        if status == self._status:
            return
        self._status = status
        log.info("Sound output: %s", status.problem or status.output)
        self._notify()

    def _end(self, sound: Sound) -> None:
        run = self._runs.pop(sound, None)
        if run and run.playing.poll() is None:
            run.playing.terminate()
            self._wait_for([run.playing], LOOK_MS)

    def _wait_for(self, players: list[Playing], at_most_ms: int) -> None:
        """Wait until all have ended, looking every few milliseconds: no player tells by itself."""
        pause = threading.Event()
        for _ in range(at_most_ms // 5):
            if all(player.poll() is not None for player in players):
                return
            pause.wait(0.005)

    def _close(self, let_finish: bool) -> None:
        self._let_go()
        self._end(PROOF)
        if let_finish:
            self._wait_for([run.playing for run in self._runs.values()], CLOSE_WAIT_MS)
        self._end_all_but(set())
        self._stopping = True
        if self._folder is not None:
            self._folder.cleanup()

    def _unscaled(self) -> tuple[Path, int] | None:
        """The next clip to be scaled to the volume of now."""
        decibel = _decibel(amplitude(self._volume))
        if self._player is None or not SILENT_DB < decibel < 0:
            return None
        paths = (self._clips.get(sound.clip) for sound in self._wanted)
        clips = ((path, decibel) for path in paths if path)
        return next((clip for clip in clips if clip not in self._scaled), None)

    def _scale_one(self) -> None:
        if clip := self._unscaled():
            self._file(*clip)

    def _file(self, path: Path, decibel: int) -> Path | None:
        """Give the file of a clip at a volume, making it if need be; None if that fails."""
        if decibel >= 0:
            return path
        if (path, decibel) not in self._scaled:
            # One that fails would fail again.
            self._scaled[path, decibel] = None
            target = self._temporary(f"{len(self._scaled)}-{path.stem}.wav")
            wav.write_scaled(path, target, 10 ** (decibel / 20))
            self._scaled[path, decibel] = target
        return self._scaled[path, decibel]

    def _temporary(self, name: str) -> Path:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="stretchtimer-sounds-")
        return Path(self._folder.name) / name


def _decibel(factor: float) -> int:
    return round(20 * math.log10(factor)) if factor > 0 else SILENT_DB
