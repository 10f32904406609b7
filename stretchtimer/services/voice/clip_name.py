"""The name of a spoken clip: made from what is in it, so that a changed text has no clip yet.

- The name depends on the text, on how it is read out, on its language, and on the recipe by which
  all clips are made. Whoever changes how clips sound changes ``RECIPE``, and every clip is made
  again.
- A text that ends in a full stop or the like ends a sentence; any other is followed at once by
  another, as "Hold for" is by "thirty seconds.".
"""

from __future__ import annotations

from dataclasses import astuple
from functools import lru_cache

from stretchtimer.engine.script import Reading, Script
from stretchtimer.services.wording.language import ENGLISH
from stretchtimer.storage.digest import sha256_hex

RECIPE = "1"
SUFFIX = ".wav"
_PLAIN = Reading()
_NAMES_KEPT = 2_048
"""All texts of some routines: each is asked for again with each change of voice or routine."""


def clip_name(text: str, reading: Reading = _PLAIN, language: str = ENGLISH) -> str:
    """``say-`` and 16 hexadecimal digits, the same for the same text on every machine."""
    return _name_by(RECIPE, text, reading, language)


@lru_cache(maxsize=_NAMES_KEPT)
def _name_by(recipe: str, text: str, reading: Reading, language: str) -> str:
    # English came first, and its clips have no mark of it.
    marks = () if language == ENGLISH else (language,)
    content = "\n".join((recipe, text, *map(str, astuple(reading)), *marks))
    return f"say-{sha256_hex(content.encode())[:16]}"


def clip_in(script: Script, text: str) -> str:
    """The name of the clip that says a text in the script's language."""
    return clip_name(text, script.reading_of(text), script.language)
