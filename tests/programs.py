"""Has the programs that tests start end with the tests, however those come to their end."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import cache


def ending_with_us(command: Sequence[str]) -> list[str]:
    """The command as one that is killed when we are, where the system can do that.

    Its number is that of the program itself.
    """
    return [*_prefix(), *command]


@cache
def _prefix() -> tuple[str, ...]:
    setpriv = shutil.which("setpriv")
    return (setpriv, "--pdeathsig", "KILL") if setpriv else ()
