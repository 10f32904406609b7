"""Where the bundled files are: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.storage.faults import FileFault

_PACKAGE = Path(__file__).resolve().parents[1]


def asset(*parts: str) -> Path:
    """The path of one bundled file or folder, as in ``asset("sounds", "end.wav")``.

    Raises UserError when it is not there.
    """
    path = _root().joinpath(*parts)
    if not path.exists():
        raise UserError(FileFault.ASSET_MISSING, path=path)
    return path


def asset_folder(name: str) -> Path:
    """The path of a bundled folder such as ``routines``; raises UserError when it is missing."""
    path = asset(name)
    if not path.is_dir():
        raise UserError(FileFault.ASSET_NO_FOLDER, path=path)
    return path


def pose_names() -> frozenset[str]:
    """The names of all poses that come with the program; raises UserError when there are none."""
    return frozenset(path.stem for path in asset_folder("poses").glob("*.toml"))


def figure_sources() -> tuple[Path, ...]:
    """The folders of all that the figure is drawn from: its code, how it is painted, its poses.

    Raises UserError when there are no poses.
    """
    return _PACKAGE / "figure", _PACKAGE / "ui" / "figure", asset_folder("poses")


def translations() -> Path:
    """The folder of the catalogues of other languages, whether there are any or not."""
    return _root() / "i18n"


def _root() -> Path:
    """The installed assets where there are any, else those of the checkout."""
    installed = _PACKAGE / "assets"
    return installed if installed.is_dir() else _PACKAGE.parent / "assets"
