"""The first text of a routine of one's own: short, whole, and commented where one changes it."""

from __future__ import annotations

import json

from stretchtimer.services.wording.language import tr


def starter(name: str) -> str:
    """A routine file of that name that can be run as it is, commented in the language spoken."""
    return "\n".join(
        (
            *_comment(tr("Times are in seconds. Lines that begin with # are comments.")),
            "format = 2",
            # TOML reads a string of JSON.
            f"name = {json.dumps(name, ensure_ascii=False)}",
            _text("summary", tr("What this routine is for.")),
            "",
            *_comment(tr("The times around the holds; any of them can be left out.")),
            "[times]",
            "lead_in_s = 10",
            "change_over_s = 10",
            "rounds = 1",
            "",
            *_comment(tr("A stretch that is held, first on one side, then on the other.")),
            "[[stretches]]",
            'id = "knee-to-chest"',
            _text("name", tr("Knee to chest")),
            "hold_s = 30",
            'sides = "both"',
            'first_side = "left"',
            *_comment(tr("What the figure shows; leave it out for a page of words.")),
            *_comment(tr('Or a picture of your own beside this file: picture = "knee.png"')),
            'pose = "one_knee_hug"',
            'start_pose = "feet_flat"',
            *_comment(tr("What is said, with {left|right} where the sides differ.")),
            _text("position", tr("On your back, draw your {left|right} knee to your chest.")),
            _text("care", tr("Stop if it hurts.")),
            "",
            *_comment(tr("A stretch that is counted: eight times its movements, in two sets.")),
            "[[stretches]]",
            'id = "cat-and-cow"',
            _text("name", tr("Cat and cow")),
            "times = 8",
            "sets = 2",
            "rest_s = 20",
            'start_pose = "all_fours"',
            _text("position", tr("On hands and knees, round your back up, then let it sink.")),
            "",
            "[[stretches.movements]]",
            'pose = "cat"',
            _text("name", tr("Round up")),
            "duration_s = 3",
            "",
            "[[stretches.movements]]",
            'pose = "cow"',
            _text("name", tr("Let it sink")),
            "duration_s = 3",
            "",
        )
    )


def _comment(words: str) -> tuple[str, ...]:
    return tuple(f"# {line}" for line in words.splitlines())


def _text(key: str, words: str) -> str:
    return f"{key} = {json.dumps(words, ensure_ascii=False)}"
