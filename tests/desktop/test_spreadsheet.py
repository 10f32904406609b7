"""The tables for a spreadsheet are read by one as they are meant, cell by cell.

LibreOffice is told nothing but what its dialog for such files offers: UTF-8, commas, double quotes.
Without it the test is skipped; it is too large to be asked for.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from stretchtimer.engine.events import Held
from stretchtimer.engine.model import Side
from stretchtimer.services.record.exchange import export_csv
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.rows import HoldRow
from tests.programs import ending_with_us
from tests.storage.history.entries import DAY, START, hold, session, walk

PATIENCE_S = 300
_AS_IN_ITS_DIALOG = "CSV:44,34,76,1,,0,false,false,false,false,false"
"""Commas, double quotes, UTF-8, from the first line on; of numbers only the plain ones."""
Tables = Mapping[str, Sequence[Mapping[str, "Cell"]]]

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
NOTES = (
    "plain words",
    "with, commas; and semicolons",
    'she said "better", and went',
    "two\nlines\n\nand a fourth",
    "=1+1",
    '=HYPERLINK("http://example.org")',
    "+49 30 1234",
    "-5 degrees",
    "@home",
    "'quoted' words",
    "'",
    "50 %",
    "3/4",
    "1.3.",
    "Rückenübung, 日本語 🙂",
    " spaces around ",
    "TRUE",
    "tab\there",
    'ends with a quote"',
)


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, and whether the program takes it for a text, a number, a formula."""

    words: str
    kind: str
    is_formula: bool = False


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The three tables of a record with odd words, by name, as the spreadsheet has them."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("there is no LibreOffice")
    folder = tmp_path_factory.mktemp("tables")
    with closing(History(folder / "history.db", lambda: DAY)) as history:
        for number, note in enumerate(NOTES):
            odd = HoldRow(1, Held(note, note, Side.LEFT, 1, 1, 30_000, 12_345), START)
            one = session(f"s{number:02}", holds=(odd, hold(2, 30_000, Side.RIGHT)))
            history.put(replace(one, note=note, routine_name=note, pain_before=number % 11))
        history.put(replace(walk(), pain=3, note="=SUM(A1)"))
        paths = export_csv(history, folder)
    command = [office, f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless"]
    command += [f"--infilter={_AS_IN_ITS_DIALOG}", "--convert-to", "ods"]
    subprocess.run(
        ending_with_us([*command, "--outdir", str(folder), *map(str, paths)]),
        capture_output=True,
        timeout=PATIENCE_S,
        check=True,
    )
    return {path.stem: list(_rows(path.with_suffix(".ods"))) for path in paths} | _written(paths)


def _written(paths: Sequence[Path]) -> dict[str, list[dict[str, Cell]]]:
    """What was written, by ``name written``, as any reader of such files has it."""
    found = {}
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [{k: Cell(v, "") for k, v in row.items()} for row in csv.DictReader(file)]
        found[f"{path.stem} written"] = rows
    return found


def _rows(path: Path) -> Iterator[dict[str, Cell]]:
    with zipfile.ZipFile(path) as file:
        root = ElementTree.fromstring(file.read("content.xml"))
    (table,) = root.iter(f"{{{TABLE}}}table")
    rows = [_cells(row) for row in table.iter(f"{{{TABLE}}}table-row")]
    names = [cell.words for cell in rows[0] if cell.words]
    for row in rows[1:]:
        if any(cell.words for cell in row):
            filled = [*row, *[Cell("", "")] * len(names)]
            yield dict(zip(names, filled, strict=False))


def _cells(row: ElementTree.Element) -> list[Cell]:
    cells: list[Cell] = []
    for cell in row.iter(f"{{{TABLE}}}table-cell"):
        times = int(cell.get(f"{{{TABLE}}}number-columns-repeated", "1"))
        lines = ["".join(_spelt(line)) for line in cell.iter(f"{{{TEXT}}}p")]
        kind = cell.get(f"{{{OFFICE}}}value-type", "")
        words = cell.get(f"{{{OFFICE}}}value", "\n".join(lines))
        formula = cell.get(f"{{{TABLE}}}formula") is not None
        cells += [Cell(words, kind, formula)] * min(times, 100)
    return cells


def _spelt(line: ElementTree.Element) -> Iterator[str]:
    yield line.text or ""
    for part in line:
        if part.tag == f"{{{TEXT}}}s":
            yield " " * int(part.get(f"{{{TEXT}}}c", "1"))
        elif part.tag == f"{{{TEXT}}}tab":
            yield "\t"
        else:
            yield from _spelt(part)
        yield part.tail or ""


def test_every_cell_has_what_was_written(tables: Tables) -> None:
    for name in ("sessions", "holds", "walks"):
        assert len(tables[name]) == len(tables[f"{name} written"]) > 0
        for read, written in zip(tables[name], tables[f"{name} written"], strict=True):
            assert {key: cell.words for key, cell in read.items()} == {
                key: cell.words for key, cell in written.items()
            }


def test_every_note_is_as_it_was_written_but_for_the_apostrophe_before_formulas(
    tables: Tables,
) -> None:
    wanted = [f"'{note}" if note.startswith(("=", "+", "-", "@")) else note for note in NOTES]
    assert [row["note"].words for row in tables["sessions"]] == wanted
    assert [row["stretch"].words for row in tables["holds"]][::2] == wanted


def test_no_cell_is_a_formula(tables: Tables) -> None:
    cells = [cell for rows in tables.values() for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.is_formula]


def test_what_is_counted_or_measured_is_a_number(tables: Tables) -> None:
    for table, names in {
        "sessions": ("planned_s", "held_s", "pain_before"),
        "holds": ("hold", "repetition", "round", "planned_s", "held_s"),
        "walks": ("walked_min", "pain"),
    }.items():
        for name in names:
            assert {row[name].kind for row in tables[table]} == {"float"}, name
    assert [float(row["held_s"].words) for row in tables["holds"]][:2] == [12.345, 30.0]


def test_what_nobody_said_is_empty_and_no_zero(tables: Tables) -> None:
    assert {row["pain_after"].words for row in tables["sessions"]} == {""}
    assert "0" in {row["pain_before"].words for row in tables["sessions"]}


def test_instants_keep_their_offset(tables: Tables) -> None:
    assert tables["sessions"][0]["started"].words == "2026-03-01T09:30:00.000+01:00"
