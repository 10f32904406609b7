"""Clips, and an output of one program a sound."""

from __future__ import annotations

import array
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.services.audio.players import LENGTH_MS, Bench, FakePlayer


@pytest.fixture
def clips(tmp_path: Path) -> dict[str, Path]:
    def clip(name: str, peak: int, length_ms: int = LENGTH_MS) -> Path:
        path = tmp_path / f"{name}.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8_000)
            samples = array.array("h", [0, peak, -peak, 0] * (2 * length_ms))
            file.writeframes(samples.tobytes())
        return path

    return {"bell": clip("bell", 20_000), "tap": clip("tap", 10_000), "tick": clip("tick", 9, 100)}


@pytest.fixture
def bench(clips: dict[str, Path]) -> Iterator[Callable[..., Bench]]:
    made: list[Bench] = []

    def make(player: FakePlayer | None = None, *, dummy: bool = False) -> Bench:
        made.append(Bench(player or FakePlayer(), clips, dummy=dummy))
        return made[-1]

    yield make
    for one in made:
        one.out.close()
