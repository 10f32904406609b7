"""Words for what happens in a session: sides, stages, cues, and what comes next.

Where the terminal, which only has lines, needs another form than the window, both stand here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.model import MAX_SETS, Side
from stretchtimer.services.wording.durations import short_text, times_text
from stretchtimer.services.wording.language import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchtimer.engine.cues import Cue
    from stretchtimer.engine.model import Stretch
    from stretchtimer.engine.script import Posture
    from stretchtimer.services.session.session_view import SessionView, Stage
    from stretchtimer.services.session.summary import Summary, SummaryLine


def side_badge(side: Side | None) -> str:
    """The side of the body, large: the one word that stands in capitals. Empty for none."""
    if side is None:
        return ""
    return tr("LEFT side") if side is Side.LEFT else tr("RIGHT side")


def side_word(side: Side) -> str:
    return tr("left") if side is Side.LEFT else tr("right")


def stage_word(stage: Stage, stretch: Stretch) -> str:
    """What the person is doing, short enough to stand in the ring."""
    from stretchtimer.services.session.session_view import Stage

    return {
        Stage.PAUSED: tr("Paused"),
        Stage.COUNT_IN: tr("Resuming in"),
        Stage.READY: tr("Ready?"),
        Stage.LEAD_IN: tr("Get ready"),
        Stage.REST: tr("Rest"),
        Stage.HOLD: _hold_word(stretch),
        Stage.CHANGE_SIDES: tr("Change sides"),
        Stage.CHANGE_OVER: tr("Coming next"),
        Stage.RELEASE: tr("Come out"),
    }[stage]


def _hold_word(stretch: Stretch) -> str:
    return tr("Keep moving") if stretch.movements else tr("Hold")


def stage_line(stage: Stage, stretch: Stretch) -> str:
    """The same for the terminal, which has no button beside it."""
    from stretchtimer.services.session.session_view import Stage

    return tr("Ready? Press Enter.") if stage is Stage.READY else stage_word(stage, stretch)


def cue_word(cue: Cue, stretch: Stretch) -> str:
    """The equal of a cue on the screen; counts stand large in the ring already."""
    from stretchtimer.engine.cues import CueKind

    return {
        CueKind.LEAD_IN: tr("Get ready"),
        CueKind.HOLD_START: _hold_word(stretch),
        CueKind.HALF_WAY: _half_way_word(cue, stretch),
        CueKind.HOLD_END: tr("Come out"),
        CueKind.CHANGE_SIDES: tr("Change sides"),
        CueKind.STRETCH_END: tr("Come out"),
        CueKind.ROUTINE_END: tr("Finished"),
        CueKind.COUNT: "",
        CueKind.REPETITION: "",
        CueKind.MOVEMENT: cue.text,
        CueKind.SPEECH: _spoken_word(cue, stretch),
        CueKind.BREATH_IN: tr("Breathe in"),
        CueKind.BREATH_OUT: tr("Breathe out"),
    }[cue.kind]


def cue_line(cue: Cue, stretch: Stretch) -> str:
    """The equal of a cue for the terminal, which says all: also counts, and what is spoken."""
    from stretchtimer.engine.cues import CueKind

    is_said = cue.kind in (CueKind.COUNT, CueKind.REPETITION, CueKind.SPEECH)
    return cue.text if is_said else cue_word(cue, stretch)


def _half_way_word(cue: Cue, stretch: Stretch) -> str:
    return cue.text if stretch.told(None).half_way else tr("Half-way")


def _spoken_word(cue: Cue, stretch: Stretch) -> str:
    """What is said and stands nowhere else on the page."""
    from stretchtimer.engine.speech import SpeechLine

    if cue.line is SpeechLine.HALF_WAY:
        return _half_way_word(cue, stretch)
    if cue.line is SpeechLine.LAST_ONE:
        return tr("Last one")
    return ""


def gap_words(gap_ms: int) -> str:
    """Why the session was paused without anybody's wish."""
    words = tr("The computer was asleep or stopped for {time}, so the session was paused.")
    return words.format(time=short_text(gap_ms))


def held_text(line: SummaryLine) -> str:
    """For how long a stretch was held, or how often it was done, or why it was not."""
    if line.held_ms:
        return short_text(line.held_ms) if line.done_times is None else times_text(line.done_times)
    return tr("skipped") if line.is_reached else tr("not reached")


def planned_text(line: SummaryLine) -> str:
    """What was planned of a stretch, as it is told what was done of it."""
    if line.planned_times is None or (line.held_ms and line.done_times is None):
        return short_text(line.planned_ms)
    return times_text(line.planned_times)


def done_text(summary: Summary, *, is_whole: bool, goes_on: bool = False) -> str:
    """What was done in all, or since one has gone on with what was broken off.

    Whoever counts exercises does not hold.
    """
    if any(line.planned_times is not None for line in summary.lines):
        words = tr("You exercised for {held} in all. It is in your record.")
        if goes_on:
            words = tr("You exercised for {held} since you resumed. It is in your record.")
        elif is_whole:
            words = tr("You did the whole routine and exercised for {held} in all.")
    elif goes_on:
        words = tr("You held for {held} since you resumed. It is in your record.")
    elif is_whole:
        words = tr("You did the whole routine and held for {held} in all.")
    else:
        words = tr("You held for {held} in all. It is in your record.")
    return words.format(held=short_text(summary.held_ms))


