"""One person's world: folders, settings, routines, adjustments and log, opened together."""

from __future__ import annotations

import wave
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from stretchtimer.engine.adjustments import Adjustments
from stretchtimer.engine.model import Routine
from stretchtimer.services.clock import Clock
from stretchtimer.services.personal_routine import PersonalRoutine
from stretchtimer.services.preferences import Preferences
from stretchtimer.services.recorder import Recorder
from stretchtimer.storage.adjustments_file import AdjustmentsFile
from stretchtimer.storage.assets import asset_folder
from stretchtimer.storage.history import History
from stretchtimer.storage.paths import Folders
from stretchtimer.storage.routine_library import Library
from stretchtimer.storage.settings_file import SettingsFile


class Profile:
    """Opens what is needed when it is needed; a damaged file is told in ``notes``, never raised.

    ``report`` is told, one sentence at a time, what could not be kept later on.
    """

    def __init__(self, folders: Folders, clock: Clock, report: Callable[[str], None]) -> None:
        self.folders = folders
        self.clock = clock
        self._report = report
        self._adjustments_file = AdjustmentsFile(folders.adjustments, clock.local_now)
        self.preferences = Preferences(SettingsFile(folders.settings, clock.local_now))
        self.library = Library(asset_folder("routines"), folders.routines)
