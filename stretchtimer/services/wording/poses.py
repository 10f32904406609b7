"""What the poses of the figure are called where one of them is chosen."""

from __future__ import annotations

from stretchtimer.services.wording.language import later, tr

NAMES = {
    "all_fours": later("Hands and knees"),
    "all_fours_ahead": later("Hands and knees, from in front"),
    "all_fours_ready": later("Hands and knees, one knee light"),
    "bed_both_feet_flat": later("In bed: feet flat, from the feet"),
    "bed_feet_flat": later("In bed: feet flat"),
    "bed_hamstring_bent": later("In bed: leg raised with a towel"),
    "bed_knee_drawn_up": later("In bed: one foot lifted"),
    "bed_knee_hug": later("In bed: both knees to the chest"),
    "bed_knees_lifted": later("In bed: both feet lifted"),
    "bed_knees_rolled": later("In bed: knees rolled to the left"),
    "bed_knees_rolled_right": later("In bed: knees rolled to the right"),
    "bed_one_knee_hug": later("In bed: one knee to the chest"),
    "bird_dog": later("Arm and leg stretched out"),
    "both_feet_flat": later("On the back: feet flat, from the feet"),
    "bridge": later("Bridge"),
    "cat": later("Cat: back rounded"),
    "childs_pose": later("Child's pose"),
    "childs_pose_raised": later("Child's pose with cushions"),
    "cow": later("Cow: belly lowered"),
    "curl_up": later("Curl-up"),
    "feet_flat": later("On the back: feet flat"),
    "half_kneel": later("On one knee"),
    "hamstring": later("Leg raised, nearly straight"),
    "hamstring_bent": later("Leg raised with a towel"),
    "heels_sliding": later("On the back: heels half-way out"),
    "hip_hinge": later("Bent forward at the hips"),
    "knee_drawn_up": later("On the back: one foot lifted"),
    "knee_hug": later("Both knees to the chest"),
    "knees_leaning": later("Knees leaning to one side"),
    "knees_lifted": later("On the back: both feet lifted"),
    "leg_bent": later("On the back: one knee drawn up"),
    "legs_straight": later("On the back: legs straight"),
    "lunge": later("Lunge"),
    "one_knee_hug": later("One knee to the chest"),
    "prone": later("On the front"),
    "prone_raised": later("On the front: chest lifted"),
    "rolling_over": later("Rolling over to the side"),
    "side_lying": later("On the side"),
    "side_sitting": later("Propped up on the side"),
    "sitting": later("Sitting on a chair"),
    "sitting_arched": later("Sitting: back hollow"),
    "sitting_knee_up": later("Sitting: one knee drawn up"),
    "sitting_leg_out": later("Sitting: one leg out"),
    "sitting_reaching": later("Sitting: hands beside one thigh"),
    "sitting_rounded": later("Sitting: back rounded"),
    "sitting_twist": later("Sitting: chest turned"),
    "squat": later("Shallow squat"),
    "standing": later("Standing"),
    "standing_step": later("Standing: one foot light"),
    "t_arms": later("On the back: arms out to the sides"),
    "twist": later("Twist: knees to one side"),
    "twist_cushioned": later("Twist with cushions"),
}


def pose_words(pose: str) -> str:
    """The pose as one speaks of it; of one's own the name of its file: *My bridge*."""
    if pose in NAMES:
        return tr(NAMES[pose])
    words = pose.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]
