"""The catalogue of the language that nobody speaks, and how a word is found that is not in it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

from tests.services.voice.build_scripts import build_script

LANGUAGE = "xx"
_WORD = re.compile(r"[^\W\d_]{2,}")
_ACCENTED = re.compile(r"[aceiounyAEIOUCN]")
"""None of these letters is left as it is."""
_PATH = re.compile(r"/[\w./-]*\w")
_OF_ALL_LANGUAGES = frozenset({"min", "KiB", "TOML", "UTF"})


@cache
def catalogue_folder() -> Path:
    """A folder with that catalogue, made once of the texts of now."""
    folder = Path(tempfile.mkdtemp(prefix="stretchtimer-pseudo-"))
    maker = build_script("make_catalogues")
    maker.compile_to(maker.pseudo_catalogue(), LANGUAGE, folder)
    return folder


@cache
def catalogue() -> GNUTranslations:
    """The catalogue as the program reads it."""
    with (catalogue_folder() / LANGUAGE / "LC_MESSAGES" / "stretchtimer.mo").open("rb") as file:
        return GNUTranslations(file)


def escaped(text: str, foreign: Iterable[str] = ()) -> list[str]:
    """The words in a text that are not of that language, nor of what is foreign to any."""
    text = _PATH.sub(" ", text)
    for words in sorted(foreign, key=len, reverse=True):
        text = text.replace(words, " ")
    found = _WORD.findall(text)
    return [word for word in found if _ACCENTED.search(word) and word not in _OF_ALL_LANGUAGES]
