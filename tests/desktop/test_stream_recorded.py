"""The window's sound output on a real sound server, judged by what was really played."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from stretchtimer.engine.notices import Notice
from stretchtimer.services.audio.audio_out import SoundFault
from tests.conftest import why_no_qt
from tests.desktop.needs import need
from tests.desktop.pulse import NoPulseError, PrivatePulse, private_pulse, wait_until
from tests.desktop.stream_driver import StreamProgram
from tests.spoken_english import clip_of
from tests.sweeps import sweep
from tests.wording import said

NO_DEVICE = said(Notice(SoundFault.NO_DEVICE))

try:
    import numpy as np

    from tests.benchmarks import onsets
    from tests.benchmarks.recording import Recording, recorded
except ModuleNotFoundError:
    HAS_NUMPY = False
else:
    HAS_NUMPY = True

ROOT = Path(__file__).parents[2]
VOICE = ROOT / "assets/voice/en"
SOUNDS = ROOT / "assets/sounds"
SLEEPS_AFTER_S = 1

# A sound server that is not served in time loses samples: with three busy programs on two cores,
# one recording in ten did. What is wrong with the output itself is wrong in each of three.
pytestmark = pytest.mark.flaky(reruns=2)


@pytest.fixture
def pulse() -> Iterator[PrivatePulse]:
    need(HAS_NUMPY, "numpy is not installed")
    need(not why_no_qt(), f"Qt cannot be loaded: {why_no_qt()}")
    with ExitStack() as stack:
        try:
            server = stack.enter_context(private_pulse(("mat", "desk"), SLEEPS_AFTER_S))
        except NoPulseError as error:
            need(False, str(error))
        yield server


@pytest.fixture
def program(pulse: PrivatePulse) -> Iterator[StreamProgram]:
    running = StreamProgram(pulse.env)
    running.ask("hold_open")
    wait_until(lambda: pulse.sink_states()["mat"] == "RUNNING", "the output plays silence")
    yield running
    running.end()


def heard(recording: Recording) -> list[onsets.Onset]:
    clips = {path.stem: onsets.read_wav(path) for path in SOUNDS.glob("*.wav")}
    return onsets.find_onsets(onsets.from_pcm(recording.pcm), clips)


def names(recording: Recording) -> list[str]:
    return [onset.clip for onset in heard(recording)]


def last_loud_ms(recording: Recording) -> float:
    """When the last of anything was heard, in milliseconds since the first sample."""
    loud = np.flatnonzero(np.abs(onsets.from_pcm(recording.pcm)) > 1e-3)
    return float(loud[-1]) / onsets.RATE * 1_000 if len(loud) else 0.0


@sweep
def test_every_cue_is_heard_whole_and_at_its_instant(
    pulse: PrivatePulse, program: StreamProgram
) -> None:
    cues = sorted(path.stem for path in SOUNDS.glob("*.wav"))
    at_ms, plan = 600, []
    for cue in cues:
        plan.append((at_ms, cue))
        at_ms += round(len(onsets.read_wav(SOUNDS / f"{cue}.wav")) / 48) + 60
    with recorded(pulse.env, "mat") as recording:
        now_ns = program.schedule(*plan)
        recording.wait_for_ms(at_ms)
    found = heard(recording)
    assert [onset.clip for onset in found] == cues
    assert all(onset.head > 0.95 and onset.likeness > 0.98 for onset in found)
    assert all(onset.gain == pytest.approx(1, abs=0.05) for onset in found)
    late = [
        onset.at_ms - in_ms - recording.ms_of(now_ns)
        for onset, (in_ms, _) in zip(found, plan, strict=True)
    ]
    # How exact they are is measured by the benchmarks, on a machine that has nothing else to do.
    assert min(late) > -30
    assert max(late) < 60


def test_speech_is_heard_to_its_end(pulse: PrivatePulse, program: StreamProgram) -> None:
    texts = ("Half-way.", "Cat-cow.", "Right side.")
    files = {clip_of(text): VOICE / f"{clip_of(text)}.wav" for text in texts}
    with recorded(pulse.env, "mat") as recording:
        program.schedule(*((600 + 1_500 * place, name) for place, name in enumerate(files)))
        recording.wait_for_ms(5_200)
    clips = {name: onsets.read_wav(path) for name, path in files.items()}
    found = onsets.find_onsets(onsets.from_pcm(recording.pcm), clips)
    assert [onset.clip for onset in found] == list(files)
    assert all(onset.least > 0.9 for onset in found)


def test_an_output_that_is_held_open_stays_awake_and_one_let_go_falls_asleep(
    pulse: PrivatePulse, program: StreamProgram
) -> None:
    pulse.add_sink("witness")
    wait_until(lambda: pulse.sink_states()["witness"] == "SUSPENDED", "an idle output sleeps")
    assert pulse.sink_states()["mat"] == "RUNNING"
    program.ask("let_go")
    wait_until(lambda: pulse.sink_states()["mat"] == "SUSPENDED", "the output let go sleeps")


@sweep
def test_a_sound_that_is_sounding_is_heard_to_its_end_where_the_device_is_let_go(
    pulse: PrivatePulse, program: StreamProgram
) -> None:
    with recorded(pulse.env, "mat") as recording:
        program.schedule((500, "routine_end"))
        recording.wait_for_ms(900)
        program.ask("let_go")
        recording.wait_for_ms(2_600)
    (onset,) = heard(recording)
    assert onset.likeness > 0.99


def test_the_volume_is_the_perceived_one_and_zero_is_silence_at_once(
    pulse: PrivatePulse, program: StreamProgram
) -> None:
    with recorded(pulse.env, "mat") as recording:
        program.ask("set_volume", 0.5)
        program.schedule((500, "hold_end"), (1_900, "routine_end"))
        recording.wait_for_ms(2_400)
        muted_ns = program.ask("set_volume", 0)["at_ns"]
        recording.wait_for_ms(1_000)
    onset = heard(recording)[0]
    assert onset.clip == "hold_end"
    assert onset.gain == pytest.approx(1 / 8, rel=0.03)
    assert last_loud_ms(recording) < recording.ms_of(muted_ns) + 200


def test_what_is_not_wanted_any_more_is_silent_at_once_and_for_good(
    pulse: PrivatePulse, program: StreamProgram
) -> None:
    with recorded(pulse.env, "mat") as recording:
        program.schedule((500, "routine_end"), (900, "count"), (2_000, "half_way"))
        recording.wait_for_ms(800)
        silenced_ns = program.schedule()
        recording.wait_for_ms(2_000)
    assert 0 < last_loud_ms(recording) < recording.ms_of(silenced_ns) + 200


@sweep
def test_another_sound_that_is_wanted_at_once_is_heard_in_place_of_the_one_before(
    pulse: PrivatePulse, program: StreamProgram
) -> None:
    with recorded(pulse.env, "mat") as recording:
        program.schedule((500, "routine_end"))
        recording.wait_for_ms(900)
        now_ns = program.schedule((0, "count"))
        recording.wait_for_ms(1_000)
    (onset,) = [onset for onset in heard(recording) if onset.clip == "count"]
    assert onset.head > 0.95
    assert onset.at_ms < recording.ms_of(now_ns) + 300


def test_cues_move_to_a_new_default_output(pulse: PrivatePulse, program: StreamProgram) -> None:
    assert program.wait_for(working=True)["output"] == "mat"
    pulse.pactl("set-default-sink", "desk")
    wait_until(lambda: program.status()["output"] == "desk", "the new output is known")
    wait_until(lambda: pulse.sink_states()["desk"] == "RUNNING", "the new output is held open")
    with recorded(pulse.env, "desk") as recording:
        program.schedule((300, "change_sides"))
        recording.wait_for_ms(1_700)
    assert names(recording) == ["change_sides"]


def test_a_chosen_output_is_used_and_followed_and_all_are_listed(
    pulse: PrivatePulse, program: StreamProgram
) -> None:
    program.wait_for(working=True)
    assert sorted(name for _, name in program.ask("devices")["result"]) == ["desk", "mat"]
    program.ask("choose", "desk")
    wait_until(lambda: program.status()["output"] == "desk", "the chosen output is used")
    with recorded(pulse.env, "desk") as recording:
        program.schedule((300, "count"))
        recording.wait_for_ms(900)
    assert names(recording) == ["count"]
    pulse.remove_sink("desk")
    with recorded(pulse.env, "mat") as recording:
        # The sound server hands the stream over, or Qt does.
        program.schedule((2_500, "half_way"))
        recording.wait_for_ms(3_400)
    assert names(recording) == ["half_way"]
    pulse.add_sink("desk")
    wait_until(lambda: pulse.sink_states()["desk"] == "RUNNING", "the chosen one is used again")
    assert program.status()["output"] == "desk"


@sweep
def test_a_sound_that_is_due_soon_is_heard_by_the_output_that_takes_over(
    pulse: PrivatePulse, program: StreamProgram
) -> None:
    program.wait_for(working=True)
    with recorded(pulse.env, "desk") as recording:
        program.schedule((2_500, "half_way"))
        pulse.remove_sink("mat")
        wait_until(lambda: program.status()["output"] == "desk", "the other output takes over")
        recording.wait_for_ms(3_400)
    assert names(recording) == ["half_way"]


def test_without_any_output_the_status_says_so_and_sound_comes_back_without_old_cues(
    pulse: PrivatePulse, program: StreamProgram
) -> None:
    program.wait_for(working=True)
    for sink in ("desk", "mat"):
        pulse.remove_sink(sink)
    program.schedule((100, "count"), (600, "half_way"))
    problem = program.wait_for(working=False)["problem"]
    assert problem == NO_DEVICE or "The sound output mat is not responding" in problem
    pulse.add_sink("headset")
    with recorded(pulse.env, "headset") as recording:
        program.wait_for(working=True)
        wait_until(lambda: pulse.sink_states()["headset"] == "RUNNING", "it is held open")
        program.schedule((600, "hold_start"))
        recording.wait_for_ms(1_800)
    assert program.status()["output"] == "headset"
    assert names(recording) == ["hold_start"]


def test_only_a_dummy_output_is_no_output(pulse: PrivatePulse, program: StreamProgram) -> None:
    program.wait_for(working=True)
    pulse.add_sink("auto_null")
    for sink in ("desk", "mat"):
        pulse.remove_sink(sink)
    assert program.wait_for(working=False)["problem"] == NO_DEVICE
    assert program.ask("devices")["result"] == []
    pulse.add_sink("mat")
    assert program.wait_for(working=True)["output"] == "mat"


def test_an_output_that_is_suspended_is_named_as_not_answering_and_comes_back(
    pulse: PrivatePulse, program: StreamProgram
) -> None:
    program.wait_for(working=True)
    pulse.pactl("suspend-sink", "mat", "1")
    assert "The sound output mat is not responding" in program.wait_for(working=False)["problem"]
    pulse.pactl("suspend-sink", "mat", "0")
    assert program.wait_for(working=True)["output"] == "mat"
    with recorded(pulse.env, "mat") as recording:
        program.schedule((500, "count"))
        recording.wait_for_ms(1_000)
    assert names(recording) == ["count"]


def test_a_sound_server_that_is_killed_is_told_and_sound_comes_back_with_it(
    pulse: PrivatePulse, program: StreamProgram
) -> None:
    program.wait_for(working=True)
    program.schedule((2_000, "half_way"))
    pulse.kill()
    assert program.wait_for(working=False)["problem"]
    pulse.restart(("mat",))
    program.wait_for(working=True)
    with recorded(pulse.env, "mat") as recording:
        wait_until(lambda: pulse.sink_states()["mat"] == "RUNNING", "it is held open")
        program.schedule((600, "hold_start"))
        recording.wait_for_ms(1_800)
    assert names(recording) == ["hold_start"]


@sweep
def test_a_sound_server_that_is_gone_for_good_leaves_the_program_running(
    pulse: PrivatePulse, program: StreamProgram
) -> None:
    program.wait_for(working=True)
    pulse.kill()
    program.wait_for(working=False)
    for place in range(10):
        program.schedule((0, "count"))
        program.ask("let_go" if place % 2 else "hold_open")
        time.sleep(0.2)
    assert not program.status()["working"]


def test_a_sound_server_that_stands_still_does_not_keep_the_interface_waiting(
    pulse: PrivatePulse, program: StreamProgram
) -> None:
    program.wait_for(working=True)
    pulse.signal(signal.SIGSTOP)
    took_ns = 0
    for _ in range(20):
        before_ns = time.monotonic_ns()
        program.schedule((100, "count"))
        program.schedule()
        program.ask("let_go")
        program.ask("hold_open")
        took_ns = max(took_ns, time.monotonic_ns() - before_ns)
        time.sleep(0.1)
    assert took_ns < 1_000_000_000
    assert "The sound output mat is not responding" in program.wait_for(working=False)["problem"]
    pulse.signal(signal.SIGCONT)
    program.schedule()
    program.wait_for(working=True)


def test_quitting_lets_the_last_sound_be_heard_to_its_end(
    pulse: PrivatePulse, program: StreamProgram
) -> None:
    with recorded(pulse.env, "mat") as recording:
        program.schedule((300, "routine_end"), (6_000, "count"))
        recording.wait_for_ms(800)
        program.ask("finish")
    (onset,) = heard(recording)
    assert onset.likeness > 0.99


def test_no_video_library_is_loaded_and_nothing_is_printed(pulse: PrivatePulse) -> None:
    running = StreamProgram(pulse.env)
    running.ask("hold_open")
    running.schedule((0, "count"))
    running.wait_for(working=True)
    libraries = Path(f"/proc/{running.process.pid}/maps").read_text(encoding="utf-8")
    assert "libQt6Multimedia.so" in libraries
    assert "avcodec" not in libraries
    assert running.end() == ""


def test_without_a_sound_server_it_is_said_and_every_call_is_taken(tmp_path: Path) -> None:
    need(not why_no_qt(), f"Qt cannot be loaded: {why_no_qt()}")
    running = StreamProgram({**os.environ, "PULSE_SERVER": f"unix:{tmp_path}/none"})
    assert running.wait_for(working=False)["problem"] == NO_DEVICE
    running.schedule((0, "count"))
    for call in (("hold_open",), ("let_go",), ("set_volume", 0.5), ("finish",)):
        running.ask(*call)
    running.end()
