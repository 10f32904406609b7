"""The checks of the doctor, each of which looks at one thing and never raises."""

from __future__ import annotations

import platform
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from stretchtimer import __version__
from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Routine
from stretchtimer.engine.script import Script
from stretchtimer.services.audio.audio_out import AudioOut, AudioStatus, Sound
from stretchtimer.services.audio.clip_library import ClipLibrary
from stretchtimer.services.person.profile import Profile
from stretchtimer.services.system.clock import Clock
from stretchtimer.services.system.display_probe import OtherPlatform
from stretchtimer.services.system.keep_awake import KeepAwake
from stretchtimer.services.voice.renderer import VoiceRenderer
from stretchtimer.storage.os_error_text import in_words
from stretchtimer.storage.paths import Folders
from stretchtimer.terminal.commands.window_probe import WindowAnswer

PACKAGES = ("PySide6-Essentials", "PySide6-Addons", "playsound3", "rich", "wakepy", "platformdirs")
CLIP = "hold_start"
ANSWER_S = 5.0
AFTERWARDS_S = 1.0
"""How long after the end of a sound a player may take to say that it failed."""


@dataclass(frozen=True)
class CheckResult:
    """``found`` says what is; ``advice`` is empty where all is well.

    ``needed`` marks what no session can do without; the rest only makes it better.
    """

    subject: str
    works: bool
    found: str
    advice: str = ""
    needed: bool = False


def check_display(problem: str | None, other: OtherPlatform | None = None) -> CheckResult:
    """``other`` is what is used in place of a platform that was named in vain."""
    if other:
        advice = "Set QT_QPA_PLATFORM to another one, or not at all."
        return CheckResult("window", True, f"a window can be shown. {other.sentence}", advice)
    if problem is None:
        return CheckResult("window", True, "a window can be shown")
    return CheckResult("window", False, "no window can be shown; the terminal mode works", problem)


def check_window_sound(answer: WindowAnswer) -> CheckResult:
    subject = "sound in the window"
    if answer.output:
        return CheckResult(subject, True, f"Qt plays by “{answer.output}”")
    advice = "Connect speakers or headphones; without Qt's output the window plays by a program."
    return CheckResult(subject, False, f"Qt has no sound output: {answer.problem}", advice)


def check_keep_awake(open_keep_awake: Callable[[Callable[[], None]], KeepAwake]) -> CheckResult:
    """Holds the screen awake for a moment and lets go of it again."""
    failed = threading.Event()
    keep_awake = open_keep_awake(failed.set)
    keep_awake.hold()
    keep_awake.close()
    if not failed.is_set():
        return CheckResult("screen", True, "it can be kept on during a session")
    advice = "Set the time after which the screen turns off to longer than a session."
    return CheckResult("screen", False, "the system offers no way to keep it on", advice)


def check_voice(
    clips: ClipLibrary, own: VoiceRenderer, routine: Routine, script: Script
) -> list[CheckResult]:
    """Whether the bundled routine can be spoken, and words of one's own."""
    texts = script.every_text([routine])
    lacking = clips.lacking(texts, script)
    if lacking:
        found = f"{len(lacking)} of {len(texts)} texts have no sound that can be read"
        whole = CheckResult("voice", False, found, "Install Stretch Timer again.")
    else:
        whole = CheckResult("voice", True, f"all {len(texts)} texts can be spoken")
    subject = "voice for your own routines"
    if own.is_available:
        return [whole, CheckResult(subject, True, "the extra for it is installed")]
    advice = 'Run: pip install "stretchtimer[voice]". The window can use the system\'s voice, too.'
    return [whole, CheckResult(subject, False, "the extra for it is not installed", advice)]


def check_folders(folders: Folders) -> list[CheckResult]:
    return [
        _check_folder("settings folder", folders.config),
        _check_folder("data folder", folders.data),
        _check_folder("cache folder", folders.cache),
    ]


def check_routines(open_profile: Callable[[], Profile]) -> list[CheckResult]:
    """Whether there is anything to run, and every file that cannot be read."""
    try:
        profile = open_profile()
        listing = profile.library.all()
        for entry in listing.entries:
            profile.personal(entry.routine)
    except UserError as error:
        return [CheckResult("routines", False, "none can be read", str(error), needed=True)]
    count = len(listing.entries)
    advice = "" if count else "Install Stretch Timer again: its own routines are missing."
    found = [CheckResult("routines", bool(count), f"{count} can be run", advice, needed=True)]
    for unreadable in listing.unreadable:
        faults = " ".join(map(str, unreadable.faults))
        found.append(
            CheckResult("routine file", False, f"{unreadable.path} cannot be read", faults)
        )
    found += [CheckResult("own files", False, note, "See above.") for note in profile.warnings]
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


def _check_folder(subject: str, folder: Path) -> CheckResult:
    """Whether files can be written there, or the folder could be made; leaves nothing behind."""
    present = next(path for path in (folder, *folder.parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=present):
            pass
    except OSError as error:
        found = f"{folder} cannot be written: {in_words(error)}"
        advice = f"Give yourself the right to write to {present}, or use --profile."
        return CheckResult(subject, False, found, advice, needed=True)
    state = "can be written" if present == folder else "can be made"
    return CheckResult(subject, True, f"{folder} {state}", needed=True)


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
    subject = "sound in the terminal"
    if status.working:
        return CheckResult(subject, True, f"a sound was played by {status.output}")
    problem = status.problem or "The sound output does not answer."
    return CheckResult(subject, False, "nothing could be played", problem)
