"""What a row of the table of settings says: what a setting may be, where it is shown, its words.

A row is the default of a field of ``Settings``, so that a setting stands in one place alone and
still has its type. Its words are made when they are asked for, so in the language of then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from enum import Enum
from typing import NamedTuple, TypeVar

from stretchtimer.services.person.choices import member
from stretchtimer.services.wording.language import tr
from stretchtimer.storage.routines.value_types import Allowed, flag, whole

T = TypeVar("T")
E = TypeVar("E", bound=Enum)
N = TypeVar("N", int, float)


class SettingFault(Enum):
    """Why a setting cannot be shown or changed as it is asked for."""

    NO_SUCH_SETTING = "no_such_setting"
    VALUE_WRONG = "value_wrong"


class SettingLimit(Enum):
    """What a setting may be beside its fixed values."""

    DEVICE = "device"
    DAY = "day"


ROW = "row"
"""Where the metadata of a field keeps the row."""


class Card(Enum):
    """The groups of settings, in the order in which a session is felt."""

    SOUND = "sound"
    VOICE = "voice"
    BREATHING = "breathing"
    APPEARANCE = "appearance"
    ROOM = "room"
    SESSION = "session"
    RECORD = "record"
    PLAN = "plan"

    @property
    def title(self) -> str:
        return {
            Card.SOUND: tr("Sound"),
            Card.VOICE: tr("Voice"),
            Card.BREATHING: tr("Breathing"),
            Card.APPEARANCE: tr("Appearance"),
            Card.ROOM: tr("Across the room"),
            Card.SESSION: tr("In a session"),
            Card.RECORD: tr("Record"),
            Card.PLAN: tr("Weekly plan"),
        }[self]


class Kind(Enum):
    """How a setting is chosen."""

    SWITCH = "switch"
    CHOICE = "choice"
    NUMBER = "number"
    TEXT = "text"


class SettingText(NamedTuple):
    """The words of a setting; ``names`` are those of its values, in their order.

    ``unit`` holds ``{n}`` where a number stands.
    """

    label: str
    help: str = ""
    names: tuple[str, ...] = ()
    unit: str = "{n}"


class SettingRow(NamedTuple):
    """One setting. ``values`` are those that can be chosen, or those that have a name.

    ``span`` holds the numbers it may be, with the step of the arrow keys. Without a ``card`` it is
    nothing a person sets, but something that the program remembers.
    """

    kind: Kind
    default: object
    allowed: Allowed[object]
    card: Card | None = None
    text: Callable[[], SettingText] = lambda: SettingText("")
    values: Sequence[object] = ()
    span: range | None = None
    key: str = ""

    def choices(self) -> list[tuple[object, str]]:
        """The values with their names; one without a name is called by itself."""
        names = self.text().names or tuple(map(str, self.values))
        return list(zip(self.values, names, strict=True))


def switch(default: bool, card: Card, text: Callable[[], SettingText]) -> bool:
    """A setting that is on or off."""
    return field(
        default=default, metadata={ROW: SettingRow(Kind.SWITCH, default, flag(), card, text)}
    )


def choice_of(default: E, card: Card, text: Callable[[], SettingText]) -> E:
    """A setting that is one value of an enum, offered in the order of the enum."""
    kind = type(default)
    return field(
        default=default,
        metadata={ROW: SettingRow(Kind.CHOICE, default, member(kind), card, text, tuple(kind))},
    )


def choice_among(
    default: N,
    allowed: Allowed[N],
    values: Sequence[N],
    card: Card,
    text: Callable[[], SettingText],
) -> N:
    """A setting that is one of a few numbers."""
    return field(
        default=default,
        metadata={ROW: SettingRow(Kind.CHOICE, default, allowed, card, text, values)},
    )


def number(
    default: int,
    span: range,
    card: Card,
    text: Callable[[], SettingText],
    named: Sequence[int] = (),
) -> int:
    """A setting that is any whole number between the ends of ``span``; some may have names."""
    allowed = whole(span[0], span[-1])
    return field(
        default=default,
        metadata={ROW: SettingRow(Kind.NUMBER, default, allowed, card, text, named, span)},
    )


def free_text(
    default: str,
    allowed: Allowed[str],
    named: Sequence[str],
    card: Card,
    text: Callable[[], SettingText],
) -> str:
    """A setting that is a text; some texts have names."""
    return field(
        default=default, metadata={ROW: SettingRow(Kind.TEXT, default, allowed, card, text, named)}
    )


def remembered(default: T, allowed: Allowed[T]) -> T:
    """Something that the program keeps for itself."""
    return _field(default, SettingRow(Kind.TEXT, default, allowed))


def _field(default: T, row: SettingRow) -> T:
    return field(default=default, metadata={ROW: row})
