"""Tests of parsing TOML and of finding the lines of what it holds."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.storage.routines.toml_lines import KeyLines, Place, line_numbers
from stretchtimer.storage.routines.toml_text import TomlError, decode, parse
from tests.wording import said

TEXT = '''\
# comment = 1
a = 1 # [not.a.table]
"b.c" = [1, 2, # ] no end
  "x]", [3,
  4]]
d . e = { f = 1, g = [ {h = 1}, {h = 2} ] }
s = """
x = 1
""y\\""""""
z = \'\'\'
'\'\'\'
when = 1979-05-27 07:32:00

[t]
k = "a\\"#["
'q r' = 1.5
[[s2]]
x = 1
[[s2]]
x = 2
 [[s2.m]]
 y = 1
 [[ s2 . m ]]
 y = 2
 [s2.w]
 last = []'''


def places(value: object, place: Place = ()) -> set[Place]:
    """The place of everything in a parsed text."""
    found = {place}
    if isinstance(value, dict):
        found = found.union(*(places(item, (*place, key)) for key, item in value.items()))
    if isinstance(value, list):
        found = found.union(*(places(item, (*place, i)) for i, item in enumerate(value)))
    return found


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("a",), 2),
        (("b.c",), 3),
        (("b.c", 1), 3),
        (("b.c", 2), 4),
        (("b.c", 3, 1), 5),
        (("d", "e", "f"), 6),
        (("d", "e", "g", 1, "h"), 6),
        (("s",), 7),
        (("z",), 10),
        (("when",), 12),
        (("t",), 14),
        (("t", "k"), 15),
        (("t", "q r"), 16),
        (("s2",), 17),
        (("s2", 0), 17),
        (("s2", 0, "x"), 18),
        (("s2", 1), 19),
        (("s2", 1, "x"), 20),
        (("s2", 1, "m", 0, "y"), 22),
        (("s2", 1, "m", 1), 23),
        (("s2", 1, "m", 1, "y"), 24),
        (("s2", 1, "w"), 25),
        (("s2", 1, "w", "last"), 26),
    ],
)
def test_each_value_is_found_on_its_line(place: Place, line: int) -> None:
    assert line_numbers(TEXT).of(place) == line


def test_the_walk_finds_all_that_the_parser_finds_and_nothing_else() -> None:
    assert set(named(line_numbers(TEXT))) == places(parse(TEXT))


def test_a_place_that_is_not_there_has_the_line_of_what_it_belongs_to() -> None:
    lines = line_numbers(TEXT)
    assert lines.of(("s2", 1, "missing")) == 19
    assert lines.of(("t", "k", 3, "deeper")) == 15
    assert lines.of(("missing",)) == 1


def test_a_table_that_only_a_longer_name_tells_of_has_the_line_of_what_is_above_it() -> None:
    lines = line_numbers("[a]\nb = 1\n\n[a.c.d]\ne = 1\n")
    assert (lines.of(("a", "c")), lines.of(("a", "c", "d"))) == (1, 4)


def test_a_key_that_is_written_with_escapes_is_found() -> None:
    text = '[[s]]\nid = 1\n"n\\u0061me" = 2\n"a\\tb" = {"\\"" = 3}\n'
    lines = line_numbers(text)
    assert lines.of(("s", 0, "name")) == 3
    assert lines.of(("s", 0, "a\tb", '"')) == 4
    assert set(named(lines)) == places(parse(text))


@pytest.mark.parametrize("opening", ["[", "{a = ", "[{a = "])
def test_a_value_nested_as_deep_as_the_parser_goes_is_walked_over(opening: str) -> None:
    closing = opening.translate(str.maketrans("[{", "]}", "a= "))[::-1]
    depth = 600
    while True:
        try:
            text = f"x = {opening * depth}1{closing * depth}\ny = 1\n"
            parse(text)
            break
        except TomlError:
            depth -= 5
    assert depth > 50
    assert line_numbers(text).of(("y",)) == 2


def named(lines: KeyLines, place: Place = ()) -> dict[Place, int]:
    """All that the walk has found, with its line."""
    found = {place: lines.line}
    for key, below in lines.children.items():
        found |= named(below, (*place, key))
    return found


QUOTED = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_characters='"\\\x7f'), max_size=5
)
VALUE = st.recursive(
    st.one_of(
        st.integers().map(str),
        st.booleans().map(lambda value: str(value).lower()),
        QUOTED.map(lambda text: f'"{text}"'),
        QUOTED.map(lambda text: f'"""{text}\n{text}"""'),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[\n" + " , #]\n".join(items) + "\n]"),
        inner.map(lambda item: f"[{item}, ]"),
    ),
    max_leaves=6,
)


@given(st.lists(st.tuples(st.sampled_from(["", "[t{}]\n", "[[l]]\n", "\n# x\n"]), VALUE)))
def test_every_value_of_any_text_is_found_on_the_line_of_its_key(
    drafts: list[tuple[str, str]],
) -> None:
    text = "".join(
        f"{head.format(number)}k{number} = {value}\n" for number, (head, value) in enumerate(drafts)
    )
    lines = named(line_numbers(text))
    assert set(lines) == places(parse(text))
    for place, line in lines.items():
        if place and str(place[-1]).startswith("k"):
            assert text.split("\n")[line - 1].startswith(f"{place[-1]} =")


def test_a_mark_before_the_text_and_line_ends_of_other_systems_are_taken_off() -> None:
    assert decode("\ufeffa = 1\r\nb = 2\r\n".encode()) == "a = 1\nb = 2\n"


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b"a = 1\nb = '\xff'", 2, "this is not text in UTF-8"),
        (b"a = 1\n\nb\0", 3, "this is not a text file"),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(data: bytes, line: int, reason: str) -> None:
    with pytest.raises(TomlError) as caught:
        decode(data)
    assert (caught.value.line, said(caught.value.reason)) == (line, f"{reason}.")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a = 1\nb =\n", 2, "this is not valid TOML: Invalid value"),
        ("a = 1\n\na = 2\n", 3, "this is not valid TOML: Cannot overwrite a value"),
        ("a = 1\nb = [\n\n", 2, "this is not valid TOML: Invalid value"),
        (f"a = {'[' * 90_000}", 1, "lists or tables are nested too deeply"),
        (f'a = 1\n# "\nb = [[]]\nc = {{d = {"[" * 90_000}', 4, "lists or tables are nested too"),
        (f"a = [\n{'[' * 300}\n{'[' * 300}", 2, "lists or tables are nested too deeply"),
        (f"b = 1\nx = {{{'a.' * 10}a = 1}}", 2, "a key has more than 10 parts"),
        (f"{'a . ' * 60_000}a = 1", 1, "a key has more than 10 parts"),
        ("[" + "'a'.\"a.b\"." * 6 + "a]", 1, "a key has more than 10 parts"),
        (f"a = {'9' * 5_000}", 1, "this is not valid TOML: Exceeds the limit"),
        (f"a = '{'9' * 5_000}'\n\nb = [1,\n -{'9' * 5_000}]", 4, "this is not valid TOML: Exc"),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(TomlError) as caught:
        parse(text)
    assert caught.value.line == line
    assert said(caught.value.reason).startswith(reason)
    assert "(at " not in said(caught.value.reason)


@pytest.mark.parametrize(
    "text",
    [
        f"a = 1 # {'b.' * 100}b",
        f"a = '{'b.' * 100}b'",
        f'"{"b." * 100}b" = 1',
        "a = [" + "1.5, " * 100 + "]",
        f"a = 1.5 # {'.' * 100}",
        ".".join("abcdefghij") + " = 1",
    ],
)
def test_dots_are_no_parts_of_a_key_where_they_are_none(text: str) -> None:
    assert parse(text)


def test_the_parser_leaves_the_collecting_of_garbage_as_it_was() -> None:
    for collects in (False, True):
        (gc.enable if collects else gc.disable)()
        with pytest.raises(TomlError):
            parse("a")
        assert gc.isenabled() is collects


def test_finding_a_sound_routine_loads_nothing_that_is_for_later() -> None:
    script = (
        "import sys; "
        "from stretchtimer.storage.assets import asset; "
        "from stretchtimer.storage.routines.library import Library; "
        "from stretchtimer.storage import adjustments_file, history, paths, settings_file; "
        "Library(asset('routines'), asset('routines')).find('post-walk'); "
        "print([m for m in ('tomlkit', 'difflib', 'sqlite3', 'platformdirs') if m in sys.modules])"
    )
    root = Path(__file__).resolve().parents[3]
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "[]\n"
