"""The one thing that the first page offers beside the routine itself, where there is one.

To go on with what was broken off comes first, then a shorter start after some weeks, then what one
side was held less. Each stands until it is taken up, let be, or another session is begun.
"""

from __future__ import annotations

from dataclasses import dataclass

from stretchtimer.engine.plan import Plan
from stretchtimer.services.record.home import HomeFacts, shorter_step
from stretchtimer.services.session.occasion import USUAL, Occasion
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.today import (
    gap_offer_words,
    make_up_button_words,
    make_up_offer_words,
    resume_words,
)


@dataclass(frozen=True)
class Offer:
    """What is offered, and the session that it is about; which may have been broken off."""

    words: str
    button: str
    plan: Plan
    session_uuid: str
    occasion: Occasion = USUAL
    is_broken_off: bool = False


def offer_of(facts: HomeFacts, plan: Plan) -> Offer | None:
    """The offer for somebody before whom the routine of that plan lies."""
    latest = facts.latest
    if latest is None:
        return None
    if (resume := facts.resume) is not None:
        words = resume_words(resume)
        return Offer(
            words, tr("Resume from there"), resume.plan, latest.uuid, resume.occasion, True
        )
    if facts.is_after_weeks:
        step = shorter_step(plan)
        return Offer(gap_offer_words(step), tr("Start the shorter version"), step, latest.uuid)
    if (made_up := facts.make_up(plan)) is not None:
        words = make_up_offer_words(made_up)
        button = make_up_button_words(made_up)
        return Offer(words, button, made_up.plan, latest.uuid, made_up.occasion)
    return None
