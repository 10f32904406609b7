"""All texts that may stand on the page in a session, so that their places are settled once.

What a text says of a moment is in ``services/wording/session``, where the terminal has it as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from stretchtimer.engine.cues import CueStyle
from stretchtimer.engine.model import Breath
from stretchtimer.engine.plan import Phase, Plan
from stretchtimer.engine.session import SessionState, Status, new_session
from stretchtimer.services.session.session_view import SessionView, Stage, session_view
from stretchtimer.services.wording.durations import short_text
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.session import (
    badge_text,
    coming_texts,
    instruction_text,
    moment_word,
    stage_word,
)
from stretchtimer.ui.session.breath import breath_word
from stretchtimer.ui.session.digits import widest

_LONGEST_SECONDS_MS = 59_000


@dataclass(frozen=True)
class PageTexts:
    """What a plan may bring, each text once; ``digits`` are the widest of the ring."""

    names: tuple[str, ...]
    badges: tuple[str, ...]
    moments: tuple[str, ...]
    instructions: tuple[str, ...]
    tells_what_to_do: bool
    """Whether any of the instructions tells more than for how long."""
    comings: tuple[str, ...]
    longest_left: str
    digits: str


def page_texts(plan: Plan) -> PageTexts:
    """The texts of all phases, told the usual way and the easier one."""
    views = list(_views(plan))
    minutes_ms = plan.total_ms // 60_000 * 60_000
    moments = [stage_word(stage, view.stretch) for view in views for stage in Stage]
    moments += [moment_word(view) for view in views if view.stage is Stage.HOLD]
    return PageTexts(
        names=_once(view.stretch.name for view in views),
        badges=_once(badge_text(view) for view in views),
        moments=_once((*moments, *map(breath_word, Breath))),
        instructions=_once(map(instruction_text, views)),
        tells_what_to_do=any(view.instruction for view in views),
        comings=_once(coming_texts(view.stretch.name for view in views)),
        longest_left=short_text(minutes_ms + _LONGEST_SECONDS_MS),
        digits=widest(phase.duration_ms for phase in plan.phases),
    )


def left_words(can_be_heard: bool, is_voice_awaited: bool) -> str:
    """What stands beside the time that is left: quietly, what cannot be heard now."""
    if not can_be_heard:
        return tr("No sound · {time} left")
    if is_voice_awaited:
        return tr("Preparing the voice · {time} left")
    return tr("{time} left")


def room_words(moment: str, can_be_heard: bool, is_voice_awaited: bool) -> str:
    """The word of the moment for across the room, with what cannot be heard now."""
    if not can_be_heard:
        return tr("No sound · {word}").format(word=moment)
    if is_voice_awaited:
        return tr("No voice yet · {word}").format(word=moment)
    return moment


def _views(plan: Plan) -> Iterator[SessionView]:
    """A picture of each phase that tells something else than the others."""
    easier = plan
    for stretch in plan.routine.stretches:
        if stretch.can_be(True):
            easier = easier.with_stretch(replace(stretch, is_easier=True))
    told: set[tuple[str, ...]] = set()
    for form in (plan, easier):
        for phase in form.phases:
            key = (phase.stretch.id, phase.kind.value, phase.words.position, str(phase.side))
            if key not in told:
                told.add(key)
                yield from _views_of(new_session(form, CueStyle()), phase)


def _views_of(state: SessionState, phase: Phase) -> Iterator[SessionView]:
    state = replace(
        state, status=Status.RUNNING, phase_index=phase.index, duration_ms=phase.duration_ms
    )
    into_ms = 0
    for movement in phase.cycle if phase.is_hold else ():
        yield session_view(state, into_ms)
        into_ms += movement.duration_ms
    yield session_view(state, into_ms)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
