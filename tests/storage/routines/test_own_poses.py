"""Poses that lie beside a routine: found, shown, told apart, and never in another one's way."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from stretchtimer.engine.plan import make_plan
from stretchtimer.engine.script import Posture
from stretchtimer.services.session.plan_json import phase_facts
from stretchtimer.services.session.posture_at_end import posture_after
from stretchtimer.storage.assets import asset_folder, pose_names
from stretchtimer.storage.own_routines.own_routines import OwnRoutines
from stretchtimer.storage.routines.library import Library
from stretchtimer.storage.routines.own_poses import own_pose_file, pose_name
from stretchtimer.storage.routines.poses import Poses
from stretchtimer.storage.routines.routine_file import RoutineFileError, read_routine

BUNDLED = asset_folder("poses")
ROUTINE = """\
format = 1
name = "Mine"

[[stretches]]
id = "lean"
name = "Lean"
hold_s = 20
pose = "leaning"
start_pose = "all_fours"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A routine with one pose of its own, which is that of the cat."""
    path = tmp_path / "Mine.toml"
    path.write_text(ROUTINE)
    put(path, "leaning", "cat")
    return path


def put(routine: Path, name: str, like: str) -> Path:
    folder = routine.parent / f"{routine.stem}.parts" / "poses"
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(BUNDLED / f"{like}.toml", folder / f"{name}.toml"))


def test_a_routine_may_name_a_pose_that_lies_beside_it(file: Path) -> None:
    stretch = read_routine(file, poses=pose_names()).stretches[0]
    pose = Poses(BUNDLED)[stretch.pose]
    assert pose.directions == Poses(BUNDLED)["cat"].directions
    assert pose_name(stretch.pose) == "leaning"
    assert stretch.start_pose == "all_fours"


def test_without_it_the_pose_is_unknown(file: Path) -> None:
    shutil.rmtree(file.parent / "Mine.parts")
    with pytest.raises(RoutineFileError):
        read_routine(file, poses=pose_names())


def test_a_pose_of_its_own_goes_before_one_that_comes_with_the_program(file: Path) -> None:
    put(file, "all_fours", "childs_pose")
    stretch = read_routine(file, poses=pose_names()).stretches[0]
    poses = Poses(BUNDLED)
    assert poses[stretch.start_pose].directions == poses["childs_pose"].directions
    assert poses["all_fours"].directions != poses["childs_pose"].directions


def test_a_changed_pose_is_another_one(file: Path) -> None:
    poses = Poses(BUNDLED)
    before = read_routine(file, poses=pose_names()).stretches[0].pose
    assert before in poses
    changed = put(file, "leaning", "cow")
    os.utime(changed, ns=(0, 5_000_000_000))
    after = read_routine(file, poses=pose_names()).stretches[0].pose
    assert poses[before].directions != poses[after].directions


def test_a_pose_with_a_fault_is_told_with_its_file(file: Path) -> None:
    pose = file.parent / "Mine.parts" / "poses" / "leaning.toml"
    pose.write_text("format = 1\n")
    with pytest.raises(RoutineFileError) as raised:
        read_routine(file, poses=pose_names())
    assert [fault.path for fault in raised.value.faults] == [pose]


def test_a_pose_that_was_looked_at_is_shown_though_its_file_is_gone(file: Path) -> None:
    pose = read_routine(file, poses=pose_names()).stretches[0].pose
    poses = Poses(BUNDLED)
    assert pose in poses
    shutil.rmtree(file.parent / "Mine.parts")
    assert poses[pose].rests
    assert pose not in Poses(BUNDLED)


def test_a_link_to_a_pose_that_there_is_not_is_left(file: Path) -> None:
    own = file.parent / "Mine.parts" / "poses" / "leaning.toml"
    own.write_text(own.read_text().replace('["cow"]', '["cow", "elsewhere"]'))
    pose = read_routine(file, poses=pose_names()).stretches[0].pose
    assert Poses(BUNDLED)[pose].leads_to == ("cow",)


def test_it_is_told_by_its_name_and_known_for_getting_up(file: Path) -> None:
    plan = make_plan(read_routine(file, poses=pose_names()))
    hold = next(phase for phase in plan.phases if phase.is_hold)
    assert own_pose_file(hold.pose) == file.parent / "Mine.parts" / "poses" / "leaning.toml"
    assert phase_facts(hold)["pose"] == "leaning"
    assert posture_after(plan) is Posture.HANDS_AND_KNEES
    assert own_pose_file("cat") is None


def test_a_whole_routine_from_outside_brings_its_poses_and_is_found_with_them(
    file: Path, tmp_path: Path
) -> None:
    sent = tmp_path / "Mine.stretch"
    giver, taker = (
        OwnRoutines(Library(asset_folder("routines"), folder, poses=pose_names), bin_, drafts)
        for folder, bin_, drafts in (
            (file.parent, tmp_path / "bin-1", tmp_path / "drafts-1"),
            (tmp_path / "theirs", tmp_path / "bin-2", tmp_path / "drafts-2"),
        )
    )
    giver.export("own:Mine", sent)
    key = taker.keep(taker.inspect(sent))
    routine = Library(asset_folder("routines"), tmp_path / "theirs", poses=pose_names).find(key)
    assert Poses(BUNDLED)[routine.stretches[0].pose].directions == Poses(BUNDLED)["cat"].directions
