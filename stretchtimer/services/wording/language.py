"""The language that everything is said in: one catalogue for window, terminal and commands.

The texts in the code are English; a catalogue (``LANGUAGE/LC_MESSAGES/stretchtimer.mo``, as gettext
has them) gives another language's. It is gettext and not Qt because the terminal has no Qt.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

ENGLISH = "en"
DOMAIN = "stretchtimer"
_MAC_PREFERENCES = "~/Library/Preferences/.GlobalPreferences.plist"
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


def later(text: str) -> str:
    """Marks a text for the catalogues that is looked up only when it is said, by ``tr``."""
    return text


def later_by_number(one: str, many: str) -> tuple[str, str]:
    """Marks two texts for the catalogues that are looked up when they are said, by ``ntr``."""
    return one, many


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
            found = _read(folder / form / "LC_MESSAGES" / f"{DOMAIN}.mo")
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


def preferred_languages() -> list[str]:
    """What the person prefers: what the environment says, else what they have told the system."""
    return languages_of_the_environment() or _languages_of_the_system()


def languages_of_the_environment() -> list[str]:
    """What the person prefers, as Unix tells programs in a terminal."""
    for variable in _VARIABLES:
        value = os.environ.get(variable, "")
        if value:
            return [name for name in value.split(":") if name]
    return []


def _languages_of_the_system() -> list[str]:
    """What the person has chosen in Windows or macOS; nothing elsewhere, or where it is hidden."""
    if sys.platform == "win32":
        import ctypes
        import locale

        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return [name for name in [locale.windows_locale.get(number)] if name]
    if sys.platform == "darwin":
        import plistlib
        from xml.parsers.expat import ExpatError

        try:
            with Path(_MAC_PREFERENCES).expanduser().open("rb") as file:
                found = plistlib.load(file).get("AppleLanguages", [])
        except (OSError, RuntimeError, ValueError, ExpatError):
            return []
        return [name for name in found if isinstance(name, str)]
    return []
