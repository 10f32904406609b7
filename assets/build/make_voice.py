"""Makes the spoken clips from the script of the bundled routines: `make_voice.py [--all|--check]`.

What is said comes from `stretchtimer/engine/speech.py` and the routines' files; how each text is
read out from `stretchtimer/services/voice/clip_name.py`. A text whose clip is here already is left
alone; clips that no text asks for any more are removed; `words.tsv` beside them lists which clip
says what, and how long it takes in seconds.

    --all      make every clip again
    --check    only say what is missing and what is too much; exit code 1 where anything is

It needs the voice: `pip install "stretchtimer[voice]" onnx`. See `LICENCE.md` beside the clips.
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
from stretchtimer.engine.speech import duration_parts, every_text  # noqa: E402
from stretchtimer.services.voice.clip_name import clip_name, reading_of  # noqa: E402
from stretchtimer.services.voice.loudness import (  # noqa: E402
    TARGET_LUFS,
    Samples,
    limited,
    loudness_lufs,
)
from stretchtimer.services.voice.voice_engine import VoiceEngine  # noqa: E402
from stretchtimer.services.voice.voice_render import RATE, wav_bytes  # noqa: E402
from stretchtimer.storage.assets import asset, asset_folder  # noqa: E402
from stretchtimer.storage.routines.routine_file import read_routine  # noqa: E402

FOLDER = ROOT / "assets/voice/en"
WORDS = FOLDER / "words.tsv"
AFTER_SOUND_MS = 250
LEAD = "Hold for"
DURATIONS = {duration_parts(ms)[-1] for ms in range(1_000, MAX_HOLD_MS + 1, 1_000)}
SOFTEST_LU = 0.85
"""So much softer than others a sentence of parts may be."""
LOUDEST_LU = 0.95
"""So much louder a part may be by itself."""


def wanted() -> dict[str, str]:
    """Every text that needs a clip, by the name of its clip."""
    routines = [read_routine(path) for path in sorted(asset_folder("routines").glob("*.toml"))]
    return {clip_name(text): text for text in every_text(routines)}


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


def make(engine: VoiceEngine, text: str, path: Path) -> None:
    """Speak one text into a file."""
    sound = reading_of(text).sound
    speech = engine.spoken(text)
    if text in DURATIONS:
        speech = made_up_for(speech, engine.spoken(LEAD))
    path.write_bytes(wav_bytes(with_sound(speech, sound) if sound else speech))


def seconds_of(path: Path) -> float:
    """How long a clip lasts."""
    with wave.open(str(path), "rb") as file:
        return file.getnframes() / file.getframerate()


def words(texts: dict[str, str]) -> str:
    """The list of the clips: file name, text and seconds, sorted by text."""
    rows = sorted(texts.items(), key=lambda row: row[1])
    lines = [f"{name}.wav\t{text}\t{seconds_of(FOLDER / f'{name}.wav'):.3f}" for name, text in rows]
    return "\n".join(lines) + "\n"


def faults(texts: dict[str, str]) -> Iterator[str]:
    """What is missing and what is too much, each in words."""
    here = {path.stem for path in FOLDER.glob("*.wav")}
    yield from sorted(f"missing: {texts[name]}" for name in texts.keys() - here)
    yield from sorted(f"not needed: {name}.wav" for name in here - texts.keys())
    listed = WORDS.read_text(encoding="utf-8") if WORDS.exists() else ""
    if not texts.keys() - here and listed != words(texts):
        yield f"{WORDS.name} does not match the clips"


def main(arguments: list[str]) -> int:
    """Make what is wanted, or only check; gives the exit code."""
    parser = argparse.ArgumentParser(description=str(__doc__).split(":", maxsplit=1)[0])
    parser.add_argument("--all", action="store_true", help="make every clip again")
    parser.add_argument("--check", action="store_true", help="change nothing; say what is wrong")
    chosen = parser.parse_args(arguments)
    texts = wanted()
    if chosen.check:
        found = list(faults(texts))
        print("\n".join(found) or f"All {len(texts)} clips are here.")
        return 1 if found else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    missing = [n for n in texts if chosen.all or not (FOLDER / f"{n}.wav").exists()]
    engine = VoiceEngine(with_cuts=True) if missing else None
    for name in sorted(missing, key=texts.__getitem__):
        if engine is not None:
            make(engine, texts[name], FOLDER / f"{name}.wav")
            print(f"made {name}.wav: {texts[name]}")
    for path in sorted(FOLDER.glob("*.wav")):
        if path.stem not in texts:
            path.unlink()
            print(f"removed {path.name}")
    WORDS.write_text(words(texts), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
