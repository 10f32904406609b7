"""A session in the real window whose sound output goes and comes: what is heard, and what is said.

Wherever it stands, the session goes on. What takes over where Qt's output is gone for good depends
on the programs of the machine; where there is none, silence is told.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from stretchtimer.engine.notices import Notice
from stretchtimer.services.audio.audio_out import SoundFault
from tests.conftest import why_no_qt
from tests.desktop.needs import need
from tests.desktop.pulse import NoPulseError, PrivatePulse, private_pulse
from tests.profiles import asked_before
from tests.programs import ending_with_us
from tests.sweeps import sweep, swept_rows
from tests.wording import said

NO_DEVICE = said(Notice(SoundFault.NO_DEVICE))

try:
    from tests.benchmarks import onsets
    from tests.benchmarks.recording import recorded
except ModuleNotFoundError:
    HAS_NUMPY = False
else:
    HAS_NUMPY = True

ROOT = Path(__file__).parents[2]
SOUNDS = ROOT / "assets/sounds"
PATIENCE_S = 30.0
ROUTINE = """
format = 1
name = "Cat and cow"

[times]
first_lead_in_s = 1
release_s = 0

[[stretches]]
id = "cat-cow"
name = "Cat-cow"
sides = "none"
hold_s = 120
pose = "cat"
start_pose = "all_fours"

[[stretches.movements]]
pose = "cat"
name = "Cat"
duration_s = 1

