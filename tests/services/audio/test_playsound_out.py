"""The output of one program a sound, with players that are not real and one real import."""

from __future__ import annotations

import array
import threading
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from stretchtimer.engine.notices import Notice
from stretchtimer.services.audio.audio_out import (
    TOO_LATE_MS,
    UNKNOWN,
    AudioOut,
    AudioStatus,
    SilentOut,
    Sound,
    SoundFault,
    amplitude,
)
from stretchtimer.services.audio.playsound_out import (
    OVERDUE_MS,
    PROOF_MS,
    SILENCE_MS,
    Player,
    PlaysoundOut,
    find_player,
)
from tests.fakes import FakeClock
from tests.wording import foreign, said

PATIENCE_S = 10.0
LENGTH_MS = 1_000
LATENCY_MS = 7


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
    """Begins players and remembers them; each ends at once with ``code``, None being never."""

    code: int | None = None
    fault: OSError | None = None
    begun: list[FakePlaying] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)

    def find(self) -> Player:
        self.threads.add(threading.get_ident())
        return Player("fake-play", LATENCY_MS, self.start)

    def start(self, path: Path) -> FakePlaying:
        self.threads.add(threading.get_ident())
        if self.fault is not None:
            raise self.fault
        self.begun.append(FakePlaying(path, peak_of(path), self.code))
        return self.begun[-1]

    @property
    def cues(self) -> list[FakePlaying]:
        return [playing for playing in self.begun if playing.peak]

    @property
    def silences(self) -> list[FakePlaying]:
        return [playing for playing in self.begun if not playing.peak]


def peak_of(path: Path) -> int:
    with wave.open(str(path), "rb") as file:
        pcm = file.readframes(file.getnframes())
        if file.getsampwidth() == 1:
            return 0 if set(pcm) == {0x80} else 127
    return max(map(abs, array.array("h", pcm)))


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


class Bench:
    """An output on fake players; ``settled()`` returns when all that was asked has been done."""

    def __init__(self, player: FakePlayer, clips: dict[str, Path], *, dummy: bool = False) -> None:
        self.player = player
        self.clock = FakeClock()
        self.dummy = dummy
        self.out = PlaysoundOut(clips, player.find, clock=self.clock, has_dummy=lambda: self.dummy)
        self.statuses: list[AudioStatus] = []
        self.out.on_status_changed(self.statuses.append)
        self.settled()

    def settled(self) -> None:
        """Put a job of ours behind the others, twice: players are looked after between jobs."""
        for _ in range(2):
            done = threading.Event()
            self.out._ask(done.set)
            assert done.wait(PATIENCE_S)

    def schedule(self, *sounds: tuple[int, str]) -> None:
        """Has clips wanted, each so many milliseconds from now."""
        self.out.schedule([Sound(self.clock.ms + in_ms, clip) for in_ms, clip in sounds])
        self.settled()

    def wait(self, ms: int) -> None:
        self.clock.advance(ms)
        self.settled()

    def end(self, playing: FakePlaying, after_ms: int, code: int = 0) -> None:
        """Has a player end after so long."""
        self.clock.advance(after_ms)
        playing.code = code
        self.settled()


@pytest.fixture
def bench(clips: dict[str, Path]) -> Iterator[Callable[..., Bench]]:
    made: list[Bench] = []

    def make(player: FakePlayer | None = None, *, dummy: bool = False) -> Bench:
        made.append(Bench(player or FakePlayer(), clips, dummy=dummy))
        return made[-1]

    yield make
    for one in made:
        one.out.close()


MakeBench = Callable[..., Bench]
WORKS = AudioStatus(True, "fake-play")


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
