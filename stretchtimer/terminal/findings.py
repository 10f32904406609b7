"""What the doctor finds: one fact each, with what to do where something does not work."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """``found`` says what is; ``advice`` is empty where all is well.

    ``needed`` marks what no session can do without; the rest only makes it better.
    """

    subject: str
    works: bool
    found: str
    advice: str = ""
    needed: bool = False
