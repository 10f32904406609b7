"""In which order the tests run: all of them, once, and those that wait beside those that work."""

from __future__ import annotations

from itertools import pairwise

from tests.scheduling import WAITING, in_order, process_count, scope_of

HEARD = "tests/desktop/test_stream_recorded.py"
NODES = [
    *(f"{HEARD}::test_{number}" for number in range(4)),
    *(f"tests/engine/test_{name}.py::test_{n}" for name in "abc" for n in range(3)),
    *(f"tests/ui/home/test_{name}.py::test_it[a::b-{n}]" for name in "abc" for n in range(3)),
    "tests/test_cli.py::test_it",
]


def test_every_test_runs_once() -> None:
    assert sorted(in_order(NODES)) == list(range(len(NODES)))
    assert in_order([]) == []
    assert in_order(NODES[:2]) == [0, 1]


def test_the_tests_of_a_file_stay_together_and_in_their_order() -> None:
    files = [NODES[place] for place in in_order(NODES) if HEARD not in NODES[place]]
    scopes = [scope_of(node) for node in files]
    assert files == sorted(files, key=lambda node: scopes.index(scope_of(node)))
    assert [node for node in files if "ui" in node] == [node for node in NODES if "ui" in node]


def test_windows_come_first_and_what_waits_is_spread() -> None:
    order = [NODES[place] for place in in_order(NODES)]
    assert "tests/ui" in order[1]
    places = [place for place, node in enumerate(order) if HEARD in node]
    assert all(later - before > 1 for before, later in pairwise(places))


def test_what_looks_through_the_whole_program_does_not_come_last() -> None:
    order = [NODES[place] for place in in_order(NODES)]
    assert order.index("tests/test_cli.py::test_it") < order.index("tests/engine/test_a.py::test_0")


def test_only_what_waits_is_handed_out_test_by_test() -> None:
    assert scope_of(f"{HEARD}::test_it[a::b]") == f"{HEARD}::test_it[a::b]"
    assert scope_of("tests/ui/home/test_a.py::test_it[a::b]") == "tests/ui/home/test_a.py"
    assert HEARD in WAITING


def test_there_are_more_processes_than_cores() -> None:
    assert process_count() >= 3
