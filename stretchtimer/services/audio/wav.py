"""What is done with wav files: how long they are, their samples, softer ones, and silence.

What reads them is loaded when it is first needed: a start has no time for it.
"""

from __future__ import annotations

import logging
import sys
from array import array
from pathlib import Path

log = logging.getLogger(__name__)

_SILENCE_RATE = 8_000


def length_ms(path: Path) -> int:
    """How long a file lasts, rounded up; 0 for one that cannot be read, which is logged."""
    import wave

    try:
        with wave.open(str(path), "rb") as sound:
            return -(-sound.getnframes() * 1000 // sound.getframerate())
    except (OSError, EOFError, wave.Error) as error:
        log.error("The sound %s cannot be read: %s", path, error)
        return 0


def samples_of(path: Path, rate: int) -> bytes:
    """The samples of a mono file of that rate, 16 bits each; none where that fails."""
    import wave

    try:
        with wave.open(str(path), "rb") as file:
            kind = file.getframerate(), file.getnchannels(), file.getsampwidth()
            samples = _native(file.readframes(file.getnframes()))
    except (OSError, EOFError, ValueError, wave.Error) as error:
        log.error("The sound %s cannot be read and will not be heard: %s", path, error)
        return b""
    if kind != (rate, 1, 2):
        log.error("The sound %s will not be heard: it is not 16-bit mono of %d Hz", path, rate)
        return b""
    return samples.tobytes()


def write_scaled(source: Path, target: Path, factor: float) -> None:
    """Writes a 16-bit file with all samples multiplied; another kind raises ValueError."""
    import wave

    with wave.open(str(source), "rb") as file:
        parameters = file.getparams()
        frames = file.readframes(parameters.nframes)
    if parameters.sampwidth != 2:
        raise ValueError(f"{source} is not 16-bit")
    scaled = array("h", (round(sample * factor) for sample in _native(frames)))
    with wave.open(str(target), "wb") as file:
        file.setparams(parameters)
        file.writeframes(_native(scaled.tobytes()).tobytes())


def write_silence(target: Path, length_ms: int) -> None:
    """Writes a file in which nothing is heard for so long."""
    import wave

    with wave.open(str(target), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(_SILENCE_RATE)
        file.writeframes(b"\x80" * (_SILENCE_RATE * length_ms // 1_000))


def is_whole(path: Path, rate: int) -> bool:
    """Whether it is a file of 16-bit mono of that rate, with all of its samples."""
    import wave

    try:
        if not path.is_file():
            return False
        with wave.open(str(path), "rb") as clip:
            shape, frames = clip.getparams()[:3], clip.getnframes()
        return shape == (1, 2, rate) and 0 < 2 * frames < path.stat().st_size
    except (OSError, EOFError, wave.Error):
        return False


def _native(frames: bytes) -> array[int]:
    """Samples in the order of this machine from that of the file, or the other way round."""
    samples = array("h", frames)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples
