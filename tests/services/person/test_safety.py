"""The safety page names every sign that it must, and promises nothing."""

from __future__ import annotations

import pytest

from stretchtimer.services.person.safety import Topic, safety_page
from tests.fakes import Marking, spoken

PAGE = safety_page()


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        (Topic.ASK_FIRST, ["pregnant", "surgery", "joint replacement", "osteoporosis"]),
        (Topic.ASK_FIRST, ["back condition", "floor"]),
        (Topic.STOP, ["sharper", "down a leg", "numb", "dizzy"]),
        (Topic.HELP_NOW, ["both legs", "hurt", "tingle", "weak", "numb"]),
        (Topic.HELP_NOW, ["genitals", "buttocks", "wiping", "sex"]),
        (Topic.HELP_NOW, ["pee", "bladder", "bowels", "chest", "serious accident"]),
        (Topic.SOON, ["temperature", "weight without trying", "lump", "swelling", "shape"]),
        (Topic.SOON, ["rest", "at night", "sneeze", "cough", "bowels", "between your shoulders"]),
        (Topic.SOON, ["under 20", "over 55", "cancer", "steroids", "immune"]),
        (Topic.DOCTOR, ["a few weeks", "usual day", "badly", "more and more", "worries"]),
        (Topic.DOCTOR, ["heavy", "ache", "numb when you walk"]),
    ],
)
def test_every_sign_stands_where_it_belongs(topic: Topic, words: list[str]) -> None:
    said = " ".join(PAGE.section(topic).points)
    assert [word for word in words if word not in said] == []


def test_every_topic_has_its_section_in_the_order_of_reading() -> None:
    assert [section.topic for section in PAGE.sections] == list(Topic)


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
