"""The volume of a session in a terminal, and whether it is switched off."""

from __future__ import annotations

from stretchtimer.services.audio.audio_out import AudioOut


class SoundSwitch:
    """Switches ``out`` between silence and ``volume``, in percent, for this session only.

    With ``for_good`` it is off and stays off.
    """

    def __init__(self, out: AudioOut, volume: int, muted: bool, *, for_good: bool = False) -> None:
        self._out = out
        self._volume = volume
        self._for_good = for_good
        self._muted = muted or for_good
        self._follow()

    @property
    def muted(self) -> bool:
        return self._muted

    def toggle(self) -> None:
        self._muted = self._for_good or not self._muted
        self._follow()

    def _follow(self) -> None:
        self._out.set_volume(0.0 if self._muted else self._volume / 100)
