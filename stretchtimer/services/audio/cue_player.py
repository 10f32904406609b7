"""Has the cues of a session sounded, each at its instant, by an output that is told ahead.

- What is wanted follows from the state of the session alone: the cues that are due within
  ``AHEAD_MS``, if nothing happens, and what still sounds of those that were due. It is handed over
  as a whole at each look, so what a command takes back is taken back, also from a slow output.
- The instant of a cue is that of its audible onset; the person's own shift makes it earlier.
- When something happens that was not foreseen (a pause, a skip), what sounds falls silent.
- A cue that comes too late to mean anything is left to the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from stretchtimer.engine.events import (
    CueDue,
    Event,
    OpenHoldEnded,
    PhaseEntered,
    SessionFinished,
    SessionPaused,
)
from stretchtimer.engine.session import SessionState, deadline_ms
from stretchtimer.engine.state_machine import advance
from stretchtimer.services.audio.audio_out import TOO_LATE_MS, AudioOut, Sound
from stretchtimer.services.session.runner import Emitted

AHEAD_MS = 3_000
"""How far ahead cues are handed over: so long nobody has to look, and nothing is lost."""
_LEAST_AHEAD_MS = 1_000
"""A session is looked at each second; only where it is not, there are looks of our own."""


_TURNS = (PhaseEntered, OpenHoldEnded, SessionPaused, SessionFinished)


class CuePlayer:
    """Hands the cues of one session to an output, each with the instant at which it is to be heard.

    ``shift_ms`` tells how much earlier than that the output is to begin; it is asked for at each
    poll, so that a change of the setting is heard at once. At the first poll whatever still sounds
    of another session falls silent.
    """

    def __init__(self, out: AudioOut, shift_ms: Callable[[], int]) -> None:
        self._out = out
        self._shift_ms = shift_ms
        self._is_first_look = True
        self._told: list[CueDue] = []
        self._foreseen: Sequence[Event] = ()
        self._sounds: dict[tuple[int, str], Sound] = {}

    def on_event(self, emitted: Emitted) -> None:
        event = emitted.event
        if isinstance(event, CueDue):
            self._told.append(event)
        elif isinstance(event, _TURNS) and event not in self._foreseen:
            self._told.clear()

    def look_ahead(self, state: SessionState, now_ms: int) -> None:
        _, self._foreseen = advance(state, now_ms + self._ahead_ms())
        self._told = [cue for cue in self._told if _may_sound(cue, state, now_ms)]
        coming = [event for event in self._foreseen if isinstance(event, CueDue)]
        before = self._sounds
        self._sounds = dict(self._placed([*self._told, *coming], now_ms))
        if self._sounds != before or self._is_first_look:
            self._is_first_look = False
            self._out.schedule(self._sounds.values())

    def next_look_ahead_ms(self, state: SessionState, now_ms: int) -> int | None:
        ahead, _ = advance(state, now_ms + self._ahead_ms())
        due_ms = deadline_ms(ahead)
        return None if due_ms is None else due_ms - self._shift_ms() - _LEAST_AHEAD_MS

    def _ahead_ms(self) -> int:
        return AHEAD_MS + self._shift_ms()

    def _placed(
        self, cues: Iterable[CueDue], now_ms: int
    ) -> Iterator[tuple[tuple[int, str], Sound]]:
        """Each cue with its sound; one that has begun stays where it is, whatever the shift."""
        for cue in cues:
            key = cue.due_ms, cue.cue.clip
            sound = self._sounds.get(key)
            if sound is None or sound.at_ms > now_ms:
                if cue.due_ms < now_ms - TOO_LATE_MS:
                    continue
                sound = Sound(max(cue.due_ms - self._shift_ms(), now_ms), cue.cue.clip)
            yield key, sound


def _may_sound(cue: CueDue, state: SessionState, now_ms: int) -> bool:
    """Whether some of the cue may not have been heard yet; an output may be a little late."""
    return now_ms < cue.due_ms + state.style.length_ms(cue.cue.clip) + TOO_LATE_MS
