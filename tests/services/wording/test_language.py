"""The language is the one that the person has chosen, wherever they said so."""

from __future__ import annotations

import ctypes
import plistlib
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from stretchtimer.services.wording.language import preferred_languages

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def silent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment that says nothing."""
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


def test_what_the_environment_says_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert preferred_languages() == ["fr_FR.UTF-8"]
    monkeypatch.setenv("LANGUAGE", "de:en")
    assert preferred_languages() == ["de", "en"]


@pytest.mark.parametrize(("number", "expected"), [(0x0407, ["de_DE"]), (0xFFFF, [])])
def test_else_it_is_that_of_windows(
    monkeypatch: pytest.MonkeyPatch, number: int, expected: list[str]
) -> None:
    kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: number)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert preferred_languages() == expected


def test_else_it_is_that_of_macos(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert preferred_languages() == []
    path = tmp_path / "Library" / "Preferences" / ".GlobalPreferences.plist"
    path.parent.mkdir(parents=True)
    path.write_bytes(plistlib.dumps({"AppleLanguages": ["de-AT", "en-GB", 3]}))
    assert preferred_languages() == ["de-AT", "en-GB"]
    path.write_bytes(b"no list")
    assert preferred_languages() == []


def test_on_other_systems_it_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert preferred_languages() == []
