"""Every clip that there is, by its name: the sounds, and what is spoken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from stretchtimer.services.audio import wav
from stretchtimer.storage.assets import asset_folder


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
            self._lengths_ms[name] = wav.length_ms(path) if path else 0
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
