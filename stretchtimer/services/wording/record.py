"""Words for the record: days, ends, pains, and what may honestly be said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtimer.engine.durations import MINUTE_MS
from stretchtimer.services.wording.durations import minutes_text, short_text, times_text
from stretchtimer.services.wording.language import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from stretchtimer.services.record.days import DayMark, Week
    from stretchtimer.services.record.entries import Entry
    from stretchtimer.services.record.ledger import SideLine
    from stretchtimer.services.record.overview import Overview, Span
    from stretchtimer.services.record.pain_over_weeks import Change, PainWeek, Pair
    from stretchtimer.storage.history.rows import SessionRow


def mark_word(mark: DayMark) -> str:
    """What was done on a day."""
    from stretchtimer.services.record.days import DayMark

    return {
        DayMark.DONE: tr("done"),
        DayMark.PART: tr("partly done"),
        DayMark.BY_HAND: tr("added by hand"),
    }[mark]


def span_word(span: Span) -> str:
    from stretchtimer.services.record.overview import Span

    return {
        Span.SIX_WEEKS: tr("Six weeks"),
        Span.QUARTER: tr("Three months"),
        Span.YEAR: tr("A year"),
        Span.ALL: tr("Everything"),
    }[span]


def week_words(week: Week) -> str:
    """How many days of this week, against the person's own aim where there is one."""
    if week.aim:
        return tr("{n} of {aim} days this week.").format(n=week.done, aim=week.aim)
    return ntr("{n} day this week.", "{n} days this week.", week.done)


def end_word(session: SessionRow, *, is_running: bool = False) -> str:
    """How a session ended, or that it goes on just now in whatever program."""
    from stretchtimer.storage.history.rows import End

    if session.by_hand:
        return tr("added by hand")
    if is_running:
        return tr("in progress")
    return {
        End.FINISHED: tr("finished"),
        End.ENDED_EARLY: tr("partly done"),
        End.BROKEN_OFF: tr("interrupted"),
    }[session.end]


def held_words(entry: Entry) -> str:
    """How long was held, or how long it took, as far as anybody knows."""
    session = entry.session
    if session.by_hand:
        return short_text(session.planned_ms)
    if any(hold.held.planned_repetitions is not None for hold in session.holds):
        return tr("{time} of exercise").format(time=short_text(session.held_ms))
    return tr("{time} held").format(time=short_text(session.held_ms))


def pain_words(before: int | None, after: int | None) -> str:
    """The pain of a session as it was said; empty where nothing was."""
    if before is not None and after is not None:
        return tr("back pain {before} of 10 before, {after} after").format(
            before=before, after=after
        )
    if before is not None:
        return tr("back pain {before} of 10 before").format(before=before)
    if after is not None:
        return tr("back pain {after} of 10 after").format(after=after)
    return ""


def walk_words(entry: Entry) -> str:
    """The walk before a session, as far as anybody noted it; empty for none."""
    if entry.walk is None:
        return ""
    if entry.walked_min is None:
        return tr("after a walk")
    return tr("after a walk of {n} min").format(n=entry.walked_min)


