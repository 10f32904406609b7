"""What of a change on the first page is found in window, terminal and file."""

from __future__ import annotations

import json

import pytest

from stretchtimer import cli
from stretchtimer.engine.model import Side
from stretchtimer.engine.plan import Plan
from stretchtimer.services.wording.durations import minutes_text
from tests.ui.conftest import Open
from tests.ui.driving import Person

Capture = pytest.CaptureFixture[str]


def hold_s(plan: Plan, stretch: str) -> int:
    return next(p.duration_ms for p in plan.phases if p.is_hold and p.stretch.id == stretch) // 1000


def names(plan: Plan) -> list[str]:
    return list(dict.fromkeys(phase.stretch.id for phase in plan.phases))


def sides(plan: Plan, stretch: str) -> list[Side | None]:
    return [p.side for p in plan.phases if p.is_hold and p.stretch.id == stretch]


class Everywhere:
    """The plan as the next session has it, after a restart, and as the command line prints it."""

    def __init__(self, person: Person, make: Open, capsys: Capture) -> None:
        self.person, self.make, self.capsys = person, make, capsys

    def plan(self) -> Plan:
        plan = self.person.planned()
        assert self.person.window.home.card.total.endswith(total_of(plan))
        self.person.close()
        again = self.make()
        assert again.planned().phases == plan.phases, "a restart changes the plan"
        self.capsys.readouterr()
        where = str(self.person.profile)
        assert cli.main(["plan", "post-walk", "--json", "--profile", where]) == 0
        told = json.loads(self.capsys.readouterr().out)
        assert told["total_ms"] == plan.total_ms
        assert [(p["kind"], p["stretch"], p["side"], p["duration_ms"]) for p in told["phases"]] == [
            (p.kind.value, p.stretch.id, p.side.value if p.side else None, p.duration_ms)
            for p in plan.phases
        ]
        return plan


def total_of(plan: Plan) -> str:
    return minutes_text(plan.total_ms)
