"""``settings``: what is set, and how it is changed; all of it as the table of settings has it."""

from __future__ import annotations

import json
import re
import shutil
from enum import Enum
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Given, Notice
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.person.profile import Profile
from stretchtimer.services.person.setting_row import Kind, SettingFault, SettingRow
from stretchtimer.services.person.settings import ROWS, Settings
from stretchtimer.services.system.clock import SystemClock
from stretchtimer.services.system.writer import Writer
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.storage.paths import folders
from stretchtimer.storage.routines.value_types import choice
from stretchtimer.terminal.columns import columns
from stretchtimer.terminal.output import print_lines, tell_aside

FORMAT = 1
_ON, _OFF = "on", "off"
_SWITCHED = {_ON: True, "true": True, "yes": True, _OFF: False, "false": False, "no": False}
_FEW = 5


def run_settings(
    profile_folder: Path | None, key: str | None, value: str | None, json_: bool
) -> int:
    """Prints all settings, or one; or changes one. Raises UserError where that cannot be."""
    rows = [row for row in ROWS.values() if row.card]
    chosen = [row for row in rows if key in (None, row.key)]
    if not chosen:
        raise UserError(SettingFault.NO_SUCH_SETTING, key=Given(key))
    # Here nobody waits for anything else, so it is written at once, on this thread.
    profile = Profile(folders(profile_folder), SystemClock(), _tell, Writer)
    preferences = profile.preferences
    tell_aside(*map(sentence, preferences.warnings))
    if value is not None:
        _change(preferences, chosen[0], value)
    settings = preferences.settings
    if json_:
        data = {"format": FORMAT, "settings": [_as_data(row, settings) for row in chosen]}
        print_lines(*json.dumps(data, indent=1).split("\n"))
    elif value is not None:
        now = _typed(getattr(settings, chosen[0].key))
        print_lines(tr("{key} is now {value}.").format(key=key, value=now))
    elif key is not None:
        print_lines(_typed(getattr(settings, key)))
    else:
        print_lines(*_lines(rows, settings))
    return 0


def _tell(notice: Notice) -> None:
    tell_aside(sentence(notice))


def _change(preferences: Preferences, row: SettingRow, text: str) -> None:
    value = row.allowed.parse(_read(row, text))
    if value is None:
        allowed = choice(_ON, _OFF).limit if row.kind is Kind.SWITCH else row.allowed.limit
        raise UserError(SettingFault.VALUE_WRONG, key=row.key, value=Given(text), allowed=allowed)
    preferences.change(**{row.key: value})
    tell_aside(*map(sentence, preferences.write()))


def _read(row: SettingRow, text: str) -> object:
    """What a text means that was typed for a setting; None where it means nothing."""
    if isinstance(row.default, bool):
        return _SWITCHED.get(text.casefold())
    if isinstance(row.default, int | float):
        # A number of thousands of digits is none that Python would read.
        plain = re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", text)
        return type(row.default)(text) if plain and not _is_broken(row, plain) else None
    return text


def _is_broken(row: SettingRow, found: re.Match[str]) -> bool:
    return isinstance(row.default, int) and found[1] is not None


def _typed(value: object) -> str:
    """A value as one would type it."""
    if isinstance(value, bool):
        return _ON if value else _OFF
    if isinstance(value, Enum):
        return str(value.value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _may_be(row: SettingRow) -> str:
    """What one may type for a setting, in short."""
    values = [_typed(value) for value in row.values]
    if row.kind is Kind.SWITCH:
        return f"{_ON}, {_OFF}"
    if row.kind is Kind.TEXT:
        return ", ".join([*values, "…"])
    if row.span:
        values = [str(row.span[0]), str(row.span[-1])]
    elif len(values) <= _FEW:
        return ", ".join(values)
    between = tr("{least} to {most}").format(least=values[0], most=values[-1])
    return row.text().unit.format(n=between)


def _lines(rows: list[SettingRow], settings: Settings) -> list[str]:
    """One line for each setting, below the name of its group."""
    cells = [
        (row.key, _typed(getattr(settings, row.key)), row.text().label, _may_be(row))
        for row in rows
    ]
    lines: list[str] = []
    group = None
    for row, line in zip(rows, columns(cells, shutil.get_terminal_size().columns), strict=True):
        if row.card and row.card is not group:
            group = row.card
            lines += ["", group.title] if lines else [group.title]
        lines.append(line)
    return [*lines, "", tr("To change one: stretchtimer settings KEY VALUE")]


def _as_data(row: SettingRow, settings: Settings) -> dict[str, object]:
    text = row.text()
    data: dict[str, object] = {
        "key": row.key,
        "value": getattr(settings, row.key),
        "default": row.default,
        "type": row.kind.value,
        "allowed": sentence(row.allowed.limit),
        "group": row.card.value if row.card else None,
        "label": text.label,
        "help": text.help,
    }
    if row.span:
        data |= {"least": row.span[0], "most": row.span[-1]}
    if row.values:
        data["choices"] = [{"value": value, "label": name} for value, name in row.choices()]
    return data
