"""The package as others get it: built, installed somewhere empty, with every asset in its place.

Where the tests run beside an installed wheel, that is the one that is looked at.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import stretchtimer

ROOT = Path(__file__).parents[1]
SITE = Path(stretchtimer.__file__).resolve().parents[1]
"""The folder that the program was imported from."""
LOOK = """
import json, sys
sys.path.insert(0, sys.argv[1])
import stretchtimer
from stretchtimer.storage.assets import asset
from stretchtimer.storage.routines.routine_file import read_routine
assert stretchtimer.__file__.startswith(sys.argv[1]), stretchtimer.__file__
root = asset("routines").parent
assert str(root).startswith(sys.argv[1]), root
read_routine(asset("routines", "post-walk.toml"))
print(json.dumps(sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a fresh install, without anything else in it, or the one that is there."""
    if SITE != ROOT:
        return SITE
    folder = tmp_path_factory.mktemp("wheel")
    build = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    pip(*build, str(ROOT))
    (wheel,) = folder.glob("stretchtimer-*.whl")
    pip("install", "--quiet", "--no-deps", "--target", str(folder / "site"), str(wheel))
    return folder / "site"


def pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(
    os.environ.get("STRETCHTIMER_REQUIRE_INSTALLED") != "1", reason="the checkout may be tested"
)
def test_the_program_that_is_tested_is_the_installed_one() -> None:
    site = Path(sysconfig.get_path("purelib")).resolve()
    assert site == SITE
    look = "import stretchtimer; print(stretchtimer.__file__)"
    for cwd in (ROOT, Path.cwd()):
        found = run("-c", look, cwd=cwd)
        assert Path(found.stdout.strip()).resolve().parents[1] == site
        assert run("-m", "stretchtimer", "--version", cwd=cwd).returncode == 0


def test_every_asset_of_the_checkout_is_installed(installed: Path) -> None:
    found = run("-c", LOOK, str(installed), cwd=installed.parent)
    assert found.returncode == 0, found.stderr
    assets = ROOT / "assets"
    wanted = {
        path.relative_to(assets).as_posix()
        for path in assets.rglob("*")
        if path.is_file()
        and not {"build", "desktop", "screenshots"} & set(path.parts)
        and path.suffix != ".pyc"
    }
    assert set(json.loads(found.stdout)) == wanted


def test_desktops_are_told_of_the_app_and_of_its_files(installed: Path) -> None:
    share = (installed if SITE == ROOT else Path(sysconfig.get_path("data"))) / "share"
    entry = (share / "applications/stretchtimer.desktop").read_text(encoding="utf-8")
    assert "Exec=stretchtimer open %f\n" in entry
    (kind,) = re.findall("MimeType=(.*);", entry)
    assert kind in (share / "mime/packages/stretchtimer.xml").read_text(encoding="utf-8")
    assert (share / "icons/hicolor/scalable/apps/stretchtimer.svg").exists()


def test_the_installed_program_plans_the_bundled_routine(installed: Path) -> None:
    script = (
        f"import sys; sys.path.insert(0, {str(installed)!r}); "
        "from stretchtimer.cli import main; sys.exit(main(['plan', 'post-walk', '--json']))"
    )
    done = run("-c", script, cwd=installed.parent)
    assert done.returncode == 0, done.stderr
    assert '"routine": "post-walk"' in done.stdout


def test_neither_tests_nor_build_scripts_are_installed(installed: Path) -> None:
    assert not (installed / "tests").exists()
    assert not list(installed.rglob("make_sounds.py"))
