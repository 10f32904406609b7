"""What the poses of the figure are called where one of them is chosen."""

from __future__ import annotations

from stretchtimer.services.wording.language import tr


def names_of_poses() -> dict[str, str]:
    """What each pose that comes with the program is called, by its id."""
    return {
        "all_fours": tr("Hands and knees"),
        "all_fours_ahead": tr("Hands and knees, from in front"),
        "all_fours_ready": tr("Hands and knees, one knee light"),
        "bed_both_feet_flat": tr("In bed: feet flat, from the feet"),
        "bed_feet_flat": tr("In bed: feet flat"),
        "bed_hamstring_bent": tr("In bed: leg raised with a towel"),
        "bed_knee_drawn_up": tr("In bed: one foot lifted"),
        "bed_knee_hug": tr("In bed: both knees to the chest"),
        "bed_knees_lifted": tr("In bed: both feet lifted"),
        "bed_knees_rolled": tr("In bed: knees rolled to the left"),
        "bed_knees_rolled_right": tr("In bed: knees rolled to the right"),
        "bed_one_knee_hug": tr("In bed: one knee to the chest"),
        "bird_dog": tr("Arm and leg stretched out"),
        "both_feet_flat": tr("On the back: feet flat, from the feet"),
        "bridge": tr("Bridge"),
        "cat": tr("Cat: back rounded"),
        "childs_pose": tr("Child's pose"),
        "childs_pose_raised": tr("Child's pose with cushions"),
        "cow": tr("Cow: belly lowered"),
        "curl_up": tr("Curl-up"),
        "feet_flat": tr("On the back: feet flat"),
        "half_kneel": tr("On one knee"),
        "hamstring": tr("Leg raised, nearly straight"),
        "hamstring_bent": tr("Leg raised with a towel"),
        "heels_sliding": tr("On the back: heels half-way out"),
        "hip_hinge": tr("Bent forward at the hips"),
        "knee_drawn_up": tr("On the back: one foot lifted"),
        "knee_hug": tr("Both knees to the chest"),
        "knees_leaning": tr("Knees leaning to one side"),
        "knees_lifted": tr("On the back: both feet lifted"),
        "leg_bent": tr("On the back: one knee drawn up"),
        "legs_straight": tr("On the back: legs straight"),
        "lunge": tr("Lunge"),
        "one_knee_hug": tr("One knee to the chest"),
        "prone": tr("On the front"),
        "prone_raised": tr("On the front: chest lifted"),
        "rolling_over": tr("Rolling over to the side"),
        "side_lying": tr("On the side"),
        "side_sitting": tr("Propped up on the side"),
        "sitting": tr("Sitting on a chair"),
        "sitting_arched": tr("Sitting: back hollow"),
        "sitting_knee_up": tr("Sitting: one knee drawn up"),
        "sitting_leg_out": tr("Sitting: one leg out"),
        "sitting_reaching": tr("Sitting: hands beside one thigh"),
        "sitting_rounded": tr("Sitting: back rounded"),
        "sitting_twist": tr("Sitting: chest turned"),
        "squat": tr("Shallow squat"),
        "standing": tr("Standing"),
        "standing_step": tr("Standing: one foot light"),
        "t_arms": tr("On the back: arms out to the sides"),
        "twist": tr("Twist: knees to one side"),
        "twist_cushioned": tr("Twist with cushions"),
    }


def pose_words(pose: str) -> str:
    """The pose as one speaks of it; of one's own the name of its file: *My bridge*."""
    if name := names_of_poses().get(pose):
        return name
    words = pose.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]
