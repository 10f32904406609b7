"""Words for who speaks the words of a routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.services.wording.notices import sentence

if TYPE_CHECKING:
    from stretchtimer.services.voice.voice_status import VoiceStatus


def voice_words(status: VoiceStatus | None) -> str:
    """Who speaks the words of the routine that is open; nothing where nobody is to speak."""
    if status is None:
        return ""
    from stretchtimer.services.voice.voice_status import SpokenBy

    words = {
        (SpokenBy.CLIPS, False): tr("The words of this routine are spoken by the app's voice."),
        (SpokenBy.RENDERING, False): tr(
            "The voice for this routine is being prepared: {done} of {of} sentences."
        ),
        (SpokenBy.SYSTEM, False): tr("The words of this routine are spoken by the system's voice."),
        (SpokenBy.SYSTEM, True): tr(
            "The app's voice speaks {done} of the {of} sentences of this routine. The system's "
            "voice speaks the rest.",
        ),
        (SpokenBy.NOBODY, False): tr(
            "The words of this routine are shown, not spoken. Sides and counts are still spoken."
        ),
        (SpokenBy.NOBODY, True): tr(
            "The app's voice speaks {done} of the {of} sentences of this routine. The rest are "
            "shown, not spoken.",
        ),
    }[status.spoken_by, status.is_partly]
    told = (
        sentence(status.problem),
        words.format(done=status.done, of=status.of),
        _voice_advice(status),
    )
    return " ".join(part for part in told if part)


def _voice_advice(status: VoiceStatus) -> str:
    """How to hear more; the extra helps where it is not there yet, and speaks the language."""
    from stretchtimer.services.voice.voice_status import SpokenBy

    spoken = status.spoken_by in (SpokenBy.CLIPS, SpokenBy.RENDERING)
    if spoken or status.problem or status.is_foreign:
        return ""
    if status.spoken_by is SpokenBy.SYSTEM:
        return tr(
            "Install the extra stretchtimer[voice] to hear all of them in the app's own voice."
        )
    return tr("To hear them, install the extra stretchtimer[voice] or a speech engine.")


def brief_voice_words(status: VoiceStatus | None) -> str:
    """The same in a few words; nothing where the app's own voice speaks, as usual."""
    if status is None:
        return ""
    from stretchtimer.services.voice.voice_status import SpokenBy

    words = {
        (SpokenBy.CLIPS, False): "",
        (SpokenBy.RENDERING, False): tr("Preparing the voice: {done} of {of}"),
        (SpokenBy.SYSTEM, False): tr("Spoken by the system's voice"),
        (SpokenBy.SYSTEM, True): tr("Partly spoken by the system's voice"),
        (SpokenBy.NOBODY, False): tr("Words are shown, not spoken"),
        (SpokenBy.NOBODY, True): tr("Shown, not spoken: {left} of {of} sentences"),
    }[status.spoken_by, status.is_partly]
    return words.format(done=status.done, of=status.of, left=status.of - status.done)


def unspoken_words(lacking: int, of: int) -> str:
    """How much of a routine is only shown, for the terminal; nothing where all is spoken."""
    if 0 < lacking < of:
        partly = ntr(
            "{n} of {of} sentences of this routine is shown, not spoken.",
            "{n} of {of} sentences of this routine are shown, not spoken.",
            lacking,
        )
        return partly.format(of=of)
    shown = tr(
        "The words of this routine are shown, not spoken. Sides and counts are still spoken."
    )
    return shown if lacking else ""
