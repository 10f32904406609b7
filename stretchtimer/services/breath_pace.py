"""The pace of breathing that the person's settings ask for."""

from __future__ import annotations

from stretchtimer.engine.breathing import Pace, Paced
from stretchtimer.storage.settings import Settings


def pace_of(settings: Settings) -> Pace:
    """Where breathing is paced, and how fast."""
    return Pace(Paced(settings.breathing), settings.breaths_per_minute)
