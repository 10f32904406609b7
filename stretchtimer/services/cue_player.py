"""Sounds the cues of a session, early enough that they are heard at their instant.

- The instant of a cue is that of its audible onset; an output needs some time to get there,
  so the player looks ahead by the output's latency and the person's own shift.
- Each cue sounds once, also when the session is looked at often or a phase is made longer.
- A cue that comes too late to mean anything is left to the screen.
- Speech and counts end before their phase does, by the plan. So when a phase begins, or time
  stops, while something is being said, the person has moved about, and what was being said falls
  silent.
"""

from __future__ import annotations

from collections.abc import Callable

from stretchtimer.engine.cues import CueKind
from stretchtimer.engine.events import CueDue, PhaseEntered, SessionFinished, SessionPaused
from stretchtimer.engine.plan import Phase
from stretchtimer.engine.session import SessionState, deadline_ms
from stretchtimer.engine.transitions import advance
from stretchtimer.services.audio_out import AudioOut
from stretchtimer.services.runner import Told

TOO_LATE_MS = 500
_SAID = (CueKind.SPEECH, CueKind.COUNT)


class CuePlayer:
    """A scout and listener of one session. ``shift_ms`` is asked for anew at every look.

    ``length_ms`` tells how long a clip lasts.
    """

    def __init__(
        self,
        out: AudioOut,
        shift_ms: Callable[[], int],
        length_ms: Callable[[str], int] = lambda _clip: 0,
        sounded: Callable[[CueDue, int], None] = lambda _cue, _now_ms: None,
    ) -> None:
        self._out = out
        self._shift_ms = shift_ms
        self._length_ms = length_ms
        self._sounded = sounded
        self._spoken: list[CueDue] = []
        self._played: set[tuple[int, str]] = set()

    def ahead_ms(self) -> int:
        """How long before its instant a cue is given to the output."""
        return self._out.latency_ms + self._shift_ms()

    def on_event(self, told: Told) -> None:
        event = told.event
        if isinstance(event, CueDue):
            self._play(event, told.emitted_ms)
        elif isinstance(event, PhaseEntered):
            self._hush(event.due_ms, event.phase)
        elif isinstance(event, SessionPaused | SessionFinished):
            self._hush(event.due_ms)

    def scout(self, state: SessionState, now_ms: int) -> None:
        self._played = {key for key in self._played if key[0] > now_ms - TOO_LATE_MS}
        _, coming = advance(state, now_ms + self.ahead_ms())
        for event in coming:
            if isinstance(event, CueDue):
                self._play(event, now_ms)

    def next_scout_ms(self, state: SessionState, now_ms: int) -> int | None:
        ahead_ms = self.ahead_ms()
        ahead_state, _ = advance(state, now_ms + ahead_ms)
        due_ms = deadline_ms(ahead_state)
        return None if due_ms is None else due_ms - ahead_ms

    def _play(self, event: CueDue, now_ms: int) -> None:
        key = (event.due_ms, event.cue.clip)
        if key in self._played or now_ms - event.due_ms > TOO_LATE_MS:
            return
        self._played.add(key)
        self._out.play(event.cue.clip)
        if event.cue.kind in _SAID:
            self._spoken = [one for one in self._spoken if self._end_ms(one) > now_ms]
            self._spoken.append(event)
        self._sounded(event, now_ms)

    def _hush(self, now_ms: int, coming: Phase | None = None) -> None:
        """Silences what is being said, unless it belongs to the phase that begins now."""
        for spoken in self._spoken:
            begins = coming and spoken.phase.index == coming.index and spoken.due_ms >= now_ms
            if not begins and self._end_ms(spoken) > now_ms:
                self._out.stop(spoken.cue.clip)
        self._spoken = []

    def _end_ms(self, spoken: CueDue) -> int:
        return spoken.due_ms + self._length_ms(spoken.cue.clip)
