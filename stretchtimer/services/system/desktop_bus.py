"""Whether the desktop's message bus answers, found out before anybody waits for it without end.

Qt asks the bus while it makes the first window, and the library for it has no limit for one that
takes the call and says nothing: a daemon that was stopped, or a forwarded socket whose other end
is gone. So the bus is greeted beforehand, for some 0.2 ms where it answers.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, MutableMapping
from urllib.parse import unquote

ADDRESS = "DBUS_SESSION_BUS_ADDRESS"
NO_BUS = "disabled:"
"""An address at which every library finds at once that there is no bus."""
PATIENCE_S = 2.0
_GREETING = b"\0AUTH\r\n"


def give_up_silent_bus(environ: MutableMapping[str, str], patience_s: float = PATIENCE_S) -> bool:
    """Has this process do without a session bus that says nothing; returns whether it has to."""
    if sys.platform in ("win32", "darwin"):
        return False
    for place in _places(environ):
        try:
            answers = _answers(place, patience_s)
        except OSError:
            # Not there, or not for us: that everybody is told at once.
            continue
        if not answers:
            environ[ADDRESS] = NO_BUS
        return not answers
    return False


def _places(environ: MutableMapping[str, str]) -> Iterator[str]:
    """The sockets at which the bus may be, in the order in which they are tried."""
    usual = environ.get("XDG_RUNTIME_DIR")
    named = environ.get(ADDRESS, f"unix:path={usual}/bus" if usual else "")
    for address in named.split(";"):
        kind, _, details = address.partition(":")
        values = dict(detail.partition("=")[::2] for detail in details.split(","))
        if kind == "unix" and "path" in values:
            yield unquote(values["path"])
        elif kind == "unix" and "abstract" in values:
            yield "\0" + unquote(values["abstract"])


def _answers(place: str, patience_s: float) -> bool:
    """Whether the bus says anything to a greeting in time; raises OSError where there is none."""
    # The whole ``socket`` would take a fortieth of the time to the first window.
    import _socket

    bus = _socket.socket(_socket.AF_UNIX)
    bus.settimeout(patience_s)
    try:
        bus.connect(place)
        bus.sendall(_GREETING)
        bus.recv(1)
    except (TimeoutError, BlockingIOError):
        return False
    finally:
        bus.close()
    return True
