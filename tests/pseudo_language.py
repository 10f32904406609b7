"""A language that nobody speaks: every text in brackets, with accents, and longer by half.

It is made of the English files by a translator who knows only their form: each text is translated,
every key and all else stays. Its clips are files that merely are there. What the program itself
shows is in its catalogue, made of the texts of now; a word that is not in it was forgotten.
"""

from __future__ import annotations

import atexit
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

from stretchtimer.engine.script import Script
from stretchtimer.services.voice.clip_name import clip_in
from stretchtimer.storage.assets import asset
from stretchtimer.storage.routines.library import Library
from stretchtimer.storage.routines.script_file import read_script
from stretchtimer.storage.routines.toml_text import parse
from tests.services.voice.build_scripts import build_script

LANGUAGE = "xx"
_PLAIN, _ACCENTED = "aceiounAEIOU", "àçéîöüñÀÉÎÖÜ"
FULL_STOP = "。"
_TEXT = re.compile(rf"⟦(?:[^⟦⟧]|⟦[^⟦⟧]+⟧)+⟧{FULL_STOP}?")
"""A text may have the word for a number in it."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_LEFT_PLAIN = re.compile(r"[aceiounyAEIOUCN]")
"""None of these letters is left as it is."""
_PATH = re.compile(r"/[\w./-]*\w")
_OF_ALL_LANGUAGES = frozenset({"KiB", "TOML", "UTF"})

_WORDS = ("name", "summary")
_OF_A_STRETCH = (
    *("name", "position", "setup", "feel", "breathing", "mistakes", "easier", "care", "release"),
    *("easier_breathing", "easier_half_way", "easier_release", "half_way", "movements"),
)
_OF_A_MOVEMENT = ("name", "instruction")

Table = Mapping[str, Any]


def translate(text: str) -> str:
    """The text in that language; what stands in braces is no word of it."""
    if re.fullmatch(r"\{\w+\}", text):
        return text
    pieces = re.split(r"(\{\w+\})", text)
    accented = str.maketrans(_PLAIN, _ACCENTED)
    words = "".join(p if p.startswith("{") else p.translate(accented) for p in pieces)
    return f"⟦{words} {'~' * (len(text) // 2)}⟧"


def is_translated(text: str) -> bool:
    """Whether all of a text is in that language."""
    return _TEXT.fullmatch(text) is not None


@cache
def catalogue_folder() -> Path:
    """A folder with that catalogue, made once of the texts of now."""
    folder = Path(tempfile.mkdtemp(prefix="stretchtimer-pseudo-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    maker = build_script("make_catalogues")
    maker.compile_to(maker.pseudo_catalogue(), LANGUAGE, folder)
    return folder


@cache
def catalogue() -> GNUTranslations:
    """The catalogue as the program reads it."""
    with (catalogue_folder() / LANGUAGE / "LC_MESSAGES" / "stretchtimer.mo").open("rb") as file:
        return GNUTranslations(file)


def escaped(text: str, foreign: Iterable[str] = ()) -> list[str]:
    """The words in a text that are not of that language, nor of what is foreign to any."""
    text = _PATH.sub(" ", text)
    for words in sorted(foreign, key=len, reverse=True):
        text = text.replace(words, " ")
    found = _WORD.findall(text)
    return [word for word in found if _LEFT_PLAIN.search(word) and word not in _OF_ALL_LANGUAGES]


def script_toml(change: Callable[[dict[str, Any]], None] = lambda _data: None) -> str:
    """The script of that language, with something changed about it."""
    data = _every_text(_read(asset("voice", "en", "script.toml")), translate)
    data |= {"full_stop": FULL_STOP, "voice": {"after": translate("ten seconds.")}}
    change(data)
    return _toml(data)


def routine_toml(change: Callable[[dict[str, Any]], None] = lambda _data: None) -> str:
    """The words of the bundled routine in that language, with something changed about them."""
    english = _read(asset("routines", "post-walk.toml"))
    data: dict[str, Any] = {"format": 1, **{key: translate(english[key]) for key in _WORDS}}
    data["stretches"] = {one["id"]: _words_of(one, _OF_A_STRETCH) for one in english["stretches"]}
    change(data)
    return _toml(data)


def put_language(
    assets: Path, script: str | None = None, routine: str | None = None, *, clips: bool = True
) -> Path:
    """A folder of assets that has English and that language; gives the folder."""
    for name in ("sounds", "icons", "poses"):
        _link(asset(name), assets / name)
    _link(asset("voice", "en"), assets / "voice/en")
    (assets / "routines" / LANGUAGE).mkdir(parents=True)
    shutil.copy(asset("routines", "post-walk.toml"), assets / "routines")
    put(assets / "routines" / LANGUAGE / "post-walk.toml", routine or routine_toml())
    path = put(assets / "voice" / LANGUAGE / "script.toml", script or script_toml())
    if clips:
        for name in clip_names(read_script(path), assets):
            shutil.copy(asset("sounds", "count.wav"), path.parent / f"{name}.wav")
    return assets


def put(path: Path, text: str) -> Path:
    """Writes a file into a folder that need not be there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def clip_names(script: Script, assets: Path) -> set[str]:
    """The names of all clips of the bundled routine in that language."""
    library = Library(assets / "routines", assets / "none", lambda: script.language)
    return {clip_in(script, text) for text in script.every_text([library.find("post-walk")])}


def _words_of(table: Table, keys: tuple[str, ...]) -> dict[str, Any]:
    found = {key: value for key, value in table.items() if key in keys}
    movements = [_words_of(move, _OF_A_MOVEMENT) for move in found.pop("movements", [])]
    return {**_every_text(found, translate), **({"movements": movements} if movements else {})}


def _every_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {key: _every_text(one, change) for key, one in value.items()}
    if isinstance(value, list):
        return [_every_text(one, change) for one in value]
    return change(value) if isinstance(value, str) and value else value


def _read(path: Path) -> dict[str, Any]:
    return parse(path.read_text(encoding="utf-8"))


def _toml(data: Table) -> str:
    return "".join(f"{json.dumps(key)} = {_value(value)}\n" for key, value in data.items())


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{json.dumps(k)} = {_value(v)}' for k, v in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _link(there: Path, here: Path) -> None:
    here.parent.mkdir(parents=True, exist_ok=True)
    try:
        here.symlink_to(there, target_is_directory=True)
    except OSError:  # as a rule on Windows
        shutil.copytree(there, here)
