"""The folders that hold a person's own files."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from stretchtimer.engine.errors import UserError
from stretchtimer.storage.faults import FileFault

_NAME = "stretchtimer"


class Folders(NamedTuple):
    """Where settings, data and what can be made again are kept; none need exist yet."""

    config: Path
    data: Path
    cache: Path

    @property
    def settings(self) -> Path:
        return self.config / "settings.json"

    @property
    def adjustments(self) -> Path:
        return self.data / "adjustments.json"

    @property
    def history(self) -> Path:
        return self.data / "history.db"

    @property
    def routines(self) -> Path:
        """The folder of the person's own routines."""
        return self.data / "routines"

    @property
    def wastebasket(self) -> Path:
        """The folder of routines that were deleted or replaced."""
        return self.data / "wastebasket"

    @property
    def drafts(self) -> Path:
        """The folder of unsaved work on routines."""
        return self.data / "drafts"

    @property
    def routine_index(self) -> Path:
        """The file of what is known of routine files that were read before."""
        return self.cache / "routines.json"

    @property
    def voice(self) -> Path:
        """The folder of what was spoken for the person's own routines."""
        return self.cache / "voice"

    @property
    def stills(self) -> Path:
        """The file of the figure's pictures on Home, as they were drawn last."""
        return self.cache / "stills"


def folders(profile: Path | None) -> Folders:
    """The usual folders of the system, or three below ``profile`` where one is given.

    Raises UserError where nobody can tell where they are.
    """
    if profile is not None:
        base = expanded(profile).absolute()
        return Folders(base / "config", base / "data", base / "cache")
    import platformdirs

    try:
        usual = [
            folder(_NAME, appauthor=False)
            for folder in (
                platformdirs.user_config_path,
                platformdirs.user_data_path,
                platformdirs.user_cache_path,
            )
        ]
    except RuntimeError as error:
        raise UserError(FileFault.NO_HOME) from error
    # Other versions leave the tilde, which would become a folder of that name right here.
    if any(str(path).startswith("~") for path in usual):
        raise UserError(FileFault.NO_HOME)
    return Folders(*usual)


def expanded(path: Path) -> Path:
    """The path with the home folder in place of its tilde; raises UserError where there is none."""
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise UserError(FileFault.NO_SUCH_HOME, path=path) from error
