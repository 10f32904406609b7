"""The controls of the settings page, by the settings that they change."""

from __future__ import annotations

from typing import Any

from stretchtimer.ui.settings.settings_card import TableCard
from stretchtimer.ui.settings.settings_page import SettingsPage


def control(page: SettingsPage, key: str) -> Any:
    """What the setting of that key is changed by, of whatever kind that is."""
    cards = page.findChildren(TableCard)
    return next(card.controls[key] for card in cards if key in card.controls)
