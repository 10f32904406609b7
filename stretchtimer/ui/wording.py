"""Words for sides, stages, cues and doses, in the language of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from stretchtimer.engine.durations import short_text
from stretchtimer.engine.model import Side, Stretch
from stretchtimer.services.wording.language import ntr, tr

if TYPE_CHECKING:
    from stretchtimer.engine.cues import Cue
    from stretchtimer.services.session.session_view import SessionView, Stage
    from stretchtimer.services.voice.voice_status import VoiceStatus


def side_badge(side: Side) -> str:
    """The side of the body, large: the one word that stands in capitals."""
    if side is Side.LEFT:
        return tr("LEFT side")
    return tr("RIGHT side")


def side_word(side: Side) -> str:
    return tr("left") if side is Side.LEFT else tr("right")


def stage_word(stage: Stage) -> str:
    """What the person is doing, short enough to stand in the ring."""
    from stretchtimer.services.session.session_view import Stage

    return {
        Stage.PAUSED: tr("Paused"),
        Stage.COUNT_IN: tr("Go on in"),
        Stage.READY: tr("Ready?"),
        Stage.LEAD_IN: tr("Get ready"),
        Stage.HOLD: tr("Hold"),
        Stage.CHANGE_SIDES: tr("Change sides"),
        Stage.CHANGE_OVER: tr("Coming next"),
        Stage.RELEASE: tr("Ease out"),
    }[stage]


def cue_word(cue: Cue) -> str:
    """The equal of a cue on the screen; counts stand large in the ring already."""
    from stretchtimer.engine.cues import CueKind

    return {
        CueKind.LEAD_IN: tr("Get ready"),
        CueKind.HOLD_START: tr("Hold"),
        CueKind.HALF_WAY: tr("Half-way"),
        CueKind.HOLD_END: tr("Ease out"),
        CueKind.CHANGE_SIDES: tr("Change sides"),
        CueKind.STRETCH_END: tr("Ease out"),
        CueKind.ROUTINE_END: tr("Finished"),
        CueKind.COUNT: "",
        CueKind.MOVEMENT: cue.text,
        CueKind.SPEECH: _spoken_word(cue),
        CueKind.BREATH_IN: tr("Breathe in"),
        CueKind.BREATH_OUT: tr("Breathe out"),
    }[cue.kind]


def _spoken_word(cue: Cue) -> str:
    """What is said and stands nowhere else on the page."""
    from stretchtimer.engine.speech import SpeechLine

    if cue.line is SpeechLine.HALF_WAY:
        return tr("Half-way")
    return ""


def gap_words(gap_ms: int) -> str:
    """Why the session was paused without anybody's wish."""
    return ntr(
        "The computer stood still for {n} second; the session was paused.",
        "The computer stood still for {n} seconds; the session was paused.",
        round(gap_ms / 1000),
    )


def voice_words(status: VoiceStatus | None) -> str:
    """Who speaks the words of the routine that is open; nothing where nobody is to speak."""
    if status is None:
        return ""
    from stretchtimer.services.voice.voice_status import SpokenBy

    words = {
        (SpokenBy.CLIPS, False): tr("The words of this routine are spoken by the app's voice."),
        (SpokenBy.RENDERING, False): tr(
            "The words of this routine are being recorded: {done} of {of}."
        ),
        (SpokenBy.SYSTEM, False): tr(
            "The words of this routine are told by the system's speech engine."
        ),
        (SpokenBy.SYSTEM, True): tr(
            "The app's voice speaks {done} of the {of} sentences of this routine; the system's "
            "speech engine tells the rest.",
        ),
        (SpokenBy.NOBODY, False): tr(
            "The words of this routine are shown, not spoken; sides and counts are."
        ),
        (SpokenBy.NOBODY, True): tr(
            "The app's voice speaks {done} of the {of} sentences of this routine; the rest is "
            "shown, not spoken.",
        ),
    }[status.spoken_by, status.is_partly]
    told = (status.problem, words.format(done=status.done, of=status.of), _voice_advice(status))
    return " ".join(part for part in told if part)


def _voice_advice(status: VoiceStatus) -> str:
    """How to hear more; where making clips went wrong, the extra for it is there already."""
    from stretchtimer.services.voice.voice_status import SpokenBy

    if status.problem or status.spoken_by in (SpokenBy.CLIPS, SpokenBy.RENDERING):
        return ""
    if status.is_foreign:
        return ""
    if status.spoken_by is SpokenBy.SYSTEM:
        return tr("With the extra stretchtimer[voice] the app's own voice says all of them.")
    return tr("To hear them, install the extra stretchtimer[voice] or a speech engine.")


def brief_voice_words(status: VoiceStatus | None) -> str:
    """The same in a few words; nothing where the app's own voice speaks, as usual."""
    if status is None:
        return ""
    from stretchtimer.services.voice.voice_status import SpokenBy

    words = {
        (SpokenBy.CLIPS, False): "",
        (SpokenBy.RENDERING, False): tr("Recording the words: {done} of {of}"),
        (SpokenBy.SYSTEM, False): tr("Spoken by the system's voice"),
        (SpokenBy.SYSTEM, True): tr("Spoken, in part by the system's voice"),
        (SpokenBy.NOBODY, False): tr("Words are shown, not spoken"),
        (SpokenBy.NOBODY, True): tr("Shown, not spoken: {left} of {of} sentences"),
    }[status.spoken_by, status.is_partly]
    return words.format(done=status.done, of=status.of, left=status.of - status.done)


def instruction_text(view: SessionView) -> str:
    """What to do; and while one gets into position, for how long."""
    if not view.hold_ms:
        return view.instruction
    dose = tr("Keep moving for {time}.") if view.stretch.movements else tr("Hold for {time}.")
    return f"{view.instruction} {dose.format(time=short_text(view.hold_ms))}".lstrip()


def coming_text(view: SessionView) -> str:
    """What follows the present hold."""
    from stretchtimer.services.session.session_view import Coming

    if view.coming is Coming.STRETCH:
        return tr("Next: {name}").format(name=view.coming_stretch)
    return {
        Coming.OTHER_SIDE: tr("Next: the other side"),
        Coming.ONCE_MORE: tr("Next: once more"),
        Coming.END: tr("This is the last one"),
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
    parts: list[str] = []
    if stretch.movements:
        moves = " + ".join(f"{m.name} {short_text(m.duration_ms)}" for m in stretch.movements)
        cycles = stretch.hold_ms // stretch.cycle_ms
        parts.append(
            ntr("{movements}, {n} time", "{movements}, {n} times", cycles).format(movements=moves)
        )
    if stretch.two_sided and stretch.first_side is Side.LEFT:
        parts.append(tr("each side, left first"))
    elif stretch.two_sided:
        parts.append(tr("each side, right first"))
    if stretch.dose.repetitions > 1:
        parts.append(ntr("{n} repetition", "{n} repetitions", stretch.dose.repetitions))
    return " · ".join(parts)


def short_number(number: float) -> str:
    """A number with at most one decimal."""
    # Qt's usual form has no needless zero, and how another is named differs between versions.
    return QLocale().toString(round(float(number), 1))
