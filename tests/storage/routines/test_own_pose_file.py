"""A pose of one's own is written beside its routine, and is the same when it is read again."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.engine.errors import UserError
from stretchtimer.figure.body import set_down
from stretchtimer.figure.pose import mirrored
from stretchtimer.figure.vectors import length, sub
from stretchtimer.storage.assets import asset_folder
from stretchtimer.storage.faults import FileFault
from stretchtimer.storage.routines import own_pose_file
from stretchtimer.storage.routines.own_pose_file import (
    pose_identifier_of,
    pose_text,
    write_own_pose,
)
from stretchtimer.storage.routines.own_poses import poses_beside
from stretchtimer.storage.routines.poses import Poses, pose_from, read_pose
from stretchtimer.storage.routines.value_types import pose_identifier
from tests.sweeps import swept

POSES = Poses(asset_folder("poses"))
SAME = 2e-6


@pytest.mark.parametrize("pose_id", swept(POSES, sorted(POSES)[::6]))
@pytest.mark.parametrize("side", ["left", "right"])
def test_every_pose_is_read_as_it_was_written(pose_id: str, side: str) -> None:
    pose = POSES[pose_id] if side == "left" else mirrored(POSES[pose_id])
    again = pose_from(Path(f"{pose_id}.toml"), pose_text(pose).encode())
    before, after = set_down(pose).joints, set_down(again).joints
    assert all(length(sub(before.at[name], after.at[name])) < SAME for name in before.at)
    assert length(sub(before.head, after.head)) < SAME
    for one, other in zip(pose.directions, again.directions, strict=True):
        assert length(sub(one, other)) < SAME
    assert (again.rests, again.feels, again.ground) == (pose.rests, pose.feels, pose.ground)
    assert set(again.leads_to) == set(pose.leads_to)
    assert math.isclose(again.camera.turn, pose.camera.turn, abs_tol=1e-3)
    assert again.frame == pytest.approx(pose.frame)


def test_it_lies_beside_the_routine_and_is_found_there(tmp_path: Path) -> None:
    routine = tmp_path / "My walk.toml"
    assert write_own_pose(routine, "Leaning back", POSES["cat"]) == "leaning_back"
    file = tmp_path / "My walk.parts" / "poses" / "leaning_back.toml"
    assert list(poses_beside(routine)) == ["leaning_back"]
    assert read_pose(file).rests == POSES["cat"].rests


def test_a_pose_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    routine = tmp_path / "Mine.toml"
    assert write_own_pose(routine, "Lean", POSES["cat"]) == "lean"
    kept = (tmp_path / "Mine.parts" / "poses" / "lean.toml").read_bytes()
    assert write_own_pose(routine, "LEAN!", POSES["cow"]) == "lean_2"
    assert write_own_pose(routine, "bridge", POSES["cow"], taken=POSES) == "bridge_2"
    assert (tmp_path / "Mine.parts" / "poses" / "lean.toml").read_bytes() == kept


def test_what_cannot_be_written_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    routine = tmp_path / "Mine.toml"

    def full(path: Path, _text: str) -> None:
        raise UserError(FileFault.NOT_SAVED, path=path, reason="full")

    monkeypatch.setattr(own_pose_file, "write_text", full)
    with pytest.raises(UserError):
        write_own_pose(routine, "Lean", POSES["cat"])
    assert poses_beside(routine) == {}


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "Mine.parts").write_text("no folder")
    with pytest.raises(UserError) as told:
        write_own_pose(tmp_path / "Mine.toml", "Lean", POSES["cat"])
    assert told.value.notice.what is FileFault.NOT_SAVED


@given(st.text(max_size=200))
def test_any_name_becomes_one_that_a_routine_may_have(name: str) -> None:
    made = pose_identifier_of(name)
    assert pose_identifier(80).parse(made) == made


def test_a_name_without_any_such_letters_is_a_pose() -> None:
    assert pose_identifier_of("橋") == "pose"
    assert pose_identifier_of("Brücke, hoch") == "brucke_hoch"
