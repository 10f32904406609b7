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


def test_no_two_cards_show_one_pose_while_each_has_another() -> None:
    cards = (
        card("mine", "hug", is_bundled=False),
        card("walk", "hug", "twist", "cat"),
        card("walk-long", "hug", "twist", "cat"),
        card("strength", "", "bridge", "lunge"),
        card("bridges", "bridge"),
    )
    shown = {one.key: one.pose for one in told_apart(cards)}
    assert shown == {
        "mine": "hug",
        "walk": "twist",
        "walk-long": "cat",
        "strength": "lunge",
        "bridges": "bridge",
    }
    assert [one.key for one in told_apart(cards)] == [one.key for one in cards]


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
