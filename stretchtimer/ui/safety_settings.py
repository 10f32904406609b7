"""The way to the safety page from the settings."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stretchtimer.ui.look import Look
from stretchtimer.ui.parts import TextButton
from stretchtimer.ui.settings_card import SettingsCard


class SafetySettings(SettingsCard):
    """``asked`` when the person wants to read it again."""

    asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "", parent)
        self.title.setText(self.tr("Safety"))
        self.read = TextButton(look, self.tr("Read it again"), "safety", parent=self)
        self.read.setAccessibleName(self.tr("Read again when to stop"))
        self.add(self.tr("When to stop, and when to get help"), self.read)
        self.read.clicked.connect(self.asked)
