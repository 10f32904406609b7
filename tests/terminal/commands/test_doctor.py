"""The doctor says what works, and what to do about what does not."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import pytest

from stretchtimer.services.audio.audio_out import AudioStatus, SilentOut, Sound, StatusListener
from stretchtimer.services.audio.clip_library import ClipLibrary, bundled_clips
from stretchtimer.services.person.profile import Profile
from stretchtimer.services.system.display_probe import OtherPlatform
from stretchtimer.storage.paths import folders
from stretchtimer.storage.routines.script_file import read_script
from stretchtimer.terminal.commands.doctor import as_data, exit_code, lines
from stretchtimer.terminal.commands.doctor_checks import (
    CLIP,
    CheckResult,
    Subject,
    check_display,
    check_folders,
    check_keep_awake,
    check_routines,
    check_sound,
    check_voice,
    check_window_sound,
    versions,
)
from stretchtimer.terminal.commands.window_probe import WindowAnswer, ask_window
from tests.fakes import FakeVoiceRenderer
from tests.pseudo_language import put, script_toml
from tests.services.session.sessions import bundled_routine
from tests.spoken_english import SCRIPT
from tests.terminal.fakes import FakeClock
from tests.wording import foreign, said

GOOD = CheckResult(Subject.WINDOW, True, "it works")
BAD = CheckResult(Subject.TERMINAL_SOUND, False, "no device", "Connect one.")
FATAL = CheckResult(Subject.DATA_FOLDER, False, "full", "Make room.", needed=True)


class FakeOut(SilentOut):
    """Answers at once, or after the first sound."""

    def __init__(self, first: AudioStatus, after_play: AudioStatus | None = None) -> None:
        super().__init__()
        self._now = first
        self._after_play = after_play
        self._listeners: list[StatusListener] = []
        self.played: list[str] = []
        self.closed = 0

    def on_status_changed(self, listener: StatusListener) -> None:
        self._listeners.append(listener)

    def status(self) -> AudioStatus:
        return self._now

    def schedule(self, sounds: Collection[Sound]) -> None:
        self.played += [sound.clip for sound in sounds]
        if self._after_play:
            self._now = self._after_play
            for listener in self._listeners:
                listener(self._now)

    def close(self, *, let_finish: bool = False) -> None:
        self.closed += 1


WORKS = AudioStatus(working=True, output="aplay")
FAILS = AudioStatus(working=False, output="", problem=foreign("aplay could not play a sound."))


def test_a_sound_that_fails_is_told_with_what_to_do() -> None:
    out = FakeOut(WORKS, FAILS)
    found = check_sound(out, FakeClock(), length_ms=500)
    assert out.played == [CLIP]
    assert out.closed == 1
    assert (found.works, found.advice) == (False, said(FAILS.problem))


def test_without_any_program_nothing_is_played() -> None:
    out = FakeOut(FAILS)
    found = check_sound(out, FakeClock(), length_ms=500)
    assert out.played == []
    assert not found.works


def test_a_sound_that_is_played_is_told_with_its_program() -> None:
    # A length that ends the wait at once: nobody has to listen here.
    found = check_sound(FakeOut(WORKS), FakeClock(), length_ms=-1000)
    assert (found.works, found.found) == (True, "a sound was played through aplay")


def test_a_display_or_the_lack_of_one_is_told() -> None:
    assert check_display(None).works
    found = check_display(foreign("There is no display."))
    assert (found.works, found.advice, found.needed) == (False, "There is no display.", False)


def test_the_sound_of_the_window_is_told_by_device() -> None:
    assert "“Speakers”" in check_window_sound(WindowAnswer("6.8.0", "Speakers")).found
    found = check_window_sound(WindowAnswer("6.8.0", problem="libpulse.so.0 is missing"))
    assert not found.works
    assert "libpulse.so.0 is missing" in found.found


def answer(text: str) -> Callable[[Sequence[str]], str]:
    return lambda _command: text


def test_the_window_is_asked_in_a_process_of_its_own() -> None:
    said = 'noise\n{"qt": "6.8.0", "output": "Speakers"}\n'
    assert ask_window(answer(said)) == WindowAnswer("6.8.0", "Speakers")
    none = ask_window(answer('{"qt": "6.8.0", "output": ""}'))
    assert none == WindowAnswer("6.8.0")
    assert check_window_sound(none).found == "Qt has no sound output: no output device"
    broken = ask_window(answer('{"qt": "6.8.0", "problem": "no such module"}'))
    assert broken.problem == "no such module"


@pytest.mark.parametrize("said", ["", "Aborted", "{}x"])
def test_a_window_that_does_not_answer_is_a_problem_and_no_error(said: str) -> None:
    assert ask_window(answer(said)).problem


def test_a_process_that_fails_tells_its_last_line() -> None:
    def fail(command: Sequence[str]) -> str:
        raise subprocess.CalledProcessError(1, command, stderr="Traceback\nImportError: libEGL\n")

    assert ask_window(fail).problem == "ImportError: libEGL"


class FakeKeepAwake:
    """Holds, or says that it cannot."""

    def __init__(self, failed: Callable[[], None], can: bool) -> None:
        self._failed = failed
        self._can = can

    def hold(self) -> None:
        if not self._can:
            self._failed()

    def release(self) -> None:
        """Nothing is held."""

    def close(self) -> None:
        """Nothing is held."""


@pytest.mark.parametrize("can", [True, False])
def test_keeping_the_screen_on_is_tried(can: bool) -> None:
    found = check_keep_awake(lambda failed: FakeKeepAwake(failed, can))
    assert found.works is can
    assert bool(found.advice) is not can


def test_a_platform_named_in_vain_is_told_with_what_is_used_instead() -> None:
    found = check_display(foreign("no"), OtherPlatform("xcb", foreign("“xcb” is used instead.")))
    assert found.works
    assert "“xcb” is used instead." in found.found
    assert "QT_QPA_PLATFORM" in found.advice


def test_folders_that_can_be_written_or_made_are_fine_and_nothing_is_left_behind(
    tmp_path: Path,
) -> None:
    (tmp_path / "data").mkdir()
    found = check_folders(folders(tmp_path))
    assert [finding.works for finding in found] == [True, True, True]
    assert [finding.found.rpartition(" can be ")[2] for finding in found] == [
        *("created", "written to", "created")
    ]
    assert [path.name for path in tmp_path.rglob("*")] == ["data"]


def test_a_folder_that_cannot_be_made_is_needed_and_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    found = check_folders(folders(file))
    assert [finding.works for finding in found] == [False, False, False]
    assert exit_code(found) == 1
    assert "--profile" in found[0].advice


def test_routines_that_cannot_be_read_are_told_one_by_one(tmp_path: Path) -> None:
    bad = tmp_path / "data" / "routines" / "bad.toml"
    bad.parent.mkdir(parents=True)
    bad.write_text("format = 1")
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.json").write_text("{")
    found = check_routines(lambda: Profile(folders(tmp_path), FakeClock(), lambda _: None))
    assert [finding.works for finding in found] == [True, False, False]
    assert str(bad) in found[1].found
    assert "settings.json" in found[2].found
    assert exit_code(found) == 0


def test_versions_name_what_runs_here() -> None:
    known = versions("6.8.0")
    assert known["qt"] == "6.8.0"
    assert known["playsound3"]
    assert known["python"].startswith("3.")


def test_only_what_a_session_needs_makes_the_exit_code_1() -> None:
    assert exit_code([GOOD, BAD]) == 0
    assert exit_code([GOOD, FATAL]) == 1


def test_people_read_what_to_do_below_what_was_found() -> None:
    assert lines([GOOD, BAD], {"qt": "6.8.0", "rich": ""}) == [
        "  ok  window: it works",
        "  no  sound in the terminal: no device",
        "      -> Connect one.",
        "",
        "      qt 6.8.0, rich not installed",
    ]


def test_programs_read_the_same_as_data() -> None:
    data = json.loads(json.dumps(as_data([BAD], {"qt": "6.8.0"})))
    assert data == {
        "format": 1,
        "checks": [
            {
                "subject": "sound in the terminal",
                "works": False,
                "needed": False,
                "found": "no device",
                "advice": "Connect one.",
            }
        ],
        "versions": {"qt": "6.8.0"},
    }


def test_the_voice_is_told_and_what_speaks_words_of_ones_own(tmp_path: Path) -> None:
    own = FakeVoiceRenderer(tmp_path)
    bundled, extra = check_voice(bundled_clips(), own, bundled_routine(), SCRIPT)
    assert bundled.works
    assert extra.works
    own.available = False
    _, without = check_voice(bundled_clips(), own, bundled_routine(), SCRIPT)
    assert not without.works
    assert "stretchtimer[voice]" in without.advice


def test_a_voice_with_missing_clips_is_told(tmp_path: Path) -> None:
    found = check_voice(ClipLibrary({}), FakeVoiceRenderer(tmp_path), bundled_routine(), SCRIPT)[0]
    assert not found.works
    assert found.advice == "Install Stretch Timer again."


def test_a_voice_of_another_language_is_looked_at_where_people_are_guided_in_it(
    tmp_path: Path,
) -> None:
    put(tmp_path / "voice/de/script.toml", script_toml())
    script = read_script(tmp_path / "voice/de/script.toml")
    own = FakeVoiceRenderer(tmp_path)
    found = check_voice(bundled_clips(), own, bundled_routine(), script)[0]
    texts = len(script.every_text([bundled_routine()]))
    assert found.found == f"{texts} of {texts} sentences have no voice clip that can be played"
