"""A profile of somebody who has been asked before what is asked only once."""

from __future__ import annotations

import json
from pathlib import Path


def asked_before(profile: Path, **settings: object) -> Path:
    """Notes in the profile that the safety page was read and the sound was heard; gives it back.

    Other settings can be noted too.
    """
    path = profile / "config" / "settings.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    noted = {"format": 1, "safety_read": True, "hearing_checked": True, **settings}
    path.write_text(json.dumps(noted), encoding="utf-8")
    return profile
