"""The language that everything is said in: one catalogue for window, terminal and commands.

The texts in the code are English; a catalogue (``LANGUAGE/LC_MESSAGES/stretchtimer.mo``, as gettext
has them) gives another language's. It is gettext and not Qt because the terminal has no Qt.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

ENGLISH = "en"
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


class Catalogue(Protocol):
    """Texts by their English ones, as ``gettext.NullTranslations`` has them."""

    def gettext(self, message: str, /) -> str: ...
    def ngettext(self, one: str, many: str, n: int, /) -> str: ...


class _Spoken:
    """What is spoken now; one for the whole program, as its locale is."""

    catalogue: Catalogue | None = None
    name: str = ENGLISH


def tr(text: str) -> str:
    """The text in the language that is spoken; itself where that has none."""
    catalogue = _Spoken.catalogue
    return catalogue.gettext(text) if catalogue else text


def ntr(one: str, many: str, n: int) -> str:
    """One text or the other, by number, with the number for ``{n}``."""
    catalogue = _Spoken.catalogue
    text = catalogue.ngettext(one, many, n) if catalogue else one if n == 1 else many
    return text.replace("{n}", str(n))


def speak(catalogue: Catalogue | None, name: str = ENGLISH) -> None:
    """Says everything from now on by that catalogue, in the language ``name``; None is English."""
    _Spoken.catalogue, _Spoken.name = catalogue, name


def spoken_language() -> str:
    """The code of the language that is spoken, such as ``de`` or ``de_AT``."""
    return _Spoken.name


def speak_first_of(names: Iterable[str], folder: Path) -> str:
    """Speaks the first language, of some in the order of preference, that there is a catalogue for.

    Names are such as ``de``, ``de-AT`` or ``de_AT.UTF-8``. Returns the name that was taken, in the
    form ``de`` or ``de_AT``; ``en`` where English comes first, or nothing else can be had. A
    damaged catalogue counts as none.
    """
    for name in names:
        exact = name.partition(".")[0].replace("-", "_")
        language = exact.partition("_")[0]
        if language in {ENGLISH, "C", "POSIX"}:
            break
        for form in dict.fromkeys((exact, language)):
            found = _read(folder / form / "LC_MESSAGES" / "stretchtimer.mo")
            if found:
                speak(found, form)
                return form
    speak(None)
    return ENGLISH


def _read(path: Path) -> Catalogue | None:
    if not path.is_file():
        return None
    # Only who needs another language pays for this.
    from gettext import GNUTranslations

    try:
        with path.open("rb") as file:
            return GNUTranslations(file)
    except (OSError, ValueError, AssertionError):
        return None


def languages_of_the_environment() -> list[str]:
    """What the person prefers, as Unix tells programs in a terminal."""
    for variable in _VARIABLES:
        value = os.environ.get(variable, "")
        if value:
            return [name for name in value.split(":") if name]
    return []
