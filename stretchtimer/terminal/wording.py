"""Words for sides, stages, cues and keys, in the language of the terminal."""

from __future__ import annotations

from stretchtimer.engine.cues import Cue, CueKind
from stretchtimer.engine.durations import short_text
from stretchtimer.engine.model import Side
from stretchtimer.services.session.control import Act
from stretchtimer.services.session.session_view import Coming, SessionView, Stage
from stretchtimer.services.wording.language import tr
from stretchtimer.terminal.session.screen_content import Over
from stretchtimer.terminal.session.shortcuts import BINDINGS


class Wording:
    """Says things in one language."""

    def side(self, side: Side | None) -> str:
        """The side of the body; the one word that stands in capitals. Empty for none."""
        if side is None:
            return ""
        return tr("LEFT side") if side is Side.LEFT else tr("RIGHT side")

    def badge(self, view: SessionView) -> str:
        """What stands below the name: the side, or the movement that is due."""
        if view.side:
            return self.side(view.side)
        return view.movement.name if view.movement else ""

    def stage(self, stage: Stage) -> str:
        """What the person is doing."""
        return {
            Stage.PAUSED: tr("Paused"),
            Stage.COUNT_IN: tr("Go on in"),
            Stage.READY: tr("Ready? Press Enter."),
            Stage.LEAD_IN: tr("Get ready"),
            Stage.HOLD: tr("Hold"),
            Stage.CHANGE_SIDES: tr("Change sides"),
            Stage.CHANGE_OVER: tr("Coming next"),
            Stage.RELEASE: tr("Ease out"),
        }[stage]

    def gap(self, gap_ms: int) -> str:
        """Why the session is paused without anybody's wish."""
        words = tr("The machine stood still for {time}; the session did too.")
        return words.format(time=short_text(gap_ms))

    def coming(self, view: SessionView) -> str:
        """What follows the present hold."""
        if view.coming is Coming.STRETCH:
            return tr("Next: {name}").format(name=view.coming_stretch)
        return {
            Coming.OTHER_SIDE: tr("Next: the other side"),
            Coming.ONCE_MORE: tr("Next: once more"),
            Coming.END: tr("This is the last one"),
        }[view.coming]

    def cue(self, cue: Cue) -> str:
        """The equal of a sound in words; a count is its number."""
        return {
            CueKind.LEAD_IN: tr("Get ready"),
            CueKind.HOLD_START: tr("Hold"),
            CueKind.HALF_WAY: tr("Half-way"),
            CueKind.HOLD_END: tr("Ease out"),
            CueKind.CHANGE_SIDES: tr("Change sides"),
            CueKind.STRETCH_END: tr("Ease out"),
            CueKind.ROUTINE_END: tr("Finished"),
            CueKind.COUNT: cue.text,
            CueKind.MOVEMENT: cue.text,
            CueKind.SPEECH: cue.text,
            CueKind.BREATH_IN: tr("Breathe in"),
            CueKind.BREATH_OUT: tr("Breathe out"),
        }[cue.kind]

    def act(self, act: Act | Over) -> str:
        """What an act does, as in a list of keys."""
        return {
            Act.PAUSE: tr("Pause, and go on"),
            Act.NEXT: tr("Next part"),
            Act.BACK: tr("Back to the hold before"),
            Act.READY: tr("I am ready: begin the hold"),
            Act.RESTART: tr("Hold again from the beginning"),
            Act.EXTEND: tr("Ten more seconds"),
            Act.MUTE: tr("Sound off and on"),
            Over.KEYS: tr("This list"),
            Act.LEAVE: tr("End the session"),
        }[act]

    def key(self, key: str) -> str:
        """How a key is called."""
        names = {
            "space": tr("Space"),
            "enter": tr("Enter"),
            "escape": tr("Escape"),
            "right": tr("Right"),
            "left": tr("Left"),
        }
        return names.get(key, key.upper())

    def keys_of(self, act: Act | Over) -> str:
        """The keys of an act, as in ``Right or N``."""
        keys = next(binding.keys for binding in BINDINGS if binding.act is act)
        return tr(" or ").join(self.key(key) for key in keys)
