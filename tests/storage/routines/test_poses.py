"""Pose files: what is in them arrives, and every fault is named in words."""

from pathlib import Path

import pytest

from stretchtimer.figure.body import set_down
from stretchtimer.figure.vectors import length
from stretchtimer.storage.routines.poses import PoseFileError, Poses, read_pose
from tests.wording import refused, said

BUNDLED = Path(__file__).parents[3] / "assets" / "poses"
GOOD = (BUNDLED / "feet_flat.toml").read_text("utf-8").replace("leads_to = [", "# [")


def written(folder: Path, text: str, name: str = "lying") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, "utf-8")
    return path


def fault(folder: Path, old: str, new: str) -> str:
    assert old in GOOD
    path = written(folder, GOOD.replace(old, new, 1))
    with pytest.raises(PoseFileError) as caught:
        read_pose(path)
    message = said(caught.value)
    assert message.startswith(str(path))
    assert message.endswith(".")
    return message


def test_a_pose_is_named_by_its_file(tmp_path: Path) -> None:
    assert read_pose(written(tmp_path, GOOD, "resting")).id == "resting"


def test_directions_arrive_with_length_one(tmp_path: Path) -> None:
    pose = read_pose(written(tmp_path, GOOD))
    for direction in pose.directions:
        assert length(direction) == pytest.approx(1.0)


def test_a_direction_for_both_sides_points_outward_on_each(tmp_path: Path) -> None:
    pose = read_pose(written(tmp_path, GOOD))
    left, right = pose.direction("upper_arm_left"), pose.direction("upper_arm_right")
    assert left[1] == -right[1]
    # On the back with the head at +x, the person's left is nearer to the viewer.
    assert left[1] < 0
    assert Poses(BUNDLED)["all_fours"].direction("upper_arm_left")[1] > 0


def test_a_reached_point_is_reached(tmp_path: Path) -> None:
    ankle = set_down(read_pose(written(tmp_path, GOOD))).joints.at["ankle_left"]
    assert ankle == pytest.approx((-0.185, -0.056, 0.044), abs=0.004)


def test_all_files_of_a_folder_are_read(tmp_path: Path) -> None:
    written(tmp_path, GOOD, "one")
    written(tmp_path, GOOD, "two")
    (tmp_path / "notes.txt").write_text("not a pose", "utf-8")
    assert sorted(Poses(tmp_path)) == ["one", "two"]


def test_a_pose_is_read_when_it_is_first_asked_for(tmp_path: Path) -> None:
    written(tmp_path, GOOD, "one")
    file = written(tmp_path, "no pose yet", "two")
    poses = Poses(tmp_path)
    assert (len(poses), list(poses), "two" in poses, "three" in poses) == (
        2,
        ["one", "two"],
        True,
        False,
    )
    assert poses["one"] is poses["one"]
    with pytest.raises(PoseFileError):
        poses["two"]
    file.write_text(GOOD, "utf-8")
    assert poses["two"].id == "two"
    with pytest.raises(KeyError):
        poses["three"]


def test_a_folder_without_poses_is_a_fault(tmp_path: Path) -> None:
    with refused("no pose files", PoseFileError):
        dict(Poses(tmp_path))


def test_a_link_to_an_unknown_pose_is_a_fault(tmp_path: Path) -> None:
    written(tmp_path, GOOD.replace("# [", 'leads_to = ["nowhere"] # [', 1))
    with refused("unknown pose, “nowhere”", PoseFileError):
        dict(Poses(tmp_path))


def test_a_file_that_is_not_there_is_a_fault_in_words(tmp_path: Path) -> None:
    with refused(r"gone\.toml could not be read"):
        read_pose(tmp_path / "gone.toml")


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    with refused("larger than 64 KiB"):
        read_pose(written(tmp_path, "#" * 70_000))


def test_a_file_that_is_no_text_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "noise.toml"
    path.write_bytes(b"format = 1\n\xff\xfe")
    with refused(r"noise\.toml:2: .*UTF-8", PoseFileError):
        read_pose(path)


