"""A leaflet of four exercises is entered, saved, opened again the same, and planned as it says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Side
from stretchtimer.engine.plan import PhaseKind, Plan, make_plan
from stretchtimer.services.editing import operations as ops
from stretchtimer.services.editing.desk import DraftKeeper, EditingDesk
from stretchtimer.services.editing.editing import Editing
from stretchtimer.services.person.profile import Profile
from stretchtimer.services.routines.starter import starter
from stretchtimer.storage.assets import pose_names
from tests.fakes import FakeClock
from tests.services.session.sessions import open_profile
from tests.wording import all_said, said

WORDS = {
    0: ("Calf at the wall", "Hands on the wall, your {left|right} leg far back, heel down."),
    1: ("Small bridge", "On your back, lift your hips until your thighs and trunk are in line."),
    2: ("Heel slides", "On your back, let one heel slide out along the floor and come back."),
    3: ("Rest on hands and knees", "Let your back be as it likes to be."),
}
HOLDS_MS = [30_000, 30_000, 48_000, 48_000, 48_000, 60_000, 45_000]
"""Both sides of the first, three sets of eight times six seconds, six slides on each side."""


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    profile = open_profile(tmp_path, FakeClock(), [])
    yield profile
    profile.close()


def _desk(profile: Profile) -> EditingDesk:
    drafts = DraftKeeper(profile.own_routines(), profile.folders.drafts, profile.writer)
    return EditingDesk(profile.routine_files(lambda call: call()), drafts, pose_names)


def _opened(profile: Profile, key: str) -> Editing:
    opened: list[Editing] = []
    _desk(profile).open(key, opened.append, _refuse)
    return opened[0]


def _refuse(error: UserError) -> None:
    pytest.fail(said(error))


def _type(editing: Editing, place: tuple[str | int, ...], words: str) -> None:
    """Types words letter by letter, as a field takes them."""
    numbers = ("hold_s", "times", "sets", "rest_s", "duration_s")
    take = ops.type_number if place[-1] in numbers else ops.type_text
    for end in range(len(words) + 1):
        editing.type(partial(take, place=place, words=words[:end]), place)
    editing.settle()


def _enter(editing: Editing) -> None:
    """Takes out what a new routine begins with, and enters the leaflet."""
    for number, (name, position) in WORDS.items():
        editing.edit(partial(ops.add_stretch, index=number, stretch="New"))
        _type(editing, ("stretches", number, "name"), name)
        _type(editing, ("stretches", number, "position"), position)
    while len(ops.stretch_tables(editing.document)) > len(WORDS):
        editing.edit(partial(ops.take_out_stretch, stretch=len(WORDS)))
    editing.edit(partial(ops.choose_sides, stretch=0, sides="both"))
    editing.edit(partial(ops.choose, place=("stretches", 0, "first_side"), value="right"))
    for number, names in ((1, ("Lift", "Lower")), (2, ("Out {left|right}", "Back"))):
        for index, name in enumerate(names):
            add = partial(
                ops.add_movement, stretch=number, index=index, name=name, pose="feet_flat"
            )
            editing.edit(add)
        editing.edit(partial(ops.count, stretch=number))
    for index, seconds in ((0, "4"), (1, "2")):
        _type(editing, ("stretches", 1, "movements", index, "duration_s"), seconds)
    _type(editing, ("stretches", 1, "times"), "8")
    _type(editing, ("stretches", 1, "sets"), "3")
    _type(editing, ("stretches", 1, "rest_s"), "20")
    for index, seconds in ((0, "2,5"), (1, "2.5")):
        _type(editing, ("stretches", 2, "movements", index, "duration_s"), seconds)
    editing.edit(partial(ops.choose_sides, stretch=2, sides="alternate"))
    _type(editing, ("stretches", 2, "times"), "6")
    _type(editing, ("stretches", 3, "hold_s"), "45")
    waits = ("stretches", 3, "wait_until_ready")
    editing.edit(partial(ops.choose, place=waits, value=True), waits)


def _holds_ms(plan: Plan) -> list[int]:
    return [phase.duration_ms for phase in plan.phases if phase.is_hold]


def test_a_leaflet_is_entered_saved_opened_the_same_and_planned_as_it_says(
    profile: Profile,
) -> None:
    key = profile.own_routines().new("Leaflet", starter("Leaflet"))
    editing = _opened(profile, key)
    _enter(editing)
    assert all_said(fault.message for fault in editing.faults.found) == ()
    assert editing.plan is not None
    entered = editing.routine
    saved: list[bool] = []
    _desk(profile).save(editing, lambda: saved.append(True), _refuse, _refuse)
    assert saved == [True]

    again = _opened(profile, key)
    assert again.routine == entered
    found = profile.find(key)
    assert [stretch.name for stretch in found.stretches] == [name for name, _ in WORDS.values()]
    plan = make_plan(found)
    assert _holds_ms(plan) == HOLDS_MS
    assert plan.phases[1].side is Side.RIGHT
    rests = [
        phase.duration_ms
        for phase in plan.phases
        if phase.stretch.id == "new-2" and phase.kind is PhaseKind.LEAD_IN
    ]
    assert rests[-2:] == [20_000, 20_000]
    slides = found.stretches[2]
    assert [move.name for move in slides.cycle()] == ["Out left", "Back", "Out right", "Back"]
    waiting = [stretch.name for stretch in found.stretches if stretch.wait_until_ready]
    assert waiting == ["Rest on hands and knees"]


def test_all_of_it_can_be_undone_and_made_again(profile: Profile) -> None:
    editing = _opened(profile, profile.own_routines().new("Leaflet", starter("Leaflet")))
    before = editing.document
    _enter(editing)
    entered = editing.document
    while editing.can_undo:
        editing.undo()
    assert editing.document is before
    while editing.can_redo:
        editing.redo()
    assert editing.document is entered
    assert editing.plan is not None
    assert _holds_ms(editing.plan) == HOLDS_MS
