"""Puts a recorded session through a speech recogniser, and recovers the routine from it.

    python -m tests.benchmarks.recognised RECORDING.wav [PLAN.json]
    python -m tests.benchmarks.recognised --clips

Needs numpy and an off-the-shelf recogniser: `pip install pocketsphinx==5.1.1`. The recording is
what `tests.benchmarks.session --save` keeps. It is first written down with the sentences of our
script as the grammar, and the routine recovered from words and sounds alone; only then are the
holds and sentences compared with the plan (RECORDING.json unless told). As a control, the same
speech is written down by the recogniser's general model of the language, which knows nothing of
our script. With ``--clips`` that is done for every clip there is, the worst first.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from stretchtimer.storage.routines.routine_file import read_routine
from tests.benchmarks.onsets import RATE, Wave, read_wav
from tests.benchmarks.recogniser import Recogniser, grammar_of, words_of, wrong_words
from tests.benchmarks.routine_heard import HeardHold, Said, holds_heard, texts_in
from tests.benchmarks.utterances import Heard, utterances
from tests.benchmarks.words import ASSETS, VOICE, spoken_words

LENGTH_S = 1.0
_NEAR_S = 0.5


@dataclass(frozen=True)
class Spoken:
    """What the plan says is spoken, and what was recognised at that time."""

    text: str
    at_s: float
    heard: str


def written_down(sound: Wave, texts: Sequence[str]) -> list[Said]:
    """Everything that is heard, as texts of the script and sounds, in order."""
    recogniser = Recogniser(grammar_of(texts))
    known = [(tuple(words_of(text)), text) for text in texts]
    heard: list[Said] = []
    for part in utterances(sound):
        if not part.speech:
            heard.append(Said("", part.start_s, part.end_s))
            continue
        words = recogniser.words(_cut(sound, part))
        for placed in texts_in([word.text for word in words], known):
            start_s = part.start_s + words[placed.start].start_s
            heard.append(Said(placed.text, start_s, part.start_s + words[placed.end - 1].end_s))
    return heard


def _cut(sound: Wave, part: Heard) -> Wave:
    return sound[round(part.start_s * RATE) : round(part.end_s * RATE)]


def compare_holds(holds: Sequence[HeardHold], plan: Mapping[str, Any]) -> bool:
    """Prints the holds heard beside those planned; gives whether they are the same."""
    routine = read_routine(ASSETS / "routines" / f"{plan['routine']}.toml")
    names = {stretch.id: f"{stretch.name}." for stretch in routine.stretches}
    planned = [
        (names[phase["stretch"]], phase["side"] or "", phase["duration_ms"] / 1_000)
        for phase in plan["phases"]
        if phase["kind"] == "hold"
    ]
    print(f"{'stretch':20}{'side':7}{'told':>5}{'heard':>8}{'planned':>9}{'differs':>9}")
    right = len(holds) == len(planned)
    for place, hold in enumerate(holds):
        wanted = planned[place] if place < len(planned) else ("none", "", 0.0)
        stretch, side, length_s = wanted
        differs_s = hold.length_s - length_s
        same = (hold.stretch, hold.side) == (stretch, side)
        good = same and abs(differs_s) <= LENGTH_S and hold.told_s == length_s
        right = right and good
        print(
            f"{hold.stretch:20}{hold.side:7}{hold.told_s:5}{hold.length_s:8.2f}{length_s:9.2f}"
            f"{differs_s:+9.2f}{'' if good else f'   WRONG: {stretch} {side}'}"
        )
    print(f"holds planned {len(planned)}, heard {len(holds)}, all as planned {right}")
    return right


def beside_plan(said: Sequence[Said], plan: Mapping[str, Any]) -> list[Spoken]:
    """What is spoken by the plan, each with what was recognised at about that time."""
    words = spoken_words()
    planned = [
        (words[cue["clip"]], cue["at_ms"] / 1_000) for cue in plan["cues"] if cue["clip"] in words
    ]
    spoken = [one for one in said if one.text]
    offset_s = _offset_s([(one.text, one.start_s) for one in spoken], planned)
    result = []
    for text, at_s in planned:
        near = [one for one in spoken if abs(one.start_s - at_s - offset_s) < _NEAR_S]
        # A clip may begin with a sound, and its words come later.
        near = near or [
            one for one in spoken if one.text == text and 0 < one.start_s - at_s - offset_s < 5
        ]
        closest = min(near, key=lambda one: abs(one.start_s - at_s - offset_s), default=None)
        result.append(Spoken(text, at_s, closest.text if closest else ""))
    return result


def _offset_s(heard: Sequence[tuple[str, float]], planned: Sequence[tuple[str, float]]) -> float:
    """How much later the recording began than the plan."""
    apart = [at_s - due_s for text, at_s in heard for said, due_s in planned if text == said]
    # The right pairs agree, the others are spread out.
    fullest = max(apart, key=lambda one: sum(abs(one - other) < _NEAR_S for other in apart))
    return median(other for other in apart if abs(fullest - other) < _NEAR_S)


def print_sentences(spoken: Sequence[Spoken]) -> None:
    for one in spoken:
        wrong = "" if one.heard == one.text else f"   WRONG: heard {one.heard!r}"
        print(f"{one.at_s:7.2f}  {one.text}{wrong}")
    right = sum(one.heard == one.text for one in spoken)
    print(f"sentences and parts spoken {len(spoken)}, recognised {right}")


def control(sound: Wave, said: Sequence[Said]) -> None:
    """Prints what the general model of the language makes of the same speech."""
    recogniser = Recogniser()
    wrong = total = 0
    for part in utterances(sound):
        inside = [one.text for one in said if one.text and _within(one, part)]
        if not part.speech or not inside:
            continue
        text = " ".join(inside)
        heard = [word.text for word in recogniser.words(_cut(sound, part))]
        misses = wrong_words(text, heard, recogniser.sounds_of)
        wrong, total = wrong + misses, total + len(words_of(text))
        print(f"{part.start_s:7.2f}  {misses:2} wrong  {text}\n{'':19}{' '.join(heard)}")
    print(f"the general model: {wrong} of {total} words wrong ({wrong / max(1, total):.0%})")


def _within(said: Said, part: Heard) -> bool:
    return part.start_s - _NEAR_S < said.start_s and said.end_s < part.end_s + _NEAR_S


def clips_heard() -> None:
    """Prints what the general model makes of each clip; a duration after the words before it."""
    words = spoken_words()
    recogniser, script = Recogniser(), Recogniser(grammar_of(words.values()))
    rows = []
    for name, text, sound in _in_use(words):
        heard = [word.text for word in recogniser.words(sound)]
        by_script = [word.text for word in script.words(sound)]
        misses = wrong_words(text, heard, recogniser.sounds_of)
        note = "" if by_script == words_of(text) else f"   (by the script: {' '.join(by_script)!r})"
        rows.append((misses / len(words_of(text)), misses, name, text, " ".join(heard), note))
    for _, misses, name, text, heard_text, note in sorted(rows, reverse=True):
        if misses or note:
            print(f"{misses}/{len(words_of(text))}  {name}  {text!r}: {heard_text!r}{note}")
    wrong, total = sum(row[1] for row in rows), sum(len(words_of(row[3])) for row in rows)
    right = sum(not row[5] for row in rows)
    print(f"{len(rows)} clips: {wrong} of {total} words wrong ({wrong / total:.0%}) by the general")
    print(f"model; {right} of {len(rows)} clips right by the script")


def _in_use(words: Mapping[str, str]) -> Iterator[tuple[str, str, Wave]]:
    """Each clip as it is heard in a session: a part with what stands around it."""
    clips = {text: read_wav(VOICE / f"{name}.wav") for name, text in words.items()}
    lead, seconds = "Hold for", "ten seconds."
    for name, text in words.items():
        parts = [text]
        if re.search(r"(second|minute)s?\.$", text):
            parts = [lead, text]
        elif re.search(r"minutes? and$", text):
            parts = [lead, text, seconds]
        elif text[-1] not in ".?:":
            parts = [text, seconds]
        yield name, " ".join(parts), np.concatenate([clips[part] for part in parts])


def main() -> int:
    """Returns 0 when the routine was recovered as it was planned."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recording", type=Path, nargs="?")
    parser.add_argument("plan", type=Path, nargs="?")
    parser.add_argument("--clips", action="store_true")
    asked = parser.parse_args()
    if asked.clips:
        clips_heard()
        return 0
    if asked.recording is None:
        parser.error("which recording?")
    sound = read_wav(asked.recording)
    said = written_down(sound, list(spoken_words().values()))
    holds = holds_heard(said)
    plan_file = asked.plan or asked.recording.with_suffix(".json")
    plan = json.loads(plan_file.read_text(encoding="utf-8"))
    print_sentences(beside_plan(said, plan))
    control(sound, said)
    return 0 if compare_holds(holds, plan) else 1


if __name__ == "__main__":
    sys.exit(main())
