"""``python -m stretchtimer`` is the same as the command ``stretchtimer``."""

from __future__ import annotations

import sys

from stretchtimer.cli import main

if __name__ == "__main__":
    sys.exit(main())
