"""All routines are there as cards, read once, and follow what happens in their folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stretchtimer.services.record.journal import at_once
from stretchtimer.services.routines.cards import Card, CardState, Sorting, ordered, searched
from stretchtimer.services.routines.catalogue import LOOK_MS, Catalogue, library_index
from stretchtimer.storage.routines.library import Library, RoutineFile
from tests.fakes import FakeClock, FakeWriter
from tests.services.session.sessions import open_profile
from tests.storage.routines.routine_files import SOUND, write
from tests.wording import said

LONG_AGO_NS = 10**18


class CountingLibrary(Library):
    """Notes what is read of it."""

    read_ids: list[str]

    def read(self, file: RoutineFile):  # type: ignore[no-untyped-def]
        self.read_ids.append(file.id)
        return super().read(file)


class Desk:
    """A catalogue of a folder, with time and thread in the hands of the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "own"
        self.clock = FakeClock()
        self.worker = FakeWriter(self.clock, lambda _: None)
        self.library = CountingLibrary(folder / "bundled", self.folder)
        self.library.read_ids = []
        index = library_index(folder / "index.json", "")
        self.catalogue = Catalogue(self.library, index, self.clock, self.worker, at_once)
        self.told = 0

    def on_changed(self) -> None:
        self.told += 1

    def open(self) -> dict[str, Card]:
        self.catalogue.open(self.on_changed)
        return self.cards()

    def later(self) -> dict[str, Card]:
        self.clock.advance(LOOK_MS)
        self.worker.do_due()
        return self.cards()

    def cards(self) -> dict[str, Card]:
        return {card.key: card for card in self.catalogue.cards}

    def write(self, name: str, text: str = SOUND) -> Path:
        path = write(self.folder, text, name)
        os.utime(path, ns=(LONG_AGO_NS, LONG_AGO_NS))
        return path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.write("a.toml")
    made.write("b.toml", "broken")
    return made


def test_every_file_has_a_card_also_one_that_is_broken(desk: Desk) -> None:
    cards = desk.open()
    assert desk.catalogue.is_complete
    assert (cards["own:a"].name, cards["own:a"].state) == ("Evening", CardState.READY)
    assert cards["own:a"].places == ("floor",)
    broken = cards["own:b"]
    assert (broken.name, broken.state, broken.path) == (
        "b",
        CardState.BROKEN,
        desk.folder / "b.toml",
    )
    assert "not valid TOML" in said(broken.faults[0][1])
    assert desk.told == 1


def test_nothing_is_read_twice_that_has_not_changed(desk: Desk, tmp_path: Path) -> None:
    desk.open()
    desk.later()
    assert desk.library.read_ids == ["own:a", "own:b"]
    again = Desk(tmp_path)
    cards = again.open()
    assert again.library.read_ids == []
    assert (cards["own:a"].name, cards["own:b"].state) == ("Evening", CardState.BROKEN)
    assert cards["own:b"].faults == ()
    again.catalogue.show(["own:a", "own:b", "own:gone"])
    assert again.library.read_ids == ["own:b"]
    assert again.cards()["own:b"].faults


def test_what_happens_in_the_folder_is_seen_while_it_is_looked_at(desk: Desk) -> None:
    desk.open()
    desk.write("c.toml", SOUND.replace("Evening", "Third"))
    desk.write("b.toml")
    (desk.folder / "a.toml").unlink()
    cards = desk.later()
    assert {key: card.name for key, card in cards.items()} == {"own:b": "Evening", "own:c": "Third"}
    assert desk.told == 2
    desk.later()
    assert desk.told == 2


def test_a_change_of_our_own_is_seen_at_once(desk: Desk) -> None:
    desk.open()
    desk.write("c.toml")
    desk.catalogue.refresh()
    assert "own:c" in desk.cards()


def test_nothing_is_read_or_told_after_it_is_left(desk: Desk) -> None:
    desk.open()
    desk.catalogue.leave()
    desk.write("c.toml")
    assert "own:c" not in desk.later()
    assert desk.told == 1
    assert "own:c" in desk.open()


