"""Measures the window's stream of sound by itself, recorded from a null sink.

    python -m tests.benchmarks.stream onsets [--busy] [--lazy] [--count N]
    python -m tests.benchmarks.stream silence [--busy] [--lazy] [--count N]
    python -m tests.benchmarks.stream endurance [--minutes N]

``onsets`` sounds short cues at random instants and tells how far each was heard from its own,
beside the constant offset. ``silence`` takes a sound back in its middle, in turns for nothing and
for another one at once, and tells how long it was still heard. ``endurance`` wants, takes back,
pauses, mutes and changes outputs as fast as it can, and tells what grows. ``--busy`` keeps all
cores busy, with ``--lazy`` the interface's thread sleeps 20 of each 33 ms and stands still for
300 ms every 3 s. Needs PulseAudio and numpy.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np

from tests.benchmarks import onsets
from tests.benchmarks.recording import Recording, recorded
from tests.benchmarks.session import busy_cores
from tests.benchmarks.words import clips_of
from tests.desktop.pulse import PrivatePulse, private_pulse, wait_until
from tests.desktop.stream_driver import StreamProgram

CUES = ("count", "half_way", "hold_start")
LONG, SHORT = "routine_end", "count"
ROOT = Path(__file__).parents[2]
CALM_MS = 10
"""So long nothing must be heard to call it silence."""
LOUD = 1e-3


def main() -> int:
    """Measures what was asked for; returns 0 where it is as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("onsets", "silence", "endurance"))
    parser.add_argument("--busy", action="store_true")
    parser.add_argument("--lazy", action="store_true")
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=1.0)
    asked = parser.parse_args()
    with ExitStack() as stack:
        pulse = stack.enter_context(private_pulse(("mat", "desk")))
        program = stack.enter_context(playing(pulse, *(["--lazy"] if asked.lazy else [])))
        if asked.busy:
            stack.enter_context(busy_cores())
        if asked.what == "onsets":
            return measure_onsets(pulse, program, asked.count or 60)
        if asked.what == "silence":
            return measure_silence(pulse, program, asked.count or 20)
        return measure_endurance(pulse, program, asked.minutes)


@contextmanager
def playing(pulse: PrivatePulse, *options: str) -> Iterator[StreamProgram]:
    """The program, with its stream running."""
    program = StreamProgram(pulse.env, *options)
    program.ask("hold_open")
    program.wait_for(working=True)
    wait_until(lambda: pulse.sink_states()["mat"] == "RUNNING", "the output plays silence")
    yield program
    print(program.end(), end="")


def measure_onsets(pulse: PrivatePulse, program: StreamProgram, count: int) -> int:
    """Hands cues over three seconds ahead, as a session does."""
    chance = random.Random(7)
    at_ms, plan = 3_500.0, []
    for place in range(count):
        plan.append((round(at_ms), CUES[place % len(CUES)]))
        at_ms += 1_100 + chance.uniform(0, 400)
    with recorded(pulse.env, "mat") as recording:
        begin_ns = time.monotonic_ns()
        begin_ms = begin_ns // 1_000_000
        while plan_left := [cue for cue in plan if begin_ms + cue[0] > now_ms() - 2_000]:
            soon = [cue for cue in plan_left if begin_ms + cue[0] < now_ms() + 3_000]
            program.ask("schedule_at", [(begin_ms + in_ms, clip) for in_ms, clip in soon])
            recording.wait_for_ms(500)
    found = onsets.find_onsets(onsets.from_pcm(recording.pcm), clips_of(CUES))
    at, late = [], []
    for in_ms, clip in plan:
        due_ms = recording.ms_of(begin_ms * 1_000_000) + in_ms
        heard = [onset.at_ms - due_ms for onset in found if onset.clip == clip]
        if heard and abs(nearest := min(heard, key=abs)) < 300:
            at.append(in_ms)
            late.append(nearest)
    # The sound server keeps its own time; what is steady is taken out.
    drift = np.polyfit(at, late, 1)
    beside = np.abs(np.array(late) - np.polyval(drift, at))
    p95, worst = float(np.percentile(beside, 95)), float(beside.max())
    print(f"cues {count}, heard {len(late)}, in all {len(found)}")
    print(
        f"offset {np.polyval(drift, 0):+.1f} ms, the server's clock {drift[0] * 1e6:+.0f} ppm; "
        f"beside them 95 % within {p95:.1f} ms, all within {worst:.1f} ms"
    )
    tell_cost(program)
    return 0 if len(late) == len(found) == count and worst <= 5 else 1


