"""One person's files, opened together: kept over a restart, and never lost to an error."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from uuid import uuid4

import pytest

from stretchtimer.engine.events import SessionStarted
from stretchtimer.engine.model import Side
from stretchtimer.engine.notices import Notice
from stretchtimer.services.person.profile import DEFAULT_ROUTINE, Profile
from stretchtimer.services.session.runner import Emitted
from stretchtimer.services.system.clock import SystemClock
from stretchtimer.services.system.writer import FIRST_RETRY_MS, GATHER_MS
from stretchtimer.storage.assets import asset_folder
from stretchtimer.storage.paths import Folders, folders
from tests.fakes import FakeClock
from tests.services.session.sessions import bundled_plan, logged, open_profile
from tests.wording import all_said, refused, said

NEWER = json.dumps({"format": 99})


class Person:
    """A profile folder and the profile that is open on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folders: Folders = folders(folder)
        self.clock = FakeClock()
        self.told: list[str] = []
        self.profile = self.open()

    def open(self) -> Profile:
        """Opens the files as the program does at its start, after the last one was closed."""
        if hasattr(self, "profile"):
            self.profile.close()
        self.profile = open_profile(self.folder, self.clock, self.told)
        return self.profile

    def pause(self) -> None:
        """Changes nothing for a moment, so that what was changed is written."""
        self.clock.advance(GATHER_MS)
        self.profile.writer.do_due()

    def write(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def refuse(notice: Notice) -> None:
    raise AssertionError(said(notice))


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path)


def test_a_new_profile_has_nothing_to_tell_and_writes_nothing(person: Person) -> None:
    assert person.profile.warnings == ()
    assert person.profile.last_routine().id == DEFAULT_ROUTINE
    person.profile.close()
    assert list(person.folder.iterdir()) == []
    assert person.told == []


def test_every_change_to_a_routine_is_there_after_a_restart(person: Person) -> None:
    own = person.profile.personal(person.profile.find(DEFAULT_ROUTINE))
    own.set_hold("knee-hug", 45_000)
    own.set_left_out("childs-pose", True)
    own.swap_first_side("hamstring")
    own.move("cat-cow", 0)
    own.set_time("rounds", 2)
    plan = own.plan()
    again = person.open()
    kept = again.personal(again.find(DEFAULT_ROUTINE))
    assert kept.plan() == plan
    assert kept.adjustments == own.adjustments
    assert [p.side for p in plan.phases if p.is_hold and p.stretch.id == "hamstring"] == [
        Side.RIGHT,
        Side.LEFT,
    ] * 2
    kept.reset_all()
    last = person.open()
    assert not last.personal(last.find(DEFAULT_ROUTINE)).is_anything_changed
    assert person.told == []


def test_what_fitting_gave_is_the_same_after_a_restart(person: Person) -> None:
    own_file(person, "mine", "sane_hold_s = [1, 3000]")
    own = person.profile.personal(person.profile.find("mine"))
    own.fit_to(3_000_000)
    again = person.open()
    assert again.personal(again.find("mine")).plan() == own.plan()


def own_file(person: Person, name: str, extra: str = "") -> Path:
    path = person.folders.routines / f"{name}.toml"
    person.write(
        path,
        f'format = 1\nname = "Mine"\n\n[[stretches]]\nid = "a"\nname = "A"\nhold_s = 20\n{extra}\n',
    )
    return path


def test_changes_to_one_routine_leave_those_to_another_alone(person: Person) -> None:
    own_file(person, "mine")
    bundled = person.profile.personal(person.profile.find(DEFAULT_ROUTINE))
    mine = person.profile.personal(person.profile.find("mine"))
    bundled.set_hold("knee-hug", 45_000)
    mine.set_hold("a", 50_000)
    bundled.set_hold("knee-hug", 50_000)
    same_run = person.profile
    assert same_run.personal(same_run.find("mine")).stretches[0].hold_ms == 50_000
    again = person.open()
    assert again.personal(again.find("mine")).stretches[0].hold_ms == 50_000
    assert again.personal(again.find(DEFAULT_ROUTINE)).stretches[0].hold_ms == 50_000


def test_a_routine_opened_again_in_the_same_run_has_its_changes(person: Person) -> None:
    routine = person.profile.find(DEFAULT_ROUTINE)
    person.profile.personal(routine).set_hold("knee-hug", 45_000)
    assert person.profile.personal(routine).stretches[0].hold_ms == 45_000


def test_the_last_routine_is_the_one_used_last(person: Person) -> None:
    own_file(person, "mine")
    person.profile.preferences.change(last_routine="mine")
    person.profile.close()
    assert person.open().last_routine().id == "own:mine"


@pytest.mark.parametrize("broken", [True, False])
def test_a_last_routine_that_cannot_be_had_is_told_and_replaced(
    person: Person, broken: bool
) -> None:
    path = own_file(person, "mine")
    person.profile.preferences.change(last_routine="mine")
    if broken:
        path.write_text("format = 1", encoding="utf-8")
    else:
        path.unlink()
    assert person.profile.last_routine().id == DEFAULT_ROUTINE
    assert len(person.profile.warnings) == 1
    assert "mine" in said(person.profile.warnings[0])
    assert person.profile.preferences.settings.last_routine == "mine"
    assert path.exists() is broken


