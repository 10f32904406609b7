"""Speaks texts into clips, as a program: `python -m stretchtimer.services.voice.voice_job FOLDER`.

It is a program of its own because the voice takes more than 100 MB, which are given back when it
ends. The texts come in as one JSON list. For each one line of JSON goes out as soon as it is done,
``{"text": ..., "error": ...}``, where no error is an empty string. Exit code 0, or 1 where there
is no voice.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from stretchtimer.engine.errors import UserError
from stretchtimer.services.voice.clip_name import SUFFIX, clip_name
from stretchtimer.storage.atomic import write_bytes

_NICENESS = 10


def main(folder: Path, asked: TextIO, told: TextIO) -> int:
    """Speaks what is asked for into the folder; gives the exit code."""
    try:
        from stretchtimer.services.voice.voice_engine import VoiceEngine

        engine = VoiceEngine()
    except ImportError as error:
        print(f"There is no voice: {error}", file=sys.stderr)
        return 1
    for text in json.load(asked):
        problem = ""
        try:
            write_bytes(folder / f"{clip_name(text)}{SUFFIX}", engine.clip(text))
        except (UserError, ValueError) as error:
            problem = str(error)
        print(json.dumps({"text": text, "error": problem}), file=told, flush=True)
    return 0


def _end(*_: object) -> None:
    """Ends the program so that no half-written file stays behind."""
    sys.exit(0)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _end)
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(_NICENESS)
    sys.exit(main(Path(sys.argv[1]), sys.stdin, sys.stdout))
