"""Runs every command in odd surroundings, and counts what ends as it should.

    python -m tests.benchmarks.surroundings [WORDS]

With WORDS only the surroundings whose name holds them. Each run must end with an exit code that
fits, without a trace or a word of Python's or Qt's own, and tell whoever asked for what cannot be
in one sentence. The window is drawn into memory and asked to end once its session has begun. Takes
about ten minutes; run by hand, as root too (then what no permission forbids is forbidden by /proc).
"""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.profiles import asked_before

PATIENCE_S = 60.0
_MOST_SHOWN = 3
UNASKED_S = 5.0
"""Where nothing can be noted, a session waits until the page on safety is read."""
TINY = """
format = 1
name = "Tiny"
times = {first_lead_in_s = 0.2, release_s = 0}
[[stretches]]
id = "one"
name = "One"
hold_s = 1
"""
NOISE = (
    *("Traceback", "Exception ignored", "Fatal Python", "core dumped", "Aborted", "Warning:"),
    *("Something went wrong", "QObject", "qt.", "Error in", "SyntaxError", "Segmentation"),
)
OF_OTHERS = (
    *("This plugin does not support", "Failed to get the home directory", "Fontconfig warning"),
    *("Failed to create secure directory", "Failed to create random directory"),
    *("QSoundEffect:", "sh: 0: getcwd", "ftruncate() failed"),
)
"""What Qt says because there is no screen, and what the system says by itself."""

Fits = tuple[int, ...]
FINE: Fits = (0,)
FINE_OR_TOLD: Fits = (0, 1)
TOLD: Fits = (1,)
READER_GONE: Fits = (141,)


@dataclass(frozen=True)
class Surroundings:
    """What is odd. ``environ`` is added, where None takes a variable away; ``fits`` are the exit
    codes that fit, for commands that write, and ``fits_window`` those of the window.
    """

    name: str
    environ: Mapping[str, str | None] = field(default_factory=dict)
    redirect: str = ""
    limits: tuple[tuple[int, int], ...] = ()
    own_profile: bool = True
    profile: str = "profile"
    before: Callable[[Path], None] = lambda _profile: None
    folder: str = ""
    fits: Fits = FINE
    fits_window: Fits = FINE
    platform: str = "offscreen"


@dataclass(frozen=True)
class Command:
    """``is_window`` marks the one that is asked to end; ``is_help`` those that need no profile."""

    name: str
    words: tuple[str, ...]
    is_window: bool = False
    needs_files: bool = True


def commands(tiny: Path) -> list[Command]:
    return [
        Command("version", ("--version",), needs_files=False),
        Command("routines", ("routines",)),
        Command("plan", ("plan", str(tiny))),
        Command("plan --json", ("plan", "post-walk", "--json")),
        Command("check", ("check", str(tiny)), needs_files=False),
        Command("start --terminal", ("start", str(tiny), "--terminal", "--mute")),
        Command("start", ("start", str(tiny), "--mute"), is_window=True),
    ]


def _write(name: str, text: str) -> Callable[[Path], None]:
    def write(profile: Path) -> None:
        path = profile / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return write


def _folder_in_place_of(name: str) -> Callable[[Path], None]:
    def make(profile: Path) -> None:
        with suppress(FileNotFoundError):
            (profile / name).unlink()
        (profile / name).mkdir(parents=True)

    return make


def _silent_bus(where: Path) -> Iterator[str]:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(where / "silent"))
        server.listen()
        yield f"unix:path={where}/silent"


