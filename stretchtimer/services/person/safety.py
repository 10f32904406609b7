"""What a person should know before the first session: the safety page, for window and terminal.

- One place for the words, so that nobody is told less than anybody else.
- The words promise no more than is known: stretching may help one feel looser.
- Which signs are named follows what health services tell people with back pain; the sentences are
  our own. Somebody who knows checks them against such pages before a release.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

Translate = Callable[[str, str], str]
"""Gives a text, named by its context, in the language of the person."""


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


def safety_page(translate: Translate) -> SafetyText:
    """The page in one language."""
    return SafetyText(
        translate("Safety", "Before you begin"),
        translate(
            "Safety",
            "These are gentle stretches, not treatment. They may help you feel looser.",
        ),
        (
            _ask_first(translate),
            _stop(translate),
            _help_now(translate),
            _soon(translate),
            _doctor(translate),
        ),
    )


def _ask_first(translate: Translate) -> Section:
    return Section(
        Topic.ASK_FIRST,
        translate("Safety", "Ask first if"),
        translate("Safety", "Ask a doctor or physiotherapist before you stretch."),
        (
            translate("Safety", "you are pregnant"),
            translate("Safety", "you have had surgery recently"),
            translate("Safety", "you have a joint replacement, such as a new hip"),
            translate("Safety", "you have osteoporosis (brittle bones)"),
            translate("Safety", "you have a back condition, such as a slipped disc"),
            translate("Safety", "getting down to the floor and up again is hard for you"),
        ),
    )


def _stop(translate: Translate) -> Section:
    return Section(
        Topic.STOP,
        translate("Safety", "Stop if"),
        translate("Safety", "Come slowly out of the stretch, and rest."),
        (
            translate("Safety", "a pain gets sharper or stronger"),
            translate("Safety", "pain spreads down a leg"),
            translate("Safety", "something goes numb or tingles"),
            translate("Safety", "you feel dizzy"),
        ),
    )


def _help_now(translate: Translate) -> Section:
    return Section(
        Topic.HELP_NOW,
        translate("Safety", "Get help now if"),
        translate(
            "Safety",
            "Call your local emergency number, or go to a hospital's emergency department.",
        ),
        (
            translate("Safety", "both legs hurt, tingle, feel weak or go numb"),
            translate(
                "Safety",
                "your genitals or buttocks go numb or tingle, or wiping yourself feels different",
            ),
            translate("Safety", "you find it hard to pee"),
            translate("Safety", "you lose control of your bladder or bowels"),
            translate("Safety", "sex feels different, or no longer works as it did"),
            translate("Safety", "you have pain in your chest"),
            translate("Safety", "your back has hurt since a serious accident"),
        ),
    )


def _soon(translate: Translate) -> Section:
    return Section(
        Topic.SOON,
        translate("Safety", "See a doctor urgently if your back hurts and"),
        "",
        (
            translate("Safety", "you have a high temperature"),
            translate("Safety", "you have lost weight without trying to"),
            translate("Safety", "there is a lump or swelling, or your back has changed its shape"),
            translate("Safety", "it is no better after rest, or it is worse at night"),
            translate("Safety", "it is worse when you sneeze, cough or open your bowels"),
            translate("Safety", "the pain lies between your shoulders"),
            translate("Safety", "the pain is new, and you are under 20 or over 55"),
            translate(
                "Safety",
                "you have had cancer, take steroids, or have a weak immune system",
            ),
        ),
    )


def _doctor(translate: Translate) -> Section:
    return Section(
        Topic.DOCTOR,
        translate("Safety", "See a doctor if"),
        "",
        (
            translate("Safety", "your back is no better after a few weeks"),
            translate("Safety", "it keeps you from your usual day"),
            translate("Safety", "it hurts badly, or more and more"),
            translate("Safety", "your legs go heavy, ache or go numb when you walk"),
            translate("Safety", "it worries you"),
        ),
    )
