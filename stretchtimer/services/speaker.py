"""The sound output in use: the one the person chose, or the best there is.

- ``auto`` and ``device:ID`` mean the window's own output. Where that has no device or cannot be
  had at all, the simple player takes its place until a device appears.
- Volume and mute take effect at once, on whatever output is in use.
- An output may tell of its status from a thread of its own; what follows from it is done on the
  thread of whoever owns the speaker.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from stretchtimer.services.audio_out import (
    SILENCE,
    AudioOut,
    AudioStatus,
    SilentOut,
    StatusListener,
)
from stretchtimer.services.preferences import Preferences
from stretchtimer.services.teller import PREFIX, NoTeller, Teller

log = logging.getLogger(__name__)

AUTO = "auto"
DEVICE = "device:"
SWITCHED_OFF = "Sound is switched off in the settings."
NO_LIBPULSE = (
    "The window's own sound needs the library libpulse, which is missing: on Debian or Ubuntu, "
    "install the package libpulse0."
)
NOT_LOADED = "The window's own sound cannot be loaded: {error}."
IN_ITS_PLACE = "A simple player can take its place."


class Speaker:
    """An ``AudioOut`` that passes everything on; nothing is opened before ``open``.

    ``clips`` are all that there are; one that is to sound without having been loaded is loaded.
    ``window_out`` makes the window's output for a device id ("" is the system's default) and
    raises ImportError where it cannot be had; ``player_out`` makes the simple player.
    ``hand_over`` has something called on the thread that the speaker belongs to. ``teller`` says
    what there is no clip for.
    """

    def __init__(
        self,
        preferences: Preferences,
        clips: Mapping[str, Path],
        window_out: Callable[[str], AudioOut],
        player_out: Callable[[], AudioOut],
        hand_over: Callable[[Callable[[], None]], None] = lambda work: work(),
        *,
        teller: Teller | None = None,
    ) -> None:
        self._preferences = preferences
        self._library = clips
        self._clips: Mapping[str, Path] = {}
        self._window_out = window_out
        self._player_out = player_out
        self._hand_over = hand_over
        self._teller = teller or NoTeller()
        self._closed = False
        self._chosen: str | None = None
        self._missing = ""
        self._outs: list[AudioOut] = []
        self._ready: list[AudioOut] = []
        self._held: AudioOut | None = None
        self._listeners: list[StatusListener] = []
        preferences.listen(self._on_preferences_changed)

    @property
    def latency_ms(self) -> int:
        return self._current().latency_ms

    @property
    def is_open(self) -> bool:
        return self._chosen is not None

    def open(self) -> None:
        """Makes the chosen output; costs some time, so it comes after the first picture."""
        if not self.is_open and not self._closed:
            self._make(self._preferences.settings.output)

    def load(self, clips: Mapping[str, Path]) -> None:
        self._clips = clips
        for out in self._ready:
            out.load(clips)

    def can_tell(self) -> bool:
        """Whether texts without a clip can be told by the system's speech engine."""
        return self._preferences.settings.output != "off" and self._teller.is_available()

    def play(self, clip: str, gain: float = 1.0) -> None:
        self._teller.stop()
        if clip.startswith(PREFIX):
            self._tell_text(clip.removeprefix(PREFIX))
            return
        self.open()
        self._need(clip)
        self._made_ready(self._current()).play(clip, gain)

    def stop(self, clip: str | None = None) -> None:
        if clip is None or clip.startswith(PREFIX):
            self._teller.stop()
        for out in self._outs:
            out.stop(clip)

    def hold_open(self) -> None:
        self.open()
        self._need(SILENCE)
        current = self._made_ready(self._current())
        if self._held and self._held is not current:
            self._held.let_go()
        self._held = current
        self._held.hold_open()

    def let_go(self) -> None:
        if self._held:
            self._held.let_go()
            self._held = None

    def set_volume(self, volume: float) -> None:
        for out in self._outs:
            out.set_volume(volume)

    def status(self) -> AudioStatus:
        """What the output in use tells, after why the window's own is not there at all."""
        status = self._current().status()
        if self._missing and status.problem:
            words = f"{self._missing} {IN_ITS_PLACE} {status.problem}"
            return AudioStatus(working=False, output="", problem=words)
        return status

    def on_status_changed(self, listener: StatusListener) -> None:
        self._listeners.append(listener)

    def close(self, *, let_finish: bool = False) -> None:
        self._closed = True
        self._teller.stop()
        self._listeners.clear()
        outs, self._outs = self._outs, []
        self._chosen = self._held = None
        for out in outs:
            out.close(let_finish=let_finish)

    def _current(self) -> AudioOut:
        """The first output that works, else one that has not been found wanting, else the first."""
        if not self._outs:
            return SilentOut("")
        for out in self._outs:
            if out.status().working:
                return out
        return next((out for out in self._outs if not out.status().problem), self._outs[0])

    def _make(self, chosen: str) -> None:
        self._chosen = chosen
        self._missing = ""
        if chosen == "off":
            self._add(SilentOut(SWITCHED_OFF))
            return
        if chosen != "player":
            try:
                device = "" if chosen == AUTO else chosen.removeprefix(DEVICE)
                self._add(self._window_out(device))
            except ImportError as error:
                log.warning("The window's sound output cannot be loaded: %s", error)
                lacks_pulse = "libpulse" in str(error)
                self._missing = NO_LIBPULSE if lacks_pulse else NOT_LOADED.format(error=error)
        if not any(out.status().working for out in self._outs):
            self._add(self._player_out())

    def _add(self, out: AudioOut) -> None:
        self._outs.append(out)
        out.on_status_changed(lambda _status: self._hand_over(self._on_status_changed))
        self._set_volume()

    def _tell_text(self, text: str) -> None:
        if self._is_telling_wanted():
            self._teller.set_volume(self._preferences.settings.volume / 100)
            self._teller.say(text)

    def _is_telling_wanted(self) -> bool:
        settings = self._preferences.settings
        return bool(settings.volume) and not settings.muted and settings.output != "off"

    def _need(self, clip: str) -> None:
        if clip not in self._clips and clip in self._library:
            self.load({**self._clips, clip: self._library[clip]})

    def _made_ready(self, out: AudioOut) -> AudioOut:
        """The output with the clips loaded, which takes memory and so waits until they sound."""
        if out not in self._ready:
            out.load(self._clips)
            self._ready.append(out)
        return out

    def _set_volume(self) -> None:
        settings = self._preferences.settings
        self.set_volume(0.0 if settings.muted else settings.volume / 100)

    def _on_preferences_changed(self) -> None:
        if not self._is_telling_wanted():
            self._teller.stop()
        chosen = self._preferences.settings.output
        if self.is_open and chosen != self._chosen:
            held = self._held is not None
            self._held = None
            for out in self._outs:
                out.close()
            self._outs, self._ready = [], []
            self._make(chosen)
            if held:
                self.hold_open()
            self._tell()
        self._set_volume()

    def _on_status_changed(self) -> None:
        if self._outs and not any(out.status().working for out in self._outs):
            has_player = len(self._outs) > 1 or self._chosen in ("player", "off")
            if not (has_player or self._missing):
                self._add(self._player_out())
        if self._held and self._held is not self._current():
            self.hold_open()
        self._tell()

    def _tell(self) -> None:
        for listener in list(self._listeners):
            listener(self.status())
