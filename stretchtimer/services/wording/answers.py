"""Says why something that a person wanted in a session was not done."""

from __future__ import annotations

from stretchtimer.services.session.control import Answer
from stretchtimer.services.wording.language import tr


def answer_words(answer: Answer) -> str:
    """One calm sentence; empty where all was done."""
    return {
        Answer.DONE: "",
        Answer.NO_SESSION: tr("There is no session now."),
        Answer.END_ASKED: tr("First say whether the session is to end."),
        Answer.IS_PAUSED: tr("The session is paused."),
        Answer.NO_HOLD: tr("Only a hold can be held again."),
        Answer.HAS_BEGUN: tr("There is nothing to get ready for now."),
        Answer.WAITS: tr("It waits for you anyway."),
        Answer.LONG_ENOUGH: tr("It cannot be made any longer."),
        Answer.STAYS_SILENT: tr("It was started without sound."),
        Answer.NOT_NOW: tr("That is not possible now."),
    }[answer]
