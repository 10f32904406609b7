"""Records are joined in any order and any number of times, and go out and in unchanged."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchtimer.engine.errors import UserError
from stretchtimer.services.record.exchange import export_json, import_json
from stretchtimer.storage.history import changes, json_form
from stretchtimer.storage.history.changes import Merged, raw_of
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.reading import SESSIONS, TOMBS, WALKS, Raw, raw_everything
from stretchtimer.storage.history.schema import MIGRATIONS
from tests.storage.history.entries import DAY, hold, raws, session, walk
from tests.wording import refused, said

few = settings(max_examples=max(1, settings().max_examples // 5))


def by_kind(some: Iterable[Raw]) -> list[Raw]:
    order = [SESSIONS, WALKS, TOMBS]
    return sorted(some, key=lambda raw: order.index(raw.kind))


@contextmanager
def fresh() -> Iterator[History]:
    with tempfile.TemporaryDirectory() as folder:
        history = History(Path(folder) / "history.db", lambda: DAY)
        with closing(history):
            yield history


def joined(*files: Sequence[Raw]) -> list[Raw]:
    """All there is after these files were joined one after the other, in memory."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        for statement in chain.from_iterable(MIGRATIONS):
            connection.execute(statement)
        for file in files:
            changes.merge(connection, file)
        return list(raw_everything(connection))


files = st.lists(raws, max_size=4)


@few
@given(
    st.lists(files, max_size=3).flatmap(
        lambda some: st.tuples(st.just(some), st.permutations(some))
    )
)
def test_the_order_of_joining_does_not_matter(
    some: tuple[list[list[Raw]], list[list[Raw]]],
) -> None:
    one, other = some
    assert joined(*one) == joined(*other) == joined([raw for file in one for raw in file])


@few
@given(files, files)
def test_joining_again_changes_nothing(one: list[Raw], other: list[Raw]) -> None:
    once = joined(one, other)
    assert joined(one, other, one, other, other) == once
    assert joined(once) == once


@few
@given(files, files, files)
def test_joined_records_are_joined_like_their_entries(
    one: list[Raw], other: list[Raw], third: list[Raw]
) -> None:
    assert joined(joined(one, other), third) == joined(one, joined(other, third))


@few
@given(files)
def test_no_entry_is_lost_that_nobody_has_deleted(file: list[Raw]) -> None:
    buried = {raw.values[0] for raw in file if raw.kind is TOMBS}
    there = {(raw.kind, raw.values[0]) for raw in joined(file)}
    assert there >= {(raw.kind, raw.values[0]) for raw in file if raw.values[0] not in buried}


@few
@given(files)
def test_an_export_that_is_imported_gives_the_same_export(file: list[Raw]) -> None:
    file = joined(file)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.json"
        path.write_text("\n".join(json_form.lines(file)), "utf-8")
        assert joined(list(json_form.read(path))) == file
        data = json.loads(path.read_text("utf-8"))
        assert (data["format"], data["what"]) == (1, "stretchtimer-history")


def test_an_export_that_is_imported_elsewhere_gives_the_same_file(tmp_path: Path) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    with fresh() as history, fresh() as elsewhere:
        history.put(replace(session("a", holds=(hold(1), hold(2))), note="a\nb"))
        history.put(session("b"))
        history.put(walk())
        history.remove("b")
        export_json(history, one)
        import_json(elsewhere, one)
        export_json(elsewhere, other)
        assert other.read_bytes() == one.read_bytes()
        import_json(elsewhere, one)
        assert elsewhere.sessions() == history.sessions()


@few
@given(files, st.integers(1, 40))
def test_an_export_can_be_read_however_it_is_laid_out(file: list[Raw], chunk: int) -> None:
    file = joined(file)
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(json_form, "_CHUNK", chunk)
        path = Path(folder) / "export.json"
        data = json.loads("\n".join(json_form.lines(file)))
        path.write_text(json.dumps({**data, "more": [1, {}], "n": 12}, indent=3), "utf-8")
        assert by_kind(json_form.read(path)) == by_kind(file)


def test_joining_says_what_it_has_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_BATCH", 2)
    first = [raw_of(session(name)) for name in "abc"]
    with fresh() as history:
        assert history.merge([*first, raw_of(walk())]) == Merged(added=4)
        newer = raw_of(replace(session("a"), note="newer", revision=2))
        older = raw_of(replace(session("b"), note="earlier", last_seen_utc=None))
        tombs = [Raw(TOMBS, ("c", 2)), Raw(TOMBS, ("w", 5)), Raw(TOMBS, ("elsewhere", 1))]
        assert history.merge([newer, older, *tombs]) == Merged(changed=1, deleted=2)
        assert history.merge([*first, newer, *tombs]) == Merged()
        assert [row.note for row in history.sessions()] == ["newer", ""]
        assert history.walks() == ()


def test_what_was_put_back_after_it_was_deleted_is_there_in_every_order() -> None:
    with fresh() as history:
        history.put(session())
        history.remove("a")
        with history.everything() as found:
            deleted = list(found)
        history.put(session())
        with history.everything() as found:
            back = list(found)
    for files in ((deleted, back), (back, deleted)):
        assert [raw.kind for raw in joined(*files)] == [SESSIONS, TOMBS]
    assert [raw.kind for raw in joined(deleted, [raw_of(session())])] == [TOMBS]


