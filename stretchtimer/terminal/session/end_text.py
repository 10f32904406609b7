"""What was held in a session, in one sentence and a small table."""

from __future__ import annotations

from stretchtimer.engine.durations import short_text
from stretchtimer.engine.session import SessionState
from stretchtimer.services.session.getting_up import posture_at_end
from stretchtimer.services.session.summary import summarize
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.session import getting_up_text, held_text, side_badge
from stretchtimer.terminal.columns import columns


def summary_lines(state: SessionState, width: int) -> list[str]:
    """The lines to print after a session; those of the table are not wider than ``width``."""
    held = summarize(state.plan, state.ledger, None if state.completed else state.phase_index)
    if not held.held_ms:
        return [tr("Nothing was held this time.")]
    sentence = tr("Done. You held for {time}.") if state.completed else tr("You held for {time}.")
    rows = [
        (
            line.stretch_name,
            side_badge(line.side),
            held_text(line),
        )
        for line in held.lines
    ]
    told = sentence.format(time=short_text(held.held_ms))
    return [told, getting_up_text(posture_at_end(state)), "", *columns(rows, width, right=(2,))]
