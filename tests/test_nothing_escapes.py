"""Another language needs a catalogue and no code: no text of terminal and commands escapes it."""

from __future__ import annotations

import ast
import gettext
import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchtimer import cli
from stretchtimer.cli import Ways, main
from stretchtimer.engine.model import Dose, Movement, Routine, Stretch, StretchWords, Times
from stretchtimer.engine.notices import Notice
from stretchtimer.engine.plan import make_plan
from stretchtimer.services.audio.audio_out import SilentOut, SoundFault
from stretchtimer.services.person.choices import DEVICE
from stretchtimer.services.person.settings import ROWS
from stretchtimer.services.wording import language
from stretchtimer.services.wording.language import tr
from stretchtimer.storage.assets import asset, pose_names
from stretchtimer.storage.routines.routine_file import read_routine
from stretchtimer.terminal.before.safety import safety_text
from stretchtimer.terminal.commands import doctor
from stretchtimer.terminal.commands.window_probe import WindowAnswer
from stretchtimer.terminal.session.live_screen import LiveScreen
from stretchtimer.terminal.session.plain_screen import PlainScreen
from stretchtimer.terminal.terminal_mode import summary_lines
from tests.fakes import FakeKeepAwake, spoken
from tests.pseudo_language import LANGUAGE, catalogue, catalogue_folder, escaped
from tests.services.voice.build_scripts import build_script
from tests.services.wording.test_notices import texts
from tests.terminal.fakes import Played

