"""Which cues a person's settings ask for, with the clips that there are for a plan."""

from __future__ import annotations

from collections.abc import Callable

from stretchtimer.engine.breathing import Pace
from stretchtimer.engine.cues import CueKind, CueStyle
from stretchtimer.engine.plan import Plan
from stretchtimer.engine.script import Script
from stretchtimer.engine.speech import Talk
from stretchtimer.services.audio.clip_library import ClipLibrary
from stretchtimer.services.audio.speech_synth import synth_ms, told_clip
from stretchtimer.services.person.settings import Settings
from stretchtimer.services.session.posture_at_end import posture_after
from stretchtimer.services.voice.scripts import can_read

_NO_SOUNDS = (CueKind.MOVEMENT, CueKind.REPETITION, CueKind.SPEECH)
SOUNDS = (
    *(kind.value for kind in CueKind if kind not in _NO_SOUNDS),
    "movement_1",
    "movement_2",
)
"""The names of the sounds that cues are made of."""


def cue_style(
    settings: Settings,
    plan: Plan,
    clips: ClipLibrary,
    script: Script,
    can_speak: Callable[[str], bool] = lambda _language: False,
) -> CueStyle:
    """The style of the plan's cues, with the words of the script; its last fit the last pose.

    Where texts have no clip, ``can_speak`` is asked whether the system's speech engine tells them
    in that language. Words of the routine that are in another one are said by nobody.
    """
    talk = settings.talk
    script = script.ending_from(posture_after(plan)) if talk is Talk.FULL else script
    texts = script.texts_of(plan) if talk is not Talk.TONES else frozenset()
    if not can_read(script, plan.routine):
        texts -= script.words_of(plan.routine.stretches)
    voice = {text: name for text in texts if (name := clips.clip_of(text, script))}
    lengths_ms = {name: clips.length_ms(name) for name in (*SOUNDS, *voice.values())}
    lacking = texts - voice.keys()
    for text in lacking if lacking and can_speak(script.language) else ():
        voice[text] = told_clip(text, script.language)
        lengths_ms[voice[text]] = synth_ms(text)
    return CueStyle(
        half_way=settings.half_way,
        lengths_ms=lengths_ms,
        talk=talk,
        voice=voice,
        pace=pace_of(settings),
        breath_sound=settings.breath_sound,
        script=script,
    )


def pace_of(settings: Settings) -> Pace:
    """Where breathing is paced, and how fast."""
    return Pace(settings.breathing, settings.breaths_per_minute)
