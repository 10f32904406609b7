"""What there is to know about a back that hurts with walking: the words of the Learn page.

- Nothing is promised that is not known, and what is not known is said.
- No stretch is named: routines are files, and a person may have others.
- When to get help is told in the words of the safety page, so that both always say the same.
- The sentences are our own. Somebody who knows checks them against what health services publish
  before a release.
"""

from __future__ import annotations

from dataclasses import dataclass

from stretchtimer.services.person.safety_words import Section, Topic, safety_page
from stretchtimer.services.wording.language import tr

_HELP = (Topic.HELP_NOW, Topic.SOON, Topic.DOCTOR)


@dataclass(frozen=True)
class Cause:
    """One thing that a back may hurt from: how it is typically felt, and what may help."""

    title: str
    typical: str
    helps: str

    def lines(self) -> tuple[str, ...]:
        return self.title, self.typical, self.helps


@dataclass(frozen=True)
class Chapter:
    """A heading with its paragraphs; one of them has ``causes`` below these."""

    title: str
    paragraphs: tuple[str, ...]
    causes: tuple[Cause, ...] = ()

    def lines(self) -> tuple[str, ...]:
        causes = (line for cause in self.causes for line in cause.lines())
        return self.title, *self.paragraphs, *causes


@dataclass(frozen=True)
class LearnText:
    """The whole page; ``help`` are the sections of the safety page that stand at its end."""

    title: str
    lead: str
    chapters: tuple[Chapter, ...]
    help_title: str
    help: tuple[Section, ...]

    def lines(self) -> tuple[str, ...]:
        """All sentences in the order in which they are read."""
        found = [self.title, self.lead]
        for chapter in self.chapters:
            found += chapter.lines()
        found.append(self.help_title)
        for section in self.help:
            found += [section.title, section.advice, *section.points]
        return tuple(found)


def learn_page() -> LearnText:
    """The page in one language."""
    safety = safety_page()
    return LearnText(
        tr("Your back and walking"),
        tr(
            "What is known about a lower back that hurts during a walk or after it. This page "
            "cannot tell you what is wrong with your own. A doctor or physiotherapist can."
        ),
        (
            _causes(),
            _warm(),
            _shoes(),
            _strength(),
            _how_long(),
            _known(),
        ),
        tr("When to get help"),
        tuple(safety.section(topic) for topic in _HELP),
    )


def _causes() -> Chapter:
    return Chapter(
        tr("Why a back can hurt when you walk"),
        (
            tr(
                "Often nobody finds one single cause, and that is not a bad sign. These four are "
                "common, and you may recognise more than one."
            ),
        ),
        (
            Cause(
                tr("Arthritis or a narrow spinal canal"),
                tr(
                    "Typical: your back aches when you stand and walk, and your legs may feel "
                    "heavy. It soon eases when you sit down or lean forward."
                ),
                tr(
                    "What may help: shorter walks with a rest on a bench, positions that gently "
                    "round the back, and stronger legs. See a doctor if your legs ache or go "
                    "heavy or numb."
                ),
            ),
            Cause(
                tr("Stiff hips"),
                tr(
                    "Typical: after hours of sitting, your hips do not open fully. The lower back "
                    "makes up for it by arching more at every step."
                ),
                tr(
                    "What may help: stretching the hips and the backs of the legs, and getting up "
                    "often when you sit for a long time."
                ),
            ),
            Cause(
                tr("A stiff upper back"),
                tr(
                    "Typical: your chest hardly turns as your arms swing, so the lower back has "
                    "to turn more. Long hours bent over a desk or a phone add to it."
                ),
                tr(
                    "What may help: gentle twists, rounding and arching the back, letting your "
                    "arms swing, and looking ahead of you instead of down."
                ),
            ),
            Cause(
                tr("Extra weight"),
                tr(
                    "Typical: weight around the belly pulls the lower back forward, and the ache "
                    "grows with the distance you walk."
                ),
                tr(
                    "What may help: short walks, often, a little longer each week, and exercises "
                    "that make the back and the belly stronger. Losing some weight takes load "
                    "off the back."
                ),
            ),
        ),
    )


def _warm() -> Chapter:
    return Chapter(
        tr("Why you stretch while you are warm"),
        (
            tr(
                "Walking warms your muscles, and warm muscles give more easily. The minutes after "
                "a walk are therefore a good time. If you have not walked, move about for five to "
                "ten minutes first."
            ),
            tr(
                "Stretch until you feel a mild pull. Do not bounce, and keep breathing. If it "
                "hurts, you have gone too far: ease off until it no longer does."
            ),
            tr(
                "About 30 seconds on each side, once a day, is enough for most people. In studies "
                "with younger adults, 60 seconds or several times a day brought nothing more. "
                "Older people are often advised to hold for 30 to 60 seconds."
            ),
        ),
    )


def _shoes() -> Chapter:
    return Chapter(
        tr("Shoes"),
        (
            tr(
                "Walk in shoes that fit and are made for walking: room for the toes, a firm hold "
                "at the heel, and a sole that bends at the ball of the foot. Replace them when "
                "the soles are worn down."
            ),
            tr(
                "Shoes alone seldom settle a sore back. But shoes that pinch or tilt your feet "
                "change how you walk, and your back may notice."
            ),
        ),
    )


def _strength() -> Chapter:
    return Chapter(
        tr("Strength"),
        (
            tr(
                "Stretching is one half. Exercises that make the back, the belly and the legs "
                "stronger are the other, for example lifting an arm and the opposite leg, bridges, "
                "squats and lunges. For back pain there is more evidence for exercises."
            ),
            tr(
                "Start short and easy, and add a little at a time. Sore muscles for a day or two "
                "are normal. Pain that gets worse is not: then do less, or stop."
            ),
            tr(
                "If you have brittle bones, ask a doctor or physiotherapist first, and leave out "
                "crunches and deep bends from the waist."
            ),
        ),
    )


def _how_long() -> Chapter:
    return Chapter(
        tr("How long until it may help"),
        (
            tr(
                "You may feel looser right after you stretch. Anything that lasts takes weeks: "
                "in studies, people stretched on three to five days a week for six to twelve "
                "weeks. Physiotherapists often advise keeping it up for six to eight weeks."
            ),
            tr("A day missed does no harm. Just go on the next day."),
        ),
    )


def _known() -> Chapter:
    return Chapter(
        tr("What is known, and what is not"),
        (
            tr(
                "For back pain without surgery, guidelines for doctors put exercise first, and "
                "stretching counts as exercise. On average, exercise eases lasting back pain a "
                "little."
            ),
            tr(
                "Stretching alone is less certain. When 89 studies were compared, people with "
                "lasting back pain who only stretched did no better than people who were given "
                "nothing. Training for strength and control of the trunk, and walking or "
                "cycling, came out ahead."
            ),
            tr(
                "Nobody has tested the routines in this app. They may help you feel looser and "
                "move more easily. They are not treatment."
            ),
            tr(
                "Hurt and harm are not the same. A back that aches a little can usually keep "
                "moving: do what feels acceptable, and build up slowly."
            ),
        ),
    )
