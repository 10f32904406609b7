"""The laws of what is heard in a session, checked by somebody who knows only its events.

- No two sounds at once. As the player does it, speech and numbers fall silent when a phase begins,
  time stops, or the person says that a hold is done; every other sound rings on.
- Whoever comes to a phase that has room for it has been told by its end which hold it is: the
  stretch by its name, and the side. A phase has room when it runs long enough, undisturbed, for the
  sound that rings, its own one, name, side, and in a hold the count.
- What was cut was not heard; a side of an unknown stretch says nothing; a jump forgets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from stretchtimer.engine.commands import (
    AnyCommand,
    GoTo,
    Previous,
    Ready,
)
from stretchtimer.engine.countdown import COUNT_IN_MS
from stretchtimer.engine.cues import (
    AFTER_SOUND_MS,
    BEFORE_SOUND_MS,
    BETWEEN_LINES_MS,
    CueKind,
    CueStyle,
)
from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.events import (
    CueDue,
    Event,
    OpenHoldEnded,
    PhaseEntered,
    SessionFinished,
    SessionPaused,
    SessionResumed,
)
from stretchtimer.engine.plan import Phase, PhaseKind, Plan
from stretchtimer.engine.session import Status
from stretchtimer.engine.speech import Talk
from tests.engine.routines import ALL_CLIPS, Played
from tests.spoken_english import SIDES

HUSHED = (CueKind.SPEECH, CueKind.COUNT, CueKind.REPETITION)
LONG_HOLD_MS = 12_000
"""So long is enough for the longest name, its side and all sounds of the bundled routine."""


@dataclass
class Sound:
    """One sound as it was heard, until it was cut."""

    start_ms: int
    end_ms: int
    text: str
    kind: CueKind
    phase: Phase
    is_cut: bool = False

    def __str__(self) -> str:
        return f"“{self.text}” ({self.start_ms} to {self.end_ms}, phase {self.phase.index})"


@dataclass
class Stay:
    """A phase that the person was in; it ran undisturbed from ``since_ms`` to ``until_ms``."""

    phase: Phase
    entered_ms: int
    since_ms: int
    jumped: bool = False
    sounds: list[Sound] = field(default_factory=list)
    until_ms: int | None = None


def name_of(phase: Phase) -> str:
    name = phase.stretch.name
    return name if name[-1] in ".!?:" else f"{name}."


def needed_ms(phase: Phase, style: CueStyle) -> int:
    """How long the phase must run so that there is room to say which hold it belongs to."""
    sounds_ms = [style.length_ms(clip) for clip in ALL_CLIPS if clip != "routine_end"]
    words_ms = style.length_ms(style.voice[name_of(phase)])
    if phase.side:
        words_ms += BETWEEN_LINES_MS + style.length_ms(style.voice[SIDES[phase.side]])
    count_ms = 3 * SECOND_MS if phase.is_hold else 0
    # One sound that still rings when the person moves, and the one with which the phase begins.
    return 2 * max(sounds_ms) + AFTER_SOUND_MS + words_ms + BEFORE_SOUND_MS + count_ms


class Witness:
    """Plays a session and notes what is heard in it."""

    def __init__(self, played: Played) -> None:
        self.played = played
        self.style = played.state.style
        self.stays: list[Stay] = []
        self.sounds: list[Sound] = []
        self._hear(played.events, None, played.now_ms)

    def wait(self, by_ms: int) -> None:
        self._hear(self.played.wait(by_ms), None, self.played.now_ms)

    def try_(self, command: AnyCommand) -> bool:
        self.wait(0)
        before = len(self.played.events)
        waited = self.played.state.status is Status.WAITING
        done = self.played.try_(command)
        if done:
            self._hear(self.played.events[before:], command, self.played.now_ms)
        if done and waited and isinstance(command, Ready):
            self.stays[-1].since_ms += COUNT_IN_MS
        return done

    def _hear(self, events: Sequence[Event], command: AnyCommand | None, now_ms: int) -> None:
        if command and self.stays:
            self.stays[-1].since_ms = max(self.stays[-1].since_ms, now_ms)
        for event in events:
            if isinstance(event, CueDue):
                end_ms = event.due_ms + self.style.length_ms(event.cue.clip)
                sound = Sound(event.due_ms, end_ms, event.cue.text, event.cue.kind, event.phase)
                self.sounds.append(sound)
                self.stays[-1].sounds.append(sound)
            elif isinstance(event, PhaseEntered):
                self._hush(event.due_ms)
                self._leave(event.due_ms, command)
                jumped = isinstance(command, GoTo | Previous)
                self.stays.append(Stay(event.phase, event.due_ms, event.due_ms, jumped))
            elif isinstance(event, SessionResumed):
                self.stays[-1].since_ms = event.runs_at_ms
            elif isinstance(event, SessionPaused | OpenHoldEnded):
                self._hush(event.due_ms)
            elif isinstance(event, SessionFinished):
                self._hush(event.due_ms)
                self._leave(event.due_ms, command)

    def _hush(self, now_ms: int) -> None:
        for sound in self.sounds[-4:]:
            if sound.kind in HUSHED and sound.end_ms > now_ms:
                sound.end_ms, sound.is_cut = now_ms, True

    def _leave(self, now_ms: int, command: AnyCommand | None) -> None:
        if command is None and self.stays:
            self.stays[-1].until_ms = now_ms

    def overlaps(self) -> list[str]:
        found = []
        until_ms, before = -1, None
        for sound in self.sounds:
            if sound.start_ms < until_ms:
                found.append(f"{sound} begins below {before}")
            until_ms, before = max(until_ms, sound.end_ms), sound
        return found

    def untold(self, since_ms: int = 0) -> list[str]:
        """What was not told of phases that were entered since then."""
        if self.style.talk is Talk.TONES:
            return []
        found = []
        plan, mind = self.played.state.plan, _Mind()
        for stay in self.stays:
            mind.come_to(plan, stay)
            for sound in stay.sounds:
                if not sound.is_cut:
                    mind.hear(sound.text, stay.phase)
            if stay.until_ms is None or stay.phase.kind not in _TELLING:
                continue
            if stay.entered_ms < since_ms:
                continue
            run_ms = stay.until_ms - stay.since_ms
            if run_ms >= needed_ms(stay.phase, self.style) and not mind.knows(stay.phase):
                found.append(f"{run_ms} ms of phase {stay.phase.index} end with {mind}")
        return found


_TELLING = (PhaseKind.LEAD_IN, PhaseKind.CHANGE_SIDES, PhaseKind.HOLD)


@dataclass
class _Mind:
    """What is known: which stretch of which round it is, and which side of which hold."""

    stretch: tuple[str, int] | None = None
    hold: int | None = None
    side: str = ""

    def come_to(self, plan: Plan, stay: Stay) -> None:
        phase = stay.phase
        if stay.jumped:
            self.stretch = self.hold = None
        if self.stretch and self.stretch != (phase.stretch.id, phase.round):
            self.stretch = None
        hold = plan.hold_of(phase).index
        if hold != self.hold:
            self.hold, self.side = hold, ""

    def hear(self, text: str, phase: Phase) -> None:
        if text == name_of(phase):
            self.stretch = (phase.stretch.id, phase.round)
        if text in SIDES.values():
            self.side = text

    def knows(self, phase: Phase) -> bool:
        return self.stretch is not None and (not phase.side or self.side == SIDES[phase.side])
