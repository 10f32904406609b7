"""What is told, in the words that a person reads; tests of faults say these, not their ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import pytest

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Notice
from stretchtimer.services.wording.notices import sentence
from stretchtimer.storage.faults import Reason

Told = Notice | UserError | None


def said(told: Told) -> str:
    """The sentence of a notice or error; empty for nothing."""
    return sentence(told)


def all_said(told: Iterable[Told]) -> tuple[str, ...]:
    """The sentences of several."""
    return tuple(map(sentence, told))


@contextmanager
def refused(
    match: str = "", kind: type[UserError] = UserError
) -> Iterator[pytest.ExceptionInfo[UserError]]:
    """Within it an error is raised that is told in words which the pattern is found in."""
    with pytest.raises(kind) as caught:
        yield caught
    words = sentence(caught.value)
    assert re.search(match, words), f"{match!r} is not in {words!r}"


def foreign(words: str) -> Notice:
    """A notice that is told in just these words."""
    return Notice(Reason.OTHER, text=words)


def telling(sentences: list[str]) -> Callable[[Notice], None]:
    """Hears of notices, and adds their sentences to the list."""
    return lambda notice: sentences.append(sentence(notice))
