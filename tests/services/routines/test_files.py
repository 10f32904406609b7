"""Files of routines are changed where the writer works, and the answer comes where it was asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stretchtimer.engine.errors import UserError
from stretchtimer.services.routines.files import ChangedOnDiskError
from stretchtimer.services.routines.starter import starter
from tests.fakes import FakeClock
from tests.services.session.sessions import open_profile
from tests.wording import said

Answers = list[object]


@pytest.fixture
def delivered() -> list[Callable[[], None]]:
    return []


def test_what_is_asked_is_done_in_its_order_and_answered_by_the_given_way(
    tmp_path: Path, delivered: list[Callable[[], None]]
) -> None:
    profile = open_profile(tmp_path, FakeClock(), [])
    files = profile.routine_files(delivered.append)
    answers: Answers = []
    files.ask(lambda own: own.new("Mine", starter("Mine")), answers.append)
    files.ask(lambda own: own.delete("own:Mine"), answers.append)
    files.ask(lambda own: own.delete("own:Mine"), answers.append, answers.append)
    assert files.path == profile.folders.routines
    assert answers == []
    for deliver in delivered:
        deliver()
    key, deleted, refused = answers
    assert key == "own:Mine"
    assert isinstance(refused, UserError)
    assert "There is no routine" in said(refused)
    files.ask(lambda own: own.restore(deleted))  # type: ignore[arg-type]
    assert profile.find("own:Mine").name == "Mine"
    profile.close()


def test_a_choice_can_be_offered_where_a_file_changed_meanwhile(tmp_path: Path) -> None:
    profile = open_profile(tmp_path, FakeClock(), [])
    files = profile.routine_files(lambda call: call())
    refused: list[UserError] = []
    files.ask(lambda own: own.new("Mine", starter("Mine")))

    def change_meanwhile(own: object) -> None:
        document = profile.own_routines().open("own:Mine")
        document.path.write_text("theirs", encoding="utf-8")
        profile.own_routines().save(document.set(("name",), "Ours"))

    files.ask(change_meanwhile, refused=refused.append)
    assert isinstance(refused[0], ChangedOnDiskError)


def test_what_nobody_hears_of_is_told_as_any_other_notice(tmp_path: Path) -> None:
    told: list[str] = []
    profile = open_profile(tmp_path, FakeClock(), told)
    files = profile.routine_files(lambda call: call())
    files.ask(lambda own: own.delete("own:Nobody"))
    assert "There is no routine" in told[0]
    files.close()
