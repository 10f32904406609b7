"""Whatever is done in an editor can be undone and made again, and comes into the file as it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.services.editing import operations as ops
from stretchtimer.services.editing.editing import Editing
from stretchtimer.storage.own_routines.document import RoutineDocument
from stretchtimer.storage.routines.toml_text import parse
from tests.services.editing.documents import old_document

Act = Callable[[Editing, int], None]

_words = st.text(st.sampled_from("aB é\n“\"'\\{|}2.,-"), max_size=8)
_keys = ("name", "feel", "pose", "hold_s", "times", "rest_s")


def _typing(key: str, words: str) -> Act:
    def act(editing: Editing, stretch: int) -> None:
        place = ("stretches", stretch, key)
        take = ops.type_number if key in ("hold_s", "times", "rest_s") else ops.type_text
        for end in range(1, len(words) + 1):
            editing.type(partial(take, place=place, words=words[:end]), place)

    return act


def _doing(edit: Callable[[RoutineDocument, int], RoutineDocument]) -> Act:
    def act(editing: Editing, stretch: int) -> None:
        editing.edit(lambda document: edit(document, stretch), ("stretches", stretch))

    return act


def _lines(words: str) -> Act:
    return _doing(lambda d, i: ops.type_lines(d, ("stretches", i, "setup"), words))


_acts: st.SearchStrategy[Act] = st.one_of(
    st.builds(_typing, st.sampled_from(_keys), _words),
    st.builds(_lines, _words),
    st.sampled_from(
        [
            _doing(ops.count),
            _doing(ops.hold),
            _doing(ops.copy_stretch),
            _doing(ops.take_out_stretch),
            _doing(lambda document, stretch: ops.move_stretch(document, stretch, 0)),
            _doing(lambda document, stretch: ops.choose_sides(document, stretch, "alternate")),
            _doing(lambda document, stretch: ops.choose_sides(document, stretch, "none")),
            _doing(lambda document, stretch: ops.add_stretch(document, stretch, "New")),
            _doing(lambda document, stretch: ops.add_movement(document, stretch, 0, "M", "cat")),
        ]
    ),
)


@given(acts=st.lists(st.tuples(_acts, st.integers(0, 5)), max_size=10))
def test_any_edits_are_undone_made_again_and_written(acts: list[tuple[Act, int]]) -> None:
    editing = Editing(old_document())
    before = editing.document
    for act, stretch in acts:
        if there := len(ops.stretch_tables(editing.document)):
            act(editing, stretch % there)
    last = editing.document
    assert parse(last.text()) == last.data
    while editing.can_undo:
        editing.undo()
    assert editing.document is before
    while editing.can_redo:
        editing.redo()
    assert editing.document is last
    assert bool(editing.faults) is (editing.routine is None)
