"""The command ``stretchtimer``, also as ``python -m stretchtimer``: a Ctrl-C is quiet at any time.

Nothing else is loaded here, so that not even one in the first moment ends in a trace.
"""

from __future__ import annotations

import os
import signal
import sys

INTERRUPTED = 130


def main() -> int:
    """Carries out the command line of the process."""
    usual = signal.getsignal(signal.SIGINT)
    # Whoever started it may want it ignored.
    is_usual = usual is signal.default_int_handler
    if is_usual:
        # An exception would be lost where it came up in Python's own loading of modules.
        signal.signal(signal.SIGINT, _leave)
    from stretchtimer.cli import main as carry_out

    try:
        signal.signal(signal.SIGINT, usual)
        code = carry_out()
    except KeyboardInterrupt:
        code = INTERRUPTED
    if is_usual:
        signal.signal(signal.SIGINT, _leave)
    return code


def _leave(_number: int, _frame: object) -> None:
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    sys.exit(main())
