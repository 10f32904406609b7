"""Has words of one's own spoken before a session in the terminal, where there is a voice for it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from stretchtimer.engine.model import Routine
from stretchtimer.engine.speech import words_of
from stretchtimer.services.clip_library import ClipLibrary
from stretchtimer.services.own_voice import OwnVoice
from stretchtimer.services.voice_name import clip_name

LONGEST_WAIT_S = 120.0
SHOWN = "The words of this routine are shown, not spoken; sides and counts are."


def voiced(routine: Routine, clips: ClipLibrary, own: OwnVoice, say: Callable[[str], None]) -> str:
    """Adds what is missing to the clips; ``say`` tells of the progress, a line for each text.

    Waits until all is made. Returns a sentence where words are left that cannot be spoken.
    """
    if _lacking(routine, clips):
        clips.add(own.clips())
    lacking = _lacking(routine, clips)
    if lacking and own.is_available:
        done = threading.Event()

        def on_progress(count: int, of: int) -> None:
            say(f"Recording the words of this routine: {count} of {of}.")

        def on_done(problem: str) -> None:
            if problem:
                say(problem)
            done.set()

        own.render(lacking, on_progress, on_done)
        done.wait(LONGEST_WAIT_S)
        clips.add(own.clips())
    return SHOWN if _lacking(routine, clips) else ""


def _lacking(routine: Routine, clips: ClipLibrary) -> list[str]:
    return [text for text in words_of(routine.stretches) if not clips.has(clip_name(text))]
