"""Nothing changes its place in a session, nothing lies on anything else, and nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from stretchtimer.engine.commands import GoTo, Pause
from stretchtimer.services.session.control import Act
from stretchtimer.storage.assets import asset_folder
from stretchtimer.ui.session.page import SessionPage
from tests.sweeps import parts, sweep, swept
from tests.ui.conftest import Open
from tests.ui.driving import Person
from tests.ui.own_routines import write_routine
from tests.ui.places import Size, clipped, resize

SIZES = [(820, 540), (900, 600), (1024, 600), (1366, 768), (1920, 1080), (1080, 1920)]
ROUTINES = sorted(path.stem for path in asset_folder("routines").glob("*.toml"))


def seen(page: SessionPage) -> dict[QWidget, QRect]:
    """Where everything lies that can be seen."""
    parts = (
        *(page.strip, page.left, page.name, page.badge, page.stage, page.ring, page.ready),
        *(page.cue, page.instruction, page.coming, page.hurts, page.controls),
    )
    return {part: part.geometry() for part in parts if part.isVisible()}


def phases_of(person: Person, *, are_all_shown: bool) -> Iterator[str]:
    """Each phase at its beginning, and a pause; or only the first of those that look alike."""
    looks = set()
    for phase in person.state.plan.phases:
        look = (phase.kind, phase.stretch.id, phase.side)
        if look in looks and not are_all_shown:
            continue
        looks.add(look)
        person.control.send(GoTo(phase.index))
        yield f"{phase.kind.value} of {phase.stretch.id}"
    person.control.send(Pause())
    yield "paused"
    person.control.do(Act.PAUSE)


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("room_mode", swept([False, True], [False]))
@pytest.mark.parametrize("routine", swept(ROUTINES, ["post-walk", "strength-further"]))
@pytest.mark.parametrize("sizes", parts(SIZES, [(820, 540), (1366, 768)]), ids=len)
def test_everything_has_one_place_for_the_whole_session(
    make: Open, routine: str, room_mode: bool, sizes: list[Size]
) -> None:
    person = make(routine=routine)
    person.app.preferences.change(room_mode=room_mode, motion="full")
    person.start()
    page = person.window.session
    for size in sizes:
        resize(person, size)
        places: dict[QWidget, QRect] = {}
        for moment in phases_of(person, are_all_shown=size in ((820, 540), (900, 600))):
            now = seen(page)
            for part, place in now.items():
                assert places.setdefault(part, place) == place, (size, moment, part)
            for (one, here), (other, there) in combinations(now.items(), 2):
                assert not here.intersects(there), (size, moment, one, other)
            for part, place in now.items():
                assert page.rect().contains(place), (size, moment, part)
            assert clipped(page) == [], (size, moment)


@pytest.mark.parametrize(
    "size", swept(SIZES, [(820, 540), (1366, 768)]), ids=lambda size: f"{size[0]}x{size[1]}"
)
def test_the_figure_has_the_most_room(session: Person, size: Size) -> None:
    resize(session, size)
    page = session.window.session
    assert page.stage.width() >= 0.6 * page.width()
    assert page.stage.height() >= 0.25 * page.height()


def test_a_second_has_the_same_shape_as_ten(session: Person) -> None:
    page = session.window.session
    session.go_on(25_000 - 12_000)
    before = seen(page), page.ring._shape()
    session.go_on(5_000)
    assert page.ring.digits == "7"
    assert (seen(page), page.ring._shape()) == before


def test_who_waits_sees_no_number_but_a_large_button(person: Person) -> None:
    person.personal.set_time("wait_until_ready", True)
    person.start()
    page = person.window.session
    for size in SIZES:
        resize(person, size)
        assert page.ready.isVisible()
        assert not page.ring.isVisible()
        assert page.ready.height() >= 64
        assert page.ready.width() >= 0.2 * min(size)
        now = seen(page)
        for (one, here), (other, there) in combinations(now.items(), 2):
            assert not here.intersects(there), (size, one, other)


HEAD = 'format = 1\nname = "Mine"\n'
STRETCH = '\n[[stretches]]\nid = "{0}"\nname = "{0}"\nhold_s = 40\n'
WORDS = 'setup = ["Stand tall.", "Roll both shoulders slowly backwards."]\n'


@sweep
def test_a_stretch_without_a_figure_has_its_words_in_that_place(make: Open, profile: Path) -> None:
    text = STRETCH.format("circles") + WORDS + STRETCH.format("cat") + 'pose = "cat"\n'
    write_routine(profile, "mine", HEAD + text)
    person = make(routine="mine")
    person.start("hold")
    page = person.window.session
    for size in SIZES:
        resize(person, size)
        person.go_to("hold", "circles")
        assert not page.stage.isVisible()
        assert page.instruction.text() == "Stand tall. Roll both shoulders slowly backwards."
        assert page.instruction.geometry().contains(page.stage.geometry())
        alone, ring = page.instruction.geometry(), page.ring.geometry()
        person.go_to("hold", "cat")
        assert page.stage.isVisible()
        assert page.instruction.geometry().height() < alone.height()
        assert page.ring.geometry() == ring
        person.app.preferences.change(room_mode=True)
        person.app.preferences.change(room_mode=False)
        assert not page.instruction.geometry().intersects(page.stage.geometry())


def test_with_neither_figure_nor_words_the_time_stands_in_the_middle(
    make: Open, profile: Path
) -> None:
    write_routine(profile, "mine", HEAD + STRETCH.format("circles"))
    person = make(routine="mine")
    person.start("hold")
    page = person.window.session
    for size in SIZES:
        resize(person, size)
        middle = page.ring.geometry().center().x()
        assert middle == pytest.approx(page.rect().center().x(), abs=2)
        parts = list(seen(page).items())
        for (one, here), (other, there) in combinations(parts, 2):
            assert not here.intersects(there), (size, one, other)