@pytest.mark.parametrize("text", ["{", "[1]", NEWER])
def test_files_that_cannot_be_used_are_told_at_the_start_and_stay_as_they_are(
    person: Person, text: str
) -> None:
    person.write(person.folders.settings, text)
    person.write(person.folders.adjustments, text)
    profile = person.open()
    assert [
        str(path) in said(note) for path, note in zip(paths(person), profile.warnings, strict=True)
    ] == [
        True,
        True,
    ]
    assert profile.last_routine().id == DEFAULT_ROUTINE
    profile.close()
    assert [path.read_text() for path in paths(person)] == [text, text]


def paths(person: Person) -> tuple[Path, Path]:
    return person.folders.settings, person.folders.adjustments


def test_damaged_files_are_moved_aside_with_a_word_when_something_is_kept(person: Person) -> None:
    for path in paths(person):
        person.write(path, "{")
    profile = person.open()
    profile.preferences.change(volume=11)
    profile.personal(profile.find(DEFAULT_ROUTINE)).set_hold("knee-hug", 45_000)
    person.pause()
    assert len(person.told) == 2
    for path, sentence in zip(paths(person), person.told, strict=True):
        (kept,) = (one for one in path.parent.iterdir() if one.name not in (path.name, "routines"))
        assert kept.read_text() == "{"
        assert str(kept) in sentence
    again = person.open()
    assert again.preferences.settings.volume == 11
    assert again.personal(again.find(DEFAULT_ROUTINE)).stretches[0].hold_ms == 45_000
    assert again.warnings == ()


def test_newer_files_are_never_overwritten_and_changes_hold_for_this_run(person: Person) -> None:
    for path in paths(person):
        person.write(path, NEWER)
    profile = person.open()
    profile.preferences.change(volume=11)
    own = profile.personal(profile.find(DEFAULT_ROUTINE))
    own.set_hold("knee-hug", 45_000)
    person.pause()
    assert ["newer" in sentence for sentence in person.told] == [True, True]
    assert [path.read_text() for path in paths(person)] == [NEWER, NEWER]
    assert own.stretches[0].hold_ms == 45_000
    assert profile.personal(profile.find(DEFAULT_ROUTINE)).stretches[0].hold_ms == 45_000
    assert profile.preferences.settings.volume == 11


def test_folders_that_cannot_be_written_are_told_and_changes_hold_for_this_run(
    person: Person,
) -> None:
    person.write(person.folders.config, "in the way")
    person.write(person.folders.data, "in the way")
    profile = person.open()
    profile.preferences.change(volume=11)
    own = profile.personal(profile.find(DEFAULT_ROUTINE))
    own.set_hold("knee-hug", 45_000)
    person.pause()
    assert len(person.told) == 2
    assert list(all_said(profile.close())) == person.told
    assert own.stretches[0].hold_ms == 45_000
    assert person.folders.config.read_text() == "in the way"


def test_a_routine_that_is_not_there_is_refused_in_words(person: Person) -> None:
    with refused(DEFAULT_ROUTINE):
        person.profile.find("nowhere")


def test_a_log_that_was_never_needed_is_not_made_by_closing(person: Person) -> None:
    person.profile.recorder()
    person.profile.close()
    assert not person.folders.history.exists()