def getting_up_text(posture: Posture | None) -> str:
    """How to get up after the last stretch, as it is spoken."""
    from stretchtimer.engine.script import Posture

    if posture is Posture.BACK:
        return tr("Rest for a moment. Then roll onto your side, and push up with your hands.")
    if posture is Posture.HANDS_AND_KNEES:
        return tr("Rest for a moment. Then put one foot on the floor, and come up slowly.")
    return tr("Rest for a moment, and then get up slowly.")


def hurts_texts(stretch: Stretch, side: Side | None) -> tuple[str, ...]:
    """What is told to somebody whom a stretch hurts, before they choose what to do."""
    told = [
        tr("Come out of the stretch slowly. The timer is paused."),
        tr("Stop at any sharp pain, or pain that spreads down a leg."),
    ]
    if stretch.can_be(True):
        words = stretch.words.on_side(side or stretch.first_side)
        told.append(tr("The easier way: {words}").format(words=words.easier))
    return tuple(told)


def hurts_choice_words(choice: str) -> str:
    """What can be chosen then, by its value."""
    return {
        "easier": tr("Do it the easier way today"),
        "skip": tr("Skip this stretch"),
        "help_now": tr("When to get help"),
        "resume": tr("Resume"),
        "leave": tr("End the session"),
    }[choice]


def instruction_text(view: SessionView) -> str:
    """What to do; and while one gets into position, for how long or how often."""
    hold = view.hold
    if not hold:
        return view.instruction
    if hold.times is not None:
        dose = ntr("Do it {n} time.", "Do it {n} times.", hold.times)
    elif hold.is_open:
        dose = tr("Take your time, and go on when you are ready.")
    else:
        words = tr("Keep moving for {time}.") if hold.stretch.movements else tr("Hold for {time}.")
        dose = words.format(time=short_text(hold.duration_ms))
    return f"{view.instruction} {dose}".lstrip()


def coming_text(view: SessionView) -> str:
    """What follows the present hold."""
    from stretchtimer.services.session.session_view import Coming

    if view.coming is Coming.STRETCH:
        return tr("Next: {name}").format(name=view.coming_stretch)
    if view.coming is Coming.NEXT_SET:
        return _next_set_text(view.coming_set, view.stretch.dose.repetitions)
    return {
        Coming.OTHER_SIDE: tr("Next: the other side"),
        Coming.ONCE_MORE: tr("Next: once more"),
        Coming.END: tr("This is the last one"),
    }[view.coming]


def _next_set_text(number: int, count: int) -> str:
    return tr("Next: set {number} of {all}").format(number=number, all=count)


def coming_texts(names: Iterable[str]) -> tuple[str, ...]:
    """All that ``coming_text`` may say in a session with stretches of these names."""
    sets = _next_set_text(MAX_SETS, MAX_SETS)
    fixed = (tr("Next: the other side"), tr("Next: once more"), tr("This is the last one"), sets)
    return (*fixed, *(tr("Next: {name}").format(name=name) for name in names))


def moment_word(view: SessionView, cue: str = "") -> str:
    """The word of the moment, with the cue of the moment where there is one.

    Where movements are counted it goes on from the number: "of 8 done", and which movement is due.
    Where one holds at one's own pace it tells for how long.
    """
    from stretchtimer.services.session.session_view import Stage

    if view.stage is not Stage.HOLD:
        return cue or stage_word(view.stage, view.stretch)
    if view.is_open:
        time = tr("{time} so far").format(time=short_text(view.seconds * SECOND_MS))
        times = view.phase.times
        return cue or (time if times is None else f"{times_text(times)} · {time}")
    if view.times is None:
        return cue or stage_word(view.stage, view.stretch)
    # The movement stands beside the name already, where no side does.
    word = cue or (view.movement.name if view.movement else "")
    words = tr("of {all} done")
    if word not in ("", badge_text(view)):
        words = tr("of {all} done · {word}")
    return words.format(all=view.times, word=word)


def count_line(view: SessionView) -> str:
    """What the person is doing, for the terminal, and what is done of it where that is counted."""
    from stretchtimer.services.session.session_view import Stage

    if view.stage is Stage.HOLD and view.times is not None:
        return tr("{number} of {all} done").format(number=view.seconds, all=view.times)
    if view.is_open:
        return done_prompt()
    return stage_line(view.stage, view.stretch)


def done_prompt() -> str:
    """How a hold at one's own pace is ended in the terminal."""
    return tr("Press Enter when you are done.")


def badge_text(view: SessionView) -> str:
    """What stands with the name: the side, or the movement that is due."""
    if view.side:
        return side_badge(view.side)
    return view.movement.name if view.movement else ""
