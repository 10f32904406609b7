"""Where the clips of the program are, and what each spoken one says."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.benchmarks.onsets import Wave, read_wav

ASSETS = Path(__file__).parents[2] / "assets"
SOUNDS = ASSETS / "sounds"
VOICE = ASSETS / "voice" / "en"


def spoken_words(folder: Path = VOICE) -> dict[str, str]:
    """What each spoken clip says, by the clip's name."""
    lines = (folder / "words.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {Path(name).stem: text for name, text, _seconds in rows}


def clips_of(names: Iterable[str]) -> dict[str, Wave]:
    """The clips of these names, and every sound beside, so that one too many is noticed."""
    files = {path.stem: path for path in SOUNDS.glob("*.wav") if path.stem != "silence"}
    files |= {name: VOICE / f"{name}.wav" for name in names if name not in files}
    return {name: read_wav(path) for name, path in files.items()}
