"""Every clip that there is, by its name: the sounds, and what is spoken."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtimer.services.audio import wav
from stretchtimer.services.wording.language import ENGLISH
from stretchtimer.storage.assets import asset_folder

if TYPE_CHECKING:
    from stretchtimer.engine.script import Script

_CLIP = ".wav"


class ClipLibrary:
    """Names and files of clips; ``files`` grows as more are added. A length is read once.

    ``voices`` is where the clips of other languages than English are, each in a folder of its own,
    which is looked into when something is first to be said in it.
    """

    def __init__(self, files: Mapping[str, Path], voices: Path | None = None) -> None:
        self.files: dict[str, Path] = dict(files)
        self._voices = voices
        self._languages = {ENGLISH, ""}
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

    def clip_of(self, text: str, script: Script) -> str:
        """The clip that says the text in the script's language, "" where there is none."""
        from stretchtimer.services.voice.clip_name import clip_in

        if script.language not in self._languages and self._voices:
            self._languages.add(script.language)
            self.add(_clips_in(self._voices / script.language))
        name = clip_in(script, text)
        return name if self.has(name) else ""

    def lacking(self, texts: Iterable[str], script: Script) -> list[str]:
        """Those of the texts, sorted, that no clip says in the script's language."""
        return sorted(text for text in texts if not self.clip_of(text, script))


def bundled_clips() -> ClipLibrary:
    """The sounds and the voices that come with the program."""
    voices = asset_folder("voice")
    return ClipLibrary(_clips_in(asset_folder("sounds")) | _clips_in(voices / ENGLISH), voices)


def _clips_in(folder: Path) -> dict[str, Path]:
    try:
        names = os.listdir(folder)  # noqa: PTH208 - far quicker
    except FileNotFoundError:
        return {}
    return {name.removesuffix(_CLIP): folder / name for name in names if name.endswith(_CLIP)}
