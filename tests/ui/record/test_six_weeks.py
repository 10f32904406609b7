"""Some days of the six weeks that pictures are made of: all of it is done through the window."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from stretchtimer.storage.history.rows import End, SessionRow
from stretchtimer.ui.record.paper import Paper
from stretchtimer.ui.widgets.places import RECORD
from tests.sweeps import sweep
from tests.ui.conftest import Open
from tests.ui.driving import settle
from tests.ui.record.six_weeks import DAYS, FIRST_DAY, How, Life, save_page


def test_the_six_weeks_have_a_day_of_each_kind_and_days_without_anything() -> None:
    kinds = Counter(day.how for day in DAYS)
    assert set(kinds) == set(How)
    assert 28 <= len(DAYS) <= 36
    assert DAYS[-1].number == 41
    assert [day.number for day in DAYS] == sorted({day.number for day in DAYS})


@sweep
@pytest.mark.usefixtures("undrawn")
def test_one_day_of_each_kind_is_lived_put_right_and_printed(make: Open, tmp_path: Path) -> None:
    life = Life(tmp_path, lambda profile: make(where=profile))
    days = [next(day for day in DAYS if day.how is how) for how in How]
    days.sort(key=lambda day: day.number)
    for day in days:
        life.live(day)
    life.put_right()
    history = life.person.app.profile.history
    by_day: dict[int, list[SessionRow]] = {}
    for one in history.sessions():
        by_day.setdefault((one.counts_for_date - FIRST_DAY).days, []).append(one)
    ends = {day.how: [one.end for one in by_day[day.number]] for day in days}
    assert ends[How.WHOLE] == ends[How.SHORT_SIDE] == ends[How.SKIPPED] == [End.FINISHED]
    assert ends[How.ENDED_EARLY] == [End.ENDED_EARLY]
    assert ends[How.BROKEN_OFF] == [End.BROKEN_OFF, End.FINISHED]
    assert by_day[20][0].routine_name == "Strength for the back"
    said = {number: (some[-1].pain_before, some[-1].pain_after) for number, some in by_day.items()}
    assert said[0] == (7, 5)
    assert said[19] == (2, 2)
    assert by_day[19][0].by_hand
    assert by_day[15][-1].note == "Stairs without the rail."
    assert {walk.walked_ms for walk in history.walks()} == {
        minutes * 60_000 for minutes in (12, 15, 30)
    }
    assert said[9] == (7, 3)
    life.person.window.go_to(RECORD)
    settle()
    life.person.click(life.person.window.record.care.therapist)
    save_page(life.person, Paper.A4, tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-")
    first = life.person.window.record.view
    assert first is not None
    assert first.days_done == len(days) + 1
    assert max(first.marks) == FIRST_DAY + timedelta(20)
