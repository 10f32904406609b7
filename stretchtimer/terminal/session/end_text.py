"""What was held in a session, in one sentence and a small table."""

from __future__ import annotations

from stretchtimer.engine.durations import short_text
from stretchtimer.engine.session import SessionState
from stretchtimer.services.session.summary import summarize
from stretchtimer.services.wording.language import tr
from stretchtimer.terminal.columns import columns
from stretchtimer.terminal.wording import Wording

NOT_HELD = "-"


def summary_lines(state: SessionState, wording: Wording, width: int) -> list[str]:
    """The lines to print after a session; those of the table are not wider than ``width``."""
    held = summarize(state.plan, state.ledger)
    if not held.held_ms:
        return [tr("Nothing was held this time.")]
    sentence = tr("Done. You held for {time}.") if state.completed else tr("You held for {time}.")
    rows = [
        (
            line.stretch_name,
            wording.side(line.side),
            short_text(line.held_ms) if line.held_ms else NOT_HELD,
        )
        for line in held.lines
    ]
    return [sentence.format(time=short_text(held.held_ms)), "", *columns(rows, width, right=(2,))]
