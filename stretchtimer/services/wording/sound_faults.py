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
    SoundFault.SWITCHED_OFF: later("Sound is turned off in the settings."),
    SoundFault.NO_DEVICE: later(
        "No sound output was found. Connect or turn on speakers or headphones, and the sound "
        "will come back by itself."
    ),
    SoundFault.NO_PROGRAM: later(
        "No program that can play sound was found: install GStreamer's player (often the package "
        "gstreamer1.0-tools), FFmpeg's (ffmpeg) or ALSA's (alsa-utils)."
    ),
    SoundFault.NOT_PLAYED: later(
        "{program} could not play a sound. Check that your speakers or headphones are connected "
        "and turned on."
    ),
    SoundFault.NO_ANSWER: later(
        "The sound output {output} is not responding. Check that it is connected and turned on, "
        "or choose another one in your computer's sound settings."
    ),
    SoundFault.NO_SERVER: later(
        "The computer's sound system has stopped. The session continues without sound. If the "
        "sound does not come back, restart the app."
    ),
    SoundFault.NO_LIBPULSE: later(
        "The window's own sound needs the library libpulse, which is missing: on Debian or "
        "Ubuntu, install the package libpulse0."
    ),
    SoundFault.NOT_LOADED: later("The window's own sound cannot be loaded: {error}."),
    SoundFault.BROKEN: later("No sound: {error}"),
    SoundFault.NEITHER_OUTPUT: later("{window} A simple player can be used instead. {player}"),
    ScriptNotice.ENGLISH_INSTEAD: later("{fault} English is spoken instead."),
    ScriptNotice.SOUNDS_ONLY: later(
        "{fault} You will hear only tones. Please install Stretch Timer again."
    ),
    VoiceFault.NOT_STARTED: later("The voice could not be started."),
    VoiceFault.NOT_RECORDED: later_by_number(
        "{n} of {of} sentences could not be prepared.",
        "{n} of {of} sentences could not be prepared.",
    ),
}
"""By what they tell."""