def round_time(ms: int) -> str:
    """A time as short as it is still honest: seconds matter only where it is not long."""
    minutes = (ms + MINUTE_MS // 2) // MINUTE_MS
    if ms < 10 * MINUTE_MS:
        return short_text(ms)
    if minutes < 60:
        return minutes_text(ms)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min"


def side_line_words(line: SideLine) -> str:
    """One stretch of the ledger in a sentence."""
    planned, left, right, both = side_amounts(line, short_text)
    if line.has_sides:
        return tr("{name}: left {left}, right {right}, of {planned} planned for each side.").format(
            name=line.stretch_name, left=left, right=right, planned=planned
        )
    return tr("{name}: {held} of {planned} planned.").format(
        name=line.stretch_name, held=both, planned=planned
    )


def side_amounts(line: SideLine, time: Callable[[int], str]) -> tuple[str, str, str, str]:
    """What was planned of a stretch for each side, and done on the left, the right, and without.

    That is told in times where it is counted, else by ``time``.
    """
    if line.times is not None:
        planned, left, right, both = line.times
        return times_text(planned), str(left), str(right), str(both)
    return (
        *(time(line.planned_ms), time(line.left_ms)),
        *(time(line.right_ms), time(line.both_ms)),
    )


def range_words(view: Overview) -> str:
    """The pains of the span in one sentence, and the days on which they were high."""
    least, most = _range(view)
    if least is None or most is None:
        return tr("Nothing was noted in this period.")
    words = tr("Between {least} and {most} of 10.").format(least=least, most=most)
    if least == most:
        once = sum(week.asked for week in view.pain) == 1
        noted = tr("{pain} of 10, noted once.")
        words = (noted if once else tr("{pain} of 10 each time.")).format(pain=most)
    return f"{words} {_high_words(view)}"


def back_pain_words(view: Overview) -> str:
    """The same for a page where nothing else says what it is about; empty without any."""
    least, most = _range(view)
    if least is None or most is None:
        return ""
    words = tr("Back pain between {least} and {most} of 10.").format(least=least, most=most)
    if least == most:
        once = sum(week.asked for week in view.pain) == 1
        noted = tr("Back pain {pain} of 10, noted once.")
        words = (noted if once else tr("Back pain {pain} of 10 each time.")).format(pain=most)
    return f"{words} {_high_words(view)}"


def walks_words(view: Overview) -> str:
    """How often somebody walked, and how long at most; empty where no walk was noted."""
    if not view.walk_days:
        return ""
    words = ntr("Walked on {n} day.", "Walked on {n} days.", view.walk_days)
    if view.longest_walk_ms is None:
        return words
    longest = tr("The longest walk took {time}.").format(time=round_time(view.longest_walk_ms))
    return f"{words} {longest}"


def walking_pain_words(view: Overview) -> str:
    """The pain while walking in a sentence; empty where none was noted."""
    said = [week for week in view.walking if week.least is not None]
    least = min((week.least for week in said if week.least is not None), default=None)
    most = max((week.most for week in said if week.most is not None), default=None)
    if least is None or most is None:
        return ""
    if least == most:
        return tr("Back pain while walking: always {pain} of 10.").format(pain=most)
    words = tr("Back pain while walking: between {least} and {most} of 10.")
    return words.format(least=least, most=most)


def then_and_now_words(weeks: Iterable[PainWeek]) -> str:
    """The first week that anything was said of against the latest; empty where it is but one.

    That week need not be the first one of the time that is told of.
    """
    said = [week for week in weeks if week.asked]
    if len(said) < 2:
        return ""
    words = tr("{first} of 10 in the first week noted, {latest} in the latest.")
    return words.format(first=pains_of(said[0]), latest=pains_of(said[-1]))


def pains_of(week: PainWeek) -> str:
    """The pains of a week, as short as they can be told; empty where nothing was said."""
    if week.least is None or week.most is None:
        return ""
    if week.least == week.most:
        return str(week.most)
    return tr("{least} to {most}").format(least=week.least, most=week.most)


def _range(view: Overview) -> tuple[int | None, int | None]:
    least = min((week.least for week in view.pain if week.least is not None), default=None)
    return least, max((week.most for week in view.pain if week.most is not None), default=None)


def _high_words(view: Overview) -> str:
    return ntr("{n} day at 7 or more.", "{n} days at 7 or more.", view.high_days)


def pairs_words(some: Iterable[Pair]) -> str:
    """How it was after sessions against before: under two points is no change."""
    from stretchtimer.services.record.pain_over_weeks import count_pairs

    count = count_pairs(some)
    if not count.all:
        return tr("No sessions with back pain noted before and after yet.")
    parts = [
        ntr(
            "{n} session noted before and after.", "{n} sessions noted before and after.", count.all
        )
    ]
    if count.less:
        parts.append(tr("Less pain afterwards: {n}.").format(n=count.less))
    if count.same:
        parts.append(tr("No change to speak of: {n}.").format(n=count.same))
    if count.more:
        parts.append(tr("More pain afterwards: {n}.").format(n=count.more))
    return " ".join(parts)


def change_word(change: Change) -> str:
    """What became of a pain."""
    from stretchtimer.services.record.pain_over_weeks import Change

    return {
        Change.LESS: tr("less"),
        Change.SAME: tr("no change to speak of"),
        Change.MORE: tr("more"),
    }[change]


def make_up_words(line: SideLine) -> str:
    """The offer to hold the side that was held less."""
    from stretchtimer.engine.model import Side

    left = line.behind is Side.LEFT
    return tr("Catch up on the left side") if left else tr("Catch up on the right side")
