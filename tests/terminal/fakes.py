"""A clock, keys, a screen and signals that only the test moves, for sessions in a terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TypeVar

from stretchtimer.engine.events import Event
from stretchtimer.engine.model import Routine
from stretchtimer.engine.plan import make_plan
from stretchtimer.services.audio.audio_out import AudioOut, SilentOut
from stretchtimer.services.audio.clip_library import ClipLibrary
from stretchtimer.services.audio.sound_switch import OutputSwitch
from stretchtimer.services.session.control import SessionControl
from stretchtimer.services.session.runner import Emitted
from stretchtimer.terminal.session.loop import SessionLoop, Terminal
from stretchtimer.terminal.session.screen_content import Screen, ScreenContent
from stretchtimer.terminal.session.signals import Signals
from tests.fakes import FakeKeepAwake, NoLog, preferences_in
from tests.spoken_english import SCRIPTS

E = TypeVar("E", bound=Event)
START = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)


@dataclass
class FakeClock:
    """Both clocks, moved together."""

    now_ms: int = 0

    def monotonic_ms(self) -> int:
        return self.now_ms

    def boottime_ms(self) -> int:
        return self.now_ms

    def utc_now(self) -> datetime:
        return START + timedelta(milliseconds=self.now_ms)

    def local_now(self) -> datetime:
        return self.utc_now()


Press = str | Callable[[], None]


@dataclass
class FakeKeys:
    """Gives each key of the script at its instant, and lets time pass while it waits."""

    clock: FakeClock
    script: list[tuple[int, Press]] = field(default_factory=list)
    usable: bool = True
    taken: list[str] = field(default_factory=list)
    waits: int = 0

    def take(self) -> None:
        self.taken.append("take")

    def give_back(self) -> None:
        self.taken.append("give back")

    @property
    def wake_descriptor(self) -> None:
        return None

    def wake(self) -> None:
        """Nothing sleeps here."""

    def wait(self, timeout_ms: int | None) -> str | None:
        self.waits += 1
        until_ms = None if timeout_ms is None else self.clock.now_ms + timeout_ms
        if self.script and (until_ms is None or self.script[0][0] <= until_ms):
            at_ms, press = self.script.pop(0)
            self.clock.now_ms = max(self.clock.now_ms, at_ms)
            if isinstance(press, str):
                return press
            press()
            return None
        assert until_ms is not None, "the session waits for a key that never comes"
        self.clock.now_ms = until_ms
        return None


@dataclass
class FakeScreen:
    """Keeps what it was shown and told."""

    pictures: list[ScreenContent] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    lost: bool = False

    def open(self) -> None:
        self.calls.append("open")

    def close(self) -> None:
        self.calls.append("close")

    def show(self, picture: ScreenContent) -> None:
        self.pictures.append(picture)

    def on_event(self, emitted: Emitted) -> None:
        self.events.append(emitted.event)


class FakeSignals(Signals):
    """Signals that only the test sends, and that stop no process."""

    def __init__(self) -> None:
        super().__init__(lambda: None)
        self.stood_still = 0
        self.meanwhile: Callable[[], None] = lambda: None

    def stand_still(self) -> None:
        self.stood_still += 1
        self.meanwhile()


class VolumeOut(SilentOut):
    """Remembers the volume."""

    def __init__(self) -> None:
        super().__init__()
        self.volume = 1.0

    def set_volume(self, volume: float) -> None:
        self.volume = volume


class Played:
    """A session in a terminal that the script plays from its start to its end."""

    def __init__(
        self,
        routine: Routine,
        *script: tuple[int, Press],
        out: AudioOut | None = None,
        usable: bool = True,
        screen: Screen | None = None,
        silent: bool = False,
    ) -> None:
        self.clock = FakeClock()
        self.keys = FakeKeys(self.clock, list(script), usable)
        self.screen = FakeScreen()
        self.signals = FakeSignals()
        self.note = ""
        self.out = out or SilentOut()
        self.control = SessionControl(
            self.clock,
            preferences_in(Path("no-such-folder") / "settings.json"),
            NoLog,
            out=self.out,
            keep_awake=FakeKeepAwake(),
            clips=ClipLibrary({}),
            scripts=SCRIPTS,
            sound=OutputSwitch(self.out, 70, False, for_good=silent),
        )
        shown = screen or self.screen
        runner = self.control.begin(make_plan(routine), (shown.on_event,))
        assert runner is not None
        self.runner = runner
        terminal = Terminal(self.keys, shown, self.signals)
        self.loop = SessionLoop(self.control, self.runner, terminal, lambda: self.note)

    def run(self) -> int | None:
        return self.loop.run()

    def emitted(self, kind: type[E]) -> list[E]:
        return [event for event in self.screen.events if isinstance(event, kind)]

    @property
    def held(self) -> list[int]:
        return [held.held_ms for held in self.runner.state.ledger]
