"""Builds a session in a terminal from its parts, runs it, and tells what was held.

Ctrl-C and the other signals that ask a program to end do end the session: what was held is kept,
the terminal is put right, the summary is told, and the exit code is 128 and the signal's number,
so that a script does not go on as if the routine had been done.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace

from stretchtimer.engine.model import Routine
from stretchtimer.engine.notices import Notice
from stretchtimer.engine.plan import Plan, make_plan
from stretchtimer.engine.session import SessionState
from stretchtimer.engine.speech import Talk
from stretchtimer.services.audio.audio_out import AudioOut, SilentOut, SoundFault
from stretchtimer.services.audio.clip_library import ClipLibrary, bundled_clips
from stretchtimer.services.audio.playsound_out import PlaysoundOut
from stretchtimer.services.audio.sound_switch import OutputSwitch
from stretchtimer.services.person.choices import Output
from stretchtimer.services.person.personal_routine import PersonalRoutine
from stretchtimer.services.person.profile import Profile
from stretchtimer.services.person.settings import Settings
from stretchtimer.services.session.control import SessionControl
from stretchtimer.services.session.posture_at_end import posture_at_end
from stretchtimer.services.session.start_request import StartRequest
from stretchtimer.services.session.summary import summarize
from stretchtimer.services.session.trace import Trace
from stretchtimer.services.system.clock import SystemClock
from stretchtimer.services.system.keep_awake import KeepAwake, WakepyKeepAwake
from stretchtimer.services.voice.renderer import VoiceRenderer
from stretchtimer.services.wording.durations import short_text
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.services.wording.session import getting_up_text, held_text, side_badge
from stretchtimer.storage.paths import folders
from stretchtimer.terminal.before.question import Reply, ask
from stretchtimer.terminal.before.safety import read_safety
from stretchtimer.terminal.before.voice_recording import voiced
from stretchtimer.terminal.columns import columns
from stretchtimer.terminal.keys.held_keys import OncePressed
from stretchtimer.terminal.keys.keys import Keys, open_keys
from stretchtimer.terminal.output import OutputError, print_lines, tell_aside
from stretchtimer.terminal.session.loop import SessionLoop, Terminal
from stretchtimer.terminal.session.plain_screen import PlainScreen
from stretchtimer.terminal.session.screen_content import Screen
from stretchtimer.terminal.session.signals import Signals

SIMPLE_TERMINALS = ("dumb", "unknown", "")
USUAL_WIDTH = 80


class Notes:
    """Sentences for the person that come up during a session, from any thread.

    Keeps every sentence once, in order; ``changed`` is called after each new one.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._sentences: list[str] = []

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(self._sentences)

    @property
    def latest(self) -> str:
        return self._sentences[-1] if self._sentences else ""

    def add(self, sentence: str) -> None:
        if sentence and sentence not in self._sentences:
            self._sentences.append(sentence)
            self._changed()


def run_terminal(request: StartRequest, note: str = "") -> int:
    """Runs a session and returns the exit code; raises UserError when it cannot begin.

    ``note`` is said first. Unless the session is wanted at once, it is asked for.
    """
    clock = SystemClock()
    keys = OncePressed(open_keys(sys.stdin), clock.monotonic_ms)
    notes = Notes(keys.wake)
    with ExitStack() as stack:
        profile = Profile(
            folders(request.profile), clock, lambda notice: notes.add(sentence(notice))
        )
        stack.callback(lambda: _tell_last(profile.close(), notes))
        found = profile.find(request.routine) if request.routine else profile.last_routine()
        plan = make_plan(_routine(profile.next_time(found), keys))
        for words in (*map(sentence, profile.warnings), note):
            notes.add(words)
        settings = profile.preferences.settings
        clips = bundled_clips()
        out = _sound(request.mute, settings.output, clips)
        stack.callback(out.close)
        sound = OutputSwitch(out, settings.volume, settings.muted, for_good=request.mute)
        keep_awake: KeepAwake = WakepyKeepAwake(
            lambda: notes.add(tr("The screen may turn off during the session."))
        )
        stack.callback(keep_awake.close)
        own = VoiceRenderer(profile.folders.voice)
        stack.callback(own.close)
        if _is_speech_wanted(settings, request):
            script = profile.scripts.of(plan.routine)
            notes.add(voiced(plan.routine, script, clips, own, tell_aside))
        control = SessionControl(
            profile.clock,
            profile.preferences,
            profile.recorder().follow,
            out=out,
            keep_awake=keep_awake,
            clips=clips,
            scripts=profile.scripts,
            sound=sound,
        )
        if request.trace:
            control.trace_next(Trace(request.trace, profile.writer))
        screen = _screen(plan)
        runner = control.begin(plan, (screen.on_event,))
        assert runner is not None, "there can be no other session yet"
        with Signals(keys.wake, keys.wake_descriptor) as signals:
            terminal = Terminal(keys, screen, signals)
            answer = _ask(profile, plan, request, terminal, note=note)
            if not answer.yes:
                return 128 + answer.ended_by if answer.ended_by else 0
            stack.callback(keys.give_back)
            keys.take()
            stack.callback(screen.close)
            screen.open()
            loop = SessionLoop(control, runner, terminal, lambda: _note(notes, out))
            ended_by = loop.run()
            screen.close()
            keys.give_back()
        _sum_up(runner.state, notes, screen, ended_by)
        if not ended_by and not screen.lost:
            ended_by = _offer_easier(profile.personal(found), runner.state.plan, terminal)
        if runner.state.completed:
            # The sound of the end is heard to its end, unless Ctrl-C is pressed once more.
            with suppress(KeyboardInterrupt):
                out.close(let_finish=True)
        return 128 + ended_by if ended_by else 0


