"""The safety page names every sign that it must, and promises nothing."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.person.safety_words import Topic, is_read, note_read, safety_page
from tests.fakes import Marking, preferences_in, spoken

PAGE = safety_page()


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        (Topic.ASK_FIRST, ["pregnant", "surgery", "joint replacement", "osteoporosis"]),
        (Topic.ASK_FIRST, ["back condition", "floor", "new", "under 20", "over 55"]),
        (Topic.STOP, ["sharper", "down a leg", "numb", "dizzy"]),
        (Topic.HELP_NOW, ["both legs", "hurt", "tingle", "weak", "numb"]),
        (Topic.HELP_NOW, ["genitals", "buttocks", "wiping", "sex"]),
        (Topic.HELP_NOW, ["pee", "bladder", "bowels", "chest", "serious accident"]),
        (Topic.SOON, ["temperature", "weight without trying", "lump", "swelling", "shape"]),
        (Topic.SOON, ["rest", "at night", "sneeze", "cough", "bowels", "between your shoulders"]),
        (Topic.SOON, ["cancer", "steroids", "immune"]),
        (Topic.DOCTOR, ["a few weeks", "usually do", "badly", "more and more", "worried"]),
        (Topic.DOCTOR, ["heavy", "ache", "numb when you walk"]),
    ],
)
def test_every_sign_stands_where_it_belongs(topic: Topic, words: list[str]) -> None:
    said = " ".join(PAGE.section(topic).points)
    assert [word for word in words if word not in said] == []


def test_every_topic_has_its_section_in_the_order_of_reading() -> None:
    assert [section.topic for section in PAGE.sections] == list(Topic)


def test_what_cannot_wait_comes_first_and_age_alone_is_no_hurry() -> None:
    first, *_ = PAGE.sections
    assert first.topic is Topic.HELP_NOW
    urgent = (*first.points, *PAGE.section(Topic.SOON).points)
    assert [point for point in urgent if "20" in point or "55" in point] == []


TODAY = date(2026, 3, 31)


def read_on(folder: Path, day: date | None) -> Preferences:
    preferences = preferences_in(folder / "settings.json")
    if day:
        note_read(preferences, day)
    return preferences


@pytest.mark.parametrize(
    ("days", "is_known"),
    [(0, True), (364, True), (365, False), (366, False), (5_000, False), (-1, True), (-2, False)],
)
def test_it_is_read_again_after_a_year(tmp_path: Path, days: int, is_known: bool) -> None:
    preferences = read_on(tmp_path, TODAY - timedelta(days=days))
    assert is_read(preferences, lambda: TODAY) is is_known


def test_nobody_has_read_it_at_first(tmp_path: Path) -> None:
    assert not is_read(read_on(tmp_path, None), lambda: TODAY)


def test_who_read_it_before_days_were_kept_has_a_year_from_now(tmp_path: Path) -> None:
    preferences = preferences_in(tmp_path / "settings.json")
    preferences.change(safety_read=True)
    assert is_read(preferences, lambda: TODAY)
    assert is_read(preferences, lambda: TODAY + timedelta(days=364))
    assert not is_read(preferences, lambda: TODAY + timedelta(days=365))


def test_two_programs_on_one_profile_do_not_lose_the_day(tmp_path: Path) -> None:
    one, other = read_on(tmp_path, None), read_on(tmp_path, None)
    note_read(one, TODAY)
    one.write()
    other.change(volume=11)
    other.write()
    third = read_on(tmp_path, None)
    assert third.settings.volume == 11
    assert is_read(third, lambda: TODAY)
    assert third.settings.safety_read_on == "2026-03-31"


def test_what_it_is_comes_first() -> None:
    assert PAGE.lines()[1].startswith("These are gentle stretches, not treatment.")


def test_help_is_had_by_the_number_of_the_place_and_no_other() -> None:
    advice = PAGE.section(Topic.HELP_NOW).advice
    assert "your local emergency number" in advice
    numbers = {word.strip(".,") for line in PAGE.lines() for word in line.split()}
    assert {word for word in numbers if word.isdigit()} == {"20", "55"}


def test_the_lines_hold_everything_once() -> None:
    lines = PAGE.lines()
    points = [point for section in PAGE.sections for point in section.points]
    assert set(points) < set(lines)
    assert len(set(lines)) == len(lines)
    assert all(lines)


def test_every_sentence_can_be_translated() -> None:
    with spoken(Marking()):
        page = safety_page()
    assert page.lines() == tuple(f"«{line}»" for line in PAGE.lines())
