"""The checks of the doctor, each of which looks at one thing and never raises."""

from __future__ import annotations

import platform
import shlex
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from stretchtimer import __version__
from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Routine
from stretchtimer.engine.notices import Notice
from stretchtimer.engine.script import Script
from stretchtimer.services.audio.audio_out import AudioOut, AudioStatus, Sound
from stretchtimer.services.audio.clip_library import ClipLibrary
from stretchtimer.services.person.profile import Profile
from stretchtimer.services.system.clock import Clock
from stretchtimer.services.system.display_probe import CHOICE, OtherPlatform
from stretchtimer.services.system.keep_awake import KeepAwake
from stretchtimer.services.voice.renderer import VoiceRenderer
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.storage.faults import reason_of
from stretchtimer.storage.paths import Folders
from stretchtimer.terminal.commands.window_probe import WindowAnswer

PACKAGES = ("PySide6-Essentials", "PySide6-Addons", "playsound3", "rich", "wakepy", "platformdirs")
CLIP = "hold_start"
ANSWER_S = 5.0
AFTERWARDS_S = 1.0
"""How long after the end of a sound a player may take to say that it failed."""


class Subject(str, Enum):
    """What is looked at; the values stand in the data for programs."""

    WINDOW = "window"
    WINDOW_SOUND = "sound in the window"
    TERMINAL_SOUND = "sound in the terminal"
    VOICE = "voice"
    OWN_VOICE = "voice for your own routines"
    SCREEN = "screen"
    SETTINGS_FOLDER = "settings folder"
    DATA_FOLDER = "data folder"
    CACHE_FOLDER = "cache folder"
    ROUTINES = "routines"
    ROUTINE_FILE = "routine file"
    OWN_FILES = "own files"

    @property
    def words(self) -> str:
        return {
            Subject.WINDOW: tr("window"),
            Subject.WINDOW_SOUND: tr("sound in the window"),
            Subject.TERMINAL_SOUND: tr("sound in the terminal"),
            Subject.VOICE: tr("voice"),
            Subject.OWN_VOICE: tr("voice for your own routines"),
            Subject.SCREEN: tr("screen"),
            Subject.SETTINGS_FOLDER: tr("settings folder"),
            Subject.DATA_FOLDER: tr("data folder"),
            Subject.CACHE_FOLDER: tr("cache folder"),
            Subject.ROUTINES: tr("routines"),
            Subject.ROUTINE_FILE: tr("routine file"),
            Subject.OWN_FILES: tr("own files"),
        }[self]


@dataclass(frozen=True)
class CheckResult:
    """``found`` says what is; ``advice`` is empty where all is well.

    ``needed`` marks what no session can do without; the rest only makes it better.
    """

    subject: Subject
    works: bool
    found: str
    advice: str = ""
    needed: bool = False


def check_display(problem: Notice | None, other: OtherPlatform | None = None) -> CheckResult:
    """``other`` is what is used in place of a platform that was named in vain."""
    if other:
        advice = tr("Set {variable} to another platform, or do not set it.").format(variable=CHOICE)
        found = tr("a window can be shown. {reason}").format(reason=sentence(other.notice))
        return CheckResult(Subject.WINDOW, True, found, advice)
    if problem is None:
        return CheckResult(Subject.WINDOW, True, tr("a window can be shown"))
    found = tr("no window can be shown, but the terminal mode works")
    return CheckResult(Subject.WINDOW, False, found, sentence(problem))


def check_window_sound(answer: WindowAnswer) -> CheckResult:
    subject = Subject.WINDOW_SOUND
    if answer.output:
        return CheckResult(
            subject, True, tr("Qt plays through “{name}”").format(name=answer.output)
        )
    advice = tr(
        "Connect speakers or headphones. Until then, the window uses another program to play sound."
    )
    problem = answer.problem or tr("no output device")
    found = tr("Qt has no sound output: {problem}").format(problem=problem)
    return CheckResult(subject, False, found, advice)


def check_keep_awake(open_keep_awake: Callable[[Callable[[], None]], KeepAwake]) -> CheckResult:
    """Holds the screen awake for a moment and lets go of it again."""
    failed = threading.Event()
    keep_awake = open_keep_awake(failed.set)
    keep_awake.hold()
    keep_awake.close()
    if not failed.is_set():
        return CheckResult(Subject.SCREEN, True, tr("it can be kept on during a session"))
    advice = tr("Set the time after which the screen turns off to longer than a session.")
    return CheckResult(
        Subject.SCREEN, False, tr("this system does not let the app keep it on"), advice
    )


