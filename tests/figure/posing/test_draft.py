"""A pose in the making is undone and done again step by step, and keeps nothing that misleads."""

from stretchtimer.figure.body import set_down
from stretchtimer.figure.outline import view_of
from stretchtimer.figure.pose import Pose, mirrored
from stretchtimer.figure.posing.draft import PoseDraft, frame_with
from stretchtimer.figure.posing.handles import Refusal, handle_point
from stretchtimer.figure.vectors import Vec, add
from tests.figure.bundled import poses


def pull(draft: PoseDraft, handle: str, way: Vec, steps: int = 20) -> Refusal | None:
    draft.get_hold(handle)
    target = add(handle_point(set_down(draft.pose).joints, handle), way)
    for _ in range(steps):
        refusal = draft.draw(target)
        if refusal:
            return refusal
    return None


def same(one: Pose, other: Pose) -> bool:
    return one.directions == other.directions and one.place == other.place


def test_all_that_a_handle_is_drawn_by_is_one_step() -> None:
    draft = PoseDraft(poses()["all_fours"])
    first = draft.pose
    assert not draft.can_undo
    pull(draft, "hand_left", (0.1, 0.0, 0.1))
    assert draft.can_undo
    draft.let_go()
    raised = draft.pose
    pull(draft, "foot_right", (-0.1, 0.0, 0.1))
    draft.undo()
    assert same(draft.pose, raised)
    draft.undo()
    assert same(draft.pose, first)
    assert not draft.can_undo
    assert draft.can_redo
    draft.redo()
    assert same(draft.pose, raised)
    draft.redo()
    assert not draft.can_redo
    draft.redo()


def test_a_handle_that_went_nowhere_is_no_step() -> None:
    draft = PoseDraft(poses()["all_fours"])
    draft.get_hold("head")
    draft.let_go()
    assert not draft.can_undo
    assert draft.draw((0.0, 0.0, 0.0)) is None


def test_something_new_takes_the_place_of_what_was_undone() -> None:
    draft = PoseDraft(poses()["all_fours"])
    draft.mirror()
    draft.undo()
    draft.begin(poses()["cat"])
    assert not draft.can_redo
    draft.undo()
    assert same(draft.pose, poses()["all_fours"])


def test_mirrored_it_is_for_the_other_side_and_twice_the_same() -> None:
    draft = PoseDraft(poses()["all_fours"])
    pull(draft, "hand_left", (0.1, 0.0, 0.1))
    draft.let_go()
    one = draft.pose
    draft.mirror()
    assert "hand_right" not in draft.pose.rests
    assert same(draft.pose, mirrored(one))
    draft.mirror()
    assert same(draft.pose, one)


def test_it_is_not_said_to_be_felt_where_another_pose_is() -> None:
    draft = PoseDraft(poses()["hamstring_bent"])
    assert draft.pose.cushions == ()
    assert draft.finished().feels == frozenset()
    assert draft.finished().leads_to == ("hamstring_bent",)


def test_what_is_kept_has_all_of_the_body_in_its_picture() -> None:
    draft = PoseDraft(poses()["legs_straight"])
    pull(draft, "foot_left", (0.3, 0.0, 0.6), steps=60)
    made = draft.finished()
    left, top, right, bottom = made.frame
    view = view_of(made.camera)
    for place in set_down(made).joints.at.values():
        x, y = view.point(place)
        assert left < x < right
        assert top < y < bottom
    assert frame_with(poses()["standing"], 0.5)[1] < poses()["standing"].frame[1]
