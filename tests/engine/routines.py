"""Routines, cue styles and scripts of commands for the tests of the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from hypothesis import strategies as st

from stretchtimer.engine.breathing import Pace, Paced
from stretchtimer.engine.commands import (
    AnyCommand,
    ChooseWay,
    Extend,
    Finish,
    GoTo,
    Next,
    NoticeGap,
    Pause,
    Previous,
    Ready,
    Restart,
    Resume,
    SkipStretch,
    Start,
)
from stretchtimer.engine.cues import CueKind, CueStyle
from stretchtimer.engine.errors import InternalError
from stretchtimer.engine.events import CueDue, Event
from stretchtimer.engine.model import (
    Dose,
    Movement,
    Routine,
    Side,
    Stretch,
    StretchWords,
    Times,
)
from stretchtimer.engine.plan import PhaseKind, make_plan
from stretchtimer.engine.session import SessionState, Status, new_session
from stretchtimer.engine.speech import Talk
from stretchtimer.engine.state_machine import advance, apply
from tests.spoken_english import SCRIPT

NO_TIMES = Times(
    first_lead_in_ms=0,
    lead_in_ms=0,
    change_sides_ms=0,
    change_over_ms=0,
    release_ms=0,
    round_rest_ms=0,
)
CAT_COW = (Movement("cat", "Cat", 5_000), Movement("cow", "Cow", 5_000))
LIFT = (Movement("up", "{Left|Right} up", 3_000), Movement("down", "Down", 2_000))
CLIPS = (*(k.value for k in CueKind if k not in (CueKind.MOVEMENT, CueKind.REPETITION)),)
ALL_CLIPS = (*CLIPS, "movement_1", "movement_2")
SPOKEN = CueStyle(
    lengths_ms={
        "lead_in": 1_300,
        "hold_start": 700,
        "half_way": 800,
        "count": 150,
        "movement_1": 600,
        "movement_2": 600,
        "hold_end": 900,
        "change_sides": 1_000,
        "stretch_end": 1_200,
        "routine_end": 1_800,
    },
    script=SCRIPT,
)
"""Clips about as long as spoken ones are."""

ENDS = (
    CueKind.HOLD_END,
    CueKind.CHANGE_SIDES,
    CueKind.STRETCH_END,
    CueKind.ROUTINE_END,
)


def stretch(
    name: str = "a",
    hold_ms: int = 30_000,
    *,
    repetitions: int = 1,
    rest_ms: int = 10_000,
    sane_ms: tuple[int, int] = (10_000, 60_000),
    two_sided: bool = False,
    first_side: Side = Side.LEFT,
    movements: tuple[Movement, ...] = (),
    words: StretchWords | None = None,
    times: int = 0,
    alternates: bool = False,
    waits: bool = False,
) -> Stretch:
    """With ``times`` a counted one, whatever ``hold_ms`` is."""
    cycle_ms = (1 + alternates) * sum(movement.duration_ms for movement in movements)
    return Stretch(
        name,
        name.upper(),
        Dose(times * cycle_ms or hold_ms, repetitions, rest_ms, sane_ms, bool(times)),
        pose=f"{name}-pose",
        start_pose=f"{name}-start",
        two_sided=two_sided,
        first_side=first_side,
        movements=movements,
        words=words or StretchWords(),
        alternates=alternates,
        wait_until_ready=waits,
    )


def counted(
    times: int = 8, *, sets: int = 1, alternates: bool = False, two_sided: bool = False
) -> Stretch:
    """A stretch of which each time takes 5 s, or twice that where the sides alternate."""
    return stretch(
        times=times,
        repetitions=sets,
        movements=LIFT,
        alternates=alternates,
        two_sided=two_sided,
    )


def routine(*stretches: Stretch, times: Times | None = None) -> Routine:
    return Routine("r", "R", stretches or (stretch(),), times or Times())


@dataclass
class Played:
    """A session with a clock that only the test moves, and all that it has told."""

    state: SessionState
    now_ms: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def of(cls, routine: Routine, style: CueStyle = SPOKEN, now_ms: int = 0) -> Played:
        return cls(new_session(make_plan(routine), style), now_ms)

    def poll(self, now_ms: int) -> tuple[Event, ...]:
        self.now_ms = now_ms
        self.state, told = advance(self.state, now_ms)
        self.events.extend(told)
        return told

    def wait(self, by_ms: int) -> tuple[Event, ...]:
        return self.poll(self.now_ms + by_ms)

    def do(self, command: AnyCommand) -> tuple[Event, ...]:
        self.state, told = apply(self.state, command, self.now_ms)
        self.events.extend(told)
        return told

    def try_(self, command: AnyCommand) -> bool:
        try:
            self.do(command)
        except InternalError:
            return False
        return True

    def cues(self) -> list[tuple[int, CueKind]]:
        return told_cues(self.events)

    @property
    def place(self) -> tuple[Status, PhaseKind, int]:
        return self.state.status, self.state.phase.kind, self.state.phase_index


def started(routine: Routine, style: CueStyle = SPOKEN, settle_ms: int = 0) -> Played:
    played = Played.of(routine, style)
    played.do(Start(settle_ms))
    return played


def holding(into_ms: int, hold_ms: int = 30_000, style: CueStyle = SPOKEN) -> Played:
    played = started(routine(stretch(hold_ms=hold_ms), times=NO_TIMES), style)
    played.poll(into_ms)
    return played


def told_cues(events: list[Event] | tuple[Event, ...]) -> list[tuple[int, CueKind]]:
    return [(event.due_ms, event.cue.kind) for event in events if isinstance(event, CueDue)]


def lengths(most_ms: int) -> st.SearchStrategy[Mapping[str, int]]:
    """Of any of the clips, each up to that long."""
    some = st.integers(0, 2 ** len(ALL_CLIPS) - 1)
    each = [st.integers(0, most_ms)] * len(ALL_CLIPS)
    return st.builds(_lengths, some, *each)


def _lengths(known: int, *lengths_ms: int) -> Mapping[str, int]:
    pairs = zip(ALL_CLIPS, lengths_ms, strict=True)
    return {clip: ms for bit, (clip, ms) in enumerate(pairs) if known >> bit & 1}


class AnyVoice(dict[str, str]):
    """A voice that has a clip for every text, named by the text."""

    def __missing__(self, text: str) -> str:
        return text

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str)

    def get(self, text: str, default: object = None) -> str:
        return text


class Lengths(dict[str, int]):
    """The lengths of some sounds; speech takes so many milliseconds a letter."""

    def __init__(self, sounds: Mapping[str, int], letter_ms: int) -> None:
        super().__init__(sounds)
        self.letter_ms = letter_ms

    def get(self, clip: str, default: int = 0) -> int:  # type: ignore[override]
        known = super().get(clip)
        return len(clip) * self.letter_ms if known is None else known


def talking(talk: Talk = Talk.FULL, letter_ms: int = 60) -> CueStyle:
    """A style in which everything can be said, at the usual speed of speech."""
    lengths_ms = Lengths(SPOKEN.lengths_ms, letter_ms)
    return CueStyle(lengths_ms=lengths_ms, talk=talk, voice=AnyVoice(), script=SCRIPT)


def styles(most_ms: int = 3_000) -> st.SearchStrategy[CueStyle]:
    return st.builds(
        CueStyle,
        st.booleans(),
        st.builds(Lengths, lengths(most_ms), st.sampled_from([1, 30, 60, 150])),
        st.sampled_from(Talk),
        st.sampled_from([{}, AnyVoice()]),
        st.builds(Pace, st.sampled_from(Paced), st.sampled_from([4.0, 6.0, 10.0])),
        st.booleans(),
        st.just(SCRIPT),
    )


_intervals = st.sampled_from([0, 1, 700, 1_000, 3_000, 8_000, 10_500])
_movements = st.lists(
    st.sampled_from([Movement("pose", "Name", ms) for ms in (1_000, 2_500, 5_000)]), max_size=3
).map(tuple)


_words = st.sampled_from(
    [
        StretchWords(),
        StretchWords(position="Lie {left|right}.", easier="Lie {left|right} on a cushion."),
    ]
)


_seldom = st.sampled_from([False, False, False, True])


def times(waits: st.SearchStrategy[bool] | None = None) -> st.SearchStrategy[Times]:
    return st.builds(
        Times,
        first_lead_in_ms=_intervals,
        lead_in_ms=_intervals,
        change_sides_ms=_intervals,
        change_over_ms=_intervals,
        release_ms=_intervals,
        round_rest_ms=_intervals,
        rounds=st.integers(1, 2),
        wait_until_ready=st.booleans() if waits is None else waits,
        own_pace=_seldom if waits is None else waits,
    )


# A strategy is slow to make: each is made once, not in every example.
_least_s = st.integers(1, 40)
_range_s = st.integers(0, 60)
_holds_ms = st.one_of(st.integers(1, 45).map(lambda s: s * 1_000), st.integers(1_000, 20_000))
_repetitions = st.integers(1, 3)
_sides = st.sampled_from(Side)
_times = st.sampled_from([0, 0, 1, 2, 3, 4, 7])


@st.composite
def _stretches(draw: st.DrawFn, name: str, waits: bool) -> Stretch:
    least = draw(_least_s) * 1_000
    movements = draw(_movements)
    alternates = bool(movements) and draw(_seldom)
    return stretch(
        name,
        draw(_holds_ms),
        repetitions=draw(_repetitions),
        rest_ms=draw(_intervals),
        sane_ms=(least, least + draw(_range_s) * 1_000),
        two_sided=draw(st.booleans()) and not alternates,
        first_side=draw(_sides),
        movements=movements,
        words=draw(_words),
        times=draw(_times) if movements else 0,
        alternates=alternates,
        waits=waits and draw(_seldom),
    )


@cache
def stretches(name: str = "a", waits: bool = False) -> st.SearchStrategy[Stretch]:
    return _stretches(name, waits)


@st.composite
def _routines(
    draw: st.DrawFn, counts: st.SearchStrategy[int], times: st.SearchStrategy[Times], waits: bool
) -> Routine:
    names = "abcde"[: draw(counts)]
    return routine(*(draw(stretches(name, waits)) for name in names), times=draw(times))


def routines(
    waits: st.SearchStrategy[bool] | None = None, most: int = 3
) -> st.SearchStrategy[Routine]:
    return _routines(st.integers(1, most), times(waits), waits is None)


_settles = (0, 0, 1, 400, 1_500)
commands: st.SearchStrategy[AnyCommand] = st.one_of(
    st.just(Pause()),
    st.sampled_from([Resume(ms) for ms in _settles]),
    st.just(Next()),
    st.just(SkipStretch()),
    st.builds(ChooseWay, st.sampled_from("abx"), st.booleans()),
    st.just(Previous()),
    st.just(Restart()),
    st.sampled_from([Extend(ms) for ms in (-1, 0, 1, 700, 10_000, 3_600_000)]),
    st.sampled_from([GoTo(index) for index in range(-1, 41)]),
    st.just(Ready()),
    st.just(NoticeGap(11_000)),
    st.sampled_from([Start(ms) for ms in _settles]),
    st.just(Pause()),
    st.sampled_from([Resume(ms) for ms in _settles]),
    st.sampled_from([Finish(), Next()]),
)
waits_between = st.one_of(
    st.sampled_from([0, 0, 1, 500, 1_000, 3_000, 10_000]), st.integers(0, 40_000)
)
scripts = st.lists(st.tuples(waits_between, commands), min_size=1, max_size=14)
