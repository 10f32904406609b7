"""What can be changed of the routine as a whole."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.model import Times
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.editing.form import Form
from stretchtimer.ui.theme.appearance import Appearance

_USUAL = Times()


class RoutineForm(Form):
    """Its name and words, how often it goes round, and the times around the holds."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(appearance, parent)
        self.name = self.text(("name",), tr("Name of the routine"))
        self.parts.addWidget(self.name)
        self.parts.addWidget(self.words(("summary",), tr("What it is for"), 3))
        self.parts.addWidget(self.words(("care",), tr("Who should take care")))
        self.heading(tr("How it runs"))
        rounds = self.number(("times", "rounds"), tr("Rounds"), usual=_USUAL.rounds)
        pause = self._seconds("round_rest_s", tr("Rest between rounds"), _USUAL.round_rest_ms)
        self.side_by_side(rounds, pause)
        wait = tr("Wait until I am ready before each")
        self.parts.addWidget(self.tick(("times", "wait_until_ready"), wait))
        own_pace = tr("No clock: I end each hold myself")
        self.parts.addWidget(self.tick(("times", "own_pace"), own_pace))
        self.heading(tr("Times around the holds"))
        self.side_by_side(
            self._seconds("first_lead_in_s", tr("Before the first"), _USUAL.first_lead_in_ms),
            self._seconds("lead_in_s", tr("Before each of the others"), _USUAL.lead_in_ms),
            self._seconds("change_sides_s", tr("To change sides"), _USUAL.change_sides_ms),
            self._seconds("change_over_s", tr("To the next stretch"), _USUAL.change_over_ms),
            self._seconds("release_s", tr("To come out of it"), _USUAL.release_ms),
        )
        self.parts.addStretch(1)

    def _seconds(self, key: str, name: str, usual_ms: int) -> QWidget:
        return self.number(("times", key), name, tr("s"), usual_ms // SECOND_MS, step=5)
