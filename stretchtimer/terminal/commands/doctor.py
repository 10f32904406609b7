"""``doctor``: what works here, and what to do about what does not.

The exit code is 1 only where something is missing that no session can do without: a routine that
can be read, and folders that can be written. A session without sound or window still goes on.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Notice
from stretchtimer.services.audio.clip_library import bundled_clips
from stretchtimer.services.audio.playsound_out import PlaysoundOut
from stretchtimer.services.person.profile import DEFAULT_ROUTINE, Profile
from stretchtimer.services.system.clock import SystemClock
from stretchtimer.services.system.display_probe import display_problem, other_platform
from stretchtimer.services.system.keep_awake import WakepyKeepAwake
from stretchtimer.services.voice.renderer import VoiceRenderer
from stretchtimer.services.voice.scripts import Scripts
from stretchtimer.services.wording.language import spoken_language, tr
from stretchtimer.services.wording.notices import listed, sentence
from stretchtimer.storage.assets import asset
from stretchtimer.storage.paths import Folders, folders
from stretchtimer.storage.routines.library import Library
from stretchtimer.terminal.commands.doctor_checks import (
    CLIP,
    CheckResult,
    Subject,
    check_display,
    check_folders,
    check_keep_awake,
    check_routines,
    check_sound,
    check_voice,
    check_window_sound,
    versions,
)
from stretchtimer.terminal.commands.window_probe import ask_window
from stretchtimer.terminal.log_file import log_into
from stretchtimer.terminal.output import print_lines

FORMAT = 1
LONGEST_S = 10.0
"""How long the desktop may take to say that the screen stays on."""


def run_doctor(profile_folder: Path | None, as_json: bool) -> int:
    """Looks at everything (a sound is played) and prints what was found."""
    places = folders(profile_folder)
    log_into(places.cache)
    window = ask_window()
    findings = [
        _display(),
        check_window_sound(window),
        _sound(),
        *_voice(places),
        check_keep_awake(lambda failed: WakepyKeepAwake(failed, farewell_s=LONGEST_S)),
        *check_folders(places),
        *check_routines(lambda: Profile(places, SystemClock(), lambda _: None)),
    ]
    known = versions(window.qt)
    if as_json:
        print_lines(*json.dumps(as_data(findings, known), indent=1).split("\n"))
    else:
        print_lines(*lines(findings, known))
    return exit_code(findings)


def exit_code(findings: Iterable[CheckResult]) -> int:
    return int(any(finding.needed and not finding.works for finding in findings))


def as_data(findings: Iterable[CheckResult], known: dict[str, str]) -> dict[str, object]:
    """The findings as plain data."""
    return {
        "format": FORMAT,
        "checks": [
            {
                "subject": finding.subject.value,
                "works": finding.works,
                "needed": finding.needed,
                "found": finding.found,
                "advice": finding.advice,
            }
            for finding in findings
        ],
        "versions": known,
    }


def lines(findings: Iterable[CheckResult], known: dict[str, str]) -> list[str]:
    """The findings for people: a word, what was found, and below it what to do."""
    told = []
    for finding in findings:
        mark = tr("ok") if finding.works else tr("no")
        line = tr("{subject}: {found}").format(subject=finding.subject.words, found=finding.found)
        told.append(f"{mark:>4}  {line}")
        if finding.advice:
            told.append(f"      -> {finding.advice}")
    named = [f"{name} {value or tr('not installed')}" for name, value in known.items()]
    return [*told, "", f"      {listed(named)}"]


def _voice(places: Folders) -> list[CheckResult]:
    told: list[Notice] = []
    try:
        scripts = Scripts(asset("voice"), spoken_language, told.append)
        library = Library(asset("routines"), places.routines, lambda: scripts.language)
        routine = library.find(DEFAULT_ROUTINE)
        own, script = VoiceRenderer(places.voice), scripts.of(routine)
        whole, words = check_voice(bundled_clips(), own, routine, script)
        if told:
            whole = CheckResult(Subject.VOICE, False, sentence(told[0]), whole.advice)
        return [whole, words]
    except UserError as error:
        return [CheckResult(Subject.VOICE, False, tr("nothing can be spoken"), sentence(error))]


def _display() -> CheckResult:
    problem = display_problem(os.environ, sys.platform)
    return check_display(problem, other_platform(os.environ, sys.platform) if problem else None)


def _sound() -> CheckResult:
    try:
        clips = bundled_clips()
        out = PlaysoundOut(clips.files)
        return check_sound(out, SystemClock(), clips.length_ms(CLIP))
    except UserError as error:
        return CheckResult(
            Subject.TERMINAL_SOUND, False, tr("there is nothing to play"), sentence(error)
        )
