"""The English script, for tests of what is said."""

from __future__ import annotations

from stretchtimer.engine.model import Side
from stretchtimer.engine.notices import Notice
from stretchtimer.engine.speech import SpeechLine, Spoken, sentence_of
from stretchtimer.services.voice.clip_name import clip_in
from stretchtimer.services.voice.scripts import Scripts
from stretchtimer.services.wording.language import ENGLISH
from stretchtimer.storage.assets import asset

FAULTS: list[Notice] = []
SCRIPTS = Scripts(asset("voice"), lambda: ENGLISH, FAULTS.append)
SCRIPT = SCRIPTS.usual()
COUNTS = SCRIPT.counts
SIDES = {side: SCRIPT.parts(Spoken(SpeechLine.SIDE, sentence_of(side)))[0] for side in Side}
assert FAULTS == []


def clip_of(text: str) -> str:
    """The name of the clip that says an English text."""
    return clip_in(SCRIPT, text)
