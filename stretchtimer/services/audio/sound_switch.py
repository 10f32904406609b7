"""What the key for silence switches: the person's setting, or one session's output."""

from __future__ import annotations

from typing import Protocol

from stretchtimer.services.audio.audio_out import AudioOut
from stretchtimer.services.person.preferences import Preferences


class SoundSwitch(Protocol):
    """Sound that can be switched off and on."""

    @property
    def muted(self) -> bool:
        """Whether it is off."""
        ...

    def toggle(self) -> bool:
        """Switches; False where it is off for good."""
        ...


class SettingSwitch:
    """Switches the sound by the person's setting, so for the time after the session too."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    @property
    def muted(self) -> bool:
        return self._preferences.settings.muted

    def toggle(self) -> bool:
        self._preferences.change(muted=not self.muted)
        return True


class OutputSwitch:
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

    def toggle(self) -> bool:
        if not self._for_good:
            self._muted = not self._muted
            self._follow()
        return not self._for_good

    def _follow(self) -> None:
        self._out.set_volume(0.0 if self._muted else self._volume / 100)
