"""In which language a person is guided, and what is said in it.

- That is the language of the program, where there is a script for it; else English. Voice, script
  and routines have it together, so that nobody hears two languages in one session.
- A routine whose words are in another language is guided in that, where there is a script for it.
  Where there is none, its words are shown, and what the app says by itself is said.
- A script that cannot be used counts as none, and that is told.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtimer.engine.model import Routine
from stretchtimer.engine.notices import Notice
from stretchtimer.services.wording.language import ENGLISH

if TYPE_CHECKING:
    from stretchtimer.engine.script import Script


class ScriptNotice(Enum):
    """What is said where a script cannot be used."""

    ENGLISH_INSTEAD = "english_instead"
    SOUNDS_ONLY = "sounds_only"


class Scripts:
    """The scripts in ``folder``, each read when it is first needed.

    ``language`` gives the program's language; ``report`` is told what cannot be used, once.
    """

    def __init__(
        self, folder: Path, language: Callable[[], str], report: Callable[[Notice], None]
    ) -> None:
        self._folder = folder
        self._language = language
        self._report = report
        self._read: dict[str, Script | None] = {}
        self._warnings: list[Notice] = []

    @property
    def warnings(self) -> tuple[Notice, ...]:
        """What could not be used so far."""
        return tuple(self._warnings)

    @property
    def language(self) -> str:
        """The language in which people are guided, where a routine has its words in it."""
        wanted = self._language()
        # Whoever reads English has nothing read for it before something is said.
        found = self._find(wanted) if wanted != ENGLISH else None
        return found.language if found else ENGLISH

    def usual(self) -> Script:
        """The script in the language of the program, or the English one; at worst an empty one."""
        from stretchtimer.engine.script import Script

        return self._find(self.language) or Script()

    def of(self, routine: Routine) -> Script:
        """The script by which a session of the routine is guided."""
        if routine.language and not _is_same(routine.language, self.language):
            return self._find(routine.language) or self.usual()
        return self.usual()

    def _find(self, language: str) -> Script | None:
        """The script of a language as it is spoken in that country, or anywhere."""
        for form in dict.fromkeys((language, _plain(language))):
            if form not in self._read:
                self._read[form] = self._script(form)
            if script := self._read[form]:
                return script
        return None

    def _script(self, language: str) -> Script | None:
        from stretchtimer.storage.routines.routine_file import RoutineFileError
        from stretchtimer.storage.routines.script_file import SCRIPT, read_script

        path = self._folder / language / SCRIPT
        if language != ENGLISH and not path.is_file():
            return None
        try:
            return read_script(path)
        except RoutineFileError as error:
            is_last = language == ENGLISH
            instead = ScriptNotice.SOUNDS_ONLY if is_last else ScriptNotice.ENGLISH_INSTEAD
            notice = Notice(instead, fault=error.faults[0].notice)
            self._warnings.append(notice)
            self._report(notice)
            return None


def can_read(script: Script, routine: Routine) -> bool:
    """Whether the words of the routine are in the language of the script, as far as is known."""
    return not routine.language or _is_same(script.language, routine.language)


def _is_same(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def _plain(language: str) -> str:
    """A language without its country."""
    return language.partition("_")[0]
