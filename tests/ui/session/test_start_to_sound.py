"""From a press on Start to the first sound, few hands are passed, and the window's only once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import FrameType

from stretchtimer.services.audio.audio_out import SETTLE_MS
from tests.ui.driving import Person

WAY = (
    *("app", "qt.", "ui.main_window", "ui.before.", "services.session.", "services.person.profile"),
    *("services.person.personal_routine", "services.audio.cue_player", "services.audio.router"),
)
"""The modules through which a press on Start becomes a sound; others only show it, or compute."""
NOT_ON_IT = ("services.session.session_view", "services.session.plan_json")


def _module(frame: FrameType) -> str:
    name = str(frame.f_globals.get("__name__", ""))
    return name.removeprefix("stretchtimer.") if name.startswith("stretchtimer.") else ""


def _callers(frame: FrameType | None) -> Iterator[str]:
    """The modules of the program that wait for a call, the nearest first."""
    while frame is not None:
        if name := _module(frame):
            yield name
        frame = frame.f_back


def _is_on_the_way(module: str) -> bool:
    return module.startswith(WAY) and module not in NOT_ON_IT


class Hops:
    """The calls from one of those modules to another, each counted once, until a cue is heard."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str, str]] = []
        self._is_over = False

    def note(self, frame: FrameType, event: str, _value: object) -> None:
        """Called by Python at each call of a function."""
        if event != "call" or self._is_over:
            return
        name, module = frame.f_code.co_name, _module(frame)
        if frame.f_globals.get("__name__") == "tests.fakes" and name == "schedule":
            self._is_over = bool(frame.f_locals["sounds"])
        caller = next(_callers(frame.f_back), "")
        is_named = not name.startswith(("<", "__"))
        hop = caller, module, name
        is_new = is_named and caller != module and hop not in self.found
        # Qt calls the first of them.
        if is_new and _is_on_the_way(module) and (caller == "" or _is_on_the_way(caller)):
            self.found.append(hop)


def test_from_start_to_the_first_sound_there_are_few_calls_between_modules(person: Person) -> None:
    # All that is only made for the first session is there.
    person.start("hold")
    person.control.end()
    person.click(person.window.done.home)
    start, hops = person.window.home.card.start, Hops()
    person.out.forget()
    sys.setprofile(hops.note)
    try:
        start.click()
    finally:
        sys.setprofile(None)
    person.go_on(SETTLE_MS)
    assert person.out.played == ["lead_in"]
    assert len(hops.found) <= 14, hops.found
    assert [name for _, module, name in hops.found if module == "ui.main_window"] == ["_on_started"]
