"""Words for sides, stages, cues and doses, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from stretchtimer.engine.cues import Cue, CueKind
from stretchtimer.engine.durations import short_text
from stretchtimer.engine.model import Side, Stretch
from stretchtimer.services.routine_voice import SpokenBy, VoiceStatus
from stretchtimer.services.session_view import Coming, SessionView, Stage


def side_badge(side: Side) -> str:
    """The side of the body, large: the one word that stands in capitals."""
    translate = QCoreApplication.translate
    if side is Side.LEFT:
        return translate("Wording", "LEFT side")
    return translate("Wording", "RIGHT side")


def side_word(side: Side) -> str:
    translate = QCoreApplication.translate
    return translate("Wording", "left") if side is Side.LEFT else translate("Wording", "right")


def stage_word(stage: Stage) -> str:
    """What the person is doing, short enough to stand in the ring."""
    translate = QCoreApplication.translate
    return {
        Stage.PAUSED: translate("Wording", "Paused"),
        Stage.COUNT_IN: translate("Wording", "Go on in"),
        Stage.READY: translate("Wording", "Ready?"),
        Stage.LEAD_IN: translate("Wording", "Get ready"),
        Stage.HOLD: translate("Wording", "Hold"),
        Stage.CHANGE_SIDES: translate("Wording", "Change sides"),
        Stage.CHANGE_OVER: translate("Wording", "Coming next"),
        Stage.RELEASE: translate("Wording", "Ease out"),
    }[stage]


def cue_word(cue: Cue) -> str:
    """The equal of a cue on the screen; counts stand large in the ring already."""
    translate = QCoreApplication.translate
    return {
        CueKind.LEAD_IN: translate("Wording", "Get ready"),
        CueKind.HOLD_START: translate("Wording", "Hold"),
        CueKind.HALF_WAY: translate("Wording", "Half-way"),
        CueKind.HOLD_END: translate("Wording", "Ease out"),
        CueKind.CHANGE_SIDES: translate("Wording", "Change sides"),
        CueKind.STRETCH_END: translate("Wording", "Ease out"),
        CueKind.ROUTINE_END: translate("Wording", "Finished"),
        CueKind.COUNT: "",
        CueKind.MOVEMENT: cue.text,
        CueKind.SPEECH: cue.text,
        CueKind.BREATH_IN: translate("Wording", "Breathe in"),
        CueKind.BREATH_OUT: translate("Wording", "Breathe out"),
    }[cue.kind]


def voice_words(status: VoiceStatus | None) -> str:
    """Who speaks the words of the routine that is open; nothing where nobody is to speak."""
    if status is None:
        return ""
    translate = QCoreApplication.translate
    words = {
        SpokenBy.CLIPS: translate(
            "Wording", "The words of this routine are spoken by the app's voice."
        ),
        SpokenBy.RENDERING: translate(
            "Wording", "The words of this routine are being recorded: {done} of {of}."
        ),
        SpokenBy.SYSTEM: translate(
            "Wording",
            "The words of this routine are told by the system's speech engine. With the extra "
            "stretchtimer[voice] the app's own voice says them.",
        ),
        SpokenBy.NOBODY: translate(
            "Wording",
            "The words of this routine are shown, not spoken; sides and counts are. To hear "
            "them, install the extra stretchtimer[voice] or a speech engine.",
        ),
    }[status.spoken_by]
    told = words.format(done=status.done, of=status.of)
    return f"{status.problem} {told}" if status.problem else told


def brief_voice_words(status: VoiceStatus | None) -> str:
    """The same in a few words; nothing where the app's own voice speaks, as usual."""
    if status is None:
        return ""
    translate = QCoreApplication.translate
    words = {
        SpokenBy.CLIPS: "",
        SpokenBy.RENDERING: translate("Wording", "Recording the words: {done} of {of}"),
        SpokenBy.SYSTEM: translate("Wording", "Spoken by the system's voice"),
        SpokenBy.NOBODY: translate("Wording", "Words are shown, not spoken"),
    }[status.spoken_by]
    return words.format(done=status.done, of=status.of)


def coming_text(view: SessionView) -> str:
    """What follows the present hold."""
    translate = QCoreApplication.translate
    if view.coming is Coming.STRETCH:
        return translate("Wording", "Next: {name}").format(name=view.coming_stretch)
    return {
        Coming.OTHER_SIDE: translate("Wording", "Next: the other side"),
        Coming.ONCE_MORE: translate("Wording", "Next: once more"),
        Coming.END: translate("Wording", "This is the last one"),
    }[view.coming]


def badge_text(view: SessionView) -> str:
    """What stands beside the name: the side, or the movement that is due."""
    if view.side:
        return side_badge(view.side)
    return view.movement.name if view.movement else ""


def hold_name(stretch: Stretch, side: Side | None) -> str:
    """A stretch with its side, as in a list."""
    if side is None:
        return stretch.name
    return f"{stretch.name}, {side_word(side)}"


def dose_text(stretch: Stretch) -> str:
    """How the hold is meant, in words; empty where the hold alone says all."""
    translate = QCoreApplication.translate
    parts: list[str] = []
    if stretch.movements:
        moves = " + ".join(f"{m.name} {short_text(m.duration_ms)}" for m in stretch.movements)
        cycles = stretch.hold_ms // stretch.cycle_ms
        parts.append(
            translate("Wording", "{movements}, %n time(s)", "", cycles).format(movements=moves)
        )
    if stretch.two_sided and stretch.first_side is Side.LEFT:
        parts.append(translate("Wording", "each side, left first"))
    elif stretch.two_sided:
        parts.append(translate("Wording", "each side, right first"))
    if stretch.dose.repetitions > 1:
        parts.append(translate("Wording", "%n repetition(s)", "", stretch.dose.repetitions))
    return " · ".join(parts)
