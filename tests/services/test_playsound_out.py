"""The output of one program a sound, with players that are not real and one real import."""

from __future__ import annotations

import array
import threading
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from stretchtimer.services.audio_out import (
    SILENCE,
    AudioOut,
    AudioStatus,
    SilentOut,
    amplitude,
)
from stretchtimer.services.playsound_out import NO_BACK_END, Player, PlaysoundOut, find_player

PATIENCE_S = 10.0


@dataclass
class FakePlaying:
    """A player that plays until told otherwise."""

    path: Path
    peak: int
    code: int | None = None
    terminated: bool = False

    def poll(self) -> int | None:
        return self.code

    def terminate(self) -> None:
        self.terminated = True
        self.code = -15


@dataclass
class FakePlayer:
    """Begins players and remembers them; each ends at once with `code`, None being never."""

    code: int | None = 0
    fault: OSError | None = None
    begun: list[FakePlaying] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)
    names: list[str] = field(default_factory=list)

    def find(self) -> Player:
        self.threads.add(threading.get_ident())
        return Player("fake-play", 7, self.start)

    def start(self, path: Path) -> FakePlaying:
        self.threads.add(threading.get_ident())
        if self.fault is not None:
            raise self.fault
        self.begun.append(FakePlaying(path, peak_of(path), self.code))
        return self.begun[-1]

    @property
    def cues(self) -> list[FakePlaying]:
        return [playing for playing in self.begun if playing.peak]


def peak_of(path: Path) -> int:
    with wave.open(str(path), "rb") as file:
        pcm = file.readframes(file.getnframes())
        if file.getsampwidth() == 1:
            return 0 if set(pcm) == {0x80} else 127
    return max(map(abs, array.array("h", pcm)))


@pytest.fixture
def clips(tmp_path: Path) -> dict[str, Path]:
    def clip(name: str, peak: int) -> Path:
        path = tmp_path / f"{name}.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8_000)
            file.writeframes(array.array("h", [0, peak, -peak, 0]).tobytes())
        return path

    return {"bell": clip("bell", 20_000), "tap": clip("tap", 10_000), SILENCE: clip("quiet", 0)}


class Bench:
    """An output on fake players; `settled()` returns when all that was asked has been done."""

    def __init__(self, player: FakePlayer, clips: dict[str, Path]) -> None:
        self.player = player
        self.out = PlaysoundOut(player.find)
        self.statuses: list[AudioStatus] = []
        self.out.on_status_changed(self.statuses.append)
        self.out.load(clips)

    def settled(self) -> None:
        """Put a job of ours behind the others, twice: players are looked after between jobs."""
        for _ in range(2):
            done = threading.Event()
            self.out._ask(done.set)
            assert done.wait(PATIENCE_S)


@pytest.fixture
def bench(clips: dict[str, Path]) -> Iterator[Callable[[FakePlayer], Bench]]:
    made: list[Bench] = []

    def make(player: FakePlayer) -> Bench:
        made.append(Bench(player, clips))
        return made[-1]

    yield make
    for one in made:
        one.out.close()


MakeBench = Callable[[FakePlayer], Bench]


def test_both_outputs_of_the_services_are_audio_outs(bench: MakeBench) -> None:
    outs: list[AudioOut] = [SilentOut("no sound here"), bench(FakePlayer()).out]
    assert outs[0].status() == AudioStatus(False, "", "no sound here")


def test_a_silent_output_takes_every_call() -> None:
    out = SilentOut("no sound here")
    out.load({})
    out.play("bell")
    out.stop()
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
    player = FakePlayer()
    tested = bench(player)
    tested.out.play("bell")
    tested.out.hold_open()
    tested.settled()
    assert len(player.threads) == 1
    assert threading.get_ident() not in player.threads


def test_a_clip_at_full_volume_is_played_from_its_own_file(
    bench: MakeBench, clips: dict[str, Path]
) -> None:
    player = FakePlayer()
    tested = bench(player)
    tested.out.play("bell")
    tested.settled()
    assert [playing.path for playing in player.begun] == [clips["bell"]]
    assert tested.out.status() == AudioStatus(True, "fake-play", "")
    assert tested.out.latency_ms == 7


def test_volume_and_gain_scale_the_samples(bench: MakeBench) -> None:
    player = FakePlayer()
    tested = bench(player)
    tested.out.set_volume(0.5)
    tested.out.play("bell")
    tested.out.play("bell", gain=0.5)
    tested.settled()
    assert [playing.peak for playing in player.begun] == [
        pytest.approx(20_000 / 8, rel=0.06),
        pytest.approx(20_000 / 16, rel=0.06),
    ]


def test_a_volume_is_scaled_once_for_all_its_sounds(bench: MakeBench) -> None:
    player = FakePlayer()
    tested = bench(player)
    tested.out.set_volume(0.7)
    tested.out.play("bell")
    tested.out.play("bell")
    tested.settled()
    assert len({playing.path for playing in player.begun}) == 1


