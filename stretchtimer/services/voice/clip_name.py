"""The name of a spoken clip: made from what is in it, so that a changed text has no clip yet.

- The name depends on the text, on how it is read out, and on the recipe by which all clips are
  made. Whoever changes how clips sound changes ``RECIPE``, and every clip is made again.
- A text that ends in a full stop or the like ends a sentence; any other is followed at once by
  another, as "Hold for" is by "thirty seconds.".
"""

from __future__ import annotations

import importlib
from dataclasses import astuple, dataclass

from stretchtimer.engine.speech import CLOSING, COUNTS

RECIPE = "1"
SUFFIX = ".wav"
_ENDS = ".!?:"


@dataclass(frozen=True)
class Reading:
    """How a text is read out where the voice needs help.

    ``say`` is what the voice is given, "" for the text itself; ``after`` are words spoken after it
    and cut off again, so that it sounds as in the middle of a sentence; ``take`` picks another of
    the voice's attempts; ``sound`` names the bundled sound that comes first.
    """

    say: str = ""
    after: str = ""
    take: int = 0
    sound: str = ""


# A part that is cut out is followed by a t, whose moment of silence is where to cut.
READINGS = {
    "Hold for": Reading(after="ten seconds."),
    "Keep moving for": Reading(after="ten seconds."),
    CLOSING: Reading(sound="routine_end"),
    # Takes that a speech recogniser understands.
    "Hold.": Reading(take=2),
    COUNTS[2]: Reading(take=1),
}


def reading_of(text: str) -> Reading:
    """How the text is read out; as it stands, for nearly all."""
    usual = Reading(after="ten seconds.") if text.endswith(" and") else Reading()
    return READINGS.get(text, usual)


def clip_name(text: str) -> str:
    """``say-`` and 16 hexadecimal digits, the same for the same text on every machine."""
    reading = reading_of(text)
    content = "\n".join((RECIPE, text, *map(str, astuple(reading))))
    return f"say-{_sha256(content.encode())[:16]}"


def _sha256(content: bytes) -> str:
    """The digest in hexadecimal digits; without OpenSSL, which takes 4 MB, where Python can."""
    # Its own are called so from 3.12 on, and before; ``hashlib`` is the same, and always there.
    for name in ("_sha2", "_sha256", "hashlib"):
        try:
            digest: str = importlib.import_module(name).sha256(content).hexdigest()
        except ImportError:
            continue
        return digest
    raise AssertionError("hashlib is always there")


def ends_a_sentence(text: str) -> bool:
    """Whether the voice rests after the text."""
    return text.endswith(tuple(_ENDS))
