"""The arithmetic of one endless stream of sound: what is written into it, and when.

What is known of the device, and the time, are passed in; nothing here waits or plays. The rules:

- The stream is written some way ahead of the device, silence included, so that nobody has to be
  in time for a sound, and the device never falls asleep.
- A device takes frames in blocks. So between two blocks its count lags, and the highest counts of
  the last while tell the true time of the device. A sound gets its place when it is written.
- A new stream first runs empty for a moment, and then on a little silence: without that, some
  devices take much at once at their start, and their count says little for a second.
- What is no longer wanted and not yet written is just left out. Where some of it is written, the
  device is muted until it has run through. Where another sound has to be heard before that, the
  stream is begun anew, and what was in it is gone at once.
- A stream that stood still (a suspended machine, say) has its sounds in the wrong places; it is
  begun anew as soon as that cannot be heard.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass

from stretchtimer.services.audio.audio_out import TOO_LATE_MS, Sound

RATE = 22_050
"""Frames a second: the rate of the clips, of one channel with 16 bits."""
RING_MS = 1_000
"""How much a stream has to be able to take ahead of its device."""
STUCK_MS = 1_500
"""A device that takes nothing for so long does not answer."""

_AHEAD_MS = 450
"""How far ahead is written. Python may be kept from running for so long, and nothing is lost."""
_EMPTY_MS = 30
_FIRST_MS = 100
_YOUNG_MS = 120
"""So long a stream is watched closely before it is filled."""
_GUESS_MS = -6
"""When a device takes its first frame, beside the instant at which it is written: measured."""
_MEMORY_MS = 700
"""How long a count of the device is remembered."""
_STALL_MS = 40
_FEW_COUNTS = 5
_HEARD_MS = 50
"""A frame that was taken longer ago than this may have been heard."""
_UNHEARD_MS = 80
"""What is taken only after this long can be begun anew without being noticed."""
_DISPLACED_MS = 4
_WAKING_MS = 5_000
"""How long a device may need to take its first frame."""

# How long to wait until the next look. No wait may divide the 50 ms in which some devices take
# their blocks: the looks would come at the same place of each block.
_SOON_MS, _MUTED_MS, _NEAR_MS, _CALM_MS = 4, 10, 17, 90

_NS = 1_000_000
_BYTES = 2


def frames(ms: float) -> int:
    """The number of frames that last so many milliseconds."""
    return round(ms * RATE / 1_000)


class DeviceClock:
    """At which instant a device takes which frame, learned from its counts.

    Before the first count it is a guess, from the instant ``guess_ns`` of the first frame.
    """

    def __init__(self, guess_ns: int) -> None:
        self._zero_ns = guess_ns
        self._offset = 0.0
        self._counts: list[tuple[int, float]] = []

    def note(self, taken: float, now_ns: int) -> None:
        """Learns that so many frames have been taken by now, more than at the last look."""
        offset = taken - self._since_zero(now_ns)
        if self._has_stood_still(offset):
            self._counts.clear()
        oldest_ns = now_ns - _MEMORY_MS * _NS
        self._counts = [count for count in self._counts if count[0] > oldest_ns]
        self._counts.append((now_ns, offset))
        self._offset = max(offset for _, offset in self._counts)

    def frame_at(self, at_ns: int) -> int:
        """The frame that is taken at an instant."""
        return round(self._offset + self._since_zero(at_ns))

    def instant_of(self, frame: int) -> int:
        """The instant at which a frame is taken."""
        return self._zero_ns + round((frame - self._offset) * 1_000_000_000 / RATE)

    @property
    def is_sure(self) -> bool:
        """Whether there are counts enough to know how much they lag."""
        return len(self._counts) >= _FEW_COUNTS

    def _has_stood_still(self, offset: float) -> bool:
        """Whether a count lags so much more than all others that the device has stood still."""
        least = min((offset for _, offset in self._counts), default=offset)
        return self.is_sure and offset < least - frames(_STALL_MS)

    def _since_zero(self, at_ns: int) -> float:
        return (at_ns - self._zero_ns) * RATE / 1_000_000_000


@dataclass(eq=False)
class _Placed:
    """A sound, the instant ``from_ns`` at which its first frame is to be taken, and its place.

    One that ``goes_on`` was heard in part before the stream was begun anew.
    """

    pcm: bytes
    from_ns: int
    start: int | None = None
    goes_on: bool = False

    @property
    def length(self) -> int:
        return len(self.pcm) // _BYTES

    @property
    def end_ns(self) -> int:
        return self.from_ns + self.length * 1_000_000_000 // RATE


@dataclass(frozen=True)
class Step:
    """What is to be done with the device now: in this order, and then to look again.

    ``begin_anew`` drops what the device has not taken yet; then ``begin`` is to be called.
    ``is_stuck`` says that the device does not answer.
    """

    wait_ms: int
    data: bytes = b""
    is_muted: bool = False
    begin_anew: bool = False
    is_stuck: bool = False


class SoundStream:
    """What is to be heard, laid out on a stream of frames.

    ``latency_ms`` goes by from when the device takes a frame until it is heard.
    """

    def __init__(self, latency_ms: int = 0) -> None:
        self._latency_ms = latency_ms
        self._sounds: dict[Sound, _Placed] = {}
        self._clock: DeviceClock | None = None
        self._begun_ns = 0
        self._moved_ns = 0
        self._written = 0
        self._taken = 0.0
        self._muted_until = 0
        self._is_spoilt = False
        self._is_lost = False

    @property
    def is_running(self) -> bool:
        return self._clock is not None

    def begin(self, now_ns: int) -> None:
        """A stream begins at which nothing has been written yet; one before it is over."""
        if self._is_lost:
            self._is_lost = False
            self._give_up(now_ns)
        for placed in self._sounds.values():
            self._take_out(placed, now_ns)
        self._clock = DeviceClock(now_ns + (_EMPTY_MS + _SOON_MS // 2 + _GUESS_MS) * _NS)
        self._begun_ns = self._moved_ns = now_ns
        self._written = self._muted_until = 0
        self._taken = 0.0
        self._is_spoilt = False

    def end(self) -> None:
        """The stream is not needed any more."""
        self._clock = None

    def lose(self, now_ns: int) -> None:
        """The device is gone: what it played is lost, and so is what is due before the next one."""
        self._clock = None
        self._is_lost = True
        self._give_up(now_ns)

    def _give_up(self, now_ns: int) -> None:
        for placed in self._sounds.values():
            if placed.from_ns <= now_ns:
                placed.pcm = b""

    def schedule(self, wanted: Mapping[Sound, bytes], now_ns: int) -> None:
        """Takes all that is to be heard, each with its samples; to be followed by a look."""
        gone = [placed for sound, placed in self._sounds.items() if sound not in wanted]
        kept = {sound: placed for sound, placed in self._sounds.items() if sound in wanted}
        new = {
            sound: _Placed(pcm, (sound.at_ms - self._latency_ms) * _NS)
            for sound, pcm in wanted.items()
            if sound not in kept and now_ns <= (sound.at_ms + TOO_LATE_MS) * _NS
        }
        self._sounds = {**kept, **new}
        if self._clock is None:
            return
        is_late = any(self._place(placed) < self._written for placed in new.values())
        is_late = is_late and self._written > 0
        is_stale = any(self._is_in_device(placed, now_ns) for placed in gone)
        is_awaited = any(self._is_in_device(placed, now_ns) for placed in kept.values())
        if is_late or (is_stale and is_awaited):
            self._is_spoilt = True
        elif is_stale:
            self._muted_until = self._written

    def ends_ns(self, now_ns: int) -> int:
        """The instant by which all has been heard; now if it has been."""
        ends = (placed.end_ns for placed in self._sounds.values())
        return max([now_ns, *(end_ns + self._latency_ms * _NS for end_ns in ends)])

    def poll(self, taken: float, now_ns: int) -> Step:
        """What to do, where the device has taken so many frames since the stream began."""
        if self._clock is None:
            raise ValueError("there is no stream to look at")
        if self._is_spoilt:
            return Step(0, begin_anew=True)
        since_ms = (now_ns - self._begun_ns) / _NS
        if not self._written:
            if since_ms <= _EMPTY_MS:
                return Step(_SOON_MS)
            self._clock = DeviceClock(now_ns + _GUESS_MS * _NS)
            return Step(_SOON_MS, self._filled(frames(_FIRST_MS)))
        if taken > self._taken:
            self._taken, self._moved_ns = taken, now_ns
            self._clock.note(taken, now_ns)
        elif now_ns - self._moved_ns > (STUCK_MS if self._taken else _WAKING_MS) * _NS:
            return Step(0, is_stuck=True)
        if not self._taken:
            return Step(_SOON_MS)
        if taken >= self._muted_until:
            self._muted_until = 0
        is_young = since_ms < _YOUNG_MS
        if not is_young and self._is_displaced(now_ns):
            return Step(0, begin_anew=True)
        wait_ms = _SOON_MS if is_young else self._wait_ms(now_ns)
        ahead = frames(_YOUNG_MS if is_young else _AHEAD_MS)
        data = self._filled(int(taken) + ahead - self._written)
        return Step(wait_ms, data, is_muted=bool(self._muted_until))

    def wrote(self, length: int) -> None:
        """The stream took so many bytes."""
        self._written += length // _BYTES

    def _wait_ms(self, now_ns: int) -> int:
        """How long nothing has to be written, or learned for a sound that is soon to be placed."""
        if self._muted_until:
            return _MUTED_MS
        soon_ns = now_ns + (_AHEAD_MS + _MEMORY_MS) * _NS
        is_near = any(
            placed.pcm and placed.from_ns < soon_ns and not self._has_begun(placed, now_ns)
            for placed in self._sounds.values()
        )
        return _NEAR_MS if is_near else _CALM_MS

    def _take_out(self, placed: _Placed, now_ns: int) -> None:
        """Frees a sound from its place; it comes too late where it has not begun by now."""
        if self._has_begun(placed, now_ns):
            placed.goes_on = True
        elif placed.from_ns < now_ns - TOO_LATE_MS * _NS:
            placed.pcm = b""
        placed.start = None

    def _has_begun(self, placed: _Placed, now_ns: int) -> bool:
        """Whether some of the sound may have been heard."""
        if placed.goes_on:
            return True
        return placed.start is not None and placed.start <= self._heard(now_ns)

    def _heard(self, now_ns: int) -> int:
        """The frame up to which all has been heard."""
        return self._clock.frame_at(now_ns) - frames(_HEARD_MS) if self._clock else 0

    def _place(self, placed: _Placed) -> int:
        """The first frame of the sound, as far as is known now."""
        if placed.start is not None or self._clock is None:
            return placed.start or 0
        return self._clock.frame_at(placed.from_ns)

    def _is_in_device(self, placed: _Placed, now_ns: int) -> bool:
        """Whether some of the sound is written, or should be, and not all of it heard."""
        start = self._place(placed)
        return start < self._written and start + placed.length > self._heard(now_ns)

    def _is_displaced(self, now_ns: int) -> bool:
        """Whether the sounds that are written lie wrong, and none of them can be heard now."""
        if self._clock is None or not self._clock.is_sure:
            return False
        edge = self._clock.frame_at(now_ns) + frames(_UNHEARD_MS)
        past = edge - 2 * frames(_UNHEARD_MS)
        written = [
            (placed.start, self._clock.frame_at(placed.from_ns))
            for placed in self._sounds.values()
            if placed.pcm and placed.start is not None and placed.start + placed.length > past
        ]
        return all(start > edge for start, _ in written) and any(
            abs(start - right) > frames(_DISPLACED_MS) for start, right in written
        )

    def _filled(self, count: int) -> bytes:
        """The next frames of the stream, with all that falls into them."""
        first, last = self._written, self._written + max(0, count)
        data = bytearray(_BYTES * (last - first))
        for placed in self._sounds.values():
            start = self._place(placed)
            if placed.start is None and not placed.goes_on and start < first:
                # A little late it is heard whole all the same; later, it means nothing any more.
                late_ns = self._instant_of(first) - placed.from_ns
                placed.pcm = placed.pcm if late_ns <= TOO_LATE_MS * _NS else b""
                placed.from_ns += late_ns
                start = first
            if start < last:
                placed.start = start
            begin, end = max(start, first), min(start + placed.length, last)
            if begin < end:
                pcm = placed.pcm[_BYTES * (begin - start) : _BYTES * (end - start)]
                _mix(data, _BYTES * (begin - first), pcm)
        return bytes(data)

    def _instant_of(self, frame: int) -> int:
        return self._clock.instant_of(frame) if self._clock else 0


def _mix(data: bytearray, at: int, pcm: bytes) -> None:
    """Adds samples to those that are there; beyond full scale they are cut off."""
    end = at + len(pcm)
    if data.count(0, at, end) == len(pcm):
        data[at:end] = pcm
        return
    there, more = array("h", bytes(data[at:end])), array("h", pcm)
    both = array("h", (max(-32_768, min(32_767, a + b)) for a, b in zip(there, more, strict=True)))
    data[at:end] = both.tobytes()
