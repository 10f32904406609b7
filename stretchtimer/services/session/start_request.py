"""What the program is started with, the same for window and terminal."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class StartRequest(NamedTuple):
    """Whose ``profile``, which ``routine`` (None: the usual and the last), and what to do with it.

    ``at_once`` goes straight into a session, ``mute`` is without any sound, and ``trace`` is the
    file that each event of the first session is written to. ``file`` is a routine from outside
    that the window shows first, to be kept or not.
    """

    profile: Path | None = None
    routine: str | None = None
    at_once: bool = False
    mute: bool = False
    trace: Path | None = None
    file: Path | None = None
