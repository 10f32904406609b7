"""Which cues a person's settings ask for, with the clips that there are for a plan."""

from __future__ import annotations

from collections.abc import Callable

from stretchtimer.engine.breathing import Pace, Paced
from stretchtimer.engine.cues import CueKind, CueStyle
from stretchtimer.engine.plan import Plan
from stretchtimer.engine.speech import Talk, texts_of
from stretchtimer.services.audio.clip_library import ClipLibrary
from stretchtimer.services.audio.speech_synth import PREFIX, synth_ms
from stretchtimer.services.voice.clip_name import clip_name
from stretchtimer.storage.settings import Settings

SOUNDS = (
    *(kind.value for kind in CueKind if kind not in (CueKind.MOVEMENT, CueKind.SPEECH)),
    "movement_1",
    "movement_2",
)
"""The names of the sounds that cues are made of."""


def cue_style(
    settings: Settings,
    plan: Plan,
    clips: ClipLibrary,
    can_speak: Callable[[], bool] = lambda: False,
) -> CueStyle:
    """The style of the plan's cues.

    Where texts have no clip, ``can_speak`` is asked whether the system's speech engine tells them.
    """
    talk = Talk(settings.talk)
    texts = texts_of(plan) if talk is not Talk.TONES else frozenset()
    voice = {text: name for text in texts if clips.has(name := clip_name(text))}
    lengths_ms = {name: clips.length_ms(name) for name in (*SOUNDS, *voice.values())}
    lacking = texts - voice.keys()
    for text in lacking if lacking and can_speak() else ():
        voice[text] = PREFIX + text
        lengths_ms[PREFIX + text] = synth_ms(text)
    return CueStyle(
        half_way=settings.half_way,
        lengths_ms=lengths_ms,
        talk=talk,
        voice=voice,
        pace=pace_of(settings),
        breath_sound=settings.breath_sound,
    )


def pace_of(settings: Settings) -> Pace:
    """Where breathing is paced, and how fast."""
    return Pace(Paced(settings.breathing), settings.breaths_per_minute)
