"""Runs a whole routine in a real window, in real time, and measures what was heard.

    python -m tests.benchmarks.session [--routine ROUTINE] [--busy] [--lazy] [--shots FOLDER]
        [--save FILE.wav] [--talk full|short|tones] [--breath] [--volume PERCENT]

Needs Xvfb, PulseAudio, ImageMagick (for the shots) and numpy. Prints what was heard beside the
plan (see ``heard.py``), and the processor time of the holds as a share of one core. With ``--busy``
both cores are kept busy by other programs meanwhile, with ``--lazy`` the interface's thread sleeps
most of the time, ``--breath`` paces the breath in every hold
with its soft sound, and ``--save`` keeps the recording, with the plan beside it as FILE.json. The
volume is full unless told, so that a peak too high would be cut off as it would be for people.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks import heard
from tests.benchmarks.onsets import from_pcm
from tests.benchmarks.recording import recorded
from tests.benchmarks.words import clips_of
from tests.desktop.display import private_display
from tests.desktop.pulse import private_pulse
from tests.profiles import asked_before

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "stretchtimer"]
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
LAST_SOUND_S = 9
"""How long the last sound goes on after the last event, and a little silence after it."""


def main() -> int:
    """Runs, measures and prints; returns 0 when every cue was heard once and the trace agrees."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--routine", default="post-walk")
    parser.add_argument("--busy", action="store_true")
    parser.add_argument("--lazy", action="store_true")
    parser.add_argument("--shots", type=Path)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--talk", choices=("full", "short", "tones"), default="full")
    parser.add_argument("--breath", action="store_true")
    parser.add_argument("--volume", type=int, default=100)
    asked = parser.parse_args()
    with ExitStack() as stack:
        server = stack.enter_context(private_pulse(("mat",)))
        display = stack.enter_context(private_display(1366, 768))
        folder = asked_before(Path(stack.enter_context(tempfile.TemporaryDirectory())))
        wish(folder, talk=asked.talk, volume=asked.volume)
        if asked.breath:
            wish(folder, breathing="always", breath_sound=True)
        env = {**server.env, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        plan = json.loads(
            subprocess.check_output(
                [*PROGRAM, "plan", asked.routine, "--json", "--profile", str(folder)], cwd=ROOT
            )
        )
        clips = clips_of(cue["clip"] for cue in plan["cues"])
        if asked.busy:
            stack.enter_context(busy_cores())
        recording = stack.enter_context(recorded(server.env, "mat"))
        trace = folder / "trace.jsonl"
        start = [*PROGRAM, "start", asked.routine, "--profile", str(folder), "--trace", str(trace)]
        lazy = [sys.executable, "-m", "tests.benchmarks.lazy_window", str(folder), str(trace)]
        shares = play(env, lazy if asked.lazy else start, trace, plan["total_ms"], asked.shots)
        events = [json.loads(line) for line in trace.read_text(encoding="utf-8").splitlines()]
    stretch = recording.stretch()
    if asked.save:
        recording.save(asked.save)
        note = {**plan, "volume": asked.volume, "recorded_second_s": stretch}
        asked.save.with_suffix(".json").write_text(json.dumps(note), encoding="utf-8")
    print("processor in each hold:", " ".join(f"{share:.2%}" for share in shares))
    print(f"the sound server's second lasts {stretch:.6f} s; taken into account")
    result = heard.measure(plan, from_pcm(recording.pcm), clips, asked.volume, stretch)
    good = heard.report(result)
    agrees = agree(plan, events)
    print(f"trace agrees with the plan: {agrees}")
    return 0 if good and agrees else 1


def wish(profile: Path, **settings: object) -> None:
    """Changes settings of a profile that has some."""
    file = profile / "config" / "settings.json"
    table = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**table, **settings}), encoding="utf-8")


def play(
    env: dict[str, str], command: list[str], trace: Path, total_ms: int, shots: Path | None
) -> list[float]:
    """Runs the session to its end; gives the share of one core that each hold used."""
    program = subprocess.Popen(command, cwd=ROOT, env=env)
    shares: list[float] = []
    hold: tuple[float, float] | None = None
    told = 0
    give_up = time.monotonic() + total_ms / 1000 + 30
    while time.monotonic() < give_up and program.poll() is None:
        time.sleep(0.05)
        lines = trace.read_text(encoding="utf-8").splitlines() if trace.exists() else []
        for event in map(json.loads, lines[told:]):
            if hold and event["event"] == "hold_finished":
                used, seconds = processor_s(program.pid) - hold[1], time.monotonic() - hold[0]
                shares.append(used / seconds)
            if event["event"] == "phase_entered":
                is_hold = event["kind"] == "hold"
                hold = (time.monotonic(), processor_s(program.pid)) if is_hold else None
            if shots and shows_something(event):
                shoot(env, shots, event)
        told = len(lines)
        if lines and json.loads(lines[-1])["event"] == "session_finished":
            time.sleep(LAST_SOUND_S)
            break
    program.terminate()
    program.wait(timeout=20)
    return shares


def processor_s(pid: int) -> float:
    """The processor time that a program has used, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND


def shows_something(event: dict[str, Any]) -> bool:
    """Whether the event changes the screen; what is said follows something that did."""
    cue = bool(event["event"] == "cue_due" and event["kind"] != heard.SPEECH)
    return cue or event["event"] == "session_finished"


def shoot(env: dict[str, str], shots: Path, event: dict[str, Any]) -> None:
    """Keeps a picture of the screen, half a second after an event."""
    shots.mkdir(parents=True, exist_ok=True)
    time.sleep(0.5)
    name = f"{event['due_ms'] // 1000:03}-{event.get('kind', 'done')}.png"
    subprocess.run(["import", "-window", "root", str(shots / name)], env=env, check=False)


@contextmanager
def busy_cores() -> Iterator[None]:
    """Keeps as many programs busy as there are cores."""
    count = os.cpu_count() or 1
    spinning = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for program in spinning:
            program.kill()
            program.wait()


def agree(plan: dict[str, Any], events: list[dict[str, Any]]) -> bool:
    """Whether the trace tells just the phases and cues of the plan, each at its instant."""
    phases = [(p["index"], p["kind"], p["start_ms"]) for p in plan["phases"]]
    cues = [(c["phase"], c["kind"], c["at_ms"]) for c in plan["cues"]]
    entered = [e for e in events if e["event"] == "phase_entered"]
    due = [e for e in events if e["event"] == "cue_due"]
    late = [e["emitted_ms"] - e["due_ms"] for e in due]
    print(f"events told at most {max(late)} ms late")
    return phases == [(e["phase"], e["kind"], e["due_ms"]) for e in entered] and cues == [
        (e["phase"], e["kind"], e["due_ms"]) for e in due
    ]


if __name__ == "__main__":
    sys.exit(main())
