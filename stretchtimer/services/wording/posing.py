"""What is said while a pose is made by hand: the handles, what rests, and why a step fails."""

from __future__ import annotations

from collections.abc import Collection

from stretchtimer.figure.posing.handles import Refusal, Why
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.routine import part_word


def handle_words(handle: str) -> str:
    """What a handle of the figure is called; left and right are the person's own."""
    return {
        "head": tr("Head"),
        "hips": tr("Hips"),
        "hand_left": tr("Left hand"),
        "hand_right": tr("Right hand"),
        "elbow_left": tr("Left elbow"),
        "elbow_right": tr("Right elbow"),
        "knee_left": tr("Left knee"),
        "knee_right": tr("Right knee"),
        "foot_left": tr("Left foot"),
        "foot_right": tr("Right foot"),
    }[handle]


def region_words(region: str) -> str:
    """Where a stretch is felt, one of ``glow.REGIONS``."""
    part, _, side = region.rpartition("_")
    if side == "left":
        return tr("{part}, left").format(part=part_word(part))
    if side == "right":
        return tr("{part}, right").format(part=part_word(part))
    return part_word(region)


def _part_words(part: str) -> str:
    """A part of the body within a sentence."""
    return {
        "head": tr("the head"),
        "shoulders": tr("the shoulders"),
        "back": tr("the back"),
        "pelvis": tr("the hips"),
        "hand_left": tr("the left hand"),
        "hand_right": tr("the right hand"),
        "arm_left": tr("the left arm"),
        "arm_right": tr("the right arm"),
        "thigh_left": tr("the left thigh"),
        "thigh_right": tr("the right thigh"),
        "knee_left": tr("the left knee"),
        "knee_right": tr("the right knee"),
        "shin_left": tr("the left shin"),
        "shin_right": tr("the right shin"),
        "foot_left": tr("the left foot"),
        "foot_right": tr("the right foot"),
    }[part]


def resting_words(parts: Collection[str], *, sits: bool) -> str:
    """The sentence that tells what of the body rests."""
    named = [_part_words(part) for part in _IN_ORDER if part in parts]
    listed = tr(", ").join(named)
    if sits:
        return (
            tr("On the chair: the hips. On the floor: {parts}.").format(parts=listed)
            if named
            else tr("On the chair: the hips.")
        )
    return tr("On the floor: {parts}.").format(parts=listed)


_IN_ORDER = (
    *("head", "shoulders", "back", "pelvis", "arm_left", "arm_right", "hand_left", "hand_right"),
    *("thigh_left", "thigh_right", "knee_left", "knee_right", "shin_left", "shin_right"),
    *("foot_left", "foot_right"),
)


def refusal_words(refusal: Refusal) -> str:
    """The sentence that tells why a handle goes no farther."""
    if refusal.why is Why.SLIPS:
        return tr("Not farther: {part} would slip.").format(part=_part_words(refusal.part))
    if refusal.why is Why.FLOOR:
        return tr("Not lower: the floor is there.")
    if refusal.why is Why.FALLS:
        return tr("Not farther: the body would fall over.")
    if refusal.why is Why.RANGE:
        return {
            "back": tr("The back does not bend any farther."),
            "neck": tr("The neck does not bend any farther."),
            "hip": tr("The hip does not bend any farther."),
            "knee": tr("The knee does not bend any farther."),
            "ankle": tr("The ankle does not bend any farther."),
            "elbow": tr("The elbow does not bend any farther."),
            "shoulder": tr("The shoulder does not go any farther."),
            "wrist": tr("The wrist does not bend any farther."),
        }[refusal.part]
    return tr("It does not reach any farther.")
