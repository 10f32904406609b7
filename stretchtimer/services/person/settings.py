"""The table of settings: one row says all of a setting, but what follows from it.

The settings page, the terminal's list, ``--json`` and the reading of the file are made of it. So a
new switch is a row here, and an ``if`` where it takes effect.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from stretchtimer.engine.breathing import MAX_PER_MINUTE, MIN_PER_MINUTE, Paced
from stretchtimer.engine.errors import InternalError
from stretchtimer.engine.notices import Either, Given, Notice
from stretchtimer.engine.speech import Talk
from stretchtimer.services.person.choices import (
    DEVICE,
    MotionChoice,
    Output,
    PulseChoice,
    ThemeChoice,
)
from stretchtimer.services.person.setting_row import (
    ROW,
    Card,
    SettingLimit,
    SettingRow,
    SettingText,
    choice_among,
    choice_of,
    free_text,
    number,
    remembered,
    switch,
)
from stretchtimer.services.wording.language import tr
from stretchtimer.storage.routines.value_types import (
    Allowed,
    Limit,
    flag,
    halves,
    line,
    one_of,
    whole,
)
from stretchtimer.storage.settings_file import SettingsFile


def _output() -> Allowed[str]:
    """One of the fixed values, or a device."""
    any_line = line(1, 200)

    def parse(value: object) -> str | None:
        text = any_line.parse(value)
        if text is None or text in set(Output):
            return text and Output(text)
        return text if text.removeprefix(DEVICE) not in ("", text) else None

    device = Notice(SettingLimit.DEVICE, prefix=Given(DEVICE))
    return Allowed(Notice(Limit.CHOICE, values=Either((*map(Given, Output), device))), parse)


def _day() -> Allowed[str]:
    """A day as year, month and day; "" for none."""

    def parse(value: object) -> str | None:
        if not isinstance(value, str):
            return None
        with suppress(ValueError):
            # Newer Pythons read other forms, too.
            return value and date.fromisoformat(value).isoformat()
        return None

    return Allowed(Notice(SettingLimit.DAY, example=Given("2026-03-31")), parse)


@dataclass(frozen=True)
class Settings:
    """All settings; raises InternalError when made with a value that is not allowed.

    A value is kept as the table has it: an enum's for the text that stands for it.
    """

    output: str = free_text(
        Output.AUTO,
        _output(),
        tuple(Output),
        Card.SOUND,
        lambda: SettingText(
            tr("Output"),
            names=(tr("The system's default"), tr("Simple player"), tr("No sound")),
        ),
    )
    volume: int = number(
        70, range(0, 101, 5), Card.SOUND, lambda: SettingText(tr("Volume"), unit=tr("{n} %"))
    )
    muted: bool = switch(False, Card.SOUND, lambda: SettingText(tr("Mute")))
    half_way: bool = switch(
        True,
        Card.SOUND,
        lambda: SettingText(
            tr("Say “half-way”"), tr("In the middle of each hold of ten seconds or more.")
        ),
    )
    cue_shift_ms: int = number(
        0,
        range(0, 1_001, 10),
        Card.SOUND,
        lambda: SettingText(
            tr("Play sounds earlier by"),
            tr("Wireless speakers and headphones often need 100 to 300 ms."),
            unit=tr("{n} ms"),
        ),
    )

    talk: Talk = choice_of(
        Talk.FULL,
        Card.VOICE,
        lambda: SettingText(
            tr("Voice"),
            tr("Essentials are the name, the side, half-way and the last three seconds."),
            (tr("Everything"), tr("Essentials only"), tr("No voice, tones only")),
        ),
    )

    breathing: Paced = choice_of(
        Paced.MOVEMENTS,
        Card.BREATHING,
        lambda: SettingText(
            tr("Show a breathing pace"),
            tr("The ring grows as you breathe in. If you feel dizzy, breathe at your own pace."),
            (tr("Never"), tr("In moving stretches"), tr("In every hold")),
        ),
    )
    breaths_per_minute: float = choice_among(
        6.0,
        halves(MIN_PER_MINUTE, MAX_PER_MINUTE),
        [half / 2 for half in range(2 * MIN_PER_MINUTE, 2 * MAX_PER_MINUTE + 1)],
        Card.BREATHING,
        lambda: SettingText(tr("Breaths per minute"), tr("A moving stretch sets its own pace.")),
    )
    breath_sound: bool = switch(
        False,
        Card.BREATHING,
        lambda: SettingText(
            tr("Soft sound with each breath"),
            tr("Very quiet, and only while a breathing pace is shown."),
        ),
    )

    theme: ThemeChoice = choice_of(
        ThemeChoice.SYSTEM,
        Card.APPEARANCE,
        lambda: SettingText(
            tr("Colours"),
            names=(tr("Same as the system"), tr("Light"), tr("Dark"), tr("High contrast")),
        ),
    )
    text_percent: int = choice_among(
        100,
        one_of(100, 125, 150, 175, 200),
        (100, 125, 150, 175, 200),
        Card.APPEARANCE,
        lambda: SettingText(
            tr("Text size"),
            tr("All words and buttons grow with it. Scroll to see what no longer fits."),
            tuple(tr("{n} %").format(n=n) for n in (100, 125, 150, 175, 200)),
        ),
    )
    motion: MotionChoice = choice_of(
        MotionChoice.SYSTEM,
        Card.APPEARANCE,
        lambda: SettingText(
            tr("Animation"),
            tr("Movement of the figure and the pages."),
            (tr("Same as the system"), tr("On"), tr("Off")),
        ),
    )
    skin: int = choice_among(
        2,
        whole(0, 4),
        range(5),
        Card.APPEARANCE,
        lambda: SettingText(
            tr("Skin tone"),
            names=(tr("Very light"), tr("Light"), tr("Medium"), tr("Dark"), tr("Very dark")),
        ),
    )
    clothing: int = choice_among(
        0,
        whole(0, 3),
        range(4),
        Card.APPEARANCE,
        lambda: SettingText(
            tr("Clothes"),
            names=(tr("Teal"), tr("Terracotta"), tr("Violet"), tr("Ochre")),
        ),
    )

    room_mode: bool = switch(
        False,
        Card.ROOM,
        lambda: SettingText(
            tr("Large view, for across the room"),
            tr(
                "Shows only the time, the name, the side and the figure. {key} turns it on and "
                "off in a session."
            ).format(key="F6"),
        ),
    )
    room_distance_m: int = choice_among(
        3,
        whole(2, 4),
        range(2, 5),
        Card.ROOM,
        lambda: SettingText(
            tr("Distance from the screen"), names=(tr("2 metres"), tr("3 metres"), tr("4 metres"))
        ),
    )
    room_turn: int = choice_among(
        0,
        one_of(0, 90, 180, 270),
        (0, 90, 180, 270),
        Card.ROOM,
        lambda: SettingText(
            tr("Turn the picture"),
            tr("For when you lie beside the screen, or with your head towards it."),
            (tr("Upright"), tr("To the right"), tr("Upside down"), tr("To the left")),
        ),
    )
    screen_diagonal_mm: int = number(
        0,
        range(5_001),
        Card.ROOM,
        lambda: SettingText(
            tr("Screen size"),
            tr("Measured from corner to corner."),
            (tr("Same as the system"),),
            unit=tr("{n} mm"),
        ),
        named=(0,),
    )
    pulse: PulseChoice = choice_of(
        PulseChoice.ROOM,
        Card.ROOM,
        lambda: SettingText(
            tr("Colour with each sound"),
            tr("The window gently changes colour, at most once a second."),
            (tr("Never"), tr("Across the room"), tr("Always")),
        ),
    )

    keep_awake: bool = switch(
        True,
        Card.SESSION,
        lambda: SettingText(
            tr("Keep the screen on"), tr("While a session runs, not while it is paused.")
        ),
    )
    letter_keys: bool = switch(
        True,
        Card.SESSION,
        lambda: SettingText(
            tr("Letter keys"),
            tr("{letters} and {last} work in a session. The other keys always work.").format(
                letters="A, B, F, H, I, M, N, R", last="S"
            ),
        ),
    )
    alternate_sides: bool = switch(
        False,
        Card.SESSION,
        lambda: SettingText(
            tr("Alternate the first side"),
            tr("Start on the opposite side from last time, or on the side you held for less time."),
        ),
    )

    days_a_week: int = number(
        0,
        range(8),
        Card.RECORD,
        lambda: SettingText(
            tr("Days a week"), tr("How often you would like to do it."), (tr("No goal"),)
        ),
        named=(0,),
    )
    feelings: bool = switch(
        True,
        Card.RECORD,
        lambda: SettingText(
            tr("Ask about your back and walks"),
            tr("Always optional. Turn it off, and you are not asked at all."),
        ),
    )
    warm_minutes: int = number(
        30,
        range(5, 121, 5),
        Card.RECORD,
        lambda: SettingText(
            tr("How long a walk keeps you warm"),
            tr("Only a rough guide. The sooner you stretch, the warmer you are."),
            unit=tr("{n} min"),
        ),
    )

    remind_hour: int = number(
        18,
        range(5, 24),
        Card.PLAN,
        lambda: SettingText(
            tr("Remind me at"),
            tr(
                "On the days you choose here, while the app is open. "
                "Not on a day when you have already stretched."
            ),
            unit=tr("{n}:00"),
        ),
    )
    remind_on_monday: bool = switch(False, Card.PLAN, lambda: SettingText(tr("Monday")))
    remind_on_tuesday: bool = switch(False, Card.PLAN, lambda: SettingText(tr("Tuesday")))
    remind_on_wednesday: bool = switch(False, Card.PLAN, lambda: SettingText(tr("Wednesday")))
    remind_on_thursday: bool = switch(False, Card.PLAN, lambda: SettingText(tr("Thursday")))
    remind_on_friday: bool = switch(False, Card.PLAN, lambda: SettingText(tr("Friday")))
    remind_on_saturday: bool = switch(False, Card.PLAN, lambda: SettingText(tr("Saturday")))
    remind_on_sunday: bool = switch(False, Card.PLAN, lambda: SettingText(tr("Sunday")))

    # An id or a file.
    last_routine: str = remembered("post-walk", line(1, 1_000))
    # In logical pixels; 0 means that none was stored.
    window_width: int = remembered(0, whole(0, 20_000))
    window_height: int = remembered(0, whole(0, 20_000))
    window_maximized: bool = remembered(False, flag())
    # What is asked only once, or once a year; without a day it was read before days were kept.
    safety_read: bool = remembered(False, flag())
    safety_read_on: str = remembered("", _day())
    hearing_checked: bool = remembered(False, flag())
    # The session of which no offer is to be made any more.
    offer_let_be: str = remembered("", line(0, 200))
    # Whether the screen can be kept on is tried once, and told once.
    screen_tried: bool = remembered(False, flag())
    screen_told: bool = remembered(False, flag())

    def __post_init__(self) -> None:
        for name, given in self.as_table().items():
            value = ROWS[name].allowed.parse(given)
            if value is None:
                raise InternalError(f"{name} is {given!r:.40}, not {ROWS[name].allowed.limit}")
            object.__setattr__(self, name, value)

    def as_table(self) -> dict[str, object]:
        """The settings by name."""
        return {name: getattr(self, name) for name in ROWS}


ROWS: Mapping[str, SettingRow] = {
    each.name: each.metadata[ROW]._replace(key=each.name) for each in fields(Settings)
}
"""Every setting by its key, in the order of the table."""


def rows_of(card: Card) -> list[SettingRow]:
    """The settings of one card, in the order of the table."""
    return [row for row in ROWS.values() if row.card is card]


def settings_file(path: Path, today: Callable[[], date]) -> SettingsFile:
    """The file that keeps what was changed of them; ``today`` dates one that is set aside."""
    allowed = {key: row.allowed for key, row in ROWS.items()}
    return SettingsFile(path, today, allowed, Settings().as_table())