[[stretches.movements]]
pose = "cow"
name = "Cow"
duration_s = 1
"""

DOCTOR = """
import json
from stretchtimer.services.audio.clip_library import bundled_clips
from stretchtimer.services.system.clock import SystemClock
from stretchtimer.services.audio.playsound_out import PlaysoundOut
from stretchtimer.terminal.commands.doctor_checks import CLIP, check_sound
from stretchtimer.terminal.commands.window_probe import ask_window
window, clips = ask_window(), bundled_clips()
found = check_sound(PlaysoundOut(clips.files), SystemClock(), clips.length_ms(CLIP))
print(json.dumps([[window.output, window.problem], [found.works, found.advice]]))
"""

pytestmark = pytest.mark.flaky(reruns=2)

Said = dict[str, Any]


class Window:
    """The program, in a session with a sound every second."""

    def __init__(self, env: dict[str, str], folder: Path) -> None:
        routine = folder / "cat-and-cow.toml"
        routine.write_text(ROUTINE, encoding="utf-8")
        profile = asked_before(folder)
        settings = profile / "config" / "settings.json"
        noted = {**json.loads(settings.read_text(encoding="utf-8")), "talk": "tones", "volume": 100}
        settings.write_text(json.dumps(noted), encoding="utf-8")
        self._process = subprocess.Popen(
            ending_with_us(
                [sys.executable, "-m", "tests.desktop.sounding_program", str(profile), str(routine)]
            ),
            cwd=ROOT,
            env={**env, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.said: list[Said] = []
        self._news: queue.SimpleQueue[Said] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def wait_for(self, condition: Callable[[Said], object], what: str) -> Said:
        """Waits until the window says something like it; gives what it says."""
        while not (self.said and condition(self.said[-1])):
            try:
                self.said.append(self._news.get(timeout=PATIENCE_S))
            except queue.Empty:
                raise AssertionError(f"waited in vain until {what}: {self.said}") from None
        return self.said[-1]

    def wait_until_heard_by(self, output: str) -> None:
        self.wait_for(lambda said: said["in_session"] and said["output"] == output, output)
        assert not self.said[-1]["is_silent"]

    def wait_until_silent(self) -> str:
        """Waits until the session says that there is no sound; gives the reason it names."""
        said = self.wait_for(lambda said: said["in_session"] and said["is_silent"], "it is silent")
        assert said["home"] == "No sound"
        return str(said["problem"])

    def end(self) -> None:
        """Ends it; it is still there, and ends well."""
        assert self._process.poll() is None
        assert self._process.stdin is not None
        self._process.stdin.close()
        assert self._process.wait(PATIENCE_S) == 0
        self._reader.join(PATIENCE_S)

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._news.put(json.loads(line))


@pytest.fixture
def pulse() -> Iterator[PrivatePulse]:
    need(HAS_NUMPY, "numpy is not installed")
    need(not why_no_qt(), f"Qt cannot be loaded: {why_no_qt()}")
    with ExitStack() as stack:
        try:
            server = stack.enter_context(private_pulse(("mat", "desk")))
        except NoPulseError as error:
            need(False, str(error))
        yield server


@pytest.fixture
def window(pulse: PrivatePulse, tmp_path: Path) -> Iterator[Window]:
    window = Window(pulse.env, tmp_path)
    window.wait_until_heard_by("mat")
    yield window
    window.end()


def hear(pulse: PrivatePulse, sink: str) -> None:
    """Proves that the sounds of the session are heard by a sink, each once."""
    names = ("movement_1", "movement_2")
    clips = {name: onsets.read_wav(SOUNDS / f"{name}.wav") for name in names}
    with recorded(pulse.env, sink) as recording:
        recording.wait_for_ms(4_500)
    found = onsets.find_onsets(onsets.from_pcm(recording.pcm), clips)
    # In the moment of the change a sound may be heard in part, or by both.
    at_ms = [onset.at_ms for onset in found if onset.at_ms > 1_000 and onset.likeness > 0.9]
    assert len(at_ms) >= 3
    assert min(after - before for before, after in pairwise(at_ms)) > 800


@sweep
def test_another_default_output_is_followed_and_named(pulse: PrivatePulse, window: Window) -> None:
    pulse.pactl("set-default-sink", "desk")
    window.wait_until_heard_by("desk")
    hear(pulse, "desk")


@sweep
def test_where_the_output_is_removed_another_one_is_heard(
    pulse: PrivatePulse, window: Window
) -> None:
    pulse.remove_sink("mat")
    window.wait_until_heard_by("desk")
    hear(pulse, "desk")


def test_where_the_last_output_is_removed_it_is_said_until_one_is_there(
    pulse: PrivatePulse, window: Window
) -> None:
    for sink in ("desk", "mat"):
        pulse.remove_sink(sink)
    problem = window.wait_until_silent()
    assert problem == NO_DEVICE or problem.startswith("The sound output mat is not responding")
    pulse.add_sink("headset")
    window.wait_until_heard_by("headset")
    hear(pulse, "headset")


@sweep
def test_only_a_dummy_output_is_none(pulse: PrivatePulse, window: Window) -> None:
    pulse.add_sink("auto_null")
    for sink in ("desk", "mat"):
        pulse.remove_sink(sink)
    assert window.wait_until_silent() == NO_DEVICE
    pulse.add_sink("mat")
    pulse.pactl("set-default-sink", "mat")
    window.wait_until_heard_by("mat")
    hear(pulse, "mat")


@sweep
def test_a_sound_server_that_is_killed_and_started_again_is_heard_again(
    pulse: PrivatePulse, window: Window
) -> None:
    pulse.kill()
    assert "sound system has stopped" in window.wait_until_silent()
    pulse.restart(("mat",))
    window.wait_until_heard_by("mat")
    hear(pulse, "mat")


@pytest.mark.parametrize(
    ("sink", "output"), swept_rows([("mat", "mat"), ("auto_null", "")], ["auto_null"])
)
def test_the_doctor_takes_a_dummy_output_for_none(sink: str, output: str) -> None:
    need(not why_no_qt(), f"Qt cannot be loaded: {why_no_qt()}")
    try:
        with private_pulse((sink,)) as pulse:
            done = subprocess.run(
                [sys.executable, "-c", DOCTOR],
                check=True,
                env=pulse.env,
                cwd=ROOT,
                capture_output=True,
                text=True,
            )
    except NoPulseError as error:
        need(False, str(error))
    window, terminal = json.loads(done.stdout)
    assert window == [output, ""]
    assert terminal[0] is bool(output)
    assert terminal[1] == ("" if output else NO_DEVICE)


def test_without_a_sound_server_the_session_says_so_and_goes_on(tmp_path: Path) -> None:
    need(not why_no_qt(), f"Qt cannot be loaded: {why_no_qt()}")
    nowhere = {
        "PULSE_SERVER": f"unix:{tmp_path}/none",
        "SDL_AUDIODRIVER": "pulseaudio",
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    window = Window({**os.environ, **nowhere}, tmp_path)
    assert window.wait_until_silent() == NO_DEVICE
    window.end()
    assert all(said["output"] == "" for said in window.said)