def test_a_file_that_is_no_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, "format = 1\nfaces = up")
    with refused(r"lying\.toml:2: .*not valid TOML", PoseFileError):
        read_pose(path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("format = 1", "format = 2", "format must be 1"),
        ("format = 1", "format = 1\ncolour = 3", "colour is not a known key"),
        ('faces = "up"', 'faces = "left"', "faces is “left”, but it must be one of up, down"),
        ('anchor = "pelvis"', 'anchor = "nose"', "anchor is “nose”, but it must be one of"),
        ("place = [0.0, 0.0, 0.084]", "place = [0.0, 0.0]", "must be a list of 3 numbers"),
        ("place = [0.0, 0.0, 0.084]", 'place = [0.0, 0.0, "x"]', "must hold numbers only"),
        ("place = [0.0, 0.0, 0.084]", "place = [0.0, 0.0, inf]", "out of range"),
        ("place = [0.0, 0.0, 0.084]", "place = [0.0, 0.0, nan]", "out of range"),
        ("height = 26", "height = true", "it must be a number"),
        ("height = 26", "zoom = 16", "camera.zoom is not a known key"),
        ("frame = [-0.61", "frame = [0.99", "left < right"),
        ('rests = ["head"', 'rests = ["elbow"', "rests has an unknown name, “elbow”"),
        ('rests = ["head"', 'rests = [3, "head"', "rests must be a list of names"),
        ("[camera]", "cushions = 3\n[camera]", "cushions must be a table"),
        ("[camera]", "[[cushions]]\nsize = 3\n[camera]", "cushions.size is not a known key"),
        ("[camera]", '[[cushions]]\nkind = "sofa"\n[camera]', "one of cushion, towel"),
        (
            "[camera]",
            '[[cushions]]\nkind = "towel"\nballs = [[0, 0, 0, 1]]\n[camera]',
            "a list of 2 to 12 balls",
        ),
        (
            "[camera]",
            '[[cushions]]\nkind = "towel"\nballs = [[0, 0, 0, 1], [0, 0, 1]]\n[camera]',
            "cushions.balls must be a list of 4 numbers",
        ),
        ("[camera]", 'feels = ["pride"]\n[camera]', "feels has an unknown name, “pride”"),
        ("neck = [1.0, 0.0, 0.16]", "neck = [0, 0, 0]", "body.neck has no direction"),
        ("neck = [1.0, 0.0, 0.16]", "", "no direction is given for neck"),
        ("neck = [1.0, 0.0, 0.16]", "tail = [1, 0, 0]", "body.tail is not a known key"),
        ("thigh = [", "wing = [", "both.wing is not a known key"),
        ("ankle = [", "knee = [", "reach.knee is not a known key"),
        ("[camera]", "[[camera]]", "camera must be a table"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in fault(tmp_path, old, new)


def test_a_pose_may_be_like_another_one_of_its_folder(tmp_path: Path) -> None:
    written(tmp_path, GOOD, "model")
    written(tmp_path, 'format = 1\nlike = "model"\nground = "bed"\n', "other")
    found = Poses(tmp_path)
    assert (found["model"].ground, found["other"].ground) == ("mat", "bed")
    assert found["other"].directions == found["model"].directions
    assert found["other"].id == "other"


def test_a_pose_cannot_be_like_one_that_is_not_there(tmp_path: Path) -> None:
    path = written(tmp_path, 'format = 1\nlike = "../model"\n', "other")
    with refused("../model", PoseFileError) as caught:
        Poses(tmp_path)["other"]
    assert said(caught.value).startswith(str(path))


def test_what_a_pose_lies_on_is_one_of_a_few(tmp_path: Path) -> None:
    message = fault(tmp_path, "format = 1", 'format = 1\nground = "sofa"')
    assert "sofa" in message
    assert "bed" in message
