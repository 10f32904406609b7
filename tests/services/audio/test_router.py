"""Which output sounds, when it changes, and what goes over to the next one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stretchtimer.engine.notices import Notice
from stretchtimer.services.audio.audio_out import UNKNOWN, AudioOut, AudioStatus, Sound, SoundFault
from stretchtimer.services.audio.router import AudioRouter, WindowOut
from stretchtimer.services.person.settings import Settings
from tests.fakes import FakeClock, FakeOut, FakeWindowOut, preferences_in
from tests.wording import foreign, said

NO_PROGRAM = Notice(SoundFault.NO_PROGRAM)
SWITCHED_OFF = Notice(SoundFault.SWITCHED_OFF)
GONE = AudioStatus(working=False, output="", problem=foreign("No speakers."))
WORKS = AudioStatus(working=True, output="Speakers")
BACK = AudioStatus(working=True, output="Headset")
PLAYS = AudioStatus(working=True, output="aplay")
FAILS = AudioStatus(working=False, output="", problem=foreign("aplay could not play a sound."))
LOUD, QUIET = 70 / 100, 20 / 100


class Outs:
    """A speaker with the outputs it made, and what it told."""

    def __init__(
        self,
        folder: Path,
        output: str = "auto",
        hand_over: Callable[[Callable[[], None]], None] = lambda work: work(),
    ) -> None:
        self.clock = FakeClock()
        self.preferences = preferences_in(folder / "s.json")
        self.preferences.change(output=output)
        self.window = FakeWindowOut(self.clock)
        self.player = FakeOut(self.clock)
        self.made: list[str] = []
        self.window.become(WORKS)
        self.player.become(PLAYS)
        self.told: list[AudioStatus] = []
        self.router = AudioRouter(self.preferences, self._window, self._player, hand_over)
        self.router.on_status_changed(self.told.append)

    def _window(self) -> WindowOut:
        self.made.append("window")
        return self.window

    def _player(self) -> AudioOut:
        self.made.append("player")
        return self.player

    def sound(self, clip: str = "bell") -> None:
        """Has a clip wanted beside all others, now."""
        wanted = [*self.window.scheduled, *self.player.scheduled]
        self.router.schedule({*wanted, Sound(self.clock.ms, clip)})

    def held(self) -> list[FakeOut]:
        return [out for out in (self.window, self.player) if out.is_held]


@pytest.fixture
def outs(tmp_path: Path) -> Outs:
    outs = Outs(tmp_path)
    outs.router.open()
    return outs


def test_nothing_is_opened_before_it_is_asked_for(tmp_path: Path) -> None:
    outs = Outs(tmp_path)
    outs.preferences.change(volume=10, output="player")
    assert not outs.router.is_open
    assert outs.router.status() == UNKNOWN
    assert outs.router.devices() == ()
    outs.router.let_go()
    assert outs.made == []
    outs.sound()
    assert outs.router.is_open
    assert outs.player.played == ["bell"]


def test_the_windows_own_output_on_the_default_device_is_the_first_choice(outs: Outs) -> None:
    outs.router.open()
    assert (outs.made, outs.window.chosen) == (["window"], [""])
    outs.sound()
    assert outs.window.played == ["bell"]
    assert outs.router.status() == WORKS


def test_the_player_stands_in_where_there_is_no_device(tmp_path: Path) -> None:
    outs = Outs(tmp_path)
    outs.window.become(GONE)
    outs.sound()
    assert outs.window.played == []
    assert outs.player.played == ["bell"]
    assert outs.router.status() == PLAYS


def test_an_output_that_does_not_know_yet_is_waited_for(tmp_path: Path) -> None:
    outs = Outs(tmp_path)
    outs.window.become(UNKNOWN)
    outs.sound()
    assert outs.made == ["window"]
    assert outs.window.played == ["bell"]
    outs.window.become(GONE)
    assert outs.made == ["window", "player"]


@pytest.mark.parametrize("words", ["The library libpulse is missing.", "It cannot be loaded."])
def test_where_the_window_has_none_at_all_it_is_said_of_both_what_to_do(
    tmp_path: Path, words: str
) -> None:
    outs = Outs(tmp_path)
    outs.window.become(AudioStatus(False, "", foreign(words)))
    outs.window.missing = True
    outs.player.become(UNKNOWN)
    outs.router.open()
    assert said(outs.router.status().problem) == words
    outs.player.become(AudioStatus(False, "", NO_PROGRAM))
    problem = outs.router.status().problem
    assert said(problem).startswith(f"{words} A simple player can be used instead.")
    assert said(problem).endswith(said(NO_PROGRAM))
    assert outs.told[-1].problem == problem
    outs.preferences.change(output="player")
    outs.player.become(AudioStatus(False, "", NO_PROGRAM))
    assert outs.router.status().problem == NO_PROGRAM, "the other output was not asked for"


def test_what_is_wrong_with_the_window_is_told_until_the_player_is_known_to_be_heard(
    outs: Outs,
) -> None:
    outs.player.become(UNKNOWN)
    outs.window.become(GONE)
    assert outs.router.status() == outs.told[-1] == GONE
    outs.player.become(FAILS)
    assert outs.router.status() == outs.told[-1] == GONE
    outs.player.become(PLAYS)
    assert outs.router.status() == outs.told[-1] == PLAYS


def test_while_no_output_is_known_to_work_every_one_tries(outs: Outs) -> None:
    outs.router.hold_open()
    outs.window.become(GONE)
    outs.player.become(FAILS)
    outs.sound()
    assert (outs.window.played, outs.player.played) == (["bell"], ["bell"])
    assert outs.held() == [outs.window, outs.player]
    outs.window.become(BACK)
    assert outs.player.scheduled == frozenset()
    assert outs.held() == [outs.window]


def test_a_device_that_goes_hands_what_is_wanted_to_the_player_and_takes_it_back(
    outs: Outs,
) -> None:
    outs.router.hold_open()
    later = Sound(outs.clock.ms + 2_000, "gong")
    outs.router.schedule([later])
    for _ in range(3):
        outs.window.become(GONE)
        assert outs.told[-1] == PLAYS
        assert (outs.window.scheduled, outs.player.scheduled) == (frozenset(), frozenset({later}))
        assert outs.held() == [outs.window, outs.player], (
            "so the window's finds out when it is back"
        )
        outs.window.become(BACK)
        assert outs.told[-1] == BACK
        assert (outs.window.scheduled, outs.player.scheduled) == (frozenset({later}), frozenset())
        assert outs.held() == [outs.window]
    assert outs.made == ["window", "player"]
    outs.clock.advance(2_000)
    assert (outs.window.played, outs.player.played) == (["gong"], [])
    outs.router.let_go()
    assert outs.held() == []


def test_a_device_that_comes_and_goes_without_a_session_holds_nothing(outs: Outs) -> None:
    outs.window.become(GONE)
    outs.window.become(BACK)
    assert outs.held() == []


@pytest.mark.parametrize("device", ["abc", "auto", "auto_null", "alsa_output.autonomic", "device:"])
def test_a_chosen_device_is_asked_for_by_its_whole_name(tmp_path: Path, device: str) -> None:
    outs = Outs(tmp_path, f"device:{device}")
    outs.router.open()
    assert outs.window.chosen == [device]


def test_the_player_alone_is_used_where_it_was_chosen(tmp_path: Path) -> None:
    outs = Outs(tmp_path, "player")
    outs.router.hold_open()
    outs.sound()
    assert outs.made == ["player"]
    assert outs.player.played == ["bell"]
    outs.player.become(GONE)
    assert outs.router.status() == GONE
    assert outs.made == ["player"]


def test_the_devices_of_the_window_are_known_whatever_is_chosen(tmp_path: Path) -> None:
    outs = Outs(tmp_path, "off")
    outs.window.there = (("usb", "Headset"),)
    assert outs.router.devices() == ()
    outs.router.open()
    assert outs.router.devices() == (("usb", "Headset"),)
    outs.window.become(BACK)
    assert [status.problem for status in outs.told] == [SWITCHED_OFF], "others may have come"


def test_sound_that_is_switched_off_opens_nothing_and_says_so(tmp_path: Path) -> None:
    outs = Outs(tmp_path, "off")
    outs.router.hold_open()
    outs.sound()
    assert outs.made == []
    assert outs.router.status() == AudioStatus(False, "", SWITCHED_OFF)


def test_another_choice_takes_effect_within_a_session(outs: Outs) -> None:
    outs.router.hold_open()
    sound = Sound(outs.clock.ms + 500, "bell")
    outs.router.schedule([sound])
    outs.preferences.change(output="device:usb")
    assert (outs.made, outs.window.chosen) == (["window"], ["", "usb"])
    assert outs.window.scheduled == {sound}
    outs.preferences.change(output="off")
    assert outs.held() == []
    assert outs.window.scheduled == frozenset()
    outs.preferences.change(output="player")
    assert outs.held() == [outs.player]
    assert outs.player.scheduled == {sound}
    assert [status.output for status in outs.told] == ["Speakers", "", "aplay"]


def test_another_choice_outside_a_session_holds_nothing(outs: Outs) -> None:
    outs.router.hold_open()
    outs.router.let_go()
    outs.preferences.change(output="player")
    assert outs.held() == []


def test_an_output_that_is_not_chosen_any_more_has_no_say(outs: Outs) -> None:
    outs.preferences.change(output="player")
    outs.told.clear()
    outs.window.become(GONE)
    assert outs.router.status() == PLAYS
    assert {status.output for status in outs.told} == {"aplay"}


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
    assert outs.window.chosen == [""]
    assert outs.window.closed_with_finish is None


@pytest.mark.parametrize("let_finish", [True, False])
def test_closing_closes_every_output_and_lets_the_last_sound_finish(
    outs: Outs, let_finish: bool
) -> None:
    outs.window.become(GONE)
    outs.router.close(let_finish=let_finish)
    assert outs.window.closed_with_finish is let_finish
    assert outs.player.closed_with_finish is let_finish


def test_after_closing_every_call_does_nothing(outs: Outs) -> None:
    outs.router.hold_open()
    outs.router.close()
    outs.told.clear()
    outs.sound()
    outs.router.hold_open()
    outs.router.let_go()
    outs.router.open()
    outs.preferences.change(output="player", volume=3)
    outs.window.become(GONE)
    outs.router.close(let_finish=True)
    assert outs.made == ["window"]
    assert outs.window.played == []
    assert outs.window.volume == LOUD
    assert outs.told == []
    assert not outs.router.status().working


def test_a_device_that_goes_while_the_last_sound_is_heard_opens_nothing_anew(outs: Outs) -> None:
    close = outs.window.close

    def close_slowly(*, let_finish: bool = False) -> None:
        outs.window.become(GONE)
        close(let_finish=let_finish)

    outs.window.close = close_slowly  # type: ignore[method-assign]
    outs.router.close(let_finish=True)
    assert outs.made == ["window"]
    assert outs.window.closed_with_finish


def test_news_from_an_outputs_own_thread_are_handed_over(tmp_path: Path) -> None:
    waiting: list[Callable[[], None]] = []
    outs = Outs(tmp_path, hand_over=waiting.append)
    outs.router.hold_open()
    outs.window.become(GONE)
    assert (outs.made, outs.told) == (["window"], [])
    waiting.pop()()
    assert outs.made == ["window", "player"]
    assert outs.told[-1] == PLAYS
    outs.window.become(BACK)
    outs.router.close()
    outs.told.clear()
    waiting.pop()()
    assert outs.told == []


def test_the_settings_it_starts_from_are_the_usual_ones() -> None:
    assert (Settings().volume, Settings().output) == (70, "auto")
