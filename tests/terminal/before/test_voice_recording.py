"""Words of one's own in the terminal: recorded before the session, or said to be shown."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from stretchtimer.engine.model import Dose, Routine, Stretch
from stretchtimer.engine.notices import Notice
from stretchtimer.services.audio.clip_library import bundled_clips
from stretchtimer.services.voice.clip_name import clip_name
from stretchtimer.services.voice.renderer import OnDone, OnProgress
from stretchtimer.storage.assets import asset
from stretchtimer.terminal.before.voice_recording import voiced
from tests.fakes import FakeVoiceRenderer
from tests.services.session.sessions import bundled_routine
from tests.spoken_english import SCRIPT
from tests.wording import foreign

SHOWN = "The words of this routine are shown, not spoken. Sides and counts are still spoken."
OWN = Routine("own", "Own", (Stretch("fig", "Figure four", Dose(20_000)),))


class QuickVoice(FakeVoiceRenderer):
    """Renders at once, or fails at once."""

    problem: Notice | None = None

    def render(self, texts: Iterable[str], on_progress: OnProgress, on_done: OnDone) -> None:
        super().render(texts, on_progress, on_done)
        on_progress(1, 1)
        self.finish(len(self.jobs) - 1, self.problem)


def test_the_bundled_routine_needs_no_recording(tmp_path: Path) -> None:
    told: list[str] = []
    own = QuickVoice(tmp_path)
    assert voiced(bundled_routine(), SCRIPT, bundled_clips(), own, told.append) == ""
    assert (told, own.jobs) == ([], [])


def test_words_of_ones_own_are_recorded_once(tmp_path: Path) -> None:
    told: list[str] = []
    clips, own = bundled_clips(), QuickVoice(tmp_path)
    assert voiced(OWN, SCRIPT, clips, own, told.append) == ""
    assert told == ["Preparing the voice for this routine: 1 of 1 sentences."]
    assert clips.has(clip_name("Figure four."))
    assert voiced(OWN, SCRIPT, bundled_clips(), own, told.append) == ""
    assert len(own.jobs) == 1


def test_without_the_extra_it_is_said_that_words_are_shown(tmp_path: Path) -> None:
    told: list[str] = []
    own = QuickVoice(tmp_path, available=False)
    assert voiced(OWN, SCRIPT, bundled_clips(), own, told.append) == SHOWN
    assert (told, own.jobs) == ([], [])


def test_a_failure_is_told_and_the_words_are_shown(tmp_path: Path) -> None:
    told: list[str] = []
    own = QuickVoice(tmp_path)
    own.problem = foreign("The voice could not be started.")
    assert voiced(OWN, SCRIPT, bundled_clips(), own, told.append) == SHOWN
    assert told[-1] == "The voice could not be started."


def test_where_some_words_cannot_be_recorded_it_is_said_how_many_are_shown(tmp_path: Path) -> None:
    two = Routine("two", "Two", (*OWN.stretches, Stretch("frog", "Frog", Dose(20_000))))
    own = QuickVoice(tmp_path)
    own.problem = foreign("1 of 2 sentences could not be prepared.")
    own.made[clip_name("Frog.")] = asset("sounds") / "count.wav"
    told = voiced(two, SCRIPT, bundled_clips(), own, lambda _words: None)
    assert told == "1 of 2 sentences of this routine is shown, not spoken."


def test_what_is_made_too_late_is_not_told_any_more(tmp_path: Path) -> None:
    told: list[str] = []
    own = FakeVoiceRenderer(tmp_path)
    assert voiced(OWN, SCRIPT, bundled_clips(), own, told.append, longest_wait_s=0) == SHOWN
    own.jobs[0][1](1, 1)
    own.finish(0, foreign("The voice failed."))
    assert told == []
