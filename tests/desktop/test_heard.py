"""The tool that measures a recorded session, measured itself on mixes with faults we planted."""

from __future__ import annotations

import json
import wave
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stretchtimer.engine.model import Side
from tests.desktop.needs import need
from tests.spoken_english import COUNTS, SCRIPT, SIDES, clip_of
from tests.sweeps import sweep

try:
    import numpy as np

    from tests.benchmarks import heard
    from tests.benchmarks.comparison import Planned
    from tests.benchmarks.mix import mixed
    from tests.benchmarks.onsets import RATE, Wave
    from tests.benchmarks.words import clips_of
except ModuleNotFoundError:
    HAS_NUMPY = False
else:
    HAS_NUMPY = True

LEFT, RIGHT = SIDES[Side.LEFT], SIDES[Side.RIGHT]
SPOKEN = ((LEFT, 1_120), (RIGHT, 3_000), (SCRIPT.duration(30_000)[-1], 4_200))
BEGUN_MS = 1_234.5
LENGTH_MS = 13_000


@pytest.fixture(autouse=True)
def _numpy_is_there() -> None:
    need(HAS_NUMPY, "numpy is not installed")


def plan() -> dict[str, Any]:
    """A plan as the program prints it, with what is measured here."""
    sounds = [("lead_in", 0), ("hold_start", 6_000), ("hold_end", 9_000)]
    cues = [{"at_ms": at, "kind": sound, "text": "", "clip": sound} for sound, at in sounds]
    for text, at_ms in SPOKEN:
        cues.append({"at_ms": at_ms, "kind": "speech", "text": text, "clip": clip_of(text)})
    count = {"at_ms": 8_000, "kind": "count", "text": "1", "clip": clip_of(COUNTS[1])}
    return {"cues": sorted([*cues, count], key=lambda cue: int(str(cue["at_ms"])))}


def clips() -> dict[str, Wave]:
    return clips_of(cue["clip"] for cue in plan()["cues"])


def played() -> dict[str, Planned]:
    """What a perfect output plays, by the clip."""
    cues = (Planned(cue["clip"], cue["at_ms"] + BEGUN_MS) for cue in plan()["cues"])
    return {cue.clip: cue for cue in cues}


def recording(cues: dict[str, Planned], gain: float = 1.0) -> Wave:
    return mixed(cues.values(), clips(), LENGTH_MS, gain)


def faults(sound: Wave, volume: int = 100) -> list[str]:
    return list(heard.measure(plan(), sound, clips(), volume).faults())


def test_a_perfect_recording_has_no_fault_at_any_volume() -> None:
    assert faults(recording(played())) == []
    assert faults(recording(played(), gain=0.7**3), volume=70) == []


def test_a_missing_sentence_is_named() -> None:
    cues = played()
    del cues[clip_of(LEFT)]
    assert faults(recording(cues)) == ["missing: speech 'Left side.' at 1.12 s"]


def test_a_late_sentence_is_named_with_how_late_it_is() -> None:
    cues = played()
    name = clip_of(RIGHT)
    cues[name] = replace(cues[name], at_ms=cues[name].at_ms + 50)
    assert faults(recording(cues)) == ["+50 ms off: speech 'Right side.' at 3.00 s"]


@sweep
def test_two_voices_at_once_are_named() -> None:
    cues = played()
    name = clip_of(RIGHT)
    cues[name] = replace(cues[name], at_ms=cues[clip_of(LEFT)].at_ms + 300)
    found = faults(recording(cues))
    assert any(
        fault.endswith("ms at once: 'Left side.' and 'Right side.' at 2.65 s") for fault in found
    )


def test_the_end_of_a_sentence_that_was_cut_off_is_noticed() -> None:
    sound = recording(played())
    start = BEGUN_MS + dict(SPOKEN)[LEFT]
    sound[round((start + 300) * RATE / 1_000) : round((start + 900) * RATE / 1_000)] = 0
    assert any(
        fault.startswith("not whole") and "'Left side.' at 1.12 s" in fault
        for fault in faults(sound)
    )


@sweep
def test_a_hum_in_the_silence_is_noticed() -> None:
    sound = recording(played())
    times = np.arange(len(sound)) / RATE
    assert faults(sound + 1e-4 * np.sin(2 * np.pi * 100 * times)) == []
    humming = faults(sound + 1e-3 * np.sin(2 * np.pi * 100 * times))
    assert humming
    assert all(fault.startswith("not silent (-63 dB)") for fault in humming)


@sweep
def test_speech_that_is_too_soft_or_clips_is_noticed() -> None:
    assert any("LUFS: 'Left side.'" in fault for fault in faults(recording(played(), gain=0.8)))
    assert any("at full scale" in fault for fault in faults(recording(played(), gain=2.0)))


@sweep
def test_the_program_tells_by_its_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, plan_file = tmp_path / "whole.wav", tmp_path / "plan.json"
    plan_file.write_text(json.dumps(plan()), encoding="utf-8")
    save(whole, recording(played()))
    assert heard.main([str(whole), str(plan_file)]) == 0
    cues = played()
    del cues["hold_start"]
    partly = tmp_path / "partly.wav"
    save(partly, recording(cues, gain=0.7**3))
    plan_file.write_text(json.dumps({**plan(), "volume": 70}), encoding="utf-8")
    assert heard.main([str(partly), str(plan_file)]) == 1
    assert "missing: hold_start" in capsys.readouterr().out


def save(path: Path, sound: Wave) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((sound * 32_767).astype("<i2").tobytes())
