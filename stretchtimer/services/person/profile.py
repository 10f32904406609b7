"""One person's world: folders, settings, routines, adjustments and log, opened together."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Routine
from stretchtimer.engine.notices import Notice
from stretchtimer.services.person.own_changes import OwnChanges
from stretchtimer.services.person.personal_routine import PersonalRoutine
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.person.settings import settings_file
from stretchtimer.services.system.clock import Clock
from stretchtimer.services.system.writer import BackgroundWriter, Writer
from stretchtimer.services.voice.scripts import Scripts
from stretchtimer.services.wording.language import spoken_language
from stretchtimer.storage.adjustments_file import AdjustmentsFile
from stretchtimer.storage.assets import asset_folder, pose_names
from stretchtimer.storage.paths import Folders
from stretchtimer.storage.routines.library import Library, plain_name_of

if TYPE_CHECKING:
    from stretchtimer.services.person.routine_choices import Shelf
    from stretchtimer.services.record.journal import Deliver, Journal
    from stretchtimer.services.routines.catalogue import Catalogue
    from stretchtimer.services.routines.files import RoutineFiles
    from stretchtimer.services.session.recorder import Recorder
    from stretchtimer.storage.history.history import History
    from stretchtimer.storage.own_routines.own_routines import OwnRoutines

    _Reading = tuple[Library, Catalogue, RoutineFiles, Writer]

DEFAULT_ROUTINE = "post-walk"


class ProfileNotice(Enum):
    """What was done instead where something of the person's could not be had."""

    USUAL_ROUTINE = "usual_routine"


