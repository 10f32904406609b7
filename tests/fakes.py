"""Stand-ins for the world outside: a clock that only a test moves, sound, screen, and settings."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

from stretchtimer.engine.notices import Notice
from stretchtimer.engine.session import SessionState
from stretchtimer.qt.accessibility_hints import Hints
from stretchtimer.services.audio.audio_out import TOO_LATE_MS, AudioStatus, Sound, StatusListener
from stretchtimer.services.audio.speech_synth import Prompter
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.person.settings import settings_file
from stretchtimer.services.session.runner import Emitted
from stretchtimer.services.system.writer import Work, Writer
from stretchtimer.services.voice.clip_name import clip_name
from stretchtimer.services.voice.renderer import OnDone, OnProgress, VoiceRenderer
from stretchtimer.services.wording import language
from stretchtimer.storage.assets import asset


class FakeClock:
    """All clocks go on together, unless a test sets them apart."""

    def __init__(self) -> None:
        self.ms = 1_000_000
        self.slept_ms = 5_000
        self.utc = datetime(2026, 3, 1, 9, 0, tzinfo=timezone.utc)
        self.zone = timezone(timedelta(hours=1))

    def monotonic_ms(self) -> int:
        return self.ms

    def boottime_ms(self) -> int:
        return self.ms + self.slept_ms

    def utc_now(self) -> datetime:
        return self.utc

    def local_now(self) -> datetime:
        return self.utc.astimezone(self.zone)

    def advance(self, ms: int) -> None:
        """Lets all clocks go on by ``ms`` milliseconds."""
        self.ms += ms
        self.utc += timedelta(milliseconds=ms)

    def sleep(self, ms: int) -> None:
        """Lets the machine sleep: its monotonic clock stands still, as on Linux."""
        self.slept_ms += ms
        self.utc += timedelta(milliseconds=ms)

    def set_wall(self, by_ms: int) -> None:
        """Puts the time of day right, or wrong."""
        self.utc += timedelta(milliseconds=by_ms)


class FakeWriter(Writer):
    """Writes at once what is asked for at once, and what is gathered when the test wants it."""

    def ask(self, work: Work, in_ms: int = 0, *, anew: bool = True) -> None:
        super().ask(work, in_ms, anew=anew)
        self.do_due()

    def hurry(self) -> None:
        super().hurry()
        self.do_due()


def preferences_in(path: Path) -> Preferences:
    """The settings of that file."""
    clock = FakeClock()
    return Preferences(settings_file(path, clock.utc.date), FakeWriter(clock, lambda _: None))


class FakeOut:
    """An output that hears, by the clock of the test, what it was told to sound.

    ``length_ms`` tells how long a clip sounds; what is taken back before its end was ``stopped``.
    As of the real ones, a clip that is none of its ``files`` is not heard, and once it is closed
    nothing is taken.
    """

    def __init__(
        self,
        clock: FakeClock | None = None,
        name: str = "Fake speakers",
        length_ms: Callable[[str], int] = lambda _clip: 1,
        files: Collection[str] | None = None,
    ) -> None:
        """Without ``files`` there is one for every clip."""
        self.clock = clock or FakeClock()
        self.files = files
        self.is_held = False
        self.volume = 1.0
        self.closed_with_finish: bool | None = None
        self.scheduled: frozenset[Sound] = frozenset()
        self.stopped: list[str] = []
        self._length_ms = length_ms
        self._heard: list[Sound] = []
        self._begun: set[Sound] = set()
        self._came_ms: dict[Sound, int] = {}
        self._status = AudioStatus(working=True, output=name)
        self._listeners: list[StatusListener] = []

    @property
    def heard(self) -> list[Sound]:
        """What has sounded until now, each with the instant at which it began."""
        self._listen()
        return self._heard

    def _listen(self) -> None:
        for sound in sorted(self.scheduled - self._begun):
            if sound.at_ms <= self.clock.monotonic_ms():
                self._begun.add(sound)
                at_ms = max(sound.at_ms, self._came_ms[sound])
                if at_ms <= sound.at_ms + TOO_LATE_MS:
                    self._heard.append(Sound(at_ms, sound.clip))

    @property
    def played(self) -> list[str]:
        """The clips that have sounded until now."""
        return [sound.clip for sound in self.heard]

    def forget(self) -> None:
        """Forgets what has sounded until now."""
        self.heard.clear()
        self.stopped.clear()

    @property
    def is_closed(self) -> bool:
        return self.closed_with_finish is not None

    def schedule(self, sounds: Collection[Sound]) -> None:
        if self.is_closed:
            return
        files = self.files
        there = [sound for sound in sounds if files is None or sound.clip in files]
        now_ms, wanted = self.clock.monotonic_ms(), frozenset(there)
        self._listen()
        for sound in self._begun - wanted:
            if sound.at_ms + self._length_ms(sound.clip) > now_ms:
                self.stopped.append(sound.clip)
        self._begun &= wanted
        self._came_ms = {sound: self._came_ms.get(sound, now_ms) for sound in wanted}
        self.scheduled = wanted

    def hold_open(self) -> None:
        self.is_held = not self.is_closed

    def let_go(self) -> None:
        self.is_held = False

    def set_volume(self, volume: float) -> None:
        if not self.is_closed:
            self.volume = min(1.0, max(0.0, volume))

    def status(self) -> AudioStatus:
        return self._status

    def on_status_changed(self, listener: StatusListener) -> None:
        self._listeners.append(listener)

    def close(self, *, let_finish: bool = False) -> None:
        if not self.is_closed:
            self.closed_with_finish = let_finish
            self.is_held = False

    def become(self, status: AudioStatus) -> None:
        """Has the device come or go."""
        if self.is_closed:
            return
        self._status = status
        for listener in list(self._listeners):
            listener(status)


class FakeWindowOut(FakeOut):
    """An output of the window, with the devices that the test gives it."""

    def __init__(self, clock: FakeClock | None = None, name: str = "Fake speakers") -> None:
        super().__init__(clock, name)
        self.chosen: list[str] = []
        self.there: tuple[tuple[str, str], ...] = ()
        self.missing = False

    def choose(self, device: str) -> None:
        self.chosen.append(device)

    def devices(self) -> tuple[tuple[str, str], ...]:
        return self.there

    def is_missing(self) -> bool:
        return self.missing


class FakeKeepAwake:
    """Remembers whether the screen should stay on."""

    def __init__(self) -> None:
        self.is_held = False
        self.is_closed = False

    def hold(self) -> None:
        self.is_held = True

    def release(self) -> None:
        self.is_held = False

    def close(self) -> None:
        self.is_held = False
        self.is_closed = True


class NoLog:
    """Keeps no log of any session."""

    def __init__(self, *_: object) -> None:
        pass

    def on_event(self, emitted: Emitted) -> None:
        pass

    def look_ahead(self, state: SessionState, now_ms: int) -> None:
        pass

    def next_look_ahead_ms(self, state: SessionState, now_ms: int) -> None:
        return None


class FakeHints:
    """A system that wishes what a test has it wish; nobody hears of it before following it."""

    def __init__(self) -> None:
        self._notify: Callable[[Hints], None] | None = None

    @property
    def is_followed(self) -> bool:
        return self._notify is not None

    def follow(self, notify: Callable[[Hints], None]) -> None:
        self._notify = notify

    def become(self, hints: Hints) -> None:
        """Has the person change what the system does."""
        assert self._notify is not None
        self._notify(hints)


class FakeSpeechSynth:
    """A speech engine that remembers what it was asked to say, by the clock of the test."""

    def __init__(self, clock: FakeClock | None = None, *, works: bool = True) -> None:
        self.clock = clock or FakeClock()
        self.works = works
        self.languages = {"en"}
        self.volume = 1.0
        self._said: list[str] = []
        self._prompter = Prompter()

    @property
    def said(self) -> list[str]:
        """Each text that was begun until now; "" where it fell silent."""
        told = self._prompter.prompt(self.clock.monotonic_ms())
        if told is not None:
            self._said.append(told.text)
        return self._said

    def can_speak(self, language: str) -> bool:
        return self.works and language in self.languages

    def schedule(self, sounds: Collection[Sound]) -> None:
        assert self.said is not None
        self._prompter.schedule(sounds)

    def set_volume(self, volume: float) -> None:
        self.volume = volume


class FakeVoiceRenderer(VoiceRenderer):
    """A voice for words of one's own that renders only when the test lets it."""

    def __init__(self, folder: Path, *, available: bool = True) -> None:
        super().__init__(folder)
        self.available = available
        self.made: dict[str, Path] = {}
        self.jobs: list[tuple[list[str], OnProgress, OnDone]] = []

    @property
    def is_available(self) -> bool:
        return self.available

    def clips(self) -> Mapping[str, Path]:
        return self.made

    def render(self, texts: Iterable[str], on_progress: OnProgress, on_done: OnDone) -> None:
        self.jobs.append((list(texts), on_progress, on_done))

    def finish(self, number: int, problem: Notice | None = None) -> None:
        texts, _, on_done = self.jobs[number]
        if not problem:
            self.made |= {clip_name(text): asset("sounds") / "count.wav" for text in texts}
        on_done(problem)


class Marking:
    """Puts marks round all it is asked for, or so much more text behind it."""

    def __init__(self, longer: float = 0) -> None:
        self._longer = longer

    def gettext(self, message: str, /) -> str:
        words = re.sub(r"\{\w*\}", "", message)
        more = " ".join(words.split())[::-1][: round(len(words) * self._longer)]
        return f"«{message}{more}»" if self._longer == 0 else f"{message} {more}".strip()

    def ngettext(self, one: str, many: str, n: int, /) -> str:
        return self.gettext(one if n == 1 else many)


@contextmanager
def spoken(catalogue: language.Catalogue | None, name: str = language.ENGLISH) -> Iterator[None]:
    """Everything is said by that catalogue, and in that language, meanwhile."""
    language.speak(catalogue, name)
    try:
        yield
    finally:
        language.speak(None)
