"""The words for what is said, in one language: which text stands for which line, number and sound.

- A script is data, read from the file of its language. Nothing here knows any language.
- A line consists of parts, each of which is one clip, so that a name or a number is recorded once
  and fits wherever it is needed.
- A text is exactly what is spoken, with its full stop. Numbers are written out. What a routine's
  file says is spoken as it stands there.
- An empty script says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from stretchtimer.engine.countdown import COUNT_FROM
from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.model import MAX_HOLD_MS, Routine, Side, Stretch
from stretchtimer.engine.plan import Plan
from stretchtimer.engine.speech import Sentence, Spoken

NAME = "{name}"
DURATION = "{duration}"
TIMES = "{times}"
SET = "{set}"
"""The parts of a sentence that stand for the name of a stretch, for how long a hold lasts, for how
often its movements are done, and for the number of a set."""

MOST_MINUTES = MAX_HOLD_MS // SECOND_MS // 60
MOST_NUMBER = 60
"""The highest number that is said: of the minutes, and above that of the seconds."""
MOST_COUNTED = 30
"""The highest number of repetitions that is said; above that, the screen alone shows it."""

WORDED_SOUNDS = (
    *("lead_in", "hold_start", "half_way", "hold_end", "change_sides", "stretch_end"),
    *("routine_end", "breath_in", "breath_out"),
)
"""The kinds of cues for which a script has words; counts, movements and speech bring their own."""

CLOSING_SOUND = "routine_end"
"""The closing words' clip begins with that sound, so that one follows the other although the
session is over by then."""


class Posture(str, Enum):
    """From where one gets up in the end."""

    BACK = "back"
    HANDS_AND_KNEES = "hands_and_knees"


_ENDS = (".", "!", "?", ":", "。", "！", "？", "：", "।", "؟", "۔")


@dataclass(frozen=True)
class Reading:
    """How a text is read out where the voice that makes its clip needs help.

    ``say`` is what the voice is given, "" for the text itself; ``after`` are words spoken after it
    and cut off again, so that it sounds as in the middle of a sentence; ``take`` picks another of
    the voice's attempts; ``sound`` names the bundled sound that comes first.
    """

    say: str = ""
    after: str = ""
    take: int = 0
    sound: str = ""


@dataclass(frozen=True)
class Script:
    """All that is said in a language, with the words that stand for sounds, by kind of cue.

    ``minutes_and`` are minutes that seconds follow, ``times`` how often something is done, and
    ``sets`` tell that the second one comes next, and so on. ``after`` is what a voice is given
    after a part that ends no sentence; ``readings`` are other readings, by text. ``closings`` are
    the closing words where it is known how one lies or kneels by then.
    """

    language: str = ""
    sentences: Mapping[Sentence, tuple[str, ...]] = field(default_factory=dict)
    counts: Mapping[int, str] = field(default_factory=dict)
    seconds: Mapping[int, str] = field(default_factory=dict)
    minutes: Mapping[int, str] = field(default_factory=dict)
    minutes_and: Mapping[int, str] = field(default_factory=dict)
    times: Mapping[int, str] = field(default_factory=dict)
    sets: Mapping[int, str] = field(default_factory=dict)
    sounds: Mapping[str, str] = field(default_factory=dict)
    closing: str = ""
    closings: Mapping[Posture, str] = field(default_factory=dict)
    sound_check: str = ""
    full_stop: str = "."
    after: str = ""
    readings: Mapping[str, Reading] = field(default_factory=dict)

    def parts(self, spoken: Spoken) -> tuple[str, ...]:
        """The texts of a line, in order; none where the script has no words for it."""
        if spoken.sentence is None:
            return (self.sentence(spoken.words),) if self.sentences else ()
        parts: list[str] = []
        for part in self.sentences.get(spoken.sentence, ()):
            if part == NAME:
                parts.append(self.sentence(spoken.words))
            elif part == DURATION:
                parts += self.duration(spoken.duration_ms)
            elif part in (TIMES, SET):
                numbered = self.times if part == TIMES else self.sets
                parts.append(numbered.get(spoken.number, ""))
            else:
                parts.append(part)
        return tuple(parts)

    def duration(self, duration_ms: int) -> tuple[str, ...]:
        """A duration of up to an hour in spoken parts, to the nearest second, at least one."""
        minutes, seconds = divmod(max(1, (duration_ms + SECOND_MS // 2) // SECOND_MS), 60)
        if not seconds:
            return (self.minutes.get(minutes, ""),)
        told = self.seconds.get(seconds, "")
        return (self.minutes_and.get(minutes, ""), told) if minutes else (told,)

    def sentence(self, text: str) -> str:
        """A text of the routine as it is spoken: with a full stop, if nothing else ends it."""
        return text if not text or ends_a_sentence(text) else f"{text}{self.full_stop}"

    def texts_of(self, plan: Plan) -> frozenset[str]:
        """Every text that may be said in a session of the plan."""
        holds = [phase for phase in plan.phases if phase.is_hold]
        told = {part for hold in holds for part in self.duration(hold.duration_ms)}
        for hold in holds:
            if hold.times is not None:
                told |= {self.times.get(hold.times, ""), self.sets.get(hold.repetition, "")}
                # One more may be added, and then another.
                told |= {self.counts.get(n, "") for n in range(1, 2 * hold.times + 1)}
        return (self._fixed() | told | self.words_of(plan.routine.stretches)) - {""}

    def ending_from(self, posture: Posture | None) -> Script:
        """The same script, with the closing words for whoever gets up from there."""
        closing = self.closings.get(posture, "") if posture else ""
        return replace(self, closing=closing) if closing else self

    def every_text(self, routines: Iterable[Routine]) -> frozenset[str]:
        """Every text that may be said in a session of these routines, whatever their holds."""
        numbered = (
            self.seconds,
            self.minutes,
            self.minutes_and,
            self.times,
            self.sets,
            self.counts,
        )
        told = {text for texts in numbered for text in texts.values()}
        words = {text for routine in routines for text in self.words_of(routine.stretches)}
        ends = {self.sound_check, *self.closings.values()}
        return (self._fixed() | told | words | ends) - {""}

    def words_of(self, stretches: Iterable[Stretch]) -> frozenset[str]:
        """The texts of the stretches' own words."""
        texts = set()
        for stretch in stretches:
            texts.add(stretch.name)
            for side in Side if stretch.has_sides else (stretch.first_side,):
                words = stretch.words.on_side(side)
                # The easier way can be chosen at any time.
                texts |= {words.position, words.easier, words.release, *words.setup[:1]}
                texts |= {words.easier_release, words.half_way, words.easier_half_way}
                if not stretch.movements:
                    texts |= {words.breathing, words.easier_breathing}
            for movement in {one for side in Side for one in stretch.cycle(side)}:
                texts |= {movement.name, movement.instruction}
        return frozenset(self.sentence(text) for text in texts if text)

    def reading_of(self, text: str) -> Reading:
        """How the text is read out; as it stands, for nearly all."""
        usual = Reading() if ends_a_sentence(text) else Reading(after=self.after)
        reading = self.readings.get(text, usual)
        return replace(reading, sound=CLOSING_SOUND) if text in self._closings() else reading

    def _closings(self) -> set[str]:
        return {self.closing, *self.closings.values()} - {""}

    def _fixed(self) -> frozenset[str]:
        """What may be said in any session."""
        parts = {part for sentence in self.sentences.values() for part in sentence}
        counts = {self.counts.get(count, "") for count in range(1, COUNT_FROM + 1)}
        return frozenset(parts - {NAME, DURATION, TIMES, SET} | counts | {self.closing})


def ends_a_sentence(text: str) -> bool:
    """Whether the voice rests after the text; if not, another follows at once."""
    return text.endswith(_ENDS)
