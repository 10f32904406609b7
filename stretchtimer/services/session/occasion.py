"""What belongs to a session beside its plan."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Occasion:
    """The session that one goes on with, and the pain before it (0 to 10), as far as is known.

    One that ``is_trial`` is not kept in the log.
    """

    continues_uuid: str | None = None
    pain_before: int | None = None
    is_trial: bool = False


USUAL = Occasion()
TRIAL = Occasion(is_trial=True)
