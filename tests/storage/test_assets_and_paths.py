"""Tests of where bundled and personal files are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchtimer.engine.errors import UserError
from stretchtimer.storage import assets
from stretchtimer.storage.paths import folders
from tests.wording import refused, said


def test_the_assets_are_found_beside_the_package_or_in_it() -> None:
    package = Path(assets.__file__).resolve().parents[1]
    path = assets.asset("routines", "post-walk.toml")
    assert path.parents[2] in (package, package.parent)
    assert assets.asset_folder("routines") == path.parent


def test_a_checkout_finds_the_assets_beside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("stretchtimer", "assets"):
        (tmp_path / folder).mkdir()
    (tmp_path / "assets/x.wav").touch()
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path / "stretchtimer")
    assert assets.asset("x.wav") == tmp_path / "assets/x.wav"


def test_an_installed_package_finds_the_assets_inside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("site/stretchtimer/assets", "site/assets"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "x.wav").touch()
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path / "site/stretchtimer")
    assert assets.asset("x.wav") == tmp_path / "site/stretchtimer/assets/x.wav"


def test_a_missing_asset_is_told_with_its_path() -> None:
    with refused(r"missing: .*assets/sounds/none\.wav\. Please install"):
        assets.asset("sounds", "none.wav")


def test_a_file_in_place_of_an_asset_folder_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/sounds").touch()
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path)
    with refused("should be a folder"):
        assets.asset_folder("sounds")


def test_a_profile_holds_everything_below_itself(tmp_path: Path) -> None:
    own = folders(tmp_path)
    assert (own.config, own.data, own.cache) == (
        tmp_path / "config",
        tmp_path / "data",
        tmp_path / "cache",
    )
    assert own.settings == tmp_path / "config/settings.json"
    assert own.adjustments == tmp_path / "data/adjustments.json"
    assert own.history == tmp_path / "data/history.db"
    assert own.routines == tmp_path / "data/routines"
    assert own.voice == tmp_path / "cache/voice"
    assert list(tmp_path.iterdir()) == []


def test_a_profile_given_from_the_home_or_the_current_folder_becomes_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert folders(Path("~/p")).data == tmp_path / "p/data"
    assert folders(Path("q")).data == tmp_path / "q/data"


def test_a_profile_in_the_home_of_nobody_is_told_in_one_sentence() -> None:
    with pytest.raises(UserError) as caught:
        folders(Path("~nobody-there/x"))
    assert said(caught.value) == ("~nobody-there/x cannot be found: there is no such home folder.")


@pytest.mark.parametrize("left", ["an error", "a tilde"])
def test_somebody_without_a_home_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, left: str
) -> None:
    def path(name: str, **_: object) -> Path:
        if left == "an error":
            raise RuntimeError("could not determine the home directory")
        return Path("~/.local/share") / name

    monkeypatch.setattr("platformdirs.user_data_path", path)
    with refused(r"Your home folder could not be found.* with --profile DIR\."):
        folders(None)


def test_without_a_profile_the_folders_of_the_system_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind))
    own = folders(None)
    assert (own.config, own.data, own.cache) == (
        tmp_path / "CONFIG/stretchtimer",
        tmp_path / "DATA/stretchtimer",
        tmp_path / "CACHE/stretchtimer",
    )
