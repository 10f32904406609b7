"""Plays a real sound by the output of the terminal mode, and says by which program."""

from __future__ import annotations

import threading

from stretchtimer.services.audio_out import AudioOut, AudioStatus, Sound
from stretchtimer.services.clock import Clock
from stretchtimer.terminal.findings import Finding

CLIP = "hold_start"
ANSWER_S = 5.0
AFTERWARDS_S = 1.0
"""How long after the end of a sound a player may take to say that it failed."""


def check_sound(out: AudioOut, clock: Clock, length_ms: int) -> Finding:
    """Plays a sound of that length; a player tells only by its end whether it was heard."""
    answered, failed = threading.Event(), threading.Event()

    def on_status_changed(status: AudioStatus) -> None:
        if status.problem:
            failed.set()
        if status.working or status.problem:
            answered.set()

    out.on_status_changed(on_status_changed)
    # The answer may have come before anybody listened.
    on_status_changed(out.status())
    if answered.wait(ANSWER_S) and not failed.is_set():
        out.schedule([Sound(clock.monotonic_ms(), CLIP)])
        failed.wait(length_ms / 1000 + AFTERWARDS_S)
    status = out.status()
    out.close()
    return _finding(status)


def _finding(status: AudioStatus) -> Finding:
    subject = "sound in the terminal"
    if status.working:
        return Finding(subject, True, f"a sound was played by {status.output}")
    problem = status.problem or "The sound output does not answer."
    return Finding(subject, False, "nothing could be played", problem)
