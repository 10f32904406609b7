"""The output of one program a sound, where players fail, hang, are missing, or are closed."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from stretchtimer.engine.notices import Notice
from stretchtimer.services.audio.audio_out import (
    UNKNOWN,
    AudioStatus,
    Sound,
    SoundFault,
)
from stretchtimer.services.audio.playsound_out import (
    OVERDUE_MS,
    PROOF_MS,
    Player,
    PlaysoundOut,
    find_player,
)
from tests.services.audio.players import LENGTH_MS, WORKS, FakePlayer, MakeBench
from tests.wording import said


def test_a_second_of_silence_proves_at_the_beginning_that_it_works(bench: MakeBench) -> None:
    tested = bench()
    (proof,) = tested.player.begun
    assert tested.out.status() == UNKNOWN
    tested.end(proof, PROOF_MS)
    assert tested.out.status() == WORKS
    assert tested.statuses == [WORKS]


@pytest.mark.parametrize(("after_ms", "code"), [(80, 0), (PROOF_MS, 1)])
def test_a_player_that_fails_or_ends_well_before_its_clip_was_not_heard(
    bench: MakeBench, after_ms: int, code: int
) -> None:
    tested = bench()
    tested.end(tested.player.begun[0], after_ms, code)
    assert "fake-play could not play" in said(tested.out.status().problem)
    tested.schedule((0, "bell"))
    tested.end(tested.player.cues[0], LENGTH_MS)
    assert tested.out.status() == WORKS
    tested.schedule((0, "bell"))
    tested.end(tested.player.cues[1], after_ms, code)
    assert "fake-play could not play" in said(tested.out.status().problem)
    assert [status.working for status in tested.statuses] == [False, True, False]


def test_a_player_that_does_not_end_is_ended_and_told(bench: MakeBench) -> None:
    tested = bench()
    tested.end(tested.player.begun[0], PROOF_MS)
    tested.schedule((0, "bell"))
    tested.wait(LENGTH_MS + OVERDUE_MS)
    assert tested.out.status() == WORKS
    tested.wait(1)
    assert tested.player.cues[0].terminated
    assert not tested.out.status().working


def test_a_clip_too_short_to_judge_by_says_nothing(bench: MakeBench) -> None:
    tested = bench(FakePlayer(code=0))
    before = tested.out.status()
    tested.schedule((0, "tick"))
    assert tested.out.status() == before


def test_a_dummy_device_is_told_although_players_play_until_a_real_one_is_there(
    bench: MakeBench,
) -> None:
    tested = bench(dummy=True)
    tested.end(tested.player.begun[0], PROOF_MS)
    assert tested.out.status() == AudioStatus(False, "", Notice(SoundFault.NO_DEVICE))
    tested.schedule((0, "bell"))
    tested.dummy = False
    tested.end(tested.player.cues[0], LENGTH_MS)
    assert tested.out.status() == WORKS


def test_a_player_that_cannot_be_begun_is_told_and_nothing_is_raised(bench: MakeBench) -> None:
    tested = bench(FakePlayer(fault=OSError("out of processes")))
    tested.schedule((0, "bell"))
    assert "out of processes" in said(tested.out.status().problem)


@pytest.mark.parametrize("volume", [1.0, 0.9])
def test_an_unknown_clip_and_an_unreadable_one_disturb_no_other(
    bench: MakeBench, clips: dict[str, Path], volume: float
) -> None:
    clips["tap"].write_bytes(b"not a sound")
    tested = bench()
    tested.out.set_volume(volume)
    tested.schedule((0, "gong"), (0, "tap"), (10, "bell"))
    tested.wait(10)
    assert [playing.path.stem.split("-")[-1] for playing in tested.player.cues] == ["bell"]
    for _ in range(20):
        tested.settled()


def test_without_a_back_end_the_status_says_what_to_install() -> None:
    out = PlaysoundOut({}, lambda: None)
    out.schedule([Sound(0, "bell")])
    out.hold_open()
    out.close()
    assert out.status() == AudioStatus(False, "", Notice(SoundFault.NO_PROGRAM))


def test_an_import_that_fails_becomes_a_status() -> None:
    def find() -> Player | None:
        raise ImportError("no module named playsound3")

    out = PlaysoundOut({}, find)
    out.close()
    assert "no module named playsound3" in said(out.status().problem)


def test_closing_silences_and_removes_what_was_written(bench: MakeBench) -> None:
    tested = bench()
    tested.out.set_volume(0.5)
    tested.schedule((0, "bell"))
    tested.out.close()
    tested.out.schedule([Sound(tested.clock.ms, "tap")])
    assert [playing.terminated for playing in tested.player.begun] == [True, True]
    assert not tested.player.cues[0].path.exists()


def test_closing_lets_the_last_sound_finish_when_asked(bench: MakeBench) -> None:
    tested = bench()
    tested.out.hold_open()
    tested.schedule((0, "bell"))
    ends = threading.Timer(0.05, lambda: setattr(tested.player.cues[0], "code", 0))
    ends.start()
    tested.out.close(let_finish=True)
    assert [playing.terminated for playing in tested.player.cues] == [False]
    assert all(playing.terminated for playing in tested.player.silences)


def test_playsound3_gives_a_player_or_honestly_none() -> None:
    player = find_player()
    assert player is None or (player.name and 0 < player.latency_ms < 500)
