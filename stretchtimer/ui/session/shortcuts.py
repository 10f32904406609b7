"""The keys of a session, as data: what each does, and how it is told to the person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt

from stretchtimer.services.session.control import Act
from stretchtimer.services.wording.keys import key_words, window_act_words
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import either


class ViewAct(str, Enum):
    """What a person can do about how a session is shown."""

    ABOUT = "about"
    HURTS = "hurts"
    ROOM = "room"
    FULL_SCREEN = "full_screen"
    HELP = "help"


AnyAct = Act | ViewAct


@dataclass(frozen=True)
class Binding:
    """The keys for one act; ``letters`` can be turned off, since they may be hit by accident.

    Those ``shifted`` act together with Shift.
    """

    act: AnyAct
    keys: tuple[Qt.Key, ...]
    letters: tuple[Qt.Key, ...] = ()
    shifted: tuple[Qt.Key, ...] = ()

    def active(self, letters: bool) -> tuple[Qt.Key, ...]:
        return self.keys + (self.letters if letters else ())


BINDINGS = (
    Binding(Act.PAUSE, (Qt.Key.Key_Space,)),
    Binding(Act.NEXT, (Qt.Key.Key_Right, Qt.Key.Key_PageDown), (Qt.Key.Key_N,)),
    Binding(Act.SKIP, (), (Qt.Key.Key_S,), shifted=(Qt.Key.Key_Right,)),
    Binding(Act.BACK, (Qt.Key.Key_Left, Qt.Key.Key_PageUp), (Qt.Key.Key_B,)),
    Binding(Act.READY, (Qt.Key.Key_Return, Qt.Key.Key_Enter)),
    Binding(Act.RESTART, (Qt.Key.Key_Home,), (Qt.Key.Key_R,)),
    Binding(Act.EXTEND, (Qt.Key.Key_Plus,)),
    Binding(Act.MUTE, (Qt.Key.Key_F9,), (Qt.Key.Key_M,)),
    Binding(ViewAct.HURTS, (Qt.Key.Key_F8,), (Qt.Key.Key_H,)),
    Binding(ViewAct.ABOUT, (Qt.Key.Key_F2,), (Qt.Key.Key_I,)),
    Binding(ViewAct.ROOM, (Qt.Key.Key_F6,), (Qt.Key.Key_A,)),
    Binding(ViewAct.FULL_SCREEN, (Qt.Key.Key_F11,), (Qt.Key.Key_F,)),
    Binding(ViewAct.HELP, (Qt.Key.Key_F1, Qt.Key.Key_Question)),
    Binding(Act.LEAVE, (Qt.Key.Key_Escape,)),
)


def act_for(key: int, letters: bool, *, shift: bool = False) -> AnyAct | None:
    """What a key does, or does together with Shift; None when it does nothing."""
    for binding in BINDINGS if shift else ():
        if key in binding.shifted:
            return binding.act
    for binding in BINDINGS:
        if key in binding.active(letters):
            return binding.act
    return None


_SIGNS = {
    Qt.Key.Key_Left: "←",
    Qt.Key.Key_Right: "→",
    Qt.Key.Key_Plus: "+",
    Qt.Key.Key_Question: "?",
}
_NAMES = {
    Qt.Key.Key_Space: "space",
    Qt.Key.Key_Escape: "escape",
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Home: "home",
    Qt.Key.Key_PageUp: "page_up",
    Qt.Key.Key_PageDown: "page_down",
}


def _key_text(key: Qt.Key) -> str:
    """How a key is called."""
    if key in _NAMES:
        return key_words(_NAMES[key])
    return _SIGNS.get(key) or key.name.removeprefix("Key_")


def keys_text(act: AnyAct, letters: bool) -> str:
    """All keys of an act, as in ``→ or N``."""
    bound = next(binding for binding in BINDINGS if binding.act is act)
    keys = [key for key in bound.active(letters) if key is not Qt.Key.Key_Enter]
    shifted = [tr("Shift + {key}").format(key=_key_text(key)) for key in bound.shifted]
    return either([*shifted, *map(_key_text, keys)])


def key_rows(letters: bool) -> list[tuple[str, str]]:
    """The keys of each act with what it does; ``letters`` tells whether single letters act."""
    return [(keys_text(b.act, letters), window_act_words(b.act)) for b in BINDINGS]
