"""Says why something that a person wanted in a session was not done."""

from __future__ import annotations

from stretchtimer.services.session.control import Answer
from stretchtimer.services.wording.language import tr


def answer_words(answer: Answer) -> str:
    """One calm sentence; empty where all was done."""
    return {
        Answer.DONE: "",
        Answer.NO_SESSION: tr("No session is running."),
        Answer.END_ASKED: tr("First choose: end or resume?"),
        Answer.IS_PAUSED: tr("The session is paused."),
        Answer.NO_HOLD: tr("Only a hold can be started again."),
        Answer.HAS_BEGUN: tr("It has already started."),
        Answer.WAITS: tr("It is already waiting for you."),
        Answer.LONG_ENOUGH: tr("This cannot be any longer."),
        Answer.STAYS_SILENT: tr("This session is silent."),
        Answer.NOT_NOW: tr("That is not possible now."),
    }[answer]
