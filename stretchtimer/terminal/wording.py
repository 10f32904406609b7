"""Words for sides, stages, cues and keys, in the language of the terminal."""

from __future__ import annotations

import gettext
from collections.abc import Callable

from stretchtimer.engine.cues import Cue, CueKind
from stretchtimer.engine.durations import short_text
from stretchtimer.engine.model import Side
from stretchtimer.services.session.session_view import Coming, SessionView, Stage
from stretchtimer.terminal.session.acts import BINDINGS, Act

Translate = Callable[[str], str]


def translation() -> Translate:
    """The look-up for the language of the person; the English text where there is none."""
    return gettext.translation("stretchtimer", fallback=True).gettext


class Wording:
    """Says things in one language."""

    def __init__(self, translate: Translate) -> None:
        self.translate = translate

    def side(self, side: Side | None) -> str:
        """The side of the body; the one word that stands in capitals. Empty for none."""
        _ = self.translate
        if side is None:
            return ""
        return _("LEFT side") if side is Side.LEFT else _("RIGHT side")

    def badge(self, view: SessionView) -> str:
        """What stands below the name: the side, or the movement that is due."""
        if view.side:
            return self.side(view.side)
        return view.movement.name if view.movement else ""

    def stage(self, stage: Stage) -> str:
        """What the person is doing."""
        _ = self.translate
        return {
            Stage.PAUSED: _("Paused"),
            Stage.COUNT_IN: _("Go on in"),
            Stage.READY: _("Ready? Press Enter."),
            Stage.LEAD_IN: _("Get ready"),
            Stage.HOLD: _("Hold"),
            Stage.CHANGE_SIDES: _("Change sides"),
            Stage.CHANGE_OVER: _("Coming next"),
            Stage.RELEASE: _("Ease out"),
        }[stage]

    def gap(self, gap_ms: int) -> str:
        """Why the session is paused without anybody's wish."""
        words = self.translate("The machine stood still for {time}; the session did too.")
        return words.format(time=short_text(gap_ms))

    def coming(self, view: SessionView) -> str:
        """What follows the present hold."""
        _ = self.translate
        if view.coming is Coming.STRETCH:
            return _("Next: {name}").format(name=view.coming_stretch)
        return {
            Coming.OTHER_SIDE: _("Next: the other side"),
            Coming.ONCE_MORE: _("Next: once more"),
            Coming.END: _("This is the last one"),
        }[view.coming]

    def cue(self, cue: Cue) -> str:
        """The equal of a sound in words; a count is its number."""
        _ = self.translate
        return {
            CueKind.LEAD_IN: _("Get ready"),
            CueKind.HOLD_START: _("Hold"),
            CueKind.HALF_WAY: _("Half-way"),
            CueKind.HOLD_END: _("Ease out"),
            CueKind.CHANGE_SIDES: _("Change sides"),
            CueKind.STRETCH_END: _("Ease out"),
            CueKind.ROUTINE_END: _("Finished"),
            CueKind.COUNT: cue.text,
            CueKind.MOVEMENT: cue.text,
            CueKind.SPEECH: cue.text,
            CueKind.BREATH_IN: _("Breathe in"),
            CueKind.BREATH_OUT: _("Breathe out"),
        }[cue.kind]

    def act(self, act: Act) -> str:
        """What an act does, as in a list of keys."""
        _ = self.translate
        return {
            Act.PAUSE: _("Pause, and go on"),
            Act.NEXT: _("Next part"),
            Act.BACK: _("Back to the hold before"),
            Act.READY: _("I am ready: begin the hold"),
            Act.RESTART: _("Hold again from the beginning"),
            Act.EXTEND: _("Ten more seconds"),
            Act.MUTE: _("Sound off and on"),
            Act.HELP: _("This list"),
            Act.LEAVE: _("End the session"),
        }[act]

    def key(self, key: str) -> str:
        """How a key is called."""
        _ = self.translate
        names = {
            "space": _("Space"),
            "enter": _("Enter"),
            "escape": _("Escape"),
            "right": _("Right"),
            "left": _("Left"),
        }
        return names.get(key, key.upper())

    def keys_of(self, act: Act) -> str:
        """The keys of an act, as in ``Right or N``."""
        keys = next(binding.keys for binding in BINDINGS if binding.act is act)
        return self.translate(" or ").join(self.key(key) for key in keys)
