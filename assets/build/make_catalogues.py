"""Makes the catalogues of other languages: `make_catalogues.py [LANGUAGE...] [--pseudo FOLDER]`.

Every text that the program shows or prints stands in its code, within `tr`, `ntr`, `later` or
`later_by_number`; those of the command line's parser stand in Python's own. For each language named
(none: each there is) `assets/i18n/LANGUAGE.po` is begun, or brought up to date with the texts of
now, and compiled to where the program reads it. Texts whose placeholders a translation has lost are
told, and left in English.

    --texts FILE       only write all texts, as a template for other tools
    --pseudo FOLDER    only make the language "xx" there, which nobody speaks: every text longer by
                       half, in brackets and with accents, so that a person sees what is cut off or
                       was forgotten. With assets/i18n as the folder, LANGUAGE=xx stretchtimer
                       speaks it; it is not to be shipped.

It needs babel: `pip install babel`.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import stretchtimer  # noqa: E402 - from this checkout, whatever else is installed

CATALOGUES = ROOT / "assets" / "i18n"
PSEUDO = "xx"

_OURS = {"tr": None, "later": None, "ntr": (1, 2), "later_by_number": (1, 2)}
_CALL = re.compile(rb"\b(?:%s)\b" % b"|".join(name.encode() for name in _OURS))
_OF_ARGPARSE = {"_": None, "ngettext": (1, 2)}
_PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)[rsd]|%[rsd%]")
_ACCENTED = str.maketrans("aceiounyAEIOUCN", "àçéîöüñýÀÉÎÖÜÇÑ")
_MORE = "and more words ".translate(_ACCENTED)


def texts() -> Catalog:
    """Every text of the program, with the places where it stands."""
    found = Catalog(project="Stretch Timer", fuzzy=False)
    package = Path(stretchtimer.__file__).parent
    for path in sorted(package.rglob("*.py")):
        source = path.read_bytes()
        # Two files of three have none, and to take one apart is slow.
        if not _CALL.search(source):
            continue
        name = f"stretchtimer/{path.relative_to(package).as_posix()}"
        for line, text, comments, _ in extract("python", BytesIO(source), _OURS):
            found.add(text, locations=[(name, line)], auto_comments=comments)
    with Path(argparse.__file__).open("rb") as file:
        for line, text, comments, _ in extract("python", file, _OF_ARGPARSE):
            found.add(text, locations=[("argparse.py", line)], auto_comments=comments)
    return found


def pseudo(text: str) -> str:
    """The text in the language that nobody speaks; what stands for values stays."""
    if not any(map(str.isalpha, _PLACEHOLDER.sub("", text))):
        return text
    lines = [_pseudo_line(line) if line.strip() else line for line in text.split("\n")]
    return "\n".join(lines)


def pseudo_catalogue() -> Catalog:
    """All texts in that language."""
    made = Catalog(PSEUDO)
    for message in _messages(texts()):
        translated = tuple(map(pseudo, _forms(message.id)))
        made.add(message.id, translated if len(translated) > 1 else translated[0])
    return made


def faults_of(message: Message) -> list[str]:
    """What a translation has lost or invented: such a text cannot be filled with its values."""
    wanted = set(_PLACEHOLDER.findall(_forms(message.id)[-1]))
    # A form for one thing alone may leave its number out.
    wrong = [
        text
        for text in filter(None, _forms(message.string))
        if (set(_PLACEHOLDER.findall(text)) ^ wanted) - {"{n}"}
    ]
    return [f"“{text}” should hold {' '.join(sorted(wanted)) or 'no braces'}" for text in wrong]


def compile_to(catalogue: Catalog, language: str, folder: Path) -> Path:
    """Writes the form that the program reads."""
    path = folder / language / "LC_MESSAGES" / "stretchtimer.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)
    return path


def update(language: str) -> None:
    """Begins a language or brings it up to date, and compiles it."""
    path = CATALOGUES / f"{language}.po"
    template = texts()
    catalogue = Catalog(language, project="Stretch Timer")
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    catalogue.update(template, no_fuzzy_matching=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, omit_header=False, sort_output=True)
    for message in _messages(catalogue):
        for fault in faults_of(message):
            print(f"{path}: {fault}", file=sys.stderr)
            message.string = ""
    print(compile_to(catalogue, language, CATALOGUES))


def _messages(catalogue: Catalog) -> Iterator[Message]:
    """All but the header."""
    return (message for message in catalogue if message.id)


def _forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    if text is None:
        return ()
    return (text,) if isinstance(text, str) else tuple(text)


def _pseudo_line(line: str) -> str:
    pieces = re.split(f"({_PLACEHOLDER.pattern})", line)
    words = "".join(p if _PLACEHOLDER.fullmatch(p) else p.translate(_ACCENTED) for p in pieces)
    length = sum(len(piece) for piece in pieces[::2])
    more = "".join(islice(cycle(_MORE), round(length / 2))).strip()
    return f"⟦{words.strip()} {more}⟧" if more else f"⟦{words.strip()}⟧"


def main() -> int:
    parser = argparse.ArgumentParser(description="Makes the catalogues of other languages.")
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="such as de or pt_BR")
    parser.add_argument("--texts", type=Path, metavar="FILE")
    parser.add_argument("--pseudo", type=Path, metavar="FOLDER")
    asked = parser.parse_args()
    if asked.texts:
        with asked.texts.open("wb") as file:
            write_po(file, texts(), width=100, sort_output=True)
    elif asked.pseudo:
        print(compile_to(pseudo_catalogue(), PSEUDO, asked.pseudo))
    else:
        there = sorted(path.stem for path in CATALOGUES.glob("*.po"))
        for language in asked.languages or there:
            update(language)
    return 0


if __name__ == "__main__":
    sys.exit(main())
