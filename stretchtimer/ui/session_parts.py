"""What a session page is put together from, whatever view it is arranged in."""

from __future__ import annotations

from dataclasses import dataclass

from stretchtimer.ui.figure_stage import FigureStage
from stretchtimer.ui.fit_label import FitLabel
from stretchtimer.ui.ring import Ring
from stretchtimer.ui.session_controls import SessionControls
from stretchtimer.ui.side_badge import SideBadge
from stretchtimer.ui.strip import Strip


@dataclass(frozen=True)
class SessionParts:
    """The widgets of the page; ``cue`` is the word of the moment, shown from across the room."""

    strip: Strip
    left: FitLabel
    name: FitLabel
    badge: SideBadge
    stage: FigureStage
    ring: Ring
    cue: FitLabel
    instruction: FitLabel
    coming: FitLabel
    controls: SessionControls
