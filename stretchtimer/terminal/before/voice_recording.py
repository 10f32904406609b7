"""Has words of one's own spoken before a session in the terminal, where there is a voice for it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from stretchtimer.engine.model import Routine
from stretchtimer.engine.script import Script
from stretchtimer.services.audio.clip_library import ClipLibrary
from stretchtimer.services.voice.renderer import VoiceRenderer
from stretchtimer.services.voice.scripts import can_read

LONGEST_WAIT_S = 120.0
SHOWN = "The words of this routine are shown, not spoken; sides and counts are."
PARTLY_SHOWN = "{count} of {all} sentences of this routine are shown, not spoken."


def voiced(
    routine: Routine,
    script: Script,
    clips: ClipLibrary,
    own: VoiceRenderer,
    say: Callable[[str], None],
    *,
    longest_wait_s: float = LONGEST_WAIT_S,
) -> str:
    """Adds what is missing to the clips; ``say`` tells of the progress, a line for each text.

    Waits until all is made, but not for ever. Returns a sentence where words are left that cannot
    be spoken.
    """
    if not can_read(script, routine):
        return SHOWN
    texts = script.words_of(routine.stretches)
    has_voice = own.speaks(script.language)
    if has_voice and clips.lacking(texts, script):
        clips.add(own.clips())
    lacking = clips.lacking(texts, script)
    if lacking and has_voice and own.is_available:
        done, late = threading.Event(), threading.Event()

        def print_lines(words: str) -> None:
            # By then the screen belongs to the session.
            if not late.is_set():
                say(words)

        def on_done(problem: str) -> None:
            if problem:
                print_lines(problem)
            done.set()

        own.render(
            lacking,
            lambda count, of: print_lines(f"Recording the words of this routine: {count} of {of}."),
            on_done,
        )
        done.wait(longest_wait_s)
        late.set()
        clips.add(own.clips())
    left = clips.lacking(texts, script)
    if left and len(left) < len(texts):
        return PARTLY_SHOWN.format(count=len(left), all=len(texts))
    return SHOWN if left else ""
