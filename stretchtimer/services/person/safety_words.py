"""What a person should know before the first session: the safety page, for window and terminal.

- One place for the words, so that nobody is told less than anybody else.
- The words promise no more than is known: stretching may help one feel looser.
- First comes the question whether anything applies that must not wait; the rest has plain headings
  under which it can be folded.
- It is asked again after a year: bodies change, and nobody remembers a page for ever.
- Which signs are named follows what health services tell people with back pain; the sentences are
  our own. Somebody who knows checks them against such pages before a release.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from stretchtimer.services.wording.language import tr

if TYPE_CHECKING:
    from stretchtimer.services.person.preferences import Preferences

_READ_AGAIN_DAYS = 365
_AHEAD_DAYS = 1
"""So far a day of reading may lie ahead of today: in another part of the world."""


def is_read(preferences: Preferences, today: Callable[[], date]) -> bool:
    """Whether the page need not come before the next session, as the day is then.

    Whoever read it before days were kept has a year from now.
    """
    settings = preferences.settings
    if settings.safety_read and not settings.safety_read_on:
        preferences.change(safety_read_on=today().isoformat())
        return True
    if not settings.safety_read:
        return False
    passed = (today() - date.fromisoformat(settings.safety_read_on)).days
    # A day far ahead was noted by a clock that was wrong.
    return -_AHEAD_DAYS <= passed < _READ_AGAIN_DAYS


def note_read(preferences: Preferences, today: date) -> None:
    """Keeps that the page was read on that day."""
    preferences.change(safety_read=True, safety_read_on=today.isoformat())


class Topic(str, Enum):
    """What a section is about, in the order of reading."""

    HELP_NOW = "help_now"
    ASK_FIRST = "ask_first"
    STOP = "stop"
    SOON = "soon"
    DOCTOR = "doctor"


@dataclass(frozen=True)
class Section:
    """A heading, what to do, which leads up to the cases, and the cases in which that holds."""

    topic: Topic
    title: str
    advice: str
    points: tuple[str, ...]


@dataclass(frozen=True)
class SafetyText:
    """The whole page; ``what_it_is`` says in two sentences what may be expected.

    The ``question`` is whether any case of the first section applies; where one does, ``stop_now``
    is said.
    """

    title: str
    what_it_is: str
    question: str
    stop_now: str
    sections: tuple[Section, ...]

    def section(self, topic: Topic) -> Section:
        return next(section for section in self.sections if section.topic is topic)

    def lines(self) -> tuple[str, ...]:
        """All sentences in the order in which they are read."""
        found = [self.title, self.what_it_is, self.question]
        for section in self.sections:
            found += [section.title, section.advice, *section.points]
        return tuple(found)


def safety_page() -> SafetyText:
    """The page in one language."""
    return SafetyText(
        tr("Before you begin"),
        tr(
            "These are gentle stretches, not treatment. They may help you feel looser.",
        ),
        tr("Do any of these apply to you?"),
        tr("Please do not stretch now. Get medical help first."),
        (
            _help_now(),
            _ask_first(),
            _stop(),
            _soon(),
            _doctor(),
        ),
    )


def _ask_first() -> Section:
    return Section(
        Topic.ASK_FIRST,
        tr("When to ask first"),
        tr("Ask a doctor or physiotherapist before you stretch if:"),
        (
            tr("you are pregnant"),
            tr("you have had surgery recently"),
            tr("you have a joint replacement, such as a new hip"),
            tr("you have osteoporosis (brittle bones)"),
            tr("you have a back condition, such as a slipped disc"),
            tr("getting down to the floor and up again is hard for you"),
            tr("your back pain is new, and you are under 20 or over 55"),
        ),
    )


def _stop() -> Section:
    return Section(
        Topic.STOP,
        tr("When to stop"),
        tr("Come out of the stretch slowly and rest if:"),
        (
            tr("pain gets sharper or stronger"),
            tr("pain spreads down a leg"),
            tr("something goes numb or tingles"),
            tr("you feel dizzy"),
        ),
    )


def _help_now() -> Section:
    return Section(
        Topic.HELP_NOW,
        tr("When to get help now"),
        tr(
            "Call your local emergency number, or go to a hospital's emergency department, if:",
        ),
        (
            tr("both legs hurt, tingle or feel weak or numb, suddenly or even at rest"),
            tr(
                "your genitals or buttocks go numb or tingle, or wiping yourself feels different",
            ),
            tr("you find it hard to pee"),
            tr("you lose control of your bladder or bowels"),
            tr("sex feels different, or no longer works as it did"),
            tr("you have pain in your chest"),
            tr("your back has hurt since a serious accident"),
        ),
    )


def _soon() -> Section:
    return Section(
        Topic.SOON,
        tr("When to see a doctor soon"),
        tr("Ask for an urgent appointment if your back hurts and:"),
        (
            tr("you have a high temperature"),
            tr("you have lost weight without trying to"),
            tr("there is a lump or swelling, or your back has changed shape"),
            tr("it is no better after rest, or it is worse at night"),
            tr("it is worse when you sneeze, cough or open your bowels"),
            tr("the pain is between your shoulders"),
            tr(
                "you have had cancer, take steroids, or have a weak immune system",
            ),
        ),
    )


def _doctor() -> Section:
    return Section(
        Topic.DOCTOR,
        tr("When to see a doctor"),
        tr("Make an appointment if:"),
        (
            tr("your back is no better after a few weeks"),
            tr("it stops you doing what you usually do"),
            tr("it hurts badly, or more and more"),
            tr("your legs ache or go heavy or numb when you walk, and recover when you sit"),
            tr("you are worried about it"),
        ),
    )