def measure_silence(pulse: PrivatePulse, program: StreamProgram, count: int) -> int:
    """From the instant at which the call is made until nothing is heard of the sound."""
    chance = random.Random(11)
    took = []
    for place in range(count):
        with recorded(pulse.env, "mat") as recording:
            program.schedule((400, LONG))
            recording.wait_for_ms(650 + chance.uniform(0, 400))
            is_skip = place % 2 == 1
            taken_back_ns = program.schedule(*([(200, SHORT)] if is_skip else []))
            recording.wait_for_ms(700)
        took.append(still_heard_ms(recording, taken_back_ns))
        program.schedule()
    print("still heard for", " ".join(f"{ms:.0f}" for ms in took), "ms (taken back, replaced, ...)")
    good = sum(ms <= 50 for ms in took)
    print(f"silent within 50 ms: {good} of {count}")
    return 0 if good == count else 1


def still_heard_ms(recording: Recording, taken_back_ns: int) -> float:
    """How long the sound is heard from an instant on, until it is calm."""
    sound = np.abs(onsets.from_pcm(recording.pcm))
    start = round(recording.ms_of(taken_back_ns) * onsets.RATE / 1_000)
    step = CALM_MS * onsets.RATE // 1_000
    for at in range(start, len(sound) - step, onsets.RATE // 1_000):
        if sound[at : at + step].max() < LOUD:
            return (at - start) / onsets.RATE * 1_000
    return float("inf")


def measure_endurance(pulse: PrivatePulse, program: StreamProgram, minutes: float) -> int:
    """Tells at equal steps what the program takes."""
    chance = random.Random(3)
    names = sorted(path.stem for path in (ROOT / "assets/voice/en").glob("*.wav"))
    end = time.monotonic() + minutes * 60
    told: list[dict[str, float]] = []
    rounds, next_at = 0, time.monotonic()
    while time.monotonic() < end:
        rounds += 1
        program.schedule(*((chance.randrange(0, 900), chance.choice(names)) for _ in range(3)))
        time.sleep(chance.uniform(0.05, 0.6))
        act = rounds % 8
        if act == 3:
            program.ask("let_go")
        elif act == 5:
            program.ask("hold_open")
        elif act == 6:
            program.ask("set_volume", chance.random())
        elif act == 7:
            pulse.pactl("set-default-sink", chance.choice(("mat", "desk")))
        if time.monotonic() >= next_at:
            next_at += minutes * 60 / 10
            told.append(tell_cost(program))
    print(f"{rounds} rounds")
    # The first tenth is that in which all is loaded.
    grown = {key: told[-1][key] - told[1][key] for key in ("handles", "threads", "pss_kb")}
    print(f"grown: {grown}")
    return 0 if grown["handles"] <= 2 and grown["threads"] <= 2 and grown["pss_kb"] < 2_048 else 1


def tell_cost(program: StreamProgram) -> dict[str, float]:
    cost: dict[str, float] = program.ask("cost")["result"]
    print(
        f"memory {cost['pss_kb'] / 1024:.1f} MB ({cost['bare_kb'] / 1024:.1f} before sound), "
        f"handles {cost['handles']}, threads {cost['threads']}, processor {cost['cpu_s']:.2f} s"
    )
    return cost


def now_ms() -> int:
    return time.monotonic_ns() // 1_000_000


if __name__ == "__main__":
    sys.exit(main())