def test_changes_made_in_a_row_are_written_once_a_moment_after_the_last(person: Person) -> None:
    own = person.profile.personal(person.profile.find(DEFAULT_ROUTINE))
    for hold_ms in range(30_000, 60_000, 5_000):
        own.set_hold("knee-hug", hold_ms)
        person.profile.preferences.change(volume=hold_ms // 1_000)
        person.clock.advance(GATHER_MS - 1)
        person.profile.writer.do_due()
        assert [path.exists() for path in paths(person)] == [False, False]
    person.pause()
    assert [path.exists() for path in paths(person)] == [True, True]


def test_what_could_not_be_written_is_written_when_it_can_be_and_nobody_does_anything(
    person: Person,
) -> None:
    person.write(person.folders.config, "in the way")
    person.write(person.folders.data, "in the way")
    person.profile.preferences.change(volume=11)
    person.profile.personal(person.profile.find(DEFAULT_ROUTINE)).set_hold("knee-hug", 45_000)
    person.pause()
    assert len(person.told) == 2
    person.folders.config.unlink()
    person.folders.data.unlink()
    person.clock.advance(FIRST_RETRY_MS)
    person.profile.writer.do_due()
    again = person.open()
    assert again.preferences.settings.volume == 11
    assert again.personal(again.find(DEFAULT_ROUTINE)).stretches[0].hold_ms == 45_000


def test_two_programs_on_one_profile_keep_what_was_changed_in_each(
    person: Person, tmp_path: Path
) -> None:
    other = Person(tmp_path)
    person.profile.preferences.change(volume=11)
    person.profile.personal(person.profile.find(DEFAULT_ROUTINE)).set_hold("knee-hug", 45_000)
    person.pause()
    other.profile.preferences.change(safety_read=True, window_width=900)
    other.profile.personal(other.profile.find(DEFAULT_ROUTINE)).set_left_out("hamstring", True)
    other.pause()
    person.profile.preferences.change(theme="dark")
    third = person.open()
    settings = third.preferences.settings
    assert (settings.volume, settings.theme) == (11, "dark")
    assert (settings.safety_read, settings.window_width) == (True, 900)
    both = third.personal(third.find(DEFAULT_ROUTINE))
    assert both.stretches[0].hold_ms == 45_000
    assert both.is_left_out("hamstring")


def test_the_files_are_written_on_another_thread_than_that_of_the_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[str] = set()
    really = os.fsync

    def fsync(handle: int) -> None:
        threads.add(threading.current_thread().name)
        really(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    profile = Profile(folders(tmp_path), SystemClock(), refuse)
    profile.preferences.change(volume=11)
    profile.personal(profile.find(DEFAULT_ROUTINE)).set_hold("knee-hug", 45_000)
    listener = profile.recorder().follow(bundled_plan(), str(uuid4())).on_event
    listener(Emitted(SessionStarted(0), 0))
    assert profile.close() == ()
    assert threads == {"writer"}
    again = Profile(folders(tmp_path), SystemClock(), refuse)
    assert again.preferences.settings.volume == 11
    assert [row.planned_ms for row in logged(again)] == [bundled_plan().total_ms]


def test_changes_kept_under_the_plain_name_of_an_own_file_hold_on(person: Person) -> None:
    own_file(person, "mine")
    old = {"format": 1, "routines": {"mine": {"stretches": {"a": {"hold_ms": 50_000}}}}}
    person.write(person.folders.adjustments, json.dumps(old))
    mine = person.open().personal(person.profile.find("mine"))
    assert mine.stretches[0].hold_ms == 50_000
    mine.set_time("rounds", 2)
    person.pause()
    again = person.open().personal(person.profile.find("mine"))
    assert (again.stretches[0].hold_ms, again.times.rounds) == (50_000, 2)
    again.reset_all()
    assert not person.open().personal(person.profile.find("mine")).is_anything_changed


@pytest.mark.parametrize("where", ["their own folder", "another folder"])
def test_a_copied_routine_shares_nothing_with_the_one_it_was_copied_from(
    person: Person, tmp_path: Path, where: str
) -> None:
    original = asset_folder("routines") / f"{DEFAULT_ROUTINE}.toml"
    folder = person.folders.routines if where == "their own folder" else tmp_path / "elsewhere"
    copy = folder / original.name
    person.write(copy, original.read_text(encoding="utf-8"))
    person.profile.personal(person.profile.find(DEFAULT_ROUTINE)).set_hold("knee-hug", 45_000)
    person.open()
    copied = person.profile.personal(person.profile.find(str(copy)))
    assert not copied.is_anything_changed
    copied.set_hold("knee-hug", 55_000)
    profile = person.open()
    assert profile.personal(profile.find(DEFAULT_ROUTINE)).stretches[0].hold_ms == 45_000
    assert profile.personal(profile.find(str(copy))).stretches[0].hold_ms == 55_000
    assert copied.original.id != DEFAULT_ROUTINE


def test_what_is_wrong_with_the_changes_to_a_routine_is_told_when_it_is_opened(
    person: Person,
) -> None:
    own_file(person, "mine")
    wrong = {"format": 1, "routines": {DEFAULT_ROUTINE: 1, "own:mine": 2, "gone": 3}}
    person.write(person.folders.adjustments, json.dumps(wrong))
    profile = person.open()
    profile.personal(profile.find(DEFAULT_ROUTINE))
    assert len(profile.warnings) == 1
    assert all_said(profile.warnings) == tuple(person.told)
    profile.personal(profile.find("mine"))
    profile.personal(profile.find("mine"))
    assert len(person.told) == 2
    assert "own:mine is 2" in person.told[1]


def test_changes_to_other_routines_stay_in_the_file(person: Person) -> None:
    before = {"gone": {"order": ["x"]}, "odd": 7}
    person.write(person.folders.adjustments, json.dumps({"format": 1, "routines": before}))
    own = person.open().personal(person.profile.find(DEFAULT_ROUTINE))
    own.set_hold("knee-hug", 45_000)
    own.reset_all()
    own.set_hold("knee-hug", 50_000)
    person.pause()
    written = json.loads(person.folders.adjustments.read_text())["routines"]
    changed = written.pop(DEFAULT_ROUTINE)
    assert (written, changed) == (before, {"stretches": {"knee-hug": {"hold_ms": 50_000}}})


@pytest.mark.parametrize("wanted", ["~nobody-there/x.toml", "own:gone", "/dev/null/x.toml", "own:"])
def test_a_last_routine_of_any_form_that_is_not_there_gives_the_usual_one(
    person: Person, wanted: str
) -> None:
    person.profile.preferences.change(last_routine=wanted)
    assert person.open().last_routine().id == DEFAULT_ROUTINE
    assert len(person.profile.warnings) == 1
    assert said(person.profile.warnings[0]).isprintable()