def test_what_is_on_the_screen_is_read_before_all_others(desk: Desk) -> None:
    for number in range(30):
        desk.write(f"w{number:02}.toml")

    class SlowLibrary(CountingLibrary):
        def read(self, file: RoutineFile):  # type: ignore[no-untyped-def]
            desk.clock.advance(10)
            return super().read(file)

    desk.library.__class__ = SlowLibrary
    cards = desk.open()
    assert cards["own:w29"].state is CardState.UNREAD
    desk.catalogue.show(["own:w29"])
    assert desk.library.read_ids[-5:].count("own:w29") == 1
    assert desk.cards()["own:w29"].state is CardState.READY
    assert desk.cards()["own:w20"].state is CardState.UNREAD
    assert not desk.catalogue.is_complete
    while not desk.catalogue.is_complete:
        desk.clock.advance(5)
        desk.worker.do_due()
    assert len(desk.library.read_ids) == 32
    assert desk.told < 8


def test_the_first_cards_are_those_that_come_with_the_program(desk: Desk) -> None:
    write(desk.folder.parent / "bundled", name="walk.toml")
    seen: list[tuple[list[str], bool]] = []

    def changed() -> None:
        keys = [card.key for card in desk.catalogue.cards]
        seen.append((keys, desk.catalogue.is_complete))

    desk.catalogue.open(changed)
    assert seen == [(["walk"], False), (["walk", "own:a", "own:b"], True)]
    assert desk.library.read_ids == ["walk", "own:a", "own:b"]


def test_a_profile_reads_its_own_folder_and_the_bundled_routines(tmp_path: Path) -> None:
    profile = open_profile(tmp_path, FakeClock(), [])
    write(profile.folders.routines, name="Mine.toml")
    changed: list[int] = []
    catalogue = profile.catalogue(at_once)
    catalogue.open(lambda: changed.append(1))
    keys = [card.key for card in catalogue.cards]
    assert keys[-1] == "own:Mine"
    assert "post-walk" in keys
    assert profile.catalogue(at_once) is catalogue
    profile.close()
    assert profile.folders.routine_index.exists()


def card(name: str, total_ms: int = 0, state: CardState = CardState.READY) -> Card:
    return Card(f"own:{name}", Path(f"{name}.toml"), False, state, name, total_ms=total_ms)


def test_cards_are_found_by_words_without_case_and_accents() -> None:
    cards = (card("Été au lit"), card("Bett und Stuhl"), card("STUHL"))
    assert [one.name for one in searched(cards, "ete LIT")] == ["Été au lit"]
    assert [one.name for one in searched(cards, "stuhl")] == ["Bett und Stuhl", "STUHL"]
    assert searched(cards, " ") == cards
    assert searched(cards, "xyz") == ()


def test_cards_are_sorted_with_the_broken_last() -> None:
    cards = (card("b", 5), card("broken", 0, CardState.BROKEN), card("Ä", 9), card("c", 5))
    assert [one.name for one in ordered(cards, Sorting.NAME)] == ["Ä", "b", "c", "broken"]
    assert [one.name for one in ordered(cards, Sorting.TOTAL)] == ["b", "c", "Ä", "broken"]


def test_those_of_the_program_are_told_before_thousands_of_others_are_looked_at(
    tmp_path: Path,
) -> None:
    first = Desk(tmp_path)
    write(tmp_path / "bundled", SOUND, "program.toml")
    first.write("a.toml")
    first.open()
    again = Desk(tmp_path)
    told: list[tuple[list[str], bool]] = []

    def note() -> None:
        told.append(([card.key for card in again.catalogue.cards], again.catalogue.is_complete))

    again.catalogue.open(note)
    again.later()
    assert told == [(["program"], False), (["program", "own:a"], True)]
    assert again.library.read_ids == ["program"]


def test_who_leaves_before_all_is_known_loses_nothing_of_what_was_known(
    tmp_path: Path,
) -> None:
    write(tmp_path / "bundled", SOUND, "program.toml")
    first = Desk(tmp_path)
    first.write("a.toml")
    first.open()
    hasty = Desk(tmp_path)
    hasty.open()
    hasty.catalogue.leave()
    hasty.later()
    hasty.catalogue.close()
    again = Desk(tmp_path)
    again.open()
    again.later()
    assert again.catalogue.is_complete
    assert "own:a" not in again.library.read_ids