PACKAGE = Path(cli.__file__).parent
COMMANDS = (
    *("start", "open", "routines", "plan", "check", "new", "import", "export", "schema"),
    *("doctor", "settings", "history", "walked"),
)
BAD = """\
format = 1
nmae = "x"
colour = 3
[times]
rounds = 99
[[stretches]]
id = "A b"
name = 4
hold_s = 0
sides = "two"
setup = "x"
[[stretches]]
id = "b"
name = "B"
sane_hold_s = [30, 10]
movements = [1, {pose = "x", name = "X"}]
"""
GOOD = """\
format = 1
name = "Zzz"
[[stretches]]
id = "b"
name = "Bbb"
hold_s = 20
sides = "both"
repetitions = 2
[times]
wait_until_ready = true
"""
BUNDLED = [read_routine(path) for path in sorted(asset("routines").glob("*.toml"))]
FOREIGN = (
    *("stretchtimer", "Stretch Timer", "--profile", "--version", "--help", "--terminal", "--mute"),
    *("--trace", "--json", "-h", "python", *COMMANDS),
    *("own:Mine", "Mine", "JSON Schema", ".toml", ".stretch", "made.txt", "made.toml"),
    *("--csv", "csv", "sessions", "holds", "walks", "--since", "import", "restore"),
    *sorted((part for one in BUNDLED for part in (one.id, one.name)), key=len, reverse=True),
    *("own:", "file:", "Zzz", "Bbb", "pip install", "TERM", "dumb"),
    *sorted(pose_names(), key=len, reverse=True),
    *(stretch.name for one in BUNDLED for stretch in one.stretches),
)


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A profile folder of somebody who reads the language that nobody speaks."""
    monkeypatch.setattr(cli, "translations", catalogue_folder)
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANGUAGE", LANGUAGE)
    monkeypatch.setenv("COLUMNS", "300")
    yield tmp_path
    gettext.textdomain("messages")
    language.speak(None)


def no_window() -> Ways:
    def refuse(*_: object) -> int:
        raise AssertionError("no session was asked for")

    return Ways(refuse, refuse, lambda: None)


def own(folder: Path, text: str, name: str) -> Path:
    path = folder / "data" / "routines" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        *((command, "--help") for command in COMMANDS),
        ("nowhere",),
        ("plan",),
        ("plan", ""),
        ("plan", "post-walk"),
        ("plan", "own:good"),
        ("plan", "own:bad"),
        ("plan", "not-there"),
        ("plan", "~nobody-there/x"),
        ("routines",),
        ("check", "bad.toml", "good.toml", "not-there.toml", "folder.toml", "no-toml.toml"),
        ("doctor",),
        ("settings",),
        ("settings", "letter_keys", "off"),
        ("history",),
        ("history", "--since", "never"),
        ("history", "restore"),
        ("history", "import", "nowhere"),
        ("walked", "much"),
        ("new", "Mine"),
        ("new", ""),
        ("import", "good.toml"),
        ("import", "bad.toml"),
        ("import", "not-there.toml"),
        ("export", "own:good", "made.toml"),
        ("export", "own:good", "good.toml"),
        ("export", "own:good", "made.txt"),
        ("export", "own:bad"),
        *(("settings", key, "what") for key in ("not-there", "volume", "output", "letter_keys")),
    ],
    ids=" ".join,
)
def test_no_text_of_a_command_escapes(
    arguments: tuple[str, ...],
    person: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(doctor, "ask_window", WindowAnswer)
    monkeypatch.setattr(
        doctor, "PlaysoundOut", lambda _files: SilentOut(Notice(SoundFault.NO_DEVICE))
    )
    monkeypatch.setattr(doctor, "WakepyKeepAwake", lambda _failed, farewell_s: FakeKeepAwake())
    folder = own(person, GOOD, "good.toml").parent
    own(person, BAD, "bad.toml")
    own(person, "name =", "no-toml.toml")
    (folder / "folder.toml").mkdir()
    settings = person / "config" / "settings.json"
    settings.parent.mkdir()
    settings.write_text(json.dumps({"format": 1, "volume": "loud", "theme": "loud"}))
    monkeypatch.chdir(folder)
    if "--help" not in arguments:
        arguments = (*arguments, "--profile", str(person))
    main(arguments, no_window())
    printed = capsys.readouterr()
    text = "\n".join((printed.out, printed.err))
    if arguments[0] == "doctor" and "--help" not in arguments:
        # The versions of what is installed are no text.
        text = text[: text.rindex("      stretchtimer ")]
    assert "⟦" in text
    typed = _typed_in_settings() if arguments[0] == "settings" else ()
    keys = (*_words_of(BAD), *_words_of(GOOD), *_KEYS, "volume", "theme", "loud", "Invalid value")
    names = [name for path in folder.iterdir() for name in (path.name, path.stem)]
    paths = (*names, "not-there.toml", "~nobody-there")
    assert escaped(text, (*FOREIGN, *paths, *keys, *typed, *arguments, *PROGRAMS)) == []


_KEYS = (
    *("summary", "stretches", "movements", "pose", "start_pose", "first_side", "repetitions"),
    *("first_lead_in_s", "lead_in_s", "change_sides_s", "change_over_s", "release_s"),
    *("round_rest_s", "wait_until_ready", "rest_s", "position", "feel", "breathing", "mistakes"),
    *(
        "easier",
        "care",
        "release",
        "duration_s",
        "instruction",
        "breath",
        "none",
        "system",
        "light",
    ),
    *("language", "dark", "contrast", "not-there", "stretchtimer[voice]", "QT_QPA_PLATFORM"),
)
PROGRAMS = ("Qt", "WAYLAND_DISPLAY", "DISPLAY", sys.executable)


def _typed_in_settings() -> tuple[str, ...]:
    """Keys and values, which are the same in every language."""
    values = [value for row in ROWS.values() for value in (*row.values, row.default)]
    words = [value for value in values if isinstance(value, str)]
    return (*ROWS, *(str(getattr(word, "value", word)) for word in words), "on", "off", DEVICE)


def _words_of(toml: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w{2,}", toml))


def test_whatever_can_go_wrong_is_told_in_that_language() -> None:
    for pair in texts().values():
        one = pair[0]
        has_words = re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", one))
        assert bool(has_words) is (catalogue().gettext(one) != one)


CAT = Movement("p", "Zzz", 5_000, "Zz.")
SESSION = Routine(
    "r",
    "Bbb",
    (
        Stretch("a", "Bbb", Dose(20_000), words=StretchWords(position="Zz."), two_sided=True),
        Stretch("b", "Zzz", Dose(20_000), movements=(CAT, CAT)),
    ),
    Times(first_lead_in_ms=5_000, change_sides_ms=4_000, wait_until_ready=True),
)
PRESSED = [
    *((1_000, "enter"), (8_000, "space"), (9_000, "space"), (15_000, "?"), (15_100, "x")),
    *((16_000, "m"), (16_100, "m"), (17_000, "+"), (18_000, "q"), (18_100, "n"), (19_000, "n")),
    *((25_000, "enter"), (60_000, "enter"), (70_000, "enter"), (90_000, "enter")),
    *((120_000, "enter"), (130_000, "q"), (130_100, "y")),
]


def test_no_line_of_a_session_in_a_pipe_escapes() -> None:
    stream = io.StringIO()
    with spoken(catalogue()):
        played = Played(SESSION, *PRESSED, screen=PlainScreen(stream, make_plan(SESSION)))
        played.run()
        lines = summary_lines(played.runner.state, 80)
    text = "\n".join((stream.getvalue(), *lines))
    assert len(text.splitlines()) > 20
    assert escaped(text, ("Zzz", "Bbb", "Zz.")) == []


def test_nothing_on_the_screen_of_a_session_escapes() -> None:
    from rich.console import Console

    stream = io.StringIO()
    console = Console(file=stream, force_terminal=False, width=200, height=40)
    with spoken(catalogue()):
        played = Played(SESSION, *PRESSED)
        played.note = tr("The sound is off.")
        played.run()
        screen = LiveScreen(console, SESSION.name)
        for picture in played.screen.pictures:
            console.print(screen.drawn(picture), height=40)
    assert len(played.screen.pictures) > 20
    assert escaped(stream.getvalue(), ("Zzz", "Bbb", "Zz.")) == []


def test_no_word_on_safety_escapes() -> None:
    with spoken(catalogue()):
        assert escaped(safety_text(80)) == []


def test_a_text_that_is_not_translated_is_found() -> None:
    with spoken(catalogue()):
        translated = tr("Hold")
    assert escaped(translated) == []
    for text in ("Hold on", f"{translated} on", f"⟦{translated} on⟧", "no such routine"):
        assert escaped(text)
    assert escaped(f"{translated}, Knee hug", ["Knee hug"]) == []


def test_a_command_that_forgets_one_text_is_found(
    person: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from stretchtimer.terminal.commands import routines

    monkeypatch.setattr(routines, "tr", lambda text: text)
    main(["routines", "--profile", str(person)], no_window())
    assert "Put" in escaped(capsys.readouterr().out, FOREIGN)


def calls(names: tuple[str, ...]) -> Iterator[tuple[Path, ast.Call]]:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
                yield path, node


def test_every_text_is_a_literal_that_the_catalogues_are_made_from() -> None:
    """``tr(f"...")`` and glued texts are lost to them."""
    for path, call in calls(("tr", "ntr", "later", "later_by_number")):
        count = 2 if getattr(call.func, "id", "") in ("ntr", "later_by_number") else 1
        for text in call.args[:count]:
            is_notice = path.name == "notices.py"
            literal = isinstance(text, ast.Constant) and isinstance(text.value, str)
            assert literal or is_notice, f"{path}:{call.lineno}"


def test_texts_keep_their_placeholders_in_that_language() -> None:
    maker = build_script("make_catalogues")
    assert [fault for one in maker.pseudo_catalogue() for fault in maker.faults_of(one)] == []


def test_a_translation_that_lost_a_placeholder_is_told() -> None:
    maker = build_script("make_catalogues")
    made = maker.Catalog("de")
    made.add("{time} left", "noch {zeit}")
    made.add(("{n} stretch", "{n} stretches"), ("eine Dehnung", "{n} Dehnungen"))
    faults = [fault for one in made for fault in maker.faults_of(one) if one.id]
    assert faults == ["“noch {zeit}” should hold {time}"]


def test_a_language_is_begun_brought_up_to_date_and_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker = build_script("make_catalogues")
    monkeypatch.setattr(maker, "CATALOGUES", tmp_path)
    maker.update("de")
    path = tmp_path / "de.po"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('msgid "Hold"\nmsgstr ""', 'msgid "Hold"\nmsgstr "Halten"'))
    maker.update("de")
    try:
        assert language.speak_first_of(["de_AT.UTF-8"], tmp_path) == "de"
        assert (tr("Hold"), tr("Paused")) == ("Halten", "Paused")
    finally:
        language.speak(None)
