"""Which event loop Qt runs on.

Qt Multimedia 6.11 wakes the interface through a file descriptor that it closes again with each
sound. On the loop of GLib, Qt's usual one on Linux, the closed descriptor is sometimes left behind
and asked again and again: seen in every second run of 15 s, the program then spins and answers no
more. On Qt's own loop this was never seen.
"""

from __future__ import annotations

import os


def use_own_loop() -> None:
    """Has Qt use its own loop; to be called before the application object is made.

    Native file dialogs of GTK need the loop of GLib, so the window uses Qt's own dialogs.
    """
    os.environ.setdefault("QT_NO_GLIB", "1")
