"""Sweeps: the same law looked at in very many places, at the most telling of them in each run.

All the others are marked ``sweep``, and are looked at by ``pytest -m sweep``. So are stories of
weeks whose steps have tests of their own, and finer points of what another test shows.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

import pytest

sweep = pytest.mark.sweep


def swept(every: Iterable[Any], plain: Container[Any]) -> list[Any]:
    """The values of a parameter, all that are not ``plain`` marked as a sweep.

    Raises:
        ValueError: if none of them is plain, so that a plain run would leave the law out.
    """
    values = list(every)
    if not any(value in plain for value in values):
        raise ValueError("none of the points is in a plain run")
    return [value if value in plain else pytest.param(value, marks=sweep) for value in values]


def swept_rows(every: Iterable[tuple[Any, ...]], plain: Container[Any]) -> list[Any]:
    """The same for several parameters at once; a row is plain where it is or its first value."""
    rows = list(every)
    few = [row for row in rows if row in plain or row[0] in plain]
    if not few:
        raise ValueError("none of the rows is in a plain run")
    return [row if row in few else pytest.param(*row, marks=sweep) for row in rows]


def parts(every: Iterable[Any], plain: Container[Any]) -> list[Any]:
    """Two values of a parameter: a list of what is plain, and as a sweep a list of the rest.

    For what is slow to begin with, and goes through a list itself.
    """
    values = list(every)
    few = [value for value in values if value in plain]
    rest = [value for value in values if value not in plain]
    return swept([few, rest], [few] if few else [])