def check_voice(
    clips: ClipLibrary, own: VoiceRenderer, routine: Routine, script: Script
) -> list[CheckResult]:
    """Whether the bundled routine can be spoken, and words of one's own."""
    texts = script.every_text([routine])
    lacking = clips.lacking(texts, script)
    if lacking:
        found = ntr(
            "{n} of {of} sentences has no voice clip that can be played",
            "{n} of {of} sentences have no voice clip that can be played",
            len(lacking),
        )
        advice = tr("Install Stretch Timer again.")
        whole = CheckResult(Subject.VOICE, False, found.format(of=len(texts)), advice)
    else:
        found = ntr(
            "the only sentence can be spoken", "all {n} sentences can be spoken", len(texts)
        )
        whole = CheckResult(Subject.VOICE, True, found)
    subject = Subject.OWN_VOICE
    if own.is_available:
        return [whole, CheckResult(subject, True, tr("its extra is installed"))]
    advice = tr("Run: {command}. The window can also use the system's voice.")
    command = shlex.join([sys.executable, "-m", "pip", "install", "stretchtimer[voice]"])
    advice = advice.format(command=command)
    return [whole, CheckResult(subject, False, tr("its extra is not installed"), advice)]


def check_folders(folders: Folders) -> list[CheckResult]:
    return [
        _check_folder(Subject.SETTINGS_FOLDER, folders.config),
        _check_folder(Subject.DATA_FOLDER, folders.data),
        _check_folder(Subject.CACHE_FOLDER, folders.cache),
    ]


def check_routines(open_profile: Callable[[], Profile]) -> list[CheckResult]:
    """Whether there is anything to run, and every file that cannot be read."""
    try:
        profile = open_profile()
        listing = profile.library.all()
        for entry in listing.entries:
            profile.personal(entry.routine)
    except UserError as error:
        none = tr("none can be read")
        return [CheckResult(Subject.ROUTINES, False, none, sentence(error), needed=True)]
    count = len(listing.entries)
    missing = tr("Install Stretch Timer again: its own routines are missing.")
    number = ntr("{n} can be used", "{n} can be used", count)
    advice = "" if count else missing
    found = [CheckResult(Subject.ROUTINES, bool(count), number, advice, needed=True)]
    for unreadable in listing.unreadable:
        unread = tr("{path} cannot be read").format(path=unreadable.path)
        faults = " ".join(sentence(fault.notice) for fault in unreadable.faults)
        found.append(CheckResult(Subject.ROUTINE_FILE, False, unread, faults))
    for note in profile.warnings:
        found.append(CheckResult(Subject.OWN_FILES, False, sentence(note), tr("See above.")))
    return found


def versions(qt: str) -> dict[str, str]:
    """What runs here, by name; empty where it is not installed."""
    found = {
        "stretchtimer": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "qt": qt,
    }
    return found | {name: _version(name) for name in PACKAGES}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _check_folder(subject: Subject, folder: Path) -> CheckResult:
    """Whether files can be written there, or the folder could be made; leaves nothing behind."""
    present = next(path for path in (folder, *folder.parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=present):
            pass
    except OSError as error:
        found = tr("{folder} cannot be written to: {reason}")
        found = found.format(folder=folder, reason=sentence(reason_of(error)))
        advice = tr("Give yourself permission to write to {folder}, or use --profile.")
        return CheckResult(subject, False, found, advice.format(folder=present), needed=True)
    found = tr("{folder} can be written to") if present == folder else tr("{folder} can be created")
    return CheckResult(subject, True, found.format(folder=folder), needed=True)


def check_sound(out: AudioOut, clock: Clock, length_ms: int) -> CheckResult:
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


def _finding(status: AudioStatus) -> CheckResult:
    subject = Subject.TERMINAL_SOUND
    if status.working:
        found = tr("a sound was played through {output}").format(output=status.output)
        return CheckResult(subject, True, found)
    problem = sentence(status.problem) or tr("The sound output is not responding.")
    return CheckResult(subject, False, tr("nothing could be played"), problem)
