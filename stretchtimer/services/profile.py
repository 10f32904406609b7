"""One person's world: folders, settings, routines, adjustments and log, opened together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from stretchtimer.engine.adjustments import Adjustments
from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Routine
from stretchtimer.services.clock import Clock
from stretchtimer.services.personal_routine import PersonalRoutine
from stretchtimer.services.preferences import Preferences
from stretchtimer.storage.adjustments_file import AdjustmentsFile
from stretchtimer.storage.assets import asset_folder
from stretchtimer.storage.paths import Folders
from stretchtimer.storage.routine_library import Library
from stretchtimer.storage.settings_file import SettingsFile

if TYPE_CHECKING:
    from stretchtimer.services.recorder import Recorder
    from stretchtimer.storage.history import History

DEFAULT_ROUTINE = "post-walk"


class Profile:
    """Opens what is needed when it is needed; a damaged file is told, never raised.

    ``notes`` says what could not be read so far; ``report`` is told, one sentence at a time, what
    goes wrong later on.
    """

    def __init__(self, folders: Folders, clock: Clock, report: Callable[[str], None]) -> None:
        def today() -> date:
            return clock.local_now().date()

        self.folders = folders
        self.clock = clock
        self._report = report
        self.preferences = Preferences(SettingsFile(folders.settings, today))
        self.library = Library(asset_folder("routines"), folders.routines)
        self._today = today
        self._adjustments_file = AdjustmentsFile(folders.adjustments, today)
        self._adjustments = self._adjustments_file.load()
        self.notes = self.preferences.notes + self._adjustments.notes

    def personal(self, routine: Routine) -> PersonalRoutine:
        """The routine with the person's own changes, which are kept as they are made."""
        own = self._adjustments.of(routine.id)
        return PersonalRoutine(routine, own, lambda changed: self._keep(routine.id, changed))

    def find(self, id_or_path: str) -> Routine:
        """Raises UserError when there is no such routine, or when its file cannot be used."""
        return self.library.find(id_or_path)

    def last_routine(self) -> Routine:
        """The routine used last, or the bundled one where that cannot be had any more."""
        wanted = self.preferences.settings.last_routine
        try:
            return self.find(wanted)
        except UserError as error:
            self.notes += (f"{error} The usual routine is shown instead.",)
            return self.find(DEFAULT_ROUTINE)

    @cached_property
    def history(self) -> History:
        """The log of sessions; its parts are loaded when it is first needed."""
        from stretchtimer.storage.history import History

        return History(self.folders.history, self._today)

    def recorder(self) -> Recorder:
        from stretchtimer.services.recorder import Recorder

        return Recorder(self.history, self.clock, self._report)

    def save_preferences(self) -> None:
        """Writes changed settings; what cannot be written is reported."""
        try:
            self._tell(self.preferences.save())
        except UserError as error:
            self._report(str(error))

    def close(self) -> None:
        self.save_preferences()
        if "history" in self.__dict__:
            self.history.close()

    def _keep(self, routine_id: str, adjustments: Adjustments) -> None:
        by_routine = {**self._adjustments.by_routine, routine_id: adjustments}
        self._adjustments = type(self._adjustments)(by_routine, self._adjustments.notes)
        try:
            self._tell(self._adjustments_file.save(routine_id, adjustments))
        except UserError as error:
            self._report(str(error))

    def _tell(self, sentence: str) -> None:
        if sentence:
            self._report(sentence)
