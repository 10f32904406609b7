"""What a session page is put together from, whatever view it is arranged in."""

from __future__ import annotations

from dataclasses import dataclass

from stretchtimer.ui.figure.stage import FigureStage
from stretchtimer.ui.session.controls import SessionControls
from stretchtimer.ui.session.ready_button import ReadyButton
from stretchtimer.ui.session.ring import Ring
from stretchtimer.ui.session.side_badge import SideBadge
from stretchtimer.ui.session.strip import Strip
from stretchtimer.ui.widgets.buttons import TextButton
from stretchtimer.ui.widgets.fit_label import FitLabel


@dataclass(frozen=True)
class SessionParts:
    """The widgets of the page.

    ``cue`` is the word of the moment; ``ready`` stands in the ring's place while time waits.
    """

    strip: Strip
    left: FitLabel
    name: FitLabel
    badge: SideBadge
    stage: FigureStage
    ring: Ring
    ready: ReadyButton
    cue: FitLabel
    instruction: FitLabel
    coming: FitLabel
    hurts: TextButton
    controls: SessionControls
