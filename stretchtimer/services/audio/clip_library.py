"""Every clip that there is, by its name: the sounds, and what is spoken."""

from __future__ import annotations

import logging
import sys
from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path

from stretchtimer.storage.assets import asset_folder

log = logging.getLogger(__name__)


class ClipLibrary:
    """Names and files of clips; ``files`` grows as more are added. A length is read once."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self.files: dict[str, Path] = dict(files)
        self._lengths_ms: dict[str, int] = {}

    def add(self, files: Mapping[str, Path]) -> None:
        """Takes more clips, or other files for known ones."""
        self.files.update(files)
        for name in files:
            self._lengths_ms.pop(name, None)

    def length_ms(self, name: str) -> int:
        """How long the clip lasts, rounded up; 0 for one that is unknown or cannot be read."""
        if name not in self._lengths_ms:
            path = self.files.get(name)
            self._lengths_ms[name] = length_of_file_ms(path) if path else 0
        return self._lengths_ms[name]

    def has(self, name: str) -> bool:
        """Whether there is such a clip, and it can be read."""
        return name in self.files and self.length_ms(name) > 0

    def lacking(self, texts: Iterable[str]) -> list[str]:
        """Those of the texts, sorted, that no clip speaks."""
        from stretchtimer.services.voice.clip_name import clip_name

        return sorted(text for text in texts if not self.has(clip_name(text)))


def bundled_clips() -> ClipLibrary:
    """The sounds and the voice that come with the program."""
    folders = (asset_folder("sounds"), asset_folder("voice") / "en")
    return ClipLibrary({path.stem: path for folder in folders for path in folder.glob("*.wav")})


def length_of_file_ms(path: Path) -> int:
    """How long a wav file lasts, rounded up; 0 for one that cannot be read, which is logged."""
    import wave

    try:
        with wave.open(str(path), "rb") as sound:
            return -(-sound.getnframes() * 1000 // sound.getframerate())
    except (OSError, EOFError, wave.Error) as error:
        log.error("The sound %s cannot be read: %s", path, error)
        return 0


def samples_of_file(path: Path, rate: int) -> bytes:
    """The samples of a mono wav file of that rate, 16 bits each; none where that fails."""
    import wave

    try:
        with wave.open(str(path), "rb") as file:
            kind = file.getframerate(), file.getnchannels(), file.getsampwidth()
            samples = array("h", file.readframes(file.getnframes()))
    except (OSError, EOFError, ValueError, wave.Error) as error:
        log.error("The sound %s cannot be read and will not be heard: %s", path, error)
        return b""
    if kind != (rate, 1, 2):
        log.error("The sound %s will not be heard: it is not 16-bit mono of %d Hz", path, rate)
        return b""
    if sys.byteorder == "big":
        samples.byteswap()
    return samples.tobytes()
