"""Which output sounds, when it changes, and what goes over to the next one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stretchtimer.services.audio_out import SILENCE, AudioOut, AudioStatus
from stretchtimer.services.playsound_out import NO_BACK_END
from stretchtimer.services.speaker import SWITCHED_OFF, Speaker
from stretchtimer.storage.settings import Settings
from tests.fakes import FakeOut, preferences_in

CLIPS = {"bell": Path("bell.wav"), "silence": Path("silence.wav")}
GONE = AudioStatus(working=False, output="", problem="No speakers.")
UNKNOWN = AudioStatus(working=False, output="", problem="")
BACK = AudioStatus(working=True, output="Headset", problem="")
LOUD, QUIET = 70 / 100, 20 / 100


class Outs:
    """A speaker with the outputs it made, and what it told."""

    def __init__(
        self,
        folder: Path,
        output: str = "auto",
        hand_over: Callable[[Callable[[], None]], None] = lambda work: work(),
    ) -> None:
        self.preferences = preferences_in(folder / "s.json")
        self.preferences.change(output=output)
        self.windows: list[FakeOut] = []
        self.players: list[FakeOut] = []
        self.devices: list[str] = []
        self.window_status = AudioStatus(working=True, output="Speakers", problem="")
        self.player_status = AudioStatus(working=True, output="aplay", problem="")
        self.error: ImportError | None = None
        self.told: list[AudioStatus] = []
        self.speaker = Speaker(self.preferences, CLIPS, self._window, self._player, hand_over)
        self.speaker.on_status_changed(self.told.append)

    def _window(self, device: str) -> AudioOut:
        self.devices.append(device)
        if self.error:
            raise self.error
        out = FakeOut(18)
        out.become(self.window_status)
        self.windows.append(out)
        return out

    def _player(self) -> AudioOut:
        out = FakeOut(140)
        out.become(self.player_status)
        self.players.append(out)
        return out

    @property
    def window(self) -> FakeOut:
        return self.windows[-1]

    @property
    def player(self) -> FakeOut:
        return self.players[-1]

    def held(self) -> list[FakeOut]:
        return [out for out in (*self.windows, *self.players) if out.is_held]


@pytest.fixture
def outs(tmp_path: Path) -> Outs:
    outs = Outs(tmp_path)
    outs.speaker.open()
    return outs


def test_nothing_is_opened_before_it_is_asked_for(tmp_path: Path) -> None:
    outs = Outs(tmp_path)
    outs.preferences.change(volume=10, output="player")
    assert not outs.speaker.is_open
    assert not outs.speaker.status().working
    outs.speaker.stop()
    outs.speaker.let_go()
    assert (outs.windows, outs.players) == ([], [])
    outs.speaker.play("bell")
    assert outs.speaker.is_open
    assert outs.player.played == ["bell"]


def test_the_windows_own_output_on_the_default_device_is_the_first_choice(outs: Outs) -> None:
    outs.speaker.open()
    assert outs.devices == [""]
    assert outs.players == []
    assert outs.window.clips == {}, "clips take memory, and wait until they are to sound"
    outs.speaker.play("bell")
    assert outs.window.clips == {"bell": CLIPS["bell"]}
    assert outs.window.played == ["bell"]
    assert outs.speaker.status().output == "Speakers"
    assert outs.speaker.latency_ms == 18


def test_the_player_stands_in_where_there_is_no_device(tmp_path: Path) -> None:
    outs = Outs(tmp_path)
    outs.window_status = GONE
    outs.speaker.play("bell")
    assert outs.window.played == []
    assert outs.player.played == ["bell"]
    assert outs.player.clips == {"bell": CLIPS["bell"]}
    assert outs.speaker.latency_ms == 140
    assert outs.speaker.status().output == "aplay"


def test_the_player_stands_in_where_the_windows_output_cannot_be_loaded(tmp_path: Path) -> None:
    outs = Outs(tmp_path)
    outs.error = ImportError("libpulse.so.0 is missing")
    outs.speaker.play("bell")
    assert outs.player.played == ["bell"]
    assert outs.speaker.status().working
    outs.player.become(GONE)
    assert not outs.speaker.status().working
    assert len(outs.players) == 1


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("libpulse.so.0: cannot open shared object file", "install the package libpulse0"),
        ("DLL load failed", "cannot be loaded: DLL load failed."),
    ],
)
def test_where_neither_output_works_it_is_said_of_both_what_to_do(
    tmp_path: Path, error: str, words: str
) -> None:
    outs = Outs(tmp_path)
    outs.error = ImportError(error)
    outs.player_status = UNKNOWN
    outs.speaker.open()
    assert outs.speaker.status() == UNKNOWN
    outs.player.become(AudioStatus(False, "", NO_BACK_END))
    problem = outs.speaker.status().problem
    assert words in problem
    assert problem.endswith(NO_BACK_END)
    assert outs.told[-1].problem == problem
    outs.preferences.change(output="player")
    outs.player.become(AudioStatus(False, "", NO_BACK_END))
    assert outs.speaker.status().problem == NO_BACK_END, "the other output was not asked for"


def test_a_player_that_does_not_know_yet_goes_before_an_output_that_cannot(tmp_path: Path) -> None:
    outs = Outs(tmp_path)
    outs.window_status, outs.player_status = GONE, UNKNOWN
    outs.speaker.open()
    assert outs.speaker.status() == UNKNOWN
    outs.speaker.play("bell")
    assert outs.player.played == ["bell"]
    outs.player.become(AudioStatus(False, "", "No program."))
    assert outs.speaker.status() == GONE


def test_a_device_that_goes_in_a_session_hands_the_hold_to_the_player(outs: Outs) -> None:
    outs.speaker.hold_open()
    outs.window.become(GONE)
    assert outs.held() == [outs.player]
    assert outs.told[-1].output == "aplay"
    outs.speaker.play("bell")
    assert outs.player.played == ["bell"]
    outs.speaker.let_go()
    assert outs.held() == []


def test_a_device_that_comes_back_takes_the_hold_again(outs: Outs) -> None:
    outs.speaker.hold_open()
    for _ in range(3):
        outs.window.become(GONE)
        assert outs.held() == [outs.player]
        outs.window.become(BACK)
        assert outs.held() == [outs.window]
    assert len(outs.players) == 1
    assert outs.speaker.status() == outs.told[-1] == BACK
    outs.speaker.play("bell")
    assert (outs.window.played, outs.player.played) == (["bell"], [])


def test_a_device_that_comes_and_goes_without_a_session_holds_nothing(outs: Outs) -> None:
    outs.window.become(GONE)
    outs.window.become(BACK)
    assert outs.held() == []


def test_holding_again_never_leaves_a_second_output_held(outs: Outs) -> None:
    outs.speaker.hold_open()
    outs.speaker.hold_open()
    outs.speaker.let_go()
    assert outs.held() == []
    outs.speaker.let_go()
    assert outs.held() == []


def test_an_output_that_fell_silent_without_a_word_is_let_go_at_the_next_hold(outs: Outs) -> None:
    outs.window.become(GONE)
    outs.speaker.hold_open()
    quiet = outs.window
    quiet._status = BACK
    outs.speaker.hold_open()
    assert outs.held() == [quiet]


@pytest.mark.parametrize("device", ["abc", "auto", "auto_null", "alsa_output.autonomic", "device:"])
def test_a_chosen_device_is_asked_for_by_its_whole_name(tmp_path: Path, device: str) -> None:
    outs = Outs(tmp_path, f"device:{device}")
    outs.speaker.open()
    assert outs.devices == [device]


def test_a_chosen_device_that_is_not_there_leaves_it_to_the_player(tmp_path: Path) -> None:
    outs = Outs(tmp_path, "device:abc")
    outs.window_status = GONE
    outs.speaker.play("bell")
    assert outs.player.played == ["bell"]


def test_the_player_alone_is_used_where_it_was_chosen(tmp_path: Path) -> None:
    outs = Outs(tmp_path, "player")
    outs.speaker.hold_open()
    outs.speaker.play("bell")
    assert (outs.windows, outs.devices) == ([], [])
    assert outs.player.played == ["bell"]
    outs.player.become(GONE)
    assert outs.speaker.status() == GONE
    assert (len(outs.players), outs.windows) == (1, [])


def test_sound_that_is_switched_off_opens_nothing_and_says_so(tmp_path: Path) -> None:
    outs = Outs(tmp_path, "off")
    outs.speaker.hold_open()
    outs.speaker.play("bell")
    assert (outs.windows, outs.players) == ([], [])
    assert outs.speaker.status() == AudioStatus(False, "", SWITCHED_OFF)


def test_another_choice_takes_effect_within_a_session(outs: Outs) -> None:
    outs.speaker.hold_open()
    first = outs.window
    outs.preferences.change(output="device:usb")
    assert outs.devices == ["", "usb"]
    assert first.closed_with_finish is False
    assert outs.held()[-1] is outs.window
    assert outs.window is not first
    outs.preferences.change(output="off")
    assert outs.window.closed_with_finish is False
    outs.preferences.change(output="player")
    assert outs.player.is_held
    outs.speaker.play("bell")
    assert (outs.player.played, outs.window.played) == (["bell"], [])
    assert [status.output for status in outs.told] == ["Speakers", "", "aplay"]


def test_another_choice_outside_a_session_holds_nothing(outs: Outs) -> None:
    outs.speaker.hold_open()
    outs.speaker.let_go()
    outs.preferences.change(output="player")
    assert not outs.player.is_held


def test_an_output_that_was_given_back_has_no_say_any_more(outs: Outs) -> None:
    outs.speaker.hold_open()
    first = outs.window
    outs.preferences.change(output="device:usb")
    outs.told.clear()
    first.become(GONE)
    assert outs.players == []
    assert outs.window.is_held
    assert [status.working for status in outs.told] in ([], [True])


def test_volume_and_mute_take_effect_at_once_on_whatever_is_in_use(outs: Outs) -> None:
    assert outs.window.volume == LOUD
    outs.preferences.change(volume=20)
    assert outs.window.volume == QUIET
    outs.preferences.change(muted=True)
    assert outs.window.volume == 0
    outs.window.become(GONE)
    assert outs.player.volume == 0
    outs.preferences.change(muted=False)
    assert outs.player.volume == QUIET
    outs.window.become(BACK)
    assert outs.window.volume == QUIET
    outs.preferences.change(output="player", volume=100)
    assert outs.player.volume == 1


def test_other_settings_leave_the_output_alone(outs: Outs) -> None:
    outs.preferences.change(theme="dark", half_way=False)
    assert len(outs.windows) == 1
    assert outs.window.closed_with_finish is None


def test_other_clips_reach_every_output_also_a_later_one(outs: Outs) -> None:
    more = {"gong": Path("gong.wav")}
    outs.speaker.hold_open()
    outs.speaker.load(more)
    assert outs.window.clips == more
    outs.window.become(GONE)
    assert outs.player.clips == {**more, SILENCE: CLIPS[SILENCE]}, "it is held open in turn"


def test_what_was_not_loaded_is_loaded_when_it_is_to_sound(outs: Outs) -> None:
    outs.speaker.load({"gong": Path("gong.wav")})
    outs.speaker.play("bell")
    assert outs.window.clips == {"gong": Path("gong.wav"), "bell": CLIPS["bell"]}
    assert outs.window.played == ["bell"]


def test_one_clip_can_be_silenced_alone(outs: Outs) -> None:
    outs.speaker.play("bell")
    outs.speaker.stop("bell")
    outs.speaker.stop()
    assert outs.window.stopped == ["bell", None]


@pytest.mark.parametrize("let_finish", [True, False])
def test_closing_closes_every_output_and_lets_the_last_sound_finish(
    outs: Outs, let_finish: bool
) -> None:
    outs.window.become(GONE)
    outs.speaker.close(let_finish=let_finish)
    assert outs.window.closed_with_finish is let_finish
    assert outs.player.closed_with_finish is let_finish


def test_after_closing_every_call_does_nothing(outs: Outs) -> None:
    outs.speaker.hold_open()
    outs.speaker.close()
    outs.told.clear()
    window = outs.window
    outs.speaker.play("bell")
    outs.speaker.hold_open()
    outs.speaker.let_go()
    outs.speaker.open()
    outs.preferences.change(output="player", volume=3)
    window.become(GONE)
    outs.speaker.close(let_finish=True)
    assert (len(outs.windows), outs.players) == (1, [])
    assert window.played == []
    assert window.volume == LOUD
    assert outs.told == []
    assert not outs.speaker.status().working


def test_a_device_that_goes_while_the_last_sound_is_heard_opens_nothing_anew(outs: Outs) -> None:
    window = outs.window
    close = window.close

    def close_slowly(*, let_finish: bool = False) -> None:
        window.become(GONE)
        close(let_finish=let_finish)

    window.close = close_slowly  # type: ignore[method-assign]
    outs.speaker.close(let_finish=True)
    assert outs.players == []
    assert window.closed_with_finish


def test_news_from_an_outputs_own_thread_are_handed_over(tmp_path: Path) -> None:
    waiting: list[Callable[[], None]] = []
    outs = Outs(tmp_path, hand_over=waiting.append)
    outs.speaker.hold_open()
    outs.window.become(GONE)
    assert (outs.players, outs.told) == ([], [])
    waiting.pop()()
    assert outs.held() == [outs.player]
    assert outs.told[-1].output == "aplay"
    outs.window.become(BACK)
    outs.speaker.close()
    outs.told.clear()
    waiting.pop()()
    assert outs.told == []


def test_the_settings_it_starts_from_are_the_usual_ones() -> None:
    assert (Settings().volume, Settings().output) == (70, "auto")
