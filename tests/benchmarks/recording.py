"""Records what a null sink plays, and knows at which instant each of its samples was played."""

from __future__ import annotations

import os
import subprocess
import threading
import time
import wave
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.programs import ending_with_us

RATE = 48_000
BYTES_A_SAMPLE = 2
LATENCY_MS = 5
TAIL_MS = 200
CHUNK_WAIT_S = 10.0


class Recording:
    """Mono samples, 16-bit at 48 kHz, growing while the recording runs."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []
        self._length = 0
        self._start_ns: int | None = None
        self._arrivals: list[tuple[int, int]] = []
        self._grew = threading.Condition()

    def add(self, chunk: bytes, arrived_ns: int) -> None:
        """Take a chunk that arrived at this instant of the monotonic clock.

        A chunk can only arrive late, so the earliest start that any chunk implies is the best.
        """
        with self._grew:
            self._chunks.append(chunk)
            self._length += len(chunk)
            self._arrivals.append((self._length // BYTES_A_SAMPLE, arrived_ns))
            before_ns = self._length // BYTES_A_SAMPLE * 1_000_000_000 // RATE
            implied_ns = arrived_ns - before_ns
            first = self._start_ns is None
            self._start_ns = implied_ns if first else min(self.start_ns, implied_ns)
            self._grew.notify_all()

    def wait_for_ms(self, length_ms: float) -> None:
        """Return once this much more has been recorded; raises TimeoutError if it stands still."""
        wanted = self._length + int(length_ms * RATE / 1_000) * BYTES_A_SAMPLE
        with self._grew:
            while self._length < wanted:
                if not self._grew.wait(CHUNK_WAIT_S):
                    raise TimeoutError("the recording stands still")

    @property
    def start_ns(self) -> int:
        """Instant of the first sample on the monotonic clock, good to about 2 ms."""
        if self._start_ns is None:
            raise ValueError("nothing was recorded")
        return self._start_ns

    def stretch(self) -> float:
        """How long a recorded second really lasted, in seconds of the monotonic clock.

        The sound server keeps its own time, which is up to some hundred millionths off. The line
        lies below all arrivals: a chunk can only come late. Good after a minute or more.
        """
        part = max(1, len(self._arrivals) // 5)
        offsets = [(n, at - n * 1_000_000_000 / RATE) for n, at in self._arrivals]
        first = min(offsets[:part], key=lambda arrival: arrival[1])
        last = min(offsets[-part:], key=lambda arrival: arrival[1])
        if last[0] == first[0]:
            return 1.0
        return 1 + (last[1] - first[1]) * RATE / 1_000_000_000 / (last[0] - first[0])

    @property
    def pcm(self) -> bytes:
        """All samples so far, little-endian."""
        return b"".join(self._chunks)

    def ms_of(self, at_ns: int) -> float:
        """Give an instant of the monotonic clock as milliseconds since the first sample."""
        return (at_ns - self.start_ns) / 1e6

    def save(self, path: Path) -> None:
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(BYTES_A_SAMPLE)
            file.setframerate(RATE)
            file.writeframes(self.pcm)


@contextmanager
def recorded(env: Mapping[str, str], sink: str) -> Iterator[Recording]:
    """Record the monitor of a sink with `parec` while the block runs, and 0.2 s after."""
    process = subprocess.Popen(
        ending_with_us(
            [
                *("parec", f"--device={sink}.monitor", "--raw", "--format=s16le", "--channels=1"),
                *(f"--rate={RATE}", f"--latency-msec={LATENCY_MS}", "--client-name=recording"),
            ]
        ),
        env=dict(env),
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    pipe = process.stdout.fileno()
    recording = Recording()

    def read() -> None:
        odd = b""
        while got := os.read(pipe, 65_536):
            arrived_ns = time.monotonic_ns()
            whole = odd + got
            cut = len(whole) - len(whole) % BYTES_A_SAMPLE
            odd = whole[cut:]
            recording.add(whole[:cut], arrived_ns)

    reader = threading.Thread(target=read, name="recording", daemon=True)
    reader.start()
    try:
        recording.wait_for_ms(LATENCY_MS)
        yield recording
        recording.wait_for_ms(TAIL_MS)
    finally:
        process.terminate()
        process.wait()
        reader.join()
        process.stdout.close()
