"""The checks of the doctor, each of which looks at one thing and never raises."""

from __future__ import annotations

import platform
import tempfile
import threading
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from stretchtimer import __version__
from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Routine
from stretchtimer.engine.speech import every_text
from stretchtimer.services.clip_library import ClipLibrary
from stretchtimer.services.display import OtherPlatform
from stretchtimer.services.keep_awake import KeepAwake
from stretchtimer.services.own_voice import OwnVoice
from stretchtimer.services.profile import Profile
from stretchtimer.storage.os_words import in_words
from stretchtimer.storage.paths import Folders
from stretchtimer.terminal.findings import Finding
from stretchtimer.terminal.window_probe import WindowAnswer

PACKAGES = ("PySide6-Essentials", "PySide6-Addons", "playsound3", "rich", "wakepy", "platformdirs")


def check_display(problem: str | None, other: OtherPlatform | None = None) -> Finding:
    """``other`` is what is used in place of a platform that was named in vain."""
    if other:
        advice = "Set QT_QPA_PLATFORM to another one, or not at all."
        return Finding("window", True, f"a window can be shown. {other.sentence}", advice)
    if problem is None:
        return Finding("window", True, "a window can be shown")
    return Finding("window", False, "no window can be shown; the terminal mode works", problem)


def check_window_sound(answer: WindowAnswer) -> Finding:
    subject = "sound in the window"
    if answer.output:
        return Finding(subject, True, f"Qt plays by “{answer.output}”")
    advice = "Connect speakers or headphones; without Qt's output the window plays by a program."
    return Finding(subject, False, f"Qt has no sound output: {answer.problem}", advice)


def check_keep_awake(open_keep_awake: Callable[[Callable[[], None]], KeepAwake]) -> Finding:
    """Holds the screen awake for a moment and lets go of it again."""
    failed = threading.Event()
    keep_awake = open_keep_awake(failed.set)
    keep_awake.hold()
    keep_awake.close()
    if not failed.is_set():
        return Finding("screen", True, "it can be kept on during a session")
    advice = "Set the time after which the screen turns off to longer than a session."
    return Finding("screen", False, "the system offers no way to keep it on", advice)


def check_voice(clips: ClipLibrary, own: OwnVoice, routine: Routine) -> list[Finding]:
    """Whether the bundled routine can be spoken, and words of one's own."""
    texts = every_text([routine])
    lacking = clips.lacking(texts)
    if lacking:
        found = f"{len(lacking)} of {len(texts)} texts have no sound that can be read"
        whole = Finding("voice", False, found, "Install Stretch Timer again.")
    else:
        whole = Finding("voice", True, f"all {len(texts)} texts can be spoken")
    subject = "voice for your own routines"
    if own.is_available:
        return [whole, Finding(subject, True, "the extra for it is installed")]
    advice = 'Run: pip install "stretchtimer[voice]". The window can use the system\'s voice, too.'
    return [whole, Finding(subject, False, "the extra for it is not installed", advice)]


def check_folders(folders: Folders) -> list[Finding]:
    return [
        _check_folder("settings folder", folders.config),
        _check_folder("data folder", folders.data),
        _check_folder("cache folder", folders.cache),
    ]


def check_routines(open_profile: Callable[[], Profile]) -> list[Finding]:
    """Whether there is anything to run, and every file that cannot be read."""
    try:
        profile = open_profile()
        listing = profile.library.all()
        for entry in listing.entries:
            profile.personal(entry.routine)
    except UserError as error:
        return [Finding("routines", False, "none can be read", str(error), needed=True)]
    count = len(listing.entries)
    advice = "" if count else "Install Stretch Timer again: its own routines are missing."
    found = [Finding("routines", bool(count), f"{count} can be run", advice, needed=True)]
    for unreadable in listing.unreadable:
        faults = " ".join(map(str, unreadable.faults))
        found.append(Finding("routine file", False, f"{unreadable.path} cannot be read", faults))
    found += [Finding("own files", False, note, "See above.") for note in profile.notes]
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


def _check_folder(subject: str, folder: Path) -> Finding:
    """Whether files can be written there, or the folder could be made; leaves nothing behind."""
    present = next(path for path in (folder, *folder.parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=present):
            pass
    except OSError as error:
        found = f"{folder} cannot be written: {in_words(error)}"
        advice = f"Give yourself the right to write to {present}, or use --profile."
        return Finding(subject, False, found, advice, needed=True)
    state = "can be written" if present == folder else "can be made"
    return Finding(subject, True, f"{folder} {state}", needed=True)
