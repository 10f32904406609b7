"""Makes the spoken clips of a language: `make_voice.py [LANGUAGE] [--voice FILE] [--all|--check]`.

What is said comes from the language's script, `assets/voice/LANGUAGE/script.toml`, which also says
how a text is read out where the voice needs help, and from the routines that have their words in
it. A text whose clip is here already is left alone; clips that no text asks for any more are
removed; `words.tsv` beside them lists which clip says what, and how long it takes in seconds.

    LANGUAGE      the code of a language, en by default
    --voice FILE  a voice for Piper, needed for any other language than English
    --all         make every clip again
    --check       only say what is missing and what is too much; exit code 1 where anything is

It needs the voice: `pip install "stretchtimer[voice]" onnx`. See `LICENCE.md` beside the clips.
Where a person speaks the clips, `--check` tells the name of each.
"""

from __future__ import annotations

import argparse
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from stretchtimer.engine.model import MAX_HOLD_MS  # noqa: E402
from stretchtimer.engine.script import Script  # noqa: E402
from stretchtimer.engine.speech import Sentence  # noqa: E402
from stretchtimer.services.voice.clip_name import clip_in  # noqa: E402
from stretchtimer.services.voice.loudness import (  # noqa: E402
    TARGET_LUFS,
    Samples,
    limited,
    loudness_lufs,
)
from stretchtimer.services.voice.voice_engine import VoiceEngine  # noqa: E402
from stretchtimer.services.voice.voice_render import RATE, wav_bytes  # noqa: E402
from stretchtimer.services.wording.language import ENGLISH  # noqa: E402
from stretchtimer.services.wording.notices import sentence  # noqa: E402
from stretchtimer.storage.assets import asset, asset_folder  # noqa: E402
from stretchtimer.storage.routines.library import Library  # noqa: E402
from stretchtimer.storage.routines.routine_file import RoutineFileError  # noqa: E402
from stretchtimer.storage.routines.script_file import SCRIPT, read_script  # noqa: E402

VOICES = ROOT / "assets/voice"
WORDS = "words.tsv"
AFTER_SOUND_MS = 250
SOFTEST_LU = 0.85
"""So much softer than others a sentence of parts may be."""
LOUDEST_LU = 0.95
"""So much louder a part may be by itself."""


def wanted(script: Script) -> dict[str, str]:
    """Every text that needs a clip, by the name of its clip."""
    library = Library(asset_folder("routines"), ROOT / "none", lambda: script.language)
    routines = [entry.routine for entry in library.all().entries]
    spoken = [routine for routine in routines if routine.language == script.language]
    return {clip_in(script, text): text for text in script.every_text(spoken)}


def with_sound(speech: Samples, sound: str) -> Samples:
    """The speech after a bundled sound, which has the speech's sampling rate."""
    with wave.open(str(asset("sounds", f"{sound}.wav")), "rb") as file:
        assert file.getframerate() == RATE
        clip = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32_768
    return np.concatenate([clip, np.zeros(AFTER_SOUND_MS * RATE // 1_000), speech])


def made_up_for(duration: Samples, lead: Samples) -> Samples:
    """The duration so much louder as the sentence that it ends with this lead is too soft.

    Parts that are loud enough by themselves may, where they are short, be less so together.
    """
    for _ in range(8):
        short_lu = TARGET_LUFS - loudness_lufs(np.concatenate([lead, duration]), RATE)
        room_lu = TARGET_LUFS + LOUDEST_LU - loudness_lufs(duration, RATE)
        more_lu = min(short_lu - SOFTEST_LU, room_lu)
        if more_lu <= 0.01:
            break
        duration = limited(duration * 10 ** (more_lu / 20), RATE)
    return duration


def make(engine: VoiceEngine, script: Script, text: str, path: Path) -> None:
    """Speak one text into a file."""
    reading = script.reading_of(text)
    speech = engine.spoken(text, reading)
    if text in {script.duration(ms)[-1] for ms in range(1_000, MAX_HOLD_MS + 1, 1_000)}:
        lead = script.sentences[Sentence.HOLD_FOR][0]
        speech = made_up_for(speech, engine.spoken(lead, script.reading_of(lead)))
    path.write_bytes(wav_bytes(with_sound(speech, reading.sound) if reading.sound else speech))


def seconds_of(path: Path) -> float:
    """How long a clip lasts."""
    with wave.open(str(path), "rb") as file:
        return file.getnframes() / file.getframerate()


def words(folder: Path, texts: dict[str, str]) -> str:
    """The list of the clips: file name, text and seconds, sorted by text."""
    rows = sorted(texts.items(), key=lambda row: row[1])
    lines = [f"{name}.wav\t{text}\t{seconds_of(folder / f'{name}.wav'):.3f}" for name, text in rows]
    return "\n".join(lines) + "\n"


def faults(folder: Path, texts: dict[str, str]) -> Iterator[str]:
    """What is missing and what is too much, each in words."""
    here = {path.stem for path in folder.glob("*.wav")}
    yield from sorted(f"missing: {name}.wav: {texts[name]}" for name in texts.keys() - here)
    yield from sorted(f"not needed: {name}.wav" for name in here - texts.keys())
    list_ = folder / WORDS
    listed = list_.read_text(encoding="utf-8") if list_.exists() else ""
    if not texts.keys() - here and listed != words(folder, texts):
        yield f"{WORDS} does not match the clips"


def main(arguments: list[str]) -> int:
    """Make what is wanted, or only check; gives the exit code."""
    parser = argparse.ArgumentParser(description=str(__doc__).split(":", maxsplit=1)[0])
    parser.add_argument("language", nargs="?", default=ENGLISH, help="the code of a language")
    parser.add_argument("--voice", type=Path, help="a voice for Piper, for another language")
    parser.add_argument("--all", action="store_true", help="make every clip again")
    parser.add_argument("--check", action="store_true", help="change nothing; say what is wrong")
    chosen = parser.parse_args(arguments)
    folder = VOICES / chosen.language
    try:
        script = read_script(folder / SCRIPT)
    except RoutineFileError as error:
        print(sentence(error))
        return 1
    texts = wanted(script)
    if chosen.check:
        found = list(faults(folder, texts))
        print("\n".join(found) or f"All {len(texts)} clips are here.")
        return 1 if found else 0
    missing = [n for n in texts if chosen.all or not (folder / f"{n}.wav").exists()]
    if missing and not chosen.voice and chosen.language != ENGLISH:
        parser.error("the voice at hand speaks English only: name another with --voice")
    engine = VoiceEngine(model=chosen.voice, with_cuts=True) if missing else None
    for name in sorted(missing, key=texts.__getitem__):
        if engine is not None:
            make(engine, script, texts[name], folder / f"{name}.wav")
            print(f"made {name}.wav: {texts[name]}")
    for path in sorted(folder.glob("*.wav")):
        if path.stem not in texts:
            path.unlink()
            print(f"removed {path.name}")
    (folder / WORDS).write_text(words(folder, texts), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
