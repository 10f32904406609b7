"""Text of others never becomes code of another language: SQL, patterns, shell, HTML, style sheets.

- SQL takes values as parameters; only constants of our own are put in, and what a ``PRAGMA`` takes.
  Those who read and write the log put in the names of its tables and columns, which are constants
  in ``storage/history/columns.py``.
- What is looked for by a pattern is quoted by ``re.escape``.
- Programs are started by their arguments, never by a line of shell.
- HTML is made by ``ui/widgets/plain_text.py`` alone, and the style sheet by
  ``ui/theme/style_sheet.py``, from a theme and lengths; its pictures have a search path of Qt's.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import stretchtimer

PACKAGE = Path(stretchtimer.__file__).parent
QUERIES = {"execute", "executemany", "executescript"}
PATTERNS = {"compile", "match", "search", "fullmatch", "sub", "split", "findall", "finditer"}
NAMES_ARE_PUT_IN = {"changes.py", "history.py", "reading.py", "rescue.py"}
MARKUP = {"setHtml", "insertHtml", "appendHtml", "escape"}
HTML_IS_MADE_IN = ("ui/widgets/plain_text.py",)
SHEET_IS_SET_IN = ("ui/theme/appearance.py",)


def is_put_together(text: ast.expr) -> bool:
    """Whether a text is not written out, but made of others."""
    put = text.op if isinstance(text, ast.BinOp) else None
    formatted = isinstance(text, ast.Call) and getattr(text.func, "attr", "") in ("format", "join")
    return isinstance(text, ast.JoinedStr) or isinstance(put, ast.Add | ast.Mod) or formatted


def is_quoted(text: ast.expr) -> bool:
    """Whether all that is put in is a constant of our own, or went through ``re.escape``."""
    values = [part.value for part in ast.walk(text) if isinstance(part, ast.FormattedValue)]
    return isinstance(text, ast.JoinedStr) and all(
        ast.unparse(value).isupper() or ast.unparse(value).startswith("re.escape(")
        for value in values
    )


def faults(source: str, name: str) -> Iterator[str]:
    """Where text could become code, by line."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        of, _, method = called.rpartition(".")
        first = node.args[0] if node.args else None
        where = f"{name}:{node.lineno}"
        is_open = first is not None and is_put_together(first) and not is_quoted(first)
        pragma = first is not None and ast.unparse(first).startswith(("f'PRAGMA ", 'f"PRAGMA '))
        folder, _, file = name.rpartition("/")
        names = folder == "storage/history" and file in NAMES_ARE_PUT_IN
        if method in QUERIES and is_open and not (pragma or names):
            yield f"{where}: SQL put together"
        if of == "re" and method in PATTERNS and is_open:
            yield f"{where}: a pattern put together"
        shell = [word.value for word in node.keywords if word.arg == "shell"]
        if called in ("os.system", "os.popen") or any(map(ast.literal_eval, shell)):
            yield f"{where}: a line of shell"
        if (method in MARKUP and of != "re") and name not in HTML_IS_MADE_IN:
            yield f"{where}: HTML"
        if method == "setStyleSheet" and name not in SHEET_IS_SET_IN:
            yield f"{where}: a style sheet"


def test_no_text_of_others_becomes_code() -> None:
    found = [
        fault
        for path in sorted(PACKAGE.rglob("*.py"))
        for fault in faults(path.read_text("utf-8"), path.relative_to(PACKAGE).as_posix())
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        'connection.execute(f"SELECT * FROM {table}")',
        'connection.execute("SELECT * FROM " + table)',
        'connection.execute("SELECT * FROM {}".format(table))',
        'connection.executescript("DROP %s" % table)',
        're.search(f"^{name}$", text)',
        're.compile("|".join(names))',
        "os.system(line)",
        "subprocess.run(line, shell=True)",
        "view.setHtml(name)",
        "html.escape(name)",
        'widget.setStyleSheet(f"image: url({path})")',
    ],
)
def test_what_would_be_a_fault_is_found(line: str) -> None:
    assert len(list(faults(line, "ui/x.py"))) == 1


@pytest.mark.parametrize(
    "line",
    [
        'connection.execute("SELECT * FROM holds WHERE name = ?", (name,))',
        'connection.execute(f"PRAGMA user_version = {version}")',
        're.search(f"^{re.escape(name)}$", text)',
        're.compile(r"[a-z]+")',
        "subprocess.run([program, name])",
    ],
)
def test_what_is_quoted_is_no_fault(line: str) -> None:
    assert list(faults(line, "ui/x.py")) == []
