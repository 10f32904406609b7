"""The sentences about sound and voice: why nothing is heard, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from stretchtimer.services.audio.audio_out import SoundFault
from stretchtimer.services.voice.scripts import ScriptNotice
from stretchtimer.services.voice.voice_status import VoiceFault
from stretchtimer.services.wording.language import later, later_by_number
from stretchtimer.services.wording.notices import Text

TEXTS: Mapping[Enum, Text] = {
    SoundFault.SWITCHED_OFF: later("Sound is switched off in the settings."),
    SoundFault.NO_DEVICE: later(
        "No sound output was found: connect or switch on speakers or headphones, and the sound "
        "comes back by itself."
    ),
    SoundFault.NO_PROGRAM: later(
        "No program that can play sound was found: install GStreamer's player (often the package "
        "gstreamer1.0-tools), FFmpeg's (ffmpeg) or ALSA's (alsa-utils)."
    ),
    SoundFault.NOT_PLAYED: later(
        "{program} could not play a sound: check that speakers or headphones are connected and "
        "switched on."
    ),
    SoundFault.NO_ANSWER: later(
        "The sound output {output} does not answer: check that it is connected and switched on, "
        "or choose another one in the system's sound settings."
    ),
    SoundFault.NO_SERVER: later(
        "The computer's sound system has stopped. The session goes on in silence; if the sound "
        "does not come back with the sound system, start the app anew."
    ),
    SoundFault.NO_LIBPULSE: later(
        "The window's own sound needs the library libpulse, which is missing: on Debian or "
        "Ubuntu, install the package libpulse0."
    ),
    SoundFault.NOT_LOADED: later("The window's own sound cannot be loaded: {error}."),
    SoundFault.BROKEN: later("No sound: {error}"),
    SoundFault.NEITHER_OUTPUT: later("{window} A simple player can take its place. {player}"),
    ScriptNotice.ENGLISH_INSTEAD: later("{fault} English is spoken instead."),
    ScriptNotice.SOUNDS_ONLY: later(
        "{fault} Only sounds are heard; please install Stretch Timer again."
    ),
    VoiceFault.NOT_STARTED: later("The voice could not be started."),
    VoiceFault.NOT_RECORDED: later_by_number(
        "{n} of {of} sentences could not be recorded.",
        "{n} of {of} sentences could not be recorded.",
    ),
}
"""By what they tell."""
