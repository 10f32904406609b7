"""The output of one program a sound, with players that are not real and one real import."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from stretchtimer.services.audio.audio_out import (
    TOO_LATE_MS,
    AudioOut,
    AudioStatus,
    SilentOut,
    Sound,
    amplitude,
)
from stretchtimer.services.audio.playsound_out import (
    PROOF_MS,
    SILENCE_MS,
)
from tests.services.audio.players import LATENCY_MS, WORKS, MakeBench
from tests.wording import foreign


def test_both_outputs_of_the_services_are_audio_outs(bench: MakeBench) -> None:
    outs: list[AudioOut] = [SilentOut(foreign("no sound here")), bench().out]
    assert outs[0].status() == AudioStatus(False, "", foreign("no sound here"))


def test_a_silent_output_takes_every_call() -> None:
    out = SilentOut(foreign("no sound here"))
    out.schedule([Sound(0, "bell")])
    out.hold_open()
    out.let_go()
    out.set_volume(0.5)
    out.on_status_changed(lambda _: None)
    out.close(let_finish=True)
    assert not out.status().working


def test_volume_follows_the_ear_and_stays_in_range() -> None:
    assert [amplitude(volume) for volume in (-1, 0, 0.5, 1, 7)] == [0, 0, 0.125, 1, 1]


def test_everything_is_found_and_begun_in_one_thread_that_is_not_the_callers(
    bench: MakeBench,
) -> None:
    tested = bench()
    tested.schedule((0, "bell"))
    tested.out.hold_open()
    tested.settled()
    assert len(tested.player.threads) == 1
    assert threading.get_ident() not in tested.player.threads


def test_a_sound_is_begun_as_much_before_its_instant_as_the_program_needs(
    bench: MakeBench, clips: dict[str, Path]
) -> None:
    tested = bench()
    tested.schedule((500, "bell"))
    tested.wait(500 - LATENCY_MS - 1)
    assert tested.player.cues == []
    tested.wait(1)
    assert [playing.path for playing in tested.player.cues] == [clips["bell"]]
    tested.wait(400)
    assert len(tested.player.cues) == 1


def test_a_sound_that_is_still_wanted_goes_on_and_one_that_is_not_falls_silent(
    bench: MakeBench,
) -> None:
    tested = bench()
    tested.schedule((0, "bell"), (0, "tap"), (900, "tick"))
    assert len(tested.player.cues) == 2
    tested.schedule((0, "bell"))
    tested.wait(2_000)
    ended = {playing.path.stem: playing.terminated for playing in tested.player.cues}
    assert ended == {"bell": False, "tap": True}


@pytest.mark.parametrize(("late_ms", "heard"), [(TOO_LATE_MS, 1), (TOO_LATE_MS + 1, 0)])
def test_a_sound_that_comes_too_late_is_left_out(
    bench: MakeBench, late_ms: int, heard: int
) -> None:
    tested = bench()
    tested.schedule((-late_ms, "bell"))
    assert len(tested.player.cues) == heard


def test_the_volume_scales_the_samples_once_for_all_sounds_of_a_clip(bench: MakeBench) -> None:
    tested = bench()
    tested.out.set_volume(0.5)
    tested.schedule((0, "bell"), (100, "bell"))
    tested.wait(100)
    assert [playing.peak for playing in tested.player.cues] == [
        pytest.approx(20_000 / 8, rel=0.06)
    ] * 2
    assert len({playing.path for playing in tested.player.cues}) == 1


def test_what_is_wanted_soon_is_scaled_before_it_is_due(bench: MakeBench) -> None:
    tested = bench()
    tested.out.set_volume(0.5)
    tested.schedule((3_000, "bell"))
    for _ in range(50):
        tested.settled()
    (scaled,) = tested.out._scaled.values()
    assert scaled is not None
    assert scaled.exists()
    assert tested.player.cues == []


def test_at_volume_zero_nothing_is_begun_and_what_sounds_is_silenced(bench: MakeBench) -> None:
    tested = bench()
    tested.schedule((0, "bell"), (100, "tap"))
    tested.out.set_volume(0)
    tested.wait(100)
    assert [playing.terminated for playing in tested.player.cues] == [True]


def test_letting_go_ends_the_silence(bench: MakeBench) -> None:
    tested = bench()
    tested.out.hold_open()
    tested.out.hold_open()
    tested.settled()
    _proof, silence = tested.player.silences
    assert not silence.terminated
    tested.out.let_go()
    tested.settled()
    assert silence.terminated


def test_silence_that_ends_is_begun_anew_but_not_one_that_fails(bench: MakeBench) -> None:
    tested = bench()
    tested.out.hold_open()
    tested.settled()
    tested.end(tested.player.silences[1], SILENCE_MS)
    assert len(tested.player.silences) == 3
    tested.end(tested.player.silences[2], 100)
    assert len(tested.player.silences) == 3
    assert not tested.out.status().working


def test_silence_gives_way_to_a_cue_on_a_device_that_takes_one_player(bench: MakeBench) -> None:
    tested = bench()
    tested.end(tested.player.silences[0], PROOF_MS)
    tested.out.hold_open()
    tested.settled()
    tested.player.code = 1
    tested.schedule((0, "bell"))
    assert tested.player.silences[1].terminated
    assert tested.out.status() == WORKS
