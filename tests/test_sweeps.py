"""What of a sweep is left to a plain run: what is named, and never nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sweeps import parts, swept, swept_rows


def plain(values: list[Any]) -> list[Any]:
    """What a plain run is given."""
    return [value for value in values if not getattr(value, "marks", ())]


def values_of(values: list[Any]) -> list[Any]:
    """All that is tried, with and without sweeps."""
    return [getattr(value, "values", (value,)) for value in values]


def test_what_is_not_plain_is_a_sweep() -> None:
    sizes = swept([(820, 540), (900, 600), (1366, 768)], [(820, 540)])
    assert plain(sizes) == [(820, 540)]
    assert values_of(sizes) == [((820, 540),), ((900, 600),), ((1366, 768),)]


def test_a_row_is_plain_where_its_first_value_is() -> None:
    rows = swept_rows([("left", 90), ("right", 270), ("left", 91)], ["left"])
    assert plain(rows) == [("left", 90), ("left", 91)]
    assert ("right", 270) in values_of(rows)


def test_a_list_comes_in_two_parts() -> None:
    assert values_of(parts(range(5), [0, 4])) == [([0, 4],), ([1, 2, 3],)]
    assert plain(parts(range(5), [0, 4])) == [[0, 4]]


@pytest.mark.parametrize("split", [swept, parts])
def test_a_law_that_a_plain_run_would_leave_out_is_refused(split: Any) -> None:
    with pytest.raises(ValueError, match="none"):
        split([1, 2], [3])
