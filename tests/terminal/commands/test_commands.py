"""The commands that only tell something: plan, check and routines."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from stretchtimer.engine.model import Dose, Routine, Side, Stretch, Times
from stretchtimer.engine.plan import make_plan
from stretchtimer.services.person.profile import Profile
from stretchtimer.storage.paths import folders
from stretchtimer.terminal.columns import cells, columns
from stretchtimer.terminal.commands.check import check_files
from stretchtimer.terminal.commands.plan import plan_lines, show_plan
from stretchtimer.terminal.commands.routines import list_routines
from tests.pseudo_language import put
from tests.terminal.fakes import FakeClock

Capture = pytest.CaptureFixture[str]
OWN = 'format = 1\nname = "Mine"\n[[stretches]]\nid = "a"\nname = "A"\nhold_s = {hold_s}\n'


def profile(folder: Path) -> Profile:
    return Profile(folders(folder), FakeClock(), lambda _: None)


def write_own(folder: Path, name: str, hold_s: str) -> Path:
    path = folder / "data" / "routines" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(OWN.format(hold_s=hold_s))
    return path


def test_a_plan_is_a_timeline_with_kinds_sides_and_total() -> None:
    twist = Stretch("twist", "Twist", Dose(30_000), two_sided=True, first_side=Side.RIGHT)
    times = Times(first_lead_in_ms=15_000, change_sides_ms=8_000, release_ms=3_000)
    assert plan_lines(make_plan(Routine("r", "Walk", (twist,), times)), 80) == [
        "Walk, 1 min 29 s",
        "",
        "    at   for",
        "  0:00  0:15  getting into position  Twist  RIGHT",
        "  0:15  0:30  hold                   Twist  RIGHT",
        "  0:45  0:03  coming out             Twist  RIGHT",
        "  0:48  0:08  changing sides         Twist  LEFT",
        "  0:56  0:30  hold                   Twist  LEFT",
        "  1:26  0:03  coming out             Twist  LEFT",
        "",
        "Total 1:29",
    ]


def test_repetitions_and_waits_are_told_in_a_plan() -> None:
    twice = Stretch("a", "A", Dose(30_000, repetitions=2))
    shown = "\n".join(
        plan_lines(make_plan(Routine("r", "R", (twice,), Times(wait_until_ready=True))), 80)
    )
    assert "about 0:15  get ready" in shown
    assert re.search(r"hold +A +1 of 2\n", shown)
    assert re.search(r"hold +A +2 of 2\n", shown)


def test_a_plan_fits_a_narrow_terminal() -> None:
    long = Stretch("a", "A very long name of a stretch indeed", Dose(30_000), two_sided=True)
    lines = plan_lines(make_plan(Routine("r", "R", (long,))), 40)
    assert max(map(len, lines)) <= 40
    assert any("…" in line for line in lines)


def test_a_plan_holds_the_changes_of_the_person(tmp_path: Path, capsys: Capture) -> None:
    mine = profile(tmp_path)
    mine.personal(mine.find("post-walk")).set_hold("knee-hug", 60_000)
    mine.close()
    assert show_plan(tmp_path, "post-walk", as_json=True) == 0
    plan = json.loads(capsys.readouterr().out)
    holds = [p for p in plan["phases"] if p["kind"] == "hold"]
    assert (holds[0]["stretch"], holds[0]["duration_ms"]) == ("knee-hug", 60_000)
    assert show_plan(tmp_path, "post-walk", as_json=False) == 0
    assert "With your own changes. The original takes" in capsys.readouterr().out


def test_a_plan_as_data_keeps_its_promised_form(tmp_path: Path, capsys: Capture) -> None:
    show_plan(tmp_path, "post-walk", as_json=True)
    plan = json.loads(capsys.readouterr().out)
    assert (plan["format"], plan["routine"]) == (1, "post-walk")
    promised = {"index", "kind", "stretch", "pose", "side", "repetition", "start_ms", "duration_ms"}
    assert all(promised <= set(phase) for phase in plan["phases"])
    assert all({"at_ms", "kind", "phase", "text", "clip"} <= set(cue) for cue in plan["cues"])
    assert plan["phases"][-1]["start_ms"] + plan["phases"][-1]["duration_ms"] == plan["total_ms"]


def test_a_plan_of_the_unchanged_routine_says_nothing_of_changes(
    tmp_path: Path, capsys: Capture
) -> None:
    show_plan(tmp_path, "post-walk", as_json=False)
    assert "your own changes" not in capsys.readouterr().out


def test_damaged_settings_are_told_beside_the_plan(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.json").write_text("{")
    assert show_plan(tmp_path, "post-walk", as_json=True) == 0
    told = capsys.readouterr()
    assert "settings.json" in told.err
    assert json.loads(told.out)["routine"] == "post-walk"


def test_check_tells_every_fault_of_a_translators_files(tmp_path: Path, capsys: Capture) -> None:
    original = put(tmp_path / "mine.toml", OWN.format(hold_s=20))
    words = put(tmp_path / "de/mine.toml", 'format = 1\nname = "Meins"\n[stretches.a]\n')
    script = put(tmp_path / "voice/de/script.toml", "format = 1\nclosing = 3\n")
    assert check_files([original, words, script]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"{original}: no faults, “Mine”"
    assert said[1].startswith(f"{words}:3: stretches: a is missing; it must be a table")
    assert {line.partition(": ")[0] for line in said[2:]} == {f"{script}:1", f"{script}:2"}


def test_check_tells_every_fault_with_file_and_line(tmp_path: Path, capsys: Capture) -> None:
    good, bad = write_own(tmp_path, "good.toml", "20"), write_own(tmp_path, "bad.toml", '"x"')
    missing = tmp_path / "missing.toml"
    assert check_files([good, bad, missing]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{good}: no faults, “Mine”"
    assert lines[1].startswith(f"{bad}:6: ")
    assert lines[2].startswith(f"{missing}:1: ")
    assert check_files([good]) == 0


def test_routines_lists_what_can_be_run_and_what_cannot(tmp_path: Path, capsys: Capture) -> None:
    write_own(tmp_path, "mine.toml", "20")
    bad = write_own(tmp_path, "bad.toml", '"x"')
    assert list_routines(tmp_path, as_json=False) == 0
    shown = capsys.readouterr().out
    assert re.search(r"^post-walk +\d+ min( \d\d s)? +After your walk$", shown, re.MULTILINE)
    assert re.search(r"^own:mine +\d+ s +Mine \(your own\)$", shown, re.MULTILINE)
    assert f"{bad}:6: " in shown
    assert f"Put your own routines in {bad.parent}" in shown


def test_routines_as_data_tells_the_same(tmp_path: Path, capsys: Capture) -> None:
    own, bad = write_own(tmp_path, "mine.toml", "20"), write_own(tmp_path, "bad.toml", '"x"')
    assert list_routines(tmp_path, as_json=True) == 0
    data = json.loads(capsys.readouterr().out)
    by_id = {routine["id"]: routine for routine in data["routines"]}
    assert by_id["post-walk"]["bundled"] is True
    assert by_id["own:mine"]["file"] == str(own)
    assert by_id["own:mine"]["bundled"] is False
    (unreadable,) = data["unreadable"]
    assert unreadable["file"] == str(bad)
    assert unreadable["faults"][0]["line"] == 6


def test_columns_are_as_wide_as_their_widest_text() -> None:
    rows = [("a", "10"), ("long", "5")]
    assert columns(rows, 80, right=(1,)) == ["  a     10", "  long   5"]
    assert columns([], 80) == []


def test_wide_and_combining_characters_take_their_cells() -> None:
    assert cells("猫") == 2
    assert cells("e\u0301") == 1
    assert columns([("猫", "x"), ("abc", "x")], 80, indent=0) == ["猫   x", "abc  x"]
    assert max(map(cells, columns([("猫" * 20, "x")], 20))) <= 20