ENTRY = {
    "uuid": "a",
    "routine_id": "x",
    "routine_name": "X",
    "started_utc": "2026-03-01T08:30:00.000+00:00",
    "counts_for_date": "2026-03-01",
    "planned_ms": 1,
}
HOLD = {
    "position": 1,
    "stretch_id": "x",
    "stretch_name": "X",
    "repetition": 1,
    "round": 1,
    "planned_ms": 1,
    "held_ms": 1,
    "ended_utc": "2026-03-01T08:30:00.000+00:00",
}


def export(*entries: Any) -> str:
    return json.dumps({"format": 1, "what": "stretchtimer-history", "sessions": entries})


def imported(tmp_path: Path, text: str | bytes) -> tuple[Any, ...]:
    path = tmp_path / "export.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with fresh() as history:
        import_json(history, path)
        return history.sessions()


def test_an_entry_needs_no_more_than_what_it_cannot_be_without(tmp_path: Path) -> None:
    (row,) = imported(tmp_path, export({**ENTRY, "holds": [HOLD]}))
    assert (row.completed, row.by_hand, row.note, row.revision) == (False, False, "", 1)
    assert row.held_ms == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "{}",
        '{"format": 1}',
        '{"what": "stretchtimer-history"}',
        '{"format": "1", "what": "stretchtimer-history"}',
        '{"format": 0, "what": "stretchtimer-history"}',
        '{"sessions": [], "format": 1, "what": "stretchtimer-history"}',
        export() + "more",
        export(ENTRY)[:-20],
        export(1),
        export(ENTRY).replace('"uuid": ', '"uuid" '),
        export(ENTRY, ENTRY).replace("}, {", "} {"),
        '{"format": 1' + "0" * 5_000 + "}",
        '{"format": ' + "[" * 100_000,
        b'{"format": \xff',
    ],
)
def test_what_is_no_export_is_refused_in_words(tmp_path: Path, text: str | bytes) -> None:
    with refused("it is not a record exported by Stretch Timer. Your record is unchanged"):
        imported(tmp_path, text)


def test_an_entry_without_an_end_is_not_read_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_form, "_LONGEST", 100)
    monkeypatch.setattr(json_form, "_CHUNK", 50)
    with refused("it is not a record exported"):
        imported(tmp_path, '{"what": "' + "x" * 1_000)


def test_a_newer_export_is_refused_in_words(tmp_path: Path) -> None:
    with refused("it was written by a newer version of Stretch Timer"):
        imported(tmp_path, export().replace(": 1", ": 2"))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with fresh() as history, refused("could not be imported: it does not exist"):
        import_json(history, tmp_path / "absent.json")


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"uuid": ""}, "uuid"),
        ({"uuid": None}, "uuid"),
        ({"note": "\ud800"}, "note"),
        ({"note": "x" * 10_001}, "note"),
        ({"started_utc": "2026-03-01T08:30:00+00:00"}, "started_utc"),
        ({"started_utc": "2026-13-01T08:30:00.000+00:00"}, "started_utc"),
        ({"counts_for_date": "2026-02-30"}, "counts_for_date"),
        ({"counts_for_date": 7}, "counts_for_date"),
        ({"planned_ms": -1}, "planned_ms"),
        ({"planned_ms": 1.5}, "planned_ms"),
        ({"completed": True}, "completed"),
        ({"pain_after": 11}, "pain_after"),
        ({"next_side": "up"}, "next_side"),
        ({"started_offset_s": 90_000}, "started_offset_s"),
        ({"holds": 1}, "holds"),
        ({"holds": [1]}, "holds"),
        ({"holds": [{**HOLD, "held_ms": None}]}, "held_ms"),
        ({"holds": [HOLD, HOLD]}, "position"),
        ({"gaps": [{"at_utc": "x", "gap_ms": 1}]}, "at_utc"),
    ],
)
def test_a_value_that_cannot_be_is_told_with_its_place_and_nothing_is_joined(
    tmp_path: Path, change: dict[str, object], key: str
) -> None:
    path = tmp_path / "export.json"
    path.write_text(export({**ENTRY, "uuid": "first"}, {**ENTRY, **change}))
    with fresh() as history:
        history.put(session("mine", holds=(hold(1),)))
        with pytest.raises(UserError) as caught:
            import_json(history, path)
        assert f"in entry 2 of sessions, {key} is " in said(caught.value)
        assert [row.uuid for row in history.sessions()] == ["mine"]


def test_a_note_of_any_characters_goes_out_and_in(tmp_path: Path) -> None:
    note = '= a\n\ttab, quote " and 🙂 \u200b'
    with fresh() as history:
        history.put(replace(session(), note=note))
        path = tmp_path / "export.json"
        export_json(history, path)
    with fresh() as other:
        import_json(other, path)
        assert [row.note for row in other.sessions()] == [note]
