"""Words for what the first page knows of other days: calm, and nothing that scolds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtimer.engine.durations import MINUTE_MS
from stretchtimer.services.wording.durations import minutes_text
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.services.wording.record import week_words
from stretchtimer.services.wording.session import side_word

if TYPE_CHECKING:
    from stretchtimer.engine.plan import Plan
    from stretchtimer.services.record.days import DayMark
    from stretchtimer.services.record.home import HomeFacts
    from stretchtimer.services.record.ledger import MakeUp
    from stretchtimer.services.record.resume import ResumeOffer


def today_words(facts: HomeFacts) -> str:
    """When it was last done, and how many days of this week; empty for somebody new."""
    if facts.latest is None or facts.days_ago is None:
        return ""
    last = _last_words(facts.days_ago, facts.is_day_whole)
    return f"{last} {week_words(facts.week)}"


def _last_words(days_ago: int, is_whole: bool) -> str:
    if days_ago == 0:
        return tr("Done today.") if is_whole else tr("Partly done today.")
    if days_ago == 1:
        return tr("Done yesterday.") if is_whole else tr("Partly done yesterday.")
    return ntr("Last done {n} day ago.", "Last done {n} days ago.", days_ago)


def weekday_word(number: int) -> str:
    """The name of a day of the week; 0 is Monday."""
    names = (tr("Monday"), tr("Tuesday"), tr("Wednesday"), tr("Thursday"))
    return (*names, tr("Friday"), tr("Saturday"), tr("Sunday"))[number]


def day_word(mark: DayMark | None, *, is_today: bool) -> str:
    """What a day of the week is called in the row of rounds."""
    from stretchtimer.services.wording.record import mark_word

    words = mark_word(mark) if mark else tr("nothing")
    return tr("{words} (today)").format(words=words) if is_today else words


def resume_words(offer: ResumeOffer) -> str:
    """Where the last session was broken off."""
    hold = offer.first_hold
    if hold.side is None:
        return tr("Last time you stopped at: {name}.").format(name=hold.stretch.name)
    return tr("Last time you stopped at: {name}, {side}.").format(
        name=hold.stretch.name, side=side_word(hold.side)
    )


def make_up_offer_words(offer: MakeUp) -> str:
    """Of which stretches one side was held less."""
    names = " · ".join(line.stretch_name for line in offer.lines)
    return tr("Last time, you held one side for less time: {names}.").format(names=names)


def make_up_button_words(offer: MakeUp) -> str:
    """The button of that offer."""
    from stretchtimer.engine.model import Side

    if offer.side is None:
        return tr("Catch up")
    return (
        tr("Catch up on the left side")
        if offer.side is Side.LEFT
        else tr("Catch up on the right side")
    )


def gap_offer_words(plan: Plan) -> str:
    """After some weeks; the plan is the shorter step."""
    return tr("Welcome back. A shorter version takes {total}.").format(
        total=minutes_text(plan.total_ms)
    )


def warm_words(left_ms: int) -> str:
    """How long one is still warm after a walk, in whole minutes begun."""
    return tr("Still warm for about {n} min").format(n=-(-left_ms // MINUTE_MS))


def pain_now_words(pain: int | None) -> str:
    """The line that the eleven keys are folded into."""
    return (
        tr("How is your back now?")
        if pain is None
        else tr("Back pain now: {n} of 10").format(n=pain)
    )


def pain_walking_words(pain: int | None) -> str:
    """The same for a walk."""
    if pain is None:
        return tr("How was your back on the walk?")
    return tr("Back pain while walking: {n} of 10").format(n=pain)