class Profile:
    """Opens what is needed when it is needed; a damaged file is told, never raised.

    ``warnings`` says what could not be read so far; ``report`` is told
    what goes wrong later on, from the thread that ``make_writer`` gives to the writing.
    """

    def __init__(
        self,
        folders: Folders,
        clock: Clock,
        report: Callable[[Notice], None],
        make_writer: Callable[[Clock, Callable[[Notice], None]], Writer] = BackgroundWriter,
    ) -> None:
        self.folders = folders
        self.clock = clock
        self.writer = make_writer(clock, report)
        self.preferences = Preferences(settings_file(folders.settings, self.today), self.writer)
        self.scripts = Scripts(asset_folder("voice"), spoken_language, report)
        self.library = Library(
            asset_folder("routines"),
            folders.routines,
            lambda: self.scripts.language,
            report,
            pose_names,
        )
        self._own_changes = OwnChanges(
            AdjustmentsFile(folders.adjustments, self.today), self.writer
        )
        self._report = report
        self._make_writer = make_writer
        self._reading: _Reading | None = None
        self._notes: tuple[Notice, ...] = ()

    def today(self) -> date:
        """The day that it is where the person is."""
        return self.clock.local_now().date()

    @property
    def warnings(self) -> tuple[Notice, ...]:
        files = self.preferences.warnings + self._own_changes.warnings
        return files + self.scripts.warnings + self.library.warnings + self._notes

    def personal(self, routine: Routine) -> PersonalRoutine:
        """The routine with the person's own changes, which are kept as they are made."""
        known = self._own_changes.warnings
        plain, former_id = plain_name_of(routine.id), ""
        # Whose folder is large need not wait for its list, but for changes that are that old.
        if plain and self._own_changes.has(plain):
            former_id = self.library.former_id(routine.id)
        personal = self._own_changes.personal(routine, former_id)
        for note in self._own_changes.warnings[len(known) :]:
            self._report(note)
        return personal

    def next_time(self, routine: Routine) -> PersonalRoutine:
        """The same, beginning on the sides whose turn it is; for who may wait for the log."""
        personal = self.personal(routine)
        if self.preferences.settings.alternate_sides:
            from stretchtimer.services.record.first_sides import next_first_sides
            from stretchtimer.storage.history.history import History

            # That of the profile belongs to the writer's thread.
            with closing(History(self.folders.history, self.today)) as history:
                due = next_first_sides(history, routine.id)
            personal.begin_on(due.sides, due.after)
        return personal

    def find(self, id_or_path: str) -> Routine:
        """Raises UserError when there is no such routine, or when its file cannot be used."""
        return self.library.find(id_or_path)

    def find_or_none(self, id_or_path: str) -> Routine | None:
        """The same, where it does not matter why it cannot be had."""
        try:
            return self.find(id_or_path)
        except UserError:
            return None

    def last_routine(self) -> Routine:
        """The routine used last, or the bundled one where that cannot be had any more."""
        wanted = self.preferences.settings.last_routine
        try:
            return self.find(wanted)
        except UserError as error:
            self._notes += (Notice(ProfileNotice.USUAL_ROUTINE, fault=error.notice),)
            return self.find(DEFAULT_ROUTINE)

    @cached_property
    def history(self) -> History:
        """The log; in a program with a window only for what is done where the writer works."""
        from stretchtimer.storage.history.history import History

        return History(self.folders.history, self.today)

    def copy_routine(
        self, id_or_path: str, name: str, done: Callable[[str | UserError], None]
    ) -> None:
        """Makes a routine of the person's own of another one.

        ``done`` hears its id, or why there is none, from the thread that writes.
        """
        self.writer.ask(RoutineCopy(self.library, id_or_path, name, done))

    def recorder(self) -> Recorder:
        """Keeps the log of sessions; the parts of it are loaded when they are needed."""
        from stretchtimer.services.session.recorder import Recorder

        return Recorder(self.history, self.clock, self.writer)

    def journal(self, deliver: Deliver) -> Journal:
        """What asks and changes the log, and answers by way of ``deliver``; see there."""
        from stretchtimer.services.record.journal import Journal

        return Journal(self.history, self.writer, deliver)

    def routine_files(self, deliver: Deliver) -> RoutineFiles:
        """What changes, imports and exports routines, and answers by way of ``deliver``."""
        from stretchtimer.services.routines.files import RoutineFiles

        return RoutineFiles(self.own_routines(), self.folders.routines, self.writer, deliver)

    def pose_names(self) -> frozenset[str]:
        """The names of the poses that come with the program."""
        return pose_names()

    def own_routines(self) -> OwnRoutines:
        """All that can be done with the files of routines; in a window by ``routine_files``."""
        from stretchtimer.storage.own_routines.own_routines import OwnRoutines

        return OwnRoutines(self.library, self.folders.wastebasket, self.folders.drafts)

    def catalogue(self, deliver: Deliver) -> Catalogue:
        """The cards of all routines, told of by way of ``deliver``; made when it is first asked."""
        return self._read_by(deliver)[1]

    def look_through(self, deliver: Deliver, answer: Callable[[Shelf], None]) -> None:
        """Looks what can be chosen now, and tells ``answer`` by way of ``deliver``."""
        from stretchtimer.services.person.routine_choices import choices

        library, _catalogue, files, _reader = self._read_by(deliver)
        files.ask(lambda _own: choices(library), answer)

    def _read_by(self, deliver: Deliver) -> _Reading:
        """What reads routines, on a thread of its own, so that nothing written waits for it."""
        from stretchtimer.services.routines.catalogue import Catalogue, library_index
        from stretchtimer.services.routines.files import RoutineFiles
        from stretchtimer.storage.own_routines.own_routines import OwnRoutines

        if self._reading is None:
            language = self.scripts.language
            # Words that cannot be used are told when a routine is opened, not when it is listed.
            library = Library(
                asset_folder("routines"), self.folders.routines, lambda: language, poses=pose_names
            )
            index = library_index(self.folders.routine_index, language)
            reader = self._make_writer(self.clock, self._report)
            catalogue = Catalogue(library, index, self.clock, reader, deliver)
            own = OwnRoutines(library, self.folders.wastebasket, self.folders.drafts)
            files = RoutineFiles(own, self.folders.routines, reader, deliver)
            self._reading = library, catalogue, files, reader
        return self._reading

    def close(self) -> tuple[Notice, ...]:
        """Waits a while until all is written; returns what is to be told of what could not be."""
        if self._reading is not None:
            _library, catalogue, _files, reader = self._reading
            catalogue.leave()
            reader.close()
        return self.writer.close()


class RoutineCopy:
    """Makes a copy of a routine where files are written, so that no page waits for a disk.

    Done once, it tells ``done`` the id, or why there is none.
    """

    def __init__(
        self, library: Library, routine: str, name: str, done: Callable[[str | UserError], None]
    ) -> None:
        self._library = library
        self._routine = routine
        self._name = name
        self._done = done

    @property
    def path(self) -> Path:
        return self._library.own_folder

    def write(self) -> tuple[Notice, ...]:
        """Tells what came of it, and so never has it tried again, when nobody expects it."""
        try:
            result: str | UserError = self._library.copy(self._routine, self._name)
        except UserError as error:
            result = error
        self._done(result)
        return ()

    def close(self) -> None:
        """Nothing is open."""
