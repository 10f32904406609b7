"""The sound output in use: the one the person chose, or the best there is.

- ``auto`` and ``device:ID`` mean the window's own output. Where that has no device or cannot be
  had at all, the simple player takes its place until a device appears. Where none is known to
  work, all try: what is wanted is handed to each, until one of them is heard.
- A device that is unplugged is noticed, and another one taken, by the output itself: the window's
  in ``qt/stream_player.py``, the simple player's in ``playsound_out.py``.
- Volume and mute take effect at once, on whatever output is in use.
- An output may tell of its status from a thread of its own; what follows from it is done on the
  thread of whoever owns the router.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Protocol, TypeVar

from stretchtimer.engine.notices import Notice
from stretchtimer.services.audio.audio_out import (
    AudioOut,
    AudioStatus,
    SilentOut,
    Sound,
    SoundFault,
    StatusBoard,
)
from stretchtimer.services.audio.speech_synth import NoSpeechSynth, SpeechSynth, is_told
from stretchtimer.services.person.choices import DEVICE, Output
from stretchtimer.services.person.preferences import Preferences


class WindowOut(AudioOut, Protocol):
    """The output of the window, which plays by one of several devices."""

    def choose(self, device: str) -> None:
        """Play by the device of that id; while it is not there, or for "", by the default."""
        ...

    def devices(self) -> Sequence[tuple[str, str]]:
        """Give the id and name of each device, as far as is known; status listeners hear more."""
        ...

    def is_missing(self) -> bool:
        """Whether it cannot be had at all, whatever device comes or goes."""
        ...


Out = TypeVar("Out", bound=AudioOut)


class AudioRouter(StatusBoard):
    """An ``AudioOut`` that passes everything on; nothing is opened before ``open``.

    ``window_out`` makes the window's output, at most once, ``player_out`` the simple player.
    ``hand_over`` has something called on the thread that the speaker belongs to. ``synth`` says
    what there is no clip for.
    """

    def __init__(
        self,
        preferences: Preferences,
        window_out: Callable[[], WindowOut],
        player_out: Callable[[], AudioOut],
        hand_over: Callable[[Callable[[], None]], None] = lambda work: work(),
        *,
        synth: SpeechSynth | None = None,
    ) -> None:
        super().__init__()
        self._preferences = preferences
        self._make_window_out = window_out
        self._make_player_out = player_out
        self._hand_over = hand_over
        self._synth = synth or NoSpeechSynth()
        self._closed = False
        self._chosen: str | None = None
        self._sounds: Collection[Sound] = ()
        self._is_held = False
        self._window: WindowOut | None = None
        self._player: AudioOut | None = None
        self._outs: list[AudioOut] = []
        self._forget = preferences.observe(
            ("output", "muted", "volume"), self._on_preferences_changed
        )

    @property
    def is_open(self) -> bool:
        return self._chosen is not None

    def open(self) -> None:
        """Makes the chosen output; costs some time, so it comes after the first picture."""
        if not self.is_open and not self._closed:
            self._choose(self._preferences.settings.output)

    def devices(self) -> Sequence[tuple[str, str]]:
        """Each device of the window's output; at first none, until it has looked for them."""
        return self._window_out().devices() if self.is_open else ()

    def can_speak(self, language: str) -> bool:
        """Whether texts without a clip can be told by the system's speech engine."""
        return self._preferences.settings.output is not Output.OFF and self._synth.can_speak(
            language
        )

    def schedule(self, sounds: Collection[Sound]) -> None:
        self.open()
        self._sounds = sounds
        self._synth.schedule(sounds)
        self._pass_on()

    def hold_open(self) -> None:
        self.open()
        self._is_held = True
        self._hold()

    def let_go(self) -> None:
        self._is_held = False
        self._hold()

    def set_volume(self, volume: float) -> None:
        self._synth.set_volume(volume)
        for out in self._outs:
            out.set_volume(volume)

    def status(self) -> AudioStatus:
        """That of the output that works; else what is wrong with the one that was chosen first."""
        statuses = [out.status() for out in self._outs] or [SilentOut().status()]
        working = next((status for status in statuses if status.working), None)
        problems = [status.problem for status in statuses if status.problem]
        if working or not problems:
            return working or statuses[0]
        if len(problems) > 1 and self._window and self._window.is_missing():
            window, player = problems[:2]
            neither = Notice(SoundFault.NEITHER_OUTPUT, window=window, player=player)
            return AudioStatus(False, "", neither)
        return AudioStatus(False, "", problems[0])

    def close(self, *, let_finish: bool = False) -> None:
        self._closed = True
        self._forget()
        self._chosen = None
        self._listeners.clear()
        self._synth.schedule(())
        made = [out for out in (self._window, self._player) if out]
        self._outs, self._window, self._player = [], None, None
        for out in made:
            out.close(let_finish=let_finish)

    def _choose(self, chosen: str) -> None:
        """Has the chosen output in use, and no other; one that was is silent from now on."""
        self._chosen = chosen
        for out in self._outs:
            out.schedule(())
            out.let_go()
        if chosen is Output.OFF:
            self._outs = [SilentOut(Notice(SoundFault.SWITCHED_OFF))]
        elif chosen is Output.PLAYER:
            self._outs = [self._player_out()]
        else:
            window = self._window_out()
            window.choose("" if chosen is Output.AUTO else chosen.removeprefix(DEVICE))
            self._outs = [window]
        self._set_volume()
        self._find_stand_in()

    def _window_out(self) -> WindowOut:
        if self._window is None:
            self._window = self._listened_to(self._make_window_out())
        return self._window

    def _player_out(self) -> AudioOut:
        if self._player is None:
            self._player = self._listened_to(self._make_player_out())
        return self._player

    def _listened_to(self, out: Out) -> Out:
        out.on_status_changed(lambda _status: self._hand_over(self._on_status_changed))
        return out

    def _find_stand_in(self) -> None:
        """Has the simple player take the place of a window's output that does not work."""
        if self._outs == [self._window] and self._outs[0].status().problem:
            self._outs.append(self._player_out())
            self._set_volume()
        self._hold()
        self._pass_on()

    def _pass_on(self) -> None:
        """Hands what is wanted to the output that works, or to all where none is known to."""
        clips = [sound for sound in self._sounds if not is_told(sound.clip)]
        for out in self._outs:
            out.schedule(clips if self._is_used(out) else ())

    def _hold(self) -> None:
        """Holds the device open by the output that sounds.

        The window's is held open even where the player sounds in its place: so it finds out when
        it can be heard again.
        """
        for out in self._outs:
            if self._is_held and (out is self._window or self._is_used(out)):
                out.hold_open()
            else:
                out.let_go()

    def _is_used(self, out: AudioOut) -> bool:
        working = (one for one in self._outs if one.status().working)
        return next(working, out) is out

    def _set_volume(self) -> None:
        settings = self._preferences.settings
        is_silent = settings.muted or settings.output is Output.OFF
        self.set_volume(0.0 if is_silent else settings.volume / 100)

    def _on_preferences_changed(self) -> None:
        chosen = self._preferences.settings.output
        if self.is_open and chosen != self._chosen:
            self._choose(chosen)
            self._notify()
        self._set_volume()

    def _on_status_changed(self) -> None:
        if not self._closed:
            self._find_stand_in()
            self._notify()
