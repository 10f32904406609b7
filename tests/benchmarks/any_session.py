"""Counts how often a session breaks its laws: what is told does not depend on when anybody looks,
no two sounds meet, and each hold with room for it has been named, with its side.

    python -m tests.benchmarks.any_session [SESSIONS] [FIRST_SEED]

Every third session is one of the bundled routine with its own clips, the others are of random
routines, odd ones among them. Commands come at random instants.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from random import Random

from stretchtimer.engine.breathing import Pace, Paced
from stretchtimer.engine.commands import (
    AnyCommand,
    Extend,
    GoTo,
    Next,
    NoticeGap,
    Pause,
    Previous,
    Ready,
    Restart,
    Resume,
)
from stretchtimer.engine.cues import CueStyle
from stretchtimer.engine.model import (
    INTERVALS,
    Breath,
    Dose,
    Movement,
    Routine,
    Side,
    Stretch,
    StretchWords,
    Times,
)
from stretchtimer.engine.plan import PhaseKind, make_plan
from stretchtimer.engine.speech import Talk
from stretchtimer.services.audio.clip_library import bundled_clips
from stretchtimer.services.audio.cue_style import cue_style
from stretchtimer.services.person.settings import Settings
from tests.engine.laws import LONG_HOLD_MS, Witness, needed_ms
from tests.engine.routines import ALL_CLIPS, AnyVoice, Lengths, started
from tests.services.session.sessions import bundled_routine
from tests.spoken_english import SCRIPT

_INTERVALS = (0, 0, 1, 700, 1_000, 2_000, 3_000, 5_000, 8_000, 10_500)
_MOVEMENTS = (1_000, 2_500, 3_900, 5_000)


@dataclass
class Count:
    """What was seen of all sessions."""

    sessions: int = 0
    commands: int = 0
    sounds: int = 0
    long_holds: int = 0
    broken: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def note(self, seed: int, law: str, found: list[str]) -> None:
        self.broken[law] += len(found)
        self.examples += [f"seed {seed}: {one}" for one in found[:1]]


def any_routine(random: Random) -> Routine:
    stretches = tuple(_any_stretch(random, name) for name in "abc"[: random.randint(1, 3)])
    intervals = {name: random.choice(_INTERVALS) for name in INTERVALS}
    waits = random.random() < 0.2
    times = Times(
        **intervals,
        rounds=random.randint(1, 2),
        wait_until_ready=waits,
        own_pace=random.random() < 0.1,
    )
    return Routine("r", "R", stretches, times)


def _any_stretch(random: Random, name: str) -> Stretch:
    breaths = (None, Breath.IN, Breath.OUT)
    movements = tuple(
        Movement("pose", step, random.choice(_MOVEMENTS), breath=random.choice(breaths))
        for step in ("Up", "Down", "Round")[: random.choice((0, 0, 1, 2, 3))]
    )
    words = StretchWords("Knees up.", ("Lie down.",), breathing="Breathe.", release="Let go.")
    alternates = bool(movements) and random.random() < 0.2
    cycle_ms = (1 + alternates) * sum(movement.duration_ms for movement in movements)
    times = random.choice((0, 1, 2, 3, 6, 9)) if movements else 0
    return Stretch(
        id=name,
        name=" ".join([name.upper()] * random.choice((1, 5, 12))),
        dose=Dose(
            times * cycle_ms
            or random.choice((1_000, 5_000, 12_000, 13_300, 20_000, 30_000, 45_000)),
            random.randint(1, 2),
            random.choice(_INTERVALS),
            is_counted=bool(times),
        ),
        words=random.choice((words, StretchWords())),
        two_sided=not alternates and random.random() < 0.6,
        first_side=random.choice(list(Side)),
        movements=movements,
        alternates=alternates,
        wait_until_ready=random.random() < 0.1,
    )


def any_style(random: Random) -> CueStyle:
    most_ms = random.choice((800, 1_500, 3_000))
    lengths = {clip: random.randint(0, most_ms) for clip in ALL_CLIPS}
    return CueStyle(
        half_way=random.random() < 0.8,
        lengths_ms=Lengths(lengths, random.choice((30, 60, 90))),
        talk=random.choice(list(Talk)),
        voice=AnyVoice(),
        pace=Pace(random.choice(list(Paced)), random.choice((4.0, 6.0, 10.0))),
        breath_sound=random.random() < 0.3,
        script=SCRIPT,
    )


def any_command(random: Random, phases: int) -> AnyCommand:
    settle_ms = random.choice((0, 0, 400, 600))
    return random.choice(
        (
            *(Next(), Next(), Previous(), Restart(), Extend(), Extend(700), Ready(), Ready()),
            *(Pause(), Pause(), Resume(settle_ms), Resume(settle_ms), Resume(settle_ms)),
            *(GoTo(random.randrange(phases)), NoticeGap(11_000)),
        )
    )


def any_wait(random: Random) -> int:
    return random.choice((0, random.randint(0, 400), random.randint(0, 4_000), 15_000, 40_000))


def play(seed: int, count: Count, bundled: tuple[Routine, CueStyle]) -> None:
    random = Random(seed)
    made, style = any_routine(random), any_style(random)
    if seed % 3 == 0:
        made = bundled[0]
        style = replace(bundled[1], talk=random.choice((Talk.FULL, Talk.FULL, Talk.SHORT)))
    settle_ms = random.choice((0, 600))
    witness = Witness(started(made, style, settle_ms))
    rarely = started(made, style, settle_ms)
    phases = len(make_plan(made).phases)
    for _ in range(random.randint(0, 12)):
        wait_ms = any_wait(random)
        polls = sorted(random.randint(0, wait_ms) for _ in range(random.randint(0, 3)))
        for before_ms, look_ms in zip([0, *polls], [*polls, wait_ms], strict=True):
            witness.wait(look_ms - before_ms)
        rarely.now_ms += wait_ms
        command = any_command(random, phases)
        count.commands += witness.try_(command)
        rarely.try_(command)
    for command in (Resume(), Ready()):
        witness.try_(command)
        rarely.try_(command)
        witness.wait(random.choice((5_000, 200_000)))
        rarely.wait(witness.played.now_ms - rarely.now_ms)
    count.sessions += 1
    count.sounds += len(witness.sounds)
    count.long_holds += sum(
        stay.phase.kind is PhaseKind.HOLD
        and stay.until_ms is not None
        and stay.until_ms - stay.since_ms >= max(LONG_HOLD_MS, needed_ms(stay.phase, style))
        for stay in witness.stays
    )
    same = witness.played.events == rarely.events and witness.played.state == rarely.state
    count.note(seed, "other events by other looks", [] if same else ["events differ"])
    count.note(seed, "two sounds at once", witness.overlaps())
    count.note(seed, "not told which hold it is", witness.untold())


def main(sessions: int, first: int) -> int:
    made = bundled_routine()
    style = cue_style(Settings(), make_plan(made), bundled_clips(), SCRIPT)
    count, began = Count(), time.perf_counter()
    for seed in range(first, first + sessions):
        play(seed, count, (made, style))
    took_s = time.perf_counter() - began
    print(f"{count.sessions} sessions, {count.commands} commands, {count.sounds} sounds,")
    print(f"{count.long_holds} holds of 12 s and more run through undisturbed; {took_s:.0f} s")
    for law, times in count.broken.items():
        print(f"{times:6} {law}")
    print(*count.examples[:10], sep="\n")
    return 1 if count.broken.total() else 0


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*[*numbers, *(1_000, 0)[len(numbers) :]]))
