"""What a card shows of a routine."""

from __future__ import annotations

from pathlib import Path

from stretchtimer.services.routines.cards import Card, CardState, told_apart
from stretchtimer.services.wording.routine_cards import size_words
from stretchtimer.storage.assets import asset_folder
from stretchtimer.storage.routines.index import facts_of
from stretchtimer.storage.routines.routine_file import read_routine


def card(key: str, *poses: str, is_bundled: bool = True) -> Card:
    path = Path(f"{key}.toml")
    return Card(key, path, is_bundled, CardState.READY, key, poses=poses)


def test_each_card_shows_a_pose_that_no_card_before_it_has_taken() -> None:
    cards = (
        card("mine", "hug", "fold", is_bundled=False),
        card("again", "hug", is_bundled=False),
        card("walk", "hug", "twist", "cat"),
        card("walk-long", "hug", "twist", "cat"),
        card("strength", "", "bridge", "lunge"),
        card("bridges", "bridge"),
    )
    shown = {one.key: one.pose for one in told_apart(cards)}
    assert shown == {
        "mine": "fold",
        "again": "hug",
        "walk": "hug",
        "walk-long": "twist",
        "strength": "lunge",
        "bridges": "bridge",
    }
    assert [one.key for one in told_apart(cards)] == [one.key for one in cards]


def test_what_a_person_adds_changes_no_picture_of_what_comes_with_the_program() -> None:
    bundled = (card("walk", "hug", "twist"), card("short", "twist", "cat"))
    mine = [card(f"own:{n}", "cat", "twist", is_bundled=False) for n in range(3)]
    alone = {one.key: one.pose for one in told_apart(bundled)}
    assert {one.key: one.pose for one in told_apart((*bundled, *mine)) if one.is_bundled} == alone


def test_each_bundled_routine_has_a_picture_of_its_own() -> None:
    routines = [read_routine(path) for path in asset_folder("routines").glob("*.toml")]
    cards = [card(one.id, *facts_of(one).poses) for one in routines]
    shown = [one.pose for one in told_apart(cards)]
    assert len(set(shown)) == len(routines) == 7


def test_what_is_counted_is_called_exercises() -> None:
    folder = asset_folder("routines")
    told = {name: size_words(facts_of(read_routine(folder / f"{name}.toml"))) for name in NAMES}
    assert told == {"strength": "6 exercises · 7 min", "post-walk": "5 stretches · 6 min"}


NAMES = ("strength", "post-walk")
