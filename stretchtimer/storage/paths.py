"""The folders that hold a person's own files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_NAME = "stretchtimer"


@dataclass(frozen=True)
class Folders:
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
    def voice(self) -> Path:
        """The folder of what was spoken for the person's own routines."""
        return self.cache / "voice"


def folders(profile: Path | None) -> Folders:
    """The usual folders of the system, or three below ``profile`` where one is given."""
    if profile is not None:
        base = profile.expanduser().absolute()
        return Folders(base / "config", base / "data", base / "cache")
    import platformdirs

    return Folders(
        platformdirs.user_config_path(_NAME, appauthor=False),
        platformdirs.user_data_path(_NAME, appauthor=False),
        platformdirs.user_cache_path(_NAME, appauthor=False),
    )
