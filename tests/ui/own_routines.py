"""Routine files such as a person may write, the longest ones among them."""

from __future__ import annotations

from pathlib import Path

LONG_NAME = "Seated forward fold with crossed legs and a folded blanket 60"
assert len(LONG_NAME) >= 60

LONG_WORDS = (
    "Sit on the edge of a folded blanket with your legs crossed, walk your hands forward along "
    "the floor as far as is comfortable, and let your head hang."
)


def write_routine(profile: Path, name: str, text: str) -> Path:
    folder = profile / "data" / "routines"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def short_routine(title: str = "Just one", hold_s: int = 20, pose: str = "knee_hug") -> str:
    return (
        f'format = 1\nname = "{title}"\n\n[[stretches]]\nid = "one"\nname = "One"\n'
        f'hold_s = {hold_s}\npose = "{pose}"\nstart_pose = "{pose}"\n'
    )


def long_routine(stretches: int = 12, hold_s: int = 45) -> str:
    """Twelve stretches on both sides, every name as long as one gets."""
    poses = ("knee_hug", "twist", "hamstring", "childs_pose")
    head = f'format = 1\nname = "{LONG_NAME}"\n'
    return head + "".join(
        f'\n[[stretches]]\nid = "s{number}"\nname = "{number} {LONG_NAME}"\nhold_s = {hold_s}\n'
        f'sides = "both"\npose = "{poses[number % 4]}"\nstart_pose = "{poses[number % 4]}"\n'
        f'position = "{LONG_WORDS}"\n'
        for number in range(1, stretches + 1)
    )
