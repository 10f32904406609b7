"""Which language the program speaks is known to who looks for voices and words in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from stretchtimer.services.wording.language import speak, speak_first_of, spoken_language


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    speak(None)


def put_catalogue(folder: Path, language: str) -> None:
    path = folder / language / "LC_MESSAGES/stretchtimer.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, Catalog(language))


@pytest.mark.parametrize(
    ("wished", "there", "spoken"),
    [
        (["de_AT.UTF-8"], ["de"], "de"),
        (["de-AT"], ["de", "de_AT"], "de_AT"),
        (["fr", "de"], ["de"], "de"),
        (["en_GB", "de"], ["de"], "en"),
        (["C"], ["de"], "en"),
        (["fr"], ["de"], "en"),
        ([], ["de"], "en"),
    ],
)
def test_the_language_that_is_spoken_is_the_first_that_there_is(
    tmp_path: Path, wished: list[str], there: list[str], spoken: str
) -> None:
    for language in there:
        put_catalogue(tmp_path, language)
    assert speak_first_of(wished, tmp_path) == spoken
    assert spoken_language() == spoken


def test_english_is_spoken_where_nothing_was_chosen() -> None:
    speak(None)
    assert spoken_language() == "en"
