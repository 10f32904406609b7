"""Nothing that anybody can read promises more than is known of stretching."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import stretchtimer

ROOT = Path(__file__).parents[3]
PACKAGE = Path(stretchtimer.__file__).parent
_PROMISES = re.compile(
    r"\b(treat\w*|cur(e|es|ed|ing|ative)|heal(s|ed|ing)?|reliev\w*|relief|remed(y|ies)|therap\w*"
    r"|pain[- ]?free|painless|guarantee\w*|rehabilit\w*)\b",
    re.IGNORECASE,
)
_ALLOWED = re.compile(r"not treatment|physiotherap\w+", re.IGNORECASE)
_NAME = re.compile(r"[a-z_]+")
"""A word that only the program reads, such as the name of a field."""


def promises(text: str) -> list[str]:
    """The words of a text that promise too much."""
    return [found[0] for found in _PROMISES.finditer(_ALLOWED.sub(" ", text))]


def texts_of(source: str) -> Iterator[str]:
    """All strings in a program, but not what only its writers read."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        # What stands alone as a statement is documentation.
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = ""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def readable() -> Iterator[tuple[str, str]]:
    """Every text that a person may come to see or hear, with where it stands."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for text in texts_of(path.read_text(encoding="utf-8")):
            if not _NAME.fullmatch(text):
                yield str(path.relative_to(PACKAGE)), text
    for name in ("README.md", "CHANGELOG.md", "pyproject.toml"):
        yield name, (ROOT / name).read_text(encoding="utf-8")
    for folder, kinds in (("assets/routines", ("*.toml",)), ("assets/voice", ("*.txt", "*.toml"))):
        for kind in kinds:
            for path in sorted((ROOT / folder).rglob(kind)):
                yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def test_nothing_that_can_be_read_promises_too_much() -> None:
    found = list(readable())
    assert any("not treatment" in text for _, text in found)
    assert any(where.startswith("ui/") for where, _ in found)
    assert any(where.startswith("assets/routines") for where, _ in found)
    assert [(where, words) for where, text in found if (words := promises(text))] == []


@pytest.mark.parametrize(
    "text",
    [
        "It treats your back.",
        "A treatment for pain.",
        "Cures pain",
        "relieves tension",
        "for pain relief",
        "Heals.",
        "a pain-free day",
    ],
)
def test_a_promise_would_be_found(text: str) -> None:
    assert promises(text)
    assert [words for said in texts_of(f"x = {text!r}") if (words := promises(said))]


@pytest.mark.parametrize(
    "text", ["gentle stretches, not treatment", "a healthy back", "secure", "ask a physiotherapist"]
)
def test_an_honest_word_is_let_through(text: str) -> None:
    assert promises(text) == []


def test_what_only_the_writers_read_is_left_out() -> None:
    assert "".join(texts_of('"""It treats files."""\ndef f():\n    """Heals."""\n')) == ""
