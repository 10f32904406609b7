"""Every clip has a name, a file and a length."""

from __future__ import annotations

import wave
from pathlib import Path

from stretchtimer.services.audio.audio_out import CLOSE_WAIT_MS
from stretchtimer.services.audio.clip_library import ClipLibrary, bundled_clips
from stretchtimer.storage.assets import asset_folder


def _write(path: Path, frames: int) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes(bytes(2 * frames))
    return path


def test_every_bundled_clip_has_a_name_and_a_length_that_closing_can_wait_for() -> None:
    found = bundled_clips()
    assert {path.name for path in found.files.values()} == {
        path.name
        for folder in (asset_folder("sounds"), asset_folder("voice") / "en")
        for path in folder.glob("*.wav")
    }
    assert found.has("hold_start")
    assert all(0 < found.length_ms(name) <= CLOSE_WAIT_MS for name in found.files)


def test_a_length_is_rounded_up(tmp_path: Path) -> None:
    odd = ClipLibrary({"odd": _write(tmp_path / "odd.wav", 22_051)})
    assert odd.length_ms("odd") == 1_001


def test_a_clip_that_is_unknown_or_cannot_be_read_is_not_there(tmp_path: Path) -> None:
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"RIFF")
    found = ClipLibrary({"broken": broken, "gone": tmp_path / "gone.wav"})
    assert not any(map(found.has, ("broken", "gone", "other")))
    assert found.length_ms("other") == 0


def test_clips_can_be_added_and_replaced(tmp_path: Path) -> None:
    found = ClipLibrary({"a": _write(tmp_path / "a.wav", 22_050)})
    assert found.length_ms("a") == 1_000
    found.add({"a": _write(tmp_path / "longer.wav", 44_100), "b": _write(tmp_path / "b.wav", 1)})
    assert found.length_ms("a") == 2_000
    assert found.has("b")
