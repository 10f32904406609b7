"""Has words of one's own spoken before a session in the terminal, where there is a voice for it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from stretchtimer.engine.model import Routine
from stretchtimer.engine.notices import Notice
from stretchtimer.engine.script import Script
from stretchtimer.services.audio.clip_library import ClipLibrary
from stretchtimer.services.voice.renderer import VoiceRenderer
from stretchtimer.services.voice.scripts import can_read
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.services.wording.voice import unspoken_words

LONGEST_WAIT_S = 120.0


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
    texts = script.words_of(routine.stretches)
    if not can_read(script, routine):
        return unspoken_words(len(texts), len(texts))
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

        def on_progress(count: int, of: int) -> None:
            words = tr("Preparing the voice for this routine: {done} of {of} sentences.")
            print_lines(words.format(done=count, of=of))

        def on_done(problem: Notice | None) -> None:
            if problem:
                print_lines(sentence(problem))
            done.set()

        own.render(lacking, on_progress, on_done)
        done.wait(longest_wait_s)
        late.set()
        clips.add(own.clips())
    return unspoken_words(len(clips.lacking(texts, script)), len(texts))