def test_at_volume_zero_nothing_is_begun_and_what_sounds_is_silenced(bench: MakeBench) -> None:
    player = FakePlayer(code=None)
    tested = bench(player)
    tested.out.play("bell")
    tested.out.set_volume(0)
    tested.out.play("tap")
    tested.settled()
    assert [playing.terminated for playing in player.begun] == [True]


def test_a_clip_that_sounds_begins_again_and_others_sound_with_it(bench: MakeBench) -> None:
    player = FakePlayer(code=None)
    tested = bench(player)
    tested.out.play("bell")
    tested.out.play("tap")
    tested.out.play("bell")
    tested.settled()
    assert [playing.terminated for playing in player.begun] == [True, False, False]


def test_stopping_silences_the_cues_and_leaves_the_device_held(bench: MakeBench) -> None:
    player = FakePlayer(code=None)
    tested = bench(player)
    tested.out.hold_open()
    tested.out.play("bell")
    tested.out.stop()
    tested.settled()
    assert [(bool(p.peak), p.terminated) for p in player.begun] == [(False, False), (True, True)]


def test_letting_go_ends_the_silence(bench: MakeBench) -> None:
    player = FakePlayer(code=None)
    tested = bench(player)
    tested.out.hold_open()
    tested.out.hold_open()
    tested.out.let_go()
    tested.settled()
    assert [playing.terminated for playing in player.begun] == [True]


def test_silence_that_ends_is_begun_anew_but_not_for_ever(bench: MakeBench) -> None:
    player = FakePlayer(code=0)
    tested = bench(player)
    tested.out.hold_open()
    for _ in range(30):
        tested.settled()
    assert len(player.begun) == 20


def test_silence_gives_way_to_a_cue_on_a_device_that_takes_one_player(bench: MakeBench) -> None:
    player = FakePlayer(code=None)
    tested = bench(player)
    tested.out.hold_open()
    tested.settled()
    player.code = 1
    tested.out.play("bell")
    tested.settled()
    assert player.begun[0].terminated
    assert tested.out.status().working


def test_a_player_that_fails_is_told_and_so_is_one_that_works_again(bench: MakeBench) -> None:
    player = FakePlayer(code=1)
    tested = bench(player)
    tested.out.play("bell")
    tested.settled()
    assert not tested.out.status().working
    assert "fake-play could not play" in tested.out.status().problem
    player.code = 0
    tested.out.play("bell")
    tested.settled()
    assert tested.out.status() == AudioStatus(True, "fake-play", "")
    assert [status.working for status in tested.statuses][-2:] == [False, True]


def test_a_player_that_cannot_be_begun_is_told_and_nothing_is_raised(bench: MakeBench) -> None:
    player = FakePlayer(fault=OSError("out of processes"))
    tested = bench(player)
    tested.out.play("bell")
    tested.settled()
    assert "out of processes" in tested.out.status().problem


def test_an_unknown_clip_and_an_unreadable_one_disturb_no_other(
    bench: MakeBench, clips: dict[str, Path]
) -> None:
    player = FakePlayer()
    clips["tap"].write_bytes(b"not a sound")
    tested = bench(player)
    tested.out.set_volume(0.9)
    tested.out.play("gong")
    tested.out.play("tap")
    tested.out.play("bell")
    tested.settled()
    assert [playing.path.stem.split("-")[-1] for playing in player.begun] == ["bell"]


def test_without_a_back_end_the_status_says_what_to_install() -> None:
    out = PlaysoundOut(lambda: None)
    out.play("bell")
    out.hold_open()
    out.close()
    assert out.status() == AudioStatus(False, "", NO_BACK_END)


def test_an_import_that_fails_becomes_a_status() -> None:
    def find() -> Player | None:
        raise ImportError("no module named playsound3")

    out = PlaysoundOut(find)
    out.close()
    assert "no module named playsound3" in out.status().problem


def test_closing_silences_and_removes_what_was_written(bench: MakeBench) -> None:
    player = FakePlayer(code=None)
    tested = bench(player)
    tested.out.set_volume(0.5)
    tested.out.play("bell")
    tested.settled()
    tested.out.close()
    tested.out.play("bell")
    assert [playing.terminated for playing in player.begun] == [True]
    assert not player.begun[0].path.exists()


def test_closing_lets_the_last_sound_finish_when_asked(bench: MakeBench) -> None:
    player = FakePlayer(code=None)
    tested = bench(player)
    tested.out.hold_open()
    tested.out.play("bell")
    tested.settled()
    ends = threading.Timer(0.05, lambda: setattr(player.cues[0], "code", 0))
    ends.start()
    tested.out.close(let_finish=True)
    assert [playing.terminated for playing in player.begun] == [True, False]


def test_playsound3_gives_a_player_or_honestly_none() -> None:
    player = find_player()
    assert player is None or (player.name and 0 < player.latency_ms < 500)
