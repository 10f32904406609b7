"""All stretches that are known, from every routine that can be read, to take one from.

One that is the same in several routines is there once. They are found by words, by the place they
are done on, and by the part of the body that feels them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from stretchtimer.engine.model import Place, Routine, Side, Stretch, on_side
from stretchtimer.figure.pose import Pose
from stretchtimer.services.routines.cards import has_all, plain


@dataclass(frozen=True)
class KnownStretch:
    """A stretch, the routine that it was found in first, and what it is searched by.

    ``parts`` are regions of the body without their side: ``hamstring``, ``lower_back``.
    """

    stretch: Stretch
    routine: str
    parts: frozenset[str]
    searched: str


def known_stretches(
    routines: Iterable[Routine], poses: Mapping[str, Pose]
) -> tuple[KnownStretch, ...]:
    """The stretches of the routines in their order; a pose that is not among them has no parts."""
    found: dict[Stretch, KnownStretch] = {}
    for routine in routines:
        for stretch in routine.stretches:
            # By another id it is the same stretch.
            alike = replace(stretch, id="")
            if alike not in found:
                parts = _parts(stretch, poses)
                found[alike] = KnownStretch(stretch, routine.name, parts, _searched(stretch))
    return tuple(found.values())


def search(
    known: Iterable[KnownStretch], words: str = "", place: Place | None = None, part: str = ""
) -> tuple[KnownStretch, ...]:
    """Those that have all the words, and the place and the part where one is given."""
    wanted = plain(words).split()
    return tuple(
        each
        for each in known
        if (place is None or each.stretch.place is place)
        and (not part or part in each.parts)
        and has_all(each.searched, wanted)
    )


def parts_of(known: Collection[KnownStretch]) -> tuple[str, ...]:
    """The parts of the body that any of them is felt in, in the order of their finding."""
    return tuple(dict.fromkeys(part for each in known for part in sorted(each.parts)))


def _parts(stretch: Stretch, poses: Mapping[str, Pose]) -> frozenset[str]:
    shown = (poses[pose] for pose in (*stretch.target_poses, stretch.pose) if pose in poses)
    regions = (region for pose in shown for region in pose.feels)
    return frozenset(region.removesuffix("_left").removesuffix("_right") for region in regions)


def _searched(stretch: Stretch) -> str:
    words = stretch.words
    told = (stretch.name, words.position, *words.setup, words.feel, words.easier)
    # Both sides: the braces between them are nobody's words.
    return plain("\n".join(on_side(text, side) for text in told for side in Side))
