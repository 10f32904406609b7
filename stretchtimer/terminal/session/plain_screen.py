"""The session as plain lines, one for each thing that happens; for pipes and simple terminals."""

from __future__ import annotations

from typing import TextIO

from stretchtimer.engine.cues import CueKind
from stretchtimer.engine.durations import clock_text
from stretchtimer.engine.events import (
    CueDue,
    GapNoticed,
    PhaseEntered,
    PhaseExtended,
    SessionFinished,
    SessionPaused,
    SessionResumed,
    SessionStarted,
    WaitingStarted,
)
from stretchtimer.engine.plan import Phase, Plan
from stretchtimer.services.person.safety_words import Topic, safety_page
from stretchtimer.services.session.runner import Emitted
from stretchtimer.services.session.session_view import SessionView, Stage, instruction
from stretchtimer.services.wording.durations import short_text
from stretchtimer.services.wording.keys import act_words, key_words
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import either, listed
from stretchtimer.services.wording.routine import amount_text
from stretchtimer.services.wording.session import (
    cue_line,
    done_prompt,
    gap_words,
    hurts_choice_words,
    hurts_texts,
    side_badge,
    stage_line,
)
from stretchtimer.terminal.output import OutputError, print_lines
from stretchtimer.terminal.session.screen_content import Over, ScreenContent
from stretchtimer.terminal.session.shortcuts import BINDINGS, choices_for

_STARTS = frozenset({CueKind.LEAD_IN, CueKind.HOLD_START, CueKind.CHANGE_SIDES, CueKind.SPEECH})
_ENDS = frozenset({CueKind.HOLD_END, CueKind.STRETCH_END})


class PlainScreen:
    """Writes to ``stream``, each line at once; time is told since the start of the session."""

    def __init__(self, stream: TextIO, plan: Plan) -> None:
        self._stream = stream
        # These cues sound when a phase begins, whose own line says the same.
        self._told_by_phase = _STARTS | _ENDS if plan.routine.times.release_ms else _STARTS
        self._start_ms = 0
        self._over = Over.NOTHING
        self._muted: bool | None = None
        self._note = ""
        self._lost = False

    @property
    def lost(self) -> bool:
        return self._lost

    def open(self) -> None:
        """Nothing to do: lines need no place of their own."""

    def close(self) -> None:
        """Nothing to do: ``open`` took nothing."""

    def show(self, picture: ScreenContent) -> None:
        """Writes only what no event tells: the question, the keys, the sound, a new note."""
        if picture.over is not self._over:
            self._over = picture.over
            self._write_over(picture.over, picture.view)
        if self._muted is not None and picture.muted is not self._muted:
            self._write(tr("The sound is off.") if picture.muted else tr("The sound is on."))
        self._muted = picture.muted
        if picture.note and picture.note != self._note:
            self._write(picture.note)
        self._note = picture.note

    def on_event(self, emitted: Emitted) -> None:
        event = emitted.event
        at_ms = event.due_ms
        match event:
            case SessionStarted():
                self._start_ms = at_ms
            case PhaseEntered(phase=phase):
                self._write(self._phase_words(phase), at_ms)
            case CueDue(cue=cue, phase=phase) if cue.kind not in self._told_by_phase:
                self._write(cue_line(cue, phase.stretch), at_ms)
            case WaitingStarted(phase=phase):
                self._write(stage_line(Stage.READY, phase.stretch), at_ms)
            case PhaseExtended(phase=phase) if phase.is_hold and phase.times is not None:
                self._write(tr("one more"), at_ms)
            case PhaseExtended(by_ms=by_ms):
                self._write(tr("{time} more").format(time=short_text(by_ms)), at_ms)
            case GapNoticed(gap_ms=gap_ms):
                self._write(gap_words(gap_ms), at_ms)
            case SessionPaused(phase=phase):
                self._write(stage_line(Stage.PAUSED, phase.stretch), at_ms)
            case SessionResumed():
                self._write(tr("Resuming"), at_ms)
            case SessionFinished(completed=completed):
                self._write(tr("The end") if completed else tr("Ended early"), at_ms)

    def _phase_words(self, phase: Phase) -> str:
        """``Hold Spinal twist, LEFT side, 30 s. Breathe calmly.``"""
        stretch = phase.stretch
        first = next(iter(phase.cycle), None) if phase.is_hold else None
        counted = phase.is_hold and phase.times is not None
        amount = amount_text(stretch) if counted else short_text(phase.duration_ms)
        what = [stretch.name, side_badge(phase.side), "" if phase.is_open else amount]
        words = tr("{stage}: {what}. {instruction}").format(
            stage=stage_line(Stage(phase.kind.value), stretch),
            what=listed([*filter(None, what)]),
            instruction=instruction(phase, first),
        )
        words = words.rstrip()
        return f"{words} {done_prompt()}" if phase.is_open else words

    def _write_over(self, over: Over, view: SessionView) -> None:
        if over is Over.END_QUESTION:
            question = tr("End the session? What you have held is in your record. ({yes}/{no})")
            self._write(question.format(yes="Y", no="N"))
        elif over is Over.KEYS:
            for binding in BINDINGS:
                keys = either([*map(key_words, binding.keys)])
                words = tr("{keys}: {act}")
                self._write(words.format(keys=keys, act=act_words(binding.act)))

        elif over is Over.HURTS:
            for words in hurts_texts(view.stretch, view.side):
                self._write(words)
            for key, choice in choices_for(view.stretch):
                told = hurts_choice_words(choice.value)
                self._write(tr("{keys}: {act}").format(keys=key_words(key), act=told))
        elif over is Over.HELP:
            section = safety_page().section(Topic.HELP_NOW)
            for words in (section.advice, *section.points):
                self._write(words)

    def _write(self, words: str, at_ms: int | None = None) -> None:
        time = "" if at_ms is None else clock_text(max(0, at_ms - self._start_ms))
        try:
            print_lines(f"{time:>7}  {words}", stream=self._stream)
        except OutputError:
            self._lost = True
