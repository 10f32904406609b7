"""Keeps those clips loaded that may sound soon: a whole session's would take much memory."""

from __future__ import annotations

from collections.abc import Iterator

from stretchtimer.engine.cue_rescheduling import coming_cues
from stretchtimer.engine.cues import COUNT_FROM, CueKind, count_cue
from stretchtimer.engine.events import PhaseEntered, PhaseExtended, SessionStarted
from stretchtimer.engine.session import SessionState
from stretchtimer.services.audio_out import SILENCE, AudioOut
from stretchtimer.services.clip_library import ClipLibrary
from stretchtimer.services.runner import SessionRunner, Told

_AHEAD = 2
"""How many phases ahead; sounds may be given to a slow output before their phase begins."""


class ClipFeeder:
    """A listener of one session. The sound at the end of a phase goes on in the next one."""

    def __init__(self, out: AudioOut, clips: ClipLibrary, runner: SessionRunner) -> None:
        self._out = out
        self._clips = clips
        self._runner = runner

    def on_event(self, told: Told) -> None:
        if isinstance(told.event, SessionStarted | PhaseEntered | PhaseExtended):
            self.feed()

    def feed(self) -> None:
        """Loads what may sound soon, and gives the rest back."""
        files = self._clips.files
        names = set(_soon(self._runner.state))
        self._out.load({name: files[name] for name in names if name in files})


def _soon(state: SessionState) -> Iterator[str]:
    yield SILENCE
    yield CueKind.HOLD_START.value
    for count in range(1, COUNT_FROM + 1):
        yield count_cue(count, 0, state.style).clip
    if state.last_sound:
        yield state.last_sound.clip
    coming = coming_cues(state, _AHEAD)
    yield from (cue.clip for cue in (*state.heard, *state.cues, *coming))