def _routine(personal: PersonalRoutine, keys: Keys) -> Routine:
    """The routine with the person's changes; without keys it cannot wait for anybody."""
    routine = personal.routine()
    if keys.usable:
        return routine
    times = replace(routine.times, wait_until_ready=False, own_pace=False)
    stretches = tuple(replace(one, wait_until_ready=False) for one in routine.stretches)
    return replace(routine, times=times, stretches=stretches)


def _is_speech_wanted(settings: Settings, request: StartRequest) -> bool:
    silent = request.mute or settings.muted or settings.output is Output.OFF
    return not silent and settings.talk is not Talk.TONES


def _sound(mute: bool, chosen: str, clips: ClipLibrary) -> AudioOut:
    if mute:
        return SilentOut()
    if chosen is Output.OFF:
        return SilentOut(Notice(SoundFault.SWITCHED_OFF))
    return PlaysoundOut(clips.files)


def _note(notes: Notes, out: AudioOut) -> str:
    """What is wrong with the sound now, else the latest of the other notes."""
    problem = sentence(out.status().problem)
    notes.add(problem)
    return problem or notes.latest


def _screen(plan: Plan) -> Screen:
    """The whole screen where there is one that can be redrawn, else lines."""
    if not sys.stdout.isatty() or os.environ.get("TERM", _usual_terminal()) in SIMPLE_TERMINALS:
        return PlainScreen(sys.stdout, plan)
    from rich.console import Console

    from stretchtimer.terminal.session.live_screen import LiveScreen

    console = Console(file=sys.stdout, force_terminal=True, highlight=False)
    return LiveScreen(console, plan.routine.name)


def _usual_terminal() -> str:
    """What a missing TERM means: nothing on Windows, a simple terminal elsewhere."""
    return "windows" if sys.platform == "win32" else ""


def _ask(
    profile: Profile,
    plan: Plan,
    request: StartRequest,
    terminal: Terminal,
    *,
    note: str,
) -> Reply:
    """What is asked before anything begins; nobody to ask means yes."""

    if terminal.keys.usable and not request.at_once:
        print_lines(note)
    width = shutil.get_terminal_size((USUAL_WIDTH, 24)).columns
    answer = read_safety(profile.preferences, terminal, width, _print_words, profile.today())
    if request.at_once or not answer.yes or not terminal.keys.usable:
        return answer
    question = tr("{name}, {time}. Press Enter to start, {key} to leave.")
    time = short_text(plan.total_ms)
    words = question.format(name=plan.routine.name, time=time, key="Q")
    return ask(words, terminal, print_lines)


def _print_words(words: str) -> None:
    print_lines(*words.split("\n"))


def _sum_up(state: SessionState, notes: Notes, screen: Screen, ended_by: int | None) -> None:
    """Tells what was held; raises OutputError where the end of the output ended the session."""
    width = shutil.get_terminal_size((USUAL_WIDTH, 24)).columns
    try:
        print_lines(*summary_lines(state, width))
    except OutputError:
        # Whoever ended it by a signal has that answered, with or without a terminal.
        if screen.lost or not ended_by:
            raise
    if not isinstance(screen, PlainScreen):
        # The notes went away with the screen that showed them.
        tell_aside(*notes.sentences)


def _offer_easier(personal: PersonalRoutine, plan: Plan, terminal: Terminal) -> int | None:
    """Offers to keep the easier way that was chosen for today; gives the signal that ended it."""
    eased = personal.eased_in(plan)
    if not eased or not terminal.keys.usable:
        return None
    names = " · ".join(stretch.name for stretch in eased)
    words = (
        tr("Done the easier way, for today only: {names}.").format(names=names),
        tr("Press Enter to keep it, {key} to leave.").format(key="Q"),
    )
    answer = ask("\n".join(words), terminal, _print_words)
    if answer.yes:
        personal.keep_easier(stretch.id for stretch in eased)
        print_lines(tr("The easier way is kept."))
    return answer.ended_by


def summary_lines(state: SessionState, width: int) -> list[str]:
    """The lines to print after a session; those of the table are not wider than ``width``."""
    held = summarize(state.plan, state.ledger, None if state.completed else state.phase_index)
    if not held.held_ms:
        return [tr("You held no stretch this time.")]
    if any(line.planned_times is not None for line in held.lines):
        done, begun = tr("Done. You exercised for {time}."), tr("You exercised for {time}.")
    else:
        done, begun = tr("Done. You held for {time}."), tr("You held for {time}.")
    rows = [
        (
            line.stretch_name,
            side_badge(line.side),
            held_text(line),
        )
        for line in held.lines
    ]
    told = (done if state.completed else begun).format(time=short_text(held.held_ms))
    return [told, getting_up_text(posture_at_end(state)), "", *columns(rows, width, right=(2,))]


def _tell_last(notices: tuple[Notice, ...], notes: Notes) -> None:
    """What could not be written to the very end, where it was not told already."""
    tell_aside(*(words for words in map(sentence, notices) if words not in notes.sentences))
