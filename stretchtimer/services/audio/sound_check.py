"""What stands between a person and the sound, in words, with what can be done about it.

The order in which it is looked for is that of the way the sound takes: is it wanted at all, is
there an output, does the app let it through, and is it loud enough. Only the first that is wrong
is told, as the rest cannot be known before.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from stretchtimer.services.audio.audio_out import AudioStatus
from stretchtimer.services.person.choices import Output
from stretchtimer.services.person.settings import Settings
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import sentence

LOW_VOLUME = 30
"""In percent; below it, a person at some metres may hear nothing of a sound that does play."""


class Obstacle(str, Enum):
    """What is known about the way of the sound."""

    UNKNOWN = "unknown"
    SWITCHED_OFF = "switched_off"
    MISSING = "missing"
    MUTED = "muted"
    NO_VOLUME = "no_volume"
    FINE = "fine"


@dataclass(frozen=True)
class Advice:
    """What is said: the sentence, the steps to try, and what one key can mend (or "")."""

    obstacle: Obstacle
    sentence: str = ""
    steps: tuple[str, ...] = ()
    remedy: str = ""


def find(status: AudioStatus | None, settings: Settings) -> Obstacle:
    """What is wrong first on the way of the sound; None means that nothing is known yet."""
    if settings.output is Output.OFF:
        return Obstacle.SWITCHED_OFF
    if status is not None and status.problem:
        return Obstacle.MISSING
    if settings.muted:
        return Obstacle.MUTED
    if settings.volume == 0:
        return Obstacle.NO_VOLUME
    if status is None or not status.working:
        return Obstacle.UNKNOWN
    return Obstacle.FINE


def remedy(obstacle: Obstacle) -> dict[str, object]:
    """The settings that one key changes to mend it; empty where only the person can."""
    if obstacle is Obstacle.SWITCHED_OFF:
        return {"output": Settings().output, "muted": False}
    if obstacle is Obstacle.MUTED:
        return {"muted": False}
    if obstacle is Obstacle.NO_VOLUME:
        return {"volume": Settings().volume}
    return {}


def advice(
    status: AudioStatus | None,
    settings: Settings,
    unheard: bool,
    *,
    has_others: bool,
) -> Advice:
    """What to tell; ``unheard`` means that the person says that there is nothing to hear.

    ``has_others`` tells whether there are outputs beside the one that is set.
    """
    obstacle = find(status, settings)
    if obstacle is Obstacle.MISSING and status is not None:
        another = tr("Another sound output may work: choose one below.")
        return Advice(obstacle, sentence(status.problem), (another,) if has_others else ())
    if obstacle is Obstacle.FINE and status is not None:
        return _although_it_plays(status.output, settings) if unheard else Advice(obstacle)
    if obstacle is Obstacle.SWITCHED_OFF:
        words = tr("Sound is turned off in the settings.")
        return Advice(obstacle, words, remedy=tr("Turn the sound on"))
    if obstacle is Obstacle.MUTED:
        words = tr("The app is muted.")
        return Advice(obstacle, words, remedy=tr("Unmute"))
    if obstacle is Obstacle.NO_VOLUME:
        words = tr("The app's volume is at zero.")
        return Advice(obstacle, words, remedy=tr("Turn it up"))
    return Advice(obstacle, tr("Looking for a sound output."))


def _although_it_plays(output: str, settings: Settings) -> Advice:
    """What is left when all that the app can see is well."""
    where = tr("Is “{output}” the right output? If not, choose another one below.")
    here = tr("Is the computer's own sound muted, or turned down?")
    low = tr("Is the volume below high enough, and the computer's own volume?")
    device = tr(
        "Are the speakers or headphones turned on and plugged in, and not in use by another "
        "device?",
    )
    return Advice(
        Obstacle.FINE,
        tr("The app is playing sound, but you can't hear it. Check these:"),
        (
            where.format(output=output),
            low if settings.volume < LOW_VOLUME else here,
            device,
        ),
    )
