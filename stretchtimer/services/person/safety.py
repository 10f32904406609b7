"""What a person should know before the first session: the safety page, for window and terminal.

- One place for the words, so that nobody is told less than anybody else.
- The words promise no more than is known: stretching may help one feel looser.
- Which signs are named follows what health services tell people with back pain; the sentences are
  our own. Somebody who knows checks them against such pages before a release.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from stretchtimer.services.wording.language import tr


class Topic(str, Enum):
    """What a section is about."""

    ASK_FIRST = "ask_first"
    STOP = "stop"
    HELP_NOW = "help_now"
    SOON = "soon"
    DOCTOR = "doctor"


@dataclass(frozen=True)
class Section:
    """A title, what to do (it may be empty), and the cases in which that holds."""

    topic: Topic
    title: str
    advice: str
    points: tuple[str, ...]


@dataclass(frozen=True)
class SafetyText:
    """The whole page; ``what_it_is`` says in two sentences what may be expected."""

    title: str
    what_it_is: str
    sections: tuple[Section, ...]

    def section(self, topic: Topic) -> Section:
        return next(section for section in self.sections if section.topic is topic)

    def lines(self) -> tuple[str, ...]:
        """All sentences in the order in which they are read."""
        found = [self.title, self.what_it_is]
        for section in self.sections:
            found += [section.title, section.advice, *section.points]
        return tuple(line for line in found if line)


def safety_page() -> SafetyText:
    """The page in one language."""
    return SafetyText(
        tr("Before you begin"),
        tr(
            "These are gentle stretches, not treatment. They may help you feel looser.",
        ),
        (
            _ask_first(),
            _stop(),
            _help_now(),
            _soon(),
            _doctor(),
        ),
    )


def _ask_first() -> Section:
    return Section(
        Topic.ASK_FIRST,
        tr("Ask first if"),
        tr("Ask a doctor or physiotherapist before you stretch."),
        (
            tr("you are pregnant"),
            tr("you have had surgery recently"),
            tr("you have a joint replacement, such as a new hip"),
            tr("you have osteoporosis (brittle bones)"),
            tr("you have a back condition, such as a slipped disc"),
            tr("getting down to the floor and up again is hard for you"),
        ),
    )


def _stop() -> Section:
    return Section(
        Topic.STOP,
        tr("Stop if"),
        tr("Come slowly out of the stretch, and rest."),
        (
            tr("a pain gets sharper or stronger"),
            tr("pain spreads down a leg"),
            tr("something goes numb or tingles"),
            tr("you feel dizzy"),
        ),
    )


def _help_now() -> Section:
    return Section(
        Topic.HELP_NOW,
        tr("Get help now if"),
        tr(
            "Call your local emergency number, or go to a hospital's emergency department.",
        ),
        (
            tr("both legs hurt, tingle, feel weak or go numb"),
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
        tr("See a doctor urgently if your back hurts and"),
        "",
        (
            tr("you have a high temperature"),
            tr("you have lost weight without trying to"),
            tr("there is a lump or swelling, or your back has changed its shape"),
            tr("it is no better after rest, or it is worse at night"),
            tr("it is worse when you sneeze, cough or open your bowels"),
            tr("the pain lies between your shoulders"),
            tr("the pain is new, and you are under 20 or over 55"),
            tr(
                "you have had cancer, take steroids, or have a weak immune system",
            ),
        ),
    )


def _doctor() -> Section:
    return Section(
        Topic.DOCTOR,
        tr("See a doctor if"),
        "",
        (
            tr("your back is no better after a few weeks"),
            tr("it keeps you from your usual day"),
            tr("it hurts badly, or more and more"),
            tr("your legs go heavy, ache or go numb when you walk"),
            tr("it worries you"),
        ),
    )