def all_surroundings(where: Path, bus: str) -> list[Surroundings]:
    home: dict[str, str | None] = {"XDG_CONFIG_HOME": None, "XDG_DATA_HOME": None}
    nowhere = {**home, "HOME": "/proc/nowhere"}
    languages = [
        "C",
        "POSIX",
        "tr_TR.UTF-8",
        "ar_EG.UTF-8",
        "xx_YY.UTF-8",
        "ja_JP.eucJP",
        "no such",
    ]
    odd_names = [
        *("Bücher für José ñ", "100% & @home $HOME", 'it\'s "quoted" (1)', "line\nbreak"),
        *("escape\x1b[2J", " space ", "-x", "日本 🙂", "n" * 200, os.fsdecode(b"latin-\xe9")),
    ]
    return [
        Surroundings("nothing odd"),
        Surroundings("output closed", redirect=">&-", fits=TOLD),
        Surroundings("output full", redirect="> /dev/full", fits=TOLD),
        Surroundings("reader gone", redirect=">&9", fits=READER_GONE),
        Surroundings("input closed", redirect="<&-"),
        Surroundings("errors closed", redirect="2>&-"),
        Surroundings("errors full", redirect="2> /dev/full"),
        Surroundings("all closed", redirect="<&- >&- 2>&-", fits=TOLD),
        Surroundings("no HOME", {**home, "HOME": None}, own_profile=False, fits=FINE_OR_TOLD),
        Surroundings("HOME is nowhere", nowhere, own_profile=False, fits=FINE_OR_TOLD),
        Surroundings("HOME is relative", {**home, "HOME": "x/y"}, own_profile=False),
        Surroundings("HOME is empty", {**home, "HOME": ""}, own_profile=False, fits=FINE_OR_TOLD),
        Surroundings("XDG folders nowhere", {"XDG_DATA_HOME": "/proc/x"}, own_profile=False),
        Surroundings("cache nowhere", {"XDG_CACHE_HOME": "/proc/x"}, own_profile=False),
        Surroundings("profile nowhere", profile="/proc/nowhere", fits=FINE_OR_TOLD),
        Surroundings("profile is a file", profile="/etc/passwd", fits=FINE_OR_TOLD),
        *(Surroundings(f"profile {name!r:.30}", profile=name) for name in odd_names),
        *(Surroundings(f"LC_ALL={name}", {"LC_ALL": name}) for name in languages),
        Surroundings("ASCII", {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
        Surroundings("PYTHONIOENCODING", {"PYTHONIOENCODING": "latin-1:strict"}),
        *(Surroundings(f"TERM={name}", {"TERM": name}) for name in ("dumb", "", "nonsense")),
        *(
            Surroundings(f"COLUMNS={n}", {"COLUMNS": n, "LINES": n})
            for n in ("0", "1", "-5", "99999", "many")
        ),
        *(
            Surroundings(f"TZ={name}", {"TZ": name})
            for name in ("Asia/Kathmandu", "nonsense", "X+99", ":/etc/passwd", "")
        ),
        Surroundings("no TMPDIR", {"TMPDIR": "/proc/nowhere"}),
        Surroundings("PATH is empty", {"PATH": ""}),
        Surroundings("python -O", {"PYTHONOPTIMIZE": "2"}),
        Surroundings("unbuffered", {"PYTHONUNBUFFERED": "1"}),
        Surroundings("folder is gone", folder="gone"),
        Surroundings("few files", limits=((resource.RLIMIT_NOFILE, 64),)),
        Surroundings(
            "no files larger than 0", limits=((resource.RLIMIT_FSIZE, 0),), fits=FINE_OR_TOLD
        ),
        Surroundings("bus is silent", {"DBUS_SESSION_BUS_ADDRESS": bus}),
        Surroundings("bus is nowhere", {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/proc/x"}),
        Surroundings("no display", platform=""),
        Surroundings("display is gone", {"DISPLAY": ":64999"}, platform=""),
        Surroundings("Qt's platform misspelt", platform="ofscreen"),
        Surroundings("settings damaged", before=_write("config/settings.json", "{")),
        Surroundings("settings a folder", before=_folder_in_place_of("config/settings.json")),
        Surroundings("history damaged", before=_write("data/history.db", "no history")),
        Surroundings("history a folder", before=_folder_in_place_of("data/history.db")),
        Surroundings("changes damaged", before=_write("data/adjustments.json", "[")),
        Surroundings("routines a file", before=_write("data/routines", ""), fits=FINE_OR_TOLD),
        Surroundings("a broken routine", before=_write("data/routines/x.toml", "format = 1")),
    ]


@contextmanager
def _nobody_reads() -> Iterator[None]:
    """Descriptor 9 is a pipe that nobody reads any more."""
    reader, writer = os.pipe()
    os.dup2(writer, 9, inheritable=True)
    os.close(reader)
    os.close(writer)
    try:
        yield
    finally:
        os.close(9)


def run(command: Command, around: Surroundings, where: Path) -> list[str]:
    """What is wrong with how the command ended; empty where all is well."""
    place = Path(tempfile.mkdtemp(dir=where))
    profile = place / around.profile
    words = [sys.executable, "-m", "stretchtimer", *command.words]
    environ = {**os.environ, "HOME": str(place), "QT_QPA_PLATFORM": around.platform}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "PYTHONUNBUFFERED", "PYTHONPATH"):
        environ.pop(name, None)
    for name, value in around.environ.items():
        if value is None:
            environ.pop(name, None)
        else:
            environ[name] = value
    if around.own_profile:
        with suppress(OSError):
            asked_before(profile)
            around.before(profile)
        if command.name != "check" and command.needs_files:
            words += [f"--profile={profile}"]
    trace = place / "trace"
    if command.is_window:
        words += ["--trace", str(trace)]
    folder = place
    if around.folder:
        folder = place / around.folder
        folder.mkdir()

    def set_up() -> None:
        for kind, most in around.limits:
            resource.setrlimit(kind, (most, most))
        if around.folder:
            folder.rmdir()

    process = subprocess.Popen(
        ["/bin/sh", "-c", f'exec "$@" {around.redirect}', "sh", *words],
        env=environ,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=(9,),
        preexec_fn=set_up,  # noqa: PLW1509 - there is one thread only
    )
    if command.is_window:
        begins = around.own_profile and not around.profile.startswith("/")
        begins = begins and "settings" not in around.name
        _end_when_begun(process, trace, PATIENCE_S if begins else UNASKED_S)
    try:
        out, errors = process.communicate(timeout=PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return ["does not end"]
    return list(_wrong(command, around, process.returncode, out, errors))


def _end_when_begun(process: subprocess.Popen[bytes], trace: Path, longest_s: float) -> None:
    """Asks it to end once its session has begun, if it does not end by itself before.

    After ``longest_s`` it is enough that it is ready to be asked.
    """
    begun = time.monotonic()
    while process.poll() is None and (gone_s := time.monotonic() - begun) < PATIENCE_S:
        with suppress(OSError):
            if b"session_started" in trace.read_bytes():
                break
        if gone_s > longest_s and _is_ready(process.pid):
            break
        time.sleep(0.05)
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)


def _is_ready(pid: int) -> bool:
    """Whether the process looks after the signal that asks it to end."""
    with suppress(OSError):
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        caught = int(status.partition("SigCgt:")[2].split()[0], 16)
        return bool(caught >> (signal.SIGTERM - 1) & 1)
    return True


def _wrong(
    command: Command, around: Surroundings, code: int, out: bytes, errors: bytes
) -> Iterator[str]:
    fits = around.fits_window if command.is_window and _shows_window(around) else around.fits
    if around.platform != "offscreen" and command.is_window:
        fits = (*FINE, 128 + signal.SIGTERM)
    if code not in fits:
        yield f"exit code {code}, not {fits}: {errors.decode(errors='replace').strip()[-300:]}"
    told = [
        line
        for line in errors.decode(errors="replace").splitlines()
        if line and not line.startswith(OF_OTHERS)
    ]
    for line in told:
        if any(noise in line for noise in NOISE):
            yield f"noise: {line[-200:]}"
        elif not line.endswith((".", "?", ")")):
            yield f"no sentence: {line[-200:]}"
    if code == 1 and len(told) != 1 and "2>" not in around.redirect:
        yield f"told in {len(told)} lines: {told}"
    if b"Traceback" in out:
        yield "a trace on its output"


def _shows_window(around: Surroundings) -> bool:
    return around.platform == "offscreen"


def main(words: str) -> int:
    tried = passed = 0
    with tempfile.TemporaryDirectory() as name, _nobody_reads():
        where = Path(name)
        tiny = where / "tiny.toml"
        tiny.write_text(TINY, encoding="utf-8")
        buses = _silent_bus(where)
        for around in all_surroundings(where, next(buses)):
            if words not in around.name:
                continue
            for command in commands(tiny):
                wrong = run(command, around, where)
                tried += 1
                passed += not wrong
                for what in wrong[:_MOST_SHOWN]:
                    print(f"{around.name} · {command.name}: {what}", flush=True)
    print(f"{passed} of {tried} as they should be")
    return int(passed < tried)


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
